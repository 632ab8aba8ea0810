"""People hurt beside those told of in the sentence before: "Another man died in hospital"."""

from __future__ import annotations

from geomap.reading.events.draft import Draft
from geomap.records import Numbers, replace

_COUNTS = (("killed", "killed_min", "killed_max"), ("injured", "injured_min", "injured_max"))


def with_those_before(host: Draft, draft: Draft) -> Numbers | None:
    """
    Return the casualties of `draft` with those of `host` to which it adds; None if it adds none.

    It does right after the sentence that counts them, and only if that is no headline: what a
    headline sums up, the text then tells one by one.
    """
    if host.shared or draft.shared or draft.kind.trigger.key != "casualty":
        return None
    numbers, added = draft.numbers, False
    for position, (outcome, low, high) in enumerate(_COUNTS):
        before, now = getattr(host.numbers, low), getattr(draft.numbers, low)
        told = host.tolled[position]
        follows = told is not None and draft.segment.sentence - told == 1
        if outcome in draft.more and before and now and follows:
            tops = getattr(host.numbers, high), getattr(draft.numbers, high)
            top = None if None in tops else sum(tops)
            numbers, added = replace(numbers, **{low: before + now, high: top}), True
    return numbers if added else None


def tolled_by(host: Draft, draft: Draft) -> tuple[int | None, int | None]:
    """Return in which sentences the casualties of `host` were counted, with those of `draft`."""
    killed, injured = (
        draft.segment.sentence if getattr(draft.numbers, low) else told
        for told, (_, low, _) in zip(host.tolled, _COUNTS, strict=True)
    )
    return killed, injured

"""What two drafts of one event tell together."""

from __future__ import annotations

from dataclasses import replace

from geomap.reading.drafts import Draft
from geomap.reading.same_event import AIR, CARRY
from geomap.records import Numbers


def merge(host: Draft, draft: Draft, *, carried: bool = False) -> None:
    """Put what `draft` knows into `host`; what only goes on about it keeps its type."""
    host.numbers = _joined(host.numbers, draft.numbers)
    if draft.toll:
        host.numbers = _raised(host.numbers, draft.numbers)
    host.unit = host.unit or draft.unit
    host.sentences.extend(s for s in draft.sentences if s not in host.sentences)
    effect = host.kind.effect
    if carried and not vague(host):
        pass
    elif host.family != draft.family and {host.family, draft.family} <= AIR:
        _settle_type(host, draft)
    elif vague(host) and not vague(draft):
        host.event_type, host.kind = draft.event_type, draft.kind
    host.weapon = host.weapon or draft.weapon
    if host.target in (None, "other") and draft.target:
        host.target = draft.target
    host.actor = (
        draft.actor or host.actor if effect and not draft.kind.effect else host.actor or draft.actor
    )
    far = carried and draft.segment.sentence - host.segment.sentence > CARRY
    if "no time" in host.time_rule and "no time" not in draft.time_rule and not far:
        host.time, host.time_rule = draft.time, draft.time_rule
    if host.claim.side is None:
        host.claim = draft.claim
    host.shared = host.shared and draft.shared
    host.rules.extend(r for r in draft.rules if r not in host.rules)


def _raised(told: Numbers, toll: Numbers) -> Numbers:
    """Return the numbers with the casualties of a toll where it has risen above those told."""
    for low, high in (("killed_min", "killed_max"), ("injured_min", "injured_max")):
        new, old = getattr(toll, low), getattr(told, low)
        if new is not None and new > (old or 0):
            told = replace(told, **{low: new, high: getattr(toll, high)})
    return told


def vague(draft: Draft) -> bool:
    """Say whether the type of a draft may still be made more precise."""
    return draft.kind.effect or draft.event_type in ("strike.other", "strike.explosion")


def _settle_type(host: Draft, draft: Draft) -> None:
    """Of a strike and an interception told together, the one with more of its own stays."""
    strike, intercept = (host, draft) if host.family != "air_defence" else (draft, host)
    if (
        strike.event_type in ("strike.explosion", "strike.other")
        and not strike.numbers.killed_min
        and strike.numbers.launched is None
    ):
        host.event_type, host.kind = intercept.event_type, intercept.kind
    elif intercept.numbers.intercepted is not None and host is intercept and strike.kind.effect:
        return
    else:
        host.event_type, host.kind = strike.event_type, strike.kind


def _joined(a: Numbers, b: Numbers) -> Numbers:
    return replace(
        a,
        **{
            name: getattr(a, name) if getattr(a, name) is not None else getattr(b, name)
            for name in (
                "launched",
                "intercepted",
                "lost",
                "hits",
                "killed_min",
                "killed_max",
                "injured_min",
                "injured_max",
                "civilians",
                "qualifier",
            )
        },
        by_weapon=a.by_weapon or b.by_weapon,
    )

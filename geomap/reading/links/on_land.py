"""When two drafts of ground fighting at one place tell of one event, and what it then is."""

from __future__ import annotations

from geomap.reading.events.draft import Draft
from geomap.reading.events.losers import CHANGED_HANDS, GAINED
from geomap.reading.links.same_place import CARRY, follows
from geomap.reading.text.grammar import Text

_TAKEN = frozenset({"control.capture", "control.liberation"})
_ASSAULTS = frozenset({"ground.clash", "ground.repelled"})
_LOSSES = ("clash", "weak_verb")  # the list of the lexicon with "lost 80 troops"


def is_one_on_land(context: Text, host: Draft, draft: Draft) -> bool:
    """Say whether two drafts of one family, ground or control, are one event."""
    types = {host.event_type, draft.event_type}
    if len(types) == 1 or _are_its_losses(host, draft):
        return True
    if types <= GAINED:  # "entered A and seized the town"
        return _by_one_side(host, draft)
    return types == _ASSAULTS and (
        _is_that_attempt(host, draft) or _is_its_outcome(context, host, draft)
    )


def are_alike(a: Draft, b: Draft) -> bool:
    """Say whether two drafts are both of ground gained, or both of attacks on the ground."""
    types = {a.event_type, b.event_type}
    return len(types) == 1 or types <= GAINED or types == _ASSAULTS


def _are_its_losses(host: Draft, draft: Draft) -> bool:
    """Read "repelled attacks near A, where Kyiv lost 80 troops" as one: what a battle cost."""
    trigger = draft.kind.trigger
    return (
        follows(host, draft) and host.family == "ground" and (trigger.key, trigger.form) == _LOSSES
    )


def _is_that_attempt(host: Draft, draft: Draft) -> bool:
    """Read "were rebuffed while trying to cross the river near A": one attack."""
    rules = {rule for d in (host, draft) for rule in d.rules}
    return "attempt to gain ground" in rules and host.segment.sentence == draft.segment.sentence


def _is_its_outcome(context: Text, host: Draft, draft: Draft) -> bool:
    """Read "The enemy attacked near A. Ten of the attacks near A were repelled" as one."""
    gap = draft.segment.sentence - max(host.sentences)
    heads = context.sentences[host.segment.sentence].headline
    return _by_one_side(host, draft) and (heads or gap <= CARRY)


def _by_one_side(host: Draft, draft: Draft) -> bool:
    together = host.segment.sentence == draft.segment.sentence
    return host.actor == draft.actor if host.actor and draft.actor else together


_ONCE_DAYS = 31  # within which a place hardly falls to one side twice


def falls_once(host: Draft, draft: Draft) -> bool:
    """Read "since they withdrew on Nov. 9 … from which they lately withdrew" as one withdrawal."""
    first, then = host.time.start, draft.time.start
    return (
        host.event_type == draft.event_type
        and host.event_type in CHANGED_HANDS
        and host.actor == draft.actor is not None
        and first is not None
        and then is not None
        and abs((first - then).days) <= _ONCE_DAYS
    )


def tell_outcome(host: Draft, draft: Draft) -> bool:
    """Give a joined event of ground fighting the type of what came of it; say whether it is one."""
    types = {host.event_type, draft.event_type}
    if types == _ASSAULTS:
        host.event_type = "ground.repelled"
        return True
    if len(types) == 1 or not types <= GAINED:
        return False
    taken, near = draft.event_type in _TAKEN, host.event_type in _TAKEN
    if (taken and _takes_it_all(draft)) or (near and not _takes_it_all(host)):
        host.event_type, host.kind = draft.event_type, draft.kind
    return True


def _takes_it_all(draft: Draft) -> bool:
    """Say whether a place was taken, and not ground near it or a part of it."""
    partly = ("place: relation:", "place: part of")
    return not any(rule.startswith(partly) for rule in draft.rules)

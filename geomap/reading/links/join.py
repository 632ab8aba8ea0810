"""What two drafts of one event tell together."""

from __future__ import annotations

from typing import TypeVar

from geomap.reading.events.draft import Draft
from geomap.reading.links.added import tolled_by, with_those_before
from geomap.reading.links.on_land import tell_outcome
from geomap.reading.links.same_event import AIR
from geomap.reading.links.same_place import CARRY
from geomap.reading.numbers.stated_sums import is_sum, with_sum
from geomap.reading.numbers.weapon_sums import FATES, headline, without_weapons
from geomap.records import NO_NUMBERS, Numbers, WeaponCount, replace

_Value = TypeVar("_Value")


def merge(host: Draft, draft: Draft, *, carried: bool = False) -> None:
    """Put what `draft` knows into `host`; what only goes on about it keeps its type."""
    closer = _is_closer_type(host, draft)
    goes_on = "no place named" in draft.rules  # "Moreover, one was killed": at all the places
    if not draft.shared and not goes_on:
        host.told_alone = max(draft.sentences)
    elif host.told_alone is not None and draft.segment.sentence - host.told_alone <= 1:
        goes_on = False  # "Shells hit A and B … In A a shell hit a house. One was killed"
    own = not (draft.shared or draft.toll or goes_on)
    summed = with_those_before(host, draft)
    host.numbers = merge_numbers(_still_true(host, draft, own=own), draft.numbers)
    if (draft.toll or carried) and not draft.outdated:
        host.numbers = _raised(host.numbers, draft.numbers)
    if summed is not None:
        host.numbers = _raised(host.numbers, summed)
    host.tolled = tolled_by(host, draft)
    host.unit = host.unit or draft.unit
    host.sentences.extend(s for s in draft.sentences if s not in host.sentences)
    effect = host.kind.effect
    if (carried and not vague(host)) or tell_outcome(host, draft):
        pass
    elif host.family != draft.family and {host.family, draft.family} <= AIR:
        _settle_type(host, draft)
    elif (vague(host) and not vague(draft)) or closer:
        host.event_type, host.kind = draft.event_type, draft.kind
        host.weapon = draft.weapon or host.weapon
    if _is_with_both(host, draft):
        host.event_type = "strike.combined"
    host.weapon = host.weapon or draft.weapon
    if host.target in (None, "other") and draft.target:
        host.target = draft.target
    host.actor = (
        draft.actor or host.actor if effect and not draft.kind.effect else host.actor or draft.actor
    )
    far = carried and draft.segment.sentence - host.segment.sentence > CARRY
    dated = "no time" not in host.time_rule and (
        "statement" not in host.time_rule or "in the clause" not in draft.time_rule
    )
    if not dated and "no time" not in draft.time_rule and not far:
        host.time, host.time_rule = draft.time, draft.time_rule
    if host.claim.side is None:
        host.claim = draft.claim
    host.shared = host.shared and (draft.shared or goes_on or draft.numbers == NO_NUMBERS)
    host.rules.extend(r for r in draft.rules if r not in host.rules)


_OF_A_WAVE = frozenset({"strike.drone", "strike.missile", "strike.combined"})


def _is_with_both(host: Draft, draft: Draft) -> bool:
    """Read "A missile hit a house. Russia fired 600 drones and missiles": one wave of both."""
    of_both = [d for d in (host, draft) if d.event_type == "strike.combined"]
    return (
        len(of_both) == 1
        and {host.event_type, draft.event_type} <= _OF_A_WAVE
        and of_both[0].numbers.launched is not None
    )


_HURT = ("killed_min", "killed_max", "injured_min", "injured_max")


def _hurt(numbers: Numbers) -> bool:
    return any(getattr(numbers, name) is not None for name in _HURT)


def _still_true(host: Draft, draft: Draft, *, own: bool) -> Numbers:
    """Return the numbers of `host` without the casualties for which `draft` has better ones."""
    if host.shared and own and _hurt(draft.numbers):
        return _without_hurt(host.numbers)  # "killed one in A, B and C … In B one was hurt"
    return _replaced(host.numbers, draft.numbers) if _is_share(host, draft) else host.numbers


def _is_share(host: Draft, draft: Draft) -> bool:
    """Read "Strikes killed ten, with seven dead in A": the ten were not all in A."""
    return (
        host.segment.sentence == draft.segment.sentence
        and "place of the sentence" in host.rules[:2]
        and "place in the clause" in draft.rules
    )


def _replaced(told: Numbers, own: Numbers) -> Numbers:
    """Return the numbers with the casualties of `own` where both count them."""
    for low, high in (_HURT[:2], _HURT[2:]):
        if None not in (getattr(told, low), getattr(own, low)):
            told = replace(told, **{low: getattr(own, low), high: getattr(own, high)})
    return told


def _without_hurt(numbers: Numbers) -> Numbers:
    """Return the numbers without the casualties, which were of several places together."""
    return replace(numbers, killed_min=None, killed_max=None, injured_min=None, injured_max=None)


_MOST_HURT = 500  # in one attack
_GROWTH = 5  # times that a toll grows within one article


def may_have_grown(early: int | None, late: int | None) -> bool:
    """Say whether a toll can be what an earlier one has become: not 20,000 from one."""
    if late is None or early is None:
        return late is None or late <= _MOST_HURT
    return early <= late <= _GROWTH * early + _MOST_HURT // 10


def _raised(told: Numbers, toll: Numbers) -> Numbers:
    """Return the numbers with the casualties of a toll where it has risen above those told."""
    for low, high in (("killed_min", "killed_max"), ("injured_min", "injured_max")):
        new, old = getattr(toll, low), getattr(told, low)
        if new is not None and new > (old or 0) and (old is None or may_have_grown(old, new)):
            told = replace(told, **{low: new, high: getattr(toll, high)})
    return told


def vague(draft: Draft) -> bool:
    """Say whether the type of a draft may be made more precise; not that of a planted bomb."""
    if draft.event_type == "strike.explosion" and draft.weapon == "mine":
        return False
    unarmed = draft.kind.effect and draft.weapon is None
    return unarmed or draft.event_type in ("strike.other", "strike.explosion")


BORROWED_WEAPON = "weapon of the attack told before"  # the rule, as users read it
ADOPTED_KIND = "kind of the attack told before"
_BORROWED = frozenset({BORROWED_WEAPON, ADOPTED_KIND})
_DRONES = frozenset({"drone", "Shahed", "FPV"})
_LOOSE_WEAPONS = frozenset({"air strike", "artillery"})  # "airstrike", "shelling": any weapon


def _is_closer_type(host: Draft, draft: Draft) -> bool:
    """Say whether "an airstrike", or "shelling", is told again with what was flown or dropped."""
    told_loosely = host.kind.effect or host.weapon == "air strike" or BORROWED_WEAPON in host.rules
    if host.segment.sentence == 0 and "place: label" in draft.rules:
        told_loosely = True  # "Russians shelled seven regions", then region by region
    borrowed = host.kind.weapon is None and not _BORROWED.isdisjoint(host.rules)
    return (
        (borrowed or (host.weapon in _LOOSE_WEAPONS and told_loosely))
        and host.numbers.launched is None
        and not host.shared
        and draft.event_type in ("strike.drone", "strike.missile", "strike.air")
        and draft.weapon not in (None, *_LOOSE_WEAPONS)
        and not draft.kind.effect
    )


def _settle_type(host: Draft, draft: Draft) -> None:
    """Of a strike and an interception told together, the one with more of its own stays."""
    strike, intercept = (host, draft) if host.family != "air_defence" else (draft, host)
    one_fell = intercept.numbers.intercepted in (None, 1) and intercept.weapon in _DRONES
    if strike.kind.trigger.key == "fire" and strike is host and one_fell:
        host.event_type = "strike.drone"  # "a fire started where a downed drone fell"
    elif (
        (strike.event_type in ("strike.explosion", "strike.other") or _lends_place(host, strike))
        and not strike.numbers.killed_min
        and strike.numbers.launched is None
    ):
        host.event_type, host.kind = intercept.event_type, intercept.kind
    elif intercept.numbers.intercepted is not None and host is intercept and strike.kind.effect:
        return
    else:
        host.event_type, host.kind = strike.event_type, strike.kind


def _lends_place(host: Draft, strike: Draft) -> bool:
    """Read "a fire broke out, he said, adding that 30 drones were downed over A": downed there."""
    borrowed = BORROWED_WEAPON in strike.rules and "place of the sentence" in strike.rules
    return strike is host and strike.kind.effect and borrowed


_OTHER_FIELDS = ("killed_min", "killed_max", "injured_min", "injured_max", "civilians", "qualifier")


def merge_numbers(a: Numbers, b: Numbers) -> Numbers:
    """Return what `a` states, filled up from `b`; the headline stays with `a`'s first weapon."""
    if (a.killed_min or a.injured_min) and b.killed_min == b.injured_min == 0:
        b = _without_hurt(b)  # "One died in the attack. The fire caused no casualties"
    if is_sum(b, a):
        return with_sum(merge_numbers(a, without_weapons(b)), b)
    if is_sum(a, b):
        whole = replace(a, by_weapon=b.by_weapon)
        return with_sum(merge_numbers(whole, without_weapons(b)), a)
    split = _united(a.by_weapon, b.by_weapon)
    filled = {name: _first(getattr(a, name), getattr(b, name)) for name in _OTHER_FIELDS}
    heads = headline(split)
    for name in FATES:
        other = getattr(b, name) if _of_one_kind(a, b) else None
        total = other if _is_of_all(b) else None  # "84 targets: 58 drones and 26 missiles"
        filled[name] = _first(_first(getattr(a, name), total), _first(heads[name], other))
    return replace(a, **filled, by_weapon=split)


def _first(a: _Value | None, b: _Value | None) -> _Value | None:
    return b if a is None else a


def _is_of_all(numbers: Numbers) -> bool:
    return bool(numbers.by_weapon) and numbers.by_weapon[0].kind == "weapon"


def _of_one_kind(a: Numbers, b: Numbers) -> bool:
    """Say whether the headline counts of both can be of one kind of weapon."""
    if not a.by_weapon or not b.by_weapon:
        return True
    kinds = {a.by_weapon[0].kind, b.by_weapon[0].kind}
    return len(kinds) == 1 or "weapon" in kinds


def _united(a: tuple[WeaponCount, ...], b: tuple[WeaponCount, ...]) -> tuple[WeaponCount, ...]:
    """Return the counts of both by kind of weapon, those of `a` first."""
    found = {count.kind: count for count in a}
    for count in b:
        mine = found.get(count.kind, count)
        found[count.kind] = WeaponCount(
            count.kind, *(_first(getattr(mine, n), getattr(count, n)) for n in FATES)
        )
    return tuple(found.values())

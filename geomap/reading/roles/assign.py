"""What part each name plays in its sentence: the rules in the order in which they are asked."""

from __future__ import annotations

import re

from geomap.reading.numbers.numerals import parse_number
from geomap.reading.roles.agents import (
    actor,
    fired_there,
    flying_over,
    origin,
    place_of_speech,
    speaker,
    taken_up,
)
from geomap.reading.roles.inner_names import (
    ITS,
    abroad,
    airspace,
    compound,
    dateline,
    deal,
    official_of,
    organisation,
    other_name,
    owner,
    possessive_owner,
    seaside,
    ship,
    suburb_of,
)
from geomap.reading.roles.parts import Part, Rule
from geomap.reading.roles.places import event_object, of_something, preposition, reference
from geomap.reading.roles.predicates import COPULAS, told_of
from geomap.reading.roles.subjects import (
    as_was,
    comma,
    enumerated_on,
    finder,
    label,
    relative_object,
    scene,
    subject,
)
from geomap.reading.roles.whose_attack import ATTACKS, whose_attack
from geomap.reading.text.grammar import Text
from geomap.reading.text.phrases import any_of, word_list
from geomap.reading.text.toponym import Toponym
from geomap.reading.text.words import word_set
from geomap.records import RIGHT_THERE, replace


def assign_roles(context: Text) -> list[Part]:
    """Return the part of each toponym, in order: the first rule that speaks decides."""
    parts: list[Part] = []
    rules: dict[int, list[Rule]] = {}  # that can apply in a sentence
    for index, toponym in enumerate(context.toponyms):
        at = toponym.sentence
        asked = rules[at] if at in rules else rules.setdefault(at, _rules_for(context, at))
        part = _first_part(context, toponym, index, asked)
        if toponym.list_head is not None and parts[toponym.list_head].rule == "abroad":
            part = parts[toponym.list_head]  # "tactics honed in Syria and Chechnya"
        if toponym.list_head is not None and part.rule in _LISTED:
            head = _head_of(context, parts, toponym)
            if head.role in ("where", "reference", "origin", "affiliation", "speaker"):
                part = Part(
                    head.role,
                    "list",
                    f"listed with another name: {head.reason}",
                    head.strength,
                    head.relation,
                )
        head_at = toponym.list_head
        if part.rule == "subject" and head_at is not None and parts[head_at].rule == "title of":
            parts[head_at] = part  # "the governors of A and B reported attacks"
        if part.rule == "preposition" and index and parts[-1].role == "origin":
            part = _with_origin(context, index) or part
        parts.append(part)
    _city_districts(context, parts)
    _between(context, parts)
    _counted_from(context, parts)
    return parts


def _head_of(context: Text, parts: list[Part], toponym: Toponym) -> Part:
    """Return the part of what a list goes on from: A of "in A region in the east and B region"."""
    index = toponym.list_head or 0
    head = parts[index]
    before = context.toponyms[index - 1] if index else None
    aside = context.toponyms[index].kind == "area"  # "in the A region, in the west, and B"
    if (
        head.rule == "lies in"
        and before is not None
        and (aside or before.kind == toponym.kind == "region")
    ):
        return parts[index - 1]
    return head


def _rules_for(context: Text, number: int) -> list[Rule]:
    """Return the rules of whose words a sentence has one, in order."""
    sentence = context.sentences[number]
    said = word_set(context.text, sentence.start, sentence.end)
    return [rule for rule, needed in _ASKED if needed is None or not said.isdisjoint(needed)]


def _first_part(context: Text, toponym: Toponym, index: int, rules: list[Rule]) -> Part:
    for rule in rules:
        part = rule(context, toponym, index)
        if part is not None:
            return part
    return _NO_RULE


def _between(context: Text, parts: list[Part]) -> None:
    """Make one place of "between A and B": the second name only bounds the stretch."""
    for index in range(len(parts) - 1):
        part, second = parts[index], context.toponyms[index + 1]
        if part.relation.kind == "between" and second.list_head == index:
            relation = replace(part.relation, other_mention=index + 1)
            parts[index] = replace(part, relation=relation)
            parts[index + 1] = Part("reference", "between", "the other end of the stretch")


_COUNTED = re.compile(
    r"(\w+) (?:(\w+) )?(?:villages|settlements|towns|hamlets|localities)\b[^,;.]*\Z"
)


def _counted_from(context: Text, parts: list[Part]) -> None:
    """Read "two villages some 30 km east of A, B and C": B and C, and A says where they lie."""
    for index, part in enumerate(parts):
        if part.role != "where" or part.relation.kind not in ("offset", "near"):
            continue
        listed = [k for k, t in enumerate(context.toponyms) if t.list_head == index]
        toponym = context.toponyms[index]
        if not listed or not context.text.startswith(",", toponym.end):
            continue
        start = context.sentences[toponym.sentence].start
        words = context.text.rfind(part.relation.words or "", start, toponym.start)
        counted = _COUNTED.search(context.text[start : max(words, start)])
        if counted is None or len(listed) not in map(parse_number, counted.groups("")):
            continue
        parts[index] = Part("reference", "counted from", "says where the villages after it lie")
        for k in listed:
            parts[k] = replace(parts[k], relation=RIGHT_THERE, reason="one of the villages counted")


_WHERE_ORIGIN_LIES = re.compile(r"(?:,? (?:and )?(?:[A-Z][\w’'-]+ ?){1,3})?,? in (?:the )?\w*\s?")


def _with_origin(context: Text, index: int) -> Part | None:
    """Read "launched from Cape Chauda in Crimea": the region of the launch place."""
    toponym, before = context.toponyms[index], context.toponyms[index - 1]
    gap = context.text[before.end : toponym.start]
    if before.sentence == toponym.sentence and _WHERE_ORIGIN_LIES.fullmatch(gap):
        return Part("origin", "lies in", f"says where {before.name} lies")
    return None


def _city_districts(context: Text, parts: list[Part]) -> None:
    """Make the city the place in "the Kyivskyi district of Donetsk"."""
    for index, toponym in enumerate(context.toponyms[1:], start=1):
        district = context.toponyms[index - 1]
        gap = context.text[district.end : toponym.start]
        if (
            district.kind == "district"
            and any(c.kind in ("city", "town") for c in toponym.candidates)
            and not re.match(
                r"[- ](?:region|oblast|district|province)",
                context.text[toponym.end : toponym.end + 9],
            )
            and re.fullmatch(r"(?: district| raion)? (?:of|in)(?: the)?(?: city of)? ", gap)
            and parts[index - 1].role in ("where", "other")
        ):
            parts[index] = parts[index - 1]
            parts[index - 1] = Part("reference", "district of a city", f"a part of {toponym.name}")
            continue
        if _is_its_unknown_district(context, district, toponym):
            parts[index] = Part("reference", "district of a city", f"a part of {district.name}")
        elif parts[index - 1].role == "where" and _is_city(toponym) and _QUARTER_OF.fullmatch(gap):
            parts[index] = parts[index - 1]
            parts[index - 1] = Part("reference", "district of a city", f"a part of {toponym.name}")
    told: dict[str, Part] = {}  # a district that was said to be a city's is so when named again
    for index, district in enumerate(context.toponyms):
        if district.kind != "district" or _OF_REGION.match(context.text, district.end):
            continue
        name = district.name.split(" ")[0]
        if _is_adjective(name, district):
            city = _city_before(context, parts, index)
            if city is not None and not _is_of_its_region(district, city):
                parts[index] = Part("reference", "district of a city", f"a part of {city.name}")
            elif name in told:
                parts[index] = told[name]
            if parts[index].rule == "district of a city":
                told[name] = parts[index]


# "the Ramensky District of the Moscow Region"
_OF_REGION = re.compile(
    r"(?:[ -][Dd]istrict)? (?:of|in) (?:the )?[A-Z][\w’'-]+ (?:[Rr]egion|[Oo]blast)\b"
)
# "the Tekstilshchik micro-district of Donetsk": the city, not the village of that name
_QUARTER_OF = re.compile(
    rf"[ -]{any_of('quarters_of_a_city')} (?:of|in)(?: the city of)? ", re.IGNORECASE
)


def _is_city(toponym: Toponym) -> bool:
    return any(c.kind in ("city", "town") for c in toponym.candidates)


def _is_its_unknown_district(context: Text, city: Toponym, district: Toponym) -> bool:
    """Read "in Kharkiv's Saltivka district" of the city, where no such district is known."""
    return (
        district.kind == "district"
        and any(c.kind in ("city", "town") for c in city.candidates)
        and all(c.country != city.candidates[0].country for c in district.candidates)
        and bool(ITS.fullmatch(context.text, city.end, district.start))
    )


_ADJECTIVE = re.compile(r"sk(?:yi|yy|iy|y|i)\Z")
_ALSO_ADJECTIVE = re.compile(r"n(?:yi|yy|iy|y|i)\Z")


def _is_adjective(name: str, district: Toponym) -> bool:
    """Say whether a district can be a city's: "Dniprovskyi", or "Korabelnyi" without more."""
    if _ADJECTIVE.search(name):
        return True
    of_places = any(c.kind == "district" for c in district.candidates)
    return not of_places and _ALSO_ADJECTIVE.search(name) is not None


def _is_of_its_region(district: Toponym, city: Toponym) -> bool:
    """
    Say whether a district of that name lies around the city and not in it: "Nikopolskyi".

    In Ukraine no city has a district that is called as one of its oblast.
    """
    here = city.candidates[0]
    return here.country == "UA" and any(
        c.kind == "district" and c.admin1 == here.admin1 for c in district.candidates
    )


_LARGE = 200_000  # inhabitants of a city that has districts of its own


def _city_before(context: Text, parts: list[Part], district: int) -> Toponym | None:
    """Return the city of "In Kyiv, debris fell in the Dniprovskyi district"."""
    sentence = context.toponyms[district].sentence
    named = [(i, t) for i, t in context.names_in(sentence) if i < district]
    return next(
        (
            t
            for i, t in reversed(named)
            if parts[i].role == "where"
            and t.kind == "city"
            and (t.oblast or any((c.population or 0) > _LARGE for c in t.candidates[:1]))
        ),
        None,
    )


_NO_RULE = Part("other", "no rule", "nothing in the sentence says that something happened here")


_LISTED = frozenset({"no rule", "list", "comma", "of", "preposition"})


_RULES: tuple[Rule, ...] = (
    dateline,
    abroad,
    compound,
    deal,
    other_name,
    owner,
    suburb_of,
    airspace,
    seaside,
    ship,
    flying_over,
    fired_there,
    place_of_speech,
    whose_attack,
    organisation,
    possessive_owner,
    official_of,
    finder,
    speaker,
    taken_up,
    origin,
    actor,
    scene,
    label,
    enumerated_on,
    as_was,
    relative_object,
    reference,
    told_of,
    preposition,
    event_object,
    comma,
    subject,
    of_something,
)
# Words of which the sentence has one where a rule applies: to see that costs a fraction of asking.
_NEEDS: dict[Rule, frozenset[str]] = {
    suburb_of: frozenset({"suburb", "suburbs"}),
    flying_over: frozenset({"from"}),
    fired_there: frozenset({"fired", "launched", "released"}),
    taken_up: frozenset({"where"}),
    origin: frozenset({"from"}),
    told_of: COPULAS,
    as_was: frozenset({"as", "so"}),
    relative_object: frozenset({"which"}),
    scene: frozenset({"of"}),
    whose_attack: ATTACKS,
    deal: word_list("deal_words"),
    airspace: frozenset({"airspace", "space", "skies"}),
    other_name: frozenset(
        [
            *("name", "names", "known", "referred", "formerly", "previously", "once", "renamed"),
            *("call", "calls", "called"),
        ]
    ),
}
_ASKED = tuple((rule, _NEEDS.get(rule)) for rule in _RULES)

"""
The records that travel between the rooms, in the order in which they arise.

    Article ──reading──> Reading(mentions, reports) ──places──> Resolution ──incidents──> Incident

Every record is frozen and holds only tuples, so it can be shared between steps and processes and
used as a key. ``None`` means *not stated*: never zero, never a guess. Offsets are half-open
``[start, end)`` positions in `Article.text`, so ``article.text[start:end]`` gives the words back.
Latitude and longitude are named fields in degrees WGS 84, never bare tuples.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:  # shapely costs a quarter of a second to import; only places/ makes geometries
    from dataclasses import replace as replace  # noqa: PLC0414 (to be imported from here)

    from shapely.geometry.base import BaseGeometry
else:

    def replace(record: Any, /, **changes: Any) -> Any:  # noqa: ANN401
        """
        Return a copy with other values: `dataclasses.replace` for a record with slots.

        It takes a third of the time, and an article asks for it two hundred times.
        """
        read, position = _fields_of(type(record))
        values = list(read(record))
        for name, value in changes.items():
            values[position[name]] = value
        return type(record)(*values)

    @cache
    def _fields_of(kind: type) -> tuple[attrgetter[Any], dict[str, int]]:
        names = [field.name for field in fields(kind) if field.init]
        return attrgetter(*names), {name: i for i, name in enumerate(names)}


Lang = Literal["en", "uk", "ru"]
Side = Literal["RU", "UA", "other"]
OTHER_SIDE: dict[str, Side] = {"RU": "UA", "UA": "RU"}
Role = Literal[
    "where", "reference", "speaker", "dateline", "origin", "actor", "affiliation", "other"
]
Realis = Literal[
    "actual", "denied", "threatened", "planned", "hypothetical", "historical", "cumulative"
]
ClaimStatus = Literal["stated", "claimed", "confirmed", "disputed", "denied"]
GeoPrecision = Literal["site", "settlement", "near", "district", "region", "line", "country"]
TimePrecision = Literal["hour", "day", "night", "week", "month", "unknown"]
DateSource = Literal["stated", "relative", "published"]
RelationKind = Literal["in", "near", "offset", "between", "outskirts", "border", "coast", "axis"]
PlaceKind = Literal[
    "country", "region", "district", "hromada",
    "city", "town", "village",
    "sea", "strait", "river", "reservoir", "coast",
    "area", "axis", "site",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Article:
    """One news text as it was read. `article_id` hashes the content: a copy has the same id."""

    article_id: str
    path: str
    url: str | None
    title: str | None
    text: str
    published: date | None
    publisher: str | None
    lang: Lang


@dataclass(frozen=True, slots=True)
class Place:
    """
    One entry of the gazetteer.

    `place_id` is a KATOTTG code in Ukraine and ``geonames:<id>`` elsewhere; what neither list
    knows has an id that starts with its own source (``overture:``, ``curated:``).
    `admin1`, `admin2` and `admin3` are English names (oblast, raion, hromada in Ukraine) and
    `admin1_id` … the ids of these places. `lat` and `lon` are a representative point, also for
    areas; whether the place has an area of its own is `has_area`. `accuracy_km` is the expected
    error of that point, `exact` is False where it is only the hromada's median.
    """

    place_id: str
    kind: PlaceKind
    name: str
    name_uk: str | None
    name_ru: str | None
    country: str | None  # ISO 3166-1 alpha-2; None for seas
    admin1: str | None
    admin2: str | None
    admin3: str | None
    admin1_id: str | None
    admin2_id: str | None
    lat: float
    lon: float
    accuracy_km: float
    exact: bool
    population: int | None
    has_area: bool
    source: str
    site_class: str | None = None  # for kind "site": a target class ("energy", "airfield", …)


class NameMatch(NamedTuple):
    """
    A stretch of text that spells a name of the gazetteer; recognised, not yet understood.

    `weak` marks a name that is also a common word or a given name ("Mine", "Progress",
    "Volodymyr"): it counts as a toponym only with support from the words around it.
    """

    start: int
    end: int
    name: str  # as written
    candidates: tuple[Place, ...]  # never empty; largest first
    weak: bool


@dataclass(frozen=True, slots=True)
class Relation:
    """How an event lies to the named place: "10 km north of", "off the coast of"."""

    kind: RelationKind = "in"
    distance_km: float | None = None
    bearing_deg: float | None = None  # clockwise from north, from the anchor to the event
    words: str = ""  # as written
    other_mention: int | None = None  # index of the second anchor of "between"


RIGHT_THERE = Relation()


@dataclass(frozen=True, slots=True)
class Mention:
    """
    One name of a place in an article, with the part that it plays there.

    `candidates` are all places it can mean. `hint_kinds` are the kinds that the words around it
    allow ("the village of", "region"); empty when they say nothing. `antecedent` is the index of
    the earlier mention that "there", "the region" or "the capital" takes up. `rule` names the
    rule that gave the role, `reason` says it in words for the reader of `not_mapped.csv`.
    """

    start: int
    end: int
    name: str
    sentence: int
    candidates: tuple[Place, ...]
    role: Role
    rule: str
    reason: str
    relation: Relation = RIGHT_THERE
    hint_kinds: tuple[PlaceKind, ...] = ()
    antecedent: int | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """
    What a mention turned out to mean, or None with the reason why not.

    `score` in 0..1 is comparable between candidates of one mention only; `margin` is its lead
    over the runner-up (1.0 when there is none). `reasons` are plain sentences for users.
    """

    place: Place | None
    score: float
    margin: float
    reasons: tuple[str, ...]
    runners_up: tuple[tuple[str, float], ...] = ()  # (place_id, score), best first


@dataclass(frozen=True, slots=True)
class Location:
    """Where an incident lies: the geometry that its words allow, and a point that stands for it."""

    place: Place
    lat: float
    lon: float
    geometry: BaseGeometry | None  # None for country level: listed, never pinned
    geo_precision: GeoPrecision
    radius_km: float
    relation: Relation
    anchor: str | None = None  # name of the place that `relation` starts from


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """When an event happened: inclusive days, how exact, and what the dates hang on."""

    start: date | None
    end: date | None
    precision: TimePrecision
    source: DateSource
    words: str  # "overnight", "on Tuesday"; empty when taken from the publication


@dataclass(frozen=True, slots=True)
class WeaponCount:
    """The split of the numbers by kind of weapon where the text states one."""

    kind: str  # "drone", "missile", "bomb", …
    launched: int | None = None
    intercepted: int | None = None
    lost: int | None = None
    hits: int | None = None


@dataclass(frozen=True, slots=True)
class Numbers:
    """
    What the text counts. `qualifier` is "at least", "more than", "about" or "up to".

    Numbers are as stated and never added up: of "122 missiles and 36 drones" `launched` is the
    122 that the sentence leads with, and `by_weapon` has both. A total that the text states
    itself ("158 targets in all") stands for all kinds together.
    """

    launched: int | None = None
    intercepted: int | None = None
    lost: int | None = None
    hits: int | None = None
    killed_min: int | None = None
    killed_max: int | None = None
    injured_min: int | None = None
    injured_max: int | None = None
    civilians: bool | None = None
    qualifier: str | None = None
    by_weapon: tuple[WeaponCount, ...] = ()


NO_NUMBERS = Numbers()
# A rule of the reports that the reading knows to be no event of those told before at their place.
KEPT_APART = "another attack on the same town"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that a report rests on."""

    article_id: str
    publisher: str | None
    url: str | None
    published: date | None
    lang: Lang
    start: int
    end: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Origin:
    """
    A place that weapons were launched from.

    `lat` and `lon` are a representative point, in degrees; None where the name was not resolved
    and for countries, which have no point.
    """

    name: str
    place_id: str | None = None
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class OtherPlace:
    """A place that a name could have meant instead. `lat` and `lon` in degrees, `score` in 0..1."""

    name: str
    kind: str
    place_id: str
    admin2: str | None
    admin1: str | None
    country: str | None
    lat: float
    lon: float
    score: float


@dataclass(frozen=True, slots=True)
class Report:
    """
    One event at one place in one article.

    `mention` is the index, in `Reading.mentions`, of the name that says where; None when the
    text gives no place. `origins` are indexes of launch places. `location` is None until the
    place is resolved, and stays None when it cannot be. `event_confidence`, in 0..1, is how sure
    it is that the event took place as told; 1.0 until it is rated.
    """

    report_id: str
    article_id: str
    event_type: str
    time: TimeSpan
    mention: int | None
    origins: tuple[int, ...]
    actor: Side | None
    target_side: Side | None
    unit: str | None
    target_class: str | None
    weapon: str | None
    numbers: Numbers
    claimed_by: Side | None
    claimant: str | None
    claim_status: ClaimStatus
    realis: Realis
    trigger: str
    trigger_start: int
    rules: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    side_of_front: str | None = None
    shared_numbers: bool = False  # the count belongs to several places together
    place_name: str | None = None  # as written
    location: Location | None = None
    place_reasons: tuple[str, ...] = ()
    other_places: tuple[OtherPlace, ...] = ()  # likeliest first
    place_confidence: float | None = None
    type_confidence: float = 1.0
    event_confidence: float = 1.0
    doubts: tuple[str, ...] = ()  # what speaks against it, the strongest first
    origin_places: tuple[Origin, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read in one article. Reports point at mentions by index."""

    article: Article
    sentences: tuple[tuple[int, int], ...]
    mentions: tuple[Mention, ...]
    reports: tuple[Report, ...]


@dataclass(frozen=True, slots=True)
class NotMapped:
    """A place name that is not on the map, and why."""

    article_id: str
    path: str
    start: int
    end: int
    name: str
    role: Role
    reason: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Incident:
    """
    Reports of one event, joined. The one schema of every output (see `frame.SCHEMA`).

    `incident_id` hashes type, place and date, so it is the same in every run. `confidence` is in
    0..1, the lowest of its four parts.
    """

    # identity
    incident_id: str
    event_type: str
    family: str
    layer: str
    # when
    date_start: date | None
    date_end: date | None
    time_precision: TimePrecision
    date_source: DateSource | None
    date_words: str | None
    # where
    place_name: str | None  # as written
    location: Location | None
    in_territory_of: str | None  # ISO 3166-1 alpha-2
    cross_border: bool
    side_of_front: str | None
    # who
    actor: Side | None
    target_side: Side | None
    unit: str | None
    target_class: str | None
    weapon: str | None
    origins: tuple[Origin, ...]
    # how many
    numbers: Numbers
    shared_numbers: bool
    # claim
    claimed_by: Side | None
    claimant: str | None
    claim_status: ClaimStatus
    realis: Realis
    # provenance
    evidence: tuple[Evidence, ...]
    report_ids: tuple[str, ...]
    n_publishers: int
    trigger: str
    rules: tuple[str, ...]
    place_reasons: tuple[str, ...]
    other_places: tuple[OtherPlace, ...]
    merge_reasons: tuple[str, ...]
    # quality
    confidence: float
    confidence_event: float
    confidence_place: float
    confidence_type: float
    confidence_time: float
    review: Literal["none", "accepted", "corrected"] = "none"
    notes: tuple[str, ...] = ()

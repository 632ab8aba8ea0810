"""Names that stand for who speaks, who acts, and from where weapons came."""

from __future__ import annotations

import re

from geomap.reading.roles.parts import Part, is_object
from geomap.reading.text.grammar import Text, is_passive, is_state_or_capital
from geomap.reading.text.lexicon import Tag
from geomap.reading.text.phrases import any_of, word_list
from geomap.reading.text.sought import Sought
from geomap.reading.text.toponym import Toponym

_ADVERBS = rf"(?:(?:{any_of('adverbs')}|on \w+day) )*"


_CHIEF_WORDS = re.compile(
    rf",? (?:[\w’'“”-]+ ){{0,6}}?{any_of('chief_speakers')}\b",
    re.IGNORECASE,
)


_FROM_ABOVE = re.compile(
    r"\bfrom\b[^,.;]*\b(?:flying |operating )?(?:over|in|above|off)\s+$", re.IGNORECASE
)


_FLYERS = re.compile(
    r"bomber|aircraft|plane|jet|tupolev|tu-|mig|warplane|ship|submarine|airspace|launcher",
    re.IGNORECASE,
)


def flying_over(context: Text, toponym: Toponym, _: int) -> Part | None:
    """Know where aircraft were when they fired: "from bombers over Belarus"."""
    low = max(context.sentences[toponym.sentence].start, toponym.phrase_start - 60)
    left = context.text[low : toponym.phrase_start]
    source = _FROM_ABOVE.search(left)
    if (
        source
        and not context.tags.within("trigger", low + source.start(), toponym.phrase_start)
        and context.tags.within("weapon", max(0, toponym.phrase_start - 120), toponym.phrase_start)
        and _FLYERS.search(left, source.start())
    ):
        return Part("origin", "flying over", "from where weapons were launched")
    return None


_VESSELS = Sought(
    rf"\b{any_of('carriers')} $",
    re.IGNORECASE,
)
_THEN_FIRE = re.compile(
    r" (?:have |had |has |also |again |then |\w+ly )*(?:fired|launched|released)\b"
)


def fired_there(context: Text, toponym: Toponym, _: int) -> Part | None:
    """Know where ships and aircraft are that fire: "warships in the Black Sea have fired"."""
    if toponym.governor not in ("in", "over", "off", "from", "at"):
        return None
    low = max(context.sentences[toponym.sentence].start, toponym.governor_start - 24)
    fires = _THEN_FIRE.match(context.text, toponym.end)
    if fires and _VESSELS.search(context.text, low, toponym.governor_start):
        return Part("origin", "fired there", "from where weapons were launched")
    return None


_SAID_AFTER = re.compile(
    r"[\"”’]?(?!, sa(?:id|ys) [A-Z])(?!, (?:amid|despite|following) ),? (?:[a-z]+ )?"
    r"(?:said|says|claims?|claimed|reports)\b"
)


_SPOKEN_TO = re.compile(rf"\b{any_of('spoken_to')}(?: the)? $")


# "in the Shevchenkivskyi district, Klitschko clarified.": the name closes the sentence
_SAYS_SO = re.compile(
    rf" (?:also |later |has |had )?{any_of('speech')}(?: on \w+| in [\w ]+)?\s*(?:[.;]|\Z)"
)


def speaker(context: Text, toponym: Toponym, _: int) -> Part | None:
    """Know a government that speaks: "Kyiv said"."""
    if toponym.governor in context.words.words("where_preps"):
        return None
    if is_state_or_capital(toponym):
        return _government(context, toponym)
    named_last = toponym.governor == "," and _SAYS_SO.match(context.text, toponym.end)
    if toponym.is_settlement and named_last:
        return Part("speaker", "says so", "a person of that name")
    return None


def _government(context: Text, toponym: Toponym) -> Part | None:
    if _SPEAKS_ITSELF.match(context.text, toponym.end):
        return Part("speaker", "speaks", "stands for a government that says something")
    if _SPOKEN_TO.search(context.text[max(0, toponym.start - 24) : toponym.start]):
        return Part("speaker", "spoken to", "stands for a government that is spoken of")
    if _SAID_AFTER.match(context.text[toponym.end : toponym.end + 24]):
        return Part("speaker", "speaks", "stands for a government that says something")
    return None


_SPEAKS_ITSELF = re.compile(rf"(?:, [^,]{{3,40}},)? {_ADVERBS}{any_of('speech')}\b")


# "a printing works in Kharkiv": nobody works there
_PLANT = Sought(
    r"\b(?:printing|steel|iron|metal|machine|chemical|cement|brick|gas|glass|water|railway|repair"
    r"|engineering|tractor|car) works \Z"
)
_LIVES_LOST = Sought(r"\b(?:claim\w*|cost\w*|took|taken|lost)\b[^,;.]{0,40}? lives \Z")
_MET_AT = frozenset({"in", "inside", "at", "near", "outside", "around", "across", "through"})
_WHERE = ("in ", "near ", "around ", "the ")  # how `_DEPLOYED` ends
_DEPLOYED = Sought(
    r"\b(?:which|that|who) (?:is|are|was|were|has been|have been) (?:\w+ "
    rf")?{any_of('deployed')} (?:in|near|around) (?:the )?$"
)
_SPEAKS = re.compile(
    rf" (?:also |later |has |have |had |now )?{any_of('says')}\b(?! (?:killed|wounded|"
    r"injured|hit|under))"
)
_CLAUSE_START = re.compile(r"[,.;:“”\"]|\b(?:that|and|but|while|which|after|before|as)\b")


def _is_where_the_speaker_is(context: Text, toponym: Toponym) -> bool:
    """Read "The air force in Kyiv said", "a brigade operating in the Sumy direction reported"."""
    if toponym.governor not in ("in", "at", "on", "near", "outside", "around"):
        return False
    if not _SPEAKS.match(context.text, toponym.end):
        return False
    if toponym.before in context.words.words("type_titles"):
        return False  # "the authorities in Horlivka said": they tell of Horlivka
    start = context.sentences[toponym.sentence].start
    for mark in _CLAUSE_START.finditer(context.text, start, toponym.governor_start):
        start = mark.end()
    words = context.text[start : toponym.governor_start].split()
    return bool(words) and not context.tags.within("trigger", start, toponym.governor_start)


# "a cargo ship arriving in Odesa was struck": it was hit there
_SAILS = Sought(rf"\b{any_of('arriving')} (?:\w+ ){{0,2}}arriv\w+ $")


def place_of_speech(context: Text, toponym: Toponym, _: int) -> Part | None:  # noqa: PLR0911
    """Read "In Moscow, the Defense Ministry announced", "said in Budapest"."""
    sentence = context.sentences[toponym.sentence]
    words = context.words
    if toponym.governor in ("in", "at") and toponym.before in words.words("saying"):
        return Part("speaker", "place of speech", "where something was said")
    if (
        toponym.governor in _MET_AT
        and toponym.before in words.words("gathering")
        and not _SAILS.search(context.text, sentence.start, toponym.governor_start)
    ):
        return Part("other", "gathering", "where people met, went or are kept")
    if context.text.endswith(_WHERE, sentence.start, toponym.start) and _DEPLOYED.search(
        context.text, max(sentence.start, toponym.start - 60), toponym.start
    ):
        return Part("other", "whereabouts", "where a unit serves that speaks or acts")
    if (
        toponym.governor in _MET_AT
        and toponym.before in words.words("dwelling")
        and not _PLANT.search(
            context.text, max(0, toponym.governor_start - 24), toponym.governor_start
        )
        and not _LIVES_LOST.search(context.text, sentence.start, toponym.governor_start)
    ):
        return Part("other", "whereabouts", "where somebody lives or works")
    if toponym.governor in _MET_AT and toponym.before in words.words("making"):
        return Part("other", "made there", "where a thing was made")
    if _is_where_the_speaker_is(context, toponym):
        return Part("speaker", "place of the speaker", "where those are who say so")
    if (
        toponym.governor != "in"
        or toponym.governor_start - sentence.start > 3
        or not is_state_or_capital(toponym)
    ):
        return None
    if toponym.kind == "country":
        return None
    match = _CHIEF_WORDS.match(context.text, toponym.end, min(sentence.end, toponym.end + 90))
    if match and _LOCAL_TOLL.match(context.text, match.end(), sentence.end):
        return None  # "In Kyiv, authorities reported 11 injuries"
    if match and context.tags.within("claim", toponym.end, min(sentence.end, match.end() + 40)):
        return Part("speaker", "place of speech", "where something was announced")
    return None


_LOCAL_TOLL = re.compile(
    r" (?:have |has |had |also )?(?:report(?:ed|s)?|recorded|counted|confirmed) (?:at least "
    r"|about )?(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|several|multiple|no|"
    rf"many|dozens of|an?)(?: [\w-]+){{0,3}}? {any_of('local_toll')}\b"
)


_WENT_TO = frozenset(
    {"for", "from", "to", "visited", "visit", "visits", "visiting", "toured", "touring"}
)


def taken_up(context: Text, toponym: Toponym, _: int) -> Part | None:
    """Read "photos from Kherson, where a shell hit a shop": the place of what follows."""
    if toponym.governor not in _WENT_TO or toponym.kind == "country":
        return None
    if not context.text.startswith(", where ", toponym.end):
        return None
    end = min(context.sentences[toponym.sentence].end, toponym.end + 90)
    if context.tags.within("trigger", toponym.end, end):
        return Part("where", "taken up", "“where” goes on about it", 3)
    return None


# "launched from Cape Chauda in Crimea", whether or not the gazetteer knows the cape
_FROM_UNKNOWN = Sought(
    rf"\b{any_of('set_out')}(?: [^;.]{{1,140}})? from (?:the )?(?:(?:areas?|cape|airfields?|"
    r"air ?bases?|of|[A-Z][\w’'-]+) ){1,5}$"
)


# "shell A from positions on the eastern bank of the Dnipro"
_FROM_POSITIONS = Sought(
    r"\bfrom (?:their |its |the |enemy |occupied |[\w-]+-(?:held|occupied) )*(?:positions?|areas?|"
    r"territory|(?:[a-z]+ )?(?:bank|banks|shore|side))"
    r"(?: (?:on|across|along|in|of|over) (?:the )?(?:[\w-]+ ){0,3}?(?:bank|banks|shore|side))?"
    r" (?:on|in|across|of|over|along) (?:the )?$"
)
# "launched missiles from S-300 systems located in occupied territory in Ukraine's A region"
_FROM_LAUNCHERS = Sought(
    rf"\bfrom (?:[\w’'-]+ ){{0,4}}{any_of('launchers')}(?: \w+ed)? "
    r"(?:in|on|at|near|over|off|inside) (?:(?:the|its|their|[\w-]*occupied|territory|territories|"
    r"parts?|areas?|in|of) )*"
    r"(?:[A-Z]\w+[’']s )?$"
)
# "16 drones (launch areas: A and B)"; "23 drones from the areas of A (Crimea), B and C"
_LAUNCH_AREAS = Sought(
    r"\b[Ll]aunch(?:ing)? (?:areas?|sites?|points?|zones?|directions?)(?: were| are| was)?"
    r"\s*[:–—-]\s*[^.;)]{0,120}$"
)
_FROM_AREAS = Sought(
    r"\bfrom (?:the )?(?:areas?|directions?|vicinity) of "
    r"(?:(?:[A-Z][\w’'-]*|and|from|the|in|cape|regions?|oblasts?|[\w-]*occupied|territory|of)[\s,()–-]+)*"
    r"(?:\()?$"
)
_FROM_AIR = re.compile(rf"from (?:the )?{any_of('from_air')}\b")
_FROM_BORDER = Sought(
    r"\b(?:launch|fir)\w+ [^,;.]{0,50}\bfrom (?:the )?(?:\w+ ){0,2}"
    r"(?:border|territory|side|direction|coast|coastline|shores?|waters|area) (?:of|with)"
    r" (?:the )?$"
)


def _is_launch_place(context: Text, toponym: Toponym, low: int) -> bool:
    """Know the ground from which was fired: "from the border with A", "from an airfield in A"."""
    if _FROM_BORDER.search(context.text, low, toponym.start):
        return True
    if _LAUNCH_AREAS.search(context.text, low, toponym.start):
        return True
    launchers = _FROM_LAUNCHERS.search(context.text, low, toponym.start) or _FROM_AREAS.search(
        context.text, low, toponym.start
    )
    told = context.tags.within("trigger", low, launchers.start()) if launchers else ()
    if told and told[-1].key not in _LEAVES:
        return True
    if toponym.governor in ("in", "of") and _FROM_UNKNOWN.search(
        context.text, low, toponym.governor_start
    ):
        return True
    if _FROM_FRONTED.fullmatch(context.text, low, toponym.start):
        end = context.sentences[toponym.sentence].end
        return any(t.key == "launch" for t in context.tags.within("trigger", toponym.end, end))
    return toponym.governor in _ON_GROUND and _is_fired_from(context, toponym, low)


# "dislodged them from positions near A"
_LEAVES = frozenset({"withdrawal", "advance", "liberation"})
# "From a forest in the Kharkiv region, soldiers fired one mortar after another"
_FROM_FRONTED = re.compile(r"[“\"]?From (?:[\w’'-]+ ){0,6}")
_ON_GROUND = frozenset({"in", "of", "on", "across", "bank"})


def _is_fired_from(context: Text, toponym: Toponym, low: int) -> bool:
    """Read "shelled A from positions on the far bank of the Dnipro"."""
    source = _FROM_POSITIONS.search(
        context.text, max(low, toponym.phrase_start - 90), toponym.start
    )
    return source is not None and any(
        t.key in ("strike", "launch") for t in context.tags.within("trigger", low, source.start())
    )


_OCCUPIED = re.compile(r"(?:temporarily )?occupied (?=[A-Z])")  # "occupied Crimea"
_STRONG_MOVE = Sought(rf"\b{any_of('strong_move')}$", re.IGNORECASE)
_FAR_FROM = re.compile(
    r"(?:km|kilomet\w+|miles?|north|south|east|west|far)[^,]{0,20} from (?:the )?[\w’' -]*$"
)


def origin(context: Text, toponym: Toponym, _: int) -> Part | None:  # noqa: PLR0911
    """Know where weapons came from: "launched from Kursk region"."""
    sentence = context.sentences[toponym.sentence]
    if _is_launch_place(context, toponym, sentence.start):
        return Part("origin", "launched from", "where weapons were launched")
    if toponym.governor != "from":
        return None
    left = context.text[sentence.start : toponym.governor_start + 4].lower()
    end = toponym.governor_start + len(toponym.governor)
    if _STRONG_MOVE.search(context.text, max(sentence.start, end - 40), end):
        return Part("origin", "launched from", "where weapons were launched")
    triggers = [
        t
        for t in context.tags.within("trigger", sentence.start, toponym.start)
        # "from Russian-occupied Crimea", "from occupied Crimea"
        if not context.text.startswith("-", t.start - 1)
        and t.start < toponym.governor_start
        and not _OCCUPIED.match(context.text, t.start)
    ]
    keys = {t.key for t in triggers[-2:]}
    nearest = triggers[-1] if triggers else None
    flies = context.tags.within("weapon", max(sentence.start, toponym.start - 60), toponym.start)
    if nearest and nearest.key == "advance" and flies:
        return Part("origin", "weapon from", "where a weapon comes from")
    if keys & {"launch"} and _FROM_AIR.match(context.text, toponym.governor_start):
        return Part("origin", "launched from", "where weapons were launched")
    entered = nearest and _ENTERS.match(context.text, nearest.start)
    if entered:
        return Part("origin", "came from", "from where troops came")
    if (
        nearest
        and nearest.key in ("withdrawal", "advance", "capture", "liberation")
        and toponym.start - nearest.end < 70
        and (nearest.key == "withdrawal" or not left.endswith("far from"))
    ):
        return Part("where", "from which", "where the side withdrew or was driven from", 3)
    if keys & {"launch"}:
        return Part("origin", "launched from", "where weapons were launched")
    if context.tags.within("weapon", max(sentence.start, toponym.start - 60), toponym.start):
        return Part("origin", "weapon from", "where a weapon comes from")
    if _FAR_FROM.search(left):
        return None
    if toponym.before.lower() in _PERSONS:
        return Part("affiliation", "people of", f"“{toponym.before} from” it", 2)
    return Part("other", "from", "where somebody or something comes from")


_ENTERS = re.compile(r"(?:enter|cross|infiltrat)", re.IGNORECASE)
_PERSONS = word_list("people_of") | word_list("person_from")


_DOES = re.compile(
    rf"(?:, [^,]{{3,40}},)? (?:{_ADVERBS}|(?:will|would|may|could|can|continues? to|began|"
    rf"started|keeps?|launched|stepped up|intensified|\w+ed|\w+ly) ){{0,3}}"
)


def _only_follows(context: Text, toponym: Toponym, trigger: Tag) -> bool:
    """Read "an attack on the capital, Kyiv, on Monday, killing one": Kyiv kills nobody."""
    text = context.text
    return (
        text.endswith("ing", trigger.start, trigger.end)
        and "," in text[toponym.end : trigger.start]
    )


_UNDERGOES = ("endur", "withst", "suffer", "came under", "come under")


_BLAMED = frozenset({"blame", "blames", "blamed", "blaming", "pinned", "pinning"})


def actor(  # noqa: PLR0911 (one return a phrase)
    context: Text, toponym: Toponym, _: int
) -> Part | None:
    """Know a government that acts: "Moscow has penetrated"."""
    if not is_state_or_capital(toponym) or (
        context.text.startswith(",", toponym.end) and is_object(context, toponym)
    ):  # "strikes hit Kyiv, killing three"
        return None
    if toponym.governor == "by":
        if toponym.before in context.words.words("offices_given"):
            return Part("affiliation", "by", f"by whom somebody was {toponym.before}")
        return Part("actor", "by", "who did it")
    if toponym.governor == "on" and toponym.before in _BLAMED:
        return Part("actor", "blamed", "is blamed for it")
    if toponym.governor in context.words.words("where_preps"):
        return None
    end = context.sentences[toponym.sentence].end
    match = _DOES.match(context.text, toponym.end, min(end, toponym.end + 70))
    triggers = context.tags.within("trigger", toponym.end, min(end, toponym.end + 60))
    if match and triggers:
        trigger = next((t for t in triggers if t.form.endswith("verb")), None)
        if (
            trigger
            and trigger.start <= match.end() + 1
            and not context.text.startswith(_UNDERGOES, trigger.start)
            and not is_passive(context.text, trigger, toponym.end)
            and not _only_follows(context, toponym, trigger)
        ):
            return Part("actor", "acts", f"does it: “{context.text[trigger.start : trigger.end]}”")
    return None

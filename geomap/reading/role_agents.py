"""Names that stand for who speaks, who acts, and from where weapons came."""

from __future__ import annotations

import re

from geomap.reading.grammar import Text, is_passive, is_state_or_capital
from geomap.reading.parts import Part
from geomap.reading.toponym import Toponym

_ADVERBS = (
    r"(?:(?:also|again|then|later|earlier|meanwhile|now|still|"
    r"repeatedly|already|on \w+day|today|yesterday|itself|separately|"
    r"immediately|initially|recently|previously|has|have|had|is|was|been) )*"
)


_CHIEF_WORDS = re.compile(
    r",? (?:[\w’'“”-]+ ){0,6}?(?:ministry|kremlin|president|government|parliament|minister|"
    r"spokes\w+|officials?|authorities|diplomats?)\b",
    re.IGNORECASE,
)


_FROM_ABOVE = re.compile(
    r"\bfrom\b[^,.;]*\b(?:flying |operating )?(?:over|in|above|off)\s+$", re.IGNORECASE
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
        and re.search(
            r"bomber|aircraft|plane|jet|tupolev|tu-|mig|warplane|ship|submarine|airspace|launcher",
            left,
            re.IGNORECASE,
        )
    ):
        return Part("origin", "flying over", "from where weapons were launched")
    return None


_VESSELS = re.compile(
    r"\b(?:ships?|warships?|vessels?|boats?|frigates?|corvettes?|submarines?|fleet|carriers?|bombers?|"
    r"aircraft|planes?|warplanes?|jets?|aviation|launchers?) $",
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


def speaker(context: Text, toponym: Toponym, _: int) -> Part | None:
    """Know a government that speaks: "Kyiv said"."""
    if toponym.governor in context.words.words("where_preps"):
        return None
    words = "|".join(context.words.data["lists"]["speech"])
    pattern = _speech_pattern(words)
    if is_state_or_capital(toponym) and pattern.match(context.text, toponym.end):
        return Part("speaker", "speaks", "stands for a government that says something")
    if re.search(
        r"\b(?:according to|citing|accus\w+|blam\w+|told|urg\w+|warn\w+)(?: the)? $",
        context.text[max(0, toponym.start - 24) : toponym.start],
    ) and is_state_or_capital(toponym):
        return Part("speaker", "spoken to", "stands for a government that is spoken of")
    if re.match(
        r"[\"”’]?(?!, sa(?:id|ys) [A-Z]),? (?:[a-z]+ )?(?:said|says|claims?|claimed|reports)\b",
        context.text[toponym.end : toponym.end + 24],
    ) and is_state_or_capital(toponym):
        return Part("speaker", "speaks", "stands for a government that says something")
    return None


_speech_cache: dict[str, re.Pattern[str]] = {}


def _speech_pattern(words: str) -> re.Pattern[str]:
    if words not in _speech_cache:
        _speech_cache[words] = re.compile(rf"(?:, [^,]{{3,40}},)? {_ADVERBS}(?:{words})\b")
    return _speech_cache[words]


_SAYING = frozenset(
    [
        "said",
        "says",
        "told",
        "announced",
        "reporters",
        "spoke",
        "speaking",
        "speech",
        "conference",
        "interview",
        "meeting",
        "talk",
        "talks",
        "met",
        "meet",
        "summit",
        "briefing",
    ]
)


_DWELLING = frozenset(
    ["exiled", "exile", "based", "headquartered", "living", "live", "lives", "lived", "born",
     "raised",
     "worked", "works", "stayed", "staying", "buried",
     "resettled", "residing", "resides", "studying", "studied", "imprisoned", "jailed"]
)  # fmt: skip
_DEPLOYED = re.compile(
    r"\b(?:which|that|who) (?:is|are|was|were|has been|have been) (?:\w+ )?(?:fighting|operating|"
    r"deployed|stationed|active|defending|serving|based|engaged) (?:in|near|around) (?:the )?$"
)
_SPEAKS = re.compile(
    r" (?:also |later |has |have |had |now )?(?:said|says?|told|tells?|reported|reports?|announced|"
    r"wrote|writes?|believes?|warned|warns?|stated|states|added|adds|estimates?|explains?)\b"
    r"(?! (?:killed|wounded|injured|hit|under))"
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


def place_of_speech(context: Text, toponym: Toponym, _: int) -> Part | None:  # noqa: PLR0911
    """Read "In Moscow, the Defense Ministry announced", "said in Budapest"."""
    sentence = context.sentences[toponym.sentence]
    if toponym.governor in ("in", "at") and toponym.before in _SAYING:
        return Part("speaker", "place of speech", "where something was said")
    if _DEPLOYED.search(context.text, max(sentence.start, toponym.start - 60), toponym.start):
        return Part("other", "whereabouts", "where a unit serves that speaks or acts")
    if toponym.governor == "in" and toponym.before in _DWELLING:
        return Part("other", "whereabouts", "where somebody lives or works")
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
    r" (?:have |has |had |also )?(?:report(?:ed|s)?|recorded|counted|confirmed) "
    r"(?:at least |about )?(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|several|"
    r"multiple|no|many|dozens of|an?)(?: [\w-]+){0,3}? "
    r"(?:injur\w+|casualt\w+|dead|deaths?|killed|wounded|"
    r"fires?|explosions?|blasts?|victims|hits?|strikes?)\b"
)


def taken_up(context: Text, toponym: Toponym, _: int) -> Part | None:
    """Read "photos from Kherson, where a shell hit a shop": the place of what follows."""
    if toponym.governor not in ("from", "to", "visited") or toponym.kind == "country":
        return None
    if not context.text.startswith(", where ", toponym.end):
        return None
    end = min(context.sentences[toponym.sentence].end, toponym.end + 90)
    if context.tags.within("trigger", toponym.end, end):
        return Part("where", "taken up", "“where” goes on about it", 3)
    return None


# "launched from Cape Chauda in Crimea", whether or not the gazetteer knows the cape
_FROM_UNKNOWN = re.compile(
    r"\b(?:launch\w*|fired|took off|taken off|sent|released|flew|flying|coming|came)"
    r"(?: [^;.]{1,140})? from (?:the )?"
    r"(?:(?:areas?|cape|airfields?|air ?bases?|of|[A-Z][\w’'-]+) ){1,5}$"
)


_FROM_AIR = re.compile(r"from (?:the )?(?:airspace|skies|direction|waters|territory|area)\b")
_FROM_BORDER = re.compile(
    r"\b(?:launch|fir)\w+ [^,;.]{0,50}\bfrom (?:the )?(?:\w+ ){0,2}"
    r"(?:border|territory|side|direction) (?:of|with) (?:the )?$"
)


def origin(context: Text, toponym: Toponym, _: int) -> Part | None:  # noqa: PLR0911
    """Know where weapons came from: "launched from Kursk region"."""
    sentence = context.sentences[toponym.sentence]
    if _FROM_BORDER.search(context.text, sentence.start, toponym.start):
        return Part("origin", "launched from", "where weapons were launched")
    if toponym.governor in ("in", "of") and _FROM_UNKNOWN.search(
        context.text, sentence.start, toponym.governor_start
    ):
        return Part("origin", "launched from", "where weapons were launched")
    if toponym.governor != "from":
        return None
    left = context.text[sentence.start : toponym.governor_start + 4].lower()
    tail = left[-40:]
    if any(
        re.search(rf"\b{re.escape(move)}$", tail)
        for move in context.words.data["lists"]["strong_move"]
    ):
        return Part("origin", "launched from", "where weapons were launched")
    triggers = context.tags.within("trigger", sentence.start, toponym.start)
    keys = {t.key for t in triggers[-2:]}
    nearest = triggers[-1] if triggers else None
    flies = context.tags.within("weapon", max(sentence.start, toponym.start - 60), toponym.start)
    if nearest and nearest.key == "advance" and flies:
        return Part("origin", "weapon from", "where a weapon comes from")
    if keys & {"launch"} and _FROM_AIR.match(context.text, toponym.governor_start):
        return Part("origin", "launched from", "where weapons were launched")
    if (
        nearest
        and nearest.key in ("withdrawal", "advance", "capture", "liberation")
        and toponym.start - nearest.end < 70
    ):
        return Part("where", "from which", "where the side withdrew or was driven from", 3)
    if keys & {"launch"}:
        return Part("origin", "launched from", "where weapons were launched")
    if context.tags.within("weapon", max(sentence.start, toponym.start - 60), toponym.start):
        return Part("origin", "weapon from", "where a weapon comes from")
    if re.search(
        r"(?:km|kilomet\w+|miles?|north|south|east|west|far)[^,]{0,20} from (?:the )?[\w’' -]*$",
        left,
    ):
        return None
    return Part("other", "from", "where somebody or something comes from")


def actor(context: Text, toponym: Toponym, _: int) -> Part | None:
    """Know a government that acts: "Moscow has penetrated"."""
    if not is_state_or_capital(toponym) or toponym.governor in context.words.words("where_preps"):
        return None
    end = context.sentences[toponym.sentence].end
    match = re.compile(
        rf"(?:, [^,]{{3,40}},)? (?:{_ADVERBS}|(?:will|would|may|could|can|continues? to|began|"
        rf"started|keeps?|launched|stepped up|intensified|\w+ed|\w+ly) ){{0,3}}"
    ).match(context.text, toponym.end, min(end, toponym.end + 70))
    triggers = context.tags.within("trigger", toponym.end, min(end, toponym.end + 60))
    if match and triggers:
        trigger = next((t for t in triggers if t.form.endswith("verb")), None)
        if (
            trigger
            and trigger.start <= match.end() + 1
            and not is_passive(context.text, trigger, toponym.end)
        ):
            return Part("actor", "acts", f"does it: “{context.text[trigger.start : trigger.end]}”")
    if toponym.governor == "by":
        return Part("actor", "by", "who did it")
    return None

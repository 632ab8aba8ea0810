"""Articles in a language whose events are not read: their place names, and nothing made of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from geomap.reading.text.late import late
from geomap.reading.text.sentences import split_sentences
from geomap.reading.text.toponym import NameFinder
from geomap.records import Article, Mention, NameMatch, Reading

_LANGUAGES = {"uk": "Ukrainian", "ru": "Russian"}
# Words that make the name of a place of an everyday word after them ("біля Веселого"), and what
# joins the names of a list. In Ukrainian and Russian.
_PLACE_BEFORE = late(
    r"""(?<!\w)(?:
        біля|поблизу|неподалік|неподалеку|під|навколо|довкола|околиц\w+|район\w*|бік|
        около|возле|вблизи|близ|под|вокруг|окраин\w+|сторону|в|у|во|
        с[её]л[оауеі]?|с\.|смт|м\.|н\.\ ?п\.|міст[оаіу]|хут[оі]р\w*|
        город[ае]?|пос[её]л\w+|пгт|деревн\w+|
        \w*(?:північ|півден|схід|захід)ніше|\w*(?:север|юж|восточ|запад)нее|
        (?:захопи|окупува|звільни|зайня|визволи)[влно]\w*|під\ контроль|
        (?:захвати|оккупирова|освободи|заня)[лн]\w*|под\ контроль
    )\ ?$""",
    re.IGNORECASE | re.VERBOSE,
)
_JOINS = re.compile(
    r"(?: \([^()]{1,30}\))?(?:,? (?:та|і|й|и|або|или|а також|а также) |, )"
    r"(?:(?:біля|поблизу|у|в|около|возле|под) )?"
)
# "Київського мосту": an adjective of the thing after it. A capital: a given name and a surname.
_OTHER_AFTER = late(
    r" (?:[^\W\d_a-zа-яєіїґ]|район|област|кра[йїя]|м[ио]ст[ау]?\b|вулиц|улиц|напрям|направлен|"
    r"водосх|водохр|л[іе]с|завод|а[еэ]ро|порт|війс|войс|громад|масив|массив|університет|университет)"
)
_LOOK_BACK = 20  # characters; the longest of these words and its space


def read_names(article: Article, names: NameFinder) -> Reading:
    """
    Find the place names of an article without reading what happened.

    Parameters
    ----------
    article
        In a language that has no lexicon of events.
    names
        Finds and looks up place names.

    Returns
    -------
    reading
        Without reports; every mention says that its language is not read.
    """
    sentences = split_sentences(article.text)
    language = _LANGUAGES.get(article.lang, article.lang)
    mentions = []
    found = _places(article.text, names)
    match = next(found, None)
    for number, sentence in enumerate(sentences):
        while match is not None and match.start < sentence.end:
            if match.start >= sentence.start:
                mentions.append(
                    Mention(
                        start=match.start,
                        end=match.end,
                        name=match.name,
                        sentence=number,
                        candidates=match.candidates,
                        role="other",
                        rule="language not read",
                        reason=f"what happened is not read in {language} yet",
                    )
                )
            match = next(found, None)
    spans = tuple((sentence.start, sentence.end) for sentence in sentences)
    return Reading(article, spans, tuple(mentions), ())


def _places(text: str, names: NameFinder) -> Iterator[NameMatch]:
    """Yield the names, and of those that are everyday words too the ones used as names."""
    last = None
    for match in names.find_names(text):
        if not match.weak or _is_used_as_name(text, match, last):
            last = match
            yield match


def _is_used_as_name(text: str, match: NameMatch, last: NameMatch | None) -> bool:
    """Say whether a weak name stands after a word of place, or after another in a list."""
    if _OTHER_AFTER.match(text, match.end):
        return False
    if _PLACE_BEFORE.search(text, max(0, match.start - _LOOK_BACK), match.start):
        return True
    return last is not None and bool(_JOINS.fullmatch(text, last.end, match.start))

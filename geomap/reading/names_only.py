"""Articles in a language whose events are not read: their place names, and nothing made of them."""

from __future__ import annotations

from geomap.reading.sentences import split_sentences
from geomap.reading.toponym import NameFinder
from geomap.records import Article, Mention, Reading

_LANGUAGES = {"uk": "Ukrainian", "ru": "Russian"}


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
    found = iter(names.find_names(article.text))
    match = next(found, None)
    for number, sentence in enumerate(sentences):
        while match is not None and match.start < sentence.end:
            if match.start >= sentence.start and not match.weak:
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

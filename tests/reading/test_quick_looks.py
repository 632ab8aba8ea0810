"""Quick looks that spare the rules: what they pass over, the rules would have found nothing in."""

from __future__ import annotations

import re

import pytest

from geomap.reading import article as reader
from geomap.reading.numbers.noun_heads import weapon_words
from geomap.reading.numbers.tallies import find_weapon_counts
from geomap.reading.numbers.weapons_counted import NAMED_REACH, find_weapons
from geomap.reading.roles import assign
from geomap.reading.text import trigger_words
from geomap.reading.text.lexicon import Lexicon, Tag, lexicon
from geomap.reading.text.phrases import load_language
from geomap.reading.text.sentences import split_sentences
from geomap.reading.text.words import word_set, word_starts, words_of
from geomap.reading.times.rules import RULES, leads_to_month, rules_for, starting_words
from geomap.records import Article
from tests.accuracy.texts import load_texts
from tests.reading.english import gazetteer

TEXTS = [t.text for name in ("articles", "sentences", "counts") for t in load_texts(name)]


def test_a_sentence_without_a_word_for_weapons_counts_none() -> None:
    passed_over = 0
    for text in TEXTS:
        for sentence in split_sentences(text):
            span = sentence.start, sentence.end
            near = words_of(text, max(0, sentence.start - NAMED_REACH), sentence.end)
            if weapon_words().isdisjoint(near):
                assert find_weapons(text, *span) == []
                passed_over += 1
    assert passed_over > 20


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("Ukraine downed 12 Kh-101s.", 12),
        ("Air defence destroyed nine UAV's over Tver.", 9),
        ("They fired four Iskander-M at the city.", 4),
        ("They fired 30 anti-tank missiles.", 30),
    ],
)
def test_a_weapon_is_looked_for_under_every_name_that_is_counted(sentence: str, value: int) -> None:
    assert [t.value for t in find_weapon_counts(sentence, 0, len(sentence))] == [value]


def test_the_rules_asked_for_a_phrase_of_time_are_all_that_can_match_there() -> None:
    told = 0
    for text in TEXTS:
        for at in word_starts(text, 0, len(text), starting_words()):
            word = "0" if text[at].isdigit() else re.match(r"\w+", text[at:])[0].lower()  # type: ignore[index]
            month = leads_to_month(text, at, len(text))
            fits = [rule for rule in RULES.values() if rule.match(text, at, len(text))]
            assert [rule for rule in rules_for(word, month=month) if rule in fits] == fits
            told += len(fits)
    assert told > 100


def test_news_of_the_war_is_known_from_its_opening_or_its_end() -> None:
    dull = "The library in Kyiv has a garden on its roof, and readers like to sit in it. " * 20
    assert len(dull) > 1_000
    assert not lexicon("en").may_report(dull)
    for text in (f"{dull}A drone hit a depot in Kursk.", f"A drone hit a depot in Kursk. {dull}"):
        assert lexicon("en").may_report(text)


def test_plain_words_are_known_without_a_pattern_as_with_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    quick, texts = Lexicon(load_language("en")), TEXTS[::5]

    def told(words: Lexicon) -> list[Tag]:
        categories = words.data["tags"]
        tags = [(words.tag(text), len(text)) for text in texts]
        return [tag for found, end in tags for c in categories for tag in found.within(c, 0, end)]

    found = told(quick)
    monkeypatch.setattr("geomap.reading.text.lexicon._end_of_words", lambda *_: None)
    assert told(Lexicon(load_language("en"))) == found
    assert len(found) > 100


def test_rules_say_nothing_in_a_sentence_without_the_words_they_need() -> None:
    passed_over: set[object] = set()
    for text in TEXTS:
        article = Article("a", "a", None, None, text, None, None, "en")
        context = reader._look(article, gazetteer(), lexicon("en"))
        for number, sentence in enumerate(context.sentences):
            said = word_set(context.text, sentence.start, sentence.end)
            roles = [
                (rule, needs) for rule, needs in assign._NEEDS.items() if said.isdisjoint(needs)
            ]
            senses = [rule for rule, needs in trigger_words._OTHER_WORDS if said.isdisjoint(needs)]
            for index, toponym in context.names_in(number):
                assert not [rule for rule, _ in roles if rule(context, toponym, index)]
                passed_over.update(rule for rule, _ in roles)
            for tag in context.tags.within("trigger", sentence.start, sentence.end):
                assert not [s for s in senses if s(context.text, sentence.start, tag)]
                passed_over.update(senses)
    assert len(passed_over) == len(assign._NEEDS) + len(trigger_words._OTHER_WORDS)

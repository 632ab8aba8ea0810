"""The notation of the word lists, and the lists themselves."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import geomap.reading
from geomap.reading.text.lexicon import Lexicon, lexicon
from geomap.reading.text.notation import spellings_of
from geomap.reading.text.phrases import load_language, one_of, word_list
from geomap.vocabulary import vocabulary
from tests.benchmarks.bench_reading import EVERYDAY, POLITICS, made_up

READING = Path(geomap.reading.__file__).parent
FILES = sorted((READING / "lexicon" / "en").glob("*.toml"))

WORDS = {
    "theatre": {"words": ["Ukraine"]},
    "irregular": {"strike": ["strikes", "struck", "striking"]},
    "lists": {"np": ["the"]},
    "tags": {
        "trigger": {
            "strike": {"verb": ["strike~", "set ... on fire", "come under [heavy] (fire|attack)"]},
            "sweep": {"verb": ["carry~", "storm~"]},
        },
        "weapon": {"Grad": {"words": ["Grad"]}},
    },
}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It struck.", ["struck"]),
        ("They carried it", ["carried"]),
        ("storming ahead", ["storming"]),
        ("he set the old mill on fire", ["set the old mill on fire"]),
        ("come under heavy fire", ["come under heavy fire"]),
        ("come under attack", ["come under attack"]),
        ("stormy weather", []),
    ],
)
def test_notation(text: str, found: list[str]) -> None:
    tags = Lexicon(WORDS).tag(text).within("trigger", 0, len(text))
    assert [text[t.start : t.end] for t in tags] == found


def test_capital_letter_means_case_counts() -> None:
    tags = Lexicon(WORDS).tag("A grad student saw a Grad.")
    assert [t.start for t in tags.within("weapon", 0, 99)] == [21]


def test_target_classes_are_in_the_vocabulary() -> None:
    assert set(lexicon("en").data["tags"]["target"]) <= set(vocabulary()["target_class"])


def test_weapons_have_a_kind() -> None:
    data = lexicon("en").data
    assert set(data["tags"]["weapon"]) == set(data["weapons"])


PADDING = "Ukraine’s parliament debated a law about libraries. " * 12


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (PADDING, False),
        (PADDING + "Drones struck a depot.", True),
        (PADDING + "They set “the old mill” on fire.", True),
        (PADDING.replace("Ukraine", "Norway") + "Drones struck a depot.", False),
        ("Nothing happened.", True),
        (PADDING + "\ud800", False),
    ],
)
def test_a_longer_text_without_words_of_an_event_is_not_read(text: str, *, expected: bool) -> None:
    assert lexicon("en").may_report(text) is expected


@pytest.mark.parametrize("sentences", [EVERYDAY, POLITICS])
def test_news_without_an_event_is_put_aside_at_a_glance(sentences: tuple[str, ...]) -> None:
    told = [
        article.text for article in made_up(sentences) if lexicon("en").may_report(article.text)
    ]
    assert not told, "a new entry of the lexicon begins with words that are in every text"


def test_every_trigger_of_the_lexicon_makes_a_text_worth_reading() -> None:
    words = lexicon("en")
    for forms in words.data["tags"]["trigger"].values():
        for phrase in (
            p for phrases in forms.values() if isinstance(phrases, list) for p in phrases
        ):
            plain = " ".join(
                piece.strip("[](").rstrip(")").split("|")[0].removesuffix("~")
                for piece in phrase.split()
                if not piece.startswith("[") and piece != "..."
            )
            text = f"{PADDING}{plain}."
            assert not words.tag(text).any("trigger") or words.may_report(text), plain


@pytest.mark.parametrize(
    ("entry", "spellings"),
    [
        ("ship(s)", {"ship", "ships"}),
        ("strike~ back", {"strike back", "strikes back", "struck back", "striking back"}),
        ("[full] stop", {"stop", "full stop"}),
        ("(air|naval) base(s)", {"air base", "air bases", "naval base", "naval bases"}),
        ("injur*", {"injur*"}),
        ("fighter-bomber(s)", {"fighter-bomber", "fighter-bombers"}),
    ],
)
def test_spellings_of_an_entry(entry: str, spellings: set[str]) -> None:
    irregular = {"strike": ["strikes", "struck", "striking"]}
    assert set(spellings_of(entry, irregular)) == spellings


@pytest.mark.parametrize(
    ("text", "expected"),
    [("injured", True), ("injur", True), ("injuring people", False), ("an injury", False)],
)
def test_a_star_stands_for_the_rest_of_a_word(text: str, *, expected: bool) -> None:
    assert (re.fullmatch(one_of(["injur*", "hurt"]), text) is not None) is expected


def _entries(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [entry for part in value.values() for entry in _entries(part)]
    if isinstance(value, list):
        return [entry for part in value for entry in _entries(part)]
    return [value] if isinstance(value, str) else []


def test_brackets_of_the_notation_are_closed_and_stand_apart() -> None:
    tables = load_language("en")
    for entry in _entries([tables["tags"], tables["lists"]]):
        plain = re.sub(r"(?<!\S)\[[^][]+\]|(?<!\S)\([^()]+\)|(?<=\w)\(\w+\)", "", entry)
        assert not set("[]()|") & set(plain), entry


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_list_for_the_rules_is_explained_used_and_has_no_word_twice(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    code = "".join(module.read_text(encoding="utf-8") for module in READING.rglob("*.py"))
    lists = text.partition("[lists]\n")[2]
    for name in re.findall(r"^(\w+) = ", lists, re.MULTILINE):
        words = load_language("en")["lists"][name]
        assert len(set(words)) == len(words), name
        assert re.search(rf"^#.*\n{name} = ", lists, re.MULTILINE), f"{name} has no comment"
        assert re.search(rf"[\"']{name}[\"']", code), f"no rule asks for {name}"
        assert word_list(name)


def test_the_guide_to_the_lexicon_names_every_file() -> None:
    folder = READING / "lexicon"
    guide = (folder / "README.md").read_text(encoding="utf-8")
    files = [path.relative_to(folder).as_posix() for path in folder.rglob("*.toml")]
    assert [name for name in files if f"`{name}`" not in guide] == []

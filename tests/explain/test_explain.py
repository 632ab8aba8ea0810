"""Everything that was read in an article is explained, and its words stay words."""

import base64
import hashlib
import io
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from geomap.articles import make_article, read_articles
from geomap.cli import main
from geomap.explain import Passage, explain_article
from geomap.explain.page import write_explained
from geomap.explain.screen import print_explained
from geomap.pipeline import Findings, names_left_off, read_places
from geomap.places import Gazetteer
from geomap.records import Article

SEEDS = Path(__file__).parents[2] / "seeds"
HOSTILE = (
    "Russian drones hit Kyiv overnight, killing two people, the governor said.\n\n"
    "<script>alert(1)</script><img src=x onerror=alert(2)> {{7*7}} [bold]Kharkiv[/bold] \x1b[31m"
    "shelling of Kherson</p> killed one person on Monday."
)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.fixture(scope="module")
def seeds(gazetteer: Gazetteer) -> list[tuple[Findings, tuple[Passage, ...]]]:
    found = [read_places(article, gazetteer) for article in read_articles([SEEDS])]
    return [(findings, explain_article(findings, gazetteer)) for findings in found]


@pytest.fixture
def hostile(gazetteer: Gazetteer) -> tuple[Article, tuple[Passage, ...]]:
    article = make_article(HOSTILE, path="<b>x</b>.txt")
    return article, explain_article(read_places(article, gazetteer), gazetteer)


def test_passages_are_the_whole_article(
    seeds: list[tuple[Findings, tuple[Passage, ...]]],
) -> None:
    for findings, passages in seeds:
        text = findings.reading.article.text
        assert "".join(text[p.start : p.end] for p in passages) == text


def test_every_name_and_report_has_one_note_at_its_words(
    seeds: list[tuple[Findings, tuple[Passage, ...]]],
) -> None:
    for findings, passages in seeds:
        notes = [note for passage in passages for note in passage.notes]
        names = {n.mark: (n.start, n.end) for n in notes if n.kind == "mention"}
        mentions = findings.reading.mentions
        assert names == {str(i): (m.start, m.end) for i, m in enumerate(mentions, 1)}
        assert len(notes) == len(mentions) + len(findings.reports) + len(findings.doubtful)
        for passage in passages:
            assert all(passage.start <= note.start < passage.end for note in passage.notes)


def test_a_name_is_on_the_map_unless_it_was_left_off(
    seeds: list[tuple[Findings, tuple[Passage, ...]]],
) -> None:
    for findings, passages in seeds:
        left_off = {(left.start, left.end): left.reason for left in names_left_off(findings)}
        for note in (n for p in passages for n in p.notes if n.kind == "mention"):
            facts = dict(note.facts)
            assert note.drawn == ((note.start, note.end) not in left_off)
            if not note.drawn:
                reason = left_off[note.start, note.end]
                assert reason in facts["on the map"] or reason in facts["part"]


def test_kopanky_is_told_with_reasons_and_runners_up(
    seeds: list[tuple[Findings, tuple[Passage, ...]]],
) -> None:
    notes = [n for _, passages in seeds for p in passages for n in p.notes]
    note = next(n for n in notes if n.title == "Kopanky" and n.drawn)
    facts = dict(note.facts)
    assert "Kharkiv Oblast" in facts["means"]
    assert "Kupiansk" in facts["because"]
    assert facts["rather than"].count("Kopanky, ") >= 2
    assert "ahead of the next" in facts["because"]


def test_a_report_is_told_in_full(seeds: list[tuple[Findings, tuple[Passage, ...]]]) -> None:
    for findings, passages in seeds:
        notes = {n.mark: n for p in passages for n in p.notes if n.kind == "report"}
        for number, report in enumerate(findings.reports, 1):
            facts = dict(notes[f"R{number}"].facts)
            assert report.event_type in facts["type"]
            assert report.trigger in facts["type"]
            assert facts["rules"] == "; ".join(report.rules)
            assert {"when", "said", "reality", "on the map"} <= facts.keys()
            if report.numbers.killed_min is not None:
                assert f"{report.numbers.killed_min}" in facts["numbers"]


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.words += data


def test_hostile_words_stay_words_in_the_page(
    hostile: tuple[Article, tuple[Passage, ...]], tmp_path: Path
) -> None:
    write_explained([hostile], tmp_path / "x.html")
    page = (tmp_path / "x.html").read_text(encoding="utf-8")
    found = _Tags()
    found.feed(page)
    assert {"script", "img", "b"}.isdisjoint(found.tags)
    assert not any(name.startswith("on") or name == "style" for name, _ in found.attributes)
    assert "<script>alert(1)</script>" in found.words
    assert "\x1b" not in page


def test_the_page_may_run_nothing_and_use_its_own_style_only(
    hostile: tuple[Article, tuple[Passage, ...]], tmp_path: Path
) -> None:
    write_explained([hostile], tmp_path / "x.html")
    page = (tmp_path / "x.html").read_text(encoding="utf-8")
    found = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert found
    digest = base64.b64encode(hashlib.sha256(found[1].encode()).digest()).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    assert policy[1].startswith("default-src 'none'; script-src 'none'")
    assert f"style-src 'sha256-{digest}'" in policy[1]
    assert page.index("Content-Security-Policy") < page.index("<style>")


def test_links_of_the_page_lead_to_notes(
    seeds: list[tuple[Findings, tuple[Passage, ...]]], tmp_path: Path
) -> None:
    explained = [(findings.reading.article, passages) for findings, passages in seeds]
    write_explained(explained, tmp_path / "x.html")
    found = _Tags()
    found.feed((tmp_path / "x.html").read_text(encoding="utf-8"))
    ids = [value for name, value in found.attributes if name == "id"]
    targets = [v for n, v in found.attributes if n == "href" and v and v.startswith("#")]
    assert len(ids) == len(set(ids)) == len(targets)
    assert {target[1:] for target in targets} == set(ids)


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_colour_is_for_terminals_only(
    hostile: tuple[Article, tuple[Passage, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    terminal, pipe = _Terminal(), io.StringIO()
    print_explained(*hostile, terminal)
    print_explained(*hostile, pipe)
    assert "\x1b[" in terminal.getvalue()
    assert "\x1b" not in pipe.getvalue()


def test_no_article_moves_the_cursor_or_writes_markup(
    hostile: tuple[Article, tuple[Passage, ...]],
) -> None:
    pipe = io.StringIO()
    print_explained(*hostile, pipe)
    shown = " ".join(pipe.getvalue().split())
    assert "\ufffd[31m" in shown
    assert "[bold]Kharkiv[" in shown


def geomap(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], catch_exceptions=False)


def test_command_prints_the_article(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(HOSTILE.splitlines()[0], encoding="utf-8")
    result = geomap("explain", tmp_path / "a.txt")
    assert result.exit_code == 0, result.output
    assert "Kyiv[1]" in result.stdout
    assert "Drone strike" in result.stdout
    assert "2 killed" in result.stdout


def test_command_writes_a_page(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(HOSTILE, encoding="utf-8")
    result = geomap("explain", tmp_path / "a.txt", "--html", tmp_path / "x.html")
    assert result.stdout.strip() == str(tmp_path / "x.html")
    assert "<!doctype html>" in (tmp_path / "x.html").read_text(encoding="utf-8")


def test_an_article_that_cannot_be_read_is_named_and_nothing_written(tmp_path: Path) -> None:
    result = geomap("explain", tmp_path / "absent.txt", "--html", tmp_path / "x.html")
    assert result.exit_code == 1
    assert "absent.txt" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_page_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(HOSTILE, encoding="utf-8")
    result = geomap("explain", tmp_path / "a.txt", "--html", tmp_path / "absent" / "x.html")
    assert result.exit_code == 1
    assert "absent/x.html: cannot be written" in result.stderr

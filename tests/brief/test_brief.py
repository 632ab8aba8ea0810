"""A brief counts every incident of its period once, and hostile words stay words."""

import subprocess
import sys
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import geopandas as gpd
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from markdown_it import MarkdownIt

from geomap.brief import digest, write_brief
from geomap.brief.markdown import escape
from geomap.cli import main
from geomap.errors import OutputError, SettingsError
from geomap.export import write_geojson
from geomap.frame import to_frame
from geomap.incidents import merge_reports
from geomap.records import Report
from tests.samples import BELGOROD, KOPANKY, KURSK_OBLAST, KYIV, ODESA, UKRAINE, report, span
from tests.strategies import report_lists

HOSTILE = (
    "</td><script>alert(1)</script><img src=x onerror=alert(2)> {{7*7}} ${x} | a | [b](http://e.x)"
    " ![c](http://e.x/p.png) `code` **bold** <http://auto.x> &lt; \\ # end"
)


def table(*reports: Report) -> gpd.GeoDataFrame:
    return to_frame(merge_reports(reports))


@pytest.fixture
def frame() -> gpd.GeoDataFrame:
    return table(
        report("r1", spec=KYIV, time=span("2024-11-25"), numbers={"killed_min": 1}),
        report("r2", spec=ODESA, time=span("2024-11-26"), numbers={"killed_min": 4}),
        report("r3", "control.capture", KOPANKY, time=span("2024-11-26"), actor="RU"),
        report("r4", spec=BELGOROD, time=span("2024-11-27"), numbers={"injured_min": 2}),
        report("r5", "ground.clash", KURSK_OBLAST, time=span("2024-11-20", "2024-11-25", "week")),
        report("r6", "strike.other", UKRAINE, time=span(None, precision="unknown")),
        report("r7", "control.capture", KOPANKY, time=span("2024-11-26"), realis="denied"),
    )


def places(frame: gpd.GeoDataFrame, start: str | None, end: str | None) -> set[str]:
    def day(iso: str | None) -> date | None:
        return date.fromisoformat(iso) if iso else None

    return {row["place"] for row in digest(frame, start=day(start), end=day(end)).happened}


def test_first_and_last_day_belong_to_the_period(frame: gpd.GeoDataFrame) -> None:
    assert places(frame, "2024-11-26", "2024-11-27") == {"Odesa", "Kopanky", "Belgorod"}
    assert places(frame, "2024-11-27", None) == {"Belgorod"}


def test_an_incident_of_several_days_belongs_to_each_of_them(frame: gpd.GeoDataFrame) -> None:
    assert "Kursk Oblast" in places(frame, "2024-11-22", "2024-11-23")
    assert "Kursk Oblast" in places(frame, None, "2024-11-20")


def test_without_a_period_everything_is_told(frame: gpd.GeoDataFrame) -> None:
    assert len(digest(frame).happened) == 6
    assert digest(frame).undated == 0


def test_incidents_without_a_date_are_in_no_period_and_counted(frame: gpd.GeoDataFrame) -> None:
    brief = digest(frame, start=date(2024, 1, 1))
    assert "Ukraine" not in {row["place"] for row in brief.happened}
    assert brief.undated == 1


def test_what_did_not_happen_is_counted_apart(frame: gpd.GeoDataFrame) -> None:
    assert digest(frame).unreal == {"denied": 1}


def test_the_deadliest_comes_first_and_nothing_twice(frame: gpd.GeoDataFrame) -> None:
    harmed, taken, abroad = digest(frame).sections
    assert [row["place"] for row in harmed.rows] == ["Odesa", "Kyiv", "Belgorod"]
    assert [row["place"] for row in taken.rows] == ["Kopanky"]
    assert [row["place"] for row in abroad.rows] == ["Kursk Oblast"]


@settings(max_examples=40)
@given(told=report_lists())
def test_the_table_counts_each_incident_once(told: list[Report]) -> None:
    brief = digest(table(*told))
    assert sum(map(sum, brief.table.counts)) == len(brief.happened)
    assert all(len(row) == len(brief.table.columns) for row in brief.table.counts)


def test_many_days_become_weeks_and_many_regions_one_row() -> None:
    days = [span(f"2024-{month:02}-{day:02}") for month in (10, 11) for day in range(1, 28, 2)]
    frame = table(*(report(f"r{n}", spec=KYIV, time=time) for n, time in enumerate(days)))
    assert digest(frame).table.columns[0] == "Oct 2024"
    few = frame.head(12)
    assert digest(few).table.columns[0] == "week of 30 Sep 2024"
    many = frame.assign(admin1=[f"Oblast {n:02}" for n in range(len(frame))])
    shown = digest(many).table
    assert shown.places[-1] == "15 others"
    assert sum(map(sum, shown.counts)) == len(frame)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def hostile_table() -> gpd.GeoDataFrame:
    frame = table(
        report("r1", spec=KYIV, sentence=HOSTILE, claimant=HOSTILE, publisher=HOSTILE,
               numbers={"killed_min": 1})
    )  # fmt: skip
    evidence = frame["evidence"].str.replace('"url": null', '"url": "javascript:alert(3)"')
    return frame.assign(place=HOSTILE, admin1=HOSTILE, evidence=evidence)


def test_hostile_words_stay_words_in_the_page(tmp_path: Path) -> None:
    write_brief(hostile_table(), tmp_path / "b.html", title=HOSTILE)
    page = (tmp_path / "b.html").read_text(encoding="utf-8")
    found = _Tags()
    found.feed(page)
    assert "script" not in found.tags
    assert found.tags.count("img") == 1  # the map
    assert not any(name.startswith("on") for name, _ in found.attributes)
    assert not any("javascript" in (value or "") for _, value in found.attributes)
    assert HOSTILE in found.words
    (policy,) = [
        v or "" for n, v in found.attributes if n == "content" and "default-src" in (v or "")
    ]
    assert "default-src 'none'" in policy
    assert "script-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_hostile_words_stay_words_in_markdown(tmp_path: Path) -> None:
    write_brief(hostile_table(), tmp_path / "b.md", title=HOSTILE)
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(
        (tmp_path / "b.md").read_text("utf-8")
    )
    flat = [t for token in tokens for t in (token, *(token.children or ()))]
    assert not [t for t in flat if t.type in ("html_block", "html_inline", "code_inline")]
    assert [t.attrs["src"] for t in flat if t.type == "image"] == ["b.png"]
    links = [str(t.attrs["href"]) for t in flat if t.type == "link_open"]
    assert len(links) == 4  # the sources of the map
    assert not any("e.x" in address or "auto.x" in address for address in links)
    words = ["".join(c.content for c in t.children or ()) for t in tokens if t.type == "inline"]
    assert HOSTILE in words


@pytest.mark.parametrize("text", ["- item", "1. one", "12) two", "+ a", "=== b", "# c", "> d"])
def test_no_text_begins_a_markdown_block(text: str) -> None:
    tokens = MarkdownIt().parse(escape(text))
    assert [t.type for t in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert tokens[1].children is not None
    assert "".join(child.content for child in tokens[1].children) == text


def test_a_web_address_is_linked(tmp_path: Path) -> None:
    frame = table(report("r1", spec=KYIV, numbers={"killed_min": 1}))
    address = "https://example.org/a)(b?c=<d>|e"
    evidence = frame["evidence"].str.replace('"url": null', f'"url": "{address}"')
    frame = frame.assign(evidence=evidence)
    write_brief(frame, tmp_path / "b.html")
    found = _Tags()
    found.feed((tmp_path / "b.html").read_text("utf-8"))
    assert ("href", address) in found.attributes
    write_brief(frame, tmp_path / "b.md")
    assert "example.org/a%29%28b?c=%3Cd%3E%7Ce" in (tmp_path / "b.md").read_text("utf-8")


def test_quote_source_claim_and_precision_are_told(tmp_path: Path) -> None:
    told = report("r1", spec=KURSK_OBLAST, numbers={"killed_min": 3}, sentence="Kursk was hit.",
                  claimed_by="UA", claimant="General Staff", claim_status="claimed")  # fmt: skip
    write_brief(table(told), tmp_path / "b.md")
    text = (tmp_path / "b.md").read_text("utf-8")
    assert "> Kursk was hit." in text
    assert "AFP, 26 Nov 2024" in text
    assert "claimed by General Staff (Ukraine)" in text
    assert "the region only" in text
    assert "3 killed" in text


def test_page_holds_its_map_and_markdown_has_it_beside(
    frame: gpd.GeoDataFrame, tmp_path: Path
) -> None:
    assert write_brief(frame, tmp_path / "b.html") == [tmp_path / "b.html"]
    assert "data:image/png;base64," in (tmp_path / "b.html").read_text("utf-8")
    assert write_brief(frame, tmp_path / "b.md") == [tmp_path / "b.md", tmp_path / "b.png"]
    assert (tmp_path / "b.png").read_bytes().startswith(b"\x89PNG")


def test_same_table_gives_the_same_bytes(frame: gpd.GeoDataFrame, tmp_path: Path) -> None:
    write_brief(frame, tmp_path / "a.html")
    write_brief(frame, tmp_path / "b.html")
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


def test_an_empty_period_is_told(frame: gpd.GeoDataFrame, tmp_path: Path) -> None:
    write_brief(frame, tmp_path / "b.md", start=date(2020, 1, 1), end=date(2020, 1, 2))
    assert "0 incidents in 0 articles." in (tmp_path / "b.md").read_text("utf-8")


def test_a_period_that_ends_before_it_begins_is_refused(
    frame: gpd.GeoDataFrame, tmp_path: Path
) -> None:
    with pytest.raises(SettingsError, match="2024-11-26, after its end on 2024-11-25"):
        write_brief(frame, tmp_path / "b.md", start=date(2024, 11, 26), end=date(2024, 11, 25))


@pytest.mark.parametrize("name", ["b.docx", "absent/b.html"])
def test_what_cannot_be_written_is_named(
    name: str, frame: gpd.GeoDataFrame, tmp_path: Path
) -> None:
    with pytest.raises(OutputError, match=name):
        write_brief(frame, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_command_tells_a_period(frame: gpd.GeoDataFrame, tmp_path: Path) -> None:
    write_geojson(frame, tmp_path / "i.geojson")
    arguments = ["brief", str(tmp_path / "i.geojson"), "-o", str(tmp_path / "b.md")]
    days = ["--from", "2024-11-26", "--to", "2024-11-26"]
    result = CliRunner().invoke(main, [*arguments, *days], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    text = (tmp_path / "b.md").read_text("utf-8")
    assert "26 Nov 2024" in text
    assert "Belgorod" not in text


def test_without_matplotlib_there_is_a_brief_without_a_map(
    frame: gpd.GeoDataFrame, tmp_path: Path
) -> None:
    write_geojson(frame, tmp_path / "i.geojson")
    code = "import sys; sys.modules['matplotlib'] = None; from geomap.cli import main; main()"
    ran = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code, "brief", "i.geojson", "-o", "b.html"],
        cwd=tmp_path, env={"PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert "geomap[picture]" in ran.stderr
    assert "<img" not in (tmp_path / "b.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("uk", ["Огляд", "20–27 лист. 2024", "6 подій у 1 статті: удари 4", "Коли й де",
                "Найбільше загиблих і поранених", "загинуло 4",
                "Удар дроном: Одеса, Одеська область",
                "лише область", "Україна, місце не вказано", "Про ці числа"]),
        ("ru", ["Обзор", "20–27 нояб. 2024", "6 событий в 1 статье: удары 4", "погибло 4",
                "Больше всего погибших и раненых", "только область"]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["html", "md"])
def test_a_brief_speaks_the_language_asked_for(
    frame: gpd.GeoDataFrame, tmp_path: Path, lang: str, words: list[str], kind: str
) -> None:
    names = {"Odesa": ("Одеса", "Одесса"), "Ukraine": ("Україна", "Украина")}
    for column, at in (("place_uk", 0), ("place_ru", 1)):
        frame[column] = frame["place"].map(lambda p, at=at: names[p][at] if p in names else None)
    frame["admin1"] = frame["place"].map({"Odesa": "Odesa Oblast"})
    write_brief(frame, tmp_path / f"b.{kind}", lang=lang)
    page = (tmp_path / f"b.{kind}").read_text(encoding="utf-8").replace("\\", "")
    assert [said for said in words if said not in page] == []
    assert "Most killed" not in page
    if kind == "html":
        assert f'<html lang="{lang}">' in page
        assert '<blockquote lang="en">' in page  # quotes stay as they are


def test_a_language_without_words_is_refused(frame: gpd.GeoDataFrame, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="must be one of en, uk, ru"):
        write_brief(frame, tmp_path / "b.html", lang="pl")

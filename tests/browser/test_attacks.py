"""Hostile text in every field that an article can fill: shown as it is, never run."""

import csv
import dataclasses
import io
import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
from playwright.sync_api import Page, expect

from geomap.frame import to_frame
from geomap.incidents import merge_reports, read_corrections
from geomap.webmap import draw, save_map
from tests.browser.conftest import Open, Opened
from tests.samples import KYIV, report

PAYLOADS = {
    "script": "<script>pwned='script'</script>",
    "image": "<img src=x onerror=\"pwned='image'\">",
    "svg": "<svg onload=\"pwned='svg'\"></svg>",
    "dollar": "${pwned='dollar'}",
    "braces": "{{7*7}}{{cycler.__init__.__globals__}}",
    "raw": "{% raw %}{% include 'x' %}",
    "comment": "{# x #}",
    "backtick": "`+(pwned='backtick')+`",
    "end of script": "</script><script>pwned='end'</script>",
    "start of comment": "<!--<script>",
    "end of comment": "--><script>pwned='comment'</script>",
    "line separators": "a\u2028b\u2029c",
    "quotes": "\"'\\onmouseover=\"pwned='quote'\"",
    "entity": "&lt;b&gt;&#60;b&#62;",
    "end of title": "</title></textarea></style><script>pwned='title'</script>",
    "right to left": "\u202egnp.exe\u202c",
    "javascript": "javascript:pwned='url'",
    "data": "data:text/html,<script>pwned=1</script>",
    "object keys": "__proto__",
    "formula": '=HYPERLINK("http://x.example","y")',
}
NUL = "a\0b"


def marked(sink: str, payload: str) -> str:
    return f"{sink}:{payload}"


def hostile(payload: str) -> gpd.GeoDataFrame:
    """Return two incidents at one place with `payload` in every column of free text."""
    frame = to_frame(merge_reports([report("r1"), report("r2", "strike.missile")]))
    for column in ("place_name", "place", "admin1", "admin2", "claimant", "unit", "weapon",
                   "trigger", "date_words", "side_of_front"):  # fmt: skip
        frame[column] = marked(column, payload)
    for column in ("notes", "place_reasons", "merge_reasons", "rules"):
        frame[column] = json.dumps([marked(column, payload)])
    frame["origins"] = json.dumps([{"name": marked("origins", payload), "lat": None, "lon": None}])
    other = {
        "name": marked("other_places", payload), "kind": "town", "place_id": "x", "admin2": payload,
        "admin1": payload, "country": payload, "lat": 50.0, "lon": 30.0, "score": 0.2,
    }  # fmt: skip
    frame["other_places"] = json.dumps([other])
    evidence = {
        "article_id": marked("article_id", payload), "publisher": marked("publisher", payload),
        "url": payload, "published": "2024-11-26", "lang": "en", "start": 0, "end": 9,
        "sentence": marked("sentence", payload),
    }  # fmt: skip
    frame["evidence"] = json.dumps([evidence])
    return frame


def walk(opened: Opened) -> str:
    """Look at everything the page can show of its first incident; return all text seen."""
    page = opened.page
    seen = [page.inner_text("body")]
    for details in page.locator("details").all():
        details.evaluate("(d) => { d.open = true; }")
    seen.append(page.evaluate("() => document.querySelector('.gm-panel').textContent"))
    seen.append(page.evaluate("() => document.title"))
    return "\n".join(seen)


def elements(opened: Opened) -> Any:
    return opened.page.evaluate(
        """() => ({
          foreign: document.querySelectorAll('img:not(.leaflet-container img), iframe, object,'
            + 'embed, .gm-panel script, [onerror], [onload], [onmouseover]').length,
          schemes: [...new Set([...document.querySelectorAll('a[href]')].map((a) => a.protocol))],
          scripts: [...document.scripts].filter((s) => !s.type.startsWith('application/')).length,
        })"""
    )


@pytest.fixture(scope="module")
def ordinary_scripts() -> int:
    html = draw(hostile("x")).get_root().render()
    return int(html.count("<script>"))


@pytest.mark.parametrize("name", PAYLOADS)
def test_hostile_text_is_only_text(
    name: str, tmp_path: Path, open_map: Open, ordinary_scripts: int
) -> None:
    payload = PAYLOADS[name]
    frame = hostile(payload)
    path = save_map(draw(frame, title=marked("title", payload)), tmp_path / "map.html")
    first = frame["incident_id"].iloc[0]
    opened = open_map(path, fragment=f"#incident={first}")
    opened.page.locator(f"[data-incident='{first}'] blockquote").wait_for()
    card = walk(opened)
    for sink in ("sentence", "publisher", "claimant", "notes", "unit", "weapon", "origins",
                 "place_reasons", "other_places", "merge_reasons", "title"):  # fmt: skip
        assert marked(sink, payload) in card, sink
    found = elements(opened)
    assert found["foreign"] == 0
    assert set(found["schemes"]) <= {"https:", "http:", "file:"}
    assert found["scripts"] == ordinary_scripts
    opened.page.wait_for_timeout(100)
    assert opened.page.evaluate("() => globalThis.pwned") is None
    assert opened.complaints == []
    assert opened.network() == []


@pytest.mark.parametrize("name", PAYLOADS)
def test_hostile_text_is_only_text_in_every_tab(name: str, tmp_path: Path, open_map: Open) -> None:
    payload = PAYLOADS[name]
    path = save_map(draw(hostile(payload), title=payload), tmp_path / "map.html")
    opened = open_map(path)
    search = opened.page.get_by_role("combobox").and_(opened.page.locator("input"))
    search.fill("pl")
    expect(opened.page.get_by_role("option").first).to_contain_text(marked("place", payload))
    search.fill("")
    search.press("Escape")
    seen = {}
    for tab in opened.page.get_by_role("tab").all():
        tab.click()
        seen[tab.inner_text()] = walk(opened)
        assert elements(opened)["foreign"] == 0
    assert len(seen) == 4
    opened.page.emulate_media(media="print")
    expect(opened.page.locator(".gm-paper > svg")).to_be_visible()
    assert elements(opened)["foreign"] == 0
    opened.page.emulate_media(media="screen")
    assert marked("place", payload) in seen["List"]
    assert marked("admin1", payload) in seen["Summary"]
    opened.page.wait_for_timeout(100)
    assert opened.page.evaluate("() => globalThis.pwned") is None
    assert opened.complaints == []


@pytest.mark.parametrize(
    "fragment",
    [
        "#incident=<img src=x onerror=pwned=1>",
        "#incident=%3Cscript%3Epwned=1%3C/script%3E&query=%3Cimg src=x onerror=pwned=1%3E",
        "#lang=__proto__&theme=constructor&tab=<b>&actor=only:__proto__&map=NaN/x/y",
        "#map=1e999/0/0&from=9999-99-99&to=-1&layers=only:%FF",
    ],
)
def test_a_hostile_address_is_harmless(
    fragment: str, frame: gpd.GeoDataFrame, tmp_path: Path, open_map: Open
) -> None:
    opened = open_map(save_map(frame, tmp_path / "map.html"), fragment=fragment)
    opened.page.wait_for_timeout(100)
    assert opened.page.evaluate("() => globalThis.pwned") is None
    assert elements(opened)["foreign"] == 0
    assert opened.complaints == []


def test_a_publisher_written_from_right_to_left_leaves_the_date_readable(
    tmp_path: Path, open_map: Open
) -> None:
    frame = hostile(PAYLOADS["right to left"].removesuffix("\u202c"))
    first = frame["incident_id"].iloc[0]
    path = save_map(draw(frame), tmp_path / "map.html")
    caption = open_map(path, fragment=f"#incident={first}").page.locator("figcaption").first
    across = caption.evaluate(
        """(caption) => {
          const words = document.createTreeWalker(caption, NodeFilter.SHOW_TEXT);
          let date;
          while (words.nextNode()) {
            if (words.currentNode.data.includes("2024")) date = words.currentNode;
          }
          const range = document.createRange();
          return ["26", "2024"].map((digits) => {
            const at = date.data.indexOf(digits);
            range.setStart(date, at);
            range.setEnd(date, at + digits.length);
            return range.getBoundingClientRect().left;
          });
        }"""
    )
    assert across[0] < across[1]


def test_nul_and_lone_surrogates_break_nothing(tmp_path: Path, open_map: Open) -> None:
    frame = hostile(NUL)
    path = save_map(draw(frame, title="a\0b\ud800"), tmp_path / "map.html")
    opened = open_map(path, fragment=f"#incident={frame['incident_id'].iloc[0]}")
    opened.page.locator("blockquote").wait_for()
    assert "sentence:a" in opened.page.locator("blockquote").inner_text()
    assert opened.complaints == []


def test_hostile_reports_survive_the_whole_way(tmp_path: Path, open_map: Open) -> None:
    """The same text in a record, not in the table: merging and the table keep it as it is."""
    payload = PAYLOADS["end of script"]
    hostile_report = report("r1", spec=KYIV, sentence=payload, publisher=payload, claimant=payload)
    hostile_report = dataclasses.replace(hostile_report, notes=(payload,), trigger=payload)
    frame = to_frame(merge_reports([hostile_report]))
    opened = open_map(
        save_map(frame, tmp_path / "map.html"), fragment=f"#incident={frame['incident_id'].iloc[0]}"
    )
    quote = opened.page.locator("blockquote")
    quote.wait_for()
    assert quote.inner_text() == payload
    assert opened.page.evaluate("() => globalThis.pwned") is None
    assert opened.complaints == []


FORMULAS = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1", '=HYPERLINK("http://x","y")']


def columns_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def download(page: Page, button: str) -> str:
    with page.expect_download() as event:
        page.get_by_role("button", name=button).click()
    return event.value.path().read_bytes().decode("utf-8")


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_of_a_download_is_a_formula(formula: str, tmp_path: Path, open_map: Open) -> None:
    frame = hostile("x")
    for column in ("place_name", "place", "admin1", "claimant", "unit", "weapon", "trigger"):
        frame[column] = formula
    opened = open_map(save_map(draw(frame), tmp_path / "map.html"), fragment="#tab=save")
    rows = columns_of(download(opened.page, "CSV table"))
    assert len(rows) == 2
    cells = [(name, cell) for row in rows for name, cell in row.items()]
    assert [(n, c) for n, c in cells if c[:1] in "=+-@\t\r" and c and not is_number(c)] == []
    assert {row["weapon"] for row in rows} == {f"'{formula}"}
    features = json.loads(download(opened.page, "GeoJSON"))["features"]
    assert {f["properties"]["weapon"] for f in features} == {formula}, "data stay as they are"


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_of_the_corrections_is_a_formula(
    formula: str, tmp_path: Path, open_map: Open
) -> None:
    path = save_map(draw(hostile("x")), tmp_path / "map.html")
    page = open_map(path).page
    page.evaluate(
        """(text) => geomap.app.review.add({ incident_id: text }, 'note', '', '', text)""", formula
    )
    page.get_by_role("tab", name="Save").click()
    text = download(page, "Save corrections.csv (1)")
    (row,) = columns_of(text)
    assert (row["incident_id"], row["note"]) == (f"'{formula}", f"'{formula}")
    (tmp_path / "c.csv").write_text(text, encoding="utf-8", newline="")
    (read,) = read_corrections(tmp_path / "c.csv", on_error=lambda error: pytest.fail(str(error)))
    assert read.note == formula.strip()


def is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True

"""The unit tests of the page's program, run by node."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from geomap.frame import to_frame
from geomap.vocabulary import event_types, vocabulary
from geomap.webmap.layer import SCRIPTS, IncidentLayer
from geomap.wording import LANGUAGES, labels

TESTS = Path(__file__).parent / "js"
ASSETS = Path(__file__).parents[2] / "geomap" / "webmap" / "assets" / "geomap"


@pytest.mark.parametrize("name", sorted(path.name for path in TESTS.glob("*.test.js")))
def test_program(name: str) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed")
    done = subprocess.run(  # noqa: S603 - our own tests
        [node, "--test", TESTS / name], capture_output=True, check=False, text=True
    )
    assert done.returncode == 0, done.stdout


def test_every_script_of_the_folder_is_part_of_the_program() -> None:
    assert sorted(SCRIPTS) == sorted(path.name for path in ASSETS.glob("*.js"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_term_of_the_vocabulary_has_a_label(lang: str) -> None:
    known = labels(lang)
    terms = [f"event_types.{name}" for name in event_types()]
    terms += [f"layers.{name}" for name in vocabulary()["layers"]]
    terms += [f"claim_status.{name}" for name in vocabulary()["claim_status"]]
    assert [term for term in terms if not known.get(term)] == []


def test_types_differ_in_colour_and_in_shape() -> None:
    script = IncidentLayer(to_frame([])).script("map_1")
    start = script.index("geomap.config = ") + len("geomap.config = ")
    config, _ = json.JSONDecoder().raw_decode(script[start:])
    types = config["types"].values()
    assert len({kind["shape"] for kind in types}) == len(types)
    assert len({kind["color"] for kind in types}) == len(types)


def test_symbols_stand_out_on_both_sides() -> None:
    """White is around every symbol, so 3:1 against white is what WCAG 1.4.11 asks."""
    for color, _ in json.loads((ASSETS / "symbols.json").read_text())["types"].values():
        assert 1.05 / (luminance(color) + 0.05) >= 3, color


def luminance(color: str) -> float:
    """Return the relative luminance of WCAG 2.2 for #rrggbb."""
    parts = (int(color[k : k + 2], 16) / 255 for k in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

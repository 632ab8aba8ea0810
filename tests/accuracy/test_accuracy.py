"""The gate: no figure of the marked texts falls below its floor, and floors only rise."""

from __future__ import annotations

import json

import pytest

from geomap.places import Gazetteer
from geomap.vocabulary import event_types
from tests.accuracy.score import Tally, score
from tests.accuracy.texts import HERE, load_texts

FLOORS: dict[str, dict[str, float]] = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))
_measured: dict[str, Tally] = {}


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.mark.parametrize("name", FLOORS)
def test_no_figure_is_below_its_floor(
    name: str, gazetteer: Gazetteer, capsys: pytest.CaptureFixture[str]
) -> None:
    tally = score(load_texts(name), gazetteer)
    figures = tally.figures()
    below = {
        figure: (figures.get(figure, 0.0), floor)
        for figure, floor in FLOORS[name].items()
        if figures.get(figure, 0.0) < floor
    }
    if below:
        with capsys.disabled():
            print(f"\n{name}: {figures}")  # noqa: T201 - the table of misses
            print("\n".join(tally.misses))  # noqa: T201
    assert not below


@pytest.mark.parametrize("name", FLOORS)
def test_the_marks_fit_the_vocabulary(name: str) -> None:
    for text in load_texts(name):
        for marked in text.incidents:
            assert set(marked.types) <= set(event_types()), text.text_id
            assert (
                marked.spot.name.split()[0] in " ".join(text.text.split())
                or marked.spot.lat is None
            )
            if marked.days:
                assert marked.days[0] <= marked.days[1] <= text.published


def test_ids_are_unique_and_all_styles_are_there() -> None:
    texts = [text for name in FLOORS for text in load_texts(name)]
    assert len({text.text_id for text in texts}) == len(texts)
    styles = {text.style for text in texts}
    assert styles >= {"wire", "live blog", "military", "translated", "isw", "digest"}

"""A small real gazetteer: Kharkiv Oblast with its neighbours' capitals and namesakes."""

from __future__ import annotations

from pathlib import Path

import pytest

from geomap.places.compile import compile_store
from geomap.places.gazetteer import Gazetteer

TABLES = Path(__file__).parent / "kharkiv_tables"


@pytest.fixture(scope="session")
def kharkiv_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("store")
    compile_store(TABLES, TABLES / "not_places.csv", folder)
    return folder


@pytest.fixture(scope="session")
def kharkiv(kharkiv_store: Path) -> Gazetteer:
    return Gazetteer.load(kharkiv_store)

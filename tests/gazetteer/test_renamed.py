"""Settlements that the sources know by an older name."""

from __future__ import annotations

import pytest

for _module in ("h3", "msgpack", "openpyxl"):
    pytest.importorskip(_module, reason="the build has requirements of its own")

from gazetteer.build.join import Cluster, locate_by_former_name  # noqa: E402
from gazetteer.build.renamed import older_names, renamed  # noqa: E402
from gazetteer.build.rows import Candidate, Point, Unit  # noqa: E402

REGION = "UA-14"
HOROD = Point(48.0, 37.5)
NEARBY = Point(48.03, 37.53)  # 4 km off


def unit(number: int, name: str) -> Unit:
    return Unit(f"UA1400000000000000{number}", "C", name, ("UA14", "UA1401", "UA140101"))


def candidate(name: str, point: Point = NEARBY, source: str = "overture") -> Candidate:
    return Candidate(name, REGION, point, source, f"{source}:{name}")


def known(code: str, found: Candidate) -> dict[str, Cluster]:
    return {code: Cluster(found.name, REGION, (found,))}


TOWN = candidate("Город", HOROD)


@pytest.mark.parametrize("old", ["Побєда", "Червоний Промінь"])
def test_the_only_one_left_takes_the_only_point_left(old: str) -> None:
    units = [unit(1, "Город"), unit(2, "Перемога")]
    found = renamed(units, [TOWN, candidate(old)], known(units[0].code, TOWN))
    assert found[units[1].code].point == NEARBY


def test_a_namesake_elsewhere_in_the_region_is_not_taken_for_it() -> None:
    units = [unit(1, "Город"), unit(2, "Перемога"), unit(3, "Дубове")]
    placed = known(units[0].code, TOWN) | known(units[2].code, candidate("Дубове", HOROD))
    assert renamed(units, [TOWN, candidate("Дубове", source="postal")], placed) == {}


def test_of_several_those_whose_names_translate_each_other() -> None:
    units = [unit(1, "Город"), unit(2, "Надіїне"), unit(3, "Озерне")]
    found = renamed(units, [TOWN, candidate("Надеждине")], known(units[0].code, TOWN))
    assert set(found) == {units[1].code}


def test_another_name_at_the_same_spot_is_an_older_name() -> None:
    spot = Point(HOROD.lat + 0.005, HOROD.lon)
    old = candidate("Ленінське", spot, "postal")
    names = older_names([TOWN, old, candidate("Далеке")], known("UA1", TOWN))
    assert names == {"UA1": ["Ленінське"]}


def test_a_settlement_takes_the_point_that_bears_its_former_official_name() -> None:
    units = [unit(1, "Город"), unit(2, "Новоспаське"), unit(3, "Озерне")]
    regions = dict.fromkeys((each.code for each in units), REGION)
    former = {units[1].code: "Петрівка"}
    unused = [candidate("Петрівка"), candidate("Дубове")]
    found = known(units[0].code, TOWN)
    more = locate_by_former_name(units, regions, unused, found, former)
    assert {code: cluster.point for code, cluster in more.items()} == {units[1].code: NEARBY}


def test_a_former_name_far_from_the_hromada_is_another_village() -> None:
    units = [unit(1, "Город"), unit(2, "Новоспаське")]
    regions = dict.fromkeys((each.code for each in units), REGION)
    unused = [candidate("Петрівка", Point(HOROD.lat + 2, HOROD.lon))]
    former = {units[1].code: "Петрівка"}
    assert not locate_by_former_name(units, regions, unused, known(units[0].code, TOWN), former)

"""Which government a row of a list means: places that share a name stay apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import Filled, facts
from kizuna.store.queries import claims
from kizuna.workflows.import_ import Imported, ListGiven, import_list

_HEAD = "town,twin,country,lat,lon"
_MAP = """
[source]
document = "document/our-list"
holder = "organisation/office"
[tie]
type = "sister-city"
[a]
country = "NZ"
[columns]
town = "a.name"
twin = "b.name"
country = "b.country"
lat = "b.latitude"
lon = "b.longitude"
"""


def listed(folder: Path, *lines: str, name: str = "list.csv", mapping: str = _MAP) -> Imported:
    path = folder / name
    path.write_text("\n".join((_HEAD, *lines)) + "\n", "utf-8")
    (folder / "map.toml").write_text(mapping, "utf-8")
    return import_list(ListGiven(path, str(folder / "map.toml")), acting_user="anna")


def partners() -> dict[str, set[str]]:
    """The partners of each town by the ids of both."""
    found: dict[str, set[str]] = {}
    for c in claims.claims(property="party"):
        found.setdefault(c.subject, set()).add(c.value.strip('"'))
    towns = {ref for refs in found.values() for ref in refs if ref.startswith("government/town-")}
    return {t: {r for refs in found.values() if t in refs for r in refs - {t}} for t in towns}


def names(ref: str) -> list[str]:
    held = claims.claims(subjects=[ref], property="name")
    return [c.value for c in held if c.certainty == "certain"]


@pytest.fixture(autouse=True)
def empty(filled: Filled) -> None:
    filled([])


def test_places_with_other_qualifiers_are_other_places(tmp_path: Path) -> None:
    lines = (
        "Town A,Richmond (Virginia),United States,,",
        'Town B,"Richmond, Indiana",United States,,',
        "Town C,Richmond,United States,,",
        "Town D,Richmond (Virginia),United States,,",
    )
    listed(tmp_path, *lines)
    wanted = {"a": "-virginia", "b": "-indiana", "c": "", "d": "-virginia"}
    found = {f"government/town-{town}": {f"government/richmond{w}"} for town, w in wanted.items()}
    assert partners() == found
    assert all("Virginia" not in name for name in names("government/richmond-virginia"))
    assert listed(tmp_path, *lines).new == 0


def test_another_list_finds_the_place_with_its_qualifier(tmp_path: Path) -> None:
    listed(tmp_path, "Town A,Richmond (Virginia),United States,,")
    lines = ("Town B,Richmond (Virginia),United States,,", "Town C,Richmond,United States,,")
    mapping = _MAP.replace("our-list", "their-list")
    done = listed(tmp_path, *lines, name="their.csv", mapping=mapping)
    assert partners()["government/town-b"] == {"government/richmond-virginia"}
    assert partners()["government/town-c"] == {"government/richmond"}
    assert "government/richmond" in done.names


def test_a_place_that_came_without_a_country_never_takes_in_one_with_a_country(
    tmp_path: Path,
) -> None:
    countries = {"A": "", "B": "GR", "C": "LB", "D": "LY"}
    lines = [f"Town {town},Tripoli,{country},," for town, country in countries.items()]
    listed(tmp_path, *lines)
    assert len({ref for refs in partners().values() for ref in refs}) == 4
    assert listed(tmp_path, *lines).new == 0


def test_a_name_of_several_countries_without_one_is_no_known_place(
    tmp_path: Path, filled: Filled
) -> None:
    tripoli = facts("government/tripoli", name="Tripoli", country="LB")
    filled([*tripoli, *facts("government/aomatsu", name="Aomatsu", country="CA")])
    listed(tmp_path, "Town A,Tripoli,,,", "Town B,Aomatsu,,,")
    assert partners()["government/town-a"] == {"government/tripoli-xx"}
    assert partners()["government/town-b"] == {"government/aomatsu"}


def test_places_of_one_name_far_apart_are_two(tmp_path: Path) -> None:
    points = {"A": "45.0,-75.0", "B": "50.0,-100.0", "C": "45.1,-75.1"}
    listed(tmp_path, *(f"Town {town},Westhaven,Canada,{at}" for town, at in points.items()))
    found = partners()
    assert found["government/town-a"] == found["government/town-c"] != found["government/town-b"]


def test_a_comma_is_a_region_or_the_row_is_held_back(tmp_path: Path) -> None:
    lines = ('A,"Hayward, Nishapur",', 'B,"Springfield, Illinois",United States')
    more = ('C,"Oldhaven, Westshire",Canada', 'D,"Newhaven, Westshire",Canada')
    done = listed(tmp_path, *(f"Town {line},," for line in (*lines, *more)))
    assert [r.row for r in done.rejected] == [2]
    assert "'Hayward, Nishapur' may be two places" in done.rejected[0].reasons[0]
    assert partners()["government/town-b"] == {"government/springfield-illinois"}


def test_a_known_prefecture_in_brackets_is_what_the_place_lies_in(
    tmp_path: Path, filled: Filled
) -> None:
    filled(facts("government/westshire", name="Westshire", level="prefecture", country="CA"))
    listed(tmp_path, "Town A,Oldhaven (Westshire),Canada,,")
    held = claims.claims(subjects=["government/oldhaven-westshire"], property="part_of")
    assert [c.value for c in held] == ['"government/westshire"']


def test_a_row_that_lists_several_places_goes_in_whole_or_not_at_all(tmp_path: Path) -> None:
    listed(tmp_path, "Town A,Turin; Alba,Italy,,", "Town B,Turin; Town B,New Zealand,,")
    assert partners() == {"government/town-a": {"government/turin", "government/alba"}}


_UNNAMED = _MAP.replace('document = "document/our-list"\n', "")


def test_two_files_are_two_documents_and_a_file_keeps_its_own(tmp_path: Path) -> None:
    files = {"B": "一覧.csv", "C": "別.csv", "D": "依兰.csv", "E": "一覧.csv"}
    first, other, alike, again = (
        listed(tmp_path, f"Town A,{twin},Canada,,", name=name, mapping=_UNNAMED).document
        for twin, name in files.items()
    )
    assert (first, other, again) == ("document/yilan", "document/bie", first)
    assert alike not in (first, other)


def test_a_file_keeps_a_document_whose_id_has_an_older_form(tmp_path: Path) -> None:
    old = _MAP.replace("document/our-list", "document/list")
    listed(tmp_path, "Town A,B,Canada,,", name="一覧.csv", mapping=old)
    again = listed(tmp_path, "Town A,B,Canada,,", name="一覧.csv", mapping=_UNNAMED)
    assert (again.document, again.new) == ("document/list", 0)

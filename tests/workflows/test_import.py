"""Importing lists: what goes in, what comes back, what the register would learn, and
which place a row means.
"""

from __future__ import annotations

import csv
import gzip
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from builders import Filled, claim, facts, flat, government, tie
from kizuna.claims.claim import Claim
from kizuna.claims.wikidata import tie_between
from kizuna.errors import BadQuestion
from kizuna.store import open_database
from kizuna.store.queries import claims
from kizuna.workflows.import_ import Imported, ListGiven, import_list

_TABLES = Path(__file__).parents[1] / "data" / "tables"
_MAP = """
[source]
document = "document/our-list"
holder = "organisation/office"
[tie]
type = "sister-city"
[columns]
city = "a.name"
prefecture = "a.part_of"
partner = "b.name"
country = "b.country"
date = "tie.date"
"""
_DATED = _MAP.replace("[source]", '[source]\ndate = "2014"')


def listed(
    folder: Path, *lines: str, mapping: str = _MAP, name: str = "list.csv", **given: Any
) -> Imported:
    """The import of a list with the columns of the mapping."""
    path, mapped = folder / name, folder / "map.toml"
    head = ",".join(tomllib.loads(mapping)["columns"])
    path.write_text("\n".join((head, *lines)) + "\n", "utf-8")
    mapped.write_text(mapping, "utf-8")
    return import_list(ListGiven(path, str(mapped), **given), acting_user="anna")


def place(
    slug: str, name: str, level: str, part_of: str = "", country: str = "JP"
) -> list[Claim]:
    """A local government with a name."""
    named = claim(f"government/{slug}", "name", name)
    return [named, *government(slug, level, part_of, country=country)]


def told(done: Imported) -> list[tuple[str, str, str, str]]:
    return [(d.difference, d.tie, d.here, d.there) for d in done.differences]


def held(name: str = "", subject: str = "") -> list[Claim]:
    """What was imported of a property, or of any, and of subjects that begin so."""
    found = claims.claims(property=name)
    return [
        c for c in found if c.method == "imported" and c.subject.startswith(subject)
    ]


@pytest.fixture(autouse=True)
def two(filled: Filled) -> None:
    """Osaka with a tie to Shanghai, and Sakai."""
    osaka = place("osaka", "Osaka", "designated-city", "osaka-prefecture")
    filled(
        [
            *place("osaka-prefecture", "Osaka Prefecture", "prefecture"),
            *(*osaka, *place("sakai", "Sakai", "city", "osaka-prefecture")),
            *place("shanghai", "Shanghai", "province-level-municipality", country="CN"),
            *tie("osaka-shanghai", "osaka", "shanghai"),
        ]
    )


def test_every_cell_becomes_a_claim_that_says_where_it_stands(tmp_path: Path) -> None:
    listed(tmp_path, "Osaka,Osaka Prefecture,Shanghai,China,1974-04-18")
    found = {
        (c.property, c.locator, c.document, c.holder, c.recorder)
        for c in held("", "tie/")
    }
    rest = ("document/our-list", "organisation/office", "person/anna")
    stated = {"A": "party", "C": "party", "E": "milestone"}.items()
    assert found == {
        (name, f"list.csv, row 2, column {at}", *rest) for at, name in stated
    }
    (country,) = held("country", "government/shanghai")
    assert country.locator == "list.csv, row 2, column D"


def test_a_list_imported_twice_adds_nothing(tmp_path: Path) -> None:
    known, new = "Osaka,,Shanghai,China,1974", "北町,,ミナミ町,カナダ,令和元年"
    lines = (known, new, "Westhaven,,Portobello,,")
    first = listed(tmp_path, *lines)
    before = [c.id for c in claims.claims()]
    again = listed(tmp_path, *lines)
    assert first.new
    assert (again.new, [c.id for c in claims.claims()]) == (0, before)
    assert {line.difference for line in again.differences} <= {"same", "vaguer"}


def test_a_list_is_compared_with_the_dates_and_ties_that_are_held(
    tmp_path: Path,
) -> None:
    dates = {
        "1974-04-18": "same",
        "1974-04": "vaguer",
        "1975": "conflict",
        "": "missing-there",
    }
    for date, difference in dates.items():
        done = listed(tmp_path, f"Osaka,,Shanghai,China,{date}", run=False)
        assert told(done) == [(difference, "tie/osaka-shanghai", "1974-04-18", date)]
    done = listed(tmp_path, "Osaka,,Tianjin,China,1990", run=False)
    assert ("missing-there", "tie/osaka-shanghai", "1974-04-18", "") in told(done)


def test_bad_rows_come_back_with_reasons_and_good_ones_go_in(tmp_path: Path) -> None:
    bad = ("Osaka,,,China,1974", "Sakai,,Shanghai,Atlantis,1/2/1990")
    done = listed(tmp_path, bad[0], "Sakai,,Shanghai,China,1990", bad[1])
    assert [(r.row, len(r.reasons)) for r in done.rejected] == [(2, 1), (4, 2)]
    assert (done.rows, done.good, done.ties) == (3, 1, 1)
    assert {c.subject for c in held("milestone")} == {"tie/sakai-shanghai"}


def test_a_name_means_the_place_in_its_prefecture_and_one_of_two_comes_back_with_both(
    tmp_path: Path, filled: Filled
) -> None:
    nara = place("nara-prefecture", "Nara Prefecture", "prefecture")
    towns = (
        place(f"mihara-{of}", "Mihara", "town", f"{of}-prefecture")
        for of in ("osaka", "nara")
    )
    filled(flat(nara, *towns))
    both = "Mihara,,Northhaven,Canada,1990"
    (row,) = listed(tmp_path, both).rejected
    assert (
        "'Mihara' may be government/mihara-nara or government/mihara-osaka"
        in row.reasons[0]
    )
    done = listed(tmp_path, "Mihara,Nara Prefecture,Northhaven,Canada,1990", both)
    assert done.differences[0].parties[0] == "government/mihara-nara"


def test_a_new_place_has_its_names_its_country_and_its_wider_government(
    tmp_path: Path,
) -> None:
    listed(tmp_path, "Northhaven,Westshire,Portobello,Italy,1990")
    said = {(c.subject, c.property, c.value) for c in held("", "government/")}
    assert ("government/northhaven", "part_of", '"government/westshire"') in said
    assert ("government/portobello", "country", '"IT"') in said
    assert ("government/westshire", "name") in {(s, p) for s, p, _ in said}


def test_a_source_or_holder_that_is_none_is_refused(tmp_path: Path) -> None:
    wrong = (
        ({"holder": "tie/x"}, "tie/x"),
        ({"source": "Our List"}, "document/Our List"),
    )
    for option, ref in wrong:
        with pytest.raises(BadQuestion, match=f"'{ref}' is no {next(iter(option))}"):
            listed(tmp_path, "Osaka,,Shanghai,China,1974", **option)


def test_a_tie_of_two_items_has_the_id_that_a_harvest_gives_it(tmp_path: Path) -> None:
    mapping = _MAP.replace('"a.name"', '"a.id.wikidata"').replace(
        '"b.name"', '"b.id.wikidata"'
    )
    listed(tmp_path, "Q160927,,Q3955,DE,1995-02-18", mapping=mapping)
    assert {c.subject for c in held("party")} == {tie_between("Q160927", "Q3955")}


def test_the_lists_of_the_registers_go_in_once_and_speak_of_the_same_ties(
    built_in: Path,
) -> None:
    open_database(built_in)
    lists = (
        "clair.xlsx clair 10 8",
        "clair-forms.xlsx clair 2 2",
        "cpaffc.json cpaffc 9 8",
    )
    for line in (*lists, "rgre.csv rgre 9 7", "pairs.csv two-columns 3 2"):
        file, mapping, *numbers = line.split()
        first, again = (
            import_list(ListGiven(_TABLES / file, mapping), acting_user="anna")
            for _ in range(2)
        )
        assert [first.rows, first.good] == [int(number) for number in numbers]
        assert len(first.rejected) == first.rows - first.good
        assert first.new
        assert again.new == 0
    imported = [
        c for c in claims.claims(subjects=["tie/kyoto-xian"]) if c.method == "imported"
    ]
    assert {c.holder for c in imported} >= {"organisation/clair", "organisation/cpaffc"}


_SCRAPS = "Osaka|Shanghai|Sakai|China|Japan|1990|昭和62年|3/4/1990|1990年 x；y|（現）|大阪市|government/osaka"
_cells = st.one_of(
    st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=6),
    st.sampled_from(_SCRAPS.split("|")),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@example(grid=[[";"], ["", "", "", "", "", ";"]])
@given(grid=st.lists(st.lists(_cells, min_size=1, max_size=6), min_size=1, max_size=6))
def test_rows_in_are_rows_imported_and_rows_rejected(
    tmp_path: Path, grid: list[list[str]]
) -> None:
    path = tmp_path / "list.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [["city", "prefecture", "partner", "country", "date"], *grid]
        )
    (tmp_path / "map.toml").write_text("[reading]\nheader = 1\n" + _MAP, "utf-8")
    done = import_list(ListGiven(path, str(tmp_path / "map.toml")), acting_user="anna")
    filled = [row for row in grid if any(cell.strip() for cell in row)]
    assert done.rows == len(filled)
    assert done.good + len(done.rejected) == done.rows


def test_a_part_of_the_ties_of_the_world_loads_whole_and_twice_alike(
    built_in: Path, shared: Path, tmp_path: Path
) -> None:
    world = shared / "data" / "world-wikidata"
    if not world.is_dir():
        pytest.skip("the world's ties are not among the shared documents")
    open_database(built_in)
    ties, nodes = (
        gzip.decompress((world / name).read_bytes()).decode().splitlines(keepends=True)
        for name in ("ties.csv.gz", "nodes.csv.gz")
    )
    named = {"qid", *(cell for line in ties[:201] for cell in line.split(",")[:2])}
    tied = (line for line in nodes if line.partition(",")[0] in named)
    (tmp_path / "ties.csv").write_text("".join(ties[:201]), "utf-8")
    (tmp_path / "nodes.csv.gz").write_bytes(gzip.compress("".join(tied).encode()))
    given = ListGiven(tmp_path / "ties.csv", "wikidata-ties")
    done = import_list(given, acting_user="anna")
    assert (done.rows >= 200, done.good, done.rejected) == (True, done.rows, ())
    assert import_list(given, acting_user="anna").new == 0


@pytest.mark.parametrize(
    ("date", "mapping"), [("2014", _MAP), ("", _DATED)], ids=["option", "mapping"]
)
def test_an_undated_list_asks_for_its_date_until_it_is_recorded_of_its_document(
    tmp_path: Path, date: str, mapping: str
) -> None:
    undated = listed(tmp_path, "Lyon,,Kyiv,Ukraine,", "Leeds,,Lille,France,1968")
    assert [(q.path, q.rows) for q in undated.questions] == [(("source", "date"), 1)]
    dated = listed(tmp_path, "Lyon,,Kyiv,Ukraine,", mapping=mapping, date=date)
    assert dated.questions == listed(tmp_path, "Lyon,,Kyiv,Ukraine,").questions == ()
    (found,) = held("date", "document/")
    assert (found.subject, found.value) == ("document/our-list", '"2014"')


def test_samples_name_known_places_as_the_register_does(tmp_path: Path) -> None:
    (found,) = listed(tmp_path, "OSAKA,,Kyiv,Ukraine,1990", run=False).samples
    assert (found.names, found.countries) == (("Osaka", "Kyiv"), ("JP", "UA"))
    assert (found.date, found.type) == ("1990", "sister-city")


_TWINS = """
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


def twins(
    folder: Path, *lines: str, mapping: str = _TWINS, name: str = "list.csv"
) -> Imported:
    """The import of a list of towns of New Zealand and their twins."""
    return listed(folder, *lines, mapping=mapping, name=name)


def partners() -> dict[str, set[str]]:
    """The partners of each town by the ids of both."""
    found = defaultdict[str, set[str]](set)
    for c in claims.claims(property="party"):
        found[c.subject].add(c.value.strip('"'))
    towns = {
        ref
        for refs in found.values()
        for ref in refs
        if ref.startswith("government/town-")
    }
    return {
        t: {r for refs in found.values() if t in refs for r in refs - {t}}
        for t in towns
    }


def test_places_with_other_qualifiers_are_other_places(tmp_path: Path) -> None:
    towns = (
        "A,Richmond (Virginia)",
        'B,"Richmond, Indiana"',
        "C,Richmond",
        "D,Richmond (Virginia)",
    )
    lines = [f"Town {town},United States,," for town in towns]
    twins(tmp_path, *lines)
    wanted = {"a": "-virginia", "b": "-indiana", "c": "", "d": "-virginia"}
    found = {
        f"government/town-{town}": {f"government/richmond{w}"}
        for town, w in wanted.items()
    }
    assert partners() == found
    named = claims.claims(subjects=["government/richmond-virginia"], property="name")
    assert all("Virginia" not in c.value for c in named if c.certainty == "certain")
    assert twins(tmp_path, *lines).new == 0


def test_another_list_finds_the_place_with_its_qualifier(tmp_path: Path) -> None:
    twins(tmp_path, "Town A,Richmond (Virginia),United States,,")
    lines = [
        f"Town {line},United States,,"
        for line in ("B,Richmond (Virginia)", "C,Richmond")
    ]
    mapping = _TWINS.replace("our-list", "their-list")
    done = twins(tmp_path, *lines, name="their.csv", mapping=mapping)
    assert partners()["government/town-b"] == {"government/richmond-virginia"}
    assert partners()["government/town-c"] == {"government/richmond"}
    assert "government/richmond" in done.names


def test_a_place_of_another_qualifier_is_another_though_its_level_is_the_same(
    tmp_path: Path, filled: Filled
) -> None:
    filled(place("richmond-indiana", "Richmond", "city", country="US"))
    mapping = f'{_TWINS}[b]\nlevel = "city"\n'
    twins(tmp_path, "Town A,Richmond (Virginia),United States,,", mapping=mapping)
    assert partners()["government/town-a"] == {"government/richmond-virginia"}
    (level,) = held("level")
    assert (level.subject, level.value) == ("government/richmond-virginia", '"city"')


def test_a_place_that_came_without_a_country_never_takes_in_one_with_it(
    tmp_path: Path,
) -> None:
    countries = {"A": "", "B": "GR", "C": "LB", "D": "LY"}
    lines = [f"Town {town},Tripoli,{country},," for town, country in countries.items()]
    twins(tmp_path, *lines)
    assert len({ref for refs in partners().values() for ref in refs}) == 4
    assert twins(tmp_path, *lines).new == 0


def test_a_name_of_several_countries_is_no_known_place(
    tmp_path: Path, filled: Filled
) -> None:
    tripoli = facts("government/tripoli", name="Tripoli", country="LB")
    filled([*tripoli, *facts("government/aomatsu", name="Aomatsu", country="CA")])
    twins(tmp_path, "Town A,Tripoli,,,", "Town B,Aomatsu,,,")
    assert partners()["government/town-a"] == {"government/tripoli-xx"}
    assert partners()["government/town-b"] == {"government/aomatsu"}


def test_places_of_one_name_far_apart_are_two(tmp_path: Path) -> None:
    points = {"A": "45.0,-75.0", "B": "50.0,-100.0", "C": "45.1,-75.1"}
    twins(
        tmp_path, *(f"Town {town},Westhaven,Canada,{at}" for town, at in points.items())
    )
    found = partners()
    assert (
        found["government/town-a"]
        == found["government/town-c"]
        != found["government/town-b"]
    )


def test_a_comma_is_a_region_or_the_row_is_held_back(tmp_path: Path) -> None:
    lines = ('A,"Hayward, Nishapur",', 'B,"Springfield, Illinois",United States')
    more = ('C,"Oldhaven, Westshire",Canada', 'D,"Newhaven, Westshire",Canada')
    placed = 'Town E,"Hayward, Nishapur",,36.2,58.8'
    done = twins(tmp_path, *(f"Town {line},," for line in (*lines, *more)), placed)
    assert [r.row for r in done.rejected] == [2]
    assert "'Hayward, Nishapur' may be two places" in done.rejected[0].reasons[0]
    assert partners()["government/town-b"] == {"government/springfield-illinois"}


@pytest.mark.parametrize(("states", "rejected"), [(5, 1), (4, 15)])
def test_a_list_that_writes_states_behind_commas_writes_other_regions_there(
    tmp_path: Path, states: int, rejected: int
) -> None:
    regions = ["Ohio"] * states + [f"Shire {n}" for n in range(16 - states)]
    names = [*regions, "Lombardy", "Lombardy", "Sandmark"]
    lines = [f'Town {n},"Westhaven {n}, {region}",,,' for n, region in enumerate(names)]
    lines += ['Town P,"Puebla, Puebla",,,', "Town L,Lombardy,,,", "Town S,Sandmark,,,"]
    done = twins(tmp_path, *lines)
    assert len(done.rejected) == rejected
    assert any("'Westhaven 18, Sandmark'" in row.reasons[0] for row in done.rejected)


def test_a_known_prefecture_in_brackets_is_what_it_lies_in(
    tmp_path: Path, filled: Filled
) -> None:
    filled(place("westshire", "Westshire", "prefecture", country="CA"))
    twins(tmp_path, "Town A,Oldhaven (Westshire),Canada,,")
    held = claims.claims(subjects=["government/oldhaven-westshire"], property="part_of")
    assert [c.value for c in held] == ['"government/westshire"']


def test_a_row_that_lists_several_places_goes_in_whole_or_not_at_all(
    tmp_path: Path,
) -> None:
    twins(tmp_path, "Town A,Turin; Alba,Italy,,", "Town B,Turin; Town B,New Zealand,,")
    assert partners() == {"government/town-a": {"government/turin", "government/alba"}}


_UNNAMED = _TWINS.replace('document = "document/our-list"\n', "")


def test_two_files_are_two_documents_and_a_file_keeps_its_own(tmp_path: Path) -> None:
    files = {"B": "一覧.csv", "C": "別.csv", "D": "依兰.csv", "E": "一覧.csv"}
    first, other, alike, again = (
        twins(tmp_path, f"Town A,{twin},Canada,,", name=name, mapping=_UNNAMED).document
        for twin, name in files.items()
    )
    assert (first, other, again) == ("document/yilan", "document/bie", first)
    assert alike not in (first, other)

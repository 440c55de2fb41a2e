"""Listing ties: of a place, between two sides, in a field, of a kind, certain and
possible.
"""

from __future__ import annotations

import pytest

from builders import DAY, Filled, claim, facts, government, milestone, tie, two_sides
from kizuna.errors import BadClaim, NotFound
from kizuna.publish.wording import Wording
from kizuna.workflows import ask, list_ties
from kizuna.workflows.clocks import Times
from kizuna.workflows.list_ties import TiesAnswer


@pytest.fixture(autouse=True)
def _opened(filled: Filled) -> None:
    """Ties in force, perhaps, later, of a body, and one that is wished for."""
    port = "organisation/port-of-osaka"
    said = [
        *two_sides(),
        *tie("osaka-shanghai", "osaka", "shanghai"),
        *tie("sakai-lianyungang", "sakai", "lianyungang", date=""),
        *tie("late", "sakai", "shanghai", date="1990"),
        *tie("wished", "osaka", "lianyungang")[:2],
        milestone("wished", "wish", "1986"),
        claim(port, "belongs_to", "government/osaka"),
        *tie("ports", port, "shanghai"),
        claim("tie/ports", "type", "sister-port"),
        *facts("field/youth", tie="tie/osaka-shanghai", concept="youth"),
    ]
    filled(said)


def _list(**question: object) -> TiesAnswer:
    return list_ties.answer(list_ties.Question(**question), Times.on(DAY))  # type: ignore[arg-type]


def _undated(answer: TiesAnswer) -> str:
    return Wording.english(answer.register).undated_lists(answer.lines)


def _ids(answer: TiesAnswer) -> set[str]:
    return {line.tie.id.removeprefix("tie/") for line in answer.lines}


def test_ties_in_force_are_counted_with_their_claims_and_those_wished_for_apart() -> (
    None
):
    found = _list()
    assert (found.count.certain, found.count.possible, found.pending) == (2, 3, 1)
    assert set(found.count.claims) >= {
        c.id for c in tie("osaka-shanghai", "osaka", "shanghai")
    }


@pytest.mark.parametrize(
    ("asked", "ties"),
    [
        ({"of": "government/osaka"}, "osaka-shanghai ports"),
        ({"of": "kansai"}, "osaka-shanghai sakai-lianyungang ports"),
        ({"between": ("government/sakai", "china")}, "sakai-lianyungang"),
        ({"every": True}, "osaka-shanghai sakai-lianyungang ports late wished"),
        ({"kind": "sister-port"}, "ports"),
        ({"field": "youth"}, "osaka-shanghai"),
    ],
    ids=[
        "a city and its bodies",
        "an area",
        "sides",
        "what did not stand",
        "a kind",
        "a field",
    ],
)
def test_the_ties_are_those_of(asked: dict[str, object], ties: str) -> None:
    assert _ids(_list(**asked)) == set(ties.split())


def test_the_parties_of_the_side_named_first_come_first() -> None:
    (line,) = _list(between=("government/lianyungang", "kansai")).lines
    assert line.parties == ("government/lianyungang", "government/sakai")


def test_what_is_pending_between_two_countries_is_the_same_whatever_was_read() -> None:
    narrowed = _list(between=("JP", "CN"))
    assert narrowed.pending == 1
    ask.known_register().read_all()
    whole = _list(between=("JP", "CN"))
    assert (whole.pending, _ids(whole)) == (narrowed.pending, _ids(narrowed))


@pytest.mark.parametrize(
    ("asked", "error", "said"),
    [
        ({"field": "yuoth"}, BadClaim, r"'yuoth'.*did you mean youth"),
        ({"between": ("Japan:with-okinawa", "china")}, NotFound, "Japan"),
    ],
    ids=["an unknown field", "a country drawn in a way of its own"],
)
def test_what_is_not_known_is_quoted(
    asked: dict[str, object], error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        _list(**asked)


@pytest.mark.parametrize("country", ["Japan", "日本", "JP", "Япония"])
def test_a_country_without_an_area_is_named_in_any_language(
    filled: Filled, country: str
) -> None:
    filled([*government("lyon", country="FR"), *tie("kobe-lyon", "kobe", "lyon")])
    answer = _list(between=(country, "china"))
    assert answer.between == ("JP", "area/china")
    assert _ids(answer) == {"osaka-shanghai", "sakai-lianyungang", "ports"}
    assert Wording.english(answer.register).name("JP") == "Japan"
    assert _ids(_list(of="France")) == {"kobe-lyon"}


def test_ties_of_an_undated_list_say_why_none_is_certain(filled: Filled) -> None:
    filled([claim("document/gazette", "title", "Gazette")])
    said = _undated(_list(of="government/lianyungang"))
    assert said.startswith("One of these ties has no date of its own")
    assert _undated(_list(of="government/osaka")) == ""


def test_a_row_has_the_countries_of_its_parties_and_the_bounds_of_its_time(
    filled: Filled,
) -> None:
    filled([*tie("osaka-lyon", "osaka", "lyon", date="1957-10")])
    found = _list(every=True)
    made = list_ties.records(found, Wording.english(found.register))
    rows = {row["id"]: row for row in made.rows}
    names = (
        "begins_earliest",
        "begins_latest",
        "ends_earliest",
        "ends_latest",
        "countries",
    )
    dated, wished = (
        [rows[ref][n] for n in names] for ref in ("tie/osaka-lyon", "tie/wished")
    )
    assert dated == ["1957-10-01", "1957-10-31", None, None, ("", "JP")]
    assert wished == [None, None, None, None, ("CN", "JP")]

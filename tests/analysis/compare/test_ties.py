"""Ties side by side: what each row counts, and on what claims; an empty cell is no
zero.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import (
    DAY,
    Claims,
    claim,
    document,
    facts,
    government,
    register,
    status,
    tie,
    two_sides,
)
from kizuna.analysis.compare.ties import (
    TOTAL,
    UNSTATED,
    Comparison,
    Item,
    Sides,
    SourcedValue,
    compare_ties,
    counted,
    rows_of,
    sides_of,
)
from kizuna.analysis.measures import measures_of
from kizuna.analysis.measures.activity import TieActivity
from kizuna.claims.claim import Claim
from kizuna.errors import NotFound
from kizuna.register.register import Register
from kizuna.register.ties import TieQuery, ties
from kizuna.values import Answer

_FIRST, _SECOND = "tie/osaka-shanghai", "tie/osaka-lianyungang"


def _held(*claims: Claims) -> Register:
    return register(
        two_sides(),
        tie("osaka-shanghai", "osaka", "shanghai"),
        tie("osaka-lianyungang", "osaka", "lianyungang", date="1982"),
        *claims,
    )


def _compared(*claims: Claims, day: int = DAY) -> Comparison:
    held = _held(*claims)
    return compare_ties(held, [_FIRST, _SECOND], day)


def _cells(found: Comparison, topic: str, key: str = TOTAL) -> tuple[Any, ...]:
    (row,) = [r for r in found.rows if (r.topic, r.key) == (topic, key)]
    return row.cells


def _part(kind: str, slug: str, tie_id: str = _FIRST, **said: Any) -> list[Claim]:
    return facts(f"{kind}/{slug}", tie=tie_id, **said)


def test_the_standing_of_each_tie_is_told_with_its_claims() -> None:
    since = _cells(_compared(), "standing", "since")
    assert [cell.value for cell in since] == ["1974-04-18", "1982"]
    found = _cells(_compared(day=DAY - 365 * 10), "standing", "in-force")
    assert [cell.value for cell in found] == ["certain", "no"]
    assert all(cell.claims for cell in (*since, *found))


_PORT, _TRAINED = "organisation/port-of-osaka", ["programme/a", "programme/b"]
_YOUTH = _part("field", "youth", concept="youth", started="1974")
_TRAINING = [
    claim for slug in "ab" for claim in _part("programme", slug, form="training")
]
_PAID = facts(
    "funding/a", of="programme/a", payer="government/shanghai", share="3/4 share"
)
_OFFICE = {"type": "trade-representative", "owner": "government/shanghai"}
_OFFICES = [
    *_part("office", "open", opened="1977", **_OFFICE),
    *_part("office", "shut", opened="1975", closed="1980", **_OFFICE),
]
_PORTS = [*tie("ports", _PORT, "shanghai", date="1981"), status("ports", "active")]
_UNDER = [*_PORTS, *facts("tie/ports", parent=_FIRST, type="sister-port")]
_BODY = [
    claim(_PORT, "type", "port"),
    *_part("programme", "a", institution="organisation/x"),
]


@pytest.mark.parametrize(
    ("claims", "topic", "key", "refs", "numbers", "since"),
    [
        (_YOUTH, "fields", "youth", ["youth"], (1, 1), "1974"),
        (_TRAINING, "programmes", "training", _TRAINED, (0, 2), ""),
        (
            [*_part("programme", "a"), *_PAID],
            "funding",
            "across",
            ["funding/a"],
            (0, 1),
            "",
        ),
        (_OFFICES, "offices", TOTAL, ["office/open"], (1, 1), "1977"),
        (
            [*_UNDER, *_BODY],
            "institutions",
            TOTAL,
            ["organisation/x", _PORT],
            (1, 2),
            "",
        ),
        (_UNDER, "under", "sister-port", ["tie/ports"], (1, 1), "1981"),
    ],
)
def test_what_is_told_of_one_tie_alone_is_its_own(
    claims, topic, key, refs, numbers, since
) -> None:
    cell, none = _cells(_compared(claims), topic, key)
    assert (list(cell.refs), none) == (refs, None)
    assert ((cell.figure.certain, cell.figure.possible), cell.since) == (numbers, since)


def test_a_field_of_a_later_day_does_not_count_yet() -> None:
    found = _compared(_part("field", "youth", concept="youth", started="1990"))
    assert [row for row in found.rows if row.topic == "fields"] == []


def test_an_event_of_uncertain_year_is_possible_in_each_and_undated_ones_stand_last() -> (
    None
):
    visits = {"a": {"date": "[1979,1980]"}, "b": {}, "c": {"date": "1975"}}
    found = _compared(
        *(_part("exchange", slug, form="visit", **on) for slug, on in visits.items())
    )
    figures = {r.key: r.cells[0].figure for r in found.rows if r.topic == "years"}
    counts = {key: (figure.certain, figure.possible) for key, figure in figures.items()}
    assert [*counts] == ["1975", "1979", "1980", "undated"]
    assert [*counts.values()] == [(1, 1), (0, 1), (0, 1), (0, 1)]


def test_people_are_counted_as_sent_from_home_and_received() -> None:
    said = {"size": "3 persons", "recurrence": "annual", "direction": _BACK}
    found = _compared(_part("programme", "a", **said))
    cell, none = _cells(found, "volume", "back-persons")
    assert (str(cell.quantity), none) == ("3 persons", None)
    assert "out-persons" not in {row.key for row in found.rows}


_THERE = {"from": "government/osaka", "to": "government/shanghai"}
_BACK = {"from": "government/shanghai", "to": "government/osaka"}
_LIVED = (
    document("gazette", "1987-03-01"),
    _part(
        "exchange", "a", form="visit", date="1986", direction=_THERE, size="20 persons"
    ),
    _part("exchange", "b", form="visit", date="1985", direction=_BACK),
    _part(
        "exchange", "c", form="visit", date="1984", direction=_THERE, size="10 persons"
    ),
)


def _measured() -> dict[str, tuple[Any, ...]]:
    rows = _compared(*_LIVED).rows
    return {row.key: row.cells for row in rows if row.topic in ("measures", "volume")}


def test_each_measure_is_that_of_the_tie_alone_and_what_nothing_shows_lived_has_none() -> (
    None
):
    held, cells = _held(*_LIVED), _measured()
    (found,) = ties(held, TieQuery(DAY), [_FIRST])
    measures = measures_of(TieActivity(held, found))
    assert cells["activeness"][0].value == "active"
    assert cells["years-since-last-sign"][0] == measures.activeness.since
    assert cells["longest-silence"][0] == measures.continuity.longest_silence
    assert cells["years-lived"][0].figure == measures.continuity.lived
    assert all(second is None for _, second in cells.values())


def test_events_and_persons_are_told_by_direction_and_shared_by_the_home_party() -> (
    None
):
    cells = _measured()
    assert cells["out-events"][0].figure.certain == 2
    assert cells["back-events"][0].figure.certain == 1
    assert str(cells["out-persons-in-all"][0].quantity) == "30 persons"
    assert "back-persons-in-all" not in cells
    share = cells["share-of-events-sent"][0]
    assert (round(share.least, 2), round(share.most, 2)) == (0.67, 0.67)
    assert share.claims


def test_a_tie_of_which_nothing_more_is_recorded_is_silent() -> None:
    found = _compared(_YOUTH)
    assert (found.is_silent(0), found.is_silent(1)) == (False, True)
    assert isinstance(_cells(found, "standing", "in-force")[1], SourcedValue)


def test_every_cell_has_claims() -> None:
    paper = _part("agreement", "a", signed="1974", type="cooperation-agreement")
    honour = _part("honour", "h", title="Citizen", awarded_by="government/shanghai")
    found = _compared(_YOUTH, paper, honour, _part("transport", "t", mode="air"))
    cells = [cell for row in found.rows for cell in row.cells if cell is not None]
    assert len(cells) == 12
    assert all(cell.claims for cell in cells)


def test_an_id_of_no_tie_is_an_error() -> None:
    held = register(two_sides())
    with pytest.raises(NotFound, match="tie/none"):
        compare_ties(held, ["tie/none"], DAY)


def _sides(*ties: tuple[str, ...]) -> tuple[Sides, ...]:
    others = government("tianjin", country="CN"), government("milan", country="IT")
    port = claim(_PORT, "belongs_to", "government/osaka")
    held = register(two_sides(), government("kobe"), *others, port)
    return sides_of(
        held, [[f"government/{party}" for party in parties] for parties in ties], DAY
    )


@pytest.mark.parametrize(
    ("ties", "homes"),
    [
        ("shanghai osaka, osaka milan", "osaka osaka"),
        ("osaka shanghai, tianjin kobe", "osaka kobe"),
        ("osaka kobe, sakai shanghai", "osaka sakai"),
        ("milan shanghai, kobe sakai", "milan kobe"),
    ],
    ids=["shared party", "common country", "two of it in one tie", "named first"],
)
def test_at_home_is_the_shared_party_else_that_of_the_common_country_else_the_first(
    ties, homes
) -> None:
    sides = _sides(*(tuple(tie.split()) for tie in ties.split(", ")))
    assert [one.home for one in sides] == [
        f"government/{home}" for home in homes.split()
    ]


def test_a_port_stands_with_the_city_that_it_belongs_to() -> None:
    sides, _ = _sides(("osaka", "shanghai"), ("osaka", "milan"))
    refs = ("government/osaka", _PORT, "government/shanghai", "government/kobe")
    assert [*map(sides.of, refs)] == ["home", "home-bodies", "across", "others"]


def _item(ref: str, answer: Answer = Answer.CERTAIN, since: str = "") -> Item:
    return Item(answer, ref, (f"claim of {ref}",), since)


def _laid_out(*sides: dict[str, list[Item]], topic: str = "fields") -> Comparison:
    return Comparison(("tie/a", "tie/b"), tuple(rows_of(topic, sides)))


def test_nothing_to_count_is_no_evidence_and_no_zero() -> None:
    assert counted([]) is counted([_item("a", Answer.NO)]) is None


def test_what_is_named_twice_counts_once_as_the_surest_says_since_the_earliest_date() -> (
    None
):
    others = (_item("b", Answer.POSSIBLE, since="1974"), _item("c"))
    found = counted([_item("a", Answer.POSSIBLE), _item("a", since="1981"), *others])
    assert (found.figure.certain, found.figure.possible, found.since) == (2, 3, "1974")


def test_the_total_comes_first_and_then_what_most_have() -> None:
    one = {"youth": [_item("a")], UNSTATED: [_item("b")]}
    other = {"youth": [_item("c")], "arts": [_item("d")]}
    keys = [row.key for row in rows_of("fields", (one, other))]
    assert keys == [TOTAL, "youth", "arts", UNSTATED]


def test_what_only_one_has_the_other_lacks_unless_nobody_classes_it() -> None:
    found = _laid_out(
        {"youth": [_item("a")], "arts": [_item("b")]}, {"youth": [_item("c")]}
    )
    assert [row.key for row in found.alone(0)] == ["arts"]
    assert [row.key for row in found.lacks(1)] == ["arts"]
    assert found.alone(1) == found.lacks(0) == ()
    assert _laid_out({UNSTATED: [_item("a")]}, {}).alone(0) == ()


_ITEMS = st.builds(
    Item, st.sampled_from(Answer), st.sampled_from("abcd"), st.just(("claim",))
)


@given(
    st.lists(st.dictionaries(st.sampled_from(["x", "y"]), st.lists(_ITEMS)), min_size=1)
)
def test_every_cell_has_claims_or_is_empty_and_no_row_is_empty(sides) -> None:
    for row in rows_of("fields", sides):
        assert row.count
        held = [cell for cell in row.cells if cell is not None]
        assert all(
            cell.claims and cell.figure.possible == len(cell.refs) for cell in held
        )

"""The measures of compared ties as rows of a comparison."""

from __future__ import annotations

from typing import Any

from builders import DAY, Claims, claim, document, register, tie, two_sides
from kizuna.analysis.compare.ties import Compared, compare_ties
from kizuna.analysis.measures import measures_of
from kizuna.claims.claim import Claim
from kizuna.register.dating import Dating
from kizuna.register.register import Register

_TIES = ("tie/osaka-shanghai", "tie/osaka-lianyungang")


def _held(*claims: Claims) -> Register:
    return register(
        two_sides(),
        tie("osaka-shanghai", "osaka", "shanghai"),
        tie("osaka-lianyungang", "osaka", "lianyungang", date="1982"),
        document("gazette", "1987-03-01"),
        *claims,
    )


def _visit(slug: str, date: str, source: str, size: str = "") -> list[Claim]:
    ref = f"exchange/{slug}"
    ends = {"from": source, "to": "government/shanghai"}
    if source == "government/shanghai":
        ends["to"] = "government/osaka"
    said = {"tie": _TIES[0], "form": "visit", "date": date, "direction": ends}
    made = [claim(ref, name, value) for name, value in said.items()]
    return [*made, claim(ref, "size", size)] if size else made


def _cells(held: Register) -> dict[str, Any]:
    ties = [
        Compared(ref, ("government/osaka", f"government/{ref.rpartition('-')[2]}")) for ref in _TIES
    ]
    found = compare_ties(held, ties, DAY, Dating.of(held))
    return {r.key: r.cells for r in found.rows if r.topic in ("measures", "volume")}


_VISITS = (
    _visit("a", "1986", "government/osaka", "20 persons"),
    _visit("b", "1985", "government/shanghai"),
    _visit("c", "1984", "government/osaka", "10 persons"),
)


def test_each_measure_is_that_of_the_tie_alone() -> None:
    held = _held(*_VISITS)
    measures = measures_of(held, _TIES[0], DAY, Dating.of(held))
    cells = _cells(held)
    assert cells["activeness"][0].value == "active"
    assert cells["years-since-last-sign"][0] == measures.activeness.since
    assert measures.continuity is not None
    assert cells["longest-silence"][0] == measures.continuity.longest_silence
    assert cells["years-lived"][0].figure == measures.continuity.lived


def test_a_tie_that_nothing_shows_lived_has_no_measures() -> None:
    assert all(cells[1] is None for cells in _cells(_held(*_VISITS)).values())


def test_events_and_persons_are_told_by_direction() -> None:
    cells = _cells(_held(*_VISITS))
    assert cells["out-events"][0].figure.certain == 2
    assert cells["back-events"][0].figure.certain == 1
    assert str(cells["out-persons-in-all"][0].quantity) == "30 persons"
    assert "back-persons-in-all" not in cells


def test_the_share_of_what_was_sent_is_that_of_the_home_party() -> None:
    share = _cells(_held(*_VISITS))["share-of-events-sent"][0]
    assert (round(share.least, 2), round(share.most, 2)) == (0.67, 0.67)
    assert share.claims

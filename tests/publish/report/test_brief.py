"""The brief of two sides, and its JSON: the numbers that it promises, and claims behind
each of them.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from kizuna.errors import BadQuestion
from kizuna.publish.report.note_json import note_json
from publish.report.conftest import brief_of, kansai_china
from subjects import built_in


def test_the_ties_between_two_sides_are_told() -> None:
    for a, b, ties in (
        (
            "government/kobe",
            "government/tianjin",
            ["kobe-tianjin", "port-of-kobe-port-of-tianjin"],
        ),
        ("area/kansai", "area/australia", ["osaka-melbourne"]),
        ("government/wakayama", "area/australia", []),
    ):
        told = brief_of(built_in(), a, b)
        assert [tie.id for tie in told.ties] == [f"tie/{slug}" for slug in ties]
        assert (told.counts["ties"].possible > 0) == bool(ties)


def test_the_question_can_be_turned_round_but_not_be_of_one_side() -> None:
    told = brief_of(built_in(), "area/china", "area/kansai")
    assert told.counts["ties"].certain == 23
    assert (
        told.counts["prefectures"].certain > 5
    )  # provinces, and cities of provincial rank
    with pytest.raises(BadQuestion, match="area/kansai"):
        brief_of(built_in(), "area/kansai", "area/kansai")


@pytest.fixture(scope="module")
def note() -> dict[str, Any]:
    return note_json(kansai_china(), None, "en", None)


def objects(held: Any) -> list[dict[str, Any]]:
    parts = (
        held.values()
        if isinstance(held, dict)
        else held
        if isinstance(held, list)
        else ()
    )
    own = [held] if isinstance(held, dict) else []
    return own + [found for part in parts for found in objects(part)]


def test_counts_stand_beside_the_totals_that_the_consulate_states(note) -> None:
    for counted, *numbers in (
        ("municipalities", 18, 19, 24, 24),
        ("prefectures", 5, 5, 5, 5),
    ):
        figure = note["summary"][counted]
        ((value, holder),) = ((one["value"], one["holder"]) for one in figure["stated"])
        assert [
            figure["certain"],
            figure["possible"],
            value["min"],
            value["max"],
        ] == numbers
        assert holder == "organisation/ussr-consulate-general-osaka"


def test_the_broadest_tie_comes_first_with_its_fields_agreements_and_ports(
    note,
) -> None:
    breadths = [t["breadth"]["certain"] for t in note["ties"] if t["parent"] is None]
    assert breadths == sorted(breadths, reverse=True)
    assert (note["ties"][0]["id"], breadths[0]) == ("tie/osaka-shanghai", 12)
    ties = {t["id"]: t for t in note["ties"]}
    prefecture = ties["tie/osaka-prefecture-shanghai"]
    assert prefecture["breadth"]["certain"] == 9
    assert (7, "1986-09") in [
        (a["ordinal"], a["signed"]) for a in prefecture["agreements"]
    ]
    assert ties["tie/port-of-osaka-port-of-shanghai"]["parent"] == "tie/osaka-shanghai"
    assert [t["id"] for t in note["unverified"]] == ["tie/muko-hangzhou"]
    assert "tie/muko-hangzhou" not in ties


def test_ties_agreed_but_unsigned_are_pending_with_their_stage_and_others_told_as_parallel(
    note,
) -> None:
    pending = {t["id"]: (t["stage"], t["date"]) for t in note["pending"]}
    assert pending == {
        "tie/himeji-taiyuan": ("approved", "1987-01"),
        "tie/hirakata-changning": ("negotiated", "1987-03"),
        "tie/miyazu-qinhuangdao": ("approved", "1986-23"),
        "tie/moriguchi-zhongshan": ("contact", "1984"),
    }
    first = note["parallel_ties"][0]
    assert first["ties"] == ["tie/osaka-shanghai", "tie/osaka-prefecture-shanghai"]
    assert (first["same_partner"], bool(first["explanations"])) == (True, True)


def test_dates_that_disagree_both_stay_with_the_reason_for_the_preferred_one(
    note,
) -> None:
    held = {(c["subject"], c["property"]): c for c in note["conflicts"]}
    conflict = held["tie/kobe-tianjin", "milestone"]
    first, *others = conflict["values"]
    assert (first["value"]["date"], first["preferred"]) == ("1973-06-24", True)
    assert "1973-06" in {other["value"]["date"] for other in others}
    assert conflict["reasons"]


def test_what_began_later_is_not_told_of_an_earlier_day_and_an_undated_field_is_only_possible() -> (
    None
):
    brief = brief_of(built_in(), "area/kansai", "area/china", "1979-01-01")
    in_1979 = note_json(brief, None, "en", None)
    told = {t["id"]: t for t in in_1979["ties"]}
    assert {"tie/kobe-tianjin", "tie/kyoto-xian", "tie/nara-xian"} <= told.keys()
    assert "tie/osaka-prefecture-shanghai" not in told
    assert in_1979["summary"]["prefectures"]["possible"] == 0
    fields = {f["concept"]: f["certain"] for f in told["tie/osaka-shanghai"]["fields"]}
    assert (fields["youth"], fields["education"]) == (True, False)
    assert not fields.keys() & {"city-planning", "environment"}


def test_every_figure_and_every_object_with_an_id_rests_on_claims(note) -> None:
    figures = [o for o in objects(note) if {"certain", "possible", "stated"} <= set(o)]
    named = [o for o in objects(note) if "id" in o]
    assert (len(figures) > 20, len(named) > 100) == (True, True)
    assert all(bool(figure["claims"]) == bool(figure["possible"]) for figure in figures)
    assert [held["id"] for held in named if not held["claims"]] == []
    assert {ref for held in (*figures, *named) for ref in held["claims"]} <= set(
        built_in().claims
    )


def test_the_day_the_time_of_knowledge_and_the_language_are_told() -> None:
    held = note_json(kansai_china(), datetime(2026, 2, 3, 4, 5, tzinfo=UTC), "ru", None)
    assert (held["as_of"], held["known_at"]) == (
        "1987-04-01",
        "2026-02-03T04:05:00+00:00",
    )
    assert {p["name"] for p in held["ties"][0]["parties"]} == {"Осака", "Шанхай"}

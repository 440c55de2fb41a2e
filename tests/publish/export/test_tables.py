"""The tables: what counts on the day in a kind's table, all of it with its evidence in
the facts.
"""

from __future__ import annotations

from typing import Any

from builders import claim, prefer, register
from kizuna.claims.claim import Certainty, Stance
from kizuna.publish.export.subject import Subject, entities_of
from kizuna.publish.export.tables import tables_of
from kizuna.publish.records import Row
from subjects import built_in_subject, cities, subject, subject_of, ties


def _records(about: Subject, name: str) -> list[Row]:
    return [
        row for table in tables_of(about) if table.name == name for row in table.rows
    ]


def _row(about: Subject, name: str, ref: str) -> Row:
    [row] = [row for row in _records(about, name) if row["id"] == ref]
    return row


def _facts(about: Subject, property: str) -> dict[Any, Row]:
    return {
        row["value"]: row
        for row in _records(about, "facts")
        if row["property"] == property
    }


def test_every_record_has_the_columns_of_its_table_alone_all_of_them_in_the_dictionary() -> (
    None
):
    *tables, dictionary = tables_of(subject())
    named = {(row["table"], row["column"]): row for row in dictionary.rows}
    assert {
        (table.name, column.name) for table in tables for column in table.columns
    } == set(named)
    assert len(named) == sum(len(table.columns) for table in tables)
    assert named["tie", "type"]["scheme"] == "tie-types"
    assert all(row["definition"] for row in named.values())
    for table in tables:
        names = {column.name for column in table.columns}
        assert {name for record in table.rows for name in record} <= names, table.name


def test_a_tie_stands_with_its_parties_in_order_and_no_date_that_nobody_gave() -> None:
    """The four bounds of a date are told where a map tells them (test_network)."""
    row = _row(subject(), "standing", "tie/osaka-shanghai")
    assert row["parties"] == ("government/osaka", "government/shanghai")
    assert row["countries"] == ("CN", "JP")
    undated = _row(subject(), "standing", "tie/osaka-atlantis")
    assert (undated["date"], undated["in_force"]) == (None, "possible")
    assert _facts(subject(), "name")["Осака"]["language"] == "ru"
    doubtful = claim(
        "tie/osaka-shanghai", "motive", "a port", certainty=Certainty.DOUBTFUL
    )
    assert (
        _row(subject(doubtful), "tie", "tie/osaka-shanghai")["certainty"] == "doubtful"
    )


def test_what_is_only_planned_or_not_preferred_is_in_the_facts_and_not_in_the_table() -> (
    None
):
    at = ((34.1, 135.1), (34.2, 135.2))
    first, second = (claim("government/osaka", "point", point) for point in at)
    planned = claim("tie/osaka-shanghai", "motive", "a port", stance=Stance.PLANNED)
    plain = [c for c in cities() if c.property != "point"]
    held = register(
        plain, ties(), first, second, planned, judgements=[prefer(second, first)]
    )
    about = subject_of(held)
    assert _row(about, "tie", "tie/osaka-shanghai")["motive"] == ()
    fact = _facts(about, "motive")["a port"]
    assert (fact["counts"], fact["claims"]) == (False, (planned.id,))
    assert _row(about, "government", "government/osaka")["point.latitude"] == 34.2
    said = {row["claims"]: row["preferred"] for row in _facts(about, "point").values()}
    assert (said[(first.id,)], said[(second.id,)]) == (False, True)


def test_a_level_of_another_time_is_not_that_of_the_day_even_where_it_is_put_first() -> (
    None
):
    old = claim("government/sakai", "level", "town", "/1960")
    new = claim("government/sakai", "level", "city", "1960/..")
    loose = claim("government/sakai", "level", "village", certainty=Certainty.DOUBTFUL)
    about = subject(old, new, loose)
    assert _row(about, "government", "government/sakai")["level"] == "city"


def test_every_claim_of_a_fact_is_in_the_claims_and_every_document_of_one_in_the_sources() -> (
    None
):
    facts, claims, sources = (
        _records(built_in_subject(), name) for name in ("facts", "claims", "sources")
    )
    named = {ref for row in facts for ref in row["claims"]}
    assert named <= {row["id"] for row in claims}
    assert len(named) > 3000
    assert {row["document"] for row in claims} == {row["id"] for row in sources}
    assert all(row["holders"] for row in sources)


def test_a_narrow_scope_holds_what_hangs_on_its_ties_and_no_other_tie() -> None:
    about = built_in_subject(of="government/kobe")
    held = {entity.id for entity in entities_of(about)}
    ties = {ref for ref in held if ref.startswith("tie/")}
    assert ties == {scoped.tie.id for scoped in about.scope.ties}
    assert {
        "tie/kobe-tianjin",
        "government/tianjin",
        "agreement/kobe-tianjin-1973",
    } <= held
    assert "document/kansai-1987" in held
    assert len(held) < len(entities_of(built_in_subject())) / 2


def test_what_joins_two_parties_without_naming_their_tie_is_in_their_part() -> None:
    link = "transport/ferry"
    ferry = [
        claim(link, "between", f"government/{slug}") for slug in ("osaka", "shanghai")
    ]
    other = [
        claim("transport/bus", "between", f"government/{slug}")
        for slug in ("osaka", "sakai")
    ]
    held = register(cities(), ties(), ferry, other)
    entities = {
        entity.id for entity in entities_of(subject_of(held, of="government/shanghai"))
    }
    assert (link in entities, "transport/bus" in entities) == (True, False)

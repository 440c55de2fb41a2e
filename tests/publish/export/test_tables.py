"""The tables: what counts on the day in a kind's table, all of it with its evidence in the facts."""

from __future__ import annotations

from typing import Any

import pytest

from builders import claim, prefer, register, tie
from kizuna.claims.claim import Certainty, Stance
from kizuna.claims.kinds import KINDS
from kizuna.publish.export.contents import entities_of
from kizuna.publish.export.csv_tables import csv_tables
from kizuna.publish.export.subject import Subject
from kizuna.publish.export.tables import Table, Tables
from subjects import built_in_subject, cities, subject, subject_of, ties


def _rows(table: Table) -> dict[Any, dict[str, Any]]:
    names = [column.name for column in table.columns]
    return {row[0]: dict(zip(names, row, strict=True)) for row in table.rows()}


def _kind(about: Subject, prefix: str) -> dict[Any, dict[str, Any]]:
    (table,) = [table for table in Tables(about).kinds() if table.name == prefix]
    return _rows(table)


@pytest.mark.parametrize("prefix", KINDS)
def test_no_property_is_called_like_a_column_that_every_table_has(prefix: str) -> None:
    (table,) = [t for t in csv_tables(subject()) if t.name == prefix]
    names = [column.name for column in table.columns]
    assert len(set(names)) == len(names)


def test_a_tie_stands_with_its_four_bounds_and_its_countries() -> None:
    row = _rows(Tables(subject()).standing)["tie/osaka-san-francisco"]
    assert (row["date"], row["in_force"]) == ("1957-10", "certain")
    assert (row["begins_earliest"], row["begins_latest"]) == ("1957-10-01", "1957-10-31")
    assert (row["ends_earliest"], row["ends_latest"]) == (None, None)
    assert row["countries"] == ("JP", "US")


def test_the_countries_of_a_tie_are_sorted_whatever_its_parties() -> None:
    row = _rows(Tables(subject()).standing)["tie/osaka-shanghai"]
    assert row["parties"] == ("government/osaka", "government/shanghai")
    assert row["countries"] == ("CN", "JP")


def test_an_undated_tie_has_no_date_rather_than_one_made_up() -> None:
    row = _rows(Tables(subject()).standing)["tie/osaka-atlantis"]
    assert (row["date"], row["begins_earliest"], row["in_force"]) == (None, None, "possible")


def test_what_only_a_plan_says_is_in_the_facts_and_not_in_the_table() -> None:
    planned = claim("tie/osaka-shanghai", "motive", "a port", stance=Stance.PLANNED)
    about = subject(planned)
    assert _kind(about, "tie")["tie/osaka-shanghai"]["motive"] == ()
    (fact,) = [row for row in Tables(about).facts.rows() if row[3] == "a port"]
    assert fact[7] is False
    assert fact[9] == (planned.id,)


def test_a_value_that_another_is_put_before_is_in_the_facts_as_not_preferred() -> None:
    first, second = (
        claim("government/osaka", "point", at) for at in ((34.1, 135.1), (34.2, 135.2))
    )
    plain = [c for c in cities() if c.property != "point"]
    held = register(
        plain, tie("t", "osaka", "shanghai"), first, second, judgements=[prefer(second, first)]
    )
    about = subject_of(held)
    assert _kind(about, "government")["government/osaka"]["point.latitude"] == 34.2
    said = {row[9]: row[8] for row in Tables(about).facts.rows() if row[2] == "point"}
    assert (said[(first.id,)], said[(second.id,)]) == (False, True)


def test_words_in_the_facts_are_words_with_their_language() -> None:
    said = {row[3]: row[4] for row in Tables(subject()).facts.rows() if row[2] == "name"}
    assert said["Осака"] == "ru"


def test_a_level_of_another_time_is_not_that_of_the_day() -> None:
    old = claim("government/sakai", "level", "town", "/1960")
    new = claim("government/sakai", "level", "city", "1961/..")
    about = subject(old, new)
    assert _kind(about, "government")["government/sakai"]["level"] == "city"


def test_a_row_is_as_sure_as_its_least_sure_value() -> None:
    doubtful = claim("tie/osaka-shanghai", "motive", "a port", certainty=Certainty.DOUBTFUL)
    assert _kind(subject(doubtful), "tie")["tie/osaka-shanghai"]["certainty"] == "doubtful"


def test_every_claim_named_in_a_table_is_in_the_claims() -> None:
    tables = Tables(built_in_subject())
    held = {row[0] for row in tables.claims.rows()}
    at = [c.name for c in tables.facts.columns].index("claims")
    named = {claim_id for row in tables.facts.rows() for claim_id in row[at]}
    assert named <= held
    assert len(named) > 3000


def test_every_document_of_a_claim_is_a_source_with_who_asserts_in_it() -> None:
    sources = _rows(Tables(built_in_subject()).sources)
    assert sources["document/kansai-1987"]["holders"]
    documents = {row[5] for row in Tables(built_in_subject()).claims.rows()}
    assert documents == set(sources)


def test_a_narrow_scope_holds_what_hangs_on_its_ties_and_no_other_tie() -> None:
    about = built_in_subject(of="government/kobe")
    held = {entity.id for entity in entities_of(about)}
    ties = {ref for ref in held if ref.startswith("tie/")}
    assert ties == {scoped.tie.id for scoped in about.scope.ties}
    assert {"tie/kobe-tianjin", "government/tianjin", "agreement/kobe-tianjin-1973"} <= held
    assert "document/kansai-1987" in held
    assert len(held) < len(entities_of(built_in_subject())) / 2


def test_what_joins_two_parties_without_naming_their_tie_is_in_their_part() -> None:
    link = "transport/ferry"
    ferry = [claim(link, "between", f"government/{slug}") for slug in ("osaka", "shanghai")]
    other = [claim("transport/bus", "between", f"government/{slug}") for slug in ("osaka", "sakai")]
    held = register(cities(), ties(), ferry, other)
    entities = {entity.id for entity in entities_of(subject_of(held, of="government/shanghai"))}
    assert (link in entities, "transport/bus" in entities) == (True, False)


def test_every_column_is_in_the_dictionary_with_its_scheme() -> None:
    tables = csv_tables(built_in_subject())
    named = {(row[0], row[1]): row for row in tables[-1].rows()}
    columns = {(table.name, column.name) for table in tables[:-1] for column in table.columns}
    assert columns == set(named)
    assert named["tie", "type"][7] == "tie-types"
    assert all(row[8] for row in named.values())

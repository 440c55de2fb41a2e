"""Walking through the ledger a page at a time: ids of a kind, claims, and counts beside them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from kizuna.errors import NotFound
from kizuna.store import Database
from kizuna.store.queries import recent
from kizuna.store.queries.claims import ClaimFilter, claims_after
from kizuna.store.queries.documents import count_citations
from kizuna.store.queries.entities import ids_of_kind, ties_after
from kizuna.values import day_number

from .building import add, claim, judgement, kansai

EARLIER = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _filled(database: Database) -> None:
    add(*kansai())


def test_the_ids_of_a_kind_come_in_order_of_bytes_each_once() -> None:
    add(*[claim(f"tie/{slug}", "type", "sister-city") for slug in ("a-b", "ab", "a", "a2")])
    every = ids_of_kind("tie", limit=1000)
    assert every == sorted(set(every))
    assert every[:4] == ["tie/a", "tie/a-b", "tie/a2", "tie/ab"]
    walked: list[str] = []
    while page := ids_of_kind("tie", after=walked[-1] if walked else "", limit=2):
        walked += page
    assert walked == every


def test_claims_come_in_order_of_recording_each_once() -> None:
    every = claims_after(ClaimFilter(), limit=1000)
    walked = claims_after(ClaimFilter(), limit=2)
    while page := claims_after(ClaimFilter(), after=walked[-1].id, limit=2):
        walked += page
    assert walked == every
    with pytest.raises(NotFound, match="00000000"):
        claims_after(ClaimFilter(), after="0" * 32, limit=1)


def test_claims_are_narrowed_by_what_is_asked() -> None:
    some = claims_after(ClaimFilter(), limit=1)[0]
    wanted = ClaimFilter(some.subject, some.property, some.document)
    found = claims_after(wanted, limit=1000)
    assert some in found
    assert {(c.subject, c.property, c.document) for c in found} == {
        (some.subject, some.property, some.document)
    }
    assert claims_after(ClaimFilter(subject="tie/nobody"), limit=10) == []
    assert claims_after(ClaimFilter(known_at=EARLIER - timedelta(days=9999)), limit=10) == []


def test_proposed_claims_are_those_of_rules_models_and_contributors() -> None:
    proposing = {"contributed", "contributed:model:x", "rules@2", "model:reader"}
    methods = ("typed", "imported", *sorted(proposing))
    made = [claim("tie/new", "number", f"no. {m}", method=m) for m in methods]
    add(*made)
    found = claims_after(ClaimFilter(subject="tie/new", proposed=True), limit=10)
    assert {c.method for c in found} == proposing


def test_ties_that_may_stand_come_in_order_of_bytes_each_once() -> None:
    day = day_number("1987-04-01")
    every = ties_after(day, limit=1000)
    assert every == sorted(set(every))
    assert ties_after(day, after=every[0], limit=1) == every[1:2]
    assert ties_after(day_number("1900-01-01"), limit=10) == []


def test_the_newest_come_first_and_documents_by_how_often_they_are_cited() -> None:
    new = claim("government/kyoto", "name", "Kyôto")
    add(new, judgement("reject", new.id))
    assert [held.claim.id for held in recent.newest_claims(1)] == [new.id]
    assert recent.newest_judgements(1)[0].judgement.target == new.id
    cited = [number for number, _ in count_citations().values()]
    assert sum(cited) == recent.number_of_claims()

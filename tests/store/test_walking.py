"""Walking through the ledger a page at a time: ids of a kind, claims, and counts beside them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from kizuna.errors import NotFound
from kizuna.store import Database
from kizuna.store.queries import recent
from kizuna.store.queries.claims import claims_after
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


def test_claims_come_in_order_of_recording_each_once_and_narrowed_by_what_is_asked() -> None:
    every = claims_after(limit=1000)
    walked = claims_after(limit=2)
    while page := claims_after(walked[-1].id, limit=2):
        walked += page
    assert walked == every
    some = {name: getattr(every[0], name) for name in ("subject", "property", "document")}
    assert claims_after(limit=1000, **some) == [
        c for c in every if some.items() <= c._asdict().items()
    ]
    assert claims_after(limit=10, known_at=EARLIER - timedelta(days=9999)) == []
    with pytest.raises(NotFound, match="00000000"):
        claims_after("0" * 32, limit=1)


def test_proposed_claims_are_those_of_rules_models_and_contributors() -> None:
    proposing = {"contributed", "contributed:model:x", "rules@2", "model:reader"}
    methods = ("typed", "imported", *sorted(proposing))
    made = [claim("tie/new", "number", f"no. {m}", method=m) for m in methods]
    add(*made)
    found = claims_after(limit=10, subject="tie/new", proposed=True)
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
    assert [held.id for _, held in recent.newest_claims(1)] == [new.id]
    ((_, judged),) = recent.newest_judgements(1)
    assert (judged.verdict, judged.target) == ("reject", new.id)
    cited = [number for number, _ in count_citations().values()]
    assert sum(cited) == recent.number_of_claims()

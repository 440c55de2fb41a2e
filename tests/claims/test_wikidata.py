"""Entities of Wikidata as claims: each with its revision and statement, each kept
within what is said.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from builders import rows
from kizuna.claims.claim import Claim, Stance
from kizuna.claims.rules import check_claim
from kizuna.claims.vocabulary import scheme
from kizuna.claims.wikidata import (
    Harvest,
    Recording,
    claims_of,
    site_claims,
    tables,
    tie_between,
)
from kizuna.errors import BadFile
from kizuna.sources.wikidata.entities import documents_of, entity_of

_RECORDING = Recording("person/anna-lee", datetime(2026, 1, 1, tzinfo=UTC))
_FILE = Path(__file__).parents[1] / "data" / "wikidata" / "entities.json"
_BOTH = "tie/q900001-q900002"


@cache
def _harvests() -> tuple[Harvest, ...]:
    documents = documents_of(json.loads(_FILE.read_text(encoding="utf-8")))
    entities = (entity_of(document) for document in documents)
    return tuple(claims_of(entity, _RECORDING) for entity in entities if entity)


def _claims(subject: str, name: str, of: int = 0) -> list[Claim]:
    return [
        c for c in _harvests()[of].claims if (c.subject, c.property) == (subject, name)
    ]


def _values(subject: str, name: str, of: int = 0) -> list[Any]:
    return [json.loads(claim.value) for claim in _claims(subject, name, of)]


def test_every_item_gives_claims_that_the_ledger_takes() -> None:
    assert len(_harvests()) == 3  # properties are no items
    assert set(tables()["levels"]) <= set(scheme("levels"))
    for claim in [
        *site_claims(_RECORDING),
        *(c for h in _harvests() for c in h.claims),
    ]:
        check_claim(claim)


_PLACE, _REVISION = "government/q900001", "document/wikidata-q900001-r4711"
_INVADED = (
    '{"reason":{"language":"en","text":"Russian invasion of Ukraine"},"status":"ended"}'
)
_ADDRESS = '"https://www.wikidata.org/w/index.php?title=Q900001&oldid=4711"'
_STATED = f"""
the revision has its day | {_REVISION} date | "2025-03-09"
and its address | {_REVISION} address | {_ADDRESS}
an old numeric id is read | {_PLACE} country | "NZ"
the most particular level is taken | {_PLACE} level | "city"
a qualified statement holds for its span | {_PLACE} part_of | "government/q900050" of 1989-11-01/..
the place is taken | {_PLACE} point | [-41.25,174.5]
the number of GeoNames is taken | {_PLACE} identifier | "wikidata:Q900001" | "geonames:2190000"
the latest count of inhabitants is taken with its bounds | statistic/population-q900001-2023-06-30 value |
    {{"approximate":false,"max":43500,"min":42500,"unit":"persons"}}
an end on a day unknown has no date | tie/q900001-q900004 status | {{"status":"ended"}}
no start has no date | tie/q900001-q900004 milestone | {{"stage":"formal"}}
that there is no end is kept | tie/q900001-q900005 status | {{"status":"active"}}
an end says when and why | {_BOTH} status | {_INVADED} of 2022-03/..
"""
"""What is told, a subject with a property, and the values of its claims with their
spans.
"""


@pytest.mark.parametrize("row", rows(_STATED), ids=lambda row: str(row[0]))
def test_a_statement_becomes_a_claim_with_its_span(row: list[str]) -> None:
    _, stated, *wanted = row
    found = _claims(*stated.split())
    assert [f"{c.value} of {c.valid}".removesuffix(" of ") for c in found] == wanted


def test_a_claim_cites_entity_revision_and_statement() -> None:
    [claim] = _claims(_PLACE, "country")
    assert (claim.document, claim.holder) == (_REVISION, "organisation/wikidata")
    assert claim.locator == "Q900001, revision 4711, statement Q900001$A1"


def test_names_are_those_of_four_languages_and_the_countrys_own_an_alias_behind_the_label() -> (
    None
):
    held = {json.loads(c.value)["text"]: c for c in _claims(_PLACE, "name")}
    names = _values(_PLACE, "name")
    assert {n["language"] for n in names} == {"en", "ja", "zh-Hant", "ru", "mi"}
    assert [n["text"] for n in names if n["language"] == "en"] == [
        "Northhaven",
        "Port North",
    ]
    assert held["Port North"].certainty.rank > held["Northhaven"].certainty.rank


def test_both_sides_meet_in_one_tie_and_each_is_told_as_the_lister() -> None:
    for of, lister in enumerate(("Q900001 lists Q900002", "Q900002 lists Q900001")):
        parties = _claims(_BOTH, "party", of)
        assert {json.loads(c.value) for c in parties} == {_PLACE, "government/q900002"}
        assert all(c.locator.endswith(lister) for c in parties)
    assert tie_between("Q84", "Q60") == tie_between("Q60", "Q84") == "tie/q60-q84"


def test_a_year_is_never_a_day_in_either_form() -> None:
    assert _values(_BOTH, "milestone")[0]["date"] == "2001"
    assert _values("tie/q900001-q900005", "milestone")[0]["date"] == "1947"
    assert _values(_BOTH, "milestone", 1)[0]["date"] == "2001-05-20"


def test_a_deprecated_statement_is_a_denial() -> None:
    about = [c for c in _harvests()[0].claims if c.subject == "tie/q900001-q900003"]
    assert {claim.stance for claim in about} == {Stance.DENIED}
    assert "rank deprecated" in about[0].locator


def test_references_stand_in_the_locator() -> None:
    assert (
        "source https://northhaven.example/sisters"
        in _claims(_BOTH, "party")[0].locator
    )
    assert "taken from Wikipedia" in _claims("tie/q900001-q900005", "party")[0].locator


def test_partners_unknown_or_none_are_counted_and_the_place_itself_is_a_fault() -> None:
    left = _harvests()[0].left_out
    assert left["twinned with somebody unknown"] == left["twinned with nobody"] == 1
    assert ["with itself" in fault for fault in _harvests()[0].faults] == [True]


_KEY = st.text(max_size=6)
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(_KEY, inner, max_size=3)
    ),
    max_leaves=8,
)


def _places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    held = dict(enumerate(value)) if isinstance(value, list) else value
    for key, inner in held.items() if isinstance(held, dict) else ():
        yield from _places(inner, (*path, key))


_FIRST = json.loads(_FILE.read_text(encoding="utf-8"))[0]
_PLACES = list(_places(_FIRST))


_LABEL = next(place for place in _PLACES if place[-3:] == ("labels", "en", "value"))
_STATEMENT = next(
    p for p in _PLACES if (p[:1], p[-1:]) == (("claims",), ("id",)) and len(p) == 4
)


@given(st.sampled_from(_PLACES), _JSON)
@example(_LABEL, "\x1b")
@example(_STATEMENT, "\x1b")
def test_a_document_with_any_part_replaced_gives_good_claims_or_is_refused(
    place: tuple[Any, ...], instead: Any
) -> None:
    document = json.loads(json.dumps(_FIRST))
    if place:
        inner = document
        for key in place[:-1]:
            inner = inner[key]
        inner[place[-1]] = instead
    else:
        document = instead
    try:
        entities = [entity_of(each) for each in documents_of(document)]
    except BadFile:
        return
    for entity in entities:
        for claim in claims_of(entity, _RECORDING).claims if entity else ():
            check_claim(claim)

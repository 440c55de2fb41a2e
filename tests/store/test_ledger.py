"""The ledger as the register reads it, on both databases: piece by piece it says what the fold of all says."""

from __future__ import annotations

from datetime import datetime

import pytest

from builders import LATER, THEN, claim, flat, judgement, reject, tie, two_sides
from kizuna.claims.claim import Claim
from kizuna.claims.judgement import Judgement, Verdict
from kizuna.claims.kinds import Entity, LocalGovernment, Tie
from kizuna.register.places import in_country
from kizuna.register.register import Register, fold
from kizuna.register.ties import TieQuery, ties
from kizuna.store import Database
from kizuna.store.ledger import StoreLedger
from kizuna.values import day_number

from .building import add

_LATE = claim("government/kobe", "country", "JP", recorded_at=LATER)
_WRONG = claim("government/osaka", "country", "FR")


@pytest.fixture
def held(database: Database) -> tuple[list[Claim], list[Judgement]]:
    """Two ties, two ids of one city, a claim that is rejected, and one that was recorded later; all recorded."""
    claims = flat(
        two_sides(),
        tie("osaka-shanghai", "osaka", "shanghai"),
        tie("ohsaka-lianyungang", "ohsaka", "lianyungang"),
        [_WRONG],
    )
    judgements = [judgement(Verdict.SAME, "government/ohsaka", "government/osaka"), reject(_WRONG)]
    add(*claims, *judgements)
    add(_LATE)
    return [*claims, _LATE], judgements


@pytest.mark.parametrize("known_at", [None, THEN])
def test_piece_by_piece_the_register_is_the_fold_of_the_whole_ledger(
    held: tuple[list[Claim], list[Judgement]], known_at: datetime | None
) -> None:
    claims, judgements = held
    whole, pieces = fold(claims, judgements, known_at), Register(StoreLedger(known_at))
    for ref in sorted({c.subject for c in claims} | {"government/nowhere"}):
        assert pieces.get(ref, Entity) == whole.get(ref, Entity)
        assert pieces.referring(ref, Tie, "party") == whole.referring(ref, Tie, "party")
    assert pieces.of_kind(LocalGovernment) == whole.of_kind(LocalGovernment)
    assert pieces.entities == whole.entities
    assert pieces.rejected == whole.rejected


def test_places_of_a_country_and_ties_of_places_are_found_without_reading_all(
    held: tuple[list[Claim], list[Judgement]],
) -> None:
    claims, judgements = held
    whole, pieces = fold(claims, judgements), Register(StoreLedger())
    day = day_number("1987-04-01")
    for code in ("JP", "CN", "FR"):
        assert in_country(pieces, code, day) == in_country(whole, code, day)
    query = TieQuery(day, (in_country(whole, "JP", day), in_country(whole, "CN", day)))
    assert ties(pieces, query) == ties(whole, query) != []
    assert len(pieces.claims) < len(whole.claims)


def test_a_register_does_not_see_what_is_recorded_after_it_was_opened(database: Database) -> None:
    add(*two_sides())
    register = Register(StoreLedger())
    add(_LATE)
    assert "government/kobe" not in register
    assert "government/kobe" in Register(StoreLedger())

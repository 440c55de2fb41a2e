"""The times of entries never go back, whatever the clock does; answers as known at a time stay the same."""

from __future__ import annotations

import warnings
from datetime import UTC, datetime, timedelta

import pytest

from kizuna.claims.judgement import Verdict, in_force
from kizuna.store import Database
from kizuna.store.actions import load_claims
from kizuna.store.checking import ClaimFields
from kizuna.store.codes import microseconds
from kizuna.store.queries import claims, judgements
from kizuna.store.sql import fetch

from .building import LATER, THEN, add, government, judgement

pytestmark = pytest.mark.usefixtures("begun")

_MICROSECOND = timedelta(microseconds=1)
_EARLIER = THEN - timedelta(days=400)


@pytest.fixture
def begun(database: Database) -> Database:
    """A ledger whose last entry is of LATER."""
    add(*government("osaka", "JP", recorded_at=LATER))
    return database


def test_a_claim_of_a_clock_that_went_back_is_entered_after_the_last_one_as_is_the_audit() -> None:
    known_then = claims.claims(known_at=LATER)
    add(*government("kobe", "JP", recorded_at=_EARLIER))
    entered = {c.recorded_at for c in claims.claims(subjects=["government/kobe"])}
    assert entered == {LATER + _MICROSECOND}
    assert claims.claims(known_at=LATER) == known_then
    times = [at for (at,) in fetch("SELECT at FROM audit ORDER BY id")]
    assert microseconds(LATER) <= times[0] < times[1]


def test_so_are_claims_that_are_loaded() -> None:
    given = [
        ClaimFields.of(c)
        for at in (LATER + timedelta(days=2), LATER + timedelta(days=1), THEN)
        for c in government(f"town-{at:%j}", "NZ", recorded_at=at)
    ]
    load_claims(batches=[given[:3], given[3:]], acting_user="editor")
    times = [at for (at,) in fetch("SELECT recorded_at FROM claims ORDER BY seq")]
    assert times == sorted(times)
    assert times[-1] == microseconds(LATER + timedelta(days=2))


def test_a_judgement_is_entered_and_returned_at_its_time_with_its_id_also_one_that_takes_it_back() -> (
    None
):
    (osaka, *_) = claims.claims(subjects=["government/osaka"])
    first = judgement(Verdict.REJECT, osaka.id, judged_at=_EARLIER)
    back = judgement(Verdict.WITHDRAW, first.id, judged_at=_EARLIER)
    entered, taken_back = add(first, back).judgements
    assert entered.judged_at == LATER + _MICROSECOND
    assert judgements.judgement_by_id(entered.id) == entered
    assert taken_back.target == entered.id


def test_judgements_that_take_each_other_back_keep_their_order() -> None:
    (last, *_) = claims.claims(subjects=["government/osaka"])
    made = []
    for verdict in (Verdict.REJECT, Verdict.WITHDRAW, Verdict.WITHDRAW):
        given = judgement(verdict, last.id, judged_at=_EARLIER)
        (last,) = add(given).judgements  # type: ignore[assignment]
        made.append(last)
    assert [j.id for j in in_force(judgements.judgements())] == [made[0].id]


def test_a_clock_that_stands_before_the_last_entry_is_said_and_nothing_where_it_goes_on() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        add(*government("nara", "JP"))
    ahead = datetime.now(UTC) + timedelta(days=1)
    add(*government("kobe", "JP", recorded_at=ahead))
    with pytest.warns(UserWarning, match="Set the clock right"):
        add(*government("uji", "JP"))

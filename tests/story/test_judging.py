"""The historian's journey: a rejected claim changes the register, and taking the judgement back restores it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kizuna.claims.judgement import Judgement, Verdict
from kizuna.store.actions import add_judgements
from kizuna.values import day_number
from kizuna.workflows import list_ties
from kizuna.workflows.clocks import Times
from kizuna.workflows.list_ties import TiesQuestion
from kizuna.workflows.open_register import open_register

_DAY = day_number("1987-04-01")


@pytest.fixture(autouse=True)
def _open(built_in: Path) -> None:
    open_register(built_in)


def _date() -> str:
    answer = list_ties.answer(TiesQuestion(between=("Kobe", "Tianjin")), Times.on(_DAY))
    (line,) = [line for line in answer.lines if line.tie.id == "tie/kobe-tianjin"]
    assert line.established is not None
    return str(line.established.value.date)


def _claim_of_the_day() -> str:
    answer = list_ties.answer(TiesQuestion(between=("Kobe", "Tianjin")), Times.on(_DAY))
    (line,) = [line for line in answer.lines if line.tie.id == "tie/kobe-tianjin"]
    assert line.established is not None
    return line.established.claim_ids[0]


def _judge(verdict: Verdict, target: str, later: int = 0) -> Judgement:
    at = datetime.now(UTC) + timedelta(seconds=later)
    made = Judgement(verdict, target, "", "to see what follows", "person/anna", at)
    add_judgements(judgements=[made], acting_user="anna")
    return made


def test_taking_a_rejection_back_restores_the_register() -> None:
    before = _date()
    rejection = _judge(Verdict.REJECT, _claim_of_the_day())
    rejected = _date()
    _judge(Verdict.WITHDRAW, rejection.id, later=1)
    assert (before, _date()) == ("1973-06-24", "1973-06-24")
    assert rejected != before

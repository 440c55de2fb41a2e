"""A decision is found whole by any of its judgements, on both databases."""

from __future__ import annotations

import pytest

from kizuna.claims.judgement import Judgement, Verdict
from kizuna.errors import NotFound
from kizuna.store import Database
from kizuna.store.actions import add_judgements, add_register
from kizuna.store.queries.judgements import decision_of

from .building import LATER, THEN, kansai


def _made(claims: range, when: object, judge: str = "person/anna") -> list[Judgement]:
    held = kansai()
    return [Judgement(Verdict.ACCEPT, held[n].id, "", "", judge, when) for n in claims]  # type: ignore[arg-type]


def test_the_judgements_of_one_act_are_found_by_each_of_them(database: Database) -> None:
    before, made, after = (
        _made(range(2), THEN),
        _made(range(2, 6), LATER),
        _made(range(6, 8), LATER, "person/ben"),
    )
    add_register(claims=kansai(), judgements=before, acting_user="anna")
    add_judgements(judgements=made, acting_user="anna")
    add_judgements(judgements=after, acting_user="ben")
    for decided in (before, made, after):
        for judgement in decided:
            assert decision_of(judgement.id) == decided


def test_an_unknown_judgement_is_no_decision(database: Database) -> None:
    with pytest.raises(NotFound, match="abcd"):
        decision_of("abcd")

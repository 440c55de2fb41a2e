"""The register's tables follow the ledger, whether refolded bit by bit or rebuilt at
once.
"""

from __future__ import annotations

import random
from typing import Any

import pytest

from builders import claim, judgement, reject, withdraw
from kizuna.claims.claim import Certainty, Claim, Judgement, Stance, Verdict
from kizuna.claims.kinds import Tie
from kizuna.register.register import fold
from kizuna.register.ties import intervals_of
from kizuna.store import Database
from kizuna.store.actions.ledger import rebuild
from kizuna.store.audited import audited
from kizuna.store.materialise import refold_entities
from kizuna.store.queries import ledger
from kizuna.store.search import search
from kizuna.store.sql import fetch
from kizuna.values import Answer, Span, day_number

from .building import add, government, kansai, tie

TABLES = ("ties", "tie_parties")
IN_1987 = day_number("1987-04-01")


@pytest.fixture
def filled(database: Database) -> Database:
    add(*kansai())
    return database


def rows() -> dict[str, list[Any]]:
    """Every row of the tables, in an order of its own, and what search finds."""
    found = {table: sorted(fetch(f"SELECT * FROM {table}")) for table in TABLES}
    searchable = sorted(fetch("SELECT kind, ref, source, start, text FROM searchable"))
    return {**found, "searchable": searchable}


def ties_on(day: int = IN_1987) -> dict[str, Answer]:
    """The ties that may stand on a day by the days of the table."""
    held = "start_earliest, start_latest, end_earliest, end_latest"
    stored = fetch(f"SELECT i.text, {held} FROM ties t JOIN terms i ON i.id = t.id")
    answers = {ref: Span(*days).on(day) for ref, *days in stored}
    return {ref: answer for ref, answer in answers.items() if answer.possible}


def test_rejecting_the_date_takes_a_tie_out_and_withdrawing_it_restores_it(
    filled: Database,
) -> None:
    before = rows()
    (date,) = (
        c
        for c in kansai()
        if c.subject == "tie/kyoto-xian" and c.property == "milestone"
    )
    rejected = reject(date)
    add(rejected)
    assert "tie/kyoto-xian" not in ties_on()
    add(withdraw(rejected))
    assert rows() == before


def test_places_and_ties_judged_the_same_are_one_until_that_is_taken_back(
    filled: Database,
) -> None:
    add(
        *government("osaka-shi", "JP"),
        *tie("osaka-xian", ["osaka-shi", "xian"], "1981"),
    )
    add(*tie("kyoto-sian", ["kyoto", "xian"], "1974"))
    apart = rows()
    pairs = (
        ("government/osaka-shi", "government/osaka"),
        ("tie/kyoto-sian", "tie/kyoto-xian"),
    )
    entered = add(*(judgement(Verdict.SAME, *pair) for pair in pairs)).judgements
    assert {ref for ref in ties_on() if "kyoto" in ref} == {"tie/kyoto-sian"}
    refolded = rows()
    rebuild(acting_user="editor")
    assert rows() == refolded
    add(*map(withdraw, entered))
    assert rows() == apart


def test_refolding_what_is_right_changes_nothing_and_a_rebuild_tells_what_it_made(
    filled: Database,
) -> None:
    before = rows()
    with audited("refold", "editor"):
        refold_entities({c.subject for c in kansai()})
    assert rows() == before
    made, state = rebuild(acting_user="editor"), ledger.tables()
    assert state is not None
    assert (state.claim, made.ties, state.logic_version) == (
        len(kansai()),
        3,
        made.logic_version,
    )
    assert not ledger.needs_rebuild()


_VALID = ("", "1979/..", "1980-06", "2000-05/..", "2001/", "2005-01-01/..")
_DATES = (
    "",
    "1980",
    "1974-05",
    "1986-01-31",
    "199X",
    "1979/1981",
    "1981?",
    "1980/..",
    "1974~",
)


def _world(chance: random.Random) -> list[Claim]:
    towns = [f"town-{i}" for i in range(12)]
    claims = []
    for town in towns:
        above = chance.choice(["", "area/south", f"government/{chance.choice(towns)}"])
        claims += government(town, chance.choice(["JP", "CN", "IT"]), above)
    for i in range(60):
        ref = f"tie/tie-{i}"
        parties = chance.sample(towns, chance.choice([2, 2, 3]))
        claims += tie(f"tie-{i}", parties, chance.choice(_DATES))
        if chance.random() < 0.5:
            more = {"stage": chance.choice(["formal", "contact", "upgraded"])}
            more["date"] = chance.choice(_DATES[1:])
            more["basis"] = chance.choice(["signing", "ceremony"])
            doubt = {"certainty": chance.choice([*[Certainty.CERTAIN] * 3, *Certainty])}
            doubt |= {"stance": chance.choice([*[Stance.ASSERTED] * 4, *Stance])}
            claims.append(
                claim(ref, "milestone", more, document="document/letter", **doubt)
            )
        if chance.random() < 0.3:
            claims.append(claim(ref, "type", chance.choice(["sister-city", "other"])))
        for _ in range(chance.choice([0, 0, 1, 1, 2])):
            code = chance.choice(["ended", "active", "suspended"])
            claims.append(claim(ref, "status", {"status": code}, chance.choice(_VALID)))
    members = [f"government/{town}" for town in chance.sample(towns, 4)]
    claims.append(
        claim("area/south", "definition", {"key": "four", "members": members})
    )
    claims.append(claim("document/gazette", "date", "1991"))
    chance.shuffle(claims)
    return claims


def _decisions(chance: random.Random, claims: list[Claim]) -> list[Judgement]:
    rejected = list(map(reject, chance.sample(claims, 8)))
    same = judgement(Verdict.SAME, "government/town-1", "government/town-2")
    same_tie = judgement(Verdict.SAME, "tie/tie-1", "tie/tie-2")
    return [*rejected, same, same_tie, withdraw(rejected[0])]


@pytest.mark.parametrize("seed", range(2))
def test_refolding_bit_by_bit_gives_the_rows_of_a_rebuild_and_the_days_of_the_core(
    database: Database, seed: int
) -> None:
    chance = random.Random(seed)
    claims = _world(chance)
    decisions = _decisions(chance, claims)
    for at in range(0, len(claims), 80):
        add(*claims[at : at + 80])
    for made in decisions:
        add(made)
    refolded = rows()
    rebuild(acting_user="editor")
    for table, expected in rows().items():
        assert refolded[table] == expected, table
    held = "start_earliest, start_latest, end_earliest, end_latest, unbroken"
    stored = fetch(f"SELECT t.text, {held} FROM ties JOIN terms t USING (id)")
    register = fold(claims, decisions)
    spells = {t.id: intervals_of(t, register.dating) for t in register.of_kind(Tie)}
    days = {
        (
            ref,
            f.start_earliest,
            f.start_latest,
            e.end_earliest,
            e.end_latest,
            len(found) == 1,
        )
        for ref, found in spells.items()
        if found
        for f, e in [(found[0], found[-1])]
    }
    assert {unbroken for *_, unbroken in days} == {True, False}
    assert set(stored) == days


def test_a_rejected_name_is_no_longer_found(filled: Database) -> None:
    assert [hit.ref for hit in search("大阪")] == ["government/osaka"]
    (name,) = (c for c in kansai() if "大阪市" in c.value)
    add(reject(name))
    assert search("大阪") == []

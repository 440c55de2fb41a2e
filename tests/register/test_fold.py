"""The fold: a pure function of claims, judgements and the time known, in any order;
which rival comes first.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import combinations, pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import (
    DAY,
    LATER,
    THEN,
    between,
    claim,
    flat,
    government,
    judgement,
    milestone,
    prefer,
    register,
    reject,
    rows,
    status,
    tie,
    two_sides,
    withdraw,
)
from kizuna.analysis.measures.activity import breadth, fields_of
from kizuna.analysis.scope import governments_tied, ties_in_force
from kizuna.claims.claim import Certainty, Claim, Judgement, Stance, Verdict
from kizuna.claims.kinds import Entity, Programme, Stated, Tie
from kizuna.register.places import MUNICIPALITY, PREFECTURE, side
from kizuna.register.register import MemoryLedger, Register, fold


def _state(register: Register) -> tuple[object, ...]:
    """All that a register says."""
    return register.entities, register.claims, register.rejected, register.same


def _field(slug: str, concept: str, started: str = "") -> list[Claim]:
    ref = f"field/{slug}"
    stated = [claim(ref, "tie", "tie/osaka-shanghai"), claim(ref, "concept", concept)]
    return [*stated, claim(ref, "started", started)] if started else stated


Said = tuple[list[Claim], list[Judgement]]
_GROUND = flat(
    two_sides(),
    tie("osaka-shanghai", "osaka", "shanghai"),
    tie("sakai-lianyungang", "sakai", "lianyungang", date="1983-12-03"),
    tie("osaka-prefecture-shanghai", "osaka-prefecture", "shanghai", date="1980"),
    _field("youth", "youth", "1974"),
    _field("sport", "sport"),
)
_RIVALS = flat(
    milestone("osaka-shanghai", date="1974", document="document/list"),
    milestone("osaka-shanghai", date="1973-04", document="document/letter"),
    milestone("osaka-shanghai", "upgraded", "1984", document="document/letter"),
    status("osaka-shanghai", "suspended", "1985/..", document="document/letter"),
    claim("government/osaka", "level", "city", "1889/..", document="document/list"),
    claim("government/osaka-shi", "level", "designated-city", document="document/list"),
    government(
        "sakai", "town", document="document/letter", certainty=Certainty.DOUBTFUL
    ),
)
_ALL = [*_GROUND, *_RIVALS]
_MINUTES = st.integers(0, 9).map(lambda minutes: THEN + timedelta(minutes=minutes))
_CLAIM_IDS = [c.id for c in _ALL if c.property in ("milestone", "level")]
_PREFERENCES = st.sampled_from(list(combinations(_CLAIM_IDS, 2))).map(
    lambda pair: judgement(Verdict.PREFER, *pair)
)
_REJECTIONS = st.sampled_from(_CLAIM_IDS).map(
    lambda ref: judgement(Verdict.REJECT, ref)
)
_SAME = st.sampled_from(["government/osaka", "government/sakai"]).map(
    lambda ref: judgement(Verdict.SAME, ref, "government/osaka-shi")
)
_DECIDED = st.builds(
    lambda decided, at: replace(decided, judged_at=at),
    _PREFERENCES | _REJECTIONS | _SAME,
    _MINUTES,
)
_DECISIONS = st.lists(_DECIDED, max_size=6)


@st.composite
def ledgers(draw: st.DrawFn) -> Said:
    """Some claims recorded at different times, and judgements of which some are
    withdrawn.
    """
    chosen = draw(
        st.lists(st.sampled_from(_ALL), unique_by=lambda c: c.id, max_size=20)
    )
    claims = [c._replace(recorded_at=draw(_MINUTES)) for c in chosen]
    decisions = draw(_DECISIONS)
    taken_back = (
        draw(st.lists(st.sampled_from(decisions), max_size=2)) if decisions else []
    )
    withdrawals = [
        withdraw(j, judged_at=j.judged_at + timedelta(minutes=draw(st.integers(0, 3))))
        for j in taken_back
    ]
    return claims, [*decisions, *withdrawals]


@given(ledgers(), st.randoms(use_true_random=False))
def test_the_order_of_claims_and_judgements_never_matters(
    ledger: Said, random: Any
) -> None:
    claims, judgements = ledger
    folded = _state(fold(claims, judgements))
    random.shuffle(claims)
    random.shuffle(judgements)
    assert _state(fold(claims, judgements)) == folded


@given(
    ledgers(),
    st.permutations(sorted({c.subject for c in _ALL} | {"government/nowhere"})),
)
def test_a_register_read_in_pieces_says_what_one_read_at_once_says(
    ledger: Said, order: list[str]
) -> None:
    whole, pieces = fold(*ledger), Register(MemoryLedger(*ledger))
    for ref in order:
        assert pieces.referring(ref, Tie, "party") == whole.referring(ref, Tie, "party")
        assert pieces.get(ref, Entity) == whole.get(ref, Entity)
        assert (ref in pieces) == (ref in whole)
    assert _state(pieces) == _state(whole)


@given(ledgers(), _MINUTES)
def test_what_was_known_at_a_time_is_the_fold_of_what_had_been_recorded_by_then(
    ledger: Said, time: datetime
) -> None:
    claims, judgements = ledger
    then = fold(
        [c for c in claims if c.recorded_at <= time],
        [j for j in judgements if j.judged_at <= time],
    )
    assert _state(fold(claims, judgements, time)) == _state(then)


@given(ledgers())
def test_claims_and_judgements_given_twice_change_nothing(ledger: Said) -> None:
    claims, judgements = ledger
    assert _state(fold(claims * 2, judgements * 2)) == _state(fold(claims, judgements))


@given(
    ledgers(),
    st.sampled_from(_ALL).map(lambda rejected: reject(rejected, judge="person/other"))
    | st.just(
        judgement(
            Verdict.SAME, "government/osaka", "government/sakai", judge="person/o"
        )
    ),
)
def test_a_rejection_or_a_judgement_of_identity_that_is_taken_back_restores_the_register(
    ledger: Said, made: Judgement
) -> None:
    claims, judgements = ledger
    taken_back = fold(claims, [*judgements, made, withdraw(made)])
    assert _state(taken_back) == _state(fold(claims, judgements))


@given(ledgers())
def test_every_fact_rests_on_claims_that_are_held_and_not_rejected(
    ledger: Said,
) -> None:
    folded = fold(*ledger)
    for entity in folded.entities.values():
        assert entity.claim_ids
        assert set(entity.claim_ids) <= set(folded.claims) - set(folded.rejected)


def _counts(held: Register) -> tuple[object, ...]:
    kansai, china = side(held, "area/kansai", DAY), side(held, "area/china", DAY)
    ties = between(held, kansai.ref, china.ref, DAY)
    figures = (
        governments_tied(held, ties, MUNICIPALITY, DAY),
        governments_tied(held, ties, PREFECTURE, DAY),
        ties_in_force(ties),
        breadth(fields_of(held, "tie/osaka-shanghai", DAY)),
        breadth(fields_of(held, "tie/sakai-lianyungang", DAY)),
    )
    return (*((f.certain, f.possible) for f in figures), kansai.members, china.members)


_ADDED = st.sampled_from(
    [
        *tie("sakai-shanghai", "sakai", "shanghai"),
        *tie("osaka-lianyungang", "osaka", "lianyungang", date=""),
        *_field("trade", "economy", "1975"),
        *government("suita", part_of="osaka-prefecture"),
        milestone("osaka-shanghai", date="1990"),
        milestone("osaka-shanghai", date="1974-04-18", basis="ceremony"),
        milestone("osaka-prefecture-shanghai", date="1980-11-21"),
        milestone("sakai-shanghai", "contact", "1980"),
        status("osaka-shanghai", "ended", "1980/.."),
        status("sakai-lianyungang", "suspended"),
        claim("tie/osaka-shanghai", "party", "government/sakai"),
        claim("tie/osaka-shanghai", "party", "government/lianyungang"),
        claim("government/osaka", "level", "prefecture", "1956/.."),
        claim("government/sakai", "part_of", "government/shanghai", "1980/.."),
        claim("government/lianyungang", "country", "JP", "1980/.."),
        claim("government/shanghai", "country", "JP"),
        claim(
            "area/china", "definition", {"key": "odd", "members": ["government/osaka"]}
        ),
        claim(
            "area/kansai", "definition", {"key": "odd", "members": ["government/sakai"]}
        ),
        claim("field/sport", "started", "1990"),
        claim("field/youth", "tie", "tie/sakai-lianyungang"),
    ]
)


@pytest.mark.parametrize(
    "given_as",
    [
        {"certainty": Certainty.UNVERIFIED},
        {"method": "rules@1"},
        {"method": "model:tagger"},
    ],
)
@settings(max_examples=60)
@given(st.lists(_ADDED, min_size=1, max_size=4))
def test_claims_that_are_unverified_or_only_proposed_change_no_count(
    given_as: dict[str, object], added: list[Claim]
) -> None:
    more = [c._replace(document="document/rumour", **given_as) for c in added]
    assert _counts(fold([*_GROUND, *more])) == _counts(fold(_GROUND))


def test_the_counts_of_the_ground_are_not_trivially_empty() -> None:
    assert _counts(fold(_GROUND))[:4] == ((2, 2), (1, 1), (3, 3), (1, 2))


_STATED = milestone("a-b", date="1974")
_PROPOSED = _STATED._replace(method="rules@1")
_ACCEPTED = judgement(Verdict.ACCEPT, _STATED.id)


@pytest.mark.parametrize(
    ("claims", "judged", "is_held"),
    [
        ([_PROPOSED], [], False),
        ([_PROPOSED], [_ACCEPTED], True),
        ([_PROPOSED, _STATED._replace(recorded_at=LATER)], [], True),
        ([_STATED], [reject(_STATED), replace(_ACCEPTED, judged_at=LATER)], True),
        ([_STATED], [reject(_STATED, judged_at=LATER), _ACCEPTED], False),
    ],
    ids=[
        "proposed",
        "accepted",
        "typed too",
        "the newest accepts",
        "the newest rejects",
    ],
)
def test_a_claim_counts_that_was_typed_or_accepted_and_not_rejected_since(
    claims: list[Claim], judged: list[Judgement], is_held: bool
) -> None:
    assert ("tie/a-b" in fold(claims, judged)) is is_held


def test_a_rejected_claim_is_kept_with_the_judgement_that_rejects_it() -> None:
    rejection = reject(_STATED)
    folded = fold([_STATED], [rejection])
    assert (folded.entities, folded.claims) == ({}, {_STATED.id: _STATED})
    assert folded.rejected == {_STATED.id: rejection}


def test_two_ids_judged_the_same_are_one_entity_with_the_claims_of_both() -> None:
    one = claim("government/osaka", "level", "city")
    other = claim("government/osaka-shi", "country", "JP")
    folded = fold(
        [one, other], [judgement(Verdict.SAME, "government/osaka", other.subject)]
    )
    assert list(folded.entities) == ["government/osaka"]
    assert folded.entity("government/osaka").claim_ids == (one.id, other.id)


def test_what_refers_to_an_id_refers_to_the_one_that_stands_for_it_a_direction_too() -> (
    None
):
    same = judgement(Verdict.SAME, "government/osaka", "government/osaka-shi")
    between = {"between": ["government/osaka", "government/osaka-shi"]}
    art = claim("programme/art", "direction", between)
    folded = fold([*tie("a-b", "osaka-shi", "osaka", "shanghai"), art], [same])
    parties = set(folded.entity("tie/a-b").stated("party").values)
    assert parties == {"government/osaka", "government/shanghai"}
    assert folded.get("programme/art", Programme) is not None


def test_claims_of_one_value_are_one_fact_and_of_one_in_two_spans_two() -> None:
    one, other = (
        milestone("a-b", date="1974", document=f"document/{slug}") for slug in "ab"
    )
    spans = status("a-b", "active", "1974/1980"), status("a-b", "active", "1985/..")
    held = register(one, other, *spans).entity("tie/a-b")
    (fact,) = held.stated("milestone")
    assert set(fact.claim_ids) == {one.id, other.id}
    assert {str(fact.valid) for fact in held.stated("status")} == {
        "1974/1980",
        "1985/..",
    }


def _dates(*claims: Claim, judgements: tuple[Judgement, ...] = ()) -> list[str]:
    """The dates of the milestones of a tie, best first."""
    return [
        str(m.date or "") for m in _milestones(*claims, judgements=judgements).values
    ]


def _milestones(*claims: Claim, judgements: tuple[Judgement, ...] = ()) -> Stated[Any]:
    return fold(claims, judgements).entity("tie/a-b").stated("milestone")


def _formal(date: str, source: str = "gazette", **given_as: Any) -> Claim:
    return milestone("a-b", date=date, document=f"document/{source}", **given_as)


_MARKS: dict[str, dict[str, Any]] = {
    "~": {"certainty": Certainty.DOUBTFUL},
    "?": {"certainty": Certainty.UNVERIFIED},
    "+": {"stance": Stance.PLANNED},
    "!": {"stance": Stance.DENIED},
}
_ORDERS = """
the surer first | 1974-04-18~, 1975 | 1975, 1974-04-18
the sharper first of the equally sure
    | 1974, 1974-04, 1974-04-18, 197X | 1974-04-18, 1974-04, 1974, 197X
no date after the vaguest | none, 19XX | 19XX, none
what more documents say first of equals
    | 1974-04-18, 1974-04-19 b, 1974-04-19 c | 1974-04-19, 1974-04-18
the unverified last however sharp | 1974-04-18?, 1975~ | 1975, 1974-04-18
the planned after what is said to be so | 1974-04-18+, 1975 | 1975, 1974-04-18
none for a denial | 1974, 1975! | 1974
the preferred before the sharper and surer | 1974-04-18 < 1975~ | 1975, 1974-04-18
preferences in a row | 1973-01-01 < 1974-01-01 < 1975-01-01 | 1975-01-01, 1974-01-01, 1973-01-01
as without two judgements against each other
    | 1974-04-18 < 1975 < 1974-04-18, 1976? | 1974-04-18, 1975, 1976
one fact of two claims that are put one before the other | 1974 list < 1974 | 1974
"""
"""Dates, with the document where it is another; doubtful ~, unverified ?, planned +,
denied !. A judgement prefers what comes after < to what comes before.
"""


@pytest.mark.parametrize(("given_as", "dates"), [(g, d) for _, g, d in rows(_ORDERS)])
def test_the_dates_of_a_stage_come(given_as: str, dates: str) -> None:
    chains = [
        [_read(each) for each in chain.split(" < ")] for chain in given_as.split(", ")
    ]
    judged = [
        prefer(after, before) for chain in chains for before, after in pairwise(chain)
    ]
    claims = {c.id: c for chain in chains for c in chain}
    assert [
        date or "none" for date in _dates(*claims.values(), judgements=tuple(judged))
    ] == (dates.split(", "))


def _read(text: str) -> Claim:
    date, *source = text.rstrip("~?+!").replace("none", "").split(" ")
    return _formal(date, *source, **_MARKS.get(text[-1], {}))


def test_a_circle_leaves_judgements_outside_of_it_in_force() -> None:
    one, other, vague = (_formal(date) for date in ("1973-01-01", "1974-01-01", "1975"))
    judged = (prefer(one, other), prefer(other, one), prefer(vague, one))
    found = _dates(one, other, vague, judgements=judged)
    assert found.index("1975") < found.index("1973-01-01")


@given(st.permutations(range(5)))
def test_a_full_order_given_by_judgements_is_kept_whatever_it_is(
    order: list[int],
) -> None:
    claims = [_formal(f"{1970 + year}-01-01") for year in order]
    judged = tuple(prefer(a, b) for a, b in pairwise(claims))
    assert _dates(*claims, judgements=judged) == [
        f"{1970 + year}-01-01" for year in order
    ]


def test_the_fuller_value_comes_first_among_equally_sharp_dates() -> None:
    bare, full = _formal("1974-04-18"), _formal("1974-04-18", "list", basis="signing")
    assert _milestones(bare, full).value.basis == "signing"


def test_a_denial_stands_beside_the_fact_that_it_denies_and_states_nothing_alone() -> (
    None
):
    denial = _formal("1974", "list", stance=Stance.DENIED)
    assert not _milestones(denial)
    (fact,) = _milestones(_formal("1974"), denial).facts
    assert fact.denials == (denial,)
    assert denial not in fact.claims


@pytest.mark.parametrize(
    ("claims", "compete"),
    [
        ([_formal("1974-04-18"), _formal("1975")], True),
        ([_formal("1974"), milestone("a-b", "wish", "1972")], False),
        ([_formal("1974"), _formal("1974", "list", basis="signing")], False),
        ([_formal("1974", basis=basis) for basis in ("signing", "declaration")], True),
        ([claim("tie/a-b", "party", f"government/{slug}") for slug in "ab"], False),
        (
            [
                claim("tie/a-b", "type", kind)
                for kind in ("sister-city", "friendship-city")
            ],
            True,
        ),
    ],
    ids=[
        "two dates of a stage",
        "two stages",
        "one basis",
        "two bases",
        "parties",
        "types",
    ],
)
def test_values_compete_where_one_alone_can_be_so(
    claims: list[Claim], compete: bool
) -> None:
    held = fold(claims).entity("tie/a-b").stated(claims[0].property)
    assert [len(group) for group in held.conflicts] == [2] * compete
    assert len(held.facts) == 2


def test_values_that_stand_side_by_side_come_in_the_order_of_the_source() -> None:
    places = {"start": 0, "sha256": "a" * 64}
    late = claim(
        "tie/a-b", "party", "government/a", **{**places, "start": 40, "end": 50}
    )
    early = claim("tie/a-b", "party", "government/z", **places, end=10)
    held = fold([late, early]).entity("tie/a-b").stated("party")
    assert held.values == ("government/z", "government/a")


def test_dated_values_compete_where_they_hold_at_once_else_the_latest_comes_first() -> (
    None
):
    held = register(
        claim("government/a", "country", "SU", "1922/1991-12-25"),
        claim("government/a", "country", "RU", "1991-12-26/.."),
        claim("government/a", "level", "city", "1950/1990"),
        claim("government/a", "level", "town", "1980/.."),
    ).entity("government/a")
    assert held.stated("country").values == ("RU", "SU")
    assert not held.stated("country").conflicts
    assert len(held.stated("level").conflicts) == 1

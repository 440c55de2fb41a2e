"""Questions to the ledger: as known at any time, a page at a time; the register is read
of it piece by piece.
"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from builders import LATER, THEN, claim, flat, judgement, reject, tie, two_sides
from kizuna.claims.claim import Claim, Judgement, Verdict
from kizuna.claims.kinds import Entity, LocalGovernment, Tie
from kizuna.errors import Ambiguous, NotFound
from kizuna.register.places import in_country
from kizuna.register.register import Register, fold
from kizuna.register.ties import TieQuery, ties
from kizuna.store import Database
from kizuna.store.ledger import StoreLedger
from kizuna.store.queries import claims, judgements, ledger
from kizuna.store.queries.claims import (
    claim_by_id,
    claims_by_ids,
    claims_referring_to,
    rival_claims,
)
from kizuna.store.queries.documents import count_citations
from kizuna.store.queries.entities import ids_of_kind, ties_after
from kizuna.store.queries.identifying import (
    edition_beside_identities,
    identity_judgements,
    names,
    things,
)
from kizuna.store.queries.judgements import judgement_by_id
from kizuna.values import day_number

from .building import add, kansai
from .conftest import sqlite_only

BEFORE = datetime(2019, 1, 1, tzinfo=UTC)


@pytest.fixture
def filled(database: Database) -> Database:
    add(*kansai())
    late = claim("government/osaka", "level", "municipality", recorded_at=LATER)
    add(late)
    return database


def test_a_claim_is_known_from_the_moment_at_which_it_was_recorded(
    filled: Database,
) -> None:
    levels = [claims.claims(property="level", known_at=at) for at in (THEN, LATER)]
    assert list(map(len, levels)) == [0, 1]
    assert ledger.counts(known_at=THEN).claims == len(kansai())
    assert ledger.counts().last_recorded == LATER
    assert ledger.is_empty(known_at=BEFORE)
    assert ledger.counts(known_at=BEFORE) == ledger.LedgerSize(0, 0, None)
    assert claims.claims(known_at=BEFORE) == names(known_at=BEFORE) == []


def test_a_judgement_is_known_from_the_moment_at_which_it_was_made(
    filled: Database,
) -> None:
    made = judgement(Verdict.REJECT, kansai()[0].id, judged_at=LATER)
    add(made)
    assert judgements.judgements(known_at=THEN) == []
    assert judgements.judgements(known_at=LATER) == [made]
    assert judgement_by_id(made.id[:6]) == made


def test_claims_are_found_by_what_they_are_about_name_and_come_from(
    filled: Database,
) -> None:
    mine = claim(
        "government/osaka", "country", "JP", locator="page 9", recorder="person/clerk"
    )
    add(mine)
    names = {
        "subjects": ["government/osaka"],
        "property": "name",
        "document": "document/gazette",
    }
    assert [c.property for c in claims.claims(**names)] == ["name", "name"]
    assert [c.id for c in claims.claims(recorder="person/clerk")] == [mine.id]
    for asked in (
        {"document": "document/unknown"},
        {"recorder": "person/nobody"},
        {"subjects": []},
    ):
        assert claims.claims(**asked) == []
    every = claims.claims()
    assert claims.claims(first=1, limit=3) == every[1:4]
    found = {c.subject for c in claims_referring_to("government/shanghai")}
    assert found == {"tie/osaka-shanghai", "tie/osaka-prefecture-shanghai"}


@sqlite_only
@pytest.mark.parametrize("prefix", ["", "abc", "xyzw", "a" * 33, "0" * 16])
def test_what_is_no_beginning_of_an_id_is_quoted(filled: Database, prefix: str) -> None:
    with pytest.raises(NotFound, match=f"'{prefix}'"):
        claim_by_id(prefix)


def test_claims_come_by_their_ids_and_a_beginning_that_several_share_lists_them(
    filled: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = {record.name.text: record for record in names()}["大阪市"]
    assert (named.ref, claim_by_id(named.claim).subject) == ("government/osaka",) * 2
    wanted = kansai()[:3]
    assert claims_by_ids([*(c.id for c in wanted), "ef" * 16]) == {
        c.id: c for c in wanted
    }
    monkeypatch.setattr("kizuna.store.queries.claims._SHORTEST_PREFIX", 1)
    first = [c.id[0] for c in claims.claims()]
    shared = next(digit for digit in first if first.count(digit) > 1)
    with pytest.raises(Ambiguous) as caught:
        claim_by_id(shared)
    assert len(caught.value.candidates) == first.count(shared)


_A, _B = "government/a", "government/b"


def test_what_has_an_identifier_or_a_typed_claim_is_known(database: Database) -> None:
    listed = {"method": "imported"}
    add(
        claim(_A, "name", {"text": "A", "language": "en"}, **listed),
        claim(_B, "name", {"text": "B", "language": "en"}),
        claim("government/c", "identifier", "wikidata:Q1", **listed),
    )
    assert things(["government", "person"]) == {
        _A: False,
        _B: True,
        "government/c": True,
    }


def test_judgements_of_identity_leave_the_edition_as_it_is(database: Database) -> None:
    first = claim(_A, "country", "JP")
    add(first, claim(_B, "country", "JP"))
    before = edition_beside_identities("organisation/linker")
    same = judgement(Verdict.SAME, _A, _B)
    add(same)
    assert edition_beside_identities("organisation/linker") == before
    add(judgement(Verdict.WITHDRAW, same.id))
    assert [j.verdict for j in identity_judgements()] == [
        Verdict.SAME,
        Verdict.WITHDRAW,
    ]
    rejected = judgement(Verdict.REJECT, first.id)
    add(rejected)
    after = edition_beside_identities("organisation/linker")
    assert after != before
    add(judgement(Verdict.WITHDRAW, rejected.id))
    assert edition_beside_identities("organisation/linker") != after


def test_rivals_are_the_claims_of_what_has_several_values(database: Database) -> None:
    one, other = claim(_A, "country", "JP"), claim(_A, "country", "CN")
    alone, level = claim(_B, "country", "JP"), claim(_A, "level", "city")
    add(one, other, alone, level)
    found = {c.id for c in rival_claims(["country", "level"])}
    assert found == {one.id, other.id}
    assert alone.id in {c.id for c in rival_claims(["country"], [_B])}
    assert rival_claims(["level"]) == []


def test_the_ids_of_a_kind_come_in_order_of_bytes_each_once(filled: Database) -> None:
    add(
        *[
            claim(f"tie/{slug}", "type", "sister-city")
            for slug in ("a-b", "ab", "a", "a2")
        ]
    )
    every = ids_of_kind("tie", limit=1000)
    assert every == sorted(set(every))
    assert every[:4] == ["tie/a", "tie/a-b", "tie/a2", "tie/ab"]
    walked: list[str] = []
    while page := ids_of_kind("tie", after=walked[-1] if walked else "", limit=2):
        walked += page
    assert walked == every


def test_claims_come_in_order_of_recording_each_once_and_narrowed_by_what_is_asked(
    filled: Database,
) -> None:
    every = claims.claims(limit=1000)
    walked = claims.claims(limit=2)
    while page := claims.claims(after=walked[-1].id, limit=2):
        walked += page
    assert walked == every
    some = {
        name: getattr(every[0], name) for name in ("subject", "property", "document")
    }
    assert claims.claims(limit=1000, **some) == [
        c for c in every if some.items() <= c._asdict().items()
    ]
    assert claims.claims(limit=10, known_at=BEFORE) == []
    with pytest.raises(NotFound, match="00000000"):
        claims.claims(after="0" * 32, limit=1)


def test_proposed_claims_are_those_of_rules_models_and_contributors(
    filled: Database,
) -> None:
    proposing = {"contributed", "contributed:model:x", "rules@2", "model:reader"}
    methods = ("typed", "imported", *sorted(proposing))
    made = [claim("tie/new", "number", f"no. {m}", method=m) for m in methods]
    add(*made)
    found = claims.claims(limit=10, subject="tie/new", is_proposed=True)
    assert {c.method for c in found} == proposing


def test_ties_that_may_stand_come_in_order_of_bytes_each_once(filled: Database) -> None:
    day = day_number("1987-04-01")
    every = ties_after(day, limit=1000)
    assert every == sorted(set(every))
    assert ties_after(day, after=every[0], limit=1) == every[1:2]
    assert ties_after(day_number("1900-01-01"), limit=10) == []


def test_the_newest_come_first_and_documents_by_how_often_they_are_cited(
    filled: Database,
) -> None:
    new = claim("government/kyoto", "name", "Kyôto")
    add(new, judgement("reject", new.id))
    last = {"limit": 1, "before": 2**62, "known_at": None}
    assert [held.id for _, held in ledger.newest("claims", **last)] == [new.id]
    ((_, judged),) = ledger.newest("judgements", **last)
    assert (judged.verdict, judged.target) == ("reject", new.id)
    cited = [number for number, _ in count_citations().values()]
    assert sum(cited) == ledger.number_of_claims()


_LATE = claim("government/kobe", "country", "JP", recorded_at=LATER)
_WRONG = claim("government/osaka", "country", "FR")


@pytest.fixture
def held(database: Database) -> tuple[list[Claim], list[Judgement]]:
    """Two ties, two ids of one city, a claim that is rejected, and one that was
    recorded later; all recorded.
    """
    claims = flat(
        two_sides(),
        tie("osaka-shanghai", "osaka", "shanghai"),
        tie("ohsaka-lianyungang", "ohsaka", "lianyungang"),
        [_WRONG],
    )
    judgements = [
        judgement(Verdict.SAME, "government/ohsaka", "government/osaka"),
        reject(_WRONG),
    ]
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


def test_a_register_does_not_see_what_is_recorded_after_it_was_opened(
    database: Database,
) -> None:
    add(*two_sides())
    register = Register(StoreLedger())
    add(_LATE)
    assert "government/kobe" not in register
    assert "government/kobe" in Register(StoreLedger())

"""The clock of knowledge: the ledger as it was known at any time."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from kizuna.claims.judgement import Verdict
from kizuna.errors import Ambiguous, NotFound
from kizuna.store import Database
from kizuna.store.actions import add_claims, add_judgements
from kizuna.store.queries import claims, judgements, ledger
from kizuna.store.queries.claims import (
    claim_by_id,
    claims_by_ids,
    claims_referring_to,
    rival_claims,
)
from kizuna.store.queries.identifying import (
    edition_beside_identities,
    identity_judgements,
    things,
)
from kizuna.store.queries.judgements import judgement_by_id
from kizuna.store.queries.names import names

from .building import LATER, THEN, claim, judgement, kansai

BEFORE = datetime(2019, 1, 1, tzinfo=UTC)


@pytest.fixture
def filled(database: Database) -> Database:
    add_claims(claims=kansai(), acting_user="editor")
    late = claim("government/osaka", "level", "municipality", recorded_at=LATER)
    add_claims(claims=[late], acting_user="editor")
    return database


def test_before_the_first_claim_nothing_was_known(filled: Database) -> None:
    assert ledger.is_empty(known_at=BEFORE)
    assert ledger.counts(known_at=BEFORE).claims == 0
    assert ledger.counts(known_at=BEFORE).last_recorded is None
    assert claims.claims(known_at=BEFORE) == []
    assert names(known_at=BEFORE) == []


def test_a_claim_is_known_from_the_moment_at_which_it_was_recorded(filled: Database) -> None:
    def levels(known_at: datetime) -> int:
        return len(claims.claims(property="level", known_at=known_at))

    assert (levels(THEN), levels(LATER)) == (0, 1)
    assert ledger.counts(known_at=THEN).claims == len(kansai())
    assert ledger.head().last_recorded == LATER


def test_a_judgement_is_known_from_the_moment_at_which_it_was_made(filled: Database) -> None:
    made = judgement(Verdict.REJECT, kansai()[0].id, judged_at=LATER)
    add_judgements(judgements=[made], acting_user="editor")
    assert judgements.judgements(known_at=THEN) == []
    assert judgements.judgements(known_at=LATER) == [made]
    assert judgement_by_id(made.id[:6]) == made


def test_claims_are_found_by_subject_property_and_document(filled: Database) -> None:
    found = claims.claims(
        subjects=["government/osaka"], property="name", document="document/gazette"
    )
    assert {c.property for c in found} == {"name"}
    assert len(found) == 2
    assert claims.claims(document="document/unknown") == []
    assert claims.claims(subjects=[]) == []
    assert len(claims.claims(limit=3)) == 3


def test_claims_are_found_by_who_recorded_them(filled: Database) -> None:
    said = {
        "document": "document/own-record",
        "recorder": "person/clerk",
        "recorded_at": LATER,
    }
    mine = claim("government/osaka", "country", "JP", **said)
    add_claims(claims=[mine], acting_user="editor")
    assert claims.claims_recorded_by("person/clerk") == [mine]
    assert claims.claims_recorded_by("person/nobody") == []


def test_claims_that_name_an_entity_are_found(filled: Database) -> None:
    found = {c.subject for c in claims_referring_to("government/shanghai")}
    assert found == {"tie/osaka-shanghai", "tie/osaka-prefecture-shanghai"}
    assert claims_referring_to("government/shanghai", known_at=BEFORE) == []


@pytest.mark.parametrize("prefix", ["", "abc", "xyzw", "a" * 33, "0" * 16])
def test_what_is_no_beginning_of_an_id_is_quoted(filled: Database, prefix: str) -> None:
    with pytest.raises(NotFound, match=f"'{prefix}'"):
        claim_by_id(prefix)


def test_a_beginning_that_several_ids_share_lists_them(
    filled: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kizuna.store.queries.claims._SHORTEST_PREFIX", 1)
    first = [c.id[0] for c in claims.claims()]
    shared = next(digit for digit in first if first.count(digit) > 1)
    with pytest.raises(Ambiguous) as caught:
        claim_by_id(shared)
    assert len(caught.value.candidates) == first.count(shared)


def test_claims_come_by_their_ids(filled: Database) -> None:
    wanted = kansai()[:3]
    assert claims_by_ids([*(c.id for c in wanted), "ef" * 16]) == {c.id: c for c in wanted}


def test_every_name_comes_with_its_claim(filled: Database) -> None:
    found = {record.name.text: record for record in names()}
    assert found["大阪市"].ref == "government/osaka"
    assert claim_by_id(found["大阪市"].claim).subject == "government/osaka"


_A, _B = "government/a", "government/b"


def test_what_has_an_identifier_or_a_typed_claim_is_known(database: Database) -> None:
    listed = {"method": "imported"}
    add_claims(
        claims=[
            claim(_A, "name", {"text": "A", "language": "en"}, **listed),
            claim(_B, "name", {"text": "B", "language": "en"}),
            claim("government/c", "identifier", "wikidata:Q1", **listed),
        ],
        acting_user="editor",
    )
    assert things(["government", "person"]) == {_A: False, _B: True, "government/c": True}


def test_judgements_of_identity_leave_the_edition_as_it_is(database: Database) -> None:
    first = claim(_A, "country", "JP")
    add_claims(claims=[first, claim(_B, "country", "JP")], acting_user="editor")
    before = edition_beside_identities("organisation/linker")
    same = judgement(Verdict.SAME, _A, _B)
    add_judgements(judgements=[same], acting_user="editor")
    assert edition_beside_identities("organisation/linker") == before
    add_judgements(judgements=[judgement(Verdict.WITHDRAW, same.id)], acting_user="editor")
    assert [j.verdict for j in identity_judgements()] == [Verdict.SAME, Verdict.WITHDRAW]
    rejected = judgement(Verdict.REJECT, first.id)
    add_judgements(judgements=[rejected], acting_user="editor")
    after = edition_beside_identities("organisation/linker")
    assert after != before
    add_judgements(judgements=[judgement(Verdict.WITHDRAW, rejected.id)], acting_user="editor")
    assert edition_beside_identities("organisation/linker") != after


def test_rivals_are_the_claims_of_what_has_several_values(database: Database) -> None:
    one, other = claim(_A, "country", "JP"), claim(_A, "country", "CN")
    alone, level = claim(_B, "country", "JP"), claim(_A, "level", "city")
    add_claims(claims=[one, other, alone, level], acting_user="editor")
    found = {c.id for c in rival_claims(["country", "level"])}
    assert found == {one.id, other.id}
    assert alone.id in {c.id for c in rival_claims(["country"], [_B])}
    assert rival_claims(["level"]) == []

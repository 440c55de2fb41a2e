"""Who is merely mentioned, when that changes, and which claims may be in conflict, on both databases."""

from __future__ import annotations

from kizuna.claims.judgement import Verdict
from kizuna.store import Database
from kizuna.store.actions import add_claims, add_judgements
from kizuna.store.queries.claims import rival_claims
from kizuna.store.queries.identifying import (
    edition_beside_identities,
    identity_judgements,
    things,
)

from .building import claim, judgement

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

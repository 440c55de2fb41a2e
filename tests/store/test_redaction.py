"""Redaction: what is hidden is in no answer of the store, on both databases; what is written sees everything."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders import DAY, add_text, claim, flat, government, judgement, prefer, reject, tie
from kizuna.claims.claim import Claim
from kizuna.claims.judgement import Verdict
from kizuna.errors import NotFound
from kizuna.register.register import Register
from kizuna.store import Database
from kizuna.store.ledger import StoreLedger
from kizuna.store.queries import claims, documents, hidden, judgements
from kizuna.store.queries.entities import ties_after
from kizuna.store.queries.ledger import edition, heads
from kizuna.store.redaction import Redaction, redacting, redaction_of_facts, unredacted
from kizuna.store.search import search
from kizuna.store.sql import known_terms

from .building import add

MEMO = {"document": "document/memo"}


def held() -> list[Claim]:
    """A tie of a gazette and one of a memo; the memo names Osaka otherwise; a person who only signed a letter."""
    return flat(
        government("osaka", "designated-city"),
        government("shanghai", "province-level-municipality", country="CN"),
        tie("osaka-shanghai", "osaka", "shanghai"),
        government("quietford", country="CN", **MEMO),
        tie("osaka-quietford", "osaka", "quietford", **MEMO),
        claim("government/osaka", "name", "Osaka"),
        claim("government/osaka", "name", "Naniwa", **MEMO),
        claim("document/memo", "title", "A memo"),
        claim("document/letter", "signatory", {"person": "person/mori-ken"}),
    )


@pytest.fixture
def filled(database: Database) -> Database:
    """The database with those claims and a text of the memo."""
    add(*held(), prefer(held()[-4], held()[-3]))
    add_text("document/memo", "Quietford is tied to Osaka.", "Memo")
    return database


def without_memo(*persons: str) -> Redaction:
    """What is hidden from somebody who may not see the memo and the persons."""
    numbers = known_terms(["document/memo", *persons])
    return hidden.with_consequences(
        Redaction((numbers["document/memo"],), tuple(numbers[ref] for ref in persons))
    )


def test_claims_of_and_about_a_hidden_document_are_in_no_answer(filled: Database) -> None:
    hides = without_memo()
    with redacting(lambda: hides):
        seen = claims.claims()
        assert len(claims.claims(limit=5)) == 5
        register = Register(StoreLedger())
        with pytest.raises(NotFound):
            claims.claim_by_id(next(c.id for c in held() if c.document == "document/memo"))
        assert ties_after(DAY, limit=9) == ["tie/osaka-shanghai"]
        assert hidden.partly_hidden_ties() == ["tie/osaka-quietford"]
    assert hidden.partly_hidden_ties() == []
    assert {c.document for c in seen} == {"document/gazette"}
    assert "document/memo" not in {c.subject for c in seen}
    assert "tie/osaka-quietford" not in register  # also where it is asked of later
    assert list(register.read_all().claims.values()) == seen


def test_what_follows_from_what_is_hidden_is_hidden(filled: Database) -> None:
    twin = claim("tie/twin", "number", "7", **MEMO)
    same = judgement(Verdict.SAME, "tie/twin", "tie/osaka-shanghai")
    (weighed,) = judgements.judgements()
    add(twin, same, judgement(Verdict.WITHDRAW, weighed.id))
    hides = without_memo()
    with redacting(lambda: hides):
        # of a tie with a claim about another of its ids, and of a judgement on a hidden one
        assert "tie/osaka-shanghai" in hidden.partly_hidden_ties()
        assert [j.verdict for j in judgements.judgements()] == [Verdict.SAME]


def test_texts_are_hidden_with_their_document_or_alone(filled: Database) -> None:
    hides = without_memo()
    with redacting(lambda: hides):
        assert documents.document_texts() == []
    alone = Redaction(texts=hides.documents)
    with redacting(lambda: alone):
        assert documents.document_texts()
        assert "passage" not in {hit.kind for hit in search("quietford")}
        assert redaction_of_facts() is None


def test_an_action_sees_everything(filled: Database) -> None:
    hides, everything = without_memo(), (heads(), edition())
    with redacting(lambda: hides):
        assert (heads(), edition()) == everything  # how far the ledger has come anybody may know
        with unredacted():
            assert len(claims.claims()) == len(held())
        add(claim("government/osaka", "name", "大阪市"))
    assert len(ties_after(DAY, limit=9)) == 2


def test_what_nobody_has_reviewed_is_seen_by_its_own_proposer_alone_also_from_what_is_hidden(
    filled: Database,
) -> None:
    anna, ben = (
        claim("government/osaka", "name", name, method="contributed", recorder=f"person/{who}")
        for who, name in (("anna", "Osaka-fu"), ("ben", "Zaka"))
    )
    add(anna, ben)
    numbers = known_terms(["contributed", "person/anna"])
    unreviewed = Redaction(unreviewed=(numbers["contributed"],))
    own = replace(unreviewed, own=numbers["person/anna"])

    def seen(view: Redaction | None) -> set[str]:
        with redacting(lambda: view):
            return {c.id for c in claims.claims(subjects=["government/osaka"])} & {anna.id, ben.id}

    assert [seen(view) for view in (None, unreviewed, own)] == [{anna.id, ben.id}, set(), {anna.id}]
    add(reject(ben))
    assert seen(unreviewed) == {ben.id}
    mine = claim("tie/x-y", "number", "7", method="contributed", recorder="person/anna", **MEMO)
    add(mine)
    half = replace(without_memo(), unreviewed=own.unreviewed, own=own.own)
    with redacting(lambda: half):
        assert [c.id for c in claims.claims(document="document/memo")] == [mine.id]

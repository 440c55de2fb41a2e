"""What is hidden is in no answer of the store nor in a view for other programs; whoever
writes sees everything.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from builders import (
    DAY,
    add_text,
    claim,
    flat,
    government,
    judgement,
    milestone,
    prefer,
    reject,
    status,
    tie,
    withdraw,
)
from kizuna.claims.claim import Claim, Verdict
from kizuna.errors import NotFound
from kizuna.register.register import Register
from kizuna.store import Database
from kizuna.store.ledger import StoreLedger
from kizuna.store.queries import claims, documents, hidden, judgements
from kizuna.store.queries.entities import ties_after
from kizuna.store.queries.ledger import edition, heads
from kizuna.store.redaction import Redaction, redacting, redaction_of_facts, unredacted
from kizuna.store.search import search
from kizuna.store.sql import fetch, known_terms

from .building import add

MEMO = {"document": "document/memo"}


def held() -> list[Claim]:
    """A tie of a gazette and one of a memo; the memo names Osaka otherwise; a person
    who only signed a letter.
    """
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


def without_memo() -> Redaction:
    """What is hidden from somebody who may not see the memo."""
    return hidden.with_consequences(
        Redaction((known_terms(["document/memo"])["document/memo"],))
    )


def test_claims_of_and_about_a_hidden_document_are_in_no_answer(
    filled: Database,
) -> None:
    hides = without_memo()
    with redacting(lambda: hides):
        seen = claims.claims()
        assert len(claims.claims(limit=5)) == 5
        register = Register(StoreLedger())
        with pytest.raises(NotFound):
            claims.claim_by_id(
                next(c.id for c in held() if c.document == "document/memo")
            )
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
        # of a tie with a claim about another of its ids, and of a judgement on a hidden
        # one
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
        assert (
            heads(),
            edition(),
        ) == everything  # how far the ledger has come anybody may know
        with unredacted():
            assert len(claims.claims()) == len(held())
        add(claim("government/osaka", "name", "大阪市"))
    assert len(ties_after(DAY, limit=9)) == 2


def test_what_nobody_has_reviewed_is_seen_by_its_own_proposer_alone_also_from_what_is_hidden(
    filled: Database,
) -> None:
    anna, ben = (
        claim(
            "government/osaka",
            "name",
            name,
            method="contributed",
            recorder=f"person/{who}",
        )
        for who, name in (("anna", "Osaka-fu"), ("ben", "Zaka"))
    )
    add(anna, ben)
    numbers = known_terms(["contributed", "person/anna"])
    unreviewed = Redaction(unreviewed=(numbers["contributed"],))
    own = replace(unreviewed, own=numbers["person/anna"])

    def seen(view: Redaction | None) -> set[str]:
        with redacting(lambda: view):
            return {c.id for c in claims.claims(subjects=["government/osaka"])} & {
                anna.id,
                ben.id,
            }

    assert [seen(view) for view in (None, unreviewed, own)] == [
        {anna.id, ben.id},
        set(),
        {anna.id},
    ]
    add(reject(ben))
    assert seen(unreviewed) == {ben.id}
    mine = claim(
        "tie/x-y", "number", "7", method="contributed", recorder="person/anna", **MEMO
    )
    add(mine)
    half = replace(without_memo(), unreviewed=own.unreviewed, own=own.own)
    with redacting(lambda: half):
        assert [c.id for c in claims.claims(document="document/memo")] == [mine.id]


SECRET = {"document": "document/hushed-memo", "holder": "organisation/office"}
HIDDEN = re.compile("hushed|quietford|kawa|saburo|other-memo|guessed", re.IGNORECASE)


def _osaka_shanghai() -> list[Any]:
    return flat(
        government("osaka"),
        government("shanghai", country="CN"),
        claim("government/osaka", "name", {"text": "Ōsaka", "language": "ja"}),
        claim("government/osaka", "name", {"text": "Osaka", "language": "en"}),
        claim("government/shanghai", "name", {"text": "Shanghai", "language": "en"}),
        tie("osaka-shanghai", "osaka", "shanghai"),
        milestone("osaka-shanghai", "formal", "1974-04"),
        claim("field/sport", "tie", "tie/osaka-shanghai"),
        claim("field/sport", "concept", "sport"),
        claim("field/sport", "started", "1975"),
    )


def test_ties_now_are_named_and_dated_from_the_earliest_day_to_the_latest(
    database: Database,
) -> None:
    add(*_osaka_shanghai())
    [tie] = fetch(
        "SELECT id, name, since_earliest, since_latest, until_latest FROM ties_now"
    )
    assert tie == (
        "tie/osaka-shanghai",
        "Osaka – Shanghai",
        "1974-04-01",
        "1974-04-30",
        None,
    )
    assert fetch("SELECT in_force FROM ties_now") == [("certain",)]
    [field] = fetch("SELECT tie_name, concept, since FROM tie_fields_now")
    assert field == ("Osaka – Shanghai", "sport", "1975")
    add(*flat(status("osaka-shanghai", "ended", "2010-05-01/..")))
    assert fetch("SELECT id FROM ties_now") == []


def test_a_claim_is_read_in_words_with_whether_it_was_rejected(
    database: Database,
) -> None:
    old = claim(
        "government/osaka", "name", {"text": "Naniwa", "language": "en"}, "/1496"
    )
    taken_back = reject(old)
    add(old, taken_back)
    columns = (
        "text, valid, last_day, document, stance, certainty, rejected, recorded_at"
    )
    [said] = fetch(f"SELECT {columns} FROM claims_readable")
    assert said[:7] == (
        "Naniwa",
        "/1496",
        "1496-12-31",
        "document/gazette",
        *said[4:6],
        1,
    )
    assert said[4:6] == ("asserted", "certain")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", said[7])
    add(withdraw(taken_back))
    assert fetch("SELECT rejected FROM claims_readable") == [(0,)]


def test_an_entity_has_the_name_that_judges_prefer(database: Database) -> None:
    amoy, xiamen = ({"text": text, "language": "en"} for text in ("Amoy", "Xiamen"))
    first, better = (claim("government/x", "name", name) for name in (amoy, xiamen))
    add(first, better, prefer(better, first))
    [held] = fetch("SELECT id, kind, name, claims FROM entities")
    assert held == ("government/x", "government", "Xiamen", 2)


def test_nothing_that_somebody_may_not_see_is_in_a_view(database: Database) -> None:
    claims = flat(
        _osaka_shanghai(),
        claim("document/hushed-memo", "access_level", "secret"),
        claim("document/hushed-memo", "title", "The hushed memo"),
        claim("government/osaka", "name", "Osaka-by-Quietford", **SECRET),
        claim("government/osaka", "name", "Kawa", document="document/other-memo"),
        claim("person/kawa-saburo", "name", "Kawa Saburo"),
        claim("agreement/a", "tie", "tie/osaka-shanghai"),
        claim("agreement/a", "signatory", {"person": "person/kawa-saburo"}),
        claim("exchange/visit", "participants", "Kawa Saburo and others"),
        claim("government/osaka", "name", "Guessed", method="rules@1"),
        government("quietford", **SECRET),
        tie("osaka-kobe", "osaka", "kobe"),
        claim("tie/osaka-kobe", "motive", "hushed", **SECRET),
    )
    same = judgement(Verdict.SAME, "document/other-memo", "document/hushed-memo")
    add(*claims, same)
    for view in ("claims_readable", "entities", "ties_now", "tie_fields_now"):
        assert HIDDEN.findall(repr(fetch(f"SELECT * FROM {view}"))) == []
    assert fetch("SELECT id FROM ties_now") == [("tie/osaka-shanghai",)]


def test_a_document_that_is_held_for_public_and_a_proposal_that_was_judged_are_in_the_views(
    database: Database,
) -> None:
    hushed = claim(
        "document/memo", "access_level", "internal", document="document/memo"
    )
    public = claim("document/memo", "access_level", "public")
    named = claim("government/osaka", "name", "Osaka", document="document/memo")
    proposed = claim("government/osaka", "name", "Osaka", method="rules@1")
    add(hushed, public, named, proposed)
    counted = "SELECT count(*) FROM claims_readable"
    assert fetch(counted) == [(0,)]
    add(prefer(public, hushed))
    assert fetch(counted) == [(3,)]
    add(judgement(Verdict.ACCEPT, proposed.id))
    assert fetch(f"{counted} WHERE rejected = 0") == [(4,)]

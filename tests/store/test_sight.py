"""Sight: what is hidden is in no answer of the store, on both databases; what is written sees everything."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders import DAY, claim, flat, government, prefer, reject, tie
from kizuna.claims.claim import Claim
from kizuna.errors import NotFound
from kizuna.register.register import Register
from kizuna.store import Database
from kizuna.store.actions import add_claims, add_document, add_register
from kizuna.store.ledger import StoreLedger
from kizuna.store.queries import claims, documents, hidden, judgements, names
from kizuna.store.queries.ledger import edition, heads
from kizuna.store.queries.ties import ties_between
from kizuna.store.search import search
from kizuna.store.sight import Sight, hidden_claims, looking, restricted, seeing_everything, sight
from kizuna.store.sql import fetch_number
from kizuna.store.terms import known_terms

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
    add_register(claims=held(), judgements=[prefer(held()[-4], held()[-3])], acting_user="tester")
    add_document(
        ref="document/memo",
        text="Quietford is tied to Osaka.",
        media_type="text/plain",
        title="Memo",
        acting_user="tester",
    )
    return database


def without_memo(*persons: str, texts: tuple[str, ...] = ()) -> Sight:
    """The sight of somebody from whom the memo is hidden."""
    numbers = known_terms(["document/memo", *persons, *texts])
    return Sight(
        (numbers["document/memo"],),
        tuple(numbers[ref] for ref in persons),
        tuple(numbers[ref] for ref in texts),
    )


def test_without_a_look_nothing_is_hidden(filled: Database) -> None:
    assert sight() is None
    assert len(claims.claims()) == len(held())


def test_claims_of_and_about_a_hidden_document_are_in_no_answer(filled: Database) -> None:
    look = without_memo()
    with looking(lambda: look):
        seen = claims.claims()
        register = Register(StoreLedger())
        with pytest.raises(NotFound):
            claims.claim_by_id(next(c.id for c in held() if c.document == "document/memo"))
    assert {c.document for c in seen} == {"document/gazette"}
    assert "document/memo" not in {c.subject for c in seen}
    assert "tie/osaka-quietford" not in register  # also where it is asked of later
    assert list(register.read_all().claims.values()) == seen


def test_a_limit_counts_what_is_seen(filled: Database) -> None:
    look = without_memo()
    with looking(lambda: look):
        assert len(claims.claims(limit=5)) == 5


def test_claims_that_name_a_hidden_person_are_hidden(filled: Database) -> None:
    look = without_memo("person/mori-ken")
    with looking(lambda: look):
        assert "document/letter" not in {c.subject for c in claims.claims()}


def test_judgements_that_weigh_a_hidden_claim_are_hidden(filled: Database) -> None:
    look = without_memo()
    assert judgements.judgements()
    with looking(lambda: look):
        assert judgements.judgements() == []


def test_the_tables_of_ties_are_read_without_ties_that_are_hidden_in_part(
    filled: Database,
) -> None:
    look = without_memo()
    assert len(ties_between("government/osaka", "CN", DAY)) == 2
    with looking(lambda: look):
        assert [t.tie for t in ties_between("government/osaka", "CN", DAY)] == [
            "tie/osaka-shanghai"
        ]
        assert hidden.half_hidden_ties() == ["tie/osaka-quietford"]
    assert hidden.half_hidden_ties() == []


def test_search_and_names_find_nothing_hidden(filled: Database) -> None:
    look = without_memo()
    assert {hit.kind for hit in search("quietford")} >= {"passage"}
    with looking(lambda: look):
        assert search("quietford") == []
        assert search("Naniwa") == []
        assert [hit.text for hit in search("Osaka", kinds=("name",))] == ["Osaka"]
        assert {n.name.text for n in names.names()} == {"Osaka"}


def test_texts_are_hidden_with_their_document_or_alone(filled: Database) -> None:
    look = without_memo()
    with looking(lambda: look):
        assert documents.document_texts() == []
    alone = Sight(texts=look.documents)
    with looking(lambda: alone):
        assert documents.document_texts()
        assert "passage" not in {hit.kind for hit in search("quietford")}
        assert hidden_claims() is None


def test_an_action_sees_everything(filled: Database) -> None:
    look = without_memo()
    with looking(lambda: look):
        add_claims(claims=[claim("government/osaka", "name", "大阪市")], acting_user="tester")
    assert len(ties_between("government/osaka", "CN", DAY)) == 2


def test_how_far_the_ledger_has_come_is_the_same_for_everybody(filled: Database) -> None:
    look = without_memo()
    everything = (heads(), edition())
    with looking(lambda: look):
        assert (heads(), edition()) == everything


def test_everything_can_be_seen_inside_a_look(filled: Database) -> None:
    look = without_memo()
    with looking(lambda: look), seeing_everything():
        assert len(claims.claims()) == len(held())


def test_a_query_that_begins_with_names_of_its_own_keeps_them(filled: Database) -> None:
    look = without_memo()
    whole = fetch_number("WITH x AS (SELECT seq FROM claims) SELECT count(*) FROM x")
    with looking(lambda: look):
        seen = fetch_number("WITH x AS (SELECT seq FROM claims) SELECT count(*) FROM x")
    assert whole == len(held())
    assert seen == len([c for c in held() if "memo" not in c.document + c.subject])


def test_a_query_of_nothing_hidden_is_left_as_it_is() -> None:
    assert restricted("SELECT 1 FROM terms", Sight((1,)), "sqlite") == "SELECT 1 FROM terms"


def test_what_nobody_has_reviewed_is_seen_by_its_own_proposer_alone(filled: Database) -> None:
    anna, ben = (
        claim("government/osaka", "name", name, method="contributed", recorder=f"person/{who}")
        for who, name in (("anna", "Osaka-fu"), ("ben", "Zaka"))
    )
    add_claims(claims=[anna, ben], acting_user="tester")
    numbers = known_terms(["contributed", "person/anna"])
    unreviewed = Sight(unreviewed=(numbers["contributed"],))
    own = replace(unreviewed, own=numbers["person/anna"])

    def seen(view: Sight | None) -> set[str]:
        with looking(lambda: view):
            return {c.id for c in claims.claims(subjects=["government/osaka"])} & {anna.id, ben.id}

    assert [seen(view) for view in (None, unreviewed, own)] == [
        {anna.id, ben.id},
        set(),
        {anna.id},
    ]
    add_register(claims=(), judgements=[reject(ben)], acting_user="tester")
    assert seen(unreviewed) == {ben.id}


def test_unreviewed_proposals_leave_the_tables_of_ties_as_they_are(filled: Database) -> None:
    unreviewed = Sight(unreviewed=(1,))
    assert unreviewed.claims is None
    assert restricted("SELECT * FROM ties", unreviewed, "sqlite") == "SELECT * FROM ties"


def test_who_proposed_from_what_is_hidden_sees_their_own_words_and_no_more(
    filled: Database,
) -> None:
    mine = claim("tie/x-y", "number", "7", method="contributed", recorder="person/anna", **MEMO)
    add_claims(claims=[mine], acting_user="tester")
    numbers = known_terms(["contributed", "person/anna"])
    view = replace(without_memo(), unreviewed=(numbers["contributed"],), own=numbers["person/anna"])
    with looking(lambda: view):
        assert [c.id for c in claims.claims(document="document/memo")] == [mine.id]

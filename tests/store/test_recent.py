"""What the front page and the lists of changes ask, on both databases."""

from __future__ import annotations

import pytest

from kizuna.claims.judgement import Verdict
from kizuna.store import Database
from kizuna.store.actions import add_claims, add_judgements
from kizuna.store.queries import recent
from kizuna.store.queries.documents import count_citations

from .building import claim, judgement, kansai

KYOTO = "government/kyoto"


@pytest.fixture
def filled(database: Database) -> Database:
    add_claims(claims=kansai(), acting_user="editor")
    return database


def test_the_newest_claims_and_judgements_come_first(filled: Database) -> None:
    before = recent.number_of_claims()
    new = claim(KYOTO, "name", "Kyôto")
    add_claims(claims=[new], acting_user="editor")
    add_judgements(judgements=[judgement(Verdict.REJECT, new.id)], acting_user="editor")
    newest = recent.newest_claims(2)
    assert [newest[0].claim.id, newest[0].seq > newest[1].seq] == [new.id, True]
    assert recent.newest_judgements(1)[0].judgement.target == new.id
    assert recent.number_of_claims() == before + 1


def test_documents_are_counted_by_the_claims_that_cite_them(filled: Database) -> None:
    cited = {ref: number for ref, (number, _) in count_citations().items()}
    assert sum(cited.values()) == recent.number_of_claims()
    assert cited.keys() == {c.document for c in kansai()}

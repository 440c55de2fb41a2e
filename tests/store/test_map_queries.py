"""What the map, the front page and the lists of changes ask, on both databases."""

from __future__ import annotations

import pytest

from kizuna.analysis.tie_map import MapQuestion, Years
from kizuna.claims.judgement import Verdict
from kizuna.store import Database
from kizuna.store.actions import add_claims, add_judgements
from kizuna.store.queries import recent
from kizuna.store.queries.documents import count_citations
from kizuna.store.queries.place_names import names_of
from kizuna.store.queries.tie_map import tie_map
from kizuna.values import day_number

from .building import claim, judgement, kansai

IN_1987 = day_number("1987-04-01")
YEARS = Years.around(IN_1987, IN_1987)
KYOTO = "government/kyoto"


@pytest.fixture
def filled(database: Database) -> Database:
    add_claims(claims=kansai(), acting_user="editor")
    return database


def test_the_map_holds_the_ties_of_the_tables_with_their_places(filled: Database) -> None:
    found = tie_map(YEARS)
    (tie,) = (tie for tie in found.ties if tie.ref == "tie/kyoto-xian")
    assert {found.places[key].ref for key in tie.places} == {KYOTO, "government/xian"}
    assert {found.places[key].country for key in tie.places} == {"JP", "CN"}
    assert found.count(MapQuestion(1987)).certain > 0


def test_points_names_fields_and_statuses_come_with_it(filled: Database) -> None:
    wrong = claim(KYOTO, "point", [0, 0])
    more = [
        *(wrong, claim(KYOTO, "point", [35.01, 135.77]), claim(KYOTO, "name", "Kyoto")),
        claim("tie/kyoto-xian", "status", {"status": "active"}, "1975/.."),
        claim("field/kyoto-xian-culture", "tie", "tie/kyoto-xian"),
        claim("field/kyoto-xian-culture", "concept", "culture"),
    ]
    add_claims(claims=more, acting_user="editor")
    add_judgements(judgements=[judgement(Verdict.REJECT, wrong.id)], acting_user="editor")
    found = tie_map(YEARS)
    (place,) = (place for place in found.places.values() if place.ref == KYOTO)
    (tie,) = (tie for tie in found.ties if tie.ref == "tie/kyoto-xian")
    assert place.point == (35.01, 135.77)
    assert tie.status == "active"
    assert tie.key in found.fields["culture"]
    assert "Kyoto" in [name.value.text for name in names_of({place.key: KYOTO})[place.key]]


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

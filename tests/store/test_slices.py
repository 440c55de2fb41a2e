"""The slice around some places holds what a report on them needs, and leaves out the rest."""

from __future__ import annotations

import pytest

from kizuna.claims.judgement import Verdict
from kizuna.store import Database
from kizuna.store.actions import add_claims, add_judgements
from kizuna.store.queries.slices import Reach, Slice, everything, slice_around

from .building import LATER, THEN, claim, government, judgement, kansai, tie


@pytest.fixture
def filled(database: Database) -> Database:
    add_claims(
        claims=[
            *kansai(),
            claim("agreement/seventh", "tie", "tie/osaka-shanghai"),
            claim("agreement/seventh", "signed", "1986-09"),
            claim("agreement/seventh", "signatory", {"person": "person/mayor"}),
            claim("person/mayor", "name", {"text": "Oshima Yasushi", "language": "ja-Latn"}),
            claim("document/gazette", "title", {"text": "Gazette", "language": "en"}),
            claim("organisation/gazette", "name", {"text": "The Gazette", "language": "en"}),
            *government("milan", "IT"),
            *tie("milan-shanghai", ["milan", "shanghai"], "1979"),
        ],
        acting_user="editor",
    )
    return database


def subjects(found: Slice) -> set[str]:
    return {c.subject for c in found.claims}


def test_a_place_brings_its_ties_and_their_agreements(filled: Database) -> None:
    found = subjects(slice_around(["government/osaka"]))
    assert {"government/osaka", "tie/osaka-shanghai", "agreement/seventh"} <= found


def test_what_those_name_comes_too(filled: Database) -> None:
    found = subjects(slice_around(["government/osaka"]))
    assert {"government/shanghai", "government/osaka-prefecture", "person/mayor"} <= found


def test_the_documents_and_holders_of_the_claims_come_too(filled: Database) -> None:
    found = subjects(slice_around(["government/osaka"]))
    assert {"document/gazette", "organisation/gazette"} <= found


def test_the_other_ties_of_a_partner_stay_out(filled: Database) -> None:
    found = subjects(slice_around(["government/osaka"]))
    assert not found & {"tie/milan-shanghai", "government/milan"}


def test_a_prefecture_brings_the_ties_of_its_cities(filled: Database) -> None:
    found = subjects(slice_around(["government/osaka-prefecture"]))
    assert {"tie/osaka-shanghai", "tie/osaka-prefecture-shanghai"} <= found
    assert "tie/kyoto-xian" not in found


def test_an_area_brings_what_it_takes_in(filled: Database) -> None:
    found = subjects(slice_around(["area/kansai"]))
    assert {"tie/osaka-shanghai", "tie/kyoto-xian", "agreement/seventh"} <= found


def test_rounds_do_not_go_on_from_the_kind_they_end_at(filled: Database) -> None:
    whole = subjects(slice_around(["government/osaka-prefecture"], Reach(2)))
    ended = subjects(slice_around(["government/osaka-prefecture"], Reach(2, "government")))
    assert {"government/osaka", "tie/osaka-prefecture-shanghai"} <= ended
    assert "tie/osaka-shanghai" in whole - ended


def test_hops_say_how_far_what_refers_is_followed(filled: Database) -> None:
    found = subjects(slice_around(["government/osaka"], Reach(1)))
    assert "tie/osaka-shanghai" in found
    assert "agreement/seventh" not in found


def test_only_the_properties_that_are_asked_for_are_read(filled: Database) -> None:
    whole = slice_around(["tie/osaka-shanghai"], Reach(1)).claims
    found = slice_around(["tie/osaka-shanghai"], Reach(1, only=("party", "name"))).claims
    assert {c.property for c in found} == {"party", "name"}
    assert {c.id for c in found} < {c.id for c in whole}
    assert {"government/osaka", "government/shanghai"} < {c.subject for c in found}


def test_an_unknown_id_brings_nothing(filled: Database) -> None:
    assert slice_around(["government/nowhere"]) == Slice((), ())


def test_judgements_on_the_claims_come_with_whatever_withdraws_them(filled: Database) -> None:
    (held,) = (c for c in slice_around(["agreement/seventh"]).claims if c.property == "signed")
    rejected = judgement(Verdict.REJECT, held.id)
    withdrawn = judgement(Verdict.WITHDRAW, rejected.id, judged_at=LATER)
    add_judgements(judgements=[rejected, withdrawn], acting_user="editor")
    assert slice_around(["government/osaka"]).judgements == (rejected, withdrawn)
    assert slice_around(["government/osaka"], known_at=THEN).judgements == (rejected,)


def test_an_entity_judged_the_same_brings_the_other(filled: Database) -> None:
    add_claims(claims=tie("osaka-milan", ["osaka-shi", "milan"], "1981"), acting_user="editor")
    same = judgement(Verdict.SAME, "government/osaka-shi", "government/osaka")
    add_judgements(judgements=[same], acting_user="editor")
    found = slice_around(["government/osaka"])
    assert "tie/osaka-milan" in subjects(found)
    assert same in found.judgements


def test_claims_recorded_later_were_not_known(filled: Database) -> None:
    late = tie("osaka-milan", ["osaka", "milan"], "1981", recorded_at=LATER)
    add_claims(claims=late, acting_user="editor")
    assert "tie/osaka-milan" in subjects(slice_around(["government/osaka"]))
    assert "tie/osaka-milan" not in subjects(slice_around(["government/osaka"], known_at=THEN))


def test_everything_is_the_whole_ledger(filled: Database) -> None:
    found = everything()
    assert {"tie/milan-shanghai", "tie/osaka-shanghai"} <= subjects(found)
    assert subjects(everything(known_at=THEN.replace(year=2000))) == set()

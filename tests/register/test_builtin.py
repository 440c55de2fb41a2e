"""The built-in register as a whole: what a reader is told of Kansai and China on the day of the note."""

from __future__ import annotations

from functools import cache

from builders import builtin
from kizuna.claims.judgement import Verdict
from kizuna.claims.kinds import Document, Person
from kizuna.register.register import Register, fold, references


@cache
def _register() -> Register:
    return fold(builtin().claims, builtin().judgements)


def test_every_entity_that_is_referred_to_is_defined() -> None:
    referred = {ref for e in _register().entities.values() for _, ref in references(e)}
    assert referred - set(_register().entities) == set()


def test_every_document_holder_and_recorder_is_defined() -> None:
    cited = {ref for c in builtin().claims for ref in (c.document, c.holder, c.recorder)}
    assert cited - set(_register().entities) == set()


def test_every_judgement_is_of_claims_and_entities_that_are_held() -> None:
    held = {c.id for c in builtin().claims} | set(_register().entities)
    judged = {s for j in builtin().judgements for s in (j.target, j.other) if s}
    assert judged - held == set()


def test_every_preference_is_between_claims_of_one_property_of_one_subject() -> None:
    said = {c.id: (c.subject, c.property) for c in builtin().claims}
    preferences = [j for j in builtin().judgements if j.verdict is Verdict.PREFER]
    assert [j.reason for j in preferences if said[j.target] != said[j.other]] == []


def test_every_preference_is_followed() -> None:
    register = _register()
    for judgement in builtin().judgements:
        if judgement.verdict is not Verdict.PREFER:
            continue
        target = register.claims[judgement.target]
        facts = register.entity(target.subject).stated(target.property).facts
        places = {c: i for i, fact in enumerate(facts) for c in fact.claim_ids}
        assert places[judgement.target] < places[judgement.other], judgement.reason


def test_a_document_is_never_at_the_address_of_a_test_copy() -> None:
    documents = _register().of_kind(Document)
    addresses = {address for one in documents for address in one.address.values}
    assert [a for a in addresses if "dvincitest" in a] == []
    note = _register().entity("document/kansai-1987").stated("address")
    assert note.values == ("https://digitalarchive.wilsoncenter.org/document/118471",)


def test_both_who_signed_the_note_are_held_as_persons() -> None:
    signed = _register().entity("document/kansai-1987").stated("signatory").values
    assert len(signed) == 2
    assert all(_register().get(s.person, Person) for s in signed)

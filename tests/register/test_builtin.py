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


def test_everything_that_is_referred_to_cited_or_judged_is_defined() -> None:
    held, claims = set(_register().entities), builtin().claims
    referred = {ref for e in _register().entities.values() for _, ref in references(e)}
    cited = {ref for c in claims for ref in (c.document, c.holder, c.recorder)}
    judged = {ref for j in builtin().judgements for ref in (j.target, j.other) if ref}
    assert (referred | cited) - held == judged - held - {c.id for c in claims} == set()


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


def test_no_document_is_at_the_address_of_a_test_copy_and_both_who_signed_the_note_are_held() -> (
    None
):
    documents = _register().of_kind(Document)
    addresses = {address for one in documents for address in one.address.values}
    assert [a for a in addresses if "dvincitest" in a] == []
    note = _register().entity("document/kansai-1987").stated("address")
    assert note.values == ("https://digitalarchive.wilsoncenter.org/document/118471",)
    signed = _register().entity("document/kansai-1987").stated("signatory").values
    assert [_register().get(s.person, Person) is not None for s in signed] == [True, True]

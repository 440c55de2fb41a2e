"""Actions: atomic, idempotent, checked, and each with a row of the audit."""

from __future__ import annotations

import pytest

from builders import Fresh
from kizuna.errors import BadClaim, BadQuestion, NotFound
from kizuna.store import open_database
from kizuna.store.actions import (
    ClaimFields,
    add_claims,
    add_judgements,
    add_register,
    load_claims,
    rebuild,
)
from kizuna.store.queries import claims, judgements, ledger
from kizuna.store.queries.claims import claim_by_id
from kizuna.store.queries.recent import acts, last_done

from .building import LATER, THEN, add, claim, judgement, kansai

pytestmark = pytest.mark.usefixtures("database")


def test_a_claim_comes_back_as_it_was_given() -> None:
    given = claim(
        "government/osaka",
        "name",
        {"text": "大阪市", "language": "ja"},
        "1889-04-01/..",
        sha256="a" * 64,
        start=3,
        end=9,
        locator="",
    )
    add(given)
    assert claims.claims() == [given]
    assert claim_by_id(given.id[:8]) == given


def test_the_same_claim_again_is_known_and_keeps_the_time_of_its_first_recording() -> None:
    first, later = (
        claim("government/osaka", "country", "JP", recorded_at=t) for t in (THEN, LATER)
    )
    added = add(first, *kansai(), *kansai())
    again = add(later, *kansai())
    assert (added.new, again.new, again.known) == (len(kansai()), 0, added.new + 1)
    assert claims.claims(subjects=["government/osaka"], property="country") == [first]


def test_one_bad_claim_keeps_all_out_and_every_bad_one_is_named() -> None:
    bad = [
        claim("government/osaka", "country", "JP", holder="nobody"),
        claim("government/kobe", "country", "JP", valid="1974-13"),
    ]
    with pytest.raises(BadClaim, match=r"(?s)nobody.*1974-13"):
        add(*kansai(), *bad)
    assert ledger.is_empty()


def test_a_judgement_comes_back_as_it_was_given_and_only_once() -> None:
    held = kansai()
    made = judgement("reject", held[0].id, reason="a misprint")
    with pytest.raises(NotFound, match="cd" * 16):  # claims and judgements together or not at all
        add(*held, made, judgement("reject", "cd" * 16))
    assert ledger.is_empty()
    add(*held, made)
    assert add(made).new == 0
    assert judgements.judgements(targets=[held[0].id]) == judgements.judgements() == [made]


def test_every_action_leaves_who_did_what() -> None:
    held = kansai()
    add_claims(claims=held, acting_user="aoi")
    add_judgements(judgements=[judgement("accept", held[0].id)], acting_user="ben")
    rebuild(acting_user="dora")
    add_register(claims=(), judgements=(), acting_user="emi", note="from a list")
    with pytest.raises(BadQuestion):
        add_claims(claims=kansai(), acting_user=" ")
    newest, *found = acts(limit=50)
    assert "from a list" in newest.what
    done = [(entry.acting_user, entry.verb) for entry in found]
    assert done == [("dora", "rebuild"), ("ben", "add_judgements"), ("aoi", "add_claims")]


def test_the_newest_action_of_a_verb_is_found_however_long_ago() -> None:
    for verb in ("seed 100%_a", "seed 100%_b", "other", "other"):
        add_register(claims=kansai(), judgements=[], acting_user="editor", verb=verb)
    last = last_done("seed 100%_")
    assert last is not None
    assert last.verb == "seed 100%_b"
    assert last_done("seed 100_%") is None


def test_a_bulk_load_gives_the_same_ledger_as_the_everyday_road_also_where_some_is_known(
    fresh_location: Fresh,
) -> None:
    add(*kansai())
    expected = claims.claims()
    open_database(fresh_location())
    fields = [ClaimFields.of(c) for c in kansai()]
    with pytest.raises(BadClaim, match="1974-99"):
        load_claims(batches=[fields, [fields[3]._replace(valid="1974-99")]], acting_user="editor")
    assert ledger.is_empty()
    first = load_claims(batches=[fields[:4], fields[2:5], fields[:3]], acting_user="editor")
    assert (first.new, first.known) == (5, 5)
    added = load_claims(batches=[fields[:7], fields[6:9], fields[9:]], acting_user="editor")
    assert (added.new, added.known) == (len(fields) - 5, 6)
    assert claims.claims() == expected
    assert ledger.needs_rebuild()

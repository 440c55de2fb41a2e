"""Actions: atomic, idempotent, checked, and each with a row of the audit."""

from __future__ import annotations

import pytest

from kizuna.errors import BadClaim, BadQuestion, NotFound
from kizuna.store import Database
from kizuna.store.actions import (
    ClaimFields,
    add_claims,
    add_judgements,
    add_register,
    load_claims,
    rebuild,
    refold,
)
from kizuna.store.queries import claims, judgements, ledger
from kizuna.store.queries.claims import claim_by_id
from kizuna.store.queries.recent import acts, last_done

from .building import LATER, claim, judgement, kansai


def test_a_claim_comes_back_as_it_was_given(database: Database) -> None:
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
    add_claims(claims=[given], acting_user="editor")
    assert claims.claims() == [given]
    assert claim_by_id(given.id[:8]) == given


def test_the_same_claim_twice_is_known_the_second_time(database: Database) -> None:
    first = add_claims(claims=kansai(), acting_user="editor")
    again = add_claims(claims=kansai(), acting_user="editor")
    assert (first.known, again.new, again.known) == (0, 0, first.new)
    assert ledger.head().claims == first.new


def test_the_same_claim_twice_in_one_batch_is_one(database: Database) -> None:
    add_claims(claims=[*kansai(), *kansai()], acting_user="editor")
    assert ledger.head().claims == len(kansai())


def test_a_known_claim_keeps_the_time_at_which_it_was_first_recorded(database: Database) -> None:
    given = claim("government/osaka", "country", "JP")
    add_claims(claims=[given], acting_user="editor")
    later = claim("government/osaka", "country", "JP", recorded_at=LATER)
    add_claims(claims=[later], acting_user="editor")
    assert claims.claims() == [given]


def test_one_bad_claim_keeps_all_out_and_every_bad_one_is_named(database: Database) -> None:
    bad = [
        claim("government/osaka", "country", "JP", holder="nobody"),
        claim("government/kobe", "country", "JP", valid="1974-13"),
    ]
    with pytest.raises(BadClaim, match=r"(?s)nobody.*1974-13"):
        add_claims(claims=[*kansai(), *bad], acting_user="editor")
    assert ledger.is_empty()


def test_claims_and_their_judgements_come_together_or_not_at_all(database: Database) -> None:
    held = kansai()
    with pytest.raises(NotFound, match="cd" * 16):
        add_register(
            claims=held,
            judgements=[judgement("reject", held[0].id), judgement("reject", "cd" * 16)],
            acting_user="editor",
        )
    assert ledger.is_empty()
    assert judgements.judgements() == []


def test_a_judgement_comes_back_as_it_was_given_and_only_once(database: Database) -> None:
    held = kansai()
    made = judgement("reject", held[0].id, reason="a misprint")
    add_claims(claims=held, acting_user="editor")
    add_judgements(judgements=[made], acting_user="editor")
    assert add_judgements(judgements=[made], acting_user="editor").new == 0
    assert judgements.judgements(targets=[held[0].id]) == [made]


def test_every_action_leaves_who_did_what(database: Database) -> None:
    held = kansai()
    add_claims(claims=held, acting_user="aoi")
    add_judgements(judgements=[judgement("accept", held[0].id)], acting_user="ben")
    refold(refs=["tie/osaka-shanghai"], acting_user="chen")
    rebuild(acting_user="dora")
    found = [(entry.acting_user, entry.verb) for entry in acts(limit=50)]
    assert found == [
        ("dora", "rebuild"),
        ("chen", "refold"),
        ("ben", "add_judgements"),
        ("aoi", "add_claims"),
    ]


def test_the_newest_action_of_a_verb_is_found_however_long_ago(database: Database) -> None:
    for verb in ("seed 100%_a", "seed 100%_b", "other", "other"):
        add_register(claims=kansai(), judgements=[], acting_user="editor", verb=verb)
    last = last_done("seed 100%_")
    assert last is not None
    assert last.verb == "seed 100%_b"
    assert last_done("seed 100_%") is None


def test_a_note_stands_in_the_audit(database: Database) -> None:
    add_register(claims=kansai(), judgements=[], acting_user="editor", note="from a list")
    assert "from a list" in acts(limit=1)[0].what


def test_nobody_cannot_act(database: Database) -> None:
    with pytest.raises(BadQuestion):
        add_claims(claims=kansai(), acting_user=" ")


def test_a_bulk_load_gives_the_same_ledger_as_the_everyday_road(
    database: Database, fresh_location
) -> None:
    from kizuna.store import open_database

    add_claims(claims=kansai(), acting_user="editor")
    expected = claims.claims()
    open_database(fresh_location())
    fields = [ClaimFields.of(c) for c in kansai()]
    added = load_claims(batches=[fields[:10], fields[10:], fields[:5]], acting_user="editor")
    assert (added.new, added.known) == (len(fields), 5)
    assert claims.claims() == expected
    assert ledger.needs_rebuild()


def test_a_bulk_load_that_meets_a_bad_claim_adds_nothing(database: Database) -> None:
    fields = [ClaimFields.of(c) for c in kansai()]
    bad = fields[3]._replace(valid="1974-99")
    with pytest.raises(BadClaim, match="1974-99"):
        load_claims(batches=[fields, [bad]], acting_user="editor")
    assert ledger.is_empty()


def test_many_batches_add_to_a_ledger_that_holds_some_of_their_claims(database: Database) -> None:
    fields = [ClaimFields.of(c) for c in kansai()]
    load_claims(batches=[fields[:4]], acting_user="editor")
    added = load_claims(
        batches=[fields[:6], fields[6:9], fields[9:], fields[:5]], acting_user="editor"
    )
    assert (added.new, added.known) == (len(fields) - 4, 9)
    assert claims.claims() == kansai()

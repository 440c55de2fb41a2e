"""Actions are atomic, idempotent, checked, in the audit, and of times that never go
back; texts and drafts too.
"""

from __future__ import annotations

import hashlib
import warnings
from datetime import UTC, datetime, timedelta

import pytest

from builders import Fresh
from kizuna.claims.claim import Verdict, in_force
from kizuna.errors import BadClaim, BadFile, BadQuestion, BadReference, NotFound
from kizuna.store import open_database
from kizuna.store.actions.documents import add_document, remove_draft, save_draft
from kizuna.store.actions.ledger import (
    add_register,
    load_claims,
    rebuild,
)
from kizuna.store.checking import ClaimFields
from kizuna.store.queries import claims, judgements, ledger
from kizuna.store.queries.claims import claim_by_id
from kizuna.store.queries.documents import (
    StoredDocument,
    document_text,
    document_texts,
    draft,
    drafts,
)
from kizuna.store.queries.ledger import acts, last_done
from kizuna.store.sql import fetch, microseconds

from .building import LATER, THEN, add, claim, government, judgement, kansai
from .conftest import sqlite_only

pytestmark = pytest.mark.usefixtures("database")


def test_a_claim_comes_back_as_it_was_given() -> None:
    passage = {"sha256": "a" * 64, "start": 3, "end": 9, "locator": ""}
    name = {"text": "大阪市", "language": "ja"}
    given = claim("government/osaka", "name", name, "1889-04-01/..", **passage)
    add(given)
    assert claims.claims() == [given]
    assert claim_by_id(given.id[:8]) == given


def test_the_same_claim_again_is_known_and_keeps_the_time_of_its_first_recording() -> (
    None
):
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
    with pytest.raises(
        NotFound, match="cd" * 16
    ):  # claims and judgements together or not at all
        add(*held, made, judgement("reject", "cd" * 16))
    assert ledger.is_empty()
    add(*held, made)
    assert add(made).new == 0
    assert (
        judgements.judgements_about([held[0].id]) == judgements.judgements() == [made]
    )


def test_every_action_leaves_who_did_what() -> None:
    held = kansai()
    add_register(claims=held, acting_user="aoi")
    add_register(judgements=[judgement("accept", held[0].id)], acting_user="ben")
    rebuild(acting_user="dora")
    add_register(claims=(), judgements=(), acting_user="emi", note="from a list")
    with pytest.raises(BadQuestion):
        add_register(claims=kansai(), acting_user=" ")
    newest, *found = acts(limit=50)
    assert "from a list" in newest.what
    done = [(entry.acting_user, entry.verb) for entry in found]
    assert done == [
        ("dora", "rebuild"),
        ("ben", "add_judgements"),
        ("aoi", "add_claims"),
    ]


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
        load_claims(
            batches=[fields, [fields[3]._replace(valid="1974-99")]],
            acting_user="editor",
        )
    assert ledger.is_empty()
    first = load_claims(
        batches=[fields[:4], fields[2:5], fields[:3]], acting_user="editor"
    )
    assert (first.new, first.known) == (5, 5)
    added = load_claims(
        batches=[fields[:7], fields[6:9], fields[9:]], acting_user="editor"
    )
    assert (added.new, added.known) == (len(fields) - 5, 6)
    assert claims.claims() == expected
    assert ledger.needs_rebuild()


_MICROSECOND = timedelta(microseconds=1)
_EARLIER = THEN - timedelta(days=400)


def begin() -> None:
    """Add something of LATER."""
    add(*government("osaka", "JP", recorded_at=LATER))


def test_a_claim_of_a_clock_that_went_back_is_entered_after_the_last_one_as_is_the_audit() -> (
    None
):
    begin()
    known_then = claims.claims(known_at=LATER)
    add(*government("kobe", "JP", recorded_at=_EARLIER))
    entered = {c.recorded_at for c in claims.claims(subjects=["government/kobe"])}
    assert entered == {LATER + _MICROSECOND}
    assert claims.claims(known_at=LATER) == known_then
    times = [at for (at,) in fetch("SELECT at FROM audit ORDER BY id")]
    assert microseconds(LATER) <= times[0] < times[1]


def test_so_are_claims_that_are_loaded() -> None:
    begin()
    given = [
        ClaimFields.of(c)
        for at in (LATER + timedelta(days=2), LATER + timedelta(days=1), THEN)
        for c in government(f"town-{at:%j}", "NZ", recorded_at=at)
    ]
    load_claims(batches=[given[:3], given[3:]], acting_user="editor")
    times = [at for (at,) in fetch("SELECT recorded_at FROM claims ORDER BY seq")]
    assert times == sorted(times)
    assert times[-1] == microseconds(LATER + timedelta(days=2))


def test_a_judgement_is_entered_at_its_time_with_its_id_also_one_that_takes_it_back() -> (
    None
):
    begin()
    (osaka, *_) = claims.claims(subjects=["government/osaka"])
    first = judgement(Verdict.REJECT, osaka.id, judged_at=_EARLIER)
    back = judgement(Verdict.WITHDRAW, first.id, judged_at=_EARLIER)
    entered, taken_back = add(first, back).judgements
    assert entered.judged_at == LATER + _MICROSECOND
    assert judgements.judgement_by_id(entered.id) == entered
    assert taken_back.target == entered.id


def test_judgements_that_take_each_other_back_keep_their_order() -> None:
    begin()
    (last, *_) = claims.claims(subjects=["government/osaka"])
    made = []
    for verdict in (Verdict.REJECT, Verdict.WITHDRAW, Verdict.WITHDRAW):
        given = judgement(verdict, last.id, judged_at=_EARLIER)
        (last,) = add(given).judgements  # type: ignore[assignment]
        made.append(last)
    assert [j.id for j in in_force(judgements.judgements())] == [made[0].id]


def test_a_clock_that_stands_before_the_last_entry_is_said_and_nothing_where_it_goes_on() -> (
    None
):
    begin()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        add(*government("nara", "JP"))
    ahead = datetime.now(UTC) + timedelta(days=1)
    add(*government("kobe", "JP", recorded_at=ahead))
    with pytest.warns(UserWarning, match="Set the clock right"):
        add(*government("uji", "JP"))


def add_text(text: str = "大阪 and 上海", ref: str = "document/note") -> StoredDocument:
    """Add a text with all that is said of its file."""
    file = {"original": "note.txt", "reader": "a reader 1.2", "file_sha256": "a" * 64}
    told = {"media_type": "text/plain", "title": "A note", **file}
    return add_document(ref=ref, text=text, acting_user="editor", **told)


def test_a_text_is_added_once_and_comes_back_by_its_digest() -> None:
    added = add_text()
    assert added.sha256 == hashlib.sha256("大阪 and 上海".encode()).hexdigest()
    assert document_text(added.sha256) == added == add_text(ref="document/other")
    assert document_texts("document/note") == document_texts() == [added]
    assert document_text("0" * 64) is None
    entry = acts(limit=50)[-1]
    assert (entry.acting_user, entry.verb) == ("editor", "add_document")
    assert entry.what == f"document/note {added.sha256}"


@sqlite_only
def test_an_empty_text_and_a_bad_id_are_refused() -> None:
    with pytest.raises(BadFile, match=r"note\.txt"):
        add_text(text=" \n")
    with pytest.raises(BadReference, match="Note"):
        add_text(ref="Note")
    assert document_texts() == []


TOKEN = "0123456789abcdef"
FIELDS = (("party.0", "Osaka"), ("party.1", "上海"), ("party.1", "again"))


def keep(token: str = TOKEN, fields: tuple[tuple[str, str], ...] = FIELDS) -> None:
    """Keep a draft of a new tie."""
    save_draft(token=token, kind="tie", subject="", fields=fields, acting_user="anna")


def test_a_draft_is_its_owners_as_it_was_last_kept_until_it_is_thrown_away() -> None:
    keep(fields=(("party.0", "Kobe"),))
    keep()
    assert (
        [held.fields for held in drafts("anna")]
        == [FIELDS]
        == [draft("anna", TOKEN).fields]
    )
    assert drafts("ben") == []
    with pytest.raises(NotFound, match=TOKEN):
        draft("ben", TOKEN)
    remove_draft(token=TOKEN, acting_user="ben")
    assert len(drafts("anna")) == 1
    remove_draft(token=TOKEN, acting_user="anna")
    assert drafts("anna") == []


@sqlite_only
@pytest.mark.parametrize(
    ("token", "length", "said"),
    [
        ("", 1, "token"),
        ("../x", 1, "token"),
        ("0123", 1, "token"),
        (TOKEN, 500_000, "too long"),
    ],
    ids=["none", "a path", "short", "beyond all measure"],
)
def test_what_is_no_draft_is_refused(token: str, length: int, said: str) -> None:
    with pytest.raises(BadQuestion, match=said):
        keep(token, fields=(("motive.0.text", "x" * length),))

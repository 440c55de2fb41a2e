"""Entering: all of an entry or nothing, proposals of contributors, and never the same
twice.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from builders import add_text
from kizuna.claims.claim import Claim, Stance
from kizuna.claims.kinds import Document, LocalGovernment, Tie
from kizuna.errors import BadEntry, NotAllowed
from kizuna.store import open_database
from kizuna.store.queries import judgements, ledger
from kizuna.store.queries.accounts import Account, Role
from kizuna.workflows import ask, review
from kizuna.workflows.acting import Hand, hand_of
from kizuna.workflows.enter import Entry, enter, prepare
from kizuna.workflows.entering.values import Inputs
from kizuna.workflows.review_desk import decide

OWN = {"kind": "own", "office": "government/osaka"}
REVIEWER = Hand("anna", "Anna Lee", True)
CONTRIBUTOR = Hand("ben", "Ben", False)


@pytest.fixture(autouse=True)
def register(built_in: Path) -> Iterator[None]:
    """The built-in register in a database of the test's own, open."""
    opened = open_database(built_in)
    yield
    opened.close()


def fact(name: str, value: Any, **beside: str) -> tuple[str, Inputs]:
    """The row of a property: its value, in words or by its parts, and what stands
    beside it.
    """
    return name, {**(value if isinstance(value, dict) else {"value": value}), **beside}


def entry(
    kind: str,
    *facts: tuple[str, Inputs],
    source: Inputs = OWN,
    subject: str = "",
    **given: Any,
) -> Entry:
    """An entry of facts, those of a property in a row."""
    rows: dict[str, dict[str, Inputs]] = defaultdict(dict)
    for name, row in facts:
        rows[name][str(len(rows[name]))] = row
    return Entry(kind, {**rows, "source": source, **given}, subject)


def new_tie(*facts: tuple[str, Inputs], **given: Any) -> Entry:
    """A tie of Osaka and Kobe with more facts."""
    parties = (fact("party", "Osaka (government/osaka)"), fact("party", "Kobe"))
    return entry("tie", *parties, *facts, **given)


FORMAL = fact("milestone", {"stage": "formal", "date": "between 1981 and 1983"})


def held_tie(ref: str = "tie/osaka-kobe") -> Tie:
    """The tie as it stands in the register."""
    return ask.known_register().get(ref, Tie)  # type: ignore[return-value]


def test_a_reviewers_entry_stands_in_the_register_with_the_own_record_of_the_office() -> (
    None
):
    done = enter(new_tie(FORMAL), REVIEWER)
    assert (done.subject, done.counts) == ("tie/osaka-kobe", True)
    tie = held_tie()
    assert set(tie.party.values) == {"government/osaka", "government/kobe"}
    assert tie.milestone.values[0].date.text == "[1981..1983]"  # type: ignore[union-attr]
    claim = tie.milestone.facts[0].claims[0]
    assert (claim.document, claim.holder) == (
        "document/own-record-osaka",
        "government/osaka",
    )
    assert (claim.method, claim.recorder, claim.locator) == (
        "typed",
        "person/anna",
        "own record",
    )
    document = ask.known_register().get("document/own-record-osaka", Document)
    assert {name.language for name in document.title.values} == {
        "en",
        "ja",
        "zh-Hans",
        "ru",
    }
    assert document.issuer.value == "government/osaka"


def tie_with(place: str, **given: Any) -> Entry:
    """A tie of Osaka and a place that the register does not hold."""
    return entry(
        "tie", fact("party", "Osaka (government/osaka)"), fact("party", place), **given
    )


VANCOUVER = "Vancouver, Canada (government/geonames-6173331)"
NORTHHAVEN = "Northhaven, New Zealand (+)"


def test_a_new_place_is_recorded_with_the_entry_that_names_it() -> None:
    (name,) = prepare(tie_with("Washington, Tyne and Wear (+)"), REVIEWER).places
    assert json.loads(name.value)["text"] == "Washington, Tyne and Wear"
    before = ledger.counts()
    prepared = prepare(tie_with(NORTHHAVEN), REVIEWER)
    assert {claim.subject for claim in prepared.places} == {"government/northhaven"}
    assert ledger.counts() == before
    done = enter(tie_with(NORTHHAVEN), REVIEWER)
    place = ask.known_register().get("government/northhaven", LocalGovernment)
    assert (place.name.value.text, place.country.value) == ("Northhaven", "NZ")  # type: ignore[union-attr]
    assert place.name.facts[0].claims[0].document == "document/own-record-osaka"
    assert place.id in held_tie(done.subject).party.values


def test_a_place_of_the_gazetteer_comes_with_its_facts_as_claims_of_geonames() -> None:
    enter(tie_with(VANCOUVER), REVIEWER)
    place = ask.known_register().get("government/geonames-6173331", LocalGovernment)
    assert place.country.value == "CA"
    assert {c.document for f in place.point.facts for c in f.claims} == {
        "document/geonames"
    }
    assert ask.resolver().resolve("Vancouver", ("government",)) == place.id


@pytest.mark.parametrize("place", ["Kobe", NORTHHAVEN, VANCOUVER])
def test_what_a_contributor_enters_waits_with_its_places_until_it_is_accepted(
    place: str,
) -> None:
    done = enter(tie_with(place), CONTRIBUTOR)
    assert not done.counts
    held = ask.known_register()
    assert done.subject not in held
    assert not [e for e in held.of_kind(LocalGovernment) if e.country.value in "NZCA"]
    waiting = [r for r in review.queue().readings if r.subject == done.subject]
    assert {c.method for r in waiting for c in r.claims} == {"contributed"}
    if place == "Kobe":  # as who decides and enters the same does
        before = ledger.counts().claims
        assert enter(tie_with(place), REVIEWER).recorded > 0
        assert ledger.counts().claims == before
    else:
        ids = [c.id for r in waiting for c in r.claims]
        decide(ids, ids, None, Hand("anna"))
    stands = ask.known_register().entities
    assert {
        *held_tie(done.subject).party.values,
        "document/own-record-osaka",
    } <= stands.keys()


@pytest.mark.parametrize(
    "entry", [new_tie(FORMAL), tie_with(NORTHHAVEN)], ids=["known", "new"]
)
def test_the_same_entry_twice_adds_nothing(entry: Entry) -> None:
    first, before = enter(entry, REVIEWER), ledger.counts()
    again = enter(entry, REVIEWER)
    assert (again.subject, again.recorded, ledger.counts()) == (
        first.subject,
        0,
        before,
    )


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (entry("tie", fact("party", "Osaka")), "joins two parties or more"),
        (entry("person"), "records nothing"),
        (new_tie(fact("motive", "Ports.", valid="1974")), "holds for no span"),
        (new_tie(slug="kobe-tianjin"), "is held already"),
        *(
            (tie_with(f"{name}(+)"), "names no place")
            for name in ("", " , Canada ", "12 ")
        ),
        (
            tie_with("Atlantis (government/geonames-1)"),
            "has no place 'government/geonames-1'",
        ),
    ],
)
def test_an_entry_that_cannot_stand_is_refused_with_the_reason(
    wrong: Entry, told: str
) -> None:
    with pytest.raises(BadEntry, match=re.escape(told)):
        prepare(wrong, REVIEWER)


def test_another_tie_of_the_same_parties_gets_an_id_of_its_own_and_is_told_of_the_first() -> (
    None
):
    enter(new_tie(FORMAL), REVIEWER)
    other = new_tie(fact("milestone", {"stage": "contact", "date": "1979"}))
    prepared = prepare(other, REVIEWER)
    assert prepared.subject == "tie/osaka-kobe-2"
    assert prepared.alike == ("tie/osaka-kobe",)


def test_every_wrong_field_is_named_and_nothing_is_recorded() -> None:
    before = ledger.counts()
    entry = new_tie(
        fact("milestone", {"stage": "formal", "date": "some day"}),
        fact("party", "Northhaven (+)"),
        fact("initiator", "Atlantis-on-Sea"),
        fact("status", {"status": "active"}, valid="31 April 1974"),
        source={"kind": "address", "address": "example.org"},
    )
    with pytest.raises(BadEntry) as caught:
        enter(entry, REVIEWER)
    wrong = {
        "milestone.0.date": "'some day'",
        "initiator.0": "'Atlantis-on-Sea'",
        "status.0.valid": "'31 April 1974'",
        "source.address": "'example.org'",
    }
    assert caught.value.problems.keys() == wrong.keys()
    assert all(
        said in str(caught.value.problems[field]) for field, said in wrong.items()
    )
    assert ledger.counts() == before


def test_a_coordinator_decides_about_their_ties_and_what_belongs_to_them_alone() -> (
    None
):
    account = Account(1, "kei", role=Role.COORDINATOR, governments=("government/kobe",))
    signed = fact("signed", "24 June 1973")
    for asked, counts in (
        (new_tie(), True),
        (tie_with("government/kyoto"), False),
        (entry("agreement", fact("tie", "tie/kobe-tianjin"), signed), True),
        (entry("agreement", fact("tie", "tie/osaka-shanghai"), signed), False),
    ):
        assert prepare(asked, hand_of(account)).counts == counts


def test_an_address_becomes_a_document_once() -> None:
    page = {
        "kind": "address",
        "address": "https://www.example.org/a?b=1",
        "title": "A page",
    }
    first = enter(new_tie(source=page), REVIEWER)
    document = held_tie(first.subject).party.facts[0].claims[0].document
    again = prepare(new_tie(FORMAL, source=page), REVIEWER)
    assert (again.claims[0].document, again.about_source) == (document, ())
    found = ask.known_register().get(document, Document)
    assert (found.title.values[0].text, found.address.value) == (
        "A page",
        page["address"],
    )


def test_of_a_document_a_place_is_needed_or_words_that_become_a_passage() -> None:
    text = "The mayors met. The tie was sealed in May 1981. The mayors met."
    add_text("document/minutes", text, "Minutes")
    enter(entry("document", fact("title", "Minutes"), slug="minutes"), REVIEWER)

    def cited(**place: str) -> Claim:
        source = {"kind": "document", "document": "Minutes", **place}
        return prepare(new_tie(source=source), REVIEWER).claims[0]

    made = cited(locator="page 3")
    assert (made.document, made.locator) == ("document/minutes", "page 3")
    quoted = cited(quote="sealed in  May 1981")
    assert text[quoted.start : quoted.end] == "sealed in May 1981"
    refused = {
        "": "whole document",
        "The mayors met": "2 times",
        "a queen": "does not stand",
    }
    for quote, told in refused.items():
        with pytest.raises(BadEntry, match=told):
            cited(quote=quote)


def test_a_correction_is_set_before_what_stands_with_a_reason_or_rejects_it() -> None:
    enter(new_tie(FORMAL), REVIEWER)
    old = held_tie().milestone.facts[0].claims[0]
    weighed = {"claim": old.id, "weighing": "prefer"}
    right = fact("milestone", {"stage": "formal", "date": "1982-05"})
    given = {"source": OWN | {"locator": "file 12"}, "subject": "tie/osaka-kobe"}
    corrected = entry(
        "tie", right, **given, correction=weighed | {"reason": "the signed paper"}
    )
    with pytest.raises(NotAllowed):
        enter(corrected, CONTRIBUTOR)
    with pytest.raises(BadEntry, match="without a reason"):
        enter(entry("tie", right, **given, correction=weighed), REVIEWER)
    with pytest.raises(BadEntry, match="is what stands already"):
        enter(
            entry("tie", FORMAL, **given, correction=weighed | {"reason": "as it is"}),
            REVIEWER,
        )
    enter(corrected, REVIEWER)
    milestone = held_tie().milestone
    assert milestone.values[0].date.text == "1982-05"  # type: ignore[union-attr]
    assert len(milestone.facts) == 2
    misread = {"claim": old.id, "weighing": "reject", "reason": "misread"}
    later = fact("milestone", {"stage": "formal", "date": "1982-06"})
    enter(entry("tie", later, subject="tie/osaka-kobe", correction=misread), REVIEWER)
    assert {m.date.text for m in held_tie().milestone.values if m.date} == {
        "1982-05",
        "1982-06",
    }
    assert judgements.judgements_about([old.id])[-1].decision[:4] == (
        "reject",
        old.id,
        "",
        "misread",
    )


def test_stance_id_and_who_says_so_may_be_chosen_and_what_is_missing_is_told() -> None:
    source = OWN | {"holder": "Kobe (government/kobe)"}
    planned = fact("motive", "Trade.", stance="planned", certainty="doubtful")
    made = prepare(new_tie(planned, slug="a-tie", source=source), REVIEWER)
    assert (made.subject, made.missing) == ("tie/a-tie", ("type", "milestone"))
    assert {c.holder for c in made.claims} == {"government/kobe"}
    assert [(c.stance, c.certainty) for c in made.claims][-1] == ("planned", "doubtful")
    assert made.claims[0].stance is Stance.ASSERTED


_ENTER = """
import sys
from kizuna.store import open_database
from kizuna.workflows.enter import Entry, enter
from kizuna.workflows.acting import Hand
open_database(sys.argv[1])
facts = {"name": {"0": {"value": "Jo Bloggs"}}, "role": {"0": {"role": sys.argv[2]}}}
entry = Entry("person", facts | {"source": {"locator": sys.argv[2]}})
print(enter(entry, Hand("anna", "Anna", True)).subject)
"""


def test_entries_at_once_do_not_share_an_id(built_in: Path) -> None:
    command = [sys.executable, "-c", _ENTER, str(built_in)]
    pipe = {"stdout": subprocess.PIPE, "text": True}
    started = [
        subprocess.Popen([*command, role], **pipe) for role in ("mayor", "governor")
    ]
    found = sorted(process.communicate(timeout=120)[0].strip() for process in started)
    assert found == ["person/jo-bloggs", "person/jo-bloggs-2"]

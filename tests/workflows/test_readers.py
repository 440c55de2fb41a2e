"""Who reads decides what is seen: documents of each level, private persons, texts by
their rights.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connections

from builders import (
    DAY,
    LATER,
    Filled,
    add_text,
    claim,
    facts,
    flat,
    government,
    judgement,
    prefer,
    reject,
    tie,
    two_sides,
)
from kizuna.claims.claim import Claim, Judgement, Verdict
from kizuna.claims.kinds import Exchange
from kizuna.errors import NotFound
from kizuna.register.access import Reader
from kizuna.store.queries.accounts import Account, Role
from kizuna.store.redaction import Redaction, redaction
from kizuna.workflows import ask, list_claims, list_documents, list_ties, recent_changes
from kizuna.workflows.clocks import Times
from kizuna.workflows.conflicts import all_conflicts
from kizuna.workflows.map_ties import front_page, tie_map
from kizuna.workflows.paging import Part, count_ties, page_ties
from kizuna.workflows.readers import (
    ANONYMOUS,
    nobody_unless_said,
    reader_of,
    reading_as,
)
from kizuna.workflows.search import search
from kizuna.workflows.show import thing

LEVELS = ("public", "internal", "restricted", "secret")
OWN = Reader("anna-lee", recorder="person/anna-lee")


def letter(level: str, **given: object) -> list[Claim]:
    """A letter of a level, which alone says that Osaka is tied to a town of its own."""
    document = f"document/{level}-letter"
    said = {"document": document, "holder": "organisation/office"}
    town = f"{level}-town"
    return flat(
        claim(document, "title", f"Letter of the {level} kind"),
        claim(document, "access_level", level, **given),
        government(town, country="CN", **said),
        claim(f"government/{town}", "name", f"Town{level}", **said),
        tie(f"osaka-{town}", "osaka", town, **said),
    )


def letters() -> list[Claim]:
    """Two sides, and a letter of each level."""
    return flat(two_sides(), *(letter(level) for level in LEVELS))


def cleared(*levels: str) -> Reader:
    """A reader with an account who is cleared for levels."""
    return Reader("anna-lee", frozenset(levels), recorder="person/anna-lee")


def tied(reader: Reader | None = ANONYMOUS) -> set[str]:
    """The levels of the letters whose tie is in the register that somebody reads."""
    with reading_as(reader):
        register = ask.known_register()
        return {level for level in LEVELS if f"tie/osaka-{level}-town" in register}


@pytest.mark.parametrize(
    ("reader", "seen"),
    [
        (None, set(LEVELS)),
        (ANONYMOUS, {"public"}),
        (cleared(), {"public"}),
        (cleared("internal"), {"public", "internal"}),
        (cleared("secret"), {"public", "secret"}),
        (cleared("internal", "restricted", "secret"), set(LEVELS)),
    ],
)
def test_a_reader_sees_what_documents_of_their_levels_say(
    filled: Filled, reader: Reader | None, seen: set[str]
) -> None:
    filled(letters())
    assert tied(reader) == seen


def test_whoever_a_document_was_sent_to_or_who_recorded_its_level_sees_it(
    filled: Filled,
) -> None:
    line = claim(
        "document/secret-letter", "addressee", {"copy": 2, "name": "Asia desk"}
    )
    own = letter("internal", recorder="person/anna-lee")
    filled([*two_sides(), *letter("public"), *letter("secret"), *own, line])
    assert tied(Reader("bo", receives_as=frozenset({"ASIA DESK"}))) == {
        "public",
        "secret",
    }
    assert tied(Reader("bo", receives_as=frozenset({"Asia"}))) == {"public"}
    assert tied(OWN) == {"public", "internal"}


def test_what_is_said_of_a_hidden_document_is_hidden_too_as_known_before(
    filled: Filled,
) -> None:
    filled([*two_sides(), *letter("secret", recorded_at=LATER)])
    with reading_as(ANONYMOUS):
        assert "document/secret-letter" not in ask.known_register()
        with pytest.raises(NotFound):
            thing("document/secret-letter", Times.on(DAY))
        register = ask.known_register(LATER.replace(year=2020, month=6))
        assert "tie/osaka-secret-town" not in register


SECRET = letter("secret")
OPENED = claim("document/secret-letter", "access_level", "public", locator="page 2")


@pytest.mark.parametrize(
    ("said", "judged", "seen"),
    [
        ([OPENED], [prefer(OPENED, SECRET[1])], {"secret"}),
        ([OPENED], [], set()),
        ([], [reject(SECRET[1])], {"secret"}),
    ],
    ids=["opened", "sources differ", "level rejected"],
)
def test_a_document_is_hidden_unless_it_is_judged_to_be_open(
    filled: Filled, said: list[Claim], judged: list[Judgement], seen: set[str]
) -> None:
    filled([*two_sides(), *SECRET, *said], judged)
    assert tied() == seen


def test_a_document_that_is_the_same_as_a_hidden_one_is_hidden(filled: Filled) -> None:
    copy = {"document": "document/copy"}
    said = tie("copied", "osaka", "shanghai", **copy)
    same = judgement(Verdict.SAME, "document/copy", "document/secret-letter")
    filled([*two_sides(), *letter("secret"), *said], [same])
    with reading_as(ANONYMOUS):
        assert "tie/copied" not in ask.known_register()


def half_hidden() -> list[Claim]:
    """A tie that a public source states, of which a secret one says more."""
    said = {"document": "document/secret-letter"}
    more = claim(
        "tie/osaka-shanghai", "status", {"status": "suspended"}, "1980", **said
    )
    return flat(letters(), tie("osaka-shanghai", "osaka", "shanghai"), more)


@pytest.mark.parametrize(
    "asked", [{}, {"of": "China"}, {"between": ("osaka", "China")}]
)
def test_counts_take_in_what_is_seen_of_a_tie(
    asked: dict[str, Any], filled: Filled
) -> None:
    filled(half_hidden())
    with reading_as(ANONYMOUS):
        counted = count_ties(list_ties.Question(**asked), Times.on(DAY))["ties"]
        listed = list_ties.answer(list_ties.Question(**asked), Times.on(DAY))
    assert counted.possible == len(listed.lines) == 2
    assert counted.certain == listed.count.certain


def person(slug: str, role: str, **given: object) -> list[Claim]:
    """A person with a role."""
    said = {"name": slug.replace("-", " ").title(), "role": {"role": role}}
    return [
        claim(f"person/{slug}", name, value, **given) for name, value in said.items()
    ]


MORI, OTA = person("mori-ken", "delegation-member"), person("ota-jiro", "mayor")
SIGNED = claim("document/pact", "signatory", {"person": "person/mori-ken"})


@pytest.mark.parametrize(
    ("said", "seen"),
    [
        ([*OTA, *MORI], {"person/ota-jiro"}),
        ([MORI[0]], set()),
        ([*person("mori-ken", "interpreter"), SIGNED], {"person/mori-ken"}),
        (
            [*SECRET, *person("mori-ken", "mayor", document="document/secret-letter")],
            set(),
        ),
    ],
    ids=[
        "an office",
        "no role",
        "who signed",
        "an office that a hidden document alone tells",
    ],
)
def test_anybody_sees_persons_with_an_office_or_who_signed_alone(
    filled: Filled, said: list[Claim], seen: set[str]
) -> None:
    filled([*two_sides(), *said])
    named = {one.subject for one in said if one.subject.startswith("person/")}
    with reading_as(ANONYMOUS):
        register = ask.known_register()
        assert {ref for ref in register.entities if ref.startswith("person/")} == seen
    with reading_as(Reader("bo", frozenset({"secret"}))):
        assert all(ref in ask.known_register() for ref in named)


def test_what_names_a_private_person_in_words_too_is_hidden_from_anybody(
    filled: Filled,
) -> None:
    ref, paid = "exchange/visit", claim("funding/trip", "payer", "person/mori-ken")
    named, others = (
        {"text": t, "language": "en"} for t in ("Mori Ken, clerk", "Four councillors")
    )
    visit = [
        claim(ref, "form", "delegation"),
        *(claim(ref, "participants", t) for t in (named, others)),
    ]
    filled([*two_sides(), *visit, *MORI, paid])
    for who, count in ((ANONYMOUS, 1), (OWN, 2)):
        with reading_as(who):
            seen = ask.known_register().get(ref, Exchange)
            assert [t.text for t in seen.participants.values].count(
                "Four councillors"
            ) == 1
            assert len(seen.participants.values) == count
            assert ("funding/trip" in ask.known_register()) is (count == 2)


@pytest.mark.parametrize(
    ("note", "anybody"),
    [("", True), ("CC BY 4.0", True), ("All rights reserved by the press.", False)],
)
def test_anybody_reads_a_text_where_its_rights_allow(
    filled: Filled, note: str, anybody: bool
) -> None:
    said = {"title": "Paper"} | ({"rights": note} if note else {})
    filled([*two_sides(), *facts("document/paper", **said)])
    held = add_text(
        "document/paper", "Osaka and Shanghai were tied in spring.", "Paper"
    )
    for reader, reads in ((ANONYMOUS, anybody), (OWN, True), (None, True)):
        with reading_as(reader):
            assert (held.sha256 in ask.texts_of([held.sha256])) is reads
            assert bool(search("spring").hits) is reads


def test_a_server_lets_nobody_read_as_the_owner_by_default(
    filled: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kizuna.store import redaction
    from kizuna.workflows import readers

    monkeypatch.setattr(readers, "_default", None)
    monkeypatch.setattr(redaction, "_default", None)
    filled(letters())
    nobody_unless_said()
    assert "tie/osaka-secret-town" not in ask.known_register()
    assert tied(None) == set(LEVELS)


def test_an_account_reads_as_what_it_is_cleared_for() -> None:
    account = Account(
        1, "anna-lee", role=Role.READER, clearances=frozenset({"internal"})
    )
    assert reader_of(account) == Reader(
        "anna-lee",
        frozenset({"internal"}),
        frozenset(),
        "person/anna-lee",
        "person/anna-lee",
    )
    assert reader_of(None) is ANONYMOUS


def _asked_by_anybody() -> None:
    """Questions of most kinds."""
    times = Times.on(DAY)
    for question in (list_ties.Question(), list_ties.Question(of="osaka")):
        list_ties.answer(question, times)
        count_ties(question, times)
        page_ties(question, times, Part())
    list_claims.answer(list_claims.Question(), times)
    list_documents.answer(list_documents.Question(), times)
    tie_map(DAY)
    thing("government/osaka", Times.on(DAY))
    for words in ("Town", "letter"):
        search(words)
    all_conflicts()
    front_page(DAY)
    recent_changes.answer(recent_changes.Question(), Times.on(DAY))


def test_every_select_on_the_ledger_leaves_out_what_is_hidden(filled: Filled) -> None:
    said = [*half_hidden(), *letters(), claim("person/mori-ken", "name", "Mori Ken")]
    filled(
        said, [reject(next(c for c in said if c.document == "document/secret-letter"))]
    )
    asked: list[tuple[str, Redaction]] = []

    def note(execute: Any, sql: str, *given: Any) -> Any:
        if (found := redaction()) is not None:
            asked.append((sql, found))
        return execute(sql, *given)

    with (
        reading_as(ANONYMOUS),
        connections["default"].execute_wrapper(note),
        connections["reading"].execute_wrapper(note),
    ):
        _asked_by_anybody()
    named = re.compile(
        r"(?:\b(?:FROM|JOIN)|,)\s+(claims|judgements|document_texts|searchable|ties)\b"
    )
    for sql, found in asked:
        for expression in found.tables.values():
            sql = sql.replace(expression, "(redacted)")
        # where the ledger ends is the same for everybody
        assert "erasures" in sql or not named.search(sql), sql
    assert sum("(SELECT v.*" in sql for sql, _ in asked) > 20


def test_a_name_that_is_only_proposed_is_given_to_who_reviews_it_alone(
    filled: Filled,
) -> None:
    by = {"method": "contributed", "recorder": "person/ben"}
    proposed = claim("government/osaka", "name", "Oosaka", **by)
    filled([*two_sides(), claim("government/osaka", "name", "Osaka"), proposed])
    reviewer = Reader("anna-lee", recorder="person/anna-lee", reviews=True)
    for reader, found in (
        (reviewer, {"Oosaka"}),
        (ANONYMOUS, set()),
        (reviewer, {"Oosaka"}),
    ):
        with reading_as(reader):
            assert {n.text for n in ask.Ledger().names()} == {"Osaka", *found}


def test_who_proposes_sees_their_own_proposals_and_who_reviews_those_of_all(
    filled: Filled,
) -> None:
    anna, ben = (
        claim("tie/a-b", "number", who, method="contributed", recorder=f"person/{who}")
        for who in ("anna", "ben")
    )
    filled(flat(two_sides(), anna, ben))
    contributor, reviewer = (
        reader_of(Account(1, "anna", role=role))
        for role in (Role.CONTRIBUTOR, Role.REVIEWER)
    )
    seen, question = [], list_claims.Question(property="number")
    for who in (ANONYMOUS, Reader(proposer="person/ben"), contributor, reviewer):
        with reading_as(who):
            held = list_claims.answer(question, Times.of(None)).claims
            seen.append({one.claim.recorder for one in held})
    assert seen == [
        set(),
        {"person/ben"},
        {"person/anna"},
        {"person/anna", "person/ben"},
    ]

"""Who reads decides what is seen: documents of each level, private persons, texts by their rights."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from builders import (
    DAY,
    LATER,
    Filled,
    claim,
    flat,
    government,
    judgement,
    prefer,
    reject,
    tie,
    two_sides,
)
from kizuna.claims.claim import Claim
from kizuna.claims.judgement import Verdict
from kizuna.claims.kinds import Exchange
from kizuna.errors import NotFound
from kizuna.store.actions import add_document
from kizuna.store.queries.accounts import Account, Role
from kizuna.workflows import ask, list_ties
from kizuna.workflows import count_ties as counting
from kizuna.workflows.clocks import Times
from kizuna.workflows.count_ties import count_ties
from kizuna.workflows.list_claims import ClaimsQuestion, list_claims
from kizuna.workflows.list_sources import list_sources
from kizuna.workflows.list_ties import TiesQuestion
from kizuna.workflows.map_ties import tie_map
from kizuna.workflows.open_evidence import open_evidence
from kizuna.workflows.page_ties import TiesPageQuestion, page_ties
from kizuna.workflows.readers import ANONYMOUS, Reader, nobody_unless_said, reader_of, reading_as
from kizuna.workflows.search import search
from kizuna.workflows.show import show

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


def tied() -> set[str]:
    """The levels of the letters whose tie is in the register."""
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
    with reading_as(reader):
        assert tied() == seen


def test_whoever_the_document_was_sent_to_sees_it(filled: Filled) -> None:
    line = {"copy": 2, "name": "Asia desk"}
    filled([*letters(), claim("document/secret-letter", "addressee", line)])
    with reading_as(Reader("anna-lee", receives_as=frozenset({"ASIA DESK"}))):
        assert tied() == {"public", "secret"}
    with reading_as(Reader("bo", receives_as=frozenset({"Asia"}))):
        assert tied() == {"public"}


def test_whoever_recorded_the_level_sees_the_document(filled: Filled) -> None:
    filled([*two_sides(), *letter("secret", recorder="person/anna-lee"), *letter("restricted")])
    with reading_as(OWN):
        assert tied() == {"secret"}


def test_what_is_said_of_a_hidden_document_is_hidden_too(filled: Filled) -> None:
    filled(letters())
    with reading_as(ANONYMOUS):
        assert "document/secret-letter" not in ask.known_register()
        with pytest.raises(NotFound):
            show("document/secret-letter")


def test_a_level_of_today_hides_what_was_known_before(filled: Filled) -> None:
    filled([*two_sides(), *letter("secret", recorded_at=LATER)])
    with reading_as(ANONYMOUS):
        register = ask.known_register(LATER.replace(year=2020, month=6))
        assert "tie/osaka-secret-town" not in register


def test_a_document_that_was_opened_shows_all_that_was_known(filled: Filled) -> None:
    held = letter("secret")
    opened = claim("document/secret-letter", "access_level", "public", locator="page 2")
    filled([*two_sides(), *held, opened], [prefer(opened, held[1])])
    with reading_as(ANONYMOUS):
        assert tied() == {"secret"}


def test_a_document_on_whose_level_sources_differ_is_hidden(filled: Filled) -> None:
    other = claim("document/secret-letter", "access_level", "public", locator="page 2")
    filled([*two_sides(), *letter("secret"), other])
    with reading_as(ANONYMOUS):
        assert tied() == set()


def test_a_level_that_was_rejected_hides_nothing(filled: Filled) -> None:
    held = letter("secret")
    filled([*two_sides(), *held], [reject(held[1])])
    with reading_as(ANONYMOUS):
        assert tied() == {"secret"}


def test_a_document_that_is_the_same_as_a_hidden_one_is_hidden(filled: Filled) -> None:
    copy = {"document": "document/copy"}
    said = [
        *government("copy-town", country="CN", **copy),
        *tie("copied", "osaka", "copy-town", **copy),
    ]
    same = judgement(Verdict.SAME, "document/copy", "document/secret-letter")
    filled([*two_sides(), *letter("secret"), *said], [same])
    with reading_as(ANONYMOUS):
        assert "tie/copied" not in ask.known_register()


def test_claims_are_listed_and_counted_without_hidden_ones(filled: Filled) -> None:
    filled(letters())
    with reading_as(ANONYMOUS):
        listed = list_claims(ClaimsQuestion())
    assert {"public-letter"} == {
        w.claim.document.partition("/")[2] for w in listed if "letter" in w.claim.document
    }
    assert len(list_claims(ClaimsQuestion())) > len(listed)


def test_a_limit_counts_what_is_seen(filled: Filled) -> None:
    filled([*letter("secret"), *two_sides()])
    with reading_as(ANONYMOUS):
        assert len(list_claims(ClaimsQuestion(limit=3))) == 3


def test_the_evidence_of_a_hidden_claim_does_not_exist(filled: Filled) -> None:
    hidden = letter("secret")[-1]
    filled([*two_sides(), *letter("secret")])
    assert open_evidence(hidden.id).claim == hidden
    with reading_as(ANONYMOUS), pytest.raises(NotFound):
        open_evidence(hidden.id)


def test_a_judgement_on_a_hidden_claim_is_not_told(filled: Filled) -> None:
    seen = claim("tie/osaka-sakai", "party", "government/osaka")
    hidden = claim(
        "tie/osaka-sakai", "party", "government/osaka", document="document/secret-letter"
    )
    filled([*two_sides(), *letter("secret"), seen, hidden], [prefer(seen, hidden)])
    assert open_evidence(seen.id).judgements
    with reading_as(ANONYMOUS):
        assert open_evidence(seen.id).judgements == ()


@pytest.mark.parametrize("words", ["Townsecret", "Letter of the secret", "secret-town"])
def test_search_finds_nothing_hidden(filled: Filled, words: str) -> None:
    filled(letters())
    with reading_as(ANONYMOUS):
        found = search(words).hits
    assert not [hit for hit in found if "secret" in hit.ref or "secret" in hit.text.lower()]


def test_search_finds_what_is_seen(filled: Filled) -> None:
    filled(letters())
    with reading_as(ANONYMOUS):
        found = [hit.ref for hit in search("Townpublic").hits]
    assert found == ["government/public-town", "tie/osaka-public-town"]


def test_no_name_of_a_hidden_thing_is_resolved_or_suggested(filled: Filled) -> None:
    filled(letters())
    with reading_as(ANONYMOUS), pytest.raises(NotFound) as told:
        ask.resolver().resolve("Townsecre")
    assert "Townsecret" not in str(told.value)


def test_sources_are_listed_without_hidden_ones(filled: Filled) -> None:
    filled(letters())
    add_document(
        ref="document/secret-letter",
        text="Words of the secret letter.",
        media_type="text/plain",
        title="Secret",
        acting_user="tester",
    )
    with reading_as(ANONYMOUS):
        listed = {source.ref for source in list_sources().sources}
    assert "document/public-letter" in listed
    assert not listed & {f"document/{level}-letter" for level in LEVELS[1:]}


def test_the_map_shows_no_hidden_tie(filled: Filled) -> None:
    filled(letters())
    with reading_as(ANONYMOUS):
        assert [t.ref for t in tie_map(DAY).ties] == ["tie/osaka-public-town"]


def half_hidden() -> list[Claim]:
    """A tie that a public source states, of which a secret one says more."""
    said = {"document": "document/secret-letter"}
    more = claim("tie/osaka-shanghai", "status", {"status": "suspended"}, "1980", **said)
    return flat(letters(), tie("osaka-shanghai", "osaka", "shanghai"), more)


def test_the_map_shows_a_tie_as_what_is_seen_of_it_tells(filled: Filled) -> None:
    filled(half_hidden())
    owner = {t.ref: t.status for t in tie_map(DAY).ties}
    with reading_as(ANONYMOUS):
        anybody = {t.ref: t.status for t in tie_map(DAY).ties}
    assert owner["tie/osaka-shanghai"] == "suspended"
    assert anybody == {"tie/osaka-public-town": "", "tie/osaka-shanghai": ""}


def test_ties_between_two_sides_are_listed_from_what_is_seen(
    filled: Filled,
) -> None:
    filled(half_hidden())
    with reading_as(ANONYMOUS):
        listed = list_ties.answer(
            TiesQuestion(between=("government/osaka", "area/china")), Times.on(DAY)
        ).lines
    assert {line.tie.id for line in listed} == {"tie/osaka-public-town", "tie/osaka-shanghai"}


def test_pages_of_ties_hold_what_is_seen_of_them(
    filled: Filled,
) -> None:
    filled(half_hidden())
    with reading_as(ANONYMOUS):
        found = page_ties(TiesPageQuestion(TiesQuestion(), Times.on(DAY)))
    assert [line.tie.id for line in found.lines] == ["tie/osaka-public-town", "tie/osaka-shanghai"]


@pytest.mark.parametrize("asked", [{}, {"of": "China"}, {"between": ("osaka", "China")}])
def test_counts_take_in_what_is_seen_of_a_tie(
    asked: dict[str, Any], filled: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(half_hidden())
    with reading_as(ANONYMOUS):
        counted = count_ties(TiesQuestion(**asked), Times.on(DAY))["ties"]
        monkeypatch.setattr(counting, "SMALL", 1)
        tallied = count_ties(TiesQuestion(**asked), Times.on(DAY))["ties"]
    assert tallied.possible == counted.possible > 0
    assert tallied.certain == counted.certain


def person(slug: str, role: str, **given: object) -> list[Claim]:
    """A person with a role."""
    ref = f"person/{slug}"
    named = claim(ref, "name", slug.replace("-", " ").title(), **given)
    return [named, claim(ref, "role", {"role": role}, **given)]


def seen_persons(claims: Iterable[Claim], filled: Filled) -> set[str]:
    """The persons that anybody sees."""
    filled([*two_sides(), *claims])
    with reading_as(ANONYMOUS):
        return {ref for ref in ask.known_register().entities if ref.startswith("person/")}


def test_anybody_sees_persons_with_an_office_alone(filled: Filled) -> None:
    told = [*person("ota-jiro", "mayor"), *person("mori-ken", "delegation-member")]
    assert seen_persons(told, filled) == {"person/ota-jiro"}
    with reading_as(OWN):
        assert "person/mori-ken" in ask.known_register()


def test_a_person_of_whom_no_role_is_known_is_private(filled: Filled) -> None:
    assert seen_persons([claim("person/mori-ken", "name", "Mori Ken")], filled) == set()


def test_whoever_signed_is_a_public_person(filled: Filled) -> None:
    signed = claim("document/pact", "signatory", {"person": "person/mori-ken"})
    assert seen_persons([*person("mori-ken", "interpreter"), signed], filled) == {"person/mori-ken"}


def test_an_office_that_only_a_hidden_document_tells_makes_nobody_public(filled: Filled) -> None:
    told = person("mori-ken", "mayor", document="document/secret-letter")
    assert seen_persons([*letter("secret"), *told], filled) == set()


def test_what_names_a_private_person_is_hidden_from_anybody(filled: Filled) -> None:
    paid = claim("funding/trip", "payer", "person/mori-ken")
    filled([*two_sides(), *person("mori-ken", "delegation-member"), paid])
    with reading_as(ANONYMOUS):
        assert "funding/trip" not in ask.known_register()


def test_words_that_name_a_private_person_among_participants_are_hidden_from_anybody(
    filled: Filled,
) -> None:
    ref = "exchange/visit"
    named, others = ({"text": t, "language": "en"} for t in ("Mori Ken, clerk", "Four councillors"))
    visit = [claim(ref, "tie", "tie/osaka-shanghai"), claim(ref, "form", "delegation")]
    said = [claim(ref, "participants", named), claim(ref, "participants", others)]
    member = person("mori-ken", "delegation-member")
    filled([*two_sides(), *tie("osaka-shanghai", "osaka", "shanghai"), *visit, *said, *member])
    with reading_as(ANONYMOUS):
        seen = ask.known_register().get(ref, Exchange)
        assert seen is not None
        assert [text.text for text in seen.participants.values] == ["Four councillors"]
    with reading_as(OWN):
        everything = ask.known_register().get(ref, Exchange)
        assert everything is not None
        assert len(everything.participants.values) == 2


def rights(note: str) -> list[Claim]:
    """A public document with a note on its rights."""
    titled = claim("document/paper", "title", "Paper")
    return [titled, claim("document/paper", "rights", note)] if note else [titled]


@pytest.mark.parametrize(
    ("note", "anybody"),
    [("", True), ("CC BY 4.0", True), ("All rights reserved by the press.", False)],
)
def test_a_text_is_read_by_anybody_where_its_rights_allow(
    filled: Filled, note: str, anybody: bool
) -> None:
    filled([*two_sides(), *rights(note)])
    held = add_document(
        ref="document/paper",
        text="Osaka and Shanghai were tied in spring.",
        media_type="text/plain",
        title="Paper",
        acting_user="tester",
    )
    for reader, reads in ((ANONYMOUS, anybody), (OWN, True), (None, True)):
        with reading_as(reader):
            assert (held.sha256 in ask.texts_of([held.sha256])) is reads
            assert bool(search("spring").hits) is reads


def test_where_nothing_is_hidden_everybody_shares_one_register(filled: Filled) -> None:
    filled(two_sides())
    owner = ask.known_register()
    with reading_as(ANONYMOUS):
        assert ask.known_register() is owner


def test_a_server_lets_nobody_read_as_the_owner_by_default(
    filled: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kizuna.store import sight
    from kizuna.workflows import readers

    monkeypatch.setattr(readers, "_unsaid", None)
    monkeypatch.setattr(sight, "_unsaid", None)
    filled(letters())
    nobody_unless_said()
    assert tied() == {"public"}
    with reading_as(None):
        assert tied() == set(LEVELS)


def test_what_a_reader_records_is_folded_with_all_that_is_hidden(filled: Filled) -> None:
    from kizuna.store.actions import add_claims
    from kizuna.store.queries.ties import ties_between

    filled([*half_hidden(), *letter("secret")])
    with reading_as(ANONYMOUS):
        add_claims(
            claims=[claim("government/osaka", "name", "Naniwa", locator="page 9")],
            acting_user="tester",
        )
    tied_to = {found.tie for found in ties_between("government/osaka", "CN", DAY)}
    assert "tie/osaka-secret-town" in tied_to


def test_an_account_reads_as_what_it_is_cleared_for() -> None:
    account = Account(1, "anna-lee", role=Role.READER, clearances=frozenset({"internal"}))
    assert reader_of(account) == Reader(
        "anna-lee", frozenset({"internal"}), frozenset(), "person/anna-lee", "person/anna-lee"
    )
    assert reader_of(None) is ANONYMOUS


def test_who_proposes_sees_their_own_proposals_and_who_reviews_those_of_all(
    filled: Filled,
) -> None:
    anna, ben = (
        claim("tie/a-b", "number", who, method="contributed", recorder=f"person/{who}")
        for who in ("anna", "ben")
    )
    filled(flat(two_sides(), anna, ben))
    contributor, reviewer = (
        reader_of(Account(1, "anna", role=role)) for role in (Role.CONTRIBUTOR, Role.REVIEWER)
    )
    seen = []
    for who in (ANONYMOUS, Reader(proposer="person/ben"), contributor, reviewer):
        with reading_as(who):
            held = list_claims(ClaimsQuestion(property="number"))
            seen.append({one.claim.recorder for one in held})
    assert seen == [set(), {"person/ben"}, {"person/anna"}, {"person/anna", "person/ben"}]

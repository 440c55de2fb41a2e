"""The built-in register as a whole, and renditions: which passages of documents render
that of a claim.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import cache
from typing import Any

import pytest

from builders import builtin, builtin_text, claim, reject
from kizuna.claims.claim import Claim, Judgement, Verdict
from kizuna.claims.kinds import Document, Person, property_of
from kizuna.errors import BadClaim
from kizuna.register.register import Register, fold, references
from kizuna.register.renditions import RenditionPassage, Renditions, alignments
from kizuna.sources.reading import digest


@cache
def _register() -> Register:
    return fold(builtin().claims, builtin().judgements)


def test_everything_that_is_referred_to_cited_or_judged_is_defined() -> None:
    held, claims = set(_register().entities), builtin().claims
    referred = {ref for e in _register().entities.values() for _, ref in references(e)}
    cited = {ref for c in claims for ref in (c.document, c.holder, c.recorder)}
    judged = {ref for j in builtin().judgements for ref in (j.target, j.other) if ref}
    assert (referred | cited) - held == judged - held - {c.id for c in claims} == set()


def test_every_preference_is_between_claims_of_one_property_and_is_followed() -> None:
    for judgement in (j for j in builtin().judgements if j.verdict is Verdict.PREFER):
        target = _register().claims[judgement.target]
        facts = _register().entity(target.subject).stated(target.property).facts
        places = {c: i for i, fact in enumerate(facts) for c in fact.claim_ids}
        assert places[judgement.target] < places[judgement.other], judgement.reason


def test_no_document_is_at_the_address_of_a_test_copy_and_both_who_signed_are_held() -> (
    None
):
    documents = _register().of_kind(Document)
    addresses = {address for one in documents for address in one.address.values}
    assert [a for a in addresses if "dvincitest" in a] == []
    note = _register().entity(NOTE)
    (address,) = note.stated("address").values
    assert address == "https://digitalarchive.wilsoncenter.org/document/118471"
    signed = note.stated("signatory").values
    assert [_register().get(s.person, Person) is not None for s in signed] == [
        True,
        True,
    ]


RUSSIAN = "Первое. Второе. Третье."
ENGLISH = "The first. The second.\n\nBy the way: the third."
NOTE, ABSTRACT = "document/kansai-1987", "document/kansai-1987-abstract"
_DAY_OF_THE_NOTE = "1987-04-01"


def _renders(at: tuple[int, int], start: int, end: int) -> Claim:
    """That a passage of the English edition translates one of the Russian original."""
    value = {
        "document": "document/original",
        "type": "translation",
        "text": digest(RUSSIAN),
    }
    place = {"sha256": digest(ENGLISH), "start": at[0], "end": at[1]}
    said = {**value, "start": start, "end": end}
    return claim(
        "document/edition", "rendition_of", said, document="document/edition", **place
    )


FIRST = _renders((0, 10), 0, 7)
SECOND = _renders((11, 22), 8, 15)
THIRD = _renders((36, 46), 16, 23)


def _of(
    start: int, end: int, *said: Claim, judged: tuple[Judgement, ...] = ()
) -> list[str]:
    """What renders a passage of the original."""
    return [one.context.passage for one in _passages(start, end, *said, judged=judged)]


def _renditions(register: Register, text: str) -> Renditions:
    """What renders any document of a register in a text."""
    documents = [document.id for document in register.of_kind(Document)]
    return Renditions(alignments(register, documents), {digest(text): text})


def _passages(
    start: int, end: int, *said: Claim, judged: tuple[Judgement, ...] = ()
) -> tuple[RenditionPassage, ...]:
    place = {"sha256": digest(RUSSIAN), "start": start, "end": end}
    asked = claim(
        "government/osaka", "country", "JP", document="document/original", **place
    )
    register = fold(said or (FIRST, SECOND, THIRD), judged)
    return _renditions(register, ENGLISH).of(asked)


def test_the_passage_that_renders_a_claims_is_found_with_what_it_is() -> None:
    (found,) = _passages(9, 12)
    assert (found.document, found.type) == ("document/edition", "translation")
    assert found.context.passage == "The second."


@pytest.mark.parametrize(
    ("start", "end", "passages"),
    [
        (0, 15, ["The first. The second."]),
        (8, 23, ["The second.", "the third."]),
        (7, 8, []),
    ],
    ids=["in a row", "other words between them", "one that only touches"],
)
def test_passages_that_follow_each_other_are_one(
    start: int, end: int, passages: list[str]
) -> None:
    assert _of(start, end) == passages


def test_another_text_one_that_may_not_be_read_and_what_is_rejected_render_nothing() -> (
    None
):
    other, ours = (
        claim("government/osaka", "country", "JP", sha256=sha256, start=0, end=7)
        for sha256 in ("ab" * 32, digest(RUSSIAN))
    )
    assert _renditions(fold([FIRST]), ENGLISH).of(other) == ()
    assert (
        Renditions(alignments(fold([FIRST]), ["document/original"]), {}).of(ours) == ()
    )
    assert _of(0, 7, FIRST, SECOND, judged=(reject(FIRST),)) == []


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ({"start": 5}, "needs both ends"),
        ({"start": 5, "end": 5, "text": "ab" * 32}, r"\[5, 5\) is not a passage"),
        ({"start": 5, "end": 9}, "needs the sha256"),
    ],
)
def test_half_a_passage_is_an_error_and_none_is_not(
    part: dict[str, Any], said: str
) -> None:
    whole = {"document": "document/original", "type": "abstract"}
    held = property_of("document/a", "rendition_of").type
    assert json.loads(held.canonical(whole)) == whole
    with pytest.raises(BadClaim, match=said):
        held.read({**whole, **part})


@pytest.fixture(scope="module")
def abstract() -> dict[str, str]:
    """The passage of the abstract for every claim of the note of 1987, by the claim's
    id.
    """
    text = builtin_text(ABSTRACT)
    register = fold(
        builtin().claims, builtin().judgements, datetime(2026, 12, 1, tzinfo=UTC)
    )
    renditions = _renditions(register, text)
    return {
        c.id: " ".join(one.context.passage for one in renditions.of(c, 0))
        for c in builtin().claims
        if c.document == NOTE
    }


def test_every_claim_of_the_note_has_its_passage_in_the_abstract(
    abstract: dict[str, str],
) -> None:
    assert len(abstract) > 1000
    assert [ref for ref, passage in abstract.items() if not passage.strip()] == []


def test_no_passage_of_the_abstract_begins_or_ends_within_a_word() -> None:
    text = builtin_text(ABSTRACT)
    places = [
        (c.start, c.end) for c in builtin().claims if c.document == ABSTRACT and c.start
    ]
    assert places
    cut = [(a, b) for a, b in places if text[a - 1].isalnum() or text[b].isalnum()]
    assert cut == []


def test_every_year_and_amount_of_a_claim_stands_in_its_passage(
    abstract: dict[str, str],
) -> None:
    missing = [
        (c.subject, c.property, number)
        for c in builtin().claims
        if c.id in abstract
        for number in _numbers(c)
        if number not in abstract[c.id].replace(",", "")
    ]
    assert missing == []


def _numbers(said: Claim) -> list[str]:
    """The years and whole amounts that a claim states; the day of the note is not told
    again each time.
    """
    value = json.loads(said.value)
    if isinstance(value, dict) and "unit" in value:
        bounds = {value.get("min"), value.get("max")} - {None}
        return [f"{n:g}" for n in bounds if n > 1 and value["unit"] != "months"]
    dates = value.get("date", "") if isinstance(value, dict) else value
    if not isinstance(dates, str) or dates == _DAY_OF_THE_NOTE or "/" in dates[:4]:
        return []
    return [year for year in (dates[:4],) if year.isdigit() and len(year) == 4]

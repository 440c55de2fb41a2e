"""Reading a document with the claims on it, and opening the evidence of a claim in its
passage.
"""

from __future__ import annotations

import pytest

from builders import (
    Filled,
    add_text,
    claim,
    document,
    judgement,
    milestone,
    prefer,
    tie,
    withdraw,
)
from kizuna.claims.claim import Claim, Stance, Verdict
from kizuna.errors import BadQuestion, NotFound
from kizuna.publish.document import sentences_of
from kizuna.publish.wording import Wording
from kizuna.sources.reading import digest
from kizuna.workflows import open_evidence
from kizuna.workflows import read_document as reading
from kizuna.workflows.clocks import Times
from kizuna.workflows.read_document import DocumentRead, TextRead

PAPER = "First paragraph of the paper.\n\nSecond one, with a day in it.\n"
_WHOLE = (31, 60)
_DAY = (48, 53)


def _cited(name: str, value: object, at: tuple[int, int]) -> Claim:
    given = {"sha256": digest(PAPER), "start": at[0], "end": at[1], "locator": ""}
    return claim("government/a", name, value, **given)


@pytest.fixture
def paper(filled: Filled) -> None:
    whole, day = _cited("level", "city", _WHOLE), _cited("country", "JP", _DAY)
    filled([*document("gazette", "1990"), whole, day])
    add_text("document/gazette", PAPER)


def _read(ref: str = "document/gazette", page: int = 1) -> DocumentRead:
    return reading.read_document(ref, page)  # type: ignore[return-value]


def _text(**asked: object) -> TextRead:
    return reading.read_text("document/gazette", **asked)  # type: ignore[return-value,arg-type]


def test_claims_come_in_pages(paper: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "PAGE", 3)
    first, second = _read(), _read(page=2)
    assert (first.total, first.pages) == (4, 2)
    said = [c.claim.property for c in (*first.claims, *second.claims)]
    assert sorted(said) == ["country", "date", "level", "title"]
    with pytest.raises(NotFound, match="no page 3"):
        _read(page=3)


def test_a_text_is_cut_at_its_passages_with_their_claims_the_narrowest_first(
    paper: None,
) -> None:
    blocks = first, second = _text().blocks
    said = ["".join(stretch.text for stretch in block.stretches) for block in blocks]
    assert "\n\n".join(said) + "\n" == PAPER
    (inner,) = [s for s in second.stretches if s.start == _DAY[0]]
    assert [c.property for c in inner.claims] == ["country", "level"]
    assert first.claims == ()
    assert {c.claim.property for c in second.claims} == {"country", "level"}


def test_the_page_of_a_claim_is_the_one_with_its_passage(
    paper: None, filled: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "CHARACTERS", 30)
    found = _text(claim=_text(page=2).blocks[0].claims[0].claim.id)
    assert (found.page, found.pages) == (2, 2)
    assert _text(at=_DAY[0]).page == 2
    other = claim("government/b", "country", "CN", document="document/other")
    filled([other])
    with pytest.raises(BadQuestion, match=other.id):
        _text(claim=other.id)


def test_a_document_nobody_added_has_no_text_and_an_unknown_one_is_an_error(
    filled: Filled,
) -> None:
    filled(document("gazette"))
    found = _text()
    assert (found.is_held, found.blocks) == (False, ())
    with pytest.raises(NotFound, match="document/nobody"):
        reading.read_document("document/nobody")


EDITION = "In English: the second one, with a day in it.\n"
_RENDERED = (12, 45)


def _renders(
    text: str, at: tuple[int, int], edition: str, there: tuple[int, int]
) -> Claim:
    """That a passage of an English edition translates one of the gazette."""
    value = {
        "document": "document/gazette",
        "type": "translation",
        "text": digest(text),
    }
    place = {"document": "document/edition", "sha256": digest(edition), "locator": ""}
    place |= {"start": there[0], "end": there[1]}
    said = {**value, "start": at[0], "end": at[1]}
    return claim("document/edition", "rendition_of", said, **place)


@pytest.fixture
def edition(filled: Filled) -> None:
    """A translation of the second paragraph of a paper whose own text is not held."""
    rendered = _renders(PAPER, _WHOLE, EDITION, _RENDERED)
    filled([*document("gazette", "1990"), rendered, _cited("level", "city", _WHOLE)])
    add_text("document/edition", EDITION)


def test_the_text_of_a_translation_carries_the_claims_of_the_original_and_each_names_the_other(
    edition: None,
) -> None:
    assert (_text().is_held, _text().rendered_in) == (False, "document/edition")
    (held,) = [c for c in _read().claims if c.claim.property == "level"]
    found = reading.read_text("document/edition", claim=held.claim.id)
    (block,) = found.blocks
    assert [c.claim.property for c in block.claims] == ["level"]
    assert found.places == {held.claim.id: _RENDERED}
    assert found.rendition.document == "document/gazette"
    (link,) = _read().renditions
    assert _read("document/edition").renditions == (link,)
    assert (link.document, link.original) == ("document/edition", "document/gazette")
    assert (link.passages, link.is_held) == (1, True)


def test_a_rendition_of_a_whole_document_is_named_without_passages(
    filled: Filled,
) -> None:
    value = {"document": "document/gazette", "type": "abstract"}
    said = claim("document/edition", "rendition_of", value, document="document/list")
    filled([*document("gazette", "1990"), said])
    (found,) = _read().renditions
    assert (found.document, found.passages, found.is_held) == (
        "document/edition",
        0,
        False,
    )


_TEXT = "Osaka and Shanghai signed in 1974."
_FIRST = milestone("a-b", date="1974", sha256=digest(_TEXT), start=19, end=33)
_RIVAL = milestone("a-b", date="1975", document="document/press")


def _opened(prefix: str) -> open_evidence.Evidence:
    return open_evidence.answer(open_evidence.Question(prefix), Times.of(None))


def test_a_passage_is_shown_once_its_text_is_held_and_a_wrong_id_quoted(
    filled: Filled,
) -> None:
    filled([_FIRST])
    with pytest.raises(NotFound, match="'ffffffff'"):
        _opened("ffffffff")
    assert _opened(_FIRST.id).context is None
    add_text("document/gazette", _TEXT)
    found = _opened(_FIRST.id[:8]).context
    assert found.passage == "signed in 1974"


def test_what_renders_the_passage_of_a_text_that_nobody_added_is_shown(
    filled: Filled,
) -> None:
    english = "They signed in 1974."
    filled([_FIRST, _renders(_TEXT, (0, 34), english, (0, 20))])
    add_text("document/edition", english)
    (shown,) = _opened(_FIRST.id).renditions
    assert (shown.document, shown.context.passage) == ("document/edition", english)


def test_a_claim_of_the_same_value_supports_another_competes_and_a_denial_counts_for_nothing(
    filled: Filled,
) -> None:
    other = {"date": "1974", "document": "document/press"}
    same, denial = (
        milestone("a-b", **other),
        milestone("a-b", **other, stance=Stance.DENIED),
    )
    filled([_FIRST, _RIVAL, same, denial])
    found = _opened(_FIRST.id)
    told = [[c.id for c in side] for side in found.related.values()]
    assert told == [[same.id], [_RIVAL.id], [denial.id]]
    assert "Why it counts" in _told(_FIRST.id)
    assert "Why it counts" not in _told(denial.id)


def _told(ref: str) -> str:
    found = _opened(ref)
    held = open_evidence.document(found, Wording.english(found.register))
    said = (
        one
        for part in held.sections
        for block in part.blocks
        for one in sentences_of(block)
    )
    return " ".join(piece.text for one in said for piece in one.pieces)


def test_a_judgement_that_was_taken_back_is_marked(filled: Filled) -> None:
    preferred = prefer(_FIRST, _RIVAL)
    filled([_FIRST, _RIVAL], [preferred, withdraw(preferred)])
    (weighing,) = _opened(_RIVAL.id).judgements
    assert weighing.is_withdrawn


def test_a_claim_under_an_id_judged_the_same_has_rivals_and_parties_none(
    filled: Filled,
) -> None:
    other = claim("government/zz", "country", "CN", document="document/press")
    mine, joined = claim("government/aa", "country", "JP"), tie("a-b", "a", "b")
    same = judgement(Verdict.SAME, "government/aa", "government/zz")
    filled([other, mine, *joined], [same])
    assert [c.id for c in _opened(other.id).related["competing"]] == [mine.id]
    assert (
        _opened(joined[0].id).related["competing"] == ()
    )  # parties stand side by side

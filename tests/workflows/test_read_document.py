"""Reading a document: its claims in pages, and its text cut at the edges of the passages that are cited."""

from __future__ import annotations

import pytest

from builders import Filled, add_text, claim, document
from kizuna.errors import BadQuestion, NotFound
from kizuna.sources.reading import digest
from kizuna.workflows import read_document as reading
from kizuna.workflows.read_document import DocumentRead, TextRead

PAPER = "First paragraph of the paper.\n\nSecond one, with a day in it.\n"
_WHOLE = (31, 60)
_DAY = (48, 53)


def _cited(name: str, value: object, at: tuple[int, int]) -> object:
    given = {"sha256": digest(PAPER), "start": at[0], "end": at[1], "locator": ""}
    return claim("government/a", name, value, **given)


@pytest.fixture
def paper(filled: Filled) -> None:
    whole, day = _cited("level", "city", _WHOLE), _cited("country", "JP", _DAY)
    filled([*document("gazette", "1990"), whole, day])
    add_text("document/gazette", PAPER)


def _read(ref: str = "document/gazette", page: int = 1) -> DocumentRead:
    found = reading.read_document(ref, page)
    assert found is not None
    return found


def _text(**asked: object) -> TextRead:
    found = reading.read_text("document/gazette", **asked)  # type: ignore[arg-type]
    assert found is not None
    return found


@pytest.mark.usefixtures("paper")
def test_claims_come_in_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "PAGE", 3)
    first, second = _read(), _read(page=2)
    assert (first.total, first.pages) == (4, 2)
    said = [c.claim.property for c in (*first.claims, *second.claims)]
    assert sorted(said) == ["country", "date", "level", "title"]
    with pytest.raises(NotFound, match="no page 3"):
        _read(page=3)


@pytest.mark.usefixtures("paper")
def test_a_text_is_cut_at_its_passages_with_their_claims_the_narrowest_first() -> None:
    blocks = first, second = _text().blocks
    said = ["".join(stretch.text for stretch in block.stretches) for block in blocks]
    assert "\n\n".join(said) + "\n" == PAPER
    (inner,) = [s for s in second.stretches if s.start == _DAY[0]]
    assert [c.property for c in inner.claims] == ["country", "level"]
    assert first.claims == ()
    assert {c.claim.property for c in second.claims} == {"country", "level"}


@pytest.mark.usefixtures("paper")
def test_the_page_of_a_claim_is_the_one_with_its_passage(
    filled: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "CHARACTERS", 30)
    found = _text(claim=_text(page=2).blocks[0].claims[0].claim.id)
    assert (found.page, found.pages) == (2, 2)
    assert _text(at=_DAY[0]).page == 2
    other = claim("government/b", "country", "CN", document="document/other")
    filled([other])
    with pytest.raises(BadQuestion, match=other.id):
        _text(claim=other.id)


def test_a_document_that_nobody_added_has_no_text_and_an_unknown_one_is_an_error(
    filled: Filled,
) -> None:
    filled(document("gazette"))
    found = _text()
    assert (found.is_held, found.blocks) == (False, ())
    with pytest.raises(NotFound, match="document/nobody"):
        reading.read_document("document/nobody")


EDITION = "In English: the second one, with a day in it.\n"
_RENDERED = (12, 45)


@pytest.fixture
def edition(filled: Filled) -> None:
    """A translation of the second paragraph of a paper whose own text is not held."""
    ends = dict(zip(("start", "end"), _WHOLE, strict=True))
    value = {"document": "document/gazette", "type": "translation", "text": digest(PAPER), **ends}
    place = {"sha256": digest(EDITION), "start": _RENDERED[0], "end": _RENDERED[1], "locator": ""}
    place["document"] = "document/edition"
    rendered = claim("document/edition", "rendition_of", value, **place)
    filled([*document("gazette", "1990"), rendered, _cited("level", "city", _WHOLE)])
    add_text("document/edition", EDITION)


@pytest.mark.usefixtures("edition")
def test_the_text_of_a_translation_carries_the_claims_of_the_original_and_each_names_the_other() -> (
    None
):
    assert (_text().is_held, _text().rendered_in) == (False, "document/edition")
    (held,) = [c for c in _read().claims if c.claim.property == "level"]
    found = reading.read_text("document/edition", claim=held.claim.id)
    assert found is not None
    (block,) = found.blocks
    assert [c.claim.property for c in block.claims] == ["level"]
    assert found.places == {held.claim.id: _RENDERED}
    assert found.rendition is not None
    assert found.rendition.document == "document/gazette"
    (link,) = _read().renditions
    assert _read("document/edition").renditions == (link,)
    assert (link.document, link.original) == ("document/edition", "document/gazette")
    assert (link.passages, link.is_held) == (1, True)


def test_a_rendition_of_a_whole_document_is_named_without_passages(filled: Filled) -> None:
    value = {"document": "document/gazette", "type": "abstract"}
    said = claim("document/edition", "rendition_of", value, document="document/list")
    filled([*document("gazette", "1990"), said])
    (found,) = _read().renditions
    assert (found.document, found.passages, found.is_held) == ("document/edition", 0, False)

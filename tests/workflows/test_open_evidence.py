"""Evidence: the passage where it is held, what supports, competes and denies, and the judgements."""

from __future__ import annotations

import pytest

from builders import Filled, add_text, claim, judgement, milestone, prefer, tie, withdraw
from kizuna.claims.claim import Stance
from kizuna.claims.judgement import Verdict
from kizuna.errors import NotFound
from kizuna.languages import Messages
from kizuna.publish.document import sentences_of
from kizuna.publish.wording import Wording
from kizuna.sources.reading import digest
from kizuna.workflows.clocks import Times
from kizuna.workflows.open_evidence import Evidence, Question, answer, document

_TEXT = "Osaka and Shanghai signed in 1974."
_FIRST = milestone("a-b", date="1974", sha256=digest(_TEXT), start=19, end=33)
_RIVAL = milestone("a-b", date="1975", document="document/press")


def open_evidence(prefix: str) -> Evidence:
    return answer(Question(prefix), Times.of(None))


def test_a_passage_is_shown_once_its_text_is_held_and_an_unknown_id_is_quoted(
    filled: Filled,
) -> None:
    filled([_FIRST])
    with pytest.raises(NotFound, match="'ffffffff'"):
        open_evidence("ffffffff")
    assert open_evidence(_FIRST.id).context is None
    add_text("document/gazette", _TEXT)
    found = open_evidence(_FIRST.id[:8]).context
    assert found is not None
    assert found.passage == "signed in 1974"


def test_what_renders_the_passage_of_a_text_that_nobody_added_is_shown(filled: Filled) -> None:
    english = "They signed in 1974."
    value = {
        "document": "document/gazette",
        "type": "translation",
        "text": digest(_TEXT),
        "start": 0,
        "end": 34,
    }
    place = {"sha256": digest(english), "start": 0, "end": 20, "document": "document/edition"}
    filled([_FIRST, claim("document/edition", "rendition_of", value, **place)])
    add_text("document/edition", english)
    (shown,) = open_evidence(_FIRST.id).renditions
    assert (shown.document, shown.context.passage) == ("document/edition", english)


def test_a_claim_of_the_same_value_supports_another_competes_and_a_denial_counts_for_nothing(
    filled: Filled,
) -> None:
    other = {"date": "1974", "document": "document/press"}
    same, denial = milestone("a-b", **other), milestone("a-b", **other, stance=Stance.DENIED)
    filled([_FIRST, _RIVAL, same, denial])
    found = open_evidence(_FIRST.id)
    told = [[c.id for c in side] for side in (found.supporting, found.competing, found.denying)]
    assert told == [[same.id], [_RIVAL.id], [denial.id]]
    assert "Why it counts" in _told(_FIRST.id)
    assert "Why it counts" not in _told(denial.id)


def _told(ref: str) -> str:
    found = open_evidence(ref)
    held = document(found, Wording(found.register, Messages("en")))
    said = (one for part in held.sections for block in part.blocks for one in sentences_of(block))
    return " ".join(piece.text for one in said for piece in one.pieces)


def test_a_judgement_that_was_taken_back_is_marked(filled: Filled) -> None:
    preferred = prefer(_FIRST, _RIVAL)
    filled([_FIRST, _RIVAL], [preferred, withdraw(preferred)])
    (weighing,) = open_evidence(_RIVAL.id).judgements
    assert weighing.is_withdrawn


def test_a_claim_under_an_id_judged_the_same_finds_its_rivals_and_parties_have_none(
    filled: Filled,
) -> None:
    other = claim("government/zz", "country", "CN", document="document/press")
    mine, joined = claim("government/aa", "country", "JP"), tie("a-b", "a", "b")
    same = judgement(Verdict.SAME, "government/aa", "government/zz")
    filled([other, mine, *joined], [same])
    assert [c.id for c in open_evidence(other.id).competing] == [mine.id]
    assert open_evidence(joined[0].id).competing == ()  # parties stand side by side

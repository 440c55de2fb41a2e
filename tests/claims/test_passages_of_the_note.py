"""The built-in register cites the note of 1987 by passages, and holds an abstract of it
in other words.

The document lies in the folder of shared documents and is no part of the repository.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from builders import builtin, builtin_text
from kizuna.claims.claim import Claim
from kizuna.values import kind_of, parse_json

_DOCUMENT = "document/kansai-1987"
_ABSTRACT = "document/kansai-1987-abstract"
_WORDS_IN_A_RUN = 8
_RUN_OF_THE_ABSTRACT = 5
_OF_THE_EDITION = {("document", "title"), ("document", "address")}
"""What identifies the document itself is given as it stands: its titles and where it is
published.
"""


@pytest.fixture(scope="module")
def note(shared: Path) -> str:
    return (shared / "documents" / "kansai-1987.txt").read_bytes().decode("utf-8")


def _with_passage() -> list[Claim]:
    return [c for c in builtin().claims if c.has_passage and c.document == _DOCUMENT]


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for part in value.values() if isinstance(value, dict) else ():
        yield from _texts(part)


def _cut(text: str, spans: Iterable[tuple[int, int]]) -> list[str]:
    """The passages that lie outside a text, begin or end with a space or cut a word."""
    return [
        text[start:end]
        for start, end in spans
        if end > len(text)
        or text[start:end] != text[start:end].strip()
        or any(
            re.fullmatch(r"\w\w", text[max(edge - 1, 0) : edge + 1])
            for edge in (start, end)
        )
    ]


def test_every_passage_is_of_whole_words_of_the_very_text_beside_the_register(
    note: str,
) -> None:
    held = _with_passage()
    assert {c.sha256 for c in held} == {hashlib.sha256(note.encode()).hexdigest()}
    assert _cut(note, ((c.start or 0, c.end or 0) for c in held)) == []


def test_passages_cover_at_least_four_fifths_of_the_note(note: str) -> None:
    covered = {i for c in _with_passage() for i in range(c.start or 0, c.end or 0)}
    written = [i for i, character in enumerate(note) if not character.isspace()]
    assert sum(i in covered for i in written) >= 0.8 * len(written)


def test_no_text_of_the_register_repeats_eight_words_of_the_note(note: str) -> None:
    runs = _runs(_words(note), _WORDS_IN_A_RUN)
    claims = builtin().claims
    own = (c for c in claims if (kind_of(c.subject), c.property) not in _OF_THE_EDITION)
    texts = (text for claim in own for text in _texts(parse_json(claim.value)))
    assert [text for text in texts if _runs(_words(text), _WORDS_IN_A_RUN) & runs] == []


def _runs(words: list[str], length: int) -> set[tuple[str, ...]]:
    return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}


def _lower_runs(text: str) -> set[tuple[str, ...]]:
    """The runs of words that are neither names, titles nor figures: in small letters,
    without digits.
    """
    titles = (
        c for c in builtin().claims if (c.subject, c.property) == (_DOCUMENT, "title")
    )
    for words in (parse_json(c.value)["text"].split() for c in titles):
        text = re.sub(
            r"\s+".join(map(re.escape, words)), " # ", text, flags=re.IGNORECASE
        )
    plain = re.compile(r"[^\W\d_]+(['’]\w+)?")
    words = re.findall(r"[^\s]*[/.][^\s]*/[^\s]*|[\w'’]+|#", text)
    lower = [w if w == w.casefold() and plain.fullmatch(w) else "" for w in words]
    return {run for run in _runs(lower, _RUN_OF_THE_ABSTRACT) if all(run)}


def test_the_abstract_shares_no_five_words_in_a_row_with_the_note(note: str) -> None:
    assert _lower_runs(builtin_text(_ABSTRACT)) & _lower_runs(note) == set()


def test_every_passage_that_the_abstract_renders_is_of_whole_words_of_the_note(
    note: str,
) -> None:
    values = [
        parse_json(c.value) for c in builtin().claims if c.property == "rendition_of"
    ]
    assert all(v["start"] < v["end"] for v in values)
    assert _cut(note, ((v["start"], v["end"]) for v in values)) == []


def test_every_claim_from_the_note_says_where_to_look_without_it() -> None:
    assert [
        c.id for c in builtin().claims if c.document == _DOCUMENT and not c.locator
    ] == []

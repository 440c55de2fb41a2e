"""Answers of a careful reader, and how a model would send them: for each request those
that its sentences state.

`tests/data/reading/NN.json` answers the passage `NN.txt` beside it; `shared.json`
answers the passages of the shared folder `reading`, with quotes as offsets into texts
that are not here. A claim is as the prompt asks for it, but for the numbers of its
sentences, which a request tells.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kizuna.proposals.proposal import Page

READING = Path(__file__).parent / "data" / "reading"
_NUMBERED = re.compile(r"^\[(\d+)\] (.*)$", re.MULTILINE)

Claim = dict[str, Any]


@dataclass(frozen=True)
class Passage:
    """A text with what is known of its page, and the claims that a careful reader finds
    in it.
    """

    name: str
    path: Path
    page: Page
    claims: tuple[Claim, ...]


def page_of(meta: Mapping[str, Any]) -> Page:
    """What a description says of a page; a home or title of None is not known."""
    title, home, language = (
        meta.get(key) or "" for key in ("title", "home", "language")
    )
    return Page(title=title, home=home, language=language)


def own_passages() -> list[Passage]:
    """The passages in own words, in ten languages, in order of name."""
    found = []
    for path in sorted(READING.glob("*.txt")):
        held = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        found.append(Passage(path.stem, path, page_of(held), tuple(held["claims"])))
    return found


def shared_passages(folder: Path) -> list[Passage]:
    """The passages of the shared folder `reading` that are answered, the quotes filled
    in from their texts.
    """
    answers = json.loads((READING / "shared.json").read_text(encoding="utf-8"))
    found = []
    for name, claims in answers.items():
        path = folder / f"{name}.txt"
        text = path.read_text(encoding="utf-8")
        filled = tuple(
            {**claim, "quote": text[slice(*claim["quote"])]} for claim in claims
        )
        meta = json.loads(path.with_suffix(".meta.json").read_text(encoding="utf-8"))
        found.append(Passage(name, path, page_of(meta), filled))
    return found


def as_model(claims: Iterable[Claim]) -> Callable[[Mapping[str, Any]], str]:
    """What a model answers to a request: the claims whose quotes its numbered sentences
    hold, with the numbers.

    A claim with an invented quote has its "true quote" beside it, so that the sentences
    are those that a model would give. To a request without numbered sentences, to mend
    what was refused, the answer has no claims.
    """
    held = list(claims)

    def answer(payload: Mapping[str, Any]) -> str:
        asked = payload["messages"][-1]["content"]
        sentences = [(int(n), _bare(text)) for n, text in _NUMBERED.findall(asked)]
        told = []
        for claim in held:
            true: str = claim.get("true quote") or claim["quote"]
            numbers = _cited(sentences, _bare(true))
            said = {key: value for key, value in claim.items() if key != "true quote"}
            told += [{**said, "sentences": numbers}] if numbers else []
        return json.dumps({"claims": told}, ensure_ascii=False)

    return answer


def _cited(sentences: list[tuple[int, str]], quote: str) -> list[int]:
    """The numbers of the fewest sentences in a row that hold a quote, white space left
    aside; [] where none do.
    """
    for length in range(1, len(sentences) + 1):
        for first in range(len(sentences) - length + 1):
            run = sentences[first : first + length]
            if quote in "".join(text for _, text in run):
                return [number for number, _ in run]
    return []


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)

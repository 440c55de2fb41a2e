"""Answers of a careful reader, played through the whole model path: what is right
stays, what is altered goes.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from kizuna.proposals.endpoint import ModelSettings
from kizuna.proposals.model import propose_by_model
from kizuna.sources.documents import read_document
from kizuna.sources.fetch import Policy
from model_server import playing
from recorded_answers import Claim, Passage, as_model, own_passages, shared_passages

_KEPT = 0.97
_MUTATIONS = 200
_INVENTION = "and both mayors hung a bronze bell in the hall of the other town"
_DIGITS = str.maketrans("0123456789", "1234567890")


def passed(passage: Passage, claims: Iterable[Claim]) -> list[tuple[Any, ...]]:
    """What the model path lets pass of the claims, answered for the passage by a server
    on this machine.
    """
    document = read_document(passage.path)
    policy = Policy(timeout=10, retries=0)
    with playing(as_model(claims)) as server:
        settings = ModelSettings("recorded", server.url, policy=policy)
        found = propose_by_model(document, settings, (passage.page, [], [])).passed
    return [
        (one.kind, {one.subject, one.object}, dict(one.props), one.status)
        for one in found
    ]


def _of_claim(one: Claim) -> tuple[Any, ...]:
    """What makes a claim: its kind, parties, properties and status."""
    status = one.get("stance", "asserted")
    return one["kind"], {one["subject"], one["object"]}, one["props"], status


@pytest.fixture(params=["in ten languages", "shared"])
def passages(request: pytest.FixtureRequest) -> list[Passage]:
    """Passages in own words, and those of the shared folder."""
    if request.param == "shared":
        return shared_passages(request.getfixturevalue("shared") / "reading")
    return own_passages()


def test_of_careful_answers_nearly_all_is_kept(passages: list[Passage]) -> None:
    assert len({passage.page.language for passage in passages}) > 7
    told = {one.name: passed(one, one.claims) for one in passages}
    every = [(one.name, claim) for one in passages for claim in one.claims]
    lost = [
        (name, claim) for name, claim in every if _of_claim(claim) not in told[name]
    ]
    assert len(lost) <= (1 - _KEPT) * len(every), lost


def test_every_altered_answer_is_dropped(passages: list[Passage]) -> None:
    drawn = random.Random(16)
    altered = [
        (p.name, one)
        for p in passages
        for claim in p.claims
        for one in mutations(p, claim, drawn)
    ]
    drawn_ones = drawn.sample(altered, _MUTATIONS)
    for passage in passages:
        wrong = [claim for name, claim in drawn_ones if name == passage.name]
        told = passed(passage, wrong) if wrong else []
        assert [claim for claim in wrong if _of_claim(claim) in told] == []


def mutations(passage: Passage, claim: Claim, drawn: random.Random) -> Iterator[Claim]:
    """A claim made wrong in the ways of models: words, dates, numbers, persons and
    names that nobody wrote.
    """
    text = passage.path.read_text(encoding="utf-8")
    for invented in _invented(claim["quote"]):
        yield {**claim, "quote": invented, "true quote": claim["quote"]}
    yield {
        **claim,
        "object": drawn.choice(("Atlantis", "Шангри-Ла", "桃源市", "이어도시")),
    }
    for key, value in claim["props"].items():
        for altered in _altered(key, value, claim["quote"]):
            yield {**claim, "props": {**claim["props"], key: altered}}
    if claim["kind"] in ("event", "programme") and "persons" not in claim["props"]:
        yield {
            **claim,
            "props": {**claim["props"], "persons": _count(_unwritten(text, 40))},
        }
    if claim["kind"] in ("event", "agreement"):
        people = [*claim["props"].get("people", ()), "Ebenezer Quill"]
        yield {**claim, "props": {**claim["props"], "people": people}}
    if claim["kind"] == "tie" and "start" not in claim["props"]:
        yield {
            **claim,
            "props": {**claim["props"], "start": str(_unwritten(text, 1961))},
        }


def _altered(key: str, value: Any, quote: str) -> Iterator[Any]:
    """Values of a property that differ from the right one in a year, a month, a day, an
    era or a figure.
    """
    if key in ("start", "end", "signed", "date", "founded", "as_of") and isinstance(
        value, str
    ):
        yield from _other_dates(value.partition("/")[0], quote)
    elif isinstance(value, dict) and "min" in value:
        yield {**value, "min": value["min"] + 7, "max": value["max"] + 7}
    elif key == "ordinal":
        yield value + 3
    elif key == "people":
        yield [*value[:-1], f"{value[-1]}opulos"]


def _other_dates(date: str, quote: str) -> Iterator[str]:
    year, *rest = date.split("-")
    written = set(map(int, re.findall(r"\d+", quote)))
    if year.isdecimal():
        for step in (1, -10, 25, 63, 88):
            yield "-".join([str(_unwritten(quote, int(year) + step)), *rest])
    if rest:
        month = next(m for m in range(1, 13) if m not in written and m != int(rest[0]))
        yield "-".join([year, f"{month:02}", *rest[1:]])
    if len(rest) == 2:
        yield f"{year}-{rest[0]}-{int(rest[1]) % 28 + 1:02}"
    if len(rest) < 2 and year.isdecimal():
        yield f"{date}-17" if rest else f"{date}-09-17"


def _unwritten(text: str, number: int) -> int:
    """The number, or the next one whose digits stand nowhere in the text."""
    while str(number) in text:
        number += 1
    return number


def _count(number: int) -> dict[str, Any]:
    return {"min": number, "max": number, "unit": "persons"}


def _invented(quote: str) -> Iterator[str]:
    """The quote with other digits, with an end that nobody wrote, and a quote that is
    invented as a whole.
    """
    if (turned := quote.translate(_DIGITS)) != quote:
        yield turned
    yield f"{quote[: len(quote) // 2]} {_INVENTION}"
    yield _INVENTION

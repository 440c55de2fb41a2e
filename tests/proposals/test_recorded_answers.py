"""Answers of a careful reader, played through the whole model path: what is right stays, what is altered goes."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kizuna.proposals.endpoint import ModelSettings
from kizuna.proposals.model import Asking, propose_by_model
from kizuna.proposals.proposal import Proposal
from kizuna.sources.documents import read_document
from kizuna.sources.fetch import Policy
from model_server import playing
from recorded_answers import Claim, Passage, as_model, own_passages, shared_passages

_KEPT = 0.97
_MUTATIONS = 200
_INVENTION = "and both mayors hung a bronze bell in the hall of the other town"
_DIGITS = str.maketrans("0123456789", "1234567890")


def passed(passage: Passage, claims: Iterable[Claim]) -> tuple[Proposal, ...]:
    """What the model path lets pass of the claims, answered for the passage by a server on this machine."""
    document = read_document(passage.path).blocked
    policy = Policy(timeout=10, retries=0, allow_private=True)
    with playing(as_model(claims)) as server:
        settings = ModelSettings("recorded", server.url, policy=policy)
        return propose_by_model(document, settings, Asking(passage.page)).verified.passed


def missing(passage: Passage) -> list[Claim]:
    """The claims of a passage that do not come back with their parties, properties and status."""
    told = list(map(_compared_proposal, passed(passage, passage.claims)))
    return [claim for claim in passage.claims if _compared_claim(claim) not in told]


def _compared_claim(claim: Claim) -> tuple[Any, ...]:
    status = claim.get("stance", "asserted")
    return _compared(claim["kind"], claim["subject"], claim["object"], claim["props"], status)


def _compared_proposal(one: Proposal) -> tuple[Any, ...]:
    return _compared(one.kind, one.subject, one.object, one.props, one.status)


def _compared(
    kind: str, subject: str, other: str | None, props: Any, status: str
) -> tuple[Any, ...]:
    return kind, {subject, other}, dict(props), status


def _share_kept(passages: list[Passage]) -> float:
    lost = {passage.name: missing(passage) for passage in passages}
    whole = sum(len(passage.claims) for passage in passages)
    for name, claims in lost.items():
        for claim in claims:
            print(f"dropped from {name}: {claim}")
    return 1 - sum(map(len, lost.values())) / whole


def test_of_careful_answers_in_ten_languages_nearly_all_is_kept() -> None:
    passages = own_passages()
    assert len({passage.page.language for passage in passages}) == 10
    assert _share_kept(passages) >= _KEPT


def test_of_careful_answers_for_the_shared_passages_nearly_all_is_kept(shared: Path) -> None:
    if not (shared / "reading").is_dir():
        pytest.skip("the shared passages are not here")
    assert _share_kept(shared_passages(shared / "reading")) >= _KEPT


def test_every_altered_answer_is_dropped() -> None:
    assert survivors(own_passages()) == []


def test_every_altered_answer_for_the_shared_passages_is_dropped(shared: Path) -> None:
    assert survivors(shared_passages(shared / "reading")) == []


def survivors(passages: list[Passage]) -> list[tuple[str, Claim]]:
    """Which of 200 claims made wrong come through the model path, each with the passage that it is about."""
    drawn = random.Random(16)
    altered = [
        (p, one) for p in passages for claim in p.claims for one in mutations(p, claim, drawn)
    ]
    wrong: dict[str, list[Claim]] = {passage.name: [] for passage in passages}
    for passage, claim in drawn.sample(altered, _MUTATIONS):
        wrong[passage.name].append(claim)
    told = {p.name: passed(p, wrong[p.name]) for p in passages if wrong[p.name]}
    return [
        (name, claim)
        for name, proposals in told.items()
        for claim in wrong[name]
        if _compared_claim(claim) in map(_compared_proposal, proposals)
    ]


def mutations(passage: Passage, claim: Claim, drawn: random.Random) -> Iterator[Claim]:
    """A claim made wrong in the ways of models: words, dates, numbers, persons and names that nobody wrote."""
    text = passage.path.read_text(encoding="utf-8")
    for invented in _invented(claim["quote"]):
        yield {**claim, "quote": invented, "true quote": claim["quote"]}
    yield {**claim, "object": drawn.choice(("Atlantis", "Шангри-Ла", "桃源市", "이어도시"))}
    for key, value in claim["props"].items():
        for altered in _altered(key, value, claim["quote"]):
            yield {**claim, "props": {**claim["props"], key: altered}}
    if claim["kind"] in ("event", "programme") and "persons" not in claim["props"]:
        yield {**claim, "props": {**claim["props"], "persons": _count(_unwritten(text, 40))}}
    if claim["kind"] in ("event", "agreement"):
        people = [*claim["props"].get("people", ()), "Ebenezer Quill"]
        yield {**claim, "props": {**claim["props"], "people": people}}
    if claim["kind"] == "tie" and "start" not in claim["props"]:
        yield {**claim, "props": {**claim["props"], "start": str(_unwritten(text, 1961))}}


def _altered(key: str, value: Any, quote: str) -> Iterator[Any]:
    """Values of a property that differ from the right one in a year, a month, a day, an era or a figure."""
    if key in ("start", "end", "signed", "date", "founded", "as_of") and isinstance(value, str):
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
    """The quote with other digits, with an end that nobody wrote, and a quote that is invented as a whole."""
    if (turned := quote.translate(_DIGITS)) != quote:
        yield turned
    yield f"{quote[: len(quote) // 2]} {_INVENTION}"
    yield _INVENTION

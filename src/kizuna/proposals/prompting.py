"""Prompting: what a language model is asked, in words and as a JSON schema, both read off the exchange form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from kizuna.proposals.numbering import Chunk
from kizuna.proposals.proposal import (
    FREQUENCIES,
    PROPERTIES,
    SCHEMAS,
    STATUSES,
    UNKNOWN,
    Page,
    lists_of,
)
from kizuna.proposals.verifier import ClaimCheck

MOST_NAMES = 40
"""So many names of the register are told at most."""
Message = dict[str, str]

ONCE_MORE = (
    'That was not one JSON object of the form {"claims": [...]}. Answer again with that object and nothing'
    " else."
)
_MEND = """\
These claims were refused, each for the reason given. Where the sentences bear a claim out, write it once more as
it should be, with "mends": its number; leave out the others. Answer with one object {"claims": [...]} of the same
form.
"""


def schema() -> dict[str, Any]:
    """The JSON schema of an answer: an object with a list of claims, one form a kind."""
    return {
        "type": "object",
        "properties": {
            "claims": {"type": "array", "items": {"anyOf": [_claim(kind) for kind in PROPERTIES]}}
        },
        "required": ["claims"],
        "additionalProperties": False,
    }


def messages_for(
    chunk: Chunk, text: str, page: Page = UNKNOWN, names: Iterable[str] = ()
) -> list[Message]:
    """The conversation that asks for the claims of a chunk of the text.

    `names` are those by which the register calls what the chunk may speak of, the nearest first.
    """
    lines = [*_about(page, list(names)[:MOST_NAMES])]
    if chunk.heading:
        lines.append(f"(under the heading: {chunk.heading})")
    lines += [f"[{one.number}] {_line(text[one.start : one.end])}" for one in chunk.sentences]
    return [{"role": "system", "content": _system()}, {"role": "user", "content": "\n".join(lines)}]


def mending(messages: Sequence[Message], refused: Iterable[ClaimCheck]) -> list[Message]:
    """The conversation that asks to mend refused claims, each with its reason in words."""
    listed = [f"{n}. {one.said}\n   refused: {one.explanation}" for n, one in enumerate(refused, 1)]
    return [*messages, {"role": "user", "content": "\n".join([_MEND, *listed])}]


def near(known: Iterable[str], text: str, partners: Iterable[str] = ()) -> list[str]:
    """The register's names to tell a model with a text: those that stand in it, then partners of its home town."""
    found = sorted((name for name in known if name in text), key=len, reverse=True)
    return list(dict.fromkeys([*found, *partners]))[:MOST_NAMES]


def _about(page: Page, names: Sequence[str]) -> Iterable[str]:
    """What is known of the page, in a line each."""
    if page.title or page.home:
        title = f'"{_line(page.title)}"' if page.title else "untitled"
        home = f", of {_line(page.home)}" if page.home else ""
        yield f"The page: {title}{home}"
    if page.home:
        yield f"Where a party is not named (we, our town), it is {_line(page.home)}."
    if page.published:
        yield f"Published: {page.published}"
    if names:
        listed = "; ".join(_line(name) for name in names)
        yield f"Names that the register knows (use one only where the text names it so): {listed}"


def _line(text: str) -> str:
    return " ".join(text.split())


@cache
def _system() -> str:
    asked = files(__package__).joinpath("prompt.txt").read_text(encoding="utf-8")
    return asked.replace("KINDS", _kinds())


def _claim(kind: str) -> Mapping[str, Any]:
    enums = {sort: {"enum": list(words)} for sort, words in lists_of(kind).items()}
    props = {name: enums.get(sort) or SCHEMAS[sort] for name, sort in PROPERTIES[kind].items()}
    return {
        "type": "object",
        "properties": {
            "kind": {"const": kind},
            "subject": {"type": "string"},
            "object": {"type": ["string", "null"]},
            "props": {"type": "object", "properties": props, "additionalProperties": False},
            "sentences": {"type": "array", "items": {"type": "integer"}},
            "quote": {"type": "string"},
            "stance": {"enum": list(STATUSES)},
            "mends": {"type": "integer"},
        },
        "required": ["kind", "subject", "object", "props", "sentences", "quote"],
        "additionalProperties": False,
    }


def _kinds() -> str:
    told = []
    for kind, props in PROPERTIES.items():
        lists = {**lists_of(kind), "frequency": (*FREQUENCIES, "every_N_years")}
        parts = (f"{name} ({', '.join(lists.get(sort, (sort,)))})" for name, sort in props.items())
        told.append(f"  {kind}: {'; '.join(parts)}")
    return "\n".join(told)

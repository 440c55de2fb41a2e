"""Writes the reference pages that are read off the code: the kinds of the register and
the vocabularies.

Run by `just docs`; `tests/test_house.py` fails when a page is behind the code.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kizuna.claims import vocabulary
from kizuna.claims.kinds import (
    KINDS,
    Composite,
    Entity,
    Property,
    ValueType,
    properties_of,
)
from kizuna.claims.vocabulary import Concept, Scheme
from kizuna.languages import Messages

REFERENCE = Path(__file__).parent / "reference"
_NOTICE = (
    "<!-- Written by docs/generate.py from the code; run `just docs` instead of"
    " editing. -->"
)
_FORMS = {
    "text": 'words, or `{"text", "language"}`',
    "integer": "whole number",
    "name": 'words, or `{"text", "language", "script", "scheme"}`',
    "date": "[EDTF](edtf.md)",
    "point": "`[latitude, longitude]`",
    "identifier": "`scheme:value`, such as `wikidata:Q35765`",
    "country": "ISO 3166-1 code, such as `JP`",
    "language": "language tag (BCP 47)",
    "address": "URL",
    "digest": "SHA-256, 64 hex digits",
    "direction": '`{"from", "to"}` or `{"between": [id, id]}`',
}
_KINDS_INTRODUCTION = """\
Everything in the register is of one of these kinds. Each is defined once, as a frozen dataclass in
`kizuna.claims.kinds`; the checks of claims, the search, the note's JSON and this page are read off that
definition. An entity's id is its kind and a slug: `tie/osaka-shanghai`.

In the tables, **values** says what happens when sources give more than one value:

- *one*: the values compete, and one is preferred;
- *one, dated*: values of the same time compete; values of different spans follow each other;
- *many*: the values stand side by side;
- *many, dated*: side by side, each with the span in which it holds;
- *one a `key`*: values with the same `key` compete, and those with different ones stand side by side.

A property marked **•** is a gap when nothing is recorded of it. How values are written in a statement file
stands in [statement files](statement-files.md)."""
_VOCABULARIES_INTRODUCTION = """\
What a claim may say where a property draws on a vocabulary. Each scheme is a file of
`src/kizuna/claims/vocabulary/`; ids are what claims hold, labels are what readers see. *Broader* is the
wider concept of the same scheme; *close* are the terms of other registers (clair: the Japanese register of
sister cities; rgre: the German section of the Council of European Municipalities and Regions; wikidata)."""


def pages() -> dict[Path, str]:
    """The text of every generated page, by its path."""
    return {
        REFERENCE / "kinds.md": _page("The kinds of the register", _kinds()),
        REFERENCE / "vocabularies.md": _page("The vocabularies", _vocabularies()),
    }


def _page(title: str, blocks: Iterable[str]) -> str:
    return "\n\n".join((f"# {title}", _NOTICE, *blocks)) + "\n"


def _kinds() -> Iterator[str]:
    words = Messages("en")
    yield _KINDS_INTRODUCTION
    for prefix, kind in KINDS.items():
        yield f"## {prefix}"
        yield f"**{kind.__name__}** ({words.kind(prefix)}). {_doc(kind)}{_life(kind)}"
        rows = [_row(words, prefix, name, p) for name, p in properties_of(kind).items()]
        yield _table(("property", "label", "value", "values"), rows)
        for composite in _composites(kind):
            yield f"`{composite.__name__}`: {_doc(composite)}"
            parts = properties_of(composite).items()
            yield _table(
                ("part", "value", "needed"),
                [
                    (
                        f"`{name}`",
                        _many(part) + _value(part.type),
                        "yes" if part.required else "",
                    )
                    for name, part in parts
                ],
            )


def _doc(kind: type) -> str:
    return " ".join((inspect.getdoc(kind) or "").split())


def _life(kind: type[Entity]) -> str:
    """The sentence on what dates the beginning and end of a kind."""
    begins = f" It begins by its `{kind.begins}`" if kind.begins else ""
    ends = f" and ends by its `{kind.ends}`" if kind.ends else ""
    return f"{begins}{ends}." if begins else ""


def _row(
    words: Messages, prefix: str, name: str, definition: Property
) -> tuple[str, ...]:
    mark = " **•**" if definition.required else ""
    label = words.property(prefix, name)
    return (f"`{name}`{mark}", label, _value(definition.type), _values(definition))


def _values(definition: Property) -> str:
    count = "many" if definition.many else "one"
    if definition.rival_key:
        count = f"one a `{definition.rival_key}`"
    return f"{count}, dated" if definition.dated else count


def _many(part: Property) -> str:
    return "a list of: " if part.many else ""


def _value(value_type: ValueType[object]) -> str:
    composite = _composite_of(value_type)
    if composite is not None:
        return f"`{composite.__name__}` (below)"
    detail = value_type.detail
    match value_type.key:
        case "concept":
            return f"concept of [{detail[0]}](vocabularies.md#{detail[0]})"
        case "quantity":
            return f"quantity ({', '.join(detail)})"
        case "reference":
            kinds = ", ".join(f"[{kind}](#{kind})" for kind in detail)
            return f"id of {kinds}" if kinds else "id of anything"
    return _FORMS[value_type.key]


def _composite_of(value_type: ValueType[object]) -> type[Composite] | None:
    """The composite that a value type reads, None for a simple type."""
    owner = getattr(value_type.read, "__self__", None)
    is_composite = isinstance(owner, type) and issubclass(owner, Composite)
    return owner if is_composite else None


def _composites(kind: type[Entity]) -> list[type[Composite]]:
    found = (
        _composite_of(definition.type) for definition in properties_of(kind).values()
    )
    return list(
        dict.fromkeys(composite for composite in found if composite is not None)
    )


def _vocabularies() -> Iterator[str]:
    yield _VOCABULARIES_INTRODUCTION
    for scheme_id in vocabulary.scheme_ids():
        scheme = vocabulary.scheme(scheme_id)
        yield f"## {scheme_id}"
        yield scheme.definition
        extras = _extras(scheme)
        headings = (
            "id",
            *vocabulary.LANGUAGES,
            "also called",
            "definition",
            "broader",
            *extras,
            "close",
        )
        rows = [_concept_row(scheme[key], extras) for key in scheme]
        used = [i for i in range(len(headings)) if any(row[i] for row in rows)]
        yield _table(
            [headings[i] for i in used], [[row[i] for i in used] for row in rows]
        )


def _extras(scheme: Scheme) -> tuple[str, ...]:
    """The attributes of concepts that only some schemes have, where this one has
    them.
    """
    concepts = scheme.values()
    named = ("order", "tier", "in_force", "binding")
    return tuple(
        n for n in named if any(getattr(c, n) not in (None, False) for c in concepts)
    )


def _concept_row(concept: Concept, extras: Sequence[str]) -> tuple[str, ...]:
    labels = (concept.labels[language] for language in vocabulary.LANGUAGES)
    close = ", ".join(f"{register}: {term}" for register, term in concept.close.items())
    broader = f"`{concept.broader}`" if concept.broader else ""
    more = (_plain(getattr(concept, name)) for name in extras)
    also = "; ".join(f"{tag}: {', '.join(texts)}" for tag, texts in concept.alt.items())
    return (f"`{concept.id}`", *labels, also, concept.definition, broader, *more, close)


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join(
        f"| {' | '.join(cell.replace('|', '/') for cell in row)} |" for row in lines
    )


def main() -> None:
    """Write every page."""
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

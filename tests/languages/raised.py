"""The English words in which Kizuna says what is wrong, read off the source as
templates: "{} is no year".
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice, product
from pathlib import Path

import kizuna
from kizuna import errors

_ROOT = Path(kizuna.__file__).parent
_KINDS = {name for name, held in vars(errors).items() if isinstance(held, type)}
_TAKING = {"HTTPException", "_LeftOut", "IdentifierScheme", "refuse", *_KINDS}
_LISTS, _TABLES = (
    {"reasons", "notes", "told", "problems"},
    {"REASONS", "_SIGNS", "_PACKED", "_NAMED"},
)
_GIVING = {
    "_notes",
    "_told",
    "_weighed",
    "_why_none",
    "_problem",
    "_problems",
    "_not_texts",
}
_GIVING |= {"_bad_values", "_bad_refs", "no_tie"}
"""What is called so takes, has or gives lines that a reader is told."""


@cache
def _trees() -> dict[str, ast.Module]:
    """The modules by file, but those of the command line, which says its own messages
    in English.
    """
    paths = (p.relative_to(_ROOT) for p in sorted(_ROOT.rglob("*.py")))
    return {
        str(p): ast.parse((_ROOT / p).read_text()) for p in paths if p.parts[0] != "cli"
    }


def _templates(node: ast.AST) -> list[str]:
    """What an expression may say, with "{}" for what it does not say itself."""
    match node:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.JoinedStr(values=values):
            return [
                "".join(one) for one in islice(product(*map(_templates, values)), 64)
            ]
        case ast.FormattedValue(value=ast.IfExp() as chosen):
            return _templates(chosen)
        case ast.IfExp(body=one, orelse=other):
            return [*_templates(one), *_templates(other), "{}"]
        case ast.BinOp(op=ast.Add(), left=one, right=other):
            return [
                "".join(both) for both in product(_templates(one), _templates(other))
            ]
    return ["{}"]


def _lines(nodes: Iterable[ast.AST]) -> Iterator[tuple[str, int]]:
    """The lines of the texts among some nodes, each with its place."""
    for node in nodes:
        if isinstance(node, ast.Constant | ast.JoinedStr | ast.IfExp | ast.BinOp):
            yield from (
                (t, node.lineno) for text in _templates(node) for t in text.split("\n")
            )


@cache
def _texts() -> frozenset[str]:
    return frozenset(
        text for tree in _trees().values() for text, _ in _lines(ast.walk(tree))
    )


def messages() -> dict[str, str]:
    """What errors are made of and what else a reader is told, with its first place:
    "values/edtf.py:53".
    """
    found: dict[str, str] = {}
    for file, tree in _trees().items():
        for text, line in (
            one for node in _spoken(tree) for one in _lines(_parts(node))
        ):
            if _is_words(text) and " " in text.strip():
                found.setdefault(text, f"{file}:{line}")
    return found


def _spoken(tree: ast.Module) -> Iterator[ast.AST]:
    nodes = list(ast.walk(tree))
    values = [
        (t, n.value)
        for n in nodes
        if isinstance(n, ast.Assign)
        for t in map(_name, n.targets)
    ]
    kinds = (
        n
        for n in nodes
        if isinstance(n, ast.ClassDef) and {*map(_name, n.bases)} & _KINDS
    )
    taking = _TAKING | {kind.name for kind in kinds}
    for node in nodes:
        match node:
            case ast.Call(
                func=ast.Attribute(attr="append" | "extend", value=held), args=given
            ):
                yield from given if _name(held) in _LISTS else ()
            case ast.Call(func=func, args=given) if _name(func) in taking:
                yield from given
            case ast.FunctionDef(name=name) if name in _GIVING:
                yield from (
                    n for n in ast.walk(node) if isinstance(n, ast.Return | ast.Yield)
                )
    for name, value in values:
        rows = (
            getattr(value, "elts", getattr(value, "values", ()))
            if name in _LISTS | _TABLES
            else ()
        )
        yield from (
            row for row in rows if name in _TABLES or not isinstance(row, ast.Tuple)
        )


def _parts(node: ast.AST) -> Iterator[ast.AST]:
    """A node and what is in it, but for what is given to calls."""
    yield node
    for part in ast.iter_child_nodes(node):
        yield from () if isinstance(part, ast.Call) else _parts(part)


def _name(node: ast.AST) -> str:
    return getattr(node, "id", "") or getattr(node, "attr", "")


def _is_words(text: str) -> bool:
    return bool(re.search("[a-z]{2}", text))


@cache
def _shape(template: str) -> re.Pattern[str]:
    return re.compile("(.*?)".join(map(re.escape, template.split("{}"))))


def _is_filled(text: str, templates: frozenset[str], parts: frozenset[str]) -> bool:
    """Whether a text is one of some templates with some parts, or no words, in its
    holes.
    """
    around = (
        _shape(one).fullmatch(text)
        for one in templates
        if "{}" in one and _is_words(one)
    )
    return text in templates or any(
        all(
            not _is_words(p) or {p, p.removeprefix("{}")} & parts
            for p in found.groups()
        )
        for found in around
        if found
    )


def is_rendered(text: str, held: frozenset[str]) -> bool:
    """Whether a text of the source is one of the messages that are held, or of the
    parts of one.
    """
    partial = any(text in key or _shape(text).fullmatch(key) for key in held)
    return partial or _is_filled(text, held, held)


@cache
def is_said(message: str) -> bool:
    """Whether the source says a message."""
    return _is_filled(message, _texts(), _texts())

"""Reads, off the source, the English words in which Kizuna says what is wrong.

A message is a template: what stands in its holes is numbered in order, "{0} is not a year: {1}". A hole whose own
words can be read off the source (a hint, a list of forms) gives these as further messages.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from itertools import product
from pathlib import Path

import kizuna
from kizuna import errors

ROOT = Path(kizuna.__file__).parent
COMMANDS = "cli"
"""The folder whose messages only the command line says, in English."""

_TEXT_AT = {errors.BadValue: 1, errors.FetchFailed: 1}
_WITHOUT_TEXT = (errors.Ambiguous, errors.BadEntry, errors.WeakPassword, errors.Overtaken)
_LISTS = ("reasons", "notes", "told", "problems")
"""What the lists are called to which lines are added that a reader is told."""
_TELLING = (
    *("_notes", "_told", "_weighed", "_why_none"),
    *("_problem", "_problems", "_not_texts", "_bad_values", "_bad_refs"),
    *("no_tie", "write_ical"),
)
"""What the functions are called that give such lines."""
_PASSED_ON = {"HTTPException": 0, "_LeftOut": 1, "IdentifierScheme": 1, "refuse": 1}
"""What else takes words, and at which place, that become part of a message."""
_REASONS = "REASONS"
"""What a table of the words of reasons is called."""
_ROWS = ("_SIGNS", "_PACKED", "_NAMED")
"""What tables are called of which each row ends with words."""
_MOST = 64
"""The most templates of one message: more branches than that are not one message."""


def messages() -> dict[str, str]:
    """Every message with the place of the source that says it first, as "values/edtf.py:53"."""
    found: dict[str, str] = {}
    for name, module in modules().items():
        if not name.startswith(COMMANDS):
            for template, line in module.said():
                found.setdefault(template, f"{name}:{line}")
        for what in module.values_named:
            found.setdefault(f"{{0}} is not {what}: {{1}}", name)
    return found


@cache
def kinds() -> dict[str, type[errors.KizunaError]]:
    """The kinds of errors by name; one that a module makes for itself stands for that of which it is made."""
    found = {name: held for name, held in vars(errors).items() if isinstance(held, type)}
    for module in modules().values():
        for node in _walked(module.tree):
            if isinstance(node, ast.ClassDef) and node.name not in found:
                made_of = [found[_name(base)] for base in node.bases if _name(base) in found]
                found |= {node.name: made_of[0]} if made_of else {}
    return found


@cache
def modules() -> dict[str, Module]:
    """The modules of Kizuna by their path under its root."""
    paths = sorted(ROOT.rglob("*.py"))
    return {str(path.relative_to(ROOT)): Module(path) for path in paths}


class Module:
    """One module of the source and what it says."""

    def __init__(self, path: Path) -> None:
        self.tree = ast.parse(path.read_text("utf-8"))
        self._further: list[str] = []

    def said(self) -> Iterator[tuple[str, int]]:
        """The messages with their lines."""
        for scope, node in self._spoken():
            for template in self._templates(node, scope):
                yield from ((line, node.lineno) for line in template.split("\n") if is_words(line))
            while self._further:
                yield self._further.pop(), node.lineno

    def _spoken(self) -> Iterator[tuple[ast.AST, ast.expr]]:
        """The expressions that become what a reader is told, with the function in which they stand."""
        yield from self._raised()
        for scope, call in _calls(self.tree):
            if _name(call.func) in _PASSED_ON:
                yield scope, call.args[_PASSED_ON[_name(call.func)]]
            elif _is_told(call) or _is_raising_on(call):
                yield from ((scope, one) for one in _each(call.args[0]))
        for table in _assigned(_REASONS, self.tree):
            yield from ((self.tree, one) for one in _each(table))
        for table in (table for name in _ROWS for table in _assigned(name, self.tree)):
            rows = table.values if isinstance(table, ast.Dict) else _each(table)
            yield from ((self.tree, row.elts[-1]) for row in rows if isinstance(row, ast.Tuple))
        for function in _walked(self.tree):
            if isinstance(function, ast.FunctionDef):
                lines = _lines_of(function) if function.name in _TELLING else ()
                begun = (value for name in _LISTS for value in _assigned(name, function))
                first = (one for value in begun for one in _each(value))
                yield from ((function, line) for line in (*lines, *first))

    def _raised(self) -> Iterator[tuple[ast.AST, ast.expr]]:
        """The texts of the errors that are made here."""
        for scope, call in _calls(self.tree):
            kind = kinds().get(_name(call.func))
            if kind is not None and not issubclass(kind, _WITHOUT_TEXT):
                at = next((n for base, n in _TEXT_AT.items() if issubclass(kind, base)), 0)
                if len(call.args) > at:
                    yield scope, call.args[at]

    def unread(self) -> list[str]:
        """The texts of errors of which nothing can be read off the source, as they are written there."""
        found = [ast.unparse(n) for scope, n in self._raised() if not self._templates(n, scope)]
        self._further.clear()
        return found

    def _templates(self, node: ast.expr, scope: ast.AST, depth: int = 0) -> list[str]:
        """What an expression may say; nothing where that cannot be read off the source."""
        if depth > 6:
            return []
        match node:
            case ast.Constant(value=str(text)):
                return [_escaped(text)]
            case ast.JoinedStr(values=values):
                return self._joined(values, scope, depth)
            case ast.IfExp(body=body, orelse=orelse):
                return [t for n in (body, orelse) for t in self._templates(n, scope, depth + 1)]
            case ast.BoolOp(values=values):
                return [t for n in values for t in self._templates(n, scope, depth + 1)]
            case ast.BinOp(op=ast.Add(), left=ast.JoinedStr() | ast.Constant(value=str())):
                return self._joined([node.left, node.right], scope, depth)
            case ast.Name(id=name):
                return self._named(name, scope, depth)
            case ast.Call():
                return self._of_call(node, scope, depth)
            case ast.Subscript(value=ast.Name(id=name), slice=ast.Constant(value=int(at))):
                return [t for row in self._rows(name) for t in self._templates(row[at], scope)]
            case ast.Subscript(value=ast.Name(id=name)):
                return self._entries(name)
            case ast.Subscript(value=ast.Dict(values=values)):
                return [t for value in values for t in self._templates(value, scope, depth + 1)]
        return []

    def _of_call(self, call: ast.Call, scope: ast.AST, depth: int) -> list[str]:
        """What a call may give: the words of a function here, of a table, of a text that is stripped or joined."""
        match call.func, call.args:
            case ast.Name(id=name), _:
                return self._returned(name, depth)
            case ast.Attribute(value=ast.Name(id="self"), attr=name), _:
                return self._returned(name, depth)
            case ast.Attribute(attr="join"), [ast.GeneratorExp(elt=each)]:
                return self._templates(each, scope, depth + 1)
            case ast.Attribute(attr="rstrip", value=stripped), _:
                return self._templates(stripped, scope, depth + 1)
            case ast.Attribute(attr="get", value=ast.Name(id=name)), [_, other]:
                return [*self._entries(name), *self._templates(other, scope, depth + 1)]
        return []

    def _joined(self, values: Sequence[ast.expr], scope: ast.AST, depth: int) -> list[str]:
        """The templates of parts one after the other; a part that cannot be read off is a hole."""
        parts = [self._part(value, scope, depth) for value in values]
        combined = product(*parts)
        return [_numbered("".join(one)) for one, _ in zip(combined, range(_MOST), strict=False)]

    def _part(self, value: ast.expr, scope: ast.AST, depth: int) -> list[str]:
        """What stands at one place of a message: its own words, an ending such as a hint, or a hole."""
        inner = value.value if isinstance(value, ast.FormattedValue) else value
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
            return [_escaped(inner.value)]
        if isinstance(inner, ast.JoinedStr):
            return self._joined(inner.values, scope, depth)
        if isinstance(value, ast.FormattedValue) and value.conversion == ord("r"):
            return ["{}"]
        found = self._templates(inner, scope, depth + 1)
        if any(found) and all(_is_ending(text) for text in found):
            return found
        self._further.extend(text for text in found if _is_saying(text))
        return ["{}"]

    def _named(self, name: str, scope: ast.AST, depth: int) -> list[str]:
        for place in (scope, self.tree):
            values = list(_assigned(name, place))
            if values:
                return [t for value in values for t in self._templates(value, place, depth + 1)]
        elsewhere = self._imported.get(name)
        if elsewhere is not None:
            return modules()[elsewhere]._named(name, modules()[elsewhere].tree, depth + 1)
        return []

    def _returned(self, name: str, depth: int) -> list[str]:
        elsewhere = self._imported.get(name)
        if elsewhere is not None:
            other = modules()[elsewhere]
            found = other._returned(name, depth + 1)
            self._further.extend(other._further)
            other._further.clear()
            return found
        return [
            text
            for function in _walked(self.tree)
            if isinstance(function, ast.FunctionDef) and function.name == name
            for node in _walked(function)
            if isinstance(node, ast.Return) and node.value is not None
            for text in self._templates(node.value, function, depth + 1)
        ]

    def _rows(self, name: str) -> Iterator[list[ast.expr]]:
        """The rows of a table of tuples that is named."""
        for value in _assigned(name, self.tree):
            if isinstance(value, ast.Tuple | ast.List):
                yield from (row.elts for row in value.elts if isinstance(row, ast.Tuple))

    def _entries(self, name: str) -> list[str]:
        """The texts of a table that is named and of which one is chosen."""
        return [
            text
            for value in _assigned(name, self.tree)
            if isinstance(value, ast.Dict)
            for entry in value.values
            for text in self._templates(entry, self.tree)
        ]

    @property
    def values_named(self) -> Iterator[str]:
        """What kinds of BadValue call that which they could not read: "a date"."""
        for node in _walked(self.tree):
            if isinstance(node, ast.ClassDef) and node.name in kinds():
                yield from (
                    given.value.value
                    for given in node.body
                    if isinstance(given, ast.Assign)
                    and _name(given.targets[0]) == "what"
                    and isinstance(given.value, ast.Constant)
                )

    @cached_property
    def _imported(self) -> dict[str, str]:
        """The module of Kizuna from which a name comes, by the name."""
        found = {}
        for node in self.tree.body:
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("kizuna."):
                place = (node.module or "").removeprefix("kizuna.").replace(".", "/")
                for alias in node.names:
                    file = next(
                        (f for f in (f"{place}.py", f"{place}/__init__.py") if f in modules()), ""
                    )
                    found |= {alias.name: file} if file else {}
        return found


def is_words(text: str) -> bool:
    """Whether there is anything to say in another language: a word outside the holes."""
    return bool(re.search(r"[a-z][a-z ]", re.sub(r"\{\d*\}", "", text)))


def _is_ending(text: str) -> bool:
    """Whether a message may go on with the text, or end without it."""
    return not text or text[0] in " ;,:"


def _is_saying(text: str) -> bool:
    """Whether a text is a word or several, and no id, address or name of a file."""
    return is_words(text) and (" " in text or text.isalpha())


def _calls(tree: ast.AST, scope: ast.AST | None = None) -> Iterator[tuple[ast.AST, ast.Call]]:
    scope = scope or tree
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Call):
            yield scope, node
        inner = node if isinstance(node, ast.FunctionDef) else scope
        yield from _calls(node, inner)


def _is_told(call: ast.Call) -> bool:
    """Whether the call adds to a list of what a reader is told."""
    return (
        isinstance(call.func, ast.Attribute)
        and call.func.attr in ("append", "extend")
        and _name(call.func.value) in _LISTS
        and bool(call.args)
    )


def _lines_of(function: ast.FunctionDef) -> Iterator[ast.expr]:
    """The lines that a function gives, one by one or as a list."""
    for node in _walked(function):
        if isinstance(node, ast.Yield | ast.YieldFrom | ast.Return) and node.value is not None:
            yield from _each(node.value)


def _each(node: ast.expr) -> Sequence[ast.expr]:
    """The expressions of a list of them, or the one."""
    match node:
        case ast.GeneratorExp(elt=one):
            return [one]
        case ast.List(elts=several) | ast.Tuple(elts=several):
            return several
        case ast.IfExp(body=one, orelse=other):
            return [*_each(one), *_each(other)]
    return [node]


def _is_raising_on(call: ast.Call) -> bool:
    """Whether the call is that of an error's own kind: `super().__init__(...)`."""
    return (
        isinstance(call.func, ast.Attribute)
        and call.func.attr == "__init__"
        and isinstance(call.func.value, ast.Call)
        and bool(call.args)
        and isinstance(call.args[0], ast.JoinedStr)
    )


@cache
def _walked(tree: ast.AST) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(tree))


@cache
def _assigning(place: ast.AST) -> tuple[ast.Assign | ast.AnnAssign | ast.For, ...]:
    """What gives names their values in a function, or at the top of a module."""
    whole = isinstance(place, ast.FunctionDef)
    body = _walked(place) if whole else ast.iter_child_nodes(place)
    return tuple(n for n in body if isinstance(n, ast.Assign | ast.AnnAssign | ast.For))


def _assigned(name: str, place: ast.AST) -> Iterator[ast.expr]:
    for node in _assigning(place):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                yield from _parts_assigned(name, target, node.value)
        elif isinstance(node, ast.AnnAssign) and _name(node.target) == name and node.value:
            yield node.value
        elif isinstance(node, ast.For) and isinstance(node.target, ast.Tuple):
            names = [_name(part) for part in node.target.elts]
            if name in names:
                yield ast.Subscript(node.iter, ast.Constant(names.index(name)))


def _parts_assigned(name: str, target: ast.expr, value: ast.expr) -> Iterator[ast.expr]:
    if _name(target) == name:
        yield value
    elif isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        yield from (v for t, v in zip(target.elts, value.elts, strict=False) if _name(t) == name)


def _name(node: ast.AST) -> str:
    return getattr(node, "id", "") or getattr(node, "attr", "")


def _escaped(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _numbered(text: str) -> str:
    """The holes of a template numbered in order."""
    count = iter(range(100))
    return re.sub(r"(?<!\{)\{\d*\}(?!\})", lambda _: f"{{{next(count)}}}", text)

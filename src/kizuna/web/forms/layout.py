"""The layout of a form: every property of a kind with its rows, each with the inputs that its type asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kizuna.claims.kinds import KINDS, Property, ValueType, parts_of, properties_of
from kizuna.errors import KizunaError
from kizuna.languages import Messages
from kizuna.publish.wording import capital
from kizuna.web.forms.gathering import ABOUT_VALUE, Data, rows_in
from kizuna.web.forms.inputs import Input, inputs_of
from kizuna.web.forms.saying import said_of
from kizuna.web.forms.wrong import Wrong, wrong
from kizuna.workflows.entering.places import KIND


@dataclass(frozen=True, slots=True)
class Part:
    """A value in a form, or one part of it.

    `path` begins the names of its inputs. A simple value has `inputs`, a composite `parts`; `rows` are the values
    of a part that may have several. `said` is the value in words, "" where it cannot be read or is plain to see.
    """

    path: str
    label: str
    key: str
    inputs: tuple[Input, ...] = ()
    parts: tuple[Part, ...] = ()
    rows: tuple[Part, ...] = ()
    required: bool = False
    many: bool = False
    said: str = ""
    wrong: Wrong | None = None
    detail: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One value of a property, with what is said of it: its span (for a dated property), stance and certainty."""

    part: Part
    is_dated: bool
    valid_said: str
    valid_wrong: Wrong | None
    is_open: bool


@dataclass(frozen=True, slots=True)
class Lines:
    """A property with its rows."""

    name: str
    label: str
    many: bool
    required: bool
    rows: tuple[Row, ...]
    is_filled: bool


@dataclass(slots=True)
class Layout:
    """Lays a form of a kind out for a reader of `messages`, with what was typed and what is wrong with it."""

    kind: str
    messages: Messages
    data: Data = field(default_factory=dict)
    problems: Mapping[str, KizunaError] = field(default_factory=dict)

    def lines(self) -> Iterator[Lines]:
        """Every property of the kind, in the order of its definition; one without a row gets an empty one."""
        for name, definition in properties_of(KINDS[self.kind]).items():
            numbers = rows_in(self.data, name) or [0]
            rows = tuple(self._row(definition, f"{name}.{n}", name) for n in numbers)
            yield Lines(
                name=name,
                label=capital(self.messages.property(self.kind, name)),
                many=definition.many or definition.dated,
                required=definition.required,
                rows=rows,
                is_filled=self.typed(name) != "" or any(self._problems(name)),
            )

    def typed(self, path: str) -> str:
        """What was typed in the inputs under a path, joined."""
        held = (text.strip() for name, text in self.data.items() if name.startswith(f"{path}."))
        return ", ".join(text for text in held if text)

    def wrong(self, path: str, key: str = "", *, creates: bool = False) -> Wrong | None:
        """What is wrong with a field, None when nothing is; one that `creates` offers places to be created."""
        error = self.problems.get(path)
        if error is None:
            return None
        return wrong(error, self.messages, key, self._quoted(path), creates=creates)

    def _quoted(self, path: str) -> str:
        return self.data.get(path, "").strip() or self.typed(path)

    def _problems(self, name: str) -> Iterator[str]:
        return (path for path in self.problems if path == name or path.startswith(f"{name}."))

    def _row(self, definition: Property, path: str, name: str) -> Row:
        label = capital(self.messages.property(self.kind, name))
        valid = f"{path}.valid"
        return Row(
            part=self._part(definition, path, label),
            is_dated=definition.dated,
            valid_said=said_of("date", (), {"value": self.data.get(valid, "")}, self.messages),
            valid_wrong=self.wrong(valid, "date"),
            is_open=any(self.data.get(f"{path}.{key}") for key in ABOUT_VALUE[1:]),
        )

    def _part(self, definition: Property, path: str, label: str) -> Part:
        kind = definition.type
        parts = parts_of(kind)
        made = tuple(self._inner(n, p, f"{path}.{n}") for n, p in parts.items())
        return Part(
            path=path,
            label=label,
            key="composite" if parts else kind.key,
            inputs=() if parts else inputs_of(kind, self.messages),
            parts=made,
            required=definition.required,
            said=said_of(kind.key, kind.detail, self._inputs(path), self.messages),
            wrong=self.wrong(
                path, kind.key, creates=kind.key == "reference" and KIND in kind.detail
            ),
            detail=kind.detail,
        )

    def _inner(self, name: str, part: Property, path: str) -> Part:
        label = capital(self.messages.part(name))
        if not part.many:
            return self._part(part, path, label)
        numbers = rows_in(self.data, path) or [0]
        rows = tuple(self._part(part, f"{path}.{n}", label) for n in numbers)
        return Part(path, label, _key(part.type), rows=rows, many=True, wrong=self.wrong(path))

    def _inputs(self, path: str) -> dict[str, str]:
        """The texts of the inputs of one simple value."""
        start = f"{path}."
        held = ((n.removeprefix(start), t) for n, t in self.data.items() if n.startswith(start))
        return {name: text for name, text in held if "." not in name}


def _key(kind: ValueType[Any]) -> str:
    return "composite" if parts_of(kind) else kind.key

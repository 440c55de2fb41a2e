"""A form as it was sent, and as its reader sees it: what was typed, how it is read, and
what is wrong with it.

Law: what was typed is never lost: each answer to it holds it again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, NamedTuple

from django.http import HttpRequest

from kizuna.claims import vocabulary
from kizuna.claims.claim import Claim
from kizuna.claims.kinds import (
    KINDS,
    Property,
    ValueType,
    parts_of,
    properties_of,
    property_of,
)
from kizuna.claims.kinds.types import DATE
from kizuna.errors import Ambiguous, BadEntry, BadQuestion, KizunaError, NotFound
from kizuna.identity.resolver import PARTIES
from kizuna.languages import Messages
from kizuna.publish.wording import Wording, capital
from kizuna.values import parse_json
from kizuna.values.countries import former_codes, iso_codes
from kizuna.values.identifiers import SCHEMES as REGISTERS
from kizuna.values.names import EAST_ASIAN_SCRIPTS, MIXED_SCRIPTS, SCHEMES, SCRIPTS
from kizuna.values.quantities import COUNTS, DURATIONS, currencies
from kizuna.values.written_dates import read_plain_date
from kizuna.web.rendering import visit
from kizuna.workflows.entering import values
from kizuna.workflows.entering.sources import new_token
from kizuna.workflows.entering.values import PLACE, Option

_COMMON_MONEY = ("JPY", "USD", "EUR", "CNY", "RUB", "GBP", "KRW")
COMMON_LANGUAGES = (
    *(
        "en",
        "ja",
        "zh-Hans",
        "zh-Hant",
        "ru",
        "ko",
        "de",
        "fr",
        "es",
        "pt",
        "it",
        "nl",
        "mn",
    ),
    *("vi", "id", "th"),
)
"""The languages that are offered first, by their tags; any other may be typed, by name
or tag.
"""
Groups = Mapping[str, tuple[Option, ...]]
"""Options under headings ("" for none)."""


@dataclass(frozen=True, slots=True)
class Input:
    """One input: its name after that of the value, its look (line, area, number, date,
    choice, check, lookup), and the keys of its label and hint among the messages of
    entering, "" for none.

    `list` is the id of the suggestions of a line; `is_aside` when it is rarely needed;
    `kinds` those that a lookup finds.
    """

    name: str
    look: str
    label: str = ""
    hint: str = ""
    list: str = ""
    is_aside: bool = False
    kinds: tuple[str, ...] = ()


_INPUTS: dict[str, tuple[Input, ...]] = {
    "text": (
        Input("text", "area"),
        Input("language", "line", "language", list="languages", is_aside=True),
    ),
    "integer": (Input("value", "number"),),
    "name": (
        Input("text", "line", "name"),
        Input("language", "line", "language", list="languages"),
        Input("script", "choice", "script", "script-hint", is_aside=True),
        Input("scheme", "choice", "transliteration", is_aside=True),
    ),
    "date": (Input("value", "date", hint="date-hint"),),
    "point": (
        Input("latitude", "line", "latitude", "point-hint"),
        Input("longitude", "line", "longitude"),
    ),
    "identifier": (
        Input("scheme", "choice", "register"),
        Input("value", "line", "identifier"),
    ),
    "country": (Input("value", "choice"),),
    "language": (Input("value", "line", hint="language-hint", list="languages"),),
    "address": (Input("value", "line", hint="address-hint"),),
    "digest": (Input("value", "line", hint="digest-hint"),),
    "direction": (
        Input("from", "lookup", "from", kinds=PARTIES),
        Input("to", "lookup", "to", kinds=PARTIES),
        Input("mutual", "check", "mutual"),
    ),
    "quantity": (
        Input("text", "line", "number", "number-hint-any"),
        Input("unit", "choice", "unit"),
        Input("min", "number", "least", is_aside=True),
        Input("max", "number", "most", is_aside=True),
        Input("approximate", "check", "approximate", is_aside=True),
    ),
    "reference": (Input("value", "lookup", hint="lookup-hint"),),
    "concept": (Input("value", "choice"),),
}
"""The inputs of each type, by its key; a type with one input needs no label beside that
of its property.
"""


def inputs_of(kind: ValueType[Any]) -> tuple[Input, ...]:
    """The inputs of a type that is no composite; raises LookupError for one that has
    none.
    """
    found = _INPUTS[kind.key]
    if kind.key == "reference":
        return tuple(replace(each, kinds=kind.detail) for each in found)
    if kind.key == "quantity" and len(kind.detail) == 1:
        number = replace(found[0], hint=f"number-hint-{kind.detail[0]}")
        is_single = kind.detail in (("share",), ("ratio",))
        return (number, *found[2 if is_single else 1 :])
    return found


def choices(kind: ValueType[Any], name: str, messages: Messages) -> Groups:
    """What an input of a type, of the look "choice", can be set to."""
    match kind.key, name:
        case "concept", _:
            return {"": concepts(kind.detail[0], messages)}
        case "name", "scheme":
            return {"": concepts("transliterations", messages, SCHEMES)}
        case "name", "script":
            names = messages.locale.scripts
            codes = (*SCRIPTS, *EAST_ASIAN_SCRIPTS, *MIXED_SCRIPTS)
            return {"": tuple(Option(c, capital(str(names.get(c, c)))) for c in codes)}
        case "country", _:
            return {"": countries(messages)}
        case "identifier", _:
            return {
                "": tuple(Option(s, s, held.expected) for s, held in REGISTERS.items())
            }
    return _units(kind.detail, messages.language)


def concepts(
    scheme: str, messages: Messages, only: tuple[str, ...] = ()
) -> tuple[Option, ...]:
    """The concepts of a scheme, narrower ones after their broader one."""
    held = vocabulary.scheme(scheme)
    return tuple(
        Option(
            concept.id,
            "\u2003" * (len(held.wider(concept.id)) - 1)
            + capital(concept.labels[messages.tag]),
            messages.meaning(scheme, concept.id),
        )
        for concept in held.values()
        if not only or concept.id in only
    )


def countries(messages: Messages) -> tuple[Option, ...]:
    """The countries by their codes, in the order of their names."""
    codes = iso_codes() | former_codes() | {"DD"}
    return tuple(
        Option(c, words) for words, c in sorted((messages.country(c), c) for c in codes)
    )


@lru_cache(maxsize=64)
def _units(dimensions: tuple[str, ...], language: str) -> Groups:
    """The units of the dimensions, in groups where there are several; the names of all
    money take 5 ms.
    """
    messages, found = Messages(language), dict[str, tuple[Option, ...]]()
    for dimension in dimensions:
        name = messages.text(f"web-entry-unit-{dimension}")
        if dimension == "money":
            codes = (*_COMMON_MONEY, *sorted(currencies() - set(_COMMON_MONEY)))
            units = {code: f"{code} {messages.currency(code)}" for code in codes}
        elif dimension in ("share", "ratio"):
            units = {dimension: name}
        else:  # as they stand after a number of many
            names = COUNTS if dimension == "count" else DURATIONS
            said = {
                unit: messages.text(f"unit-{unit}", figure="5", count=5)
                for unit in names
            }
            units = {
                u: words.replace("5", "", 1).strip().strip("つ")
                for u, words in said.items()
            }
        options = tuple(Option(unit, words) for unit, words in units.items())
        found[name if len(dimensions) > 1 else ""] = options
    return found


ACTS = ("preview", "save", "form", "add", "remove", "choose")
FILE = "source.file"
"""The input in which a paper is chosen; it holds no text."""
_NAME = re.compile(
    r"stance|certainty|slug|(?:source|correction)\.[a-z_]+|[a-z_]+\.[0-9]{1,4}(?:\.[a-z_0-9]+)+"
)
_PATH = re.compile(r"[a-z_]+(?:\.[a-z_0-9]+){0,3}")


@dataclass(frozen=True, slots=True)
class EntryForm:
    """A form for facts about a thing of a kind; `subject` is its id, "" for a new one.

    `data` are the texts by the names of the inputs, `token` that of its draft, `act`
    one of ACTS with its argument. Its reader is told of the `problems` in the language
    of `messages`.
    """

    kind: str
    subject: str
    token: str
    data: Mapping[str, str] = field(default_factory=dict)
    act: str = "form"
    argument: str = ""
    messages: Messages = field(default_factory=lambda: Messages("en"))
    problems: Mapping[str, KizunaError] = field(default_factory=dict)
    parts = staticmethod(parts_of)
    inputs = staticmethod(inputs_of)

    @classmethod
    def posted(cls, request: HttpRequest, kind: str, subject: str) -> EntryForm:
        """The form in a request; raises BadQuestion for an act that is none."""
        act, _, argument = request.POST.get("_act", "form").partition(" ")
        if act not in ACTS:
            raise BadQuestion(
                f"{act!r} is nothing to do with a form; there are {', '.join(ACTS)}"
            )
        names = (
            n for n in request.POST if not n.startswith(("_", "csrf")) and n != FILE
        )
        data = {name: request.POST[name] for name in names}
        token = request.POST.get("_draft", "") or new_token()
        return cls(kind, subject, token, data, act, argument, visit(request).messages)

    @property
    def address(self) -> str:
        """Where the form is sent to."""
        return f"/{self.subject}/edit" if self.subject else f"/enter/{self.kind}"

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Names and texts of the inputs that are not empty, in the order of the
        form.
        """
        return tuple((name, said) for name, said in self.data.items() if said)

    @property
    def entered(self) -> dict[str, Any]:
        """What was typed, by the parts of the names of inputs; raises BadQuestion for a
        name that is none.
        """
        found: dict[str, Any] = {}
        for name in filter(self.text, self.data):
            *above, last = name.split(".")
            at: Any = found if _NAME.fullmatch(name) else None
            for part in above:
                at = at.setdefault(part, {}) if isinstance(at, dict) else None
            if not isinstance(at, dict) or last in at:
                raise BadQuestion(f"{name!r} is no field of the form")
            at[last] = self.text(name)
        return found

    def text(self, name: str) -> str:
        """The text of an input without the white space around it, with line feeds
        alone.
        """
        return self.data.get(name, "").replace("\r\n", "\n").replace("\r", "\n").strip()

    def typed(self, path: str) -> dict[str, str]:
        """What was typed in the inputs under a path, by the rest of their names."""
        start = f"{path}."
        texts = {name: self.text(name) for name in self.data if name.startswith(start)}
        return {name.removeprefix(start): said for name, said in texts.items() if said}

    def rows(self, path: str) -> list[str]:
        """The paths of the rows under a path, in order of their numbers; one where
        there is none.
        """
        row = re.compile(re.escape(path) + r"\.([0-9]{1,4})(?:\.|$)")
        numbers = {int(found[1]) for name in self.data if (found := row.match(name))}
        return [f"{path}.{number}" for number in sorted(numbers or {0})]

    def done(self) -> EntryForm:
        """The form after a row was added or removed, or one of several candidates
        chosen.
        """
        changed, path = dict(self.data), self.argument
        if self.act == "add" and _PATH.fullmatch(path):
            rows = self.rows(path)
            changed.setdefault(f"{rows[0]}.value", "")
            changed[f"{path}.{int(rows[-1].rpartition('.')[2]) + 1}.value"] = ""
        elif self.act == "remove":
            changed = {
                n: said for n, said in changed.items() if not n.startswith(f"{path}.")
            }
        elif self.act == "choose":
            name, _, ref = path.partition("=")
            changed[name if name in changed else f"{name}.value"] = ref
        return replace(self, data=changed)

    def refused(self, error: KizunaError) -> EntryForm:
        """The form with what an error says is wrong with its fields, or with all of
        it.
        """
        problems = error.problems if isinstance(error, BadEntry) else {"": error}
        return replace(self, problems=problems)

    @property
    def properties(self) -> dict[str, Property]:
        """The properties of the kind by their names, in order."""
        return properties_of(KINDS[self.kind])

    @property
    def languages(self) -> list[str]:
        """The names of the languages that are offered first."""
        return [*map(self.messages.language_name, COMMON_LANGUAGES)]

    def concepts(self, scheme: str, only: tuple[str, ...] = ()) -> tuple[Option, ...]:
        """The concepts of a scheme, or some of them, narrower ones after their broader
        one.
        """
        return concepts(scheme, self.messages, only)

    def choices(self, kind: ValueType[Any], name: str, value: str) -> Groups:
        """What an input can be set to, and what stands in it."""
        held = choices(kind, name, self.messages)
        if not value or any(
            value == option.value for each in held.values() for option in each
        ):
            return held
        return {**held, "": (*held.get("", ()), Option(value, value))}

    def is_filled(self, name: str) -> bool:
        """Whether something was typed for a property, or is wrong with it."""
        return bool(self.typed(name)) or any(
            p.partition(".")[0] == name for p in self.problems
        )

    def wrong(self, path: str, kind: ValueType[Any] | None = None) -> FieldError | None:
        """What is wrong with a field, of a type where it holds a value; None when
        nothing is.
        """
        if (error := self.problems.get(path)) is None:
            return None
        creates = kind is not None and kind.key == "reference" and PLACE in kind.detail
        return field_error(
            error, self.messages, self.text(f"{path}.value") if creates else ""
        )

    def preview(self, path: str, kind: ValueType[Any] = DATE) -> str:
        """How a value, or the date in one input, is read, in words; "" where it cannot
        be or is plain to see.
        """
        inputs = self.typed(path) or {"value": self.text(path)}
        try:
            return read_back(kind, inputs, self.messages)
        except KizunaError:
            return ""

    def problem_lines(self) -> Iterator[tuple[str, str, FieldError]]:
        """Every problem at the head of the form: its label ("" for none), where it
        stands, and what is wrong.
        """
        for path, error in self.problems.items():
            top, label = path.partition(".")[0], ""
            if top in self.properties:
                label = capital(self.messages.property(self.kind, top))
            elif top in ("source", "slug", "correction"):
                label = self.messages.text(f"web-entry-{top}")
            yield (
                label,
                f"at-{top}" if label else "content",
                field_error(error, self.messages),
            )


def claim_texts(claim: Claim, wording: Wording) -> dict[str, str]:
    """The inputs of a claim's property with its value and span; what it names stands
    with its id in brackets.
    """

    def named(ref: str) -> str:
        return f"{wording.name(ref)} ({ref})" if ref in wording.register else ref

    kind, path = property_of(claim.subject, claim.property).type, f"{claim.property}.0"
    value = dict(values.as_entered(kind, parse_json(claim.value), path, named))
    return value | ({f"{path}.valid": claim.valid} if claim.valid else {})


def read_back(
    kind: ValueType[Any], inputs: Mapping[str, str], messages: Messages
) -> str:
    """How a date or quantity is read, in words; "" where nothing is typed. Raises
    BadDate and BadQuantity.
    """
    if kind.key == "date" and inputs.get("value"):
        date = read_plain_date(inputs["value"])
        return messages.text(
            "web-entry-read-as", words=messages.date(date), form=date.text
        )
    if kind.key == "quantity" and inputs:
        number = kind.read(values.entered_quantity(inputs, kind.detail).to_json())
        return messages.text(
            "web-entry-read-as-number", words=messages.quantity(number)
        )
    return ""


class FieldError(NamedTuple):
    """What is wrong with a field: `words`, what can be done as `advice` ("" when the
    words say it), and the (id, names) that an ambiguous name may mean; where it
    `creates`, the (text, words) of places to be created.
    """

    words: str
    advice: str = ""
    candidates: tuple[tuple[str, str], ...] = ()
    creates: bool = False


def field_error(error: KizunaError, messages: Messages, place: str = "") -> FieldError:
    """An error of a field; one in which a `place` stands offers those that can be
    created.
    """
    if isinstance(error, Ambiguous):
        said = messages.text("web-entry-wrong-ambiguous", text=error.name)
        return FieldError(said, candidates=error.candidates)
    words = capital(messages.told(str(error).partition("\n")[0]))
    if not isinstance(error, NotFound):
        return FieldError(words)
    if place:
        offers = tuple(
            (one.value, one.words) for one in values.offered_places(place, messages)
        )
        return FieldError(
            words, messages.text("web-entry-wrong-place"), offers, creates=True
        )
    return FieldError(words, messages.text("web-entry-wrong-unknown"))

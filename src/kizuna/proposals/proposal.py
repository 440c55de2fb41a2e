"""A proposal: a claim as read from prose, with its passage and what is known of its
page; and the exchange form.

The form says which properties a proposal of each kind may have, of what type, with the
closed lists.
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from kizuna.claims import vocabulary
from kizuna.errors import BadClaim, BadDate
from kizuna.values import Edtf

_TOLD = (
    "kind",
    "subject",
    "object",
    "props",
    "quote",
    "start",
    "end",
    "needs_context",
    "status",
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """One claim that a proposer read in a text.

    `subject` and `object` are the parties as a reader would register them ("Osaka
    Prefecture"), in no order; `object` is None where there is only one. `props` are the
    properties of the kind that the text states; what it does not state is absent.
    `quote` is text[start:end], the passage. `needs_context` is True when the passage
    alone does not name the parties. `status` is "asserted", "reported", "planned",
    "unverified" or "negated". `confidence` is in 0..1. `rival` is what another reader
    of the same passage read otherwise ("start 1985"), "" where none did; it is no part
    of the exchange form.
    """

    kind: str
    subject: str
    object: str | None
    quote: str
    start: int
    end: int
    props: Mapping[str, Any] = field(default_factory=dict)
    needs_context: bool = False
    status: str = "asserted"
    confidence: float = 0.5
    rival: str = ""

    @property
    def parties(self) -> tuple[str, ...]:
        return (self.subject,) if self.object is None else (self.subject, self.object)

    def as_json(self, number: str) -> dict[str, Any]:
        """The proposal in the exchange form, with `number` as its id."""
        held = {name: getattr(self, name) for name in _TOLD}
        return {"id": number, **held, "confidence": round(self.confidence, 3)}


@dataclass(frozen=True, slots=True)
class Page:
    """The title, day and home town of a page, and its language; each "" where nobody
    says.

    `title` is as the page writes it, `published` EDTF, `home` the name of the local
    government whose page it is ("Osaka"), `language` a BCP 47 tag ("ja", "zh-Hans"). A
    reader finds for itself what is "".
    """

    title: str = ""
    published: str = ""
    home: str = ""
    language: str = ""


UNKNOWN = Page()
"""A page of which nobody knows anything but its text."""


_FORM = tomllib.loads(
    files(__package__).joinpath("form.toml").read_text(encoding="utf-8")
)
STATUSES: tuple[str, ...] = tuple(_FORM["statuses"].split())
"""How a text stands to what it says."""
FREQUENCIES: tuple[str, ...] = tuple(_FORM["frequencies"].split())
PROPERTIES: Mapping[str, Mapping[str, str]] = MappingProxyType(_FORM["properties"])
"""The type of each property, by kind."""
KINDS = tuple(PROPERTIES)
REASONS: Mapping[str, str] = MappingProxyType(_FORM["reasons"])
"""Why a claim does not pass, in words."""

_LONGEST = 500
_EVERY = re.compile(r"every_[1-9]\d?_(?:years|months|weeks|days)")
_REQUIRED = {"field": "field", "statistic": "value"}


def lists_of(kind: str) -> dict[str, tuple[str, ...]]:
    """The closed lists of words that the properties of a kind may have, by type."""
    types = _FORM["types"].get(kind, "")
    held = {
        "type": types,
        "tie_status": _FORM["tie_statuses"],
        "field": _FORM["fields"],
    }
    return {
        name: tuple(words.split())
        for name, words in {**held, "direction": "both"}.items()
    }


def schema() -> dict[str, Any]:
    """The JSON schema of an answer: an object with a list of claims, one form a
    kind.
    """
    forms = []
    for kind, properties in PROPERTIES.items():
        enums = {sort: {"enum": list(words)} for sort, words in lists_of(kind).items()}
        schemas = {**_FORM["schemas"], **enums}
        said = {
            "kind": {"const": kind},
            "subject": {"type": "string"},
            "object": {"type": ["string", "null"]},
            "props": _object(
                {name: schemas[sort] for name, sort in properties.items()}
            ),
            "sentences": {"type": "array", "items": {"type": "integer"}},
            "quote": {"type": "string"},
        }
        told = {"stance": {"enum": list(STATUSES)}, "mends": {"type": "integer"}}
        forms.append(_object({**said, **told}, *said))
    return _object({"claims": {"type": "array", "items": {"anyOf": forms}}}, "claims")


def _object(properties: Mapping[str, Any], *required: str) -> dict[str, Any]:
    wanted = {"required": list(required)} if required else {}
    return {
        "type": "object",
        "properties": properties,
        **wanted,
        "additionalProperties": False,
    }


def concept_of(scheme: str, word: object) -> str:
    """The concept of a scheme that a word of the exchange form means: "flora_fauna" is
    flora-fauna.

    Raises BadClaim, quoting the word, when the scheme has no such concept.
    """
    if not isinstance(word, str):
        raise BadClaim(f"{word!r} is not a word of the scheme {scheme}")
    said = _FORM["concepts"].get(scheme, {}).get(word, word.replace("_", "-"))
    return vocabulary.scheme(scheme)[said].id


def problem_of(proposal: Proposal) -> str:
    """What is wrong with a proposal by the form alone, a key of REASONS: "kind",
    "property", "list", "shape", "status" or "party"; "" if nothing.
    """
    kind, props = proposal.kind, proposal.props
    if kind not in KINDS:
        return "kind"
    if _REQUIRED.get(kind, "") not in ("", *props):
        return "shape"
    known, allowed = PROPERTIES[kind], {**lists_of(kind), "frequency": FREQUENCIES}
    for name, value in props.items():
        if name not in known:
            return "property"
        if (sort := known[name]) in allowed:
            is_every = (
                sort == "frequency"
                and isinstance(value, str)
                and _EVERY.fullmatch(value)
            )
            if value not in allowed[sort] and not is_every:
                return "list"
        elif not _SHAPES[sort](value):
            return "shape"
    if proposal.status not in STATUSES:
        return "status"
    parties = [" ".join(party.split()).casefold() for party in proposal.parties]
    return "" if all(parties) and len(set(parties)) == len(parties) else "party"


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip()) and len(value) <= _LONGEST


def _is_date(value: Any) -> bool:
    try:
        return _is_text(value) and bool(Edtf.parse(value).text)
    except BadDate:
        return False


def _is_number(value: Any) -> bool:
    return type(value) in (int, float) and abs(value) < 1e15


def _is_quantity(value: Any) -> bool:
    """{"min", "max", "approx", "unit"}: at least one bound, in order."""
    if not isinstance(value, Mapping) or not set(value) <= {
        "min",
        "max",
        "approx",
        "unit",
    }:
        return False
    bounds = [value[key] for key in ("min", "max") if value.get(key) is not None]
    in_order = (
        bool(bounds) and all(map(_is_number, bounds)) and bounds == sorted(bounds)
    )
    return (
        in_order
        and _is_text(value.get("unit"))
        and isinstance(value.get("approx", False), bool)
    )


def _is_payer(value: Any) -> bool:
    """{"source", "share"}: a share, where it is told, is above 0 and at most 1."""
    if not isinstance(value, Mapping) or not set(value) <= {"source", "share"}:
        return False
    share = value.get("share")
    is_share = share is None or (_is_number(share) and 0 < share <= 1)
    return is_share and _is_text(value.get("source"))


_SHAPES: Mapping[str, Callable[[Any], bool]] = {
    "date": _is_date,
    **dict.fromkeys(("name", "text"), _is_text),
    **dict.fromkeys(
        ("names", "texts"),
        lambda value: isinstance(value, list) and all(map(_is_text, value)),
    ),
    "quantity": _is_quantity,
    "ordinal": lambda value: type(value) is int and 0 < value < 10_000,
    "funding": lambda value: isinstance(value, list) and all(map(_is_payer, value)),
}

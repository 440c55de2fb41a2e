"""What an export is about: a scope of ties, the names of things, and the question that it answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from kizuna.analysis.scope import Scope
from kizuna.claims.kinds import Entity, properties_of
from kizuna.claims.kinds.types import NAME
from kizuna.identity.preferred import preferred_name
from kizuna.values import base_language

BASE = "urn:kizuna:"
"""What the addresses of things and claims begin with when nobody gives another: names that promise no web page."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The ties of a scope and everything that hangs on them, for one format to write.

    `as_of` is the day as ISO 8601 text, `known_at` the time as ISO 8601 in UTC ("" for now). `label` gives a few
    English words for any entity by id, never empty. `base` is what the addresses of linked data begin with.
    """

    scope: Scope
    as_of: str
    known_at: str
    label: Callable[[str], str]
    base: str = BASE

    @property
    def title(self) -> str:
        """What the export is, in a line of English."""
        known = f", as known at {self.known_at}" if self.known_at else ""
        return f"Ties between local governments on {self.as_of}{known}"

    def name(self, entity: Entity | None, language: str) -> str:
        """The preferred name or title of an entity in a language on the day; "" when it has none in it."""
        known = properties_of(type(entity)) if entity else {}
        for key in ("name", "title"):
            if entity is None or key not in known or known[key].type is not NAME:
                continue
            found = preferred_name(entity.stated(key), language, self.scope.day)
            spoken = found.value.language if found and found.counts else ""
            if found and spoken and base_language(spoken) == base_language(language):
                return str(found.value.text)
        return ""


def _nothing_to_note(subject: Subject) -> Sequence[str]:
    return ()


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A format: its name on the command line, the suffix and media type of its files, what it is for in a line of
    English, and what writes it; `notes` says in English what a person should know of a file, such as what was left
    out. `addressed`: things in it have addresses that begin with the subject's base."""

    name: str
    suffix: str
    media: str
    purpose: str
    write: Callable[[Subject, BinaryIO], None]
    notes: Callable[[Subject], Sequence[str]] = _nothing_to_note
    addressed: bool = False

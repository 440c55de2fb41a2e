"""Choosing how a list is read: what each column says, and what the list leaves unsaid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kizuna.claims.mapping.writing import changed
from kizuna.errors import BadEntry, BadFile, BadValue, KizunaError
from kizuna.values import check_ref, kind_of
from kizuna.workflows import ask
from kizuna.workflows.entering.values import FieldReader
from kizuna.workflows.importing.kept import KeptList, with_mapping

ENTRIES = (
    *("tie.type", "tie.stage", "reading.dates", "source.date"),
    *("a.name", "a.country", "a.language", "b.country", "b.language"),
)
"""The entries of a mapping that can be chosen beside its columns."""
_HOLDERS = ("organisation", "government", "person")


@dataclass(frozen=True, slots=True)
class Choices:
    """What was chosen: a target for each column ("" leaves it out), the ENTRIES ("" for none), the sheet, the
    document that the list is, and who asserts what it says, by name or id ("" as the mapping has it)."""

    columns: Mapping[str, str] = field(default_factory=dict)
    entries: Mapping[str, str] = field(default_factory=dict)
    sheet: str = ""
    source: str = ""
    holder: str = ""


def answer(kept: KeptList, answers: Mapping[tuple[str, ...], str]) -> KeptList:
    """The list, kept with a mapping that has the answers to questions of a trial, by their paths ("": none).

    Raises BadFile for an answer that a mapping cannot have.
    """
    return with_mapping(
        kept, changed(kept.mapping, {}, {path: answers[path].strip() for path in answers})
    )


def choose(kept: KeptList, choices: Choices) -> KeptList:
    """The list, kept with a mapping that says what was chosen; raises BadEntry, by the fields that are wrong."""
    reading = FieldReader(ask.resolver())
    source = _document(choices.source, reading)
    holder = reading.reference(choices.holder, _HOLDERS, "holder") if choices.holder.strip() else ""
    problems: dict[str, KizunaError] = dict(reading.problems)
    about = {"sheet": choices.sheet.strip(), "source": source, "holder": holder}
    entries: dict[Any, str] = {
        path: text.strip() for path, text in choices.entries.items() if path in ENTRIES
    }
    for side in ("a.country", "b.country"):
        entries[side] = entries.get(side, "").upper()
    try:
        text = changed(kept.mapping, choices.columns, entries)
        if not problems:
            return with_mapping(kept, text, about)
    except BadFile as error:
        problems["mapping"] = error
    raise BadEntry(problems)


def _document(text: str, reading: FieldReader) -> str:
    """The id of a document by its title or id; one that nobody has met yet may be given by its id."""
    wanted = text.strip()
    try:
        if wanted and kind_of(check_ref(wanted)) == "document":
            return wanted
    except BadValue:
        pass
    return reading.reference(wanted, ("document",), "source") if wanted else ""

"""A list as somebody hands it in, the mapping by which it is read, and the table that it then is.

Law: a mapping that was given or lies beside the list goes before a guess.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from kizuna.claims.mapping import (
    Given,
    ListMapping,
    MappingQuestion,
    TownUnknown,
    draft,
    guess_mapping,
    read_mapping,
    ready_mapping,
    ready_names,
)
from kizuna.errors import BadFile
from kizuna.sources.readers.spreadsheet import Reading, Table, read_table
from kizuna.values.written_dates import read_plain_date
from kizuna.workflows.importing.known import countries_of_towns


@dataclass(frozen=True, slots=True)
class ListGiven:
    """A list as somebody hands it in.

    `mapping` is a file or the name of a ready mapping, "" for the one beside the list, else a guess. `run` is
    True to record, False to try, None for the default: a guessed mapping is tried, any other recorded.
    `sheet`, `source` (an id of a document), `holder` (an id), `date` (EDTF, of the document) and `town` (whose
    partners a list of one town gives) go before what the mapping says. `name` is what the file is called where it
    lies under another name; `places` is the second list, of places, where that does not lie beside it.
    """

    path: Path
    mapping: str = ""
    run: bool | None = None
    sheet: str = ""
    source: str = ""
    holder: str = ""
    name: str = ""
    places: Path | None = None
    date: str = ""
    town: str = ""

    @property
    def called(self) -> str:
        """The name of the file."""
        return self.name or self.path.name


class NoMapping(BadFile):
    """The headers do not tell which columns name the two sides; `text` is a draft of a mapping to correct.

    `question` asks for the town where they name the partners of one, and is None otherwise.
    """

    def __init__(self, message: str, text: str, question: MappingQuestion | None = None) -> None:
        super().__init__(message)
        self.text = text
        self.question = question


def mapping_beside(path: Path) -> Path:
    """Where the mapping of a list lies when it lies beside it."""
    return path.with_name(f"{path.name}.map.toml")


@dataclass(frozen=True, slots=True)
class Chosen:
    """The table and its mapping, and how that was found."""

    table: Table
    mapping: ListMapping
    name: str
    is_guess: bool
    text: str = ""
    unknown: tuple[str, ...] = ()
    questions: tuple[MappingQuestion, ...] = ()

    @classmethod
    def of(cls, given: ListGiven) -> Chosen:
        beside = mapping_beside(given.path)
        if given.mapping or beside.is_file():
            mapping, name = _mapping(given, beside)
            mapping = _with_given(mapping, given)
            reading = (
                replace(mapping.reading, sheet=given.sheet) if given.sheet else mapping.reading
            )
            return cls(list_table(given, reading, mapping), mapping, name, False)
        table = read_table(given.path, Reading(sheet=given.sheet), given.called)
        about = Given(countries_of_towns, given.town, given.date)
        try:
            guess = guess_mapping(table, about)
        except TownUnknown as error:
            question = MappingQuestion(("a", "name"), len(table.rows), suggested=error.suggested)
            raise NoMapping(str(error), draft(table, about), question) from None
        except BadFile as error:
            raise NoMapping(str(error), draft(table, about)) from None
        return cls(
            table, guess.mapping, beside.name, True, guess.text, guess.unknown, guess.questions
        )


def list_table(given: ListGiven, reading: Reading, mapping: ListMapping) -> Table:
    """The list as rows, or as forms where the headers of the mapping stand down the first column; raises
    BadFile."""
    table = read_table(given.path, reading, given.called)
    known = len(set(table.columns) & set(mapping.columns))
    if known > 1 or reading.form or reading.header < 0:
        return table
    try:
        forms = read_table(given.path, replace(reading, form=True), given.called)
    except BadFile:
        return table
    return forms if len(set(forms.columns) & set(mapping.columns)) > known else table


def _mapping(given: ListGiven, beside: Path) -> tuple[ListMapping, str]:
    path = Path(given.mapping) if given.mapping else beside
    if given.mapping in ready_names() and not path.is_file():
        return ready_mapping(given.mapping), given.mapping
    if not path.exists():
        return ready_mapping(given.mapping), given.mapping
    try:
        return read_mapping(path.read_text("utf-8"), path.name, given.town), path.name
    except (OSError, UnicodeDecodeError) as error:
        raise BadFile(f"{str(path)!r} is not a mapping that can be read: {error}") from None


def _with_given(mapping: ListMapping, given: ListGiven) -> ListMapping:
    """The mapping with the date and the town that were given; raises BadDate."""
    date, town = given.date or mapping.source.date, given.town or mapping.a.name
    date = read_plain_date(date).text if date else ""
    source, a = replace(mapping.source, date=date), replace(mapping.a, name=town)
    return replace(mapping, source=source, a=a)

"""Lists that were sent to be imported, kept in a folder beside the jobs' files, and how
each is chosen to be read.

Law: a list lies under a name of ours until it is thrown away or old; the name that it
was sent under is only ever shown. A list is there for who sent it, and for those who
may record it.
"""

import hashlib
import json
import re
import secrets
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from kizuna.claims.mapping import NoMapping, guess_mapping
from kizuna.claims.mapping.mapping import (
    IGNORED,
    ListMapping,
    changed,
    read_mapping,
    ready_text,
)
from kizuna.errors import BadEntry, BadFile, BadValue, NotFound
from kizuna.sources.readers.spreadsheet import Reading, read_table
from kizuna.store.private_files import create_folder
from kizuna.store.queries.accounts import Account, Role
from kizuna.store.schema import jobs_folder
from kizuna.values import kind_of
from kizuna.workflows import ask
from kizuna.workflows.entering.values import FieldReader
from kizuna.workflows.importing.known import ListGiven, countries_of_towns, list_table

MAPPING = "mapping.toml"
_LIST, _PLACES, _ABOUT = "list", "places", "about.json"
_SAMPLES, _SAMPLE_LENGTH = 3, 60

File = tuple[str, bytes]
"""A file as it was sent: the name that it is shown under, and what it holds."""


@dataclass(frozen=True, slots=True)
class ListHead:
    """The beginning of a list: its columns with their first values, how many rows it
    has, and the sheet read.
    """

    columns: tuple[str, ...]
    samples: tuple[tuple[str, ...], ...]
    rows: int
    sheet: str


@dataclass(frozen=True, slots=True)
class KeptList:
    """A list that is kept; `mapping` is the TOML text by which it is to be read, which
    may be wrong.

    `came` is when (ISO 8601), `places` the name of the second list, "" for none; the
    rest goes before the mapping.
    """

    token: str
    mapping: str
    owner: str
    name: str
    size: int
    came: str
    places: str = ""
    sheet: str = ""
    source: str = ""
    holder: str = ""

    @property
    def folder(self) -> Path:
        return jobs_folder() / "lists" / self.token

    @property
    def state(self) -> str:
        """A digest of everything that decides what an import of it does."""
        told = [self.token, self.sheet, self.source, self.holder, self.mapping]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]

    def given(self, *, run: bool) -> ListGiven:
        folder, before = (
            self.folder,
            (self.sheet, self.source, self.holder),
        )  # the mapping
        places = folder / _PLACES if self.places else None
        return ListGiven(
            folder / _LIST, str(folder / MAPPING), run, *before, self.name, places
        )

    def read(self) -> ListMapping:
        """The mapping; raises BadFile, which names every wrong entry."""
        return read_mapping(self.mapping, MAPPING)


def keep_list(
    sent: File, sheet: str, mapping: str, places: File | None, *, acting_user: str
) -> KeptList:
    """Keep a list; without the text of a mapping, one is guessed, or drafted for its
    owner to correct.

    Raises BadFile for a list that cannot be read; then it is not kept.
    """
    came, second = (
        datetime.now(UTC).isoformat(timespec="seconds"),
        places[0] if places else "",
    )
    about = (acting_user, sent[0], len(sent[1]), came, second, sheet)
    kept = KeptList(secrets.token_hex(16), mapping, *about)
    create_folder(folder := kept.folder)
    try:
        (folder / _LIST).write_bytes(sent[1])
        if places is not None:
            (folder / _PLACES).write_bytes(places[1])
            read_table(folder / _PLACES, name=second)
        kept = kept if mapping.strip() else replace(kept, mapping=guessed(kept))
        head_of(kept)
        return _write(kept)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def guessed(kept: KeptList) -> str:
    """The TOML text of the mapping that the headers of a list suggest, a draft where
    they do not suffice.

    The town whose partners a list gives is the likely one, which the page of the
    mapping shows before a trial.
    """
    table = read_table(kept.folder / _LIST, Reading(sheet=kept.sheet), kept.name)
    try:
        return _writable(guess_mapping(table, countries_of_towns).text)
    except NoMapping as error:
        return _writable(error.text)


def _writable(text: str) -> str:
    """The text with question marks for halves of characters, which no file and no page
    holds.
    """
    return text.encode("utf-8", "replace").decode()


def kept_list(token: str, account: Account | None) -> KeptList:
    """A list by its token, for who sent it and who may record it (None: the owner of
    the database).

    Raises NotFound for others, and when there is none, or not any more.
    """
    found = lists_of(account, token) if re.fullmatch(r"[0-9a-f]{32}", token) else []
    if not found:
        raise NotFound("there is no such list, or not any more: send it again")
    return found[0]


def lists_of(account: Account | None, token: str = "*") -> list[KeptList]:
    """The lists that an account has sent, the newest first; for who may record them
    those of all.
    """
    found = []
    for about in jobs_folder().glob(f"lists/{token}/{_ABOUT}"):
        mapping, facts = (
            about.with_name(f).read_text("utf-8") for f in (MAPPING, _ABOUT)
        )
        found.append(KeptList(about.parent.name, mapping, **json.loads(facts)))
    if account is not None and not account.has(Role.REVIEWER):
        found = [kept for kept in found if kept.owner == account.name]
    return sorted(found, key=lambda kept: kept.came, reverse=True)


def with_mapping(kept: KeptList, text: str, **before: str) -> KeptList:
    """The list with another mapping, and what goes `before` it, kept so; raises BadFile
    for wrong ones.
    """
    made = replace(kept, mapping=text, **before)  # type: ignore[arg-type]
    made.read()
    head_of(made)
    return _write(made)


def with_ready(kept: KeptList, name: str) -> KeptList:
    """The list with a ready mapping, or with the guessed one for ""; raises BadFile."""
    if name:
        return with_mapping(kept, ready_text(name))
    return _write(replace(kept, mapping=guessed(kept)))


def discard(kept: KeptList) -> None:
    shutil.rmtree(kept.folder, ignore_errors=True)


def head_of(kept: KeptList) -> ListHead:
    """The beginning of a list as its mapping has it read, or as it reads by itself
    where that is wrong.

    Raises BadFile.
    """
    reading, columns = Reading(), frozenset[str]()
    with suppress(BadFile):
        mapping = kept.read()
        reading, columns = mapping.reading, frozenset(mapping.columns)
    reading = replace(reading, sheet=kept.sheet or reading.sheet)
    return _head(kept.given(run=False), reading, columns)


@lru_cache(maxsize=64)
def _head(given: ListGiven, reading: Reading, columns: frozenset[str]) -> ListHead:
    """The beginning of a list, which never changes; a large one takes long to read."""
    table = list_table(given, reading, columns)
    samples: list[dict[str, None]] = [{} for _ in table.columns]
    for row in table.rows:
        for found, cell in zip(samples, row.texts, strict=False):
            if len(found) < _SAMPLES and (text := _writable(cell)):
                found[
                    text if len(text) <= _SAMPLE_LENGTH else f"{text[:_SAMPLE_LENGTH]}…"
                ] = None
    return ListHead(
        table.columns, tuple(map(tuple, samples)), len(table.rows), table.sheet
    )


def _write(kept: KeptList) -> KeptList:
    about = asdict(kept)
    del about["token"], about["mapping"]
    (kept.folder / MAPPING).write_text(kept.mapping, "utf-8")
    (kept.folder / _ABOUT).write_text(json.dumps(about, ensure_ascii=False), "utf-8")
    return kept


ENTRIES = (
    *("tie.type", "tie.stage", "reading.dates", "source.date"),
    *("a.name", "a.country", "a.language", "b.country", "b.language"),
)
"""The entries of a mapping that can be chosen beside its columns."""


def choose(
    kept: KeptList, columns: Mapping[str, str], chosen: Mapping[str, str]
) -> KeptList:
    """The list, kept with a mapping that says what was chosen; raises BadEntry, by the
    fields that are wrong.

    `columns` are the targets by header ("" leaves a column out), `chosen` the ENTRIES
    and the sheet, the document that the list is, and who asserts what it says, by name
    or id ("" as the mapping has it).
    """
    reading = FieldReader(ask.resolver())
    told = {name: text.strip() for name, text in chosen.items()}
    before, problems = (
        {"sheet": told["sheet"], "source": "", "holder": ""},
        reading.problems,
    )
    with suppress(BadValue):  # of a document, which nobody need have met
        before["source"] = (
            told["source"] if kind_of(told["source"]) == "document" else ""
        )
    if told["source"] and not before["source"]:
        before["source"] = reading.reference(told["source"], ("document",), "source")
    if told["holder"]:
        kinds = ("organisation", "government", "person")
        before["holder"] = reading.reference(told["holder"], kinds, "holder")
    told |= {side: told[side].upper() for side in ("a.country", "b.country")}
    entries = {tuple(path.split(".")): told[path] for path in ENTRIES}
    entries |= {
        ("columns", head): target or IGNORED for head, target in columns.items()
    }
    try:
        text = changed(kept.mapping, entries)
        if not problems:
            return with_mapping(kept, text, **before)
    except BadFile as error:
        problems["mapping"] = error
    raise BadEntry(problems)

"""Guesses a mapping from the headers of a list, and writes it down for its owner to correct.

Law: a guess never decides what a list means; it is tried without recording, and its owner has the last word.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kizuna.claims.mapping.mapping import ListMapping, read_mapping
from kizuna.claims.mapping.targets import IGNORED
from kizuna.claims.mapping.writing import quoted
from kizuna.errors import BadFile
from kizuna.sources.readers.spreadsheet import Table
from kizuna.values import script_of

_SIGNS = re.compile(r"[\s_\-・:：()（）\[\]【】/,.、。*＊\"'“”«»]+")
_BRACKETED = re.compile(r"[(（\[【][^)）\]】]*[)）\]】]")
_SAMPLE = 40
_LANGUAGES = {"Jpan": "ja", "Hang": "ko", "Cyrl": "ru"}


@dataclass(frozen=True, slots=True)
class Guess:
    """A guessed mapping and the TOML text that says the same; `unknown` are the headers that nobody could
    place.
    """

    mapping: ListMapping
    text: str
    unknown: tuple[str, ...]


def guess_mapping(table: Table) -> Guess:
    """The mapping that a table's headers suggest.

    Raises BadFile, which quotes the headers, when they do not tell which columns name the two sides; its
    `Guess` is then not made, but `draft` still gives the text to correct.
    """
    targets = _targets(table.columns)
    text = _written(table, targets)
    sides = {
        side
        for side in "ab"
        for target in targets.values()
        if target in (f"{side}.name", f"{side}.id.wikidata")
    }
    if sides != {"a", "b"}:
        raise BadFile(
            f"{table.file!r}: its headers {', '.join(map(repr, table.columns))} do not tell which columns"
            " name the two sides; write a.name and b.name into the mapping"
        )
    unknown = tuple(column for column, target in targets.items() if not target)
    return Guess(read_mapping(text, f"{table.file}.map.toml"), text, unknown)


def draft(table: Table) -> str:
    """The TOML text of a mapping of the table, with every header that could be placed."""
    return _written(table, _targets(table.columns))


def _targets(columns: Sequence[str]) -> dict[str, str]:
    """The target of each column; "" for one that nobody could place."""
    found: dict[str, str] = {}
    for column in columns:
        known = _known(column)
        target = next((t for t in known if t == IGNORED or t not in found.values()), "")
        if known and not target:
            other = _other_side(known[0])
            target = other if other and other not in found.values() else ""
        found[column] = target
    return _with_home(found)


def _with_home(found: dict[str, str]) -> dict[str, str]:
    """Where no column names side a, the government that contains it is the side itself."""
    named = set(found.values())
    if "a.name" not in named and "b.name" in named and "a.part_of" in named:
        return {column: "a.name" if t == "a.part_of" else t for column, t in found.items()}
    return found


def _other_side(target: str) -> str:
    return (
        {"a": f"b{target[1:]}", "b": f"a{target[1:]}"}.get(target[:1], "")
        if target[1:2] == "."
        else ""
    )


def _known(column: str) -> list[str]:
    exact, within = _headers()
    for text in (column, _BRACKETED.sub("", column)):
        folded = _folded(text)
        if folded in exact:
            return [exact[folded]]
    folded = _folded(column)
    phrases = sorted((p for p in within if p in folded), key=len, reverse=True)
    return [within[phrase] for phrase in phrases[:1]]


def _folded(text: str) -> str:
    return _SIGNS.sub("", unicodedata.normalize("NFKC", text).casefold())


@cache
def _headers() -> tuple[dict[str, str], dict[str, str]]:
    held = tomllib.loads((files(__package__) / "headers.toml").read_text("utf-8"))

    def index(part: str) -> dict[str, str]:
        return {_folded(text): target for target, texts in held[part].items() for text in texts}

    return index("exact"), index("within")


def _written(table: Table, targets: dict[str, str]) -> str:
    return "\n".join(_lines(table, targets)) + "\n"


def _lines(table: Table, targets: dict[str, str]) -> Iterator[str]:
    yield f"# How {table.file} is read. Correct it, then import the file again: this mapping is found beside it."
    yield "# Targets: a. or b. with name, name.LANGUAGE, country, part_of, level, id.SCHEME; tie. with date,"
    yield "# date.STAGE, stage, type, basis, status, ended, motive, name, number, remark, paper, events,"
    yield "# listed_by.a, listed_by.b;"
    yield '# "-" leaves a column out.'
    yield ""
    yield "[source]"
    yield '# document = "document/our-list"       # which document this is; else one is named after the file'
    yield '# holder = "organisation/our-office"   # who asserts it; else the person who imports it'
    yield ""
    yield "[reading]"
    if table.sheet:
        yield f"sheet = {quoted(table.sheet)}"
    yield f"dates = {quoted(_order(table, targets))}" + '   # "dmy" or "mdy" where 3/4/1987 occurs'
    yield 'empty = ["-", "—", "不明", "unknown", "n/a"]'
    yield ""
    yield "[tie]"
    yield 'type = "sister-city"   # where no column says it'
    yield 'stage = "formal"       # what tie.date is the date of'
    for side in "ab":
        language = _language(table, targets, side)
        yield ""
        yield f"[{side}]"
        yield '# country = "JP"       # where no column says it'
        yield f"language = {quoted(language)}" if language else '# language = "ja"'
    yield ""
    yield "[columns]"
    for column, target in targets.items():
        note = "" if target else "   # not known: what does it say?"
        yield f"{quoted(column)} = {quoted(target or IGNORED)}{note}"


def _samples(table: Table, targets: dict[str, str], wanted: str) -> Iterator[str]:
    for at, column in enumerate(table.columns):
        if targets[column] == wanted:
            yield from (
                row.texts[at]
                for row in table.rows[:_SAMPLE]
                if at < len(row.texts) and row.texts[at]
            )


def _language(table: Table, targets: dict[str, str], side: str) -> str:
    """The language of a side's names, as their script and the headers tell; "" when they do not."""
    scripts = {script_of(text) for text in _samples(table, targets, f"{side}.name")}
    for script, language in _LANGUAGES.items():
        if script in scripts:
            return language
    if "Hani" not in scripts:
        return ""
    heads = "".join(table.columns)
    if script_of(heads) == "Jpan" or re.search("[県携姉締調]", heads):
        return "ja"
    return "zh-Hans" if re.search("[结签时间订缔协议别]", heads) else ""


def _order(table: Table, targets: dict[str, str]) -> str:
    """The order of dates, where some date of the list has only one order and none has the other."""
    orders = set()
    for text in _samples(table, targets, "tie.date"):
        found = re.fullmatch(r"([0-9]{1,2})[./-]([0-9]{1,2})[./-][0-9]{4}", text)
        if found and int(found[1]) > 12:
            orders.add("dmy")
        elif found and int(found[2]) > 12:
            orders.add("mdy")
    return orders.pop() if len(orders) == 1 else ""

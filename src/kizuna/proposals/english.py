"""English words by the patterns of words/frames-en.toml: how often, how many persons, how long, who by title."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

from kizuna.values.number_words import NUMBER, ORDINAL_WORDS, number_from, value_of


@cache
def _tables() -> Mapping[str, Any]:
    folder = files("kizuna.proposals") / "words"
    return tomllib.loads((folder / "frames-en.toml").read_text(encoding="utf-8"))


def entry(name: str) -> Any:
    """The entry of that dotted name: a pattern's text or a table."""
    held: Any = _tables()
    for part in name.split("."):
        held = held[part]
    return held


@cache
def pattern(name: str, *, exact: bool = False) -> re.Pattern[str]:
    """The pattern of that dotted name ("events.gift"); `exact` minds case."""
    return re.compile(entry(name), 0 if exact else re.IGNORECASE)


def has(name: str, text: str) -> bool:
    """Whether a text has what the pattern of that name looks for."""
    return bool(pattern(name).search(text))


def first_of(table: str, text: str) -> str:
    """The name of the first entry of a table that is found in a text, "" for none."""
    return next((name for name in entry(table) if has(f"{table}.{name}", text)), "")


def counted(before: str, after: str) -> re.Pattern[str]:
    """A pattern of a number between two others."""
    return re.compile(before + NUMBER + after, re.IGNORECASE)


def frequency_of(text: str) -> str:
    """How often, of the closed list; "" where a text does not say."""
    name = first_of("frequency", text)
    if name != "every_":
        return name
    found = pattern("frequency.every_").search(text)
    assert found is not None
    written = (found["count"] or found["more"]).lower()
    count = 2 if written == "other" else ORDINAL_WORDS.get(written) or int(value_of(written))
    return "biennial" if count == 2 else f"every_{count}_years"


def persons_in(text: str) -> dict[str, Any] | None:
    """The persons counted in a text, those who go together added ("six students and one chaperone")."""
    noun = entry("persons.noun")
    single = counted(r"(?<![\d/.,-])", rf"{entry('persons.between')}{noun}\b")
    grouped = counted(entry("persons.group"), r"(?!\s?(?:%|days?|weeks?))")
    found = next((match for pattern in (single, grouped) for match in numbers(pattern, text)), None)
    if found is None:
        return None
    number = number_from(found, "persons")
    more = counted(r"\s(?:and|plus|with)\s", rf"\s(?:\w+\s)?{noun}\b").match(text, found.end())
    if more and number.low and number.high and not more["high"]:
        extra = value_of(more["low"])
        number = replace(number, low=number.low + extra, high=number.high + extra)
    return number.as_json()


def duration_in(text: str) -> dict[str, Any] | None:
    """How long a stay lasts by its words; None where it is not told."""
    for before, after in entry("durations"):
        if found := counted(before, after).search(text):
            return number_from(found, f"{found['unit'].lower()}s").as_json()
    return None


def people_in(text: str) -> list[str]:
    """The persons whom a text names with a title ("Mayor Anna Lee"), each once."""
    return list(
        dict.fromkeys(found["name"] for found in pattern("titled", exact=True).finditer(text))
    )


def numbers(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The matches of a pattern of a number in a text but those whose number is written as a year."""
    found = pattern.search(text)
    while found:
        is_year = re.fullmatch(r"(?:1\d|20)\d\d", found["low"])
        if not is_year:
            yield found
        found = pattern.search(text, found.end("low") if is_year else found.end())

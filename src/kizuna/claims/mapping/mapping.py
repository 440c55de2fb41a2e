"""A mapping: what each column of a list says, of the closed set of what it can mean,
what the list leaves unsaid, and who says it; read from TOML.

It is written too, and single entries of one are changed by what was chosen for them.
Law: what was not chosen stays as it was written, but for its comments.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from importlib.resources import files
from typing import Any

from kizuna.claims import vocabulary
from kizuna.claims.kinds.types import ACTOR, reference
from kizuna.errors import BadClaim, BadFile, BadValue
from kizuna.sources.readers.spreadsheet import WHOLE, Reading
from kizuna.sources.reading import MAPPING, parse_toml
from kizuna.values import Edtf, language_tag
from kizuna.values.countries import country_code, former_state
from kizuna.values.identifiers import SCHEMES
from kizuna.values.written_dates.forms import ORDERS

IGNORED = "-"
"""The target of a column that is known and not imported."""

PLACE = (
    "name",
    "country",
    "part_of",
    "level",
    "id",
    "latitude",
    "longitude",
    "population",
)
TIE = (
    *(
        "date",
        "stage",
        "type",
        "basis",
        "status",
        "ended",
        "motive",
        "name",
        "number",
        "remark",
    ),
    *("paper", "events", "listed_by"),
)
_FORM = re.compile(r"(?:(a|b|tie)\.)?([a-z_]+)(?:\.([A-Za-z0-9-]+))?")


@dataclass(frozen=True, slots=True)
class Target:
    """What a column says: of side "a" or "b", of the "tie", or of a place in a list of
    places ("").

    `what` is one of PLACE or TIE. `detail` is the language of a name, the scheme of an
    identifier, the stage of a date ("" for the stage of the mapping), or the side that
    lists the tie.
    """

    of: str
    what: str
    detail: str = ""

    def __str__(self) -> str:
        return ".".join(part for part in (self.of, self.what, self.detail) if part)


def _read_target(text: object, where: str, of_place: bool) -> Target | None:
    if text == IGNORED:
        return None
    found = _FORM.fullmatch(text) if isinstance(text, str) else None
    target = Target(*found.groups("")) if found else Target("", "")
    if target.what not in (TIE if target.of == "tie" else PLACE) or of_place != (
        not target.of
    ):
        right = f"a. or b. with {', '.join(PLACE)}; tie. with {', '.join(TIE)}; or -"
        right = f"{', '.join(PLACE)} or -" if of_place else right
        raise BadFile(f"{where}: {text!r} is no target; write {right}")
    known = details_of(target.what)
    if target.detail in known:
        return target
    if target.what == "name" and target.of != "tie":
        try:
            language_tag(target.detail)
        except BadValue as error:
            raise BadFile(f"{where}: {error}") from None
        return target
    wrong = {
        "id": f"{where}: {target}: write id.SCHEME with one of {', '.join(known)}",
        "date": (
            f"{where}: {target}: a date is of one of the stages {', '.join(known[1:])}"
        ),
        "listed_by": f"{where}: {target}: write tie.listed_by.a or tie.listed_by.b",
    }
    raise BadFile(
        wrong.get(target.what, f"{where}: {target}: nothing comes after {target.what}")
    )


def details_of(what: str) -> tuple[str, ...]:
    """What may come after a target, "" where nothing has to; after the name of a place
    any language may, too.
    """
    held = {
        "id": SCHEMES,
        "date": ("", *vocabulary.scheme("stages")),
        "listed_by": ("a", "b"),
    }
    return tuple(held.get(what, ("",)))


_KEYS = (
    "title",
    "source",
    "reading",
    "tie",
    "a",
    "b",
    "columns",
    "terms",
    "countries",
    "places",
)
_READING = (
    "sheet",
    "encoding",
    "delimiter",
    "header",
    "layout",
    "dates",
    "empty",
    "language",
)
_TIE = ("type", "stage", "basis")
TERMS = {
    "type": "tie-types",
    "basis": "date-bases",
    "status": "statuses",
    "stage": "stages",
    "level": "levels",
}
"""The vocabulary of each column of words."""


@dataclass(frozen=True, slots=True)
class SideDefaults:
    """What holds for every place on one side where the row does not say it; "" for
    nothing.

    `name` is the one place of a side that no column names, `language` that of the
    names, `country` a code of ISO 3166-1, `part_of` the name of the wider government,
    `level` a concept.
    """

    name: str = ""
    country: str = ""
    language: str = ""
    part_of: str = ""
    level: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Who says it: the ids of the document and its holder ("" when the mapping does not
    say), and their names.

    `date` is that of the document (EDTF), "" when nobody says. `country` is the code of
    the country whose list it is, "" for none; `seat` is the place where the holder
    sits.
    """

    document: str = ""
    title: str = ""
    date: str = ""
    holder: str = ""
    holder_name: str = ""
    holder_type: str = "association"
    country: str = ""
    seat: str = ""


@dataclass(frozen=True, slots=True)
class Places:
    """A second list beside the first, of the places alone; `key` is the scheme of
    identifier that joins them.
    """

    file: str
    key: str
    columns: Mapping[str, Target | None]


@dataclass(frozen=True, slots=True)
class ListMapping:
    """What a list's columns mean.

    `columns` maps headers (or #1, #2 …) to targets, None for a column that is left out.
    `terms` maps, for type, basis, status and level, the list's words to concepts.
    `dates` is the order of dates, "" when the list does not keep to one. `empty` are
    texts that say nothing. `stage`, `kind` and `basis` (by stage) hold where no column
    says more. `countries` maps the list's names to codes, "" to leave a country out.
    """

    columns: Mapping[str, Target | None]
    title: str = ""
    source: Source = Source()
    reading: Reading = WHOLE
    dates: str = ""
    empty: frozenset[str] = frozenset()
    language: str = ""
    kind: str = ""
    stage: str = "formal"
    basis: Mapping[str, str] = field(default_factory=dict)
    sides: Mapping[str, SideDefaults] = field(default_factory=dict)
    terms: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    countries: Mapping[str, str] = field(default_factory=dict)
    places: Places | None = None

    def words(self, text: str) -> Any:
        """A text of the list as the JSON of a value, with its language where the
        mapping gives one.
        """
        return {"text": text, "language": self.language} if self.language else text

    def term(self, what: str, text: str) -> str:
        """The concept that a word of a column of TERMS means, by the mapping or by a
        label; "" for none.
        """
        return self.terms.get(what, {}).get(text, "") or vocabulary.scheme(
            TERMS[what]
        ).named(text)

    def country_of(self, text: str) -> str:
        """The code of a country as the list names it; "" where nobody knows it, or the
        mapping leaves it out.

        A region may stand before it: "Ohio, United States".
        """
        if text in self.countries:
            return self.countries[text]
        return country_code(text) or country_code(re.split("[,，]", text)[-1])

    def knows(self, what: str, text: str) -> bool:
        """Whether a word of a coded column (of TERMS, or "country") is decided."""
        if what == "country":
            return text in self.countries or bool(
                self.country_of(text) or former_state(text)
            )
        return bool(self.term(what, text))


def ready_names() -> list[str]:
    """The names of the ready mappings."""
    names = (file.name for file in (files(__package__) / "ready").iterdir())
    return sorted(
        name.removesuffix(".toml") for name in names if name.endswith(".toml")
    )


def ready_text(name: str) -> str:
    """The TOML text of a ready mapping by its name; raises BadFile, which lists them,
    for an unknown one.
    """
    if name not in (ready := ready_names()):
        raise BadFile(
            f"{name!r} is no file and no ready mapping; there are {', '.join(ready)}"
        )
    return (files(__package__) / "ready" / f"{name}.toml").read_text("utf-8")


def read_mapping(text: str, name: str, town: str = "") -> ListMapping:
    """The mapping in a TOML text; raises BadFile, which names every wrong entry.

    `town` is the name of side a for a list of one town's ties, "" as the text has it.
    """
    try:
        held = parse_toml(text, MAPPING)
    except (BadFile, ValueError) as error:
        raise BadFile(f"{name}: not a mapping: {error}") from None
    problems = list(_problems(held)) or list(_bad_values(held))
    if problems:
        raise BadFile("\n".join(f"{name}: {problem}" for problem in problems))
    if town:
        held["a"] = {**held.get("a", {}), "name": town}
    reading, tie = table_in(held, "reading"), table_in(held, "tie")
    basis, stage = tie.get("basis", {}), tie.get("stage", "formal")
    columns = _columns(held, name, of_place=False)
    named = {
        target.of
        for target in columns.values()
        if target and target.what in ("name", "id")
    }
    sides = {side: SideDefaults(**table_in(held, side)) for side in "ab"}
    for side, defaults in sides.items():
        if side not in named and not defaults.name:
            raise BadFile(
                f"{name}: no column names side {side}: one of [columns] must say"
                f" {side}.name or"
                f" {side}.id.SCHEME, or name = under [{side}] the one place whose ties"
                " the list gives"
            )
    told = {key: reading[key] for key in _READING[:4] if key in reading}
    places = None
    if beside := table_in(held, "places"):
        if missing := [key for key in ("file", "key") if key not in beside]:
            raise BadFile(f"{name}: [places] needs {missing[0]!r}")
        places = Places(
            beside["file"], beside["key"], _columns(beside, name, of_place=True)
        )
    return ListMapping(
        columns=columns,
        title=held.get("title", ""),
        source=Source(**table_in(held, "source")),
        reading=Reading(**told, form=reading.get("layout") == "form"),
        dates=reading.get("dates", ""),
        empty=frozenset(reading.get("empty", ())),
        language=reading.get("language", ""),
        kind=tie.get("type", ""),
        stage=stage,
        basis={stage: basis} if isinstance(basis, str) and basis else basis or {},
        sides=sides,
        terms=table_in(held, "terms"),
        countries=table_in(held, "countries"),
        places=places,
    )


def _columns(
    held: Mapping[str, Any], name: str, of_place: bool
) -> dict[str, Target | None]:
    columns = table_in(held, "columns").items()
    return {
        c: _read_target(text, f"{name}: column {c!r}", of_place) for c, text in columns
    }


_OF_FIELDS = {"source": Source, "a": SideDefaults, "b": SideDefaults, "places": Places}
_ENTRIES = {
    part: tuple(one.name for one in fields(kind)) for part, kind in _OF_FIELDS.items()
}
_ENTRIES |= {"reading": _READING, "tie": _TIE}
"""The entries of each table."""
_OTHER_THAN_TEXT = {"header": int, "empty": list, "basis": (str, dict), "columns": dict}


def _problems(held: Mapping[str, Any]) -> Iterator[str]:
    yield from (
        f"{key!r} is none of {', '.join(_KEYS)}" for key in held if key not in _KEYS
    )
    for part in (*_ENTRIES, "columns", "terms", "countries"):
        if not isinstance(held.get(part, {}), dict):
            yield f"{part} = {held[part]!r} is not written as [{part}]"
    for part, keys in _ENTRIES.items():
        for key, value in table_in(held, part).items():
            if key not in keys:
                yield f"[{part}] has no {key!r}; it has {', '.join(keys)}"
            wanted = _OTHER_THAN_TEXT.get(key, str)
            if not isinstance(value, wanted) or isinstance(value, bool):  # type: ignore[arg-type]
                yield f"[{part}] {key} = {value!r} is not of the right type"
            elif key == "empty" and not all(isinstance(item, str) for item in value):
                yield f"[{part}] empty = {value!r} is not a list of texts"
    words = [held.get("countries", {}), *table_in(held, "terms").values()]
    if not all(
        isinstance(t, dict) and {*map(type, t.values())} <= {str} for t in words
    ):
        yield "[countries] and [terms.…] map texts to texts in quotes"
    elif not table_in(held, "columns"):
        yield "there is no [columns]"


def _bad_values(held: Mapping[str, Any]) -> Iterator[str]:
    reading, tie, source = (
        held.get("reading", {}),
        held.get("tie", {}),
        held.get("source", {}),
    )
    if reading.get("dates", "") not in ("", *ORDERS):
        yield f"dates = {reading['dates']!r} is none of {', '.join(ORDERS)}"
    if reading.get("layout", "rows") not in ("rows", "form"):
        yield f"layout = {reading['layout']!r} is neither rows nor form"
    if len(reading.get("delimiter", "")) > 1:
        yield f"delimiter = {reading['delimiter']!r} is more than one character"
    basis = tie.get("basis", {})
    given = [("type", tie.get("type", "")), ("stage", tie.get("stage", "formal"))]
    given += [
        ("basis", value)
        for value in ([basis] if isinstance(basis, str) else basis.values())
    ]
    given += [("level", held.get(side, {}).get("level", "")) for side in "ab"]
    for what, words in held.get("terms", {}).items():
        given += [(what, concept) for concept in words.values()]
        if what not in TERMS:
            yield f"[terms.{what}] is none of {', '.join(TERMS)}"
    for what, concept in given:
        scheme = TERMS.get(what, "") if concept or what == "stage" else ""
        if scheme and concept not in vocabulary.scheme(scheme):
            yield f"{concept!r} is not a concept of {scheme}"
    checks = {
        "document": reference("document").read,
        "holder": ACTOR.read,
        "date": Edtf.parse,
    }
    for key, check in checks.items():
        try:
            _ = source.get(key) and check(source[key])
        except (BadValue, BadClaim) as error:
            yield f"[source] {key}: {error}"


def changed(text: str, entries: Mapping[tuple[str, ...], str]) -> str:
    """The TOML text of a mapping with other entries by their paths, such as ("terms",
    "type", "Sister Citty"), "" for none; raises BadFile for a text that is no TOML.
    """
    try:
        held = parse_toml(text, MAPPING)
    except (BadFile, ValueError) as error:
        raise BadFile(f"not a mapping: {error}") from None
    for (*parts, key), value in entries.items():
        table = held
        for part in parts:
            table[part] = dict(table_in(table, part))
            table = table[part]
        if value:
            table[key] = value
        else:
            table.pop(key, None)
    return "\n".join(_lines(held, ())).strip() + "\n"


def table_in(held: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """A table of what is written, which may be wrong; empty where there is none."""
    found = held.get(name, {})
    return found if isinstance(found, dict) else {}


def _lines(held: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[str]:
    """A mapping as TOML: texts, numbers, lists of texts and tables of these."""
    plain = {key: value for key, value in held.items() if not isinstance(value, dict)}
    if path and (plain or not held):
        yield f"\n[{'.'.join(map(_key, path))}]"
    for key, value in plain.items():  # JSON writes them as TOML does
        yield f"{_key(key)} = {quoted(value)}"
    for key, value in held.items():
        if isinstance(value, dict):
            yield from _lines(value, (*path, key))


def _key(text: str) -> str:
    is_bare = text.isascii() and text.replace("_", "").replace("-", "").isalnum()
    return text if is_bare else quoted(text)


def quoted(value: Any) -> str:
    """A text, number, truth value or list of these as TOML has it: as JSON does, but
    for DEL.
    """
    return json.dumps(value, ensure_ascii=False, default=str).replace("\x7f", "\\u007f")

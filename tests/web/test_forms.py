"""What people send: forms of every kind, whose properties have inputs that give back
the value that was typed; and files, which are what they claim to be, and no larger than
is taken.
"""

from __future__ import annotations

import hashlib
import io
import tomllib
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given, settings
from hypothesis import strategies as st

from kizuna.claims import vocabulary
from kizuna.claims.kinds import KINDS, Property, ValueType, parts_of, properties_of
from kizuna.errors import BadFile, BadQuestion
from kizuna.identity.resolver import Resolver
from kizuna.languages import LANGUAGES, Messages
from kizuna.values import canonical_json
from kizuna.values.names import SCHEMES
from kizuna.web.forms import EntryForm, choices, inputs_of
from kizuna.web.rendering import ATLAS, FOLDER
from kizuna.web.uploads import LARGEST, Limit, received
from kizuna.workflows.entering.values import BESIDE, FieldReader, as_entered

PROPERTIES = [
    (p, n, d) for p, kind in KINDS.items() for n, d in properties_of(kind).items()
]
TYPES = {(d.type.key, d.type.detail): (p, n, d) for p, n, d in PROPERTIES}
"""A property of each type of value."""
_WORD = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P")), min_size=1, max_size=12
)
_WORDS = st.lists(_WORD, min_size=1, max_size=3).map(" ".join)
_TAGS = st.sampled_from(["en", "ja", "zh-Hans", "ru", "pt-BR"])
_YEARS = st.integers(1800, 2099).map(str)
_DATES = st.one_of(
    st.builds(
        str.format,
        st.sampled_from(["{0}", "{0}~", "[{0}-04..{0}-06]", "{0}/.."]),
        _YEARS,
    ),
    st.builds("{}-{:02}".format, _YEARS, st.integers(1, 12)),
    st.dates().map(str),
)
_NUMBERS = st.one_of(
    st.integers(0, 10**9), st.floats(0, 1e6).map(lambda n: round(n, 3))
)
_UNITS = {
    "count": ("persons", "visits"),
    "duration": ("days", "half-years"),
    "share": ("share",),
    "money": ("JPY", "USD"),
    "ratio": ("ratio",),
}
EVERYTHING: Any = SimpleNamespace(
    holding=lambda refs: refs,
    **dict.fromkeys(("identified", "parties", "called"), lambda _: []),
    names=list,
)
"""A directory that holds whatever id it is asked for, and no names."""


def references(kinds: Sequence[str]) -> st.SearchStrategy[str]:
    """Ids of the kinds; of ties where any kind will do."""
    slugs = st.from_regex(r"[a-z0-9]{1,5}(-[a-z0-9]{1,3})?", fullmatch=True)
    return st.builds("{}/{}".format, st.sampled_from(list(kinds) or ["tie"]), slugs)


def quantities(dimensions: Sequence[str]) -> st.SearchStrategy[Any]:
    """Numbers, ranges and bounds in a unit of one of the dimensions."""

    def made(
        unit: str, ends: tuple[float, float], is_bound: list[bool], approximate: bool
    ) -> Any:
        low, high = (
            round(end / 1e9 if unit == "share" else end, 6) for end in sorted(ends)
        )
        held = (low if is_bound[0] else None, high if is_bound[1] else None)
        return {
            "min": held[0],
            "max": held[1],
            "approximate": approximate,
            "unit": unit,
        }

    units = [unit for dimension in dimensions for unit in _UNITS[dimension]]
    ends = st.tuples(_NUMBERS, _NUMBERS) | _NUMBERS.map(lambda number: (number, number))
    bound = st.sampled_from([[True, True], [True, False], [False, True]])
    return st.builds(made, st.sampled_from(units), ends, bound, st.booleans())


def directions() -> st.SearchStrategy[Any]:
    """From, to, both, or between."""
    refs = references(["government"])
    pairs = st.lists(refs, min_size=2, max_size=2, unique=True)
    ways = st.lists(
        st.sampled_from(["from", "to"]), min_size=1, max_size=2, unique=True
    )
    return st.one_of(
        st.builds(lambda way, refs: dict(zip(way, refs, strict=False)), ways, pairs),
        pairs.map(lambda pair: {"between": pair}),
    )


def _point(latitude: float, longitude: float) -> list[float]:
    return [round(latitude, 6), round(longitude, 6)]


def names() -> st.SearchStrategy[Any]:
    """Names with and without language, script and scheme."""
    return st.fixed_dictionaries(
        {"text": st.from_regex(r"[A-Z][a-z]{1,8}( [A-Z][a-z]{1,5})?", fullmatch=True)},
        optional={
            "language": _TAGS,
            "script": st.just("Latn"),
            "scheme": st.sampled_from(SCHEMES),
        },
    )


def rendition_values() -> st.SearchStrategy[Any]:
    """What renders a whole document, or a passage of its text."""
    refs, starts, lengths = (
        references(["document"]),
        st.integers(0, 10**6),
        st.integers(1, 10**6),
    )
    whole = st.builds(lambda ref: {"document": ref, "type": "translation"}, refs)
    cut = st.builds(
        lambda at, n: {"text": "a0" * 32, "start": at, "end": at + n}, starts, lengths
    )
    return whole | st.builds(lambda document, passage: document | passage, whole, cut)


def values(kind: ValueType[Any]) -> st.SearchStrategy[Any]:
    """JSON values of a type."""
    if kind.key == "rendition":
        return rendition_values()
    parts = parts_of(kind)
    if parts:
        held = {n: st.lists(values(p.type), min_size=1, max_size=3) if p.many else values(p.type)
                for n, p in parts.items()}  # fmt: skip
        needed = {n: s for n, s in held.items() if parts[n].required}
        rest = {n: s for n, s in held.items() if not parts[n].required}
        return st.fixed_dictionaries(needed, optional=rest).filter(bool)
    plain: dict[str, st.SearchStrategy[Any]] = {
        "text": st.one_of(
            _WORDS, st.fixed_dictionaries({"text": _WORDS, "language": _TAGS})
        ),
        "integer": st.integers(-(10**6), 10**6),
        "date": _DATES,
        "name": names(),
        "point": st.builds(_point, st.floats(-90, 90), st.floats(-180, 180)),
        "identifier": st.sampled_from(
            ["wikidata:Q35765", "jis:27100", "iso3166-2:JP-27"]
        ),
        "country": st.sampled_from(["JP", "CN", "SU", "XK"]),
        "language": _TAGS,
        "address": st.just("https://example.org/a?b=c&d=%20#e"),
        "digest": st.just("a0" * 32),
        "direction": directions(),
    }
    if kind.key == "concept":
        return st.sampled_from(list(vocabulary.scheme(kind.detail[0])))
    detailed = {"reference": references, "quantity": quantities}.get(kind.key)
    return detailed(kind.detail) if detailed else plain[kind.key]


@pytest.mark.parametrize(
    ("prefix", "name", "definition"),
    TYPES.values(),
    ids=[f"{p}.{n}" for p, n, _ in TYPES.values()],
)
@settings(max_examples=10)
@given(data=st.data())
def test_what_is_filled_in_and_sent_is_the_same_value(
    prefix: str, name: str, definition: Property, data: st.DataObject
) -> None:
    kind = definition.type
    value = data.draw(values(kind))
    wanted = kind.canonical(value)
    held, path = kind.write(kind.read(value)), f"{name}.0"
    sent = EntryForm(
        prefix, "", "", dict(as_entered(kind, held, path, "Some name ({})".format))
    )
    reading = FieldReader(Resolver(EVERYTHING))
    found = reading.value(kind, sent.entered[name]["0"], f"{name}.0")
    assert reading.problems == {}
    assert canonical_json(found) == wanted


def types_under(kind: ValueType[Any]) -> list[ValueType[Any]]:
    """The types of a value that are no composites, those of its parts too."""
    parts = parts_of(kind).values()
    return (
        [each for part in parts for each in types_under(part.type)] if parts else [kind]
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_property_of_every_kind_has_inputs_in_every_language(
    kind: str, language: str
) -> None:
    form = EntryForm(kind, "", "", messages=Messages(language))
    assert list(form.properties) == list(properties_of(KINDS[kind]))
    for definition in form.properties.values():
        for each in types_under(definition.type):
            inputs = inputs_of(each)
            assert inputs
            chosen = [i.name for i in inputs if i.look == "choice"]
            assert all(
                any(choices(each, name, form.messages).values()) for name in chosen
            )


def test_nothing_in_a_value_is_called_as_what_is_said_of_it() -> None:
    parts = {part for _, _, d in PROPERTIES for part in parts_of(d.type)}
    assert parts
    assert parts & set(BESIDE) == set()
    beside = {"slug", "source", "correction", *BESIDE}
    assert {name for _, name, _ in PROPERTIES} & beside == set()


def test_an_empty_form_says_nothing() -> None:
    data = {"party.0.value": " ", "milestone.0.stage.value": ""}
    assert EntryForm("tie", "", "", data).entered == {}


@pytest.mark.parametrize(
    "name",
    ["party", "party.0", "party.x.value", "party.0.value.more", "elsewhere", "source"],
)
def test_a_name_that_no_form_has_is_quoted(name: str) -> None:
    form = EntryForm("tie", "", "", {"party.0.value": "Osaka", name: "Kobe"})
    with pytest.raises(BadQuestion, match=name):
        _ = form.entered


def sent(name: str, content: bytes) -> SimpleUploadedFile:
    """A file that was sent."""
    return SimpleUploadedFile(name, content)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("letter.txt", b"Dear Mayor"),
        ("Letter.PDF", b"%PDF-1.7 ..."),
        ("list.csv", "都市,年\n".encode()),
        ("list.csv", "都市,年\n".encode("utf-16")),
        ("list.xls", b"\xd0\xcf\x11\xe0..."),
        ("ties.gexf", b"<gexf/>"),
    ],
)
def test_a_file_that_is_what_it_claims_is_taken(name: str, content: bytes) -> None:
    assert received(sent(name, content)).content == content


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("program.exe", b"MZ", "not taken"),
        ("noending", b"text", "not taken"),
        ("picture.pdf", b"\x89PNG\r\n", "no PDF"),
        ("page.docx", b"<html>", "no DOCX"),
        ("notes.txt", b"MZ\x00\x00binary", "no text"),
        ("empty.txt", b" \n", "empty"),
        ("large.txt", b"x" * (LARGEST + 1), "more than 32 MB"),
    ],
)
def test_anything_else_is_refused_by_its_name(
    name: str, content: bytes, said: str
) -> None:
    with pytest.raises(BadFile, match=f"'{name}'.*{said}"):
        received(sent(name, content))


def test_no_file_is_told_of_and_a_page_takes_the_kinds_that_it_asks_for_alone() -> None:
    with pytest.raises(BadFile, match="no file was sent"):
        received(None)
    with pytest.raises(BadFile, match=r"\.csv, \.xlsx"):
        received(sent("letter.txt", b"Dear Mayor"), ".csv", ".xlsx")


@pytest.mark.parametrize("name", ["../../etc/passwd.txt", "C:\\secret\\passwd.txt"])
def test_a_name_is_never_a_path(name: str) -> None:
    file = sent("passwd.txt", b"text")
    file._name = name  # as a browser of bad will sends it
    assert received(file).name == "passwd.txt"


def test_no_more_of_a_file_is_kept_than_shows_that_it_is_too_large() -> None:
    handler = Limit(None)
    assert handler.receive_data_chunk(b"x", LARGEST) == b"x"
    assert handler.receive_data_chunk(b"x", LARGEST + 1) is None
    assert handler.handle_raw_input(io.BytesIO(), {}, 0, "") is None


VENDOR = FOLDER / "vendor"
LISTED: dict[str, dict[str, Any]] = tomllib.loads(
    (VENDOR / "vendored.toml").read_text("utf-8")
)


@pytest.mark.parametrize("folder", LISTED)
def test_the_files_of_a_package_are_those_that_were_fetched_with_its_licence(
    folder: str,
) -> None:
    listed = {name: digest for name, digest in LISTED[folder].items() if name != "from"}
    root = ATLAS if folder == ATLAS.name else VENDOR / folder
    held = {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in root.rglob("*")
        if path.is_file()
    }
    assert held == listed
    assert any("LICEN" in name.upper() for name in listed)


def test_nothing_lies_among_the_files_of_others_that_is_not_listed() -> None:
    assert {path.name for path in VENDOR.iterdir()} == {*LISTED, "vendored.toml"} - {
        ATLAS.name
    }

"""Forms of every kind: each property has inputs, and what is filled in comes back as the same value."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kizuna.claims import vocabulary
from kizuna.claims.kinds import KINDS, Property, ValueType, parts_of, properties_of
from kizuna.errors import BadQuestion
from kizuna.identity.resolver import Resolver
from kizuna.languages import LANGUAGES, Messages
from kizuna.values import canonical_json
from kizuna.values.names import SCHEMES
from kizuna.web.forms import EntryForm, Layout, choices, inputs_of
from kizuna.workflows.entering.values import BESIDE, FieldReader, as_entered

PROPERTIES = [(p, n, d) for p, kind in KINDS.items() for n, d in properties_of(kind).items()]
TYPES = {(d.type.key, d.type.detail): (p, n, d) for p, n, d in PROPERTIES}
"""A property of each type of value."""
_WORD = st.text(st.characters(codec="utf-8", categories=("L", "N", "P")), min_size=1, max_size=12)
_WORDS = st.lists(_WORD, min_size=1, max_size=3).map(" ".join)
_TAGS = st.sampled_from(["en", "ja", "zh-Hans", "ru", "pt-BR"])
_YEARS = st.integers(1800, 2099).map(str)
_DATES = st.one_of(
    st.builds(str.format, st.sampled_from(["{0}", "{0}~", "[{0}-04..{0}-06]", "{0}/.."]), _YEARS),
    st.builds("{}-{:02}".format, _YEARS, st.integers(1, 12)),
    st.dates().map(str),
)
_NUMBERS = st.one_of(st.integers(0, 10**9), st.floats(0, 1e6).map(lambda n: round(n, 3)))
_UNITS = {
    "count": ("persons", "visits"),
    "duration": ("days", "half-years"),
    "share": ("share",),
    "money": ("JPY", "USD"),
    "ratio": ("ratio",),
}
EVERYTHING: Any = SimpleNamespace(
    holding=lambda refs: refs, names=list, identified=lambda _: [], parties=lambda _: []
)
"""A directory that holds whatever id it is asked for, and no names."""


def references(kinds: Sequence[str]) -> st.SearchStrategy[str]:
    """Ids of the kinds; of ties where any kind will do."""
    slugs = st.from_regex(r"[a-z0-9]{1,5}(-[a-z0-9]{1,3})?", fullmatch=True)
    return st.builds("{}/{}".format, st.sampled_from(list(kinds) or ["tie"]), slugs)


def quantities(dimensions: Sequence[str]) -> st.SearchStrategy[Any]:
    """Numbers, ranges and bounds in a unit of one of the dimensions."""

    def made(unit: str, low: float, more: float, bound: str, approximate: bool) -> dict[str, Any]:
        if unit == "share":
            low, more = min(low, 1e6) / 2e6, min(more, 1e6) / 2e6
        low, high = round(low, 6), round(low + more, 6)
        low, high = (None, high) if bound == "upto" else (low, None if bound == "over" else high)
        high = low if bound == "exact" else high
        return {"min": low, "max": high, "approximate": approximate, "unit": unit}

    units = [unit for dimension in dimensions for unit in _UNITS[dimension]]
    bounds = st.sampled_from(["exact", "range", "over", "upto"])
    return st.builds(made, st.sampled_from(units), _NUMBERS, _NUMBERS, bounds, st.booleans())


def directions() -> st.SearchStrategy[Any]:
    """From, to, both, or between."""
    refs = references(["government"])
    pairs = st.lists(refs, min_size=2, max_size=2, unique=True)
    ways = st.lists(st.sampled_from(["from", "to"]), min_size=1, max_size=2, unique=True)
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
        optional={"language": _TAGS, "script": st.just("Latn"), "scheme": st.sampled_from(SCHEMES)},
    )


def rendition_values() -> st.SearchStrategy[Any]:
    """What renders a whole document, or a passage of its text."""
    whole = st.fixed_dictionaries(
        {"document": references(["document"]), "type": st.just("translation")}
    )
    passage = st.tuples(st.integers(0, 10**6), st.integers(1, 10**6)).map(
        lambda p: {"text": "a0" * 32, "start": p[0], "end": p[0] + p[1]}
    )
    return st.one_of(whole, st.builds(lambda a, b: {**a, **b}, whole, passage))


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
        "text": st.one_of(_WORDS, st.fixed_dictionaries({"text": _WORDS, "language": _TAGS})),
        "integer": st.integers(-(10**6), 10**6),
        "date": _DATES,
        "name": names(),
        "point": st.builds(_point, st.floats(-90, 90), st.floats(-180, 180)),
        "identifier": st.sampled_from(["wikidata:Q35765", "jis:27100", "iso3166-2:JP-27"]),
        "country": st.sampled_from(["JP", "CN", "SU", "XK"]),
        "language": _TAGS,
        "address": st.just("https://example.org/a?b=c&d=%20#e"),
        "digest": st.just("a0" * 32),
        "direction": directions(),
    }
    if kind.key == "reference":
        return references(kind.detail)
    if kind.key == "quantity":
        return quantities(kind.detail)
    if kind.key == "concept":
        return st.sampled_from(list(vocabulary.scheme(kind.detail[0])))
    return plain[kind.key]


@pytest.mark.parametrize(
    ("prefix", "name", "definition"), TYPES.values(), ids=[f"{p}.{n}" for p, n, _ in TYPES.values()]
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
    sent = EntryForm(prefix, "", "", dict(as_entered(kind, held, path, "Some name ({})".format)))
    reading = FieldReader(Resolver(EVERYTHING))
    found = reading.value(kind, sent.inputs[name]["0"], f"{name}.0")
    assert reading.problems == {}
    assert canonical_json(found) == wanted


def types_under(kind: ValueType[Any]) -> list[ValueType[Any]]:
    """The types of a value that are no composites, those of its parts too."""
    parts = parts_of(kind).values()
    return [each for part in parts for each in types_under(part.type)] if parts else [kind]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_property_of_every_kind_has_inputs_in_every_language(
    kind: str, language: str
) -> None:
    layout = Layout(EntryForm(kind, "", ""), Messages(language))
    assert list(layout.properties) == list(properties_of(KINDS[kind]))
    for definition in layout.properties.values():
        for each in types_under(definition.type):
            inputs = inputs_of(each)
            assert inputs
            chosen = [i.name for i in inputs if i.look == "choice"]
            assert all(any(choices(each, name, layout.messages).values()) for name in chosen)


def test_nothing_in_a_value_is_called_as_what_is_said_of_it() -> None:
    parts = {part for _, _, d in PROPERTIES for part in parts_of(d.type)}
    assert parts
    assert parts & set(BESIDE) == set()
    beside = {"slug", "source", "correction", *BESIDE}
    assert {name for _, name, _ in PROPERTIES} & beside == set()


def test_an_empty_form_says_nothing() -> None:
    data = {"party.0.value": " ", "milestone.0.stage.value": ""}
    assert EntryForm("tie", "", "", data).inputs == {}


@pytest.mark.parametrize(
    "name", ["party", "party.0", "party.x.value", "party.0.value.more", "elsewhere", "source"]
)
def test_a_name_that_no_form_has_is_quoted(name: str) -> None:
    form = EntryForm("tie", "", "", {"party.0.value": "Osaka", name: "Kobe"})
    with pytest.raises(BadQuestion, match=name):
        _ = form.inputs

"""Forms of every kind: each property has inputs, and what is filled in comes back as the same value."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kizuna.claims import vocabulary
from kizuna.claims.kinds import KINDS, Property, ValueType, parts_of, properties_of
from kizuna.claims.kinds.property import Entity
from kizuna.claims.kinds.types import INTEGER
from kizuna.identity.resolver import Resolver
from kizuna.languages import LANGUAGES, Messages
from kizuna.values import canonical_json
from kizuna.values.names import SCHEMES
from kizuna.web.forms.filling import filled
from kizuna.web.forms.gathering import ABOUT_VALUE, facts_in, gathered
from kizuna.web.forms.layout import Layout, Part
from kizuna.workflows.entering.values import Reading

PROPERTIES = [(p, n, d) for p, kind in KINDS.items() for n, d in properties_of(kind).items()]
each_property = pytest.mark.parametrize(
    ("prefix", "name", "definition"), PROPERTIES, ids=[f"{p}.{n}" for p, n, _ in PROPERTIES]
)
_WORD = st.text(st.characters(codec="utf-8", categories=("L", "N", "P")), min_size=1, max_size=12)
_WORDS = st.lists(_WORD, min_size=1, max_size=3).map(" ".join)
_TAGS = st.sampled_from(["en", "ja", "zh-Hans", "ru", "pt-BR"])
_YEARS = st.integers(1800, 2099).map(str)
_DATES = st.one_of(
    _YEARS,
    st.builds("{}-{:02}".format, _YEARS, st.integers(1, 12)),
    st.builds("{}~".format, _YEARS),
    st.builds("[{0}-04..{0}-06]".format, _YEARS),
    st.builds("{}/..".format, _YEARS),
    st.dates().map(str),
)
_DEGREES = st.floats(-90, 90).map(lambda d: round(d, 6))
_NUMBERS = st.one_of(st.integers(0, 10**9), st.floats(0, 1e6).map(lambda n: round(n, 3)))
_UNITS = {
    "count": ("persons", "visits"),
    "duration": ("days", "half-years"),
    "share": ("share",),
    "money": ("JPY", "USD"),
    "ratio": ("ratio",),
}


class Everything:
    """A directory that holds whatever id it is asked for, and no names."""

    def holding(self, refs: Sequence[str]) -> Sequence[str]:
        """All of them."""
        return refs

    def names(self) -> list[Any]:
        """None."""
        return []

    def identified(self, identifier: str) -> list[str]:
        """None."""
        return []

    def parties(self, tie: str) -> list[str]:
        """None."""
        return []

    def joining(self, sides: Sequence[frozenset[str]]) -> list[str]:
        """None."""
        return []


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
    pairs = st.tuples(refs, refs).filter(lambda pair: pair[0] != pair[1])
    return st.one_of(
        refs.map(lambda ref: {"from": ref}),
        refs.map(lambda ref: {"to": ref}),
        pairs.map(lambda pair: {"from": pair[0], "to": pair[1]}),
        pairs.map(lambda pair: {"between": list(pair)}),
    )


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
        "point": st.tuples(_DEGREES, st.floats(-180, 180).map(lambda d: round(d, 6))).map(list),
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


@each_property
@given(data=st.data())
def test_what_is_filled_in_and_sent_is_the_same_value(
    prefix: str, name: str, definition: Property, data: st.DataObject
) -> None:
    kind = definition.type
    value = data.draw(values(kind))
    wanted = kind.canonical(value)
    sent = dict(
        filled(kind, kind.write(kind.read(value)), f"{name}.0", lambda ref: f"Some name ({ref})")
    )
    reading = Reading(Resolver(Everything()))
    found = reading.value(kind, gathered(kind, sent, f"{name}.0"), f"{name}.0")
    assert reading.problems == {}
    assert canonical_json(found) == wanted


def inputs_under(part: Part) -> int:
    """How many inputs a value has, those of its parts too."""
    inner = (*part.parts, *part.rows)
    return len(part.inputs) + sum(map(inputs_under, inner))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_property_of_every_kind_has_inputs_in_every_language(
    kind: str, language: str
) -> None:
    lines = list(Layout(kind, Messages(language)).lines())
    assert [line.name for line in lines] == list(properties_of(KINDS[kind]))
    assert all(inputs_under(row.part) for line in lines for row in line.rows)
    assert all(line.label for line in lines)


def test_a_property_that_is_added_to_a_kind_appears_in_its_form(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Bridge(Entity):
        prefix: ClassVar[str] = "tie"
        number: Annotated[int, Property(INTEGER)] = 0

    monkeypatch.setitem(KINDS, "tie", Bridge)
    monkeypatch.setattr(
        "kizuna.claims.kinds.property._DEFINED", {Bridge: {"number": Property(INTEGER)}}
    )
    assert [line.name for line in Layout("tie", Messages("en")).lines()] == ["number"]
    assert [f.value for f in facts_in("tie", {"number.0.value": "7"})] == ["7"]


def test_nothing_in_a_value_is_called_as_what_is_said_of_it() -> None:
    composites = {
        definition.type.read for _, _, definition in PROPERTIES if parts_of(definition.type)
    }
    parts = {part for _, _, d in PROPERTIES for part in parts_of(d.type)}
    assert composites
    assert parts & set(ABOUT_VALUE) == set()
    beside = {"slug", "source", "correction", *ABOUT_VALUE}
    assert {name for _, name, _ in PROPERTIES} & beside == set()


def test_an_empty_form_says_nothing() -> None:
    assert list(facts_in("tie", {"party.0.value": " ", "milestone.0.stage.value": ""})) == []


def test_what_is_typed_beside_an_empty_value_is_not_dropped() -> None:
    (fact,) = facts_in("tie", {"status.0.valid": "since 1974"})
    assert (fact.value, fact.valid) == (None, "since 1974")


def test_stance_and_certainty_below_hold_for_every_fact_but_those_that_say_otherwise() -> None:
    data = {
        "motive.0.text": "Trade",
        "motive.1.text": "Ports",
        "motive.1.stance": "denied",
        "stance": "planned",
        "certainty": "likely",
    }
    stances = [(fact.stance, fact.certainty) for fact in facts_in("tie", data)]
    assert stances == [("planned", "likely"), ("denied", "likely")]

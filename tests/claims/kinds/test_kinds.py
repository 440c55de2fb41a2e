"""Every kind reads and writes every one of its properties, and refuses what is no value
of it.
"""

from __future__ import annotations

from typing import Any

import pytest

from builders import claim, register
from kizuna.claims import vocabulary
from kizuna.claims.claim import Certainty, Claim, Stance
from kizuna.claims.kinds import (
    KINDS,
    NOTHING,
    Property,
    Tie,
    properties_of,
    property_of,
)
from kizuna.claims.kinds.property import Fact
from kizuna.errors import InputError
from kizuna.values import canonical_json, parse_json

_DIRECTION = {"from": "government/osaka", "to": "government/shanghai"}
_VALUES: dict[str, tuple[Any, Any]] = {
    "text": (
        {"text": "An aim of its own.", "language": "en"},
        {"text": "", "language": "en"},
    ),
    "integer": (7, "seven"),
    "name": ({"text": "Osaka", "language": "en", "script": "Latn"}, {"text": " "}),
    "date": ("1974-05/..", "1974-13"),
    "point": ([34.69, 135.5], [135.5, 34.69]),
    "identifier": ("wikidata:Q35765", "wikidata:35765"),
    "country": ("JP", "jp"),
    "language": ("zh-Hans", "chinese!"),
    "address": ("https://example.org/a?b=c", "example.org"),
    "digest": ("a0" * 32, "A0" * 32),
    "direction": (
        _DIRECTION,
        {"from": "government/osaka", "towards": "government/shanghai"},
    ),
}
"""A value of a type, and what is none."""
_EXAMPLES = {key: good for key, (good, _) in _VALUES.items()}
_EXAMPLES["rendition"] = {"document": "document/somewhere", "type": "translation"}
_EXAMPLES["rendition"] |= {"text": "a0" * 32, "start": 0, "end": 7}
_AMOUNTS = {"count": "persons", "duration": "days", "money": "JPY"}
_ILL = {key: ill for key, (_, ill) in _VALUES.items()} | {"quantity": "some persons"}
_ILL |= {"concept": "no-such-concept", "reference": "Government/Osaka"}
_PROPERTIES = [
    (p, n, d) for p, kind in KINDS.items() for n, d in properties_of(kind).items()
]
_IDS = [f"{prefix}.{name}" for prefix, name, _ in _PROPERTIES]
each_property = pytest.mark.parametrize(
    ("prefix", "name", "definition"), _PROPERTIES, ids=_IDS
)


def example(definition: Property) -> Any:
    """A value of a property as canonical JSON data."""
    kind = definition.type.key
    if kind in _EXAMPLES:
        return _EXAMPLES[kind]
    if kind == "concept":
        return next(iter(vocabulary.scheme(definition.type.detail[0])))
    if kind == "reference":
        return f"{(definition.type.detail or ('tie',))[0]}/somewhere"
    if kind == "quantity":
        unit = _AMOUNTS.get(definition.type.detail[0], definition.type.detail[0])
        return {"min": 0.25, "max": 1, "approximate": True, "unit": unit}
    return {name: _example_part(part) for name, part in _parts(definition).items()}


def _example_part(part: Property) -> Any:
    return [example(part)] if part.many else example(part)


def _parts(definition: Property) -> dict[str, Property]:
    """The parts of a composite, found by the bound reader of its type."""
    return properties_of(definition.type.read.__self__)  # type: ignore[attr-defined]


@each_property
def test_every_property_reads_and_writes_a_value_and_quotes_what_is_none(
    prefix: str, name: str, definition: Property
) -> None:
    kind = definition.type
    text = canonical_json(example(definition))
    assert kind.canonical(parse_json(text)) == text
    value = kind.read(example(definition))
    assert kind.read(kind.write(value)) == value
    with pytest.raises(InputError, match="None"):
        kind.read(None)
    ill = _ILL.get(kind.key, "not an object")
    with pytest.raises(InputError) as caught:
        kind.read(ill)
    quoted = next(iter(ill.values())) if isinstance(ill, dict) else ill
    assert str(quoted) in str(caught.value) or repr(ill) in str(caught.value)


@each_property
def test_a_value_with_ids_lists_every_one_of_them_and_takes_new_ones(
    prefix: str, name: str, definition: Property
) -> None:
    value = definition.type.read(example(definition))
    new = {ref: f"{ref}-renamed" for ref in definition.type.refs(value)}
    assert set(definition.type.refs(definition.type.rename(value, new))) == set(
        new.values()
    )
    if definition.rival_key:  # what rivals are told by is a part of the value
        assert definition.many
        assert _parts(definition)[definition.rival_key].required


@pytest.mark.parametrize("prefix", KINDS)
def test_a_kind_dates_its_life_by_properties_of_its_own_that_are_dates(
    prefix: str,
) -> None:
    kind = KINDS[prefix]
    for name in (kind.begins, kind.ends):
        assert not name or properties_of(kind)[name].type.key == "date"


_REFUSED: dict[str, tuple[str, str, Any, str]] = {
    "an unknown concept": ("tie/a", "type", "sisterhood", "'sisterhood' is not a concept of 'tie-types'"),
    "another kind": ("tie/a", "party", "area/kansai", "'area/kansai' is not a government or organisation"),
    "another dimension": ("programme/a", "duration", "20 persons", "'20 persons' is a count, not a duration"),
    "an unknown part": ("tie/a", "milestone", {"day": "1974"}, "'day' is not one of stage, date, basis"),
    "a lacking part": ("tie/a", "milestone", {"date": "1974"}, "lacks 'stage'"),
    "one value for many": ("area/a", "definition", {"key": "one", "members": "tie/a"}, "'tie/a' is not a list"),
    "a number for words": ("objective/a", "text", {"text": 5, "language": "en"}, "is not a text"),
    "a list for words": ("objective/a", "text", {"text": ["a"]}, "is not a text"),
    "a truth for a number": ("agreement/a", "ordinal", True, "True is not a whole number"),
    "more than one line": ("document/a", "address", "https://example.org/\n", "address"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("subject", "name", "wrong", "quoted"), _REFUSED.values(), ids=_REFUSED
)
def test_what_a_type_refuses_is_quoted_with_what_would_be_right(
    subject: str, name: str, wrong: Any, quoted: str
) -> None:
    with pytest.raises(InputError, match=quoted):
        property_of(subject, name).type.read(wrong)


def test_empty_parts_of_a_value_are_not_written() -> None:
    stage = property_of("tie/a-b", "milestone").type
    assert stage.canonical({"stage": "formal"}) == '{"stage":"formal"}'


def test_a_direction_between_two_that_are_judged_to_be_one_stays_as_stated() -> None:
    direction = property_of("programme/a", "direction").type
    value = direction.read({"from": "government/osaka", "to": "government/osaka-shi"})
    assert (
        direction.rename(value, {"government/osaka-shi": "government/osaka"}) == value
    )


def _tie(*claims: object) -> Tie:
    found = register(*claims).get("tie/a-b", Tie)  # type: ignore[arg-type]
    assert found is not None
    return found


def test_what_is_not_recorded_has_no_value_and_no_best_fact() -> None:
    assert (NOTHING.value, NOTHING.best, NOTHING.values, NOTHING.claim_ids) == (
        None,
        None,
        (),
        (),
    )
    assert not NOTHING


def _type(value: str = "sister-city", **given: Any) -> Claim:
    return claim("tie/a-b", "type", value, **given)


def test_a_fact_is_as_sure_as_its_surest_claim_and_counts_when_one_of_them_does() -> (
    None
):
    doubtful = _type(certainty=Certainty.DOUBTFUL)
    likely = _type(certainty=Certainty.LIKELY, document="document/b")
    fact = _tie(doubtful, likely).type.best
    assert isinstance(fact, Fact)
    assert (fact.certainty, fact.claim_ids) == ("likely", (likely.id, doubtful.id))
    planned = _type(stance=Stance.PLANNED)
    assert (_tie(planned, likely).counts, _tie(planned).counts) == (True, False)


def test_an_entity_lists_its_claims_in_the_order_of_its_properties_the_best_values_first() -> (
    None
):
    unsure, sure = _type("friendship-city", certainty=Certainty.DOUBTFUL), _type()
    party = claim("tie/a-b", "party", "government/a")
    held = _tie(unsure, sure, party)
    assert held.claim_ids == (party.id, sure.id, unsure.id)
    assert held.type.values == ("sister-city", "friendship-city")
    assert held.type.value == "sister-city"

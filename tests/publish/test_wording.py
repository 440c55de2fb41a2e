"""The name and the label of anything in the register."""

from __future__ import annotations

import pytest

from builders import claim, facts, register, tie
from kizuna.claims.kinds import KINDS, properties_of
from kizuna.publish.wording import Wording, shortened

_HELD = register(
    claim("government/osaka", "name", {"text": "大阪市", "language": "ja"}),
    claim("government/osaka", "name", {"text": "Osaka", "language": "en"}),
    claim("government/shanghai", "name", "Shanghai"),
    tie("osaka-shanghai", "shanghai", "osaka"),
    tie("osaka-prefecture-osaka", "osaka", "osaka-prefecture"),
    facts("field/f", tie="tie/osaka-shanghai", concept="youth"),
    claim("programme/p", "activity", "Young people visit each other."),
    claim("agreement/a", "signed", "1974-04-18"),
    facts("funding/x", of="programme/p", payer="government/osaka"),
    claim("trade/t", "between", "government/osaka"),
    claim("honour/h", "title", "Honorary citizen"),
)


@pytest.mark.parametrize(
    ("ref", "label"),
    [
        ("government/osaka", "Osaka"),
        ("tie/osaka-shanghai", "Osaka – Shanghai"),
        (
            "tie/osaka-prefecture-osaka",
            "osaka-prefecture – Osaka",
        ),  # in the order of its id
        ("field/f", "youth (Osaka – Shanghai)"),
        ("programme/p", "Young people visit each other"),
        ("agreement/a", "agreement"),
        ("funding/x", "Osaka: Young people visit each other"),
        ("honour/h", "Honorary citizen"),
        ("government/nowhere", "government/nowhere"),
    ],
)
def test_a_thing_has_a_label(ref, label) -> None:
    assert Wording.english(_HELD).label(ref) == label


def test_a_composite_is_told_part_by_part() -> None:
    definition = properties_of(KINDS["tie"])["milestone"]
    (fact,) = _HELD.entities["tie/osaka-shanghai"].stated("milestone")
    assert (
        Wording.english(_HELD).words(definition.type, fact.value)
        == "formal tie, 18 April 1974"
    )


def test_a_long_label_is_cut_between_words() -> None:
    assert shortened("one two three four", 12) == "one two…"

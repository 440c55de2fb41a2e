"""The resolver: from what was typed to one id, or an error that lists what it may mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from builders import grouped
from kizuna.errors import Ambiguous, NotFound
from kizuna.identity.resolver import NamedRef, Resolver, id_in_brackets

_CALLED = """
government/osaka | Osaka | 大阪市 | Осака
government/osaka-prefecture | Osaka Prefecture | 大阪府
government/xian | Xi'an
government/hiroshima | Hiroshima
government/nanyang-henan | Nanyang
government/nanyang-yamagata | Nanyang
area/china | China | PRC | 中国
area/kansai | Kansai
person/oshima | Y. Osima
document/osaka-shanghai | Page on Osaka and Shanghai
"""
_NAMES = tuple(NamedRef(ref, text, "") for text, ref in grouped(_CALLED))
_IDS = {name.ref for name in _NAMES} | {"tie/osaka-shanghai"}


@dataclass(frozen=True)
class _Directory:
    def holding(self, refs: Sequence[str]) -> list[str]:
        return [ref for ref in refs if ref in _IDS]

    def identified(self, identifier: str) -> list[str]:
        return ["government/osaka"] if identifier == "wikidata:Q35765" else []

    def names(self) -> tuple[NamedRef, ...]:
        return _NAMES

    def joining(self, sides: Sequence[frozenset[str]]) -> list[str]:
        return []

    def parties(self, tie: str) -> list[str]:
        return []


def _resolve(text: str, *kinds: str) -> str:
    return Resolver(_Directory()).resolve(text, kinds)


_NAMED = """
government/osaka | government/osaka | wikidata:Q35765 | Q35765 | Osaka | osaka | OSAKA | Ōsaka | 大阪市 | 大阪 |
    Osaka City | City of Osaka
government/osaka-prefecture | Osaka Prefecture | 大阪府
government/xian | Xian
government/hiroshima | Khirosima
area/kansai | kansai
area/china | PRC | 中國
"""


@pytest.mark.parametrize(("text", "ref"), grouped(_NAMED))
def test_a_name_finds_its_place(text: str, ref: str) -> None:
    assert _resolve(text) == ref


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("Nanyang (government/nanyang-henan)", "government/nanyang-henan"),
        ("南阳 (government/nanyang-henan) ", "government/nanyang-henan"),
        ("Osaka: the city (government/osaka)", "government/osaka"),
        *(("kansai:with-mie", ""), ("Osaka (city)", "")),
    ],
)
def test_a_name_with_its_id_in_brackets_means_that_id_and_other_words_are_none(
    text: str, ref: str
) -> None:
    assert id_in_brackets(text) == ref
    assert not ref or _resolve(text, "government") == ref


def test_an_id_without_its_kind_is_a_tie_before_it_is_a_document() -> None:
    assert _resolve("osaka-shanghai") == "tie/osaka-shanghai"
    assert _resolve("document/osaka-shanghai", "document") == "document/osaka-shanghai"


def test_a_name_of_two_places_lists_both_unless_they_are_judged_the_same() -> None:
    refs = ["government/nanyang-henan", "government/nanyang-yamagata"]
    with pytest.raises(Ambiguous) as caught:
        _resolve("Nanyang")
    assert [ref for ref, _ in caught.value.candidates] == refs
    assert Resolver(_Directory(), {refs[1]: refs[0]}).resolve("Nanyang") == refs[0]


@pytest.mark.parametrize(
    ("text", "kinds", "told"),
    [
        ("Oskaa", (), r"'Oskaa'.*did you mean 'Osaka'"),
        ("Osaka (government/oosaka-east)", (), r"'Osaka \(government/oosaka-east\)'"),
        ("China", ("government",), "'China' is area/china, which is no government"),
    ],
)
def test_an_unknown_name_is_quoted_whole_with_near_ones_or_what_it_is(
    text: str, kinds: tuple[str, ...], told: str
) -> None:
    with pytest.raises(NotFound, match=told):
        _resolve(text, *kinds)


@pytest.mark.parametrize(
    ("texts", "similar"),
    [("Hiroshma Hirsohima Khiroshima", {"government/hiroshima"}), ("Oz 東京 Hamburg", set())],
    ids=["with a slip or two", "of a short or another one"],
)
def test_the_names_similar_to_a_name(texts: str, similar: set[str]) -> None:
    for text in texts.split():
        assert {name.ref for name in Resolver(_Directory()).similar(text)} == similar

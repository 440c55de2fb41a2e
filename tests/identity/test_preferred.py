"""The preferred name: in the reader's language and script, and not one that has
lapsed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from builders import DAY, claim, prefer
from kizuna.claims.claim import Certainty, Claim, Judgement
from kizuna.claims.kinds import LocalGovernment
from kizuna.identity.preferred import preferred_name
from kizuna.register.register import fold

_REF = "government/saint-petersburg"


def _shown(
    language: str,
    *claims: Claim,
    judgements: Sequence[Judgement] = (),
    day: int | None = None,
) -> str:
    city = fold(claims, judgements).get(_REF, LocalGovernment)
    fact = preferred_name(city.name, language, day) if city else None
    return fact.value.text if fact else ""


def _named(text: str, language: str = "", valid: str = "", **given: Any) -> Claim:
    told = {"text": text, "language": language} if language else text
    return claim(_REF, "name", told, valid, **given)


_ENGLISH, _JAPANESE = ("Leningrad", "en", ""), ("レニングラード", "ja", "")
_OLD = ("Leningrad", "en", "1924-01-26/1991-09-06")


@pytest.mark.parametrize(
    ("language", "other", "first"),
    [
        pytest.param("ja", _ENGLISH, _JAPANESE, id="the reader's language"),
        pytest.param("en", _JAPANESE, ("Leningrad", "de", ""), id="the script of it"),
        pytest.param(
            "en", ("Saint Petersburg", "en", "1991-09-06/.."), _OLD, id="the day"
        ),
    ],
)
def test_a_name_of_the_language_else_of_its_script_that_holds_on_the_day_comes_first(
    language: str, other: tuple[str, str, str], first: tuple[str, str, str]
) -> None:
    assert _shown(language, _named(*other), _named(*first), day=DAY) == first[0]


def test_a_label_comes_before_an_alias() -> None:
    alias = _named("Leningrad", "en", certainty=Certainty.LIKELY)
    assert _shown("en", alias, _named("Saint Petersburg", "en")) == "Saint Petersburg"


def test_a_spelling_of_no_language_is_shown_where_its_letters_tell_whose_it_is() -> (
    None
):
    chief, texts = (
        _named("Saint Petersburg"),
        ("Санкт-Петэрбург", "サンクトペテルブルク", "Petrograd"),
    )
    others = [_named(text, certainty=Certainty.LIKELY) for text in texts]
    shown = [_shown(language, chief, *others) for language in ("ja", "ru", "en")]
    assert shown == ["サンクトペテルブルク", "Saint Petersburg", "Saint Petersburg"]


def test_a_name_that_a_judgement_prefers_stands_before_one_in_the_language() -> None:
    wrong, right = _named("Saint Petersburgh", "en"), _named("Saint Petersburg")
    assert _shown("en", wrong, right) == "Saint Petersburgh"
    assert (
        _shown("en", wrong, right, judgements=[prefer(right, wrong)])
        == "Saint Petersburg"
    )


def test_nothing_named_has_no_preferred_name() -> None:
    assert _shown("en", claim(_REF, "country", "RU")) == ""

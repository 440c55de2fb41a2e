"""Countries by the names that lists give them."""

from __future__ import annotations

import pytest

from kizuna.values.countries import country_code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("日本", "JP"),
        ("Japan", "JP"),
        ("Япония", "JP"),
        ("jp", "JP"),
        ("中華人民共和国", "CN"),
        ("КНР", "CN"),
        ("アメリカ合衆国", "US"),
        ("United States of America", "US"),
        ("the Netherlands", "NL"),
        ("Vereinigtes Königreich", "GB"),
        ("Trinidad and Tobago", "TT"),
        ("俄罗斯", "RU"),
    ],
)
def test_a_country_is_known_by_its_name_in_any_language(text: str, code: str) -> None:
    assert country_code(text) == code


@pytest.mark.parametrize("text", ["", "ソビエト連邦", "Atlantis", "EU"])
def test_what_is_no_country_today_has_no_code(text: str) -> None:
    assert country_code(text) == ""

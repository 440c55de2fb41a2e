"""The base of addresses is checked before anything is written with it."""

from __future__ import annotations

import pytest

from kizuna.errors import BadQuestion
from kizuna.publish.export.linked.terms import BASE, checked_base, prefixes


@pytest.mark.parametrize("base", [BASE, "https://register.example.org/", "urn:example:ties:"])
def test_the_beginning_of_an_address_is_a_base(base: str) -> None:
    assert checked_base(base) == base
    assert prefixes(base)["tie"] == f"{base}tie/"


@pytest.mark.parametrize(
    "base", ["", "register.example.org/", "https://example.org", "https://a b/", "ftp://x/"]
)
def test_anything_else_is_an_error_that_quotes_it(base: str) -> None:
    with pytest.raises(BadQuestion, match="is not the beginning of addresses") as problem:
        checked_base(base)
    assert repr(base) in str(problem.value)

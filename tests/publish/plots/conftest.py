"""Scopes of small registers and of the built-in one, and pictures read as SVG."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from lxml import etree

from builders import DAY, builtin, claim, government, register, tie
from kizuna.analysis.scope import Scope, scope_of
from kizuna.claims.claim import Claim
from kizuna.publish.plots.plot import Plot
from kizuna.register.register import Register, fold

SVG = "{http://www.w3.org/2000/svg}"
LANGUAGES = ("en", "ja", "zh-hans", "ru")


@cache
def whole() -> Register:
    """The built-in register."""
    said = builtin()
    return fold(said.claims, said.judgements)


@pytest.fixture(scope="session")
def built_in_register() -> Register:
    """The built-in register, folded once."""
    return whole()


@pytest.fixture(scope="session")
def everything() -> Scope:
    """All ties of the built-in register on 1 April 1987."""
    return scope_of(whole(), DAY)


@pytest.fixture
def scoped() -> Callable[..., Scope]:
    """A function that makes the scope of all ties of a register of claims."""
    return lambda *claims: scope_of(register(*claims), DAY)


class Picture:
    """A picture parsed by lxml; parsing fails on anything that is not well-formed."""

    def __init__(self, plot: Plot) -> None:
        self.root = etree.fromstring(plot.picture().encode())

    def of_class(self, *classes: str) -> list[Any]:
        """The elements that have all of the classes."""
        held = (e for e in self.root.iter() if isinstance(e.tag, str))
        return [e for e in held if set(classes) <= set(e.get("class", "").split())]

    def titles(self, *classes: str) -> list[str]:
        """The titles of the elements with the classes."""
        return [e.findtext(f"{SVG}title", "") for e in self.of_class(*classes)]

    def words(self) -> list[str]:
        """Every line of text that is drawn."""
        return ["".join(e.itertext()) for e in self.root.iter(f"{SVG}text")]

    def claims(self) -> set[str]:
        """All claim ids that its marks carry."""
        return {c for e in self.root.iter() for c in (e.get("data-claims") or "").split()}

    def ties(self) -> set[str]:
        """All ids of ties that its marks carry."""
        return {t for e in self.root.iter() for t in (e.get("data-ties") or "").split()}


@pytest.fixture
def read() -> type[Picture]:
    """Reads a picture."""
    return Picture


def place(slug: str, latitude: float, longitude: float, **given: Any) -> list[Claim]:
    """A government at a point."""
    return [
        *government(slug, **given),
        claim(f"government/{slug}", "point", [latitude, longitude]),
    ]


@pytest.fixture
def three_countries(scoped: Callable[..., Scope]) -> Scope:
    """Osaka tied to Shanghai, to Chicago (in a year that is not sure) and, nobody says since when, to Milan."""
    return scoped(
        place("osaka", 34.7, 135.5),
        place("shanghai", 31.2, 121.5, country="CN"),
        place("chicago", 41.9, -87.6, country="US"),
        government("milan", country="IT"),
        tie("osaka-shanghai", "osaka", "shanghai", date="1974-04-18"),
        tie("osaka-chicago", "osaka", "chicago", date="[1973..1975]"),
        tie("osaka-milan", "osaka", "milan", date=""),
    )

"""The brief on Kansai and China, made once for all tests of the note."""

from __future__ import annotations

from functools import cache

from kizuna.publish.report.brief import Brief, prepare
from kizuna.register.places import side
from kizuna.register.register import Register
from kizuna.values import day_number
from subjects import built_in


def brief_of(register: Register, a: str, b: str, on: str = "1987-04-01") -> Brief:
    """The brief on two sides on a day."""
    day = day_number(on)
    return prepare(register, side(register, a, day), side(register, b, day), day)


@cache
def kansai_china() -> Brief:
    """Kansai and China on 1 April 1987."""
    return brief_of(built_in(), "area/kansai", "area/china")

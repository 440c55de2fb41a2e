"""Ties with beginnings and ends, seen through a window, for the tests of survival."""

from __future__ import annotations

from builders import Claims, register, status, tie, two_sides
from kizuna.analysis.scope import Scope, scope_of
from kizuna.analysis.survival.spells import ObservationWindow, Spells, intervals_of
from kizuna.claims.claim import Claim
from kizuna.values import OPEN_START, day_number

LAST = "2000-12-31"


def scope(*claims: Claims, last: str = LAST) -> Scope:
    """The scope of ties, on the last day of observation."""
    return scope_of(register(two_sides(), *claims), day_number(last))


def lasting(slug: str, since: str, ended: str = "") -> list[Claim]:
    """A tie of Osaka and Shanghai from a date, with the date of the status that ended
    it; "?" for no date.
    """
    held = tie(slug, "osaka", "shanghai", date=since)
    if ended:
        held.append(status(slug, "ended", "" if ended == "?" else f"{ended}/.."))
    return held


def seen(*claims: Claims, first: str = "", last: str = LAST) -> Spells:
    """The spells of ties seen from one day to another."""
    window = ObservationWindow(
        day_number(first) if first else OPEN_START, day_number(last)
    )
    return intervals_of(scope(*claims, last=last), window)

"""Who pays which share: "3/4 of the expenses are funded by X, with the rest subsidised by Y"."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

from kizuna.proposals.rules.grammar.number_words import value_of

_COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4}
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_WORDED = re.compile(rf"(?:({'|'.join(_COUNTS)}) )?({'|'.join(_PARTS)})s?")
SHARE = (
    r"(?P<share>\d+\s?/\s?\d+|\d+(?:\.\d+)?\s?(?:%|per\s?cent)"
    r"|(?:one|a|two|three|four)[- ](?:half|thirds?|quarters?|fifths?|tenths?)|half)"
)
_PAID = r"(?:funded|financed|paid(?:\sfor)?|covered|borne|met|subsidi[sz]ed|sponsored|supported)"
_COST = r"(?:expenses?|costs?|travel costs?|airfares?|fares?|funds|budget)"
_SHARED = re.compile(
    rf"\b{SHARE}\s(?:of\s)?(?:the\s|its\s|their\s|all\s)?[\w\s]{{0,20}}?{_COST}[\w\s]{{0,40}}?{_PAID}\sby\s"
    r"(?P<payer>[^,.;]+)",
    re.I,
)
_REST = re.compile(
    rf"\b(?:the\s)?(?:rest|remainder|other half)\b[\w\s]{{0,30}}?{_PAID}?\sby\s(?P<payer>[^,.;]+)",
    re.I,
)
_WHOLE = re.compile(
    rf"\b{_PAID}\s(?:\w+\s)?by\s(?P<payer>(?:[^,.;\"“]"
    rf"|,(?=\s?[\"”]?\sand))+(?:[\"“][^\"”]+[\"”](?:\sand\s)?)*)",
    re.I,
)
_QUOTED = re.compile(r"[\"“]([^\"”]+?),?[\"”]")
_TAIL = re.compile(r"\s(?:and\sby|which|that|who|with|since|in\s\d{4}|while|to)\b.*$", re.I)


def share_of(written: str) -> float:
    """A share as a number of 0..1: "3/4", "30%", "two thirds", "seven in ten".

    ValueError or ZeroDivisionError otherwise.
    """
    text = written.lower().replace("-", " ").replace(" ", " ").strip()
    if "%" in text or "cent" in text:
        return float(re.sub(r"[^\d.]", "", text)) / 100
    counted = re.fullmatch(r"(\w+) (?:in|out of) (\w+)", text)
    if counted:
        return value_of(counted[1]) / value_of(counted[2])
    worded = _WORDED.fullmatch(text)
    if worded:
        return _COUNTS[worded[1] or "a"] / _PARTS[worded[2]]
    return float(Fraction(text.replace(" ", "")))


def stated_share(written: str) -> float | None:
    """A share as a number of 0..1, None where the words are none."""
    try:
        return round(share_of(written), 6)
    except (ValueError, ZeroDivisionError):
        return None


def funding_in(text: str) -> list[dict[str, Any]]:
    """The payers that a passage names, with their shares where it states them."""
    shared = _SHARED.search(text)
    if shared is None:
        whole = _WHOLE.search(text)
        return [{"source": name} for name in _payers(whole["payer"])] if whole else []
    share = stated_share(shared["share"])
    if share is None:
        return []
    found: list[dict[str, Any]] = [{"source": _payers(shared["payer"])[0], "share": share}]
    rest = _REST.search(text, shared.end())
    if rest:
        found.append({"source": _payers(rest["payer"])[0], "share": round(1 - share, 4)})
    return found


def _payers(written: str) -> list[str]:
    quoted = _QUOTED.findall(written)
    if quoted:
        return [name.strip() for name in quoted]
    return [re.sub(r"^the\s", "", _TAIL.sub("", written.strip()), flags=re.I)]

"""Who pays which share: "3/4 of the expenses are funded by X, with the rest subsidised by Y"."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

_FRACTIONS = {
    "half": Fraction(1, 2),
    "one half": Fraction(1, 2),
    "a third": Fraction(1, 3),
    "one third": Fraction(1, 3),
    "two thirds": Fraction(2, 3),
    "a quarter": Fraction(1, 4),
    "one quarter": Fraction(1, 4),
    "three quarters": Fraction(3, 4),
}
SHARE = (
    r"(?P<share>\d+\s?/\s?\d+|\d+(?:\.\d+)?\s?(?:%|per\s?cent)"
    r"|(?:one|a|two|three)[- ](?:half|thirds?|quarters?)|half)"
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
    """A share as a number of 0..1: "3/4", "30%", "two thirds"; ValueError or ZeroDivisionError otherwise."""
    text = written.lower().replace("-", " ").replace(" ", " ").strip()
    if "%" in text or "cent" in text:
        return float(re.sub(r"[^\d.]", "", text)) / 100
    if text in _FRACTIONS:
        return float(_FRACTIONS[text])
    return float(Fraction(text.replace(" ", "")))


def funding_in(text: str) -> list[dict[str, Any]]:
    """The payers that a passage names, with their shares where it states them."""
    shared = _SHARED.search(text)
    if shared is None:
        whole = _WHOLE.search(text)
        return [{"source": name} for name in _payers(whole["payer"])] if whole else []
    try:
        share = share_of(shared["share"])
    except (ValueError, ZeroDivisionError):
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

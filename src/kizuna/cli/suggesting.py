"""Wording suggestions: each reason as a sentence that a council can read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from kizuna.cli.output import counted

if TYPE_CHECKING:
    from kizuna.analysis.figures import Figure
    from kizuna.analysis.suggest.reasons import Reason
    from kizuna.publish.wording import Wording
    from kizuna.values import Quantity

_NAMED = 3
_CONCEPTS = 5


class Words:
    """The words for the reasons of one place's suggestions."""

    def __init__(self, labels: Wording) -> None:
        self._labels = labels

    def country(self, code: str) -> str:
        """The English name of a country by its code; "an unknown country" for ""."""
        return self._labels.label(code) if code else "an unknown country"

    def reason(self, reason: Reason, country: str) -> str:
        """The reason in a sentence, for a candidate of a country."""
        return _SENTENCES[reason.feature](self, reason, self.country(country))

    def some(self, refs: Sequence[str]) -> str:
        """The first few things by name, and that there are more."""
        shown = ", ".join(self._labels.label(ref) for ref in refs[:_NAMED])
        return f"{shown}, …" if len(refs) > _NAMED else shown

    def concepts(self, reason: Reason) -> str:
        """The concepts of a reason by their labels."""
        shown = ", ".join(self._labels.concept(*c) for c in reason.concepts[:_CONCEPTS])
        more = len(reason.concepts) - _CONCEPTS
        return f"{shown} and {more} more" if more > 0 else shown

    def of(self, ref: str) -> str:
        """The label of a thing."""
        return self._labels.label(ref)


def _many(reason: Reason, one: str, more: str) -> str:
    """How many, with the noun that fits."""
    count = reason.count
    if count is None:
        return more
    return f"{_number(count)} {one if count.possible == 1 else more}"


def _number(count: Figure) -> str:
    """The count; "possibly 3" where none is certain."""
    return counted(count.certain, count.possible) if count.certain else f"possibly {count.possible}"


def _partners(words: Words, reason: Reason, country: str) -> str:
    many = _many(reason, "of our partners is tied to it", "of our partners are tied to it")
    return f"{many}: {words.some(reason.refs)}"


def _likeness(words: Words, reason: Reason, country: str) -> str:
    many = _many(
        reason,
        "place that shares partners with us is tied to it",
        "places that share partners with us are tied to it",
    )
    return f"{many}: {words.some(reason.refs)}"


def _countrymen(words: Words, reason: Reason, country: str) -> str:
    many = _many(
        reason, "place of our country is tied to it", "places of our country are tied to it"
    )
    return f"{many}: {words.some(reason.refs)}"


def _popular(words: Words, reason: Reason, country: str) -> str:
    return f"it has {_many(reason, 'partner', 'partners')}: {words.some(reason.refs)}"


def _affinity(words: Words, reason: Reason, country: str) -> str:
    than = "oftener" if reason.points > 0 else "more rarely"
    if reason.count is None or not reason.count.possible:
        return f"no tie of our country with {country} is on record, fewer than chance would give"
    many = _many(reason, "tie joins", "ties join")
    return f"{many} places of our country and of {country}, {than} than chance would give"


def _own(words: Words, reason: Reason, country: str) -> str:
    many = _many(reason, "partner", "partners")
    return f"we have {many} in {country} already: {words.some(reason.refs)}"


def _gap(words: Words, reason: Reason, country: str) -> str:
    many = _many(reason, "place of our country has partners", "places of our country have partners")
    near = reason.nearby
    among = f", {_number(near)} of them in our own prefecture" if near and near.possible else ""
    return f"{many} in {country}{among}, and none of ours is on record: {words.some(reason.refs)}"


def _domestic(words: Words, reason: Reason, country: str) -> str:
    return "it is of our own country"


def _near(words: Words, reason: Reason, country: str) -> str:
    return f"{reason.number.least:,.0f} km away" if reason.number else "its distance"


def _size(words: Words, reason: Reason, country: str) -> str:
    ours, theirs = (_persons(amount.quantity) for amount in reason.amounts)
    return f"{theirs} people live there, {ours} with us"


def _persons(quantity: Quantity) -> str:
    bounds = [f"{n:,.0f}" for n in dict.fromkeys((quantity.min, quantity.max)) if n is not None]
    about = "about " if quantity.approximate else ""
    return about + (" to ".join(bounds) or "an unknown number of")


def _level(words: Words, reason: Reason, country: str) -> str:
    (_, ours), (_, theirs) = reason.concepts
    if ours == theirs:
        return f"of the same level: {words.concepts(reason).partition(', ')[0]}"
    return f"of like level: ours is a {words.concepts(reason).replace(', ', ', it is a ')}"


def _ports(words: Words, reason: Reason, country: str) -> str:
    return f"both have a port: {words.some(reason.refs)}"


def _capitals(words: Words, reason: Reason, country: str) -> str:
    return "both are called an old capital"


def _fields(words: Words, reason: Reason, country: str) -> str:
    return f"ties of both are lived in {words.concepts(reason)}"


def _new_field(words: Words, reason: Reason, country: str) -> str:
    return f"its ties are lived in {words.concepts(reason)}; none of ours is on record to be"


def _bodies(words: Words, reason: Reason, country: str) -> str:
    return f"bodies of both are tied already: {words.some(reason.refs)}"


def _wish(words: Words, reason: Reason, country: str) -> str:
    return f"a tie of the two is on record as {words.concepts(reason)}"


def _aims(words: Words, reason: Reason, country: str) -> str:
    return f"aims of one side towards the other are on record: {words.some(reason.refs[:1])}"


def _former(words: Words, reason: Reason, country: str) -> str:
    return f"a tie of the two has ended: {words.some(reason.refs)}"


_SENTENCES: Mapping[str, Callable[[Words, Reason, str], str]] = {
    "partners": _partners,
    "likeness": _likeness,
    "countrymen": _countrymen,
    "popular": _popular,
    "affinity": _affinity,
    "own": _own,
    "gap": _gap,
    "domestic": _domestic,
    "near": _near,
    "size": _size,
    "level": _level,
    "ports": _ports,
    "capitals": _capitals,
    "fields": _fields,
    "new-field": _new_field,
    "bodies": _bodies,
    "wish": _wish,
    "aims": _aims,
    "former": _former,
}

"""Suggestions in words: each reason for a partner as a sentence of a reader's language.

Names stand after a colon or in a list, so that no language needs a case for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kizuna.analysis.figures import Figure, Measure
from kizuna.analysis.suggest.reasons import Reason
from kizuna.publish.wording import Wording

_NAMED, _CONCEPTS = 3, 5
_WITH_NAMES = frozenset(
    {"partners", "likeness", "countrymen", "popular", "own", "gap", "ports", "bodies", "aims"}
    | {"former"}
)
_WITH_CONCEPTS = frozenset({"fields", "new-field", "wish"})


@dataclass(frozen=True, slots=True)
class Reasons:
    """Says the reasons for the candidates of one place."""

    wording: Wording

    def sentence(self, reason: Reason, country: str) -> str:
        """The reason, for a candidate of a country ("": nobody says which)."""
        feature = reason.feature
        if feature in _WITH_NAMES:
            said = self._say(feature, count=self._number(reason.count), names=self._some(reason))
            near = reason.nearby
            if feature == "gap" and near is not None and near.possible:
                return f"{said} {self._say('gap-near', count=self._number(near))}"
            return said
        if feature in _WITH_CONCEPTS:
            return self._say(feature, concepts=self._concepts(reason))
        match feature:
            case "affinity":
                return self._affinity(reason, country)
            case "near":
                distance = reason.number.least if reason.number else 0
                return self._say("near", distance=self.wording.messages.number(round(distance)))
            case "size":
                ours, theirs = (self._quantity(amount) for amount in reason.amounts)
                return self._say("size", theirs=theirs, ours=ours)
            case "level":
                return self._level(reason)
        return self._say(feature)

    def country(self, code: str) -> str:
        """The name of a country; that it is not recorded for ""."""
        messages = self.wording.messages
        return messages.country(code) if code else messages.text("plots-no-country")

    def _affinity(self, reason: Reason, country: str) -> str:
        if reason.count is None or not reason.count.possible:
            return self._say("affinity-none", country=self.country(country))
        key = "affinity-more" if reason.points > 0 else "affinity-less"
        return self._say(key, count=self._number(reason.count), country=self.country(country))

    def _level(self, reason: Reason) -> str:
        (_, ours), (_, theirs) = reason.concepts
        labels = [self.wording.messages.concept("levels", level) for level in (ours, theirs)]
        if ours == theirs:
            return self._say("level-same", level=labels[0])
        return self._say("level-like", ours=labels[0], theirs=labels[1])

    def _concepts(self, reason: Reason) -> str:
        held = [self.wording.messages.concept(*c) for c in reason.concepts]
        return self._listed(held, _CONCEPTS)

    def _some(self, reason: Reason) -> str:
        return self._listed([self.wording.name(ref) for ref in reason.refs], _NAMED)

    def _listed(self, words: Sequence[str], most: int) -> str:
        listed = self.wording.messages.listing(words[:most])
        return f"{listed} …" if len(words) > most else listed

    def _number(self, count: Figure | None) -> str:
        """The count: "3", "3, possibly 4", or "possibly 3" where none is certain."""
        messages = self.wording.messages
        if count is None:
            return ""
        least, most = (messages.number(n) for n in (count.certain, count.possible))
        if count.certain == count.possible:
            return most
        if not count.certain:
            return self._say("possibly", count=most)
        return messages.text("note-figure", certain=least, possible=most)

    def _quantity(self, amount: Measure) -> str:
        return self.wording.messages.quantity(amount.quantity)

    def _say(self, key: str, /, **arguments: object) -> str:
        return self.wording.messages.text(f"web-reason-{key}", **arguments)

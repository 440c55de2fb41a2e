"""Findings: what a comparison comes upon around its ties and places, each in a sentence for a council."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kizuna.analysis.compare.around import Hub, Triangle
from kizuna.analysis.compare.neighbours import surest
from kizuna.analysis.compare.places import Shared
from kizuna.analysis.figures import Figure
from kizuna.analysis.parallels import Mismatch, Parallel
from kizuna.claims import vocabulary
from kizuna.claims.kinds import Assessment
from kizuna.languages import Messages
from kizuna.publish.wording import Wording
from kizuna.register.status import TieOnDay
from kizuna.values import Answer

KINDS = ("silent", "told", "shared", "side-by-side", "unequal", "hub", "triangle")
"""The kinds of findings, in the order in which they are told."""
_NAMED = 5
_STANDS = {
    Answer.CERTAIN: "that it stands",
    Answer.POSSIBLE: "that it may stand",
    Answer.NO: "whom it joins",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One of KINDS in words: `about` are the ids of the ties and places that it speaks of."""

    kind: str
    text: str
    about: tuple[str, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """Puts findings into English; `labels` name things as they were called on the day."""

    labels: Wording
    messages: Messages

    def silent(self, standing: TieOnDay) -> Finding:
        """A tie of which nothing is recorded that could be compared."""
        ref = standing.tie.id
        known = _STANDS[standing.answer]
        text = (
            f"Of {self.labels.label(ref)} nothing is recorded but {known}: its empty cells are gaps of the "
            "register, and no sign that nothing was done."
        )
        return Finding("silent", text, (ref,), standing.claims)

    def told(self, assessment: Assessment, ties: Sequence[str]) -> Finding:
        """What a source itself says when it compares the ties."""
        said = str(assessment.text.value or "").strip()
        rank = f" (rank {assessment.rank.value})" if assessment.rank.value else ""
        holder = next(c.holder for _, fact in assessment.facts() for c in fact.claims)
        text = f"{self.labels.label(holder)} says: “{said}”{rank}"
        named = {*assessment.about.values, *assessment.compared_with.values}
        about = (assessment.id, *(ref for ref in ties if ref in named))
        return Finding("told", text, about, assessment.claim_ids)

    def shared(self, shared: Shared, places: Sequence[str]) -> Finding:
        """A partner that several of the places have."""
        having = [at for at, ties in enumerate(shared.ties) if ties]
        sure = all(surest(shared.ties[at]).certain for at in having)
        whose = self.messages.listing([self.labels.label(places[at]) for at in having])
        number = "both" if len(having) == 2 else "all"
        verb = f"are {number}" if sure else f"may {number} be"
        text = f"{whose} {verb} tied to {self.labels.label(shared.partner)}."
        about = (shared.partner, *_ids(t for ties in shared.ties for t in ties))
        return Finding("shared", text, about, shared.claims)

    def side_by_side(self, found: Parallel) -> Finding:
        """Two ties that run side by side, with what sources say of why."""
        (a, whole_a), (b, whole_b) = (map(self.labels.label, pair) for pair in found.parties)
        if len(found.shared) == 2:
            how = f"both join {a} and {b}"
        elif found.same_partner:
            how = f"{a} is part of {whole_a}, and both have {b} as partner"
        elif found.shared:
            how = f"{a} has {whole_b} as partner, and also {b}, which is part of it"
        else:
            how = f"{a} is part of {whole_a}, as {b} is of {whole_b}"
        ties = (found.inner.tie.id, found.outer.tie.id)
        named = self.messages.listing([self.labels.label(ref) for ref in ties])
        text = f"{named} run side by side: {how}. {self._why(found.explanations, ties)}"
        return Finding("side-by-side", text, ties, found.claims)

    def unequal(self, found: Mismatch) -> Finding:
        """A tie of governments of unlike level, with what sources say of why."""
        levels = vocabulary.scheme("levels")
        a, b = (
            f"{self.labels.label(ref)} ({self.labels.concept('levels', level.value)})"
            for ref, level in zip(found.parties, found.levels, strict=True)
        )
        tiers = [levels[level.value].tier or "" for level in found.levels]
        counted = (
            f"one counts among {_PLURALS[tiers[0]]}, the other among {_PLURALS[tiers[1]]}"
            if found.tiers_differ
            else f"both count among {_PLURALS[tiers[0]]}, and only one is a city"
        )
        ties = (found.between.tie.id,)
        why = self._why(found.explanations, ties)
        text = f"{a} and {b} are not of like level: {counted}. {why}"
        return Finding("unequal", text, ties, found.claims)

    def hub(self, hub: Hub) -> Finding:
        """A partner that others are tied to as well."""
        names = [self.labels.label(ref) for ref in hub.others[:_NAMED]]
        more = len(hub.others) - _NAMED
        listed = self.messages.listing([*names, f"{more} more"] if more > 0 else names)
        noun = "place" if hub.count.possible == 1 else "places"
        verb = "is also tied to" if hub.count.certain else "may also be tied to"
        text = (
            f"{self.labels.label(hub.partner)} {verb} {_number(hub.count)} other {noun}: {listed}."
        )
        return Finding("hub", text, (hub.partner, *hub.others), hub.count.claims)

    def triangle(self, triangle: Triangle) -> Finding:
        """Three places of which each two are tied."""
        a, b, c = triangle.places
        listed = self.messages.listing([self.labels.label(place) for place in triangle.places])
        verb = "are" if triangle.answer.certain else "may be"
        text = f"{listed} {verb} all tied to one another{self._unsure(triangle, ((a, b), (b, c), (a, c)))}."
        return Finding(
            "triangle",
            text,
            (*triangle.places, *_ids(t for side in triangle.ties for t in side)),
            triangle.claims,
        )

    def _unsure(self, triangle: Triangle, pairs: Iterable[tuple[str, str]]) -> str:
        unsure = [
            self.labels.joined(pair, " – ")
            for pair, ties in zip(pairs, triangle.ties, strict=True)
            if not surest(ties).certain
        ]
        if not unsure or len(unsure) == len(triangle.ties):
            return ""
        return (
            f"; {self.messages.listing(unsure)} {'is' if len(unsure) == 1 else 'are'} not certain"
        )

    def _why(self, explanations: Sequence[Assessment], ties: Sequence[str]) -> str:
        """What sources say in explanation; it is told apart where it is of one of two ties only."""
        said = []
        for explanation in explanations:
            named = [ref for ref in ties if ref in explanation.about.values]
            words = str(explanation.text.value or "").strip()
            about = (
                f"Of {self.labels.label(named[0])} a source says"
                if len(named) < len(ties)
                else "Why"
            )
            said.append(f"{about}: “{words}”")
        return " ".join(said) or "No source says why."


_PLURALS = {"municipality": "municipalities", "prefecture": "prefectures", "": "neither"}


def _number(figure: Figure) -> str:
    """ "3, possibly 5"; where nothing is certain, "5" alone, after a verb that says so."""
    if figure.certain in (0, figure.possible):
        return str(figure.possible)
    return f"{figure.certain}, possibly {figure.possible}"


def _ids(ties: Iterable[TieOnDay]) -> Iterator[str]:
    return iter(dict.fromkeys(tie.tie.id for tie in ties))

"""The findings of a comparison in the words of any language, by the names that it gives to things."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kizuna.analysis.compare.around import Hub, Triangle
from kizuna.analysis.compare.neighbours import surest
from kizuna.analysis.compare.places import Shared
from kizuna.analysis.figures import Figure
from kizuna.analysis.parallels import Mismatch, Parallel
from kizuna.claims.kinds import Assessment
from kizuna.publish.wording import Wording
from kizuna.register.status import TieOnDay
from kizuna.workflows.comparing.findings import Finding, Words

_NAMED = 5


@dataclass(frozen=True, slots=True)
class WordedFindings(Words):
    """Puts findings into the language of a wording."""

    wording: Wording

    def silent(self, standing: TieOnDay) -> Finding:
        """A tie of which nothing is recorded that could be compared."""
        ref = standing.tie.id
        text = self._say("silent", tie=self._name(ref))
        return Finding("silent", text, (ref,), standing.claims)

    def told(self, assessment: Assessment, ties: Sequence[str]) -> Finding:
        """What a source itself says when it compares the ties."""
        holder = next(c.holder for _, fact in assessment.facts() for c in fact.claims)
        text = self._say("told", holder=self._name(holder), text=self._said(assessment))
        if assessment.rank.value:
            text = f"{text} {self._say('told-rank', rank=assessment.rank.value)}"
        named = {*assessment.about.values, *assessment.compared_with.values}
        about = (assessment.id, *(ref for ref in ties if ref in named))
        return Finding("told", text, about, assessment.claim_ids)

    def shared(self, shared: Shared, places: Sequence[str]) -> Finding:
        """A partner that several of the places have."""
        having = [at for at, ties in enumerate(shared.ties) if ties]
        sure = all(surest(shared.ties[at]).certain for at in having)
        text = self._say(
            "shared" if sure else "shared-possibly",
            partner=self._name(shared.partner),
            places=self._list(places[at] for at in having),
        )
        ties = dict.fromkeys(tie.tie.id for each in shared.ties for tie in each)
        return Finding("shared", text, (shared.partner, *ties), shared.claims)

    def side_by_side(self, found: Parallel) -> Finding:
        """Two ties that run side by side, with what sources say of why."""
        ties = (found.inner.tie.id, found.outer.tie.id)
        same = len(found.shared) == 2
        text = self._say("side-by-side-same" if same else "side-by-side", ties=self._list(ties))
        if not same:
            parts = [
                self._say("part-of", part=self._name(inside), whole=self._name(outside))
                for inside, outside in found.parties
                if inside != outside
            ]
            text = " ".join([text, *parts])
        return Finding("side-by-side", self._because(text, found.explanations), ties, found.claims)

    def unequal(self, found: Mismatch) -> Finding:
        """A tie of governments of unlike level, with what sources say of why."""
        sides = zip(found.parties, found.levels, strict=True)
        named = [
            self.wording.text(
                "with-level",
                name=self._name(ref),
                level=self.messages.concept("levels", level.value),
            )
            for ref, level in sides
        ]
        text = self._say("unequal", sides=self.messages.listing(named))
        about = (found.between.tie.id,)
        return Finding("unequal", self._because(text, found.explanations), about, found.claims)

    def hub(self, hub: Hub) -> Finding:
        """A partner that others are tied to as well."""
        text = self._say(
            "hub", partner=self._name(hub.partner), count=self._count(hub.count),
            places=self._some(hub.others),
        )  # fmt: skip
        return Finding("hub", text, (hub.partner, *hub.others), hub.count.claims)

    def triangle(self, triangle: Triangle) -> Finding:
        """Three places of which each two are tied."""
        sure = triangle.answer.certain
        key = "triangle" if sure else "triangle-possibly"
        text = self._say(key, places=self._list(triangle.places))
        ties = dict.fromkeys(tie.tie.id for side in triangle.ties for tie in side)
        return Finding("triangle", text, (*triangle.places, *ties), triangle.claims)

    def _because(self, text: str, explanations: Sequence[Assessment]) -> str:
        said = [self._say("why", text=self._said(each)) for each in explanations]
        return " ".join([text, *(said or [self._say("no-why")])])

    def _said(self, assessment: Assessment) -> str:
        text = assessment.text.value
        return self.messages.rendering(text.text if text else "").strip()

    def _count(self, figure: Figure) -> str:
        if figure.certain == figure.possible:
            return self.messages.number(figure.possible)
        bounds = (self.messages.number(n) for n in (figure.certain, figure.possible))
        return self.messages.text(
            "note-figure", **dict(zip(("certain", "possible"), bounds, strict=True))
        )

    def _some(self, refs: Sequence[str]) -> str:
        named = self._list(refs[:_NAMED])
        more = len(refs) - _NAMED
        return self._say("and-more", names=named, count=more) if more > 0 else named

    def _list(self, refs: Iterable[str]) -> str:
        return self.messages.listing([self._name(ref) for ref in refs])

    def _name(self, ref: str) -> str:
        return self.wording.name(ref)

    def _say(self, key: str, /, **arguments: object) -> str:
        return self.messages.text(f"web-finding-{key}", **arguments)

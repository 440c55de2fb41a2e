"""A plot: a drawing with the words around it, to be set with a caption or to stand alone as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kizuna.publish.document import Drawing
from kizuna.publish.drawings.framing import Heading, framed
from kizuna.register.status import TieOnDay

MANY = 400
"""Drawings of more ties than this carry the ids of ties (data-ties) where smaller ones carry those of claims."""


@dataclass(frozen=True, slots=True)
class Plot:
    """A drawing as SVG, and what is said of it.

    `subtitle` says what was counted and when, `remarks` what is not drawn and why, `description` the same
    content in words for readers who cannot see it. `claims` are all claims behind it; `language` is a BCP
    47 tag.
    """

    svg: str
    title: str
    subtitle: str
    description: str
    remarks: tuple[str, ...]
    claims: tuple[str, ...]
    language: str

    def picture(self) -> str:
        """The picture that stands alone, as SVG: the drawing under its title and over its remarks."""
        words = (self.title, self.subtitle, self.description, self.remarks, self.language)
        return framed(self.svg, Heading(*words))

    def drawing(self) -> Drawing:
        """The drawing as a note holds it, with the remarks in its description."""
        said = " ".join([self.description, *self.remarks])
        return Drawing(self.svg, self.title, said, self.claims)


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a mark of a drawing rests on: ids of claims, or of ties where the drawing holds too many of them."""

    claims: tuple[str, ...] = ()
    ties: tuple[str, ...] = ()

    @classmethod
    def of(cls, ties: Sequence[TieOnDay], drawn: int) -> Grounds:
        """The grounds of a mark for some ties, in a drawing of so many (`drawn`) ties in all."""
        if drawn > MANY:
            return cls(ties=tuple(tie.tie.id for tie in ties))
        return cls(claims=claims_of(ties))


def claims_of(ties: Sequence[TieOnDay]) -> tuple[str, ...]:
    """The claims of the ties, in order and without repeats."""
    return tuple(dict.fromkeys(claim for tie in ties for claim in tie.listed))

"""Facts in words for a page: their pieces, what makes them less than certain, who holds them, and their claims."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from kizuna.claims.claim import Certainty, Stance
from kizuna.claims.kinds import Document, Entity, Fact, properties_of
from kizuna.languages import Messages
from kizuna.publish.document import Piece
from kizuna.publish.wording import Wording
from kizuna.register.register import Register
from kizuna.values import Answer


@dataclass(frozen=True, slots=True)
class Mark:
    """A word that stands beside a fact and says how sure it is; `style` is a class of the style sheet."""

    style: str
    words: str


@dataclass(frozen=True, slots=True)
class FactView:
    """A fact in words.

    `valid` is the span in which it holds, "" when no claim gives one. `reasons` say why it is put before another.
    `holders` are the ids of who says so. `is_preferred` is False where a competing fact stands before it.
    """

    fact: Fact[Any]
    pieces: tuple[Piece, ...]
    valid: str
    marks: tuple[Mark, ...]
    reasons: tuple[str, ...]
    holders: tuple[str, ...]
    is_preferred: bool
    is_disputed: bool

    @property
    def claims(self) -> tuple[str, ...]:
        """The ids of its claims, the strongest first."""
        return self.fact.claim_ids

    @property
    def denials(self) -> tuple[str, ...]:
        """The ids of the claims that deny it."""
        return tuple(claim.id for claim in self.fact.denials)

    @property
    def text(self) -> str:
        """Its words alone."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Facts:
    """Says the facts of a register in the language of `messages`; with a `day`, those that may hold on it."""

    register: Register
    messages: Messages
    day: int | None = None
    wording: Wording = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "wording", Wording(self.register, self.messages, self.day))

    def of(self, entity: Entity, name: str, *, every: bool = False) -> tuple[FactView, ...]:
        """The facts of a property, the preferred ones first; none where the kind has no such property.

        With `every`, those too that do not hold on the day.
        """
        definition = properties_of(type(entity)).get(name)
        if definition is None:
            return ()
        stated = entity.stated(name)
        behind = {id(fact) for group in stated.conflicts for fact in group[1:]}
        disputed = {id(fact) for group in stated.conflicts for fact in group}
        return tuple(
            self._view(entity, name, fact, id(fact) not in behind, id(fact) in disputed)
            for fact in stated
            if every or self._holds(fact)
        )

    def all(self, entity: Entity) -> tuple[tuple[str, tuple[FactView, ...]], ...]:
        """Every property of which something is shown, in the order of its kind, with its facts."""
        named = ((name, self.of(entity, name)) for name in properties_of(type(entity)))
        return tuple((name, views) for name, views in named if views)

    def _holds(self, fact: Fact[Any]) -> bool:
        return (
            self.day is None or fact.valid is None or fact.valid.span.on(self.day) is not Answer.NO
        )

    def _view(
        self, entity: Entity, name: str, fact: Fact[Any], is_preferred: bool, is_disputed: bool
    ) -> FactView:
        kind = properties_of(type(entity))[name].type
        reasons = (self.messages.rendering(j.reason) for j in fact.preferences)
        return FactView(
            fact=fact,
            pieces=self.wording.pieces(kind, fact.value),
            valid=self.messages.date(fact.valid) if fact.valid else "",
            marks=tuple(self.marks(fact, is_preferred=is_preferred)),
            reasons=tuple(dict.fromkeys(reasons)),
            holders=tuple(dict.fromkeys(claim.holder for claim in fact.claims)),
            is_preferred=is_preferred,
            is_disputed=is_disputed,
        )

    def marks(self, fact: Fact[Any], *, is_preferred: bool = True) -> Iterable[Mark]:
        """What makes a fact less than certain; nothing where it is asserted and certain."""
        stance = min((claim.stance for claim in fact.claims), key=list(Stance).index)
        if stance is not Stance.ASSERTED:
            yield Mark(str(stance), self.messages.concept("stances", stance))
        if fact.certainty is not Certainty.CERTAIN:
            yield Mark(str(fact.certainty), self.messages.concept("certainties", fact.certainty))
        if fact.denials:
            yield Mark("denied", self.messages.text("web-fact-denied", count=len(fact.denials)))
        if not is_preferred:
            yield Mark("rival", self.messages.text("web-fact-set-aside"))

    def language_of(self, document: str) -> str:
        """The language of a document's text as a tag, "" when nobody says."""
        held = self.register.get(document, Document)
        return (held.language.value if held else None) or ""

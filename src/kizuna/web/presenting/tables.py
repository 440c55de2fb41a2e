"""Tables of entities of one kind: a row an entity, the columns of its kind, without those that are empty."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kizuna.claims.kinds import Entity
from kizuna.register.dating import Dating
from kizuna.register.status import TieOnDay
from kizuna.values import OPEN_END, Answer
from kizuna.web.presenting.facts import Facts, FactView, Mark

COLUMNS: dict[str, tuple[str, ...]] = {
    "government": ("level", "country", "part_of"),
    "area": ("country",),
    "organisation": ("type", "belongs_to", "located_in"),
    "person": ("role",),
    "tie": ("type", "milestone"),
    "agreement": (
        "ordinal",
        "type",
        "signed",
        "place",
        "signatory",
        "term",
        "in_force",
        "recurrence",
    ),
    "field": ("number", "started", "content", "agreement"),
    "programme": ("field", "period", "recurrence", "direction", "size", "duration", "institution"),
    "exchange": (
        "date",
        "field",
        "form",
        "direction",
        "size",
        "duration",
        "leader",
        "place",
        "outcome",
    ),
    "office": ("type", "owner", "host", "opened", "closed", "task"),
    "funding": ("of", "payer", "share", "amount", "cost_type", "purpose"),
    "honour": ("recipient", "awarded_by", "date"),
    "trade": ("goods", "direction", "price_ratio", "share_of_trade", "scale", "period"),
    "transport": ("mode", "carrier", "frequency", "per", "load", "period", "significance"),
    "statistic": ("measure", "scope", "partner", "value", "as_of"),
    "objective": ("attributed_to", "about"),
    "assessment": ("type", "rank", "about", "compared_with"),
    "document": ("date", "number", "issuer"),
}
"""The properties that a table of a kind shows, beside the name of each entity."""


@dataclass(frozen=True, slots=True)
class Row:
    """An entity with its cells; `marks` say that it is only planned, or had only possibly begun."""

    entity: Entity
    cells: tuple[tuple[FactView, ...], ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Entities of one kind: the names of the columns, the rows, and how many more there are than rows.

    `later` is how many certainly began after the day asked about, and are left out.
    """

    kind: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    more: int = 0
    later: int = 0


@dataclass(frozen=True, slots=True)
class Tabling:
    """Makes tables of what a register holds; with a day asked about, without what began after it."""

    facts: Facts
    dating: Dating

    @classmethod
    def of(cls, facts: Facts) -> Tabling:
        """Tables of the register that these facts are of."""
        return cls(facts, Dating.of(facts.register))

    def table(
        self, entities: Iterable[Entity], *, without: Sequence[str] = (), limit: int | None = None
    ) -> Table | None:
        """The entities, which are of one kind, in order of time; None for none at all.

        The columns `without` are left out, as are those in which no cell has anything.
        """
        held = list(entities)
        if not held:
            return None
        begun = [entity for entity in held if not self._is_later(entity)]
        begun.sort(key=self._order)
        shown = begun if limit is None else begun[:limit]
        names = [n for n in COLUMNS[held[0].prefix] if n not in without]
        rows = [(entity, [self._cell(entity, name) for name in names]) for entity in shown]
        kept = [i for i in range(len(names)) if any(cells[i] for _, cells in rows)]
        return Table(
            kind=held[0].prefix,
            columns=tuple(names[i] for i in kept),
            rows=tuple(
                Row(e, tuple(cells[i] for i in kept), tuple(self._marks(e))) for e, cells in rows
            ),
            more=len(begun) - len(shown),
            later=len(held) - len(begun),
        )

    def _cell(self, entity: Entity, name: str) -> tuple[FactView, ...]:
        """The facts that stand; the name of the row is not said again."""
        called = self.facts.wording.name(entity.id)
        views = self.facts.of(entity, name)
        return tuple(v for v in views if v.is_preferred and v.text != called)

    def _marks(self, entity: Entity) -> Iterable[Mark]:
        if not entity.counts:
            fact = next((fact for _, fact in entity.facts()), None)
            yield from self.facts.marks(fact) if fact else ()
        elif (
            self.facts.day is not None
            and self.dating.begun(entity, self.facts.day) is Answer.POSSIBLE
        ):
            yield Mark("possible", self.facts.messages.text("web-possibly-begun"))

    def _is_later(self, entity: Entity) -> bool:
        if self.facts.day is None or not entity.counts or not entity.begins:
            return False
        return self.dating.begun(entity, self.facts.day) is Answer.NO

    def _order(self, entity: Entity) -> tuple[int, int, str]:
        dated = entity.stated(entity.begins).value if entity.begins else None
        ordinal = getattr(entity, "ordinal", None) or getattr(entity, "number", None)
        number = ordinal.value if ordinal and isinstance(ordinal.value, int) else 0
        return (dated.span.start_earliest if dated else OPEN_END, number, entity.id)


@dataclass(frozen=True, slots=True)
class TieLine:
    """A tie in a list: its parties but the one whose list it is, its kind, since when, and whether it stands."""

    standing: TieOnDay
    partners: tuple[str, ...]
    type: tuple[FactView, ...]
    since: str
    since_claims: tuple[str, ...]
    state: Mark


def tie_line(facts: Facts, standing: TieOnDay, without: Iterable[str] = ()) -> TieLine:
    """A tie as it stands on a day, for the list of a place; `without` are the parties that the list is of."""
    tie, left = standing.tie, frozenset(without)
    partners = tuple(p for p in tie.party.values if p not in left) or tie.party.values
    fact = standing.established or standing.stage
    return TieLine(
        standing=standing,
        partners=facts.wording.in_order(partners),
        type=tuple(v for v in facts.of(tie, "type") if v.is_preferred)[:1],
        since=facts.date(fact.value.date) if fact else facts.date(None),
        since_claims=fact.claim_ids if fact else (),
        state=state_of(facts, standing),
    )


def state_of(facts: Facts, standing: TieOnDay) -> Mark:
    """Whether a tie stands, in a word."""
    code = {Answer.CERTAIN: "certain", Answer.POSSIBLE: "possible"}.get(standing.answer, "no")
    if standing.is_pending:
        stage = standing.stage.value.stage if standing.stage else "wish"
        return Mark("planned", facts.messages.concept("stages", stage))
    if code == "no" and standing.status is not None:
        said = facts.messages.concept("statuses", standing.status.value.status)
        if standing.established is None and standing.stage is not None:
            reached = facts.messages.concept("stages", standing.stage.value.stage)
            said = f"{reached}{facts.wording.text('parts-separator')}{said}"
        return Mark("no", said)
    return Mark(code, facts.wording.text(f"in-force-{code}"))

"""The register: every entity of a ledger, folded from its claims when it is first asked
for.

It reads a ledger: claims and judgements as one reader may see them, as known at one
time. A fact without a date of its own had begun by the day of a document that states
it, which is its dating.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from threading import Lock
from typing import Any, Protocol, Self, TypeVar

from kizuna.claims.claim import Claim, Judgement, Stance
from kizuna.claims.kinds import Document, Entity, Fact, Stated, decode, kind_of_subject
from kizuna.claims.kinds.property import naming_properties
from kizuna.errors import NotFound
from kizuna.register.fold import Weights, fold_subject, once
from kizuna.values import OPEN_END, OPEN_START, Answer, Edtf, Span, kind_of


class Dating:
    """The days of documents, by which facts without a date are dated.

    `written_by` gives the last day on which a document may have been written, None for
    one without a date.
    """

    def __init__(self, written_by: Callable[[str], int | None]) -> None:
        self.written_by = written_by

    def span(self, fact: Fact[Any], date: Edtf | None) -> Span:
        """When what the fact states began and ended.

        With a date, an interval is taken as it is and a single date as a beginning
        without an end. Without one, it began on an unknown day up to the earliest
        document among its claims (any day at all when none of them is dated), and has
        no end.
        """
        if date is None:
            days = (self.written_by(c.document) for c in fact.claims if c.counts)
            latest = min(
                (OPEN_END if day is None else day for day in days), default=OPEN_END
            )
            return Span(OPEN_START, latest, OPEN_END, OPEN_END)
        if date.is_interval:
            return date.span
        return Span(
            date.span.start_earliest, date.span.start_latest, OPEN_END, OPEN_END
        )

    def life(self, entity: Entity) -> Span | None:
        """When an entity began and ended, by the properties of its kind that say so.

        Without a date it had begun by the day of a document that speaks of it, and it
        lasts until a source says otherwise. An end before its beginning is no end. None
        when nothing about it counts, or its beginning is only planned or forecast.
        """
        if not entity.counts or is_planned(entity.stated(entity.begins)):
            return None
        begun = [
            self.span(f, f.value) for f in standing_facts(entity.stated(entity.begins))
        ]
        if not begun:
            begun = [self.span(fact, None) for _, fact in entity.facts() if fact.counts]
            begun = [min(begun, key=lambda span: span.start_latest)]
        ends = [f.value.span for f in standing_facts(entity.stated(entity.ends))]
        end = (
            min(s.end_earliest for s in ends or begun),
            max(s.end_latest for s in ends or begun),
        )
        start = (
            min(s.start_earliest for s in begun),
            max(s.start_latest for s in begun),
        )
        if end[1] < start[0]:
            end = (start[0], OPEN_END)
        return Span.bounded(start, end)

    def begun(self, entity: Entity, day: int) -> Answer:
        """Whether the entity had begun by a day; NO when nothing about it counts."""
        life = self.life(entity)
        return life.begun_by(day) if life else Answer.NO


def is_planned(stated: Stated[Any]) -> bool:
    """Whether all that is said of it is a plan or a forecast."""
    claims = [claim for fact in stated for claim in fact.claims]
    return bool(claims) and all(
        c.stance in (Stance.PLANNED, Stance.FORECAST) for c in claims
    )


def standing_facts(stated: Stated[Any]) -> tuple[Fact[Any], ...]:
    """The facts of one property that are not set aside: only the first, where a
    judgement prefers it.
    """
    facts = tuple(fact for fact in stated if fact.counts)
    return facts[:1] if facts and facts[0].preferences else facts


UNDATED = Dating(lambda document: None)
"""No document has a date: undated facts may have begun on any day."""


class Ledger(Protocol):
    """A view of claims and judgements; nothing else knows the time of knowing or who
    reads.
    """

    @property
    def weights(self) -> Weights:
        """The judgements in force."""

    def about(self, refs: Collection[str] | None) -> Sequence[Claim]:
        """The claims about the ids (None: about anything), rejected ones too, in order
        of recording.
        """

    def naming(self, refs: Collection[str]) -> Iterable[tuple[str, str]]:
        """Every pair (id named, subject) of claims whose values name one of the ids."""

    def ids(self, kind: str) -> Iterable[str]:
        """The subjects of a kind (its prefix), rejected claims too."""

    def stating(self, kind: str, property: str, value: str) -> Iterable[str]:
        """The subjects of a kind of claims that state a property with a value, as
        canonical JSON writes it.
        """


class MemoryLedger:
    """Claims and judgements in memory; those recorded or made after `known_at` are left
    out.
    """

    def __init__(
        self,
        claims: Iterable[Claim],
        judgements: Iterable[Judgement] = (),
        known_at: datetime | None = None,
    ) -> None:
        self._claims = [
            c for c in claims if known_at is None or c.recorded_at <= known_at
        ]
        known = (j for j in judgements if known_at is None or j.judged_at <= known_at)
        self.weights = Weights.of(known)

    def about(self, refs: Collection[str] | None) -> Sequence[Claim]:
        if refs is None:
            return self._claims
        return [claim for ref in refs for claim in self._subjects.get(ref, ())]

    def naming(self, refs: Collection[str]) -> Iterable[tuple[str, str]]:
        return ((ref, subject) for ref in refs for subject in self._naming.get(ref, ()))

    def ids(self, kind: str) -> Iterable[str]:
        return (ref for ref in self._subjects if ref.startswith(f"{kind}/"))

    def stating(self, kind: str, property: str, value: str) -> Iterable[str]:
        found = (c for c in self._claims if (c.property, c.value) == (property, value))
        return {claim.subject for claim in found if kind_of(claim.subject) == kind}

    @cached_property
    def _subjects(self) -> dict[str, list[Claim]]:
        found: dict[str, list[Claim]] = defaultdict(list)
        for claim in self._claims:
            found[claim.subject].append(claim)
        return found

    @cached_property
    def _naming(self) -> dict[str, dict[str, None]]:
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for claim in self._claims:
            kind = kind_of_subject(claim.subject)
            if (naming := naming_properties(kind).get(claim.property)) is not None:
                for ref in naming.type.refs(
                    decode(kind.prefix, claim.property, claim.value)
                ):
                    found[ref][claim.subject] = None
        return found


E = TypeVar("E", bound=Entity)


class Register:
    """The entities of a ledger by id; an id that was judged the same as another means
    the one that stands for it.

    Which entities have been folded so far changes how long an answer takes, never the
    answer. `claims` are the claims read so far by id, the rejected ones too. Threads
    may share a register: what two of them read at once is read twice, and neither
    waits.
    """

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.claims: dict[str, Claim] = {}
        self._folded: dict[str, Entity | None] = {}
        self._naming: dict[str, tuple[str, ...]] = {}
        self._written: dict[str, int | None] = {}  # by when each document was
        self._preloaded: set[str] = (
            set()
        )  # ids that were read with all that they name, and so on
        self._is_whole = False
        self._reading_all = Lock()

    @property
    def rejected(self) -> Mapping[str, Judgement]:
        """The judgement that rejects each rejected claim, by the claim's id."""
        return self.ledger.weights.rejected

    @property
    def same(self) -> Mapping[str, str]:
        """The id that stands for each id that was judged the same as another."""
        return self.ledger.weights.same

    @property
    def dating(self) -> Dating:
        """The days of its documents, by which facts without a date are dated."""
        return Dating(self._written_by)

    @cached_property
    def entities(self) -> Mapping[str, Entity]:
        """Every entity, in order of id; folds all that have not been."""
        self.read_all()
        return {
            ref: entity
            for ref, entity in sorted(self._folded.items())
            if entity is not None
        }

    def __contains__(self, ref: str) -> bool:
        return self._of(ref) is not None and ref not in self.same

    def get(self, ref: str | None, kind: type[E]) -> E | None:
        """The entity that an id means, or None when it is not held or is of another
        kind.
        """
        if not ref:
            return None
        found = self._folded.get(ref) or self._of(ref)
        return found if isinstance(found, kind) else None

    def entity(self, ref: str) -> Entity:
        """The entity that an id means; raises NotFound quoting it."""
        found = self._of(ref)
        if found is None:
            raise NotFound(f"nothing in the register has the id {ref!r}")
        return found

    def get_all(self, refs: Iterable[str], kind: type[E]) -> list[E]:
        """The entities of a kind that the ids mean, in order of id; one query for all
        that have not been read.
        """
        prefix = getattr(kind, "prefix", "")
        wanted = {
            self.canonical(ref) for ref in refs if not prefix or kind_of(ref) == prefix
        }
        self._read(wanted)
        found = (self._folded[ref] for ref in sorted(wanted))
        return [entity for entity in found if isinstance(entity, kind)]

    def in_order(self, refs: Iterable[str]) -> list[Entity]:
        """The entities that have the ids, in the order given, each once."""
        listed = dict.fromkeys(refs)
        self._read(listed)
        return [
            entity for ref in listed if (entity := self._folded.get(ref)) is not None
        ]

    def of_kind(self, kind: type[E]) -> list[E]:
        """Every entity of a kind, in order of id; folds all of them."""
        if self._is_whole:
            return [
                entity for entity in self.entities.values() if isinstance(entity, kind)
            ]
        return self.get_all(self.ledger.ids(kind.prefix), kind)

    def referring(self, ref: str, kind: type[E], name: str = "") -> tuple[E, ...]:
        """The entities of a kind that refer to `ref` (by the property `name`, when
        given), in order of id.
        """
        meant = self.canonical(ref)
        if self._is_whole:
            ids = dict.fromkeys(
                i for n, i in self._referring.get(meant, ()) if name in ("", n)
            )
            found = (self._folded[i] for i in ids)
            return tuple(entity for entity in found if isinstance(entity, kind))
        return tuple(
            entity
            for entity in self.get_all(self.naming([ref]), kind)
            if any(
                target == meant and name in ("", n) for n, target in references(entity)
            )
        )

    def naming(self, refs: Iterable[str]) -> set[str]:
        """The ids of what some claim says of it that names one of the ids; one query
        for all of them.
        """
        asked = {self.canonical(ref) for ref in refs}
        if wanted := [ref for ref in asked if ref not in self._naming]:
            found: dict[str, set[str]] = {ref: set() for ref in wanted}
            if self._is_whole:
                for ref in wanted:
                    found[ref].update(
                        subject for _, subject in self._referring.get(ref, ())
                    )
            else:
                for named, subject in self.ledger.naming(self.members(wanted)):
                    found[self.canonical(named)].add(self.canonical(subject))
            self._naming.update(
                {ref: tuple(subjects) for ref, subjects in found.items()}
            )
        return {subject for ref in asked for subject in self._naming[ref]}

    def canonical(self, ref: str) -> str:
        """The id that stands for what an id means."""
        return self.same.get(ref, ref)

    def members(self, refs: Iterable[str]) -> set[str]:
        """The ids with all others that mean the same things."""
        return self.ledger.weights.members(refs)

    def preload(self, refs: Iterable[str], hops: int = 0) -> Self:
        """Itself, after reading the ids, what names them in so many rounds, and all
        that these name, at once.
        """
        near = edge = {self.canonical(ref) for ref in refs}
        for _ in range(hops):
            edge = self.naming(edge) - near
            near = near | edge
        seen: set[str] = set()
        while near := near - seen - self._preloaded:
            self._read(near)
            seen |= near
            named = set[
                str
            ]()  # by their facts, with the documents and holders of the claims
            for entity in filter(
                None, (self._folded[self.canonical(ref)] for ref in near)
            ):
                named.update(target for _, target in references(entity))
                for _, fact in entity.facts():
                    named.update(
                        ref for c in fact.claims for ref in (c.document, c.holder)
                    )
            near = set(map(self.canonical, named))
        self._preloaded |= seen
        return self

    def read_all(self) -> Self:
        """Itself, after reading the whole ledger in one query."""
        with self._reading_all:
            if not self._is_whole:
                self._fold(self.ledger.about(None), ())
                self._is_whole = True
        return self

    def with_claims(
        self, claims: Iterable[Claim], accepted: Iterable[Judgement] = ()
    ) -> Self:
        """The register as it would be with further claims, and with these judgements
        that accept claims.
        """
        return type(self)(_More(self.ledger, claims, accepted))

    @cached_property
    def _referring(self) -> Mapping[str, list[tuple[str, str]]]:
        """What refers to each id, in order of id, with the property by which it does;
        of a register read whole.
        """
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for ref, entity in sorted(self._folded.items()):
            for name, target in references(entity) if entity else ():
                found[target].append((name, ref))
        return dict(found)

    def _written_by(self, ref: str) -> int | None:
        if ref not in self._written:
            document = self.get(ref, Document)
            date = document.date.value if document and document.id == ref else None
            self._written[ref] = date.span.end_latest if date else None
        return self._written[ref]

    def _of(self, ref: str) -> Entity | None:
        meant = self.canonical(ref)
        if meant not in self._folded:
            self._read([meant])
        return self._folded[meant]

    def _read(self, refs: Iterable[str]) -> None:
        wanted = {
            meant for ref in refs if (meant := self.canonical(ref)) not in self._folded
        }
        if wanted:
            self._fold(
                () if self._is_whole else self.ledger.about(self.members(wanted)),
                wanted,
            )

    def _fold(self, claims: Iterable[Claim], wanted: Collection[str]) -> None:
        """Fold the subjects of claims; None is held of what is wanted and nothing is
        said of.

        What another thread has folded meanwhile stays: an entity is one object for as
        long as the register lives.
        """
        weights = self.ledger.weights
        subjects: dict[str, list[Claim]] = defaultdict(list)
        read = once(claims)
        self.claims.update(read)
        for claim in read.values():
            if weights.admits(claim):
                subjects[weights.same.get(claim.subject, claim.subject)].append(claim)
        for ref, about in subjects.items():
            if ref not in self._folded:
                self._folded.setdefault(ref, fold_subject(ref, about, weights))
        for ref in wanted:
            self._folded.setdefault(ref, None)


class _More:
    def __init__(
        self, ledger: Ledger, claims: Iterable[Claim], accepted: Iterable[Judgement]
    ) -> None:
        self._both = ledger, MemoryLedger(claims)
        self.weights = ledger.weights.accepting(accepted)

    def about(self, refs: Collection[str] | None) -> list[Claim]:
        return [claim for ledger in self._both for claim in ledger.about(refs)]

    def naming(self, refs: Collection[str]) -> list[tuple[str, str]]:
        return [pair for ledger in self._both for pair in ledger.naming(refs)]

    def ids(self, kind: str) -> list[str]:
        return [ref for ledger in self._both for ref in ledger.ids(kind)]

    def stating(self, kind: str, property: str, value: str) -> list[str]:
        return [
            ref
            for ledger in self._both
            for ref in ledger.stating(kind, property, value)
        ]


def fold(
    claims: Iterable[Claim],
    judgements: Iterable[Judgement] = (),
    known_at: datetime | None = None,
) -> Register:
    """The register of claims and judgements in memory, as known at a time (None: by
    everything given).

    Claims recorded and judgements made after `known_at` have no effect. The order of
    the input has none either.
    """
    return Register(MemoryLedger(claims, judgements, known_at)).read_all()


def references(entity: Entity) -> Iterator[tuple[str, str]]:
    """Every (property, entity id) that an entity's facts refer to."""
    for name, definition in naming_properties(type(entity)).items():
        for fact in entity.stated(name).facts:
            for target in definition.type.refs(fact.value):
                yield name, target

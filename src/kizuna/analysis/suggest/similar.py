"""Similar ties: what ties of the same type and levels, lived in the same fields, have and one tie lacks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kizuna.analysis.figures import Figure
from kizuna.analysis.scope import Scope
from kizuna.analysis.suggest.holdings import Claims
from kizuna.claims import vocabulary
from kizuna.claims.kinds import Exchange, FieldOfExchange, Programme
from kizuna.register.dating import Dating
from kizuna.register.status import TieOnDay
from kizuna.values import Answer

FIELD, FORM = "field", "form"
_SCHEMES = {FIELD: "fields", FORM: "forms"}

Key = tuple[str, str]
"""What is lived: FIELD or FORM, and the concept."""


@dataclass(frozen=True, slots=True)
class Lived:
    """How a tie is lived in one field or form: how sure it is that this had begun by the day, the entities that
    show it (fields, programmes, exchanges), and the claims."""

    begun: Answer
    visible_to: tuple[str, ...]
    claims: Claims


@dataclass(frozen=True, slots=True)
class Similar:
    """A tie like the one asked about: its claims of kind and standing, the tiers they share, the fields shared."""

    tie: str
    shared: tuple[str, ...]
    claims: Claims


@dataclass(frozen=True, slots=True)
class Missing:
    """A field or form that similar ties have on record and this one does not.

    `count` is how many of them have it, `examples` those that do, most alike first, each with how it is lived.
    """

    what: str
    concept: str
    count: Figure
    examples: tuple[tuple[str, Lived], ...]

    @property
    def scheme(self) -> str:
        """The vocabulary of the concept."""
        return _SCHEMES[self.what]


@dataclass(frozen=True, slots=True)
class Likeness:
    """The tie asked about, the ties like it, the most alike first, and what they have and it lacks, the commonest
    first. `by_fields` is False where no field of the tie is on record, `by_levels` where no tie of the same levels
    is like it: then these decide nothing."""

    tie: str
    similar: tuple[Similar, ...]
    missing: tuple[Missing, ...]
    by_fields: bool
    by_levels: bool

    @property
    def count(self) -> Figure:
        """How many ties are like it."""
        return Figure.count((Answer.CERTAIN, similar.claims) for similar in self.similar)


def like(scope: Scope, tie: str) -> Likeness:
    """The ties like a tie of the scope, and what they have that it lacks.

    Alike are standing ties of the same type (or one narrower or wider) and of parties of the same tiers, of which
    some field or form is on record; where fields of this tie are on record, one of them. Where there are none, the
    tiers do not matter. What is not on record may be lived all the same: a lack is a lack of evidence.
    """
    dating = Dating.of(scope.register)
    (own,) = (scoped for scoped in scope.ties if scoped.tie.id == tie)
    ours = _lived(scope, tie, dating)
    fields = tuple(c for c in vocabulary.scheme("fields") if (FIELD, c) in ours)
    kin = [t for t in scope.ties if t.tie.id != tie and _is_kin(own, t)]
    level = [t for t in kin if all(_tiers(scope, t)) and _tiers(scope, t) == _tiers(scope, own)]
    lived = {other.tie.id: _lived(scope, other.tie.id, dating) for other in kin}
    found = _similar(level, lived, fields)
    by_levels = bool(found)
    found = found or _similar(kin, lived, fields)
    missing = _missing([(s.tie, lived[s.tie]) for s in found], ours)
    return Likeness(tie, tuple(found), tuple(missing), bool(fields), by_levels)


def _is_kin(own: TieOnDay, other: TieOnDay) -> bool:
    """Whether the other tie stands and is of the same type, or of one narrower or wider."""
    ours, theirs = own.tie.type.value, other.tie.type.value
    if not other.answer.possible or ours is None or theirs is None:
        return False
    types = vocabulary.scheme("tie-types")
    return types.is_within(ours, theirs) or types.is_within(theirs, ours)


def _similar(
    ties: Iterable[TieOnDay], lived: Mapping[str, Mapping[Key, Lived]], fields: tuple[str, ...]
) -> list[Similar]:
    """Those of the ties that share a field or, where no field is asked for, have anything on record; those that
    share most come first."""
    found = []
    for tie in ties:
        theirs = lived[tie.tie.id]
        shared = tuple(concept for concept in fields if (FIELD, concept) in theirs)
        if shared or (theirs and not fields):
            found.append(Similar(tie.tie.id, shared, tie.listed))
    return sorted(found, key=lambda s: (-len(s.shared), -len(lived[s.tie]), s.tie))


def _tiers(scope: Scope, tie: TieOnDay) -> tuple[str, ...]:
    return tuple(sorted(scope.parties[party].tier for party in tie.parties))


def _lived(scope: Scope, tie: str, dating: Dating) -> dict[Key, Lived]:
    """The fields and forms of a tie that had or may have begun by the day."""
    found: dict[Key, list[Lived]] = defaultdict(list)
    for key, lived in _parts(scope, tie, dating):
        if lived.begun.possible:
            found[key].append(lived)
    return {key: _together(parts) for key, parts in found.items()}


def _parts(scope: Scope, tie: str, dating: Dating) -> Iterator[tuple[Key, Lived]]:
    register, day = scope.register, scope.day
    for field in register.referring(tie, FieldOfExchange, "tie"):
        if field.concept.value:
            claims = (*field.tie.claim_ids, *field.concept.claim_ids)
            yield (FIELD, field.concept.value), Lived(dating.begun(field, day), (field.id,), claims)
    activities: list[Programme | Exchange] = [*register.referring(tie, Programme, "tie")]
    activities += register.referring(tie, Exchange, "tie")
    for activity in activities:
        begun = dating.begun(activity, day)
        facts = [(FIELD, fact) for fact in activity.field]
        facts += [(FORM, fact) for fact in activity.form]
        for what, fact in facts:
            claims = (*activity.tie.claim_ids, *fact.claim_ids)
            yield (what, fact.value), Lived(begun, (activity.id,), claims)


def _together(parts: Iterable[Lived]) -> Lived:
    held = list(parts)
    return Lived(
        max(part.begun for part in held),
        tuple(dict.fromkeys(ref for part in held for ref in part.visible_to)),
        tuple(dict.fromkeys(claim for part in held for claim in part.claims)),
    )


def _missing(
    found: Iterable[tuple[str, Mapping[Key, Lived]]], ours: Mapping[Key, Lived]
) -> list[Missing]:
    lacking: dict[Key, list[tuple[str, Lived]]] = defaultdict(list)
    for tie, theirs in found:
        for key, lived in theirs.items():
            if key not in ours:
                lacking[key].append((tie, lived))
    made = [
        Missing(what, concept, Figure.count((e.begun, e.claims) for _, e in having), tuple(having))
        for (what, concept), having in lacking.items()
    ]
    return sorted(made, key=lambda m: (-m.count.possible, -m.count.certain, m.what, m.concept))

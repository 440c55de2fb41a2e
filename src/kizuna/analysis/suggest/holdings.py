"""Holdings: what a register holds, on a day, that bears on suggestions.

Similar ties are those of the same type and levels, lived in the same fields: what they
have and one tie lacks.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from kizuna.analysis.figures import Figure, unique
from kizuna.analysis.scope import Party, Scope, party_of, populations
from kizuna.analysis.suggest.view import Web
from kizuna.claims import kinds, vocabulary
from kizuna.claims.kinds import Entity, LocalGovernment
from kizuna.register.places import above
from kizuna.register.register import Register
from kizuna.register.ties import ACTIVE_BY, Part, TieOnDay, begun_parts
from kizuna.values import Answer

Pair = tuple[str, str]
Claims = tuple[str, ...]
ByPair = Mapping[Pair, Sequence[TieOnDay]]


@dataclass(frozen=True, eq=False)
class Holdings:
    """The register on the scope's day: its governments, as `places` too and as a web,
    and the ties of each two of them.

    `tied` are ties of governments that stood or may have stood on the day, `bodies`
    such ties of their ports, unions and other bodies, `pending` what was sought or
    agreed and not entered into, `former` what had ended. `fields` are the fields in
    which the standing ties of a government are lived, each with its claims.
    """

    scope: Scope
    governments: Mapping[str, LocalGovernment]
    places: Mapping[str, Party]
    web: Web
    tied: ByPair
    bodies: ByPair
    pending: ByPair
    former: ByPair
    fields: Mapping[str, Mapping[str, Claims]]

    @property
    def day(self) -> int:
        return self.scope.day

    def country(self, ref: str) -> str:
        """The country of a government on the day, "" when unknown."""
        return self.places[ref].country if ref in self.places else ""

    def country_claims(self, ref: str) -> Claims:
        fact = (
            self.governments[ref].country.on(self.day)
            if ref in self.governments
            else None
        )
        return fact.claim_ids if fact else ()

    def within(self, ref: str) -> set[str]:
        """The governments and areas that take in a government on the day."""
        return {fact.value for fact in above(self.scope.register, ref, self.day)}

    def answer(self, a: str, b: str) -> tuple[Answer, Claims]:
        """Whether two governments are tied, and the claims that say so."""
        ties = self.tied.get((min(a, b), max(a, b)), ())
        answer = max((tie.answer for tie in ties), default=Answer.NO)
        return answer, tuple(claim for tie in ties for claim in tie.listed)


def holdings_of(scope: Scope) -> Holdings:
    """What the register of a scope holds for suggestions; the scope should be of all
    ties.
    """
    register, day, places = scope.register, scope.day, places_of(scope)
    sorts = ("tied", "bodies", "pending", "former")
    found: dict[str, dict[Pair, list[TieOnDay]]] = {
        sort: defaultdict(list) for sort in sorts
    }
    for tie in scope.ties:
        its = ["pending"] if tie.is_pending else []
        if tie.answer.possible:
            of_governments = all(
                scope.parties[party].is_government for party in tie.parties
            )
            its.append("tied" if of_governments else "bodies")
        elif tie.span is not None and tie.span.begun_by(day).certain:
            its.append("former")
        for pair in combinations(sorted(set(governments_of(scope, tie))), 2):
            for sort in its:
                found[sort][pair].append(tie)
    return Holdings(
        scope=scope,
        governments={one.id: one for one in register.get_all(places, LocalGovernment)},
        places=places,
        web=Web.of(places, found["tied"]),
        fields=_fields(scope),
        **found,
    )


def places_of(scope: Scope) -> dict[str, Party]:
    """The local governments that were there, or may have been, on the scope's day, as
    they were.
    """
    register, people = scope.register, populations(scope.register)
    return {
        ref: scope.parties.get(ref) or party_of(register, ref, scope.day, people)
        for ref, existence in (
            (g.id, g.existence.value) for g in register.of_kind(LocalGovernment)
        )
        if not (existence and existence.is_interval)
        or existence.span.on(scope.day).possible
    }


def governments_of(scope: Scope, tie: TieOnDay) -> Iterator[str]:
    """The governments that its parties are or belong to."""
    return filter(None, (scope.parties[party].government for party in tie.parties))


def _fields(scope: Scope) -> Mapping[str, Mapping[str, Claims]]:
    """The fields that ties are lived in by the day, by themselves or in their
    programmes.
    """
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for tie in scope.in_force(possible=True):
        for kind, name in ACTIVE_BY[:2]:
            for concept, _, claims in _parts(scope, tie.tie.id, kind, name):
                for home in set(governments_of(scope, tie)):
                    found[home][concept] += [*claims, *tie.listed]
    return {
        h: {c: unique(claims) for c, claims in held.items()}
        for h, held in found.items()
    }


FIELD, FORM = "field", "form"
Key = tuple[str, str]
"""What is lived: FIELD or FORM, and the concept."""


@dataclass(frozen=True, slots=True)
class FieldActivity:
    """The activity of a tie in one field or form: how sure it is that it had begun by
    the day, the entities that show it (fields, programmes, exchanges), and the claims.
    """

    tie: str
    begun: Answer
    visible_to: tuple[str, ...]
    claims: Claims


@dataclass(frozen=True, slots=True)
class Missing:
    """A field or form that similar ties have on record and this one does not.

    `count` is how many of them have it, `examples` those that do, most alike first,
    each with how it is lived.
    """

    what: str
    concept: str
    count: Figure
    examples: tuple[FieldActivity, ...]


@dataclass(frozen=True, slots=True)
class Likeness:
    """The tie of a register asked about; the ties like it, the most alike first, each
    with the fields that both share; and what they have and it lacks, the commonest
    first. `by_fields` is False where no field of the tie is on record, `by_levels`
    where no tie of the same levels is like it: then these decide nothing.
    """

    tie: str
    similar: tuple[tuple[TieOnDay, tuple[str, ...]], ...]
    missing: tuple[Missing, ...]
    by_fields: bool
    by_levels: bool
    register: Register

    @property
    def count(self) -> Figure:
        """How many ties are like it."""
        return Figure.count(
            (Answer.CERTAIN, similar.listed) for similar, _ in self.similar
        )


def like(scope: Scope, tie: str) -> Likeness:
    """The ties like a tie of the scope, and what they have that it lacks.

    Alike are standing ties of the same type (or one narrower or wider) and of parties
    of the same tiers, of which some field or form is on record; where fields of this
    tie are on record, one of them. Where there are none, the tiers do not matter. What
    is not on record may be lived all the same: a lack is a lack of evidence.
    """
    (own,) = (scoped for scoped in scope.ties if scoped.tie.id == tie)
    ours, ours_is = _activity_of(scope, tie), own.tie.type.value
    fields = tuple(c for c in vocabulary.scheme("fields") if (FIELD, c) in ours)
    is_within = vocabulary.scheme("tie-types").is_within
    lived: dict[str, Mapping[Key, FieldActivity]] = {}
    found, lacking = [], defaultdict[Key, list[FieldActivity]](list)
    for other in scope.ties:
        its = (
            other.tie.type.value if other.answer.possible and other.id != tie else None
        )
        if its and ours_is and (is_within(ours_is, its) or is_within(its, ours_is)):
            theirs = lived[other.id] = _activity_of(scope, other.id)
            shared = tuple(concept for concept in fields if (FIELD, concept) in theirs)
            if shared or (theirs and not fields):
                found.append((other, shared))
    tiers = _tiers(scope, own)
    level = [f for f in found if all(tiers) and _tiers(scope, f[0]) == tiers]
    similar = sorted(
        level or found, key=lambda f: (-len(f[1]), -len(lived[f[0].id]), f[0].id)
    )
    for other, _ in similar:
        for key in lived[other.id].keys() - ours.keys():
            lacking[key].append(lived[other.id][key])
    missing = [
        Missing(*key, Figure.count((e.begun, e.claims) for e in having), tuple(having))
        for key, having in lacking.items()
    ]
    missing.sort(key=lambda m: (-m.count.possible, -m.count.certain, m.what, m.concept))
    by = bool(fields), bool(level)
    return Likeness(tie, tuple(similar), tuple(missing), *by, scope.register)


def _tiers(scope: Scope, tie: TieOnDay) -> tuple[str, ...]:
    return tuple(sorted(scope.parties[party].tier for party in tie.parties))


def _activity_of(scope: Scope, tie: str) -> dict[Key, FieldActivity]:
    """The fields and forms of a tie that had or may have begun by the day."""
    found = defaultdict[Key, list[tuple[Part[Entity], Claims]]](list)
    for kind, name in (*ACTIVE_BY, (kinds.Programme, "form"), (kinds.Exchange, "form")):
        for concept, part, claims in _parts(scope, tie, kind, name):
            found[FORM if name == "form" else FIELD, concept].append((part, claims))
    activity = {}
    for key, parts in found.items():
        shown = unique(part.entity.id for part, _ in parts)
        claims = unique(claim for _, of_part in parts for claim in of_part)
        activity[key] = FieldActivity(
            tie, max(part.begun for part, _ in parts), shown, claims
        )
    return activity


def _parts(
    scope: Scope, tie: str, kind: type[Entity], name: str
) -> Iterator[tuple[str, Part[Entity], Claims]]:
    """Each concept that a property of a kind gives for the parts of a tie that may have
    begun by the day.
    """
    for part in begun_parts(
        scope.register, scope.register.referring(tie, kind, "tie"), scope.day
    ):
        stated, under = part.entity.stated(name), part.entity.stated("tie")
        for fact in (
            [stated] if name == "concept" else stated
        ):  # of which a field has one
            if fact.value:
                yield fact.value, part, (*under.claim_ids, *fact.claim_ids)

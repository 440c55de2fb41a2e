"""Entering: facts about one thing, with their source, into the ledger; all of them or none.

What somebody who decides enters counts at once. What a contributor enters are proposals, which count once a
reviewer has accepted them. The same entry twice adds nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from typing import Any

from kizuna.claims.claim import CONTRIBUTED, Certainty, Claim, Stance
from kizuna.claims.judgement import Judgement, Verdict
from kizuna.claims.kinds import KINDS, Entity, Tie, properties_of, property_of
from kizuna.claims.rules import check_claim
from kizuna.errors import BadClaim, BadEntry, BadQuestion, KizunaError, NotAllowed
from kizuna.publish.wording import Wording
from kizuna.register.fold import Weights
from kizuna.register.register import Register
from kizuna.values import canonical_json, kind_of
from kizuna.workflows import ask
from kizuna.workflows.entering.citing import CitedSource, cited
from kizuna.workflows.entering.entry import (
    Correction,
    Entered,
    Entry,
    FactEntered,
    Prepared,
    Weighing,
)
from kizuna.workflows.entering.hand import Hand
from kizuna.workflows.entering.naming import chosen_ref, made_ref, suffix_seed, with_suffix
from kizuna.workflows.entering.papers import hold, let_in
from kizuna.workflows.entering.places import NewPlaces
from kizuna.workflows.entering.values import Reading
from kizuna.workflows.list_waiting import waits_only
from kizuna.workflows.review import resting_on
from kizuna.workflows.weigh_proposal import effect

TYPED = "typed"
_ACCEPTED = "entered or cited by somebody who decides"
_BY_HAND = "described with an entry"


@dataclass(frozen=True, slots=True)
class _Said:
    """A fact whose value was read: canonical JSON text, and its span in EDTF."""

    fact: FactEntered
    json: Any
    valid: str


def enter(entry: Entry, hand: Hand) -> Entered:
    """Record an entry.

    Raises BadEntry, which names every wrong field, NotAllowed for a weighing by somebody who may not, NotFound for
    a thing or claim that is not there, and StorageError; then nothing is recorded.
    """
    from kizuna.store.actions import add_register
    from kizuna.store.audited import writing

    with writing():  # the id that is free for a new thing must still be free when it is taken
        made = prepare(entry, hand)
        is_let_in = made.paper is not None and made.counts
        if made.paper is not None and made.counts:
            let_in(made.paper, acting_user=hand.user)
        added = add_register(
            claims=[*(() if is_let_in else made.about_source), *made.places, *made.claims],
            judgements=made.judgements,
            acting_user=hand.user,
            verb="enter",
            note=made.subject,
        )
    if made.paper is not None and not made.counts:
        hold(made.paper, acting_user=hand.user)
    return Entered(made.subject, added.new, added.known, made.counts)


def prepare(entry: Entry, hand: Hand) -> Prepared:
    """What recording the entry would do, with nothing recorded; raises as `enter` does."""
    from kizuna.store.queries import claims as ledger

    of_source = Reading(ask.resolver())
    source = cited(entry.source, hand, of_source)
    apart = suffix_seed(hand.recorder)
    places = NewPlaces(lambda ref, values: _fits(ref, _of_place(values), source, hand), apart)
    reading = Reading(of_source.names, places=places)
    said = list(_said(entry, reading))
    reading.problems |= of_source.problems
    subject = _subject(entry, said, source, reading, hand)
    if reading.problems or source is None:
        raise BadEntry(reading.problems)
    register = _register(subject, said)
    counts = hand.decides_about([subject, *_refs(entry.kind, said)], register)
    writer = _Writer(hand, source, counts, datetime.now(UTC))
    claims = _checked(said, [writer.fact(subject, one) for one in said])
    created = tuple(writer.of_places(places))
    register = _with_places(register, created)
    about = tuple(writer.about_source(*said) for said in source.said)
    held = ledger.claims_by_ids(claim.id for claim in (*claims, *created, *about))
    return Prepared(
        subject=subject,
        is_new=subject not in register,
        claims=claims,
        about_source=about,
        places=created,
        judgements=tuple(_judgements(entry, claims, held, writer, register)),
        known=frozenset(held),
        counts=counts,
        effects=tuple(effect(claim, register, Wording.english(register)) for claim in claims),
        register=register,
        alike=_alike(subject, said, register),
        missing=_missing(entry, said),
        paper=source.paper,
    )


def _said(entry: Entry, reading: Reading) -> Iterator[_Said]:
    """The facts whose values can be read; what is wrong with the others is kept in the reading."""
    if entry.kind not in KINDS:
        raise BadClaim(f"no kind is called {entry.kind!r}; there are {', '.join(KINDS)}")
    if not entry.facts:
        reading.problems[""] = BadQuestion(
            "an entry without a fact records nothing; fill in at least one field"
        )
    for fact in entry.facts:
        try:
            definition = property_of(f"{entry.kind}/any", fact.property)
        except BadClaim as error:
            reading.problems[fact.field] = error
            continue
        value = reading.value(definition.type, fact.value, fact.field)
        valid = reading.date(fact.valid, f"{fact.field}.valid")
        if valid and not definition.dated:
            told = f"{fact.property!r} of a {entry.kind} holds for no span of its own; leave {fact.valid!r} out"
            reading.problems[f"{fact.field}.valid"] = BadClaim(told)
        if value is not None:
            yield _Said(fact, value, valid)


def _subject(
    entry: Entry, said: Sequence[_Said], source: CitedSource | None, reading: Reading, hand: Hand
) -> str:
    """The id of what the entry is about; a new thing's is made once everything can be read."""
    if entry.subject:
        if waits_only(entry.subject, hand.user):
            return entry.subject
        return reading.reference(entry.subject, (entry.kind,), "subject")
    if entry.slug.strip():
        try:
            ref = chosen_ref(entry.kind, entry.slug)
        except KizunaError as error:
            reading.problems["slug"] = error
            return ""
        if not ask.Ledger().holding((ref,)):
            ref = with_suffix(ref, suffix_seed(hand.recorder))
        if not _fits(ref, said, source, hand):
            told = f"{ref!r} is held already; add facts to it, or choose another id"
            reading.problems["slug"] = BadQuestion(told)
        return ref
    _check_parties(entry, said, reading)
    if reading.problems or source is None:
        return ""
    values: dict[str, list[Any]] = defaultdict(list)
    for one in said:
        values[one.fact.property].append(one.json)
    fits = partial(_fits, said=said, source=source, hand=hand)
    return made_ref(entry.kind, values, fits, suffix_seed(hand.recorder))


def _check_parties(entry: Entry, said: Sequence[_Said], reading: Reading) -> None:
    """A new tie joins two parties at least."""
    parties = [one for one in said if one.fact.property == "party"]
    wrong = any(path.split(".")[0] == "party" for path in reading.problems)
    if entry.kind == "tie" and not wrong and len({one.json for one in parties}) < 2:
        named = ", ".join(repr(one.fact.value) for one in parties) or "nobody"
        field = parties[-1].fact.field if parties else "party.0"
        reading.problems[field] = BadClaim(
            f"a tie joins two parties or more; this one names {named}"
        )


def _fits(ref: str, said: Sequence[_Said], source: CitedSource | None, hand: Hand) -> bool:
    """Whether nothing is held about an id, or all that is said is held about it from the same source."""
    from kizuna.store.queries import claims as ledger
    from kizuna.store.redaction import unredacted

    with unredacted():  # what somebody may not see holds its id all the same
        if not ledger.claims(subjects=[ref], limit=1):
            return True
        if source is None:
            return False
        writer = _Writer(hand, source, True, datetime.now(UTC))
        wanted = {writer.fact(ref, one).id for one in said}
        return wanted <= ledger.claims_by_ids(wanted).keys()


def _register(subject: str, said: Sequence[_Said]) -> Register:
    refs = {subject, *_refs(kind_of(subject), said)}
    return ask.known_register(None, sorted(refs), hops=1)


def _of_place(values: Mapping[str, Any]) -> list[_Said]:
    """What is said of a place that is created."""
    return [_Said(FactEntered(name, value), value, "") for name, value in values.items()]


def _with_places(register: Register, claims: Sequence[Claim]) -> Register:
    """The register with the places that are created."""
    if not claims:
        return register
    return register.with_claims(replace(claim, method=TYPED) for claim in claims)


def _refs(kind: str, said: Sequence[_Said]) -> set[str]:
    """The ids that the values name."""
    found: set[str] = set()
    for one in said:
        held = property_of(f"{kind}/any", one.fact.property).type
        found |= set(held.refs(held.read(one.json)))
    return found


@dataclass(frozen=True, slots=True)
class _Writer:
    """Makes the claims of one entry."""

    hand: Hand
    source: CitedSource
    counts: bool
    now: datetime

    def fact(self, subject: str, said: _Said) -> Claim:
        """The claim of a fact."""
        fact, source = said.fact, self.source
        return Claim(
            subject=subject,
            property=fact.property,
            value=canonical_json(said.json),
            valid=said.valid,
            document=source.document,
            sha256=source.sha256,
            start=source.start,
            end=source.end,
            locator=source.locator,
            holder=source.holder,
            stance=fact.stance,
            certainty=fact.certainty,
            method=self.method,
            recorder=self.hand.recorder,
            recorded_at=self.now,
        )

    def of_places(self, places: NewPlaces) -> Iterator[Claim]:
        """The claims on the places that are created; where the others wait, those of the gazetteer do too."""
        for ref, place in places.named.items():
            yield from (self.fact(ref, one) for one in _of_place(place.values))
        for claim in chain.from_iterable(places.chosen.values()):
            yield (
                claim
                if self.counts
                else replace(claim, method=CONTRIBUTED, recorder=self.hand.recorder)
            )

    def about_source(self, subject: str, name: str, value: Any) -> Claim:
        """A claim that describes the new document, or names whose record it is."""
        return Claim(
            subject=subject,
            property=name,
            value=property_of(subject, name).type.canonical(value),
            valid="",
            document=self.source.document,
            sha256="",
            start=None,
            end=None,
            locator=_BY_HAND,
            holder=self.hand.recorder,
            stance=Stance.ASSERTED,
            certainty=Certainty.CERTAIN,
            method=self.method,
            recorder=self.hand.recorder,
            recorded_at=self.now,
        )

    @property
    def method(self) -> str:
        """How the claims come."""
        return TYPED if self.counts else CONTRIBUTED

    def judged(self, verdict: Verdict, target: str, other: str = "", reason: str = "") -> Judgement:
        """A judgement of whoever enters."""
        return Judgement(verdict, target, other, reason, self.hand.recorder, self.now)


def _checked(said: Sequence[_Said], claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims, each once; raises BadEntry for those that the ledger would not take."""
    problems: dict[str, KizunaError] = {}
    for one, claim in zip(said, claims, strict=True):
        try:
            check_claim(claim)
        except KizunaError as error:
            problems[one.fact.field] = error
    if problems:
        raise BadEntry(problems)
    return tuple({claim.id: claim for claim in claims}.values())


def _judgements(
    entry: Entry,
    claims: Sequence[Claim],
    held: dict[str, Claim],
    writer: _Writer,
    register: Register,
) -> Iterator[Judgement]:
    """Acceptance of what was proposed before from the same source, with what it rests on, and the weighing of a
    correction."""
    from kizuna.store.queries import judgements

    proposed = [claim.id for claim in held.values() if claim.is_proposal] if writer.counts else []
    if writer.counts:
        proposed += [c.id for c in resting_on(claims, register) if c.id not in held]
    weights = Weights.of(judgements.judgements_about(proposed))
    for claim in proposed:
        if claim not in weights.accepted and claim not in weights.rejected:
            yield writer.judged(Verdict.ACCEPT, claim, reason=_ACCEPTED)
    if entry.correction is not None:
        yield from _weighed(entry.correction, claims, writer, register)


def _weighed(
    correction: Correction, claims: Sequence[Claim], writer: _Writer, register: Register
) -> Iterator[Judgement]:
    """What becomes of the claim that is corrected; raises BadEntry and NotAllowed."""
    from kizuna.store.queries.claims import claim_by_id

    old = claim_by_id(correction.claim)
    new = next((c for c in claims if c.property == old.property and c.subject == old.subject), None)
    if new is None:
        told = f"{old.property!r} is to be corrected, but nothing else is said of it"
        raise BadEntry({"correction": BadQuestion(told)})
    if correction.weighing is Weighing.BESIDE:
        return
    if not writer.counts:
        raise NotAllowed(
            "who may not decide proposes a correction beside what stands, without weighing it"
        )
    if not correction.reason.strip():
        told = "it is set aside without a reason; say why the new value is right"
        raise BadEntry({"correction.reason": BadQuestion(told)})
    if (new.value, new.valid) == (old.value, old.valid):
        told = f"{old.value} is what stands already"
        raise BadEntry({"correction": BadQuestion(told)})
    if correction.weighing is Weighing.PREFER:
        yield writer.judged(Verdict.PREFER, new.id, old.id, correction.reason)
    else:
        for claim in _of_one_fact(old, register):
            yield writer.judged(Verdict.REJECT, claim, reason=correction.reason)


def _of_one_fact(claim: Claim, register: Register) -> tuple[str, ...]:
    """The claims of the fact that a claim carries."""
    entity = register.get(claim.subject, Entity)
    for fact in entity.stated(claim.property) if entity is not None else ():
        if claim.id in fact.claim_ids:
            return fact.claim_ids
    return (claim.id,)


def _alike(subject: str, said: Sequence[_Said], register: Register) -> tuple[str, ...]:
    """The other ties that join all the parties of a tie that is entered."""
    parties = {one.json for one in said if one.fact.property == "party"}
    if kind_of(subject) != "tie" or len(parties) < 2:
        return ()
    ties = register.referring(next(iter(parties)), Tie, "party")
    return tuple(t.id for t in ties if t.id != subject and parties <= set(t.party.values))


def _missing(entry: Entry, said: Sequence[_Said]) -> tuple[str, ...]:
    """The required properties of a new thing of which nothing is said."""
    if entry.subject:
        return ()
    told = {one.fact.property for one in said}
    held = properties_of(KINDS[entry.kind])
    return tuple(name for name, d in held.items() if d.required and name not in told)

"""Entering: facts about one thing, with their source, into the ledger; all of them or
none.

What somebody who decides enters counts at once. What a contributor enters are
proposals, which count once a reviewer has accepted them. The same entry twice adds
nothing.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from itertools import chain
from typing import Any

from kizuna.claims.claim import CONTRIBUTED, Claim, Judgement, Verdict
from kizuna.claims.kinds import KINDS, Entity, Property, Tie, properties_of, property_of
from kizuna.claims.rules import check_claim
from kizuna.errors import (
    BadClaim,
    BadDate,
    BadEntry,
    BadQuestion,
    KizunaError,
    NotAllowed,
)
from kizuna.identity.gazetteer import is_geonames
from kizuna.identity.resolver import id_in_brackets
from kizuna.proposals.drafting import numbered, slug
from kizuna.register.register import Register
from kizuna.store.actions.ledger import add_register
from kizuna.store.audited import writing
from kizuna.store.queries import claims as ledger
from kizuna.store.redaction import redaction_of_facts, unredacted
from kizuna.values import Edtf, Name, canonical_json, kind_of, parse_json, slug_of
from kizuna.workflows import ask
from kizuna.workflows.acting import Hand
from kizuna.workflows.add_source import SourceGiven, add_source, ref_of_kind
from kizuna.workflows.entering import values
from kizuna.workflows.entering.sources import (
    CitedSource,
    EnteredSource,
    Paper,
    cited,
    hold,
)
from kizuna.workflows.mentions import place_claims, restoring
from kizuna.workflows.review import decisions_on, only_waiting, refs_of, resting_on

_NAMES = ("name", "title")
_JOINED = ("party", "between", "owner", "host")
_ABOVE = ("tie", "of", "scope", "partner", "payer", "recipient")
_WORDS = (
    "concept",
    "type",
    "form",
    "measure",
    "mode",
    "activity",
    "series",
    "text",
    "goods",
)
_TIMES = ("signed", "date", "started", "opened", "period", "as_of", "ordinal", "number")
_ABOUT = {
    "source",
    "slug",
    "correction",
    "stance",
    "certainty",
}  # what stands beside the facts


class Weighing(StrEnum):
    """What becomes of the fact that a correction speaks against."""

    BESIDE = "beside"
    PREFER = "prefer"
    REJECT = "reject"


@dataclass(frozen=True, slots=True)
class Entry:
    """What was entered of a thing of a kind; `subject` is its id, "" for a new thing.

    `inputs` hold by the names of properties the inputs of their values, by number, each
    with what stands BESIDE it; "stance" and "certainty" are of those that say nothing
    else. "source" has the texts of the source, "slug" is the id that is chosen for a
    new thing, "correction" has the `claim` that the first fact of its property speaks
    against, the `weighing`, which says what becomes of it, and the `reason`. `paper`
    was sent with it.
    """

    kind: str
    inputs: values.Inputs
    subject: str = ""
    paper: Paper | None = None


@dataclass(frozen=True, slots=True)
class Prepared:
    """What recording an entry would do, or did: `recorded` are how many claims and
    judgements were new, 0 before.

    `claims` are those of the facts, in order, `about_source` those of a new source,
    `places` those of the places that are created with it. `known` are the ids of claims
    that the ledger holds; `counts` whether they count at once, in `register`. `paper`
    is the document that is added with it, None without one; `missing` the required
    properties of a new thing that nothing is said of.
    """

    subject: str
    is_new: bool
    claims: tuple[Claim, ...]
    about_source: tuple[Claim, ...]
    judgements: tuple[Judgement, ...]
    known: frozenset[str]
    counts: bool
    register: Register
    missing: tuple[str, ...] = ()
    paper: SourceGiven | None = None
    places: tuple[Claim, ...] = ()
    recorded: int = 0

    @property
    def alike(self) -> tuple[str, ...]:
        """The other ties that join all the parties of a tie that is entered."""
        parties = {
            str(parse_json(c.value)) for c in self.claims if c.property == "party"
        }
        if kind_of(self.subject) != "tie" or len(parties) < 2:
            return ()
        ties = self.register.referring(next(iter(parties)), Tie, "party")
        return tuple(
            t.id for t in ties if t.id != self.subject and parties <= {*t.party.values}
        )

    @property
    def new(self) -> tuple[Claim, ...]:
        return tuple(claim for claim in self.claims if claim.id not in self.known)


def enter(entry: Entry, hand: Hand) -> Prepared:
    """Record an entry.

    Raises BadEntry, which names every wrong field, NotAllowed for a weighing by
    somebody who may not, NotFound for a thing or claim that is not there, and
    StorageError; then nothing is recorded.
    """
    with (
        writing()
    ):  # the id that is free for a new thing must still be free when it is taken
        made = prepare(entry, hand)
        about = made.about_source
        if made.paper is not None and made.counts:
            add_source(made.paper, acting_user=hand.user)
            about = ()
        stated, judged, note = (
            [*about, *made.places, *made.claims],
            made.judgements,
            made.subject,
        )
        added = add_register(
            claims=stated,
            judgements=judged,
            acting_user=hand.user,
            verb="enter",
            note=note,
        )
    if made.paper is not None and not made.counts:
        hold(made.paper, acting_user=hand.user)
    return replace(made, recorded=added.new)


def prepare(entry: Entry, hand: Hand) -> Prepared:
    """What recording the entry would do, with nothing recorded; raises as `enter`
    does.
    """
    reading, of_source = (
        values.FieldReader(ask.resolver()),
        values.FieldReader(ask.resolver()),
    )
    source = cited(
        EnteredSource(entry.inputs.get("source", {}), entry.paper, hand, of_source)
    )
    writer = _Writer(hand, source or CitedSource(), datetime.now(UTC))
    reading.creates = writer.place
    facts = list(_facts(entry, reading))
    reading.problems |= of_source.problems
    subject = _subject(entry, facts, writer, reading)
    if reading.problems:
        raise BadEntry(reading.problems)
    made: dict[str, Claim] = {}
    for fact in facts:
        claim = writer.claim(subject, fact)
        made[claim.id] = claim
        try:
            check_claim(claim)
        except KizunaError as error:
            reading.problems[fact.path] = error
    if reading.problems:
        raise BadEntry(reading.problems)
    claims = tuple(made.values())
    created = tuple(chain.from_iterable(writer.created.values()))
    named = set(chain.from_iterable(map(refs_of, claims)))
    register = ask.known_register(None, sorted({subject, *named}), hops=1)
    counts = hand.decides_about([subject, *named], register)
    about = writer.about_source()
    is_new, told = subject not in register, {claim.property for claim in claims}
    definitions = properties_of(KINDS[entry.kind]).items()
    missing = tuple(name for name, d in definitions if d.required and name not in told)
    register = (
        register.with_claims((*created, *about)) if created or about else register
    )
    if not counts:
        claims, created, about = map(writer.proposed, (claims, created, about))
    held = ledger.claims_by_ids(claim.id for claim in (*claims, *created, *about))
    judged = list[Judgement]()
    if counts:  # what was proposed before from the same source, with what it rests on
        proposed = [claim.id for claim in held.values() if claim.is_proposal]
        proposed += [c.id for c in resting_on(claims, register) if c.id not in held]
        decided = decisions_on(proposed)
        left = (claim for claim in proposed if claim not in decided)
        why = "entered or cited by somebody who decides"
        judged += (writer.judged(Verdict.ACCEPT, claim, reason=why) for claim in left)
        judged += restoring(filter(is_geonames, named))
    if "correction" in entry.inputs:
        judged += _weighed(entry.inputs["correction"], claims, writer, register)
    stated = (claims, about, tuple(judged), frozenset(held), counts, register)
    lacking = () if entry.subject else missing
    return Prepared(subject, is_new, *stated, lacking, writer.source.paper, created)


def _facts(entry: Entry, reading: values.FieldReader) -> Iterator[values.FactRead]:
    """The facts that can be read, in the order of the properties; what is wrong with
    the others is kept in the reading.
    """
    inputs, known = entry.inputs, properties_of(KINDS[entry.kind])
    usual = {name: inputs[name] for name in ("stance", "certainty") if name in inputs}
    if not (given := inputs.keys() - _ABOUT):
        told = "an entry without a fact records nothing; fill in at least one field"
        reading.problems[""] = BadQuestion(told)
    for name in [*filter(given.__contains__, known), *sorted(given - known.keys())]:
        for number, row in sorted(inputs[name].items(), key=lambda item: int(item[0])):
            if fact := reading.fact(
                f"{entry.kind}/any", name, usual | row, f"{name}.{number}"
            ):
                yield fact


def _subject(
    entry: Entry,
    facts: Sequence[values.FactRead],
    writer: _Writer,
    reading: values.FieldReader,
) -> str:
    """The id of what the entry is about; a new thing's is made once everything can be
    read.
    """
    hand, wanted = writer.hand, entry.inputs.get("slug", "")
    if only_waiting(entry.subject, hand.user):
        return entry.subject
    if entry.subject:
        return reading.reference(entry.subject, (entry.kind,), "subject")
    if wanted:
        try:
            ref = ref_of_kind(entry.kind, wanted)
        except KizunaError as error:
            reading.problems["slug"] = error
            return ""
        if not ask.Ledger().holding((ref,)):
            ref = _kept_apart(ref, hand.recorder)
        if not writer.fits(ref, facts):
            taken = BadQuestion(
                f"{ref!r} is held already; add facts to it, or choose another id"
            )
            reading.problems["slug"] = taken
        return ref
    parties = [fact for fact in facts if fact.property == "party"]
    is_read = not any(path.startswith("party.") for path in reading.problems)
    if entry.kind == "tie" and is_read and len({fact.value for fact in parties}) < 2:
        typed = (row.get("value", "") for row in entry.inputs.get("party", {}).values())
        named = ", ".join(map(repr, typed)) or "nobody"
        told = f"a tie joins two parties or more; this one names {named}"
        reading.problems[parties[-1].path if parties else "party.0"] = BadClaim(told)
    return "" if reading.problems else _made_ref(entry.kind, facts, writer)


@dataclass(frozen=True, slots=True)
class _Writer:
    """Makes the claims of one entry; `created` are those of the places that it creates,
    by their ids.
    """

    hand: Hand
    source: CitedSource
    now: datetime
    created: dict[str, Sequence[Claim]] = field(default_factory=dict)

    def claim(self, subject: str, fact: values.FactRead) -> Claim:
        said = (fact.stance, fact.certainty, "typed", self.hand.recorder, self.now)
        value = canonical_json(fact.value)
        return Claim(subject, fact.property, value, fact.valid, *self.source[:6], *said)

    def about_source(self) -> tuple[Claim, ...]:
        """The claims that describe a new document, or name whose record it is: whoever
        enters says so by hand.
        """
        about = ("", None, None, "described with an entry", self.hand.recorder)
        writer = replace(self, source=CitedSource(self.source.document, *about))
        written = (
            (r, n, parse_json(property_of(r, n).type.canonical(raw)))
            for r, n, raw in self.source.said
        )
        return tuple(
            writer.claim(r, values.FactRead(n, value)) for r, n, value in written
        )

    def place(self, text: str) -> str:
        """The id of a place that a text wants created, by its name or as one of the
        gazetteer; "" for a text that wants none. Raises BadClaim for one without a
        name, NotFound for one that the gazetteer does not have.
        """
        if text.strip().endswith(values.NEW):
            name, country = values.name_and_country(text)
            if not any(map(str.isalpha, name)):
                told = (
                    f"{text!r} names no place; write its name, and its country after a"
                    " comma"
                )
                raise BadClaim(told)
            facts = [values.FactRead("name", Name(name).to_json())]
            facts += [values.FactRead("country", country)] if country else []
            ref = _made_ref(values.PLACE, facts, self)
            self.created[ref] = [self.claim(ref, fact) for fact in facts]
            return ref
        ref = id_in_brackets(text) or text.strip()
        if not is_geonames(ref) or ask.Ledger().holding((ref,)):
            return ""
        self.created[ref] = place_claims(ref)
        return ref

    def proposed(self, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        """Claims as proposals of whoever enters, also those of the gazetteer."""
        return tuple(
            c._replace(method=CONTRIBUTED, recorder=self.hand.recorder) for c in claims
        )

    def fits(self, ref: str, facts: Iterable[values.FactRead]) -> bool:
        """Whether nothing is held about an id, or all that is said is held about it
        from the same source.
        """
        with unredacted():  # what somebody may not see holds its id all the same
            if not ledger.claims(subjects=[ref], limit=1):
                return True
            wanted = {self.claim(ref, fact).id for fact in facts}
            return wanted <= ledger.claims_by_ids(wanted).keys()

    def judged(
        self, verdict: Verdict, target: str, other: str = "", reason: str = ""
    ) -> Judgement:
        return Judgement(verdict, target, other, reason, self.hand.recorder, self.now)


def _weighed(
    correction: values.Inputs,
    claims: Sequence[Claim],
    writer: _Writer,
    register: Register,
) -> Iterator[Judgement]:
    """What becomes of the claim that is corrected; raises BadEntry and NotAllowed."""
    old, reason = (
        ledger.claim_by_id(correction.get("claim", "")),
        correction.get("reason", ""),
    )
    weighing = values.chosen(Weighing, correction.get("weighing") or Weighing.BESIDE)
    new = next(
        (c for c in claims if c.property == old.property and c.subject == old.subject),
        None,
    )
    if new is None:
        told = f"{old.property!r} is to be corrected, but nothing else is said of it"
        raise BadEntry({"correction": BadQuestion(told)})
    if weighing is Weighing.BESIDE:
        return
    if new.is_contributed:
        told = (
            "who may not decide proposes a correction beside what stands, without"
            " weighing it"
        )
        raise NotAllowed(told)
    if not reason:
        told = "it is set aside without a reason; say why the new value is right"
        raise BadEntry({"correction.reason": BadQuestion(told)})
    if (new.value, new.valid) == (old.value, old.valid):
        raise BadEntry(
            {"correction": BadQuestion(f"{old.value} is what stands already")}
        )
    if weighing is Weighing.PREFER:
        yield writer.judged(Verdict.PREFER, new.id, old.id, reason)
    else:
        entity = register.get(old.subject, Entity)
        facts = entity.stated(old.property) if entity is not None else ()
        for claim in next(
            (f.claim_ids for f in facts if old.id in f.claim_ids), (old.id,)
        ):
            yield writer.judged(Verdict.REJECT, claim, reason=reason)


def _kept_apart(ref: str, recorder: str, values: object = "") -> str:
    """The id; with a digest of who makes it and of what is said where something is
    hidden from them, as whether the plain one is taken would tell what is there.
    """
    if redaction_of_facts() is None:
        return ref
    digest = hashlib.sha256(
        canonical_json([recorder, ref, values]).encode()
    ).hexdigest()
    return f"{ref}-{digest[:6]}"


def _made_ref(kind: str, facts: Sequence[values.FactRead], writer: _Writer) -> str:
    """The first id for a new thing that fits what is said of it: of its name, of what
    it joins, or of what it belongs to. The same facts always make the same id.
    """
    values: dict[str, list[Any]] = defaultdict(list)
    for fact in facts:
        values[fact.property].append(fact.value)
    stem = "-".join(
        dict.fromkeys(filter(None, _parts(properties_of(KINDS[kind]), values)))
    )
    if not stem:
        stem = f"n-{hashlib.sha256(canonical_json(values).encode()).hexdigest()[:8]}"
    ref = _kept_apart(f"{kind}/{stem[:60].strip('-')}", writer.hand.recorder, values)
    return numbered(ref, lambda ref: writer.fits(ref, facts))


def _parts(
    definitions: Mapping[str, Property], values: Mapping[str, list[Any]]
) -> list[str]:
    """The name; else what it joins or belongs to, what it is, and the year or number
    that tells it from others.
    """
    if not definitions.keys() & {"party", "tie"} and (named := _first(values, _NAMES)):
        return [_slug(named)]
    above = [n for n in _JOINED if n in values] or [n for n in _ABOVE if n in values]
    refs = [
        slug_of(ref) for name in above for ref in values[name] if isinstance(ref, str)
    ]
    if "party" in above:
        return refs
    words = _slug(_first(values, (*_WORDS, *_NAMES))).split("-")[:5]
    return [*refs, "-".join(words), _time(_first(values, _TIMES))]


def _first(values: Mapping[str, list[Any]], names: Sequence[str]) -> Any:
    return next((values[name][0] for name in names if name in values), "")


def _text(value: Any) -> str:
    return str(value.get("text", "")) if isinstance(value, Mapping) else str(value)


def _slug(value: Any) -> str:
    return slug(text) if any(map(str.isalpha, text := _text(value))) else ""


def _time(value: Any) -> str:
    if not isinstance(value, str):
        return re.sub(r"[^0-9]", "", _text(value))
    with suppress(BadDate):
        return str(Edtf.parse(value).year or "")
    return ""

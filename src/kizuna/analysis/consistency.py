"""Consistency: what cannot all be true together, and what one fact implies about
another.

Only what is certain is a problem: dates that may be in order are taken to be so. The
codes:

- series-start: the nth paper of a yearly series implies when the first was signed; a
  remark where that is the year of the tie or later, a problem where it is earlier
- ordinal-order: the ordinals of a series do not grow with their dates
- before-party-exists, after-party-ends: a tie made while one of its parties did not
  exist
- event-before-tie: something under a tie before the first stage that is recorded of the
  tie
- end-before-start: an office closed before it opened, a tie ended before it was made
- share-over-one: the shares of the cost of one thing come to more than the whole
- parent-parties: a tie runs under another one whose parties its own do not belong to
- too-few-parties: a tie with fewer than two parties
- renews-later: an agreement renews or replaces one that was signed later
- visit-apart: an agreement signed during a visit that took place at another time
- term-apart: an agreement in force until a day that its term cannot end on, by more
  than a unit of the term
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from kizuna.claims import kinds
from kizuna.claims.kinds import (
    Agreement,
    Entity,
    Exchange,
    Fact,
    Office,
    Programme,
    Tie,
)
from kizuna.register.places import government_of
from kizuna.register.register import Register
from kizuna.register.ties import established
from kizuna.values import Edtf
from kizuna.values.quantities import DURATIONS
from kizuna.values.spans import civil_of

_YEARS_APART = {
    "annual": 1,
    "every-two-years": 2,
    "every-three-years": 3,
    "every-five-years": 5,
}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something inconsistent (`is_problem`), or an implication worth knowing.

    `code` is one of those above, `subject` an entity id, `details` the (key, text)
    pairs that its words are made with, `claims` the ids of the claims it follows from
    (never empty).
    """

    code: str
    subject: str
    details: tuple[tuple[str, str], ...]
    claims: tuple[str, ...]
    is_problem: bool = True


def check(register: Register, refs: Iterable[str] | None = None) -> list[Finding]:
    """What is inconsistent among the given entities (None: all); problems first, then
    by subject.
    """
    found = [
        finding
        for entity in (
            register.entities.values() if refs is None else register.in_order(refs)
        )
        for rule in (*_RULES.get(type(entity), ()), _shares)
        for finding in rule(register, entity)
    ]
    return sorted(found, key=lambda f: (not f.is_problem, f.subject, f.code, f.details))


def _finding(
    code: str, subject: str, facts: Iterable[Fact[Any]], **details: object
) -> Finding:
    claims = dict.fromkeys(claim for fact in facts for claim in fact.claim_ids)
    written = tuple((key, str(value)) for key, value in details.items())
    return Finding(code, subject, written, tuple(claims))


def _is_before(a: Edtf, b: Edtf) -> bool:
    """Whether `a` certainly began before `b` did."""
    return a.span.start_latest < b.span.start_earliest


def _made_out_of_time(register: Register, tie: Tie) -> Iterator[Finding]:
    made = established(tie)
    if made is None or (date := made.value.date) is None:
        return
    for status in tie.status:
        ended = status.value.status == "ended" and status.counts and status.valid
        if ended and _is_before(ended, date):
            yield _finding(
                "end-before-start", tie.id, (status, made), end=ended, date=date
            )
    for party in tie.party:
        body = register.get(party.value, Entity)
        if not isinstance(body, kinds.LocalGovernment | kinds.Organisation):
            continue
        kin = set[str]()  # from whom it took the tie over, or to whom it left it
        if isinstance(body, kinds.LocalGovernment):
            kin = {*body.predecessor.values, *body.successor.values}
        known = body.existence.fact
        if known is None or not kin.isdisjoint(tie.party.values):
            continue
        codes = {
            "before-party-exists": _is_before(date, known.value),
            "after-party-ends": date.span.start_earliest > known.value.span.end_latest,
        }
        said = {"date": date, "party": party.value, "existence": known.value}
        facts = (made, party, known)
        yield from (
            _finding(c, tie.id, facts, **said) for c, is_so in codes.items() if is_so
        )


def _parties(register: Register, tie: Tie) -> Iterator[Finding]:
    if tie.party and len(set(tie.party.values)) < 2:
        yield _finding("too-few-parties", tie.id, tie.party, count=len(tie.party.facts))
    above = tie.parent.fact
    parent = register.get(above.value, Tie) if above else None
    if above is None or parent is None or not parent.party:
        return
    wider = set(parent.party.values)
    for party in tie.party:
        home = government_of(register, party.value)
        if party.value not in wider and home is not None and home.id not in wider:
            facts = (party, above, *parent.party)
            yield _finding(
                "parent-parties", tie.id, facts, party=party.value, parent=parent.id
            )


def _series(register: Register, tie: Tie) -> Iterator[Finding]:
    """The order of each series of agreements under the tie, and what the best dated one
    implies.
    """
    found: dict[str, list[Agreement]] = defaultdict(list)
    for agreement in register.referring(tie.id, Agreement, "tie"):
        if agreement.ordinal.fact and agreement.signed.fact:
            found[str(agreement.series.value or agreement.type.value or "")].append(
                agreement
            )
    for agreements in found.values():
        agreements.sort(key=lambda a: a.ordinal.value or 0)
        for earlier, later in pairwise(agreements):
            first, second = earlier.signed.fact, later.signed.fact
            if first and second and _is_before(second.value, first.value):
                facts = (first, second, *earlier.ordinal, *later.ordinal)
                said = {"ordinal": later.ordinal.value, "date": second.value}
                said |= {"other": earlier.ordinal.value, "other_date": first.value}
                yield _finding("ordinal-order", later.id, facts, **said)
        for agreement in agreements:
            yield from _implied_start(tie, agreement)


def _implied_start(tie: Tie, agreement: Agreement) -> Iterator[Finding]:
    """When the first of a regular series must have been signed, beside the date of the
    tie.
    """
    signed, ordinal = agreement.signed.fact, agreement.ordinal.fact
    recurrence, made = agreement.recurrence.fact, established(tie)
    years = _YEARS_APART.get(recurrence.value if recurrence else "")
    if not (signed and ordinal and recurrence and made and made.value.date and years):
        return
    if ordinal.value < 2 or signed.value.year is None:
        return
    year = signed.value.year - years * (ordinal.value - 1)
    found = _finding(
        *("series-start", agreement.id, (signed, ordinal, recurrence, made)),
        nth=f"number {ordinal.value}",
        step="year" if years == 1 else f"{years} years",
        date=signed.value,
        year=year,
        tie_date=made.value.date,
    )
    yield replace(
        found, is_problem=_is_before(Edtf.parse(f"{year:04d}"), made.value.date)
    )


def _event_before_tie(
    register: Register, entity: Agreement | Exchange | kinds.FieldOfExchange | Programme
) -> Iterator[Finding]:
    under, begun = entity.tie.fact, entity.stated(entity.begins).fact
    tie = register.get(under.value, Tie) if under else None
    if under is None or begun is None or tie is None:
        return
    stages = [
        (s.value.date, s)
        for s in tie.milestone
        if s.counts and s.value.date is not None
    ]
    if not stages or not all(_is_before(begun.value, date) for date, _ in stages):
        return
    date, first = min(stages, key=lambda stage: stage[0])
    said = {"date": begun.value, "tie": tie.id, "tie_date": date}
    yield _finding("event-before-tie", entity.id, (begun, under, first), **said)


def _ends_before_start(register: Register, office: Office) -> Iterator[Finding]:
    opened, closed = office.opened.fact, office.closed.fact
    if opened and closed and _is_before(closed.value, opened.value):
        said = {"end": closed.value, "date": opened.value}
        yield _finding("end-before-start", office.id, (opened, closed), **said)


def _shares(register: Register, entity: Entity) -> Iterator[Finding]:
    """The shares of one kind of cost, each payer's counted once, must not be more than
    the whole.
    """
    by_cost: dict[str, list[Fact[Any]]] = defaultdict(list)
    for funding in register.referring(entity.id, kinds.Funding, "of"):
        if (share := funding.share.fact) and share.value.min is not None:
            by_cost[funding.cost_type.value or ""].append(share)
    for shares in by_cost.values():
        total = sum(share.value.min for share in shares)
        if total > 1 + 1e-6:  # beyond what rounding explains
            yield _finding("share-over-one", entity.id, shares, total=f"{total:.4g}")


def _renews_later(register: Register, agreement: Agreement) -> Iterator[Finding]:
    signed = agreement.signed.fact
    for link in (agreement.renews.fact, agreement.replaces.fact):
        other = register.get(link.value, Agreement) if link else None
        earlier = other.signed.fact if other else None
        if (
            signed
            and link
            and other
            and earlier
            and _is_before(signed.value, earlier.value)
        ):
            said = {
                "date": signed.value,
                "other": other.id,
                "other_date": earlier.value,
            }
            yield _finding(
                "renews-later", agreement.id, (signed, link, earlier), **said
            )


def _visit_apart(register: Register, agreement: Agreement) -> Iterator[Finding]:
    signed, link = agreement.signed.fact, agreement.visit.fact
    visit = register.get(link.value, Exchange) if link else None
    took_place = visit.date.fact if visit else None
    if not (signed and link and visit and took_place):
        return
    if not took_place.value.span.overlaps(signed.value.span).possible:
        said = {"date": signed.value, "visit": visit.id, "visit_date": took_place.value}
        yield _finding("visit-apart", agreement.id, (signed, link, took_place), **said)


def _term_apart(register: Register, agreement: Agreement) -> Iterator[Finding]:
    """An explicit end more than a unit away from every reading of the term: terms are
    told in round numbers.
    """
    held, term, signed = (
        agreement.in_force.fact,
        agreement.term.fact,
        agreement.signed.fact,
    )
    if held is None or term is None or not term.value.is_exact:
        return
    from_text, _, end_text = held.value.text.partition("/")
    begun = (
        Edtf.parse(from_text)
        if from_text.strip(".")
        else signed.value
        if signed
        else None
    )
    if begun is None or not end_text.strip("."):
        return
    end, unit = Edtf.parse(end_text), DURATIONS[term.value.unit]
    length = (term.value.min or 0) * unit
    least, most = (
        day + length for day in (begun.span.start_earliest, begun.span.start_latest)
    )
    if least - unit <= end.span.end_latest and end.span.start_earliest <= most + unit:
        return
    facts = [held, term, *([signed] if signed and not from_text.strip(".") else [])]
    ended = civil_of(int(most))[0]
    yield _finding(
        "term-apart", agreement.id, facts, end=end, date=begun, term_end=ended
    )


_RULES: Mapping[
    type[Entity], tuple[Callable[[Register, Any], Iterator[Finding]], ...]
] = {
    Tie: (_parties, _made_out_of_time, _series),
    Agreement: (_renews_later, _visit_apart, _term_apart, _event_before_tie),
    Office: (_ends_before_start,),
    **dict.fromkeys((Exchange, kinds.FieldOfExchange, Programme), (_event_before_tie,)),
}

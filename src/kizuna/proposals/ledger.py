"""From proposals to claims of the ledger: every proposal becomes claims or is listed with the reason why not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from kizuna.claims.claim import Claim
from kizuna.errors import BadClaim, KizunaError
from kizuna.proposals.drafting import (
    Citing,
    DraftedClaims,
    LeftOut,
    Naming,
    ProposalDraft,
    english,
    quantity,
)
from kizuna.proposals.frames import counted, entry, first_of, has, pattern
from kizuna.proposals.numbers import number_from
from kizuna.proposals.proposal import Proposal, concept_of
from kizuna.values import parse_json, slug_of

_FOUNDING = (
    "sister_city_agreement",
    "twinning_agreement",
    "cooperation_agreement",
    "port_agreement",
)
_TIES_OF_BODIES = ("school_tie", "university_tie", "port_tie")
_ITEM = re.compile(r"(\d{1,3})[.)]\s")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Drafted:
    """The claims of all proposals without repeats, in the order of the text, and what was left out."""

    claims: tuple[Claim, ...]
    left_out: tuple[LeftOut, ...]


def claims_of(proposals: Iterable[Proposal], naming: Naming, citing: Citing) -> Drafted:
    """The claims that the proposals make; each cites the proposal's passage.

    A proposal that no kind takes is left out as a whole, a part of one that its property does not take alone.
    """
    desk = DraftedClaims(naming, citing)
    for proposal in proposals:
        draft = ProposalDraft(desk, proposal)
        try:
            _KINDS[proposal.kind](draft)
        except KeyError:
            draft.leave_out("", f"{proposal.kind!r} is no kind of proposal")
        except KizunaError as error:
            draft.leave_out("", str(error))
    return Drafted(tuple(_without_bare_dates(desk.claims.values())), tuple(desk.left_out))


def _without_bare_dates(claims: Iterable[Claim]) -> list[Claim]:
    """The claims without the dates of a stage that another of them gives with what the date rests on."""
    said: list[tuple[Claim, Any]] = [
        (c, parse_json(c.value) if c.property == "milestone" else {}) for c in claims
    ]
    based = [(c.subject, told["date"]) for c, told in said if "basis" in told]
    return [c for c, told in said if "basis" in told or (c.subject, told.get("date")) not in based]


def _tie(draft: ProposalDraft) -> None:
    props, tie = draft.proposal.props, draft.tie()
    draft.join(tie)
    parent = draft.wider_tie()
    _concept(draft, tie, "type", "tie-types", props.get("type"))
    draft.say(tie, "parent", parent)
    start, end = props.get("start"), props.get("end")
    if start:
        draft.say(tie, "milestone", {"stage": "formal", "date": _beginning(start)})
    status = props.get("status")
    if status and status != "unspecified":
        valid = f"{end or ''}" if status == "ended" else f"{_beginning(start)}" if start else ""
        concept = draft.part("status", lambda: concept_of("statuses", status))
        draft.say(tie, "status", concept and {"status": concept}, f"{valid}/.." if valid else "")


def _agreement(draft: ProposalDraft) -> None:
    props, tie = draft.proposal.props, draft.tie()
    signed, kind = props.get("signed"), props.get("type")
    year = str(signed or "")[:4]
    named = f"agreement/{slug_of(tie)}-{year}"
    free = named not in draft.desk.subjects and year.isdigit()
    ref = draft.subject("agreement", slug_of(tie), tie=tie)
    if draft.desk.naming.is_free(ref) and free:
        ref = named
    draft.say(ref, "tie", tie)
    _concept(draft, ref, "type", "agreement-types", kind)
    draft.say(ref, "signed", signed)
    draft.say(ref, "ordinal", props.get("ordinal"))
    _concept(draft, ref, "recurrence", "recurrences", props.get("frequency"))
    _place(draft, ref)
    for person in listed(props.get("people")):
        signed_by = draft.part("people", partial(draft.party, str(person), ("person",)))
        draft.say(ref, "signatory", signed_by and {"person": signed_by})
    if signed and kind in _FOUNDING and not props.get("ordinal"):
        draft.say(tie, "milestone", {"stage": "formal", "date": signed, "basis": "signing"})


def _field(draft: ProposalDraft) -> None:
    props, tie = draft.proposal.props, draft.tie()
    concept = concept_of("fields", props.get("field"))
    ref = f"field/{slug_of(tie)}-{concept}"
    draft.say(ref, "tie", tie)
    draft.say(ref, "concept", concept)
    draft.say(ref, "started", props.get("start"))
    if number := _ITEM.match(draft.proposal.quote):
        draft.say(ref, "number", int(number[1]))


def _programme(draft: ProposalDraft) -> None:
    """A programme, or the lines that join the two sides."""
    mode = mode_in(draft.proposal.quote)
    if draft.proposal.props.get("field") == "transport" and mode:
        draft_links(draft, mode)
        return
    props = draft.proposal.props
    activity = str(props.get("activity") or "").strip()
    words = activity or shortened(draft.proposal.quote)
    ref = draft.thing("programme")
    _concept(draft, ref, "field", "fields", props.get("field"))
    draft.say(ref, "activity", english(words))
    draft.say(ref, "form", first_of("forms", words))
    start = props.get("start")
    draft.say(ref, "period", start if not start or "/" in str(start) else f"{start}/..")
    _concept(draft, ref, "recurrence", "recurrences", props.get("frequency"))
    _direction(draft, ref)
    _sizes(draft, ref)
    for number, source in enumerate(listed(props.get("funding")), 1):
        _funding(draft, ref, source, number)


def _event(draft: ProposalDraft) -> None:
    """What happened once: an honour where a title was awarded, else an exchange."""
    props = draft.proposal.props
    title = title_in(draft.proposal.quote) if props.get("type") == "award" else ""
    if title:
        draft_honours(draft, title)
        return
    ref = draft.thing("exchange")
    _concept(draft, ref, "field", "fields", props.get("field"))
    _concept(draft, ref, "form", "forms", props.get("type"))
    draft.say(ref, "activity", english(props.get("activity") or shortened(draft.proposal.quote)))
    draft.say(ref, "date", props.get("date"))
    _direction(draft, ref)
    _sizes(draft, ref)
    _place(draft, ref)
    for person in listed(props.get("people")):
        draft.say(ref, "participants", str(person))


def _institution(draft: ProposalDraft) -> None:
    proposal, props = draft.proposal, draft.proposal.props
    kind, place = props.get("type"), props.get("place")
    if kind in _TIES_OF_BODIES or proposal.subject[:1].islower():
        _ties_of_bodies(draft)
    elif kind == "office" and proposal.object and place:
        _office(draft, draft.party(proposal.object), draft.party(str(place), ("government",)))
    else:
        body = draft.part("type", lambda: concept_of("organisation-types", kind)) or "other"
        own = first_of("bodies", proposal.subject) if body == "other" else body
        ref = draft.body(proposal.subject, own or "other")
        if owner := proposal.object:
            draft.say(ref, "belongs_to", draft.part("object", partial(draft.party, owner)))
        draft.say(ref, "located_in", draft.named("place", ("government",)))
        founded = props.get("founded")
        draft.say(ref, "existence", f"{founded}/.." if founded else None)


def _office(draft: ProposalDraft, owner: str, host: str) -> None:
    """An office that one side keeps with the other; one of a type that the text has told of is told of again."""
    name = draft.proposal.subject
    kind = first_of("offices", name) or "liaison-office"
    known = draft.desk.offices.get((owner, host, kind))
    ref = known or draft.subject("office", f"{slug_of(owner)}-in-{slug_of(host)}", owner=owner)
    draft.desk.offices[owner, host, kind] = ref
    draft.say(ref, "tie", draft.desk.tie_between(frozenset((owner, host))))
    draft.say(ref, "name", name)
    draft.say(ref, "type", kind)
    draft.say(ref, "owner", owner)
    draft.say(ref, "host", host)
    draft.say(ref, "opened", draft.proposal.props.get("founded"))


def _ties_of_bodies(draft: ProposalDraft) -> None:
    """Ties of schools or the like: a programme of the tie spoken of last."""
    party = draft.party(draft.proposal.object or "")
    tie = draft.desk.recent_tie_of(party)
    if not tie:
        raise BadClaim(f"{draft.proposal.subject!r} belongs to no tie named before it")
    ref = draft.subject("programme", slug_of(tie), tie=tie)
    of_schools = draft.proposal.props.get("type") == "school_tie"
    draft.say(ref, "tie", tie)
    draft.say(ref, "activity", english(f"Ties of {draft.proposal.subject}"))
    draft.say(ref, "form", "school-ties" if of_schools else "institutional-ties")


def _trade(draft: ProposalDraft) -> None:
    props, ref = draft.proposal.props, draft.thing("trade")
    for party in draft.parties():
        draft.say(ref, "between", party)
    for goods in listed(props.get("goods")):
        draft.say(ref, "goods", english(str(goods)))
    _direction(draft, ref)
    draft.say(
        ref, "price_ratio", draft.part("ratio", lambda: quantity(props.get("ratio"), "ratio"))
    )


def _statistic(draft: ProposalDraft) -> None:
    proposal, props = draft.proposal, draft.proposal.props
    said = str(props.get("measure") or "")
    measure = first_of("measures", said)
    if not measure:
        raise BadClaim(f"{said!r} is no measure that the register keeps")
    value = quantity(props.get("value"))
    alone = ("area", "government")
    scope = draft.tie() if proposal.object else draft.party(proposal.subject, alone)
    ref = draft.subject("statistic", f"{slug_of(scope)}-{measure}", measure=measure)
    draft.say(ref, "measure", measure)
    draft.say(ref, "scope", scope)
    draft.say(ref, "value", value)
    draft.say(ref, "as_of", props.get("as_of"))


def _concept(draft: ProposalDraft, ref: str, name: str, scheme: str, word: Any) -> None:
    if word:
        draft.say(ref, name, draft.part(name, lambda: concept_of(scheme, word)))


def _direction(draft: ProposalDraft, ref: str) -> None:
    """Who goes to whom; a direction that the proposal does not state is not claimed."""
    if draft.proposal.props.get("direction") == "both":
        draft.say(ref, "direction", {"between": list(draft.parties())})
        return
    made = {key: draft.named(key) for key in ("from", "to")}
    draft.say(ref, "direction", {key: party for key, party in made.items() if party})


def _sizes(draft: ProposalDraft, ref: str) -> None:
    props = draft.proposal.props
    draft.say(ref, "size", draft.part("persons", lambda: quantity(props.get("persons"))))
    draft.say(ref, "duration", draft.part("duration", lambda: quantity(props.get("duration"))))


def _place(draft: ProposalDraft, ref: str) -> None:
    place = draft.proposal.props.get("place")
    if place:
        draft.say(ref, "place", draft.part("place", lambda: draft.known(str(place))))


def _funding(draft: ProposalDraft, programme: str, source: Any, number: int) -> None:
    """One payer of a programme, with its share where the text gives one."""
    if not isinstance(source, Mapping):
        draft.leave_out("funding", f"{source!r} is not a source with a share")
        return
    name = str(source.get("source") or "")
    payer = draft.part("funding", lambda: draft.party(name, ("organisation", "government")))
    if not payer:
        return
    ref = f"funding/{slug_of(programme)}-{number}"
    draft.say(ref, "of", programme)
    draft.say(ref, "payer", payer)
    share = source.get("share")
    if share is not None:
        draft.say(ref, "share", {"min": share, "max": share, "approximate": False, "unit": "share"})


def _beginning(date: Any) -> str:
    """The beginning of a date that may be an interval."""
    return str(date).partition("/")[0]


def listed(value: Any) -> list[Any]:
    """What a list holds; nothing for None, and a single value alone."""
    return list(value) if isinstance(value, list | tuple) else [value] * (value is not None)


def shortened(text: str) -> str:
    """The text on one line of at most 200 characters, cut between words and then marked with "…"."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"


def title_in(passage: str) -> str:
    """The title, medal or key that a passage says somebody received, as it writes it; "" where it says none.

    What any may win, a prize or a medal, counts only where a person is named who received it.
    """
    found = pattern("honours.title", exact=True).search(" ".join(passage.split()))
    if found is None or not (found["civic"] or recipients_in(passage)):
        return ""
    return pattern("honours.article", exact=True).sub("", found[0])


def recipients_in(passage: str) -> list[str]:
    """The persons who receive an honour by the words of a passage, each once; not those who hand it over."""
    text = " ".join(passage.split())
    names = (
        name
        for told in entry("honours.receives")
        for found in re.finditer(told, text)
        for name in found.groups()
    )
    offices = pattern("honours.offices", exact=True)
    return list(
        dict.fromkeys(
            offices.sub("", name) for name in names if name and not first_of("bodies", name)
        )
    )


def draft_honours(draft: ProposalDraft, title: str) -> None:
    """Claim an honour for each person that an award names; one without a recipient where it names none."""
    proposal = draft.proposal
    recipients = recipients_in(proposal.quote)
    names = [name for name in recipients if not any(p in name for p in proposal.parties)]
    giver = _giver(draft)
    for name in names or [""]:
        ref = draft.thing("honour")
        draft.say(ref, "title", english(title))
        if name:
            draft.say(
                ref, "recipient", draft.part("people", partial(draft.party, name, ("person",)))
            )
        draft.say(ref, "awarded_by", giver)
        draft.say(ref, "date", proposal.props.get("date"))


def _giver(draft: ProposalDraft) -> str:
    """The party that gives an honour: whose title it is, or who is said to award it; "" where neither is."""
    passage = " ".join(draft.proposal.quote.split())
    for name in (draft.proposal.subject, draft.proposal.object or ""):
        if name and re.search(entry("honours.gives").replace("NAME", re.escape(name)), passage):
            return str(draft.part("awarded_by", partial(draft.party, name)) or "")
    return ""


_UNITS = {"air": "flights", "sea": "sailings"}


def mode_in(passage: str) -> str:
    """The mode of transport of a line that a passage tells of; "" where it names none or tells who visits whom."""
    return "" if has("transport.exchanged", passage) else first_of("transport.modes", passage)


def carriers_in(passage: str) -> list[str]:
    """The carriers that a passage names or describes, in order, each once."""
    found = pattern("transport.carriers", exact=True).finditer(" ".join(passage.split()))
    return list(dict.fromkeys(next(name for name in match.groups() if name) for match in found))


def draft_links(draft: ProposalDraft, mode: str) -> None:
    """Claim a link for each carrier that the passage names, one without where it names none.

    How often is claimed where it is told of a single carrier, or of each.
    """
    passage = " ".join(draft.proposal.quote.split())
    names = carriers_in(passage)
    services = counted(r"\b", entry("transport.services")).search(passage)
    told = services if services and (len(names) < 2 or services["each"]) else None
    for name in names or [""]:
        ref = draft.thing("transport")
        for party in draft.parties():
            draft.say(ref, "between", party)
        draft.say(ref, "mode", mode)
        draft.say(ref, "carrier", _carrier(draft, name, mode))
        if told and mode in _UNITS:
            draft.say(ref, "frequency", quantity(number_from(told, _UNITS[mode])))
            unit = told["per"] and f"{told['per']}s"
            draft.say(ref, "per", unit and quantity({"min": 1, "max": 1, "unit": unit}))
        start = draft.proposal.props.get("start")
        draft.say(ref, "period", f"{start}/.." if start and "/" not in str(start) else start)


def _carrier(draft: ProposalDraft, name: str, mode: str) -> str:
    bodies = {"air": "airline", "sea": "shipping-line"}
    return draft.body(name, bodies.get(mode, "company")) if name else ""


_KINDS = {
    "tie": _tie,
    "agreement": _agreement,
    "field": _field,
    "programme": _programme,
    "event": _event,
    "institution": _institution,
    "trade": _trade,
    "statistic": _statistic,
}

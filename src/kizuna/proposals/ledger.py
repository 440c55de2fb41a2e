"""From proposals to claims of the ledger: every proposal becomes claims or is listed
with the reason why not.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from kizuna.claims.claim import Claim
from kizuna.errors import BadClaim, KizunaError
from kizuna.proposals import frames
from kizuna.proposals.drafting import (
    GOVERNMENT,
    PARTY,
    Citing,
    Draft,
    LeftOut,
    Naming,
    quantity,
)
from kizuna.proposals.numbers import number_from
from kizuna.proposals.proposal import Proposal, concept_of
from kizuna.values import kind_of, parse_json, slug_of

_LONGEST = 200
_FOUNDING = ("sister_city", "twinning", "cooperation", "port")
_RUNS = {"air": "flights", "sea": "sailings"}
_CARRIERS = {"air": "airline", "sea": "shipping-line"}


def claims_of(
    proposals: Iterable[Proposal], naming: Naming, citing: Citing
) -> tuple[list[Claim], list[LeftOut]]:
    """The claims that the proposals make without repeats, in the order of the text, and
    what was left out; each cites the proposal's passage.

    A proposal that no kind takes is left out as a whole, a part of one that its
    property does not take alone.
    """
    draft = Draft(naming, citing)
    for proposal in proposals:
        draft.proposal = proposal
        if proposal.kind not in _KINDS:
            draft.leave_out("", f"{proposal.kind!r} is no kind of proposal")
            continue
        try:
            _KINDS[proposal.kind](draft)
        except KizunaError as error:
            draft.leave_out("", str(error))
    # Of a stage that has a date with what it rests on, the same date without that is
    # left.
    said: list[tuple[Claim, Any]] = [
        (c, parse_json(c.value) if c.property == "milestone" else {})
        for c in draft.claims.values()
    ]
    based = [(c.subject, told["date"]) for c, told in said if "basis" in told]
    kept = [
        c
        for c, told in said
        if "basis" in told or (c.subject, told.get("date")) not in based
    ]
    return kept, draft.left_out


def _tie(draft: Draft) -> None:
    props, tie = draft.proposal.props, draft.tie()
    draft.join(tie)
    start, end, status = props.get("start"), props.get("end"), props.get("status")
    begun = str(start).partition("/")[0] if start else ""
    places: frozenset[str] = frozenset()
    if {*map(kind_of, draft.parties())} == {
        "organisation"
    }:  # which tie under that of their places
        places = frozenset(filter(None, map(draft.place_of, draft.proposal.parties)))
    parent = draft.tie_between(places) if len(places) == 2 else ""
    dated = {"stage": "formal", "date": begun} if begun else None
    draft.say(
        tie, type=draft.concept("type", "tie-types"), parent=parent, milestone=dated
    )
    if status != "unspecified" and (concept := draft.concept("status", "statuses")):
        valid = str(end or "") if status == "ended" else begun
        draft.claim(tie, "status", {"status": concept}, f"{valid}/.." if valid else "")


def _agreement(draft: Draft) -> None:
    props, tie = draft.proposal.props, draft.tie()
    signed, ordinal = props.get("signed"), props.get("ordinal")
    year = str(signed or "")[:4]
    named = f"agreement/{slug_of(tie)}-{year}"
    ref = draft.subject("agreement", slug_of(tie), tie=tie)
    if draft.naming.is_free(ref) and named not in draft.subjects and year.isdigit():
        ref = named
    recurrence = draft.concept("frequency", "recurrences")
    signatories = tuple(
        {"person": one} for one in draft.persons(_listed(props.get("people")))
    )
    kind = draft.concept("type", "agreement-types")
    draft.say(
        ref, tie=tie, type=kind, signed=signed, ordinal=ordinal, recurrence=recurrence
    )
    draft.say(ref, place=draft.named("place", is_known=True), signatory=signatories)
    founding = [f"{name}_agreement" for name in _FOUNDING]
    if signed and props.get("type") in founding and not ordinal:
        draft.say(
            tie, milestone={"stage": "formal", "date": signed, "basis": "signing"}
        )


def _field(draft: Draft) -> None:
    props, tie = draft.proposal.props, draft.tie()
    concept = concept_of("fields", props.get("field"))
    found = re.match(r"(\d{1,3})[.)]\s", draft.proposal.quote)
    ref, number = f"field/{slug_of(tie)}-{concept}", int(found[1]) if found else None
    draft.say(ref, tie=tie, concept=concept, started=props.get("start"), number=number)


def _programme(draft: Draft) -> None:
    """A programme, or the lines that join the two sides."""
    props, quote = draft.proposal.props, draft.proposal.quote
    mode = frames.mode_in(quote)
    if props.get("field") == "transport" and mode:
        _links(draft, mode)
        return
    words = str(props.get("activity") or "").strip() or _shortened(quote)
    ref = draft.thing("programme")
    draft.say(
        ref,
        field=draft.concept("field", "fields"),
        activity=_english(words),
        form=frames.first_of("forms", words),
        period=_period(draft),
        recurrence=draft.concept("frequency", "recurrences"),
        direction=draft.direction(),
        size=draft.quantity("persons"),
        duration=draft.quantity("duration"),
    )
    for number, source in enumerate(_listed(props.get("funding")), 1):
        if not isinstance(source, Mapping):
            draft.leave_out("funding", f"{source!r} is not a source with a share")
            continue
        name, share = str(source.get("source") or ""), source.get("share")
        if payer := draft.part("funding", draft.party, name, PARTY[::-1]):
            part = {"min": share, "max": share, "approximate": False, "unit": "share"}
            paid = f"funding/{slug_of(ref)}-{number}"
            draft.say(paid, of=ref, payer=payer, share=None if share is None else part)


def _links(draft: Draft, mode: str) -> None:
    """Claim a link for each carrier that the passage names, one without where it names
    none.

    How often is claimed where it is told of a single carrier, or of each.
    """
    passage = " ".join(draft.proposal.quote.split())
    names = frames.carriers_in(passage)
    services = frames.counted(r"\b", frames.entry("transport.services")).search(passage)
    frequency = per = None
    if services and mode in _RUNS and (len(names) < 2 or services["each"]):
        frequency = quantity(number_from(services, _RUNS[mode]))
        unit = services["per"] and f"{services['per']}s"
        per = unit and quantity({"min": 1, "max": 1, "unit": unit})
    period, between = _period(draft), draft.parties()
    for name in names or [""]:
        ref = draft.thing("transport")
        told = name, ("organisation",), _CARRIERS.get(mode, "company")
        carrier = draft.part("carrier", draft.party, *told) if name else ""
        draft.say(ref, between=between, mode=mode, carrier=carrier)
        draft.say(ref, frequency=frequency, per=per, period=period)


def _event(draft: Draft) -> None:
    """What happened once: an honour where a title was awarded, else an exchange."""
    props, quote = draft.proposal.props, draft.proposal.quote
    title = frames.title_in(quote) if props.get("type") == "award" else ""
    if title:
        # an honour for each person named; the party that gives it is whose title it is,
        # or who awards it
        parties, passage = draft.proposal.parties, " ".join(quote.split())
        found = frames.recipients_in(passage)
        names = [name for name in found if not any(party in name for party in parties)]
        gives = frames.entry("honours.gives").replace
        givers = (
            p for p in parties if p and re.search(gives("NAME", re.escape(p)), passage)
        )
        said = [draft.part("awarded_by", draft.party, giver) for giver in [*givers][:1]]
        for name in names or [""]:
            ref = draft.thing("honour")
            recipient = draft.persons([name] if name else [])
            draft.say(
                ref, title=_english(title), recipient=recipient, awarded_by=tuple(said)
            )
            draft.say(ref, date=props.get("date"))
        return
    draft.say(
        draft.thing("exchange"),
        field=draft.concept("field", "fields"),
        form=draft.concept("type", "forms"),
        activity=_english(props.get("activity") or _shortened(quote)),
        date=props.get("date"),
        direction=draft.direction(),
        size=draft.quantity("persons"),
        duration=draft.quantity("duration"),
        place=draft.named("place", is_known=True),
        participants=tuple(map(str, _listed(props.get("people")))),
    )


def _institution(draft: Draft) -> None:
    proposal, props = draft.proposal, draft.proposal.props
    kind, place, founded = (props.get(name) for name in ("type", "place", "founded"))
    name, owner = proposal.subject, proposal.object
    if kind in ("school_tie", "university_tie", "port_tie") or name[:1].islower():
        _ties_of_bodies(draft)
    elif (
        kind == "office" and owner and place
    ):  # an office that one side keeps with the other
        ours, host = draft.party(owner), draft.party(str(place), GOVERNMENT)
        sort = frames.first_of("offices", name) or "liaison-office"
        # one of a type that the text has told of is told of again
        ref = draft.offices.get((ours, host, sort), "")
        ref = ref or draft.subject(
            "office", f"{slug_of(ours)}-in-{slug_of(host)}", owner=ours
        )
        draft.offices[ours, host, sort] = ref
        tie = draft.tie_between(frozenset((ours, host)))
        draft.say(
            ref, tie=tie, name=name, type=sort, owner=ours, host=host, opened=founded
        )
    else:
        body = draft.part("type", concept_of, "organisation-types", kind)
        draft.say(
            draft.party(name, ("organisation",), "" if body == "other" else body or ""),
            belongs_to=draft.part("object", draft.party, owner) if owner else None,
            located_in=draft.named("place", GOVERNMENT),
            existence=f"{founded}/.." if founded else None,
        )


def _ties_of_bodies(draft: Draft) -> None:
    """Ties of schools or the like: a programme of the tie spoken of last."""
    party = draft.party(draft.proposal.object or "")
    tie = next((ref for pair, ref in reversed(draft.ties.items()) if party in pair), "")
    if not tie:
        raise BadClaim(f"{draft.proposal.subject!r} belongs to no tie named before it")
    of_schools = draft.proposal.props.get("type") == "school_tie"
    ref, form = draft.subject("programme", slug_of(tie), tie=tie), "institutional-ties"
    activity = _english(f"Ties of {draft.proposal.subject}")
    draft.say(
        ref, tie=tie, activity=activity, form="school-ties" if of_schools else form
    )


def _trade(draft: Draft) -> None:
    ref, goods = draft.thing("trade"), _listed(draft.proposal.props.get("goods"))
    draft.say(
        ref, between=draft.parties(), goods=tuple(_english(str(one)) for one in goods)
    )
    draft.say(
        ref, direction=draft.direction(), price_ratio=draft.quantity("ratio", "ratio")
    )


def _statistic(draft: Draft) -> None:
    proposal, props = draft.proposal, draft.proposal.props
    said = str(props.get("measure") or "")
    measure = frames.first_of("measures", said)
    if not measure:
        raise BadClaim(f"{said!r} is no measure that the register keeps")
    value, alone = quantity(props.get("value")), ("area", "government")
    scope = draft.tie() if proposal.object else draft.party(proposal.subject, alone)
    ref = draft.subject("statistic", f"{slug_of(scope)}-{measure}", measure=measure)
    draft.say(ref, measure=measure, scope=scope, value=value, as_of=props.get("as_of"))


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


def _period(draft: Draft) -> Any:
    """The time from the beginning of the proposal on; an interval is itself."""
    start = draft.proposal.props.get("start")
    return f"{start}/.." if start and "/" not in str(start) else start


def _listed(value: Any) -> list[Any]:
    """What a list holds; nothing for None, and a single value alone."""
    return (
        list(value)
        if isinstance(value, list | tuple)
        else [value] * (value is not None)
    )


def _shortened(text: str) -> str:
    """The text on one line of at most 200 characters, cut between words and then marked
    with "…".
    """
    line = " ".join(text.split())
    return (
        line if len(line) <= _LONGEST else line[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"
    )


def _english(text: str) -> dict[str, str]:
    return {"text": " ".join(text.split()), "language": "en"}

"""Listing claims as the ledger holds them, each with how it is weighed, in the order in
which they came.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from functools import partial
from typing import Any

from kizuna.claims.claim import Claim
from kizuna.claims.kinds import KINDS, properties_of
from kizuna.errors import BadQuestion, NotFound
from kizuna.publish.document import Document, Paragraph, Piece, Sentence, Table, Tone
from kizuna.publish.records import CLAIMS, Records, claim_record, columns
from kizuna.publish.wording import Wording, capital
from kizuna.register.fold import Weights
from kizuna.register.register import Register
from kizuna.store.queries import claims, judgements
from kizuna.values import kind_of, parse_json
from kizuna.workflows import ask
from kizuna.workflows.clocks import Times
from kizuna.workflows.question import param, question_class

ACCEPTED, REJECTED, PROPOSED = "accepted", "rejected", "proposed"
STATUSES = (ACCEPTED, REJECTED, PROPOSED)
TIMES = ("known_at",)
_FEW, _TOGETHER = 500, 10_000
"""So many claims are looked at first, and from then on, for a list."""
_MOST_SEEN = 20_000
"""So many claims are looked at for one part of a list; a part that would need more
comes back short.
"""
_SHOWN = 500
"""So many claims are put into words; the records have all."""


@question_class
class Question:
    """List claims in the order in which they were recorded, rejected ones too.

    `document` and `subject` are names or ids, `property` the name of a property,
    `status` one of STATUSES; "" asks for any. Of those after the claim with the id
    `after`, `limit` are listed (0: all).
    """

    document: str = param("web-claims-document", "document", default="")
    subject: str = param("web-claims-subject", "any", example="osaka", default="")
    property: str = param("web-claims-property", "property", default="")
    status: str = param("web-claims-status", choices=STATUSES, default="")
    after: str = param("web-claims-after", is_paging=True, default="")
    limit: int = param("web-claims-limit", "number", is_paging=True, default=0)


@dataclass(frozen=True, slots=True)
class WeighedClaim:
    """A claim with its status: "accepted" (it enters the register), "rejected" by a
    judgement, or "proposed" (by rules or a model, and not yet accepted). `counts` is
    whether it can carry a fact.
    """

    claim: Claim
    status: str

    @property
    def counts(self) -> bool:
        """Accepted, said to be so by its holder, and with a source."""
        return self.status == ACCEPTED and self.claim.counts


@dataclass(frozen=True, slots=True)
class ClaimsListed:
    """Claims; `after` is the id of the claim after which the list goes on, "" when
    nothing is left.
    """

    register: Register
    claims: tuple[WeighedClaim, ...]
    after: str = ""


def answer(question: Question, times: Times) -> ClaimsListed:
    """The claims that are asked for.

    Raises NotFound and Ambiguous for a document or subject, NotFound for a property
    that no kind has and for an `after` that no claim has, BadQuestion for one that is
    no id, and where all are asked for and that are too many.
    """
    known_property(question.property)
    _check_id(question.after)
    known_at, limit, status = times.known_at, question.limit, question.status
    register = ask.known_register(known_at)
    if ask.is_empty(known_at):
        return ClaimsListed(register, ())
    if not (limit or question.subject or question.document):
        ask.check_whole()
    subject, document, names = (
        question.subject,
        question.document,
        ask.resolver(known_at),
    )
    asked = partial(
        claims.claims,
        subject=subject and names.resolve(subject),
        property=question.property,
        document=document and names.resolve(document, ("document",)),
        is_proposed=status == PROPOSED,
        known_at=known_at,
    )
    found: list[WeighedClaim] = []
    after, seen, size = question.after, 0, min(limit + 1, _FEW) if limit else _FEW
    while batch := asked(after=after, limit=size):
        found += (one for one in weighed(batch, known_at) if status in ("", one.status))
        after, seen = batch[-1].id, seen + len(batch)
        if limit and (len(found) > limit or seen >= _MOST_SEEN):
            kept = tuple(found[:limit])
            return ClaimsListed(
                register, kept, kept[-1].claim.id if len(found) > limit else after
            )
        if len(batch) < size:
            break
        size = _TOGETHER
    return ClaimsListed(register, tuple(found))


def weighed(
    found: Iterable[Claim], known_at: datetime | None = None
) -> list[WeighedClaim]:
    """Claims with their status by the judgements made until a time (None: now)."""
    held = list(found)
    about = judgements.judgements_about((claim.id for claim in held), known_at=known_at)
    weights = Weights.of(about)

    def status(claim: Claim) -> str:
        if claim.id in weights.rejected:
            return REJECTED
        return ACCEPTED if weights.admits(claim) else PROPOSED

    return [WeighedClaim(claim, status(claim)) for claim in held]


def known_property(name: str) -> None:
    """Raise NotFound, with near ones, unless some kind has a property of that name; ""
    is none.
    """
    known = sorted({p for kind in KINDS.values() for p in properties_of(kind)})
    if name and name not in known:
        near = get_close_matches(name, known, n=3)
        hint = (
            f"did you mean {' or '.join(near)}?"
            if near
            else f"there are {', '.join(known)}"
        )
        raise NotFound(f"no kind of the register has a property {name!r}; {hint}")


def _check_id(after: str) -> None:
    """Raise BadQuestion for a text that is no whole id of a claim; "" is none."""
    if after and not re.fullmatch("[0-9a-f]{32}", after):
        raise BadQuestion(
            f"{after!r} is no id of a claim: give its 32 hex digits in lower case"
        )


COLUMNS = (*CLAIMS, *columns("status counts:flag"))


def records(found: ClaimsListed, wording: Wording) -> Records:
    """The claims, a row each; `next` is the id after which the list goes on."""
    return Records(
        "claims", COLUMNS, map(weighed_row, found.claims), {"next": found.after or None}
    )


def weighed_row(found: WeighedClaim) -> dict[str, Any]:
    """A claim as a row under COLUMNS."""
    return {**claim_row(found.claim), "status": found.status, "counts": found.counts}


def claim_row(claim: Claim) -> dict[str, Any]:
    """A claim as a row under CLAIMS."""
    return claim_record(claim) | {"value": parse_json(claim.value)}


def document(found: ClaimsListed, wording: Wording) -> Document:
    """How many claims there are, and what the first of them state, on what source, and
    how they are weighed.
    """
    text, shown = wording.messages.text, found.claims[:_SHOWN]
    refs = {ref for one in shown for ref in (one.claim.subject, one.claim.document)}
    found.register.preload(refs)
    count = text("web-claims-count", count=len(found.claims))
    said = Paragraph.aside(count, text("web-claims-cut") if found.after else "")
    heads = ("subject", "property", "value", "source", "status")
    rows = []
    for one, claim in ((each, each.claim) for each in shown):
        label = wording.messages.property(kind_of(claim.subject), claim.property)
        source = Sentence(
            (wording.link(claim.document), Piece(wording.place(claim, ", ")))
        )
        weight = wording.weight(claim, one.status)
        how = Sentence.of(weight, tone=Tone.DOUBTFUL if weight else Tone.PLAIN)
        subject = Sentence((wording.link(claim.subject),))
        rows.append((subject, label, wording.value_of(claim), source, how))
    more = len(found.claims) - len(shown)
    table = Table.of(
        (capital(text(f"web-claims-{head}")) for head in heads), rows, more=more
    )
    return wording.document("claims", said, table)

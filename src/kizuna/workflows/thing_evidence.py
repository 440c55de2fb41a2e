"""The evidence of a thing: each of its claims with its passage and its source."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kizuna.publish.document import (
    Document,
    Listing,
    Piece,
    Section,
    Sentence,
    Tone,
    quoted,
)
from kizuna.publish.records import Column, Records
from kizuna.publish.wording import Wording, capital
from kizuna.register.register import Register
from kizuna.sources.passages import Context
from kizuna.values import kind_of
from kizuna.workflows import list_claims
from kizuna.workflows.clocks import Times
from kizuna.workflows.list_claims import WeighedClaim

COLUMNS = (*list_claims.COLUMNS, Column("passage"))


@dataclass(frozen=True, slots=True)
class ThingEvidence:
    """The claims about a thing, in the order in which they were recorded.

    `contexts` are the passages by the ids of their claims, as far as the texts are held
    and may be read.
    """

    register: Register
    subject: str
    claims: tuple[WeighedClaim, ...]
    contexts: Mapping[str, Context]


def claims_about(name: str, times: Times) -> list_claims.ClaimsListed:
    """All claims about the thing that a name or an id means.

    Raises NotFound and Ambiguous for the name.
    """
    return list_claims.answer(list_claims.Question(subject=name), times)


def records(evidence: ThingEvidence, wording: Wording) -> Records:
    """The claims, a row each; `passage` is None where its text is not held or may not
    be read.
    """
    rows = []
    for one in evidence.claims:
        context = evidence.contexts.get(one.claim.id)
        passage = context.passage if context else None
        rows.append({**list_claims.weighed_row(one), "passage": passage})
    about = {"subject": evidence.subject, "name": wording.label(evidence.subject)}
    return Records("claims", COLUMNS, rows, about)


def document(evidence: ThingEvidence, wording: Wording) -> Document:
    """How many claims there are, then under each property what they state, in which
    words, on what source.
    """
    claims_by_property: dict[str, list[WeighedClaim]] = {}
    for one in evidence.claims:
        claims_by_property.setdefault(one.claim.property, []).append(one)
    count = wording.messages.text("web-claims-count", count=len(evidence.claims))
    sections = []
    for name, claims in claims_by_property.items():
        label = wording.messages.property(kind_of(evidence.subject), name)
        rows = tuple(tuple(_sentences(one, evidence, wording)) for one in claims)
        sections.append(Section(name, capital(label), (Listing(rows),)))
    title = wording.name(evidence.subject)
    return Document(wording.messages.tag, title, Sentence.of(count), tuple(sections))


def _sentences(
    weighed: WeighedClaim, evidence: ThingEvidence, wording: Wording
) -> Iterator[Sentence]:
    """What a claim states, its passage where it may be read, and its source."""
    claim = weighed.claim
    value = wording.value_of(claim)
    claim_link = Piece(claim.id[:8], page=f"claim/{claim.id}")
    yield Sentence((*value.pieces, Piece(" ["), claim_link, Piece("]")))
    context = evidence.contexts.get(claim.id)
    if context is not None:
        yield quoted(context, "")
    source = (wording.link(claim.document), Piece(wording.place(claim, ", ")))
    yield Sentence(source, tone=Tone.ASIDE)
    weight = wording.weight(claim, weighed.status)
    if weight:
        yield Sentence.of(weight, tone=Tone.DOUBTFUL)

"""What the pages of reviewing show, in the reader's language: the queue, one reading, past decisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from babel.numbers import format_percent

from kizuna.claims.claim import Claim
from kizuna.claims.kinds import Fact, property_of
from kizuna.claims.kinds.property import WeighedFact
from kizuna.errors import KizunaError
from kizuna.languages import Messages
from kizuna.proposals.proposal import concept_of
from kizuna.publish.document import Sentence, Table
from kizuna.publish.things import Things
from kizuna.publish.wording import Wording, capital
from kizuna.register.register import Register
from kizuna.store.queries.accounts import Account
from kizuna.values import Edtf, kind_of
from kizuna.web.presenting.claims import ClaimLine, claim_line
from kizuna.web.rendering import moment_words
from kizuna.web.visit import Visit
from kizuna.workflows import ask
from kizuna.workflows.open_evidence import language_of
from kizuna.workflows.review import Band, Reading, readings_of
from kizuna.workflows.review_desk import (
    Desk,
    DeskQuestion,
    Opened,
    Past,
    Waiting,
    proposer_of,
    waiting_for,
)
from kizuna.workflows.weigh_proposal import Effect

PAGE = 25
"""Readings on one page of the queue."""
LEAST = (0.5, 0.6, 0.7, 0.8, 0.9)


@dataclass(frozen=True, slots=True)
class Row:
    """A reading in the list: where it is opened, what it says, how surely, and whether the account decides."""

    reading: Reading
    address: str
    name: str
    kind: str
    lines: tuple[ClaimLine, ...]
    sure: str
    proposer: str
    rival: str
    document: str
    is_mine: bool

    @property
    def ids(self) -> str:
        """The claims, as a form carries them."""
        return " ".join(claim.id for claim in self.reading.claims)


@dataclass(frozen=True, slots=True)
class EffectView:
    """A proposed claim in words; `code` is what it would do, a code of `web-entry-change-*`; `against` are the
    facts of the register that it speaks against, `same` the one that it supports, each with who says so."""

    line: ClaimLine
    code: str
    against: tuple[tuple[Sentence, Sentence], ...]
    same: tuple[tuple[Sentence, Sentence], ...]


@dataclass(frozen=True, slots=True)
class PastLine:
    """A decision that was made, in words; `names` are the things that it was about, "…" for those left out."""

    past: Past
    names: str
    lines: tuple[tuple[str, ClaimLine], ...]
    more: int
    typed: tuple[ClaimLine, ...]
    at: str
    judge_name: str
    reason: str


def queue_shown(
    here: Visit, held: Desk, question: DeskQuestion, page: int, who: Account
) -> dict[str, Any]:
    """The list of what waits, one page of it."""
    part = held.readings[(page - 1) * PAGE : page * PAGE]
    around = waiting_for(part, who)
    wording = Wording(around.supposed, here.messages)
    kept = query_of(question)
    return {
        "held": held,
        "question": question,
        "filters": kept,
        "rows": [_row(here, wording, reading, kept, around) for reading in part],
        "page": page,
        "pages": max(1, -(-len(held.readings) // PAGE)),
        "wording": wording,
        "bands": _bands(held.calibration, here.messages),
        **_choices(here, held),
    }


def query_of(question: DeskQuestion) -> dict[str, str]:
    """The filters as the query of an address has them."""
    least = f"{question.least:g}" if question.least else ""
    said = {"document": question.document, "least": least, "kind": question.kind}
    return {name: text for name, text in (said | {"by": question.by}).items() if text}


def _line(wording: Wording, claim: Claim, register: Register) -> ClaimLine:
    """A claim in words; what is only proposed has no page that its name could lead to."""
    line = claim_line(wording, claim)
    pieces = (p if p.ref in register else replace(p, ref="") for p in line.said.pieces)
    return line._replace(said=replace(line.said, pieces=tuple(pieces)))


def _row(
    here: Visit, wording: Wording, reading: Reading, kept: Mapping[str, str], around: Waiting
) -> Row:
    first = reading.first
    return Row(
        reading=reading,
        address=address_of(here, reading, kept),
        name=wording.name(reading.subject),
        kind=here.messages.kind(reading.subject.partition("/")[0]),
        lines=tuple(_line(wording, claim, around.register) for claim in reading.claims),
        sure=percent(reading.confidence, here.messages),
        proposer=_proposer(proposer_of(first), wording),
        rival=rival_words(reading, here.messages),
        document=first.document,
        is_mine=reading.subject in around.mine,
    )


def address_of(here: Visit, reading: Reading, kept: Mapping[str, str]) -> str:
    """Where a reading is opened, with the filters of the queue."""
    return here.address(f"/review/{reading.first.id}", **kept)


def _choices(here: Visit, held: Desk) -> dict[str, list[tuple[str, str]]]:
    """What the filters may be set to, with how many readings wait of each."""
    messages = here.messages
    names = Wording(ask.known_register(None, [*held.documents, *_people(held)]), messages)
    number = messages.number

    def counted(words: str, count: int) -> str:
        return messages.text("web-review-counted", words=words, count=number(count))

    return {
        "documents": [(ref, counted(names.name(ref), n)) for ref, n in held.documents.items()],
        "kinds": [
            (kind, counted(capital(messages.kind(kind)), n)) for kind, n in held.kinds.items()
        ],
        "proposers": [(by, counted(_proposer(by, names), n)) for by, n in held.proposers.items()],
        "leasts": [(f"{least:g}", percent(least, messages)) for least in LEAST],
    }


def _people(held: Desk) -> list[str]:
    return [by for by in held.proposers if "/" in by and ":" not in by]


def _proposer(by: str, names: Wording) -> str:
    """Who proposed in words: a person by name, rules and models with their version."""
    method, sign, version = by.partition("@" if "@" in by else ":")
    if not sign:
        return names.messages.text("web-review-by-person", name=names.name(by))
    words = names.messages.concept("methods", method)
    return names.messages.text("web-review-by-method", method=words, version=version)


def rival_words(reading: Reading, messages: Messages) -> str:
    """What the rules read otherwise where a model read it: "1985"; "" where they agreed."""
    told = []
    for part in filter(None, reading.rival.split(", ")):
        name, _, value = part.partition(" ")
        scheme = "statuses" if name == "status" else f"{kind_of(reading.subject)}-types"
        try:
            is_day = name not in ("type", "status")
            words = messages.date(Edtf.parse(value)) if is_day else ""
            told.append(words or messages.concept(scheme, concept_of(scheme, value)))
        except (KizunaError, LookupError):
            told.append(value.replace("_", " "))
    return messages.listing(told) if told else ""


def percent(share: float, messages: Messages) -> str:
    """A share of 0..1 as the language writes percentages."""
    return str(format_percent(share, locale=messages.locale))


def _bands(bands: Sequence[Band], messages: Messages) -> Table:
    """How the proposals of each band of confidence fared."""
    heads = ("web-review-band", "web-review-accepted", "web-review-rejected", "web-review-share")

    def row(band: Band) -> tuple[Sentence, ...]:
        low, high = percent(band.low, messages), percent(band.high, messages)
        return (
            Sentence.of(f"{low}–{high}"),
            Sentence.of(messages.number(band.accepted), band.accepted_claims),
            Sentence.of(messages.number(band.rejected), band.rejected_claims),
            Sentence.of(percent(band.share, messages)),
        )

    rows = tuple(map(row, bands))
    return Table("", tuple(map(messages.text, heads)), rows, frozenset({1, 2, 3}))


def reading_shown(here: Visit, opened: Opened, question: DeskQuestion) -> dict[str, Any]:
    """One reading with its text, what it would change, and the way to its neighbours."""
    wording, kept = Wording(opened.waiting.supposed, here.messages), query_of(question)
    first = opened.reading.first
    neighbours = {"before": opened.before, "after": opened.after}
    return {
        "opened": opened,
        "reading": opened.reading,
        "filters": kept,
        "wording": wording,
        "name": wording.name(opened.reading.subject),
        "is_new": opened.reading.subject not in opened.waiting.register,
        "is_mine": opened.reading.subject in opened.waiting.mine,
        "effects": [effect_view(one, wording, opened.waiting.register) for one in opened.effects],
        "sure": percent(opened.reading.confidence, here.messages),
        "has_confidence": opened.reading.is_read_here,
        "proposer": _proposer(proposer_of(first), wording),
        "rival": rival_words(opened.reading, here.messages),
        "language": language_of(opened.waiting.supposed, first.document),
        "decision": address_of(here, opened.reading, kept),
        "ways": {
            name: address_of(here, reading, kept) for name, reading in neighbours.items() if reading
        },
    }


def effect_view(effect: Effect, wording: Wording, register: Register) -> EffectView:
    """What a claim would do, in words; only what the register holds has a page that its name leads to."""
    name, things = effect.claim.property, Things(wording)

    def standing(facts: Iterable[Fact[Any]]) -> tuple[tuple[Sentence, Sentence], ...]:
        definition = property_of(effect.claim.subject, name)
        shown = (WeighedFact(name, definition, fact, True, ()) for fact in facts)
        return tuple((next(things.fact(one)), things.holders(one.fact)) for one in shown)

    line, code = _line(wording, effect.claim, register), effect.change.name.lower()
    return EffectView(line, code, standing(effect.against), standing(effect.same))


_TOLD, _NAMED = 8, 3


def past_shown(here: Visit, past: Past, who: Account) -> PastLine:
    """A decision in words: what it was about, the first few claims of many."""
    told = past.claims[:_TOLD]
    readings = readings_of([*told, *past.typed])
    around = waiting_for(readings, who, also=[past.first.judge])
    about = Wording(around.supposed, here.messages)
    named = list(dict.fromkeys(about.name(claim.subject) for claim in told))
    things = len({claim.subject for claim in past.claims})
    more = "…" if things > _NAMED else ""
    return PastLine(
        past,
        here.messages.listing(named[:_NAMED]) + more,
        tuple((about.name(claim.subject), _line(about, claim, around.register)) for claim in told),
        len(past.claims) - len(told),
        tuple(_line(about, claim, around.register) for claim in past.typed),
        moment_words(here.messages, past.first.judged_at),
        about.name(past.first.judge),
        "" if past.code == "corrected" else here.messages.rendering(past.first.reason),
    )

"""What the pages of reviewing show, in the reader's language: the queue, one reading, past decisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
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
from kizuna.workflows.entering.hand import hand_of
from kizuna.workflows.open_evidence import language_of
from kizuna.workflows.review import Band, Decision, Desk, Effect, Reading, effect, readings_of
from kizuna.workflows.review_desk import (
    Opened,
    Waiting,
    waiting_for,
)

PAGE = 25
"""Readings on one page of the queue."""
LEAST = (0.5, 0.6, 0.7, 0.8, 0.9)


def queue_shown(
    here: Visit, held: Desk, kept: Mapping[str, str], page: int, who: Account
) -> dict[str, Any]:
    """The list of what waits, one page of it."""
    part = held.readings[(page - 1) * PAGE : page * PAGE]
    around = waiting_for(part, who)
    wording = Wording(around.supposed, here.messages)
    return {
        "held": held,
        "filters": kept,
        "rows": [
            {
                "id": reading.first.id,
                "ids": " ".join(claim.id for claim in reading.claims),
                "kind": here.messages.kind(kind_of(reading.subject)),
                "lines": [_line(wording, claim, around.register) for claim in reading.claims],
                "document": reading.first.document,
                **_summary(reading, wording, around),
            }
            for reading in part
        ],
        "page": page,
        "pages": max(1, -(-len(held.readings) // PAGE)),
        "wording": wording,
        "bands": _bands(held.calibration, here.messages),
        **_choices(here, held),
    }


def _line(wording: Wording, claim: Claim, register: Register) -> ClaimLine:
    """A claim in words; what is only proposed has no page that its name could lead to."""
    line = claim_line(wording, claim)
    pieces = (p if p.ref in register else replace(p, ref="") for p in line.said.pieces)
    return line._replace(said=replace(line.said, pieces=tuple(pieces)))


def _summary(reading: Reading, wording: Wording, around: Waiting) -> dict[str, Any]:
    """What the list and the page say of a reading."""
    return {
        "name": wording.name(reading.subject),
        "sure": percent(reading.confidence, wording.messages),
        "proposer": _proposer(reading.proposer, wording),
        "rival": rival_words(reading, wording.messages),
        "is_mine": reading.subject in around.mine,
    }


def _choices(here: Visit, held: Desk) -> dict[str, list[tuple[str, str]]]:
    """What the filters may be set to, with how many readings wait of each."""
    messages = here.messages
    people = [by for by in held.proposers if "/" in by and ":" not in by]
    names = Wording(ask.known_register(None, [*held.documents, *people]), messages)
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
        except KizunaError:
            words = value.replace("_", " ")
        told.append(words or concept_words(scheme, value, messages))
    return messages.listing(told) if told else ""


def concept_words(scheme: str, word: str, messages: Messages) -> str:
    """A word of a proposal as the concept that it means; as it was written where it means none."""
    try:
        return messages.concept(scheme, concept_of(scheme, word))
    except (KizunaError, LookupError):
        return word.replace("_", " ")


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


def reading_context(here: Visit, opened: Opened, kept: Mapping[str, str]) -> dict[str, Any]:
    """One reading with its text, what it would change, and the way to its neighbours."""
    wording = Wording(opened.waiting.supposed, here.messages)
    return {
        "opened": opened,
        "reading": opened.reading,
        "filters": kept,
        "wording": wording,
        **_summary(opened.reading, wording, opened.waiting),
        "is_new": opened.reading.subject not in opened.waiting.register,
        "effects": [
            effect_view(effect(claim, opened.waiting.register), wording, opened.waiting.register)
            for claim in opened.reading.claims
        ],
        "has_confidence": opened.reading.is_read_here,
        "language": language_of(opened.waiting.supposed, opened.reading.first.document),
    }


def effect_view(effect: Effect, wording: Wording, register: Register) -> dict[str, Any]:
    """What a claim would do, in words; only what the register holds has a page that its name leads to.

    `code` is one of `web-entry-change-*`; `against` are the facts of the register that it speaks against, `same`
    the one that it supports, each with who says so.
    """
    name, things = effect.claim.property, Things(wording)

    def standing(facts: Iterable[Fact[Any]]) -> tuple[tuple[Sentence, Sentence], ...]:
        definition = property_of(effect.claim.subject, name)
        shown = (WeighedFact(name, definition, fact, True, ()) for fact in facts)
        return tuple((next(things.fact(one)), things.holders(one.fact)) for one in shown)

    return {
        "line": _line(wording, effect.claim, register),
        "code": effect.change.name.lower(),
        "against": standing(effect.against),
        "same": standing(effect.same),
    }


_TOLD, _NAMED = 8, 3


def decision_context(here: Visit, past: Decision, who: Account) -> dict[str, Any]:
    """A decision in words: what it was about, the first few claims of many; `names` are the things that it was
    about, "…" for those left out."""
    told = past.claims[:_TOLD]
    readings = readings_of([*told, *past.typed])
    around = waiting_for(readings, who, also=[past.first.judge])
    about = Wording(around.supposed, here.messages)
    named = list(dict.fromkeys(about.name(claim.subject) for claim in told))
    things = len({claim.subject for claim in past.claims})
    more = "…" if things > _NAMED else ""
    reason = "" if past.code == "corrected" else here.messages.rendering(past.first.reason)
    return {
        "past": past,
        "may_undo": not past.gone and past.is_of(hand_of(who)),
        "names": here.messages.listing(named[:_NAMED]) + more,
        "lines": [(about.name(c.subject), _line(about, c, around.register)) for c in told],
        "more": len(past.claims) - len(told),
        "typed": [_line(about, claim, around.register) for claim in past.typed],
        "at": moment_words(here.messages, past.first.judged_at),
        "judge_name": about.name(past.first.judge),
        "reason": reason,
    }

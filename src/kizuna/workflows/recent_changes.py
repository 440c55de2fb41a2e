"""Recent changes: what was recorded and judged last, the newest first."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, groupby

from kizuna.claims.claim import Claim, Judgement
from kizuna.errors import BadQuestion
from kizuna.publish.document import Document, Listing, Paragraph, Piece, Sentence, Tone
from kizuna.publish.records import Records, columns, row_of
from kizuna.publish.wording import Wording
from kizuna.register.register import Register
from kizuna.store.queries import ledger
from kizuna.store.queries.claims import claims_by_ids
from kizuna.values import kind_of
from kizuna.workflows import ask
from kizuna.workflows.clocks import Times
from kizuna.workflows.question import param, question_class

_NAMED = 3
"""So many of the facts recorded at once are named."""


@question_class
class Question:
    """List what was recorded and judged last, the newest first.

    `limit` is how many claims and judgements are taken in; `before` is what the answer
    before named as `older`.
    """

    limit: int = param(
        "web-changes-limit", "number", example="100", most=1000, default=100
    )
    before: str = param("web-changes-before", is_paging=True, default="")


TIMES = ("known_at",)


@dataclass(frozen=True, slots=True)
class Change:
    """Claims about one thing that somebody recorded one after the other on one day, or
    a judgement.

    `at` is when the newest was recorded, `who` the id of who recorded or judged;
    `subjects` what it is about; `claims` the ids of the claims, which a judgement names
    too. `properties` are those of the claims, without repeats; `verdict` and `reason`
    are "" for claims.
    """

    at: datetime
    who: str
    subjects: tuple[str, ...]
    claims: tuple[str, ...]
    properties: tuple[str, ...] = ()
    verdict: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ChangesAnswer:
    """A page of changes; `older` names the next one, "" when there is none. `register`
    holds what they name.
    """

    register: Register
    changes: tuple[Change, ...]
    older: str


def answer(question: Question, times: Times) -> ChangesAnswer:
    """The changes known at the time, from a page on. Raises BadQuestion for a page that
    there cannot be.
    """
    number, known_at = question.limit, times.known_at
    page = re.fullmatch("([0-9]+)-([0-9]+)", question.before or f"{2**62}-{2**62}")
    if page is None:
        raise BadQuestion(
            f"{question.before!r} is no page of changes: follow the link to older ones"
        )
    # the places of the ledger's claims and judgements before which the page begins
    before = [min(int(digits), 2**62) for digits in page.groups()]
    found = (
        ledger.newest(table, number + 1, before=place, known_at=known_at)
        for table, place in zip(("claims", "judgements"), before, strict=True)
    )
    ordered = sorted(chain.from_iterable(found), key=_moment, reverse=True)
    shown = ordered[:number]
    weighed = (made for _, made in shown if isinstance(made, Judgement))
    named = {i for made in weighed for i in (made.target, made.other)}
    changes = tuple(_changes(shown, claims_by_ids(i for i in named if "/" not in i)))
    refs = {ref for change in changes for ref in (change.who, *change.subjects)}
    left = zip(
        (Claim, Judgement), before, strict=True
    )  # the next page begins before these places
    places = (
        min((at for at, m in shown if isinstance(m, of)), default=at) for of, at in left
    )
    older = "-".join(map(str, places)) if len(ordered) > number else ""
    return ChangesAnswer(ask.known_register(known_at, sorted(refs)), changes, older)


def latest(found: ChangesAnswer, most: int) -> list[Change]:
    """The latest change of each thing, of so many things at most."""
    held: dict[tuple[str, ...], Change] = {}
    for change in found.changes:
        if change.subjects:
            held.setdefault(change.subjects, change)
    return list(held.values())[:most]


COLUMNS = columns(
    "at who verdict subjects:ids properties:texts text reason claims:claims"
)


def records(found: ChangesAnswer, wording: Wording) -> Records:
    """A change a row: claims that were recorded together, or a judgement with its
    verdict (None: claims).
    """
    rows = (
        row_of(change, COLUMNS, text=_what(change, wording)) for change in found.changes
    )
    return Records("changes", COLUMNS, rows, {"older": found.older or None})


def document(found: ChangesAnswer, wording: Wording) -> Document:
    """A line a change, and the way to older ones."""
    text = wording.messages.text
    older = Paragraph.aside("" if found.changes else text("web-changes-none"))
    if found.older:
        way = Piece(text("web-changes-older"), page=f"changes?before={found.older}")
        older = Paragraph((Sentence((way,)),))
    return wording.document("changes", listing(found.changes, wording), older)


def listing(changes: Iterable[Change], wording: Wording) -> Listing:
    """The changes in words, in their order, each with its day, by whom, and why."""
    items, between = [], Piece(wording.text("parts-separator"))
    for change in changes:
        pieces = [
            piece for ref in change.subjects for piece in (between, wording.link(ref))
        ][1:]
        colon = wording.text("colon") if pieces else ""
        what = Sentence((*pieces, Piece(colon + _what(change, wording))), change.claims)
        by = {"day": wording.moment_day(change.at), "who": wording.name(change.who)}
        said = [wording.messages.text("web-changes-by", **by)]
        said += [wording.messages.rendering(change.reason)] if change.reason else []
        items.append((what, Sentence.of(" · ".join(said), tone=Tone.ASIDE)))
    return Listing(tuple(items))


def _what(change: Change, wording: Wording) -> str:
    """What was done, in words: "sources differ on the date; one was preferred"."""
    messages = wording.messages
    kind = kind_of(change.subjects[0]) if change.subjects else ""
    stage = messages.text("web-change-stage")
    named = [
        stage if n == "milestone" else messages.property(kind, n)
        for n in change.properties
    ]
    what, more = messages.listing(named[:_NAMED]), len(named) - _NAMED
    if change.verdict:
        return messages.text(f"web-change-{change.verdict}", what=what)
    if more > 0:
        said = wording.text("parts-separator").join(named[:_NAMED])
        return messages.text("web-change-recorded-more", what=said, more=more)
    return messages.text("web-change-recorded", what=what)


def _moment(one: ledger.Recent) -> tuple[datetime, bool, int]:
    place, made = one
    if isinstance(made, Judgement):
        return made.judged_at, True, place
    return made.recorded_at, False, place


def _changes(
    shown: Iterable[ledger.Recent], held: dict[str, Claim]
) -> Iterable[Change]:
    def together(made: Claim | Judgement) -> tuple[str, ...]:
        if isinstance(made, Judgement):
            return (made.id,)
        return (made.subject, made.recorder, made.recorded_at.date().isoformat())

    for _, group in groupby((one[1] for one in shown), together):
        made = list(group)
        yield from (_judged(one, held) for one in made if isinstance(one, Judgement))
        if claims := [one for one in made if isinstance(one, Claim)]:
            yield Change(
                at=claims[0].recorded_at,
                who=claims[0].recorder,
                subjects=(claims[0].subject,),
                claims=tuple(claim.id for claim in claims),
                properties=tuple(dict.fromkeys(claim.property for claim in claims)),
            )


def _judged(made: Judgement, held: dict[str, Claim]) -> Change:
    named = [i for i in (made.target, made.other) if i]
    claims = tuple(i for i in named if i in held)
    subjects = [
        held[i].subject if i in held else i for i in named if i in held or "/" in i
    ]
    return Change(
        at=made.judged_at,
        who=made.judge,
        subjects=tuple(dict.fromkeys(subjects)),
        claims=claims,
        properties=tuple(dict.fromkeys(held[claim].property for claim in claims)),
        verdict=made.verdict.value,
        reason=made.reason,
    )

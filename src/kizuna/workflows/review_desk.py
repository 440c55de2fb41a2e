"""The desk of a reviewer: what waits, one reading of it with its text and what it would
change, and the decisions of an account on it.

Law: an account decides only about what its hand decides about (see
`kizuna.workflows.acting`); everybody who may review may read what waits.
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from kizuna.claims.claim import Claim, Judgement, Verdict
from kizuna.errors import (
    BadEntry,
    BadFile,
    BadQuestion,
    KizunaError,
    NotAllowed,
    NotFound,
)
from kizuna.languages import Messages
from kizuna.publish.document import Sentence, Table
from kizuna.register.register import Register
from kizuna.sources.blocking import blocks_of
from kizuna.sources.passages import highlight
from kizuna.sources.readers.spreadsheet import read_table
from kizuna.store.actions.ledger import add_register
from kizuna.store.cache import cached
from kizuna.store.queries import claims as ledger
from kizuna.store.queries import documents
from kizuna.values import kind_of
from kizuna.workflows import ask, review
from kizuna.workflows.acting import ABOVE, Hand
from kizuna.workflows.list_claims import PROPOSED, weighed
from kizuna.workflows.readers import text_is_closed
from kizuna.workflows.review import Band, Desk, Reading, correct, undecided

AROUND = 30_000
"""How many characters of a text are shown before and after a passage, to the next edge
of a block.
"""


@dataclass(frozen=True, slots=True)
class PassageText:
    """The text around a claim's passage: the kind of each block, and its pieces with
    whether the passage covers them; no blocks where it is not held or withheld, or the
    claim has no passage.

    `is_cut` is whether the text has more than is shown.
    """

    blocks: tuple[tuple[str, list[tuple[str, bool]]], ...] = ()
    is_cut: bool = False
    is_held: bool = False
    is_withheld: bool = False


def passage_text(claim: Claim) -> PassageText:
    """The text around the passage of a claim, as whoever asks may read it."""
    held = documents.document_text(claim.sha256) if claim.sha256 else None
    start, end = claim.start, claim.end
    if held is None:
        return PassageText()
    if (is_closed := text_is_closed(held.document)) or start is None or end is None:
        return PassageText(is_held=True, is_withheld=is_closed)
    blocks = blocks_of(held.text).blocks
    near = [b for b in blocks if b.end > start - AROUND and b.start < end + AROUND]
    shown = tuple(
        (
            b.kind,
            highlight(held.text[b.start : b.end], [(start - b.start, end - b.start)]),
        )
        for b in near
    )
    return PassageText(shown, is_cut=len(near) < len(blocks), is_held=True)


@dataclass(frozen=True, slots=True)
class Waiting:
    """The register around readings: `register` as it stands, `supposed` as it would be
    called if all that names things were accepted; `mine` are the subjects of the
    readings that the hand decides about.
    """

    register: Register
    supposed: Register
    mine: frozenset[str]


def desk(document: str = "", least: float = 0.0, kind: str = "", by: str = "") -> Desk:
    """The readings of a document (its name or id), a kind and a proposer, at least so
    sure; "" and 0 ask for any.

    Raises NotFound and Ambiguous for a document's name.
    """
    held = cached(
        "what waits for a reviewer",
        review.queue,
        lambda found: 1 + sum(len(reading.claims) for reading in found.readings),
    )
    if document and not any(
        reading.first.document == document for reading in held.every
    ):
        document = ask.resolver().resolve(document, ("document",))
    chosen = (
        reading
        for reading in held.readings
        if reading.confidence >= least
        and document in ("", reading.first.document)
        and kind in ("", kind_of(reading.subject))
        and by in ("", reading.proposer)
    )
    return replace(held, readings=tuple(chosen))


def calibration_table(
    bands: Iterable[Band], messages: Messages, caption: str = ""
) -> Table:
    """How the proposals of each band of confidence fared."""
    heads = (
        "web-review-band",
        "web-review-accepted",
        "web-review-rejected",
        "web-review-share",
    )
    rows = (
        (
            Sentence.of(f"{messages.percent(band.low)}–{messages.percent(band.high)}"),
            Sentence.of(messages.number(band.accepted), band.accepted_claims),
            Sentence.of(messages.number(band.rejected), band.rejected_claims),
            Sentence.of(messages.percent(band.share)),
        )
        for band in bands
    )
    return Table.of(map(messages.text, heads), rows, (1, 2, 3), caption=caption)


def waiting_for(
    readings: Sequence[Reading], hand: Hand, also: Iterable[str] = ()
) -> Waiting:
    """Readings with the register around them, and around the ids in `also`, for a
    hand.
    """
    claims = [claim for reading in readings for claim in reading.claims]
    register = ask.known_register(None, _named_by(claims) | {*also})
    claims += review.resting_on(claims, register) if hand.only else ()
    # what is only proposed has its name; so has what would be nameless without claims
    # that were rejected
    void = {claim.id for claim in claims if claim.subject not in register} & set(
        register.rejected
    )
    naming = ABOVE | {
        "name",
        "title",
        "concept",
        "activity",
    }  # what it is called by, and of
    named = {*claims, *register.ledger.about(register.members(_named_by(claims)))}
    said = ("", "", "organisation/nobody", datetime.now(UTC))
    accepted = [
        Judgement(Verdict.ACCEPT, claim.id, *said)
        for claim in named
        if claim.is_proposal
        and claim.property in naming
        and (claim.id in void or claim.id not in register.rejected)
        and claim.id not in register.ledger.weights.accepted
    ]
    supposed = register.with_claims(claims, accepted)
    mine = (
        r.subject for r in readings if hand.decides_about(_about(r.claims), supposed)
    )
    return Waiting(register, supposed, frozenset(mine))


def _named_by(claims: Iterable[Claim]) -> set[str]:
    return {*_about(claims), *(ref for c in claims for ref in (c.document, c.holder))}


def _about(claims: Iterable[Claim]) -> set[str]:
    return {ref for c in claims for ref in (c.subject, *review.refs_of(c))}


def place_of(claim: Claim, held: Desk) -> tuple[Desk, int] | None:
    """The desk with the reading of a proposed claim, and its place there from 0; None
    when it was decided on.

    A reading that is not among those asked for is opened all the same. Raises NotFound
    for a claim that nobody proposed.
    """
    if not claim.is_proposal:
        raise NotFound(
            f"the claim {claim.id!r} is no proposal: nobody has to decide on it"
        )
    every = held if held.at(claim.id) is not None else desk()
    place = every.at(claim.id)
    return None if place is None else (every, place)


def decide(
    seen: Iterable[str], chosen: Iterable[str], reason: str | None, hand: Hand
) -> tuple[tuple[Judgement, ...], Reading]:
    """Of the claims that were seen accept those that are chosen or, where there is a
    `reason`, reject them; the judgements, and the first of the readings that they are
    about.

    Accepted with them is what they rest on: the pending names and parties of whatever
    they refer to and the register does not hold yet, but for what was seen and not
    chosen.

    Raises BadQuestion when nothing is chosen, BadJudgement for an empty reason,
    NotAllowed for what the hand does not decide about, NotFound, and Overtaken when one
    of the claims seen was decided meanwhile; then nothing is recorded.
    """
    wanted, every = set(chosen), {*seen, *chosen}
    if not wanted:
        raise BadQuestion("nothing is chosen; choose at least one claim")
    ids = sorted(filter(re.compile("[0-9a-f]{32}").fullmatch, every))
    held = {i: c for i, c in ledger.claims_by_ids(ids).items() if c.is_proposal}
    if missing := sorted(every - held.keys()):
        raise NotFound(f"no proposed claim has the id {missing[0]!r}")
    about = review.readings_of(held.values())
    around = waiting_for(about, hand)
    if refused := next(
        (r.subject for r in about if r.subject not in around.mine), None
    ):
        raise NotAllowed(f"{hand.user!r} does not decide about {refused!r}")
    claims = [
        claim for reading in about for claim in reading.claims if claim.id in wanted
    ]
    with undecided(every):
        if reason is None:
            resting = review.resting_on(claims, around.register)
            claims += (claim for claim in resting if claim.id not in every)
        verdict = Verdict.ACCEPT if reason is None else Verdict.REJECT
        said = ("", (reason or "").strip(), hand.recorder, datetime.now(UTC))
        made = [Judgement(verdict, claim.id, *said) for claim in claims]
        return add_register(judgements=made, acting_user=hand.user).judgements, about[0]


COLUMNS = ("claim", "verdict", "reason", "value")
VERDICTS = {"accept": "accepted", "reject": "rejected", "correct": "corrected"}


def carry_out(path: Path, by: Hand) -> tuple[dict[str, int], tuple[str, ...]]:
    """Carry out the decisions of a list with the columns claim, verdict, reason and
    value; acceptances come last.

    Returns how many rows were accepted, rejected and corrected, and what is wrong with
    each of the others. Raises BadFile for a file that cannot be read or lacks a column,
    and StorageError.
    """
    table = read_table(path)
    if missing := [column for column in COLUMNS[:2] if column not in table.columns]:
        raise BadFile(
            f"{path.name!r} has no column {missing[0]!r}; it needs claim and verdict"
        )
    done, problems, rows = dict.fromkeys(VERDICTS.values(), 0), dict[int, str](), {}
    for row in table.rows:
        texts = dict(zip(table.columns, row.texts, strict=False))
        rows[row.number] = {column: texts.get(column, "").strip() for column in COLUMNS}
    for number, said in sorted(
        rows.items(), key=lambda row: row[1]["verdict"] == "accept"
    ):
        try:
            if said["verdict"] not in VERDICTS:
                raise BadQuestion(
                    f"{said['verdict']!r} is no verdict; write {', '.join(VERDICTS)}"
                )
            claim = ledger.claim_by_id(said["claim"])
            (held,) = weighed([claim])
            if held.status != PROPOSED:
                raise BadQuestion(
                    f"{claim.id!r} waits for no decision: it is {held.status}"
                )
            if said["verdict"] == "correct":
                correct_line(claim, said["value"], by)
            else:
                reason = said["reason"] if said["verdict"] == "reject" else None
                decide([claim.id], [claim.id], reason, by)
            done[VERDICTS[said["verdict"]]] += 1
        except KizunaError as error:
            problems[number] = f"{path.name} row {number}: {error}"
    return done, tuple(problems[number] for number in sorted(problems))


def correct_line(claim: Claim, text: str, by: Hand) -> tuple[Judgement, ...]:
    """Put a value that was typed on one line (plain words, a name or id, or JSON) in
    the place of a proposed one.

    Raises what is wrong with the value, and Overtaken.
    """
    said, inputs = text.strip(), {"valid": claim.valid} if claim.valid else {}
    try:
        value = json.loads(said) if said[:1] in ("{", "[", '"') else said
    except json.JSONDecodeError:
        value = said
    try:
        return correct(claim, inputs | {"value": value} if said else inputs, by)
    except BadEntry as error:
        raise next(iter(error.problems.values())) from None

"""The ties in one table, the broadest first, and those that were agreed but not yet entered into."""

from __future__ import annotations

from collections.abc import Iterable

from kizuna.publish.document import Block, Paragraph, Section, Sentence, Subheading, Table
from kizuna.publish.report.brief import TieBrief
from kizuna.publish.report.compose.voice import DASH, Voice
from kizuna.publish.wording import capital, unique
from kizuna.register.status import TieOnDay


def ties(voice: Voice) -> Section:
    """The section of all ties."""
    blocks: list[Block] = []
    governments = [tie for tie in voice.brief.at_length if tie.on_day.between_governments]
    if governments:
        blocks.append(_table(voice, governments))
    else:
        blocks.append(Paragraph((voice.aside("nothing-recorded"),)))
    if voice.brief.in_short:
        blocks.append(_in_short(voice))
    if voice.brief.pending:
        blocks.append(Subheading(voice.text("pending-title"), "pending"))
        blocks.append(Paragraph((voice.aside("pending-method"),)))
        pending, left_out = voice.first(voice.brief.pending)
        blocks.append(_pending(voice, pending))
        blocks.extend(Paragraph((sentence,)) for sentence in left_out)
    return Section("ties", voice.text("ties"), tuple(blocks))


def _table(voice: Voice, held: Iterable[TieBrief]) -> Table:
    columns = ("party-a", "party-b", "kind", "date", "basis", "fields", "standing")
    return Table(
        caption=voice.text("ties-caption"),
        columns=tuple(voice.text(f"column-{column}") for column in columns),
        rows=tuple(_row(voice, tie) for tie in held),
        numeric=frozenset({5}),
    )


def _in_short(voice: Voice) -> Table:
    """The ties that are not told at length, a line each, with the claims of the whole line at its end."""
    rows = []
    for tie in voice.brief.in_short:
        a, b, kind, date, _, _, standing = (cell.text for cell in _row(voice, tie))
        what = voice.text("cell-separator").join((kind, date, standing))
        rows.append((Sentence.of(a), Sentence.of(b), Sentence.of(what, tie.on_day.listed)))
    columns = ("party-a", "party-b", "in-short")
    return Table(
        caption=voice.text("in-short-caption", count=len(rows)),
        columns=tuple(voice.text(f"column-{column}") for column in columns),
        rows=tuple(rows),
    )


def _row(voice: Voice, tie: TieBrief) -> tuple[Sentence, ...]:
    standing = tie.on_day
    breadth = voice.wording.figure(tie.breadth) if tie.breadth.possible else Sentence.of(DASH)
    return (
        *_parties(voice, tie.on_day),
        voice.cell(tie.on_day.tie, "type"),
        *date_and_basis(voice, standing),
        breadth,
        _standing(voice, standing),
    )


def _parties(voice: Voice, tie: TieOnDay) -> tuple[Sentence, Sentence]:
    said = {fact.value: fact.claim_ids for fact in tie.tie.party}

    def named(refs: tuple[str, ...]) -> Sentence:
        names = capital(voice.messages.listing([voice.name(ref) for ref in refs]))
        return Sentence.of(names, tuple(c for ref in refs for c in said.get(ref, ())))

    others = tuple(ref for ref in tie.parties_by_side if ref not in (*tie.on_a, *tie.on_b))
    b = named(tie.on_b)
    if others:
        also = named(others)
        text = voice.text("with-others", names=b.text, others=also.text)
        b = Sentence.of(text, unique((*b.claims, *also.claims)))
    return named(tie.on_a), b


def date_and_basis(voice: Voice, standing: TieOnDay) -> tuple[Sentence, Sentence]:
    """When the tie was made (or the stage that it reached), and what the date rests on."""
    fact = standing.stage if standing.is_pending else standing.established or standing.stage
    if fact is None:
        return Sentence.of(DASH), Sentence.of(DASH)
    date, basis = fact.value.date, fact.value.basis
    when = voice.messages.date(date) if date else voice.text("undated")
    rests_on = voice.messages.concept("date-bases", basis) if basis else DASH
    return Sentence.of(when, fact.claim_ids), Sentence.of(rests_on, fact.claim_ids if basis else ())


def _standing(voice: Voice, standing: TieOnDay) -> Sentence:
    if standing.status is not None and standing.answer.certain:
        status = voice.messages.concept("statuses", standing.status.value.status)
        return Sentence.of(status, standing.status.claim_ids)
    return Sentence.of(voice.text(f"in-force-{standing.answer.name.lower()}"), standing.claims)


def _pending(voice: Voice, pending: Iterable[TieOnDay]) -> Table:
    columns = ("party-a", "party-b", "stage", "date", "basis")
    rows = []
    for tie in pending:
        stage = tie.stage
        label = voice.messages.concept("stages", stage.value.stage) if stage else DASH
        claims = stage.claim_ids if stage else ()
        rows.append(
            (
                *_parties(voice, tie),
                Sentence.of(label, claims),
                *date_and_basis(voice, tie),
            )
        )
    return Table(
        caption=voice.text("pending-caption"),
        columns=tuple(voice.text(f"column-{column}") for column in columns),
        rows=tuple(rows),
    )

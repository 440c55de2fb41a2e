"""The fields of two or more ties side by side: which tie has which field, and since when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kizuna.analysis.measures.breadth import breadth, fields_of
from kizuna.analysis.parts import Part
from kizuna.claims.kinds import FieldOfExchange
from kizuna.languages import Messages
from kizuna.publish.drawings.fields import FieldDot, FieldsLabels, draw_fields
from kizuna.publish.drawings.scales import year_of
from kizuna.publish.plots.plot import Plot
from kizuna.publish.plots.words import Words
from kizuna.register.dating import Dating
from kizuna.register.register import Register
from kizuna.values import OPEN_START

_Held = dict[str, Part[FieldOfExchange]]


def fields_beside(register: Register, ties: Sequence[str], day: int, language: str) -> Plot:
    """The fields of the ties of those ids that had begun by the day, the shared ones first.

    A tie without a recorded field has an empty column, which is no evidence that it has none.
    """
    words = Words(register, day, Messages(language))
    dating = Dating.of(register)
    found = [fields_of(register, tie, day, dating) for tie in ties]
    held = [_by_concept(fields) for fields in found]
    rows = _rows(words, held)
    dots = list(_dots(words, ties, held, rows))
    labels = FieldsLabels(
        title=words.text("fields-title"),
        description=words.text("fields-description"),
        empty=words.text("fields-empty"),
        fields=tuple(_capital(words.messages.concept("fields", row)) for row in rows),
        ties=tuple(words.name(tie) for tie in ties),
        sum_of=words.text("fields-sum"),
        sums=tuple(words.figure(breadth(fields)) for fields in found),
        certain=words.text("certain"),
        possible=words.text("possible"),
        language=words.tag,
    )
    return Plot(
        svg=draw_fields(dots, labels, max(760, 260 + 150 * len(ties))),
        title=labels.title,
        subtitle=words.text("up-to", day=words.on_day()),
        description=labels.description,
        remarks=(words.text("fields-method"),),
        claims=tuple(dict.fromkeys(claim for dot in dots for claim in dot.claims)),
        language=words.tag,
    )


def _by_concept(fields: Sequence[Part[FieldOfExchange]]) -> _Held:
    """The part of each field that most surely had begun, as breadth counts it."""
    held: _Held = {}
    for part in fields:
        concept = part.entity.concept.value
        if concept and (concept not in held or held[concept].begun < part.begun):
            held[concept] = part
    return held


def _rows(words: Words, held: Sequence[_Held]) -> list[str]:
    """The fields, those of most ties first, then by their earliest start, then by name."""
    concepts = {concept for each in held for concept in each}

    def order(concept: str) -> tuple[int, int, str]:
        having = [each[concept] for each in held if concept in each]
        starts = [part.life.start_latest for part in having]
        return -len(having), min(starts), words.messages.concept("fields", concept)

    return sorted(concepts, key=order)


def _dots(
    words: Words, ties: Sequence[str], held: Sequence[_Held], rows: Sequence[str]
) -> Iterator[FieldDot]:
    for column, (tie, each) in enumerate(zip(ties, held, strict=True)):
        for concept, part in each.items():
            field = words.messages.concept("fields", concept)
            started = part.entity.started.value
            said = f"{words.name(tie)}{words.messages.text('note-colon')}{field}"
            when = f", {words.messages.date(started)}" if started else ""
            yield FieldDot(
                row=rows.index(concept),
                column=column,
                certain=part.begun.certain,
                since=_since(words, part),
                title=said + when,
                claims=part.entity.claim_ids,
            )


def _since(words: Words, part: Part[FieldOfExchange]) -> str:
    """The year of the start, or the years that it lies in; "" when nobody says."""
    low, high = part.life.start_earliest, part.life.start_latest
    if part.entity.started.value is None or low == OPEN_START:
        return ""
    years = [str(year_of(day)) for day in (low, high)]
    return words.text("since", year="–".join(dict.fromkeys(years)))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

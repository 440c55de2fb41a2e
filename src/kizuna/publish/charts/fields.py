"""The fields of two or more ties side by side: a row a field, a column a tie, a dot where the tie has the field.

A full dot is certain, a hollow one possible; the year beside it is the start. A place without a dot is no
evidence that the field is lacking.
"""

from __future__ import annotations

from collections.abc import Sequence

from kizuna.analysis.measures.breadth import breadth, by_concept, fields_of
from kizuna.analysis.parts import Part
from kizuna.claims.kinds import FieldOfExchange
from kizuna.publish.charts import svg
from kizuna.publish.charts.chart import WIDE, Caption, Chart, dot, year_of
from kizuna.publish.charts.geometry import Spot
from kizuna.publish.charts.lettering import wrapped
from kizuna.publish.charts.palette import GRID, MUTED, RULE, SIDE_A, SMALL_SIZE, TEXT_SIZE
from kizuna.publish.charts.plot import Plot, Words, words_of
from kizuna.publish.charts.svg import Element
from kizuna.publish.wording import capital
from kizuna.register.dating import Dating
from kizuna.register.register import Register
from kizuna.values import OPEN_START

_ROW, _LINE, _HEAD_LINES = 26.0, 16.0, 3

_Held = dict[str, Part[FieldOfExchange]]


def fields_beside(register: Register, ties: Sequence[str], day: int, language: str) -> Plot:
    """The fields of the ties of those ids that had begun by the day, the shared ones first.

    A tie without a recorded field has an empty column, which is no evidence that it has none.
    """
    words = words_of(register, day, language)
    dating = Dating.of(register)
    found = [fields_of(register, tie, day, dating) for tie in ties]
    held = [{c: part for c, part in by_concept(fields).items() if c} for fields in found]
    caption = words.caption("fields")
    sums = [breadth(fields) for fields in found]
    feet = [words.count(figure.certain, figure.possible) for figure in sums]
    return words.plot(
        _drawn(words, caption, dict(zip(ties, held, strict=True)), feet),
        caption,
        words.message("up-to", day=words.on_day()),
        (claim for each in held for part in each.values() for claim in part.entity.claim_ids),
        [words.message("fields-method")],
    )


def _drawn(words: Words, caption: Caption, held: dict[str, _Held], feet: Sequence[str]) -> str:
    chart = Chart("fields", caption, max(WIDE, 260 + 150 * len(held)))
    concepts = _rows(words, list(held.values()))
    if not concepts:
        return chart.drawn_empty()
    fields = [capital(words.messages.concept("fields", concept)) for concept in concepts]
    left = chart.room_for(fields)
    each = (chart.wide - left) / len(held)
    heads = [wrapped(words.name(tie), TEXT_SIZE, each - 14)[:_HEAD_LINES] for tie in held]
    top = max(map(len, heads)) * _LINE + 12
    edges = [top + _ROW * index for index in range(len(concepts) + 1)]
    chart.add(*chart.rows(fields, edges, left))
    for column, (lines, (tie, parts), foot) in enumerate(
        zip(heads, held.items(), feet, strict=True)
    ):
        x = left + each * column
        chart.add(svg.line((x, 4), (x, top), GRID))
        for index, line in enumerate(lines):
            y = top - 10 - _LINE * (len(lines) - 1 - index)
            chart.add(svg.text(line, (x + 8, y), font_weight="600", class_="tie"))
        for concept, part in parts.items():
            middle = edges[concepts.index(concept)] + _ROW / 2
            chart.add(_dot(words, tie, concept, part, (x + 13, middle)))
        chart.add(svg.text(foot, (x + 8, edges[-1] + 18), font_weight="600", class_="sum"))
    chart.add(*(svg.line((0, y), (chart.wide, y), RULE) for y in (top, edges[-1])))
    heading = words.message("fields-sum")
    chart.add(svg.fitting(heading, (6, edges[-1] + 18), left - 12, font_weight="600"))
    kinds = {part.begun.certain for parts in held.values() for part in parts.values()}
    for said, certain in ((caption.certain, True), (caption.possible, False)):
        if certain in kinds:
            chart.key(said, dot(SIDE_A, hollow=not certain))
    return chart.drawn(edges[-1] + _ROW + 6, left)


def _dot(words: Words, tie: str, concept: str, part: Part[FieldOfExchange], at: Spot) -> Element:
    """The dot of a field, with the years in which it may have begun."""
    certain, started = part.begun.certain, part.entity.started.value
    field = words.messages.concept("fields", concept)
    title = f"{words.name(tie)}{words.text('colon')}{field}"
    shapes = [dot(SIDE_A, hollow=not certain)(at)]
    if started:
        title += f", {words.messages.date(started)}"
    if started and part.life.start_earliest != OPEN_START:
        years = [str(year_of(day)) for day in (part.life.start_earliest, part.life.start_latest)]
        since = words.message("since", year="–".join(dict.fromkeys(years)))
        shapes.append(svg.text(since, (at[0] + 12, at[1] + 4), SMALL_SIZE, fill=MUTED))
    class_ = f"has {'certain' if certain else 'possible'}"
    return svg.fact(class_, title, part.entity.claim_ids, *shapes)


def _rows(words: Words, held: Sequence[_Held]) -> list[str]:
    """The fields, those of most ties first, then by their earliest start, then by name."""
    concepts = {concept for each in held for concept in each}

    def order(concept: str) -> tuple[int, int, str]:
        having = [each[concept] for each in held if concept in each]
        starts = [part.life.start_latest for part in having]
        return -len(having), min(starts), words.messages.concept("fields", concept)

    return sorted(concepts, key=order)

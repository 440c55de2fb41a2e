"""The yearly volume of exchange by direction: of each programme of a tie, or of each tie between two sides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from kizuna.analysis.figures import Measure
from kizuna.analysis.measures.volume import Volume, volume_of
from kizuna.analysis.parts import parts_of
from kizuna.claims.kinds import Programme, Tie
from kizuna.errors import BadQuestion
from kizuna.languages import Messages
from kizuna.publish.drawings.volume import VolumeLabels, VolumeRow, draw_volume
from kizuna.publish.plots.plot import Plot
from kizuna.publish.plots.words import Words, tie_of
from kizuna.publish.report.brief import Brief
from kizuna.register.dating import Dating
from kizuna.register.places import bodies_of, government_of, on_day
from kizuna.register.register import Register

Said = Callable[[Measure | None], str]


def volume_row(label: str, volume: Volume, said: Said) -> VolumeRow | None:
    """The row of a volume in persons a year, its unit left empty; None when no number is known either way."""
    out, back = volume.out.persons, volume.back.persons
    if out is None and back is None:
        return None
    (out_min, out_max), (in_min, in_max) = _bounds(out), _bounds(back)
    return VolumeRow(
        label=label,
        out_min=out_min,
        out_max=out_max,
        in_min=in_min,
        in_max=in_max,
        unit="",
        out_title=said(out),
        in_title=said(back),
        out_claims=out.claims if out else (),
        in_claims=back.claims if back else (),
    )


def _bounds(measure: Measure | None) -> tuple[float | None, float | None]:
    """Least and most; (None, None) where no number is recorded, which is not zero."""
    if measure is None:
        return None, None
    return measure.quantity.min or 0, measure.quantity.max


def volume_of_tie(register: Register, tie: str, day: int, language: str) -> Plot:
    """The volume of each programme of a tie that had begun by the day.

    Programmes without a yearly number are counted in a remark. Raises NotFound for an unknown id, and BadQuestion
    for a tie of which one party is recorded.
    """
    words = Words(register, day, Messages(language))
    entity = tie_of(register, tie)
    sides = _sides(words, entity)
    bodies = [frozenset().union(*(_with_bodies(register, r) for r in side)) for side in sides]
    parts = parts_of(register, tie, Programme, day, Dating.of(register))
    rows = []
    for part in parts:
        label = words.said(part.entity.activity.value or words.name(part.entity.id))
        row = volume_row(
            label[:1].upper() + label[1:], volume_of([part.entity], *bodies), _said(words)
        )
        if row is not None:
            rows.append(row)
    names = [words.messages.listing([words.name(ref) for ref in side]) for side in sides]
    title = words.text("volume-title", a=names[0], b=names[1])
    return _plot(words, title, names, rows, len(parts) - len(rows))


def volume_between(brief: Brief, language: str) -> Plot:
    """The volume of each tie between the two sides of a brief."""
    words = Words(brief.register, brief.day, Messages(language))
    made = [volume_row(words.name(tie.id), tie.volume, _said(words)) for tie in brief.ties]
    rows = [row for row in made if row is not None]
    without = sum(len(tie.volume.without_number) for tie in brief.ties)
    names = [words.name(brief.a.ref), words.name(brief.b.ref)]
    title = words.text("volume-title", a=names[0], b=names[1])
    return _plot(words, title, names, rows, without)


def _plot(
    words: Words, title: str, names: Sequence[str], rows: Sequence[VolumeRow], without: int
) -> Plot:
    a, b = names
    labels = VolumeLabels(
        title=title,
        description=words.text("volume-description"),
        empty=words.text("volume-empty"),
        out=f"{a} → {b}",
        in_=f"{b} → {a}",
        certain=words.text("volume-least"),
        possible=words.text("volume-most"),
        language=words.tag,
    )
    rows = [replace(row, unit=words.text("volume-unit")) for row in rows]
    claims = (claim for row in rows for claim in (*row.out_claims, *row.in_claims))
    return Plot(
        svg=draw_volume(rows, labels),
        title=title,
        subtitle=words.text("up-to", day=words.on_day()),
        description=labels.description,
        remarks=(words.text("volume-without", count=without),) if without else (),
        claims=tuple(dict.fromkeys(claims)),
        language=words.tag,
    )


def _sides(words: Words, tie: Tie) -> tuple[list[str], list[str]]:
    """The parties on each side: those in the country of the first, and the others; the first alone where all are
    in one. Raises BadQuestion for a tie of which one party is recorded."""
    parties = words.in_order(tie)
    if len(parties) < 2:
        raise BadQuestion(
            f"{tie.id!r}: of this tie one party is recorded, so there is no direction"
        )
    home = _country(words, parties[0])
    a = [ref for ref in parties if _country(words, ref) == home]
    if len(a) == len(parties):
        a = parties[:1]
    return a, [ref for ref in parties if ref not in a]


def _country(words: Words, ref: str) -> str:
    government = government_of(words.register, ref)
    return (on_day(government.country, words.day) or "") if government else ""


def _with_bodies(register: Register, party: str) -> frozenset[str]:
    """A party with the organisations that belong to it, or to the same government."""
    home = government_of(register, party)
    return frozenset({party}) | (bodies_of(register, {home.id}) | {home.id} if home else set())


def _said(words: Words) -> Said:
    def said(measure: Measure | None) -> str:
        return words.messages.quantity(measure.quantity) if measure else ""

    return said

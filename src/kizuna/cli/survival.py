"""kizuna survival: how long ties last, with truncation and censoring stated; ties made and ended by year."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kizuna.cli.asking import SCOPE, Ask, asking
from kizuna.cli.output import Rows, ids, plain, table, write
from kizuna.cli.surviving import Shown, told, years_of

if TYPE_CHECKING:
    from rich.console import RenderableType

    from kizuna.analysis.survival.flows import Flow
    from kizuna.analysis.survival.spells import Spell
    from kizuna.workflows.survival import Observed


_SPELL = (
    *("tie", "parties", "countries", "levels", "kind", "cohort", "start_earliest", "start_latest"),
    *("end_earliest", "end_latest", "entry_days", "days", "ended", "shortest_days"),
    *("longest_days", "truncated", "standing", "left_out", "claims"),
)
_FLOW = (
    *("year", "group", "established_certain", "established_possible", "ended_certain"),
    *("ended_possible", "claims"),
)


class Yearly(Shown):
    """Ties established and ended, by year."""

    def json(self) -> dict[str, Any]:
        """The whole answer."""
        return {**self.question(), "years": [_flow(flow) for flow in self.observed.flows()]}

    def rows(self) -> Rows:
        """For CSV: a row a year and group."""
        return _FLOW, (_flow_row(flow) for flow in self.observed.flows())

    def table(self) -> Iterator[RenderableType]:
        """For people."""
        group = ["Group"] * bool(self.observed.by)
        made = table(".Year", *group, "#Established", "#Ended", ".Claims")
        flows = self.observed.flows()
        for flow in flows:
            claims = [*flow.established.claims, *flow.ended.claims]
            made.add_row(
                str(flow.year),
                *[plain(flow.group)] * bool(group),
                told(flow.established),
                told(flow.ended) if flow.ended.possible else "",
                plain(ids(claims, 1), "dim"),
            )
        if flows:
            yield made
        yield plain(_total(flows), "bold")
        yield from self.left_out()


def _total(flows: list[Flow]) -> str:
    made = sum(flow.established.certain for flow in flows)
    ended = sum(flow.ended.certain for flow in flows)
    return f"{made} established and {ended} ended in a certain year; others are possible in each of several"


def _flow(flow: Flow) -> dict[str, Any]:
    return {
        "year": flow.year,
        "group": flow.group or None,
        "established": flow.established.as_json(),
        "ended": flow.ended.as_json(),
    }


def _flow_row(flow: Flow) -> list[Any]:
    counts = (n for f in (flow.established, flow.ended) for n in (f.certain, f.possible))
    claims = dict.fromkeys([*flow.established.claims, *flow.ended.claims])
    return [flow.year, flow.group, *counts, list(claims)]


class Listed(Shown):
    """Each tie as a spell."""

    def json(self) -> dict[str, Any]:
        """The whole answer."""
        return {**self.question(), "spells": list(self._spells())}

    def rows(self) -> Rows:
        """For CSV: a row a spell."""
        return _SPELL, ([spell[c] for c in _SPELL] for spell in self._spells())

    def table(self) -> Iterator[RenderableType]:
        """For people."""
        made = table("Tie", ".Began", ".Ended", "#From age", "#To age", "Then", ".Claims")
        for spell in self._spells():
            made.add_row(
                plain(self.observed.labels.joined(spell["parties"], " – ")),
                _bounds(spell["start_earliest"], spell["start_latest"]),
                _bounds(spell["end_earliest"], spell["end_latest"]),
                *(
                    years_of(d) if d is not None else ""
                    for d in (spell["entry_days"], spell["days"])
                ),
                spell["left_out"] or ("ended" if spell["ended"] else "standing"),
                plain(ids(spell["claims"], 1), "dim"),
            )
        yield made
        yield from self.left_out()

    def _spells(self) -> Iterator[dict[str, Any]]:
        return (_spell(self.observed, spell) for spell in self.observed.spells.spells)


def _bounds(earliest: str | None, latest: str | None) -> str:
    if earliest == latest:
        return earliest or ""
    return f"{earliest or '?'}/{latest or '?'}"


def _spell(observed: Observed, spell: Spell) -> dict[str, Any]:
    from kizuna.analysis.survival import grouping
    from kizuna.analysis.survival.spells import Reading

    scope = observed.scope
    lived = spell.lived()
    shortest, longest = spell.lived(Reading.SHORTEST), spell.lived(Reading.LONGEST)
    span = spell.span
    ends = (span.start_earliest, span.start_latest, span.end_earliest, span.end_latest)
    return {
        "tie": spell.scoped.tie.id,
        "parties": list(spell.scoped.parties),
        "countries": grouping.country_pair(scope, spell),
        "levels": grouping.level_pair(scope, spell),
        "kind": grouping.kind_of_tie(scope, spell),
        "cohort": grouping.cohort(scope, spell),
        **dict(zip(_SPELL[6:10], map(_day, ends), strict=True)),
        "entry_days": lived.entry if lived else None,
        "days": lived.days if lived else None,
        "ended": lived.ended if lived else None,
        "shortest_days": shortest.days if shortest else None,
        "longest_days": longest.days if longest else None,
        "truncated": spell.truncated.name.lower(),
        "standing": (~spell.ended).name.lower(),
        "left_out": spell.why_left_out or None,
        "claims": list(spell.claim_ids),
    }


def _day(number: int) -> str | None:
    from kizuna.values import OPEN_END, OPEN_START, day_text

    return None if number in (OPEN_START, OPEN_END) else day_text(number)


class By(StrEnum):
    """What ties are grouped by."""

    COUNTRY = "country"
    LEVEL = "level"
    KIND = "kind"
    COHORT = "cohort"


@asking(*SCOPE, "format")
def survival(
    ask: Ask,
    by: Annotated[
        By | None,
        typer.Option(help="A curve for each pair of countries or levels, kind or decade."),
    ] = None,
    since: Annotated[
        str,
        typer.Option(
            "--from",
            metavar="DATE",
            help="Where observation began; older ties enter at the age that they had then.",
        ),
    ] = "",
    until: Annotated[
        str,
        typer.Option("--to", metavar="DATE", help="Where observation ends. Default: --as-of."),
    ] = "",
    yearly: Annotated[
        bool, typer.Option("--yearly", help="Ties established and ended in each year instead.")
    ] = False,
    spells: Annotated[
        bool, typer.Option("--spells", help="Each tie as a spell instead: a row for a model.")
    ] = False,
) -> None:
    """Estimate how long ties last; or list them as spells, or by year."""
    from kizuna.cli.surviving import Estimated, days
    from kizuna.workflows.scoping import ScopeQuestion
    from kizuna.workflows.survival import SurvivalQuestion, observe

    if yearly and spells:
        raise typer.BadParameter("--yearly and --spells are two answers", param_hint="--spells")
    scope = ScopeQuestion(ask.day.number, ask.known_at, ask.of, ask.between, ask.kind)
    first, last = days(since, until)
    observed = observe(SurvivalQuestion(scope, by.value if by else "", first, last))
    shown = Yearly if yearly else Listed if spells else Estimated
    answer = shown(ask, observed)
    write(ask.format, as_json=answer.json, as_rows=answer.rows, as_table=answer.table)

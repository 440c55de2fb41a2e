"""kizuna suggest: partners that a place might seek, what a tie might take up, and how far to trust the ranking."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kizuna.cli.asking import Ask, asking
from kizuna.cli.output import Rows, ids, plain, table, write
from kizuna.errors import BadQuestion

if TYPE_CHECKING:
    from rich.console import RenderableType

    from kizuna.analysis.suggest.ranking import Suggestion
    from kizuna.analysis.suggest.reasons import Reason
    from kizuna.cli.suggesting import Words
    from kizuna.workflows.suggest import PartnersAnswer

_COLUMNS = ("rank", "id", "label", "country", "score", "feature", "points", "reason", "claims")
_ADVICE = "Advice, and no fact: the score orders candidates and measures nothing else."


_Until = Annotated[int | None, typer.Option(metavar="YEAR", help="The last year of the past.")]
_Edges = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Back-test ties of a CSV: a, b, since.")
]
_Places = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="What is known of the ends: id, country, latitude, longitude, population.",
    ),
]


@asking("as_of", "known_at", "format")
def suggest(
    ask: Ask,
    place: Annotated[str, typer.Argument(metavar="PLACE", help="A local government.")] = "",
    country: Annotated[str, typer.Option(help="Only partners of it; else any but ours.")] = "",
    field: Annotated[str, typer.Option(help="Only partners whose ties are lived in it.")] = "",
    top: Annotated[int, typer.Option(metavar="N", help="How many suggestions.")] = 10,
    tie: Annotated[str, typer.Option(help="What ties like this one have and it lacks.")] = "",
    backtest: Annotated[
        bool, typer.Option("--backtest", help="How well later ties are ranked from the past.")
    ] = False,
    until: _Until = None,
    edges: _Edges = None,
    places: _Places = None,
    seed: Annotated[int | None, typer.Option(help="Other draws in the back-test.")] = None,
) -> None:
    """Suggest partners for a place or forms of exchange for a tie, with reasons; or back-test the ranking."""
    if [bool(place), bool(tie), backtest].count(True) != 1:
        raise BadQuestion("ask for one of: a place, --tie TIE, --backtest")
    if backtest:
        from kizuna.cli import backtesting

        return backtesting.show(ask, until, edges, places, seed)
    of_backtest = {"--until": until, "--edges": edges, "--places": places, "--seed": seed}
    _check_unused("--backtest", {name: value is not None for name, value in of_backtest.items()})
    if tie:
        from kizuna.cli import forms

        _check_unused("a place", {"--country": bool(country), "--field": bool(field)})
        return forms.show(ask, tie)
    return _partners(ask, place, country, field, top)


def _check_unused(owner: str, given: dict[str, bool]) -> None:
    for option, is_given in given.items():
        if is_given:
            raise BadQuestion(f"{option} belongs to {owner}")


def _partners(ask: Ask, place: str, country: str, field: str, top: int) -> None:
    from kizuna.cli.suggesting import Words
    from kizuna.workflows.suggest import PartnersQuestion, suggest_partners

    question = PartnersQuestion(place, ask.day.number, ask.known_at, country, field, top)
    answer = suggest_partners(question)
    words = Words(answer.labels)
    write(
        ask.format,
        as_json=lambda: _json(ask, answer, words),
        as_rows=lambda: _rows(answer, words),
        as_table=lambda: _table(ask, answer, words),
    )


def _json(ask: Ask, answer: PartnersAnswer, words: Words) -> dict[str, Any]:
    return {
        **ask.clocks(),
        "place": answer.place,
        "candidates": answer.ranking.candidates,
        "suggestions": [
            {
                "id": found.ref,
                "label": words.of(found.ref),
                "country": found.country or None,
                "score": round(found.score, 3),
                "reasons": [_reason(reason, found, words) for reason in found.reasons],
            }
            for found in answer.ranking.suggestions
        ],
    }


def _reason(reason: Reason, found: Suggestion, words: Words) -> dict[str, Any]:
    return {
        "feature": reason.feature,
        "points": round(reason.points, 3),
        "text": words.reason(reason, found.country),
        "refs": list(reason.refs),
        "concepts": [concept for _, concept in reason.concepts],
        "count": reason.count.as_json() if reason.count else None,
        "nearby": reason.nearby.as_json() if reason.nearby else None,
        "number": reason.number.as_json() if reason.number else None,
        "claims": list(reason.claims),
    }


def _rows(answer: PartnersAnswer, words: Words) -> Rows:
    return _COLUMNS, (
        [
            *(rank, found.ref, words.of(found.ref), found.country, round(found.score, 3)),
            *(reason.feature, round(reason.points, 3), words.reason(reason, found.country)),
            reason.claims,
        ]
        for rank, found in enumerate(answer.ranking.suggestions, 1)
        for reason in found.reasons
    )


def _table(ask: Ask, answer: PartnersAnswer, words: Words) -> Iterator[RenderableType]:
    made = table("#", "Partner", "#Points", "Reason", ".Claims")
    for rank, found in enumerate(answer.ranking.suggestions, 1):
        if rank > 1:
            made.add_row()
        named = f"{words.of(found.ref)}, {words.country(found.country)}"
        made.add_row(str(rank), plain(named, "bold"), plain(f"{found.score:.2f}", "bold"))
        for reason in found.reasons:
            made.add_row(
                "",
                "",
                f"{reason.points:+.2f}",
                plain(words.reason(reason, found.country)),
                plain(ids(reason.claims, 1), "dim"),
            )
    if answer.ranking.suggestions:
        yield made
    yield plain(
        f"{len(answer.ranking.suggestions)} of {answer.ranking.candidates} places that"
        f" {words.of(answer.place)} is not tied to on {ask.day.text}",
        "bold",
    )
    yield plain(_ADVICE, "dim")

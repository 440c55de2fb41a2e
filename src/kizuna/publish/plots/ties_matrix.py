"""The matrix of ties: areas of home by partner countries or areas, or countries by countries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from kizuna.analysis.scope import Scope
from kizuna.languages import Messages
from kizuna.publish.drawings.matrix import MatrixCell, MatrixLabels, draw_matrix
from kizuna.publish.plots.joining import pairs
from kizuna.publish.plots.plot import Grounds, Plot, claims_of
from kizuna.publish.plots.sorting import area_of, first, home_of, partner_country
from kizuna.publish.plots.words import Words
from kizuna.register.status import TieOnDay

_ROWS, _COLUMNS = 24, 18
_OTHERS = "others"

Ends = Callable[[TieOnDay], set[tuple[str, str]]]
"""The cells (row key, column key) that a tie counts in; none when a key is not recorded."""


def ties_matrix(scope: Scope, language: str) -> Plot:
    """The matrix of the ties that certainly or possibly stood on the scope's day.

    A tie counts once in each cell that its parties meet in. Past 24 rows and 18 columns, the least are summed up.
    """
    words = Words(scope.register, scope.day, Messages(language))
    ties = scope.in_force(possible=True)
    by, ends = _ends(scope, ties)
    counted = [(tie, ends(tie)) for tie in ties]
    held = [(tie, keys) for tie, keys in counted if keys]
    rows = _kept([row for _, keys in held for row, _ in keys], _ROWS)
    columns = _kept([column for _, keys in held for _, column in keys], _COLUMNS)
    cells: dict[tuple[int, int], list[TieOnDay]] = defaultdict(list)
    for tie, keys in held:
        for cell in sorted({(_at(rows, row), _at(columns, column)) for row, column in keys}):
            cells[cell].append(tie)
    names = tuple(_label(words, key) for key in rows), tuple(_label(words, key) for key in columns)
    title = words.text(f"matrix-{by}")
    labels = MatrixLabels(
        title=title,
        description=words.text("matrix-description", count=len(held)),
        empty=words.text("matrix-empty"),
        rows=names[0],
        columns=names[1],
        possible=words.text("matrix-possible"),
        language=words.tag,
    )
    lost = len(ties) - len(held)
    return Plot(
        svg=draw_matrix(list(_cells(words, cells, names, len(held))), labels),
        title=title,
        subtitle=words.ties_on_day(scope.count),
        description=labels.description,
        remarks=(words.text("no-area-or-country", count=lost),) if lost else (),
        claims=claims_of([tie for tie, _ in held]),
        language=words.tag,
    )


def _ends(scope: Scope, ties: Sequence[TieOnDay]) -> tuple[str, Ends]:
    """What the two sides of the matrix are ("countries", "areas" or "pairs"), and the cells of a tie."""
    home = home_of(scope, ties)
    if not home:
        return "pairs", lambda tie: _both_ways(_countries(scope, tie))
    abroad = {partner_country(scope, tie, home) for tie in ties}
    many = len(abroad) > 1

    def ends(tie: TieOnDay) -> set[tuple[str, str]]:
        found = set()
        for pair in pairs(scope, tie, governments=False):
            # home goes before abroad; a tie inside home stands as its parties do
            a, b = sorted(pair, key=lambda ref: scope.parties[ref].country != home)
            to = _country(scope, b) if many else _area(scope, b)
            found.add((_area(scope, a), to))
        return {keys for keys in found if all(keys)}

    return ("countries" if many else "areas"), ends


def _countries(scope: Scope, tie: TieOnDay) -> set[tuple[str, str]]:
    found = set()
    for a, b in pairs(scope, tie, governments=False):
        found.add((_country(scope, a), _country(scope, b)))
    return {keys for keys in found if all(keys)}


def _both_ways(keys: set[tuple[str, str]]) -> set[tuple[str, str]]:
    return keys | {(b, a) for a, b in keys}


def _country(scope: Scope, ref: str) -> str:
    return scope.parties[ref].country


def _area(scope: Scope, ref: str) -> str:
    government = scope.parties[ref].government
    return area_of(scope.register, government, scope.day) if government else ""


def _kept(keys: Sequence[str], most: int) -> list[str]:
    kept = first(keys, most)
    return [*kept, _OTHERS] if len(set(keys)) > most else kept


def _at(kept: Sequence[str], key: str) -> int:
    return kept.index(key) if key in kept else len(kept) - 1


def _label(words: Words, key: str) -> str:
    if key == _OTHERS:
        return words.text("others")
    return words.name(key) if "/" in key else words.country(key)


def _cells(
    words: Words,
    cells: dict[tuple[int, int], list[TieOnDay]],
    names: tuple[Sequence[str], Sequence[str]],
    drawn: int,
) -> Iterator[MatrixCell]:
    for (row, column), ties in sorted(cells.items()):
        certain = sum(tie.answer.certain for tie in ties)
        grounds = Grounds.of(ties, drawn)
        name = f"{names[0][row]} – {names[1][column]}"
        yield MatrixCell(
            row=row,
            column=column,
            certain=certain,
            possible=len(ties),
            title=words.titled(name, certain, len(ties)),
            claims=grounds.claims,
            ties=grounds.ties,
        )

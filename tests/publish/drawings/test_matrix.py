"""A matrix writes the number in every cell, and marks what is only possible."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kizuna.publish.drawings.matrix import MatrixCell, MatrixLabels, draw_matrix
from kizuna.publish.drawings.palette import contrast, readable_on

LABELS = MatrixLabels(
    "Ties", "Ties by area", "No tie", ("Osaka", "Hyogo"), ("China", "France"), "only possible"
)
CELLS = [
    MatrixCell(0, 0, 9, 9, "Osaka – China: 9", ("c1",)),
    MatrixCell(0, 1, 1, 2, "Osaka – France: 1, possibly 2", ("c2",)),
    MatrixCell(1, 0, 0, 1, "Hyogo – China: 0, possibly 1", ties=("tie/b",)),
]


def test_every_cell_has_its_number_title_and_grounds(read):
    drawing = read(draw_matrix(CELLS, LABELS))
    numbers = [cell[-1].text for cell in drawing.groups("cell")]
    assert numbers == ["9", "1–2", "≤\u20091"]
    assert drawing.titles("cell") == [cell.title for cell in CELLS]
    assert drawing.groups("cell")[2].get("data-ties") == "tie/b"


def test_a_cell_without_a_tie_is_empty_and_no_zero(read):
    drawing = read(draw_matrix(CELLS, LABELS))
    assert len(drawing.groups("cell")) == 3
    assert "0" not in drawing.words()


def test_more_ties_are_darker(read):
    cells = read(draw_matrix(CELLS, LABELS)).groups("cell")
    fills = [cell[1].get("fill") for cell in cells]
    assert contrast(fills[0], "#ffffff") > contrast(fills[1], "#ffffff") > 1
    assert cells[0][-1].get("fill") == readable_on(fills[0])


def test_the_hatched_foot_is_as_long_as_the_share_that_is_only_possible(read):
    cells = read(draw_matrix(CELLS, LABELS)).groups("cell")
    ground, foot = cells[1][1], cells[1][3]
    assert foot.get("fill").startswith("url(#")
    assert float(foot.get("width")) == pytest.approx(float(ground.get("width")) / 2, abs=0.02)
    assert [part.get("fill").startswith("url") for part in cells[0][1:]] == [False, False]


def test_nothing_is_drawn_outside_of_the_view(read):
    names = tuple(f"A long name of a region {n}" for n in range(25))
    labels = replace(LABELS, rows=names, columns=names[:19])
    cells = [MatrixCell(r, c, 10**r % 99, 999, "") for r in range(25) for c in range(19)]
    assert read(draw_matrix(cells, labels)).outside() == []


def test_the_same_input_gives_the_same_bytes():
    assert draw_matrix(CELLS, LABELS) == draw_matrix(CELLS, LABELS)


def test_no_cell_gives_a_drawing_that_says_so(read):
    assert read(draw_matrix([], LABELS)).words() == ["No tie"]


def test_a_cell_outside_and_counts_out_of_order_are_refused():
    with pytest.raises(ValueError, match="row 5, column 0"):
        draw_matrix([replace(CELLS[0], row=5)], LABELS)
    with pytest.raises(ValueError, match="9 certain of 1"):
        draw_matrix([replace(CELLS[0], possible=1)], LABELS)

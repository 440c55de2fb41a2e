"""Records as files for programs."""

from __future__ import annotations

import csv
import io
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kizuna.publish.records import cell_text, csv_text

CELLS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=4)
    | st.lists(st.text("a,"))
)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2)))
def test_csv_reads_back_as_the_texts_of_its_cells(rows: list[list[Any]]) -> None:
    """Commas, quotation marks, ends of lines and characters that no screen shows are
    among them.
    """
    _, *read = csv.reader(io.StringIO(csv_text(("a", "b"), rows), newline=""))
    assert read == [[*map(cell_text, row)] for row in rows]


def test_a_line_of_one_empty_cell_is_no_empty_line() -> None:
    assert csv_text(("a",), [(None,)]) == 'a\r\n""\r\n'

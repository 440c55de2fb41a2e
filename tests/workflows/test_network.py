"""Measuring the network of ties, and how long ties last; wrong questions and files are
errors that say so.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import networkx
import openpyxl
import pytest

from builders import DAY, Filled, claim, status, tie, two_sides
from kizuna.errors import BadFile, BadQuestion
from kizuna.publish.document import sentences_of
from kizuna.publish.wording import Wording
from kizuna.values import day_number
from kizuna.workflows import survival
from kizuna.workflows.ask import ScopeQuestion
from kizuna.workflows.clocks import Times
from kizuna.workflows.measure_edges import measure_file
from kizuna.workflows.network import Question, answer, document, measure_years, records

_ALL = ScopeQuestion(DAY)


@pytest.mark.parametrize(
    ("question", "name", "columns"),
    [
        (Question(), "measures", ("measure", "certain", "possible")),
        (Question(by="countries"), "pairs", ("country_a", "country_b", "certain")),
        (Question(years="1980.."), "years", ("year", "end", "nodes_certain")),
    ],
)
def test_each_network_is_told_in_rows_and_with_the_claims_of_its_tie(
    filled: Filled, question: Question, name: str, columns: tuple[str, ...]
) -> None:
    filled(
        [*two_sides(), *tie("osaka-shanghai", "osaka", "shanghai", date="1974-04-18")]
    )
    found = answer(question, Times.on(DAY))
    wording = Wording.english(found.register, DAY)
    rows = records(found, wording)
    assert (rows.name, rows.flat_names()[:3]) == (name, columns)
    assert all(len(row) == len(rows.flat_names()) for row in rows.flat_rows())
    (section,) = document(found, wording).sections
    (held,) = found.scope.ties  # type: ignore[union-attr]
    said = [sentence for block in section.blocks for sentence in sentences_of(block)]
    assert set(held.listed) in [set(sentence.claims) for sentence in said]


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (1980, 1988, "1988 lies after 1987-04-01"),
        (1980, 1979, "1980..1979 run backwards; write 1979..1980"),
        (-9000, 1979, "more than 2000 years"),
    ],
)
def test_years_after_the_day_or_out_of_order_are_refused_and_none_is_there_without_a_date(
    filled: Filled, first: int, last: int, words: str
) -> None:
    filled([*two_sides(), *tie("osaka-shanghai", "osaka", "shanghai", date="")])
    with pytest.raises(BadQuestion, match=words):
        measure_years(_ALL, first, last)
    assert not measure_years(_ALL, None, None).years
    assert measure_years(_ALL, 1980, None).years


_PACKED = gzip.compress(b"1 2\n" * 99, mtime=0)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\xff\xfe\x00", "is not in UTF-16-LE: byte 0x00"),
        (_PACKED[:-9], "is a damaged gzip file"),
        (_PACKED, ""),
    ],
    ids=["of another encoding", "damaged", "packed"],
)
def test_a_file_is_an_edge_list_or_an_error_that_says_why_it_is_none(
    tmp_path: Path, data: bytes, words: str
) -> None:
    file = tmp_path / "ties"
    file.write_bytes(data)
    with pytest.raises(BadFile, match=words) if words else nullcontext():
        assert len(measure_file(file).panel.graph.edges) == 1


@pytest.mark.parametrize("write", [networkx.generate_gexf, networkx.generate_graphml])
def test_a_graph_is_measured_with_the_nodes_that_no_edge_joins(
    tmp_path: Path, write: Callable[[networkx.Graph], Iterable[str]]
) -> None:
    graph = networkx.Graph([("1", "2"), ("2", "3")])
    graph.add_nodes_from([("1", {"label": "Paris"}), ("3", {"label": "Paris"}), "4"])
    file = tmp_path / "graph"
    file.write_text("\n".join(write(graph)), encoding="utf-8")
    found = measure_file(file)
    graph = found.panel.graph
    assert (graph.size, len(graph.edges)) == (4, 2)
    assert {name for row in found.edges.rows for name in row[1:]} == {
        "Paris (1)",
        "2",
        "Paris (3)",
    }


def test_a_workbook_is_measured_by_the_columns_that_are_chosen(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (
        ("no", "who", "whom"),
        (1, "Osaka", "Shanghai"),
        (2, "Kobe", "Tianjin"),
    ):
        book.active.append(row)
    book.save(tmp_path / "ties.xlsx")
    found = measure_file(tmp_path / "ties.xlsx", ("who", "3"))
    assert found.edges.rows == ((2, "Osaka", "Shanghai"), (3, "Kobe", "Tianjin"))
    with pytest.raises(
        BadFile, match=r"choose them with --columns among no, who, whom$"
    ):
        measure_file(tmp_path / "ties.xlsx")


def test_the_world_list_is_read_without_a_bad_row(shared: Path) -> None:
    found = measure_file(shared / "data" / "world-wikidata" / "ties.csv.gz")
    assert (len(found.edges.rows), found.edges.bad) == (19_027, ())
    assert len(found.panel.graph.edges) == 19_027


_DAY = day_number("2000-12-31")


def _observed(**question: Any) -> survival.SurvivalAnswer:
    return survival.answer(survival.Question(**question), Times.on(_DAY))


@pytest.fixture
def observed(filled: Filled) -> None:
    """Three ties, one of them ended and one undated."""
    filled(
        [
            *two_sides(),
            claim("government/osaka", "name", "Osaka"),
            *tie("a", "osaka", "shanghai", date="1980-01-01"),
            status("a", "ended", "1990-01-01/.."),
            *tie("b", "osaka", "sakai", date="1985-01-01"),
            *tie("c", "sakai", "lianyungang", date=""),
        ]
    )


def test_ties_are_observed_to_the_day_of_the_question_and_a_curve_made_for_each_dated_group(
    observed: None,
) -> None:
    spells = _observed(of="Osaka").spells
    seen = {spell.scoped.id for spell in spells.spells if not spell.why_left_out}
    assert (seen, spells.window.last) == ({"tie/a", "tie/b"}, _DAY)
    curves = _observed(by="country").curves
    assert [(curve.group, curve.ended.certain) for curve in curves] == [
        ("CN-JP", 1),
        ("JP-JP", 0),
    ]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ({"until": "2001-01-01"}, r"2001-01-01.*cannot end after.*2000-12-31"),
        ({"of": "government/lianyungang"}, "undated: 1"),
    ],
)
def test_what_cannot_be_seen_is_told(
    observed: None, question: dict[str, str], said: str
) -> None:
    with pytest.raises(BadQuestion, match=said):
        _observed(**question)


@pytest.mark.parametrize("show", ["curves", "years", "spells"])
def test_the_document_counts_what_is_left_out_with_its_claims(
    observed: None, show: str
) -> None:
    found = _observed(show=show)
    (section,) = survival.document(
        found, Wording.english(found.register, _DAY)
    ).sections
    said = [sentence for block in section.blocks for sentence in sentences_of(block)]
    (left_out,) = [one for one in said if one.text == "Left out, without a date: 1."]
    assert left_out.claims == found.spells.left_out["undated"].claims
    assert any(
        "what ended before anybody listed it is missing" in one.text for one in said
    )


def test_a_step_of_a_curve_is_a_row_of_the_flat_table(observed: None) -> None:
    found = _observed(by="country")
    rows = survival.records(found, Wording.english(found.register, _DAY))
    steps = list(rows.flat_rows())
    assert rows.flat_names()[:3] == ("group", "age_days", "age_years")
    assert [step[0] for step in steps] == ["CN-JP"] * 2 + ["JP-JP"] * 2
    assert [group["group"] for group in rows.to_json()["groups"]] == ["CN-JP", "JP-JP"]


def test_the_curves_are_drawn_with_the_claims_of_their_ties(observed: None) -> None:
    plot = survival.chart(_observed(of="Osaka"), "ru")
    assert plot.caption == "Доля связей, переживших каждый возраст"
    assert plot.claims == _observed(of="Osaka").curves[0].ties.claims

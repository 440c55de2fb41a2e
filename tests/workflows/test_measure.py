"""Measuring ties by name or of a place; comparing ties and places in words, and a place
among its peers.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from builders import DAY, Filled, claim, facts, government, tie, two_sides
from kizuna.errors import BadQuestion, NotFound
from kizuna.languages import Messages
from kizuna.publish.document import Table
from kizuna.publish.wording import Wording
from kizuna.workflows import compare, measure
from kizuna.workflows.clocks import Times
from kizuna.workflows.compare import CompareAnswer
from kizuna.workflows.comparing import finding_words
from kizuna.workflows.measure import MeasureAnswer

_OSAKA = "tie/osaka-shanghai"


def _measured(
    *names: str, years: str = "", known_at: datetime | None = None
) -> MeasureAnswer:
    return measure.answer(measure.Question(names, years), Times.on(DAY, known_at))


def _ids(answer: MeasureAnswer) -> list[str]:
    return [one.standing.id for one in answer.ties]


@pytest.fixture
def measured(filled: Filled) -> None:
    """Ties of Osaka and Sakai."""
    filled(
        [
            *two_sides(),
            *tie("osaka-shanghai", "osaka", "shanghai"),
            *tie("sakai-lianyungang", "sakai", "lianyungang", date="1983"),
            *tie("late", "sakai", "shanghai", date="1990"),
            *facts("exchange/v", tie="tie/osaka-shanghai", date="1980"),
            *facts("funding/v", of="exchange/v", payer="government/osaka"),
            claim("government/osaka", "name", "Osaka"),
            claim("government/shanghai", "name", "Shanghai"),
        ]
    )


@pytest.mark.parametrize("name", ["osaka-shanghai", "Shanghai - Osaka"])
def test_a_tie_is_measured_by_any_of_its_names(measured: None, name: str) -> None:
    answer = _measured(name)
    assert (answer.is_tie, _ids(answer)) == (True, ["tie/osaka-shanghai"])
    assert answer.ties[0].volume.events.certain == 1
    assert answer.ties[0].cost is not None


@pytest.mark.parametrize(
    ("place", "ties"),
    [("kansai", [_OSAKA, "tie/sakai-lianyungang"]), ("Osaka", [_OSAKA])],
)
def test_the_ties_of_a_place_are_those_that_stood_in_order_of_date(
    measured: None, place: str, ties: list[str]
) -> None:
    answer = _measured(place)
    assert (answer.is_tie, _ids(answer)) == (False, ties)


@pytest.mark.parametrize(
    ("names", "years", "said"),
    [
        (("Atlantis",), "", "'Atlantis'"),
        ((), "", "measure one tie, one place"),
        (("a", "b", "c"), "", "measure one tie, one place"),
        (("osaka-shanghai",), "1986..1980", r"write 1980\.\.1986"),
    ],
)
def test_what_cannot_be_measured_is_quoted(
    measured: None, names: tuple[str, ...], years: str, said: str
) -> None:
    with pytest.raises((BadQuestion, NotFound), match=said):
        _measured(*names, years=years)


def test_a_row_of_the_flat_table_is_empty_where_there_is_no_evidence(
    measured: None,
) -> None:
    found = _measured("kansai")
    made = measure.records(found, Wording.english(found.register, DAY))
    lived, silent = (
        dict(zip(made.flat_names(), row, strict=True)) for row in made.flat_rows()
    )
    assert (lived["id"], lived["events_certain"]) == (_OSAKA, 1)
    assert lived["claims"]
    assert (silent["events_certain"], silent["why_none"]) == (None, "no-event")


def test_numbers_of_a_document_have_claims_and_their_absence_is_said(
    measured: None,
) -> None:
    found = _measured("osaka-shanghai")
    for language, none in (("en", "no evidence"), ("ru", "нет данных")):
        made = measure.document(found, Wording(found.register, Messages(language), DAY))
        assert [section.anchor for section in made.sections[1:8]] == [
            *(
                "breadth",
                "depth",
                "volume",
                "balance",
                "continuity",
                "activeness",
                "cost",
            ),
        ]
        volume = next(
            section for section in made.sections if section.anchor == "volume"
        )
        (events, *_), (persons, *_) = (said for _, said in volume.blocks[0].facts[:2])
        assert events.claims
        assert (persons.text, persons.claims) == (none, ())


_NAMES = {
    "osaka": "Osaka",
    "kobe": "Kobe",
    "shanghai": "Shanghai",
    "lianyungang": "Lianyungang",
}


def _compared(*names: str, **asked: Any) -> CompareAnswer:
    return compare.answer(compare.Question(names, **asked), Times.on(DAY))


def _told(found: CompareAnswer, kind: str, language: str = "en") -> list[str]:
    wording = Wording(found.register, Messages(language), DAY)
    return [finding_words(f, wording) for f in found.findings if f.kind == kind]


@pytest.fixture
def compared(filled: Filled) -> None:
    """Places that are tied to one another."""
    named = [claim(f"government/{slug}", "name", name) for slug, name in _NAMES.items()]
    for slug, millions in (("osaka", 2), ("kobe", 1.5), ("lianyungang", 9)):
        sized = {
            "scope": f"government/{slug}",
            "value": f"{millions * 1_000_000:.0f} persons",
        }
        filled(facts(f"statistic/{slug}", measure="population", **sized))
    filled(
        [
            *two_sides(),
            *government("kobe", "designated-city"),
            *named,
            claim("government/osaka-prefecture", "name", "Osaka Prefecture"),
            claim("area/china", "name", "China"),
            *tie("osaka-shanghai", "osaka", "shanghai"),
            *tie("kobe-lianyungang", "kobe", "lianyungang", date="1982"),
            *tie("kobe-shanghai", "kobe", "shanghai"),
            *tie("kobe-osaka", "kobe", "osaka"),
            *tie(
                "osaka-prefecture-shanghai", "osaka-prefecture", "shanghai", date="1980"
            ),
            *facts("field/youth", tie="tie/osaka-shanghai", concept="youth"),
        ]
    )


def test_ties_are_named_by_id_or_by_their_parties_and_places_may_be_areas_and_countries(
    compared: None,
) -> None:
    answer = _compared("osaka-shanghai", "Kobe - Lianyungang")
    both = ("tie/osaka-shanghai", "tie/kobe-lianyungang")
    assert (answer.what, answer.comparison.compared) == ("ties", both)
    assert answer.comparison.homes == ("government/osaka", "government/kobe")
    answer = _compared("kansai", "CN")
    assert (answer.what, answer.comparison.compared) == (
        "places",
        ("area/kansai", "CN"),
    )


@pytest.mark.parametrize(
    ("names", "asked", "said"),
    [
        (("osaka-shanghai",), {}, "only 'osaka-shanghai' is named"),
        (
            ("osaka-shanghai", "Osaka - Shanghai"),
            {},
            "and 'Osaka - Shanghai' are the same",
        ),
        (
            ("Osaka", "kobe-shanghai"),
            {},
            "'kobe-shanghai' is a tie and 'Osaka' a place",
        ),
        (("sakai",), {"what": "peers"}, "'sakai' has no tie"),
    ],
)
def test_what_cannot_be_compared_is_quoted(
    compared: None, names: tuple[str, ...], asked: dict[str, str], said: str
) -> None:
    with pytest.raises(BadQuestion, match=said):
        _compared(*names, **asked)


def test_what_a_source_says_of_both_ties_is_told(
    filled: Filled, compared: None
) -> None:
    text = {"text": "Osaka's tie is the liveliest.", "type": "ranking"}
    ties = {"about": "tie/osaka-shanghai", "compared_with": "tie/kobe-lianyungang"}
    gazette = claim("organisation/gazette", "name", "The Gazette")
    filled([*facts("assessment/liveliest", **text, **ties), gazette])
    (text,) = _told(_compared("osaka-shanghai", "kobe-lianyungang"), "told")
    assert text == "Ranking (The Gazette): Osaka's tie is the liveliest."


@pytest.mark.parametrize(
    ("about", "ends"),
    [
        ((), "No source says why."),
        (("osaka-prefecture-shanghai",), "It serves trade."),
        (("osaka-prefecture-shanghai", "osaka-shanghai"), "It serves trade."),
    ],
    ids=["by nobody", "by a source about one of them", "by a source about both"],
)
def test_ties_side_by_side_are_explained(
    filled: Filled, compared: None, about: tuple[str, ...], ends: str
) -> None:
    said = facts("assessment/why", type="explanation", text="It serves trade.")
    filled(
        [*said, *(claim("assessment/why", "about", f"tie/{slug}") for slug in about)]
    )
    (told,) = _told(_compared("osaka-shanghai", "kobe-lianyungang"), "side-by-side")
    assert told.startswith(
        "Osaka – Shanghai runs beside Osaka Prefecture – Shanghai: one partner"
    )
    assert ("Osaka Prefecture – Shanghai — " in told) == (len(about) == 1)
    assert told.endswith(ends)


def test_a_side_that_is_not_certain_is_named(filled: Filled, compared: None) -> None:
    filled(tie("o-l", "osaka", "lianyungang", date=""))
    told = _told(_compared("Osaka", "Shanghai"), "triangle")
    assert any(text.startswith("Perhaps all tied to one another: ") for text in told)
    assert any(text.endswith("Not certain: Osaka – Lianyungang.") for text in told)


def test_partners_in_common_are_told_in_the_language_of_the_reader(
    compared: None,
) -> None:
    said = {
        "en": "Shanghai: tied to Osaka and Kobe.",
        "ja": "Shanghai：Osaka、Kobeと提携。",
    }
    for language, told in said.items():
        assert _told(_compared("Osaka", "Kobe"), "shared", language) == [told]


def test_every_finding_has_claims(compared: None) -> None:
    answers = (
        _compared("osaka-shanghai", "kobe-lianyungang"),
        _compared("Osaka", "Kobe"),
    )
    findings = [finding for answer in answers for finding in answer.findings]
    assert len(findings) > 5
    assert all(finding.claims and finding.about for finding in findings)


def test_a_kind_narrows_the_ties_of_compared_and_a_country_or_an_area_the_peers(
    filled: Filled, compared: None
) -> None:
    filled([claim("tie/kobe-shanghai", "type", "sister-port")])
    rows = _compared("Osaka", "Kobe", kind="sister-port").comparison.rows
    (total,) = (row for row in rows if (row.topic, row.key) == ("kinds", ""))
    assert [cell is not None for cell in total.cells] == [False, True]
    for among, count in (("JP", 1), ("China", 0)):
        assert len(_compared("Osaka", what="peers", among=among).group.peers) == count


def test_a_row_of_the_flat_table_is_a_cell_and_none_is_empty(compared: None) -> None:
    found = _compared("osaka-shanghai", "kobe-lianyungang")
    made = compare.records(found, Wording.english(found.register, DAY))
    rows = [dict(zip(made.flat_names(), row, strict=True)) for row in made.flat_rows()]
    assert all(row["claims"] for row in rows)
    fields = [
        (r["key"], r["compared"], r["possible"]) for r in rows if r["topic"] == "fields"
    ]
    assert fields == [("", "tie/osaka-shanghai", 1), ("youth", "tie/osaka-shanghai", 1)]


def test_a_document_has_a_column_for_each_and_says_what_a_dash_means(
    compared: None,
) -> None:
    found = _compared("Osaka", "Kobe")
    made = compare.document(found, Wording.english(found.register, DAY))
    (table,) = (block for block in made.sections[0].blocks if isinstance(block, Table))
    assert table.columns[2:] == ("Osaka", "Kobe")
    cells = [cell for row in table.rows for cell in row[2:]]
    assert all(cell.claims or cell.text == "–" for cell in cells)
    assert "finding-hub" in [section.anchor for section in made.sections]

"""Measuring: one tie by any of its names, the ties of a place, those between two places."""

from __future__ import annotations

from datetime import datetime

import pytest

from builders import DAY, Filled, claim, facts, tie, two_sides
from kizuna.errors import BadQuestion, NotFound
from kizuna.languages import Messages
from kizuna.publish.wording import Wording
from kizuna.workflows import measure
from kizuna.workflows.clocks import Times
from kizuna.workflows.measure import MeasureAnswer

_OSAKA = "tie/osaka-shanghai"


def _measured(*names: str, years: str = "", known_at: datetime | None = None) -> MeasureAnswer:
    return measure.answer(measure.Question(names, years), Times.on(DAY, known_at))


def _ids(answer: MeasureAnswer) -> list[str]:
    return [measured.tie.id for measured in answer.ties]


@pytest.fixture(autouse=True)
def _measured_register(filled: Filled) -> None:
    """Ties of Osaka and Sakai."""
    filled(
        [
            *two_sides(),
            *tie("osaka-shanghai", "osaka", "shanghai"),
            *tie("sakai-lianyungang", "sakai", "lianyungang", date="1983"),
            *tie("late", "sakai", "shanghai", date="1990"),
            *facts("exchange/v", tie="tie/osaka-shanghai", date="1980"),
            *facts("funding/v", of="exchange/v", payer="government/osaka"),
            claim("government/osaka", "name", {"text": "Osaka", "language": "en"}),
            claim("government/shanghai", "name", {"text": "Shanghai", "language": "en"}),
        ]
    )


@pytest.mark.parametrize("name", ["osaka-shanghai", "Shanghai - Osaka"])
def test_a_tie_is_measured_by_any_of_its_names(name: str) -> None:
    answer = _measured(name)
    assert (answer.is_tie, _ids(answer)) == (True, ["tie/osaka-shanghai"])
    assert answer.ties[0].volume.events.certain == 1
    assert answer.ties[0].cost is not None


@pytest.mark.parametrize(
    ("place", "ties"), [("kansai", [_OSAKA, "tie/sakai-lianyungang"]), ("Osaka", [_OSAKA])]
)
def test_the_ties_of_a_place_are_those_that_stood_in_order_of_date(
    place: str, ties: list[str]
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
def test_what_cannot_be_measured_is_quoted(names: tuple[str, ...], years: str, said: str) -> None:
    with pytest.raises((BadQuestion, NotFound), match=said):
        _measured(*names, years=years)


def test_a_row_of_the_flat_table_is_empty_where_there_is_no_evidence() -> None:
    found = _measured("kansai")
    made = measure.records(found, Wording.english(found.register, DAY))
    lived, silent = (dict(zip(made.flat_names(), row, strict=True)) for row in made.flat_rows())
    assert (lived["id"], lived["events_certain"]) == (_OSAKA, 1)
    assert lived["claims"]
    assert (silent["events_certain"], silent["why_none"]) == (None, "no-event")


def test_numbers_of_a_document_have_claims_and_their_absence_is_said() -> None:
    found = _measured("osaka-shanghai")
    for language, none in (("en", "no evidence"), ("ru", "нет данных")):
        made = measure.document(found, Wording(found.register, Messages(language), DAY))
        assert [section.anchor for section in made.sections[1:8]] == [
            *("breadth", "depth", "volume", "balance", "continuity", "activeness", "cost"),
        ]
        volume = next(section for section in made.sections if section.anchor == "volume")
        (events, *_), (persons, *_) = (said for _, said in volume.blocks[0].facts[:2])
        assert events.claims
        assert (persons.text, persons.claims) == (none, ())

"""What every door shares: who acts, the two clocks, numbers in plain words, what was
asked, and the log.
"""

from __future__ import annotations

import json
import logging
import re
import sys
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from builders import grouped
from kizuna.errors import BadDate, BadQuantity, BadQuestion
from kizuna.languages import LANGUAGES, Messages
from kizuna.values import Quantity
from kizuna.workflows import find_gaps, list_ties, network
from kizuna.workflows.acting import acting_user, recorder_of, slug
from kizuna.workflows.clocks import Times, as_of, known_at
from kizuna.workflows.entering.values import entered_quantity
from kizuna.workflows.logs import JsonLines
from kizuna.workflows.open_register import open_register
from kizuna.workflows.question import ask
from kizuna.workflows.report import content


def test_the_environment_names_the_user_never_the_system(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("KIZUNA_USER", "Anna Lee")
    assert acting_user() == "Anna Lee"
    monkeypatch.delenv("KIZUNA_USER")
    monkeypatch.setattr("getpass.getuser", lambda: "root")
    assert acting_user() == "owner"


@pytest.mark.parametrize(
    ("text", "made"),
    [
        *(
            ("--A_b  c!", "a-b-c"),
            ("Łódź", "lodz"),
            ("Måløy", "maloy"),
            ("Bağcılar", "bagcilar"),
        ),
        *(("Straße", "strasse"), ("Осака", "osaka"), ("提携一覧", "tixieyilan")),
    ],
)
def test_letters_of_all_scripts_are_romanised_in_ids(text: str, made: str) -> None:
    assert slug(text) == made


@pytest.mark.parametrize(
    ("user", "ref"), [("Anna Lee", "anna-lee"), ("Łucja", "lucja")]
)
def test_a_user_records_as_a_person_of_that_name(user: str, ref: str) -> None:
    assert recorder_of(user) == f"person/{ref}"


def test_without_a_date_the_day_is_today() -> None:
    assert as_of(None).text == date.today().isoformat()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1987-04-01", "1987-04-01"),
        ("1987", "1987-12-31"),
        ("1987年4月1日", "1987-04-01"),
        ("February 1987", "1987-02-28"),
    ],
)
def test_a_date_becomes_its_last_day(text: str, day: str) -> None:
    assert as_of(text).text == day


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        *(
            (text, "is not one day")
            for text in ("1974/1980", "198X", "1974?", "1974-23")
        ),
        ("31 April 1987", "is not a date: .*that month has 30 days"),
        ("4/5/1987", "is not a date: .*either order"),
        ("1987-04-01T12:00", "is not a date: .*such as 1987-04-01, 1 April 1987"),
    ],
)
def test_what_is_not_one_day_is_quoted_with_what_would_be_right(
    text: str, problem: str
) -> None:
    with pytest.raises(
        (BadDate, BadQuestion), match=f"{re.escape(repr(text))} {problem}"
    ):
        as_of(text)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("10 May 2026", datetime(2026, 5, 10, 23, 59, 59, 999999, UTC)),
        ("2026-05", datetime(2026, 5, 31, 23, 59, 59, 999999, UTC)),
        ("2026-05-10T12:00", datetime(2026, 5, 10, 12, tzinfo=UTC)),
        ("2026-05-10T12:00+09:00", datetime(2026, 5, 10, 3, tzinfo=UTC)),
        ("2026-05-10T12:00:00Z", datetime(2026, 5, 10, 12, tzinfo=UTC)),
    ],
)
def test_a_time_of_knowledge_is_read_to_its_end(text: str, moment: datetime) -> None:
    assert known_at(text) == moment


@pytest.mark.parametrize("text", ["now", "2026-13", "1974/1980", "2026-05-10T25:00"])
def test_a_time_that_cannot_be_read_is_quoted(text: str) -> None:
    with pytest.raises(BadDate, match=text):
        known_at(text)


@pytest.mark.parametrize(
    ("file", "given", "language", "said"),
    [
        (
            find_gaps,
            {"of": "tie/osaka-shanghai"},
            "en",
            "**Only of** — Osaka – Shanghai",
        ),
        (list_ties, {"between": ("Osaka", "China")}, "en", "— Osaka and China"),
        (
            list_ties,
            {"kind": "friendship-city", "every": True},
            "ja",
            "**提携の種類** — 友好都市",
        ),
        (network, {"of": "JP", "top": 5}, "ru", "— Япония"),
    ],
)
def test_an_answer_as_a_file_says_what_was_asked(
    shared_built_in: Path, file: Any, given: dict[str, Any], language: str, said: str
) -> None:
    times, question = Times.of("1987-04-01"), file.Question(**given)
    with closing(open_register(shared_built_in)):
        asked = ask(file, question, times, Messages(language))
        head = content(file, question, asked, times, "md").decode().partition("1987")[0]
    lines = [line for line in head.splitlines() if line.startswith("- ")]
    assert len(lines) == len(given) + 1
    assert said in head


def _line(**given: object) -> str:
    record = logging.LogRecord(
        "kizuna.x", logging.ERROR, __file__, 1, "a %s\nb", ("大阪",), None
    )
    record.__dict__.update(given)
    return JsonLines().format(record)


def test_an_event_is_one_line_with_its_time_level_facts_and_traceback() -> None:
    line = _line(id="r1", status=503, ms=1.5, account=None)
    assert "\n" not in line
    told = json.loads(line)
    assert told.pop("time").endswith("Z")
    named = {"level": "error", "logger": "kizuna.x", "message": "a 大阪\nb"}
    assert told == {**named, "id": "r1", "status": 503, "ms": 1.5, "account": None}
    # what Django says of a request has its id, and half a character breaks no line
    assert (
        json.loads(_line(request=SimpleNamespace(number="r2"), path="/\ud800"))["id"]
        == "r2"
    )
    try:
        raise ValueError("broken")
    except ValueError:
        line = _line(exc_info=sys.exc_info())
    assert "\n" not in line
    assert json.loads(line)["traceback"].endswith("ValueError: broken")


_COUNT, _DURATION, _MONEY, _SHARE = ("count",), ("duration",), ("money",), ("share",)
_PERSONS = """
20..25 persons | 20-25 persons | 20 to 25 people | 20..25 persons | 20〜25人 | 20至25人 | от 20 до 25 человек
400.. persons | over 400 persons | 400+ people | 400人以上 | 超过400人 | более 400 человек | 400余人
..25 persons | up to 25 persons | 25人以下 | 最多25人 | до 25 человек
~400 persons | about 400 people | 約400人 | 约400人 | около 400 человек | 400人左右
1200 persons | 1,200 persons | 1 200 человек | 1200名
25 persons | twenty-five persons | 25 people
"""


@pytest.mark.parametrize(("text", "form"), grouped(_PERSONS))
def test_a_number_of_persons_in_plain_words_is_read(text: str, form: str) -> None:
    assert entered_quantity({"text": text}, _COUNT) == Quantity.parse(form)


@pytest.mark.parametrize(
    ("text", "dimensions", "unit", "form"),
    [
        ("over 400", _COUNT, "persons", "400.. persons"),
        ("75%", _SHARE, "", "0.75 share"),
        ("3/4", _SHARE, "", "3/4 share"),
        ("2週間", _DURATION, "", "2 weeks"),
        ("1 million yen", _MONEY, "", "1000000 JPY"),
        ("100万", _MONEY, "JPY", "1000000 JPY"),
        ("$5,000", _MONEY, "", "5000 USD"),
        ("2 млн", _MONEY, "RUB", "2000000 RUB"),
    ],
)
def test_the_unit_is_in_the_words_or_chosen_beside_them(
    text: str, dimensions: tuple[str, ...], unit: str, form: str
) -> None:
    assert entered_quantity({"text": text, "unit": unit}, dimensions) == Quantity.parse(
        form
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "form",
    ["25 persons", "20..25 persons", "~400 persons", "400.. persons", "..25 days"],
)
def test_what_kizuna_says_of_a_number_can_be_typed_back(
    language: str, form: str
) -> None:
    held = Quantity.parse(form)
    said = Messages(language).quantity(held)
    assert entered_quantity({"text": said}, (held.dimension,)) == held


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("about 400", ""),
        ("twelve geese", ""),
        *((t, "persons") for t in ("20 days", "many", "")),
    ],
)
def test_what_is_no_number_is_quoted(text: str, unit: str) -> None:
    with pytest.raises(BadQuantity) as caught:
        entered_quantity({"text": text, "unit": unit}, _COUNT)
    assert repr(text) in str(caught.value)

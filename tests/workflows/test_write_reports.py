"""The annual report and the brief of a tie: what falls within the time; what is not
stated is never 0.
"""

from __future__ import annotations

import io
from typing import Any

import pypdf
import pytest

from builders import DAY, Filled, claim, facts, government, status, tie
from kizuna.claims.claim import Claim
from kizuna.errors import BadQuestion, NotFound
from kizuna.languages import LANGUAGES, Messages
from kizuna.publish.document import Document, Facts, Table
from kizuna.publish.wording import Wording
from kizuna.values import day_number
from kizuna.workflows import write_annual_report, write_brief
from kizuna.workflows.clocks import Times
from kizuna.workflows.report import content
from kizuna.workflows.write_annual_report import AnnualAnswer
from kizuna.workflows.write_brief import BriefAnswer

_AFTER = day_number("2026-05-10")


def _visit(
    slug: str, date: str, source: str = "a", of: str = "a-b", **more: object
) -> list[Claim]:
    target = "b" if source == "a" else "a"
    direction = {"from": f"government/{source}", "to": f"government/{target}"}
    stated = {"tie": f"tie/{of}", "form": "visit", "date": date, "direction": direction}
    return facts(f"exchange/{slug}", **stated, **more)


def _funding(slug: str, of: str, amount: str) -> list[Claim]:
    payer = "government/a"
    return facts(
        f"funding/{slug}", of=of, payer=payer, amount=amount, cost_type="travel"
    )


def _report(of: str = "government/a", **given: str) -> AnnualAnswer:
    return write_annual_report.answer(
        write_annual_report.Question(of, **given), Times.on(_AFTER)
    )


def _rows(found: AnnualAnswer, section: str, code: str) -> list[dict[str, Any]]:
    rows = write_annual_report.records(
        found, Wording.english(found.register, _AFTER)
    ).rows
    return [
        dict(row) for row in rows if (row["section"], row["code"]) == (section, code)
    ]


def _page(found: AnnualAnswer) -> Document:
    return write_annual_report.document(found, Wording.english(found.register, _AFTER))


def _totals(found: AnnualAnswer) -> Table:
    (table,) = _page(found).sections[0].blocks
    assert isinstance(table, Table)
    return table


@pytest.fixture(autouse=True)
def _two_ties(filled: Filled) -> None:
    """Two ties of one place."""
    for slug, country in (("a", "JP"), ("b", "CN"), ("c", "US")):
        named = {"text": f"{slug.upper()}ville", "language": "en"}
        filled(
            [
                *government(slug, country=country),
                claim(f"government/{slug}", "name", named),
            ]
        )
    filled([*tie("a-b", "a", "b"), *tie("a-c", "a", "c", date="1990")])


@pytest.mark.parametrize(
    ("start", "end", "period", "before"),
    [
        ("", "", ("2025-01-01", "2025-12-31"), ("2024-01-01", "2024-12-31")),
        ("2024", "", ("2024-01-01", "2024-12-31"), ("2023-01-01", "2023-12-31")),
        ("2024-04-01", "", ("2024-04-01", "2025-03-31"), ("2023-04-01", "2024-03-31")),
        (
            "2024-02",
            "2024-03",
            ("2024-02-01", "2024-03-31"),
            ("2023-12-01", "2024-01-31"),
        ),
        (
            "2024-03-10",
            "2024-03-19",
            ("2024-03-10", "2024-03-19"),
            ("2024-02-29", "2024-03-09"),
        ),
    ],
)
def test_a_period_is_compared_with_as_long_a_one_before_it(
    start: str, end: str, period: tuple[str, str], before: tuple[str, str]
) -> None:
    found = _report(start=start, end=end)
    about = write_annual_report.records(
        found, Wording.english(found.register, _AFTER)
    ).about
    assert (about["from"], about["to"]) == period
    assert (about["before_from"], about["before_to"]) == before


@pytest.mark.parametrize(
    ("given", "quoted"),
    [
        ({"start": "2025", "end": "2024"}, "'2025' to '2024'"),
        ({"end": "2025"}, "'2025' is the end"),
        ({"start": "2024/2025"}, "'2024/2025'"),
        ({"sections": "events,visits"}, "'visits'"),
        ({"of": "Atlantis"}, "no tie or government .* 'Atlantis'"),
    ],
)
def test_what_cannot_be_asked_is_quoted(given: dict[str, str], quoted: str) -> None:
    with pytest.raises((BadQuestion, NotFound), match=quoted):
        _report(**given)


def test_a_report_on_a_country_is_on_the_ties_of_its_governments() -> None:
    assert [tie.id for tie, _ in _report("China").now.ties] == ["tie/a-b"]


def test_events_are_counted_by_sender_beside_those_of_the_year_before(
    filled: Filled,
) -> None:
    filled(
        [
            *_visit("v", "2025-05", size="10 persons"),
            *_visit("u", "2024-05", size="4 persons"),
        ]
    )
    filled(_visit("w", "2025-06", "b", size="5 persons"))
    found = _report()
    ways = {
        row["subject"]: row["persons"]["max"]
        for row in _rows(found, "events", "direction")
    }
    assert ways == {"government/a": 10, "government/b": 5}
    (events,), (persons,) = (
        _rows(found, "totals", code) for code in ("events", "persons")
    )
    assert (events["count"]["certain"], events["before"]["certain"]) == (2, 1)
    assert (persons["persons"]["max"], persons["persons_before"]["max"]) == (15, 4)
    assert all(row["claims"] for row in (events, persons))


def test_an_event_of_a_year_is_only_possible_in_a_part_of_it(filled: Filled) -> None:
    filled(_visit("v", "2025", size="10 persons"))
    found = _report(start="2025-04-01")
    (events,), (persons,) = (
        _rows(found, "totals", code) for code in ("events", "persons")
    )
    assert (events["count"]["certain"], events["count"]["possible"]) == (0, 1)
    assert (persons["persons"]["min"], persons["persons"]["max"]) == (0, 10)
    (event,) = _rows(found, "events", "event")
    assert event["answer"] == "possible"


def test_what_is_not_recorded_is_null_and_undated_events_are_in_no_period(
    filled: Filled,
) -> None:
    filled([*_visit("v", "2025-05"), *facts("exchange/w", tie="tie/a-b", form="visit")])
    found = _report()
    assert [event.entity.id for event in found.undated] == ["exchange/w"]
    (events,) = _rows(found, "totals", "events")
    assert events["count"]["possible"] == 1
    (persons,), (agreements,) = (
        _rows(found, "totals", c) for c in ("persons", "agreements")
    )
    assert (persons["persons"], agreements["count"], agreements["before"]) == (
        None,
        None,
        None,
    )
    assert [cell.text for cell in _totals(found).rows[2][1:]] == ["no evidence"] * 3


@pytest.mark.parametrize(("of", "events"), [("a-b", 1), ("government/a", 2)])
def test_one_tie_leaves_out_the_others_of_its_place(
    filled: Filled, of: str, events: int
) -> None:
    filled([*_visit("v", "2025-05"), *_visit("w", "2025-06", of="a-c")])
    (told,) = _rows(_report(of), "totals", "events")
    assert told["count"]["certain"] == events


def test_costs_are_added_by_payer_and_type_and_missing_ones_told(
    filled: Filled,
) -> None:
    visits = [c for n in range(3) for c in _visit(f"v{n}", f"2025-0{n + 1}")]
    paid = [
        *_funding("f", "exchange/v0", "100 JPY"),
        *_funding("g", "exchange/v1", "50 JPY"),
    ]
    filled(
        [
            *visits,
            *paid,
            *_visit("old", "2020"),
            *_funding("h", "exchange/old", "9 JPY"),
        ]
    )
    found = _report()
    (cost,) = _rows(found, "events", "exchange-cost")
    assert (cost["subject"], cost["text"], cost["amount"]["max"]) == (
        "government/a",
        "travel",
        150,
    )
    words = [
        s.text
        for b in _page(found).sections[1].blocks
        for s in getattr(b, "sentences", ())
    ]
    assert "Of one event no cost is stated." in words


def test_agreements_signed_or_soon_to_end_and_running_programmes_are_listed(
    filled: Filled,
) -> None:
    filled(facts("agreement/old", tie="tie/a-b", signed="2021-06-01", term="5 years"))
    filled(facts("agreement/new", tie="tie/a-b", signed="2025-07-01"))
    filled(facts("programme/on", tie="tie/a-b", period="2020/.."))
    filled(facts("programme/over", tie="tie/a-b", period="2010/2015"))
    found = _report()
    listed = (
        ("agreements", "signed"),
        ("agreements", "expiry"),
        ("programmes", "runs"),
    )
    assert [
        (row["subject"], row["date"]) for of in listed for row in _rows(found, *of)
    ] == [
        ("agreement/new", "2025-07-01"),
        ("agreement/old", "2026-05-31"),
        ("programme/on", "2020/.."),
    ]


def test_the_authors_paragraph_stands_before_the_chosen_sections() -> None:
    page = _page(_report(sections="gaps, totals", remark=" A quiet year. "))
    assert [section.anchor for section in page.sections] == ["remark", "totals", "gaps"]
    (paragraph,) = page.sections[0].blocks
    assert [sentence.text for sentence in getattr(paragraph, "sentences", ())] == [
        "A quiet year."
    ]


def _brief(name: str = "Aville Bville") -> BriefAnswer:
    return write_brief.answer(write_brief.Question(name), Times.on(DAY))


def _brief_page(found: BriefAnswer, language: str = "en") -> Document:
    return write_brief.document(found, Wording(found.register, Messages(language), DAY))


def _brief_rows(found: BriefAnswer, part: str) -> list[dict[str, object]]:
    rows = write_brief.records(found, Wording.english(found.register, DAY)).rows
    return [dict(row) for row in rows if row["part"] == part]


def _events(found: BriefAnswer) -> Table:
    (table,) = (
        b for b in _brief_page(found).sections[1].blocks if isinstance(b, Table)
    )
    return table


_TIED = "have been tied since 18 April 1974: tie."
_NOT_TIED = "were not tied on 1 April 1987: tie; signed: 18 April 1974."


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ([], _TIED),
        ([status("a-b", "active", "1980")], _TIED),
        ([status("a-b", "ended", "1980")], _NOT_TIED),
    ],
    ids=["by its date", "active", "ended"],
)
def test_a_sentence_with_its_claims_says_whether_the_tie_was_in_force_on_the_day(
    filled: Filled, said: list[Claim], sentence: str
) -> None:
    filled(said)
    lead = _brief_page(_brief()).lead
    assert lead.text == f"Aville (Japan) and Bville (China) {sentence}"
    assert lead.claims


def test_the_page_has_the_last_five_events_and_the_records_have_all(
    filled: Filled,
) -> None:
    filled([c for year in range(1975, 1982) for c in _visit(f"v{year}", str(year))])
    found = _brief()
    table = _events(found)
    assert [row[0].text for row in table.rows] == [
        "1981",
        "1980",
        "1979",
        "1978",
        "1977",
    ]
    assert (table.more, len(_brief_rows(found, "event"))) == (2, 7)


def test_persons_that_no_source_states_are_said_not_to_be_stated_and_what_falls_due_is_listed(
    filled: Filled,
) -> None:
    visits = (*_visit("v", "1980"), *_visit("w", "1981", size="12 persons"))
    filled([*visits, claim("tie/a-b", "review", "1987-06-01")])
    found = _brief()
    assert [row[2].text for row in _events(found).rows] == ["12 persons", "not stated"]
    assert [row["persons"] is None for row in _brief_rows(found, "event")] == [
        False,
        True,
    ]
    (due,) = _brief_rows(found, "due")
    assert (due["date"], due["text"]) == ("1987-06-01", "Review")


_PAID = {"payer": "government/a", "share": "1/4 share", "cost_type": "travel"}
_FUNDING = facts("funding/f", of="exchange/v", **_PAID)


def _agreement(**more: str) -> list[Claim]:
    return facts("agreement/x", tie="tie/a-b", signed="1985-04-01", **more)


@pytest.mark.parametrize(
    ("claims", "label", "said"),
    [
        (_agreement(term="5 years"), "Agreements", "1 April 1985; until 31 March 1990"),
        (_agreement(), "Agreements", "1 April 1985; no end recorded"),
        ([*_visit("v", "1980"), *_FUNDING], "Who pays", "Aville: travel, 25%; visit"),
        (
            facts("programme/p", tie="tie/a-b"),
            "Not known",
            "Aville – Bville: not recorded: type",
        ),
    ],
    ids=[
        "an end by its term",
        "no end",
        "a payer with a share",
        "gaps of the tie before others",
    ],
)
def test_the_page_says(
    filled: Filled, claims: list[Claim], label: str, said: str
) -> None:
    filled(claims)
    (block,) = (
        b for b in _brief_page(_brief()).sections[0].blocks if isinstance(b, Facts)
    )
    lines = [one.text for one in dict(block.facts)[label] if not one.aside]
    assert lines[0].endswith(said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_tie_with_much_recorded_is_one_page_in_print(
    filled: Filled, language: str
) -> None:
    words = "a delegation of specialists in the treatment of water and waste " * 3
    activity = {"text": words, "language": "en"}
    for n in range(12):
        payer = claim(
            f"funding/f{n}", "payer", "government/a", document=f"document/d{n}"
        )
        visit = _visit(f"v{n}", f"19{70 + n}", size="20 persons", activity=activity)
        of = claim(f"funding/f{n}", "of", f"exchange/v{n}")
        filled(
            [
                *visit,
                payer,
                of,
                *facts(f"agreement/g{n}", tie="tie/a-b", signed=f"19{70 + n}"),
            ]
        )
    found = _brief()
    wording = Wording(found.register, Messages(language), DAY)
    asked, times = write_brief.Question("tie/a-b"), Times.on(DAY)
    printed = content(write_brief, asked, (found, wording), times, "pdf")
    assert len(pypdf.PdfReader(io.BytesIO(printed)).pages) == 1

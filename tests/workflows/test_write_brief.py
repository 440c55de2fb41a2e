"""The brief of a tie: what stands on the page, what the records hold besides, and that it is one page."""

from __future__ import annotations

import io

import pypdf
import pytest

from builders import DAY, Filled, claim, government, status, tie
from kizuna.claims.claim import Claim
from kizuna.errors import NotFound
from kizuna.languages import Messages
from kizuna.publish.document import Document, Facts, Table
from kizuna.publish.wording import Wording
from kizuna.workflows import write_brief
from kizuna.workflows.clocks import Times
from kizuna.workflows.report import publish_answer
from kizuna.workflows.write_brief import BriefAnswer


def _named(slug: str, name: str, country: str) -> list[Claim]:
    named = claim(f"government/{slug}", "name", {"text": name, "language": "en"})
    return [*government(slug, country=country), named]


def _tie() -> list[Claim]:
    return [*_named("a", "Aville", "JP"), *_named("b", "Bville", "CN"), *tie("a-b", "a", "b")]


def _visit(slug: str, date: str, size: str = "") -> list[Claim]:
    ref = f"exchange/{slug}"
    said = [claim(ref, "tie", "tie/a-b"), claim(ref, "form", "visit"), claim(ref, "date", date)]
    return [*said, claim(ref, "size", size)] if size else said


def _brief() -> BriefAnswer:
    return write_brief.answer(write_brief.Question("Aville Bville"), Times.on(DAY))


def _page(found: BriefAnswer, language: str = "en") -> Document:
    return write_brief.document(found, Wording(found.register, Messages(language), DAY))


def _rows(found: BriefAnswer, part: str) -> list[dict[str, object]]:
    rows = write_brief.records(found, Wording.english(found.register, DAY)).rows
    return [dict(row) for row in rows if row["part"] == part]


def _fact(page: Document, label: str) -> list[str]:
    (facts,) = (block for block in page.sections[0].blocks if isinstance(block, Facts))
    return [sentence.text for sentence in dict(facts.facts)[label]]


@pytest.fixture(autouse=True)
def _one_tie(filled: Filled) -> None:
    """A tie with names."""
    filled(_tie())


def test_the_tie_is_told_in_one_sentence_with_its_claims() -> None:
    lead = _page(_brief()).lead
    assert lead.text == "Aville (Japan) and Bville (China) have been tied since 18 April 1974: tie."
    assert lead.claims


@pytest.mark.parametrize(
    ("said", "begins"),
    [
        (
            status("a-b", "ended", "1980"),
            "Aville (Japan) and Bville (China) were not tied on 1 April 1987",
        ),
        (status("a-b", "active", "1980"), "Aville (Japan) and Bville (China) have been tied"),
    ],
)
def test_the_sentence_says_whether_it_was_in_force_on_the_day(
    filled: Filled, said: Claim, begins: str
) -> None:
    filled([said])
    assert _page(_brief()).lead.text.startswith(begins)


def test_the_page_has_the_last_five_events_and_the_records_have_all(filled: Filled) -> None:
    visits = [c for year in range(1975, 1982) for c in _visit(f"v{year}", str(year))]
    filled([*visits])
    found = _brief()
    (table,) = (b for b in _page(found).sections[1].blocks if isinstance(b, Table))
    assert [row[0].text for row in table.rows] == ["1981", "1980", "1979", "1978", "1977"]
    assert table.more == 2
    assert len(_rows(found, "event")) == 7


def test_persons_that_no_source_states_are_said_not_to_be_stated(filled: Filled) -> None:
    filled([*_visit("v", "1980"), *_visit("w", "1981", "12 persons")])
    found = _brief()
    (table,) = (b for b in _page(found).sections[1].blocks if isinstance(b, Table))
    assert [row[2].text for row in table.rows] == ["12 persons", "not stated"]
    assert [row["persons"] is None for row in _rows(found, "event")] == [False, True]


def test_an_agreement_ends_by_its_term_or_is_said_to_have_no_recorded_end(filled: Filled) -> None:
    signed = [claim(f"agreement/{s}", "tie", "tie/a-b") for s in ("x", "y")]
    signed += [
        claim("agreement/x", "signed", "1985-04-01"),
        claim("agreement/x", "term", "5 years"),
    ]
    filled([*signed, claim("agreement/y", "signed", "1980-04-01")])
    ended, open_ended = _fact(_page(_brief()), "Agreements")
    assert ended.endswith("1 April 1985; until 31 March 1990")
    assert open_ended.endswith("1 April 1980; no end recorded")


def test_who_pays_is_told_with_the_share(filled: Filled) -> None:
    paid = {
        "of": "exchange/v",
        "payer": "government/a",
        "share": "1/4 share",
        "cost_type": "travel",
    }
    filled([*_visit("v", "1980"), *(claim("funding/f", n, v) for n, v in paid.items())])
    assert _fact(_page(_brief()), "Who pays") == ["Aville: travel, 25%; visit"]


def test_gaps_are_counted_and_those_of_the_tie_come_first(filled: Filled) -> None:
    filled([claim("programme/p", "tie", "tie/a-b")])
    found = _brief()
    assert found.gaps[0].subject == "tie/a-b"
    assert "not recorded: type" in _fact(_page(found), "Not known")[1]


def test_what_falls_due_within_the_days_is_on_the_page(filled: Filled) -> None:
    filled([claim("tie/a-b", "review", "1987-06-01")])
    (row,) = _rows(_brief(), "due")
    assert (row["date"], row["text"]) == ("1987-06-01", "Review")


def test_a_name_that_means_no_tie_is_not_found() -> None:
    with pytest.raises(NotFound, match="Cville"):
        write_brief.answer(write_brief.Question("Aville Cville"), Times.on(DAY))


@pytest.mark.parametrize("language", ["en", "ja", "zh-Hans", "ru"])
def test_a_tie_of_which_much_is_recorded_is_one_page_in_print(
    filled: Filled, language: str
) -> None:
    words = "a delegation of specialists in the treatment of water and waste " * 3
    much: list[Claim] = []
    for number in range(12):
        much += _visit(f"v{number}", f"19{70 + number}", "20 persons")
        much.append(claim(f"exchange/v{number}", "activity", {"text": words, "language": "en"}))
        much += [claim(f"funding/f{number}", "of", f"exchange/v{number}")]
        much += [
            claim(f"funding/f{number}", "payer", "government/a", document=f"document/d{number}")
        ]
        much += [claim(f"agreement/g{number}", "tie", "tie/a-b")]
        much += [claim(f"agreement/g{number}", "signed", f"19{70 + number}")]
    filled([*much])
    found = _brief()
    wording = Wording(found.register, Messages(language), DAY)
    printed = publish_answer(write_brief.document(found, wording), wording, "pdf", None)
    assert len(pypdf.PdfReader(io.BytesIO(printed)).pages) == 1

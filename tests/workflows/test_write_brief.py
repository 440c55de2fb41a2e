"""The brief of a tie: what stands on the page, what the records hold besides, and that it is one page."""

from __future__ import annotations

import io

import pypdf
import pytest

from builders import DAY, Filled, claim, facts, government, status, tie
from kizuna.claims.claim import Claim
from kizuna.languages import LANGUAGES, Messages
from kizuna.publish.document import Document, Facts, Table
from kizuna.publish.wording import Wording
from kizuna.workflows import write_brief
from kizuna.workflows.clocks import Times
from kizuna.workflows.report import publish_answer
from kizuna.workflows.write_brief import BriefAnswer


def _visit(slug: str, date: str, **more: object) -> list[Claim]:
    return facts(f"exchange/{slug}", tie="tie/a-b", form="visit", date=date, **more)


def _brief(name: str = "Aville Bville") -> BriefAnswer:
    return write_brief.answer(write_brief.Question(name), Times.on(DAY))


def _page(found: BriefAnswer, language: str = "en") -> Document:
    return write_brief.document(found, Wording(found.register, Messages(language), DAY))


def _rows(found: BriefAnswer, part: str) -> list[dict[str, object]]:
    rows = write_brief.records(found, Wording.english(found.register, DAY)).rows
    return [dict(row) for row in rows if row["part"] == part]


def _events(found: BriefAnswer) -> Table:
    (table,) = (b for b in _page(found).sections[1].blocks if isinstance(b, Table))
    return table


@pytest.fixture(autouse=True)
def _one_tie(filled: Filled) -> None:
    """A tie with names."""
    for slug, name, country in (("a", "Aville", "JP"), ("b", "Bville", "CN")):
        named = claim(f"government/{slug}", "name", {"text": name, "language": "en"})
        filled([*government(slug, country=country), named])
    filled(tie("a-b", "a", "b"))


_TIED = "Aville (Japan) and Bville (China) have been tied since 18 April 1974: tie."
_NOT_TIED = (
    "Aville (Japan) and Bville (China) were not tied on 1 April 1987: tie; signed: 18 April 1974."
)


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
    lead = _page(_brief()).lead
    assert lead.text == sentence
    assert lead.claims


def test_the_page_has_the_last_five_events_and_the_records_have_all(filled: Filled) -> None:
    filled([c for year in range(1975, 1982) for c in _visit(f"v{year}", str(year))])
    found = _brief()
    table = _events(found)
    assert [row[0].text for row in table.rows] == ["1981", "1980", "1979", "1978", "1977"]
    assert (table.more, len(_rows(found, "event"))) == (2, 7)


def test_persons_that_no_source_states_are_said_not_to_be_stated_and_what_falls_due_is_listed(
    filled: Filled,
) -> None:
    filled([*_visit("v", "1980"), *_visit("w", "1981", size="12 persons")])
    filled([claim("tie/a-b", "review", "1987-06-01")])
    found = _brief()
    assert [row[2].text for row in _events(found).rows] == ["12 persons", "not stated"]
    assert [row["persons"] is None for row in _rows(found, "event")] == [False, True]
    (due,) = _rows(found, "due")
    assert (due["date"], due["text"]) == ("1987-06-01", "Review")


_FUNDING = {"payer": "government/a", "share": "1/4 share", "cost_type": "travel"}


@pytest.mark.parametrize(
    ("claims", "label", "said"),
    [
        (
            facts("agreement/x", tie="tie/a-b", signed="1985-04-01", term="5 years"),
            "Agreements",
            "1 April 1985; until 31 March 1990",
        ),
        (
            facts("agreement/y", tie="tie/a-b", signed="1980-04-01"),
            "Agreements",
            "1 April 1980; no end recorded",
        ),
        (
            [*_visit("v", "1980"), *facts("funding/f", of="exchange/v", **_FUNDING)],
            "Who pays",
            "Aville: travel, 25%; visit",
        ),
        (facts("programme/p", tie="tie/a-b"), "Not known", "Aville – Bville: not recorded: type"),
    ],
    ids=["an end by its term", "no end", "a payer with a share", "gaps of the tie before others"],
)
def test_the_page_says(filled: Filled, claims: list[Claim], label: str, said: str) -> None:
    filled(claims)
    (block,) = (b for b in _page(_brief()).sections[0].blocks if isinstance(b, Facts))
    lines = [one.text for one in dict(block.facts)[label] if not one.aside]
    assert lines[0].endswith(said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_tie_of_which_much_is_recorded_is_one_page_in_print(
    filled: Filled, language: str
) -> None:
    words = "a delegation of specialists in the treatment of water and waste " * 3
    activity = {"text": words, "language": "en"}
    for n in range(12):
        payer = claim(f"funding/f{n}", "payer", "government/a", document=f"document/d{n}")
        visit = _visit(f"v{n}", f"19{70 + n}", size="20 persons", activity=activity)
        of = claim(f"funding/f{n}", "of", f"exchange/v{n}")
        filled([*visit, payer, of, *facts(f"agreement/g{n}", tie="tie/a-b", signed=f"19{70 + n}")])
    found = _brief()
    wording = Wording(found.register, Messages(language), DAY)
    printed = publish_answer(write_brief.document(found, wording), wording, "pdf", None)
    assert len(pypdf.PdfReader(io.BytesIO(printed)).pages) == 1

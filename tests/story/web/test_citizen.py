"""The citizen's journey: a tie is found by its names, a number opens its evidence, the
day is turned back, and the note tells why it says "12 fields".
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from kizuna.publish.wording import capital
from story.web.journey import Journey
from web.conftest import Site
from web.signing_in import Person, add_person, kizuna

TIE = "tie/osaka-shanghai"
DOCUMENT = "document/kansai-1987"


def _find_the_tie(journey: Journey) -> None:
    """From the front page to the tie, by typing the names of both."""
    journey.go("/")
    journey.picture("front-page")
    field = journey.page.get_by_role("searchbox", name=journey.t("web-search-title"))
    field.press_sequentially(journey.or_ja("Osaka Shanghai", "大阪 上海"))
    found = journey.page.locator(f'#suggestions a[href^="/{TIE}"]')
    found.wait_for()
    journey.picture("suggestions")
    found.first.click()
    journey.page.wait_for_url(f"**/{TIE}*")


def _fields(journey: Journey) -> Locator:
    """The number of fields of exchange on the page of a tie."""
    label = re.compile(re.escape(journey.t("web-measuring-fields")), re.IGNORECASE)
    return journey.page.locator("#tie .figures > li").filter(has_text=label)


def test_a_citizen_finds_a_tie_and_opens_the_evidence_of_a_number(
    journey: Journey,
) -> None:
    _find_the_tie(journey)
    expect(_fields(journey)).to_have_text(re.compile("^12"))
    _fields(journey).locator(".more").click()
    expect(journey.evidence).to_contain_text(journey.t("web-claim-holder"))
    expect(journey.evidence.locator("mark")).to_contain_text("1974")
    expect(journey.evidence).to_contain_text(
        journey.t("note-rendition", type="abstract")
    )
    expect(journey.evidence).not_to_contain_text("kizuna sources add")
    journey.picture("evidence")
    journey.evidence.locator(f'dd a[href^="/{DOCUMENT}"]').first.click()
    expect(journey.main).to_contain_text(journey.t("web-document-claims"))
    expect(journey.main).not_to_contain_text("kizuna sources add")
    journey.last_picture("document", whole=False)


@pytest.mark.parametrize("language", ["en"])
def test_a_citizen_goes_through_all_that_a_number_rests_on(journey: Journey) -> None:
    journey.go(f"/{TIE}")
    _fields(journey).locator(".more").click()
    steps = journey.page.locator(".beside .steps")
    first = journey.t("web-evidence-step", number="1", count="52")
    expect(steps).to_contain_text(
        f"{first} · {capital(journey.t('web-measuring-fields'))}: 12"
    )
    why = journey.t(
        "web-claim-why-joins", name="Youth", kind=journey.messages.kind("field")
    )
    expect(journey.evidence.get_by_text(why)).to_be_visible()
    claim = journey.evidence.locator("article").get_attribute("data-claim")
    onward = steps.get_by_role("button", name=journey.t("web-evidence-next"))
    onward.press("Enter")
    expect(steps).to_contain_text(
        journey.t("web-evidence-step", number="2", count="52")
    )
    expect(journey.evidence.locator(f'article[data-claim="{claim}"]')).to_have_count(0)
    expect(onward).to_be_focused()
    steps.get_by_role("button", name=journey.t("web-evidence-before")).click()
    expect(journey.evidence.locator(f'article[data-claim="{claim}"]')).to_be_visible()
    journey.last_picture("steps", whole=False)


@pytest.mark.parametrize("language", ["ja"])
def test_a_citizen_reads_the_abstract_with_all_claims_in_the_margin(
    journey: Journey,
) -> None:
    journey.go(f"/{TIE}")
    _fields(journey).locator(".more").click()
    onward = journey.t("web-rendition-in-text", type="abstract")
    journey.evidence.get_by_role("link", name=onward, exact=True).click()
    journey.page.wait_for_url(f"**/{DOCUMENT}-abstract/text*")
    passage = journey.main.locator("a.passage.asked").first
    expect(passage).to_be_in_viewport()
    expect(passage).to_contain_text("1974")
    journey.last_picture("abstract", whole=False, at=passage)


@pytest.mark.parametrize("language", ["en"])
def test_a_citizen_sees_the_tie_as_of_1980_at_an_address_of_its_own(
    journey: Journey,
) -> None:
    journey.go(f"/{TIE}")
    expect(_fields(journey)).to_have_text(re.compile("^12"))
    journey.page.locator(".when summary").click()
    journey.page.get_by_label(journey.t("web-as-of")).fill("1980")
    journey.picture("clocks")
    journey.button("web-ask", journey.page.locator("form.clocks")).click()
    journey.page.wait_for_url("**as_of=1980*")
    expect(_fields(journey)).to_have_text(re.compile(r"^6\D+10"))
    journey.main.get_by_role(
        "link", name=journey.or_ja("Osaka", "大阪市"), exact=True
    ).first.click()
    journey.page.wait_for_url("**/government/osaka?*")
    assert "as_of=1980" in journey.page.url
    journey.page.go_back()
    expect(_fields(journey)).to_have_text(re.compile(r"^6\D+10"))
    journey.last_picture("as-of-1980")


def _open_the_note(journey: Journey) -> Locator:
    """From the front page to the note that the built-in register was made from, and
    there to "12 fields".
    """
    journey.go("/")
    journey.main.locator(".ways a[href*='report']").click()
    figures = journey.main.locator("ul.figures")
    expect(figures).to_contain_text("18")
    journey.picture("report")
    journey.link("web-report-open").first.click()
    journey.page.wait_for_url("**/report/note.html?*")
    label = re.compile(
        rf"^{re.escape(journey.t('web-measuring-fields'))}$", re.IGNORECASE
    )
    row = journey.page.locator("dl > div").filter(
        has=journey.page.locator("dt", has_text=label)
    )
    said = row.locator("dd .s", has_text=re.compile("^12"))
    said.first.scroll_into_view_if_needed()
    journey.picture("note")
    return said.first


@pytest.mark.parametrize("language", ["ja"])
def test_a_citizen_finds_why_the_note_says_twelve_fields(journey: Journey) -> None:
    number = _open_the_note(journey)
    number.locator("a.ref").first.click()
    panel = journey.page.get_by_role("dialog")
    expect(panel).to_be_visible()
    expect(panel.locator("dl")).to_contain_text(
        f"{journey.or_ja('Osaka', '大阪市')} – {journey.or_ja('Shanghai', '上海市')}"
    )
    expect(panel).to_contain_text("1974")
    expect(panel.locator("blockquote mark")).to_contain_text("1974")
    expect(panel).to_contain_text(journey.t("note-rendition", type="abstract"))
    journey.picture("note-evidence")
    panel.locator(".steps button").last.click()
    expect(panel.locator("#panel-title")).to_contain_text("2 / 16")
    journey.last_picture("note", whole=False)


@pytest.fixture(scope="module")
def reader(house: Site, shared: Path) -> Person:
    """An account that reads, where the text of the document has been added."""
    kizuna(house, "sources", "add", str(shared / "documents" / "kansai-1987.txt"))
    return add_person(house, "reader")


@pytest.mark.parametrize("language", ["en"])
def test_with_the_document_and_an_account_a_number_leads_to_its_passage(
    journey: Journey, reader: Person
) -> None:
    journey.go("/")
    journey.sign_in(reader)
    number = _open_the_note(journey)
    number.locator("a.ref").first.click()
    quoted = journey.page.get_by_role("dialog").locator("blockquote, q, mark").first
    expect(quoted).to_contain_text("1974")
    journey.picture("note-passage")
    journey.go(f"/{TIE}?as_of=1987-04-01")
    _fields(journey).locator(".more").click()
    expect(journey.evidence.locator("mark").first).to_contain_text("1974")
    expect(journey.evidence.locator("#rendition-0 mark")).to_be_visible()
    journey.picture("evidence-passage")
    journey.link("web-claim-in-text", journey.evidence).click()
    journey.page.wait_for_url(f"**/{DOCUMENT}/text*")
    passage = journey.main.locator("a.passage.asked").first
    expect(passage).to_be_in_viewport()
    journey.last_picture("passage-in-the-text", whole=False, at=passage)

"""The officer's journey: a tie and an agreement with uncertain dates are entered with the paper that tells of
them, and stand on their pages, on the map and in the note, whose date opens the words of the paper."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import FilePayload, Locator, expect

from story.web.journey import Journey
from web.conftest import Site
from web.signing_in import Person, add_person

PARTNER, REF = "Dalian", "government/dalian"
TIED, TIED_ON = "Osaka and Dalian have been friends since about 1974", "about 1974"
SIGNED, SIGNED_ON = "In spring 1986 both mayors signed a protocol", "spring 1986"


PAPER = FilePayload(
    name="dalian.txt",
    mimeType="text/plain",
    buffer=f"File 12\n\n{TIED}.\n\n{SIGNED} on the exchange of nurses.\n".encode(),
)


@pytest.fixture(scope="module")
def officer(house: Site) -> Person:
    """The coordinator of Osaka."""
    return add_person(house, "coordinator")


def _choose(journey: Journey, field: Locator, words: str, ref: str) -> None:
    """Type a name into a field and choose the thing of that id among what is found."""
    field.press_sequentially(words)
    option = journey.page.get_by_role("option").filter(
        has=journey.page.locator("code", has_text=ref)
    )
    option.first.click()
    expect(field).to_have_value(f"{words} ({ref})")


def _record(journey: Journey, ref: str, said: str) -> None:
    """Look at what will be recorded, and record it."""
    journey.button("web-entry-preview").click()
    expect(journey.main).to_contain_text(journey.t("web-entry-preview-counts"))
    expect(journey.main).to_contain_text(said)
    expect(journey.main).to_contain_text(journey.t("web-entry-passage-found"))
    journey.button("web-entry-record").click()
    journey.page.wait_for_url(f"**/{ref}?entered=*")


def _enter_the_tie(journey: Journey) -> None:
    """A new tie of Osaka, with the paper sent along."""
    party = _capital(journey.messages.property("tie", "party"))
    journey.choose("web-menu-work", "web-entry-choose")
    tie = _capital(journey.messages.kind("tie"))
    journey.main.get_by_role("link", name=tie, exact=True).click()
    parties = journey.page.locator("input[name^='party.']")
    _choose(journey, parties.last, "Osaka", "government/osaka")
    another = f"{journey.t('web-entry-add-another')} {party}"
    journey.main.get_by_role("button", name=another).click()
    expect(parties).to_have_count(2)
    _choose(journey, parties.last, PARTNER, REF)
    journey.page.locator("[name='type.0.value']").select_option("friendship-city")
    journey.page.locator("[name='milestone.0.stage.value']").select_option("formal")
    journey.page.locator("[name='milestone.0.date.value']").fill(TIED_ON)
    expect(journey.page.locator("#read-milestone-0-date")).to_contain_text("1974~")
    journey.main.get_by_label(journey.t("web-entry-source-paper")).check()
    journey.main.get_by_label(journey.t("web-entry-file"), exact=True).set_input_files(PAPER)
    journey.main.get_by_label(journey.t("web-entry-paper-title"), exact=True).fill(
        "File 12 on Dalian"
    )
    journey.main.get_by_label(journey.t("web-entry-paper-quote"), exact=True).fill(TIED)
    _record(journey, "tie/osaka-dalian", TIED_ON)


def _enter_the_agreement(journey: Journey, paper: str) -> str:
    """An agreement of the tie, with the paper that is in the register by now; its address."""
    journey.go("/enter/agreement")
    tie = _capital(journey.messages.property("agreement", "tie"))
    field = journey.main.get_by_label(tie, exact=True).first
    field.fill("tie/osaka-dalian")
    journey.page.locator("[name='signed.0.value']").fill(SIGNED_ON)
    expect(journey.page.locator("#read-signed-0")).to_contain_text("1986-21")
    journey.main.get_by_label(journey.t("web-entry-source-document")).check()
    journey.main.locator("[name='source.document']").fill(paper)
    journey.main.get_by_label(journey.t("web-entry-quote"), exact=True).fill(SIGNED)
    _record(journey, "agreement/osaka-dalian*", SIGNED_ON)
    return journey.page.url


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _see_on_the_map(journey: Journey) -> None:
    """The new tie among the partners of Osaka on the map, and in the list that says the same."""
    journey.go("/map?place=government/osaka")
    partners = journey.page.locator("#partners")
    expect(partners).to_contain_text(PARTNER)
    journey.link("web-map-as-list").first.click()
    journey.page.wait_for_url("**/map/list?*")
    journey.link("web-map-ties").click()
    tied = journey.page.get_by_role("row").filter(has_text=PARTNER)
    expect(tied).to_contain_text(TIED_ON)


def _see_in_the_note(journey: Journey) -> None:
    """The note on both places, made in the report builder; its date opens the words of the paper."""
    journey.choose("web-menu-take", "web-report-title")
    for side, words, ref in (
        ("a", "Osaka", "government/osaka"),
        ("b", PARTNER, REF),
    ):
        journey.page.locator(f"[name='{side}']").press_sequentially(words)
        journey.page.locator(f"[role='option'][data-value$='({ref})']").click()
    journey.button("web-report-prepare").click()
    expect(journey.main.locator("ul.figures")).to_contain_text("1")
    journey.link("web-report-open").first.click()
    journey.page.wait_for_url("**/report/note.html?*")
    said = journey.page.locator(".s").filter(has_text=TIED_ON)
    said.locator("a.ref").first.click()
    panel = journey.page.get_by_role("dialog")
    expect(panel).to_contain_text(TIED)
    journey.page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    kind = re.compile(re.escape(journey.messages.kind("agreement")), re.IGNORECASE)
    signed = journey.page.get_by_role("row").filter(has_text=SIGNED_ON)
    expect(signed.filter(has_text=kind).first).to_be_visible()


@pytest.mark.parametrize("language", ["en"])
def test_an_officer_enters_a_tie_from_a_paper_and_finds_it_on_the_map_and_in_the_note(
    journey: Journey, officer: Person
) -> None:
    journey.go("/")
    journey.sign_in(officer)
    _enter_the_tie(journey)
    expect(journey.main).to_contain_text(TIED_ON)
    stage = journey.messages.concept("stages", "formal")
    dated = journey.main.locator("#tie .facts > div").filter(has_text=_capital(stage))
    dated.locator(".refs > .ref").first.click()
    expect(journey.evidence.locator("mark")).to_have_text(TIED)
    link = journey.evidence.locator("dd a[href^='/document/']").first.get_attribute("href")
    assert link
    _enter_the_agreement(journey, link.removeprefix("/"))
    expect(journey.main).to_contain_text(SIGNED_ON)
    _see_on_the_map(journey)
    _see_in_the_note(journey)
    journey.fits_a_phone()

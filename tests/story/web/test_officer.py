"""The officer's journey: a tie and an agreement with uncertain dates are entered with
the paper that tells of them, and stand on their pages, on the map and in the note,
whose date opens the words of the paper.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
import typst
from playwright.sync_api import FilePayload, Locator, expect

from kizuna.publish.wording import capital
from story.web.journey import Journey
from web.conftest import Site
from web.signing_in import Person, add_person


@dataclass(frozen=True, slots=True)
class Case:
    """What an officer of Osaka has on the desk: a paper on a tie with a partner."""

    partner: str
    slug: str
    paper: FilePayload
    title: str
    tied: str
    tied_on: str
    signed: str
    signed_on: str


CASES = {
    "en": Case(
        partner="Dalian",
        slug="dalian",
        paper=FilePayload(
            name="dalian.pdf",
            mimeType="application/pdf",
            buffer=typst.compile(
                b"Office of international relations, file 12\n\n"
                b"Osaka and Dalian have been friends since about 1974.\n\n"
                b"In spring 1986 both mayors signed a protocol on the exchange of nurses.\n"
            ),
        ),
        title="File 12 on Dalian",
        tied="Osaka and Dalian have been friends since about 1974",
        tied_on="about 1974",
        signed="In spring 1986 both mayors signed a protocol",
        signed_on="spring 1986",
    ),
    "ja": Case(
        partner="瀋陽市",
        slug="shenyang",
        paper=FilePayload(
            name="瀋陽.txt",
            mimeType="text/plain",
            buffer=(
                "国際交流課 簿冊第十三\n\n"
                "大阪市と瀋陽市は昭和49年頃から友好の間柄にある。\n\n"
                "昭和61年春、両市長は看護師の交流に関する議定書に署名した。\n"
            ).encode(),
        ),
        title="瀋陽市に関する簿冊",
        tied="昭和49年頃から友好の間柄にある",
        tied_on="1974年頃",
        signed="両市長は看護師の交流に関する議定書に署名した",
        signed_on="1986年春",
    ),
}


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
    journey.picture(f"preview-{ref.partition('/')[0]}")
    journey.button("web-entry-record").click()
    journey.page.wait_for_url(f"**/{ref}?entered=*")


def _enter_the_tie(journey: Journey, case: Case) -> None:
    """A new tie of Osaka, with the paper sent along."""
    party = capital(journey.messages.property("tie", "party"))
    journey.choose("web-menu-work", "web-entry-choose")
    journey.picture("kinds")
    tie = capital(journey.messages.kind("tie"))
    journey.main.get_by_role("link", name=tie, exact=True).click()
    parties = journey.page.locator("input[name^='party.']")
    _choose(journey, parties.last, journey.or_ja("Osaka", "大阪市"), "government/osaka")
    another = f"{journey.t('web-entry-add-another')} {party}"
    journey.main.get_by_role("button", name=another).click()
    expect(parties).to_have_count(2)
    _choose(journey, parties.last, case.partner, f"government/{case.slug}")
    journey.page.locator("[name='type.0.value']").select_option("friendship-city")
    journey.page.locator("[name='milestone.0.stage.value']").select_option("formal")
    journey.page.locator("[name='milestone.0.date.value']").fill(case.tied_on)
    expect(journey.page.locator("#read-milestone-0-date")).to_contain_text("1974~")
    journey.picture("date-read-back")
    journey.main.get_by_label(journey.t("web-entry-source-paper")).check()
    journey.main.get_by_label(journey.t("web-entry-file"), exact=True).set_input_files(
        case.paper
    )
    journey.main.get_by_label(journey.t("web-entry-paper-title"), exact=True).fill(
        case.title
    )
    journey.main.get_by_label(journey.t("web-entry-paper-quote"), exact=True).fill(
        case.tied
    )
    journey.picture("paper")
    _record(journey, f"tie/osaka-{case.slug}", case.tied_on)


def _enter_the_agreement(journey: Journey, case: Case, paper: str) -> str:
    """An agreement of the tie, with the paper that is in the register by now; its
    address.
    """
    journey.go("/enter/agreement")
    tie = capital(journey.messages.property("agreement", "tie"))
    field = journey.main.get_by_label(tie, exact=True).first
    field.fill(f"tie/osaka-{case.slug}")
    journey.page.locator("[name='signed.0.value']").fill(case.signed_on)
    expect(journey.page.locator("#read-signed-0")).to_contain_text("1986-21")
    journey.main.get_by_label(journey.t("web-entry-source-document")).check()
    journey.main.locator("[name='source.document']").fill(paper)
    journey.main.get_by_label(journey.t("web-entry-quote"), exact=True).fill(
        case.signed
    )
    _record(journey, f"agreement/osaka-{case.slug}*", case.signed_on)
    return journey.page.url


def _see_on_the_map(journey: Journey, case: Case) -> None:
    """The new tie among the partners of Osaka on the map, and in the list that says the
    same.
    """
    journey.go("/map?place=government/osaka")
    partners = journey.page.locator("#partners")
    expect(partners).to_contain_text(case.partner)
    journey.picture("map")
    journey.link("web-map-as-list").first.click()
    journey.page.wait_for_url("**/map/list?*")
    journey.link("web-map-ties").click()
    tied = journey.page.get_by_role("row").filter(has_text=case.partner)
    expect(tied).to_contain_text(case.tied_on)
    journey.picture("map-list")


def _see_in_the_note(journey: Journey, case: Case) -> None:
    """The note on both places, made in the report builder; its date opens the words of
    the paper.
    """
    journey.choose("web-menu-take", "web-report-title")
    for side, words, ref in (
        ("a", journey.or_ja("Osaka", "大阪市"), "government/osaka"),
        ("b", case.partner, f"government/{case.slug}"),
    ):
        journey.page.locator(f"[name='{side}']").press_sequentially(words)
        journey.page.locator(f"[role='option'][data-value$='({ref})']").click()
    journey.button("web-report-prepare").click()
    expect(journey.main.locator("ul.figures")).to_contain_text("1")
    journey.picture("report")
    journey.link("web-report-open").first.click()
    journey.page.wait_for_url("**/report/note.html?*")
    said = journey.page.locator(".s").filter(has_text=case.tied_on)
    said.locator("a.ref").first.click()
    panel = journey.page.get_by_role("dialog")
    expect(panel).to_contain_text(case.tied)
    journey.picture("note-passage")
    journey.page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    kind = re.compile(re.escape(journey.messages.kind("agreement")), re.IGNORECASE)
    signed = journey.page.get_by_role("row").filter(has_text=case.signed_on)
    expect(signed.filter(has_text=kind).first).to_be_visible()


def test_an_officer_enters_a_tie_from_a_paper_and_finds_it_on_the_map_and_in_the_note(
    journey: Journey, officer: Person
) -> None:
    case = CASES[journey.language]
    journey.go("/")
    journey.sign_in(officer)
    _enter_the_tie(journey, case)
    expect(journey.main).to_contain_text(case.tied_on)
    journey.picture("tie")
    stage = journey.messages.concept("stages", "formal")
    dated = journey.main.locator("#tie .facts > div").filter(has_text=capital(stage))
    dated.locator(".refs > .ref").first.click()
    expect(journey.evidence.locator("mark")).to_have_text(case.tied)
    journey.picture("tie-evidence")
    link = journey.evidence.locator("dd a[href^='/document/']").first.get_attribute(
        "href"
    )
    assert link
    _enter_the_agreement(journey, case, link.removeprefix("/"))
    expect(journey.main).to_contain_text(case.signed_on)
    journey.picture("agreement")
    _see_on_the_map(journey, case)
    _see_in_the_note(journey, case)
    journey.last_picture("note")

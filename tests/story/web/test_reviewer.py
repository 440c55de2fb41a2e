"""The reviewer's journey: what rules read in a letter is accepted, corrected, rejected
with a reason and undone; the register's pages follow, and the history and the audit
tell who did what.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from story.web.journey import Journey
from web.conftest import Site
from web.signing_in import Person, add_person, kizuna

LETTERS = {
    "en": ("osaka-dalian", "kobe-shenyang", "kyoto-hangzhou"),
    "ja": ("nara-dalian", "akashi-shenyang", "himeji-hangzhou"),
}
"""The ties that the letters tell of, one for each language: to accept, to correct, to
reject.
"""
YEARS = (1985, 1986, 1987)


@pytest.fixture(scope="module")
def reviewer(house: Site, tmp_path_factory: pytest.TempPathFactory) -> Person:
    """An account that reviews, where rules have read the letters."""
    folder = tmp_path_factory.mktemp("letters")
    letters = [
        str(_letter(folder, language, ties)) for language, ties in LETTERS.items()
    ]
    kizuna(house, "propose", *letters, "--save")
    for language in LETTERS:
        kizuna(house, "sources", "publish", f"document/letter-{language}")
    return add_person(house, "reviewer")


def _letter(folder: Path, language: str, ties: tuple[str, ...]) -> Path:
    """A letter in which a sentence tells of each tie."""
    pairs = [" and ".join(name.capitalize() for name in tie.split("-")) for tie in ties]
    said = [
        f"{p} became sister cities in {y}." for p, y in zip(pairs, YEARS, strict=True)
    ]
    path = folder / f"letter-{language}.txt"
    path.write_text("\n\n".join(["Letter of the office", *said]) + "\n", "utf-8")
    return path


def _queue(journey: Journey) -> Locator:
    """The readings of this story's letter that wait."""
    journey.choose("web-menu-work", "web-review-title")
    chosen = journey.main.get_by_label(journey.t("web-review-document"), exact=True)
    title = f"letter-{journey.language}"
    option = chosen.locator("option").filter(has_text=title)
    if option.count():
        chosen.select_option(option.get_attribute("value"))
    journey.button("web-review-filter").click()
    journey.page.wait_for_url("**/review?*")
    return journey.main.locator(".queue > li")


def _accept(journey: Journey) -> None:
    expect(journey.main.locator("#text mark").first).to_contain_text(str(YEARS[0]))
    journey.picture("reading")
    journey.main.locator("button[value='accept']").click()
    journey.page.wait_for_url("**done=*")


def _correct(journey: Journey) -> None:
    """The letter says 1986; the office knows that it was the year before, as a day of
    no certainty.
    """
    milestone = journey.messages.property("tie", "milestone")
    said = journey.main.locator(".effect").filter(has_text=str(YEARS[1]))
    said.first.locator("a.correct").click()
    expect(journey.main.get_by_role("heading", level=1)).to_contain_text(
        milestone, ignore_case=True
    )
    journey.main.locator("[name$='date.value']").fill(
        journey.or_ja("spring 1986", "1986年春")
    )
    journey.picture("correction")
    journey.button("web-review-correct-save").last.click()
    journey.page.wait_for_url("**done=*")
    journey.picture("corrected")
    heading = journey.main.get_by_role("heading", level=1)
    about = heading.inner_text()
    journey.main.locator("button[value='accept']").click()
    expect(heading).not_to_have_text(about)


def _reject_and_undo(journey: Journey) -> None:
    name = journey.main.locator("h1").evaluate(
        "heading => heading.firstChild.textContent.trim()"
    )
    reason = journey.t("web-review-why-elsewhere")
    journey.main.get_by_label(journey.t("web-review-reason")).fill(reason)
    journey.picture("rejecting")
    journey.main.locator("button[value='reject']").click()
    notice = journey.page.get_by_role("status").first
    undo = notice.locator("form button")
    expect(undo).to_contain_text(journey.t("web-review-undo"))
    expect(notice).to_contain_text(name)
    journey.picture("rejected")
    undo.click()
    journey.page.wait_for_url("**undone=*")
    journey.picture("undone")


def test_a_reviewer_accepts_corrects_rejects_and_undoes(
    journey: Journey, reviewer: Person
) -> None:
    accepted, corrected, rejected = LETTERS[journey.language]
    journey.go("/")
    journey.sign_in(reviewer)
    queue = _queue(journey)
    expect(queue).to_have_count(3)
    journey.picture("queue")
    queue.first.locator("a.open").click()
    _accept(journey)
    _correct(journey)
    _reject_and_undo(journey)
    expect(_queue(journey)).to_have_count(1)
    journey.go(f"/tie/{accepted}")
    expect(journey.main).to_contain_text("1985")
    journey.go(f"/tie/{corrected}")
    expect(journey.main.locator("#tie")).to_contain_text(
        journey.or_ja("spring 1986", "1986年春")
    )
    journey.picture("tie")
    journey.go(f"/tie/{rejected}")
    expect(journey.main).to_contain_text(journey.t("web-fault-404"))
    journey.go(f"/tie/{corrected}/history")
    expect(journey.main).to_contain_text(reviewer.name)
    expect(journey.main).to_contain_text(journey.t("web-history-reject"))
    journey.picture("history")
    journey.go(f"/audit?by={reviewer.name}")
    done = journey.main.get_by_role("row").filter(has_text=reviewer.name)
    expect(done.filter(has_text=journey.t("web-act-correct"))).not_to_have_count(0)
    expect(done.filter(has_text=journey.t("web-act-add-judgements"))).not_to_have_count(
        0
    )
    journey.last_picture("audit")

"""The administrator's journey: people are invited and come in, a role is given and
taken away, and a coordinator decides about the ties of their own government alone.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from story.web.journey import Journey, set_out
from web.conftest import Site
from web.signing_in import Person, add_person

PASSWORD = "nine slow ferries at dawn"
OWN, FOREIGN = "tie/kobe-tianjin", "tie/osaka-shanghai"


@pytest.fixture(scope="module")
def administrator(house: Site) -> Person:
    """Who keeps the accounts."""
    return add_person(house, "administrator")


@pytest.fixture
def newcomer(browser: Browser, journey: Journey) -> Iterator[Journey]:
    """Somebody who is invited, in a browser of their own."""
    story = f"{journey.story}-newcomer"
    with set_out(browser, journey.site, journey.language, story) as made:
        yield made


def _invite(journey: Journey, name: str, role: str, government: str = "") -> str:
    """Make an account; the address at which its owner comes in."""
    journey.page.locator(".account-menu").get_by_role(
        "link", name=journey.t("web-people")
    ).click()
    journey.link("web-invite").click()
    journey.main.get_by_label(journey.t("web-account-name"), exact=True).fill(name)
    journey.main.locator(f"[name='role'][value='{role}']").check()
    journey.main.get_by_label(journey.t("web-account-governments"), exact=True).fill(
        government
    )
    journey.picture(f"invite-{role}")
    journey.button("web-invite-make").click()
    expect(journey.main).to_contain_text(journey.t("web-handed-over"))
    journey.picture(f"address-for-{role}")
    return journey.main.locator("code.secret").inner_text()


def _come_in(newcomer: Journey, address: str, name: str) -> None:
    """Follow the address that was handed over, and choose a password."""
    newcomer.page.goto(address)
    expect(newcomer.main).to_contain_text(name)
    newcomer.main.get_by_label(newcomer.t("web-password"), exact=True).fill(PASSWORD)
    newcomer.picture("choose-password")
    newcomer.button("web-choose-password-keep").click()
    newcomer.page.locator(".account-menu").get_by_text(name).wait_for()


def _give_role(journey: Journey, name: str, role: str) -> None:
    journey.page.locator(".account-menu").get_by_role(
        "link", name=journey.t("web-people")
    ).click()
    journey.main.get_by_role("link", name=name, exact=True).click()
    journey.main.locator(f"[name='role'][value='{role}']").check()
    journey.button("web-keep").click()
    expect(journey.page.get_by_role("status").first).to_contain_text(
        journey.t("web-kept")
    )
    journey.picture(f"role-{role}")


@pytest.mark.parametrize("language", ["en"])
def test_an_administrator_lets_somebody_review_and_takes_that_away(
    journey: Journey, newcomer: Journey, administrator: Person
) -> None:
    name = f"mori-{journey.language}"
    journey.go("/")
    journey.sign_in(administrator)
    _come_in(newcomer, _invite(journey, name, "reviewer"), name)
    newcomer.choose("web-menu-work", "web-review-title")
    expect(newcomer.main.get_by_role("heading", level=1)).to_have_text(
        newcomer.t("web-review-title")
    )
    _give_role(journey, name, "reader")
    newcomer.go("/review")
    needed = newcomer.t("web-role-reviewer")
    expect(newcomer.main).to_contain_text(newcomer.t("web-refused-needs", role=needed))
    menu = newcomer.page.get_by_role("navigation", name=newcomer.t("web-main-menu"))
    expect(menu).not_to_contain_text(newcomer.t("web-menu-work"))
    newcomer.last_picture("refused")
    journey.go(f"/audit?by={administrator.name}")
    acts = journey.main.get_by_role("row").filter(has_text=name)
    expect(acts.filter(has_text=journey.t("web-act-change-account"))).not_to_have_count(
        0
    )
    journey.last_picture("audit")


def _add_a_name(newcomer: Journey, tie: str, told: str, act: str) -> None:
    """Type a name of a tie, as the office knows it; what is told before it is recorded,
    and how that is done.
    """
    newcomer.go(f"/{tie}")
    newcomer.link("web-entry-add-or-correct").click()
    newcomer.main.locator("#at-name summary").first.click()
    words = newcomer.or_ja("Tie of the two harbours", "両港の絆")
    newcomer.main.locator("[name='name.0.text']").fill(words)
    newcomer.button("web-entry-preview").last.click()
    expect(newcomer.main).to_contain_text(newcomer.t(told))
    newcomer.picture(f"preview-{tie.partition('/')[2]}")
    newcomer.button(act).click()
    newcomer.page.wait_for_url(f"**/{tie}?*")
    newcomer.picture(f"recorded-{tie.partition('/')[2]}")


@pytest.mark.parametrize("language", ["ja"])
def test_a_coordinator_decides_about_the_ties_of_their_own_government_alone(
    journey: Journey, newcomer: Journey, administrator: Person
) -> None:
    name, words = (
        f"sato-{journey.language}",
        journey.or_ja("Tie of the two harbours", "両港の絆"),
    )
    journey.go("/")
    journey.sign_in(administrator)
    kobe = journey.or_ja("Kobe", "神戸市")
    _come_in(newcomer, _invite(journey, name, "coordinator", kobe), name)
    _add_a_name(newcomer, OWN, "web-entry-preview-counts", "web-entry-record")
    expect(newcomer.main).to_contain_text(words)
    _add_a_name(newcomer, FOREIGN, "web-entry-preview-waits", "web-entry-propose")
    newcomer.go(f"/{FOREIGN}")
    expect(newcomer.main).not_to_contain_text(words)
    newcomer.last_picture("tie-of-others")
    journey.page.locator(".account-menu").get_by_role(
        "link", name=journey.t("web-people")
    ).click()
    expect(journey.main.get_by_role("row").filter(has_text=name)).to_contain_text(
        "kobe"
    )
    journey.last_picture("people")

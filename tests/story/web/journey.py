"""A person on their way through the pages: what they read and click is looked up in
their language; each step is photographed into the folder KIZUNA_SCREENSHOTS, where
there is one.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page

from kizuna.languages import Messages
from web.conftest import Site
from web.look import DESK, PATIENCE, PHONE
from web.signing_in import Person

LOCALES = {"en": "en-GB", "ja": "ja-JP"}


@dataclass(slots=True)
class Journey:
    """One person's browser at a site.

    Pictures are named by the `story`, the language, the step and what is seen. What
    scripts complain of is in `errors`.
    """

    page: Page
    site: Site
    messages: Messages
    story: str
    errors: list[str] = field(default_factory=list)
    _steps: count[int] = field(default_factory=lambda: count(1))

    @property
    def language(self) -> str:
        """The language of the pages: en or ja."""
        return self.messages.language

    @property
    def main(self) -> Locator:
        """What the page is about."""
        return self.page.get_by_role("main")

    @property
    def evidence(self) -> Locator:
        """What has been opened beside the page."""
        return self.page.locator("#evidence")

    def t(self, key: str, **arguments: object) -> str:
        """A message in the language of the pages."""
        return self.messages.text(key, **arguments)

    def or_ja(self, english: str, japanese: str) -> str:
        """What this person writes in their own language."""
        return japanese if self.language == "ja" else english

    def go(self, address: str) -> None:
        """Open an address of the site, as from a bookmark."""
        self.page.goto(self.site.address + address)

    def button(self, key: str, within: Locator | None = None) -> Locator:
        """A button by the key of its words."""
        return (within or self.main).get_by_role("button", name=self.t(key), exact=True)

    def link(self, key: str, within: Locator | None = None) -> Locator:
        """A link by the key of its words."""
        return (within or self.main).get_by_role("link", name=self.t(key), exact=True)

    def choose(self, group: str, key: str) -> None:
        """Open a group of the main menu and follow one of its links."""
        menu = self.page.get_by_role("navigation", name=self.t("web-main-menu"))
        menu.locator("summary").filter(has_text=self.t(group)).click()
        with self.page.expect_navigation():
            self.link(key, menu).click()

    def sign_in(self, who: Person) -> None:
        """Sign in from the top of the page."""
        self.page.locator(".account-menu").get_by_role("link").click()
        self.main.get_by_label(self.t("web-account-name"), exact=True).fill(who.name)
        self.main.get_by_label(self.t("web-password"), exact=True).fill(who.password)
        self.button("web-sign-in").click()
        self.page.locator(".account-menu").get_by_text(who.name).wait_for()

    def heard(self, said: ConsoleMessage) -> None:
        """Note an error; that a page itself was refused or not found is no error of a
        script.
        """
        if said.type == "error" and said.location["url"] != self.page.url:
            self.errors.append(said.text)

    def picture(self, seen: str) -> None:
        """Photograph the window as it is."""
        self._photograph(seen, whole=False)

    def last_picture(
        self, seen: str, whole: bool = True, at: Locator | None = None
    ) -> None:
        """Photograph the page (the whole of it, or the window where something is) on a
        desk and on a phone, light and dark.

        On a phone nothing of it may scroll sideways.
        """
        for size, name in ((DESK, "desk"), (PHONE, "phone")):
            self.page.set_viewport_size(size)
            if at:
                at.evaluate(
                    "here => here.scrollIntoView({ block: 'center', behavior: 'instant' })"
                )
            for look in ("light", "dark"):
                self.page.emulate_media(
                    color_scheme="dark" if look == "dark" else "light"
                )
                self._photograph(f"{seen}-{name}-{look}", whole)
        assert (
            self.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        )

    def _photograph(self, seen: str, whole: bool) -> None:
        name = f"{self.story}-{self.language}-{next(self._steps):02}-{seen}.png"
        if folder := os.environ.get("KIZUNA_SCREENSHOTS"):
            path = Path(folder, name)
            self.page.screenshot(path=path, full_page=whole, animations="disabled")


@contextmanager
def set_out(
    browser: Browser, site: Site, language: str, story: str
) -> Iterator[Journey]:
    """Somebody who opens a browser of their own, on a desk; any error of a script fails
    the test.
    """
    context = browser.new_context(
        locale=LOCALES[language], viewport=DESK, color_scheme="light"
    )
    context.set_default_timeout(PATIENCE)
    made = Journey(context.new_page(), site, Messages(language), story)
    made.page.on("pageerror", lambda error: made.errors.append(str(error)))
    made.page.on("console", lambda said: made.heard(said))
    yield made
    context.close()
    assert made.errors == []

"""Photographs pages of a running server for a person to look at: a sheet a page, in
each language, look, width.

    kizuna serve &
    python tools/look.py http://127.0.0.1:8000 OUT /tie/osaka-shanghai
        '/search?q=Santori'

writes OUT/NAME.png for each page. It needs the test extra and Chromium.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

DESK, PHONE = (1360, 1000), (390, 1000)
VIEWS = (
    ("en", "light", DESK),
    ("ja", "dark", DESK),
    ("zh-Hans", "light", DESK),
    ("ru", "dark", DESK),
    ("en", "dark", PHONE),
    ("ja", "light", PHONE),
    ("zh-Hans", "dark", PHONE),
    ("ru", "light", PHONE),
)
"""Language, look and size of the window of each photograph of a page."""


def main(site: str, folder: Path, addresses: list[str]) -> None:
    """Photograph the addresses of a site into a folder, and lay the photographs of each
    on a sheet.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        for address in addresses:
            name = (
                "".join(c if c.isalnum() else "-" for c in address.strip("/")) or "home"
            )
            shots = [
                _photographed(
                    browser, site + address, folder / f"{name}-{number}.png", view
                )
                for number, view in enumerate(VIEWS)
            ]
            _lay(browser, shots, folder / f"{name}.png")
            for shot in shots:
                shot.unlink()
        browser.close()


def _photographed(
    browser: Browser, address: str, path: Path, view: tuple[str, str, tuple[int, int]]
) -> Path:
    """The window in one language, look and size, as a picture at the path."""
    language, look, (width, height) = view
    context = browser.new_context(
        locale=language,
        color_scheme="dark" if look == "dark" else "light",
        viewport={"width": width, "height": height},
    )
    page = context.new_page()
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=path)
    context.close()
    return path


def _lay(browser: Browser, shots: list[Path], path: Path) -> None:
    """All pictures of a page on one sheet: those of a desk in two columns, those of a
    phone in a row.
    """
    page = browser.new_page(viewport={"width": 1800, "height": 900})
    sheet = path.with_suffix(".html")
    pictures = "".join(
        f'<img src="{shot.name}" class="{_kind(i)}">' for i, shot in enumerate(shots)
    )
    sheet.write_text(
        "<style>body{margin:8px;background:#888}img{margin:4px}.desk{width:880px}.phone{width:436px}</style>"
        + pictures
    )
    page.goto(sheet.resolve().as_uri())
    page.screenshot(path=path, full_page=True)
    page.close()
    sheet.unlink()


def _kind(number: int) -> str:
    return "desk" if VIEWS[number][2] == DESK else "phone"


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"), Path(sys.argv[2]), sys.argv[3:] or ["/"])

"""Reading a page as somebody sees it: the words of its sections, without marks of
evidence, and its links.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from typing import Any

from httpx import Client, Response
from lxml import html

_INLINE = frozenset({"span", "a", "b", "mark", "code"})


class Seen:
    """A page as it came."""

    def __init__(self, text: str) -> None:
        self.root = html.fromstring(text)

    def section(self, anchor: str) -> str:
        """The words of a section by its anchor ("": of the main part), on one line;
        fails when there is none.
        """
        if not anchor:
            return self.words()
        (found,) = self.root.xpath(f"//*[@id='{anchor}']")
        return _words(found)

    def words(self) -> str:
        """All words of the page's main part."""
        (main,) = self.root.xpath("//main") or [self.root]
        return _words(main)

    def links(self, within: str = "") -> list[str]:
        """Where the links of a section lead, or of the whole main part."""
        place = f"//*[@id='{within}']" if within else "//main"
        return [str(address) for address in self.root.xpath(f"{place}//a/@href")]


def seen(client: Client, address: str) -> Seen:
    """A page of an address in English."""
    answer = client.get(address, headers={"Accept-Language": "en"})
    assert answer.status_code == 200
    return Seen(answer.text)


def words(page: str) -> str:
    """All words of the main part of a page."""
    return Seen(page).words()


def when_over(client: Client, address: str) -> str:
    """The page of long work once nothing of it waits or runs."""
    until = time.monotonic() + 120
    while re.search(
        r'data-state="(queued|running)"', page := tells(client.get(address), 200)
    ):
        assert time.monotonic() < until, page
        time.sleep(0.2)
    return page


def tells(answer: Response, status: int, *words: str) -> str:
    """The text of an answer, which has that status and all these words."""
    assert answer.status_code == status, answer.text
    says(answer.text, *words)
    return answer.text


def says(text: str, *words: str) -> None:
    """All these words stand in a text."""
    assert [missing for missing in words if missing not in text] == []


def _words(element: Any) -> str:
    return " ".join("".join(_texts(element)).split())


def _texts(element: Any) -> Iterator[str]:
    """The text of an element and all in it but marks of evidence; what is not inline
    stands apart.
    """
    if element.get("class") != "refs":
        apart = "" if element.tag in _INLINE else " "
        yield apart + (element.text or "")
        for part in element:
            yield from _texts(part)
            yield part.tail or ""
        yield apart

"""Mentions that nobody has identified, and the buttons of decisions, for tests of deciding."""

from __future__ import annotations

import hashlib
import html
import re
from pathlib import Path

import httpx

from builders import add_text, claim, flat
from kizuna.claims.claim import Claim
from kizuna.store import open_database
from kizuna.store.actions import add_register
from web.conftest import Site
from web.signing_in import add_person

TEXT = (
    "Towns that wrote to us.\n\nThe town of Osakaa, in the west, asked for a tie with Shanghai.\n"
)
LIST = "document/list-of-towns"
MENTION = "government/osakaa"
ROLES = ("reviewer", "coordinator", "administrator")


def _said(ref: str, name: str, value: object, words: str = "") -> Claim:
    given = {
        "document": LIST,
        "holder": "organisation/list-makers",
        "recorder": "person/the-administrator",
        "method": "imported",
        "locator": "second paragraph",
    }
    if words:
        at = TEXT.index(words)
        place = {"sha256": hashlib.sha256(TEXT.encode()).hexdigest(), "start": at}
        given |= {**place, "end": at + len(words)}
    return claim(ref, name, value, **given)


def mentions() -> list[Claim]:
    """A town that is nearly Osaka, Kobe by its name, and one that nobody knows; a tie of the first."""
    return flat(
        claim(LIST, "title", "List of towns"),
        _said(MENTION, "name", {"text": "Osakaa", "language": "en"}, "Osakaa"),
        _said(MENTION, "country", "JP"),
        _said("tie/osakaa-shanghai", "party", MENTION, "asked for a tie with Shanghai"),
        _said("tie/osakaa-shanghai", "party", "government/shanghai"),
        _said("government/kobe-of-the-list", "name", {"text": "Kobe", "language": "en"}),
        _said("government/kobe-of-the-list", "country", "JP"),
        _said("government/kobe-of-the-list", "level", "designated-city"),
        _said("government/zzyzx", "name", {"text": "Zzyzx", "language": "en"}),
        _said("government/zzyzx", "country", "US"),
    )


def add_mentions(path: Path) -> None:
    """Put these mentions, and an account of each role, into the database at a path."""
    for role in ROLES:
        add_person(Site("", path), role)
    opened = open_database(path)  # and closed last: a copy is then whole
    add_register(claims=mentions(), judgements=(), acting_user="tester")
    add_text(LIST, TEXT, "List of towns")
    opened.close()


def hidden(page: str, holding: str) -> dict[str, str]:
    """The hidden fields of the form of a page that holds some words; fails when there is none."""
    forms = re.findall(r"<form.*?</form>", page, re.DOTALL)
    form = next(form for form in forms if holding in form)
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
    return {name: html.unescape(value) for name, value in found}


def press(client: httpx.Client, address: str, decision: str, **fields: str) -> httpx.Response:
    """Press the button of a page that decides something, with what else was typed."""
    page = client.get(address).text
    return client.post(
        address, data={**hidden(page, 'name="decision"'), "decision": decision, **fields}
    )


def undo(client: httpx.Client, page: httpx.Response) -> httpx.Response:
    """Press the button of a notice that takes a decision back; the page that it leads to."""
    form = next(f for f in re.findall(r"<form.*?</form>", page.text, re.DOTALL) if ">Undo<" in f)
    action = re.search(r'action="([^"]+)"', form)
    assert action is not None
    given = {**hidden(page.text, ">Undo<"), "decision": "undo"}
    return client.post(html.unescape(action[1]), data=given, follow_redirects=True)

"""Accounts of every role for tests of the web, and clients and browsers that are signed
in to them.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import httpx
from click.testing import CliRunner
from httpx import Client, Response
from playwright.sync_api import Page

from kizuna.cli.app import app

ROLES = ("reader", "contributor", "reviewer", "coordinator", "administrator")
GOVERNMENT = "government/osaka"
"""What the coordinator of the tests looks after."""


@dataclass(frozen=True, slots=True)
class Site:
    """A server that answers at `address`, on the database at `path`."""

    address: str
    path: Path


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account."""

    name: str
    password: str


def person(role: str, name: str = "") -> Person:
    """The account of the tests with a role, or another one of that role by its name."""
    return Person(name or f"the-{role}", f"four words for a {role}")


def kizuna(site: Site, *words: str, given: str = "") -> str:
    """What a command prints on the site's database."""
    done = CliRunner().invoke(app, ["--db", str(site.path), *words], input=given)
    assert done.exit_code == 0, done.output
    return done.stdout


_MADE: set[tuple[Path, str]] = set()
"""The databases with the names of accounts that were made there."""


def add_person(site: Site, role: str, *options: str, name: str = "") -> Person:
    """Make the account of the tests with a role, or another one of that role."""
    who = person(role, name)
    looks_after = ("--government", GOVERNMENT) if role == "coordinator" else ()
    kizuna(
        site,
        *(
            "user",
            "add",
            who.name,
            "--role",
            role,
            "--password-stdin",
            *looks_after,
            *options,
        ),
        given=who.password,
    )
    _MADE.add((site.path, who.name))
    return who


def signed_in(site: Site, role: str) -> Client:
    """A client that is signed in with a role; the account is made where there is none
    yet.
    """
    who = person(role)
    return entered(
        site, who if (site.path, who.name) in _MADE else add_person(site, role)
    )


def entered(site: Site, who: Person) -> Client:
    """A client that somebody is signed in with."""
    client = visitor(site)
    answer = sign_in(client, who)
    assert answer.status_code == 302, answer.text
    return client


_ADDRESSES = count(2)


def visitor(site: Site) -> Client:
    """A client of an address of its own on this machine: wrong passwords are counted by
    addresses too.
    """
    number = next(_ADDRESSES)
    local = f"127.0.{number // 250}.{number % 250 + 1}"
    transport = httpx.HTTPTransport(local_address=local)
    return Client(base_url=site.address, timeout=60, transport=transport)


def sign_in(client: Client, who: Person, back: str = "/") -> Response:
    """The answer to a name and a password."""
    form = client.get("/sign-in")
    given = {"login": who.name, "password": who.password, "next": back}
    return client.post(
        "/sign-in", data={**given, "csrfmiddlewaretoken": forged_guard(form.text)}
    )


def sign_in_page(page: Page, who: Person) -> None:
    """Sign somebody in as a person does it, in a browser that reads English."""
    page.goto("/sign-in")
    page.get_by_label("Name to sign in with").fill(who.name)
    page.get_by_label("Password").fill(who.password)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/")


def post(client: Client, address: str, at: str = "", **fields: object) -> Response:
    """The answer to a form, whose guard against forgery is taken from the page `at`
    ("": from the same one).
    """
    guard = forged_guard(client.get(at or address).text)
    return client.post(address, data={**fields, "csrfmiddlewaretoken": guard})


def carried(page: str) -> dict[str, str]:
    """The hidden fields of a page, or of a form in it: what is sent that nobody
    types.
    """
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return {name: html.unescape(value) for name, value in found}


def forged_guard(page: str) -> str:
    """The hidden field against forgery in a page."""
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert found is not None, page
    return found[1]

"""Signing in and out: by password, by a second step, by an address that lets somebody in once."""

from __future__ import annotations

import base64
import hashlib
import hmac
import itertools
import os
import re
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from web.conftest import Site, free_port, serving
from web.signing_in import (
    Person,
    add_person,
    entered,
    forged_guard,
    kizuna,
    post,
    sign_in,
    signed_in,
    visitor,
)

_NUMBERS = itertools.count(1)


@pytest.fixture
def reader(house: Site) -> Person:
    """A reader's account of the test's own."""
    return add_person(house, "reader", name=f"reader-{next(_NUMBERS)}")


@pytest.fixture
def anybody(house: Site) -> Iterator[httpx.Client]:
    """A client that nobody is signed in with."""
    with visitor(house) as made:
        yield made


def who_is_in(client: httpx.Client) -> str:
    """The name in the menu, "" when nobody is signed in."""
    found = re.search(r'href="/account">([^<]+)<', client.get("/").text)
    return found[1] if found else ""


def test_a_name_and_its_password_let_in_and_lead_back(
    house: Site, reader: Person, anybody: httpx.Client
) -> None:
    answer = sign_in(anybody, reader, "/tie/osaka-shanghai?as_of=1987")
    assert answer.headers["location"] == "/tie/osaka-shanghai?as_of=1987"
    assert who_is_in(anybody) == reader.name


def test_a_name_is_written_in_any_case_and_nobody_is_led_to_another_site(
    house: Site, reader: Person
) -> None:
    for elsewhere in ("https://evil.example/", "//evil.example", "javascript:1"):
        with visitor(house) as somebody:
            answer = sign_in(somebody, Person(reader.name.title(), reader.password), elsewhere)
            assert (answer.status_code, answer.headers["location"]) == (302, "/")


def test_a_wrong_password_and_an_unknown_name_are_told_alike(
    house: Site, reader: Person, anybody: httpx.Client
) -> None:
    wrong = sign_in(anybody, Person(reader.name, "not the password"))
    unknown = sign_in(anybody, Person("the-nobody", "not the password"))
    assert wrong.status_code == unknown.status_code == 400
    said = [re.search(r'role="alert">([^<]+)<', page.text) for page in (wrong, unknown)]
    assert said[0] is not None
    assert said[1] is not None
    assert said[0][1] == said[1][1] == "The name or the password is wrong."


def test_after_too_many_wrong_passwords_even_the_right_one_waits_but_from_elsewhere(
    house: Site, reader: Person, anybody: httpx.Client
) -> None:
    wrong = [sign_in(anybody, Person(reader.name, "wrong")).status_code for _ in range(6)]
    assert wrong[-1] == 429
    assert sign_in(anybody, reader).status_code == 429
    assert who_is_in(anybody) == ""
    with visitor(house) as elsewhere:
        assert sign_in(elsewhere, reader).status_code == 302


def test_names_are_not_tried_one_after_another(house: Site, anybody: httpx.Client) -> None:
    tried = [sign_in(anybody, Person(f"name-{n}", "wrong")).status_code for n in range(21)]
    assert (tried[0], tried[-1]) == (400, 429)


def test_an_address_that_no_proxy_vouches_for_is_that_of_the_connection(built_in: Path) -> None:
    with serving(built_in, KIZUNA_PROXIES="2") as site:
        for said in ("1.2.3.4", "nonsense, nonsense"):
            with httpx.Client(base_url=site.address, headers={"X-Forwarded-For": said}) as client:
                assert sign_in(client, Person("nobody", "wrong")).status_code == 400


def test_signing_out_ends_the_session(house: Site, reader: Person) -> None:
    client = entered(house, reader)
    session = client.cookies["kizuna_session"]
    assert post(client, "/sign-out", at="/").status_code == 302
    with httpx.Client(base_url=house.address, cookies={"kizuna_session": session}) as thief:
        assert who_is_in(thief) == ""


def test_a_new_password_takes_the_old_one_and_a_good_one_and_ends_other_sessions(
    house: Site, reader: Person
) -> None:
    here, there = entered(house, reader), entered(house, reader)
    for given, new, said in (
        ("guess", "a longer password yet", "This is not your password."),
        (reader.password, "short", "fewer than 12 characters"),
        (reader.password, "123456789012345", "only digits"),
    ):
        refused = post(here, "/account/password", password=given, new=new)
        assert (refused.status_code, said in refused.text) == (400, True)
    new = "a longer password yet"
    changed = post(here, "/account/password", password=reader.password, new=new)
    assert changed.status_code == 302
    assert (who_is_in(here), who_is_in(there)) == (reader.name, "")


def test_a_closed_account_is_out_at_once_and_told_no_more_than_a_wrong_password(
    house: Site,
    reader: Person,
) -> None:
    client = entered(house, reader)
    kizuna(house, "user", "role", reader.name, "reader", "--close")
    assert who_is_in(client) == ""
    answer = sign_in(client, reader)
    assert answer.headers["location"] == "/sign-in?wrong=1"


def test_a_role_that_was_taken_counts_at_once(house: Site, reader: Person) -> None:
    signed_in(house, "administrator")
    client = entered(house, reader)
    assert client.get("/people").status_code == 403
    kizuna(house, "user", "role", reader.name, "administrator")
    assert client.get("/people").status_code == 200
    kizuna(house, "user", "role", reader.name, "reader")
    assert client.get("/people").status_code == 403


def test_a_form_from_elsewhere_is_refused_in_the_readers_language(anybody: httpx.Client) -> None:
    answer = anybody.post("/sign-in", data={"name": "x"}, headers={"Accept-Language": "ru"})
    assert answer.status_code == 403
    assert "Форма устарела" in answer.text


def test_the_owner_gets_an_address_that_lets_in_once(built_in: Path) -> None:
    first, last = entrance(printed(built_in)), entrance(printed(built_in))
    add_person(Site("", built_in), "administrator")  # so that the server makes no other address
    with serving(built_in) as site, httpx.Client(base_url=site.address) as owner:
        assert owner.get(first).status_code == 404
        assert httpx.head(site.address + last).status_code == 200  # a preview does not use it up
        page = httpx.get(site.address + last)
        assert "Sign in as owner" in page.text
        assert "set-cookie" not in page.headers or "session" not in page.headers["set-cookie"]
        assert httpx.post(site.address + last).status_code == 403  # without the page's guard
        assert post(owner, last).headers["location"] == "/"
        assert owner.get("/people").status_code == 200
        with httpx.Client(base_url=site.address) as late:
            assert late.get(last).status_code == 404
            assert who_is_in(late) == ""


def test_no_address_is_printed_while_somebody_is_an_administrator(built_in: Path) -> None:
    add_person(Site("", built_in), "administrator")
    assert "/entrance/" not in printed(built_in)
    assert "/entrance/" in printed(built_in, "--owner")


def test_an_invitation_lets_choose_a_password_once(
    house: Site, reader: Person, anybody: httpx.Client
) -> None:
    told = kizuna(house, "user", "add", "bo-berg", "--role", "contributor")
    address = entrance(told)
    assert "bo-berg" in anybody.get(address).text
    assert post(anybody, address, password="short").status_code == 400
    assert post(anybody, address, password="a good long password").status_code == 302
    assert who_is_in(anybody) == "bo-berg"
    assert anybody.get(address).headers["location"] == "/"
    with visitor(house) as later:
        assert later.get(address).status_code == 404
        assert sign_in(later, Person("bo-berg", "a good long password")).status_code == 302


def test_behind_https_cookies_are_bound_to_the_host_and_sent_by_https_alone(built_in: Path) -> None:
    with serving(built_in, KIZUNA_HTTPS="1", KIZUNA_HOSTS="register.example") as site:
        told = {"Host": "register.example", "X-Forwarded-Proto": "https"}
        answer = httpx.get(f"{site.address}/sign-in", headers=told)
        plain = httpx.get(f"{site.address}/sign-in", headers={"Host": "register.example"})
        other = httpx.get(f"{site.address}/sign-in", headers={**told, "Host": "evil.example"})
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-csrftoken=")
    assert "Secure" in cookie
    assert "SameSite=Lax" in cookie
    assert answer.headers["strict-transport-security"] == "max-age=31536000"
    assert plain.headers["location"] == "https://register.example/sign-in"
    assert other.status_code == 400


def test_a_second_step_asks_for_a_code_and_takes_each_once(house: Site, reader: Person) -> None:
    client, secret, _ = with_second_step(house, reader)
    del client
    with visitor(house) as later:
        assert sign_in(later, reader, "/audit").headers["location"] == "/sign-in/code"
        assert who_is_in(later) == ""
        code = totp(secret)
        assert post(later, "/sign-in/code", code="000000").status_code == 400
        assert post(later, "/sign-in/code", code=code).headers["location"] == "/audit"
        assert who_is_in(later) == reader.name
    with visitor(house) as again:
        sign_in(again, reader)
        assert post(again, "/sign-in/code", code=code).status_code == 400


def test_a_recovery_code_stands_in_for_a_lost_authenticator_once(
    house: Site, reader: Person
) -> None:
    _, _, codes = with_second_step(house, reader)
    assert len(set(codes)) == 10
    for expected in (302, 400):
        with visitor(house) as later:
            sign_in(later, reader)
            assert post(later, "/sign-in/code", code=codes[0]).status_code == expected


def test_codes_are_not_guessed_at_leisure(house: Site, reader: Person) -> None:
    with_second_step(house, reader)
    with visitor(house) as later:
        sign_in(later, reader)
        wrong = [post(later, "/sign-in/code", code="000000").status_code for _ in range(6)]
    assert wrong[-1] == 429


def test_the_second_step_is_set_up_and_turned_off_after_the_password_alone(
    house: Site, reader: Person
) -> None:
    client = entered(house, reader)
    answer = client.get("/account/second-step")
    assert answer.headers["location"] == "/account/confirm?next=%2Faccount%2Fsecond-step"


def test_an_administrator_takes_a_lost_second_step_away(house: Site, reader: Person) -> None:
    with_second_step(house, reader)
    administrator = signed_in(house, "administrator")
    post(administrator, f"/people/{reader.name}/second-step-off", at=f"/people/{reader.name}")
    with visitor(house) as later:
        assert sign_in(later, reader).headers["location"] == "/"


def with_second_step(site: Site, who: Person) -> tuple[httpx.Client, str, list[str]]:
    """A reader who set a second step up, the secret of the authenticator, the recovery codes."""
    client = entered(site, who)
    confirm = "/account/confirm?next=%2Faccount%2Fsecond-step"
    post(client, confirm, password=who.password, next="/account/second-step")
    page = client.get("/account/second-step").text
    found = re.search(r'<code class="secret">([A-Z2-7]+)<', page)
    assert found is not None
    # The code of half a minute ago, so that the test can sign in with that of now; it still counts.
    given = {"code": totp(found[1], -1), "csrfmiddlewaretoken": forged_guard(page)}
    codes = client.post("/account/second-step", data=given)
    assert codes.status_code == 200, codes.text
    return client, found[1], re.findall(r"<li><code>(\d{8})</code>", codes.text)


def totp(secret: str, periods: int = 0) -> str:
    """The code of an authenticator (RFC 6238) so many half minutes from now."""
    counter = struct.pack(">Q", int(time.time()) // 30 + periods)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at : at + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


def entrance(told: str) -> str:
    """The path of the address that lets in once, in what a command printed."""
    found = re.search(r"/entrance/\S+", told)
    assert found is not None, told
    return found[0]


def printed(path: Path, *options: str) -> str:
    """What `kizuna serve` prints before it answers, which it does at once."""
    words = [sys.executable, "-m", "kizuna", "--db", str(path)]
    words += ["serve", "--port", str(free_port()), *options]
    settings = {**os.environ, "KIZUNA_SECRET_KEY": "a key for tests"}
    with subprocess.Popen(
        words,
        env=settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        told = process.stdout.read(65_536)
        # By force: a server that is told to stop while it starts does so after seconds.
        os.killpg(process.pid, signal.SIGKILL)
    return told.decode()

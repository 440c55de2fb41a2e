"""Accounts: signing in and out, people and their roles, the audit, and the history of a
record.
"""

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
from pathlib import Path

import httpx
import pytest
from httpx import Client

from web.conftest import Role, Site, free_port, serving
from web.pages.reading import says, tells
from web.signing_in import (
    Person,
    add_person,
    entered,
    forged_guard,
    kizuna,
    post,
    sign_in,
    visitor,
)

_NUMBERS = itertools.count(1)


@pytest.fixture
def member(house: Site) -> Person:
    """A reader's account of the test's own."""
    return add_person(house, "reader", name=f"reader-{next(_NUMBERS)}")


def who_is_in(client: Client) -> str:
    """The name in the menu, "" when nobody is signed in."""
    found = re.search(r'href="/account">([^<]+)<', client.get("/").text)
    return found[1] if found else ""


def test_a_name_in_any_case_and_its_password_let_in_and_lead_back_but_to_no_other_site(
    house: Site, member: Person
) -> None:
    here = "/tie/osaka-shanghai?as_of=1987"
    for back in (here, "https://evil.example", "//evil.example", "javascript:1"):
        with visitor(house) as somebody:
            answer = sign_in(
                somebody, Person(member.name.title(), member.password), back
            )
            leads = here if back == here else "/"
            assert (answer.status_code, answer.headers["location"]) == (302, leads)
            assert who_is_in(somebody) == member.name


def test_a_wrong_password_and_an_unknown_name_are_told_alike_and_both_wait_after_too_many(
    house: Site, member: Person, anybody: Client
) -> None:
    unknown = sign_in(anybody, Person("the-nobody", "not the password"))
    wrong = [
        sign_in(anybody, Person(member.name, "not the password")) for _ in range(6)
    ]
    for page in (unknown, wrong[0]):
        tells(page, 400, 'role="alert">The name or the password is wrong.<')
    assert wrong[-1].status_code == sign_in(anybody, member).status_code == 429
    assert who_is_in(anybody) == ""
    with visitor(house) as elsewhere:
        assert sign_in(elsewhere, member).status_code == 302
        names = [
            sign_in(anybody, Person(f"name-{n}", "wrong")).status_code
            for n in range(21)
        ]
        assert names[-1] == 429
    forged = anybody.post(
        "/sign-in", data={"name": "x"}, headers={"Accept-Language": "ru"}
    )
    tells(forged, 403, "Форма устарела")


def test_an_address_that_no_proxy_vouches_for_is_that_of_the_connection(
    built_in: Path,
) -> None:
    with serving(built_in, KIZUNA_PROXIES="2") as site:
        for said in ("1.2.3.4", "nonsense, nonsense"):
            with Client(
                base_url=site.address, headers={"X-Forwarded-For": said}
            ) as client:
                assert sign_in(client, Person("nobody", "wrong")).status_code == 400


def test_signing_out_ends_the_session(house: Site, member: Person) -> None:
    client = entered(house, member)
    session = client.cookies["kizuna_session"]
    assert post(client, "/sign-out", at="/").status_code == 302
    with Client(base_url=house.address, cookies={"kizuna_session": session}) as thief:
        assert who_is_in(thief) == ""


def test_a_new_password_takes_the_old_one_and_a_good_one_and_ends_other_sessions(
    house: Site, member: Person
) -> None:
    here, there = entered(house, member), entered(house, member)
    for given, new, said in (
        ("guess", "a longer password yet", "This is not your password."),
        (member.password, "short", "fewer than 12 characters"),
        (member.password, "123456789012345", "only digits"),
    ):
        tells(post(here, "/account/password", password=given, new=new), 400, said)
    new = "a longer password yet"
    tells(post(here, "/account/password", password=member.password, new=new), 302)
    assert (who_is_in(here), who_is_in(there)) == (member.name, "")


def test_a_closed_account_is_out_at_once_and_told_no_more_than_a_wrong_password(
    house: Site, member: Person
) -> None:
    client = entered(house, member)
    kizuna(house, "user", "role", member.name, "reader", "--close")
    assert who_is_in(client) == ""
    tells(sign_in(client, member), 400, "The name or the password is wrong.")


def test_the_owner_gets_an_address_that_lets_in_once_unasked_only_where_nobody_administers(
    built_in: Path,
) -> None:
    first = entrance(printed(built_in))
    add_person(Site("", built_in), "administrator")
    assert "/entrance/" not in printed(built_in)
    last = entrance(printed(built_in, "--owner"))
    with serving(built_in) as site, Client(base_url=site.address) as owner:
        assert owner.get(first).status_code == 404
        assert (
            httpx.head(site.address + last).status_code == 200
        )  # a preview does not use it up
        page = httpx.get(site.address + last)
        assert "Sign in as owner" in page.text
        assert "session" not in page.headers.get("set-cookie", "")
        assert (
            httpx.post(site.address + last).status_code == 403
        )  # without the page's guard
        assert post(owner, last).headers["location"] == "/"
        assert owner.get("/people").status_code == 200
        assert httpx.get(site.address + last).status_code == 404


def test_an_invitation_lets_choose_a_password_once(
    house: Site, member: Person, anybody: Client
) -> None:
    address = entrance(kizuna(house, "user", "add", "bo-berg", "--role", "contributor"))
    assert "bo-berg" in anybody.get(address).text
    assert post(anybody, address, password="short").status_code == 400
    assert post(anybody, address, password="a good long password").status_code == 302
    assert who_is_in(anybody) == "bo-berg"
    assert anybody.get(address).headers["location"] == "/"
    with visitor(house) as later:
        assert later.get(address).status_code == 404
        assert (
            sign_in(later, Person("bo-berg", "a good long password")).status_code == 302
        )


def test_behind_https_cookies_are_bound_to_the_host_and_sent_by_https_alone(
    built_in: Path,
) -> None:
    with serving(built_in, KIZUNA_HTTPS="1", KIZUNA_HOSTS="register.example") as site:
        told = {"Host": "register.example", "X-Forwarded-Proto": "https"}
        answer = httpx.get(f"{site.address}/sign-in", headers=told)
        plain = httpx.get(
            f"{site.address}/sign-in", headers={"Host": "register.example"}
        )
        other = httpx.get(
            f"{site.address}/sign-in", headers={**told, "Host": "evil.example"}
        )
    says(answer.headers["set-cookie"], "__Host-csrftoken=", "Secure", "SameSite=Lax")
    assert answer.headers["strict-transport-security"] == "max-age=31536000"
    assert plain.headers["location"] == "https://register.example/sign-in"
    assert other.status_code == 400


def test_a_second_step_takes_each_code_once_is_not_guessed_and_is_taken_away_where_it_is_lost(
    house: Site, member: Person, as_role: Role
) -> None:
    secret, codes = with_second_step(house, member)
    assert len(set(codes)) == 10
    code = totp(secret)
    with visitor(house) as later:
        assert sign_in(later, member, "/audit").headers["location"] == "/sign-in/code"
        assert who_is_in(later) == ""
        assert post(later, "/sign-in/code", code="000000").status_code == 400
        assert post(later, "/sign-in/code", code=code).headers["location"] == "/audit"
        assert who_is_in(later) == member.name
    for given, expected in ((code, 400), (codes[0], 302), (codes[0], 400)):
        with visitor(house) as again:
            sign_in(again, member)
            assert post(again, "/sign-in/code", code=given).status_code == expected
    with visitor(house) as guessing:
        sign_in(guessing, member)
        wrong = [
            post(guessing, "/sign-in/code", code="000000").status_code for _ in range(6)
        ]
    assert wrong[-1] == 429
    page = f"/people/{member.name}"
    post(as_role("administrator"), f"{page}/second-step-off", at=page)
    with visitor(house) as later:
        assert sign_in(later, member).headers["location"] == "/"


def test_recovery_codes_are_shown_once_made_anew_and_taken_away_with_the_second_step(
    house: Site, member: Person
) -> None:
    client = entered(house, member)
    _, codes = with_second_step(house, member, client)
    here = "/account/second-step"
    off, shown = client.get(here).headers["location"], f"{here}/codes"
    tells(client.get(shown), 200, "You have recovery codes from before")
    new = re.findall(
        r"<li><code>(\d{8})</code>", tells(post(client, shown, at=off), 200)
    )
    assert len({*codes, *new}) == 20
    assert post(client, off).headers["location"] == "/account?kept=1"
    assert client.get(off).status_code == 404
    with visitor(house) as later:
        assert sign_in(later, member).headers["location"] == "/"
    done = "turned the second step on, made recovery codes, turned the second step off"
    audit = client.get("/audit").text
    assert [words for words in done.split(", ") if words not in audit] == []


def with_second_step(
    site: Site, who: Person, client: Client | None = None
) -> tuple[str, list[str]]:
    """Set a second step up for somebody: the secret of the authenticator, and the
    recovery codes.
    """
    client, here = client or entered(site, who), "/account/second-step"
    confirm = "/account/confirm?next=%2Faccount%2Fsecond-step"
    assert client.get(here).headers["location"] == confirm
    post(client, confirm, password=who.password, next=here)
    page = client.get(here).text
    (secret,) = re.findall(r'<code class="secret">([A-Z2-7]+)<', page)
    # The code of half a minute ago, so that the test can sign in with that of now; it
    # still counts.
    given = {"code": totp(secret, -1), "csrfmiddlewaretoken": forged_guard(page)}
    shown = client.post(here, data=given).headers["location"]
    codes = tells(client.get(shown), 200)
    return secret, re.findall(r"<li><code>(\d{8})</code>", codes)


def totp(secret: str, periods: int = 0) -> str:
    """The code of an authenticator (RFC 6238) so many half minutes from now."""
    counter = struct.pack(">Q", int(time.time()) // 30 + periods)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at : at + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


def entrance(told: str) -> str:
    """The path of the address that lets in once, in what a command printed."""
    (found,) = re.findall(r"/entrance/\S+", told)
    return str(found)


def printed(path: Path, *options: str) -> str:
    """What `kizuna serve` prints before it answers, which it does at once."""
    words = [sys.executable, "-m", "kizuna", "--db", str(path)]
    words += ["serve", "--port", str(free_port()), *options]
    settings = {**os.environ, "KIZUNA_SECRET_KEY": "a key for tests"}
    out = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(
        words, env=settings, bufsize=0, start_new_session=True, **out
    ) as process:
        assert process.stdout is not None
        told = process.stdout.read(65_536)
        # By force: a server that is told to stop while it starts does so after seconds.
        os.killpg(process.pid, signal.SIGKILL)
    return told.decode()


@pytest.fixture
def administrator(as_role: Role) -> Client:
    """The client of an administrator."""
    return as_role("administrator")


@pytest.fixture
def reader(as_role: Role) -> Client:
    """The client of a reader."""
    return as_role("reader")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": "Mori Ken"}, "Mori Ken"),
        ({"name": "x", "role": "coordinator"}, "coordinator needs a government"),
        ({"name": "x", "governments": "Atlantis"}, "Atlantis"),
        ({"name": "x", "email": "nowhere"}, "nowhere"),
        ({"name": "the-administrator"}, "There is an account"),
    ],
)
def test_what_is_wrong_in_an_invitation_is_quoted_and_nothing_typed_is_lost(
    administrator: Client, fields: dict[str, str], said: str
) -> None:
    given = {"role": "reader", "full_name": "森 健", **fields}
    tells(post(administrator, "/people/invite", **given), 400, said, 'value="森 健"')


def test_reviewers_see_what_everybody_did_and_readers_their_own_the_newest_first(
    administrator: Client, reviewer: Client, reader: Client
) -> None:
    post(administrator, "/people/invite", name="oda-rei", role="reader")
    assert "made an account" in reviewer.get("/audit").text
    assert "made an account" not in reader.get("/audit?by=the-administrator").text
    post(reader, "/account", full_name="A Reader", email="")
    assert "changed an account" in reader.get("/audit").text
    newest = administrator.get("/audit?before=3").text
    assert len(re.findall(r'<tr id="act-', newest)) == 2
    assert administrator.get("/audit?before=two").status_code == 400


def test_a_history_tells_who_recorded_what_in_the_readers_language(
    reader: Client,
) -> None:
    history = "/tie/osaka-shanghai/history"
    english = tells(reader.get(history), 200, 'class="ref" href="/claim/')
    assert re.search(r"recorded \d+ claims", english)
    assert (
        "件の記述を記録" in reader.get(history, headers={"Accept-Language": "ja"}).text
    )


def test_a_judgement_is_taken_back_with_a_reason_and_that_again(
    reviewer: Client, reader: Client
) -> None:
    history = "/government/xian/history"
    ways = re.compile(r'href="(/judgement/[0-9a-f]+/take-back)"')
    assert ways.findall(reader.get(history).text) == []
    way = ways.findall(reviewer.get(history).text)[-1]
    assert "preferred the first to the second" in reviewer.get(way).text
    assert post(reviewer, way, reason="  ").status_code == 400
    answer = post(reviewer, way, reason="The grade was misread")
    assert answer.headers["location"] == history
    page = tells(
        reader.get(history), 200, "took a judgement back", "The grade was misread"
    )
    assert page.count(">taken back<") == 1
    assert way not in ways.findall(reviewer.get(history).text)
    assert post(reviewer, way, at="/account", reason="Once more").status_code == 400

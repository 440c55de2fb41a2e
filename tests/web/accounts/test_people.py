"""People and their roles, the audit, and the history of a record, as those who may see them do."""

from __future__ import annotations

import re
from html import unescape

import httpx
import pytest

from kizuna.languages import Messages
from web.conftest import Site
from web.signing_in import post, signed_in


@pytest.fixture(scope="module")
def administrator(house: Site) -> httpx.Client:
    """A client of an administrator."""
    return signed_in(house, "administrator")


@pytest.fixture(scope="module")
def reviewer(house: Site) -> httpx.Client:
    """A client of a reviewer."""
    return signed_in(house, "reviewer")


@pytest.fixture(scope="module")
def reader(house: Site) -> httpx.Client:
    """A client of a reader."""
    return signed_in(house, "reader")


def invited(administrator: httpx.Client, name: str, **fields: object) -> httpx.Response:
    """The answer to an invitation."""
    given = {"name": name, "role": "reader", **fields}
    return post(administrator, "/people/invite", **given)


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
    administrator: httpx.Client, fields: dict[str, str], said: str
) -> None:
    answer = invited(administrator, fields.pop("name"), full_name="森 健", **fields)
    assert answer.status_code == 400
    assert said in answer.text
    assert 'value="森 健"' in answer.text


def test_a_page_that_needs_a_higher_role_says_which_in_the_readers_language(
    reader: httpx.Client,
) -> None:
    answer = reader.get("/people", headers={"Accept-Language": "ja"})
    assert answer.status_code == 403
    assert "「管理者」以上の権限が必要です" in answer.text


def test_reviewers_see_what_everybody_did_and_readers_their_own(
    administrator: httpx.Client, reviewer: httpx.Client, reader: httpx.Client
) -> None:
    invited(administrator, "oda-rei")
    assert "made an account" in reviewer.get("/audit").text
    assert "made an account" not in reader.get("/audit?by=the-administrator").text
    post(reader, "/account", full_name="A Reader", email="")
    assert "changed an account" in reader.get("/audit").text


def test_an_account_that_is_invited_has_an_address_to_hand_over_and_a_role_that_is_changed(
    administrator: httpx.Client,
) -> None:
    assert re.search(r"/entrance/\S{20,}", invited(administrator, "mori-ken").text)
    kept = post(administrator, "/people/mori-ken", role="reviewer", is_active="on")
    assert kept.headers["location"] == "/people/mori-ken?kept=1"
    assert re.search(r'value="reviewer"[^>]* checked', administrator.get("/people/mori-ken").text)


@pytest.mark.parametrize(
    ("tie", "said"),
    [
        ("osaka-shanghai", "web-entry-preview-counts"),
        ("kobe-tianjin", "web-entry-preview-waits"),
    ],
)
def test_a_coordinator_records_what_is_of_their_own_government_and_proposes_the_rest(
    house: Site, tie: str, said: str
) -> None:
    typed = {"name.0.text": "Tie of harbours", "source.kind": "own", "source.locator": "a call"}
    preview = post(signed_in(house, "coordinator"), f"/tie/{tie}/edit", _act="preview", **typed)
    assert Messages("en").text(said) in unescape(preview.text)


def test_the_audit_goes_on_to_older_acts(administrator: httpx.Client) -> None:
    for number in range(3):
        post(administrator, "/account", full_name=f"Number {number}", email="")
    newest = administrator.get("/audit?before=3").text
    assert len(re.findall(r'<tr id="act-', newest)) == 2
    assert administrator.get("/audit?before=two").status_code == 400


def test_a_name_that_people_see_is_in_the_menu(administrator: httpx.Client) -> None:
    post(administrator, "/account", full_name="村上 春", email="m@example.org")
    assert '<a href="/account">村上 春</a>' in administrator.get("/").text


TIE = "/tie/osaka-shanghai"


def test_a_history_tells_who_recorded_what_in_the_readers_language(reader: httpx.Client) -> None:
    english = reader.get(f"{TIE}/history").text
    assert re.search(r"recorded \d+ claims", english)
    assert 'class="ref" href="/claim/' in english
    assert "件の記述を記録" in reader.get(f"{TIE}/history?lang=ja").text
    reader.get("/?lang=en")


def preferred(client: httpx.Client) -> str:
    """The way to take a judgement of the name of Xi'an back."""
    page = client.get("/government/xian/history").text
    found = re.findall(r'href="(/judgement/[0-9a-f]+/take-back)"', page)
    return found[-1] if found else ""


def test_a_judgement_is_taken_back_with_a_reason_and_that_again(
    reviewer: httpx.Client, reader: httpx.Client
) -> None:
    assert preferred(reader) == ""
    way = preferred(reviewer)
    assert "preferred the first to the second" in reviewer.get(way).text
    assert post(reviewer, way, reason="  ").status_code == 400
    answer = post(reviewer, way, reason="The grade was misread")
    assert answer.headers["location"] == "/government/xian/history"
    page = reader.get("/government/xian/history").text
    assert "took a judgement back" in page
    assert "The grade was misread" in page
    assert page.count(">taken back<") == 1
    ways = re.findall(
        r'href="(/judgement/[0-9a-f]+/take-back)"', reviewer.get(answer.headers["location"]).text
    )
    assert way not in ways
    assert post(reviewer, way, at="/account", reason="Once more").status_code == 400


def test_a_coordinator_takes_nothing_back_of_others(house: Site, reviewer: httpx.Client) -> None:
    coordinator = signed_in(house, "coordinator")
    way = preferred(reviewer)
    assert coordinator.get(way).status_code == 403

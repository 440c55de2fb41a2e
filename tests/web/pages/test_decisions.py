"""Who is meant and where sources disagree: what waits, each side with its evidence, and
decisions that can be undone and never overwrite another.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from httpx import Client, Response

from builders import claim
from kizuna.claims.claim import Claim
from web.conftest import Role, Site, fill, serving
from web.pages.reading import Seen, says, seen, tells
from web.pages.reviewing import cited
from web.signing_in import carried, forged_guard, person, sign_in, visitor

TEXT = "Towns that wrote to us.\n\nThe town of Osakaa, in the west, asked for a tie with Shanghai.\n"
LIST = "document/list-of-towns"
MENTION = "government/osakaa"
PAGE = f"/identity/{MENTION}"


def _said(ref: str, name: str, value: object, words: str = "") -> Claim:
    place = cited(words, TEXT, LIST) if words else {"document": LIST}
    by = {"recorder": "person/the-administrator", "method": "imported"}
    given = {
        **place,
        **by,
        "holder": "organisation/list-makers",
        "locator": "second paragraph",
    }
    return claim(ref, name, value, **given)


def mentions() -> list[Claim]:
    """A town that is nearly Osaka, Kobe by its name, and one that nobody knows; a tie
    of the first.
    """
    tie, kobe, unknown = (
        "tie/osakaa-shanghai",
        "government/kobe-of-the-list",
        "government/zzyzx",
    )
    return [
        claim(LIST, "title", "List of towns"),
        _said(MENTION, "name", {"text": "Osakaa", "language": "en"}, "Osakaa"),
        _said(MENTION, "country", "JP"),
        _said(tie, "party", MENTION, "asked for a tie with Shanghai"),
        _said(tie, "party", "government/shanghai"),
        _said(kobe, "name", {"text": "Kobe", "language": "en"}),
        _said(kobe, "country", "JP"),
        _said(kobe, "level", "designated-city"),
        _said(unknown, "name", {"text": "Zzyzx", "language": "en"}),
        _said(unknown, "country", "US"),
    ]


@pytest.fixture(scope="module")
def house(copied: Callable[[], Path]) -> Iterator[Site]:
    """A server with mentions; every test leaves what waits as it was, and the last one
    decides.
    """
    with serving(fill(copied(), mentions(), texts={LIST: TEXT})) as site:
        yield site


def hidden(page: str, holding: str) -> dict[str, str]:
    """The hidden fields of the form of a page that holds some words; fails when there
    is none.
    """
    return carried(_form(page, holding))


def _form(page: str, holding: str) -> str:
    return next(
        form
        for form in re.findall("<form.*?</form>", page, re.DOTALL)
        if holding in form
    )


def press(client: Client, address: str, decision: str, **fields: str) -> Response:
    """Press the button of a page that decides something, with what else was typed."""
    form = hidden(client.get(address).text, 'name="decision"')
    return client.post(address, data={**form, "decision": decision, **fields})


def undo(client: Client, page: Response) -> Response:
    """Press the button of a notice that takes a decision back; the page that it leads
    to.
    """
    form = _form(page.text, ">Undo<")
    (action,) = re.findall(r'action="([^"]+)"', form)
    given = {**carried(form), "decision": "undo"}
    return client.post(html.unescape(action), data=given, follow_redirects=True)


def _listed(client: Client, address: str = "/identity") -> list[str]:
    rows = Seen(client.get(address).text).root.xpath("//table//tbody/tr")
    return [" ".join(row.text_content().split()) for row in rows]


def test_what_waits_is_listed_with_its_best_candidate_and_can_be_narrowed(
    reviewer: Client,
) -> None:
    kobe, osaka, unknown = _listed(reviewer)
    assert kobe.startswith("Kobe local government Japan")
    assert "sure" in kobe
    assert "Osaka" in osaka.removeprefix("Osakaa")
    assert unknown.startswith("Zzyzx local government United States")
    assert len(_listed(reviewer, "/identity?country=US")) == 1
    assert [row[:6] for row in _listed(reviewer, "/identity?text=OSAKA")] == ["Osakaa"]
    assert _listed(reviewer, "/identity?state=put-off") == []
    assert reviewer.get("/identity?state=lost").status_code == 400
    assert reviewer.get("/identity?page=9").status_code == 400


def test_a_mention_stands_with_its_passage_and_ties_beside_its_candidates(
    reviewer: Client,
) -> None:
    seen = Seen(reviewer.get(PAGE).text)
    marked = [mark.text_content() for mark in seen.root.xpath("//blockquote//mark")]
    assert marked == ["Osakaa", "asked for a tie with Shanghai"]
    assert "Shanghai" in seen.section("mention").partition("Its ties")[2]
    first = seen.section("candidate-1")
    assert first.startswith("Osaka government/osaka ")
    assert "one letter apart +3.6" in first
    assert "the same country +1" in first
    assert "too short a name" not in first
    assert "Level" in first


def test_another_candidate_can_be_searched_for_by_name(reviewer: Client) -> None:
    page = Seen(reviewer.get(PAGE, params={"name": "Nagasaki"}).text)
    assert "Nagasaki" in page.section("candidate-found-1")
    nothing = Seen(reviewer.get(PAGE, params={"name": "Qqqq"}).text)
    assert "Nothing of this kind is called “Qqqq”" in nothing.words()


def test_a_decision_leads_to_the_next_mention_and_undo_brings_the_first_back(
    reviewer: Client,
) -> None:
    before = _listed(reviewer)
    answer = press(reviewer, PAGE, "same government/osaka", reason="the clerk's slip")
    following = reviewer.get(answer.headers["location"])
    assert following.url.path == "/identity/government/zzyzx"
    tells(following, 200, "Recorded: Osakaa is the same as Osaka.")
    assert len(_listed(reviewer)) == 2
    assert "the clerk&#39;s slip" in reviewer.get("/government/osaka/history").text
    back = undo(reviewer, following)
    assert back.url.path == PAGE
    assert _listed(reviewer) == before


def test_what_was_said_to_be_another_is_no_candidate_until_it_is_undone(
    reviewer: Client,
) -> None:
    press(reviewer, PAGE, "different government/osaka")
    page = reviewer.get(PAGE)
    names = Seen(page.text)
    assert "government/osaka " not in names.section("candidates")
    assert "Not Osaka" in names.section("mention")
    assert "government/osaka " in Seen(undo(reviewer, page).text).section("candidate-1")


def test_a_coordinator_decides_only_where_their_own_government_is_concerned(
    as_role: Role,
) -> None:
    coordinator = as_role("coordinator")
    page = "/identity/government/kobe-of-the-list"
    assert 'name="decision"' not in coordinator.get(page).text
    own = coordinator.get(PAGE).text
    given = hidden(own, 'name="decision"') | {"decision": "same government/kobe"}
    assert coordinator.post(page, data=given | {"seen": ""}).status_code == 403
    done = press(coordinator, PAGE, "same government/osaka")
    undo(coordinator, coordinator.get(done.headers["location"]))


TYPE = "/conflict/tie/osaka-shanghai/type"
OPEN = "/conflict/tie/kyoto-xian/type"
REASON = "The agreement itself says so,\nin its third article."


def _sides(client: Client, address: str) -> list[str]:
    headings = seen(client, address).root.xpath("//li[contains(@class, 'side')]/h3")
    return [heading.text_content() for heading in headings]


def _claim_of(client: Client, address: str, side: int) -> str:
    buttons = seen(client, address).root.xpath(
        "//li[contains(@class, 'side')]//button/@value"
    )
    return [value.partition(" ")[2] for value in buttons if value.startswith("prefer")][
        side
    ]


def test_conflicts_are_listed_with_their_facts_and_lead_to_where_they_are_decided(
    client: Client,
) -> None:
    page = seen(client, "/conflicts?kind=tie")
    assert "Kobe – Tianjin: type friendship cities" in page.words()
    assert TYPE in page.links()
    assert any(link.startswith("/claim/") for link in page.links())


def test_each_side_stands_with_its_source_its_holder_and_why_it_is_where_it_is(
    client: Client,
) -> None:
    page = seen(client, TYPE)
    says(
        page.section("side-1-1"),
        "given by the register friendship cities",
        "Page on fifty years of Osaka and Shanghai 2024",
        "It goes first because a judgement prefers it",
    )
    behind = "Behind by a judgement of Editors of Kizuna: The parties chose the name"
    says(page.section("side-1-2"), "Said by USSR General Consulate in Osaka", behind)


def test_the_other_side_is_put_first_though_a_judgement_stood_against_it_and_undone(
    reviewer: Client,
) -> None:
    before = _sides(reviewer, TYPE)
    other = _claim_of(reviewer, TYPE, 1)
    answer = press(reviewer, TYPE, f"prefer {other}", reason="the consulate was there")
    page = reviewer.get(answer.headers["location"])
    assert _sides(reviewer, TYPE) == before[::-1]
    assert "the consulate was there" in page.text
    tie = seen(reviewer, "/tie/osaka-shanghai").words()
    assert "sister cities" in tie.partition("Parties")[0].lower()
    tells(undo(reviewer, page), 200, "The decision was taken back")
    assert _sides(reviewer, TYPE) == before
    assert "Behind by a judgement of Editors of Kizuna" in seen(reviewer, TYPE).section(
        "side-1-2"
    )


def _things(client: Client, address: str) -> list[str]:
    names = seen(client, address).root.xpath("//tbody/tr/th/a[1]")
    return list(dict.fromkeys(name.text_content() for name in names))


def test_what_is_rejected_stands_apart_and_comes_back_when_it_is_undone(
    reviewer: Client,
) -> None:
    second = _claim_of(reviewer, OPEN, 1)
    done = press(reviewer, OPEN, f"reject {second}", reason="misread")
    page = reviewer.get(done.headers["location"])
    assert "do not disagree about this now" in page.text
    assert "misread" in Seen(page.text).section("rejected")
    assert "Kyoto – Xi'an" not in _things(reviewer, "/conflicts?property=type")
    undo(reviewer, page)
    assert "Kyoto – Xi'an" in _things(reviewer, "/conflicts?property=type")


@pytest.mark.parametrize(
    ("address", "first", "late", "told"),
    [
        (PAGE, 1, 0, "somebody else decided about this mention meanwhile"),
        (OPEN, 0, 2, "Nothing was recorded"),
    ],
    ids=["mention", "conflict"],
)
def test_who_decides_on_what_somebody_else_has_decided_meanwhile_is_told_and_changes_nothing(
    as_role: Role, reviewer: Client, address: str, first: int, late: int, told: str
) -> None:
    other = as_role("administrator")
    mine = hidden(other.get(address).text, 'name="decision"')
    buttons = Seen(reviewer.get(address).text).root.xpath(
        "//button[@name='decision']/@value"
    )
    done = press(reviewer, address, buttons[first], reason="the city's own page")
    decided = Seen(reviewer.get(address).text).words()
    given = {**mine, "decision": buttons[late], "reason": "typed with care"}
    answer = other.post(address, data=given)
    assert answer.status_code == 409
    says(Seen(answer.text).words(), told, "the city's own page", "the-reviewer")
    assert "typed with care" in answer.text
    assert Seen(reviewer.get(address).text).words() == decided
    undo(reviewer, reviewer.get(done.headers["location"]))


def _sent_too_late(site: Site, client: Client) -> Response:
    """The answer to a reason that is sent when the session has ended."""
    sign_in(client, person("reviewer"))
    guard = forged_guard(client.get(TYPE).text)
    (session,) = [
        cookie.name for cookie in client.cookies.jar if "csrf" not in cookie.name
    ]
    client.cookies.delete(session)
    data = {"reason": REASON, "act": "prefer x", "csrfmiddlewaretoken": guard}
    return client.post(TYPE, data=data, headers={"Referer": f"{site.address}{TYPE}"})


def test_what_was_written_is_shown_once_when_the_page_opens_again_and_to_nobody_else(
    house: Site, as_role: Role
) -> None:
    for role in ("reviewer", "coordinator"):  # so that there are the accounts
        as_role(role)
    client = visitor(house)
    sent = _sent_too_late(house, client)
    assert sent.status_code == 302
    assert sent.headers["Location"].startswith("/sign-in?next=")
    assert REASON not in client.get("/conflicts").text
    assert sign_in(client, person("reviewer"), TYPE).headers["Location"] == TYPE
    unsent = f'<blockquote class="unsent">{REASON}</blockquote>'
    tells(client.get(TYPE), 200, "you were no longer signed in", unsent)
    assert REASON not in client.get(TYPE).text
    _sent_too_late(house, visitor(house))
    other = visitor(house)
    sign_in(other, person("coordinator"))
    assert REASON not in other.get(TYPE).text


def test_what_is_ticked_is_recorded_as_the_linkers_own_decision(
    reviewer: Client,
) -> None:
    page = reviewer.get("/identity").text
    pair = "government/kobe-of-the-list|government/kobe"
    form = hidden(page, 'name="sure"')
    answer = reviewer.post(
        "/identity", data={**form, "sure": pair}, follow_redirects=True
    )
    tells(answer, 200, "1 mention was recorded as the same as its candidate")
    assert "kizuna-linker" in reviewer.get("/government/kobe/history").text
    assert reviewer.post("/identity", data={**form, "sure": pair}).status_code == 409

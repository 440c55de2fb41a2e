"""Who is meant: what waits, what it may be and why, and decisions that can be undone and never overwrite
another."""

from __future__ import annotations

import httpx

from web.conftest import Site
from web.pages.deciding import MENTION, hidden, press, undo
from web.pages.reading import Seen
from web.signing_in import entered, person

PAGE = f"/identity/{MENTION}"


def _listed(client: httpx.Client, address: str = "/identity") -> list[str]:
    rows = Seen(client.get(address).text).root.xpath("//table//tbody/tr")
    return [" ".join(row.text_content().split()) for row in rows]


def test_what_waits_is_listed_with_its_best_candidate_and_can_be_narrowed(
    onlooker: httpx.Client,
) -> None:
    kobe, osaka, unknown = _listed(onlooker)
    assert kobe.startswith("Kobe local government Japan")
    assert "sure" in kobe
    assert "Osaka" in osaka.removeprefix("Osakaa")
    assert unknown.startswith("Zzyzx local government United States")
    assert len(_listed(onlooker, "/identity?country=US")) == 1
    assert [row[:6] for row in _listed(onlooker, "/identity?text=OSAKA")] == ["Osakaa"]
    assert _listed(onlooker, "/identity?state=put-off") == []
    assert onlooker.get("/identity?state=lost").status_code == 400
    assert onlooker.get("/identity?page=9").status_code == 404


def test_a_mention_stands_with_its_passage_and_ties_beside_its_candidates(
    onlooker: httpx.Client,
) -> None:
    seen = Seen(onlooker.get(PAGE).text)
    marked = [mark.text_content() for mark in seen.root.xpath("//blockquote//mark")]
    assert marked == ["Osakaa", "asked for a tie with Shanghai"]
    assert "Shanghai" in seen.section("mention").partition("Its ties")[2]
    first = seen.section("candidate-1")
    assert first.startswith("Osaka government/osaka ")
    assert "one letter apart +3.6" in first
    assert "the same country +1" in first
    assert "too short a name" not in first
    assert "Level" in first


def test_a_decision_leads_to_the_next_mention_and_undo_brings_the_first_back(
    reviewer: httpx.Client,
) -> None:
    before = _listed(reviewer)
    answer = press(reviewer, PAGE, "same government/osaka", reason="the clerk's slip")
    assert answer.status_code == 303
    following = reviewer.get(answer.headers["location"])
    assert following.url.path == "/identity/government/zzyzx"
    assert "Recorded: Osakaa is the same as Osaka." in following.text
    assert len(_listed(reviewer)) == 2
    assert "Shanghai" in reviewer.get("/government/osaka").text
    history = reviewer.get("/government/osaka/history").text
    assert "the clerk&#39;s slip" in history
    back = undo(reviewer, following)
    assert back.url.path == PAGE
    assert _listed(reviewer) == before


def test_what_was_said_to_be_another_is_no_candidate_until_it_is_undone(
    reviewer: httpx.Client,
) -> None:
    press(reviewer, PAGE, "different government/osaka")
    page = reviewer.get(PAGE)
    names = Seen(page.text)
    assert "government/osaka " not in names.section("candidates")
    assert "Not Osaka" in names.section("mention")
    assert "government/osaka " in Seen(undo(reviewer, page).text).section("candidate-1")


def test_who_decides_on_what_somebody_else_has_decided_meanwhile_is_told_and_changes_nothing(
    desk: Site, reviewer: httpx.Client
) -> None:
    other = entered(desk, person("administrator"))
    mine = hidden(other.get(PAGE).text, 'name="decision"')
    press(reviewer, PAGE, "different government/osaka", reason="it lies in the north")
    late = {**mine, "decision": "same government/osaka", "reason": "typed with care"}
    answer = other.post(PAGE, data=late)
    assert answer.status_code == 409
    seen = Seen(answer.text)
    assert "somebody else decided about this mention meanwhile" in seen.words()
    assert "it lies in the north" in seen.section("decided")
    assert "the-reviewer" in seen.section("decided")
    assert "typed with care" in answer.text
    assert len(_listed(reviewer)) == 3


def test_another_candidate_can_be_searched_for_by_name(onlooker: httpx.Client) -> None:
    page = Seen(onlooker.get(PAGE, params={"name": "Nagasaki"}).text)
    assert "Nagasaki" in page.section("candidate-found-1")
    nothing = Seen(onlooker.get(PAGE, params={"name": "Qqqq"}).text)
    assert "Nothing of this kind is called “Qqqq”" in nothing.words()


def test_what_is_ticked_is_recorded_as_the_linkers_own_decision(reviewer: httpx.Client) -> None:
    page = reviewer.get("/identity").text
    pair = "government/kobe-of-the-list|government/kobe"
    form = hidden(page, 'name="sure"')
    answer = reviewer.post("/identity", data={**form, "sure": pair}, follow_redirects=True)
    assert "1 mention was recorded as the same as its candidate" in answer.text
    assert "kizuna-linker" in reviewer.get("/government/kobe/history").text
    assert reviewer.post("/identity", data={**form, "sure": pair}).status_code == 409


def test_a_coordinator_decides_only_where_their_own_government_is_concerned(desk: Site) -> None:
    coordinator = entered(desk, person("coordinator"))
    page = "/identity/government/kobe-of-the-list"
    assert 'name="decision"' not in coordinator.get(page).text
    own = coordinator.get(PAGE).text
    given = hidden(own, 'name="decision"') | {"decision": "same government/kobe"}
    assert coordinator.post(page, data=given | {"seen": ""}).status_code == 403
    assert press(coordinator, PAGE, "same government/osaka").status_code == 303


def test_what_somebody_typed_is_no_mention(onlooker: httpx.Client) -> None:
    assert onlooker.get("/identity/government/osaka").status_code == 404

"""Importing a list in the browser: sent, mapped, tried, looked at, recorded; by those who may."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import httpx
import openpyxl
import pytest

import hostile
from web.conftest import Site, serving
from web.signing_in import add_person, entered, forged_guard, post

LIST = (
    "city,country,partner,partner country,date\n"
    "Osaka,JP,Sydney Harbour,AU,1991-05-04\n"
    "神戸市,JP,天津市,CN,1973-06-24\n"
    "Osaka,JP,Perth Hills,AU,the year of the dragon\n"
)
MAPPING = """
[source]
document = "document/our-list"
[tie]
type = "sister-city"
[columns]
city = "a.name"
country = "a.country"
partner = "b.name"
"partner country" = "b.country"
date = "tie.date"
"""
Role = Callable[[str], httpx.Client]


@pytest.fixture(scope="module")
def house(copied: Callable[[], Path]) -> Iterator[Site]:
    """A server on a database of these tests."""
    with serving(copied(), KIZUNA_READING_SECONDS="3") as made:
        yield made


def send(
    client: httpx.Client,
    text: str | bytes = LIST,
    mapping: str = MAPPING,
    name: str = "our list.csv",
    **data: str,
) -> httpx.Response:
    """Send a list with a mapping of one's own, or to be guessed for ""."""
    files = {"list": (name, text if isinstance(text, bytes) else text.encode())}
    if mapping:
        files["own"] = ("own.toml", mapping.encode())
    guard = forged_guard(client.get("/import").text)
    data |= {"mapping": "own" if mapping else "", "csrfmiddlewaretoken": guard}
    return client.post("/import", data=data, files=files)


def sent(client: httpx.Client, *given: str) -> str:
    """The address of a list that was sent."""
    answer = send(client, *given)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def when_over(client: httpx.Client, address: str) -> str:
    """The page of a list once nothing of it waits or runs."""
    until = time.monotonic() + 120
    while True:
        page = client.get(address)
        assert page.status_code == 200, page.text
        assert time.monotonic() < until, page.text
        if not re.search(r'data-state="(queued|running)"', page.text):
            return page.text
        time.sleep(0.2)


def tried(client: httpx.Client, *given: str) -> tuple[str, str]:
    """The address and the page of a list that was sent and tried."""
    address = sent(client, *given)
    assert post(client, address, act="try").status_code == 303
    return address, when_over(client, address)


def words(page: str) -> str:
    """What a page says, without its tags."""
    return " ".join(re.sub("<[^>]+>", " ", page[page.index("<main") :]).split())


def test_a_trial_tells_what_differs_saves_the_refused_rows_and_records_nothing(
    as_role: Role,
) -> None:
    reviewer = as_role("reviewer")
    address, page = tried(reviewer)
    said = words(page)
    assert "This was a trial: nothing was recorded." in said
    assert "2 good rows" in said
    assert "1 rejected row" in said
    assert "&#39;the year of the dragon&#39;" in said
    assert "Sydney Harbour" in words(reviewer.get(f"{address}?show=new").text)
    assert "new,2,tie/osaka-sydney-harbour" in reviewer.get(f"{address}/differences.csv").text
    saved = reviewer.get(f"{address}/rejected.csv", headers={"Accept-Language": "ja"})
    (row,) = csv.DictReader(io.StringIO(saved.content.decode("utf-8-sig")))
    assert (row["file"], row["row"], row["partner"]) == ("our list.csv", "4", "Perth Hills")
    assert "the year of the dragon" in row["reasons"]
    assert "日付として読めません" in row["reasons"]
    result = re.search(r'href="(/jobs/\d+/result)"', page)
    assert result is not None
    report = json.loads(reviewer.get(result[1]).content)
    assert (report["rows"], report["good"], report["is_trial"]) == (3, 2, True)
    assert reviewer.get("/document/our-list").status_code == 404


def test_what_was_tried_is_recorded_with_its_cells_and_known_the_second_time(
    as_role: Role,
) -> None:
    reviewer = as_role("reviewer")
    given = (text.replace("Sydney", "Cairns").replace("our-", "their-") for text in (LIST, MAPPING))
    address, _ = tried(reviewer, *given)
    assert post(reviewer, address, act="record").status_code == 303
    page = when_over(reviewer, address)
    assert re.search(r"Recorded: \d+ new claims", words(page))
    assert 'href="/document/their-list"' in page
    tie = reviewer.get("/tie/osaka-cairns-harbour").text
    assert "4 May 1991" in tie
    claim = re.search(r"/claim/[0-9a-f]+", tie)
    assert claim is not None
    assert "our list.csv, row 2, column" in reviewer.get(claim[0]).text
    post(reviewer, address, act="record")
    assert "nothing was added" in words(when_over(reviewer, address))


WORDS = (
    "Town,Country,Twin town,Twin country,Kind,Year\n"
    "Osaka,Japan,Melbourne,Australia,Sister Citty,1978\n"
    "Osaka,Japan,Chicago,Atlantis,sister city,1973\n"
    "Osaka,Japan,Milan,Italy,Sister Citty,1981\n"
    "Osaka,Japan,Hamburg,Germany,Friendship City,1989\n"
    "Total,,4,,,\n"
)


def test_a_trial_shows_rows_as_they_would_be_recorded_and_asks_what_it_does_not_know(
    as_role: Role,
) -> None:
    reviewer = as_role("reviewer")
    address, page = tried(reviewer, WORDS, "")
    said = words(page)
    assert "Most rows would not go in: 3 of 5." in said
    assert "Record 1 of 5 rows" in said
    assert "What does “Sister Citty” mean? (2 rows)" in said
    assert "Which country is “Atlantis”? (1 row)" in said
    assert "'Total' is a total" in html.unescape(said)
    wrong = post(reviewer, address, act="answer", **{"answer.type": "sister-city"})
    assert (wrong.status_code, "answer.type" in wrong.text) == (400, True)
    answers = {
        'answer.["terms", "type", "Sister Citty"]': "sister-city",
        'answer.["countries", "Atlantis"]': "US",
    }
    assert post(reviewer, address, act="answer", **answers).status_code == 303
    said = words(when_over(reviewer, address))
    assert "Osaka, Japan – Melbourne, Australia · since 1978 · sister cities" in said
    assert "Record 4 rows" in said


def test_a_mapping_is_corrected_by_choices(as_role: Role) -> None:
    reviewer = as_role("reviewer")
    address = sent(reviewer, "where,whither\nOsaka,Sydney Harbour\n", "")
    page = reviewer.get(address)
    assert "The mapping cannot be used" in page.text
    chosen = {"column.0": "a.name", "column.1": "", "act": "choose try"}
    answer = post(reviewer, address, **chosen, **{"a.country": "JP"})
    assert answer.status_code == 422
    assert "no column names side b" in answer.text
    assert '<option value="a.name" selected>' in answer.text
    chosen["column.1"] = "b.name"
    entries = {"a.country": "JP", "b.country": "AU", "tie.type": "friendship-city"}
    assert post(reviewer, address, **chosen, **entries).status_code == 303
    assert "1 good row" in words(when_over(reviewer, address))
    text = reviewer.get(f"{address}?step=mapping").text
    assert "type = &#34;friendship-city&#34;" in text


@pytest.mark.parametrize(
    ("mapping", "line", "quoted"),
    [
        ('[columns]\ncity = "a.name\n', "Line 2:", "city = &#34;a.name"),
        (MAPPING.replace("tie.date", "tie.day"), "Line 11:", "tie.day"),
    ],
)
def test_a_bad_mapping_is_quoted_with_its_line_and_kept(
    as_role: Role, mapping: str, line: str, quoted: str
) -> None:
    reviewer = as_role("reviewer")
    address = sent(reviewer, LIST, mapping)
    page = reviewer.get(address).text
    assert line in page
    assert quoted in page
    answer = post(reviewer, address, act="write", text=mapping)
    assert (answer.status_code, line in answer.text) == (422, True)


def test_a_file_that_is_no_list_is_refused_and_none_lies_under_the_name_that_it_was_sent_under(
    as_role: Role, house: Site
) -> None:
    contributor = as_role("contributor")
    answer = send(contributor, "a,b\n1,2\n", "", "list.xlsx")
    assert (answer.status_code, "&#39;list.xlsx&#39; is no XLSX file" in answer.text) == (422, True)
    address = sent(contributor, LIST, MAPPING, "../../passwd.csv")
    assert "Import of passwd.csv" in words(contributor.get(address).text)
    assert list(Path(house.path).parent.rglob("*passwd*")) == []


def test_a_contributor_tries_and_a_reviewer_records(as_role: Role) -> None:
    contributor, reviewer = as_role("contributor"), as_role("reviewer")
    untried = post(reviewer, sent(reviewer), act="record")
    assert (untried.status_code, "try it first" in untried.text) == (400, True)
    address, page = tried(contributor)
    assert "Give the address of this page to a reviewer" in words(page)
    assert post(contributor, address, act="record").status_code == 403
    assert "Import of our list.csv" in words(reviewer.get(address).text)
    assert post(reviewer, address, act="try").status_code == 303
    assert "Record 2 of 3 rows" in words(when_over(reviewer, address))


def test_a_list_is_not_there_for_another_contributor(as_role: Role, house: Site) -> None:
    address = sent(as_role("contributor"))
    with closing(entered(house, add_person(house, "contributor", name="another"))) as other:
        assert other.get(address).status_code == 404
        assert address not in other.get("/import").text
        assert other.get(f"{address}/rejected.csv").status_code == 404
    assert address in as_role("contributor").get("/import").text


def test_a_coordinator_records_the_rows_of_their_own_governments_alone(as_role: Role) -> None:
    coordinator, tie = as_role("coordinator"), "/tie/osaka-darwin-harbour"
    address, page = tried(coordinator, LIST.replace("Sydney", "Darwin"))
    said = words(page)
    assert "1 good row" in said
    assert "is a government that you look after" in said
    assert "wait for a reviewer" in said
    post(coordinator, address, act="record")
    assert "Recorded" in words(when_over(coordinator, address))
    assert "4 May 1991" in coordinator.get(tie).text
    assert "Darwin Harbour" not in as_role("reviewer").get(tie).text


def test_only_who_sent_a_list_and_administrators_throw_it_away(as_role: Role) -> None:
    contributor, administrator = as_role("contributor"), as_role("administrator")
    own, other = sent(contributor), sent(contributor)
    assert post(as_role("reviewer"), other, act="discard").status_code == 403
    for who, address in ((contributor, own), (administrator, other)):
        assert post(who, address, act="discard").status_code == 303
        assert contributor.get(address).status_code == 404


def test_a_workbook_is_read_by_the_sheet_that_is_named(as_role: Role) -> None:
    book, held = openpyxl.Workbook(), io.BytesIO()
    sheet = book.create_sheet("Ties")
    for row in csv.reader(io.StringIO(LIST)):
        sheet.append(row)
    book.save(held)
    contributor = as_role("contributor")
    answer = send(contributor, held.getvalue(), "", "ties.xlsx", sheet="Ties")
    assert answer.status_code == 303, answer.text
    assert "3 rows, 5 columns" in contributor.get(answer.headers["location"]).text


def test_a_list_that_takes_too_long_is_refused_and_pages_are_answered_meanwhile(
    house: Site, as_role: Role
) -> None:
    contributor, name = as_role("contributor"), "rows-of-rows.json"
    with ThreadPoolExecutor(1) as pool:
        costly = pool.submit(send, contributor, hostile.tables()[name](), "", name)
        answers = []
        while not costly.done():
            answers.append(httpx.get(f"{house.address}/search", timeout=60).status_code)
    assert set(answers) == {200}
    assert costly.result().status_code == 422
    assert "it takes more than 3 s (KIZUNA_READING_SECONDS)" in costly.result().text

"""Importing a list in the browser: sent, mapped, tried, looked at, recorded; by those
who may.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import httpx
import openpyxl
import pytest
from httpx import Client, Response

import hostile
from web.conftest import Role, Site, serving
from web.pages.reading import says, tells, when_over, words
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


@pytest.fixture(scope="module")
def house(copied: Callable[[], Path]) -> Iterator[Site]:
    """A server on a database of these tests."""
    with serving(copied(), KIZUNA_READING_SECONDS="3") as made:
        yield made


def send(
    client: Client,
    text: str | bytes = LIST,
    mapping: str = MAPPING,
    name: str = "our list.csv",
    **data: str,
) -> Response:
    """Send a list with a mapping of one's own, or to be guessed for ""."""
    files = {"list": (name, text if isinstance(text, bytes) else text.encode())}
    if mapping:
        files["own"] = ("own.toml", mapping.encode())
    guard = forged_guard(client.get("/import").text)
    data |= {"mapping": "own" if mapping else "", "csrfmiddlewaretoken": guard}
    return client.post("/import", data=data, files=files)


def sent(client: Client, *given: str) -> str:
    """The address of a list that was sent."""
    answer = send(client, *given)
    tells(answer, 303)
    return answer.headers["location"]


def tried(client: Client, *given: str) -> tuple[str, str]:
    """The address and the page of a list that was sent and tried."""
    address = sent(client, *given)
    assert post(client, address, act="try").status_code == 303
    return address, when_over(client, address)


def test_a_trial_tells_what_differs_saves_the_refused_rows_and_records_nothing(
    reviewer: Client,
) -> None:
    address, page = tried(reviewer)
    said = ("This was a trial: nothing was recorded.", "2 good rows", "1 rejected row")
    says(words(page), *said, "'the year of the dragon'")
    assert "Sydney Harbour" in words(reviewer.get(f"{address}?show=new").text)
    assert (
        "new,2,tie/osaka-sydney-harbour"
        in reviewer.get(f"{address}/differences.csv").text
    )
    saved = reviewer.get(f"{address}/rejected.csv", headers={"Accept-Language": "ja"})
    (row,) = csv.DictReader(io.StringIO(saved.content.decode("utf-8-sig")))
    assert (row["file"], row["row"], row["partner"]) == (
        "our list.csv",
        "4",
        "Perth Hills",
    )
    says(row["reasons"], "the year of the dragon", "日付として読めません")
    (result,) = re.findall(r'href="(/jobs/\d+/result)"', page)
    report = json.loads(reviewer.get(result).content)
    assert (report["rows"], report["good"], report["is_trial"]) == (3, 2, True)
    assert reviewer.get("/document/our-list").status_code == 404


def test_what_was_tried_is_recorded_with_its_cells_and_known_the_second_time(
    reviewer: Client,
) -> None:
    given = (
        text.replace("Sydney", "Cairns").replace("our-", "their-")
        for text in (LIST, MAPPING)
    )
    address, _ = tried(reviewer, *given)
    post(reviewer, address, act="record")
    page = when_over(reviewer, address)
    assert re.search(r"Recorded: \d+ new claims", words(page))
    assert 'href="/document/their-list"' in page
    tie = reviewer.get("/tie/osaka-cairns-harbour").text
    assert "4 May 1991" in tie
    claim, *_ = re.findall(r"/claim/[0-9a-f]+", tie)
    assert "our list.csv, row 2, column" in reviewer.get(claim).text
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
    reviewer: Client,
) -> None:
    address, page = tried(reviewer, WORDS, "")
    says(words(page), "Most rows would not go in: 3 of 5.", "Record 1 of 5 rows")
    says(words(page), "What does “Sister Citty” mean? (2 rows)", "'Total' is a total")
    says(words(page), "Which country is “Atlantis”? (1 row)")
    wrong = post(reviewer, address, act="answer", **{"answer.type": "sister-city"})
    tells(wrong, 400, "answer.type")
    answers = {
        'answer.["terms", "type", "Sister Citty"]': "sister-city",
        'answer.["countries", "Atlantis"]': "US",
    }
    post(reviewer, address, act="answer", **answers)
    row = "Osaka, Japan – Melbourne, Australia · since 1978 · sister cities"
    says(words(when_over(reviewer, address)), row, "Record 4 rows")


def test_a_mapping_is_corrected_by_choices(reviewer: Client) -> None:
    address = sent(reviewer, "where,whither\nOsaka,Sydney Harbour\n", "")
    tells(reviewer.get(address), 200, "The mapping cannot be used")
    chosen = {"column.0": "a.name", "column.1": "", "act": "choose try"}
    answer = post(reviewer, address, **chosen, **{"a.country": "JP"})
    tells(answer, 422, "no column names side b", '<option value="a.name" selected>')
    chosen["column.1"] = "b.name"
    entries = {"a.country": "JP", "b.country": "AU", "tie.type": "friendship-city"}
    post(reviewer, address, **chosen, **entries)
    assert "1 good row" in words(when_over(reviewer, address))
    assert "friendship-city&#34;" in reviewer.get(f"{address}?step=mapping").text


@pytest.mark.parametrize(
    ("mapping", "line", "quoted"),
    [
        ('[columns]\ncity = "a.name\n', "Line 2:", "city = &#34;a.name"),
        (MAPPING.replace("tie.date", "tie.day"), "Line 11:", "tie.day"),
    ],
)
def test_a_bad_mapping_is_quoted_with_its_line_and_kept(
    reviewer: Client, mapping: str, line: str, quoted: str
) -> None:
    address = sent(reviewer, LIST, mapping)
    tells(reviewer.get(address), 200, line, quoted)
    tells(post(reviewer, address, act="write", text=mapping), 422, line)


def test_a_file_that_is_no_list_is_refused_and_none_lies_under_the_name_that_it_was_sent_under(
    contributor: Client, house: Site
) -> None:
    answer = send(contributor, "a,b\n1,2\n", "", "list.xlsx")
    tells(answer, 422, "&#39;list.xlsx&#39; is no XLSX file")
    address = sent(contributor, LIST, MAPPING, "../../passwd.csv")
    assert "Import of passwd.csv" in words(contributor.get(address).text)
    assert list(Path(house.path).parent.rglob("*passwd*")) == []


def test_a_contributor_tries_and_a_reviewer_records(
    contributor: Client, reviewer: Client
) -> None:
    tells(post(reviewer, sent(reviewer), act="record"), 400, "try it first")
    address, page = tried(contributor)
    assert "Give the address of this page to a reviewer" in words(page)
    assert post(contributor, address, act="record").status_code == 403
    assert "Import of our list.csv" in words(reviewer.get(address).text)
    post(reviewer, address, act="try")
    assert "Record 2 of 3 rows" in words(when_over(reviewer, address))


def test_a_list_is_not_there_for_another_contributor(
    contributor: Client, house: Site
) -> None:
    address = sent(contributor)
    with closing(
        entered(house, add_person(house, "contributor", name="another"))
    ) as other:
        assert other.get(address).status_code == 404
        assert address not in other.get("/import").text
        assert other.get(f"{address}/rejected.csv").status_code == 404
    assert address in contributor.get("/import").text


def test_a_coordinator_records_the_rows_of_their_own_governments_alone(
    as_role: Role,
) -> None:
    coordinator, tie = as_role("coordinator"), "/tie/osaka-darwin-harbour"
    address, page = tried(coordinator, LIST.replace("Sydney", "Darwin"))
    says(
        words(page),
        "1 good row",
        "is a government that you look after",
        "wait for a reviewer",
    )
    post(coordinator, address, act="record")
    assert "Recorded" in words(when_over(coordinator, address))
    assert "4 May 1991" in coordinator.get(tie).text
    assert "Darwin Harbour" not in as_role("reviewer").get(tie).text


def test_only_who_sent_a_list_and_administrators_throw_it_away(
    as_role: Role, contributor: Client, reviewer: Client
) -> None:
    own, other = sent(contributor), sent(contributor)
    assert post(reviewer, other, act="discard").status_code == 403
    for who, address in ((contributor, own), (as_role("administrator"), other)):
        assert post(who, address, act="discard").status_code == 303
        assert contributor.get(address).status_code == 404


def test_a_workbook_is_read_by_the_sheet_that_is_named(contributor: Client) -> None:
    book, held = openpyxl.Workbook(), io.BytesIO()
    sheet = book.create_sheet("Ties")
    for row in csv.reader(io.StringIO(LIST)):
        sheet.append(row)
    book.save(held)
    answer = send(contributor, held.getvalue(), "", "ties.xlsx", sheet="Ties")
    assert "3 rows, 5 columns" in contributor.get(answer.headers["location"]).text


def test_a_list_that_takes_too_long_is_refused_and_pages_are_answered_meanwhile(
    house: Site, contributor: Client
) -> None:
    name = "rows-of-rows.json"
    with ThreadPoolExecutor(1) as pool:
        costly = pool.submit(send, contributor, hostile.tables()[name](), "", name)
        answers = []
        while not costly.done():
            answers.append(httpx.get(f"{house.address}/search", timeout=60).status_code)
    assert set(answers) == {200}
    tells(costly.result(), 422, "it takes more than 3 s (KIZUNA_READING_SECONDS)")

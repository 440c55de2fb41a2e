"""Questions in the browser: the command's answer at an address that can be kept; names,
facts and passages that are searched for; suggestions while one types; and what is given
away: notes, exports, pictures and the embed.
"""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from urllib.parse import parse_qs

import pytest
from httpx import Client
from icalendar import Calendar
from lxml import etree
from playwright.sync_api import Page, expect

from kizuna.publish.export import FORMATS
from web.pages.reading import Seen, says, seen, tells

CLOCKS = "as_of=1987-04-01&known_at=2035-01-01"
SIDES = "a=kansai&b=china"
QUESTIONS = f"""
    /ties?{SIDES} /compare?what=ties&a=osaka-shanghai&b=kobe-tianjin /network /survival /check
    /compare?what=peers&a=government/osaka /suggest?what=partners&place=Kobe /changes /reconcile
    /suggest?what=forms&tie=kobe-tianjin /measure?a=osaka-shanghai /gaps?of=osaka-shanghai
    /place?place=osaka /timeline?tie=osaka-shanghai /report?{SIDES} /export /plot/map
    /plot/timeline?a=osaka-shanghai
"""


@pytest.mark.parametrize("address", QUESTIONS.split())
def test_an_answer_opens_claims_and_keeps_both_clocks(
    client: Client, address: str
) -> None:
    page = tells(client.get(f"{address}{'&' if '?' in address else '?'}{CLOCKS}"), 200)
    links = re.findall(r'href="(/claim/[0-9a-f]{32}[^"]*)"', page)
    assert links or "/check" in address
    kept = "as_of=1987-04-01&amp;known_at=2035-01-01"
    assert [link for link in links if kept not in link] == []


def test_a_calendar_can_be_subscribed_to_at_an_address(client: Client) -> None:
    answer = client.get("/due.ics?of=osaka&within=1000&as_of=1987-04-01")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    assert [event["dtstart"].dt for event in events] == [date(1989, 4, 18)]
    assert client.get("/ties.ics").status_code == 404
    says(
        client.get("/due?of=osaka").text,
        'href="webcal://',
        "/due.ics?of=osaka&amp;lang=en",
    )


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("a=kansai", ("is one side", 'value="kansai"')),
        *((f"{SIDES}&page={page}", (page,)) for page in ("0", "9", "two")),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused_above_the_form_that_keeps_it(
    client: Client, query: str, said: tuple[str, ...]
) -> None:
    tells(client.get(f"/ties?{query}"), 400, *said)


def test_a_name_of_several_things_offers_each_in_the_same_question(
    client: Client,
) -> None:
    answer = tells(client.get("/ties?of=南陽市&every=1&as_of=1990"), 300)
    offered = re.findall(r'<li><a href="/ties\?([^"]*)">', answer)
    asked = [parse_qs(unescape(query)) for query in offered]
    rest = {"every": ["1"], "as_of": ["1990"]}
    assert asked == [
        {"of": [f"government/{ref}"], **rest}
        for ref in ("nanyang-henan", "nanyang-yamagata")
    ]


WITHOUT = """
    /compare /compare?what=places /compare?what=peers /timeline /measure /suggest
    /suggest?what=forms /report
"""


@pytest.mark.parametrize("address", WITHOUT.split())
@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_page_without_a_question_offers_one_of_the_register_that_it_answers(
    client: Client, address: str, language: str
) -> None:
    joint = "&" if "?" in address else "?"
    page = client.get(f"{address}{joint}lang={language}").text
    (offered,) = re.findall(r'class="examples">[^<]+<a href="([^"]+)"', page)
    assert 'class="examples"' not in tells(
        client.get(unescape(offered)), 200, 'class="ref"'
    )


def test_a_form_answers_in_place_and_the_address_is_that_of_the_answer(
    page: Page,
) -> None:
    page.goto("/ties")
    page.get_by_role("combobox", name="Name 1").fill("kansai")
    page.get_by_role("combobox", name="Name 2").fill("china")
    page.get_by_role("button", name="Show", exact=True).click()
    page.wait_for_url("**/ties?**b=china**")
    expect(page.locator(".figure").first).to_be_visible()
    expect(page.locator("#answer table tbody tr").nth(20)).to_be_visible()
    russian = page.locator('.languages a[hreflang="ru"]')
    expect(russian).to_have_attribute("href", re.compile("b=china"))


def test_a_form_answers_without_a_script(scriptless: Page) -> None:
    scriptless.goto("/measure?as_of=1987-04-01")
    scriptless.get_by_label("Name 1").fill("osaka-shanghai")
    scriptless.get_by_role("button", name="Show", exact=True).click()
    expect(scriptless.get_by_text("effective fields, Shannon")).to_be_visible()
    expect(scriptless).to_have_url(re.compile("as_of=1987-04-01"))


def test_without_a_script_the_mark_of_a_number_opens_the_list_of_its_claims(
    scriptless: Page,
) -> None:
    scriptless.goto(f"/ties?{SIDES}&as_of=1987-04-01")
    scriptless.locator(".figures .more").first.click()
    expect(scriptless.locator(".figures .all a").nth(30)).to_be_visible()


def test_before_anything_was_recorded_a_page_says_so(client: Client) -> None:
    for address in ("/compare?what=ties&a=x&b=y", "/timeline?tie=osaka-shanghai"):
        answer = client.get(f"{address}&known_at=1900-01-01")
        tells(answer, 200, "Nothing had been recorded by then")


def test_a_field_for_a_tie_offers_the_ties_of_a_place(client: Client) -> None:
    part = client.get("/names", params={"q": "Kobe", "of": "tie"}).text
    assert "(tie/kobe-tianjin)" in part
    assert "(government/" not in part


def test_a_passage_leads_into_the_text(town_client: Client) -> None:
    page = seen(town_client, "/search?q=twenty pupils")
    assert page.links("passages")[-1].startswith("/document/minutes/text?at=")


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/search?q=Shangai", "No exact match for “Shangai”. Similar names:"),
        ("/search", "Write a name in any script"),
        ("/search?q=xyzzyq", "No results for “xyzzyq”"),
    ],
)
def test_without_a_hit_the_page_says_what_is_so(
    client: Client, address: str, said: str
) -> None:
    assert said in seen(client, address).words()


def test_suggestions_begin_with_what_begins_so_and_are_at_most_ten(
    client: Client,
) -> None:
    part = Seen(
        f"<main>{client.get('/search/suggest', params={'q': 'Osa'}).text}</main>"
    )
    names = part.root.xpath("//a[not(contains(@class, 'all-found'))]/span[1]")
    assert names[0].text_content() == "Osaka"
    assert len(names) <= 10
    assert "<a" not in client.get("/search/suggest?q=").text


def test_one_goes_to_a_suggestion_by_the_arrows_and_escape_puts_suggestions_away(
    page: Page,
) -> None:
    page.goto("/search")
    field = page.locator(".find input")
    field.press_sequentially("Kob")
    page.locator(".suggestions a").first.wait_for()
    page.keyboard.press("Escape")
    expect(page.locator(".suggestions")).to_have_count(0)
    field.press_sequentially("e")
    page.locator(".suggestions a").first.wait_for()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".suggestions a:focus")).to_have_count(1)
    page.keyboard.press("Enter")
    page.wait_for_url("**/government/kobe")


NOTE = "a=kansai&b=china&as_of=1987-04-01"


def test_the_note_comes_under_a_name_that_says_what_it_is(client: Client) -> None:
    answer = client.get(f"/report/note.docx?{NOTE}&in=ja&save=1")
    assert answer.content.startswith(b"PK")
    assert (
        "kizuna-kansai-china-1987-04-01-ja.docx"
        in answer.headers["Content-Disposition"]
    )
    tells(client.get(f"/report/note.exe?{NOTE}"), 400, "exe")


def test_the_note_has_a_policy_of_its_own_and_stands_alone(client: Client) -> None:
    policy = client.get(f"/report/note.html?{NOTE}").headers["Content-Security-Policy"]
    says(policy, "script-src 'sha256-", "sandbox allow-scripts")
    assert "unsafe-inline" not in policy
    assert "allow-same-origin" not in policy
    assert (
        "script-src 'self'" in client.get("/report").headers["Content-Security-Policy"]
    )


def test_every_format_is_offered_with_what_it_is_for(client: Client) -> None:
    text = tells(
        client.get("/export"), 200, *(f'href="/export/{name}"' for name in FORMATS)
    )
    assert "message" not in text


@pytest.mark.parametrize("ending", ["", ".md", ".csv"])
def test_a_place_in_the_list_of_claims_that_is_no_id_is_quoted(
    client: Client, ending: str
) -> None:
    tells(client.get(f"/claims{ending}?after=xyz"), 400, "xyz")


def test_a_picture_is_an_image_file_with_title_and_description(client: Client) -> None:
    answer = client.get(f"/plot/map.svg?{NOTE}", headers={"Accept-Language": "ja"})
    assert answer.headers["Content-Type"] == "image/svg+xml"
    root = etree.fromstring(answer.content)
    assert "地図" in root.findtext("{*}title", "")
    assert root.findtext("{*}desc")
    assert b"style=" not in answer.content
    assert client.get(f"/plot/years.png?{NOTE}").content.startswith(b"\x89PNG")


def test_marks_of_a_picture_in_a_page_are_links_to_claims(client: Client) -> None:
    text = client.get(f"/plot/map?{NOTE}").text
    (drawing,) = re.findall(r"<svg.*?</svg>", text, re.DOTALL)
    assert (
        len(
            re.findall(r'<a [^>]*href="/claim/[0-9a-f]{32}\?as_of=1987-04-01"', drawing)
        )
        > 20
    )
    assert "style=" not in drawing


def test_a_mark_opens_its_evidence_beside_the_picture(page: Page) -> None:
    page.goto("/plot/timeline?a=osaka-shanghai&as_of=1987-04-01")
    page.locator(".drawing svg a").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#evidence")).not_to_be_empty()


def test_an_embed_may_be_framed_by_any_site_and_nothing_else_is_relaxed(
    client: Client,
) -> None:
    framed, own = (
        client.get(path).headers for path in ("/embed/government/osaka", "/ties")
    )
    assert "X-Frame-Options" not in framed
    assert own["X-Frame-Options"] == "DENY"
    policy, rest = (headers["Content-Security-Policy"] for headers in (framed, own))
    assert policy == rest.replace("frame-ancestors 'none'", "frame-ancestors *")
    assert policy != rest


def test_an_embed_names_partners_with_since_and_status_in_a_language(
    client: Client,
) -> None:
    answer = client.get("/embed/government/osaka?lang=ja")
    text = tells(answer, 200, 'lang="ja"', "上海市", "1974年4月18日")
    assert "<script" not in text


def test_an_embed_shows_only_what_anybody_may_see(client: Client) -> None:
    assert client.get("/embed/person/oshima-yasushi").status_code == 404


def test_the_snippet_frames_the_partners_of_the_place(client: Client) -> None:
    page = unescape(client.get("/embed?of=osaka").text)
    (address,) = set(re.findall(r'<iframe[^>]* src="(http[^"]*)"', page))
    assert "Shanghai" in client.get(address).text

"""What is given away: notes, exports, pictures, and the embed, each with the policy that fits it."""

from __future__ import annotations

import re
from html import unescape

import httpx
from lxml import etree
from playwright.sync_api import Page, expect

from kizuna.publish.export import FORMATS
from web.pages.reading import says, tells

NOTE = "a=kansai&b=china&as_of=1987-04-01"


def test_the_note_comes_under_a_name_that_says_what_it_is(client: httpx.Client) -> None:
    answer = client.get(f"/report/note.docx?{NOTE}&in=ja&save=1")
    assert answer.content.startswith(b"PK")
    assert "kizuna-kansai-china-1987-04-01-ja.docx" in answer.headers["Content-Disposition"]
    tells(client.get(f"/report/note.exe?{NOTE}"), 400, "exe")


def test_the_note_has_a_policy_of_its_own_and_stands_alone(client: httpx.Client) -> None:
    policy = client.get(f"/report/note.html?{NOTE}").headers["Content-Security-Policy"]
    says(policy, "script-src 'sha256-", "sandbox allow-scripts")
    assert "unsafe-inline" not in policy
    assert "allow-same-origin" not in policy
    assert "script-src 'self'" in client.get("/report").headers["Content-Security-Policy"]


def test_every_format_is_offered_with_what_it_is_for(client: httpx.Client) -> None:
    text = tells(client.get("/export"), 200, *(f'href="/export/{name}"' for name in FORMATS))
    assert "message" not in text


def test_a_picture_is_an_image_file_with_title_and_description(client: httpx.Client) -> None:
    answer = client.get(f"/plot/map.svg?{NOTE}", headers={"Accept-Language": "ja"})
    assert answer.headers["Content-Type"] == "image/svg+xml"
    root = etree.fromstring(answer.content)
    assert "地図" in root.findtext("{*}title", "")
    assert root.findtext("{*}desc")
    assert b"style=" not in answer.content
    assert client.get(f"/plot/years.png?{NOTE}").content.startswith(b"\x89PNG")


def test_marks_of_a_picture_in_a_page_are_links_to_claims(client: httpx.Client) -> None:
    text = client.get(f"/plot/map?{NOTE}").text
    (drawing,) = re.findall(r"<svg.*?</svg>", text, re.DOTALL)
    assert len(re.findall(r'<a [^>]*href="/claim/[0-9a-f]{32}\?as_of=1987-04-01"', drawing)) > 20
    assert "style=" not in drawing


def test_a_mark_opens_its_evidence_beside_the_picture(page: Page) -> None:
    page.goto("/plot/timeline?a=osaka-shanghai&as_of=1987-04-01")
    page.locator(".drawing svg a").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#evidence")).not_to_be_empty()


def test_an_embed_may_be_framed_by_any_site_and_nothing_else_is_relaxed(
    client: httpx.Client,
) -> None:
    framed, own = (client.get(path).headers for path in ("/embed/government/osaka", "/ties"))
    assert "X-Frame-Options" not in framed
    assert own["X-Frame-Options"] == "DENY"
    policy, rest = (headers["Content-Security-Policy"] for headers in (framed, own))
    assert policy == rest.replace("frame-ancestors 'none'", "frame-ancestors *")
    assert policy != rest


def test_an_embed_names_partners_with_since_and_status_in_a_language(
    client: httpx.Client,
) -> None:
    answer = client.get("/embed/government/osaka?lang=ja")
    text = tells(answer, 200, 'lang="ja"', "上海市", "1974年4月18日")
    assert "<script" not in text


def test_an_embed_shows_only_what_anybody_may_see(client: httpx.Client) -> None:
    assert client.get("/embed/person/oshima-yasushi").status_code == 404


def test_the_snippet_frames_the_partners_of_the_place(client: httpx.Client) -> None:
    page = unescape(client.get("/embed?of=osaka").text)
    (address,) = set(re.findall(r'<iframe[^>]* src="(http[^"]*)"', page))
    assert "Shanghai" in client.get(address).text

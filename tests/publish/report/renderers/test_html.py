"""Tests of the note as one self-contained HTML file."""

from __future__ import annotations

import base64
import hashlib
import re
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest
from sample_notes import Desk, a_note, bars, claim_id, english, note_in

from kizuna.publish.document import (
    Drawing,
    KeyFigure,
    KeyFigures,
    Note,
    Paragraph,
    Proof,
    Rival,
    Section,
    Subheading,
    Table,
)
from kizuna.publish.report.renderers.citations import is_web_address
from kizuna.publish.report.renderers.html import fold, render_html
from web.look import CHROMIUM

LANGUAGES = ["en", "ja", "zh-hans", "ru"]
HOSTILE = "<script>alert(1)</script> #set [x](y) [^1] \"' & <img src=x onerror=alert(2)>"
VOID = {"meta", "link", "br", "img", "input", "hr"}


class Page(HTMLParser):
    """What a page holds: ids, links, tags in order, and whether each tag is closed in turn."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.links_of: dict[str, set[str]] = {}
        self.places: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.append((tag, given))
        if "id" in given:
            self.ids.append(given["id"])
            if given["id"].startswith("cite-") and not given["id"].endswith("-all"):
                self.places.append(given["id"])
        if tag == "a" and given.get("class") == "ref" and "article" not in self.open:
            self.links_of.setdefault(self.places[-1], set()).add(given["href"][1:])
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def all(self, tag: str) -> list[dict[str, str]]:
        return [given for name, given in self.tags if name == tag]


def hostile_note() -> Note:
    desk = Desk()
    desk.claim(
        "one",
        proofs=(Proof(claim_id("one"), HOSTILE), Proof(claim_id("two"), HOSTILE)),
        rivals=(Rival(1, HOSTILE),),
        quote=HOSTILE,
        before=HOSTILE,
        holder=HOSTILE,
        address="javascript:alert(1)",
        judgements=(HOSTILE,),
    )
    said = desk.say(HOSTILE, "one")
    blocks = (
        Paragraph((said,)),
        Table(HOSTILE, (HOSTILE,), ((said,),)),
        KeyFigures((KeyFigure(said, HOSTILE, said),)),
        Drawing(bars("x"), HOSTILE, HOSTILE),
        Subheading(HOSTILE, "sub", 1, HOSTILE),
    )
    return a_note(Section("s", HOSTILE, blocks), desk=desk, title=HOSTILE, subtitle=HOSTILE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_claim_of_every_sentence_has_a_link_to_the_evidence_that_states_it(
    language: str,
) -> None:
    note = note_in(language)
    text = render_html(note)
    page, numbers = Page(text), note.numbers()
    for sentence in note.sentences():
        anchors = {f"evidence-{numbers[claim]}" for claim in sentence.claims}
        assert not anchors or anchors in page.links_of.values()
    for item in note.evidence:
        article = text.split(f'<article id="evidence-{item.number}"')[1].split("</article>")[0]
        assert re.findall(r'id="claim-(\w+)"', article) == [p.claim for p in item.proofs]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_tag_is_closed_every_link_leads_somewhere_and_no_id_stands_twice(
    language: str,
) -> None:
    page = Page(render_html(note_in(language)))
    ids = set(page.ids)
    assert (page.open, len(page.ids)) == ([], len(ids))
    assert {a["href"][1:] for a in page.all("a") if a["href"].startswith("#")} <= ids
    assert page.all("html") == [{"lang": language}]
    assert Page(render_html(a_note())).open == []


HELD = {
    "an offer to skip": '<a class="skip" href="#summary">本文へ移動</a>',
    "the passage, lit": "was that of <mark>Kobe and Tianjin, concluded in June 1973</mark>, on the",
    "the language given for a passage": '<blockquote aria-label="Passage" lang="en-GB">',
    "a subject once": "<b>Seamen are treated in both ports: </b>",
    "a property once": "field: shipping</span>; <span",
    "a link to what says otherwise": ">2</a> Kobe and Tianjin tied on 24 June 1973",
    "many numbers folded": ">+98</button>",
    "many numbers in print": '<sup class="refs-print" aria-hidden="true">4–7, 9–104</sup>',
    "Japanese names": '<span lang="ja">神戸市</span>',
    "Chinese names": '<span lang="zh-Hans">连云港市</span>',
    "a drawing in words": "<details><summary>In words</summary><p>Bar chart. Culture 9 delegations",
    "links back after their label": '<p class="back">Cited in <span><a href="#cite-',
    "a date on one line": '<td class="k">',
}


@pytest.mark.parametrize("fragment", HELD.values(), ids=HELD)
def test_a_page_has(fragment: str) -> None:
    assert fragment in render_html(note_in("ja")) + render_html(english())


def test_the_page_loads_nothing() -> None:
    page = Page(render_html(english()))
    for tag, given in page.tags:
        assert tag not in {"link", "img", "iframe", "object", "embed"}
        assert "src" not in given
        assert "style" not in given
        assert not any(name.startswith("on") for name in given)
        if "href" in given and tag != "a":
            assert given["href"].startswith("#")


def test_the_policy_allows_only_what_is_in_the_file() -> None:
    text = render_html(english())
    policy = next(
        given["content"]
        for given in Page(text).all("meta")
        if given.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert "http" not in policy

    held = re.findall(r"<(?:style|script)[^>]*>(.*?)</(?:style|script)>", text, re.DOTALL)
    assert len(held) == 2
    for content in held:
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest())
        assert f"sha256-{digest.decode()}" in text


def test_hostile_text_stays_text() -> None:
    text = render_html(hostile_note())
    assert "<script>alert" not in text
    assert "<img" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


def test_an_address_that_is_not_of_the_web_is_no_link() -> None:
    page = Page(render_html(hostile_note()))
    assert not any("javascript" in a["href"] for a in page.all("a"))
    assert not is_web_address("javascript:alert(1)")
    assert not is_web_address("https://")
    assert is_web_address("https://example.org/a")


def test_evidence_links_back_to_where_it_is_cited() -> None:
    page = Page(render_html(english()))
    back = [a["href"][1:] for a in page.all("a") if a.get("role") == "doc-backlink"]
    assert set(back) == set(page.places)


def test_numbers_beyond_three_fold_into_one_button() -> None:
    assert fold((1, 2, 3)) == ((1, 2, 3), ())
    assert fold((1, 2, 3, 4)) == ((1, 2), (3, 4))
    assert fold((1, 2, 3), few=True) == ((1,), (2, 3))


def test_the_heads_of_tables_have_a_scope() -> None:
    heads = Page(render_html(english())).all("th")
    assert {head["scope"] for head in heads} == {"col", "row"}


def panel_after(script: str, folder: Path) -> str:
    """The evidence panel of the long sample after a script has run in a browser."""
    opened = re.sub("<meta http-equiv[^>]*>", "", render_html(english()))
    page = folder / "note.html"
    page.write_text(
        opened.replace("</body>", f"<script type=module>{script}</script></body>"),
        encoding="utf-8",
    )
    seen = subprocess.run(
        [
            str(CHROMIUM),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--virtual-time-budget=3000",
            f"--user-data-dir={folder / 'profile'}",
            "--dump-dom",
            page.as_uri(),
        ],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return seen.stdout.split('<dialog id="panel"')[1].split("</dialog>")[0]


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium to open the page with")
def test_in_a_browser_a_part_of_a_drawing_opens_and_marks_its_claim(tmp_path: Path) -> None:
    click = "dispatchEvent(new MouseEvent('click', {bubbles: true}))"
    panel = panel_after(f"document.querySelector('[data-claims]').{click}", tmp_path)
    assert " open=" in panel.split(">")[0]
    assert "crews of both ports" in panel
    assert re.findall('class="asked">([^<]*)', panel) == ["Kobe – Tianjin: status: active"]

"""The note as one self-contained HTML file, and as Markdown."""

from __future__ import annotations

import base64
import hashlib
import html
import re
import subprocess
from functools import cache
from html.parser import HTMLParser
from typing import Any

import lxml.html
import pytest
from markdown_it import MarkdownIt

from kizuna.publish import document
from kizuna.publish.document import Facts, Section, Sentence, Table, Tone, sentences_of
from kizuna.publish.report.renderers.markup import (
    escaped,
    fold,
    render_html,
    render_markdown,
)
from publish.report.renderers.sample_notes import (
    LANGUAGES,
    Desk,
    a_note,
    bars,
    note_in,
    rendered,
)
from web.look import CHROMIUM

HOSTILE = (
    "<script>alert(1)</script> #set [x](y) [^1] \"' & <img src=x onerror=alert(2)>"
)
VOID = {"meta", "link", "br", "img", "input", "hr"}


def text_in(language: str) -> str:
    return str(rendered(render_html, language))


@cache
def page_in(language: str) -> Any:
    return lxml.html.fromstring(text_in(language))


def test_hostile_text_stays_text_and_makes_no_link() -> None:
    desk, claims = Desk(), (HOSTILE, f"{HOSTILE}: field: x", f"{HOSTILE}: field: y")
    weighed = {"rivals": (Sentence.of(HOSTILE),), "judgements": (HOSTILE,)}
    told = {
        "quote": (HOSTILE,) * 3,
        "holder": HOSTILE,
        "address": "javascript:alert(1)",
    }
    desk.claim(*claims, **weighed, **told)
    said = desk.say(HOSTILE, HOSTILE)
    blocks = (
        document.Paragraph((said,)),
        document.Table(HOSTILE, (HOSTILE,), ((said,),)),
        document.KeyFigures(((HOSTILE, (said, said)),)),
        document.Drawing(bars("x"), HOSTILE, HOSTILE),
        document.Subheading(HOSTILE, "sub", 1, HOSTILE),
    )
    section = document.Section("s", HOSTILE, blocks)
    text = render_html(a_note(section, desk=desk, title=HOSTILE, subtitle=HOSTILE))
    assert not re.search("<script>alert|<img", text)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    links = lxml.html.fromstring(text).xpath("//a/@href")
    assert not any("javascript" in link for link in links)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_claim_of_every_sentence_has_a_link_to_the_evidence_that_states_it(
    language,
) -> None:
    note, page = note_in(language), page_in(language)
    numbers = note.numbers()
    cited = [
        {link[1:] for link in place.xpath(".//a[@class='ref']/@href")}
        for place in page.xpath("//main//*[starts-with(@id, 'cite-')]")
    ]
    for sentence in document.sentences_of(note.sections):
        anchors = {f"evidence-{numbers[claim]}" for claim in sentence.claims}
        assert not anchors or anchors in cited
    for item in note.evidence:
        stated = page.xpath(
            f"//*[@id='evidence-{item.number}']//@id[starts-with(., 'claim-')]"
        )
        assert sorted(stated) == sorted(f"claim-{claim}" for claim in item.claims)


class Tags(HTMLParser):
    """The tags of a page that are not closed; each is closed in its turn."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open += [tag] if tag not in VOID else []

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_tag_is_closed_every_link_leads_somewhere_and_no_id_stands_twice(
    language,
) -> None:
    page, ids = page_in(language), page_in(language).xpath("//@id")
    assert Tags(text_in(language)).open == []
    assert len(ids) == len(set(ids))
    assert {
        link[1:] for link in page.xpath("//a/@href") if link.startswith("#")
    } <= set(ids)
    assert page.get("lang") == language
    assert Tags(render_html(a_note())).open == []
    back = page.xpath("//a[@role='doc-backlink']/@href")
    places = page.xpath("//@id[starts-with(., 'cite-') and not(contains(., '-all'))]")
    assert {link[1:] for link in back} == set(places)


HELD = {
    "an offer to skip": '<a class="skip" href="#summary">本文へ移動</a>',
    "the passage, lit": "was that of <mark>Kobe and Tianjin, concluded in June 1973</mark>, on the",
    "the language given for a passage": '<blockquote aria-label="Passage" lang="en-GB">',
    "a subject once": "<dt>Seamen are treated in both ports: </dt>",
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
def test_a_page_has(fragment) -> None:
    assert fragment in text_in("ja") + text_in("en")


def test_the_page_loads_nothing_and_its_policy_allows_only_what_is_in_the_file() -> (
    None
):
    page = page_in("en")
    assert {head.get("scope") for head in page.xpath("//th")} == {"col", "row"}
    assert not page.xpath(
        "//link | //img | //iframe | //object | //embed | //@src | //@style"
    )
    assert not page.xpath("//@*[starts-with(name(), 'on')]")
    assert not page.xpath("//*[not(self::a)]/@href[not(starts-with(., '#'))]")
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert not re.search("unsafe|http", policy)
    held = re.findall(
        r"<(?:style|script)[^>]*>(.*?)</(?:style|script)>", text_in("en"), re.DOTALL
    )
    digests = [
        base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in held
    ]
    assert re.findall(r"'sha256-([^']+)'", policy) == digests


def test_numbers_beyond_three_fold_into_one_button() -> None:
    assert fold((1, 2, 3)) == ((1, 2, 3), ())
    assert fold((1, 2, 3, 4)) == ((1, 2), (3, 4))
    assert fold((1, 2, 3), few=True) == ((1,), (2, 3))


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium to open the page with")
def test_in_a_browser_a_part_of_a_drawing_opens_and_marks_its_claim(tmp_path) -> None:
    click = "dispatchEvent(new MouseEvent('click', {bubbles: true}))"
    script = f"<script type=module>document.querySelector('[data-claims]').{click}</script></body>"
    page = tmp_path / "note.html"
    opened = re.sub("<meta http-equiv[^>]*>", "", text_in("en"))
    page.write_text(opened.replace("</body>", script), encoding="utf-8")
    options = (
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--virtual-time-budget=3000",
    )
    profile = f"--user-data-dir={tmp_path / 'profile'}"
    command = [str(CHROMIUM), *options, profile, "--dump-dom", page.as_uri()]
    seen = subprocess.run(
        command, capture_output=True, text=True, timeout=120, check=False
    )
    panel = seen.stdout.split('<dialog id="panel"')[1].split("</dialog>")[0]
    assert " open=" in panel.split(">")[0]
    assert "crews of both ports" in panel
    assert re.findall('class="asked">([^<]*)', panel) == ["status: active"]


UNMARKED = [
    *("<script>alert(1)</script>", "](x)", "[^1]", "# not a heading", "1. not a list"),
    *(
        "---",
        "===",
        "- not a list",
        "+ not a list",
        "> not a quotation",
        "```",
        "a | b",
    ),
    *("*a* _b_ `c` ~~d~~ $e$", "&lt;b&gt;", "![x](y)", "line\n\n# other", ": term"),
]


def html_of(markdown: str) -> str:
    return MarkdownIt("commonmark", {"html": True}).enable("table").render(markdown)


def text_of(page: str) -> str:
    return html.unescape(re.sub("<[^>]+>", "", page)).strip()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_referred_to_is_defined_and_every_definition_referred_to(
    language,
) -> None:
    text = rendered(render_markdown, language)
    defined = re.findall(r"^\[\^(\d+)\]: ", text, re.MULTILINE)
    referred = set(re.findall(r"\[\^(\d+)\](?!: )", text))
    assert sorted(defined, key=int) == [str(n + 1) for n in range(len(defined))]
    assert referred == set(defined)
    shown = text_of(html_of(text))  # also to plain CommonMark
    for item in note_in(language).evidence:
        said = sentences_of((item.source, item.facts))
        assert all(one.text in shown for one in said)


@pytest.mark.parametrize("hostile", UNMARKED)
def test_hostile_text_stays_text_and_in_its_cell(hostile) -> None:
    shown = html_of(escaped(hostile))
    assert text_of(shown) == " ".join(hostile.split())
    assert re.fullmatch(r"<p>[^<]*</p>\s*", shown)
    table = Table("t", ("a", "b"), ((Sentence.of(hostile), Sentence.of("end")),))
    shown = html_of(render_markdown(a_note(Section("s", "S", (table,)))))
    assert shown.count("<td>") == 2


def test_a_footnote_keeps_its_passage_inside() -> None:
    lines = (
        rendered(render_markdown)
        .split("\n[^1]: ")[1]
        .split("\n[^2]: ")[0]
        .split("\n")[1:]
    )
    assert any(lines)
    assert all(line.startswith("    ") for line in lines if line)


MARKED = {
    "numbers of a run by its ends": "**18, possibly 19**[^4]–[^7]",
    "the sections that cite a footnote": "Cited in: Summary · Where sources disagree",
    "what says otherwise": "Claims that say otherwise: Kobe and Tianjin tied on 24 June 1973[^2]",
    "the passage in bold": "> **Kobe and Tianjin, concluded in June 1973**",
    "a drawing as its description": "> Bar chart. Culture 9 delegations, port 7.",
    "a numbered list": "1. Port management.[^14]\n2. Water supply,[^15] also sludge.[^16][^17]",
    "several values under their label": "- **Ties**\n    - Kobe Known.\n    - Nara\n- **Since** — 1973",
    "no space between sentences in Japanese": "によるものである。[^1]堺市は",
    "an address with a bracket as text": "https://example.org/\\<b\\>",
}


@pytest.mark.parametrize("fragment", MARKED.values(), ids=MARKED)
def test_a_note_has(fragment) -> None:
    desk = Desk()
    desk.claim("one", address="https://example.org/<b>")
    known = Sentence.of("Known.", tone=Tone.ASIDE)
    ties = ("Ties", (Sentence.of("Kobe"), known, Sentence.of("Nara")))
    facts = Facts((ties, ("Since", (Sentence.of("1973"),))))
    own = render_markdown(a_note(Section("s", "S", (facts,)), desk=desk))
    assert fragment in rendered(render_markdown) + rendered(render_markdown, "ja") + own

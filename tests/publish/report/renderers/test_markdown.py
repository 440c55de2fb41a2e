"""Tests of the note as Markdown."""

from __future__ import annotations

import html
import re

import pytest
from markdown_it import MarkdownIt

from kizuna.publish.document import Facts, Section, Sentence, Table, Tone
from kizuna.publish.report.renderers.markup import escaped, render_markdown
from publish.report.renderers.sample_notes import LANGUAGES, Desk, a_note, note_in, rendered

HOSTILE = [
    *("<script>alert(1)</script>", "](x)", "[^1]", "# not a heading", "1. not a list"),
    *("---", "===", "- not a list", "+ not a list", "> not a quotation", "```", "a | b"),
    *("*a* _b_ `c` ~~d~~ $e$", "&lt;b&gt;", "![x](y)", "line\n\n# other", ": term"),
]


def html_of(markdown: str) -> str:
    return MarkdownIt("commonmark", {"html": True}).enable("table").render(markdown)


def text_of(page: str) -> str:
    return html.unescape(re.sub("<[^>]+>", "", page)).strip()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_referred_to_is_defined_and_every_definition_referred_to(language) -> None:
    text = rendered(render_markdown, language)
    defined = re.findall(r"^\[\^(\d+)\]: ", text, re.MULTILINE)
    referred = set(re.findall(r"\[\^(\d+)\](?!: )", text))
    assert sorted(defined, key=int) == [str(n + 1) for n in range(len(defined))]
    assert referred == set(defined)
    shown = text_of(html_of(text))  # also to plain CommonMark
    for item in note_in(language).evidence:
        assert all(one.text in shown for line in item.lines for one in line.phrases if one.claim)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_stays_text_and_in_its_cell(hostile) -> None:
    shown = html_of(escaped(hostile))
    assert text_of(shown) == " ".join(hostile.split())
    assert re.fullmatch(r"<p>[^<]*</p>\s*", shown)
    table = Table("t", ("a", "b"), ((Sentence.of(hostile), Sentence.of("end")),))
    shown = html_of(render_markdown(a_note(Section("s", "S", (table,)))))
    assert shown.count("<td>") == 2


def test_a_footnote_keeps_its_passage_inside() -> None:
    lines = rendered(render_markdown).split("\n[^1]: ")[1].split("\n[^2]: ")[0].split("\n")[1:]
    assert any(lines)
    assert all(line.startswith("    ") for line in lines if line)


HELD = {
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


@pytest.mark.parametrize("fragment", HELD.values(), ids=HELD)
def test_a_note_has(fragment) -> None:
    desk = Desk()
    desk.claim("one", address="https://example.org/<b>")
    known = Sentence.of("Known.", tone=Tone.ASIDE)
    ties = ("Ties", (Sentence.of("Kobe"), known, Sentence.of("Nara")))
    facts = Facts((ties, ("Since", (Sentence.of("1973"),))))
    own = render_markdown(a_note(Section("s", "S", (facts,)), desk=desk))
    assert fragment in rendered(render_markdown) + rendered(render_markdown, "ja") + own

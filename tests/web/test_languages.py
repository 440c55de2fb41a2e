"""Every page in every language, completely, and for at most twelve questions to the
database, as answers say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast
from httpx import Client, Response
from lxml import html

from kizuna.languages import Messages
from kizuna.languages.catalogs import TAGS, sources
from web.look import FAULTS, PAGES

MOST = 12
OTHERS = ("ja", "zh-hans", "ru")
_HEARD = ("aria-label", "title", "placeholder", "alt", "label", "content")


def asked(answer: Response) -> int:
    """How many questions an answer took, by its own account."""
    (found,) = re.findall(r'db;desc="(\d+)"', answer.headers["Server-Timing"])
    return int(found)


def texts_of(page: str) -> list[str]:
    """What a reader sees or hears of a page, but for what is marked as English or as
    code.
    """
    root, skipped = (
        html.fromstring(page),
        "ancestor-or-self::*[@lang='en' or self::code]",
    )
    heard = (root.xpath(f"//*[not({skipped})]/@{name}") for name in _HEARD)
    seen = root.xpath(f"//*[not({skipped} or self::script or self::style)]/text()")
    return [
        *(said for named in heard for said in named),
        *(" ".join(s.split()) for s in seen if s.strip()),
    ]


def _pattern(part: ast.Pattern) -> str:
    pieces = []
    for element in part.elements:
        if isinstance(element, ast.TextElement):
            pieces.append(re.escape(" ".join(element.value.split(" "))))
        elif isinstance(element.expression, ast.SelectExpression):
            variants = (
                _pattern(variant.value) for variant in element.expression.variants
            )
            pieces.append(f"(?:{'|'.join(variants)})")
        else:
            pieces.append(".+")
    return "".join(pieces)


def entries(folder: str) -> Iterator[tuple[str, ast.Pattern]]:
    """The keys of the messages of pages with what they say."""
    for file, source in sources(folder):
        for entry in FluentParser(with_spans=False).parse(source).body:
            if (
                file.startswith("web")
                and isinstance(entry, ast.Message)
                and entry.value
            ):
                yield entry.id.name, entry.value


@cache
def messages(folder: str) -> dict[str, str]:
    """The messages of pages by their keys, their texts as regular expressions."""
    return {key: _pattern(value) for key, value in entries(folder)}


@cache
def _english_only(folder: str) -> re.Pattern[str]:
    """What matches an English message that the language says otherwise."""
    other, english = messages(folder), messages("en").items()
    foreign = [
        p for key, p in english if other[key] != p and re.search("[A-Za-z]{3}", p)
    ]
    return re.compile("|".join(foreign))


@cache
def is_left_in_english(folder: str, text: str) -> bool:
    """Whether a text is an English message that the language says otherwise; most stand
    on every page.
    """
    return _english_only(folder).fullmatch(text) is not None


@pytest.mark.parametrize("address", [*PAGES, *FAULTS])
def test_a_page_is_whole_in_every_language_and_costs_no_more_than_twelve_questions(
    client: Client, address: str
) -> None:
    for folder, tag in TAGS.items():
        page = client.get(address, headers={"Accept-Language": tag})
        assert f'<html lang="{tag}">' in page.text
        assert re.search(r"<title>\s*\S.* · Kizuna</title>", page.text)
        said = texts_of(page.text)
        assert [
            text for text in said if re.search(r"\bweb-[a-z]+(-[a-z]+)*\b", text)
        ] == []
        if folder != "en":
            assert [text for text in said if is_left_in_english(folder, text)] == []
    assert (page.status_code == 200) == (address in PAGES)
    assert asked(page) <= MOST  # the first reader after a change pays for what is kept
    headings = re.findall(r"<h([1-6])[ >]", page.text.partition("<main")[2])
    levels = [int(level) for level in headings]
    assert [at for at, level in enumerate(levels) if level == 1] == [0]
    assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == []


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/government/osaka",
        "/tie/osaka-shanghai",
        "/review",
        "/conflicts",
        "/enter",
        "/read",
    ],
)
def test_a_page_of_a_reviewer_asks_no_more_than_twelve(
    reviewer: Client, address: str
) -> None:
    reviewer.get(address)
    assert 1 < asked(reviewer.get(address).raise_for_status()) <= MOST


@pytest.mark.parametrize("folder", OTHERS)
def test_no_message_of_pages_is_left_as_it_is_in_english(folder: str) -> None:
    other, english = messages(folder), messages("en").items()
    sentence = re.compile(r"(?:[A-Za-z]{2,}[\\ ,]+){3,}")
    assert [
        key for key, text in english if other[key] == text and sentence.search(text)
    ] == []


@pytest.mark.parametrize("folder", ["ja", "zh-hans"])
def test_punctuation_beside_east_asian_letters_is_of_full_width(folder: str) -> None:
    narrow = re.compile(
        "[\u3040-\u30ff\u3400-\u9fff][,:;()?!]|[,:;()][\u3040-\u30ff\u3400-\u9fff]"
    )
    texts = [(key, each) for key, value in entries(folder) for each in value.elements]
    said = [
        (key, each.value) for key, each in texts if isinstance(each, ast.TextElement)
    ]
    assert [key for key, text in said if narrow.search(text)] == []


BUILT = {
    "web-entry": "group aside source weighing done change unit notice number-hint slug correction",
    "web-import": "ready ask of what order country language sort figure step",
}
"""Messages of work by the beginnings of keys that the code puts together."""


@pytest.mark.parametrize("file", BUILT)
def test_the_messages_of_a_page_for_work_are_all_used(file: str) -> None:
    root = Path(str(files("kizuna")))
    held = (root / f"locale/en/{file}.ftl").read_text("utf-8")
    paths = (
        path for folder in ("web", "workflows") for path in (root / folder).rglob("*")
    )
    code = "".join(p.read_text("utf-8") for p in paths if p.suffix in (".py", ".jinja"))
    keys = re.findall(rf"^{file}-([a-z-]+) =", held, re.MULTILINE)
    unused = [
        key for key in keys if f"{file}-{key}" not in code and f'"{key}"' not in code
    ]
    assert keys
    assert [
        key for key in unused if not key.startswith(tuple(BUILT[file].split()))
    ] == []


WRONG = {
    "/nowhere": "'/nowhere' is not an address of this register",
    "/?lang=tlh": "'tlh' is not a language: Kizuna speaks en, ja, zh-Hans, ru",
    "/tie/nowhere": "nothing in the register has the id 'tie/nowhere'",
    "/ties?of=Atlantis": "no government or area or organisation in the register is called 'Atlantis'",
    "/measure?a=osaka-shanghai&years=long": "'long': write two years, such as 1980..1986, or one",
    "/conflicts?state=lost": "'lost' is none of open, settled",
}
"""Questions that cannot be answered, and why not, as it is said in English."""


@pytest.mark.parametrize("address", WRONG)
def test_what_is_wrong_is_told_in_the_language(client: Client, address: str) -> None:
    for folder, tag in TAGS.items():
        page = client.get(address, headers={"Accept-Language": tag})
        words = unescape(page.text)
        assert page.status_code in (400, 404)
        assert Messages(folder).told(WRONG[address])[1:] in words
        assert (WRONG[address][1:] in words) == (folder == "en")

"""Documents as text, refused when they are none; passages of it: context, quotes found
again, spans marked.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

import hostile
from builders import THEN
from kizuna.claims.mapping.mapping import read_mapping
from kizuna.claims.statements import read_statements
from kizuna.errors import BadFile, BadQuestion
from kizuna.register.access import lets_anybody_read
from kizuna.sources.documents import (
    SourceText,
    beside,
    described,
    read_description,
    read_document,
)
from kizuna.sources.passages import Context, context, highlight, locate
from kizuna.sources.reading import digest, normalise, parse_toml


def _file(folder: Path, content: bytes, name: str = "letter.txt") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def _read(content: bytes, name: str = "letter.txt") -> SourceText:
    with TemporaryDirectory() as folder:
        return read_document(_file(Path(folder), content, name))


@given(st.text())
def test_normalising_keeps_every_offset_and_twice_is_once(text: str) -> None:
    assert len(normalise(text)) == len(text)
    assert normalise(normalise(text)) == normalise(text)
    assert normalise("a\ud800b\0c") == "a\ufffdb\ufffdc"


def test_plain_text_with_line_feeds_is_its_own_text() -> None:
    text = "大阪市 and Shanghai\n\n\tsigned in 1974.\n"
    read = _read(text.encode())
    assert (read.text, read.media_type) == (text, "text/plain")


def test_the_same_text_in_another_encoding_has_the_same_digest() -> None:
    texts = (
        b"\xef\xbb\xbfone\ntwo\n",
        b"one\r\ntwo\r\n",
        "one\ntwo\n".encode("utf-16"),
    )
    assert {_read(content).sha256 for content in texts} == {digest("one\ntwo\n")}


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"%PDF-1.7 ...", "is a damaged PDF"),
        (b"PK\x03\x04 ...", "a ZIP archive"),
        (b"one\x00two", "byte 0x00 at offset 3"),
        (b"caf\xe9 au lait", "'letter.txt' is not in UTF-8: byte 0xe9 at offset 3"),
        (b" \n ", "has no text"),
        (b"", "has no text"),
    ],
)
def test_what_is_no_text_is_refused(content: bytes, what: str) -> None:
    with pytest.raises(BadFile, match=what):
        _read(content)


def test_a_missing_file_is_quoted(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match=r"nowhere.txt' cannot be read"):
        read_document(tmp_path / "nowhere.txt")


@given(
    st.binary(max_size=400), st.sampled_from(["txt", "md", "html", "pdf", "docx", "x"])
)
def test_whatever_a_file_holds_it_is_read_or_refused_by_name(
    raw: bytes, ending: str
) -> None:
    try:
        read = _read(raw, f"letter.{ending}")
    except BadFile as error:
        assert f"'letter.{ending}'" in str(error)  # noqa: PT017
    else:
        assert all(0 <= b.start < b.end <= len(read.text) for b in read.blocks)


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("page.md", b"# Ties\n\nSigned.", "text/markdown"),
        ("page.html", b"<h1>Ties</h1><p>Signed.", "text/html"),
        ("page", b"<!DOCTYPE html><h1>Ties</h1><p>Signed.", "text/html"),
        ("page.txt", b"Ties\n\nSigned.", "text/plain"),
    ],
)
def test_every_format_gives_the_same_words_in_blocks_by_its_ending_or_its_beginning(
    name: str, content: bytes, media_type: str
) -> None:
    read = _read(content, name)
    found = [(block.kind, read.of(block)) for block in read.blocks]
    assert (read.media_type, found) == (
        media_type,
        [("heading", "Ties"), ("paragraph", "Signed.")],
    )


def test_the_description_of_the_shared_document_is_read(shared: Path) -> None:
    path = beside(shared / "documents" / "kansai-1987.txt")
    assert beside(shared / "documents" / "nothing.txt") is None
    assert path is not None
    told = read_description(path)
    assert told["fonds"] == ("1051",)
    assert told["signatories"][0] == "V.O. Kistanov, Vice-Consul"
    assert told["languages"] == ("en",)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("date = 1987-04-01", ["put it in quotes"]),
        ("title = ", ["'letter.toml' is not a description in TOML"]),
        (
            'titel = "A letter"\ndate = "1987-13"\nsignatories = "A. B."',
            [
                "'titel' is not known; did you mean title",
                "'1987-13'",
                "is not a list of texts",
            ],
        ),
    ],
)
def test_a_bad_description_is_an_error_that_names_every_wrong_entry(
    tmp_path: Path, text: str, told: list[str]
) -> None:
    with pytest.raises(BadFile) as caught:
        read_description(_file(tmp_path, text.encode(), "letter.toml"))
    assert [why for why in told if why not in str(caught.value)] == []


def test_one_language_and_several_are_read_alike() -> None:
    one = described({"language": "zh-hans"}, "x")
    many = described({"languages": ["zh_Hans"]}, "x")
    assert one["languages"] == many["languages"] == ("zh-Hans",)


@pytest.mark.parametrize("content", hostile.toml().values(), ids=hostile.toml())
def test_hostile_toml_is_refused_by_every_reader(
    content: bytes, tmp_path: Path
) -> None:
    path = _file(tmp_path, content, "claims.toml")
    with pytest.raises(BadFile, match=r"claims\.toml: not a statement file: "):
        read_statements([path], THEN)
    with pytest.raises(BadFile, match=r"'claims\.toml' is not a description in TOML: "):
        read_description(path)
    if content.isascii():
        with pytest.raises(BadFile, match=r"claims\.toml: not a mapping: "):
            read_mapping(content.decode(), path.name)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("a=" + "[" * 60 + "]" * 60, "nested deeper than 50"),
        ("a=" + "[" * 5000, "nested deeper than 50"),
        (".".join("a" * 100) + "=1", "a key has more than 50 parts: 'a.a.a.a"),
        ('"a" . ' * 100 + "a=1", "a key has more than 50 parts"),
        ("a=" + "9" * 5000, r"it has a whole number of more than 4,300 digits"),
        ("a=0x" + "f" * 5000, "a whole number has 20,000 bits; at most 64 are read"),
        ("a=1" + " " * 1000, "it has 1,003 characters; at most 1,000 are read"),
    ],
)
def test_toml_that_is_refused_is_said_with_a_count(text: str, why: str) -> None:
    with pytest.raises(BadFile, match=why):
        parse_toml(text, 1000 if "characters" in why else 10_000)


def test_toml_that_a_hand_writes_is_read_with_dots_in_texts() -> None:
    leader = "." * 200
    text = f'"{leader}" = "a.b.c"\nb = """\n{" Two words." * 60}\n{leader}"""\nc.d = -9223372036854775808'
    held = parse_toml(text)
    assert held[leader] == "a.b.c"
    assert held["c"] == {"d": -(2**63)}


_TEXT = "The cities of Osaka and Shanghai signed in 1974 and meet every year."


def test_the_context_is_cut_between_words() -> None:
    start = _TEXT.index("signed")
    wanted = Context("and Shanghai ", "signed in 1974", " and meet")
    assert context(_TEXT, start, start + 14, around=15) == wanted


@given(st.text(min_size=1), st.data())
def test_context_and_passage_are_one_stretch_of_the_text(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = context(text, start, end, data.draw(st.integers(0, 20)))
    assert found.passage == text[start:end]
    assert text[:start].endswith(found.before)
    assert text[end:].startswith(found.after)


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (5, 5), (0, 1000)])
def test_a_passage_outside_of_the_text_is_an_error(start: int, end: int) -> None:
    with pytest.raises(BadQuestion, match=f"{start}, {end}"):
        context(_TEXT, start, end)


def test_a_quote_is_found_across_line_ends_and_an_empty_one_nowhere() -> None:
    assert locate("signed in\n  1974, signed in 1975", "signed in 1974") == [(0, 16)]
    assert locate(_TEXT, "  ") == []


@given(
    st.text(), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=5)
)
def test_marked_pieces_make_the_text_again_and_spans_that_overlap_are_one(
    text: str, spans: list[tuple[int, int]]
) -> None:
    assert "".join(piece for piece, _ in highlight(text, spans)) == text
    assert highlight("abcdef", [(1, 3), (2, 4)]) == [
        ("a", False),
        ("bcd", True),
        ("ef", False),
    ]


_OPEN = (
    *("CC BY 4.0", "Licensed under CC-BY-SA", "Creative Commons Attribution"),
    *(
        "In the public domain.",
        "Open Government Licence v3.0",
        "政府標準利用規約（第2.0版）",
    ),
    *(
        "May be freely reproduced with the source named.",
        "パブリックドメイン",
        "公有领域",
    ),
    "Общественное достояние",
)
_CLOSED = (
    *("All rights reserved.", "© 1987 The Gazette", "Not in the public domain."),
    *(
        "The English translation is the Wilson Center's publication.",
        "May not be reproduced",
    ),
    *(
        "The text isn't public domain",
        "CC BY, except the annexes",
        "無断転載を禁止します",
    ),
    *("未经许可不得转载", "Не является общественным достоянием", "Все права защищены"),
)


@pytest.mark.parametrize(
    "notes", [*((n,) for n in (*_OPEN, *_CLOSED)), (), (_OPEN[0], _CLOSED[0])]
)
def test_terms_under_which_anybody_may_read_show_the_text_and_any_other_note_withholds_it(
    notes: tuple[str, ...],
) -> None:
    assert lets_anybody_read(notes) is set(notes).issubset(_OPEN)

"""Documents as text: decoded once, normalised one character for one, refused when they are no text."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import hostile
from builders import THEN
from kizuna.claims.mapping import read_mapping
from kizuna.claims.statements import read_statements
from kizuna.errors import BadFile
from kizuna.sources.documents import beside, described, read_description, read_document
from kizuna.sources.reading import digest, normalise, parse_toml


def _file(folder: Path, content: bytes, name: str = "letter.txt") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@given(st.text())
def test_normalising_keeps_every_offset_and_twice_is_once(text: str) -> None:
    assert len(normalise(text)) == len(text)
    assert normalise(normalise(text)) == normalise(text)
    assert normalise("a\ud800b\0c") == "a\ufffdb\ufffdc"


def test_plain_text_with_line_feeds_is_its_own_text(tmp_path: Path) -> None:
    text = "大阪市 and Shanghai\n\n\tsigned in 1974.\n"
    read = read_document(_file(tmp_path, text.encode()))
    assert (read.text, read.media_type) == (text, "text/plain")


@pytest.mark.parametrize(
    "content",
    [b"\xef\xbb\xbfone\ntwo\n", b"one\r\ntwo\r\n", "one\ntwo\n".encode("utf-16")],
    ids=["byte order mark", "CR LF", "UTF-16"],
)
def test_the_same_text_in_another_encoding_has_the_same_digest(
    tmp_path: Path, content: bytes
) -> None:
    assert read_document(_file(tmp_path, content)).sha256 == digest("one\ntwo\n")


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
def test_what_is_no_text_is_refused(tmp_path: Path, content: bytes, what: str) -> None:
    with pytest.raises(BadFile, match=what):
        read_document(_file(tmp_path, content))


def test_a_missing_file_is_quoted(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match=r"nowhere.txt' cannot be read"):
        read_document(tmp_path / "nowhere.txt")


@given(st.binary(max_size=400), st.sampled_from(["txt", "md", "html", "pdf", "docx", "x"]))
def test_whatever_a_file_holds_it_is_read_or_refused_by_name(raw: bytes, ending: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = _file(Path(folder), raw, f"letter.{ending}")
        try:
            read = read_document(path)
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
    tmp_path: Path, name: str, content: bytes, media_type: str
) -> None:
    read = read_document(_file(tmp_path, content, name))
    found = [(block.kind, read.blocked.of(block)) for block in read.blocks]
    assert (read.media_type, found) == (media_type, [("heading", "Ties"), ("paragraph", "Signed.")])


def test_the_description_of_the_shared_document_is_read(shared: Path) -> None:
    path = beside(shared / "documents" / "kansai-1987.txt")
    assert beside(shared / "documents" / "nothing.txt") is None
    assert path is not None
    told = read_description(path)
    assert told.texts["fonds"] == "1051"
    assert told.signatories[0] == ("V.O. Kistanov", "Vice-Consul")
    assert told.languages == ("en",)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("date = 1987-04-01", ["put it in quotes"]),
        ("title = ", ["'letter.toml' is not a description in TOML"]),
        (
            'titel = "A letter"\ndate = "1987-13"\nsignatories = "A. B."',
            ["'titel' is not known; did you mean title", "'1987-13'", "is not a list of texts"],
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
    assert one.languages == many.languages == ("zh-Hans",)


@pytest.mark.parametrize("content", hostile.toml().values(), ids=hostile.toml())
def test_hostile_toml_is_refused_by_every_reader(content: bytes, tmp_path: Path) -> None:
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

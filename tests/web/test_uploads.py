"""Files that people send are what they claim to be, and no larger than is taken."""

from __future__ import annotations

import hashlib
import io
import tomllib
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kizuna.errors import BadFile
from kizuna.web.rendering import ATLAS, FOLDER
from kizuna.web.uploads import LARGEST, Limit, received


def sent(name: str, content: bytes) -> SimpleUploadedFile:
    """A file that was sent."""
    return SimpleUploadedFile(name, content)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("letter.txt", b"Dear Mayor"),
        ("Letter.PDF", b"%PDF-1.7 ..."),
        ("list.csv", "都市,年\n".encode()),
        ("list.csv", "都市,年\n".encode("utf-16")),
        ("list.xls", b"\xd0\xcf\x11\xe0..."),
        ("ties.gexf", b"<gexf/>"),
    ],
)
def test_a_file_that_is_what_it_claims_is_taken(name: str, content: bytes) -> None:
    assert received(sent(name, content)).content == content


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("program.exe", b"MZ", "not taken"),
        ("noending", b"text", "not taken"),
        ("picture.pdf", b"\x89PNG\r\n", "no PDF"),
        ("page.docx", b"<html>", "no DOCX"),
        ("notes.txt", b"MZ\x00\x00binary", "no text"),
        ("empty.txt", b" \n", "empty"),
        ("large.txt", b"x" * (LARGEST + 1), "more than 32 MB"),
    ],
)
def test_anything_else_is_refused_by_its_name(name: str, content: bytes, said: str) -> None:
    with pytest.raises(BadFile, match=f"'{name}'.*{said}"):
        received(sent(name, content))


def test_no_file_is_told_of_and_a_page_takes_the_kinds_that_it_asks_for_alone() -> None:
    with pytest.raises(BadFile, match="no file was sent"):
        received(None)
    with pytest.raises(BadFile, match=r"\.csv, \.xlsx"):
        received(sent("letter.txt", b"Dear Mayor"), ".csv", ".xlsx")


@pytest.mark.parametrize("name", ["../../etc/passwd.txt", "C:\\secret\\passwd.txt"])
def test_a_name_is_never_a_path(name: str) -> None:
    file = sent("passwd.txt", b"text")
    file._name = name  # as a browser of bad will sends it
    assert received(file).name == "passwd.txt"


def test_no_more_of_a_file_is_kept_than_shows_that_it_is_too_large() -> None:
    handler = Limit(None)
    assert handler.receive_data_chunk(b"x", LARGEST) == b"x"
    assert handler.receive_data_chunk(b"x", LARGEST + 1) is None
    assert handler.handle_raw_input(io.BytesIO(), {}, 0, "") is None


VENDOR = FOLDER / "vendor"
LISTED: dict[str, dict[str, Any]] = tomllib.loads((VENDOR / "vendored.toml").read_text("utf-8"))


@pytest.mark.parametrize("folder", LISTED)
def test_the_files_of_a_package_are_those_that_were_fetched_with_its_licence(folder: str) -> None:
    listed = {name: digest for name, digest in LISTED[folder].items() if name != "from"}
    root = ATLAS if folder == ATLAS.name else VENDOR / folder
    held = {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in root.rglob("*")
        if path.is_file()
    }
    assert held == listed
    assert any("LICEN" in name.upper() for name in listed)


def test_nothing_lies_among_the_files_of_others_that_is_not_listed() -> None:
    assert {path.name for path in VENDOR.iterdir()} == {*LISTED, "vendored.toml"} - {ATLAS.name}

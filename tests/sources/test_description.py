"""Descriptions: the TOML beside a document, every wrong key and value named."""

from __future__ import annotations

from pathlib import Path

import pytest

from kizuna.errors import BadFile
from kizuna.sources.documents import beside, described, read_description


def test_the_description_of_the_shared_document_is_read(shared: Path) -> None:
    document = shared / "documents" / "kansai-1987.txt"
    path = beside(document)
    assert path is not None
    told = read_description(path)
    assert told.texts["fonds"] == "1051"
    assert told.signatories[0] == ("V.O. Kistanov", "Vice-Consul")
    assert told.languages == ("en",)


def test_a_document_without_a_description_beside_it_has_none(tmp_path: Path) -> None:
    assert beside(tmp_path / "letter.txt") is None


def test_every_wrong_entry_is_named() -> None:
    with pytest.raises(BadFile) as caught:
        described({"titel": "A letter", "date": "1987-13", "signatories": "A. B."}, "letter.toml")
    message = str(caught.value)
    assert "'titel' is not known; did you mean title" in message
    assert "'1987-13'" in message
    assert "signatories = 'A. B.' is not a list of texts" in message


def test_a_date_without_quotes_is_told_to_be_quoted(tmp_path: Path) -> None:
    path = tmp_path / "letter.toml"
    path.write_text("date = 1987-04-01")
    with pytest.raises(BadFile, match="put it in quotes"):
        read_description(path)


def test_malformed_toml_is_an_error_with_the_file_name(tmp_path: Path) -> None:
    path = tmp_path / "letter.toml"
    path.write_text("title = ")
    with pytest.raises(BadFile, match=r"'letter.toml' is not a description in TOML"):
        read_description(path)


def test_one_language_and_several_are_read_alike() -> None:
    one = described({"language": "zh-hans"}, "x")
    many = described({"languages": ["zh_Hans"]}, "x")
    assert one.languages == many.languages == ("zh-Hans",)

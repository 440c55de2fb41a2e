"""The files of others: as listed, each with its licence, and no other."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import Any

import pytest

from kizuna.web.rendering import ATLAS, FOLDER

VENDOR = FOLDER / "vendor"
LISTED: dict[str, dict[str, Any]] = tomllib.loads((VENDOR / "vendored.toml").read_text("utf-8"))


def _folder(name: str) -> Path:
    return ATLAS if name == ATLAS.name else VENDOR / name


@pytest.mark.parametrize("folder", LISTED)
def test_the_files_of_a_package_are_those_that_were_fetched(folder: str) -> None:
    listed = {name: digest for name, digest in LISTED[folder].items() if name != "from"}
    held = {
        path.relative_to(_folder(folder)).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in _folder(folder).rglob("*")
        if path.is_file()
    }
    assert held == listed


def test_nothing_lies_among_the_files_of_others_that_is_not_listed() -> None:
    assert {path.name for path in VENDOR.iterdir()} == {*LISTED, "vendored.toml"} - {ATLAS.name}


@pytest.mark.parametrize("folder", LISTED)
def test_a_package_comes_with_its_licence(folder: str) -> None:
    assert [name for name in LISTED[folder] if "LICEN" in name.upper()]

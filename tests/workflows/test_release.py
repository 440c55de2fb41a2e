"""Releasing: a folder that can be checked, cited, and made again byte for byte."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from builders import DAY, LATER, Filled, claim, government, tie
from kizuna.errors import BadQuestion
from kizuna.publish.export import FORMATS
from kizuna.register.fold import LOGIC_VERSION
from kizuna.store import open_database
from kizuna.store.actions import add_claims, add_register
from kizuna.workflows.prove import head_at
from kizuna.workflows.release import ReleaseQuestion, release

HELD = [
    *government("osaka"),
    *government("shanghai", country="CN"),
    *tie("osaka-shanghai", "osaka", "shanghai"),
    claim("tie/osaka-shanghai", "type", "friendship-city"),
]


@pytest.fixture(scope="module")
def released(_empty: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of a small register."""
    folder = tmp_path_factory.mktemp("released")
    opened = open_database(Path(shutil.copy(_empty, folder / "small.sqlite3")))
    add_register(claims=HELD, judgements=(), acting_user="tester")
    release(ReleaseQuestion(DAY), folder / "release")
    opened.close()
    return folder / "release"


@pytest.fixture
def made(released: Path, filled: Filled) -> Path:
    """The same release; another register that holds the same is open."""
    filled(HELD)
    return released


def _files(folder: Path) -> dict[str, str]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in found
    }


def _package(folder: Path) -> Any:
    return json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))


def test_every_format_is_in_it(released: Path) -> None:
    files = _files(released)
    others = set(FORMATS) - {"csv"}
    assert all(any(name.startswith(f"kizuna-{other}.") for name in files) for other in others)
    assert {"csv/tie.csv", "csv/dictionary.csv", "README.md", "CITATION.cff"} <= set(files)


def test_the_checksums_are_of_every_file_and_hold(released: Path) -> None:
    listed = dict(
        reversed(line.split("  ", 1))
        for line in (released / "sha256sums.txt").read_text(encoding="utf-8").splitlines()
    )
    assert listed == {k: v for k, v in _files(released).items() if k != "sha256sums.txt"}


def test_the_package_is_valid_by_frictionless(released: Path) -> None:
    from frictionless import validate

    report = validate(str(released / "datapackage.json"))
    assert report.valid, report.flatten(["type", "note"])


def test_the_package_says_what_it_was_made_of_with_the_head_of_the_ledger(made: Path) -> None:
    said, head = _package(made)["kizuna"], head_at(None)
    assert said["logic_version"] == LOGIC_VERSION
    assert (said["as_of"], said["claims"], said["judgements"]) == ("1987-04-01", 8, 0)
    assert said["last_recorded"] == "2020-01-01T00:00:00Z"
    assert said["ledger"] == {"entries": head.size, "root": head.root.hex()}
    assert f"    {head.root.hex()}\n" in (made / "README.md").read_text("utf-8")


def test_it_can_be_made_again_byte_for_byte_after_the_ledger_has_grown(
    made: Path, tmp_path: Path
) -> None:
    added = [claim("tie/osaka-shanghai", "motive", "a port", recorded_at=LATER)]
    add_claims(claims=added, acting_user="tester")
    known = _package(made)["kizuna"]["known_at"]
    from datetime import datetime

    again = tmp_path / "again"
    again.mkdir()  # an empty folder is taken
    release(ReleaseQuestion(DAY, datetime.fromisoformat(known)), again)
    assert _files(again) == _files(made)
    assert "--known-at 2020-01-01T00:00:00Z" in (made / "README.md").read_text(encoding="utf-8")


def test_without_a_day_it_is_that_on_which_the_ledger_last_grew_and_its_authors_are_cited(
    made: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    release(ReleaseQuestion(authors=("大阪市", 'The "Bureau"')), other)
    assert _package(other)["kizuna"]["as_of"] == "2020-01-01"
    read = yaml.safe_load((other / "CITATION.cff").read_text(encoding="utf-8"))
    assert (read["cff-version"], read["type"]) == ("1.2.0", "dataset")
    assert [author["name"] for author in read["authors"]] == ["大阪市", 'The "Bureau"']


def test_a_folder_that_is_not_empty_is_refused_and_left_as_it_was(made: Path) -> None:
    before = _files(made)
    with pytest.raises(BadQuestion, match="is not empty"):
        release(ReleaseQuestion(DAY), made)
    assert _files(made) == before


def test_nothing_is_left_behind_when_nothing_is_recorded_or_a_format_fails(
    filled: Filled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled([])
    with pytest.raises(BadQuestion, match="nothing to release"):
        release(ReleaseQuestion(DAY), tmp_path / "r")
    filled(tie("osaka-shanghai", "osaka", "shanghai"))

    def broken(*given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kizuna.workflows.release.written", broken)
    target = tmp_path / "target"
    with pytest.raises(Exception, match="No space left"):
        release(ReleaseQuestion(DAY), target / "r")
    assert list(target.iterdir()) == []

"""Writing files: whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from kizuna.cli.output import write_whole
from kizuna.errors import CannotWrite


def test_a_file_is_replaced_by_the_whole_new_one(tmp_path: Path) -> None:
    path = tmp_path / "note.html"
    path.write_bytes(b"old")
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"


def test_a_full_disk_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "note.html"
    path.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(CannotWrite, match="No space left on device; nothing was written"):
        write_whole(path, b"new")
    assert [p.name for p in tmp_path.iterdir()] == ["note.html"]
    assert path.read_bytes() == b"old"

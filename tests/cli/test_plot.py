"""kizuna plot and --plot: the file's name settles the format, and a file is whole or not there."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from .conftest import Run

_KANSAI = ("--between", "kansai", "china", "--as-of", "1987-04-01")


def _text(path: Path) -> str:
    return " ".join(etree.fromstring(path.read_bytes()).itertext())


def test_a_picture_is_written_and_said(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "map.svg"
    ran = run("plot", "map", *_KANSAI, "--out", str(path))
    assert (ran.code, ran.out) == (0, "")
    assert f"the picture is in {path}" in ran.err
    assert "25, possibly 26" in _text(path)


def test_the_name_of_the_file_settles_the_format(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "years.PNG"
    assert run("plot", "years", *_KANSAI, "--out", str(path)).code == 0
    assert path.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("name", ["map.gif", "map", "map.svg.txt"])
def test_another_format_is_refused_and_nothing_is_written(
    run: Run, tmp_path: Path, name: str
) -> None:
    ran = run("plot", "map", "--out", str(tmp_path / name))
    assert ran.code == 2
    assert name in ran.err
    assert "end it in .svg or .png" in ran.err
    assert not (tmp_path / name).exists()


def test_a_picture_that_fails_leaves_the_old_file_as_it_was(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "timeline.svg"
    path.write_text("before")
    assert run("plot", "timeline", "atlantis", "--out", str(path)).code == 3
    assert path.read_text() == "before"
    assert [p.name for p in tmp_path.glob("*.svg*")] == ["timeline.svg"]

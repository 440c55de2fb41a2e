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


@pytest.mark.parametrize(
    ("language", "word"),
    [("en", "Shipping"), ("ja", "海運"), ("zh-hans", "航运"), ("ru", "Судоходство")],
)
def test_a_picture_speaks_four_languages(
    run: Run, tmp_path: Path, language: str, word: str
) -> None:
    path = tmp_path / "fields.svg"
    ties = ("osaka-shanghai", "kobe-tianjin")
    assert run("plot", "fields", *ties, "--lang", language, "--out", str(path)).code == 0
    assert word in _text(path)


@pytest.mark.parametrize("name", ["map.gif", "map", "map.svg.txt"])
def test_another_format_is_refused_and_nothing_is_written(
    run: Run, tmp_path: Path, name: str
) -> None:
    ran = run("plot", "map", "--out", str(tmp_path / name))
    assert ran.code == 2
    assert name in ran.err
    assert "end it in .svg or .png" in ran.err
    assert not (tmp_path / name).exists()


def test_a_folder_that_is_missing_is_named_and_nothing_is_left(run: Run, tmp_path: Path) -> None:
    ran = run("plot", "map", *_KANSAI, "--out", str(tmp_path / "none" / "map.svg"))
    assert ran.code == 4
    assert "cannot be written" in ran.err


def test_a_picture_that_fails_leaves_the_old_file_as_it_was(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "timeline.svg"
    path.write_text("before")
    assert run("plot", "timeline", "atlantis", "--out", str(path)).code == 3
    assert path.read_text() == "before"
    assert [p.name for p in tmp_path.glob("*.svg*")] == ["timeline.svg"]


def test_the_ties_listed_are_the_ties_drawn(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "ties.svg"
    ran = run("ties", *_KANSAI, "--field", "shipping", "--format", "json", "--plot", str(path))
    count = ran.json["count"]
    assert f"Ties in force on 1 April 1987: {count['certain']}" in _text(path)
    assert 0 < count["certain"] < 25


@pytest.mark.parametrize(
    ("command", "word"),
    [
        (("timeline", "osaka-shanghai"), "Timeline: Osaka – Shanghai"),
        (("compare", "osaka-shanghai", "kobe-tianjin"), "Fields of the ties side by side"),
        (("network", "--between", "kansai", "china"), "Network of the ties"),
        (("network", "--between", "kansai", "china", "--by", "country"), "Ties by area"),
        (("network", "--between", "kansai", "china", "--years", ".."), "Ties by year"),
    ],
)
def test_other_answers_are_drawn_with_plot(
    run: Run, tmp_path: Path, command: tuple[str, ...], word: str
) -> None:
    path = tmp_path / "answer.svg"
    ran = run(*command, "--as-of", "1987-04-01", "--format", "json", "--plot", str(path))
    assert ran.code == 0
    assert ran.json
    assert word in _text(path)


@pytest.mark.parametrize(
    "command", [("ties",), ("timeline", "osaka-shanghai"), ("network",), ("compare", "a", "b")]
)
def test_plot_refuses_another_format_before_anything_is_answered(
    run: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    ran = run(*command, "--plot", str(tmp_path / "answer.pdf"))
    assert (ran.code, ran.out) == (2, "")
    assert "answer.pdf" in ran.err


def test_places_compared_have_no_picture_and_it_is_said(run: Run, tmp_path: Path) -> None:
    path = str(tmp_path / "a.svg")
    ran = run("compare", "--place", "osaka", "--place", "kobe", "--plot", path)
    assert ran.code == 2
    assert "name ties" in ran.err

"""kizuna export and kizuna release: files, stdout, and what is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from kizuna.publish.export import FORMATS

from .conftest import Run


@pytest.fixture
def built_in(shared_built_in: Path) -> Path:
    """The questions here only read."""
    return shared_built_in


def test_the_formats_are_listed_with_what_they_are_for_as_an_error_without_one_says(
    run: Run,
) -> None:
    told = run("export", "--list").out
    assert all(name in told for name in FORMATS)
    ran = run("export")
    assert (ran.code, "--list" in ran.err) == (2, True)


def test_the_file_is_named_after_the_format_and_the_day_and_what_was_left_out_is_told(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run("export", "quickstatements", "--as-of", "1987-04-01")
    assert "kizuna-quickstatements-1987-04-01.txt" in ran.out
    assert b"\tP190\t" in (tmp_path / "kizuna-quickstatements-1987-04-01.txt").read_bytes()
    assert "left out, the rights noted of its sources do not allow it" in ran.err


@pytest.mark.parametrize(
    ("name", "options", "begins"),
    [("note.docx", (), b"PK"), ("NOTE.JSON", (), b"{"), ("note.txt", ("--format", "md"), b"# ")],
)
def test_a_note_is_of_the_format_that_is_said_or_that_its_name_ends_in(
    run: Run, tmp_path: Path, name: str, options: tuple[str, ...], begins: bytes
) -> None:
    path = tmp_path / name
    assert run("report", "osaka", "shanghai", *options, "--out", str(path)).code == 0
    assert path.read_bytes().startswith(begins)


def test_a_note_is_written_also_where_nobody_reads_what_is_told_of_it(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(*_: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr("kizuna.cli.report.print_paged", closed)
    run("report", "osaka", "shanghai", "--out", str(tmp_path / "note.md"))
    assert (tmp_path / "note.md").read_text("utf-8").startswith("# ")


_KANSAI = ("--between", "kansai", "china", "--as-of", "1987-04-01")


def test_a_picture_is_written_in_the_format_of_its_name_and_said(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "map.svg"
    ran = run("plot", "map", *_KANSAI, "--out", str(path))
    assert (ran.code, ran.out) == (0, "")
    assert f"the picture is in {path}" in ran.err
    assert "25, possibly 26" in " ".join(etree.fromstring(path.read_bytes()).itertext())
    path = tmp_path / "years.PNG"
    assert run("plot", "years", *_KANSAI, "--out", str(path)).code == 0
    assert path.read_bytes().startswith(b"\x89PNG")


def test_what_cannot_be_written_is_refused_and_an_old_file_stays_as_it_was(
    run: Run, tmp_path: Path
) -> None:
    for name in ("map.gif", "map", "map.svg.txt"):
        ran = run("plot", "map", "--out", str(tmp_path / name))
        assert (ran.code, name in ran.err, "end it in .svg or .png" in ran.err) == (2, True, True)
    ran = run("export", "ical", "--out", str(tmp_path / "none" / "x.ics"))
    assert (ran.code, "cannot be written" in ran.err) == (4, True)
    path = tmp_path / "timeline.svg"
    path.write_text("before")
    assert run("plot", "timeline", "atlantis", "--out", str(path)).code == 3
    assert path.read_text() == "before"
    assert [p for p in tmp_path.iterdir() if "kizuna" not in p.name] == [path]

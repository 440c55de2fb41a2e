"""No file ends, fills or holds up the process that has it read."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest

import hostile
from kizuna.errors import BadFile, DatabaseBusy, KizunaError
from kizuna.sources import reading
from kizuna.sources.documents import read_document
from kizuna.sources.readers.spreadsheet import read_table
from kizuna.sources.reading import AT_ONCE, IN_PLACE, run_reader

Read = Callable[[Path], object]
_COUNTED = {
    "far-row.xlsx": "over 999,999,999 rows and 2 columns",
    "thousands-of-same-headers.csv": "has 50,000 columns; at most 1,000 are read",
    "many-paragraphs.docx": "has 400,000 paragraphs; at most 50,000 are read",
    "many-brackets.md": "has 50,000 signs of Markdown in line 1",
    "million-lines.txt": "has 2,000,000 lines; at most 500,000 are read",
    "huge-number.json": "a number has 5,000 digits; at most 400 are read",
}
"""What is refused early with a count."""
_FILES = {**hostile.documents(), **hostile.tables()}
_NAMES = [name for name in _FILES if name in _COUNTED or name not in hostile.COSTLY]


def _read(path: Path, content: bytes, read: Read) -> str:
    """What comes of reading a file, in a few words: whatever it is, the reader says
    it.
    """
    path.write_bytes(content)
    began = time.monotonic()
    try:
        said = repr(read(path))
    except KizunaError as error:
        said = str(error)
    assert time.monotonic() - began < 20
    return said


@pytest.mark.parametrize("name", _NAMES)
def test_a_hostile_file_is_read_or_refused_in_words(name: str, tmp_path: Path) -> None:
    read = read_document if name in hostile.documents() else read_table
    said = _read(tmp_path / name, _FILES[name](), read)
    assert "root:" not in said
    assert "Traceback" not in said
    assert _COUNTED.get(name, "") in said
    assert [path.name for path in tmp_path.rglob("*")] == [name]


@pytest.mark.parametrize("name", hostile.good())
def test_a_damaged_file_is_read_or_refused_in_words(name: str, tmp_path: Path) -> None:
    for content in hostile.changed(hostile.good()[name], 6, seed=15):
        for read in (read_document, read_table):
            assert _read(tmp_path / name, content, read)


def test_a_reader_that_takes_too_long_is_ended_and_the_next_file_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KIZUNA_READING_SECONDS", "1")
    costly, page = tmp_path / "rows.json", tmp_path / "page.html"
    costly.write_bytes(hostile.tables()["rows-of-rows.json"]())
    page.write_text("<p>Osaka")
    with pytest.raises(
        BadFile, match=r"'rows\.json' was not read: it takes more than 1 s"
    ):
        read_table(costly)
    monkeypatch.delenv("KIZUNA_READING_SECONDS")
    assert read_document(page).text == "Osaka\n"


_SWELLING = hostile.packed({"a.csv": b"0" * 2**27})
_LIMITED = {
    "MEMORY=100": ("a.zip", _SWELLING, "takes more than 100 MiB of"),
    "OUTPUT=2": ("a.txt", b"Osaka. " * IN_PLACE, "holds more than 2 MiB"),
    "CELLS=1000": ("a.csv", b"a,b\n" * 600, "has 1,198 cells; at most 1,000 are read"),
}


@pytest.mark.parametrize("limit", _LIMITED)
def test_what_takes_too_much_is_refused(
    limit: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, content, told = _LIMITED[limit]
    which, _, most = limit.partition("=")
    monkeypatch.setenv(f"KIZUNA_READING_{which}", most)
    read = read_document if name == "a.txt" else read_table
    assert told in _read(tmp_path / name, content, read)


def test_so_many_files_are_read_at_a_time_and_others_are_told_to_come_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KIZUNA_READING_SECONDS", "2")
    waiting = [Thread(target=_sleep) for _ in range(AT_ONCE)]
    for thread in waiting:
        thread.start()
    while reading._FREE._value:  # type: ignore[attr-defined]
        time.sleep(0.01)
    with pytest.raises(DatabaseBusy, match="2 other files are being read; try again"):
        run_reader(time.sleep, 0, name="a.pdf")
    for thread in waiting:
        thread.join()
    assert run_reader(time.sleep, 0, name="a.pdf") is None


def _sleep() -> None:
    with pytest.raises(BadFile):
        run_reader(time.sleep, 60, name="b.pdf")


def test_readers_end_with_the_process_that_asked_for_them(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<p>Osaka")
    code = (
        "from pathlib import Path; from kizuna.sources.documents import read_document;"
        "from kizuna.sources import reading;"
        f"read_document(Path({str(path)!r})); print(reading._IDLE[0].pid)"
    )
    done = subprocess.run(
        (sys.executable, "-c", code), capture_output=True, text=True, check=True
    )
    until = time.monotonic() + 5
    while Path(f"/proc/{int(done.stdout)}").exists():
        assert time.monotonic() < until
        time.sleep(0.05)


def test_a_path_is_meant_from_where_the_asking_process_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("Osaka", "Kobe"):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "a.html").write_text(f"<p>{name}")
        monkeypatch.chdir(folder)
        assert read_document(Path("a.html")).text == f"{name}\n"

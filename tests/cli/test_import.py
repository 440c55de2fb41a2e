"""kizuna import: what it says, what it writes beside the list, and what it leaves with."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from kizuna.errors import CannotWrite

from .conftest import Run

_TABLES = Path(__file__).parents[1] / "data" / "tables"


def copied(folder: Path, name: str) -> Path:
    """A list of the test data in a folder of its own, since files are written beside it."""
    return Path(shutil.copy(_TABLES / name, folder / name))


def test_a_trial_says_so_and_records_nothing(run: Run, tmp_path: Path) -> None:
    asked = ("import", str(copied(tmp_path, "cpaffc.json")), "--map", "cpaffc", "--format", "json")
    trial = run(*asked, "--dry-run").json
    assert (trial["trial"], trial["new"]) == (True, None)
    done = run(*asked).json
    assert done["new"] == done["claims"] - done["known"] > 0
    assert done["differences"] == trial["differences"]


def test_rejected_rows_lie_beside_the_list_and_the_import_is_done_where_its_folder_takes_no_file(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ("import", str(copied(tmp_path, "rgre.csv")), "--map", "rgre")
    run(*asked, "--dry-run")
    with (tmp_path / "rgre.csv.rejected.csv").open(encoding="utf-8-sig", newline="") as held:
        rows = list(csv.DictReader(held))
    assert [row["row"] for row in rows] == ["9", "10"]
    assert "'31.02.1990' is not a date" in rows[1]["reasons"]
    assert rows[0]["Partnerkommune"] == "Portobello"

    def refused(path: Path, content: bytes) -> None:
        raise CannotWrite(f"{path.name!r} cannot be written")

    monkeypatch.setattr("kizuna.cli.import_.write_whole", refused)
    ran = run(*asked)
    assert (ran.code, "the import itself is done" in ran.err) == (9, True)
    assert "Recorded under document/rgre-ties" in ran.out


def test_a_guessed_mapping_is_written_and_used_the_next_time_and_a_draft_where_it_cannot_be(
    run: Run, tmp_path: Path
) -> None:
    file = copied(tmp_path, "goroda.csv")
    first = run("import", str(file))
    assert "This was a trial: nothing was recorded" in first.out
    assert (tmp_path / "goroda.csv.map.toml").is_file()
    assert "Recorded under document/goroda" in run("import", str(file)).out
    file = tmp_path / "list.csv"
    file.write_text("foo,bar\nA,B\n")
    ran = run("import", str(file))
    assert (ran.code, "a draft is in list.csv.map.toml" in ran.err) == (2, True)
    assert '"foo" = "-"' in (tmp_path / "list.csv.map.toml").read_text()


def test_csv_gives_a_line_for_each_difference_and_no_list_is_tried_and_recorded_at_once(
    run: Run, tmp_path: Path
) -> None:
    file = copied(tmp_path, "pairs.csv")
    both = run("import", str(file), "--run", "--dry-run")
    assert (both.code, "opposite things" in both.err) == (2, True)
    ran = run("import", str(file), "--map", "two-columns", "--dry-run", "--format", "csv")
    rows = list(csv.DictReader(ran.out.splitlines()))
    assert {row["difference"] for row in rows} == {"new", "same", "missing-there"}


def listed(folder: Path, *lines: str) -> Path:
    file = folder / "towns.csv"
    file.write_text("\n".join(("Our town,Country,Twin town,Twin country,Kind,Year", *lines)) + "\n")
    return file


def test_a_trial_tells_the_ties_in_words_with_countries_and_kind(run: Run, tmp_path: Path) -> None:
    file = listed(tmp_path, "Lyon,France,Kyiv,Ukraine,Twin Towns,1992", "Total,,,,,1")
    ran = run("import", str(file))
    assert ran.code == 0
    assert "Lyon, France – Kyiv, Ukraine · since 1992 · twin towns (row 2)" in ran.out
    assert "One of the rejected rows is a total" in ran.out
    assert "New places\nLyon, France; Kyiv, Ukraine" in ran.out
    assert "Lyon, Франция – Kyiv, Украина" in run("--lang", "ru", "import", str(file)).out


def test_refused_rows_are_counted_by_reason_and_leave_with_their_own_code(
    run: Run, tmp_path: Path
) -> None:
    rows = [f"Lyon,France,Town {name},Ukraine,marriage,1992" for name in "ABCDEF"]
    ran = run("import", str(listed(tmp_path, *rows, "Lyon,France,Kyiv,Atlantis,,1992")))
    assert ran.code == 9
    assert "6 rows, first row 2: column E (Kind): 'marriage' is no type" in ran.out
    assert ran.out.count("is no type that is known") == 1
    assert "What does “marriage” mean? (6 rows) [terms.type] " in ran.out
    assert "Which country is “Atlantis”? (1 row) [countries] " in ran.out


def test_a_list_of_one_town_takes_its_name_and_its_date_from_the_command(
    run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "partners.csv"
    file.write_text("Sister city,Country\nVarna,Bulgaria\n")
    refused = run("import", str(file))
    assert refused.code == 2
    assert "give --town NAME" in refused.err
    done = run("import", str(file), "--town", "Kobe", "--date", "2024-05", "--format", "json").json
    assert done["trial"]
    assert done["samples"][0]["names"] == ["Kobe", "Varna"]
    assert done["questions"] == []

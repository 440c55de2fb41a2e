"""What comes in on the command line: lists that are imported, ties of Wikidata, and
documents.
"""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest

from kizuna.cli import asking
from kizuna.errors import CannotWrite
from query_service import answering

from .conftest import Run

_DATA = Path(__file__).parents[1] / "data"


def copied(folder: Path, name: str) -> Path:
    """A list of the test data in a folder of its own, since files are written beside
    it.
    """
    return Path(shutil.copy(_DATA / "tables" / name, folder / name))


def test_a_trial_says_so_and_records_nothing(run: Run, tmp_path: Path) -> None:
    asked = (
        "import",
        str(copied(tmp_path, "cpaffc.json")),
        "--map",
        "cpaffc",
        "--format",
        "json",
    )
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
    with (tmp_path / "rgre.csv.rejected.csv").open(
        encoding="utf-8-sig", newline=""
    ) as held:
        rows = list(csv.DictReader(held))
    assert [row["row"] for row in rows] == ["9", "10"]
    assert "'31.02.1990' is not a date" in rows[1]["reasons"]
    assert rows[0]["Partnerkommune"] == "Portobello"

    def refused(path: Path, content: bytes) -> None:
        raise CannotWrite(f"{path.name!r} cannot be written")

    monkeypatch.setattr("kizuna.cli.sources.write_whole", refused)
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
    assert "a draft is in list.csv.map.toml" in run("import", str(file)).refused()
    assert '"foo" = "-"' in (tmp_path / "list.csv.map.toml").read_text()


def test_csv_gives_a_line_for_each_difference_and_no_list_is_tried_and_recorded_at_once(
    run: Run, tmp_path: Path
) -> None:
    file = copied(tmp_path, "pairs.csv")
    assert "opposite things" in run("import", str(file), "--run", "--dry-run").refused()
    ran = run(
        "import", str(file), "--map", "two-columns", "--dry-run", "--format", "csv"
    )
    rows = list(csv.DictReader(ran.out.splitlines()))
    assert {row["difference"] for row in rows} == {"new", "same", "missing-there"}


def listed(folder: Path, *lines: str) -> Path:
    file = folder / "towns.csv"
    file.write_text(
        "\n".join(("Our town,Country,Twin town,Twin country,Kind,Year", *lines)) + "\n"
    )
    return file


def test_a_trial_tells_the_ties_in_words_with_countries_and_kind(
    run: Run, tmp_path: Path
) -> None:
    file = listed(tmp_path, "Lyon,France,Kyiv,Ukraine,Twin Towns,1992", "Total,,,,,1")
    out = run("import", str(file)).out
    for told in (
        "Lyon, France – Kyiv, Ukraine · since 1992 · twin towns (row 2)",
        *(
            "One of the rejected rows is a total",
            "New places\nLyon, France; Kyiv, Ukraine",
        ),
    ):
        assert told in out
    assert (
        "Lyon, Франция – Kyiv, Украина" in run("--lang", "ru", "import", str(file)).out
    )


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
    assert "give --town NAME" in run("import", str(file)).refused()
    done = run(
        "import", str(file), "--town", "Kobe", "--date", "2024-05", "--format", "json"
    ).json
    assert (done["trial"], done["questions"]) == (True, [])
    assert done["samples"][0]["names"] == ["Kobe", "Varna"]


_TIE = "tie/q900001-q900002"
_HARVEST = ("harvest", "wikidata")


def test_a_dump_becomes_ties_that_can_be_shown_and_people_are_told_what_was_left_out(
    run: Run, tmp_path: Path
) -> None:
    documents = json.loads(
        (_DATA / "wikidata" / "entities.json").read_text(encoding="utf-8")
    )
    path = tmp_path / "dump.json"
    path.write_text(
        "[\n" + ",\n".join(map(json.dumps, documents)) + "\n]\n", encoding="utf-8"
    )
    done = run(*_HARVEST, "--dump", str(path), "--format", "json").json
    assert (done["entities"], done["others"], done["statements"]) == (2, 2, 6)
    assert "Northhaven" in run("show", _TIE, "--format", "json").out
    out = run(*_HARVEST, "--dump", str(path)).out
    assert "2 entities with 6 statements of ties" in out
    assert "twinned with somebody unknown" in out


def test_a_query_service_is_asked_at_the_address_given(run: Run) -> None:
    with answering({"Q900011": "Q900012"}) as server:
        done = run(*_HARVEST, "--sparql", server.endpoint, "--format", "json").json
    assert done["entities"] == 1


@pytest.mark.parametrize(
    "arguments", [(), ("--sparql", "--dump", "x.json"), ("https://query.example.org",)]
)
def test_a_source_must_be_given_and_one_only(
    run: Run, arguments: tuple[str, ...]
) -> None:
    assert "--dump FILE or --sparql" in run(*_HARVEST, *arguments).refused()


def test_progress_gives_rate_and_remaining_time(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [0.0]
    monkeypatch.setattr(asking.time, "monotonic", lambda: now[0])
    with asking.progress_line("MB", 1e6) as tell:
        tell(0, 90_000_000)
        now[0] = 10.0
        tell(30_000_000, 90_000_000)
    assert "30 of 90 MB, 3.0 MB/s, 0:00:20 left" in capsys.readouterr().err


def test_the_list_of_sources_is_that_of_documents_and_says_so(run: Run) -> None:
    listed = run("sources", "list", "--format", "json")
    assert listed.json == run("documents", "--format", "json").json
    assert "kizuna documents" in listed.err


def test_a_new_document_is_internal_until_it_is_published_and_may_be_added_and_published_in_one(
    run: Run, tmp_path: Path
) -> None:
    path, other = tmp_path / "letter.txt", tmp_path / "other.txt"
    path.write_text("We are your sister town.")
    other.write_text("We are your twin town.")
    told = run("sources", "add", str(path)).out
    assert "kizuna sources publish document/letter" in " ".join(told.split())
    publish = ("sources", "publish", "document/letter")
    assert run(*publish, "--format", "json").json == {
        "document": publish[2],
        "public": True,
    }
    assert "is public already" in run(*publish).refused()
    added = run("sources", "add", str(other), "--publish", "--format", "json").json
    assert added["public"] is True
    assert "sources publish" not in run("sources", "add", str(other)).out

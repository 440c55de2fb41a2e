"""Questions on the command line in every form and with every option; exports, notes and
pictures as files.

What the answers say is tested with the workflow of each question, and held by the
golden answers.
"""

from __future__ import annotations

import csv
import io
import shlex
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from kizuna.cli.questions import question_command
from kizuna.publish.export import FORMATS
from kizuna.workflows.question import QUESTIONS

from .conftest import Run

_DAY = ("--as-of", "1987-04-01")
_KANSAI = ("--between", "kansai", "china", *_DAY)
_CHINA = ("survival", "--between", "JP", "CN", "--as-of", "2020-12-31")
ASKED: dict[str, tuple[str, ...]] = {
    "show": ("show", "Osaka"),
    "place": ("place", "osaka", *_DAY),
    "ties": ("ties", *_KANSAI),
    "search": ("search", "Osaka"),
    "claims": ("claims", "--limit", "3"),
    "documents": ("documents",),
    "evidence": (),  # of the first claim
    "brief": ("brief", "osaka-shanghai", *_DAY),
    "annual": ("annual", "osaka", "--from", "1985"),
    "timeline": ("timeline", "osaka-shanghai"),
    "measure": ("measure", "osaka-shanghai", *_DAY),
    "compare": ("compare", "osaka-shanghai", "kobe-tianjin", *_DAY),
    "gaps": ("gaps", "--of", "Osaka"),
    "conflicts": ("conflicts",),
    "check": ("check",),
    "due": ("due", "--within", "365", *_DAY),
    "survival": _CHINA,
    "suggest": ("suggest", "Kobe", "--top", "2", *_DAY),
    "network": ("network", *_KANSAI),
    "changes": ("changes", "--limit", "3"),
    "reconcile": ("reconcile",),
}


@pytest.fixture
def built_in(shared_built_in: Path) -> Path:
    """The questions here only read."""
    return shared_built_in


def test_every_question_is_asked_here() -> None:
    assert set(ASKED) == set(QUESTIONS)


@pytest.mark.parametrize("name", ASKED)
def test_every_question_is_answered_in_every_form_and_its_example_too(
    run: Run, name: str
) -> None:
    asked = ASKED[name]
    if not asked:
        first = run("claims", "--limit", "1", "--format", "json").json["claims"][0][
            "id"
        ]
        asked = ("evidence", first)
    shown = run(*shlex.split(str(question_command(name, "en").epilog))[2:])
    told, listed = (run(*asked, "--format", form) for form in ("json", "csv"))
    assert [(ran.code, ran.err) for ran in (shown, told, listed)] == [(0, "")] * 3
    assert shown.out
    assert told.json
    assert list(csv.reader(io.StringIO(listed.out)))[1:]


def test_an_option_says_what_it_says_in_an_address(run: Run) -> None:
    def asked(*words: str) -> Any:
        return run(*words, "--format", "json").json

    compared = asked("compare", "--place", "Osaka", "--place", "Kobe", *_DAY)[
        "compared"
    ]
    assert [one["id"] for one in compared] == ["government/osaka", "government/kobe"]
    network = ASKED["network"]
    details = asked(*network, "--betweenness", "--possible")["details"]
    assert details["of"] == "possible"
    assert details["top"][0]["betweenness"] is not None
    countries = asked(*network, "--by", "country")["countries"]
    assert countries[0]["strength"] == {"certain": 25, "possible": 26}
    years = asked(*network, "--years", "1973..")["years"]
    assert (years[0]["year"], years[-1]["year"]) == (1973, 1987)
    survival = asked(*_CHINA, "--by", "cohort", "--from", "1980")
    assert (survival["from"], survival["groups"][0]["group"]) == ("1980-01-01", "1970s")
    assert {one["code"] for one in asked("gaps", "--code", "undated")["gaps"]} == {
        "undated"
    }
    assert "unanswered" in {
        one["finding"] for one in asked("reconcile", "--all")["findings"]
    }


def test_before_the_load_the_register_is_empty_and_says_so(run: Run) -> None:
    ran = run(*ASKED["ties"], "--known-at", "2000-01-01", "--format", "json")
    assert (ran.code, ran.json["ties"], ran.json["count"]["possible"]) == (0, [], 0)
    assert "the register was empty at 2000-01-01" in ran.err


def test_a_month_is_taken_as_its_last_day_and_said_so(run: Run) -> None:
    ran = run("ties", "--as-of", "1987-04", "--format", "json")
    assert ran.json["as_of"] == "1987-04-30"
    assert "taken as its last day, 1987-04-30" in ran.err


@pytest.mark.parametrize(
    ("command", "word"),
    [
        (("ties", "--field", "shipping", *_KANSAI), "Ties in force on 1 April 1987: "),
        (("timeline", "osaka-shanghai"), "Timeline: Osaka – Shanghai"),
        (ASKED["compare"], "Fields of the ties side by side"),
        ((*ASKED["network"], "--by", "country"), "Ties by area"),
    ],
)
def test_an_answer_is_drawn_with_plot(
    run: Run, tmp_path: Path, command: tuple[str, ...], word: str
) -> None:
    path = tmp_path / "answer.svg"
    ran = run(*command, "--format", "json", "--plot", str(path))
    assert (ran.code, bool(ran.json)) == (0, True)
    assert word in " ".join(etree.fromstring(path.read_bytes()).itertext())
    places = ("--place", "osaka", "--place", "kobe")
    ran = run("compare", *places, "--plot", str(path))
    assert (ran.code, "name ties" in ran.err) == (2, True)


def test_a_thing_is_named_told_and_given_by_its_id_and_a_wide_table_set_as_a_list(
    run: Run,
) -> None:
    out = run("show", "Osaka", "Shanghai").out
    assert out.startswith(
        "Osaka – Shanghai\nOsaka (Japan) and Shanghai (China) have been tied"
    )
    assert " tie/osaka-shanghai " in out
    assert "• Osaka ship of Japanese-Sino friendship" in out
    assert "Date: 1974; Form and field: ship of friendship; youth" in out


def test_an_edge_list_of_ones_own_is_measured_by_the_columns_chosen_and_what_it_rests_on_is_told(
    run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "ties.csv"
    file.write_text(
        "x,y,z\nLyon,France,Kyiv\nKyiv,Ukraine,Lyon\nRome,Italy,Rome\nParis\n"
    )
    asked = ("network", "--edges", str(file))
    assert "choose them with --columns among x, y, z" in run(*asked).refused()
    asked = (*asked, "--columns", "x", "z")
    out = " ".join(run(*asked).out.split())
    for told in (
        *("3 columns: 'x' and 'z' were read", "Line 1 was taken for a header: x,y,z"),
        *("Loops left out: 1, in line 4", "Repeated pairs left out: 1, in line 3"),
        *(
            "Lines without two names left out: 1: 5: 'Paris'",
            "Rests on rows ties.csv:2",
        ),
    ):
        assert told in out
    answer = run(*asked, "--format", "json").json
    assert (answer["counts"], answer["loops"]) == ({"nodes": 3, "edges": 1}, [4])
    assert (answer["repeated"], answer["bad"]) == ([3], [{"line": 5, "text": "Paris"}])


def test_a_back_test_of_a_file_prints_each_method_and_a_verdict(
    run: Run, tmp_path: Path
) -> None:
    edges = tmp_path / "edges.csv"
    near = [(i, (i + step) % 40) for i in range(40) for step in (1, 2, 3)]
    rows = [f"p{a},p{b},{1980 if (a * 7 + b) % 5 else 1990}" for a, b in near]
    edges.write_text("\n".join(["a,b,since", *rows]), encoding="utf-8")
    text = run("suggest", "--backtest", "--until", "1985", "--edges", str(edges)).out
    for method in (
        "this ranking",
        "partners in common",
        "Adamic–Adar",
        "number of partners",
    ):
        assert method in text
    assert "too few to tell methods apart" in text


def test_the_formats_are_listed_as_an_error_without_one_says(run: Run) -> None:
    told = run("export", "--list").out
    assert all(name in told for name in FORMATS)
    assert "--list" in run("export").refused()


def test_the_file_is_named_after_the_format_and_the_day_and_what_was_left_out_is_told(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run("export", "quickstatements", "--as-of", "1987-04-01")
    assert "kizuna-quickstatements-1987-04-01.txt" in ran.out
    assert (
        b"\tP190\t" in (tmp_path / "kizuna-quickstatements-1987-04-01.txt").read_bytes()
    )
    assert "left out, the rights noted of its sources do not allow it" in ran.err


@pytest.mark.parametrize(
    ("name", "options", "begins"),
    [
        ("note.docx", (), b"PK"),
        ("NOTE.JSON", (), b"{"),
        ("note.txt", ("--format", "md"), b"# "),
    ],
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

    monkeypatch.setattr("kizuna.cli.export.print_paged", closed)
    run("report", "osaka", "shanghai", "--out", str(tmp_path / "note.md"))
    assert (tmp_path / "note.md").read_text("utf-8").startswith("# ")


def test_a_picture_is_written_in_the_format_of_its_name_and_said(
    run: Run, tmp_path: Path
) -> None:
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
        said = run("plot", "map", "--out", str(tmp_path / name)).refused()
        assert f"{name}' is no picture's name: end it in .svg or .png" in said
    nowhere = str(tmp_path / "none" / "x.ics")
    assert "cannot be written" in run("export", "ical", "--out", nowhere).refused(4)
    path = tmp_path / "timeline.svg"
    path.write_text("before")
    assert run("plot", "timeline", "atlantis", "--out", str(path)).code == 3
    assert path.read_text() == "before"
    assert [p for p in tmp_path.iterdir() if "kizuna" not in p.name] == [path]

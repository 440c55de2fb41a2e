"""Questions on the command line: in every form, with every option, and what is wrong with them.

What the answers say is tested with the workflow of each question, and held by the golden answers.
"""

from __future__ import annotations

import csv
import io
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx
import pytest
from lxml import etree

from kizuna.cli.questions import example
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
def test_every_question_is_answered_in_every_form_and_its_example_too(run: Run, name: str) -> None:
    asked = ASKED[name]
    if not asked:
        first = run("claims", "--limit", "1", "--format", "json").json["claims"][0]["id"]
        asked = ("evidence", first)
    shown = run(*shlex.split(example(name, "en"))[2:])
    told, listed = (run(*asked, "--format", form) for form in ("json", "csv"))
    assert [(ran.code, ran.err) for ran in (shown, told, listed)] == [(0, "")] * 3
    assert shown.out
    assert told.json
    assert list(csv.reader(io.StringIO(listed.out)))[1:]


Value = Callable[[Any], object]
OPTIONS: list[tuple[tuple[str, ...], Value, object]] = [
    (ASKED["ties"], lambda a: (a["count"]["certain"], a["count"]["possible"]), (25, 26)),
    ((*ASKED["ties"], "--all"), lambda a: "no" in {t["in_force"] for t in a["ties"]}, True),
    (
        ("compare", "--place", "Osaka", "--place", "Kobe", *_DAY),
        lambda a: [c["id"] for c in a["compared"]],
        ["government/osaka", "government/kobe"],
    ),
    (
        (*ASKED["network"], "--betweenness", "--possible"),
        lambda a: (a["details"]["of"], a["details"]["top"][0]["betweenness"] is not None),
        ("possible", True),
    ),
    (
        (*ASKED["network"], "--by", "country"),
        lambda a: a["countries"][0]["strength"],
        {"certain": 25, "possible": 26},
    ),
    (
        (*ASKED["network"], "--years", "1973.."),
        lambda a: (a["years"][0]["year"], a["years"][-1]["year"]),
        (1973, 1987),
    ),
    (
        (*_CHINA, "--by", "cohort", "--from", "1980"),
        lambda a: (a["from"], a["groups"][0]["group"]),
        ("1980-01-01", "1970s"),
    ),
    (
        ("suggest", "--tie", "kobe-tianjin", *_DAY),
        lambda a: "tie/osaka-shanghai" in {s["id"] for s in a["similar"]},
        True,
    ),
    (("gaps", "--code", "undated"), lambda a: {g["code"] for g in a["gaps"]}, {"undated"}),
    (("reconcile", "--all"), lambda a: "unanswered" in {f["finding"] for f in a["findings"]}, True),
    (
        ("measure", "kansai", "china", "--years", "1980..1986", *_DAY),
        lambda a: len(a["ties"]) > 1,
        True,
    ),
]


@pytest.mark.parametrize(
    ("arguments", "value", "expected"), OPTIONS, ids=[" ".join(o[0]) for o in OPTIONS]
)
def test_an_option_says_what_it_says_in_an_address(
    run: Run, arguments: tuple[str, ...], value: Value, expected: object
) -> None:
    assert value(run(*arguments, "--format", "json").json) == expected


def test_before_the_load_the_register_is_empty_and_says_so(run: Run) -> None:
    ran = run(*ASKED["ties"], "--known-at", "2000-01-01", "--format", "json")
    assert (ran.code, ran.json["ties"], ran.json["count"]["possible"]) == (0, [], 0)
    assert "the register was empty at 2000-01-01" in ran.err


def test_a_month_is_taken_as_its_last_day_and_said_so(run: Run) -> None:
    ran = run("ties", "--as-of", "1987-04", "--format", "json")
    assert ran.json["as_of"] == "1987-04-30"
    assert "taken as its last day, 1987-04-30" in ran.err


@pytest.mark.parametrize(
    ("arguments", "code", "quoted"),
    [
        (("ties", "--as-of", "1987-02-30"), 2, "'1987-02-30'"),
        (("ties", "--known-at", "yesterday"), 2, "'yesterday'"),
        (("ties", "--between", "kansai:with-mei", "china"), 2, "'with-mei'"),
        (("gaps", "--code", "holes"), 2, "'holes'"),
        (("conflicts", "--kind", "boat"), 2, "'boat'"),
        (("compare",), 2, "'names' is missing"),
        (("compare", "--place", "Osaka", "--peers", "many"), 2, "'many'"),
        (("network", "--years", "0..5"), 2, "years begin with 1"),
        (("network", "--years", "1970..1980", "--by", "country"), 2, "two answers"),
        (("network", "--by", "country", "--betweenness"), 2, "--betweenness"),
        (("network", "--top", "-1"), 2, "'-1'"),
        (("network", "--edges", "nowhere.csv", "--of", "Osaka"), 2, "ask without --of"),
        (("network", "--edges", "nowhere.csv"), 2, "'nowhere.csv' cannot be read"),
        (("network", "--columns", "a", "b"), 2, "--columns is of --edges"),
        ((*_CHINA, "--from", "198X"), 2, "'198X' is not one day"),
        ((*_CHINA, "--yearly", "--spells"), 2, "two answers"),
        ((*_CHINA, "--by", "weather"), 2, "'weather'"),
        (("suggest",), 2, "'place | tie | backtest' is missing"),
        (("suggest", "--backtest"), 2, "nothing to rank"),
        (("suggest", "--backtest", "--until", "0"), 2, "0 is not a year"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_what_cannot_be_asked_is_quoted(
    run: Run, arguments: tuple[str, ...], code: int, quoted: str
) -> None:
    ran = run(*arguments)
    assert (ran.code, ran.out) == (code, "")
    assert quoted in " ".join(ran.err.split())


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


@pytest.mark.parametrize(
    ("command", "file", "said"),
    [
        (("ties",), "answer.pdf", "answer.pdf"),
        (("compare", "--place", "osaka", "--place", "kobe"), "a.svg", "name ties"),
    ],
)
def test_what_cannot_be_drawn_is_refused(
    run: Run, tmp_path: Path, command: tuple[str, ...], file: str, said: str
) -> None:
    ran = run(*command, "--plot", str(tmp_path / file))
    assert ran.code == 2
    assert said in ran.err


def test_an_edge_list_of_ones_own_is_measured_and_rests_on_its_rows(
    run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "karate.txt"
    edges = networkx.karate_club_graph().edges()
    file.write_text("# Zachary 1977\n" + "".join(f"{a + 1} {b + 1}\n" for a, b in edges))
    out = run("network", "--edges", str(file)).out
    assert "0.255681818182" in out
    assert "Rests on rows karate.txt:2-79" in out


def test_the_answer_names_the_thing_says_what_it_is_and_gives_its_id(run: Run) -> None:
    out = run("show", "Osaka", "Shanghai").out
    assert out.startswith("Osaka – Shanghai\nOsaka (Japan) and Shanghai (China) have been tied")
    assert " tie/osaka-shanghai " in out


def test_a_wide_table_is_set_as_a_list(run: Run) -> None:
    out = run("show", "osaka-shanghai").out
    assert "• Osaka ship of Japanese-Sino friendship" in out
    assert "Date: 1974; Form and field: ship of friendship; youth" in out


_KEYS = {
    *("id", "subject", "property", "value", "valid", "document", "sha256", "start", "end"),
    *("locator", "holder", "stance", "certainty", "method", "recorded_at", "status"),
}


def test_a_claim_has_the_keys_of_the_contract(run: Run) -> None:
    claims = run("claims", "--document", "kansai-1987", "--limit", "3", "--format", "json").json[
        "claims"
    ]
    assert len(claims) == 3
    assert all(set(claim) >= _KEYS for claim in claims)


def test_the_columns_of_an_edge_list_are_chosen_and_told(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "ties.csv"
    file.write_text("x1,y1,x2,y2\nLyon,France,Kyiv,Ukraine\nParis,France,Rome,Italy\n")
    refused = run("network", "--edges", str(file))
    assert (refused.code, refused.out) == (2, "")
    assert "choose them with --columns among x1, y1, x2, y2" in " ".join(refused.err.split())
    asked = ("network", "--edges", str(file), "--columns", "x1", "x2")
    assert "4 columns: 'x1' and 'x2' were read" in " ".join(run(*asked).out.split())
    assert run(*asked, "--format", "json").json["counts"] == {"nodes": 4, "edges": 2}


def test_a_back_test_of_a_file_prints_each_method_and_a_verdict(run: Run, tmp_path: Path) -> None:
    edges = tmp_path / "edges.csv"
    near = [(i, (i + step) % 40) for i in range(40) for step in (1, 2, 3)]
    rows = [f"p{a},p{b},{1980 if (a * 7 + b) % 5 else 1990}" for a, b in near]
    edges.write_text("\n".join(["a,b,since", *rows]), encoding="utf-8")
    text = run("suggest", "--backtest", "--until", "1985", "--edges", str(edges)).out
    for method in ("this ranking", "partners in common", "Adamic–Adar", "number of partners"):
        assert method in text
    assert "too few to tell methods apart" in text


def test_what_became_of_the_other_rows_of_an_edge_list_is_told(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "ties.csv"
    file.write_text("source,target\n1,2\n2,1\n3,3\n4\n2,3\n")
    out = " ".join(run("network", "--edges", str(file)).out.split())
    assert "Line 1 was taken for a header: source,target" in out
    assert "Loops left out: 1, in line 4" in out
    assert "Repeated pairs left out: 1, in line 3" in out
    assert "Lines without two names left out: 1: 5: '4'" in out
    answer = run("network", "--edges", str(file), "--format", "json").json
    assert (answer["loops"], answer["repeated"]) == ([4], [3])
    assert answer["bad"] == [{"line": 5, "text": "4"}]

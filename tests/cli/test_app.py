"""The way in: global options, help, completion, files, what is wrong, and a reference
page that says the same.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

from builders import rows
from kizuna import __version__
from kizuna.cli.app import COMMANDS, FAMILIES, app, globals_first
from kizuna.errors import CannotWrite
from kizuna.languages.catalogs import renderings
from kizuna.sources.reading import write_whole

from .conftest import Ran, Run, commands


@pytest.fixture
def built_in(shared_built_in: Path) -> Path:
    """The questions here only read."""
    return shared_built_in


@pytest.mark.parametrize(
    ("given", "arranged"),
    [
        (["ties", "--db", "x", "--all"], ["--db", "x", "ties", "--all"]),
        (["ties", "--db=x"], ["--db=x", "ties"]),
        (["search", "--", "--db", "x"], ["search", "--", "--db", "x"]),
        (["ties", "--lang", "ja"], ["--lang", "ja", "ties"]),
        (["ties", "--db"], ["ties", "--db"]),
    ],
)
def test_global_options_may_stand_anywhere(
    given: list[str], arranged: list[str]
) -> None:
    assert globals_first(given) == arranged


def ran(*arguments: str, script: str = "from kizuna.cli import main; main()") -> Ran:
    """Kizuna in a process of its own."""
    command = [sys.executable, "-c", script, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return Ran(done.stdout, done.stderr, done.returncode)


def test_help_imports_nothing_heavy() -> None:
    script = "import sys; from kizuna.cli.app import app; app(['--help'], standalone_mode=False)\n"
    heavy = "{'django', 'lxml', 'jinja2', 'typst', 'docx', 'edtf'} & set(sys.modules)"
    done = ran(script=f"{script}sys.exit(', '.join({heavy}) or 0)")
    assert (done.code, done.err, "Usage" in done.out) == (0, "", True)


def test_a_process_ends_with_the_status_of_its_command_and_leaves_the_database_in_one_file(
    tmp_path: Path,
) -> None:
    database = tmp_path / "kizuna.sqlite3"
    listed = ran("claims", "--format", "csv", "--db", str(database))
    assert (listed.code, listed.out[-1:]) == (0, "\n")
    assert list(tmp_path.glob("kizuna.sqlite3*")) == [database]
    assert ran("show", "Nowhere", "--db", str(database)).code == 3
    assert (
        ran("export", "--help").err == ""
    )  # no database was opened that could be closed
    command = (
        f"{sys.executable} -m kizuna --db {database} claims --format csv | head -1"
    )
    cut = subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, check=False
    )
    assert (cut.stdout[:3], cut.stderr) == (
        "id,",
        "",
    )  # a reader that closes the pipe is no error
    with open("/dev/full", "w") as disk:  # Linux's disk that is always full
        full = subprocess.run(
            command[: -len(" | head -1")].split(),
            stdout=disk,
            stderr=-1,
            text=True,
            check=False,
        )
    assert (
        full.stderr == "kizuna: 'stdout' cannot be written: No space left on device\n"
    )


def test_an_answer_is_written_to_a_file_whose_ending_says_a_form_that_it_has(
    run: Run, tmp_path: Path
) -> None:
    asked = ("due", "--of", "osaka", "--as-of", "1987-04-01", "--within", "1000")
    path = tmp_path / "due.ics"
    done = run(*asked, "-o", str(path))
    assert (done.code, done.out) == (0, "")
    assert f"The answer is in {path}" in done.err
    assert path.read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert run(*asked, "--format", "ics").out.encode() == path.read_bytes()
    assert (
        "ties.ics': end it in .html"
        in run("ties", "-o", str(tmp_path / "ties.ics")).refused()
    )
    assert run("ties", "--format", "table", "-o", str(tmp_path / "ties.csv")).refused()
    assert list(tmp_path.glob("ties*")) == []


@pytest.mark.parametrize(
    "command", [("brief", "osaka-shanghai"), ("report", "kansai", "china")]
)
def test_a_document_is_opened_with_the_program_for_its_files(
    run: Run, command: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("click.launch", lambda path: opened.append(path) or 0)
    monkeypatch.chdir(tmp_path)
    assert run(*command, "--as-of", "1987-04-01", "--open").code == 0
    [path] = tmp_path.glob("*.html")
    assert opened == [path.name]


@pytest.mark.parametrize("name", sorted(commands()))
def test_the_help_of_a_command_has_an_example_that_it_takes(name: str) -> None:
    command = commands()[name]
    words = shlex.split(str(command.epilog).removeprefix("Example: "))
    assert words[: 1 + len(name.split())] == ["kizuna", *name.split()]
    given = globals_first(words[1 + len(name.split()) :])
    given = given[2:] if given[:1] == ["--db"] else given
    assert command.make_context(name, given, resilient_parsing=False).args == []


@pytest.mark.parametrize("language", ["ja", "zh-hans", "ru"])
def test_every_word_of_the_help_has_a_rendering_that_is_used(language: str) -> None:
    words: set[str] = set(FAMILIES.values())
    asked = {name: command for name, command in commands().items() if name in COMMANDS}
    for command in (app, *asked.values()):
        words |= {" ".join(part.split()) for part in (command.help or "").split("\n\n")}
        words |= {
            parameter.help
            for parameter in command.params
            if getattr(parameter, "help", "")
        }
    clicks = {
        "Usage",
        "Arguments",
        "Options",
        "Commands",
        "Missing command.",
        "Error: ",
    }
    clicks.add("Show this message and exit.")
    assert set(renderings(language, "cli").texts) == (words - {""}) | clicks


def test_the_help_is_in_the_language_that_is_asked_for(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = run("--help", "--lang", "ja").out
    assert (
        re.search(r"[a-z]+ [a-z]+ [a-z]+", said.replace("[OPTIONS] COMMAND", ""))
        is None
    )
    assert "提携の一覧表を取り込みます" in said
    assert all(cell_len(line) <= 110 for line in said.splitlines())
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    assert "[обязательно]" in run("release", "--help").out
    said = run("sources", "add", "--help").out
    assert "Пример: kizuna sources add" in said
    assert run("sources", "ad").err.startswith("Использование: kizuna sources")
    told = "Справка: 'kizuna ties --help'.\n\nОшибка: Нет параметра '--opne' (похожие: '--of', '--open')\n"
    assert run("ties", "--opne").err.endswith(told)
    said = run("sources", "--help", "--lang", "en").out
    assert said.count("...") == 1  # of the usage: summaries are whole
    assert run("--version").out == f"kizuna {__version__}\n"


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        *(
            ("brief osaka-sh", {"osaka-shanghai"}),
            ("show Sakai-Pr", set()),
            ("brief ", set()),
        ),
        *(
            ("due San-Fr", {"San-Francisco"}),
            ("ties --of government/kobe", {"government/kobe"}),
        ),
        *(("ties --between 大阪府", {"大阪府"}), ("ties --field educ", {"education"})),
    ],
)
def test_a_shell_completes_ids_and_names_of_the_kind_that_is_asked_for_and_makes_no_database(
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    typed: str,
    offered: set[str],
) -> None:
    monkeypatch.setenv("COMP_WORDS", f"kizuna {typed}")
    monkeypatch.setenv("COMP_CWORD", str(len(typed.split(" "))))
    monkeypatch.setenv("_KIZUNA_COMPLETE", "bash_complete")
    assert _completed(run()) == offered
    monkeypatch.setenv("KIZUNA_DB", str(tmp_path / "none.sqlite3"))
    assert _completed(run()) == (offered & {"education"})
    assert list(tmp_path.glob("none*")) == []


def _completed(ran: Ran) -> set[str]:
    return {line.removeprefix("plain,") for line in ran.out.split()}


def test_completion_is_shown_and_installed_once_in_the_file_that_the_shell_reads(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr("shellingham.detect_shell", lambda: ("bash", "/bin/bash"))
    (tmp_path / ".bashrc").write_text("alias ll=ls\n", encoding="utf-8")
    assert "complete" in run("--show-completion").out
    for _ in range(2):
        assert str(tmp_path / ".bashrc") in run("--install-completion").out
    line = 'eval "$(_KIZUNA_COMPLETE=bash_source kizuna)"'
    assert (tmp_path / ".bashrc").read_text(
        encoding="utf-8"
    ) == f"alias ll=ls\n\n{line}\n"
    monkeypatch.setattr("shellingham.detect_shell", lambda: ("pwsh", "/bin/pwsh"))
    assert "Register-ArgumentCompleter" in run("--show-completion").out
    monkeypatch.setattr("shellingham.detect_shell", lambda: ("tcsh", "/bin/tcsh"))
    assert "'tcsh'" in run("--install-completion").refused()


def test_a_long_list_goes_through_the_pager_of_a_terminal(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    paged: list[str] = []
    monkeypatch.setattr("pydoc.pager", paged.append)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("LINES", "24")
    assert "Due" in run("due", "Osaka").out
    assert run("ties").out == ""
    assert "Ties" in paged[0]


def test_a_full_disk_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "note.html"
    path.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(
        CannotWrite, match="No space left on device; nothing was written"
    ):
        write_whole(path, b"new")
    assert [p.name for p in tmp_path.iterdir()] == ["note.html"]
    assert path.read_bytes() == b"old"


_CHINA = "survival --between JP CN --as-of 2020-12-31"
_REFUSED = f"""
show tie/nothing-here | 3 | 'tie/nothing-here'
evidence ffffffffffff | 3 | 'ffffffffffff'
report kansai Atlantis | 3 | 'Atlantis'
report kansai china --access cosmic | 2 | 'cosmic'
report kansai china --lang tlh | 2 | 'tlh'
sources add /nowhere/letter.txt | 2 | /nowhere/letter.txt
user add 'Anna Lee' | 2 | Anna Lee
user add bo --government Atlantis | 3 | Atlantis
user role nobody reader | 3 | nobody
token revoke 99 | 3 | 99
--db ftp://host/x ties | 4 | 'ftp://host/x'
ties --bogus | 2 | --bogus
frobnicate | 2 | frobnicate
ties --as-of 1987-02-30 | 2 | '1987-02-30'
ties --known-at yesterday | 2 | 'yesterday'
ties --between kansai:with-mei china | 2 | 'with-mei'
ties --plot answer.pdf | 2 | answer.pdf
gaps --code holes | 2 | 'holes'
conflicts --kind boat | 2 | 'boat'
compare | 2 | 'names' is missing
compare --place Osaka --peers many | 2 | 'many'
network --years 0..5 | 2 | years begin with 1
network --years 1970..1980 --by country | 2 | two answers
network --by country --betweenness | 2 | --betweenness
network --top -1 | 2 | '-1'
network --edges nowhere.csv --of Osaka | 2 | ask without --of
network --edges nowhere.csv | 2 | 'nowhere.csv' cannot be read
network --columns a b | 2 | --columns is of --edges
{_CHINA} --from 198X | 2 | '198X' is not one day
{_CHINA} --yearly --spells | 2 | two answers
{_CHINA} --by weather | 2 | 'weather'
suggest | 2 | backtest' is missing
suggest --backtest | 2 | nothing to rank
suggest --backtest --until 0 | 2 | 0 is not a year
"""


@pytest.mark.parametrize(("typed", "code", "quoted"), rows(_REFUSED))
def test_bad_input_is_quoted(run: Run, typed: str, code: str, quoted: str) -> None:
    assert quoted in run(*shlex.split(typed)).refused(int(code))


@pytest.mark.parametrize(
    ("raised", "code", "said"),
    [
        (
            ZeroDivisionError("division by zero"),
            70,
            "ZeroDivisionError: division by zero",
        ),
        (KeyboardInterrupt(), 130, "stopped; nothing was half-written"),
    ],
)
def test_an_error_inside_kizuna_and_ctrl_c_are_told_without_a_traceback(
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    raised: BaseException,
    code: int,
    said: str,
) -> None:
    def fails(*_: object) -> None:
        raise raised

    monkeypatch.setattr("kizuna.workflows.list_ties.answer", fails)
    assert said in run("ties").refused(code)


_PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "cli.md").read_text(
    encoding="utf-8"
)
_GLOBAL, *_PARTS = re.split(r"^## kizuna ([a-z ]+)\n", _PAGE, flags=re.MULTILINE)
SECTIONS = dict(zip(_PARTS[::2], _PARTS[1::2], strict=True))
"""The text of the reference on each command."""


def test_every_command_and_every_global_option_is_in_the_reference() -> None:
    assert set(SECTIONS) == set(commands())
    for option in ("--db", "--lang", "--version", "--help", "--install-completion"):
        assert option in _GLOBAL


@pytest.mark.parametrize("name", sorted(commands()))
def test_the_options_of_a_command_are_documented_and_no_others(name: str) -> None:
    spelled = (
        o
        for each in commands()[name].params
        for o in (*each.opts, *each.secondary_opts)
    )
    options = {one for one in spelled if one.startswith("--")} - {"--help"}
    assert set(re.findall(r"--[a-z][a-z-]*", SECTIONS[name])) == options

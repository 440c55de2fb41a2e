"""The house keeps its own rules: what the README says runs, pages are current, modules
stay readable.
"""

from __future__ import annotations

import ast
import re
import runpy
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[1]
SOURCES = HOUSE / "src" / "kizuna"
TEST_COMMAND = "pip install '.[test]' && pytest"
FIRST_COMMAND = "python3 -m venv .venv && . .venv/bin/activate && pip install ."
FIRST_COMMAND += " && kizuna report kansai china --as-of 1987-04-01"
LINTERS = ("ruff check", "ruff format --check", "mypy", "lint-imports")
NETWORK = {
    "urllib.request",
    "http",
    "socket",
    "ssl",
    "requests",
    "httpx2",
    "aiohttp",
    "ftplib",
}
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+\s+(.+?)\s*$", re.MULTILINE)
_FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_MACHINE = re.compile(rb"(?<![\w.$~/-])/(?:work|root|home|Users|tmp/\w)\b[\w./-]*")


def tracked_files() -> list[Path]:
    """The files of the repository, those not committed yet too; none outside a
    clone.
    """
    command = ("git", "ls-files", "--cached", "--others", "--exclude-standard", "-z")
    found = subprocess.run(command, cwd=HOUSE, capture_output=True, check=False)
    paths = (HOUSE / name for name in found.stdout.decode().split("\0") if name)
    return [path for path in paths if path.is_file()]


def modules() -> list[Path]:
    """Every module of Kizuna but the migrations, which Django names."""
    return [p for p in sorted(SOURCES.rglob("*.py")) if "migrations" not in p.parts]


def pages() -> list[Path]:
    """Every page that people read."""
    folders = (p for folder in ("docs", "adr") for p in (HOUSE / folder).rglob("*.md"))
    return sorted([*HOUSE.glob("*.md"), *folders])


def named(path: Path) -> str:
    """How a file is called in the name of a test."""
    return path.relative_to(HOUSE).as_posix()


def text_of(name: str) -> str:
    """The text of a file of the repository."""
    return (HOUSE / name).read_text(encoding="utf-8")


@cache
def generated() -> dict[str, str]:
    """The text of each page that docs/generate.py makes, by its name."""
    made = runpy.run_path(str(HOUSE / "docs" / "generate.py"))
    return {path.name: text for path, text in made["pages"]().items()}


def test_ci_runs_the_test_command_at_the_top_of_the_readme_and_then_the_linters() -> (
    None
):
    top = [line.strip() for line in text_of("README.md").splitlines()[:30]]
    assert {FIRST_COMMAND, TEST_COMMAND} <= {*top}
    assert (HOUSE / "docs" / "images" / "note-en.png").stat().st_size < 250_000
    lines = text_of(".ci/run").splitlines()
    steps = [
        line.removeprefix("step ").strip("'\"")
        for line in lines
        if line.startswith("step ")
    ]
    wanted = [TEST_COMMAND, *LINTERS]
    assert [step for step in steps if step in wanted] == wanted


def test_just_alone_runs_what_ci_runs() -> None:
    recipes = re.split(r"^(?=\w)", text_of("justfile"), flags=re.MULTILINE)
    held = {
        recipe.split(":")[0].split()[0]: recipe for recipe in recipes if recipe.strip()
    }
    alone = held["_default"].splitlines()[0].partition(":")[2].split()
    commands = "\n".join(held[name] for name in alone)
    for command in ("pytest", *LINTERS):
        assert re.search(rf"^\s+{command}\b", commands, re.MULTILINE), command


@pytest.mark.parametrize("name", ["kinds.md", "vocabularies.md"])
def test_a_generated_page_is_current(name: str) -> None:
    assert text_of(f"docs/reference/{name}") == generated()[name], (
        "run: python docs/generate.py"
    )


@pytest.mark.parametrize("path", modules(), ids=named)
def test_a_module_opens_with_its_purpose(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_clarity_counts_nodes_dense_functions_and_participles() -> None:
    measure = runpy.run_path(str(HOUSE / "bench" / "clarity.py"))["clarity_of"]
    plain = measure(
        '''
def total(numbers):
    """Add."""
    result = 0
    for number in numbers:
        result += number
    return result
'''
    )
    riddle = measure(
        """
def kept(said):
    told, held = [x for x in said if x], {y: [z for z in said] for y in said}
    asked = {w: (told, held, w, said) for w in held if w in told or w in held}
    made = [v for v in asked if v]
    return made, told, held, asked, said
"""
    )
    assert (plain.nodes, plain.statements, plain.participles) == (16, 5, 0)
    assert plain.dense_share == 0
    assert riddle.dense_share == riddle.participle_definition_share == 1
    assert (riddle.comprehensions, riddle.participles) == (5, 4)


def test_no_module_is_named_after_nothing() -> None:
    nothing = {
        "utils",
        "util",
        "helpers",
        "helper",
        "common",
        "base",
        "manager",
        "misc",
    }
    assert [named(p) for p in modules() if {p.stem, p.parent.name} & nothing] == []


def test_only_fetch_opens_a_network_module() -> None:
    fetch = SOURCES / "sources" / "fetch.py"
    serve = (
        SOURCES / "cli" / "serve.py"
    )  # looks whether its own port is free, and speaks to nobody
    found = [
        f"{named(path)}: {module}"
        for path in modules()
        if path not in (fetch, serve)
        for module in imported(path)
        if any(module == name or module.startswith(f"{name}.") for name in NETWORK)
    ]
    assert found == []


def imported(path: Path) -> Iterator[str]:
    """Every module that a module imports, `from x import y` as x.y."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_every_decision_has_its_number_is_listed_and_says_all_that_a_decision_says() -> (
    None
):
    decisions = sorted(p for p in (HOUSE / "adr").glob("*.md") if p.name != "README.md")
    numbers = [path.name[:4] for path in decisions]
    assert numbers == [f"{number:04}" for number in range(1, len(decisions) + 1)]
    index = text_of("adr/README.md")
    assert [p.name for p in decisions if f"({p.name})" not in index] == []
    for part in ("Status: ", "## Context", "## Decision", "## Consequences"):
        assert [
            p.name for p in decisions if part not in p.read_text(encoding="utf-8")
        ] == []


def test_no_file_names_a_folder_of_somebodys_machine() -> None:
    if not tracked_files():
        pytest.skip("not a clone")
    found = [
        f"{named(path)}: {match.decode()}"
        for path in tracked_files()
        for match in _MACHINE.findall(path.read_bytes())
    ]
    assert found == []


@pytest.mark.parametrize("page", pages(), ids=named)
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    assert [link for link in links(page) if not resolves(page, link)] == []


def links(page: Path) -> Iterator[str]:
    """The links of a page to files and headings of the repository."""
    prose = _FENCE.sub("", page.read_text(encoding="utf-8"))
    prose = re.sub(r"`[^`\n]*`", "", prose)
    return (link for link in _LINK.findall(prose) if "://" not in link)


def resolves(page: Path, link: str) -> bool:
    """Whether there is such a file and, after a #, such a heading in it."""
    name, _, anchor = link.partition("#")
    target = (page.parent / name).resolve() if name else page
    if not target.exists() or HOUSE not in (target, *target.parents):
        return False
    return not anchor or anchor in anchors(target)


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    headings = _HEADING.findall(_FENCE.sub("", page.read_text(encoding="utf-8")))
    plain = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    return {heading.strip().replace(" ", "-") for heading in plain}


def test_version_and_licence_are_the_same_everywhere() -> None:
    from kizuna import __version__

    project = tomllib.loads(text_of("pyproject.toml"))["project"]
    assert project["version"] == __version__
    assert f"\nversion: {__version__}\n" in text_of("CITATION.cff")
    assert f"\n## {__version__}" in text_of("CHANGELOG.md")
    assert project["license"] == "Apache-2.0"
    assert "\nlicense: Apache-2.0\n" in text_of("CITATION.cff")
    assert text_of("LICENSE").lstrip().startswith("Apache License\n")

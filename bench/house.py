"""Counts what the house is made of: `python -m bench.house [--limits] [--names]`;
--limits fails where a limit is passed, --names names what is counted by its form.

Lines and modules are read off the code by itself (`ast`, and grimp for imports, those
inside functions too); the files that an answer runs through are counted with
`sys.setprofile` on a database that is there already.
"""

from __future__ import annotations

import argparse
import ast
import inspect
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

import grimp
import rustworkx

_SRC = Path(__file__).parents[1] / "src" / "kizuna"
_TESTS = Path(__file__).parents[1] / "tests"


@dataclass(frozen=True, slots=True)
class Count:
    """A number of the house: what it is, how much was found, what is asked, and what
    may not be passed now.

    `names` are where it was found, () where it is not told.
    """

    what: str
    found: int
    asked: int
    limit: int
    names: tuple[str, ...] = ()

    @classmethod
    def of(cls, what: str, names: Iterator[str], asked: int, limit: int) -> Count:
        """The number of what is named."""
        found = tuple(names)
        return cls(what, len(found), asked, limit, found)


def main() -> None:
    """Count and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "--limits", action="store_true", help="fail where a limit is passed"
    )
    options.add_argument("--names", action="store_true", help="name what is counted")
    options.add_argument("--entered", help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.entered:
        print(_files_entered(given.entered))
        return
    counts = [*static_counts(), *_counts_entered()]
    print(f"{'':70} {'found':>8} {'asked':>8} {'limit':>8}")
    for count in counts:
        print(f"{count.what:70} {count.found:8,} {count.asked:8,} {count.limit:8,}")
        for name in count.names if given.names else ():
            print(f"    {name}")
    if given.limits and (
        over := [count.what for count in counts if count.found > count.limit]
    ):
        sys.exit(f"more than the limit of bench/house.py: {', '.join(over)}")


def static_counts() -> Iterator[Count]:
    """What is read off the code."""
    trees = {
        path: ast.parse(path.read_text("utf-8")) for path in sorted(_SRC.rglob("*.py"))
    }
    graph = grimp.build_graph(
        "kizuna", exclude_type_checking_imports=True, cache_dir=None
    )
    yield Count("lines of Python in src", _lines(_SRC), 64_000, 63_400)
    yield Count("files in src", len(trees), 500, 302)
    yield Count(
        "modules that exactly one other imports", _single_importers(graph), 140, 44
    )
    yield Count("public class names defined twice or more", _names_twice(trees), 40, 31)
    yield Count.of("value types for a tie on a day", _types_of_ties(trees), 1, 1)
    yield Count.of(
        "functions that word a figure", _wording(trees, _FIGURES, "str"), 1, 1
    )
    yield Count.of(
        "functions that make JSON of a tie", _wording(trees, _TIES, "dict"), 1, 1
    )
    yield Count.of("paths by size (SMALL, is_large ...)", _paths_by_size(trees), 0, 0)
    yield Count("circles of imports", _circles(graph), 0, 0)
    yield Count("lines of tests", _lines(_TESTS), 36_000, 35_500)


def _lines(folder: Path) -> int:
    return sum(
        len(path.read_text("utf-8").splitlines()) for path in folder.rglob("*.py")
    )


def _is_module(graph: Any, name: str) -> bool:
    return not graph.find_children(name)


def _single_importers(graph: Any) -> int:
    importers = {
        name: graph.find_modules_that_directly_import(name)
        for name in graph.modules
        if _is_module(graph, name)
    }
    return sum(len(found) == 1 for found in importers.values())


def _circles(graph: Any) -> int:
    numbers = {name: number for number, name in enumerate(sorted(graph.modules))}
    links = rustworkx.PyDiGraph()
    links.add_nodes_from(sorted(graph.modules))
    for name, number in numbers.items():
        for imported in graph.find_modules_directly_imported_by(name):
            links.add_edge(number, numbers[imported], None)
    return sum(len(part) > 1 for part in rustworkx.strongly_connected_components(links))


def _classes(trees: dict[Path, ast.Module]) -> Iterator[ast.ClassDef]:
    for tree in trees.values():
        yield from (node for node in tree.body if isinstance(node, ast.ClassDef))


def _names_twice(trees: dict[Path, ast.Module]) -> int:
    names = Counter(
        node.name for node in _classes(trees) if not node.name.startswith("_")
    )
    return sum(number > 1 for number in names.values())


def _fields(node: ast.ClassDef) -> set[str]:
    return {
        part.target.id
        for part in node.body
        if isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name)
    }


def _types_of_ties(trees: dict[Path, ast.Module]) -> Iterator[str]:
    """Classes with a field for a tie, and one for how it stood or when; not the kinds,
    such as an agreement.
    """
    stood = {
        "standing",
        "in_force",
        "answer",
        "span",
        "spell",
        "certain",
        "start_earliest",
    }
    for path, tree in trees.items():
        for node in _classes({path: tree} if path.parent.name != "kinds" else {}):
            fields = _fields(node)
            if fields & {"tie", "parties"} and fields & stood:
                yield f"{path.relative_to(_SRC)} {node.name}"


_FIGURES = re.compile(r"\b(Figure|Count|Counted|Tally|Measure|Derived|Quantity)\b")
_TIES = re.compile(r"\b(TieLine|TieOnDay|BriefTie|TieBrief|Link)\b")


def _wording(
    trees: dict[Path, ast.Module], types: re.Pattern[str], result: str
) -> Iterator[str]:
    """Functions that take a value of one of the types, and nothing else but what words
    it, and give a result.
    """
    for path, tree in trees.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and node.returns is not None:
                given = " ".join(
                    ast.unparse(a.annotation) for a in node.args.args if a.annotation
                )
                returned = ast.unparse(node.returns)
                if types.search(given) and returned.startswith(result):
                    yield f"{path.relative_to(_SRC)}:{node.lineno} {node.name}"


def _paths_by_size(trees: dict[Path, ast.Module]) -> Iterator[str]:
    """Constants by which workflows and the store choose another way for a larger
    ledger.
    """
    rooms = [p for p in trees if p.relative_to(_SRC).parts[0] in ("workflows", "store")]
    size = re.compile(r"(?m)^_?(?:SMALL|FEW|MANY|HUGE|LARGE) = \d+_000")
    for path in rooms:
        for found in size.findall(path.read_text("utf-8")):
            yield f"{path.relative_to(_SRC)} {found}"


_ENTERED = {
    "kizuna ties": (60, 45),
    "the page of a tie": (60, 52),
    "the API's list of ties": (50, 40),
    "the note": (90, 80),
}


def _counts_entered() -> Iterator[Count]:
    """The files that four answers run through, each in a process of its own."""
    for what, (asked, limit) in _ENTERED.items():
        done = subprocess.run(
            [sys.executable, "-m", "bench.house", "--entered", what],
            capture_output=True,
            text=True,
            check=True,
        )
        yield Count(
            f"files that {what} runs through",
            int(done.stdout.split()[-1]),
            asked,
            limit,
        )


def _files_entered(what: str) -> int:
    is_command = what in ("kizuna ties", "the note")
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"KIZUNA_DATA": folder, "KIZUNA_SECRET_KEY": "counted"}
        path = Path(folder) / "kizuna.sqlite3"
        answer = _command(path) if is_command else _page(path)
        answer("sources list" if is_command else "/documents")
        return _entered_by(lambda: answer(_WORDS[what]))


_WORDS = {
    "kizuna ties": "ties --between kansai china --as-of 1987-04-01",
    "the note": "report kansai china --as-of 1987-04-01 --out -",
    "the page of a tie": "/tie/kobe-tianjin",
    "the API's list of ties": "/api/v1/ties?between=kansai&between=china",
}


def _command(path: Path) -> Callable[[str], None]:
    from click.testing import CliRunner

    from kizuna.cli.app import app

    return lambda words: _check(
        CliRunner().invoke(app, ["--db", str(path), *words.split()]).exit_code, 0
    )


def _page(path: Path) -> Callable[[str], None]:
    from django.test import Client

    from kizuna.web.server import make_application

    make_application(path)
    client = Client(headers={"Host": "localhost"})
    return lambda address: _check(client.get(address).status_code, 200)


def _check(found: int, wanted: int) -> None:
    if found != wanted:
        raise RuntimeError(f"answered with {found}, not {wanted}")


def _entered_by(ask: Callable[[], None]) -> int:
    """The modules of Kizuna in which a function is called while a question is
    answered.
    """
    entered: set[str] = set()

    def note(frame: FrameType, event: str, argument: object) -> None:
        if event == "call" and frame.f_code.co_flags & inspect.CO_OPTIMIZED:
            entered.add(frame.f_code.co_filename)

    sys.setprofile(note)
    try:
        ask()
    finally:
        sys.setprofile(None)
    import kizuna

    installed = str(Path(kizuna.__file__).parent)
    return sum(name.startswith(installed) for name in entered)


if __name__ == "__main__":
    main()

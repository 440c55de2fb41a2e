"""Measures how the code reads and what the house is made of:
`python -m bench.house [--limits] [--keep] [--names] [--change BASE]`.

For `src` and each room: syntax nodes, nodes a statement, dense functions,
comprehensions and participles (see `bench.clarity`); then circles of imports, classes
of one name, modules of two subjects. `--limits` fails for a circle, for an import
against the floors, and where density or participles of `src` have risen above
`clarity.toml`; `--keep` writes lower figures there. `--names` names what is counted,
`--change` the dense functions of the files that differ from a commit.
"""

from __future__ import annotations

import argparse
import ast
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import grimp
import rustworkx

from bench.clarity import Clarity, clarity_of, clarity_of_folder, modules

_HOME = Path(__file__).parents[1]
_SRC = _HOME / "src" / "kizuna"
KEPT = Path(__file__).with_name("clarity.toml")
"""The figures of `src` that may not rise."""


def main() -> None:
    """Measure and print; exit code 1 where a limit is passed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--limits", action="store_true", help="fail for what rose")
    options.add_argument("--keep", action="store_true", help="keep the lower figures")
    options.add_argument("--names", action="store_true", help="name what is counted")
    options.add_argument("--change", metavar="BASE", help="dense functions of a change")
    given = options.parse_args()
    if given.change:
        print_change(given.change)
        return
    whole = clarity_of_folder(_SRC)
    print_rooms(whole)
    circles = import_circles()
    findings = {
        "circles of imports": circles,
        "public class names defined twice or more": names_defined_twice(),
        "modules of two subjects (a docstring with '; and')": modules_of_two_subjects(),
    }
    print_findings(findings, with_names=given.names)
    figures = kept_figures(whole)
    if given.keep:
        keep(figures)
    if given.limits:
        fail_for([*passed_limits(figures, circles), *passed_floors()])


def print_rooms(whole: Clarity) -> None:
    """Print a line of figures for `src` and each of its rooms."""
    heads = ("nodes", "a statement", "dense", "compr.", "participles", "of functions")
    widths = (9, 12, 8, 8, 12, 13)
    print(f"{'':12}" + "".join(f"{h:>{w}}" for h, w in zip(heads, widths, strict=True)))
    rooms = [path for path in sorted(_SRC.iterdir()) if modules(path)]
    measures = {"src": whole}
    for room in rooms:
        measures[room.name] = clarity_of_folder(room)
    for name, measure in measures.items():
        cells = (
            f"{measure.nodes:,}",
            f"{measure.median_density:.1f}",
            f"{measure.dense_share:.1%}",
            f"{measure.comprehension_rate:.0f}",
            f"{measure.participle_share:.1%}",
            f"{measure.participle_definition_share:.1%}",
        )
        row = "".join(f"{c:>{w}}" for c, w in zip(cells, widths, strict=True))
        print(f"{name:12}{row}")


def print_findings(findings: dict[str, list[str]], *, with_names: bool) -> None:
    """Print how many there are of each, and which where that is asked for."""
    print()
    for what, names in findings.items():
        print(f"{len(names):6,} {what}")
        for name in names if with_names else ():
            print(f"       {name}")


def kept_figures(measure: Clarity) -> dict[str, float]:
    """The figures that may not rise, each rounded up to a tenth; shares in per cent."""
    exact = {
        "nodes_a_statement": measure.median_density,
        "dense_functions": 100 * measure.dense_share,
        "participles_among_names": 100 * measure.participle_share,
        "participles_among_functions": 100 * measure.participle_definition_share,
    }
    return {name: _tenth_above(figure) for name, figure in exact.items()}


def _tenth_above(figure: float) -> float:
    tenths = round(figure * 10, 6)
    return -int(-tenths // 1) / 10


def keep(figures: dict[str, float]) -> None:
    """Write the figures that have fallen; one that rose stays as it was kept."""
    before = tomllib.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {}
    lines = [
        "# What `python -m bench.house --limits` holds `src` to; see bench/house.py."
    ]
    for name, figure in figures.items():
        lines.append(f"{name} = {min(figure, before.get(name, figure))}")
    KEPT.write_text("\n".join(lines) + "\n", "utf-8")


def passed_limits(figures: dict[str, float], circles: list[str]) -> Iterator[str]:
    """Say of each circle, and of each figure above the one kept, what is wrong."""
    for circle in circles:
        yield f"a circle of imports: {circle}"
    kept = tomllib.loads(KEPT.read_text("utf-8"))
    for name, figure in figures.items():
        if figure > kept[name]:
            words = name.replace("_", " ")
            yield f"{words}: {figure}, and {kept[name]} is kept in bench/{KEPT.name}"


def passed_floors() -> Iterator[str]:
    """Say which contract of `.importlinter` is broken."""
    linter = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command as m; m()",
        ],
        cwd=_HOME,
        capture_output=True,
        text=True,
        check=False,
    )
    if linter.returncode:
        yield f"an import against the floors:\n{linter.stdout}{linter.stderr}"


def fail_for(reasons: list[str]) -> None:
    """Leave with code 1 and the reasons; without any, do nothing."""
    if reasons:
        sys.exit("\n" + "\n".join(reasons))


def import_circles() -> list[str]:
    """The groups of modules that import each other, those inside functions too."""
    graph = grimp.build_graph(
        "kizuna", exclude_type_checking_imports=True, cache_dir=None
    )
    names = sorted(graph.modules)
    links: Any = rustworkx.PyDiGraph()
    links.add_nodes_from(names)
    numbers = {name: number for number, name in enumerate(names)}
    for name, number in numbers.items():
        for imported in graph.find_modules_directly_imported_by(name):
            links.add_edge(number, numbers[imported], None)
    groups = rustworkx.strongly_connected_components(links)
    return [
        " - ".join(names[number] for number in sorted(group))
        for group in groups
        if len(group) > 1
    ]


def names_defined_twice() -> list[str]:
    """The public classes whose name another module gives to a class too."""
    places: Counter[str] = Counter()
    for path in modules(_SRC):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name] += 1
    return [f"{name} ({n})" for name, n in sorted(places.items()) if n > 1]


def modules_of_two_subjects() -> list[str]:
    """The modules whose docstring joins a second subject with "; and"."""
    names = []
    for path in modules(_SRC):
        docstring = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
        if "; and" in " ".join(docstring.split()):
            names.append(path.relative_to(_SRC).as_posix())
    return names


def print_change(base: str) -> None:
    """Print the dense functions of the files of `src` that differ from a commit, where
    they are new or denser than they were.
    """
    for name in _git("diff", "--name-only", base, "--", "src").split():
        path = _HOME / name
        if path.suffix != ".py" or not path.exists():
            continue
        before = clarity_of(_git("show", f"{base}:{name}"))
        densities = {function.name: function.density for function in before.functions}
        for function in clarity_of(path.read_text("utf-8")).functions:
            if function.is_dense and function.density > densities.get(function.name, 0):
                print(f"{function.density:5.1f} {name}:{function.line} {function.name}")


def _git(*arguments: str) -> str:
    """What git prints; "" where it fails, as of a file that a commit lacks."""
    answer = subprocess.run(
        ["git", *arguments], cwd=_HOME, capture_output=True, text=True, check=False
    )
    return answer.stdout if answer.returncode == 0 else ""


if __name__ == "__main__":
    main()

"""How dense Python code is, and how its names read, in figures that no width of a line
changes.

Counted are the nodes of the syntax tree (`ast`), without docstrings and without the
marks of loading and storing. A function with four statements or more is *dense* where
it has over twelve nodes a statement. A *participle* is a name whose last word is a past
or present participle (`kept`, `asked`, `growing`); nouns of that ending (`string`,
`heading`, `feed`) are not. A high figure is a place to look, no verdict.
"""

from __future__ import annotations

import ast
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

DENSE = 12.0
"""Nodes a statement over which a function is dense."""
FEWEST_STATEMENTS = 4
"""Statements under which a function has no density: a lone return says nothing."""

_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_SCOPES = (ast.Module, ast.ClassDef, *_FUNCTIONS)
_IRREGULAR_WORDS = (
    "begun bound brought built caught chosen done drawn felt found given gone got grown"
    " heard held kept known laid led left lent lost made meant met paid risen said seen"
    " sent shown sold sought spent split spoken stolen stood sworn taken taught thought"
    " told understood won worn torn wound woven written"
)
_NOUN_WORDS = (
    "bed binding building embedding encoding ending feed heading hundred indeed king"
    " listing mapping meaning meeting missing need padding pending rating reading red"
    " ring seed setting speed spelling spring string strings thing things twinning"
    " warning wording"
)
_IRREGULAR = frozenset(_IRREGULAR_WORDS.split())
_NOUNS = frozenset(_NOUN_WORDS.split())


@dataclass(frozen=True, slots=True)
class Function:
    """A function of a module or a class, with what is defined inside it.

    `name` has the classes around it ("Register.facts"), `line` is its first, from 1.
    """

    name: str
    line: int
    nodes: int
    statements: int

    @property
    def density(self) -> float:
        """Nodes a statement."""
        return self.nodes / self.statements

    @property
    def is_dense(self) -> bool:
        """Whether it has more nodes a statement than plain code has."""
        return self.density > DENSE


@dataclass(frozen=True, slots=True)
class Clarity:
    """The figures of some code; sums of several files are `total`.

    `functions` are those with FEWEST_STATEMENTS or more. `names` and `participles`
    count each assignment to a name, `definitions` and `participle_definitions` each
    function.
    """

    nodes: int = 0
    statements: int = 0
    comprehensions: int = 0
    names: int = 0
    participles: int = 0
    definitions: int = 0
    participle_definitions: int = 0
    functions: tuple[Function, ...] = ()

    @property
    def median_density(self) -> float:
        """Nodes a statement of the median function; 0 where there is none."""
        densities = [function.density for function in self.functions]
        return statistics.median_high(densities) if densities else 0.0

    @property
    def dense_share(self) -> float:
        """The share of dense functions, 0 to 1."""
        dense = sum(function.is_dense for function in self.functions)
        return _share(dense, len(self.functions))

    @property
    def comprehension_rate(self) -> float:
        """Comprehensions in a thousand statements."""
        return 1000 * _share(self.comprehensions, self.statements)

    @property
    def participle_share(self) -> float:
        """The share of participles among assigned names, 0 to 1."""
        return _share(self.participles, self.names)

    @property
    def participle_definition_share(self) -> float:
        """The share of functions that are named by a participle, 0 to 1."""
        return _share(self.participle_definitions, self.definitions)


def clarity_of(source: str) -> Clarity:
    """Measure the text of a module; SyntaxError where it is no Python."""
    tree = ast.parse(source)
    nodes = list(_nodes(tree))
    names = [
        node.id
        for node in nodes
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    ]
    definitions = [node.name for node in nodes if isinstance(node, _FUNCTIONS)]
    return Clarity(
        nodes=len(nodes),
        statements=sum(isinstance(node, ast.stmt) for node in nodes),
        comprehensions=sum(isinstance(node, _COMPREHENSIONS) for node in nodes),
        names=len(names),
        participles=sum(map(is_participle, names)),
        definitions=len(definitions),
        participle_definitions=sum(map(is_participle, definitions)),
        functions=tuple(_functions(tree, "")),
    )


def total(measures: Sequence[Clarity]) -> Clarity:
    """Add up the figures of several files."""
    functions: list[Function] = []
    for measure in measures:
        functions.extend(measure.functions)
    return Clarity(
        nodes=sum(measure.nodes for measure in measures),
        statements=sum(measure.statements for measure in measures),
        comprehensions=sum(measure.comprehensions for measure in measures),
        names=sum(measure.names for measure in measures),
        participles=sum(measure.participles for measure in measures),
        definitions=sum(measure.definitions for measure in measures),
        participle_definitions=sum(m.participle_definitions for m in measures),
        functions=tuple(functions),
    )


def clarity_of_folder(folder: Path) -> Clarity:
    """Measure the modules below a folder; migrations, which Django names, left out."""
    return total([clarity_of(path.read_text("utf-8")) for path in modules(folder)])


def modules(folder: Path) -> list[Path]:
    """List the modules below a folder by path, without migrations."""
    return sorted(p for p in folder.rglob("*.py") if "migrations" not in p.parts)


def is_participle(name: str) -> bool:
    """Tell whether the last word of a name is a participle used as a noun."""
    word = name.strip("_").lower().rpartition("_")[2]
    if word in _IRREGULAR:
        return True
    has_ending = word.endswith(("ed", "ing")) and len(word) > len("sing")
    return has_ending and word not in _NOUNS


def _nodes(root: ast.AST) -> Iterator[ast.AST]:
    """A node and all below it, without docstrings and contexts of names."""
    if isinstance(root, ast.expr_context):
        return
    yield root
    docstring = _docstring(root)
    for child in ast.iter_child_nodes(root):
        if child is not docstring:
            yield from _nodes(child)


def _docstring(node: ast.AST) -> ast.stmt | None:
    if not isinstance(node, _SCOPES) or not node.body:
        return None
    first = node.body[0]
    is_text = (
        isinstance(first, ast.Expr)
        and isinstance(first.value, ast.Constant)
        and isinstance(first.value.value, str)
    )
    return first if is_text else None


def _functions(node: ast.AST, prefix: str) -> Iterator[Function]:
    """The functions of a module or class that are long enough to have a density."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.ClassDef):
            yield from _functions(child, f"{prefix}{child.name}.")
        elif isinstance(child, _FUNCTIONS):
            nodes = list(_nodes(child))
            statements = sum(isinstance(inner, ast.stmt) for inner in nodes)
            if statements >= FEWEST_STATEMENTS:
                name = f"{prefix}{child.name}"
                yield Function(name, child.lineno, len(nodes), statements)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0

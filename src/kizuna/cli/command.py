"""Commands of Click that are read off functions: what they take by its types, and by
the end of the docstring; their help in the language of the command line; and the words
that a shell completes.
"""

import contextlib
import inspect
import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import click
from click.shell_completion import CompletionItem

from kizuna.claims.kinds import KINDS
from kizuna.errors import BadLanguage, KizunaError
from kizuna.languages import folder_of
from kizuna.languages.catalogs import renderings


def language_of(chosen: str | None) -> str:
    """The language of the command line: the one chosen, else that of the environment
    where Kizuna speaks it, else English. Raises BadLanguage for a choice that is none.
    """
    if chosen:
        return folder_of(chosen)
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if text := os.environ.get(variable, "").partition(".")[0]:
            with contextlib.suppress(BadLanguage):
                return folder_of(text)
            break
    return "en"


class _Formatter(click.HelpFormatter):
    """Writes help in a language, paragraph by paragraph; what has no rendering stays
    English.
    """

    def __init__(self, language: str, width: int | None, max_width: int | None) -> None:
        super().__init__(width=width, max_width=max_width)
        self._columns = 2 if language in ("ja", "zh-hans") else 1
        self._rendered = renderings(language, "cli").of

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, f"{self._rendered('Usage')}: ")

    def write_heading(self, heading: str) -> None:
        super().write_heading(
            self._rendered(heading.replace("Positional arguments", "Arguments"))
        )

    def write_text(self, text: str) -> None:
        parts = (" ".join(part.split()) for part in text.split("\n\n"))
        with self._columns_after(self.current_indent):
            super().write_text("\n\n".join(map(self._rendered, parts)))

    def write_dl(self, rows: Any, col_max: int = 30, col_spacing: int = 2) -> None:
        first = min(max(len(name) for name, _ in rows), col_max) + col_spacing
        with self._columns_after(self.current_indent + first):
            # Of an option, and in brackets whether it is wanted, or what it is without.
            said = []
            for name, words in rows:
                text, gap, more = words.partition("  [")
                told = gap[:2] + self._rendered(f"[{more}") if gap else ""
                said.append((name, self._rendered(text) + told))
            super().write_dl(said, col_max, col_spacing)

    @contextlib.contextmanager
    def _columns_after(self, start: int) -> Iterator[None]:
        """Fewer characters a line where one takes two columns."""
        whole, self.width = self.width, start + (self.width - start) // self._columns
        yield
        self.width = whole


class CommandContext(click.Context):
    """A run of a command, in the language of the command line."""

    @property
    def language(self) -> str:
        """One of LANGUAGES; English where the one chosen is none."""
        try:
            return language_of(self.find_root().params.get("lang"))
        except BadLanguage:
            return "en"

    def make_formatter(self) -> click.HelpFormatter:
        """What writes the help."""
        return _Formatter(self.language, self.terminal_width, self.max_content_width)


class Command(click.Command):
    """A command whose help is in the language of the command line."""

    context_class = CommandContext


_COMPLETED = {
    "place": ("government", "area", "organisation"),
    "tie": ("tie",),
    "tie place": ("tie", "government", "area", "organisation"),
    "document": ("document",),
}
"""The kinds of things whose ids and names complete a word of a kind; of another one
those of all kinds.
"""


class Word(click.ParamType[str]):
    """A word that a shell completes: by choices, or the ids and names of a kind (see
    `Param`), each with its id.

    By nothing where there is no database yet, or it cannot be read.
    """

    name = "text"

    def __init__(self, kind: str, choices: Callable[[], Iterable[str]] = tuple) -> None:
        self._kind, self._choices = kind, choices

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """What the word may be."""
        from kizuna.store.settings import locate

        if offered := [word for word in self._choices() if word.startswith(incomplete)]:
            return list(map(CompletionItem, offered))
        location = ctx.find_root().params.get("db")
        with contextlib.suppress(KizunaError):
            path = locate(location).path
            if path is None or path.exists():
                from kizuna.workflows.open_register import open_register
                from kizuna.workflows.search import completions

                open_register(location)
                found = completions(
                    incomplete, _COMPLETED.get(self._kind, tuple(KINDS))
                )
                return [CompletionItem(name, help=ref) for name, ref in found.items()]
        return []


class Integer(click.IntRange):
    """A whole number within bounds, called so where it is wrong."""

    name = "integer"


class Number(click.FloatRange):
    """A number within bounds, called so where it is wrong."""

    name = "number"


_DESCRIBED = re.compile(
    r"^(--[a-z-]+)? ?([A-Z_. \[\]]*): (.+(?:\n  .+)*)\n?", re.MULTILINE
)


def command(function: Callable[..., None]) -> Command:
    """The command of a function of a context, with what the end of its docstring says
    of its parameters.

    That is a line each, and more below it further in: an option by its name, with what
    it takes in capitals where that is not told by its type; an argument by what it
    takes alone, in their order. A parameter's type may be annotated with one of
    Click's; of one that is annotated with a parameter of Click nothing stands there.
    """
    about = inspect.getdoc(function) or ""
    own = list(inspect.signature(function, eval_str=True).parameters.values())[1:]
    made = {p.name: next(_annotated(p, click.Parameter), None) for p in own}
    bare = {p.name.rstrip("_"): p for p in own if made[p.name] is None}
    for flag, metavar, words in _DESCRIBED.findall(about):
        held = bare.pop(flag.removeprefix("--").replace("-", "_") or next(iter(bare)))
        made[held.name] = _parameter(held, flag, metavar, " ".join(words.split()))
    return Command(
        function.__name__,
        callback=click.pass_context(function),
        params=[one for one in made.values() if one is not None],
        help=_DESCRIBED.sub("", about).strip(),
    )


def _annotated(held: inspect.Parameter, kind: type[Any]) -> Iterator[Any]:
    """What of a kind a parameter is annotated with."""
    return (
        one
        for one in getattr(held.annotation, "__metadata__", ())
        if isinstance(one, kind)
    )


def _parameter(
    held: inspect.Parameter, flag: str, metavar: str, words: str
) -> click.Parameter:
    taken = held.annotation
    if get_origin(taken) is Annotated:
        taken = get_args(taken)[0]
    if get_origin(taken) in (UnionType, Union):
        (taken,) = set(get_args(taken)) - {NoneType}
    is_several = get_origin(taken) is tuple  # of any number
    item = get_args(taken)[0] if is_several else taken
    by_type = (
        click.Choice(get_args(item))
        if get_origin(item) is Literal
        else _TYPES.get(item, item)
    )
    given: dict[str, Any] = {
        "type": next(_annotated(held, click.ParamType), by_type),
        "metavar": metavar or None,
        "help": words,
        "required": held.default is held.empty,
    }
    if not given["required"] and not is_several:
        given["default"] = held.default
    if not flag:
        return click.Argument([held.name], nargs=-1 if is_several else 1, **given)
    return click.Option(
        [flag, held.name],
        is_flag=taken is bool or None,
        multiple=is_several,
        show_default=held.default not in (None, "", ()),
        **given,
    )


_TYPES: dict[Any, Any] = {Path: click.Path(path_type=Path)}
"""Click's types of those that it does not read as they stand."""

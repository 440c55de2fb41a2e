"""Questions at the command line: a command for each file of a question, its options
read off the parameters; and kizuna plot, with writing any picture: the file that --plot
or --out names, its suffix, and the language.

A document in the terminal has its titles bold, asides dim, what is doubtful yellow, and
each row its first claim.
"""

import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Literal

import click
from rich.cells import cell_len
from rich.console import RenderableType
from rich.text import Text

from kizuna.claims.vocabulary import scheme
from kizuna.cli import asking as shared
from kizuna.cli.asking import Ask, asking, plain, say, table
from kizuna.cli.command import Command, Word
from kizuna.errors import BadQuestion
from kizuna.languages import Messages
from kizuna.publish.document import (
    Block,
    Document,
    Drawing,
    Facts,
    KeyFigures,
    Listing,
    Paragraph,
    Sentence,
    Subheading,
    Table,
    Tone,
)
from kizuna.sources.reading import write_whole
from kizuna.store.sql import one_snapshot
from kizuna.values import escape_and_isolate
from kizuna.workflows import question as questions

_WIDEST = 6
"""A table of more columns of words is set as a list."""
_STYLES = {
    Tone.ASIDE: "dim",
    Tone.DOUBTFUL: "yellow",
    Tone.DENIED: "red",
    Tone.SET_ASIDE: "dim",
}


def terminal_parts(document: Document, messages: Messages) -> Iterator[RenderableType]:
    """A document as what a terminal prints one after another."""
    yield plain(document.title, "bold")
    if document.lead.claims:
        yield _words(document.lead) + " "
    for section in document.sections:
        if section.title:
            yield plain(f"\n{section.title}", "bold")
        for block in section.blocks:
            yield from block_parts(block, messages)


def block_parts(block: Block, messages: Messages) -> Iterator[RenderableType]:
    """A block of a document as what a terminal prints one after another."""
    match block:
        case Paragraph(sentences):
            yield _joined(sentences)
            yield ""
        case Listing(items, numbered):
            for number, item in enumerate(items, 1):
                yield Text(f"{number}. " if numbered else "• ") + _joined(item)
        case KeyFigures(facts):
            for label, (figure, *remarks) in facts:
                counted = Text.assemble((figure.text, "bold"), " ", label)
                yield Text(" ").join([counted, *map(_words, remarks)])
        case Facts(facts):
            yield _facts(facts)
        case Table():
            yield from _table(block, messages)
        case Subheading():
            yield plain(f"\n{block.text}", "bold")
            if block.remark:
                yield plain(block.remark, "dim")
        case Drawing():
            yield plain(block.description, "dim")


def _facts(facts: Iterable[tuple[str, Sequence[Sentence]]]) -> RenderableType:
    made = table("", "", "")
    made.show_header = False
    for label, said in facts:
        for at, one in enumerate(said):
            made.add_row(
                plain("" if at else label, "dim"), _words(one), _claims((one,))
            )
    return made


def _table(block: Table, messages: Messages) -> Iterator[RenderableType]:
    if len(block.columns) - len(block.numeric) > _WIDEST:
        yield from (_item(block.columns, row) for row in block.rows)
        return
    has_claims = any(cell.claims for row in block.rows for cell in row)
    heads = [
        f"#{c}" if at in block.numeric else c for at, c in enumerate(block.columns)
    ]
    made = table(*heads, *([f".{messages.text('cli-claims')}"] if has_claims else []))
    made.title = block.caption or None
    for (
        at
    ) in block.numeric:  # a number stays on one line, and what stands over it need not
        made.columns[at].no_wrap = False
        made.columns[at].min_width = max(
            (cell_len(row[at].text) for row in block.rows), default=0
        )
    for row in block.rows:
        made.add_row(*map(_cell, row), *([_claims(row)] if has_claims else []))
    yield made
    if block.more:
        yield plain(messages.text("web-analysis-more", count=block.more), "dim")


def _item(columns: Sequence[str], row: Sequence[Sentence]) -> Text:
    """A row as an item: its name, its first claim, and a line of what else it has."""
    name, *others = row
    held = zip(columns[1:], others, strict=True)
    said = [
        Text(f"{label}: ", "dim") + _words(cell) for label, cell in held if cell.pieces
    ]
    first = Text.assemble("• ", _words(name), "  ", _claims(row))
    return Text("\n  ").join([first, *([Text("; ").join(said)] if said else [])])


def _cell(cell: Sentence) -> Text:
    ref = cell.pieces[0].ref if len(cell.pieces) == 1 else ""
    return Text.assemble(_words(cell), "\n", (ref, "dim")) if ref else _words(cell)


def _joined(sentences: Iterable[Sentence]) -> Text:
    return Text(" ").join(map(_words, sentences))


def _words(sentence: Sentence) -> Text:
    pieces = (
        (escape_and_isolate(p.text), "bold" if p.is_marked else "")
        for p in sentence.pieces
    )
    return Text.assemble(*pieces, style=_STYLES.get(sentence.tone, ""))


def _claims(cells: Iterable[Sentence]) -> Text:
    claims = dict.fromkeys(claim for cell in cells for claim in cell.claims)
    return Text(shared.ids(tuple(claims), 1), "dim")


_METAVARS = {
    "place": "NAME",
    "tie": "TIE",
    "tie place": "TIE|PLACE",
    "any": "ID|NAME",
    "concept": "ID",
    "date": "DATE",
    "file": "FILE",
    "span": "A..B",
    "number": "N",
    "document": "ID",
}


def question_command(name: str, language: str) -> Command:
    """The command of a question, with its help in a language."""
    file, messages = questions.question_file(name), Messages(language)
    own = questions.parameters(file.Question, is_local=True)

    @asking(*questions.times_of(file))
    def made(ask: Ask, **given: Any) -> None:
        texts = defaultdict(
            str, (pair for parameter in own for pair in _texts(parameter, given))
        )
        question = questions.read_question(
            file.Question, texts.__getitem__, is_local=True
        )
        if question is None:
            raise questions.missing(file.Question)
        form = given["format"] or shared.form_of(
            given.get("out"), questions.forms(file)
        )
        form = form or ("html" if given.get("open") else "table")
        print_answer(name, question, ask, {**given, "format": form})

    forms, words = click.Choice(["table", *questions.forms(file)]), messages.text
    path = click.Path(path_type=Path)
    made.name, made.help = name, words(f"web-{name}-lead")
    made.epilog = words("cli-example", command=_example(name, own))
    made.params = [
        *(one for parameter in own for one in _parameters(parameter, messages)),
        click.Option(["--format"], type=forms, help=words("cli-format")),
        click.Option(["--out", "-o"], type=path, metavar="FILE", help=words("cli-out")),
        shared.OPEN,
        *([_PLOT] if hasattr(file, "chart") else []),
        *made.params,
    ]
    return made


def _example(name: str, own: Iterable[questions.Param]) -> str:
    """An example of a question, made of the first of its parameters that has one, an
    argument before others.
    """
    examples = [
        parameter for parameter in own if parameter.example and not parameter.is_local
    ]
    shown = min(examples, key=lambda parameter: not parameter.is_argument, default=None)
    words = ["kizuna", name]
    if shown is not None and not shown.is_argument:
        words.append(f"--{shown.option or shown.name}")
    return " ".join([*words, *([shown.example] if shown else [])])


def _texts(
    parameter: questions.Param, given: dict[str, Any]
) -> Iterator[tuple[str, str]]:
    """The fields of an address that say the same as the option."""
    if flags := [flag for flag in parameter.flags if given[flag]]:
        if len(flags) > 1:
            raise BadQuestion(f"--{flags[0]} and --{flags[1]} are two answers")
        yield parameter.names[0], parameter.flags[flags[0]]
        return
    value = given.get(parameter.name)
    if parameter.is_argument and parameter.option:
        value = [*(value or ()), *(given[f"{parameter.option}_too"] or ())]
    if value is None or value is False:
        return
    if isinstance(value, list | tuple):
        if len(parameter.names) == 1:
            value = (("," if parameter.is_several else " ").join(value),)
        if len(value) > len(parameter.names):
            named = " ".join(map(repr, value))
            raise BadQuestion(
                f"{named} are too many names; give {len(parameter.names)} at most"
            )
        yield from zip(parameter.names, value, strict=False)
    else:
        yield parameter.names[0], "1" if value is True else str(value)


def print_answer(name: str, question: Any, ask: Ask, to: Mapping[str, Any]) -> None:
    """Answer a question from one moment of the ledger, and send the answer and its
    picture where options say.

    The `format` "table" is for the screen, others are forms of the question, for stdout
    or the file `out`, which is then opened if it is to `open`; `plot` is the file of
    its picture.
    """
    file: Any = questions.question_file(name)
    form, out, times = to["format"], to.get("out"), ask.times
    with one_snapshot():
        asked = questions.ask(file, question, times, Messages(ask.language))
        if form == "table" and out is None:
            shared.print_paged(terminal_parts(file.document(*asked), asked[1].messages))
        else:
            from kizuna.workflows.report import content

            if out is None and to.get("open"):
                out = Path(f"kizuna-{name}-{times.day.text}.{form}")
            made = content(file, question, asked, times, form)
            if out is not None and str(out) != "-":
                say(
                    shared.keep(out, made, opens=to["open"], messages=asked[1].messages)
                )
            elif form in ("pdf", "docx") and sys.stdout.isatty():
                raise BadQuestion(
                    f"{form!r} is no text: send it to a file, -o answer.{form}"
                )
            else:
                sys.stdout.flush()
                sys.stdout.buffer.write(made)
        plot_to(to.get("plot"), lambda: file.chart(asked[0], ask.language))


def _parameters(
    about: questions.Param, messages: Messages
) -> Iterator[click.Parameter]:
    if not about.flags:
        yield _parameter(about, messages)
    for flag, choice in about.flags.items():
        yield click.Option(
            [f"--{flag}"], is_flag=True, help=messages.text(f"choice-{choice}")
        )
    if about.is_argument and about.option:
        yield click.Option(
            [f"--{about.option}", f"{about.option}_too"],
            multiple=True,
            metavar="NAME",
            help=messages.text("cli-instead"),
            type=Word(about.kind),
        )


def _parameter(about: questions.Param, messages: Messages) -> click.Parameter:
    help_text = messages.text(about.label)
    if about.choices:
        help_text += f" [{'|'.join(about.choices)}]"
    if about.example:
        help_text = messages.text("cli-such-as", text=help_text, example=about.example)
    taken: Any = {"flag": bool, "number": int}.get(about.kind, str)
    if about.scheme:
        taken = Word("", lambda: scheme(about.scheme))
    elif about.choices or about.kind in questions.NAMED:
        taken = Word(about.kind, lambda: about.choices)
    given: dict[str, Any] = {
        "metavar": _METAVARS.get(about.kind),
        "help": help_text,
        "type": taken,
    }
    if about.is_argument:
        given["metavar"] = f"[{given['metavar'] or about.name.upper()}]..."
        return click.Argument([about.name], nargs=-1, required=False, **given)
    if len(about.names) > 1 and about.kind != "span":
        given["metavar"] = " ".join(name.upper() for name in about.names)
        given["nargs"] = len(about.names)
    return click.Option(
        [f"--{about.option or about.name.replace('_', '-')}", about.name],
        is_flag=about.kind == "flag" or None,
        multiple=about.is_several,
        **given,
    )


def _checked(_: click.Context, __: click.Parameter, path: Path | None) -> Path | None:
    if path and path.suffix.lower() not in (".svg", ".png"):
        raise BadQuestion(f"{str(path)!r} is no picture's name: end it in .svg or .png")
    return path


_picture = partial(
    click.Option, type=click.Path(path_type=Path), metavar="FILE", callback=_checked
)
"""An option that names the file of a picture, whose suffix settles the format."""
_PLOT = _picture(["--plot"], help="Also draw it: a file ending in .svg or .png.")


def plot_to(path: Path | None, draw: Callable[[], Drawing]) -> None:
    """Write the picture to the file, where one is named, and say so on stderr.

    Raises CannotWrite; a file is whole or not there.
    """
    if path is None:
        return
    from kizuna.workflows.draw_pictures import content_of

    with shared.waiting("Drawing"):
        content = content_of(draw(), path.suffix.lower())
    write_whole(path, content)
    say(f"the picture is in {path}")


_OUT = _picture(["--out"], help="A file ending in .svg or .png.")
Picture = Literal["years", "map", "network", "matrix", "timeline", "volume", "fields"]


@asking(*shared.SCOPE)
def plot(
    ask: Ask,
    what: Picture,
    names: Annotated[tuple[str, ...], Word("tie place")] = (),
    out: Annotated[Path | None, _OUT] = None,
) -> None:
    """Draw a picture: years, map, network or matrix of ties; timeline, volume or fields
    of ties named.

    WHAT: What to draw.
    [TIE]...: The ties, or for volume two sides: A B.
    """
    from kizuna.workflows.draw_pictures import PictureQuestion, draw

    question = PictureQuestion(what, ask.scope, names, ask.language)
    plot_to(out or Path(f"kizuna-{what}.svg"), lambda: draw(question))

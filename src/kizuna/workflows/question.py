"""Questions: what every door reads off the file of a question.

A file of a question has a frozen dataclass of parameters, `Question`; `COLUMNS`, the
columns of its records; and three functions: `answer`, `records` and `document`, with a
fourth, `chart`, where it can be drawn; an answer that cannot says so by `is_drawable`.
Times, reader, language and format belong to the door.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import MISSING, dataclass, field, fields, replace
from functools import cache
from importlib import import_module
from typing import (
    TYPE_CHECKING,
    Any,
    ParamSpec,
    Protocol,
    TypeVar,
    cast,
    dataclass_transform,
)

from kizuna.claims.kinds import KINDS
from kizuna.errors import BadQuestion, BadReference, name_some
from kizuna.languages import Messages
from kizuna.publish.records import Column, Records, day_columns
from kizuna.register.register import Register
from kizuna.workflows.clocks import Times

if TYPE_CHECKING:
    from kizuna.publish.document import Document, Facts
    from kizuna.publish.wording import Wording

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Param:
    """What a field of a question says of itself, with its `default` (MISSING: it must
    be given); read off its question it has its `name` too.

    `label` is a message: what is to be given. `kind` is what it takes: "text",
    "number", "date", "span" (A..B, or its ends apart), "file", "flag", "concept" (of
    the vocabulary `scheme`), "kind" (of things) or "property", or the name of a
    "place", a "tie", a "tie place" (either) or "any" thing; "choice" where there are
    `choices`, whose words are the messages choice-CHOICE, and `none` for none;
    `aliases` are other names of some. `example` is what empty fields show, a word each.
    A field of several texts has a name for each in addresses and forms (`names`), of
    which `least` are wanted, and on the command line one option, or with `is_argument`
    the arguments, beside which an `option` may be given several times. Else `option` is
    its name there where that is another; in place of it a choice may have `flags`,
    options without a value, with what they give. One of those with `is_needed` must be
    given. What `is_local`, as files are, a server does not read. What `is_paging` is
    for programs: a page of an answer has pages of its own. `most` is the largest number
    that it takes.
    """

    label: str
    kind: str = "text"
    scheme: str = ""
    choices: tuple[str, ...] = ()
    aliases: Mapping[str, str] = field(default_factory=dict)
    none: str = "web-analysis-any"
    example: str = ""
    names: tuple[str, ...] = ()
    least: int = 1
    is_argument: bool = False
    option: str = ""
    flags: Mapping[str, str] = field(default_factory=dict)
    is_needed: bool = False
    is_local: bool = False
    is_paging: bool = False
    most: int = 1_000_000
    name: str = ""
    default: Any = field(default_factory=lambda: MISSING)

    @property
    def is_several(self) -> bool:
        """Whether more than one of the choices may be taken, with commas between them
        in an address.
        """
        return bool(self.choices) and isinstance(self.default, tuple)

    @property
    def takes_texts(self) -> bool:
        """Whether it takes several texts, such as the names of places."""
        return len(self.names) > 1 and self.kind != "span"

    def checked(self, value: Any) -> Any:
        """The value, by its name of today; of several texts one alone may be given.
        Raises BadQuestion for a choice that is none.
        """
        if self.takes_texts:
            return (value,) if isinstance(value, str) else tuple(value)
        if self.is_several:
            several = value.split(",") if isinstance(value, str) else value
            return tuple(
                dict.fromkeys(map(replace(self, default=MISSING).checked, several))
            )
        named = self.aliases.get(value, value) if self.aliases else value
        choices = tuple(KINDS) if self.kind == "kind" else self.choices
        if choices and named != self.default and named not in choices:
            raise BadQuestion(f"{value!r} is none of {name_some(choices)}")
        return named


def _field_of(describe: Callable[P, Param]) -> Callable[P, Any]:
    def make(*about: P.args, **more: P.kwargs) -> Any:
        one = describe(*about, **more)
        one = replace(one, kind="choice") if one.choices else one
        return field(default=one.default, metadata={"param": one})

    return make


param = _field_of(Param)
"""A field of a question, which says of itself what a Param does."""


@dataclass_transform(frozen_default=True, field_specifiers=(param,))
def question_class(parameters: type[T]) -> type[T]:
    """A dataclass of parameters, each of them a `param`."""
    return dataclass(frozen=True, slots=True)(parameters)


class Answer(Protocol):
    """An answer: what its file wants, and the register that it was made from."""

    @property
    def register(self) -> Register:
        """The register."""


Columns = tuple[Column, ...] | Mapping[str, tuple[Column, ...]]


class QuestionFile(Protocol):
    """A file of a question; the module itself is one.

    The messages `web-NAME-title` and `web-NAME-lead` are its title and what it answers,
    by the name of the question in QUESTIONS.
    """

    @property
    def Question(self) -> Any:
        """The dataclass of parameters."""

    @property
    def COLUMNS(self) -> Columns:
        """The columns of the records; by what the rows are, where a choice of the
        question gives others.
        """

    def answer(self, question: Any, times: Times, /) -> Answer:
        """The answer; raises InputError and NotFound for what cannot be asked."""

    def records(self, found: Any, wording: Wording, /) -> Records:
        """The answer as rows under COLUMNS."""

    def document(self, found: Any, wording: Wording, /) -> Document:
        """The answer as a document."""


QUESTIONS = {
    "show": "show",
    "place": "describe_place",
    "ties": "list_ties",
    "search": "search",
    "claims": "list_claims",
    "documents": "list_documents",
    "evidence": "open_evidence",
    "brief": "write_brief",
    "annual": "write_annual_report",
    "timeline": "draw_timeline",
    "measure": "measure",
    "compare": "compare",
    "gaps": "find_gaps",
    "conflicts": "conflicts",
    "check": "check_register",
    "due": "list_due",
    "survival": "survival",
    "suggest": "suggest",
    "network": "network",
    "changes": "recent_changes",
    "reconcile": "reconcile",
}
"""The module of each question, imported when it is asked."""


@cache
def question_file(name: str) -> QuestionFile:
    """The file of a question. Raises KeyError for an unknown one."""
    return cast(QuestionFile, import_module(f"kizuna.workflows.{QUESTIONS[name]}"))


def times_of(file: QuestionFile) -> tuple[str, ...]:
    """The times that the question takes: both, or those that the file names in
    TIMES.
    """
    return getattr(file, "TIMES", ("as_of", "known_at"))


def ask(
    file: QuestionFile, question: Any, times: Times, messages: Messages
) -> tuple[Answer, Wording]:
    """The answer to a question, and what words it. Raises what `answer` raises."""
    from kizuna.publish.wording import Wording

    found = file.answer(question, times)
    return found, Wording(found.register, messages, times.day.number)


def records_of(
    file: QuestionFile, found: Answer, wording: Wording, times: Times
) -> Records:
    """The records of an answer, with the times that the question takes before all that
    holds for them.
    """
    records, named = file.records(found, wording), times.as_json()
    taken = {name: named[name] for name in times_of(file)}
    return replace(records, about={**taken, **records.about})


NAMED = ("place", "tie", "tie place", "any", "document")
"""The kinds of parameters that take the name of a thing."""
_WORDED = (
    *NAMED,
    "concept",
    "choice",
    "flag",
    "kind",
    "property",
    "number",
    "date",
    "span",
)


def lines_of(
    question: Any, wording: Wording, kinds: Collection[str] = _WORDED
) -> Facts:
    """What a question asks for beside what it must be given: a line a parameter of one
    of the kinds, with what was given in words. Left out are pages, files, and texts of
    one's own.
    """
    from kizuna.publish.document import Facts, Sentence
    from kizuna.publish.wording import capital

    lines = []
    for parameter in parameters(cast(type, type(question))):
        value, default = getattr(question, parameter.name), parameter.default
        if (
            parameter.kind not in kinds
            or parameter.is_paging
            or default in (MISSING, value)
        ):
            continue
        values = value if isinstance(value, tuple) else (value,)
        words = wording.messages.listing(
            [_in_words(parameter, one, wording) for one in values]
        )
        label = capital(wording.messages.text(parameter.label))
        lines.append((label, (Sentence.of(words),)))
    return Facts(tuple(lines))


def _in_words(parameter: Param, value: Any, wording: Wording) -> str:
    match parameter.kind:
        case "concept":
            return wording.concept(parameter.scheme, value)
        case "choice":
            return wording.messages.text(f"choice-{value}")
        case "flag":
            return wording.messages.text("web-compare-yes")
        case "kind":
            return wording.messages.kind(value)
        case "number":
            return wording.messages.number(value)
    if parameter.kind in NAMED:
        with suppress(BadReference):  # a name is said as it was given
            return wording.name(value)
    return str(value)


def forms(file: QuestionFile) -> tuple[str, ...]:
    """The forms in which the answer is a file, by their endings; a calendar where its
    rows have days.
    """
    has_days = not isinstance(file.COLUMNS, Mapping) and day_columns(file.COLUMNS)
    return ("html", "pdf", "docx", "md", "csv", "json", *(("ics",) if has_days else ()))


@cache
def parameters(question: type, *, is_local: bool = False) -> tuple[Param, ...]:
    """The fields of a question, in order; with `is_local` also those that no server
    reads.
    """
    named: Iterator[tuple[str, Param]] = (
        (f.name, f.metadata["param"]) for f in fields(question)
    )
    return tuple(
        replace(about, name=name, names=about.names or (name,))
        for name, about in named
        if is_local or not about.is_local
    )


def read_question(
    question: type, text_of: Callable[[str], str], *, is_local: bool = False
) -> Any:
    """The question of an address or a form, `text_of` giving the text of a field by its
    name ("": empty); with `is_local` also what no server reads.

    Returns None where nothing is given that must be. Raises BadQuestion, quoting what
    is wrong.
    """
    given: dict[str, Any] = {}
    needed: set[str] = set()
    for parameter in parameters(question, is_local=is_local):
        needed |= {parameter.name} if parameter.is_needed else set()
        texts = [text for name in parameter.names if (text := text_of(name).strip())]
        if texts and parameter.kind == "span" and ".." not in texts[0]:
            texts = ["..".join(text_of(name).strip() for name in parameter.names)]
        if not texts and parameter.default is MISSING:
            return None
        if texts:
            given[parameter.name] = _value(parameter, texts)
    return question(**given) if not needed or needed & given.keys() else None


def missing(question: type) -> BadQuestion:
    """The error for a question of which something is not given that must be."""
    held = parameters(question)
    needed = " | ".join(p.name for p in held if p.is_needed)
    name = needed or next(p.name for p in held if p.default is MISSING)
    return BadQuestion(f"{name!r} is missing; give it a value")


def _value(parameter: Param, texts: Sequence[str]) -> Any:
    match parameter.kind:
        case "flag":
            return texts[0] not in ("0", "no", "false")
        case "number":
            text, most = texts[0], parameter.most
            if not (text.isascii() and text.isdigit() and int(text) <= most):
                raise BadQuestion(f"{text!r}: write a whole number from 0 to {most}")
            return int(text)
        case "span":
            return texts[0]
    return tuple(texts) if parameter.takes_texts else parameter.checked(texts[0])

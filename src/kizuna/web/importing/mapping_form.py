"""The mapping of a list as a form: each column with its first values, and what it is read as."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from django.http import HttpRequest

from kizuna.claims import vocabulary
from kizuna.claims.mapping import MappingQuestion, ready_names
from kizuna.claims.mapping.mapping import TERMS
from kizuna.claims.mapping.targets import IGNORED, PLACE, TIE, Target
from kizuna.errors import BadFile, BadQuestion, KizunaError
from kizuna.languages import Messages
from kizuna.sources.readers.toml import MAPPING, parse_toml
from kizuna.values.identifiers import SCHEMES
from kizuna.values.written_dates import ORDERS
from kizuna.web import forms
from kizuna.web.forms import COMMON_LANGUAGES, concepts, countries
from kizuna.workflows.importing.kept import ENTRIES, KeptList, ListHead, head_of
from kizuna.workflows.importing.report import question_words

ANSWER = "answer."
"""What the inputs of questions begin with; the path of the question follows, as JSON."""
ABOUT = ("sheet", "source", "holder")
"""What is chosen beside the entries of a mapping, and goes before them."""
_NAMES_IN = ("en", "ja", "zh-Hans", "ru", "ko")
_SCHEMES = {"wikidata": "Wikidata", "geonames": "GeoNames"}
_LINE = re.compile(r"at line ([0-9]+)")
_COLUMN = re.compile(r"column (['\"])(.+?)\1")

Option = tuple[str, str]


Typed = tuple[Mapping[str, str], Mapping[str, str]]
"""What somebody has chosen in a form: the targets of columns by their headers, and the other entries."""


def mapping_form(
    kept: KeptList,
    messages: Messages,
    *,
    typed: Typed | None = None,
    text: str | None = None,
    problems: Mapping[str, KizunaError] | None = None,
) -> dict[str, Any]:
    """The form of a list as it is kept, or as somebody has just typed it, with what is wrong with that.

    `columns` are headers with their first values, the target that each is read as ("" for one that is left out)
    and whether the mapping does not name it; `chosen` the other entries; `text` what stands in the field for
    experts, `wrong` what is wrong with it, `problems` what is wrong with single fields, in the words of the error.
    """
    head, held, told = head_of(kept), _toml(kept.mapping), dict(problems or {})
    wrong = told.pop("mapping", None) or _wrong_of(kept)
    chosen = {path: _entry(held, path) for path in ENTRIES}
    chosen |= {name: getattr(kept.about, name) for name in ABOUT}
    columns = list(_columns(head, held, typed))
    meant = kept.mapping if text is None else text
    return {
        "head": head,
        "columns": columns,
        "chosen": chosen | dict(typed[1] if typed else {}),
        "text": meant,
        "groups": _groups(messages.language, tuple({target for _, _, target, _ in columns} - {""})),
        "options": _options(messages.language),
        "wrong": _wrong(wrong, meant) if wrong else None,
        "problems": {path: str(error).partition("\n")[0] for path, error in told.items()},
        "ready": ready_names(),
        "is_open": text is not None or (wrong is not None and typed is None),
    }


def posted_choices(request: HttpRequest, head: ListHead) -> Typed:
    """What was chosen in a form that was posted."""
    posted = request.POST
    columns = {
        header: posted[f"column.{at}"]
        for at, header in enumerate(head.columns)
        if f"column.{at}" in posted
    }
    return columns, {name: posted.get(name, "") for name in (*ENTRIES, *ABOUT)}


def posted_answers(request: HttpRequest) -> dict[tuple[str, ...], str]:
    """The answers to the questions of a trial, by their paths; raises BadQuestion for a question that is none."""
    found: dict[tuple[str, ...], str] = {}
    for name, text in request.POST.items():
        if name.startswith(ANSWER):
            try:
                path = json.loads(name.removeprefix(ANSWER))
            except (ValueError, RecursionError):
                path = None
            if not (
                isinstance(path, list) and len(path) > 1 and all(isinstance(p, str) for p in path)
            ):
                raise BadQuestion(f"{name!r} is no question of a list")
            found[tuple(path)] = str(text)
    return found


def question_field(
    question: MappingQuestion, messages: Messages
) -> tuple[str, str, tuple[Option, ...], str]:
    """A question of a trial as a field: the name of its input, its words, the choices (() for a free text), of
    which the first is none, and what is likely ("" nothing)."""
    part, *_, last = question.path
    options: tuple[Option, ...] = ()
    if part == "terms":
        options = _pairs(concepts(TERMS[question.path[1]], messages))
    elif part == "columns":
        options = tuple((o, _target_of_side(o, messages)) for o in question.options)
    elif part == "reading":
        options = tuple((o, messages.text(f"web-import-order-{o}")) for o in question.options)
    elif last == "country" or part == "countries":
        options = _pairs(countries(messages))
    if options:
        options = (("", messages.text("web-import-undecided")), *options)
    words = question_words(question, messages)
    return f"{ANSWER}{json.dumps(question.path)}", words, options, question.suggested


def _target_of_side(target: str, messages: Messages) -> str:
    side = messages.text(f"web-import-of-{target.partition('.')[0]}")
    return f"{side}{messages.text('web-import-colon')}{target_words(target, messages)}"


def _wrong_of(kept: KeptList) -> KizunaError | None:
    try:
        kept.read()
    except KizunaError as error:
        return error
    return None


def _wrong(error: KizunaError, text: str) -> dict[str, Any]:
    """An error with the line of the text that it speaks of: its number (0: none) and what it says."""
    message = str(error)
    lines = text.splitlines()
    number = 0
    if found := _LINE.search(message):
        number = int(found[1])
    elif found := _COLUMN.search(message):
        number = next((n for n, line in enumerate(lines, 1) if found[2] in line), 0)
    said = lines[number - 1] if 0 < number <= len(lines) else ""
    return {"message": message, "line": number if said else 0, "text": said}


def _toml(text: str) -> dict[str, Any]:
    """The mapping as data; nothing for a text that is no TOML, which the form then tells."""
    try:
        return parse_toml(text, MAPPING)
    except (BadFile, ValueError):
        return {}


def _entry(held: Mapping[str, Any], path: str) -> str:
    part, _, key = path.partition(".")
    table = held.get(part, {})
    value = table.get(key, "") if isinstance(table, dict) else ""
    return value if isinstance(value, str) else ""


def _columns(
    head: ListHead, held: Mapping[str, Any], typed: Typed | None
) -> Iterable[tuple[str, tuple[str, ...], str, bool]]:
    named = held.get("columns", {})
    named = named if isinstance(named, dict) else {}
    for header, samples in zip(head.columns, head.samples, strict=True):
        target = str(named.get(header, ""))
        target = typed[0].get(header, target) if typed else target
        is_unknown = header not in named and typed is None
        yield header, samples, "" if target == IGNORED else target, is_unknown


@lru_cache(maxsize=64)
def _groups(language: str, used: tuple[str, ...]) -> tuple[tuple[str, tuple[Option, ...]], ...]:
    """All that a column can be read as, in groups: of each side, and of the tie; with the targets in use."""
    messages = Messages(language)
    known = {of: list(_targets(of)) for of in ("a", "b", "tie")}
    for target in sorted(used):
        side = target.partition(".")[0]
        if side in known and target not in known[side]:
            known[side].append(target)
    return tuple(
        (
            messages.text(f"web-import-of-{side}"),
            tuple((target, target_words(target, messages)) for target in targets),
        )
        for side, targets in known.items()
    )


def _targets(of: str) -> Iterable[str]:
    """All that a column can say of a side, or of the tie."""
    details: dict[str, Iterable[str]] = {"id": SCHEMES, "name": ("", *_NAMES_IN)}
    if of == "tie":
        stages = vocabulary.scheme("stages")
        details = {"date": ("", *stages), "listed_by": ("a", "b")}
    for what in TIE if of == "tie" else PLACE:
        yield from (str(Target(of, what, detail)) for detail in details.get(what, ("",)))


def target_words(target: str, messages: Messages) -> str:
    """What a target says, in words: "Name: Japanese"."""
    _, _, rest = target.partition(".")
    what, _, detail = rest.partition(".")
    if what not in (*PLACE, *TIE):
        return target
    words = messages.text(f"web-import-what-{what.replace('_', '-')}")
    if not detail:
        return words
    return messages.text("web-import-what-of", what=words, detail=_detail(what, detail, messages))


def _detail(what: str, detail: str, messages: Messages) -> str:
    if what == "name":
        return messages.language_name(detail)
    if what == "date" and detail in vocabulary.scheme("stages"):
        return messages.concept("stages", detail)
    if what == "listed_by":
        return messages.text(f"web-import-of-{detail}")
    return _SCHEMES.get(detail, detail.upper())


@lru_cache(maxsize=8)
def _options(language: str) -> dict[str, tuple[Option, ...]]:
    """The choices of what the list leaves unsaid; the first of each is none."""
    messages = Messages(language)
    states = _pairs(countries(messages))
    tongues = tuple((tag, messages.language_name(tag)) for tag in COMMON_LANGUAGES)
    held = {
        "tie.type": _pairs(concepts("tie-types", messages)),
        "tie.stage": _pairs(concepts("stages", messages)),
        "reading.dates": tuple((o, messages.text(f"web-import-order-{o}")) for o in ORDERS),
        **{f"{side}.country": states for side in "ab"},
        **{f"{side}.language": tongues for side in "ab"},
    }
    none = ("", messages.text("web-import-unsaid"))
    return {path: (none, *options) for path, options in held.items()}


def _pairs(options: Iterable[forms.Option]) -> tuple[Option, ...]:
    return tuple((option.value, option.words) for option in options)

"""Importing a list in the browser: send it, say what its columns mean, try it, look at
what differs, record it.

Law: nothing is recorded that was not tried first; a list lies under a name of ours
until it is thrown away.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse

from kizuna.claims import vocabulary
from kizuna.claims.mapping import mapping as mappings
from kizuna.claims.mapping.mapping import (
    IGNORED,
    PLACE,
    TERMS,
    TIE,
    Target,
    details_of,
    table_in,
)
from kizuna.errors import (
    BadEntry,
    BadFile,
    BadQuestion,
    KizunaError,
    NotAllowed,
    NotFound,
)
from kizuna.languages import Messages
from kizuna.sources.readers.file_formats import TABLES
from kizuna.sources.reading import MAPPING, parse_toml
from kizuna.store.queries.accounts import Role
from kizuna.values.written_dates.forms import ORDERS
from kizuna.web.access import FORM, needs, signed_in
from kizuna.web.forms import COMMON_LANGUAGES, concepts, countries
from kizuna.web.pages.jobs import asker_of, job_view, size_words
from kizuna.web.pages.question import Option, file_response
from kizuna.web.rendering import given, number, render, see, visit
from kizuna.web.uploads import received
from kizuna.workflows import jobs
from kizuna.workflows.entering import values
from kizuna.workflows.importing import kept as lists
from kizuna.workflows.importing import report
from kizuna.workflows.importing.kept import ENTRIES, KeptList
from kizuna.workflows.importing.report import REJECTED, Imported, question_words
from kizuna.workflows.jobs import ask_recording, ask_trial, job_on_list, report_of
from kizuna.workflows.worker import KEPT_DAYS

_SHOWN, _MOST = 50, 25
"""So many differences or rows stand on one page, and so many questions."""
_LISTS = (*TABLES, ".zip")
_ANSWER = "answer."
"""What the inputs of questions begin with; the path of the question follows, as
JSON.
"""
_ABOUT = ("sheet", "source", "holder")
"""What is chosen beside the entries of a mapping, and goes before them."""
_NAMES_IN = ("", "en", "ja", "zh-Hans", "ru", "ko")
_LINE = re.compile(r"at line ([0-9]+)")
_COLUMN = re.compile(r"column (['\"])(.+?)\1")


@needs("contributor", *FORM)
def lists_page(request: HttpRequest) -> HttpResponse:
    """The form in which a list is sent, and the lists that are kept; a list that was
    sent is kept.
    """
    problem, account = "", signed_in(request)
    if request.method == "POST":
        try:
            return see(request, f"/import/{_sent(request).token}")
        except BadFile as error:
            problem = str(error)
    return render(
        request,
        "import/lists.html.jinja",
        wrong=problem,
        lists=lists.lists_of(account),
        size_words=size_words,
        ready=mappings.ready_names(),
        tables=",".join(_LISTS),
        chosen=request.POST.get("mapping", ""),
        sheet=request.POST.get("sheet", ""),
        may_record=account.has(Role.REVIEWER),
        kept_days=KEPT_DAYS,
    )


def _sent(request: HttpRequest) -> KeptList:
    """The list in a form that was posted, kept; raises BadFile."""
    way, files = request.POST.get("mapping", ""), request.FILES
    sent = received(files.get("list"), *_LISTS)
    places = received(files["places"], *_LISTS) if files.get("places") else None
    mapping = mappings.ready_text(way) if way not in ("", "own") else ""
    if way == "own":
        own = received(files.get("own"), ".toml")
        try:
            mapping = own.content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise BadFile(f"{own.name!r} is no UTF-8: {error}") from None
    sheet, user = request.POST.get("sheet", "").strip(), signed_in(request).name
    beside = (places.name, places.content) if places else None
    return lists.keep_list(
        (sent.name, sent.content), sheet, mapping, beside, acting_user=user
    )


@needs("contributor", *FORM)
def list_page(request: HttpRequest, token: str) -> HttpResponse:
    """How far the import of a list is, with what is to be done next; what was posted is
    done.
    """
    kept = lists.kept_list(token, signed_in(request))
    if request.method != "POST":
        return _list(request, kept)
    text = request.POST.get("text", kept.mapping).replace("\r\n", "\n")
    try:
        return _act(request, kept, text)
    except BadEntry as error:
        return _mapping_page(request, kept, error.problems)
    except BadFile as error:
        return _mapping_page(request, kept, {"mapping": error}, text)


def _act(request: HttpRequest, kept: KeptList, text: str) -> HttpResponse:
    """Do what was posted; `text` is a mapping that was written. Raises BadFile and
    BadEntry for a wrong one.
    """
    asker = asker_of(request)
    act, _, then = request.POST.get("act", "").partition(" ")
    is_trial = act in ("answer", "try") or (act, then) == ("choose", "try")
    match act:
        case "answer":
            answered = mappings.changed(kept.mapping, _posted_answers(request))
            kept = lists.with_mapping(kept, answered)
        case "choose":
            kept = lists.choose(kept, *_posted_choices(request, kept))
        case "write":
            kept = lists.with_mapping(kept, text)
        case "ready":
            kept = lists.with_ready(kept, request.POST.get("ready", then))
        case "record":
            ask_recording(kept, asker)
        case "cancel":
            if (newest := job_on_list(kept, asker)) is None:
                raise NotFound("nothing is done with this list that could be cancelled")
            jobs.cancel(newest.number, asker)
        case "discard":
            who = signed_in(request)
            if kept.owner != who.name and not who.is_administrator:
                raise NotAllowed(
                    f"only {kept.owner}, who sent {kept.name!r}, may throw it away"
                )
            lists.discard(kept)
            return see(request, "/import")
        case _ if act != "try":
            known = "answer, choose, write, ready, try, record, cancel, discard"
            raise BadQuestion(
                f"{act!r} is nothing to do with a list; there are {known}"
            )
    if is_trial:
        ask_trial(kept, asker)
    is_changed = act in ("choose", "write", "ready") and not is_trial
    return see(request, f"/import/{kept.token}", step="mapping" if is_changed else None)


def _list(request: HttpRequest, kept: KeptList) -> HttpResponse:
    asker, messages = asker_of(request), visit(request).messages
    newest = job_on_list(kept, asker)
    if newest is None or given(request, "step") == "mapping":
        return _mapping_page(request, kept)
    done = report_of(newest, asker) if newest.state == "done" else None
    return render(
        request,
        "import/list.html.jinja",
        kept=kept,
        told=job_view(newest, messages),
        is_recording=newest.name == jobs.IMPORT,
        shown=_report_page(request, done) if done else None,
        may_record=signed_in(request).has(Role.REVIEWER),
        kept_days=KEPT_DAYS,
    )


def _report_page(request: HttpRequest, done: Imported) -> dict[str, Any]:
    """A page of a report: its sections, the sorts with how many each has, and a table
    of the sort that the address names, else of the first that there is.
    """
    counts, messages, shown = (
        report.sorts(done),
        visit(request).messages,
        given(request, "show"),
    )
    shown = shown if shown in counts else next(iter(counts), "")
    pages = max(1, -(-counts.get(shown, 0) // _SHOWN))
    page = min(number(request, "page", 1, 1_000_000), pages)
    # The name of its input, its words, the choices ([]: any text), and what is likely.
    questions = []
    for one in done.questions[:_MOST]:
        options = _choices(one.path, one.options, messages)
        options[:0] = [("", messages.text("web-import-undecided"))] if options else []
        name, words = f"{_ANSWER}{json.dumps(one.path)}", question_words(one, messages)
        questions.append((name, words, options, one.suggested))
    return {
        "report": done,
        "sections": report.sections(done, messages),
        "questions": questions,
        "tabs": {sort: messages.number(count) for sort, count in counts.items()},
        "shown": shown,
        "table": report.table(
            done, shown, slice((page - 1) * _SHOWN, page * _SHOWN), messages
        ),
        "page": page,
        "pages": pages,
    }


def _mapping_page(
    request: HttpRequest,
    kept: KeptList,
    problems: Mapping[str, KizunaError] | None = None,
    text: str | None = None,
) -> HttpResponse:
    account = signed_in(request)
    return render(
        request,
        "import/mapping.html.jinja",
        wrong=problems,
        form=_mapping_form(request, kept, dict(problems or {}), text),
        kept=kept,
        may_record=account.has(Role.REVIEWER),
        limited=account.role is Role.COORDINATOR,
    )


def _mapping_form(
    request: HttpRequest,
    kept: KeptList,
    problems: dict[str, KizunaError],
    text: str | None,
) -> dict[str, Any]:
    """The form of a list as it is kept, or as somebody has just typed it, with what is
    wrong with that.

    `columns` are headers with their first values, the target that each is read as (""
    for one that is left out) and whether the mapping does not name it; `chosen` the
    other entries; `text` what stands in the field for experts, `wrong` what is wrong
    with it, `problems` what is wrong with single fields, in the words of the error.
    """
    head, meant = lists.head_of(kept), kept.mapping if text is None else text
    is_typed, wrong = bool(problems) and text is None, problems.pop("mapping", None)
    targets, entries = _posted_choices(request, kept) if is_typed else ({}, {})
    try:
        kept.read()
    except KizunaError as error:
        wrong = wrong or error
    held: dict[str, Any] = {}
    with suppress(BadFile, ValueError):  # which the form tells
        held = parse_toml(kept.mapping, MAPPING)
    named, columns = table_in(held, "columns"), []
    for header, samples in zip(head.columns, head.samples, strict=True):
        target = targets.get(header, str(named.get(header, "")))
        is_unknown = header not in named and not is_typed
        columns.append(
            (header, samples, "" if target == IGNORED else target, is_unknown)
        )
    chosen = {name: getattr(kept, name) for name in _ABOUT}
    for path in ENTRIES:
        part, _, key = path.partition(".")
        entry = table_in(held, part).get(key)
        chosen[path] = entry if isinstance(entry, str) else ""
    language = visit(request).language
    return {
        "head": head,
        "columns": columns,
        "chosen": chosen | entries,
        "text": meant,
        "groups": _groups(
            language, tuple({target for _, _, target, _ in columns} - {""})
        ),
        "options": _options(language),
        "wrong": _wrong(wrong, meant) if wrong else None,
        "problems": {
            path: str(error).partition("\n")[0] for path, error in problems.items()
        },
        "ready": mappings.ready_names(),
        "is_open": text is not None or (wrong is not None and not is_typed),
    }


def _posted_choices(
    request: HttpRequest, kept: KeptList
) -> tuple[dict[str, str], dict[str, str]]:
    """What was chosen in a form: the targets of columns by their headers, and the other
    entries.
    """
    posted, heads = request.POST, enumerate(lists.head_of(kept).columns)
    columns = {
        head: posted[name] for at, head in heads if (name := f"column.{at}") in posted
    }
    return columns, {name: posted.get(name, "") for name in (*ENTRIES, *_ABOUT)}


def _posted_answers(request: HttpRequest) -> dict[tuple[str, ...], str]:
    """The answers to the questions of a trial, by their paths; raises BadQuestion for a
    question that is none.
    """
    found: dict[tuple[str, ...], str] = {}
    for name, text in request.POST.items():
        if name.startswith(_ANSWER):
            path: Any = ()
            with suppress(ValueError, RecursionError):
                path = json.loads(name.removeprefix(_ANSWER))
            if (
                not isinstance(path, list)
                or len(path) < 2
                or {*map(type, path)} != {str}
            ):
                raise BadQuestion(f"{name!r} is no question of a list")
            found[tuple(path)] = str(text).strip()
    return found


def _choices(
    path: Sequence[str], options: Iterable[str], messages: Messages
) -> list[Option]:
    """What may stand at a path in a mapping, with its words, of `options` if any; []
    for any text.
    """
    part, key, text = path[0], path[1], messages.text
    if part == "columns":
        sides = {
            option: text(f"web-import-of-{option.partition('.')[0]}")
            for option in options
        }
        colon = text("web-import-colon")
        return [(o, f"{side}{colon}{_words(o, messages)}") for o, side in sides.items()]
    if part == "reading":
        return [(order, text(f"web-import-order-{order}")) for order in options]
    if part in ("a", "b") and key == "language":
        return [(tag, messages.language_name(tag)) for tag in COMMON_LANGUAGES]
    held: Iterable[values.Option] = ()
    if part in ("terms", "tie"):
        held = concepts(TERMS[key], messages)
    elif part == "countries" or key == "country":
        held = countries(messages)
    return [(option.value, option.words) for option in held]


@lru_cache(maxsize=8)
def _options(language: str) -> dict[str, list[Option]]:
    """The choices of what the list leaves unsaid; the first of each is none."""
    messages = Messages(language)
    none = ("", messages.text("web-import-unsaid"))
    return {
        path: [none, *_choices(path.split("."), ORDERS, messages)] for path in ENTRIES
    }


def _wrong(error: KizunaError, text: str) -> dict[str, Any]:
    """An error with the line of the text that it speaks of: its number (0: none) and
    what it says.
    """
    message, lines, number = str(error), text.splitlines(), 0
    if found := _LINE.search(message):
        number = int(found[1])
    elif found := _COLUMN.search(message):
        number = next((n for n, line in enumerate(lines, 1) if found[2] in line), 0)
    said = lines[number - 1] if 0 < number <= len(lines) else ""
    return {"message": message, "line": number if said else 0, "text": said}


@lru_cache(maxsize=64)
def _groups(
    language: str, used: tuple[str, ...]
) -> tuple[tuple[str, tuple[Option, ...]], ...]:
    """All that a column can be read as, in groups: of each side, and of the tie; with
    the targets in use.
    """
    messages, groups = Messages(language), []
    for side in ("a", "b", "tie"):
        known = dict[str, None]()
        for what in TIE if side == "tie" else PLACE:
            details = (
                _NAMES_IN if what == "name" and side != "tie" else details_of(what)
            )
            known |= dict.fromkeys(
                str(Target(side, what, detail)) for detail in details
            )
        known |= dict.fromkeys(
            one for one in sorted(used) if one.partition(".")[0] == side
        )
        words = tuple((one, _words(one, messages)) for one in known)
        groups.append((messages.text(f"web-import-of-{side}"), words))
    return tuple(groups)


def _words(target: str, messages: Messages) -> str:
    """What a target says, in words: "Name: Japanese"."""
    what, _, detail = target.partition(".")[2].partition(".")
    if what not in (*PLACE, *TIE):
        return target
    words = messages.text(f"web-import-what-{what.replace('_', '-')}")
    if not detail:
        return words
    if what == "name":
        detail = messages.language_name(detail)
    elif what == "date" and detail in vocabulary.scheme("stages"):
        detail = messages.concept("stages", detail)
    elif what == "listed_by":
        detail = messages.text(f"web-import-of-{detail}")
    else:
        detail = {"wikidata": "Wikidata", "geonames": "GeoNames"}.get(
            detail, detail.upper()
        )
    return messages.text("web-import-what-of", what=words, detail=detail)


@needs("contributor", "GET")
def file_page(request: HttpRequest, token: str, what: str) -> HttpResponse:
    """The rows that do not go in, with the reasons in the reader's language, or the
    differences, as CSV.

    Raises NotFound where there is no report.
    """
    kept, asker = lists.kept_list(token, signed_in(request)), asker_of(request)
    newest, told = job_on_list(kept, asker), visit(request).messages.told
    if (done := report_of(newest, asker) if newest else None) is None:
        raise NotFound(
            f"there is no report on {kept.name!r}, or not any more: try it again"
        )
    bad = (replace(row, reasons=tuple(map(told, row.reasons))) for row in done.rejected)
    rejected = what == REJECTED
    rows = (
        report.rejected_csv(bad)
        if rejected
        else report.differences_csv(done.differences)
    )
    content = ("\ufeff" + rows).encode("utf-8", "replace")
    return file_response(content, f"{kept.name}.{what}.csv")

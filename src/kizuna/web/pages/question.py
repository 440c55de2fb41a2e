"""Questions in the browser: a page for each file of a question, with its form and what
was found or, above the form that is kept, what is wrong with it; its answer as files;
and what is suggested while somebody types.

A question is a GET whose address can be kept and cited; each field has a name of its
own, so that the address is also a plain mapping of names to texts.
"""

import html
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from kizuna.claims import vocabulary
from kizuna.claims.kinds import KINDS, properties_of
from kizuna.errors import Ambiguous, InputError, NotFound
from kizuna.languages import Messages
from kizuna.publish.document import Block, Table
from kizuna.publish.export.subject import MEDIA_TYPES
from kizuna.publish.wording import Wording
from kizuna.register.ties import parties_in_order
from kizuna.values import Edtf, kind_of
from kizuna.web.access import needs
from kizuna.web.rendering import Visit, given, page_of, render, visit
from kizuna.workflows import question as questions
from kizuna.workflows.ask import ScopeQuestion, reading_at_most
from kizuna.workflows.draw_pictures import content_of
from kizuna.workflows.entering.values import offered_places
from kizuna.workflows.map_ties import examples
from kizuna.workflows.question import Param, question_file
from kizuna.workflows.report import content
from kizuna.workflows.search import Found, marked, records, suggest_names

NAMES = tuple("abcdefgh")
"""The fields for things that are named one beside the other."""
MOST_CLAIMS = 600_000
"""A ledger of more claims is not read whole for a page: that takes longer than some ten
seconds.
"""

Option = tuple[str, str]
"""A value and what it is called."""


def named(request: HttpRequest, fields: Iterable[str] = NAMES) -> tuple[str, ...]:
    """The things that are named, in the order of their fields; empty fields are left
    out.
    """
    return tuple(text for field in fields if (text := given(request, field)))


def scope_of_request(request: HttpRequest) -> ScopeQuestion:
    """The ties that the form asks for: of one place or between two sides, of a kind, on
    the day of the visit.
    """
    here, sides = visit(request), named(request, ("a", "b"))
    of, kind = given(request, "of"), given(request, "kind")
    return ScopeQuestion(here.day.number, here.known_at, of, sides, kind)


def concepts(messages: Messages, scheme: str) -> list[Option]:
    """The concepts of a vocabulary by id, in the order of their labels."""
    return by_words(
        (one, messages.concept(scheme, one)) for one in vocabulary.scheme(scheme)
    )


def by_words(options: Iterable[Option]) -> list[Option]:
    """Options in the order of what they are called."""
    return sorted(options, key=lambda option: option[1].casefold())


def answered(
    request: HttpRequest, template: str, find: Callable[[], Any], **form: Any
) -> HttpResponse:
    """The page with what `find` gives as `answer`; None asks for nothing yet.

    Where the question is wrong the page has the `fault` in the error's own words, with
    what an ambiguous name may mean, and the status of that error. Other errors are
    raised.
    """
    here, answer, fault, status = visit(request), None, None, 200
    try:
        with bounded():
            answer = find()
    except (InputError, NotFound) as error:
        meant, status = [], error.http_status
        if isinstance(
            error, Ambiguous
        ):  # the address of the question with each that it may mean
            field = next(
                (name for name, text in here.asked if text.strip() == error.name), ""
            )
            for ref, description in error.candidates:
                address = (
                    here.here(**{field: ref}) if field else here.address(f"/{ref}")
                )
                meant.append((address, ref, description))
        fault = {"message": str(error).partition("\n")[0], "candidates": meant}
    return render(
        request,
        template,
        status=status,
        answer=answer,
        fault=fault,
        on_day=here.messages.date(Edtf.parse(here.day.text)),
        to=lambda path, **changed: replace(here, path=path).here(
            **{"page": None, **changed}
        ),
        examples=lambda: _examples(here),
        **form,
    )


def _examples(here: Visit) -> dict[str, list[dict[str, Any]]]:
    """The ties and the places that a page without a question offers, each by its name
    and the text that a field takes for it, a tie also with its parties; none where the
    register is too large.
    """
    places, ties, register = examples(here.day.number, here.known_at)
    wording = Wording(register, here.messages)

    def value(ref: str) -> str:
        return f"{wording.name(ref)} ({ref})"

    def view(ref: str, parties: Iterable[str] = ()) -> dict[str, Any]:
        return {
            "name": wording.name(ref),
            "value": value(ref),
            "parties": [*map(value, parties)],
        }

    return {
        "ties": [view(tie.id, parties_in_order(tie)) for tie in ties],
        "places": list(map(view, places)),
    }


def bounded() -> AbstractContextManager[None]:
    """What is asked inside the block is asked while somebody waits: no ledger too large
    for that is read whole.
    """
    return reading_at_most(MOST_CLAIMS)


_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
_ALONE = (
    "sandbox allow-scripts allow-popups allow-modals allow-downloads; frame-ancestors"
    " 'none'"
)
"""A note runs its own script as a page of no site: it reads no cookie, and asks this
site for nothing.
"""


def file_response(content: bytes, name: str, *, keep: bool = True) -> HttpResponse:
    """A file by its name, to be kept or, unless `keep`, to be shown where the browser
    can.

    HTML comes with the policy that it states for itself, by the digests of what is in
    it, and stands alone.
    """
    ending = name.rpartition(".")[2]
    response = HttpResponse(
        content, MEDIA_TYPES.get(ending, "application/octet-stream")
    )
    way = "attachment" if keep else "inline"
    response["Content-Disposition"] = f"{way}; filename*=UTF-8''{quote(name)}"
    if ending == "html":
        policy = _POLICY.findall(content)[0]
        response["Content-Security-Policy"] = (
            f"{html.unescape(policy.decode())}; {_ALONE}"
        )
    return response


_ON_A_PAGE = 100
"""So many rows of the longest table stand on one page."""


def question_page(request: HttpRequest, name: str) -> HttpResponse:
    """The question as a page: its form, filled in, and the answer."""
    file = question_file(name)
    return answered(
        request,
        "question.html.jinja",
        lambda: _page(request, name),
        name=name,
        fields=[
            one for one in questions.parameters(file.Question) if not one.is_paging
        ],
        forms=questions.forms(file),
        options=lambda field: list(_options(visit(request).messages, field)),
    )


def question_file_in(request: HttpRequest, name: str, ending: str) -> HttpResponse:
    """The answer as a file (see `workflows.report.content`). Raises what the question
    raises, NotFound for a form that it has not.
    """
    file, here = question_file(name), visit(request)
    if ending not in questions.forms(file):
        raise NotFound(f"there is no such page: {request.path!r}")
    if (asked := _answer(request, name)) is None:
        raise questions.missing(file.Question)
    written = content(file, *asked, here.times, ending)
    spoken = "" if ending in ("csv", "json") else f"-{here.language}"
    called = f"kizuna-{name}-{here.day.text}{spoken}.{ending}"
    return file_response(written, called, keep=ending in ("csv", "docx"))


def question_chart(request: HttpRequest, name: str, ending: str) -> HttpResponse:
    """The picture of the answer as a file. Raises what the question raises, NotFound
    for one without a picture.
    """
    chart, here = getattr(question_file(name), "chart", None), visit(request)
    if chart is None or (asked := _answer(request, name)) is None:
        raise NotFound(f"there is no such page: {request.path!r}")
    drawn = content_of(chart(asked[1][0], here.language), f".{ending}")
    return file_response(drawn, f"kizuna-{name}-{here.day.text}.{ending}", keep=False)


def _options(messages: Messages, field: Param) -> Iterator[Option]:
    if field.scheme:
        yield from concepts(messages, field.scheme)
    if field.kind == "kind":
        yield from ((kind, messages.kind(kind)) for kind in KINDS)
    if field.kind == "property":
        words = messages.property
        held = {
            n: words(kind, n)
            for kind, made in KINDS.items()
            for n in properties_of(made)
        }
        yield from by_words(held.items())
    yield from ((choice, messages.text(f"choice-{choice}")) for choice in field.choices)


def _page(request: HttpRequest, name: str) -> dict[str, Any] | None:
    """One page of the answer, its tables with the rows of that page: its number, how
    many there are, and whether the answer can be drawn.
    """
    if (asked := _answer(request, name)) is None:
        return None
    file, (found, wording) = question_file(name), asked[1]
    document = file.document(found, wording)
    blocks = (block for section in document.sections for block in section.blocks)
    rows = max(
        (len(block.rows) for block in blocks if isinstance(block, Table)), default=0
    )
    part, paging = page_of(request, rows, _ON_A_PAGE)

    def in_part(block: Block) -> Block:
        return (
            replace(block, rows=block.rows[part]) if isinstance(block, Table) else block
        )

    sections = (
        replace(s, blocks=tuple(map(in_part, s.blocks))) for s in document.sections
    )
    return {
        "document": replace(document, sections=tuple(sections)),
        "wording": wording,
        "has_chart": hasattr(file, "chart") and getattr(found, "is_drawable", True),
        **paging,
    }


def _answer(request: HttpRequest, name: str) -> tuple[Any, tuple[Any, Wording]] | None:
    """The question of the address, with its answer and what words it; None where it is
    not complete.
    """
    file, here = question_file(name), visit(request)
    question = questions.read_question(
        file.Question, lambda field: given(request, field)
    )
    if question is None:
        return None
    with bounded():
        return question, questions.ask(file, question, here.times, here.messages)


def suggest_part(request: HttpRequest) -> HttpResponse:
    """The names that the words typed so far may mean, as a part of a page."""
    words = given(request, "q")
    found = suggest_names(words, known_at=visit(request).known_at)
    return render(
        request, "suggestions.html.jinja", words=words, **_hits(request, found)
    )


@require_GET
def names_part(request: HttpRequest) -> HttpResponse:
    """What the letters typed so far may name, among the kinds in `of`, as the options
    of a field.
    """
    kinds = [kind for kind in request.GET.get("of", "").split(",") if kind]
    if unknown := next((kind for kind in kinds if kind not in KINDS), ""):
        raise NotFound(f"no kind is called {unknown!r}")
    words, known_at = request.GET.get("q", ""), visit(request).known_at
    found = suggest_names(words, limit=8, things=tuple(kinds), known_at=known_at)
    return render(request, "names.html.jinja", **_hits(request, found))


def _hits(request: HttpRequest, found: Found) -> dict[str, Any]:
    """What was found: the names by which the things go, and the records with each text
    in its pieces.
    """
    wording = Wording(found.register, visit(request).messages)
    hits = [
        {**row, "pieces": marked(found.words, text), "text": text}
        for row in records(found, wording).rows
        for text in [
            wording.name(row["ref"]) if kind_of(row["ref"]) == "tie" else row["text"]
        ]
    ]
    return {"hits": hits, "is_similar": found.is_similar, "wording": wording}


@needs("contributor", "GET")
def new_places_part(request: HttpRequest) -> HttpResponse:
    """The places that the letters typed so far may want created, as further options of
    a field; none is created before its form is sent.
    """
    words = given(request, "q")
    offers = offered_places(words, visit(request).messages) if words else []
    return render(request, "new_places.html.jinja", offers=offers)

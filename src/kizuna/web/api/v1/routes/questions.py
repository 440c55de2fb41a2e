"""Questions, search, counts and the network of ties; and answers as files: the note on
two sides, and exports.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal

import orjson
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from ninja import Path, Query, Router
from pydantic import Field, create_model

from kizuna.analysis import figures
from kizuna.analysis.network import panel
from kizuna.analysis.network.graph import pairs_of
from kizuna.analysis.scope import Scope
from kizuna.languages import Messages
from kizuna.publish.export import FORMATS
from kizuna.publish.export.subject import MEDIA_TYPES
from kizuna.publish.records import schema
from kizuna.publish.report.compose import FORMATS as NOTE_FORMATS
from kizuna.register.ties import TieOnDay
from kizuna.web.api.v1 import shapes
from kizuna.web.api.v1.door import JSON
from kizuna.web.api.v1.problems import Refused
from kizuna.web.api.v1.routes.entities import Answered, FiguresAsked, ScopeAsked
from kizuna.web.pages.publications import export_response, note_file
from kizuna.web.rendering import visit, with_query
from kizuna.workflows import network
from kizuna.workflows import question as asking
from kizuna.workflows.ask import ScopeQuestion
from kizuna.workflows.measure_edges import of_node
from kizuna.workflows.network import NetworkAnswer
from kizuna.workflows.paging import count_ties
from kizuna.workflows.search import Question, records
from kizuna.workflows.search import answer as search_register

questions, files = Router(), Router()
_LABELS = {
    "ties": "ties in force on the day",
    "governments": (
        "local governments that had such a tie, themselves or by a body of theirs"
    ),
}
_NOTES = {
    MEDIA_TYPES[f].partition(";")[0]: f for f in ("json", "html", "pdf", "docx", "md")
}
"""The formats of notes by their media types, the first one without a wish."""
Sort = Literal["name", "fact", "passage"]
_NARROWED = ("of", "between", "kind", "field", "country")
"""What narrows counts and the list of ties alike."""


class SearchAsked(shapes.Clocks):
    """Words to search for."""

    q: str = Field(
        min_length=1, description="Words, in any script", examples=["Santori"]
    )
    found: Sort | None = Field(None, description="Only hits of a sort")
    limit: int = Field(50, ge=1, le=shapes.MOST, description="So many hits at most")


class NetworkAsked(ScopeAsked):
    """Which ties, and whether betweenness too."""

    betweenness: bool = Field(
        False, description="Also exact betweenness, which takes longer"
    )


class Hit(shapes.Summary):
    """Something found: a name, a fact in words or a passage, and what it is of."""

    found: Sort
    country: str | None = Field(
        description="The country of a local government, by its code"
    )
    ties: int | None = Field(
        description="How many ties a place or body has that was found by name"
    )
    text: str
    claim: shapes.ClaimId | None = Field(
        description="The claim that says so; null for a passage"
    )
    sha256: str | None = Field(description="The text that the passage is of")
    start: int | None
    end: int | None


class Found(shapes.Asked):
    """What holds all the words: names first, each thing once, then facts, then
    passages.
    """

    similar: bool = Field(
        description="Whether nothing holds the words, and the items are names like them"
    )
    items: list[Hit]


class Counted(shapes.Shape):
    """A count: how many there are on every reading of the evidence, and on at least
    one; with the claims that it rests on, or the address that lists what is counted.
    """

    certain: int = Field(ge=0)
    possible: int = Field(ge=0)
    claims: list[shapes.ClaimId] | None = Field(
        description="null where `listed_at` lists them instead"
    )
    listed_at: shapes.Address | None


class Figure(Counted):
    """A count by its key: what is counted, in a few words of English."""

    key: str
    label: str


class Figures(shapes.Asked):
    """Counts of what was asked for."""

    figures: list[Figure]


class NetworkNode(shapes.Shape):
    """A party, with its place in the network of what certainly or possibly stood."""

    id: shapes.EntityId
    label: str
    country: str | None
    level: str | None
    degree: int = Field(ge=0)
    core: int = Field(ge=0)
    community: int = Field(ge=1)
    betweenness: float | None = Field(description="null unless asked for")


class NetworkLink(shapes.Shape):
    """Two parties that are tied, by which ties, and on which claims that rests."""

    source: shapes.EntityId
    target: shapes.EntityId
    in_force: Answered
    ties: list[shapes.EntityId] = Field(min_length=1)
    claims: list[shapes.ClaimId] = Field(min_length=1)


class NetworkMeasure(shapes.Shape):
    """A measure of what certainly and of what possibly stood; null is not defined, or
    not known.
    """

    measure: str
    label: str
    how: str
    certain: float | None
    possible: float | None


class EvidenceOfBoth(shapes.Shape):
    """What the measures rest on."""

    certain: list[shapes.ClaimId]
    possible: list[shapes.ClaimId]


class Network(shapes.Asked):
    """The network of the ties asked for; nodes and links are of what possibly stood,
    which takes in the certain.
    """

    ties: Counted
    nodes_counted: Counted
    links_counted: Counted
    nodes: list[NetworkNode]
    links: list[NetworkLink]
    measures: list[NetworkMeasure]
    evidence: EvidenceOfBoth


class ReportAsked(shapes.Clocks):
    """Between which two sides, and in which form."""

    a: str = Field(
        min_length=1,
        description="An area, country or local government",
        examples=["kansai"],
    )
    b: str = Field(min_length=1, description="The other side", examples=["china"])
    format: Literal[NOTE_FORMATS] | None = Field(
        None, description="The format; else by Accept, else json"
    )


class ExportAsked(ScopeAsked):
    """Which ties are exported."""

    base: str = Field(
        "", description="What addresses of linked data begin with (jsonld, turtle)"
    )


class ExportFormat(shapes.Shape):
    """A format of exports."""

    name: str
    purpose: str
    href: shapes.Address


ExportFormats = shapes.page_of(
    "ExportFormats", ExportFormat, "The formats of exports.", shapes.Asked
)


def _add_question(name: str) -> None:
    file, text = asking.question_file(name), Messages("en").text
    shared = shapes.Clocks.model_fields
    fields: dict[str, Any] = {
        n: (str, shared[n]) for n in (*asking.times_of(file), "lang")
    }
    fields |= {
        field: (str, Field("", description=text(parameter.label)))
        for parameter in asking.parameters(file.Question)
        for field in parameter.names
    }
    asked: Any = create_model(
        f"{name.capitalize()}Question", __base__=shapes.Parameters, **fields
    )

    def answer(request: HttpRequest, query: Any) -> HttpResponse:
        given = query.dict()
        question = asking.read_question(
            file.Question, lambda field: str(given.get(field, ""))
        )
        if question is None:
            raise asking.missing(file.Question)
        here = visit(request)
        found, wording = asking.ask(file, question, here.times, here.messages)
        rows = asking.records_of(file, found, wording, here.times).to_json()
        return HttpResponse(orjson.dumps(rows), content_type=JSON)

    answer.__name__ = f"ask_{name}"
    answer.__annotations__["query"] = Query[asked]  # type: ignore[misc]
    columns = (
        file.COLUMNS if isinstance(file.COLUMNS, Mapping) else {name: file.COLUMNS}
    )
    answers = {
        200: {"description": "OK", "content": {JSON: {"schema": schema(columns)}}}
    }
    title, lead, more = (
        text(f"web-{name}-title"),
        text(f"web-{name}-lead"),
        {"responses": answers},
    )
    add = questions.get(
        f"/questions/{name}", summary=title, description=lead, openapi_extra=more
    )
    add(answer)


for _name in asking.QUESTIONS:
    _add_question(_name)


@questions.get("/search", response=Found, summary="Search names, facts and passages")
def search(request: HttpRequest, asked: Query[SearchAsked]) -> Any:
    """What holds all the words, names also by another spelling of the same sounds."""
    question = Question(asked.q, (asked.found,) if asked.found else (), asked.limit)
    found = search_register(question, visit(request).times)
    said = shapes.wording(request, found.register)
    items = []
    for row in map(dict, records(found, said).rows):
        ref = row.pop("ref")
        items.append({**row, **shapes.summary(said, ref), "found": row["kind"]})
    return {"similar": found.is_similar, "items": items}


@questions.get("/figures", response=Figures, summary="Count ties and governments")
def get_figures(request: HttpRequest, asked: Query[FiguresAsked]) -> Any:
    """How many ties stood on the day, and how many local governments had one: certain
    and possible.
    """
    here = visit(request)
    found = count_ties(asked.question, here.times, asked.country)
    given = [*here.clocks().items()]
    given += [(name, text) for name in _NARROWED for text in request.GET.getlist(name)]
    listed = with_query(shapes.address("/ties"), given)
    counts = found.items()
    return {
        "figures": [
            {"key": k, "label": _LABELS[k], **_counted(n, listed)} for k, n in counts
        ]
    }


@questions.get("/network", response=Network, summary="The network of ties")
def get_network(request: HttpRequest, asked: Query[NetworkAsked]) -> Any:
    """Nodes, links and measures of the ties asked for, as they stood on the day."""
    question = network.Question(*asked.scope, betweenness=asked.betweenness)
    answer = network.answer(question, visit(request).times)
    assert isinstance(answer, NetworkAnswer)
    assert isinstance(answer.network, panel.Network)
    found, said = answer.network, shapes.wording(request, answer.register)
    rows, text = network.records(answer, said).to_json(), said.messages.text
    nodes, parties = [], answer.scope.parties
    for node, ref in enumerate(found.possible.graph.names):
        numbers = of_node(found.possible, node)
        del numbers["betweenness_normalised"]
        place = {
            "country": parties[ref].country or None,
            "level": parties[ref].level or None,
        }
        nodes.append({"id": ref, "label": said.name(ref), **place, **numbers})
    return {
        "ties": _counted(answer.scope.count),
        "nodes_counted": _counted(found.nodes),
        "links_counted": _counted(found.edges),
        "nodes": nodes,
        "links": _links(answer.scope),
        "measures": [
            {
                **row,
                "label": text(
                    f"web-network-measure-{row['measure'].replace('_', '-')}"
                ),
            }
            for row in rows["measures"]
        ],
        "evidence": rows["evidence"],
    }


def _counted(figure: figures.Figure, listed_at: str | None = None) -> dict[str, Any]:
    """A count with its claims, and where what it counts is listed; there alone, where
    they are many.
    """
    are_many = listed_at is not None and len(figure.claims) > 1_000
    return {
        "certain": figure.certain,
        "possible": figure.possible,
        "claims": None if are_many else list(figure.claims),
        "listed_at": listed_at,
    }


def _links(scope: Scope) -> list[dict[str, Any]]:
    held: dict[tuple[str, str], list[TieOnDay]] = defaultdict(list)
    for tie in scope.in_force(possible=True):
        for a, b in pairs_of(tie):
            held[min(a, b), max(a, b)].append(tie)
    return [
        {
            "source": source,
            "target": target,
            "in_force": max(t.answer for t in ties).name.lower(),
            "ties": [tie.tie.id for tie in ties],
            "claims": list(dict.fromkeys(c for tie in ties for c in tie.listed)),
        }
        for (source, target), ties in sorted(held.items())
    ]


def _noted(kinds: Iterable[str], **schemas: dict[str, Any]) -> dict[str, Any]:
    """What the description of an address says of the files that it gives, and that
    there may be no such.
    """
    content = {kind.partition(";")[0]: dict[str, Any]() for kind in kinds} | schemas
    return {"responses": {200: {"content": content}, 406: {}}}


_NOTE = {
    "type": "object",
    "description": "The note as docs/reference/note-json.md has it",
}
_NOTED = _noted(_NOTES, **{"application/json": {"schema": _NOTE}})


@files.get(
    "/report", response=Any, openapi_extra=_NOTED, summary="The note on two sides"
)
def get_report(request: HttpRequest, asked: Query[ReportAsked]) -> HttpResponseBase:
    """The information note in which every number opens its claims, as JSON, HTML, PDF,
    DOCX or Markdown.
    """
    here, form, accepted = visit(request), asked.format, request.headers.get("Accept")
    if not form:  # the first that the reader likes best
        liked = (
            request.get_preferred_type(list(_NOTES)) if accepted else "application/json"
        )
        if liked is None:
            raise Refused(406, f"{accepted!r}: there are {', '.join(_NOTES)}")
        form = _NOTES[liked]
    question = ScopeQuestion(here.day.number, here.known_at, between=(asked.a, asked.b))
    return note_file(question, form, here.language, keep=False)


@files.get("/exports", response=ExportFormats, summary="The formats of exports")
def list_exports(request: HttpRequest, asked: Query[shapes.Clocks]) -> Any:
    """Each format with what it is for."""
    formats = {
        shapes.address(f"/exports/{name}"): form for name, form in FORMATS.items()
    }
    return {
        "items": [ExportFormat.read(form, href=href) for href, form in formats.items()]
    }


_MEDIA = _noted(held.media for held in FORMATS.values())


@files.get(
    "/exports/{format}",
    response=Any,
    openapi_extra=_MEDIA,
    summary="Export the register",
)
def get_export(
    request: HttpRequest,
    format: Annotated[Literal[tuple(FORMATS)], Path(description="One of the formats")],
    asked: Query[ExportAsked],
) -> HttpResponseBase:
    """The public register, or the part of it that is asked for, as a file."""
    here = visit(request)
    scope = ScopeQuestion(here.day.number, here.known_at, *asked.scope)
    return export_response(format, scope, asked.base)

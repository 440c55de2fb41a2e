"""The page of one thing of the register: what it is, its facts with their evidence, and what refers to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from kizuna.claims.kinds import Tie
from kizuna.publish.wording import Wording
from kizuna.register.register import Register
from kizuna.register.ties import parties_in_order
from kizuna.web.pages.document import document_page
from kizuna.web.pages.place import place_page
from kizuna.web.pages.question import document_context
from kizuna.web.pages.unknown import unknown_page
from kizuna.web.rendering import render, words_of_clocks
from kizuna.web.visit import Visit, visit
from kizuna.workflows import show

_OF_THEIR_OWN = {
    "government": place_page,
    "area": place_page,
    "organisation": place_page,
    "document": document_page,
}
_FILES = {
    "pdf": "PDF",
    "docx": "Word",
    "md": "Markdown",
    "html": "HTML",
    "csv": "CSV",
    "json": "JSON",
}


def entity_page(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """The page of the thing with an id; raises NotFound for an id that nothing is recorded of."""
    ref = f"{kind}/{slug}"
    return _OF_THEIR_OWN.get(kind, thing_page)(request, ref)


def thing_page(request: HttpRequest, ref: str) -> HttpResponse:
    """What `show` answers of a thing, and what a reader can do with it; it leads on where the thing was judged to
    be another, and says so where nothing was known then."""
    here = visit(request)
    found = show.thing(ref, here.times)
    if found.shown is None:
        return unknown_page(request, ref)
    entity = found.shown.entity
    if entity.id != ref:
        return HttpResponseRedirect(here.address(f"/{entity.id}"))
    wording = Wording(found.register, here.messages, here.day.number)
    return render(
        request,
        "thing.html.jinja",
        entity=entity,
        document=show.document(found, wording),
        ways=list(_ways(here, found.register, entity)) if isinstance(entity, Tie) else [],
        files=[(here.address(f"/show.{end}", of=ref), name) for end, name in _FILES.items()],
        open_questions=[(f"{d.subject}/{d.property}", d) for d in found.shown.disputes],
        citation=_citation(request, wording.name(ref)),
        wording=wording,
        **document_context(here),
    )


def _ways(here: Visit, register: Register, tie: Tie) -> Iterator[tuple[str, str]]:
    """Where more is said of a tie, each with its message; it is compared with another tie of a party."""
    parties = parties_in_order(tie)
    if len(parties) == 2:
        yield here.address("/report", a=parties[0], b=parties[1]), "web-report-title"
    yield here.address("/brief", tie=tie.id), "web-brief-title"
    yield here.address("/timeline", tie=tie.id), "web-timeline-title"
    others = (t for ref in parties for t in register.referring(ref, Tie, "party"))
    if other := next((t.id for t in others if t.id != tie.id), ""):
        yield here.address("/compare", a=tie.id, b=other), "web-compare-title"
    yield here.address("/measure", a=tie.id), "web-measure-title"
    yield here.address("/due", of=tie.id), "web-due-title"


def _citation(request: HttpRequest, name: str) -> str:
    """How the page is cited: as of which day, as known now, and where just this can be read again."""
    here = visit(request)
    now = here.known_text or datetime.now(UTC).strftime("%Y-%m-%dT%H:%MZ")
    query = {"as_of": here.day.text, "known_at": now}
    address = request.build_absolute_uri(here.address(request.path, **query))
    return f"Kizuna: {name}. {words_of_clocks(here)}. {address}"

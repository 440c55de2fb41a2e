"""The page of one thing of the register: what it is, its facts with their evidence, and
what refers to it.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from sys import getsizeof
from typing import Any

from django.http import HttpRequest, HttpResponse

from kizuna.claims.kinds import LocalGovernment, Tie
from kizuna.publish.document import Document
from kizuna.publish.wording import Wording, capital
from kizuna.register.register import Register
from kizuna.register.ties import parties_in_order, partners_of
from kizuna.store.cache import CLAIM_BYTES, cached
from kizuna.values import kind_of
from kizuna.web.pages.document import document_page, unknown_page
from kizuna.web.rendering import (
    Visit,
    environment,
    render,
    see,
    visit,
    words_of,
    words_of_clocks,
)
from kizuna.workflows import describe_place, show

_FILES = ("pdf", "docx", "md", "html", "csv", "json")
_NAMES = {"docx": "Word", "md": "Markdown"}


def entity_page(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """The page of a document or, of another thing, what `show` answers of it, or
    `place` of a place, and what a reader can do with it. It leads on where the thing
    was judged to be another, and says so where nothing was known then. Raises NotFound
    for an id that nothing is recorded of.
    """
    ref, here = f"{kind}/{slug}", visit(request)
    if kind == "document":
        return document_page(request, ref)
    key = ("thing", ref, here.language, here.times, here.known_text)
    content = cached(
        key,
        lambda: _content(here, ref),
        lambda made: sum(map(getsizeof, made.values())) // CLAIM_BYTES + 1,
    )
    if not content:
        return unknown_page(request, ref)
    if content["ref"] != ref:
        return see(request, f"/{content['ref']}")
    now = here.known_text or datetime.now(UTC).strftime("%Y-%m-%dT%H:%MZ")
    place = here.address(request.path, as_of=here.day.text, known_at=now)
    address = request.build_absolute_uri(place)  # where just this can be read again
    citation = f"Kizuna: {content['name']}. {words_of_clocks(here)}. {address}"
    return render(request, "thing.html.jinja", citation=citation, **content)


def _content(here: Visit, ref: str) -> dict[str, Any]:
    """What the page says to whoever reads in its language; empty for what nothing was
    known of then.

    It is kept while the ledger stands as it does: to make it takes ten times as long as
    the page round it.
    """
    if (found := show.thing(ref, here.times)) is None:
        return {}
    entity, wording = (
        found.entity,
        Wording(found.register, here.messages, here.day.number),
    )
    is_place, label = entity.prefix in describe_place.KINDS, here.messages.property
    answer = (_place if is_place else _thing)(here, found, wording)
    document: Document = answer.pop("document")
    blocks: Any = (
        environment().get_template("blocks.html.jinja").make_module(words_of(here))
    )
    return {
        "ref": entity.id,
        "name": wording.name(ref),
        "title": document.title,
        "lead": (blocks.pieces(document.lead).strip(), document.lead.claims),
        "first": blocks.sections(document.sections[:1]),
        "others": blocks.sections(document.sections[1:]),
        "conflicts": [
            (here.address(f"/conflict/{of}/{name}"), capital(label(kind_of(of), name)))
            for of, name in ((one.subject, one.property) for one in found.disputes)
        ],
        **answer,
    }


def _thing(here: Visit, found: show.Thing, wording: Wording) -> dict[str, Any]:
    """The answer of `show`, and where more is said of a tie."""
    tie = found.entity if isinstance(found.entity, Tie) else None
    dated = tie if tie and any(fact.value.date for fact in tie.milestone) else None
    return {
        "kind": wording.messages.kind(found.entity.prefix),
        "document": show.document(found, wording),
        "ways": list(_ways(here, found.register, tie)) if tie else [],
        "pictures": [_picture(here, "timeline", "/timeline", tie=dated.id)]
        if dated
        else [],
        "files": _files(here, "show", of=found.entity.id),
    }


def _place(here: Visit, shown: show.Thing, wording: Wording) -> dict[str, Any]:
    """The answer of `place` with its pictures, and where more is said of the place."""
    found, ref = describe_place.place_of(shown), shown.entity.id
    pictures = ["map"] if found.in_force and not found.is_partial else []
    ties = (*found.in_force, *found.groups.get("ties-of-bodies", ()))
    if (
        pictures
        and sum(bool(t.established and t.established.value.date) for t in ties) > 1
    ):
        pictures.append("years")
    return {
        "kind": describe_place.sort_of(found, wording).text,
        "document": describe_place.document(found, wording),
        "ways": list(_ways_of_place(here, found)),
        "pictures": [
            _picture(here, name, f"/plot/{name}", of=ref) for name in pictures
        ],
        "files": _files(here, "place", place=ref),
    }


def _picture(here: Visit, name: str, page: str, **asked: str) -> tuple[str, str, str]:
    """The address of a picture with what it shows, that of its file, and the message of
    its name.
    """
    addresses = here.address(page, **asked), here.address(f"{page}.svg", **asked)
    return *addresses, f"web-plot-name-{name}"


def _files(here: Visit, question: str, **asked: str) -> list[tuple[str, str]]:
    named = ((end, _NAMES.get(end, end.upper())) for end in _FILES)
    return [(here.address(f"/{question}.{end}", **asked), name) for end, name in named]


def _ways_of_place(
    here: Visit, found: describe_place.PlaceAnswer
) -> Iterator[tuple[str, str]]:
    """Where more is said of a place, each with its message; a note is written on it and
    the partner of its first tie, where that is one.
    """
    ref = found.entity.id
    partners = [p for tie in found.in_force[:1] for p in partners_of(tie, found.own)]
    if len(partners) == 1:
        yield here.address("/report", a=ref, b=partners[0]), "web-report-title"
    yield here.address("/annual", of=ref), "web-annual-title"
    yield here.address("/ties", of=ref), "web-place-all-ties"
    if isinstance(found.entity, LocalGovernment):
        yield here.address("/compare", what="peers", a=ref), "web-compare-title"
        yield here.address("/suggest", place=ref), "web-suggest-title"
    yield here.address("/due", of=ref), "web-due-title"
    yield here.address("/export", of=ref), "web-export-title"


def _ways(here: Visit, register: Register, tie: Tie) -> Iterator[tuple[str, str]]:
    """Where more is said of a tie, each with its message; it is compared with another
    tie of a party.
    """
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

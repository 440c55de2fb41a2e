"""Pictures: years, map, network and matrix of a scope; timeline, volume and fields of what is named.

A page has the drawing with its marks as links; the files are an image of their own, SVG or PNG.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from lxml import etree
from markupsafe import Markup

from kizuna.errors import NotFound
from kizuna.publish.charts.plot import Plot
from kizuna.store.cache import cached
from kizuna.web import answering
from kizuna.web.fields import given, is_on
from kizuna.web.visit import visit
from kizuna.workflows import draw_pictures
from kizuna.workflows.scoping import ScopeQuestion

_SVG = "http://www.w3.org/2000/svg"
_FEW = 80
"""Of more marks than this, none is a stop of the tab key: the list beside the picture is the keyboard's way."""


def linked(svg: str, address: Callable[[str], str]) -> Markup:
    """The drawing as safe markup, its marks as links; `address` gives the address of a path.

    A mark of several claims leads to the first of them; its title is read out.
    """
    root = etree.fromstring(svg.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    groups = root.iter(f"{{{_SVG}}}g")
    marks = [group for group in groups if group.get("data-claims") or group.get("data-ties")]
    for group in marks:
        claims, ties = (group.get(f"data-{of}", "").split() for of in ("claims", "ties"))
        href = address(f"/claim/{claims[0]}" if claims else f"/{ties[0]}")
        said = {"href": href, "aria-label": group.findtext(f"{{{_SVG}}}title")}
        said |= {"tabindex": "-1"} if len(marks) > _FEW else {}
        said |= {"hx-get": href, "hx-target": "#evidence"} if claims else {}
        link = etree.Element(f"{{{_SVG}}}a", {name: text for name, text in said.items() if text})
        link.extend(list(group))
        group.append(link)
    if marks:
        root.set("role", "group")
    return Markup(etree.tostring(root, encoding="unicode"))


KINDS = (*draw_pictures.OF_MANY, *draw_pictures.OF_NAMED)
HEAVY = 600_000
"""A drawing of more characters than this is an image in its page: as part of it, it makes the page slow."""


def plot_page(request: HttpRequest, kind: str) -> HttpResponse:
    """A picture with what it shows in words. Raises NotFound for a kind that is none."""
    _check_kind(kind)
    return answering.answered(
        request,
        "analysis/plot.html.jinja",
        lambda: _in_page(request, kind),
        kind=kind,
        of_many=draw_pictures.OF_MANY,
        of_named=draw_pictures.OF_NAMED,
        is_of_many=kind in draw_pictures.OF_MANY,
        fields=_fields(request, kind),
        kinds=answering.concepts(visit(request).messages, "tie-types"),
    )


def plot_file(request: HttpRequest, kind: str, ending: str) -> HttpResponse:
    """The picture as a file. Raises what drawing raises."""
    _check_kind(kind)
    with answering.bounded():
        found = _drawn(request, kind)
    key = ("picture", _question(request, kind), ending)
    content = cached(key, lambda: draw_pictures.content_of(found, f".{ending}"))
    name = f"kizuna-{kind}-{visit(request).day.text}.{ending}"
    return answering.file_response(content, name, keep=is_on(request, "save"))


def _check_kind(kind: str) -> None:
    if kind not in KINDS:
        raise NotFound(f"{kind!r} is no picture; there are {', '.join(KINDS)}")


def _fields(request: HttpRequest, kind: str) -> tuple[str, ...]:
    """The fields in which what is drawn is named."""
    if kind in ("timeline", "volume"):
        return answering.NAMES[: 1 if kind == "timeline" else 2]
    return answering.NAMES[: min(len(answering.NAMES), max(3, len(answering.named(request)) + 1))]


def _in_page(request: HttpRequest, kind: str) -> dict[str, Any] | None:
    """The picture, with its marks as links but where it is heavy; None where nothing is named."""
    if kind in draw_pictures.OF_NAMED and not (answering.named(request) or given(request, "tie")):
        return None
    plot = _drawn(request, kind)
    is_heavy = len(plot.svg) > HEAVY
    return {"plot": plot, "markup": "" if is_heavy else linked(plot.svg, visit(request).address)}


def _drawn(request: HttpRequest, kind: str) -> Plot:
    question, draw = _question(request, kind), draw_pictures.draw
    return cached(question, lambda: draw(question), lambda plot: len(plot.svg) // 1000)


def _question(request: HttpRequest, kind: str) -> draw_pictures.PictureQuestion:
    here, names, tie = visit(request), answering.named(request), given(request, "tie")
    scope = ScopeQuestion(here.day.number, here.known_at)
    if kind in draw_pictures.OF_MANY:
        scope, names = answering.scope_of_request(request), ()
    elif tie and kind != "fields":
        names = (tie,)
    return draw_pictures.PictureQuestion(kind, scope, names, here.language)

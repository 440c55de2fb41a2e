"""What is given away: the note on two sides; exports, each with what it is for;
pictures; and an embed for the site of a town, with its snippet.

Pictures are of a scope (years, map, network, matrix) or of what is named (timeline,
volume, fields); a page has the drawing with its marks as links, the files are an image
of their own, SVG or PNG. Law: exports hold public claims alone; an embed shows what
anybody may see, whoever looks at it, and of the site's policy only the rule for who may
frame the page is another.
"""

from typing import Any

from csp.decorators import csp_replace, csp_update
from django.http import FileResponse, HttpRequest, HttpResponse
from django.views.decorators.clickjacking import xframe_options_exempt
from lxml import etree
from markupsafe import Markup

from kizuna.errors import NotFound
from kizuna.languages import folder_of
from kizuna.publish.document import Drawing, Letterhead
from kizuna.publish.export import FORMATS
from kizuna.publish.report import compose
from kizuna.publish.report.brief import Brief
from kizuna.publish.report.compose.chapters import preview
from kizuna.publish.wording import Wording
from kizuna.register.ties import partners_of
from kizuna.store.cache import CLAIM_BYTES, cached
from kizuna.store.queries.ledger import last_text
from kizuna.values import day_text
from kizuna.web.pages import question as asking
from kizuna.web.rendering import Visit, given, is_on, one_of, render, visit, with_query
from kizuna.workflows import list_ties, report, show
from kizuna.workflows.ask import ScopeQuestion
from kizuna.workflows.draw_pictures import (
    OF_MANY,
    OF_NAMED,
    PictureQuestion,
    content_of,
    draw,
)
from kizuna.workflows.readers import ANONYMOUS, reading_as
from kizuna.workflows.release import export, subject


def report_page(request: HttpRequest) -> HttpResponse:
    """The builder, with what the note is on where two sides are named."""
    here, question = visit(request), _report(request)
    return asking.answered(
        request,
        "analysis/report.html.jinja",
        lambda: preview(_brief(question), here.messages) if question.between else None,
        formats=compose.FORMATS,
        note_language=_language(request),
    )


def report_file(request: HttpRequest, ending: str) -> HttpResponse:
    """The note as a file. Raises what the workflow of reports raises."""
    distribution = tuple(
        line for line in given(request, "to").split(";") if line.strip()
    )
    head = Letterhead(given(request, "number"), given(request, "author"), distribution)
    keep = is_on(request, "save") or ending == "docx"
    with asking.bounded():
        return note_file(_report(request), ending, _language(request), head, keep=keep)


def note_file(
    question: ScopeQuestion,
    form: str,
    language: str,
    head: Letterhead | None = None,
    *,
    keep: bool,
) -> HttpResponse:
    """A note as a file, made once for all who ask for it. Raises what the workflow of
    reports raises.
    """
    found = _brief(question)
    content = cached(
        ("note", question, form, language, head, last_text()),
        lambda: report.render(found, form, language, head, question.known_at),
        lambda made: len(made) // CLAIM_BYTES + 1,
    )
    name = f"kizuna-{found.a.slug}-{found.b.slug}-{day_text(question.day)}-{language}.{form}"
    return asking.file_response(content, name, keep=keep)


def _report(request: HttpRequest) -> ScopeQuestion:
    here, sides = visit(request), asking.named(request, ("a", "b"))
    return ScopeQuestion(here.day.number, here.known_at, between=sides)


def _brief(question: ScopeQuestion) -> Brief:
    key = ("brief", question)
    return cached(
        key, lambda: report.brief(question), lambda found: len(found.register.claims)
    )


def _language(request: HttpRequest) -> str:
    """The language of the note: the one asked for, else that of the page. Raises
    BadLanguage.
    """
    asked = given(request, "in")
    return folder_of(asked) if asked else visit(request).language


def export_page(request: HttpRequest) -> HttpResponse:
    """The formats, and how many ties an export of the question holds, with how many of
    them are in force.
    """
    messages = visit(request).messages

    def found() -> dict[str, Any]:
        scope = subject(asking.scope_of_request(request)).scope
        count = Wording(scope.register, messages).figure(scope.count)
        return {"ties": len(scope.ties), "in_force": count}

    choices = {
        "formats": [*FORMATS.values()],
        "kinds": asking.concepts(messages, "tie-types"),
    }
    return asking.answered(request, "analysis/export.html.jinja", found, **choices)


def export_file(request: HttpRequest, name: str) -> FileResponse:
    """What the question means, in the format of that name. Raises what exporting
    raises.
    """
    with asking.bounded():
        return export_response(name, asking.scope_of_request(request))


def export_response(name: str, scope: ScopeQuestion, base: str = "") -> FileResponse:
    """An export of a scope as a file; `base` is what addresses of linked data begin
    with. What a program should know of it stands in the header X-Kizuna-Notes. Raises
    what exporting raises.
    """
    made, media = export(name, scope, base), FORMATS[name].media
    response = FileResponse(
        made.file, content_type=media, as_attachment=True, filename=made.name
    )
    if made.notes:
        response["X-Kizuna-Notes"] = (
            "; ".join(made.notes).encode("ascii", "replace").decode()
        )
    return response


def release_page(request: HttpRequest) -> HttpResponse:
    """What a release is, what it holds, and how one is made."""
    return render(request, "analysis/release.html.jinja", formats=[*FORMATS.values()])


_SVG = "http://www.w3.org/2000/svg"
_FEW = 80
"""Of more marks than this, none is a stop of the tab key: the list beside the picture
is the keyboard's way.
"""
_HEAVY = 600_000
"""A drawing of more characters than this is an image in its page: as part of it, it
makes the page slow.
"""


def plot_page(request: HttpRequest, kind: str) -> HttpResponse:
    """A picture with what it shows in words. Raises NotFound for a kind that is
    none.
    """
    question, here, named = (
        _picture(request, kind),
        visit(request),
        asking.named(request),
    )

    def found() -> dict[str, Any] | None:
        if kind in OF_NAMED and not (named or given(request, "tie")):
            return None
        plot = _drawn(question)
        return {
            "plot": plot,
            "markup": _linked(plot.svg, here) if len(plot.svg) <= _HEAVY else "",
        }

    few = {"timeline": 1, "volume": 2}
    return asking.answered(
        request,
        "analysis/plot.html.jinja",
        found,
        kind=kind,
        of_many=OF_MANY,
        of_named=OF_NAMED,
        is_of_many=kind in OF_MANY,
        fields=asking.NAMES[: few.get(kind, max(3, len(named) + 1))],
        kinds=asking.concepts(here.messages, "tie-types"),
    )


def plot_file(request: HttpRequest, kind: str, ending: str) -> HttpResponse:
    """The picture as a file. Raises what drawing raises."""
    question = _picture(request, kind)
    with asking.bounded():
        found = _drawn(question)
    key = ("picture", question, ending)
    content = cached(key, lambda: content_of(found, f".{ending}"))
    name = f"kizuna-{kind}-{visit(request).day.text}.{ending}"
    return asking.file_response(content, name, keep=is_on(request, "save"))


def _picture(request: HttpRequest, kind: str) -> PictureQuestion:
    if kind not in (*OF_MANY, *OF_NAMED):
        raise NotFound(
            f"{kind!r} is no picture; there are {', '.join((*OF_MANY, *OF_NAMED))}"
        )
    here, tie = visit(request), given(request, "tie")
    if kind in OF_MANY:
        return PictureQuestion(
            kind, asking.scope_of_request(request), (), here.language
        )
    names = (tie,) if tie and kind != "fields" else asking.named(request)
    scope = ScopeQuestion(here.day.number, here.known_at)
    return PictureQuestion(kind, scope, names, here.language)


def _drawn(question: PictureQuestion) -> Drawing:
    return cached(question, lambda: draw(question), lambda plot: len(plot.svg) // 1000)


def _linked(svg: str, here: Visit) -> Markup:
    """The drawing as safe markup, its marks as links; one of several claims leads to
    the first of them, and its title is read out.
    """
    root = etree.fromstring(
        svg.encode(), etree.XMLParser(resolve_entities=False, no_network=True)
    )
    groups = root.iter(f"{{{_SVG}}}g")
    marks = [
        group for group in groups if group.get("data-claims") or group.get("data-ties")
    ]
    for group in marks:
        claims, ties = (
            group.get(f"data-{of}", "").split() for of in ("claims", "ties")
        )
        href = here.address(f"/claim/{claims[0]}" if claims else f"/{ties[0]}")
        said = {"href": href, "aria-label": group.findtext(f"{{{_SVG}}}title")}
        said |= {"tabindex": "-1"} if len(marks) > _FEW else {}
        said |= {"hx-get": href, "hx-target": "#evidence"} if claims else {}
        link = etree.Element(
            f"{{{_SVG}}}a", {name: text for name, text in said.items() if text}
        )
        link.extend(list(group))
        group.append(link)
    if marks:
        root.set("role", "group")
    return Markup(etree.tostring(root, encoding="unicode"))


_EMBEDDED = ("government", "area", "tie")
_MOST = 200
_LOOKS = ("", "light", "dark")


@csp_replace({"frame-ancestors": ["*"]})
@xframe_options_exempt
def embed_frame(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """The page for a frame. Raises NotFound for what is no place and no tie, or not in
    the register.
    """
    ref, here = f"{kind}/{slug}", visit(request)
    if kind not in _EMBEDDED:
        raise NotFound(f"{ref!r} is no place and no tie, and cannot be embedded")
    with reading_as(ANONYMOUS), asking.bounded():
        if kind != "tie":
            listed = list_ties.answer(list_ties.Question(ref), here.times)
            register, lines = listed.register, listed.lines
        elif (found := show.thing(ref, here.times)) and found.on_day:
            register, lines = found.register, (found.on_day,)
        else:
            raise NotFound(f"nothing was recorded of {ref!r} by {here.known_text}")
    return render(
        request,
        "analysis/embed_frame.html.jinja",
        answer={"ref": ref, "lines": lines},
        wording=Wording(register, here.messages, here.day.number),
        frame_look=one_of(request, "look", _LOOKS),
        home=request.build_absolute_uri(here.address(f"/{ref}", lang=here.language)),
        most=_MOST,
        partners_of=partners_of,
    )


@csp_update({"frame-src": ["'self'"]})
def embed_page(request: HttpRequest) -> HttpResponse:
    """The snippet for a place or a tie, with the embed as it will look."""
    text, here = given(request, "of"), visit(request)

    def snippet() -> dict[str, str] | None:
        if not text:
            return None
        with reading_as(ANONYMOUS):
            shown = show.answer(show.Question(text), here.times)
        if not isinstance(shown, show.Thing) or shown.entity.prefix not in _EMBEDDED:
            raise NotFound(f"{text!r} is no place and no tie: name one of those")
        asked = {"lang": here.language, "look": one_of(request, "look", _LOOKS)}
        path = with_query(f"/embed/{shown.entity.id}", asked.items())
        name = Wording(shown.register, here.messages, here.times.asked_day).name(
            shown.entity.id
        )
        return {"path": path, "name": name, "address": request.build_absolute_uri(path)}

    return asking.answered(request, "analysis/embed.html.jinja", snippet)

"""An embed for a town's own site: a small page on a place or a tie that any site may frame, and its snippet.

Law: of the site's policy only the rule for who may frame the page is another; an embed shows what anybody may see,
whoever looks at it.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from csp.decorators import csp_replace, csp_update
from django.http import HttpRequest, HttpResponse
from django.views.decorators.clickjacking import xframe_options_exempt

from kizuna.claims.kinds import Tie
from kizuna.errors import NotFound
from kizuna.publish.wording import Wording
from kizuna.register.dating import Dating
from kizuna.register.register import Register
from kizuna.register.status import TieOnDay, tie_on_day
from kizuna.register.ties import partners_of
from kizuna.web.answering import answered, bounded
from kizuna.web.fields import given, one_of
from kizuna.web.rendering import render
from kizuna.web.visit import Visit, visit
from kizuna.workflows import list_ties
from kizuna.workflows.list_ties import TiesQuestion
from kizuna.workflows.readers import ANONYMOUS, reading_as
from kizuna.workflows.show import Question, thing
from kizuna.workflows.show import answer as show

KINDS = ("government", "area", "tie")
MOST = 200
LOOKS = ("", "light", "dark")


@csp_replace({"frame-ancestors": ["*"]})
@xframe_options_exempt
def embed_frame(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """The page for a frame. Raises NotFound for what is no place and no tie, or not in the register."""
    ref, here = f"{kind}/{slug}", visit(request)
    with reading_as(ANONYMOUS), bounded():
        register, lines = _embedded(here, kind, ref)
    return render(
        request,
        "analysis/embed_frame.html.jinja",
        answer={"ref": ref, "lines": lines},
        wording=Wording(register, here.messages, here.day.number),
        frame_look=one_of(request, "look", LOOKS),
        home=request.build_absolute_uri(here.address(f"/{ref}", lang=here.language)),
        most=MOST,
        partners_of=partners_of,
    )


@csp_update({"frame-src": ["'self'"]})
def embed_page(request: HttpRequest) -> HttpResponse:
    """The snippet for a place or a tie, with the embed as it will look."""
    return answered(request, "analysis/embed.html.jinja", lambda: _snippet(request), looks=LOOKS)


def _snippet(request: HttpRequest) -> dict[str, str] | None:
    text = given(request, "of")
    if not text:
        return None
    here = visit(request)
    with reading_as(ANONYMOUS), bounded():
        shown = show(Question(text), here.times).shown
    if shown is None or shown.entity.prefix not in KINDS:
        raise NotFound(f"{text!r} is no place and no tie: name one of those")
    asked = {"lang": here.language, "look": one_of(request, "look", LOOKS)}
    kept = urlencode({name: text for name, text in asked.items() if text})
    path = f"/embed/{shown.entity.id}?{kept}"
    name = Wording(shown.register, here.messages, here.asked_day).name(shown.entity.id)
    return {"path": path, "name": name, "address": request.build_absolute_uri(path)}


def _embedded(here: Visit, kind: str, ref: str) -> tuple[Register, Sequence[TieOnDay]]:
    """The ties of a place, or the one tie, and the register that they are of."""
    if kind not in KINDS:
        raise NotFound(f"{ref!r} is no place and no tie, and cannot be embedded")
    if kind != "tie":
        listed = list_ties.answer(TiesQuestion(ref), here.times)
        return listed.register, listed.lines
    found = thing(ref, here.times)
    if found.shown is None or not isinstance(found.shown.entity, Tie):
        raise NotFound(f"nothing was recorded of {ref!r} by {here.known_text}")
    line = tie_on_day(found.shown.entity, here.day.number, Dating.of(found.register))
    return found.register, (line,)

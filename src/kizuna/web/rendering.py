"""Rendering: templates filled in the language and with the clocks of a visit."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from jinja2 import Environment, PackageLoader, StrictUndefined

from kizuna.languages import LANGUAGES
from kizuna.languages.catalogs import TAGS
from kizuna.publish.wording import capital
from kizuna.values import escape_characters
from kizuna.web.evidence import evidence_marks
from kizuna.web.look import look_of
from kizuna.web.static import static
from kizuna.web.tongues import in_tongues
from kizuna.web.unsent import take_unsent
from kizuna.web.visit import visit
from kizuna.web.words_of_clocks import words_of_clocks

OWN_NAMES = {"en": "English", "ja": "日本語", "zh-hans": "简体中文", "ru": "Русский"}
"""Each language by its own name."""


def render(
    request: HttpRequest, template: str, *, status: int = 200, **context: Any
) -> HttpResponse:
    """A template as a page. It sees `visit`, `t` (a message of `web.ftl`), `tell` (what is wrong, in the reader's
    language), and what is given."""
    return HttpResponse(rendered(request, template, **context), status=status)


def rendered(request: HttpRequest, template: str, **context: Any) -> str:
    """A template as text, with what every page sees."""
    here = visit(request)
    shared = {
        "request": request,
        "visit": here,
        "t": here.messages.text,
        "tell": here.messages.told,
        "csrf_token": lambda: get_token(request),
        "is_part": is_part(request),
        "look": look_of(request),
        "site": request.get_host(),
        "account": getattr(request, "account", None),
        "unsent": lambda: take_unsent(request),
    }
    return environment().get_template(template).render(**shared, **context)


def is_part(request: HttpRequest) -> bool:
    """Whether htmx asks for a part of a page only."""
    return request.headers.get("HX-Request") == "true"


def _visible(held: Any) -> Any:
    """What a template writes: a control character by its escape."""
    return escape_characters(held) if type(held) is str else held


@cache
def environment() -> Environment:
    """Jinja with HTML escaped; a name that is not there is an error."""
    made = Environment(
        loader=PackageLoader("kizuna.web"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_visible,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(static=static, languages=LANGUAGES, tags=TAGS, own_names=OWN_NAMES)
    made.globals.update(words_of_clocks=words_of_clocks, evidence_marks=evidence_marks)
    made.filters.update(capital=capital, runs=in_tongues)
    return made

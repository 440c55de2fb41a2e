"""The page of a place as bare Starlette serves it, on the database at KIZUNA_DB.

`/government/x` is the same page: the same workflow and the same template, without
Django's handlers, sessions and headers. `/plain/government/x` is a page written by
hand: two plain queries on the same rows and a template that lists them, without a fold,
and so without conflicts, certainty, a second clock, or what is hidden from a reader.
Run by `granian --interface asgi bench.web.peers:application`.
"""

from __future__ import annotations

import os
import sqlite3
from functools import cache
from pathlib import Path
from typing import Any

import orjson
from django.http import HttpRequest
from jinja2 import Template
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from kizuna.languages import Messages
from kizuna.web.pages import entity
from kizuna.web.rendering import Visit, environment, words_of
from kizuna.workflows import clocks
from kizuna.workflows.open_register import open_register

_TIES = """
SELECT s.text, p.text, c.value, c.valid, lower(hex(c.uid)) FROM tie_parties x
JOIN claims c ON c.subject = x.tie JOIN terms s ON s.id = c.subject JOIN terms p ON p.id = c.property
WHERE x.party = (SELECT id FROM terms WHERE text = ?) ORDER BY c.seq
"""
_ABOUT = """
SELECT s.text, p.text, c.value, c.valid, lower(hex(c.uid)) FROM terms s JOIN claims c ON c.subject = s.id
JOIN terms p ON p.id = c.property WHERE s.text IN (SELECT value FROM json_each(?)) ORDER BY c.seq
"""
_PLAIN = Path(__file__).parent / "templates" / "plain.html.jinja"

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = (
    "1"  # one question at a time, as the hand-written page asks
)
open_register(os.environ["KIZUNA_DB"])
_REQUEST = HttpRequest()


def _visit() -> Visit:
    return Visit(
        messages=Messages("en"), day=clocks.as_of(None), day_given=False, known_at=None
    )


def _shared(here: Visit) -> dict[str, Any]:
    """What every page sees (`kizuna.web.rendering.rendered`), without Django."""
    reader = {"account": None, "look": "device", "unsent": tuple}
    return {
        **words_of(here),
        **reader,
        "is_part": False,
        "site": "localhost",
        "request": _REQUEST,
    }


async def same(request: Request) -> HTMLResponse:
    """The same page."""
    here = _visit()
    content = entity._content(here, f"government/{request.path_params['slug']}")
    page = environment().get_template("thing.html.jinja")
    return HTMLResponse(page.render(**_shared(here), citation="", **content))


async def plain(request: Request) -> HTMLResponse:
    """A page by hand on the same rows."""
    here, ref = _visit(), f"government/{request.path_params['slug']}"
    ties: dict[str, dict[str, list[Any]]] = {}
    for tie, name, value, _, claim in _rows().execute(_TIES, [ref]):
        held = ties.setdefault(
            tie, {n: [] for n in ("party", "type", "milestone", "status")}
        )
        held.setdefault(name, []).append((orjson.loads(value), claim))
    parties = {party for held in ties.values() for party, _ in held["party"]}
    said = _rows().execute(_ABOUT, [orjson.dumps([ref, *parties]).decode()]).fetchall()
    names = {
        subject: orjson.loads(v)["text"] for subject, p, v, _, _ in said if p == "name"
    }
    facts = [
        (p, orjson.loads(v), claim)
        for subject, p, v, _, claim in said
        if subject == ref
    ]
    context = {
        "ref": ref,
        "name": names[ref],
        "ties": ties,
        "names": names,
        "facts": facts,
    }
    return HTMLResponse(_template().render(**_shared(here), **context))


@cache
def _template() -> Template:
    return environment().from_string(_PLAIN.read_text("utf-8"))


@cache
def _rows() -> sqlite3.Connection:
    return sqlite3.connect(os.environ["KIZUNA_DB"])


application = Starlette(
    routes=[Route("/government/{slug}", same), Route("/plain/government/{slug}", plain)]
)

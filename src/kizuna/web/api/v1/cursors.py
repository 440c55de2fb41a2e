"""Cursors: where a list goes on.

Law: a list is in order of something that never changes (an id, a place in the ledger), and a cursor says after
which item to go on; so a walk gives each item once, whatever is added meanwhile. A cursor belongs to one
question.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from urllib.parse import urlencode

import orjson
from django.http import HttpRequest

from kizuna.errors import BadQuestion

_FREE = ("cursor", "limit")
"""What may change from page to page."""


def after(request: HttpRequest) -> str:
    """The item after which the list goes on, "" for its beginning.

    Raises BadQuestion for what is no cursor, or one of another question.
    """
    given = request.GET.get("cursor", "")
    if not given:
        return ""
    try:
        padded = given + "=" * (-len(given) % 4)
        question, item = orjson.loads(base64.b64decode(padded, b"-_", validate=True))
    except (binascii.Error, ValueError, TypeError):
        raise BadQuestion(f"{given!r} is no cursor; follow `next` as it is given") from None
    if question != _question(request):
        raise BadQuestion(f"{given!r} is the cursor of another question; follow `next` as it is")
    return str(item)


def next_address(request: HttpRequest, item: str) -> str | None:
    """The address of the rest of the list after an item; None where `item` is "", and nothing is left."""
    if not item:
        return None
    text = orjson.dumps([_question(request), item])
    cursor = base64.urlsafe_b64encode(text).decode().rstrip("=")
    kept = [(name, value) for name, value in _asked(request) if name != "cursor"]
    return f"{request.path}?{urlencode([*kept, ('cursor', cursor)])}"


def _question(request: HttpRequest) -> str:
    """A digest of what is asked, without what may change from page to page."""
    asked = sorted((name, value) for name, value in _asked(request) if name not in _FREE)
    said = orjson.dumps([request.path, asked])
    return hashlib.sha256(said).hexdigest()[:12]


def _asked(request: HttpRequest) -> list[tuple[str, str]]:
    return [(name, value) for name, values in request.GET.lists() for value in values]

"""Tags of answers (ETag, RFC 9110): the same tag means that the same question still has the same answer."""

from __future__ import annotations

import hashlib

from django.http import HttpRequest

from kizuna.store.tree import size
from kizuna.web.visit import visit
from kizuna.workflows.freshness import state


def tag_of(request: HttpRequest) -> str:
    """The tag of an answer: of the ledger's head and of everything in the question that makes a difference."""
    is_of_ledger = request.path.startswith("/api/v1/ledger/")
    asked = (
        state(),
        str(size()) if is_of_ledger else "",  # lines of the audit are entries too
        request.get_full_path(),
        visit(request).language,
        request.headers.get("Accept", ""),
    )
    digest = hashlib.sha256("\n".join(asked).encode("utf-8", "surrogatepass")).hexdigest()
    return f'W/"{digest[:32]}"'


def is_held(request: HttpRequest, tag: str) -> bool:
    """Whether the client says that it holds the answer of that tag.

    The tag tells the question too, so it was only ever given with an answer; `*` says nothing of the kind.
    """
    given = request.headers.get("If-None-Match", "")
    return tag.removeprefix("W/") in {part.strip().removeprefix("W/") for part in given.split(",")}


def is_any(request: HttpRequest) -> bool:
    """Whether the client wants an answer only where there is none (`If-None-Match: *`)."""
    return request.headers.get("If-None-Match", "").strip() == "*"

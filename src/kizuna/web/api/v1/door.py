"""The door of the API: what holds for every question, whatever it asks.

Law: a question is counted, then read as its key's user, then answered with "not modified" where the client
holds the answer; whatever goes wrong on the way is a problem, and a parameter that nobody reads is wrong, never
left out silently. Routes know nothing of all this. A key is sent as `Authorization: Bearer KEY`; without one,
whoever is signed in asks, or anybody. Here alone the API says who reads; what they may see is decided by
`kizuna.workflows.ask`. Who brings a key is counted by the key, anybody else by address, in all processes together.

`KIZUNA_API_RATE`: questions a minute from one address, 120 unless set; `KIZUNA_API_RATE_KEY`: with one key, 600.
"""

from __future__ import annotations

import hashlib
import logging
import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial, wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

from kizuna.errors import KizunaError, NotFound
from kizuna.register.access import Reader
from kizuna.store.cache import CLAIM_BYTES, cached
from kizuna.store.queries.accounts import READ, Account, Role, Token, account_named, token_of
from kizuna.store.rates import Left
from kizuna.store.tree import size
from kizuna.web import limits
from kizuna.web.api.v1.problems import Refused, problem
from kizuna.web.visit import visit
from kizuna.workflows.ask import reading_at_most, state
from kizuna.workflows.readers import ANONYMOUS, reader_of, reading_as

JSON = "application/json; charset=utf-8"


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


View = Callable[..., HttpResponseBase]
Answer = Callable[[], HttpResponseBase]
_LOG = logging.getLogger("kizuna.api")
_LARGEST = 200_000
"""What needs the whole ledger is not asked of one of more claims (KIZUNA_API_LARGEST)."""
_MOST_SHARED = 256 * 1024
"""Larger answers, in bytes, are made for each who asks."""
_VARY = "Accept, Accept-Language, Authorization, Cookie"
_EXPOSED = "ETag, Link, RateLimit, RateLimit-Policy, Retry-After, Content-Disposition"


def guarded(view: View) -> View:
    """The view behind the door. It is open to other sites' scripts, since it goes by keys and not by cookies
    when it changes anything."""

    @csrf_exempt
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **given: Any) -> HttpResponseBase:
        response: HttpResponseBase
        try:
            response = _answered(partial(view, request, *args, **given), request)
        except (KizunaError, Refused) as error:
            response = problem(request, error)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = _EXPOSED
        response.headers["Vary"] = _VARY
        return response

    return answered


def _answered(answer: Answer, request: HttpRequest) -> HttpResponseBase:
    if request.method == "OPTIONS":
        return _preflight()
    key, left = _counted(request)
    most = limits.number_set("KIZUNA_API_LARGEST", _LARGEST, least=1)
    with reading(request, key), reading_at_most(most):
        response = _fresh(answer, request)
    for name, value in headers_of(left).items():
        response.headers.setdefault(name, value)
    return response


def _counted(request: HttpRequest) -> tuple[Token | None, Left]:
    """The key of the question, counted; with a key that opens nothing the address is, so keys cannot be tried
    out."""
    try:
        key = key_of(request)
    except Refused:
        take(request, None)
        raise
    return key, take(request, key.id if key else None)


def _fresh(answer: Answer, request: HttpRequest) -> HttpResponseBase:
    """The answer with its tag, or that it is still the same; HEAD is answered as GET, without the body."""
    if request.method not in ("GET", "HEAD"):
        return _called(answer, request)
    is_head, request.method = request.method == "HEAD", "GET"
    tag, given = tag_of(request), request.headers.get("If-None-Match", "").split(",")
    held = {part.strip().removeprefix("W/") for part in given}
    # The tag tells the question too, so it was only ever given with an answer; `*` says nothing of the kind.
    response = _not_modified() if tag[2:] in held else _shared(tag, answer, request)
    if response.status_code == 200 and "*" in held:
        response = _not_modified()
    if response.status_code in (200, 304):
        response.headers["ETag"] = tag
        private = "Authorization" in request.headers or getattr(request, "account", None)
        response.headers["Cache-Control"] = f"{'private' if private else 'public'}, no-cache"
    if is_head and isinstance(response, HttpResponse):
        response.content = b""
    return response


class _Unshared(Exception):
    """An answer that is no JSON, or too much of it, for others who ask the same."""

    def __init__(self, response: HttpResponseBase) -> None:
        self.response = response


def _shared(tag: str, answer: Answer, request: HttpRequest) -> HttpResponseBase:
    """The answer of a tag; where it is JSON of no great size it is made once for all who ask for it."""

    def make() -> bytes:
        response = _called(answer, request)
        if not isinstance(response, HttpResponse) or not _is_small_json(response):
            raise _Unshared(response)
        return response.content

    try:
        content = cached(("answer", tag), make, lambda made: len(made) // CLAIM_BYTES)
    except _Unshared as made:
        return made.response
    return HttpResponse(content, content_type=JSON)


def _is_small_json(response: HttpResponse) -> bool:
    return (
        (response.status_code, response.headers.get("Content-Type")) == (200, JSON)
        and "Content-Disposition" not in response.headers
        and len(response.content) <= _MOST_SHARED
    )


def _not_modified() -> HttpResponse:
    response = HttpResponse(status=304)
    del response.headers["Content-Type"]
    return response


def _called(answer: Answer, request: HttpRequest) -> HttpResponseBase:
    """The view's answer; raises Refused (405) for a method that the address does not take."""
    response = answer()
    if isinstance(response, HttpResponseNotAllowed):
        allowed = {*response.headers["Allow"].split(", "), "OPTIONS"}
        allowed |= {"HEAD"} if "GET" in allowed else set()
        raise Refused(
            405, f"{request.method} is not taken here", {"Allow": ", ".join(sorted(allowed))}
        )
    return response


def _preflight() -> HttpResponse:
    """What a browser asks before a script of another site asks with a key."""
    headers = {
        "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
        "Access-Control-Allow-Headers": "Authorization, Content-Type, If-None-Match",
        "Access-Control-Max-Age": "86400",
    }
    return HttpResponse(status=204, headers=headers)


def failed(request: HttpRequest, error: Exception) -> HttpResponse:
    """The problem of an error that is none of Kizuna's own, which is written in the log."""
    _LOG.error("%s %s", request.method, request.path, exc_info=error, extra={"request": request})
    return problem(request, Refused(500, "the error is written in the server's log"))


_CHALLENGE = {"WWW-Authenticate": 'Bearer realm="Kizuna"'}


def key_of(request: HttpRequest) -> Token | None:
    """The key that the question brings, None without one; raises Refused (401) for one that opens nothing."""
    given = request.headers.get("Authorization", "")
    if not given:
        return None
    scheme, _, secret = given.partition(" ")
    found = token_of(secret.strip()) if scheme.lower() == "bearer" else None
    owner = _account(found.username) if found else None
    if owner is None or not owner.is_active:
        raise Refused(
            401,
            "the key is unknown, revoked or past its end; send it as `Authorization: Bearer KEY`",
            _CHALLENGE,
        )
    return found


def _account(name: str) -> Account | None:
    try:
        return account_named(name)
    except NotFound:
        return None


@contextmanager
def reading(request: HttpRequest, key: Token | None) -> Iterator[None]:
    """What is asked inside the block is asked in the name of the key; without one, as the request came."""
    request.kizuna_key = key  # type: ignore[attr-defined]
    if key is None:
        yield
        return
    with reading_as(_reader(key)):
        yield


def _reader(key: Token) -> Reader:
    """The key's user as a reader; a key that is not to read reads what anybody may, and its own proposals."""
    who = reader_of(_account(key.username))
    return who if READ in key.scopes else replace(ANONYMOUS, proposer=who.proposer)


def user_with(request: HttpRequest, scope: str) -> str:
    """The name of the user in whose name something is proposed.

    Raises Refused: 401 without a key, 403 for a key without the scope, or of an account that may not propose.
    """
    key: Token | None = getattr(request, "kizuna_key", None)
    if key is None:
        raise Refused(401, f"this needs a key with the scope {scope!r}", _CHALLENGE)
    if scope not in key.scopes:
        held = ", ".join(key.scopes)
        raise Refused(403, f"this needs the scope {scope!r}; the key has {held}")
    account = _account(key.username)
    if account is None or not account.has(Role.CONTRIBUTOR):
        raise Refused(403, f"this needs the role {Role.CONTRIBUTOR.value!r} or a higher one")
    return key.username


def take(request: HttpRequest, key: int | None) -> Left:
    """Count a question; raises Refused (429, with Retry-After) when the client has none left."""
    name = "KIZUNA_API_RATE" if key is None else "KIZUNA_API_RATE_KEY"
    limit = limits.number_set(name, 120 if key is None else 600, least=1)
    client = f"key {key}" if key is not None else f"api {limits.address_of(request)}"
    left = limits.take(client, limit)
    if left.allowed:
        return left
    wait = max(1, math.ceil(left.wait))
    raise Refused(
        429,
        f"{limit} questions a minute are answered; ask again in {wait} s",
        {"Retry-After": str(wait), **headers_of(left)},
    )


def headers_of(left: Left) -> dict[str, str]:
    """What the client has left, as headers (the IETF's draft on RateLimit headers)."""
    return {
        "RateLimit-Policy": f'"minute";q={left.limit};w=60',
        "RateLimit": f'"minute";r={left.remaining};t={math.ceil(left.wait)}',
    }

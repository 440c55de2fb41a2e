"""The door of the API: what holds for every question, whatever it asks.

Law: a question is counted, then read as its key's user, then answered with "not
modified" where the client holds the answer; whatever goes wrong on the way is a
problem, and a parameter that nobody reads is wrong, never left out silently. Routes
know nothing of all this. A key is sent as `Authorization: Bearer KEY`; without one,
whoever is signed in asks, or anybody. Here alone the API says who reads; what they may
see is decided by `kizuna.workflows.ask`. Who brings a key is counted by the key,
anybody else by address, in all processes together.

`KIZUNA_API_RATE`: questions a minute from one address, 120 unless set;
`KIZUNA_API_RATE_KEY`: with one key, 600.
"""

import hashlib
import math
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import replace
from functools import partial, wraps
from typing import Any, NamedTuple, cast

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseNotModified,
)
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

from kizuna.errors import KizunaError, NotFound
from kizuna.store.cache import CLAIM_BYTES, cached
from kizuna.store.queries import accounts
from kizuna.store.queries.accounts import PROPOSE, READ, Account, Role, Token
from kizuna.store.tree import size
from kizuna.web.api.v1.problems import Refused, problem
from kizuna.web.middleware import address_of, count, number_set
from kizuna.web.rendering import visit
from kizuna.workflows.ask import reading_at_most, state
from kizuna.workflows.readers import ANONYMOUS, reader_of, reading_as

JSON = "application/json; charset=utf-8"


def tag_of(request: HttpRequest) -> str:
    """The tag of an answer: of the ledger's head and of everything in the question that
    makes a difference.
    """
    is_of_ledger = request.path.startswith("/api/v1/ledger/")
    entries = str(size()) if is_of_ledger else ""  # lines of the audit are entries too
    reader = (visit(request).language, request.headers.get("Accept", ""))
    asked = "\n".join((state(), entries, request.get_full_path(), *reader))
    digest = hashlib.sha256(asked.encode("utf-8", "surrogatepass")).hexdigest()
    return f'W/"{digest[:32]}"'


Answer = Callable[[], HttpResponseBase]
_EXPOSED = "ETag, Link, RateLimit, RateLimit-Policy, Retry-After, Content-Disposition"
_ALWAYS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": _EXPOSED,
    "Vary": "Accept, Accept-Language, Authorization, Cookie",
}
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
}
"""What a browser asks before a script of another site asks with a key."""


def guarded(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The view behind the door. It is open to other sites' scripts, since it goes by
    keys and not by cookies when it changes anything.
    """

    @csrf_exempt
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **given: Any) -> HttpResponseBase:
        response: HttpResponseBase
        try:
            response = _answered(partial(view, request, *args, **given), request)
        except (KizunaError, Refused) as error:
            response = problem(request, error)
        for name, value in _ALWAYS.items():
            response.headers[name] = value
        return response

    return answered


def _answered(answer: Answer, request: HttpRequest) -> HttpResponseBase:
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers=_PREFLIGHT)
    try:
        key = key_of(request)
    except Refused:
        take(request, None)  # so that keys cannot be tried out
        raise
    left = take(request, key)
    # What needs the whole ledger is not asked of one of more claims.
    most = number_set("KIZUNA_API_LARGEST", 200_000, least=1)
    with reading(request, key), reading_at_most(most):
        response = _fresh(answer, request)
    for name, value in left.items():
        response.headers.setdefault(name, value)
    return response


def _fresh(answer: Answer, request: HttpRequest) -> HttpResponseBase:
    """The answer with its tag, or that it is still the same; HEAD is answered as GET,
    without the body.
    """
    if request.method not in ("GET", "HEAD"):
        return _called(answer, request)
    is_head, request.method = request.method == "HEAD", "GET"
    tag, given = tag_of(request), request.headers.get("If-None-Match", "").split(",")
    held = {part.strip().removeprefix("W/") for part in given}
    # The tag tells the question too, so it was only ever given with an answer; `*` says
    # nothing of the kind.
    response = (
        HttpResponseNotModified() if tag[2:] in held else _shared(tag, answer, request)
    )
    if "*" in held and response.status_code == 200:
        response = HttpResponseNotModified()
    if response.status_code in (200, 304):
        response.headers["ETag"] = tag
        private = "Authorization" in request.headers or getattr(
            request, "account", None
        )
        response.headers["Cache-Control"] = (
            f"{'private' if private else 'public'}, no-cache"
        )
    if is_head and isinstance(response, HttpResponse):
        response.content = b""
    return response


class _Unshared(Exception):
    """An answer that is no JSON, or too much of it, for others who ask the same."""


def _shared(tag: str, answer: Answer, request: HttpRequest) -> HttpResponseBase:
    """The answer of a tag; where it is JSON of no great size it is made once for all
    who ask for it.
    """

    def make() -> bytes:
        response = _called(answer, request)
        kind = response.status_code, response.headers.get("Content-Type")
        is_json = kind == (200, JSON) and "Content-Disposition" not in response.headers
        content = (
            response.content if is_json and isinstance(response, HttpResponse) else None
        )
        if content is None or len(content) > 256 * 1024:
            raise _Unshared(response)
        return content

    try:
        content = cached(("answer", tag), make, lambda made: len(made) // CLAIM_BYTES)
    except _Unshared as made:
        return cast(HttpResponseBase, made.args[0])
    return HttpResponse(content, content_type=JSON)


def _called(answer: Answer, request: HttpRequest) -> HttpResponseBase:
    """The view's answer; raises Refused (405) for a method that the address does not
    take.
    """
    response = answer()
    if isinstance(response, HttpResponseNotAllowed):
        allowed = {*response.headers["Allow"].split(", "), "OPTIONS"}
        allowed |= {"HEAD"} if "GET" in allowed else set()
        allow = {"Allow": ", ".join(sorted(allowed))}
        raise Refused(405, f"{request.method} is not taken here", allow)
    return response


_CHALLENGE = {"WWW-Authenticate": 'Bearer realm="Kizuna"'}


class Key(NamedTuple):
    """A key that opens something, and the account of its user."""

    token: Token
    account: Account


def key_of(request: HttpRequest) -> Key | None:
    """The key that the question brings, None without one; raises Refused (401) for one
    that opens nothing.
    """
    if not (given := request.headers.get("Authorization", "")):
        return None
    scheme, _, secret = given.partition(" ")
    token = accounts.token_of(secret.strip()) if scheme.lower() == "bearer" else None
    with suppress(NotFound):
        if (
            token is not None
            and (user := accounts.account_named(token.username)).is_active
        ):
            return Key(token, user)
    said = (
        "the key is unknown, revoked or past its end; send it as `Authorization: Bearer"
        " KEY`"
    )
    raise Refused(401, said, _CHALLENGE)


def reading(request: HttpRequest, key: Key | None) -> AbstractContextManager[None]:
    """What is asked inside the block is asked in the name of the key; without one, as
    the request came.

    A key that is not to read reads what anybody may, and its own proposals.
    """
    request.kizuna_key = key
    if key is None:
        return nullcontext()
    who, reads = reader_of(key.account), READ in key.token.scopes
    return reading_as(who if reads else replace(ANONYMOUS, proposer=who.proposer))


def proposer(request: HttpRequest) -> str:
    """The name of the user in whose name something is proposed; asked for before
    anything that was sent is read.

    Raises Refused: 401 without a key, 403 for a key without the scope, or of an account
    that may not propose.
    """
    key: Key | None = getattr(request, "kizuna_key", None)
    if key is None:
        raise Refused(401, f"this needs a key with the scope {PROPOSE!r}", _CHALLENGE)
    if PROPOSE not in key.token.scopes:
        held = ", ".join(key.token.scopes)
        raise Refused(403, f"this needs the scope {PROPOSE!r}; the key has {held}")
    if not key.account.has(Role.CONTRIBUTOR):
        raise Refused(
            403, f"this needs the role {Role.CONTRIBUTOR.value!r} or a higher one"
        )
    return key.account.name


def take(request: HttpRequest, key: Key | None) -> dict[str, str]:
    """Count a question; the headers that say what the client has left (the IETF's draft
    on RateLimit headers).

    Raises Refused (429, with Retry-After) when that is nothing.
    """
    name = "KIZUNA_API_RATE" if key is None else "KIZUNA_API_RATE_KEY"
    limit = number_set(name, 120 if key is None else 600, least=1)
    client = f"key {key.token.id}" if key is not None else f"api {address_of(request)}"
    left = count(client, limit)
    headers = {
        "RateLimit-Policy": f'"minute";q={limit};w=60',
        "RateLimit": f'"minute";r={left.remaining};t={math.ceil(left.wait)}',
    }
    if left.allowed:
        return headers
    wait = max(1, math.ceil(left.wait))
    said = f"{limit} questions a minute are answered; ask again in {wait} s"
    raise Refused(429, said, {"Retry-After": str(wait), **headers})

"""Asking the API within the process, in the name of whoever an assistant works for.

Law: an assistant sees what its account or key lets anybody see at the API, in the same shapes, and counts against
the same limits.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.http import HttpRequest
from django.test import RequestFactory
from django.urls import Resolver404, resolve

from kizuna.register.access import Reader
from kizuna.store.queries.accounts import PROPOSE, Account, Role
from kizuna.store.snapshot import one_snapshot
from kizuna.web.api.v1 import door
from kizuna.web.visit import read_visit, set_visit
from kizuna.workflows.acting import acting_user
from kizuna.workflows.readers import ANONYMOUS, reader_of, reading_as

API = "/api/v1"


@dataclass(frozen=True, slots=True)
class Caller:
    """Whom an assistant works for: a key, as the header brings it, or else an account; with neither the owner of
    the database, where `is_owner`, and nobody where not."""

    authorization: str = ""
    account: Account | None = None
    is_owner: bool = False

    @property
    def reader(self) -> Reader | None:
        """Who reads; a key says so itself, at the API."""
        if self.authorization:
            return ANONYMOUS
        return None if self.is_owner else reader_of(self.account)

    @property
    def may_propose(self) -> bool:
        """Whether an account, or the owner, may propose; of a key its scope is asked when it does."""
        if self.authorization or self.account is None:
            return bool(self.authorization) or self.is_owner
        return self.account.has(Role.CONTRIBUTOR)


CALLER: ContextVar[Caller] = ContextVar("caller")


def get(path: str, **query: Any) -> dict[str, Any]:
    """The answer of an address of the API; None, "" and False leave a parameter out.

    Raises `ApiRefusal`.
    """
    found: dict[str, Any] = json.loads(_answer(path, query))
    return found


def get_text(path: str, **query: Any) -> str:
    """The answer of an address of the API that is no JSON."""
    return _answer(path, query).decode()


class ApiRefusal(Exception):
    """What the API answers to a question that cannot be answered, in words for the assistant."""


def _answer(path: str, query: Mapping[str, Any]) -> bytes:
    request = _request(f"{API}{path}", query)
    try:
        match = resolve(request.path)
    except Resolver404:
        raise ApiRefusal(f"{path!r} is no address of the register") from None
    request.resolver_match = match
    with reading_as(CALLER.get().reader), one_snapshot():
        here, error = read_visit(request)
        if error is not None:
            raise error
        set_visit(request, here)
        response = match.func(request, *match.args, **match.kwargs)
        content = bytes(response.content)
    if response.status_code >= 400 or response.status_code == 300:
        raise ApiRefusal(_words(json.loads(content)))
    return content


def _words(problem: Mapping[str, Any]) -> str:
    """A problem in words, with what an ambiguous name may mean."""
    meant = [f"{one['id']} ({one['label']})" for one in problem.get("candidates", ())]
    wrong = [f"{one['where']}: {one['detail']}" for one in problem.get("errors", ())]
    said = str(problem.get("detail") or problem.get("title"))
    return "; ".join([said, *wrong, *(["it may mean " + ", ".join(meant)] if meant else [])])


def _request(path: str, query: Mapping[str, Any]) -> HttpRequest:
    caller = CALLER.get()
    given = {name: "true" if value is True else value for name, value in query.items() if value}
    headers = {"authorization": caller.authorization} if caller.authorization else {}
    request = RequestFactory(headers=headers).get(path, given)
    request.account = caller.account  # type: ignore[attr-defined]
    return request


@contextmanager
def asking() -> Iterator[HttpRequest]:
    """A question that is none of the API's own, counted as those are, and asked in the name of the caller."""
    request = _request(API, {})
    with reading_as(CALLER.get().reader), one_snapshot():
        key = door.key_of(request)
        door.take(request, key)
        with door.reading(request, key):
            yield request


def proposer(request: HttpRequest) -> str:
    """The name of the user in whose name something is proposed; raises `ApiRefusal` and Refused."""
    caller = CALLER.get()
    if caller.authorization:
        return door.user_with(request, PROPOSE)
    if not caller.may_propose:
        raise ApiRefusal(f"this needs the role {Role.CONTRIBUTOR.value!r} or a higher one")
    return caller.account.name if caller.account else acting_user()


def cursor_of(following: str) -> str:
    """Where a list goes on: the cursor in an address that an answer gave as `next`, or the cursor itself."""
    return parse_qs(urlsplit(following).query).get("cursor", [following])[0]

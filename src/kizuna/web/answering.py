"""Answering: a page with its form and what was found or, above the form that is kept, what is wrong with it; and
answers as files.

A question is a GET whose address can be kept and cited; each field has a name of its own, so that the address is
also a plain mapping of names to texts.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse

from kizuna.claims import vocabulary
from kizuna.errors import Ambiguous, BadQuestion, InputError, KizunaError, NotFound
from kizuna.languages import Messages
from kizuna.publish.export.subject import MEDIA_TYPES
from kizuna.publish.wording import Wording
from kizuna.register.ties import parties_in_order
from kizuna.values import Edtf
from kizuna.web.fields import given
from kizuna.web.rendering import render
from kizuna.web.visit import Visit, visit
from kizuna.workflows import ask
from kizuna.workflows.front_page import examples
from kizuna.workflows.scoping import ScopeQuestion

NAMES = tuple("abcdefgh")
"""The fields for things that are named one beside the other."""
MOST_CLAIMS = 600_000
"""A ledger of more claims is not read whole for a page: that takes longer than some ten seconds."""

Option = tuple[str, str]
"""A value and what it is called."""


def named(request: HttpRequest, fields: Iterable[str] = NAMES) -> tuple[str, ...]:
    """The things that are named, in the order of their fields; empty fields are left out."""
    return tuple(text for field in fields if (text := given(request, field)))


def scope_of_request(request: HttpRequest) -> ScopeQuestion:
    """The ties that the form asks for: of one place or between two sides, of a kind, on the day of the visit."""
    here, sides = visit(request), named(request, ("a", "b"))
    of, kind = given(request, "of"), given(request, "kind")
    return ScopeQuestion(here.day.number, here.known_at, of, sides, kind)


def concepts(messages: Messages, scheme: str) -> list[Option]:
    """The concepts of a vocabulary by id, in the order of their labels."""
    held = ((concept, messages.concept(scheme, concept)) for concept in vocabulary.scheme(scheme))
    return sorted(held, key=lambda option: option[1].casefold())


def answered(
    request: HttpRequest, template: str, find: Callable[[], Any], **form: Any
) -> HttpResponse:
    """The page with what `find` gives as `answer`; None asks for nothing yet.

    Where the question is wrong the page has the `fault` in the error's own words, with what an ambiguous name may
    mean, and the status of that error. Other errors are raised.
    """
    here, answer, fault, status = visit(request), None, None, 200
    try:
        with bounded():
            answer = find()
    except (InputError, NotFound) as error:
        message, status = str(error).partition("\n")[0], error.http_status
        fault = {"message": message, "candidates": _candidates(here, error)}
    return render(
        request,
        template,
        status=status,
        answer=answer,
        fault=fault,
        on_day=here.messages.date(Edtf.parse(here.day.text)),
        to=lambda path, **changed: replace(here, path=path).here(**{"page": None, **changed}),
        examples=lambda: _examples(here),
        **form,
    )


def _examples(here: Visit) -> dict[str, list[dict[str, Any]]]:
    """The ties and the places that a page without a question offers, each by its name and the text that a field
    takes for it, a tie also with its parties; none where the register is too large."""
    places, ties, register = examples(here.day.number, here.known_at)
    wording = Wording(register, here.messages)

    def value(ref: str) -> str:
        return f"{wording.name(ref)} ({ref})"

    def view(ref: str, parties: Iterable[str] = ()) -> dict[str, Any]:
        return {"name": wording.name(ref), "value": value(ref), "parties": [*map(value, parties)]}

    return {
        "ties": [view(tie.id, parties_in_order(tie)) for tie in ties],
        "places": list(map(view, places)),
    }


def bounded() -> AbstractContextManager[None]:
    """What is asked inside the block is asked while somebody waits: no ledger too large for that is read whole."""
    return ask.reading_at_most(MOST_CLAIMS)


def _candidates(here: Visit, error: KizunaError) -> list[tuple[str, str, str]]:
    """What an ambiguous name may mean: the address of the question with each, its id, and its description."""
    if not isinstance(error, Ambiguous):
        return []
    field = next((name for name, text in here.asked if text.strip() == error.name), "")
    return [
        (here.here(**{field: ref}) if field else here.address(f"/{ref}"), ref, description)
        for ref, description in error.candidates
    ]


_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
_ALONE = "sandbox allow-scripts allow-popups allow-modals allow-downloads; frame-ancestors 'none'"
"""A note runs its own script as a page of no site: it reads no cookie, and asks this site for nothing."""


def file_response(content: bytes, name: str, *, keep: bool = True) -> HttpResponse:
    """A file by its name, to be kept or, unless `keep`, to be shown where the browser can.

    HTML comes with the policy that it states for itself, by the digests of what is in it, and stands alone. Raises
    BadQuestion for HTML that states none.
    """
    ending = name.rpartition(".")[2]
    response = HttpResponse(
        content, content_type=MEDIA_TYPES.get(ending, "application/octet-stream")
    )
    way = "attachment" if keep else "inline"
    response["Content-Disposition"] = f"{way}; filename*=UTF-8''{quote(name)}"
    if ending == "html":
        found = _POLICY.search(content)
        if found is None:
            raise BadQuestion("the note states no policy for its content")
        response["Content-Security-Policy"] = f"{html.unescape(found[1].decode())}; {_ALONE}"
    return response

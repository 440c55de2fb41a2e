"""Answering: a page with its form and what was found or, above the form that is kept, what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse

from kizuna.errors import Ambiguous, InputError, KizunaError, NotFound
from kizuna.publish.wording import Wording
from kizuna.register.ties import parties_in_order
from kizuna.values import Edtf
from kizuna.web.analysis.forms import MOST_CLAIMS
from kizuna.web.api.v1.problems import status_of
from kizuna.web.rendering import render
from kizuna.web.visit import Visit, visit
from kizuna.workflows import ask
from kizuna.workflows.front_page import examples


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a question, in the error's own words.

    `candidates` are what an ambiguous name may mean: the address of the question with each, and its description.
    """

    message: str
    candidates: tuple[tuple[str, str, str], ...] = ()


def answered(
    request: HttpRequest, template: str, find: Callable[[], Any], **form: Any
) -> HttpResponse:
    """The page with what `find` gives as `answer`; None asks for nothing yet.

    Where the question is wrong the page has the `fault`, and the status of that error. Other errors are raised.
    """
    answer, fault, status = None, None, 200
    try:
        with bounded():
            answer = find()
    except (InputError, NotFound) as error:
        fault, status = fault_of(request, error), status_of(error)
    held = {"answer": answer, "fault": fault, **shared(request)}
    return render(request, template, status=status, **held, **form)


def shared(request: HttpRequest) -> dict[str, Any]:
    """What the pieces of these pages use: the day in words, and addresses of the same
    question at another path."""
    here = visit(request)
    return {
        "on_day": here.messages.date(Edtf.parse(here.day.text)),
        "to": partial(same_question, here),
        "examples": partial(_examples, here),
    }


@dataclass(frozen=True, slots=True)
class ExampleView:
    """Something to ask about: its name, and the text that a field takes for it; `parties` are those of a tie."""

    name: str
    value: str
    parties: tuple[str, ...] = ()


def _examples(here: Visit) -> dict[str, list[ExampleView]]:
    """The ties and the places that a page without a question offers; none where the register is too large."""
    found = examples(here.day.number, here.known_at)
    wording = Wording(found.register, here.messages)

    def view(ref: str) -> ExampleView:
        return ExampleView(wording.name(ref), f"{wording.name(ref)} ({ref})")

    ties = (
        replace(view(tie.id), parties=tuple(view(ref).value for ref in parties_in_order(tie)))
        for tie in found.ties
    )
    return {"ties": list(ties), "places": [view(ref) for ref in found.places]}


def same_question(here: Visit, path: str, **changed: object) -> str:
    """The address of another path with the question of this page, changed as given; a page number is dropped."""
    asked = {name: text for name, text in here.asked if name != "page"}
    asked |= {name: "" if value is None else str(value) for name, value in changed.items()}
    kept = {name: text for name, text in asked.items() if text}
    return f"{path}?{urlencode(kept)}" if kept else path


def bounded() -> AbstractContextManager[None]:
    """What is asked inside the block is asked while somebody waits: no ledger too large for that is read whole."""
    return ask.reading_at_most(MOST_CLAIMS)


def fault_of(request: HttpRequest, error: KizunaError) -> Fault:
    """The error as a page shows it, with an address for each candidate of an ambiguous name."""
    message = str(error).partition("\n")[0]
    if not isinstance(error, Ambiguous):
        return Fault(message)
    here = visit(request)
    field = next((name for name, text in here.asked if text.strip() == error.name), "")
    held = [
        (here.here(**{field: ref}) if field else here.address(f"/{ref}"), ref, description)
        for ref, description in error.candidates
    ]
    return Fault(message, tuple(held))

"""Reporting: the information note on two sides, and the answer to any question, as a
file.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from kizuna.errors import BadQuestion, name_some
from kizuna.publish.document import Letterhead
from kizuna.publish.records import json_file
from kizuna.publish.report.brief import Brief, prepare
from kizuna.register.places import Side
from kizuna.workflows import ask
from kizuna.workflows.prove import head_at
from kizuna.workflows.question import NAMED, forms, lines_of, records_of

if TYPE_CHECKING:
    from kizuna.claims.claim import Claim
    from kizuna.publish.report.compose import Library
    from kizuna.publish.wording import Wording
    from kizuna.workflows.clocks import Times
    from kizuna.workflows.question import QuestionFile


def brief(question: ask.ScopeQuestion) -> Brief:
    """What there is to say of the two sides that a question is between.

    Raises NotFound and Ambiguous for names, and BadQuestion for fewer sides and for two
    that are one. Where nothing had been recorded by its `known_at` the brief is empty,
    and its sides are the places that the names mean now.
    """
    empty, day = ask.is_empty(question.known_at), question.day
    known_at = None if empty else question.known_at
    asked = ask.places_meant("", question.between, known_at, ("government", "area"))
    if not asked:
        raise BadQuestion("a note is on two sides: name both")
    register = ask.known_register(question.known_at)
    sides = [
        Side(p.ref, frozenset({p.ref})) if empty else p.side(register, day)
        for p in asked
    ]
    return prepare(register, sides[0], sides[1], day)


def render(
    found: Brief,
    form: str = "html",
    language: str = "en",
    head: Letterhead | None = None,
    known_at: datetime | None = None,
) -> bytes:
    """The note on a brief as the content of a file.

    Raises BadQuestion for an unknown format, BadLanguage, BadClaim for an unknown
    access level, and RenderError when it cannot be set.
    """
    from kizuna.claims import vocabulary
    from kizuna.languages import Messages
    from kizuna.publish.report.compose import compose, typeset
    from kizuna.publish.report.note_json import note_json

    messages, head = Messages(language), head or Letterhead()
    access = vocabulary.scheme("access-levels")[head.access or "public"].id
    head = replace(head, access=access, ledger=head_at(known_at))
    if form == "json":
        made = note_json(found, known_at, messages.tag, head.ledger)
        return json.dumps(made, ensure_ascii=False, indent=2).encode()
    return typeset(
        compose(found, messages, partial(_library, known_at), head, known_at), form
    )


def content(
    file: QuestionFile,
    question: Any,
    asked: tuple[Any, Wording],
    times: Times,
    form: str,
) -> bytes:
    """An answer with its wording as a file: its records (csv, json), its days (ics), or
    its document with what was asked and the evidence (html, pdf, docx, md).

    Raises RenderError, and BadQuestion for a form that it has not.
    """
    found, wording = asked
    if form not in forms(file):
        raise BadQuestion(f"{str(form)!r} is none of {name_some(forms(file))}")
    match form:
        case "csv":
            return file.records(found, wording).to_csv().encode()
        case "json":
            return json_file(records_of(file, found, wording, times).to_json())
        case "ics":
            from kizuna.publish.export.ical import answer_events, calendar

            title = file.document(found, wording).title
            named = (
                said.text for _, (said,) in lines_of(question, wording, NAMED).facts
            )
            called = ", ".join((f"Kizuna: {title}", *named))
            return calendar(
                called, answer_events(file.records(found, wording), wording)
            )
    from kizuna.publish.report.compose import note_of, typeset

    document = replace(
        file.document(found, wording), header=lines_of(question, wording)
    )
    library, known_at = partial(_library, times.known_at), times.known_at
    return typeset(note_of(document, wording, library, known_at), form)


def _library(known_at: datetime | None, claims: Sequence[Claim]) -> Library:
    """The texts that the claims rest on, and what renders their passages."""
    from kizuna.publish.report.compose import Library

    digests = sorted({claim.sha256 for claim in claims})
    documents = {claim.document for claim in claims if claim.has_passage}
    return Library(ask.texts_of(digests), ask.renditions_near(documents, known_at))

"""What was recorded and judged last, page by page and day by day, in words, back to the first claim."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from kizuna.languages import Messages
from kizuna.publish.wording import Wording
from kizuna.values import Edtf, kind_of
from kizuna.web.fields import given
from kizuna.web.rendering import render
from kizuna.web.visit import visit
from kizuna.workflows.recent_changes import Change, recent_changes

_NAMED = 3
"""So many of the facts recorded at once are named."""


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A change with its day in words, what was recorded or how it was judged, and by whom."""

    change: Change
    day: str
    what: str
    who: str


def change_lines(changes: Iterable[Change], wording: Wording) -> list[ChangeLine]:
    """The changes in words, in their order."""
    return [
        ChangeLine(
            change,
            wording.messages.date(Edtf.parse(change.at.date().isoformat())),
            _what(change, wording),
            wording.name(change.who),
        )
        for change in changes
    ]


def latest_lines(changes: Iterable[Change], wording: Wording, most: int) -> list[ChangeLine]:
    """The latest change of each thing, of so many things at most."""
    found: dict[tuple[str, ...], Change] = {}
    for change in changes:
        if change.subjects:
            found.setdefault(change.subjects, change)
    return change_lines(list(found.values())[:most], wording)


def _fact(messages: Messages, kind: str, name: str) -> str:
    """What a property is called in a sentence."""
    return (
        messages.text("web-change-stage") if name == "milestone" else messages.property(kind, name)
    )


def _what(change: Change, wording: Wording) -> str:
    """What was done, in words: "sources differ on the date; one was preferred"."""
    messages = wording.messages
    kind = kind_of(change.subjects[0]) if change.subjects else ""
    named = [_fact(messages, kind, name) for name in change.properties]
    what, more = messages.listing(named[:_NAMED]), len(named) - _NAMED
    if change.verdict:
        return messages.text(f"web-change-{change.verdict}", what=what)
    if more > 0:
        said = wording.text("parts-separator").join(named[:_NAMED])
        return messages.text("web-change-recorded-more", what=said, more=more)
    return messages.text("web-change-recorded", what=what)


def changes_page(request: HttpRequest) -> HttpResponse:
    """One page of changes. Raises BadQuestion for a page that there cannot be."""
    here = visit(request)
    found = recent_changes(given(request, "before"), here.known_at)
    wording = Wording(found.register, here.messages)
    lines = change_lines(found.changes, wording)
    return render(request, "map/changes.html.jinja", found=found, lines=lines, wording=wording)

"""The list of ties: of a place or between two sides, in a field, of a kind, on a day; also as CSV and JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse

from kizuna.publish.wording import Wording
from kizuna.register.status import TieOnDay
from kizuna.store.cache import cached
from kizuna.values import Edtf
from kizuna.web.analysis.answering import answered, bounded
from kizuna.web.analysis.files import Rows, as_csv, as_json
from kizuna.web.analysis.forms import concepts, sides
from kizuna.web.fields import given, is_on, number
from kizuna.web.visit import visit
from kizuna.workflows.list_ties import COLUMNS, TiesAnswer, TiesQuestion, list_ties, record_of

SHOWN = 100
"""So many ties stand on one page."""


@dataclass(frozen=True, slots=True)
class TiesPage:
    """One page of the answer; `page` counts from 1 to `pages`."""

    found: TiesAnswer
    wording: Wording
    page: int
    pages: int

    @property
    def lines(self) -> tuple[TieOnDay, ...]:
        """The ties of this page."""
        return self.found.lines[(self.page - 1) * SHOWN : self.page * SHOWN]

    @property
    def undated(self) -> str:
        """What it means that a list has no date, and how to mend it; "" where every list has one."""
        return self.found.undated_lists(self.wording.messages)

    def since(self, line: TieOnDay) -> str:
        """When the tie was entered into, in words; "" where nobody says."""
        made = line.established
        return self.wording.messages.date(made.value.date) if made and made.value.date else ""

    def standing(self, line: TieOnDay) -> str:
        """How it stands on the day, in words."""
        messages = self.wording.messages
        if line.status is not None:
            return messages.concept("statuses", line.status.value.status)
        if line.answer.possible or line.stage is None:
            return messages.text(f"note-in-force-{line.answer.name.lower()}")
        return messages.concept("stages", line.stage.value.stage)

    def fields(self, line: TieOnDay) -> list[tuple[str, str, tuple[str, ...]]]:
        """Each field with the date since when, "" for none, and the claims that say so."""
        messages = self.wording.messages
        return [
            (
                messages.concept("fields", field.concept),
                messages.date(Edtf.parse(field.since)) if field.since else "",
                field.claims,
            )
            for field in self.found.fields(line)
        ]


def ties_page(request: HttpRequest) -> HttpResponse:
    """The list as a page."""
    messages = visit(request).messages
    return answered(
        request,
        "analysis/ties.html.jinja",
        lambda: _page(request),
        kinds=concepts(messages, "tie-types"),
        fields=concepts(messages, "fields"),
    )


def ties_csv(request: HttpRequest) -> HttpResponse:
    """The whole list as CSV, with the columns of `kizuna ties`. Raises what listing raises."""
    found = _listed(request)
    rows = ([record_of(found, line)[column] for column in COLUMNS] for line in found.lines)
    table: Rows = (COLUMNS, rows)
    return as_csv(table, f"kizuna-ties-{visit(request).day.text}.csv")


def ties_json(request: HttpRequest) -> HttpResponse:
    """The whole list as JSON, with the count and its claims. Raises what listing raises."""
    here, found = visit(request), _listed(request)
    asked: dict[str, Any] = {"as_of": here.day.text, "known_at": here.known_text or None}
    counted = {"count": found.count.as_json(), "pending": found.pending}
    ties = [record_of(found, line) for line in found.lines]
    return as_json({**asked, **counted, "ties": ties}, f"kizuna-ties-{here.day.text}.json")


def _page(request: HttpRequest) -> TiesPage:
    here, found = visit(request), _listed(request)
    pages = max(1, -(-len(found.lines) // SHOWN))
    wording = Wording(found.register, here.messages, here.day.number)
    return TiesPage(found, wording, number(request, "page", 1, pages), pages)


def _listed(request: HttpRequest) -> TiesAnswer:
    """The answer, kept while the ledger stands: its pages and files are of one list."""
    question = _question(request)
    with bounded():
        return cached(question, lambda: list_ties(question), lambda found: len(found.lines))


def _question(request: HttpRequest) -> TiesQuestion:
    here = visit(request)
    of, between = given(request, "of"), sides(request)
    return TiesQuestion(
        day=here.day.number,
        known_at=here.known_at,
        of=of,
        between=() if of else between,
        field=given(request, "field"),
        kind=given(request, "kind"),
        every=is_on(request, "every"),
    )

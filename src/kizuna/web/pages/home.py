"""The front page: search, the map, the figures of the register, what changed last, and good ways in."""

from django.http import HttpRequest, HttpResponse

from kizuna.publish.wording import Wording
from kizuna.store.cache import cached
from kizuna.values import Edtf
from kizuna.web.mapping import chosen_map
from kizuna.web.rendering import render
from kizuna.web.visit import visit
from kizuna.workflows.front_page import BUILT_IN_DAY, front_page
from kizuna.workflows.recent_changes import Question, answer, latest, listing

_CHANGES = 40
_SHOWN = 6


def home(request: HttpRequest) -> HttpResponse:
    """The way in."""
    here = visit(request)
    changes = cached(
        ("latest changes", here.known_at),
        lambda: answer(Question(_CHANGES), here.times),
        lambda found: len(found.changes),
    )
    front = front_page(here.day.number, here.known_at)
    found = chosen_map(request) if front.places is not None else None
    return render(
        request,
        "home.html.jinja",
        asked=found,
        overview=found.answer if found else None,
        front=front,
        wording=Wording(front.register, here.messages, here.times.asked_day),
        changes=listing(latest(changes, _SHOWN), Wording(changes.register, here.messages)),
        note_day=here.messages.date(Edtf.parse(BUILT_IN_DAY)),
        note=f"/report?a={front.note[0]}&b={front.note[1]}&as_of={BUILT_IN_DAY}"
        if front.note
        else "",
        documents="/documents",
    )

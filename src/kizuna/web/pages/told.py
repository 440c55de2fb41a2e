"""What a page tells of the decision that led to it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from kizuna.claims.judgement import Judgement
from kizuna.errors import KizunaError
from kizuna.publish.wording import Wording
from kizuna.web.access import signed_in
from kizuna.web.visit import visit
from kizuna.workflows.history import judgement_of
from kizuna.workflows.open_mention import plain_name


@dataclass(frozen=True, slots=True)
class Told:
    """A judgement of identity that was just recorded, with the names of both sides; it can be undone."""

    judgement: Judgement
    name: str
    other: str


def decision_told(request: HttpRequest) -> Told | None:
    """The decision that the address names; None without one that the account may take back and has not yet."""
    prefix = request.GET.get("decided", "").strip()
    if not prefix:
        return None
    try:
        asked = judgement_of(prefix, signed_in(request))
    except KizunaError:  # the page was asked for, not the notice: what is no id has nothing to tell
        return None
    made = asked.judged.judgement
    if "/" not in made.target or asked.judged.is_withdrawn:
        return None
    wording = Wording(asked.register, visit(request).messages)
    name, other = (plain_name(ref) or wording.name(ref) for ref in (made.target, made.other))
    return Told(made, name, other)

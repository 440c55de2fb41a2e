"""What a page tells of the decision that led to it, and numbers in addresses."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from kizuna.claims.judgement import Judgement
from kizuna.errors import BadQuestion, KizunaError
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
    except (
        KizunaError
    ):  # the page was asked for, not the notice: an id that is none has nothing to tell
        return None
    made = asked.judged.judgement
    if "/" not in made.target or asked.judged.is_withdrawn:
        return None
    wording = Wording(asked.register, visit(request).messages)
    name, other = (plain_name(ref) or wording.name(ref) for ref in (made.target, made.other))
    return Told(made, name, other)


def number_of(request: HttpRequest, name: str, usual: int = 1) -> int:
    """The number that the address gives, `usual` without one; raises BadQuestion, quoting it."""
    asked = request.GET.get(name, "").strip()
    if asked and not (asked.isascii() and asked.isdigit() and int(asked) < 10**9):
        raise BadQuestion(f"{asked!r} is not a number; write {name}=2")
    return int(asked) if asked else usual

"""Suggesting: partners for a local government, and forms of exchange for a tie, as of a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kizuna.analysis.suggest.holdings import holdings_of
from kizuna.analysis.suggest.ranking import Ranking, Wanted, rank
from kizuna.analysis.suggest.similar import Likeness, like
from kizuna.claims import vocabulary
from kizuna.claims.kinds import Tie
from kizuna.errors import BadQuestion, NotFound
from kizuna.publish.wording import Wording
from kizuna.register.register import Register
from kizuna.values.countries import country_code
from kizuna.workflows import ask
from kizuna.workflows.scoping import ScopeQuestion, scope


@dataclass(frozen=True, slots=True)
class PartnersQuestion:
    """Whose partners are asked for, on which day, as known at which time (None: now).

    `country` is a code or a name, `field` the id of a concept; "" for any. `top` is how many, 1 or more.
    """

    place: str
    day: int
    known_at: datetime | None = None
    country: str = ""
    field: str = ""
    top: int = 10


@dataclass(frozen=True, slots=True)
class PartnersAnswer:
    """The ranking for a place, with labels for all that it speaks of."""

    place: str
    ranking: Ranking
    labels: Wording
    register: Register


@dataclass(frozen=True, slots=True)
class FormsAnswer:
    """What ties like one have, with labels for all that it speaks of."""

    likeness: Likeness
    labels: Wording
    register: Register


def suggest_partners(question: PartnersQuestion) -> PartnersAnswer:
    """The places that a local government might seek as partners, best first.

    Raises NotFound and Ambiguous for the place, NotFound for a country, BadClaim for a field, BadQuestion for a
    place that is no local government or had ceased by the day.
    """
    wanted = _wanted(question)
    ref = ask.resolver(question.known_at).resolve(question.place, ("government",))
    holdings = holdings_of(scope(ScopeQuestion(question.day, question.known_at)))
    if ref not in holdings.governments:
        raise BadQuestion(f"{question.place!r} ({ref}) was no local government on the day")
    labels = Wording.english(holdings.register, question.day)
    return PartnersAnswer(ref, rank(holdings, ref, wanted), labels, holdings.register)


def _wanted(question: PartnersQuestion) -> Wanted:
    if question.top < 1:
        raise BadQuestion(f"{question.top} suggestions: ask for one or more")
    if question.field:
        _ = vocabulary.scheme("fields")[question.field]
    country = country_code(question.country) if question.country else ""
    if question.country and not country:
        raise NotFound(
            f"{question.country!r} is not a country: write its code (ISO 3166-1) or its name"
        )
    return Wanted(country, question.field, question.top)


def suggest_forms(text: str, day: int, known_at: datetime | None = None) -> FormsAnswer:
    """The fields and forms of exchange that ties like the one named have, and it lacks.

    Raises NotFound and Ambiguous.
    """
    ref = ask.resolver(known_at).resolve(text, ("tie",))
    found = scope(ScopeQuestion(day, known_at))
    if found.register.get(ref, Tie) is None:
        raise NotFound(f"no tie in the register has the id {ref!r}")
    return FormsAnswer(like(found, ref), Wording.english(found.register, day), found.register)

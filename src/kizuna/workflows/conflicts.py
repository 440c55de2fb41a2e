"""Conflicts: every property of which claims say different things, as known at a time.

Law: what a conflict is, `kizuna.analysis.disputes` alone says. Of the ledger only the claims that may be in
conflict are read, which gives the same as to fold all of it, because a property is folded from its own claims.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from kizuna.analysis.disputes import Dispute, disputes
from kizuna.claims.kinds import KINDS, Fact, properties_of
from kizuna.errors import BadQuestion, NotFound
from kizuna.register.register import Register, fold
from kizuna.store.cache import cached
from kizuna.values import Answer, kind_of
from kizuna.workflows import ask
from kizuna.workflows.find_gaps import scope

STATES = ("open", "settled")
"""Nobody has put one of the facts before another; somebody has."""
MOST = 1_000_000
"""Of a ledger of more claims, not all conflicts are listed: to find them takes longer than a page may."""
_ON_A_PAGE = 20
_MAY_CONFLICT = frozenset(
    name
    for kind in KINDS.values()
    for name, definition in properties_of(kind).items()
    if not definition.many or definition.rival_key
)


@dataclass(frozen=True, slots=True)
class ConflictsQuestion:
    """Which conflicts are asked for, as known at a time (None: now); "" asks for any.

    `kind` is the first part of an id, `property` the name of a property, `state` one of STATES, `of` a name or id:
    of that and what hangs on it. With a `day`, of the facts those that do not hold on it are left out.
    """

    kind: str = ""
    property: str = ""
    state: str = ""
    of: str = ""
    page: int = 1
    day: int | None = None
    known_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ConflictsPage:
    """A page of conflicts, those about one thing one after another: `total` on `pages` pages, of `open` and
    `settled` ones in all.

    `register` names what they speak of; `kinds` and `properties` are those of all conflicts (about what `of`
    names). `is_too_large` says that the ledger has more than MOST claims, so that something has to be named.
    """

    disputes: tuple[Dispute, ...]
    register: Register
    total: int
    page: int
    pages: int
    open: int
    settled: int
    kinds: tuple[str, ...]
    properties: tuple[tuple[str, str], ...]
    is_too_large: bool = False


def all_conflicts(known_at: datetime | None = None) -> tuple[Dispute, ...]:
    """Every conflict that who reads may see, in order of id; kept while nothing is added to the ledger."""
    return cached(
        ("conflicts", known_at), lambda: _read(known_at), lambda found: 4 * len(found) + 1
    )


def is_settled(dispute: Dispute) -> bool:
    """Whether somebody has put one of the facts before another."""
    return bool(dispute.judgements)


def list_conflicts(question: ConflictsQuestion) -> ConflictsPage:
    """The page that is asked for.

    Raises BadQuestion for a kind, property or state that there is not, NotFound for a page that there is not
    and for what `of` names, and Ambiguous.
    """
    _check(question)
    if not question.of and ask.claims_recorded() > MOST:
        return ConflictsPage(
            (), ask.known_register(question.known_at), 0, 1, 1, 0, 0, (), (), is_too_large=True
        )
    found = _on_day(
        _around(question) if question.of else all_conflicts(question.known_at), question.day
    )
    chosen = _chosen(question, found)
    pages = max(1, -(-len(chosen) // _ON_A_PAGE))
    if not 1 <= question.page <= pages:
        raise NotFound(f"there is no page {question.page}; there are {pages}")
    shown = chosen[(question.page - 1) * _ON_A_PAGE :][:_ON_A_PAGE]
    refs = dict.fromkeys(dispute.subject for dispute in shown)
    settled = sum(map(is_settled, chosen))
    told = {(kind_of(dispute.subject), dispute.property) for dispute in found}
    return ConflictsPage(
        disputes=tuple(shown),
        register=ask.known_register(question.known_at, refs),
        total=len(chosen),
        page=question.page,
        pages=pages,
        open=len(chosen) - settled,
        settled=settled,
        kinds=tuple(kind for kind in KINDS if any(kind == one for one, _ in told)),
        properties=tuple(sorted(told)),
    )


def _read(known_at: datetime | None) -> tuple[Dispute, ...]:
    from kizuna.store.ledger import weights
    from kizuna.store.queries import identifying, judgements
    from kizuna.store.queries.claims import rival_claims

    same = weights(known_at).same
    claims = rival_claims(_MAY_CONFLICT, {*same, *same.values()}, known_at=known_at)
    weighing = judgements.judgements_about((claim.id for claim in claims), known_at=known_at)
    of_identity = identifying.identity_judgements(known_at=known_at)
    register = fold(claims, [*of_identity, *weighing], known_at)
    return tuple(disputes(register, register.entities))


def _around(question: ConflictsQuestion) -> list[Dispute]:
    """The conflicts about what a name or id means and all that hangs on it."""
    register, refs = scope(question.of, question.known_at)
    return disputes(register, sorted(register.entities if refs is None else refs))


def _check(question: ConflictsQuestion) -> None:
    if question.kind and question.kind not in KINDS:
        raise BadQuestion(f"{question.kind!r} is no kind; there are {', '.join(KINDS)}")
    if question.property and question.property not in _MAY_CONFLICT:
        known = ", ".join(sorted(_MAY_CONFLICT))
        raise BadQuestion(f"{question.property!r} is never in conflict; there are {known}")
    if question.state and question.state not in STATES:
        raise BadQuestion(f"{question.state!r} is no state; there are {', '.join(STATES)}")


def _chosen(question: ConflictsQuestion, found: Iterable[Dispute]) -> list[Dispute]:
    return [
        dispute
        for dispute in found
        if (not question.kind or kind_of(dispute.subject) == question.kind)
        and (not question.property or dispute.property == question.property)
        and (not question.state or is_settled(dispute) == (question.state == "settled"))
    ]


def _on_day(found: Iterable[Dispute], day: int | None) -> list[Dispute]:
    """The conflicts among the facts that may hold on a day (None: among all)."""
    if day is None:
        return list(found)
    held = (
        replace(dispute, facts=tuple(fact for fact in dispute.facts if _holds(fact, day)))
        for dispute in found
    )
    return [dispute for dispute in held if len(dispute.facts) > 1]


def _holds(fact: Fact[object], day: int) -> bool:
    return fact.valid is None or fact.valid.span.on(day) is not Answer.NO

"""Conflicts: every property of which claims say different things, as known at a time.

Law: what a conflict is, `kizuna.analysis.gaps` alone says. Of the ledger only the claims that may be in
conflict are read, which gives the same as to fold all of it, because a property is folded from its own claims.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated, Any

from kizuna.analysis.figures import Figure
from kizuna.analysis.gaps import Dispute, disputes
from kizuna.claims.kinds import KINDS, properties_of, property_of
from kizuna.errors import BadQuestion
from kizuna.publish.document import Document, Paragraph
from kizuna.publish.records import Column, Records, columns, row_of
from kizuna.publish.things import Things
from kizuna.publish.wording import Wording
from kizuna.register.register import Register, fold
from kizuna.store.cache import cached
from kizuna.store.ledger import weights
from kizuna.store.queries import identifying, judgements
from kizuna.store.queries.claims import rival_claims
from kizuna.values import Answer, kind_of
from kizuna.workflows import ask
from kizuna.workflows.clocks import Times
from kizuna.workflows.find_gaps import scope
from kizuna.workflows.question import Param

STATES = ("open", "settled")
"""Nobody has put one of the facts before another; somebody has."""
_MAY_CONFLICT = frozenset(
    name
    for kind in KINDS.values()
    for name, definition in properties_of(kind).items()
    if not definition.many or definition.rival_key
)


@dataclass(frozen=True, slots=True)
class Question:
    """List the properties of which sources say different things; "" asks for any.

    `of` is a name or id: of that and what hangs on it. `kind` is the first part of an id, `property` the name of a
    property, `state` one of STATES. With a day, of the facts those that do not hold on it are left out.
    """

    of: Annotated[str, Param("web-conflicts-of", "any", example="osaka-shanghai")] = ""
    kind: Annotated[str, Param("web-conflicts-kind", "kind")] = ""
    property: Annotated[str, Param("web-conflicts-property", "property")] = ""
    state: Annotated[str, Param("web-conflicts-state", "choice", choices=STATES)] = ""


@dataclass(frozen=True, slots=True)
class ConflictsListed:
    """Conflicts in order of id, those about one thing one after another."""

    register: Register
    disputes: tuple[Dispute, ...]

    def of_state(self, state: str) -> list[Dispute]:
        """The conflicts in one of STATES."""
        return [dispute for dispute in self.disputes if _state(dispute) == state]


def answer(question: Question, times: Times) -> ConflictsListed:
    """The conflicts that are asked for.

    Raises BadQuestion for a property that is never in conflict, NotFound and Ambiguous for what `of` names.
    """
    if question.property and question.property not in _MAY_CONFLICT:
        known = ", ".join(sorted(_MAY_CONFLICT))
        raise BadQuestion(f"{question.property!r} is never in conflict; there are {known}")
    if question.of:
        around, refs = scope(question.of, times.known_at)
        found = disputes(around, sorted(around.entities if refs is None else refs))
    else:
        ask.check_whole()
        found = list(all_conflicts(times.known_at))
    chosen = tuple(_chosen(question, found, times.asked_day))
    register = ask.known_register(times.known_at, dict.fromkeys(one.subject for one in chosen))
    return ConflictsListed(register, chosen)


def all_conflicts(known_at: datetime | None = None) -> tuple[Dispute, ...]:
    """Every conflict that who reads may see, in order of id; kept while nothing is added to the ledger."""
    return cached(
        ("conflicts", known_at), lambda: _read(known_at), lambda found: 4 * len(found) + 1
    )


def _state(dispute: Dispute) -> str:
    """Whether somebody has put one of the facts before another."""
    return "settled" if dispute.judgements else "open"


def _read(known_at: datetime | None) -> tuple[Dispute, ...]:
    same = weights(known_at).same
    claims = rival_claims(_MAY_CONFLICT, {*same, *same.values()}, known_at=known_at)
    weighing = judgements.judgements_about((claim.id for claim in claims), known_at=known_at)
    of_identity = identifying.identity_judgements(known_at=known_at)
    register = fold(claims, [*of_identity, *weighing], known_at)
    return tuple(disputes(register, register.entities))


def _chosen(question: Question, found: Iterable[Dispute], day: int | None) -> Iterator[Dispute]:
    """The conflicts that are asked for, among the facts that may hold on a day (None: among all)."""
    for one in found:
        if day is not None:
            one = replace(one, facts=tuple(fact for fact in one.facts if fact.may_hold(day)))
        if (
            len(one.facts) > 1
            and question.kind in ("", kind_of(one.subject))
            and question.property in ("", one.property)
            and question.state in ("", _state(one))
        ):
            yield one


_OF = columns("subject label property state")
_FACT = columns("value:value valid:edtf claims:claims holders:ids")
COLUMNS = (*_OF, Column("facts", "rows", _FACT), Column("reasons", "texts"))


def records(found: ConflictsListed, wording: Wording) -> Records:
    """The conflicts, a row each, with their facts in order of preference; the flat table has a row a fact."""
    rows = [_row(dispute, wording) for dispute in found.disputes]
    about = {state: len(found.of_state(state)) for state in STATES}
    facts = (
        {**row, "place": at, **fact} for row in rows for at, fact in enumerate(row["facts"], 1)
    )
    flat = Records("facts", (*_OF, Column("place", "integer"), *_FACT), facts)
    return Records("conflicts", COLUMNS, rows, about, flat)


def _row(dispute: Dispute, wording: Wording) -> dict[str, Any]:
    kind = property_of(dispute.subject, dispute.property).type
    facts = [
        row_of(
            *(fact, _FACT),
            value=kind.write(fact.value),
            claims=fact.claim_ids,
            holders=list(dict.fromkeys(claim.holder for claim in fact.claims)),
        )
        for fact in dispute.facts
    ]
    return row_of(
        *(dispute, COLUMNS),
        label=wording.label(dispute.subject),
        state=_state(dispute),
        facts=facts,
        reasons=[judgement.reason for judgement in dispute.judgements],
    )


def document(found: ConflictsListed, wording: Wording) -> Document:
    """How many conflicts there are, and a line for each competing fact, the one that goes first first."""
    text = wording.messages.text
    counts = {
        text(f"choice-{state}"): Figure.count(
            (Answer.CERTAIN, dispute.claims) for dispute in found.of_state(state)
        )
        for state in STATES
    }
    none = Paragraph.aside("" if found.disputes else text("web-conflicts-none"))
    table = Things(wording).disputes(found.disputes, is_named=True)
    return wording.document("conflicts", wording.figures(counts), none, table)

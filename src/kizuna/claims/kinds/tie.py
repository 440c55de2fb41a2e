"""A tie: a lasting relation between two or more local governments or organisations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from kizuna.claims.kinds.property import Composite, Entity, Property, composite
from kizuna.claims.kinds.stated import NOTHING, Stated
from kizuna.claims.kinds.types import DATE, NAME, PARTY, TEXT, TIE, Text, concept, quantity
from kizuna.values import Edtf, Name, Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone(Composite):
    """A stage that a tie reached, when, and what that date rests on."""

    stage: Annotated[str, Property(concept("stages"), required=True)]
    date: Annotated[Edtf | None, Property(DATE)] = None
    basis: Annotated[str | None, Property(concept("date-bases"))] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusChange(Composite):
    """A status with the decision, the authority and the reason behind it."""

    status: Annotated[str, Property(concept("statuses"), required=True)]
    decision: Annotated[Text | None, Property(TEXT)] = None
    authority: Annotated[str | None, Property(PARTY)] = None
    reason: Annotated[Text | None, Property(TEXT)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie(Entity):
    """A sister city, port pair or other tie; `parent` is the wider tie that it runs under.

    `number` is that under which a register of ties lists it, `remark` what the register
    adds. `review` is the date of its next review, `review_cycle` the time between two reviews.
    """

    prefix: ClassVar[str] = "tie"

    party: Annotated[Stated[str], Property(PARTY, many=True, required=True)] = NOTHING
    type: Annotated[Stated[str], Property(concept("tie-types"), required=True)] = NOTHING
    name: Annotated[Stated[Name], Property(NAME, many=True)] = NOTHING
    milestone: Annotated[
        Stated[Milestone],
        Property(composite(Milestone), many=True, rival_key="stage", required=True),
    ] = NOTHING
    parent: Annotated[Stated[str], Property(TIE)] = NOTHING
    status: Annotated[
        Stated[StatusChange], Property(composite(StatusChange), many=True, dated=True)
    ] = NOTHING
    review: Annotated[Stated[Edtf], Property(DATE)] = NOTHING
    review_cycle: Annotated[Stated[Quantity], Property(quantity("duration"))] = NOTHING
    initiator: Annotated[Stated[str], Property(PARTY)] = NOTHING
    motive: Annotated[Stated[Text], Property(TEXT, many=True)] = NOTHING
    number: Annotated[Stated[Text], Property(TEXT, many=True)] = NOTHING
    remark: Annotated[Stated[Text], Property(TEXT, many=True)] = NOTHING

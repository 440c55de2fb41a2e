"""A programme: exchange that recurs or goes on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from kizuna.claims.kinds.activity import Activity
from kizuna.claims.kinds.property import Property
from kizuna.claims.kinds.stated import NOTHING, Stated
from kizuna.claims.kinds.types import (
    DATE,
    TEXT,
    Text,
    concept,
    reference,
)
from kizuna.values import Edtf


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme(Activity):
    """A recurring or continuing exchange, from when to when and how often."""

    prefix: ClassVar[str] = "programme"
    begins: ClassVar[str] = "period"

    activity: Annotated[Stated[Text], Property(TEXT, required=True)] = NOTHING
    form: Annotated[Stated[str], Property(concept("forms"))] = NOTHING
    period: Annotated[Stated[Edtf], Property(DATE)] = NOTHING
    recurrence: Annotated[Stated[str], Property(concept("recurrences"))] = NOTHING
    agreement: Annotated[Stated[str], Property(reference("agreement"))] = NOTHING

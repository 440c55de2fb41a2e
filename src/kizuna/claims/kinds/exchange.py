"""An exchange: one event of a tie - a visit, a ship, a match, a signing, a secondment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from kizuna.claims.kinds.activity import Activity
from kizuna.claims.kinds.property import Property
from kizuna.claims.kinds.stated import NOTHING, Stated
from kizuna.claims.kinds.types import (
    DATE,
    NAME,
    PARTY,
    TEXT,
    Text,
    concept,
    reference,
)
from kizuna.values import Edtf, Name


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange(Activity):
    """Something that happened, or is planned, once; `date` may be an interval or a set of years."""

    prefix: ClassVar[str] = "exchange"
    begins: ClassVar[str] = "date"

    programme: Annotated[Stated[str], Property(reference("programme"))] = NOTHING
    form: Annotated[Stated[str], Property(concept("forms"), required=True)] = NOTHING
    name: Annotated[Stated[Name], Property(NAME, many=True)] = NOTHING
    activity: Annotated[Stated[Text], Property(TEXT)] = NOTHING
    date: Annotated[Stated[Edtf], Property(DATE, required=True)] = NOTHING
    leader: Annotated[Stated[str], Property(reference("person"))] = NOTHING
    place: Annotated[Stated[str], Property(PARTY)] = NOTHING
    outcome: Annotated[Stated[Text], Property(TEXT, many=True)] = NOTHING

"""An honour given within a tie."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from kizuna.claims.kinds.property import Entity, Property
from kizuna.claims.kinds.stated import NOTHING, Stated
from kizuna.claims.kinds.types import DATE, PARTY, TEXT, TIE, Text, reference
from kizuna.values import Edtf


@dataclass(frozen=True, slots=True, kw_only=True)
class Honour(Entity):
    """A title or medal: what, to whom, by whom, when."""

    prefix: ClassVar[str] = "honour"
    begins: ClassVar[str] = "date"

    tie: Annotated[Stated[str], Property(TIE)] = NOTHING
    title: Annotated[Stated[Text], Property(TEXT, required=True)] = NOTHING
    recipient: Annotated[Stated[str], Property(reference("person"), required=True)] = NOTHING
    awarded_by: Annotated[Stated[str], Property(PARTY)] = NOTHING
    date: Annotated[Stated[Edtf], Property(DATE)] = NOTHING

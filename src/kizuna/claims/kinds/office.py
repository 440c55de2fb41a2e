"""An office that one side keeps with the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from kizuna.claims.kinds.property import Entity, Property
from kizuna.claims.kinds.stated import NOTHING, Stated
from kizuna.claims.kinds.types import DATE, GOVERNMENT, NAME, PARTY, TEXT, TIE, Text, concept
from kizuna.values import Edtf, Name


@dataclass(frozen=True, slots=True, kw_only=True)
class Office(Entity):
    """A representative office: who owns it, which government hosts it, from when to when."""

    prefix: ClassVar[str] = "office"
    begins: ClassVar[str] = "opened"
    ends: ClassVar[str] = "closed"

    tie: Annotated[Stated[str], Property(TIE)] = NOTHING
    name: Annotated[Stated[Name], Property(NAME, many=True)] = NOTHING
    type: Annotated[Stated[str], Property(concept("office-types"), required=True)] = NOTHING
    owner: Annotated[Stated[str], Property(PARTY, required=True)] = NOTHING
    host: Annotated[Stated[str], Property(GOVERNMENT, required=True)] = NOTHING
    opened: Annotated[Stated[Edtf], Property(DATE)] = NOTHING
    closed: Annotated[Stated[Edtf], Property(DATE)] = NOTHING
    task: Annotated[Stated[Text], Property(TEXT, many=True)] = NOTHING

"""An organisation: a port, university, union, company or other body that ties run through."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from kizuna.claims.kinds.property import Entity, Property
from kizuna.claims.kinds.stated import NOTHING, Stated
from kizuna.claims.kinds.types import DATE, GOVERNMENT, IDENTIFIER, NAME, PARTY, concept
from kizuna.values import Edtf, Identifier, Name


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation(Entity):
    """A body other than a local government; `belongs_to` is the government or organisation that it is part of."""

    prefix: ClassVar[str] = "organisation"

    name: Annotated[Stated[Name], Property(NAME, many=True, dated=True, required=True)] = NOTHING
    type: Annotated[Stated[str], Property(concept("organisation-types"), required=True)] = NOTHING
    belongs_to: Annotated[Stated[str], Property(PARTY, dated=True)] = NOTHING
    located_in: Annotated[Stated[str], Property(GOVERNMENT, dated=True)] = NOTHING
    identifier: Annotated[Stated[Identifier], Property(IDENTIFIER, many=True)] = NOTHING
    existence: Annotated[Stated[Edtf], Property(DATE)] = NOTHING

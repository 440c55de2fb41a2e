"""An assessment: a ranking, forecast, explanation or recommendation, with its holder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from kizuna.claims.kinds.property import Entity, Property
from kizuna.claims.kinds.stated import NOTHING, Stated
from kizuna.claims.kinds.types import INTEGER, TEXT, Text, concept, reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment(Entity):
    """A judgement that a source makes; `rank` 1 is first, and equal ranks may repeat."""

    prefix: ClassVar[str] = "assessment"

    type: Annotated[Stated[str], Property(concept("assessment-types"), required=True)] = NOTHING
    about: Annotated[Stated[str], Property(reference(), many=True, required=True)] = NOTHING
    text: Annotated[Stated[Text], Property(TEXT, required=True)] = NOTHING
    rank: Annotated[Stated[int], Property(INTEGER)] = NOTHING
    compared_with: Annotated[Stated[str], Property(reference(), many=True)] = NOTHING

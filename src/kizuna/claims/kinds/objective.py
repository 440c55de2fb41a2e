"""An objective that somebody attributes to a side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from kizuna.claims.kinds.property import Entity, Property
from kizuna.claims.kinds.stated import NOTHING, Stated
from kizuna.claims.kinds.types import TEXT, Text, reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective(Entity):
    """An aim as attributed: it is a claim of its holder about a side, not a fact about that side."""

    prefix: ClassVar[str] = "objective"

    attributed_to: Annotated[
        Stated[str], Property(reference("government", "area", "organisation"), required=True)
    ] = NOTHING
    text: Annotated[Stated[Text], Property(TEXT, required=True)] = NOTHING
    about: Annotated[Stated[str], Property(reference(), many=True)] = NOTHING

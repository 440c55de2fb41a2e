"""A fact of trade between two sides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from kizuna.claims.kinds.property import Entity, Property
from kizuna.claims.kinds.stated import NOTHING, Stated
from kizuna.claims.kinds.types import DATE, DIRECTION, TEXT, TIE, Text, quantity, reference
from kizuna.values import Direction, Edtf, Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class TradeFact(Entity):
    """Goods and money between two sides; `price_ratio` is the market price over the price paid."""

    prefix: ClassVar[str] = "trade"
    begins: ClassVar[str] = "period"

    tie: Annotated[Stated[str], Property(TIE)] = NOTHING
    between: Annotated[
        Stated[str],
        Property(reference("government", "organisation", "area"), many=True, required=True),
    ] = NOTHING
    goods: Annotated[Stated[Text], Property(TEXT, many=True)] = NOTHING
    direction: Annotated[Stated[Direction], Property(DIRECTION)] = NOTHING
    price_ratio: Annotated[Stated[Quantity], Property(quantity("ratio"))] = NOTHING
    share_of_trade: Annotated[Stated[Quantity], Property(quantity("share"))] = NOTHING
    scale: Annotated[Stated[Text], Property(TEXT)] = NOTHING
    period: Annotated[Stated[Edtf], Property(DATE)] = NOTHING

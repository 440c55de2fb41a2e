"""Labels: a few English words for anything in the register, so that no answer shows only ids."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kizuna.claims import vocabulary
from kizuna.claims.kinds import (
    Agreement,
    Assessment,
    Composite,
    Entity,
    Exchange,
    FieldOfExchange,
    Funding,
    Honour,
    Objective,
    Office,
    Programme,
    Property,
    Statistic,
    Tie,
    TradeFact,
    TransportLink,
    properties_of,
)
from kizuna.claims.kinds.types import NAME
from kizuna.identity.preferred import preferred_name
from kizuna.languages import Messages
from kizuna.register.places import is_country
from kizuna.register.register import Register
from kizuna.register.ties import parties_in_order
from kizuna.values import Direction, isolate_direction, slug_of

_LONGEST = 90


class Labels:
    """The English labels of one register, by the names that held on a day (None: the latest names).

    What the register does not hold is labelled by its id.
    """

    def __init__(self, register: Register, day: int | None = None) -> None:
        self._register = register
        self._day = day
        self._language = "en"
        self._made: dict[str, str] = {}

    def of(self, ref: str) -> str:
        """A short text for an entity; never empty."""
        if is_country(ref):
            return Messages(self._language).country(ref)
        if ref not in self._made:
            self._made[ref] = ref
            entity = self._register.get(ref, Entity)
            label = self._label(entity) if entity else Messages("en").not_harvested(ref)
            self._made[ref] = isolate_direction(shortened(label)) or ref
        return self._made[ref]

    def joined(self, refs: Iterable[str], sign: str = ", ") -> str:
        """The labels of several entities; "" for none."""
        return sign.join(self.of(ref) for ref in refs)

    def concept(self, scheme: str, concept: str | None) -> str:
        """The label of a concept; "" for None."""
        return vocabulary.scheme(scheme)[concept].labels[self._language] if concept else ""

    def value(self, definition: Property, value: Any) -> str:
        """A value in words: concepts and entities by their labels, dates and quantities as written."""
        kind = definition.type.key
        if kind == "reference":
            return self.of(value)
        if kind == "concept":
            return self.concept(definition.type.detail[0], value)
        if isinstance(value, Direction):
            sign = " ↔ " if value.mutual else " → "
            return sign.join(self.of(ref) if ref else "?" for ref in (value.source, value.target))
        if isinstance(value, Composite):
            return self._composite(value)
        return str(value)

    def _composite(self, value: Composite) -> str:
        parts: list[str] = []
        for name, definition in properties_of(type(value)).items():
            held = getattr(value, name)
            if held is None:
                continue
            each = held if definition.many else (held,)
            words = ", ".join(self.value(definition, item) for item in each)
            parts.append(f"{name.replace('_', ' ')} {words}" if parts else words)
        return "; ".join(parts)

    def _label(self, entity: Entity) -> str:
        return self._name(entity) or self._words(entity)

    def _name(self, entity: Entity) -> str:
        """The preferred name or title; "" when it has none, or is named by what it joins."""
        if isinstance(entity, Tie):
            return ""
        known = properties_of(type(entity))
        for key in ("name", "title"):
            if key in known and known[key].type is NAME:
                found = preferred_name(entity.stated(key), self._language, self._day)
                return found.value.text if found else ""
            if key in known:
                return str(entity.stated(key).value or "")
        return ""

    def _words(self, entity: Entity) -> str:
        match entity:
            case Tie():
                return self.joined(parties_in_order(entity), " – ")
            case Agreement():
                return self._in_tie(
                    entity, f"agreement of {entity.signed.value or 'no known date'}"
                )
            case FieldOfExchange():
                return self._in_tie(entity, self.concept("fields", entity.concept.value))
            case Programme():
                return str(entity.activity.value or "")
            case Exchange():
                form = self.concept("forms", entity.form.value)
                return str(entity.activity.value or form)
            case Office():
                return self._office(entity)
            case Objective() | Assessment():
                return str(entity.text.value or "")
            case _:
                return self._of_facts(entity)

    def _office(self, office: Office) -> str:
        owner, host = office.owner.value, office.host.value
        kind = self.concept("office-types", office.type.value) or "office"
        return f"{kind} of {self.of(owner) if owner else '?'} in {self.of(host) if host else '?'}"

    def _of_facts(self, entity: Entity) -> str:
        match entity:
            case Funding() if entity.of.value and entity.payer.value:
                return f"{self.of(entity.payer.value)} pays for {self.of(entity.of.value)}"
            case Honour():
                return f"honour for {self.joined(entity.recipient.values)}"
            case TradeFact():
                return f"trade: {self.joined(entity.between.values, ' – ')}"
            case TransportLink():
                return f"transport: {self.joined(entity.between.values, ' – ')}"
            case Statistic() if entity.scope.value:
                measure = self.concept("measures", entity.measure.value)
                return f"{measure}: {self.of(entity.scope.value)}"
            case _:
                return slug_of(entity.id).replace("-", " ")

    def _in_tie(self, entity: Agreement | FieldOfExchange, words: str) -> str:
        return f"{words} ({self.of(entity.tie.value)})" if entity.tie.value else words


def shortened(text: str, most: int = _LONGEST) -> str:
    """The text on one line of at most `most` characters, cut between words and then marked with "…"."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    return line[: most - 1].rsplit(" ", 1)[0] + "…"

"""Says back in words how a date or a number that was typed is read, before anything is recorded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kizuna.claims.kinds.types import quantity
from kizuna.errors import KizunaError
from kizuna.languages import Messages
from kizuna.values import Edtf, Quantity
from kizuna.values.written_dates import read_plain_date
from kizuna.web.forms.gathering import gathered
from kizuna.workflows.entering.values import number_of


def said_of(key: str, detail: Sequence[str], inputs: Mapping[str, str], messages: Messages) -> str:
    """The words of a date or quantity by the texts of its inputs; "" for other types and what cannot be read."""
    try:
        if key == "date":
            return date_in_words(inputs.get("value", ""), messages)
        if key == "quantity":
            return quantity_in_words(detail, inputs, messages)
    except KizunaError:
        return ""
    return ""


def date_in_words(text: str, messages: Messages) -> str:
    """A date in plain words as Kizuna says it, with its EDTF; "" for an empty text. Raises BadDate."""
    if not text.strip():
        return ""
    found: Edtf = read_plain_date(text)
    return messages.text("web-entry-read-as", words=messages.date(found), form=found.text)


def quantity_in_words(detail: Sequence[str], inputs: Mapping[str, str], messages: Messages) -> str:
    """A number in plain words as Kizuna says it; "" when nothing was typed. Raises BadQuantity."""
    kind = quantity(*detail)
    raw = gathered(kind, {f"it.{name}": text for name, text in inputs.items()}, "it")
    if raw is None:
        return ""
    found: Quantity = kind.read(number_of(raw, detail))
    return messages.text("web-entry-read-as-number", words=messages.quantity(found))

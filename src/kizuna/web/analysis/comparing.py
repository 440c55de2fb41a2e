"""The cells of a comparison in words, in the language of a reader."""

from __future__ import annotations

from dataclasses import dataclass

from kizuna.analysis.compare.rows import (
    KEY_SCHEMES,
    TOTAL,
    UNSTATED,
    VALUE_SCHEMES,
    Cell,
    Counted,
    Row,
    Said,
)
from kizuna.analysis.figures import Derived, Measure
from kizuna.claims.kinds import Funding
from kizuna.errors import BadDate
from kizuna.publish.wording import Wording
from kizuna.values import Edtf
from kizuna.web.analysis.numbers import Numbers
from kizuna.workflows.compare import CompareAnswer

_SHARES = ("share-of-events-sent", "share-of-persons-sent")
_BY_NAME, _FEW = ("institutions", "funding"), 3
"""Topics in which so few things are named one by one."""


@dataclass(frozen=True, slots=True)
class Cells:
    """Says the rows and cells of one comparison."""

    found: CompareAnswer
    wording: Wording

    def topic(self, topic: str) -> str:
        """What a topic is called."""
        return self.wording.messages.text(f"web-compare-topic-{topic}")

    def label(self, row: Row) -> str:
        """What a row is about."""
        messages, key = self.wording.messages, row.key
        if key == TOTAL:
            return messages.text("web-compare-all")
        if key == UNSTATED:
            return messages.text("web-compare-key-unstated")
        if row.topic in KEY_SCHEMES:
            return messages.concept(KEY_SCHEMES[row.topic], key)
        if row.topic == "countries":
            return messages.country(key)
        if key.startswith("paid-"):
            currency = messages.currency(key.removeprefix("paid-"))
            return messages.text("web-compare-key-paid", currency=currency)
        return key if key.isdigit() else messages.text(f"web-compare-key-{key}")

    def words(self, row: Row, cell: Cell) -> str:
        """What stands in a cell."""
        match cell:
            case Counted():
                return self._counted(row, cell)
            case Derived() if row.key in _SHARES:
                return Numbers(self.wording.messages).percent(cell)
            case Measure() | Derived():
                return Numbers(self.wording.messages).evidenced(cell)
        return self._said(row, cell)

    def _counted(self, row: Row, cell: Counted) -> str:
        messages, since = self.wording.messages, self._date(cell.since) if row.key else ""
        if row.topic == "fields" and row.key:
            sure = "yes" if cell.figure.certain else "possibly"
            begun = since if cell.figure.certain else ""
            said = messages.text(f"web-compare-{sure}")
            return messages.text("web-compare-since", date=begun) if begun else said
        if row.topic in _BY_NAME and row.key and len(cell.refs) <= _FEW:
            return messages.listing([self._party(ref) for ref in cell.refs])
        number = Numbers(messages).figure(cell.figure)
        return f"{number} ({since})" if since else number

    def _said(self, row: Row, cell: Said) -> str:
        messages = self.wording.messages
        if row.key in VALUE_SCHEMES:
            return messages.concept(VALUE_SCHEMES[row.key], cell.value)
        if row.key == "since":
            return self._date(cell.value)
        if row.key == "in-force":
            return messages.text(f"note-in-force-{cell.value}")
        states = [messages.text(f"note-state-{state}") for state in cell.value.split(" or ")]
        return messages.listing(states, "or")

    def _date(self, text: str) -> str:
        """The date in words; what the source writes in another form stays as it is."""
        try:
            return self.wording.messages.date(Edtf.parse(text)) if text else ""
        except BadDate:
            return text

    def _party(self, ref: str) -> str:
        """A body by its name, a funding by its payer with the share or amount that it pays."""
        funding = self.wording.register.get(ref, Funding)
        if funding is None or funding.payer.value is None:
            return self.wording.name(ref)
        paid = funding.share.value or funding.amount.value
        payer = self.wording.name(funding.payer.value)
        return f"{payer} {self.wording.messages.quantity(paid)}" if paid else payer

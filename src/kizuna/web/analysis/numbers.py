"""Numbers in words, in the language of a reader; a template shows none without the claims that it rests on."""

from __future__ import annotations

from kizuna.analysis.figures import Derived, Figure, Measure
from kizuna.languages import Messages


class Numbers:
    """Says figures, measures and derived numbers; what rests on no claim is "no evidence"."""

    def __init__(self, messages: Messages) -> None:
        self._messages = messages

    def figure(self, figure: Figure | None) -> str:
        """A count: "18", or "18, possibly 19" where the bounds differ."""
        if figure is None:
            return self.none
        return self.count(figure.certain, figure.possible)

    def count(self, certain: int, possible: int) -> str:
        """The same from its bounds."""
        if certain == possible:
            return self._messages.number(certain)
        least, most = (self._messages.number(bound) for bound in (certain, possible))
        return self._messages.text("note-figure", certain=least, possible=most)

    def parts(self, figure: Figure) -> tuple[str, str]:
        """A count in two parts, to set the first in large type: "18" and ", possibly 19"."""
        certain = self._messages.number(figure.certain)
        return certain, self.figure(figure).removeprefix(certain)

    @property
    def none(self) -> str:
        """What stands where nothing is recorded."""
        return self._messages.text("web-analysis-no-evidence")

    def evidenced(self, number: Figure | Derived | Measure | None) -> str:
        """Any number; a count that rests on nothing is no evidence of none."""
        match number:
            case Figure() if number.possible:
                return self.figure(number)
            case Derived():
                return self.range(number.least, number.most)
            case Measure():
                return self._messages.quantity(number.quantity)
        return self.none

    def range(self, least: float, most: float, digits: int = 3) -> str:
        """A number from least to most, to so many significant digits."""
        shown = dict.fromkeys(self.plain(bound, digits) for bound in (least, most))
        return "–".join(shown)

    def plain(self, value: float | None, digits: int = 3) -> str:
        """A number to so many significant digits; whole ones in full; "–" for None."""
        if value is None:
            return "–"
        if float(value).is_integer():
            return self._messages.number(int(value))
        return self._messages.number(float(f"{value:.{digits}g}"))

    def percent(self, share: Derived | None) -> str:
        """A share from least to most, in hundredths."""
        if share is None:
            return self.none
        bounds = dict.fromkeys(f"{bound:.0%}" for bound in (share.least, share.most))
        return "–".join(bounds)

    def years(self, days: int | None) -> str:
        """Days as years, to one decimal; "–" for None."""
        return "–" if days is None else self._messages.number(round(days / 365.25, 1))

"""How long ties last, in the browser: curves by age, with truncation and censoring stated; and ties by year."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from kizuna.analysis.survival.curves import Curve
from kizuna.analysis.survival.flows import Flow
from kizuna.errors import BadQuestion
from kizuna.languages import Messages
from kizuna.store.cache import cached
from kizuna.values import OPEN_START, Edtf, Span, day_text
from kizuna.web.analysis.answering import answered
from kizuna.web.analysis.curves import drawn
from kizuna.web.analysis.forms import concepts, scope_asked
from kizuna.web.fields import given, one_of
from kizuna.web.visit import visit
from kizuna.workflows.survival import Observed, SurvivalQuestion, observe

AGES = (1, 5, 10, 15, 20, 30, 40, 50, 60, 75, 100)
SUMMARY = (10, 20, 30, 40)
BY = ("", "country", "level", "kind", "cohort")
SHOW = ("curves", "years")
YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Lasting:
    """The observation, with its curves or, where years are asked for, with its flows."""

    observed: Observed
    messages: Messages
    curves: list[Curve]
    flows: list[Flow]

    @property
    def picture(self) -> str:
        """The curves as SVG."""
        names = [self.group(curve.group) for curve in self.curves]
        return drawn(self.curves, names, self.messages)

    @property
    def window(self) -> tuple[str, str]:
        """From which day to which the ties are observed, in words; "" where the first day is open."""
        window = self.observed.spells.window
        first, last = (
            "" if day == OPEN_START else self.messages.date(Edtf.parse(day_text(day)))
            for day in (window.first, window.last)
        )
        return first, last

    def group(self, name: str) -> str:
        """What a group is called."""
        messages = self.messages
        match self.observed.by:
            case "":
                return messages.text("web-survival-all")
            case "kind":
                return name if name == "?" else messages.concept("tie-types", name)
            case "country":
                return " – ".join(c if c == "?" else messages.country(c) for c in name.split("-"))
            case "level":
                return " – ".join(
                    c if c == "?" else messages.text(f"web-survival-tier-{c}")
                    for c in name.split("-")
                )
        return messages.text("web-survival-decade", decade=name.removesuffix("s"))


def survival_page(request: HttpRequest) -> HttpResponse:
    """The page."""
    show, messages = one_of(request, "show", SHOW), visit(request).messages
    return answered(
        request,
        "analysis/survival.html.jinja",
        lambda: _found(request, show),
        show=show,
        kinds=concepts(messages, "tie-types"),
        groups=[(by, messages.text(f"web-survival-by-{by}")) for by in BY if by],
        ages=AGES,
        summary=SUMMARY,
        year=YEAR,
    )


def _found(request: HttpRequest, show: str) -> Lasting:
    by = one_of(request, "by", BY)
    first, last = _span(given(request, "from")), _span(given(request, "to"))
    question = SurvivalQuestion(
        scope_asked(request),
        by,  # type: ignore[arg-type]
        first.start_earliest if first else None,
        last.end_latest if last else None,
    )
    observed = cached(("observed", question), lambda: observe(question), _size)
    if show == "years":
        return Lasting(observed, visit(request).messages, [], observed.flows())
    curves = cached(("curves", question), observed.curves, len)
    return Lasting(observed, visit(request).messages, curves, [])


def _size(observed: Observed) -> int:
    return len(observed.scope.ties)


def _span(text: str) -> Span | None:
    """The span of a day, month or year, None for "". Raises BadDate and BadQuestion."""
    if not text:
        return None
    asked = Edtf.parse(text)
    if asked.uncertain or asked.approximate or asked.precision not in ("day", "month", "year"):
        raise BadQuestion(f"{text!r} is no day, month or year: write one, such as 1972-09-29")
    return asked.span

"""Survival: how long ties last, with truncation and censoring stated; or those made and ended, by year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, cast

from kizuna.analysis.scope import Scope
from kizuna.analysis.survival.curves import BRESLOW, NO_INTERVALS, Curve, Step, curves_of
from kizuna.analysis.survival.spells import (
    UNKNOWN,
    By,
    ObservationWindow,
    Reading,
    Spell,
    Spells,
    YearFlow,
    flows_of,
    group_of,
    intervals_of,
)
from kizuna.errors import BadQuestion
from kizuna.publish.document import (
    Block,
    Document,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Sentence,
    Table,
    Tone,
)
from kizuna.publish.records import Column, Records
from kizuna.publish.wording import Wording, capital
from kizuna.register.register import Register
from kizuna.values import OPEN_START, Edtf, bound_text, day_text
from kizuna.workflows import scoping
from kizuna.workflows.clocks import Times, date_of
from kizuna.workflows.question import Param
from kizuna.workflows.scoping import Between, Kind, Of, ScopeQuestion

if TYPE_CHECKING:
    from kizuna.publish.charts.plot import Plot

_YEAR = 365.25
_AGES = (1, 5, 10, 15, 20, 30, 40, 50, 60, 75, 100)
_SUMMARY = (10, 20, 30, 40)
_BY = ("country", "level", "kind", "cohort")


@dataclass(frozen=True, slots=True)
class SurvivalQuestion:
    """Estimate how long ties last, or list them by year of making and ending (`show="years"`), or each as a
    spell for a model (`show="spells"`).

    `of` and `between` are names or ids, `kind` the id of a concept; "" and () ask for any. `by` is what ties are
    grouped by: "country", "level", "kind" or "cohort". `since` and `until` are the first and last day of
    observation, each a day, month or year; "" means from the beginning of each tie, and the day asked about.
    """

    of: Of = ""
    between: Between = ()
    kind: Kind = ""
    by: Annotated[
        str,
        Param("web-survival-by", "choice", choices=_BY, none="web-survival-all"),
    ] = ""
    since: Annotated[
        str,
        Param("web-survival-from", "date", names=("from",), option="from", example="1972-09-29"),
    ] = ""
    until: Annotated[
        str, Param("web-survival-to", "date", names=("to",), option="to", example="1987-04-01")
    ] = ""
    show: Annotated[
        str,
        Param(
            "web-survival-show",
            "choice",
            choices=("curves", "years", "spells"),
            flags=(("yearly", "years"), ("spells", "spells")),
        ),
    ] = "curves"


Question = SurvivalQuestion


@dataclass(frozen=True, slots=True)
class SurvivalAnswer:
    """The ties of a question as spells; their curves where these are asked for, or what was made and ended in
    each year and group."""

    question: SurvivalQuestion
    scope: Scope
    spells: Spells
    curves: tuple[Curve, ...] = ()
    flows: tuple[YearFlow, ...] = ()

    @property
    def register(self) -> Register:
        """The register that they were made from."""
        return self.scope.register


def answer(question: SurvivalQuestion, times: Times) -> SurvivalAnswer:
    """The ties that the question asks for, as they are seen.

    Raises what scoping raises, and BadQuestion for an observation that ends before it begins or after the day
    asked about, on which nobody can look ahead; of curves also where no tie can enter or there is no lifelines.
    """
    day = times.day.number
    last = date_of(question.until).span.end_latest if question.until else day
    if last > day:
        raise BadQuestion(
            f"observation to {day_text(last)}: it cannot end after the day asked about, {day_text(day)}"
        )
    since = date_of(question.since).span.start_earliest if question.since else OPEN_START
    window = ObservationWindow(since, last)
    scope = scoping.scope(
        ScopeQuestion(day, times.known_at, question.of, question.between, question.kind)
    )
    spells = intervals_of(scope, window)
    by = cast(By, question.by)
    curves = curves_of(scope, spells, by) if question.show == "curves" else []
    flows = flows_of(scope, spells, by) if question.show == "years" else []
    return SurvivalAnswer(question, scope, spells, tuple(curves), tuple(flows))


_COUNTED = ("ties", "ended", "standing", "truncated", "uncertain")
_STEP = (
    Column("age_days", "integer"),
    Column("age_years", "number"),
    *(Column(name, "integer") for name in ("at_risk", "ended", "censored")),
    *(Column(name, "number") for name in ("survival", "low", "high", "least", "most")),
    *(Column(name, "number") for name in ("intervals_least", "intervals_most")),
)
_GROUPS = (
    Column("group"),
    Column("method"),
    *(Column(name, "figure") for name in _COUNTED),
    Column("median", "object", tuple(Column(n, "integer") for n in ("age_days", "low", "high"))),
    Column("no_intervals_because"),
    Column("steps", "rows", _STEP),
)
_SURE = ("certain", "possible")
_FLOWS = ("established", "ended")
_YEARS = (
    Column("year", "integer"),
    Column("group"),
    *(Column(name, "figure") for name in _FLOWS),
)
_COUNTS = (
    *_YEARS[:2],
    *(Column(f"{name}_{bound}", "integer") for name in _FLOWS for bound in _SURE),
    Column("claims", "claims"),
)
_GROUPED: dict[str, By] = {
    "countries": "country",
    "levels": "level",
    "kind": "kind",
    "cohort": "cohort",
}
_BOUNDS = ("start_earliest", "start_latest", "end_earliest", "end_latest")
_SPELLS = (
    Column("tie"),
    Column("parties", "ids"),
    *map(Column, _GROUPED),
    *(Column(name, "edtf") for name in _BOUNDS),
    *(Column(name, "integer") for name in ("entry_days", "days")),
    Column("ended", "flag"),
    *(Column(name, "integer") for name in ("shortest_days", "longest_days")),
    *(Column(name) for name in ("truncated", "standing", "left_out")),
    Column("claims", "claims"),
)
COLUMNS = {"groups": _GROUPS, "years": _YEARS, "spells": _SPELLS}


def records(found: SurvivalAnswer, _: Wording) -> Records:
    """A group a row, with the steps of its curve, which the flat table lists; or a row a year and group; or a
    row a spell."""
    about = _about(found)
    if found.question.show == "spells":
        spells = [_spell(found.scope, spell) for spell in found.spells.spells]
        return Records("spells", _SPELLS, spells, about)
    if found.question.show == "years":
        rows, counts = [], []
        for flow in found.flows:
            figures = {name: getattr(flow, name).as_json() for name in _FLOWS}
            rows.append({"year": flow.year, "group": flow.group or None, **figures})
            bounds = {f"{n}_{bound}": f[bound] for n, f in figures.items() for bound in _SURE}
            counts.append({**rows[-1], **bounds, "claims": _claims_of(flow)})
        return Records("years", _YEARS, rows, about, Records("years", _COUNTS, counts))
    about |= {"convention": "uncertain dates at their midpoints", "confidence": 0.95}
    rows = [_group(curve) for curve in found.curves]
    steps = [{"group": row["group"], **step} for row in rows for step in row["steps"]]
    flat = Records("steps", (Column("group"), *_STEP), steps)
    return Records("groups", _GROUPS, rows, about, flat)


def _about(found: SurvivalAnswer) -> dict[str, Any]:
    """The question, its window, and the ties that are left out."""
    asked, window = found.question, found.spells.window
    return {
        "of": asked.of or None,
        "between": list(asked.between) or None,
        "kind": asked.kind or None,
        "by": asked.by or None,
        "from": bound_text(window.first),
        "to": bound_text(window.last),
        "left_out": {why: figure.as_json() for why, figure in found.spells.left_out.items()},
    }


def _group(curve: Curve) -> dict[str, Any]:
    median = curve.median
    return {
        "group": curve.group or None,
        "method": curve.method,
        **{name: getattr(curve, name).as_json() for name in _COUNTED},
        "median": {"age_days": median.day, "low": median.low, "high": median.high},
        "no_intervals_because": curve.why_no_intervals or None,
        "steps": [_step(step) for step in curve.steps],
    }


def _step(step: Step) -> dict[str, Any]:
    least, most = step.by_intervals or (None, None)
    shares = {
        **{name: getattr(step, name) for name in ("survival", "low", "high", "least", "most")},
        "intervals_least": least,
        "intervals_most": most,
    }
    return {
        "age_days": step.day,
        "age_years": round(step.day / _YEAR, 3),
        "at_risk": step.at_risk,
        "ended": step.ended,
        "censored": step.censored,
        **{name: None if share is None else round(share, 6) for name, share in shares.items()},
    }


def _claims_of(flow: YearFlow) -> list[str]:
    return list(dict.fromkeys([*flow.established.claims, *flow.ended.claims]))


def _spell(scope: Scope, spell: Spell) -> dict[str, Any]:
    lived = spell.observation()
    shortest, longest = spell.observation(Reading.SHORTEST), spell.observation(Reading.LONGEST)
    return {
        "tie": spell.scoped.tie.id,
        "parties": list(spell.scoped.parties),
        **{name: group_of(scope, spell, by) for name, by in _GROUPED.items()},
        **{name: bound_text(getattr(spell.span, name)) for name in _BOUNDS},
        "entry_days": getattr(lived, "entry", None),
        "days": getattr(lived, "days", None),
        "ended": getattr(lived, "ended", None),
        "shortest_days": getattr(shortest, "days", None),
        "longest_days": getattr(longest, "days", None),
        "truncated": spell.truncated.name.lower(),
        "standing": (~spell.ended).name.lower(),
        "left_out": spell.why_left_out or None,
        "claims": list(spell.claim_ids),
    }


def document(found: SurvivalAnswer, wording: Wording) -> Document:
    """The share that outlives each age, of all ties or of each group; or a row a year; or a row a spell."""
    words = _SurvivalWords(found, wording)
    blocks = {"curves": words.curves, "years": words.years, "spells": words.spells}
    return wording.document(
        "survival", *blocks[found.question.show](), Paragraph(tuple(words.asides()))
    )


@dataclass(frozen=True, slots=True)
class _SurvivalWords:
    """The words of one answer."""

    found: SurvivalAnswer
    wording: Wording

    def text(self, key: str, /, **arguments: object) -> str:
        """A message of this question."""
        return self.wording.messages.text(f"web-survival-{key}", **arguments)

    def curves(self) -> Iterator[Block]:
        """The figures and the ages of the one curve, or a row a group; and how they were estimated."""
        curves = self.found.curves
        if self.found.question.by:
            yield self._summary(curves)
        else:
            (curve,) = curves
            figures = {name: self.wording.figure(getattr(curve, name)) for name in _COUNTED[:4]}
            yield KeyFigures(tuple(KeyFigure(f, self.text(name)) for name, f in figures.items()))
            colon = self.wording.text("colon").join((self.text("median"), self._median(curve)))
            lives = [Sentence.of(colon, curve.ties.claims)]
            if youngest := curve.steps[0].day:
                said = self.text("youngest", years=self._years(youngest))
                lives.append(Sentence.of(said, tone=Tone.ASIDE))
            yield Paragraph(tuple(lives))
            yield self._ages(curve)
        yield Paragraph(tuple(self._method(curves)))

    def years(self) -> Iterator[Block]:
        """How many were made and ended in each year, the latest first."""
        flows, is_grouped = self.found.flows, bool(self.found.question.by)
        counts = {name: sum(getattr(flow, name).certain for flow in flows) for name in _FLOWS}
        claims = (claim for flow in flows for claim in _claims_of(flow))
        yield Paragraph((Sentence.of(self.text("total", **counts), claims),))
        nothing = Sentence.of("")
        rows = (
            (
                Sentence.of(str(flow.year)),
                *([Sentence.of(self.group(flow.group))] if is_grouped else []),
                *(
                    self.wording.figure(figure) if figure.possible else nothing
                    for figure in (flow.established, flow.ended)
                ),
            )
            for flow in reversed(flows)
        )
        named = map(self.text, ("by", *_FLOWS) if is_grouped else _FLOWS)
        heads = (self.wording.messages.text("web-network-year"), *named)
        numeric = frozenset({len(heads) - 2, len(heads) - 1})
        yield Table(self.text("years"), tuple(map(capital, heads)), tuple(rows), numeric)

    def spells(self) -> Iterator[Block]:
        """Each tie with the ages at which it comes into sight and leaves it."""
        columns = ("began", "last-day", "from-age", "to-age", "outcome")
        heads = (self.wording.messages.text("web-ties-column-tie"), *map(self.text, columns))
        rows = tuple(self._spell(spell) for spell in self.found.spells.spells)
        yield Table(self.wording.messages.text("choice-spells"), heads, rows, frozenset({3, 4}))

    def asides(self) -> Iterator[Sentence]:
        """What is left out and why, and what was observed."""
        for why, figure in self.found.spells.left_out.items():
            if figure.possible:
                count = self.wording.figure(figure).text
                said = self.text(f"left-{_key(why)}", count=count)
                yield Sentence.of(said, figure.claims, Tone.ASIDE)
        yield Sentence.of(self.window(), tone=Tone.ASIDE)

    def window(self) -> str:
        """From which day to which the ties are observed."""
        window = self.found.spells.window
        first, last = (self._bounds(day, day) for day in (window.first, window.last))
        key = "window" if first else "open"
        return self.text(key, first=first, last=last)

    def group(self, name: str) -> str:
        """What a group is called."""
        messages = self.wording.messages
        match self.found.question.by:
            case "":
                return self.text("all")
            case "kind":
                return name if name == UNKNOWN else messages.concept("tie-types", name)
            case "cohort":
                return self.text("decade", decade=name.removesuffix("s"))
        return " – ".join(map(self._member, name.split("-")))

    def _member(self, name: str) -> str:
        """What a country or a tier of a group is called."""
        if name == UNKNOWN:
            return name
        is_country = self.found.question.by == "country"
        return self.wording.messages.country(name) if is_country else self.text(f"tier-{name}")

    def _summary(self, curves: Iterable[Curve]) -> Table:
        ages = (self.text("at-age", age=age) for age in _SUMMARY)
        short = ("ties", "ended", "spell-standing", "before")
        heads = (self.text("by"), *map(self.text, short), *ages, self.text("median"))
        rows = (
            (
                Sentence.of(self.group(curve.group)),
                *(self.wording.figure(getattr(curve, name)) for name in _COUNTED[:4]),
                *(
                    Sentence.of(f"{step.survival:.3f}" if (step := curve.at(_days(age))) else "–")
                    for age in _SUMMARY
                ),
                Sentence.of(self._median(curve)),
            )
            for curve in curves
        )
        numeric = frozenset(range(1, len(heads) - 1))
        return Table(self.text("curve"), tuple(map(capital, heads)), tuple(rows), numeric)

    def _median(self, curve: Curve) -> str:
        median = curve.median
        if median.day is None:
            return self.text("not-reached")
        years, low, high = map(self._years, (median.day, median.low, median.high))
        return self.text("median-years", years=years, low=low, high=high)

    def _years(self, days: int | None) -> str:
        return "–" if days is None else self.wording.messages.number(round(days / _YEAR, 1))

    def _ages(self, curve: Curve) -> Table:
        """The share that outlives each age, with its limits and what uncertain dates may change."""
        rows = [self._at(curve, age, step) for age in _AGES if (step := curve.at(_days(age)))]
        heads = tuple(map(self.text, rows[0] if rows else ()))
        cells = tuple(tuple(map(Sentence.of, row.values())) for row in rows)
        return Table(self.text("curve"), heads, cells, frozenset(range(len(heads))))

    def _at(self, curve: Curve, age: int, step: Step) -> dict[str, str]:
        """The cells of an age by their columns."""
        cells = {
            "age": str(age),
            "in-sight": self.wording.messages.number(curve.at_risk(_days(age))),
            "outlive": f"{step.survival:.3f}",
            "limits": _range(step.low, step.high),
            "readings": _range(step.least, step.most),
        }
        return cells | ({"intervals": _range(*step.by_intervals)} if step.by_intervals else {})

    def _method(self, curves: Iterable[Curve]) -> Iterator[Sentence]:
        """How the curves were estimated, and what became of uncertain dates."""
        held = tuple(curves)
        methods = self.wording.messages.listing(sorted({curve.method for curve in held}))
        uncertain = [curve for curve in held if curve.uncertain.possible]
        count = sum(curve.uncertain.possible for curve in held)
        claims = (claim for curve in held for claim in curve.uncertain.claims)
        yield Sentence.of(self.text("method", method=methods, count=count), claims, Tone.ASIDE)
        for why in dict.fromkeys(curve.why_no_intervals for curve in uncertain):
            yield Sentence.of(self.text(NO_INTERVALS[why] if why else "turnbull"), tone=Tone.ASIDE)
        if others := [self.group(curve.group) for curve in held if curve.method == BRESLOW]:
            yield Sentence.of(self.text("breslow", groups=", ".join(others)), tone=Tone.DOUBTFUL)

    def _spell(self, spell: Spell) -> tuple[Sentence, ...]:
        lived, span = spell.observation(), spell.span
        ages = (lived.entry, lived.days) if lived else (None, None)
        outcome = _key(spell.why_left_out) or ("ended" if lived and lived.ended else "standing")
        return (
            Sentence((self.wording.link(spell.scoped.tie.id),), spell.claim_ids),
            Sentence.of(self._bounds(span.start_earliest, span.start_latest)),
            Sentence.of(self._bounds(span.end_earliest, span.end_latest)),
            *(Sentence.of(self._years(days)) for days in ages),
            Sentence.of(self.text(f"spell-{outcome}")),
        )

    def _bounds(self, earliest: int, latest: int) -> str:
        days = [bound_text(day) for day in dict.fromkeys((earliest, latest))]
        if not any(days):
            return ""
        return "–".join(self.wording.messages.date(Edtf.parse(day)) if day else "?" for day in days)


def _days(age: int) -> int:
    return round(age * _YEAR)


def _key(reason: str) -> str:
    return reason.replace(" ", "-")


def _range(low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return "–"
    return "–".join(dict.fromkeys((f"{low:.3f}", f"{high:.3f}")))


def chart(found: SurvivalAnswer, language: str) -> Plot:
    """The curves, as many as can be told apart; of another answer the ties by year."""
    from kizuna.languages import Messages
    from kizuna.publish.charts.chart import drawn
    from kizuna.publish.charts.plot import Plot
    from kizuna.workflows.draw_pictures import of_scope

    if found.question.show != "curves":
        return of_scope("years", found.scope, language)
    words = _SurvivalWords(found, Wording(found.register, Messages(language), found.scope.day))
    names = [words.group(curve.group) for curve in found.curves]
    return Plot(
        svg=drawn(found.curves, names, words.wording.messages),
        title=words.text("curve"),
        subtitle=words.window(),
        description=words.text("curve-said"),
        remarks=tuple(sentence.text for sentence in words.asides())[:-1],
        claims=tuple(dict.fromkeys(claim for curve in found.curves for claim in curve.ties.claims)),
        language=words.wording.messages.tag,
    )

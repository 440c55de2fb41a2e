"""Survival: how long ties last, with truncation and censoring stated; or those made and
ended, by year.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast, get_args

from kizuna.analysis.figures import unique
from kizuna.analysis.scope import Scope
from kizuna.analysis.survival.curves import BRESLOW, CONFIDENCE, Curve, Step, curves_of
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
    Drawing,
    Paragraph,
    Sentence,
    Table,
    Tone,
)
from kizuna.publish.records import Column, Records, columns, row_of
from kizuna.publish.wording import Wording, capital
from kizuna.values import OPEN_START, Edtf, bound_text, day_text
from kizuna.workflows import ask
from kizuna.workflows.clocks import Times, date_of
from kizuna.workflows.question import param, question_class

_YEAR = 365.25
_AGES = (1, 5, 10, 15, 20, 30, 40, 50, 60, 75, 100)
_SUMMARY = (10, 20, 30, 40)
_BY: tuple[By, ...] = ("country", "level", "kind", "cohort")


@question_class
class Question(ask.ScopedQuestion):
    """Estimate how long ties last, or list them by year of making and ending
    (`show="years"`), or each as a spell for a model (`show="spells"`).

    `of` and `between` are names or ids, `kind` the id of a concept; "" and () ask for
    any. `by` is what ties are grouped by: "country", "level", "kind" or "cohort".
    `since` and `until` are the first and last day of observation, each a day, month or
    year; "" means from the beginning of each tie, and the day asked about.
    """

    by: str = param("web-survival-by", choices=_BY, none="web-survival-all", default="")
    since: str = param(
        "web-survival-from",
        "date",
        names=("from",),
        option="from",
        example="1972-09-29",
        default="",
    )
    until: str = param(
        "web-survival-to",
        "date",
        names=("to",),
        option="to",
        example="1987-04-01",
        default="",
    )
    show: str = param(
        "web-survival-show",
        choices=("curves", "years", "spells"),
        flags={"yearly": "years", "spells": "spells"},
        default="curves",
    )


@dataclass(frozen=True, slots=True)
class SurvivalAnswer(ask.ScopeAnswer):
    """The ties of a question as spells; their curves where these are asked for, or what
    was made and ended in each year and group.
    """

    question: Question
    spells: Spells
    curves: tuple[Curve, ...] = ()
    flows: tuple[YearFlow, ...] = ()


def answer(question: Question, times: Times) -> SurvivalAnswer:
    """The ties that the question asks for, as they are seen.

    Raises what scoping raises, and BadQuestion for an observation that ends before it
    begins or after the day asked about, on which nobody can look ahead; of curves also
    where no tie can enter or there is no lifelines.
    """
    day = times.day.number
    last = date_of(question.until).span.end_latest if question.until else day
    if last > day:
        right = f"it cannot end after the day asked about, {day_text(day)}"
        raise BadQuestion(f"observation to {day_text(last)}: {right}")
    since = (
        date_of(question.since).span.start_earliest if question.since else OPEN_START
    )
    window = ObservationWindow(since, last)
    of = (question.of, question.between, question.kind)
    scope = ask.scope(ask.ScopeQuestion(day, times.known_at, *of))
    spells = intervals_of(scope, window)
    by = cast(By, question.by)
    curves = curves_of(scope, spells, by) if question.show == "curves" else []
    flows = flows_of(scope, spells, by) if question.show == "years" else []
    return SurvivalAnswer(scope, question, spells, tuple(curves), tuple(flows))


_SURE = ("certain", "possible")
_FLOWS = ("established", "ended")
_BOUNDS = ("start_earliest", "start_latest", "end_earliest", "end_latest")
_COUNTED = ("ties", "ended", "standing", "truncated")
_STEP = columns(
    "age_days:integer age_years:number at_risk:integer ended:integer censored:integer"
    " survival:number"
    " low:number high:number least:number most:number intervals_least:number"
    " intervals_most:number"
)
_GROUPS = columns(
    "group method ties:figure ended:figure standing:figure truncated:figure"
    " uncertain:figure"
    " median:object no_intervals_because steps:rows",
    median=columns("age_days:integer low:integer high:integer"),
    steps=_STEP,
)
_YEARS = columns("year:integer group established:figure ended:figure")
_COUNTS = columns(
    "year:integer group established_certain:integer established_possible:integer"
    " ended_certain:integer ended_possible:integer claims:claims"
)
_GROUPED = dict(zip(("countries", "levels", "kind", "cohort"), _BY, strict=True))
_SPELLS = columns(
    "tie parties:ids countries levels kind cohort start_earliest:edtf start_latest:edtf"
    " end_earliest:edtf end_latest:edtf entry_days:integer days:integer ended:flag"
    " shortest_days:integer longest_days:integer truncated standing left_out"
    " claims:claims"
)
COLUMNS = {"groups": _GROUPS, "years": _YEARS, "spells": _SPELLS}


def records(found: SurvivalAnswer, wording: Wording) -> Records:
    """A group a row, with the steps of its curve, which the flat table lists; or a row
    a year and group; or a row a spell.
    """
    asked, window, words = (
        found.question,
        found.spells.window,
        _SurvivalWords(found, wording),
    )
    about = {
        **ask.scope_fields(asked),
        "by": asked.by or None,
        "from": bound_text(window.first),
        "to": bound_text(window.last),
        "left_out": {
            why: figure.as_json() for why, figure in found.spells.left_out.items()
        },
    }
    if asked.show == "spells":
        spells = [_spell(found.scope, spell) for spell in found.spells.spells]
        return Records("spells", _SPELLS, spells, about)
    if asked.show == "years":
        rows, counts = [row_of(flow, _YEARS) for flow in found.flows], []
        for flow, row in zip(found.flows, rows, strict=True):
            bounds = {f"{n}_{bound}": row[n][bound] for n in _FLOWS for bound in _SURE}
            counts.append({**row, **bounds, "claims": list(_claims_of(flow))})
        return Records("years", _YEARS, rows, about, Records("years", _COUNTS, counts))
    about |= {
        "convention": "uncertain dates at their midpoints",
        "confidence": CONFIDENCE,
    }
    rows = []
    for curve in found.curves:
        why = curve.no_intervals_because and words.text(curve.no_intervals_because)
        rows.append(
            row_of(
                curve, _GROUPS, steps=map(_step, curve.steps), no_intervals_because=why
            )
        )
    listed = ({"group": row["group"], **step} for row in rows for step in row["steps"])
    flat = Records("steps", (Column("group"), *_STEP), listed)
    return Records("groups", _GROUPS, rows, about, flat)


def _step(step: Step) -> dict[str, Any]:
    least, most = step.by_intervals or (None, None)
    ages = {"age_days": step.day, "age_years": round(step.day / _YEAR, 3)}
    row = row_of(step, _STEP, **ages, intervals_least=least, intervals_most=most)
    return {name: round(n, 6) if isinstance(n, float) else n for name, n in row.items()}


def _claims_of(flow: YearFlow) -> tuple[str, ...]:
    return unique((*flow.established.claims, *flow.ended.claims))


def _spell(scope: Scope, spell: Spell) -> dict[str, Any]:
    shortest, seen, longest = map(spell.observation, get_args(Reading))
    return row_of(
        *(spell, _SPELLS),
        tie=spell.scoped.tie.id,
        parties=spell.scoped.parties,
        **{name: group_of(scope, spell, by) for name, by in _GROUPED.items()},
        **{name: bound_text(getattr(spell.span, name)) for name in _BOUNDS},
        entry_days=seen and seen.entry,
        days=seen and seen.days,
        ended=seen and seen.ended,
        shortest_days=shortest and shortest.days,
        longest_days=longest and longest.days,
        standing=~spell.ended,
        left_out=spell.why_left_out,
        claims=spell.claim_ids,
    )


def document(found: SurvivalAnswer, wording: Wording) -> Document:
    """The share that outlives each age, of all ties or of each group; or a row a year;
    or a row a spell.
    """
    words = _SurvivalWords(found, wording)
    blocks = {"curves": words.curves, "years": words.years, "spells": words.spells}
    asides = Paragraph(tuple(words.asides()))
    return wording.document("survival", *blocks[found.question.show](), asides)


@dataclass(frozen=True, slots=True)
class _SurvivalWords:
    found: SurvivalAnswer
    wording: Wording

    def text(self, key: str, /, **arguments: object) -> str:
        return self.wording.messages.text(f"web-survival-{key}", **arguments)

    def curves(self) -> Iterator[Block]:
        curves = self.found.curves
        if self.found.question.by:
            ages = (self.text("at-age", age=age) for age in _SUMMARY)
            short = ("by", "ties", "ended", "spell-standing", "before")
            heads = (*map(self.text, short), *ages, self.text("median"))
            rows: list[tuple[Sentence | str, ...]] = []
            for curve in curves:
                figures = (
                    self.wording.figure(getattr(curve, name)) for name in _COUNTED
                )
                steps = (curve.at(_days(age)) for age in _SUMMARY)
                shares = (f"{step.survival:.3f}" if step else "–" for step in steps)
                rows.append(
                    (self.group(curve.group), *figures, *shares, self._median(curve))
                )
            numeric = range(1, len(heads) - 1)
            yield Table.of(
                map(capital, heads), rows, numeric, caption=self.text("curve")
            )
        else:
            (curve,) = curves
            yield self.wording.figures(
                {self.text(n): getattr(curve, n) for n in _COUNTED}
            )
            colon = self.wording.text("colon").join(
                (self.text("median"), self._median(curve))
            )
            median, youngest = Sentence.of(colon, curve.ties.claims), curve.steps[0].day
            said = (
                self.text("youngest", years=self._years(youngest)) if youngest else ""
            )
            yield Paragraph((median, *Paragraph.aside(said).sentences))
            yield self._ages(curve)
        yield Paragraph(tuple(self._method()))

    def years(self) -> Iterator[Block]:
        flows, by = self.found.flows, ("by",) if self.found.question.by else ()
        counts = {
            name: sum(getattr(flow, name).certain for flow in flows) for name in _FLOWS
        }
        claims = (claim for flow in flows for claim in _claims_of(flow))
        yield Paragraph((Sentence.of(self.text("total", **counts), claims),))
        heads = (
            self.wording.messages.text("web-network-year"),
            *map(self.text, (*by, *_FLOWS)),
        )
        rows: list[tuple[Sentence | str, ...]] = []
        for flow in reversed(flows):
            both = (flow.established, flow.ended)
            figures = (self.wording.figure(n) if n.possible else "" for n in both)
            rows.append(
                (str(flow.year), *(self.group(flow.group) for _ in by), *figures)
            )
        numeric = (len(heads) - 2, len(heads) - 1)
        yield Table.of(map(capital, heads), rows, numeric, caption=self.text("years"))

    def spells(self) -> Iterator[Block]:
        columns = ("began", "last-day", "from-age", "to-age", "outcome")
        heads = (
            self.wording.messages.text("web-ties-column-tie"),
            *map(self.text, columns),
        )
        rows = map(self._spell, self.found.spells.spells)
        yield Table.of(
            heads, rows, (3, 4), caption=self.wording.messages.text("choice-spells")
        )

    def asides(self) -> Iterator[Sentence]:
        """What is left out and why, and what was observed."""
        for why, figure in self.found.spells.left_out.items():
            if figure.possible:
                said = self.text(
                    f"left-{_key(why)}", count=self.wording.figure(figure).text
                )
                yield Sentence.of(said, figure.claims, Tone.ASIDE)
        yield Sentence.of(self.window(), tone=Tone.ASIDE)

    def window(self) -> str:
        window = self.found.spells.window
        first, last = (self._bounds(day, day) for day in (window.first, window.last))
        return self.text("window" if first else "open", first=first, last=last)

    def group(self, name: str) -> str:
        messages = self.wording.messages
        match self.found.question.by:
            case "":
                return self.text("all")
            case "kind":
                return name if name == UNKNOWN else messages.concept("tie-types", name)
            case "cohort":
                return self.text("decade", decade=name.removesuffix("s"))
        is_country = self.found.question.by == "country"
        called = (
            messages.country if is_country else lambda tier: self.text(f"tier-{tier}")
        )
        return " – ".join(
            one if one == UNKNOWN else called(one) for one in name.split("-")
        )

    def _median(self, curve: Curve) -> str:
        if curve.median["age_days"] is None:
            return self.text("not-reached")
        years, low, high = map(self._years, curve.median.values())
        return self.text("median-years", years=years, low=low, high=high)

    def _years(self, days: int | None) -> str:
        return (
            "–"
            if days is None
            else self.wording.messages.number(round(days / _YEAR, 1))
        )

    def _ages(self, curve: Curve) -> Table:
        """The share that outlives each age, with its limits and what uncertain dates
        may change.
        """
        rows = [
            {
                "age": str(age),
                "in-sight": self.wording.messages.number(curve.at_risk(_days(age))),
                "outlive": f"{step.survival:.3f}",
                "limits": _range(step.low, step.high),
                "readings": _range(step.least, step.most),
                **(
                    {"intervals": _range(*step.by_intervals)}
                    if step.by_intervals
                    else {}
                ),
            }
            for age in _AGES
            if (step := curve.at(_days(age)))
        ]
        heads, cells = rows[0] if rows else {}, (row.values() for row in rows)
        return Table.of(
            map(self.text, heads), cells, range(len(heads)), caption=self.text("curve")
        )

    def _method(self) -> Iterator[Sentence]:
        """How the curves were estimated, and what became of uncertain dates."""
        curves = self.found.curves
        methods = self.wording.messages.listing(
            sorted({curve.method for curve in curves})
        )
        uncertain = [curve for curve in curves if curve.uncertain.possible]
        count = sum(curve.uncertain.possible for curve in curves)
        claims = (claim for curve in curves for claim in curve.uncertain.claims)
        yield Sentence.of(
            self.text("method", method=methods, count=count), claims, Tone.ASIDE
        )
        for why in dict.fromkeys(curve.no_intervals_because for curve in uncertain):
            yield Sentence.of(self.text(why or "turnbull"), tone=Tone.ASIDE)
        if others := [
            self.group(curve.group) for curve in curves if curve.method == BRESLOW
        ]:
            yield Sentence.of(
                self.text("breslow", groups=", ".join(others)), tone=Tone.DOUBTFUL
            )

    def _spell(self, spell: Spell) -> Iterator[Sentence | str]:
        seen, span = spell.observation(), spell.span
        ages = (seen.entry, seen.days) if seen else (None, None)
        outcome = _key(spell.why_left_out) or (
            "ended" if seen and seen.ended else "standing"
        )
        yield Sentence((self.wording.link(spell.scoped.tie.id),), spell.claim_ids)
        yield self._bounds(span.start_earliest, span.start_latest)
        yield self._bounds(span.end_earliest, span.end_latest)
        yield from map(self._years, ages)
        yield self.text(f"spell-{outcome}")

    def _bounds(self, earliest: int, latest: int) -> str:
        days = [bound_text(day) for day in dict.fromkeys((earliest, latest))]
        if not any(days):
            return ""
        return "–".join(
            self.wording.messages.date(Edtf.parse(day)) if day else "?" for day in days
        )


def _days(age: int) -> int:
    return round(age * _YEAR)


def _key(reason: str) -> str:
    return reason.replace(" ", "-")


def _range(low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return "–"
    return "–".join(dict.fromkeys((f"{low:.3f}", f"{high:.3f}")))


def chart(found: SurvivalAnswer, language: str) -> Drawing:
    """The curves, as many as can be told apart; of another answer the ties by year."""
    from kizuna.publish.charts.bars import survival
    from kizuna.publish.charts.plot import words_of
    from kizuna.workflows.draw_pictures import of_scope

    if found.question.show != "curves":
        return of_scope("years", found.scope, language)
    own = words_of(found.register, found.scope.day, language)
    words = _SurvivalWords(found, own)
    named = [(words.group(curve.group), curve) for curve in found.curves]
    remarks = [sentence.text for sentence in words.asides()][:-1]
    return survival(named, own, words.window(), remarks)

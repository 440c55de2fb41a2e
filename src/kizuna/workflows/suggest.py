"""Suggesting: partners for a local government, what a tie might take up, and how far to
trust the ranking.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from kizuna.analysis.figures import unique
from kizuna.analysis.suggest.backtest import SEED
from kizuna.analysis.suggest.features import SuggestionRanking, SuggestionReason, rank
from kizuna.analysis.suggest.holdings import Likeness, holdings_of, like
from kizuna.claims import vocabulary
from kizuna.errors import BadQuestion, NotFound
from kizuna.publish.document import Block, Document, Paragraph, Piece, Sentence, Table
from kizuna.publish.records import Records, columns, row_of
from kizuna.publish.wording import Wording, capital
from kizuna.register.ties import tie_of
from kizuna.store.cache import cached
from kizuna.values.countries import country_code
from kizuna.workflows import ask, backtest_suggestions
from kizuna.workflows.backtest_suggestions import SCORES, BacktestAnswer
from kizuna.workflows.clocks import Times
from kizuna.workflows.question import param, question_class

_NAMED, _CONCEPTS, _EXAMPLES, _SIMILAR = 3, 5, 2, 5


@question_class
class Question:
    """Suggest partners for a place, best first; or what ties like `tie` have and it
    lacks; or with `backtest` say how well later ties are ranked from the past.

    `place` and `tie` are names or ids; of a place, `country` is a code or a name and
    `field` the id of a concept ("" for any), and `top` is how many suggestions are
    wanted, 1 or more. Of a back-test, `until` is the last year of the past (None: the
    last before four fifths of the dated ties had been made), `edges` a CSV file of ties
    (a, b, since) in place of those of the register, `places` one of their ends, `seed`
    another number to draw by.
    """

    place: str = param(
        "web-suggest-place",
        "place",
        is_argument=True,
        is_needed=True,
        example="kobe",
        default="",
    )
    country: str = param("web-suggest-country", default="")
    field: str = param("web-analysis-field", "concept", "fields", default="")
    top: int = param("web-suggest-top", "number", example="10", default=10)
    tie: str = param(
        "web-suggest-tie", "tie", is_needed=True, example="osaka-shanghai", default=""
    )
    backtest: bool = param(
        "web-suggest-run", "flag", names=("run",), is_needed=True, default=False
    )
    until: int | None = param(
        "web-suggest-until", "number", example="1980", default=None
    )
    edges: str = param("web-suggest-edges", "file", is_local=True, default="")
    places: str = param("web-suggest-places", "file", is_local=True, default="")
    seed: int | None = param("web-suggest-seed", "number", is_local=True, default=None)


SuggestAnswer = SuggestionRanking | Likeness | BacktestAnswer


def answer(question: Question, times: Times) -> SuggestAnswer:
    """What is suggested, or how well that goes.

    Raises BadQuestion for what does not go together, NotFound and Ambiguous for a tie,
    and what the others raise.
    """
    if [bool(question.place), bool(question.tie), question.backtest].count(True) != 1:
        raise BadQuestion("ask for one of: a place, --tie TIE, --backtest")
    if not question.backtest:
        _check_unused(question, "--backtest", ("until", "edges", "places", "seed"))
    if not question.place:
        _check_unused(question, "a place", ("country", "field"))
    if question.tie:
        ref = ask.resolver(times.known_at).resolve(question.tie, ("tie",))
        found = ask.scope(ask.ScopeQuestion(times.day.number, times.known_at))
        return like(found, tie_of(found.register, ref).id)
    key = (question, times.day.number, times.known_at)
    if question.place:
        return cached(
            key, lambda: suggest_partners(question, times), lambda _: question.top
        )
    edges, places = (
        Path(name) if name else None for name in (question.edges, question.places)
    )
    seed = SEED if question.seed is None else question.seed

    def tested() -> BacktestAnswer:
        return backtest_suggestions.backtest_suggestions(
            times, question.until, edges, places, seed
        )

    return tested() if edges or places else cached(key, tested, lambda _: 1)


def _check_unused(question: Question, owner: str, names: Sequence[str]) -> None:
    for name in names:
        if getattr(question, name) not in ("", None):
            raise BadQuestion(f"--{name} belongs to {owner}")


def suggest_partners(question: Question, times: Times) -> SuggestionRanking:
    """The places that a local government might seek as partners, best first.

    Raises NotFound and Ambiguous for the place, NotFound for a country, BadClaim for a
    field, BadQuestion for a place that is no local government or had ceased by the day.
    """
    if question.top < 1:
        raise BadQuestion(f"{question.top} suggestions: ask for one or more")
    if question.field:
        _ = vocabulary.scheme("fields")[question.field]
    country = country_code(question.country) if question.country else ""
    if question.country and not country:
        named = f"{question.country!r} is not a country"
        raise NotFound(f"{named}: write its code (ISO 3166-1) or its name")
    ref = ask.resolver(times.known_at).resolve(question.place, ("government",))
    holdings = holdings_of(
        ask.scope(ask.ScopeQuestion(times.day.number, times.known_at))
    )
    if ref not in holdings.governments:
        raise BadQuestion(
            f"{question.place!r} ({ref}) was no local government on the day"
        )
    return rank(holdings, ref, country, question.field, question.top)


_REASON = columns(
    "feature points:number text refs:ids concepts:texts count:figure nearby:figure"
    " number:range"
    " claims:claims"
)
_PARTNER = columns("id label country score:number reasons:rows", reasons=_REASON)
_REASONS = columns(
    "rank:integer id label country score:number feature points:number reason"
    " claims:claims"
)
_MISSING = columns(
    "what concept count:figure examples:rows",
    examples=columns("tie visible_to:ids claims:claims"),
)
_COUNTED = columns(
    "what concept certain:integer possible:integer examples:ids claims:claims"
)
_LIKE = columns("id label fields:texts claims:claims")
COLUMNS = {"suggestions": _PARTNER, "missing": _MISSING, "scores": SCORES}


def records(found: SuggestAnswer, wording: Wording) -> Records:
    """A partner a row, with its reasons, which the flat table lists; or a row for each
    thing that a tie lacks; or a row for each way to rank.
    """
    return _SORTS[type(found)][0](found, wording)


def _partner_records(found: SuggestionRanking, wording: Wording) -> Records:
    rows, flat = [], []
    for place, partner in enumerate(found.suggestions, 1):
        reasons = []
        for reason in partner.reasons:
            text, points = (
                _sentence(reason, partner.country, wording),
                round(reason.points, 3),
            )
            concepts = [concept for _, concept in reason.concepts]
            reasons.append(
                row_of(reason, _REASON, points=points, text=text, concepts=concepts)
            )
        others = {"label": wording.label(partner.ref), "score": round(partner.score, 3)}
        row = row_of(partner, _PARTNER, id=partner.ref, **others, reasons=reasons)
        rows.append(row)
        flat += [
            {"rank": place, **row, **one, "reason": one["text"]} for one in reasons
        ]
    about = {"place": found.place, "candidates": found.candidates}
    return Records(
        "suggestions", _PARTNER, rows, about, Records("reasons", _REASONS, flat)
    )


def _form_records(found: Likeness, wording: Wording) -> Records:
    rows = [row_of(missing, _MISSING) for missing in found.missing]
    about = {
        "tie": found.tie,
        "by_fields": found.by_fields,
        "by_levels": found.by_levels,
        "count": found.count.as_json(),
        "similar": [
            row_of(
                one,
                _LIKE,
                label=wording.label(one.id),
                fields=fields,
                claims=one.listed,
            )
            for one, fields in found.similar
        ],
    }
    examples = ((row, [each["tie"] for each in row["examples"]]) for row in rows)
    counted = [{**row, **row["count"], "examples": ties} for row, ties in examples]
    return Records(
        "missing", _MISSING, rows, about, Records("missing", _COUNTED, counted)
    )


def document(found: SuggestAnswer, wording: Wording) -> Document:
    """The partners with their reasons; or what ties like one have; or how well later
    ties were ranked.
    """
    return wording.document("suggest", *_SORTS[type(found)][1](found, wording))


def _partner_blocks(found: SuggestionRanking, wording: Wording) -> Iterator[Block]:
    text = wording.messages.text
    shown, whole = len(found.suggestions), found.candidates
    said = text("web-suggest-candidates", shown=shown, whole=whole)
    yield Paragraph((Sentence((Piece(f"{said} "), wording.link(found.place))),))
    rows: list[tuple[Sentence | str, ...]] = []
    for partner in found.suggestions:
        score = wording.messages.number(round(partner.score, 2))
        country = _country(partner.country, wording)
        rows.append((Sentence((wording.link(partner.ref),)), score, country))
        for reason in partner.reasons:
            words = capital(_sentence(reason, partner.country, wording))
            rows.append(
                ("", f"{reason.points:+.2f}", Sentence.of(words, reason.claims))
            )
    heads = (text(f"web-suggest-{head}") for head in ("partner", "points", "reason"))
    yield Table.of(heads, rows, (1,))
    yield Paragraph.aside(text("web-suggest-advice"))


def _form_blocks(found: Likeness, wording: Wording) -> Iterator[Block]:
    text = wording.messages.text
    counted = text("web-suggest-like", count=wording.figure(found.count).text)
    basis = {"type": True, "levels": found.by_levels, "fields": found.by_fields}
    alike = " ".join(
        text(f"web-suggest-by-{name}") for name, is_so in basis.items() if is_so
    )
    named = wording.first_of(
        [wording.name(one.id) for one, _ in found.similar], _SIMILAR
    )
    tie = (Piece(f"{counted} "), wording.link(found.tie))
    yield Paragraph((Sentence(tie, found.count.claims),))
    these = (Sentence.of(text("web-suggest-these", ties=named)),) if named else ()
    yield Paragraph((*Paragraph.aside(alike).sentences, *these))
    rows, colon = [], wording.text("colon")
    for missing in found.missing:
        what, shown = missing.what, missing.examples[:_EXAMPLES]
        form = (
            text(f"web-suggest-is-{what}"),
            wording.concept(f"{what}s", missing.concept),
        )
        pieces: list[Piece] = []
        for one in shown:
            visible = Piece(f"{colon}{wording.name(one.visible_to[0])}")
            pieces += [Piece("; "), wording.link(one.tie), visible]
        claims = unique(claim for one in shown for claim in one.claims)
        such_as = Sentence(tuple(pieces[1:]), claims)
        rows.append((capital(colon.join(form)), wording.figure(missing.count), such_as))
    heads = (text(f"web-suggest-{head}") for head in ("form", "having", "such-as"))
    yield Table.of(heads, rows, (1,), caption=text("web-suggest-missing"))
    none = "" if found.missing else text("web-suggest-no-missing")
    yield Paragraph.aside(none, text("web-suggest-lack"))


def _sentence(reason: SuggestionReason, country: str, wording: Wording) -> str:
    """The reason for a candidate of a country ("": nobody says which); names stand
    after a colon or in a list, so that no language needs a case for them.
    """
    messages, key = wording.messages, reason.feature
    concepts = [messages.concept(*concept) for concept in reason.concepts]
    both = (reason.count, reason.nearby)
    counts = [wording.figure_in_text(n).text if n and n.possible else "" for n in both]
    said: dict[str, object] = {
        "count": counts[0],
        "names": wording.first_of([wording.name(ref) for ref in reason.refs], _NAMED),
        "concepts": wording.first_of(concepts, _CONCEPTS),
        "country": _country(country, wording),
    }
    match key:
        case "affinity":
            more_or_less = "more" if reason.points > 0 else "less"
            key = f"affinity-{more_or_less if said['count'] else 'none'}"
        case "near":
            said["distance"] = messages.number(
                round(reason.number.least if reason.number else 0)
            )
        case "size":
            said["ours"], said["theirs"] = (
                wording.number(n).text for n in reason.amounts
            )
        case "level":
            said["ours"], said["theirs"] = concepts
            said["level"] = concepts[0]
            key = "level-same" if len(set(reason.concepts)) == 1 else "level-like"
    sentence = messages.text(f"web-reason-{key}", **said)
    near = messages.text("web-reason-gap-near", count=counts[1]) if counts[1] else ""
    return f"{sentence} {near}".rstrip()


def _country(code: str, wording: Wording) -> str:
    return (
        wording.messages.country(code)
        if code
        else wording.messages.text("plots-no-country")
    )


_SORTS: Mapping[type, tuple[Callable[..., Records], Callable[..., Iterable[Block]]]] = {
    SuggestionRanking: (_partner_records, _partner_blocks),
    Likeness: (_form_records, _form_blocks),
    BacktestAnswer: (
        backtest_suggestions.backtest_records,
        backtest_suggestions.backtest_blocks,
    ),
}
"""How each sort of answer is told in rows and in blocks."""

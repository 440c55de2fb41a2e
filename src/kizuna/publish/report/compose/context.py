"""What stands round the ties: relations between them, trade, aims, conflicts, gaps, and the sources.

Parallel ties and unequal levels have the explanations that sources give; aims, assessments and forecasts their
holders; conflicts stand side by side with what is preferred and why; documents have their archival description, as
far as it is recorded (ISAD(G)).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kizuna.analysis.gaps import Gap
from kizuna.claims.kinds import Assessment, Document, properties_of
from kizuna.publish.document import Block, Listing, Paragraph, Section, Sentence, Subheading
from kizuna.publish.report.compose.main_ties import (
    TRADE,
    Voice,
    attributed,
    labelled,
    listed,
    stated_figure,
)
from kizuna.publish.things import Things
from kizuna.publish.wording import capital, unique
from kizuna.values import kind_of


def relations(voice: Voice) -> Section:
    """The section of parallel ties and level mismatches."""
    blocks: list[Block] = []
    told: set[str] = set()
    for title, items in (
        ("parallels", tuple(_parallels(voice, told))),
        ("mismatches", tuple(_mismatches(voice, told))),
    ):
        blocks.append(Subheading(voice.text(title), title))
        told_items, left_out = voice.first(items)
        blocks.append(
            Listing((*told_items, *((sentence,) for sentence in left_out)))
            if items
            else Paragraph((voice.aside("nothing-found"),))
        )
    return Section("relations", voice.text("relations"), tuple(blocks))


def _parallels(voice: Voice, told: set[str]) -> Iterator[tuple[Sentence, ...]]:
    for parallel in voice.brief.parallels:
        sentence = Sentence.of(capital(voice.side_by_side(parallel)), parallel.claims)
        yield (sentence, *_explained(voice, parallel.explanations, told))


def _mismatches(voice: Voice, told: set[str]) -> Iterator[tuple[Sentence, ...]]:
    for mismatch in voice.brief.mismatches:
        sentence = Sentence.of(capital(voice.unequal(mismatch)), mismatch.claims)
        yield (sentence, *_explained(voice, mismatch.explanations, told))


def _explained(
    voice: Voice, explanations: Iterable[Assessment], told: set[str]
) -> Iterator[Sentence]:
    """Each explanation once in the section."""
    for explanation in explanations:
        if explanation.id not in told:
            told.add(explanation.id)
            yield attributed(voice, explanation, "assessment")


_PROGRAMME = ("activity", "field", "direction", "recurrence")
_OFFICE = ("name", "owner", "host", "opened", "task")
_OUTLOOK = frozenset({"forecast", "recommendation"})


def economy(voice: Voice) -> Section:
    """The section of trade, offices and stated economic weights that belong to no single tie."""
    brief = voice.brief
    items = [
        *((_between(voice, p.entity.id), *listed(voice, p.entity, TRADE)) for p in brief.trade),
        *(listed(voice, p.entity, _PROGRAMME) for p in brief.programmes),
        *(listed(voice, p.entity, _OFFICE) for p in brief.offices),
        *((stated_figure(voice, statistic),) for statistic in brief.statistics),
    ]
    blocks: list[Block] = [Listing(tuple(items))] if items else []
    if not blocks:
        blocks.append(Paragraph((voice.aside("nothing-recorded"),)))
    return Section("economy", voice.text("economy"), tuple(blocks))


def _between(voice: Voice, ref: str) -> Sentence:
    entity = voice.register.entity(ref)
    between = entity.stated("between")
    names = voice.messages.listing([voice.name(r) for r in voice.in_order(between.values)])
    return voice.sentence("trade-between", between.claim_ids, sides=names)


def aims(voice: Voice) -> Section:
    """The section of objectives as attributed, assessments, and outlook."""
    brief = voice.brief
    held = [a for t in brief.ties for a in t.assessments if a.type.value in _OUTLOOK]
    told = {a.id: a for a in (*held, *brief.assessments)}
    outlook = [a for a in told.values() if a.type.value in _OUTLOOK]
    groups = (
        ("objectives", [attributed(voice, o, "objective") for o in brief.objectives]),
        ("assessments", list(_assessed(voice))),
        ("outlook", [attributed(voice, a, "assessment") for a in outlook]),
    )
    blocks: list[Block] = [Paragraph((voice.aside("aims-method"),))]
    for title, items in groups:
        if items:
            blocks.append(Subheading(voice.text(title), title))
            blocks.append(Listing(tuple((item,) for item in items)))
    return Section("aims", voice.text("aims"), tuple(blocks))


def _assessed(voice: Voice) -> Iterator[Sentence]:
    ranked = sorted(voice.brief.assessments, key=_rank)
    for assessment in ranked:
        if assessment.type.value not in _OUTLOOK:
            yield attributed(voice, assessment, "assessment")


def _rank(assessment: Assessment) -> tuple[str, int, str]:
    return (assessment.type.value or "", assessment.rank.value or 0, assessment.id)


_NAMED = 50
"""How many subjects of one gap are named; of more, the rest are counted."""


def doubts(voice: Voice) -> Section:
    """The section of conflicts and gaps."""
    blocks: list[Block] = [Subheading(voice.text("conflicts"), "conflicts")]
    totals = list(_totals(voice))
    if totals:
        blocks.append(Listing(tuple((item,) for item in totals)))
    disputes, left_out = voice.first(voice.brief.disputes)
    table = Things(voice).disputes(disputes)
    if table.rows:
        blocks.append(replace(table, caption=voice.text("conflicts-caption")))
        blocks.extend(Paragraph((sentence,)) for sentence in left_out)
    if not (table.rows or totals):
        blocks.append(Paragraph((voice.aside("nothing-found"),)))
    blocks.append(Subheading(voice.text("gaps"), "gaps"))
    gaps = tuple((gap,) for gap in _gaps(voice))
    blocks.append(Listing(gaps) if gaps else Paragraph((voice.aside("nothing-found"),)))
    return Section("doubts", voice.text("doubts"), tuple(blocks))


def _totals(voice: Voice) -> Iterator[Sentence]:
    """Where a total that a source states cannot be what the register counts."""
    for key in ("municipalities", "prefectures"):
        figure = getattr(voice.brief, key)
        for stated in figure.stated:
            low, high = stated.value.min or 0, stated.value.max
            possible = figure.possible + voice.brief.level_not_known.possible
            if low > possible or (high is not None and high < figure.certain):
                yield voice.sentence(
                    f"total-differs-{key}",
                    (*stated.claims, *figure.claims),
                    holder=voice.name(stated.holder),
                    stated=voice.messages.quantity(stated.value),
                    counted=voice.figure(figure).text,
                )


def _gaps(voice: Voice) -> Iterator[Sentence]:
    """The gaps of one sort and one kind of thing in one sentence."""
    grouped: dict[tuple[str, str, str], list[Gap]] = defaultdict(list)
    for gap in voice.brief.gaps:
        kind = kind_of(gap.subject)
        grouped[gap.code, kind, gap.property if gap.code == "missing" else ""].append(gap)
    for (code, kind, name), gaps in sorted(grouped.items()):
        label = voice.text(
            f"gap-{code}",
            kind=voice.messages.kind(kind),
            property=voice.messages.property(kind, name) if name else "",
        )
        claims = unique(claim for gap in gaps for claim in gap.claims)
        yield Sentence.of(voice.labelled(label, _subjects(voice, gaps)), claims)


def _subjects(voice: Voice, gaps: Iterable[Gap]) -> str:
    """The subjects by name; parts of a tie as their number beside the tie's name."""
    named: list[str] = []
    parts: Counter[str] = Counter()
    for gap in gaps:
        entity = voice.register.entity(gap.subject)
        tie = entity.stated("tie").value if "tie" in properties_of(type(entity)) else None
        if tie is None:
            named.append(voice.name(gap.subject))
        else:
            parts[voice.name(tie)] += 1
    named += [voice.text("counted", subject=tie, count=str(n)) for tie, n in parts.items()]
    named, left_out = list(dict.fromkeys(named)), len(dict.fromkeys(named)) - _NAMED
    if left_out > 1:
        named[_NAMED:] = [voice.text("and-more", count=left_out)]
    return voice.text("cell-separator").join(named)


_DESCRIPTION = (
    "number",
    "date",
    "issuer",
    "signatory",
    "translator",
    "published_by",
    "archive",
    "fonds",
    "inventory",
    "file",
    "leaves",
    "original_language",
    "addressee",
    "copies",
    "mark",
    "access_level",
    "address",
    "rights",
)


def sources(voice: Voice) -> Section:
    """The section of sources; a document described at length comes first."""
    described = sorted(voice.brief.sources, key=lambda d: (-len(_described(d)), d.id))
    items = tuple(_source(voice, document) for document in described)
    return Section("sources", voice.text("sources"), (Listing(items, numbered=True),))


def _described(document: Document) -> list[str]:
    return [name for name in _DESCRIPTION if document.stated(name)]


def _source(voice: Voice, document: Document) -> tuple[Sentence, ...]:
    title = Sentence.of(voice.text("item", text=voice.name(document.id)), document.title.claim_ids)
    return (title, *(labelled(voice, document, name) for name in _described(document)))

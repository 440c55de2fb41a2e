"""Conflicts side by side with what is preferred and why, and what is not known."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from kizuna.analysis.disputes import Dispute
from kizuna.analysis.gaps import Gap
from kizuna.claims.kinds import Fact, properties_of
from kizuna.publish.document import Block, Listing, Paragraph, Section, Sentence, Subheading, Table
from kizuna.publish.report.compose.voice import Voice
from kizuna.publish.wording import unique
from kizuna.values import kind_of

_NAMED = 50
"""How many subjects of one gap are named; of more, the rest are counted."""


def doubts(voice: Voice) -> Section:
    """The section of conflicts and gaps."""
    blocks: list[Block] = [Subheading(voice.text("conflicts"), "conflicts")]
    totals = list(_totals(voice))
    if totals:
        blocks.append(Listing(tuple((item,) for item in totals)))
    disputes, left_out = voice.first(voice.brief.disputes)
    rows = [row for dispute in disputes for row in _dispute(voice, dispute)]
    if rows:
        columns = ("subject", "value", "holder", "weighing")
        names = tuple(voice.text(f"column-{column}") for column in columns)
        blocks.append(Table(voice.text("conflicts-caption"), names, tuple(rows)))
        blocks.extend(Paragraph((sentence,)) for sentence in left_out)
    if not (rows or totals):
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
                    counted=voice.wording.figure(figure).text,
                )


def _dispute(voice: Voice, dispute: Dispute) -> Iterator[tuple[Sentence, ...]]:
    entity = voice.register.entity(dispute.subject)
    label = voice.messages.property(entity.prefix, dispute.property)
    subject = voice.text("disputed", subject=voice.name(dispute.subject), property=label)
    for index, fact in enumerate(dispute.facts):
        holders = dict.fromkeys(voice.name(claim.holder) for claim in fact.claims)
        yield (
            Sentence.of(subject if index == 0 else ""),
            voice.fact(entity, dispute.property, fact),
            Sentence.of(voice.messages.listing(list(holders)), fact.claim_ids),
            _weighing(voice, dispute, fact),
        )


def _weighing(voice: Voice, dispute: Dispute, fact: Fact[Any]) -> Sentence:
    if fact.preferences:
        reasons = dict.fromkeys(voice.messages.rendering(j.reason) for j in fact.preferences)
        return Sentence.of(
            voice.text("preferred-because", reason=voice.run_on(reasons)),
            fact.claim_ids,
        )
    if fact is dispute.facts[0]:
        return voice.aside("preferred-by-default")
    return voice.aside("set-aside" if dispute.judgements else "open")


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

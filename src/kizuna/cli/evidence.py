"""kizuna evidence: what stands behind a claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kizuna.cli.asking import Ask, asking
from kizuna.cli.output import SHORT, Rows, plain, table, write
from kizuna.workflows.list_claims import claim_row, weighed_row

if TYPE_CHECKING:
    from rich.console import RenderableType

    from kizuna.claims.claim import Claim
    from kizuna.register.renditions import RenditionPassage
    from kizuna.sources.passages import Context
    from kizuna.workflows.open_evidence import Evidence, Weighing

_COLUMNS = (
    *("relation", "id", "subject", "property", "value", "document", "locator", "holder", "stance"),
    *("certainty", "recorder", "recorded_at"),
)
_DESCRIBED = (
    *("date", "number", "issuer", "archive", "fonds", "inventory", "file", "leaves"),
    *("published_by", "address", "rights"),
)


@asking("format", question=True)
def evidence(
    ask: Ask,
    id: Annotated[str, typer.Argument(metavar="ID", help="A claim's id, or its first digits.")],
    around: Annotated[
        int, typer.Option(min=0, help="Characters of context on each side of the passage.")
    ] = 240,
) -> None:
    """Open a claim: its passage with context, its source and holder, competing claims and judgements."""
    from kizuna.workflows.open_evidence import open_evidence

    found = open_evidence(id, around)
    write(
        ask.format,
        as_json=lambda: _json(found),
        as_rows=lambda: _rows(found),
        as_table=lambda: _table(found),
    )


def _json(found: Evidence) -> dict[str, Any]:
    claim, context = found.claim, found.context
    return {
        "claim": weighed_row(found.weighed),
        "subject_label": found.labels.label(claim.subject),
        "holder_label": found.labels.label(claim.holder),
        "passage": {
            "held": context is not None,
            "before": context.before if context else None,
            "text": context.passage if context else None,
            "after": context.after if context else None,
        },
        "renditions": [_rendition(one) for one in found.renditions],
        "document": _document(found),
        "supporting": [claim_row(other) for other in found.supporting],
        "competing": [claim_row(other) for other in found.competing],
        "denying": [claim_row(other) for other in found.denying],
        "judgements": [_judgement(weighing) for weighing in found.judgements],
    }


def _rendition(one: RenditionPassage) -> dict[str, Any]:
    return {
        "document": one.document,
        "type": one.type,
        "start": one.start,
        "end": one.end,
        "before": one.context.before,
        "text": one.context.passage,
        "after": one.context.after,
    }


def _document(found: Evidence) -> dict[str, Any]:
    from kizuna.claims.kinds import properties_of

    document = found.document
    described: dict[str, Any] = {"id": found.claim.document, "title": None}
    if document is None:
        return described
    described["title"] = found.labels.label(document.id)
    for name in _DESCRIBED:
        definition = properties_of(type(document))[name]
        values = [definition.type.write(value) for value in document.stated(name).values]
        if values:
            described[name] = values if definition.many else values[0]
    return described


def _judgement(weighing: Weighing) -> dict[str, Any]:
    judgement = weighing.judgement
    return {
        "id": judgement.id,
        "verdict": str(judgement.verdict),
        "target": judgement.target,
        "other": judgement.other or None,
        "reason": judgement.reason,
        "judge": judgement.judge,
        "judged_at": judgement.judged_at.isoformat().replace("+00:00", "Z"),
        "withdrawn": weighing.is_withdrawn,
    }


def _rows(found: Evidence) -> Rows:
    related = [("itself", found.claim)]
    related += [("supporting", claim) for claim in found.supporting]
    related += [("competing", claim) for claim in found.competing]
    related += [("denying", claim) for claim in found.denying]
    lines = ({"relation": relation, **claim_row(claim)} for relation, claim in related)
    return _COLUMNS, ([line[column] for column in _COLUMNS] for line in lines)


def _table(found: Evidence) -> Iterator[RenderableType]:
    claim, labels = found.claim, found.labels
    yield plain(f"{labels.label(claim.subject)}: {claim.property.replace('_', ' ')}", "bold")
    yield plain(f"{claim.subject} · claim {claim.id}", "dim")
    yield from _passage(found)
    made = table("", "")
    made.show_header = False
    made.add_row("Says", plain(_words(found, claim)))
    made.add_row("Holder", plain(labels.label(claim.holder)))
    made.add_row("Stance", plain(f"{claim.stance}, {claim.certainty}"))
    made.add_row("Source", plain(_source(found)))
    made.add_row("Where", plain(claim.locator or "the passage above"))
    made.add_row("Recorded", plain(_recorded(found)))
    made.add_row("Status", plain(_status(found)))
    yield made
    yield from _others(found)


def _passage(found: Evidence) -> Iterator[RenderableType]:
    """The passage where it may be read, and what renders it; else why it is not shown, and what to do."""
    if found.context is not None:
        yield _quoted(found.context)
    elif found.claim.has_passage:
        yield plain(
            "The passage is not shown: the text of the document is not held."
            " Add it with: kizuna sources add FILE",
            "italic",
        )
    for one in found.renditions:
        kind = found.labels.concept("rendition-types", one.type)
        yield plain(f"{kind.capitalize()} of it, in other words than the source's:", "italic")
        yield _quoted(one.context)


def _quoted(context: Context) -> RenderableType:
    from rich.padding import Padding
    from rich.text import Text

    said = Text()
    said.append(context.before.lstrip(), "dim")
    said.append(context.passage, "bold reverse")
    said.append(context.after.rstrip(), "dim")
    return Padding(said, (1, 2))


def _source(found: Evidence) -> str:
    document = found.document
    if document is None:
        return found.claim.document
    parts = [found.labels.label(document.id)]
    if document.issuer.value:
        parts.append(found.labels.label(document.issuer.value))
    if document.date.value:
        parts.append(str(document.date.value))
    shelf = [str(part) for part in _shelf(found) if part]
    return "; ".join([*parts, ", ".join(shelf), *document.address.values]).replace("; ; ", "; ")


def _shelf(found: Evidence) -> tuple[Any, ...]:
    document = found.document
    if document is None:
        return ()
    leaves = document.leaves.value
    return (
        document.archive.value,
        document.fonds.value and f"fonds {document.fonds.value}",
        document.inventory.value,
        document.file.value,
        leaves and f"leaves {leaves}",
    )


def _recorded(found: Evidence) -> str:
    claim = found.claim
    when = claim.recorded_at.strftime("%Y-%m-%d %H:%M UTC")
    return f"{when}, by {found.labels.label(claim.recorder)} ({claim.method})"


def _words(found: Evidence, claim: Claim) -> str:
    """The value of a claim in words, with the span in which it holds."""
    from kizuna.claims.kinds import decode, property_of
    from kizuna.values import kind_of

    value = decode(kind_of(claim.subject), claim.property, claim.value)
    words = found.labels.words(property_of(claim.subject, claim.property).type, value)
    return f"{words} ({claim.valid})" if claim.valid else words


def _status(found: Evidence) -> str:
    weighed = found.weighed
    if weighed.status != "accepted":
        return weighed.status
    return "accepted" if weighed.counts else "accepted, and carries no fact"


def _others(found: Evidence) -> Iterator[RenderableType]:
    groups = (
        ("The same is said by", found.supporting),
        ("Competing claims", found.competing),
        ("Denied by", found.denying),
    )
    for heading, claims in groups:
        if claims:
            yield plain(heading, "bold")
            yield _listed(
                (c.id[:SHORT], f"{_words(found, c)} ({_said_by(found, c)})") for c in claims
            )
    if found.judgements:
        yield plain("Judgements", "bold")
        yield _listed(_judged(weighing) for weighing in found.judgements)


def _said_by(found: Evidence, claim: Claim) -> str:
    return f"{found.labels.label(claim.holder)}, {claim.document.partition('/')[2]}"


def _judged(weighing: Weighing) -> tuple[str, str]:
    judgement = weighing.judgement
    sides = " before ".join(i[:SHORT] for i in (judgement.target, judgement.other) if i)
    taken = " (withdrawn)" if weighing.is_withdrawn else ""
    return str(judgement.verdict), f"{sides}{taken}: {judgement.reason}"


def _listed(lines: Iterable[tuple[str, str]]) -> RenderableType:
    """Lines that hang from a word at their left."""
    made = table(".", "")
    made.show_header = False
    for word, text in lines:
        made.add_row(plain(f"  {word}", "dim"), plain(text))
    return made

"""kizuna claims: claims as the ledger holds them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kizuna.cli.asking import Ask, asking
from kizuna.cli.output import SHORT, Rows, plain, table, write

if TYPE_CHECKING:
    from rich.console import RenderableType

    from kizuna.claims.claim import Claim
    from kizuna.workflows.list_claims import WeighedClaim

_COLUMNS = (
    *("id", "subject", "property", "value", "valid", "document", "sha256", "start", "end"),
    *("locator", "holder", "stance", "certainty", "method", "recorder", "recorded_at"),
    *("status", "counts"),
)


@asking("known_at", "format")
def claims(
    ask: Ask,
    document: Annotated[
        str, typer.Option(metavar="ID", help="Only claims that cite this document.")
    ] = "",
    subject: Annotated[
        str, typer.Option(metavar="ID", help="Only claims about this: an id or a name.")
    ] = "",
    property: Annotated[str, typer.Option(metavar="P", help="Only claims of this property.")] = "",
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many claims.")] = None,
) -> None:
    """List claims in the order in which they were recorded."""
    from kizuna.workflows.list_claims import ClaimsQuestion, list_claims

    found = list_claims(ClaimsQuestion(document, subject, property, ask.known_at, limit))
    write(
        ask.format,
        as_json=lambda: [claim_json(claim) for claim in found],
        as_rows=lambda: _rows(found),
        as_table=lambda: _table(found),
    )


def claim_json(weighed: WeighedClaim) -> dict[str, Any]:
    """The JSON object of a claim; what it does not give is null."""
    return {
        **stated_json(weighed.claim),
        "status": weighed.status,
        "counts": weighed.counts,
    }


def stated_json(claim: Claim) -> dict[str, Any]:
    """The JSON object of a claim without how it is weighed."""
    from kizuna.values import parse_json

    return {
        "id": claim.id,
        "subject": claim.subject,
        "property": claim.property,
        "value": parse_json(claim.value),
        "valid": claim.valid or None,
        "document": claim.document,
        "sha256": claim.sha256 or None,
        "start": claim.start,
        "end": claim.end,
        "locator": claim.locator or None,
        "holder": claim.holder,
        "stance": str(claim.stance),
        "certainty": str(claim.certainty),
        "method": claim.method,
        "recorder": claim.recorder,
        "recorded_at": claim.recorded_at.isoformat().replace("+00:00", "Z"),
    }


def _rows(found: list[WeighedClaim]) -> Rows:
    return _COLUMNS, ([claim_json(claim)[column] for column in _COLUMNS] for claim in found)


def _table(found: list[WeighedClaim]) -> Iterator[RenderableType]:
    made = table(".Id", "Subject and property", "Value", "Source")
    for weighed in found:
        claim = weighed.claim
        made.add_row(
            plain(claim.id[:SHORT], "dim"),
            plain(f"{claim.subject} {claim.property}"),
            plain(_value(weighed), "" if weighed.counts else "yellow"),
            plain(f"{claim.document.partition('/')[2]}, {claim.locator or claim.start}"),
        )
    yield made
    yield plain(f"{len(found)} claim{'' if len(found) == 1 else 's'}", "bold")


def _value(weighed: WeighedClaim) -> str:
    """The value with the span in which it holds, and its weight where that is not the usual one."""
    said = _how(weighed)
    return f"{_value_words(weighed.claim)} [{said}]" if said else _value_words(weighed.claim)


def _value_words(claim: Claim) -> str:
    from kizuna.values import parse_json

    value = parse_json(claim.value)
    if isinstance(value, dict):
        kept = {k: v for k, v in value.items() if k not in ("script", "language", "scheme")}
        text = str(kept["text"]) if set(kept) == {"text"} else _parts(kept)
    else:
        text = str(value)
    return f"{text} ({claim.valid})" if claim.valid else text


def _parts(value: dict[str, Any]) -> str:
    return ", ".join(f"{key} {part}" for key, part in value.items() if part not in (None, False))


def _how(weighed: WeighedClaim) -> str:
    """What is unusual about a claim: its status, stance or certainty; "" for an accepted, certain assertion."""
    claim = weighed.claim
    usual = {"accepted", "asserted", "certain"}
    said = (weighed.status, str(claim.stance), str(claim.certainty))
    return ", ".join(word for word in said if word not in usual)

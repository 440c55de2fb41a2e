"""The marks that open the evidence of a fact: the commonest thing on a page, so made without a template."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from kizuna.web.visit import Visit

SHOWN = 3
"""How many marks stand beside a fact; the others are behind one that opens them."""
MOST = 100
"""How many marks are made at most; of the others the number is told."""


def evidence_marks(
    visit: Visit, claims: Sequence[str], shown: int = SHOWN, first: int = 1
) -> Markup:
    """A mark for each claim, numbered from `first`: some shown, and all of them behind "+5" when there are more.

    A mark is a link to the claim's page, so it works without a script; with one its evidence opens beside the
    page.
    """
    marks = _marks(visit, claims[:MOST], first)
    opened = _all(visit, claims, marks, len(claims) - shown) if len(claims) > shown else ""
    return Markup(
        f'<span class="refs" data-count="{len(claims)}">{"".join(marks[:shown])}{opened}</span>'
    )


def _marks(visit: Visit, claims: Sequence[str], first: int) -> list[str]:
    text, query = visit.messages.text, escape(visit.address(""))
    opens = escape(text("web-open-evidence"))
    return [
        f'<a class="ref" href="/claim/{claim}{query}" hx-get="/claim/{claim}{query}"'
        f' hx-target="#evidence" data-claim="{claim[:8]}" title="{opens}"'
        f' aria-label="{escape(text("web-evidence-number", number=number))}">{number}</a>'
        for number, claim in enumerate(claims, first)
    ]


def _all(visit: Visit, claims: Sequence[str], marks: Sequence[str], more: int) -> str:
    """What opens all the marks."""
    text = visit.messages.text
    name = f"all-{claims[0][:10]}-{claims[-1][:6]}-{len(claims)}"
    label = escape(text("web-evidence-more", number=more))
    rest = text("web-evidence-rest", count=len(claims) - MOST) if len(claims) > MOST else ""
    return (
        f'<button type="button" class="more" popovertarget="{name}" aria-label="{label}">+{more}</button>'
        f'<span class="all" id="{name}" popover>{"".join(marks)}'
        f'{f"""<span class="rest">{escape(rest)}</span>""" if rest else ""}</span>'
    )

"""Honours: the title or medal that an award gives, as the passage names it."""

from __future__ import annotations

import re
from functools import partial

from kizuna.errors import KizunaError
from kizuna.proposals.concepts import body_in
from kizuna.proposals.drafting import Draft, english
from kizuna.proposals.english import entry, pattern
from kizuna.values import slug_of


def title_in(passage: str) -> str:
    """The title, medal or key that a passage says somebody received, as it writes it; "" where it says none.

    What any may win, a prize or a medal, counts only where a person is named who received it.
    """
    found = pattern("honours.title", exact=True).search(" ".join(passage.split()))
    if found is None or not (found["civic"] or recipients_in(passage)):
        return ""
    return pattern("honours.article", exact=True).sub("", found[0])


def recipients_in(passage: str) -> list[str]:
    """The persons who receive an honour by the words of a passage, each once; not those who hand it over."""
    text = " ".join(passage.split())
    names = (
        name
        for told in entry("honours.receives")
        for found in re.finditer(told, text)
        for name in found.groups()
    )
    offices = pattern("honours.offices", exact=True)
    return list(
        dict.fromkeys(offices.sub("", name) for name in names if name and not body_in(name))
    )


def draft_honours(draft: Draft, tie: str, title: str) -> None:
    """Claim an honour for each person that an award names; one without a recipient where it names none."""
    proposal = draft.proposal
    parties = [party for party in (proposal.subject, proposal.object) if party]
    recipients = recipients_in(proposal.quote)
    names = [name for name in recipients if not any(party in name for party in parties)]
    giver = _giver(draft)
    for name in names or [""]:
        ref = draft.subject("honour", slug_of(tie), tie=tie)
        draft.say(ref, "tie", tie)
        draft.say(ref, "title", english(title))
        if name:
            draft.say(
                ref, "recipient", draft.part("people", partial(draft.party, name, ("person",)))
            )
        draft.say(ref, "awarded_by", giver)
        draft.say(ref, "date", proposal.props.get("date"))


def _giver(draft: Draft) -> str:
    """The party that gives an honour: whose title it is, or who is said to award it; "" where neither is told."""
    passage = " ".join(draft.proposal.quote.split())
    for name in (draft.proposal.subject, draft.proposal.object or ""):
        if name and re.search(entry("honours.gives").replace("NAME", re.escape(name)), passage):
            try:
                return draft.party(name)
            except KizunaError:
                return ""
    return ""

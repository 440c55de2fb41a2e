"""Honours: the title or medal that an award gives, as the passage names it."""

from __future__ import annotations

import re
from functools import partial

from kizuna.errors import KizunaError
from kizuna.proposals.concepts import body_in
from kizuna.proposals.drafting import Draft, english
from kizuna.values import slug_of

_UP = r"[A-ZÀ-Þ][\w'’-]+"
_CIVIC = (
    r"honorary (?:citizen(?:ship)?|freem[ae]n|freedom|mayor|membership|member)"
    r"|freedom of the (?:city|town|borough)|keys? (?:to|of) the (?:city|town)"
)
_TITLE = re.compile(
    rf"\b(?:(?P<civic>{_CIVIC})|(?:gold|silver|bronze)\smedal|(?:{_UP}\s(?:and\s)?){{0,4}}"
    rf"(?:(?:Medal|Order|Award|Prize)\b(?:\s(?:of|for)(?:\s(?:the|and|{_UP}))+)?|Cross\sof(?:\s{_UP})+))"
)
_ARTICLE = re.compile(r"^(?:The|An?|His|Her|Their)\s")


def title_in(passage: str) -> str:
    """The title, medal or key that a passage says somebody received, as it writes it; "" where it says none.

    What any may win, a prize or a medal, counts only where a person is named who received it.
    """
    found = _TITLE.search(" ".join(passage.split()))
    if found is None or not (found["civic"] or recipients_in(passage)):
        return ""
    return _ARTICLE.sub("", found[0])


def recipients_in(passage: str) -> list[str]:
    """The persons who receive an honour by the words of a passage, each once; not those who hand it over."""
    text = " ".join(passage.split())
    found = (
        name for pattern in _RECEIVES for match in pattern.finditer(text) for name in match.groups()
    )
    return list(
        dict.fromkeys(_OFFICES.sub("", name) for name in found if name and not body_in(name))
    )


_NAME = rf"(?:(?:[A-ZÀ-Þ]\.\s?)+{_UP}|{_UP}(?:\s(?:[A-ZÀ-Þ]\.|{_UP})){{1,3}})"
_OFFICES = re.compile(
    r"^(?:(?:Lord|Deputy|Vice|Former|Mr|Mrs|Ms|Dr|Mayor|Governor|President|Chairman|Professor|Councill?or|Minister"
    r"|Ambassador)\.?\s)+"
)
_GIVEN = r"(?:awarded|made|named|given|granted|presented|decorated|appointed|declared|honou?red)"
_RECEIVES = tuple(
    re.compile(pattern)
    for pattern in (
        # "Anna Lee was made", "Mayor Anna Lee, who was awarded", "Anna Lee received the"
        rf"({_NAME}),?\s(?:who\s)?"
        rf"(?:(?:was|were|has been|had been)\s(?:\w+ly\s)?{_GIVEN}|received|accepted|became)\b",
        # "made Anna Lee an honorary citizen", "awarded Mayor Anna Lee the medal"
        rf"\b{_GIVEN}\s(?:its\s|their\s|the\s)?(?:\w+\s)?({_NAME})\s(?:with\s)?(?:an?|the|its|their)\s",
        # "conferred the freedom of the city on Anna Lee", "the medal was presented to Anna Lee"
        rf"\b(?:awarded|conferred|bestowed|given|gave|granted|presented)\s[^.;]{{0,60}}?\b(?:on|upon|to)\s(?:\w+\s)?({_NAME})",
    )
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
        if name and re.search(_GIVES.format(re.escape(name)), passage):
            try:
                return draft.party(name)
            except KizunaError:
                return ""
    return ""


_GIVES = (
    r"(?:citizen(?:ship)?|freem[ae]n|freedom|mayor|member(?:ship)?)\sof\s(?:the\s)?(?:[Cc]ity\sof\s)?{0}\b"
    r"|\b{0}(?:['’]s\s(?:mayor|council))?\s(?:has\s|had\s)?(?:\w+ly\s)?(?:awarded|conferred|bestowed|made|named|gave"
    r"|presented|granted|honou?red)\b"
    r"|\b(?:awarded|conferred|bestowed|given|presented|granted)\s[^.;]{{0,60}}?\bby\s(?:the\s)?(?:\w+\sof\s)?{0}\b"
)

"""A form as it was sent: what was typed, what is to be done with it, and the entry that it says.

Law: what was typed is never lost: each answer to it holds it again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.core import signing
from django.http import HttpRequest

from kizuna.errors import BadEntry, BadQuestion
from kizuna.web.forms.gathering import choice, facts_in, rows_in, text
from kizuna.workflows.entering.entry import (
    Correction,
    Entry,
    SourceEntered,
    SourceKind,
    Weighing,
)
from kizuna.workflows.entering.papers import Paper
from kizuna.workflows.keep_draft import new_token

ACTS = ("preview", "save", "form", "add", "remove", "choose")
_OWNER = "kizuna.entry.owner"
_KEPT_FOR = 30 * 24 * 3600
_SOURCE = (
    *("document", "quote", "locator", "address", "title", "office", "holder"),
    *("paper_title", "paper_date", "issuer", "access", "paper_quote"),
)
FILE = "source.file"
"""The input in which a paper is chosen; it holds no text."""
_PATH = re.compile(r"[a-z_]+(?:\.[a-z_0-9]+){0,3}")


@dataclass(frozen=True, slots=True)
class EntryForm:
    """A form for facts about a thing of a kind; `subject` is its id, "" for a new one.

    `data` are the texts by the names of the inputs, `token` that of its
    draft, `act` one of ACTS with its argument.
    """

    kind: str
    subject: str
    token: str
    data: Mapping[str, str] = field(default_factory=dict)
    act: str = "form"
    argument: str = ""

    @classmethod
    def posted(cls, request: HttpRequest, kind: str, subject: str) -> EntryForm:
        """The form in a request; raises BadQuestion for an act that is none."""
        act, _, argument = request.POST.get("_act", "form").partition(" ")
        if act not in ACTS:
            raise BadQuestion(f"{act!r} is nothing to do with a form; there are {', '.join(ACTS)}")
        names = (n for n in request.POST if not n.startswith(("_", "csrf")) and n != FILE)
        data = {name: request.POST[name] for name in names}
        token = request.POST.get("_draft", "")
        return cls(kind, subject, token or new_token(), data, act, argument)

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Names and texts of the inputs that are not empty, in the order of the form."""
        return tuple((name, said) for name, said in self.data.items() if said)

    def done(self) -> EntryForm:
        """The form after a row was added or removed, or one of several candidates chosen."""
        changed = dict(self.data)
        if self.act == "add" and _PATH.fullmatch(self.argument):
            rows = rows_in(changed, self.argument) or [0]
            changed.setdefault(f"{self.argument}.{rows[0]}.value", "")
            changed[f"{self.argument}.{rows[-1] + 1}.value"] = ""
        elif self.act == "remove":
            start = f"{self.argument}."
            changed = {name: said for name, said in changed.items() if not name.startswith(start)}
        elif self.act == "choose":
            name, _, ref = self.argument.partition("=")
            changed[name if name in changed else f"{name}.value"] = ref
        return replace(self, data=changed)

    def entry(self, paper: Paper | None) -> Entry:
        """The entry that the form says, with the paper that was sent with it; raises BadEntry for a choice that
        the form does not have."""
        try:
            kind = choice(SourceKind, text(self.data, "source.kind") or SourceKind.OWN)
            said = {name: text(self.data, f"source.{name}") for name in _SOURCE}
            return Entry(
                kind=self.kind,
                facts=tuple(facts_in(self.kind, self.data)),
                source=SourceEntered(kind, paper=paper, **said),
                subject=self.subject,
                slug=text(self.data, "slug"),
                correction=self._correction(),
            )
        except BadQuestion as error:
            raise BadEntry({"": error}) from None

    def _correction(self) -> Correction | None:
        claim = text(self.data, "correction.claim")
        if not claim:
            return None
        weighing = choice(Weighing, text(self.data, "correction.weighing") or Weighing.BESIDE)
        return Correction(claim, weighing, text(self.data, "correction.reason"))


def owner_stamp(name: str) -> str:
    """A sign in a form that it was made for an account, so that it is kept for it when the session has ended."""
    return signing.dumps(name, salt=_OWNER)


def stamped_owner(request: HttpRequest) -> str:
    """The account that a form was made for in the last month, "" for a form without a sound sign."""
    try:
        return str(signing.loads(request.POST.get("_owner", ""), salt=_OWNER, max_age=_KEPT_FOR))
    except signing.BadSignature:
        return ""

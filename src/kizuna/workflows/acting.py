"""Who acts: the user whose name stands in the audit and under the claims that are
recorded, and the hand of an account: whether what it writes counts at once, or waits
for a reviewer.

Law: a coordinator decides about the ties of their own governments alone, and proposes
everything else.
"""

import os
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from anyascii import anyascii

from kizuna.claims.claim import Judgement, Verdict
from kizuna.claims.kinds import Entity
from kizuna.errors import NotAllowed, Overtaken
from kizuna.register.register import Register, references
from kizuna.store.queries.accounts import Account, Role
from kizuna.values.identifiers import ascii_slug

LINKER = "organisation/kizuna-linker"
"""Who judges identity when no person does."""
OWNER = "owner"
"""Who acts where nobody says who. Others read a register, so the name of the system's
user stays out of it.
"""


def acting_user() -> str:
    """KIZUNA_USER, else "owner"."""
    return os.environ.get("KIZUNA_USER", "").strip() or OWNER


def recorder_of(user: str) -> str:
    """The entity id under which a user's claims are recorded: person/anna-lee for "Anna
    Lee".
    """
    return f"person/{slug(user) or 'unknown'}"


def slug(text: str) -> str:
    """The text as the second part of an id (a-z, 0-9, single hyphens), other letters
    and scripts romanised; "" when nothing is left.
    """
    return ascii_slug(anyascii(unicodedata.normalize("NFC", text)))


ABOVE = frozenset({"party", "tie", "belongs_to", "located_in", "of", "owner", "scope"})
"""By what a thing names what it belongs to: a tie its parties, a body its government,
other things their tie.
"""


@dataclass(frozen=True, slots=True)
class Hand:
    """Who enters.

    `user` is the name in the audit, `shown` the name that people see. `decides`: what
    it enters counts, and it may weigh claims; `only` are the governments that this is
    limited to, None for all. `judge` is the id under which it decides, "" for that of
    the user.
    """

    user: str
    shown: str = ""
    decides: bool = True
    only: frozenset[str] | None = None
    judge: str = ""

    @property
    def recorder(self) -> str:
        """The id under which its claims and judgements are recorded."""
        return self.judge or recorder_of(self.user)

    def decides_about(self, refs: Iterable[str], register: Register) -> bool:
        """Whether it decides about a thing that is, or names, these ids."""
        if not self.decides or self.only is None:
            return self.decides
        found, edge = set[str](), set(refs)  # with what they belong to
        for _ in range(3):
            found |= edge
            named = chain.from_iterable(map(references, register.get_all(edge, Entity)))
            edge = {target for name, target in named if name in ABOVE} - found
        return not self.only.isdisjoint(found | edge)

    def check(self, refs: Sequence[str], register: Register) -> None:
        """Raise NotAllowed, with the first of the ids, unless it decides about a thing
        that is, or names, them.
        """
        if not self.decides_about(refs, register):
            raise NotAllowed(f"{self.user!r} does not decide about {refs[0]!r}")


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody chooses before a mention or a conflict: a verdict on the candidate
    or the claim with the id `other`, why, and the ids of the claims and judgements that
    there were when they looked.
    """

    verdict: str
    other: str
    reason: str
    seen: str

    def check(self, about: str, seen: str, judged: Iterable[Judgement]) -> None:
        """Raise Overtaken, with the judgements made since, unless what there is now is
        what was seen.
        """
        before = set(self.seen.split())
        if before != set(seen.split()):
            since = (j for j in judged if j.verdict is not Verdict.WITHDRAW)
            raise Overtaken(about, [j.id for j in since if j.id not in before])


def hand_of(account: Account) -> Hand:
    only = frozenset(account.governments) if account.role is Role.COORDINATOR else None
    return Hand(account.name, account.shown, account.has(Role.REVIEWER), only)

"""The hand that enters: whether what it writes counts at once, or waits for a reviewer.

Law: a coordinator decides about the ties of their own governments alone, and proposes everything else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kizuna.claims.kinds import Entity, Organisation, Tie
from kizuna.register.register import Register, references
from kizuna.store.queries.accounts import Account, Role
from kizuna.workflows.acting import recorder_of

_FOLLOWED = 3


@dataclass(frozen=True, slots=True)
class Hand:
    """Who enters.

    `user` is the name in the audit, `shown` the name that people see. `decides`: what it enters counts, and it may
    weigh claims; `only` are the governments that this is limited to, None for all. `judge` is the id under which
    it decides, "" for that of the user.
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
        for _ in range(_FOLLOWED):
            found |= edge
            edge = {target for ref in edge for target in _above(ref, register)} - found
        return not self.only.isdisjoint(found | edge)


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody chooses before a mention or a conflict: a verdict on the candidate or the claim with the id
    `other`, why, and what had been said and decided when they looked."""

    verdict: str
    other: str
    reason: str
    seen: str


def hand_of(account: Account) -> Hand:
    """The hand of an account."""
    limited = account.role is Role.COORDINATOR
    return Hand(
        user=account.name,
        shown=account.shown,
        decides=account.has(Role.REVIEWER),
        only=frozenset(account.governments) if limited else None,
    )


def _above(ref: str, register: Register) -> set[str]:
    """What a thing belongs to: a tie to its parties, a body to its government, other things to their tie."""
    entity = register.get(ref, Entity)
    if entity is None:
        return set()
    if isinstance(entity, Tie):
        names: tuple[str, ...] = ("party",)
    elif isinstance(entity, Organisation):
        names = ("belongs_to", "located_in")
    else:
        names = ("tie", "of", "owner", "scope")
    return {target for name, target in references(entity) if name in names}

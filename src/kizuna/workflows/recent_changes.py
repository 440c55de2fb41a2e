"""Recent changes: what was recorded and judged last, the newest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from kizuna.claims.claim import Claim
from kizuna.claims.judgement import Judgement
from kizuna.errors import BadQuestion
from kizuna.register.register import Register
from kizuna.workflows import ask

if TYPE_CHECKING:
    from kizuna.store.queries.recent import RecentClaim, RecentJudgement

NUMBER = 100
"""So many claims and judgements are on one page."""


@dataclass(frozen=True, slots=True)
class Change:
    """Claims about one thing that somebody recorded one after the other on one day, or a judgement.

    `at` is when the newest was recorded, `who` the id of who recorded or judged; `subjects` what it is about;
    `claims` the ids of the claims, which a judgement names too. `properties` are those of the claims, without
    repeats; `verdict` and `reason` are "" for claims.
    """

    at: datetime
    who: str
    subjects: tuple[str, ...]
    claims: tuple[str, ...]
    properties: tuple[str, ...] = ()
    verdict: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """A page of changes; `older` names the next one, "" when there is none. `register` holds what they name."""

    changes: tuple[Change, ...]
    older: str
    register: Register


def recent_changes(
    before: str = "", known_at: datetime | None = None, number: int = NUMBER
) -> Changes:
    """The changes known at a time (None: now) that came before a page that `older` named.

    Raises BadQuestion for a page that no `older` can name.
    """
    from kizuna.store.queries import recent
    from kizuna.store.queries.claims import claims_by_ids

    first, second = _places(before)
    claims = recent.newest_claims(number + 1, before=first, known_at=known_at)
    judged = recent.newest_judgements(number + 1, before=second, known_at=known_at)
    ordered: list[RecentClaim | RecentJudgement] = sorted(
        [*claims, *judged], key=_moment, reverse=True
    )
    shown = ordered[:number]
    weighed = (made for _, made in shown if isinstance(made, Judgement))
    named = {i for made in weighed for i in (made.target, made.other) if i}
    held = claims_by_ids(i for i in named if "/" not in i)
    changes = tuple(_changes(shown, held))
    refs = {ref for change in changes for ref in (change.who, *change.subjects)}
    older = _older(shown, before) if len(ordered) > number else ""
    register = ask.known_register(known_at, sorted(refs))
    return Changes(changes, older, register)


def _is_judged(one: RecentClaim | RecentJudgement) -> bool:
    return isinstance(one[1], Judgement)


def _moment(one: RecentClaim | RecentJudgement) -> tuple[datetime, bool, int]:
    made = one[1]
    moment = made.judged_at if isinstance(made, Judgement) else made.recorded_at
    return moment, isinstance(made, Judgement), one[0]


def _changes(
    shown: Iterable[RecentClaim | RecentJudgement], held: dict[str, Claim]
) -> Iterable[Change]:
    for key, group in groupby((one[1] for one in shown), _together):
        made = list(group)
        yield from (_judged(one, held) for one in made if isinstance(one, Judgement))
        if claims := [one for one in made if isinstance(one, Claim)]:
            yield Change(
                at=claims[0].recorded_at,
                who=claims[0].recorder,
                subjects=(key[0],),
                claims=tuple(claim.id for claim in claims),
                properties=tuple(dict.fromkeys(claim.property for claim in claims)),
            )


def _together(made: Claim | Judgement) -> tuple[str, str, str]:
    if isinstance(made, Judgement):
        return (made.id, "", "")
    return (made.subject, made.recorder, made.recorded_at.date().isoformat())


def _judged(made: Judgement, held: dict[str, Claim]) -> Change:
    named = [i for i in (made.target, made.other) if i]
    claims = tuple(i for i in named if i in held)
    subjects = [held[i].subject if i in held else i for i in named if i in held or "/" in i]
    return Change(
        at=made.judged_at,
        who=made.judge,
        subjects=tuple(dict.fromkeys(subjects)),
        claims=claims,
        properties=tuple(dict.fromkeys(held[claim].property for claim in claims)),
        verdict=made.verdict.value,
        reason=made.reason,
    )


def _places(before: str) -> tuple[int | None, int | None]:
    if not before:
        return None, None
    parts = before.split("-")
    if len(parts) != 2 or not all(part.isascii() and part.isdigit() for part in parts):
        raise BadQuestion(f"{before!r} is no page of changes: follow the link to older ones")
    return int(parts[0]), int(parts[1])


def _older(shown: Sequence[RecentClaim | RecentJudgement], before: str) -> str:
    """The places of the ledger before which the next page begins."""
    first, second = _places(before)
    claims = min((one[0] for one in shown if not _is_judged(one)), default=first)
    judged = min((one[0] for one in shown if _is_judged(one)), default=second)
    return "-".join(str(2**62 if place is None else place) for place in (claims, judged))

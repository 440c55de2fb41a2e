"""Judging that what was harvested is what the register held: a place by its item, a tie by its places.

Law: a pair that anybody ever judged is left alone, so that a judgement taken back is not made again.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import chain

from kizuna.claims.judgement import Judgement, Verdict, canonical_ids, in_force
from kizuna.claims.wikidata import government
from kizuna.values import parse_json
from kizuna.workflows.acting import LINKER

_ITEM = re.compile(r"wikidata:(Q[1-9][0-9]*)")
_HARVESTED = re.compile(r"tie/q[1-9][0-9]*-q[1-9][0-9]*")
_IDENTITY = (Verdict.SAME, Verdict.DIFFERENT, Verdict.UNDECIDED)


def identify_harvested(*, acting_user: str) -> tuple[Judgement, ...]:
    """Judge the same what has the same item, and what joins the same two places; the judgements that were made.

    A place or tie that could be any of several is left to persons.
    """
    from kizuna.store.actions import add_judgements
    from kizuna.store.queries.judgements import judgements

    now = datetime.now(UTC)
    parties = _parties()
    known = judgements()
    judged = {frozenset((j.target, j.other)) for j in known if j.verdict in _IDENTITY}
    made = [
        Judgement(Verdict.SAME, one, other, f"both are {item} of Wikidata", LINKER, now)
        for one, other, item in _places(frozenset(chain(*parties.values())))
        if frozenset((one, other)) not in judged
    ]
    same = canonical_ids([*in_force(known), *made])
    made += [
        Judgement(Verdict.SAME, one, other, "both join the same two places", LINKER, now)
        for one, other in _ties(parties, same)
        if frozenset((one, other)) not in judged
    ]
    return add_judgements(judgements=made, acting_user=acting_user).judgements if made else ()


def _parties() -> dict[str, set[str]]:
    """The parties of each tie, whoever names them."""
    from kizuna.store.queries.claims import claims

    parties: defaultdict[str, set[str]] = defaultdict(set)
    for claim in claims(property="party"):
        parties[claim.subject].add(str(parse_json(claim.value)))
    return parties


def _places(tied: frozenset[str]) -> Iterator[tuple[str, str, str]]:
    """A place that was harvested or is tied to one, the only other one that has its item, and that item."""
    from kizuna.store.queries.claims import claims

    holders: defaultdict[str, set[str]] = defaultdict(set)
    for claim in claims(property="identifier"):
        found = _ITEM.fullmatch(str(parse_json(claim.value)))
        if found and claim.subject.startswith("government/"):
            holders[found[1]].add(claim.subject)
    for item, refs in sorted(holders.items()):
        harvested = government(item)
        others = refs - {harvested}
        if len(others) == 1 and (harvested in refs or harvested in tied):
            yield harvested, _only(others), item


def _ties(parties: dict[str, set[str]], same: dict[str, str]) -> Iterator[tuple[str, str]]:
    """A harvested tie, and the only other one of just its two places."""
    joining: defaultdict[frozenset[str], set[str]] = defaultdict(set)
    for tie, named in parties.items():
        places = {same.get(place, place) for place in named}
        if len(places) == 2:
            joining[frozenset(places)].add(tie)
    for ties in joining.values():
        harvested = {tie for tie in ties if _HARVESTED.fullmatch(tie)}
        others = ties - harvested
        if len(others) == 1:
            yield from ((tie, _only(others)) for tie in sorted(harvested))


def _only(refs: Iterable[str]) -> str:
    (ref,) = refs
    return ref

"""Listing the mentions that nobody has identified, a page at a time; candidates are found for the page alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kizuna.claims.judgement import Judgement, Verdict
from kizuna.errors import BadQuestion, NotAllowed, NotFound, Overtaken
from kizuna.identity.folding import fold_name
from kizuna.store.audited import writing
from kizuna.store.queries.accounts import Account
from kizuna.values import kind_of
from kizuna.workflows import resolve
from kizuna.workflows.entering.hand import hand_of
from kizuna.workflows.mentions import KINDS, POPULATION, MentionIndex, judged, known
from kizuna.workflows.resolve import WaitingMention

STATES = ("new", "put-off")
"""Nobody has looked yet; somebody has, and left it open."""
_ON_A_PAGE = 25


@dataclass(frozen=True, slots=True)
class MentionsQuestion:
    """Which mentions are asked for; "" asks for any.

    `kind` is one of KINDS, `country` a code, `text` a part of the name, `state` one of STATES.
    """

    kind: str = ""
    country: str = ""
    text: str = ""
    state: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class MentionsPage:
    """A page of what waits, by name: `total` mentions on `pages` pages, of `waiting` that wait in all.

    `names` shows a candidate's name; `kinds` and `countries` are those of all that waits.
    """

    rows: tuple[WaitingMention, ...]
    names: dict[str, str]
    total: int
    page: int
    pages: int
    waiting: int
    kinds: tuple[str, ...]
    countries: tuple[str, ...]


def list_mentions(question: MentionsQuestion) -> MentionsPage:
    """The page that is asked for; raises BadQuestion for a kind or state that there is not, NotFound for a
    page."""
    found, standing = known(), judged()
    left = _waiting(found, standing)
    chosen = _chosen(question, found, left, standing)
    pages = max(1, -(-len(chosen) // _ON_A_PAGE))
    if not 1 <= question.page <= pages:
        raise NotFound(f"there is no page {question.page}; there are {pages}")
    refs = chosen[(question.page - 1) * _ON_A_PAGE :][:_ON_A_PAGE]
    linked = resolve.linked(refs, found, standing, POPULATION)
    countries = {found.mentions[ref].country for ref in left} - {""}
    return MentionsPage(
        rows=linked.waiting,
        names=dict(linked.names),
        total=len(chosen),
        page=question.page,
        pages=pages,
        waiting=len(left),
        kinds=tuple(kind for kind in KINDS if any(kind_of(ref) == kind for ref in left)),
        countries=tuple(sorted(countries)),
    )


def next_mention(question: MentionsQuestion, after: str) -> str:
    """The mention that comes after one in the list, the first one after the last; "" when no other waits."""
    found, standing = known(), judged()
    anything = replace(question, state="" if question.state == "new" else question.state)
    chosen = _chosen(anything, found, _waiting(found, standing), standing)
    others = [ref for ref in chosen if ref != after]
    put_off = _put_off(standing)
    if question.state != "put-off":  # what was left open is not asked about again at once
        others = [ref for ref in others if ref not in put_off]
    if after in found.mentions:
        place = _order(after, found)
        others.sort(key=lambda ref: (_order(ref, found) < place, _order(ref, found)))
    return others[0] if others else ""


def decide_sure(pairs: Sequence[tuple[str, str]], account: Account) -> tuple[Judgement, ...]:
    """Judge each of these mentions the same as its candidate, as the linker itself would, whose decisions they
    are.

    All or none. Raises BadQuestion for none, NotAllowed for an account that decides about its own governments
    alone, and Overtaken where a pair is not, or no longer, what the linker is sure of.
    """
    if hand_of(account).only is not None or not hand_of(account).decides:
        raise NotAllowed(f"{account.name!r} does not decide about every government")
    if not pairs:
        raise BadQuestion("no mention was chosen; choose at least one")
    with writing():
        found, standing = known(), judged()
        gone = resolve.settled(standing)
        for ref, _ in pairs:
            resolve.check_mention(ref, found)
            if ref in gone:
                raise Overtaken(ref, [j.id for j in standing if ref in (j.target, j.other)])
        linked = resolve.linked([ref for ref, _ in pairs], found, standing, POPULATION)
        for row, (ref, other) in zip(linked.waiting, pairs, strict=True):
            if row.sure is None or row.sure.ref != other:
                raise Overtaken(ref)
        return resolve.decide(linked, acting_user=account.name)


def _waiting(found: MentionIndex, standing: Sequence[Judgement]) -> list[str]:
    gone = resolve.settled(standing)
    return [ref for ref in found.mentions if ref not in gone]


def _put_off(standing: Sequence[Judgement]) -> frozenset[str]:
    left_open = (j for j in standing if j.verdict is Verdict.UNDECIDED)
    return frozenset(ref for j in left_open for ref in (j.target, j.other))


def _chosen(
    question: MentionsQuestion,
    found: MentionIndex,
    left: Sequence[str],
    standing: Sequence[Judgement],
) -> list[str]:
    """Those of what waits that are asked for, by name."""
    if question.kind and question.kind not in KINDS:
        raise BadQuestion(f"{question.kind!r} is no kind of mention; there are {', '.join(KINDS)}")
    if question.state and question.state not in STATES:
        raise BadQuestion(f"{question.state!r} is no state; there are {', '.join(STATES)}")
    put_off, text = _put_off(standing), fold_name(question.text)
    chosen = [
        ref
        for ref in left
        if (not question.kind or kind_of(ref) == question.kind)
        and (not question.country or found.mentions[ref].country == question.country)
        and (not question.state or (ref in put_off) == (question.state == "put-off"))
        and (not text or text in fold_name(found.mentions[ref].text))
    ]
    return sorted(chosen, key=lambda ref: _order(ref, found))


def _order(ref: str, found: MentionIndex) -> tuple[str, str]:
    return found.mentions[ref].text.casefold(), ref

"""Opening one mention: where it stands, what it may be and why, what was decided; and deciding on what was seen.

Law: a decision is recorded only where nobody has decided about the mention since it was looked at.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kizuna.claims.claim import Claim
from kizuna.claims.judgement import Judgement, Verdict
from kizuna.claims.kinds import Tie
from kizuna.errors import BadJudgement, NotAllowed, Overtaken
from kizuna.identity.features import Candidate
from kizuna.identity.gazetteer import GazetteerPlace, gazetteer
from kizuna.identity.mentions import Mention
from kizuna.register.register import Register
from kizuna.sources.passages import Context
from kizuna.store.audited import writing
from kizuna.store.queries import claims
from kizuna.store.queries.accounts import Account
from kizuna.values import kind_of
from kizuna.workflows import ask
from kizuna.workflows.entering.hand import Choice, hand_of
from kizuna.workflows.history import judgement_of, take_back
from kizuna.workflows.list_claims import WeighedClaim, weighed
from kizuna.workflows.mentions import IDENTITY, POPULATION, known, linker_for
from kizuna.workflows.open_evidence import contexts_of
from kizuna.workflows.resolve import IdentityDesk, WaitingMention, judge
from kizuna.workflows.review import UNDONE
from kizuna.workflows.search import suggest_names

_PASSAGES = 6
_LOOKED_FOR, _FOUND = 60, 6


@dataclass(frozen=True, slots=True)
class OpenMention:
    """A mention beside what it may be.

    `waiting` is None where it was judged the same as something. `claims` are about it, `ties` and `named_by` (ids)
    name it, `passages` are those of all these claims whose text may be read, with a claim that cites each.
    `found` are the ids of things of its kind that a search for another name found. `places` tell of the
    candidates that the register does not hold. `judgements` are those in force on it, the oldest first; `seen` is
    what a decision has to carry; `decides` are those of the candidates and finds about which the account may
    decide.
    """

    ref: str
    mention: Mention
    waiting: WaitingMention | None
    claims: tuple[WeighedClaim, ...]
    ties: tuple[Tie, ...]
    named_by: tuple[str, ...]
    passages: tuple[tuple[Claim, Context], ...]
    found: tuple[str, ...]
    places: Mapping[str, GazetteerPlace]
    judgements: tuple[Judgement, ...]
    register: Register
    decides: frozenset[str]

    @property
    def seen(self) -> str:
        """What was decided about the mention so far, to be shown when a decision is recorded."""
        return " ".join(sorted(j.id for j in self.judgements))

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """What it may be, the best first."""
        return self.waiting.candidates if self.waiting else ()


def open_mention(ref: str, account: Account, name: str = "") -> OpenMention:
    """A mention with its candidates, and what is found under another `name`; raises NotFound for what is none."""
    desk, hand = IdentityDesk.now(), hand_of(account)
    mine, mention = desk.on(ref), desk.found.mentions[ref]
    left = ref not in desk.judged(Verdict.SAME)
    waiting = desk.linked([ref]).waiting[0] if left else None
    found = _searched(name, ref, waiting)
    near = [c.ref for c in waiting.candidates] if waiting else []
    others = [j.other if j.target == ref else j.target for j in mine]
    about, naming = claims.claims(subjects=[ref]), claims.claims_referring_to(ref)
    refs = dict.fromkeys([ref, *near, *found, *others, *(c.subject for c in naming)])
    register = ask.known_register(None, refs)
    linker = linker_for(desk.found, kind_of(ref), mention.country, POPULATION)
    return OpenMention(
        ref=ref,
        mention=mention,
        waiting=waiting,
        claims=tuple(weighed(about)),
        ties=tuple(
            t for r in dict.fromkeys(c.subject for c in naming) if (t := register.get(r, Tie))
        ),
        named_by=tuple(r for r in dict.fromkeys(c.subject for c in naming) if kind_of(r) != "tie"),
        passages=_passages([*about, *naming]),
        found=found,
        places={r: place for r in (*near, *others) if (place := linker.place(r))},
        judgements=mine,
        register=register,
        decides=frozenset(r for r in (*near, *found) if hand.decides_about([ref, r], register)),
    )


def decide(ref: str, choice: Choice, account: Account) -> Judgement:
    """Record what a mention and another thing are to each other.

    Raises NotFound for what is no mention, BadJudgement for another verdict or another kind of thing,
    NotAllowed for an account that does not decide about either, and Overtaken when somebody has decided meanwhile.
    """
    if choice.verdict not in IDENTITY:
        raise BadJudgement(f"{choice.verdict!r} is no decision; write same, different or undecided")
    if kind_of(choice.other) != kind_of(ref):
        raise BadJudgement(f"{ref!r} and {choice.other!r} are not of one kind")
    with writing():  # nobody decides between the look and the record
        mine, seen = IdentityDesk.now().on(ref), choice.seen.split()
        if sorted(j.id for j in mine) != seen:
            raise Overtaken(ref, [j.id for j in mine if j.id not in seen])
        pair, hand = (ref, choice.other), hand_of(account)
        if not hand.decides_about(pair, ask.known_register(None, pair)):
            raise NotAllowed(f"{account.name!r} does not decide about {ref!r}")
        return judge(Verdict(choice.verdict), *pair, choice.reason.strip(), hand)


def undo(prefix: str, account: Account) -> str:
    """Take back a judgement of identity; the id of the mention that it was about.

    Raises NotFound and Ambiguous for the beginning of its id, NotAllowed, and BadJudgement for another
    judgement or one that was taken back already.
    """
    made = judgement_of(prefix, account).judged.judgement
    if made.verdict not in IDENTITY:
        raise BadJudgement(f"{made.id!r} is no judgement of who somebody is")
    take_back([made.id], UNDONE, account)
    mentions = known().mentions
    return next((ref for ref in (made.target, made.other) if ref in mentions), made.target)


def plain_name(ref: str) -> str:
    """What a mention is called in its source, and a place that the gazetteer alone knows there; "" for others."""
    everybody = known()
    if ref in everybody.mentions:
        return everybody.mentions[ref].text
    if ref in everybody.register:
        return ""
    return next((place.names[0] for place in gazetteer().by_ids([ref]).values()), "")


def _searched(name: str, ref: str, waiting: WaitingMention | None) -> tuple[str, ...]:
    """The things of the mention's kind that may be called so and are no candidates already."""
    if waiting is None or not name.strip():
        return ()
    shown = {ref, *(c.ref for c in waiting.candidates)}
    hits = suggest_names(name, limit=_LOOKED_FOR, things=(kind_of(ref),)).hits
    fits = (h.ref for h in hits if h.ref not in shown)
    return tuple(dict.fromkeys(fits))[:_FOUND]


def _passages(claims: Sequence[Claim]) -> tuple[tuple[Claim, Context], ...]:
    """The passages that the claims cite, each once, as far as their texts are held and may be read."""
    contexts = contexts_of(claims)
    cited = dict[tuple[str, int | None, int | None], Claim]()
    for claim in claims:
        if claim.id in contexts:
            cited.setdefault((claim.sha256, claim.start, claim.end), claim)
    return tuple((c, contexts[c.id]) for c in cited.values())[:_PASSAGES]

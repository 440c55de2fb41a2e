"""The name book of the ledger: the names of local governments that somebody vouches for."""

from __future__ import annotations

from kizuna.proposals.names import NameBook
from kizuna.register.fold import Weights
from kizuna.values import kind_of

_LEAST = 1000
"""Places of the gazetteer have so many people and more."""


def name_book() -> NameBook:
    """Every name of a government that is not merely proposed, then what the gazetteer knows."""
    from kizuna.store.queries import names

    unweighed = _only_proposed()
    held = (one for one in names.names() if one.claim not in unweighed)
    return NameBook({one.name.text for one in held if kind_of(one.ref) == "government"}, _LEAST)


def _only_proposed() -> frozenset[str]:
    """The ids of proposed claims that nobody has accepted."""
    from kizuna.store.queries import judgements, proposals

    proposed = {claim.id for claim in proposals.proposals() if claim.property == "name"}
    weights = Weights.of(judgements.judgements_about(proposed))
    return frozenset(proposed - weights.accepted.keys())

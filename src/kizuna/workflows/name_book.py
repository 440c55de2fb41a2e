"""The name book of the ledger: the names of local governments that somebody vouches for, then of the gazetteer."""

from __future__ import annotations

from kizuna.identity.gazetteer import gazetteer
from kizuna.proposals.names import NameBook
from kizuna.register.fold import Weights
from kizuna.values import kind_of


def name_book() -> NameBook:
    """Every name of a government that is not merely proposed; the gazetteer is read when asked for another."""
    from kizuna.store.queries import names

    unweighed = _only_proposed()
    held = (one for one in names.names() if one.claim not in unweighed)
    found = {one.name.text for one in held if kind_of(one.ref) == "government"}
    return NameBook(found, lambda name: gazetteer().population(name))


def _only_proposed() -> frozenset[str]:
    """The ids of proposed claims that nobody has accepted."""
    from kizuna.store.queries import judgements, proposals

    proposed = {claim.id for claim in proposals.proposals() if claim.property == "name"}
    weights = Weights.of(judgements.judgements_about(proposed))
    return frozenset(proposed - weights.accepted.keys())

"""The name book of the ledger: the names of local governments that somebody vouches for, with their countries."""

from __future__ import annotations

from kizuna.proposals.names import GeonamesNames, NameBook, PlainNames
from kizuna.register.fold import Weights
from kizuna.values import kind_of, parse_json


def name_book() -> NameBook:
    """Every name of a government that is not merely proposed, then what a gazetteer knows, if one is installed.

    The country is None where governments of one name lie in several.
    """
    from kizuna.store.queries import claims, names

    countries = {c.subject: _english(c.value) for c in claims.claims(property="country")}
    unweighed = _only_proposed()
    found: dict[str, str | None] = {}
    for held in names.names():
        if kind_of(held.ref) != "government" or held.claim in unweighed:
            continue
        country = countries.get(held.ref)
        text = held.name.text
        found[text] = country if found.get(text, country) == country else None
    return GeonamesNames(PlainNames(found))


def _only_proposed() -> frozenset[str]:
    """The ids of proposed claims that nobody has accepted."""
    from kizuna.store.queries import judgements, proposals

    proposed = {claim.id for claim in proposals.proposals() if claim.property == "name"}
    weights = Weights.of(judgements.judgements_about(proposed))
    return frozenset(proposed - weights.accepted.keys())


def _english(code: str) -> str | None:
    """The English name of a country by the JSON of its code."""
    from babel import Locale

    return Locale("en").territories.get(str(parse_json(code)))

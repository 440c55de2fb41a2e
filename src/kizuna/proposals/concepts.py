"""Concepts: the words of the exchange form as concepts of the register's vocabularies, one table a scheme."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from kizuna.claims import vocabulary
from kizuna.errors import BadClaim

_SAID_OTHERWISE: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "forms": {"ship": "ship-of-friendship", "dispatch": "dispatch-of-experts"},
        "recurrences": {"biannual": "twice-a-year", "biennial": "every-two-years"},
        "organisation-types": {
            "council": "committee",
            "office": "agency",
            "fund": "foundation",
            "school_tie": "school",
            "university_tie": "university",
            "port_tie": "port",
        },
    }
)
"""Words that are not the concept's id with underscores for hyphens."""

_FORM_WORDS = (
    (r"\bspecimen|\bexchanges? of (?:rare )?(?:plants|animals|flora)", "specimen-exchange"),
    (r"\bseeds?\b", "seed-exchange"),
    (r"\bplanes?\b[^.;]*\bfriendship", "plane-of-friendship"),
    (r"\bintern", "internship"),
    (r"\btrain", "training"),
    (r"\bhome ?stay", "homestay"),
    (r"\bstudents?\b(?! art| work)|\bpupils?\b", "student-exchange"),
    (r"\bscholars?\b|\bscientists?\b|\bresearchers?\b", "scholar-exchange"),
    (r"\bspecialists?\b|\bexperts?\b", "expert-exchange"),
    (r"\bexhibi", "exhibition"),
    (r"\bperform|\bconcert|\borchestra", "performance"),
    (r"\bmatch|\bcompetition|\btournament|\bteams?\b", "match"),
    (r"\bconference", "conference"),
    (r"\bseminar|\bsymposi", "seminar"),
    (r"\binformation\b|\bmaterials?\b", "information-exchange"),
    (r"\bships?\b", "ship-of-friendship"),
    (r"\bdelegation", "delegation"),
    (r"\bvisit|\btrip", "visit"),
)
_MEASURE_WORDS = (
    (r"\bshare\b.*\btrade\b|\btrade\b.*\bshare\b", "share-of-bilateral-trade"),
    (r"\btrade\b", "trade-turnover"),
    (r"\bprefectures?\b|\bprovinces?\b", "prefectures-with-ties"),
    (r"\bcit(?:y|ies)\b.*\bties?\b|\bmunicipalit|\btowns?\b", "municipalities-with-ties"),
    (r"\blocal governments?\b|\bgovernments?\b", "governments-with-ties"),
    (r"\bdelegations? (?:sent|dispatched)", "delegations-sent"),
    (r"\bdelegations? received", "delegations-received"),
    (r"\bdelegation", "delegations-exchanged"),
    (r"\bstudents?\b", "students"),
    (r"\bvisit", "visitors"),
    (r"\bpersons?\b|\bpeople\b|\bresidents?\b", "persons-exchanged"),
    (r"\benterprises?\b|\bjoint ventures?\b", "joint-enterprises"),
    (r"\bagreements?\b", "agreements"),
    (r"\bsister|\btwin|\bpartner|\bties?\b", "ties"),
    (r"\bbudget", "budget"),
    (r"\bspen[dt]|\bcosts?\b|\bexpen", "spending"),
    (r"\bpopulation|\binhabitants?\b", "population"),
    (r"\barea\b", "area"),
)
_LEVEL_WORDS = (
    (r"\bprefecture\b", "prefecture"),
    (r"\bprovince\b", "province"),
    (r"\bcounty\b", "county"),
    (r"\bdistrict\b", "district"),
    (r"\btown\b", "town"),
    (r"\bvillage\b", "village"),
    (r"\bcity\b", "city"),
)
_BODY_WORDS = (
    (r"\bassembl(?:y|ies)\b|\blegislature", "assembly"),
    (r"\bchambers? of commerce", "chamber-of-commerce"),
    (r"\bfire (?:brigade|department|service)", "agency"),
    (r"\bports? (?:of|authority|corporation)\b|\bports\b|\bport$", "port"),
    (r"\buniversi|\bpolytechnic", "university"),
    (
        r"\bschools?\b|\bcollege\b|\bacademy\b|\blyceum\b|gymnasium\b|(?:-|real|gesamt)schule\b"
        r"|\b(?:colegio|collège|lycée|liceo|escola|escuela|istituto)\b|\bhigh$",
        "school",
    ),
    (r"\binstitute", "institute"),
    (r"\bhospital", "hospital"),
    (r"\bzoo\b", "zoo"),
    (r"\bmuseum", "museum"),
    (r"\bunion\b|\bunions\b", "union"),
    (r"\bfriendship (?:association|society)", "friendship-society"),
    (r"\bassociation|\bsociety\b|\borgani[sz]ation", "association"),
    (r"\bcommittee|\bcommission|\bcouncil\b", "committee"),
    (r"\bfoundation\b|\bfund\b", "foundation"),
    (r"\bcompany\b|\bcorporation\b|\binc\.|\bltd\b|\bco\.", "company"),
)


def concept_of(scheme: str, word: object) -> str:
    """The concept of a scheme that a word of the exchange form means: "flora_fauna" is flora-fauna.

    Raises BadClaim, quoting the word, when the scheme has no such concept.
    """
    if not isinstance(word, str):
        raise BadClaim(f"{word!r} is not a word of the scheme {scheme}")
    said = _SAID_OTHERWISE.get(scheme, {}).get(word, word.replace("_", "-"))
    if scheme == "recurrences":
        said = re.sub(r"(?<=every-)\d(?=-years)", lambda n: _SPELLED.get(n[0], n[0]), said)
    return vocabulary.scheme(scheme)[said].id


_SPELLED = {"2": "two", "3": "three", "5": "five"}


def form_in(words: str) -> str:
    """The form of exchange that an activity in English words has, "" when none is seen in it."""
    return _first(_FORM_WORDS, words)


def measure_in(words: str) -> str:
    """The measure that English words name, "" when none is seen in them."""
    return _first(_MEASURE_WORDS, words)


def level_in(name: str) -> str:
    """The level of government that an English name says ("Osaka Prefecture"), "" when it says none."""
    return _first(_LEVEL_WORDS, name)


def body_in(name: str) -> str:
    """The type of organisation that an English name says ("Port of Osaka"), "" when it says none."""
    return _first(_BODY_WORDS, name)


def places_in(name: str) -> list[str]:
    """The names of places that the English name of a body may begin or end with, the likeliest first.

    "Port of Osaka" may be of Osaka, "Aville provincial assembly" of Aville Province or Aville.
    """
    after = re.search(r"\bof (?:the )?(.+)$", name)
    words = [re.sub(r"['’]s?$", "", word) for word in name.split()]
    begun = [" ".join(words[:count]) for count in range(min(_PLACE_WORDS, len(words) - 1), 0, -1)]
    wider = _WIDER.match(name)
    levelled = [f"{wider[1]} {_LEVELS[wider[2].lower()]}"] if wider else []
    return [*([after[1]] if after else []), *levelled, *begun]


_PLACE_WORDS = 3
_LEVELS = {"prefectural": "Prefecture", "provincial": "Province", "county": "County"}
_WIDER = re.compile(rf"(.+?)(?:['’]s)?\s({'|'.join(_LEVELS)})\s", re.IGNORECASE)


def tie_of_bodies(first: str, second: str) -> str:
    """The type of a tie of two organisations by their English names, "" where these tell none."""
    kinds = {body_in(first), body_in(second)}
    return _TIES_OF_BODIES.get(kinds.pop(), "") if len(kinds) == 1 else ""


_TIES_OF_BODIES = {
    "assembly": "assembly-tie",
    "friendship-society": "friendship-society-tie",
    "port": "contact",
    "union": "trade-union-tie",
}


def office_in(words: str) -> str:
    """The type of a representative office by its English name; a liaison office when the name says no more."""
    for sign, concept in (
        ("trade", "trade-representative"),
        ("econom", "economic-representative"),
        ("cultur", "cultural-office"),
        ("touris", "tourist-office"),
        ("port", "port-office"),
    ):
        if sign in words.lower():
            return concept
    return "liaison-office"


def _first(table: tuple[tuple[str, str], ...], words: str) -> str:
    for pattern, concept in table:
        if re.search(pattern, words, re.IGNORECASE):
            return concept
    return ""

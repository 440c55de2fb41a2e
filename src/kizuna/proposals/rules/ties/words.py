"""Words of ties: the types that they name, and how a tie stands."""

from __future__ import annotations

import re
from dataclasses import replace

from kizuna.proposals.rules.discourse import Pair
from kizuna.proposals.rules.finding import status_of
from kizuna.proposals.rules.grammar.dates import Dated
from kizuna.proposals.rules.names import Party

TYPES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.I))
    for name, pattern in (
        ("sister_port", r"\bsister[- ]?ports?\b|\bties between the ports\b|\bport partnership"),
        (
            "friendship_city",
            r"\bfriendship[- ](?:cit|town|agreement|treaty|pact)|\bfriendly cit|\bfriendship link",
        ),
        ("twin_town", r"\btwinn|\btwin[- ](?:town|cit|municip|communit)|\btwins?\b"),
        ("sister_city", r"\bsister"),
        (
            "friendly_relations",
            r"\bfriend(?:ly|ship) (?:relations|ties|links)|\bfriendly cooperation",
        ),
        ("cooperation", r"\bco-?operat(?:ion|ed|es)\b|\bpartner"),
    )
)


STATES = re.compile(
    r"\b(?:sister(?:ed)?[- ](?:cit(?:y|ies)|towns?|ties|ports?|relationship|partnership|link"
    r"|municipalit\w+|count(?:y|ies)|prefectures?|provinces?|states?)|twinn(?:ed|ing)|"
    r"(?:twin|partner|friendship|partnership)[- ]?(?:cit(?:y|ies)|towns?|municipalit\w+"
    r"|communit\w+|relationship|link)|twin(?:s)? (?:of|with)|friendly (?:relations|ties|links)"
    r"|(?:links?|twinning|friendship (?:pact|agreement|treaty)|ties?|affiliation|accord|agreements?) (?:with"
    r"|between)|friendship (?:pact|treaty)|(?:was|were) followed by|the (?:oldest"
    r"|others) (?:is|are) with|partner(?:ed|s)? with|town partnership|partnership (?:with"
    r"|between)|sistered|twins? since|became twins|cooperated with"
    r"|(?:['’]s|our|its|their|only|other|remains an?)\s(?:\w+\s){0,2}?(?:twin|partner))\b",
    re.I,
)


ENDED = re.compile(
    r"\b(?:ended|brought to a close|came to an end|terminated|dissolved|severed|cancelled"
    r"|canceled|revoked|discontinued|former|broke off|lapsed|expired|ran out|run out|wound up"
    r"|terminate|rescind(?:ed)?|dissolve|sever|revoke|annulled|abolished|to end (?:its|the|their|all)"
    r"|given up|gave up|dropped|withdr[ae]wn?|withered|no longer (?:active|in force)|(?:brought|put) to an end"
    r"|parted (?:amicably|ways|company)|clos(?:ed|ing) the (?:arrangement|link|partnership))\b",
    re.I,
)


SUSPENDED = re.compile(
    r"\b(?:suspended|suspend all|dormant"
    r"|(?:is|are|was|were|been|being|remain\w*|relations|ties|links?)\s(?:\w+\s)?frozen"
    r"|put on hold|on hold|paused|inactive|on ice"
    r"|at rest|in abeyance|emeritus|interrupted|no contact since|nothing has happened since)\b",
    re.I,
)


VOID = re.compile(
    r"\bnever (?:put|came|took|entered|signed|carried)\b|\bunder preparation\b|\bnot been signed\b",
    re.I,
)


def type_of(text: str) -> str:
    """The type of tie that a passage names; "sister_city" where it names none."""
    return next((name for name, pattern in TYPES if pattern.search(text)), "sister_city")


def fragment_type(text: str, default: str) -> str:
    """The type that a fragment tells; "other" where it says partners and no more."""
    if re.match(r"partners? since\b", text, re.I):
        return "other"
    return type_told(text, default)


def type_told(text: str, default: str) -> str:
    """The type that a text names, or that of its section where it names none or says partner and no more."""
    named = next((name for name, pattern in TYPES if pattern.search(text)), default)
    if named == "cooperation" and not re.search(r"\bco-?operat", text, re.I):
        return default
    return named


def as_ports(pair: Pair) -> Pair:
    first, second = pair
    return (replace(first, level="port"), replace(second, level="port"))


def begin_of(dated: Dated) -> str:
    return dated.edtf.split("/")[0]


def status_in(text: str) -> dict[str, str]:
    if SUSPENDED.search(text):
        return {"status": "suspended"}
    return {"status": "ended" if ENDED.search(text) else "active"}


def standing_of(text: str) -> dict[str, str]:
    """The status of a tie that a sentence states; none for one that it denies."""
    return {} if status_of(text) == "negated" else status_in(text)


# A tie that is wanted or refused has not begun.
UNMADE = re.compile(
    r"\bno (?:sister|twin|partner)|\b(?:proposed|talked about|long-discussed)\b", re.I
)


def level_type(kind: str, pair: tuple[Party, Party]) -> str:
    return "sister_port" if all(p.level == "port" for p in pair) and kind == "sister_city" else kind


_PARTNER_ONLY = re.compile(
    r"(?:['’]s?|\bour|\bits|\btheir|\bremains an?)\s(?:\w+\s){0,2}?partner\b(?!\s(?:cit|town))",
    re.I,
)


def stated_type(text: str, default: str) -> str:
    """The type that a sentence names; that of the section where it speaks of a link and no more."""
    named = next((name for name, pattern in TYPES if pattern.search(text)), default)
    if named == "cooperation" and _PARTNER_ONLY.search(text):
        return "other"
    return named

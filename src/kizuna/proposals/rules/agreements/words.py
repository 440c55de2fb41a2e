"""Words of agreements: instruments, the verbs that make them, and the types that they name."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kizuna.proposals.rules.discourse import Pair, Scene

_NOUN = (
    r"(?:agreements?|compact|alliance|memorand(?:um|a|ums)(?:\sof\s\w+)?|MOUs?|MoUs?|treaty(?!\sfooting)|charter"
    r"|pact|accord|protocol|declaration|certificate|covenant|proclamation|friendship treaty"
    r"|resolution|letters? of (?:intent|friendship|understanding)|convention|contract|oath"
    r"|partnership documents?|deed|papers|parchment|scroll|statement of intent|affiliation)"
)


INSTRUMENT = re.compile(rf"\b{_NOUN}(?!\s(?:on\s)?(?:day|anniversar))\b", re.I)


BOND = re.compile(
    r"\b(?:links?|ties?|twinning|partnership|relationship|friendship)\b(?=\s(?:[\w-]+\s){0,5}?"
    r"(?:was|were|has been|had been)\s(?:\w+ly\s)?(?:formali[sz]ed|sealed|made official|signed|sworn)\b)",
    re.I,
)


# An act that makes an instrument without naming one ("agreed in writing", "formalised its cooperation").
UNNAMED = re.compile(
    r"\bagreed (?:in writing|formally)\b|\bagreed on (?:\w+\s){0,2}?co-?operation\b"
    r"|\bformali[sz]ed (?:its|their|our|the|a) (?:\w+\s){0,2}?(?:co-?operation|ties|links?|friendship"
    r"|relationship|partnership)\b|\b(?:sister|twin|partner|friendship)[- ](?:city|town|port) status"
    r" (?:was|has been) (?:granted|conferred|sealed|agreed)\b|\bexchange of (?:letters|notes)\b"
    r"|\bwith which it signed\b|\b(?:video|virtual|online) signing\b",
    re.I,
)


VERB = re.compile(
    r"\b(?:sign(?:ed|ing|s)?|conclud(?:ed|e|es|ing)|enter(?:ed|s)?(?:\sinto)?|form(?:ed|alized"
    r"|alised)|adopt(?:ed|s)|seal(?:ed)?|ratif(?:ied|y)"
    r"|renew(?:ed|al|ing)?|establish(?:ed|ing)?|inked|approved|passed|exchanged|came into (?:force|effect)"
    r"|made|reached|based on|drawn up|executed|sworn|swore|reaffirmed|reconfirmed|extended|prolonged"
    r"|confirmed|became|declared|proclaimed|undersigned|endorsed|issued(?!\sa\sproclamation)|granted|added|initial(?:l)?ed"
    r"|struck|pledged|put(?:ting)? (?:his|her|their) (?:names?|signatures?|pens?|seals?) to"
    r"|led to(?=\san?\s)|ha(?:s|ve) had(?=[\w\s]*\ssince\b)"
    r"|since \d{4} under an?\b|accepted|finali[sz]ed|countersigned|read out|ratification"
    r"|(?:treaty|agreement|pact|accord|charter|declaration|protocol|parchment) of(?=[\w\s]*\d{4}))\b",
    re.I,
)


# The verbs that date an instrument before those that only prepare or confirm it ("approved", "made").
SIGNING = re.compile(
    r"\b(?:signed|concluded|sealed|initial(?:l)?ed|sworn|executed|exchanged|entered into|inked"
    r"|put (?:his|her|their) (?:names?|signatures?|pens?) to)\b",
    re.I,
)


_TYPES: tuple[tuple[str, str], ...] = (
    ("port_agreement", r"\bports?\b"),
    ("sister_city_agreement", r"\bsister|\balliance\b"),
    ("twinning_agreement", r"\btwin|\bpartnership"),
    (
        "exchange_agreement",
        r"\bagreements? on (?:\w+\s)?exchanges?|\bexchange agreements?|\bexchanges?\b",
    ),
    ("cooperation_agreement", r"\bco-?operat|\bmemorand|\bMOUs?\b"),
    ("resolution", r"\bresolution\b"),
    ("treaty", r"\btreaty\b"),
)


@dataclass(frozen=True, slots=True)
class Instrument:
    """An agreement read in scene.text[start:end]; `signed` is EDTF or None, `renewal` that it prolongs a tie."""

    type: str
    pair: Pair
    start: int
    end: int
    signed: str | None
    renewal: bool = False


def ports_of(scene: Scene) -> Pair | None:
    ports = list(dict.fromkeys(m.party for m in scene.mentions if m.party.level == "port"))
    if len(ports) == 2:
        return (ports[0], ports[1])
    if scene.pair is not None and _PORT_TALK.search(scene.text):
        first, second = scene.pair
        return (replace(first, level="port"), replace(second, level="port"))
    return None


# Words that make an agreement one of the ports where only the towns are named.
_PORT_TALK = re.compile(
    r"\bsister port (?:status|agreement)\b|\bport[- ]to[- ]port\b|\bport (?:directors|authorities)\b",
    re.I,
)


def agreement_type(scene: Scene, noun: re.Match[str]) -> str:
    """The type of an instrument by the words around its name."""
    text_after = scene.text[noun.end() :]
    near = scene.text[max(0, noun.start() - 45) : noun.end() + 60]
    close = scene.text[max(0, noun.start() - 24) : noun.end() + 14]
    if noun[0] == "treaty" and re.search(
        r"\b(?:partnership|twinning)\s$", scene.text[: noun.start()], re.I
    ):
        return "twinning_agreement"
    if noun[0] in {"resolution", "treaty"}:
        return noun[0]
    if noun[0] == "certificate" or noun[0].lower().startswith(("letter", "exchange of")):
        return "other"
    if noun[0] == "protocol" and text_after.startswith(" on "):
        return "cooperation_agreement"
    if re.match(r"\sof friendly\b", text_after, re.I):
        return "other"
    if ports_of(scene) or (
        any(m.party.level == "port" for m in scene.mentions) and "port agreement" in scene.text
    ):
        return "port_agreement"
    for window in (close, near, scene.text if not scene.numbered else near):
        for name, pattern in _TYPES[1:]:
            if re.search(pattern, window, re.I):
                return name
    if noun[0].lower() in {"charter", "oath"}:
        return "twinning_agreement"
    return "exchange_agreement" if "such agreement" in scene.text else "other"


def partners_told(scene: Scene) -> list[Pair]:
    """The pairs of the home with each partner named after "with" ("with both X and Y"), or the pair in force."""
    home, found = scene.home, []
    end = None
    for held in (m for m in scene.mentions if not m.within):
        joined = end is not None and re.fullmatch(
            r"(?:\s\([^)]*\)|,\s[A-ZÀ-Þ]\w+)?,?\s(?:and\s)?(?:with\s)?(?:the\s)?",
            scene.text[end : held.start],
        )
        after_with = re.search(
            r"\b(?:with|to)\s(?:both\s)?(?:\w+\s){0,2}?$", scene.text[: held.start]
        )
        if home is not None and held.party.bare != home.bare and (joined or after_with):
            found.append((home, held.party))
            end = held.end
    if len(found) > 1 or (found and (scene.pair is None or found[0][1] not in scene.pair)):
        return found
    return [scene.pair] if scene.pair is not None else []

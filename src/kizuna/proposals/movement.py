"""Movement in a quote: whether its words say that something went from one party to another.

Each rule finds a word of movement and the side that its grammar puts beside it. A direction is supported
when more rules speak for it than for its reverse; where neither party is named, nothing speaks for it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kizuna.proposals.matching import core_of, stem_of
from kizuna.proposals.quoting import bare

_NEAR = r"(?:(?:the|a|an|city|cities|town|prefecture|province|port|of|in) ){0,4}"
_PEOPLE = (
    r"(?:delegations?|missions?|mayor|governor|students?|pupils|teams?|groups?|experts|ships?)"
)
_SENDS = (
    r"(?:sen[dt]s?|sending|dispatch(?:ed|es)?|visit(?:ed|s)?|tour(?:ed|s)?|travel(?:l?ed|s)?|went|came|"
    r"arrived|donated|presented|gave|gifted|offered|supplied|exported|provided|sold|delivered)"
)
_TAKES = (
    r"(?:host(?:ed|s|ing)?|receive[ds]?|welcome[ds]?|invite[ds]?|accept(?:ed|s)?|import(?:ed|s)?|"
    r"bought|buys|purchase[ds]?)"
)
_OTHER = r"(?:exchang\w+|and|or|to|from|in|for|with|where|there|is|are|was|were|ha[ds]|have)"
_TAKEN = [
    "hosted",
    "received",
    "welcomed",
    "invited",
    "accepted",
    "bought",
    "purchased",
    "imported",
]
_NOT_TAKEN = "".join(f"(?<!{word} )" for word in _TAKEN)
_NOT_PASSIVE = r"(?<!\bwas )(?<!\bwere )(?<!\bbeen )"

_SOURCE = (
    rf"\bfrom {_NEAR}NAME\b",
    rf"{_NOT_TAKEN}\bby {_NEAR}NAME\b",
    rf"\bNAMEGAP{_NOT_PASSIVE}\b{_SENDS}\b(?! by)",
    rf"\b{_PEOPLE} of {_NEAR}NAME\b",
    r"\b(?:of|in) NAME (?:ha(?:ve|s|d) been|was|were) (?:sent|dispatched)\b",
    rf"\bNAME (?:(?!(?:{_TAKES}|{_SENDS}|{_OTHER})\b)\w+ ){{0,2}}{_PEOPLE}\b",
)
"""What makes NAME the side that something comes from."""

_TARGET = (
    rf"\b(?:to|for|in|into|toward|visit(?:ed|s|ing)?|tour(?:ed|s|ing)?|reached) {_NEAR}NAME\b",
    rf"\bNAMEGAP{_NOT_PASSIVE}\b{_TAKES}\b(?! by)",
    rf"\b(?:{'|'.join(_TAKEN)}) by {_NEAR}NAME\b",
    r"\bNAME (?:was|were|has been) (?:visited|toured)\b",
)
"""What makes NAME the side that something goes to."""

_LEVEL = r"(?:[市県縣府都区區町村郡省州道]|시|도|군|구)?"
_EASTERN_SOURCE = (
    rf"NAME{_LEVEL}(?:側)?(?:から|より|의 ?대표단|에서|の(?:代表団|訪問団|使節団|市長|生徒|学生|高校生|中学生))",
    rf"(?:从|從|由|自)NAME{_LEVEL}",
    rf"NAME{_LEVEL}(?:人民政府|政府|市长|市長)?(?:代表团|代表團|访问团|訪問團|派|向|赴|访问|訪問了|시장|대표단)",
)
_EASTERN_TARGET = (
    rf"NAME{_LEVEL}(?:へ|に(?:派遣|訪問|来訪|到着|寄贈)?|を(?:訪|表敬)|を訪問|로 |으로 |를 방문|을 방문|에 )",
    rf"(?:赴|到|往|抵达|抵達|来|來|访问|訪問|向|给|給)NAME{_LEVEL}",
    rf"NAME{_LEVEL}(?:が|は|で)?GAP(?:受け入れ|迎え|接待|接待了)",
)
_LATIN_NEAR = (
    r"(?:(?:der|die|dem|den|stadt|la|le|l|ville|de|del|della|ciudad|citta|comune|di|d|el|г|город\w*)"
    r" ?){0,4}"
)
_EUROPEAN_SOURCE = (
    rf"\b(?:aus|von|vom|depuis|de|desde|da|dal|dalla|из|от) {_LATIN_NEAR}NAME",
    r"\bNAMEGAP\b(?:besucht\w*|reist\w*|entsandt\w*|schick\w*|schenk\w*|spend\w*|envo\w+|visit\w*|rend\w* visite"
    r"|offr\w+|offert\w*|envi\w+|regal\w+|don[oó]\w*|invi[oòa]\w*|направ\w+|посетил\w*|отправ\w+|подар\w+)",
    r"\b(?:delegation|delegation\w*|delegacion|delegazione|делегаци\w+|школьник\w*|студент\w*)"
    rf" (?:aus|von|de|di|из)? ?{_LATIN_NEAR}NAME",
)
_EUROPEAN_TARGET = (
    rf"\b(?:nach|in|zu|a|en|hacia|ad|verso|в|во|к) {_LATIN_NEAR}NAME",
    rf"\b(?:besucht\w*|visit\w*|посетил\w*) {_LATIN_NEAR}NAME",
    r"\bNAMEGAP\b(?:empfing\w*|empfangen|begrusst\w*|accueil\w+|recu\w*|recib\w+|acog\w+|accol\w+|ricev\w+"
    r"|прин[яи]\w+|встреч\w+)",
)
_EUROPEAN = (_EUROPEAN_SOURCE, _EUROPEAN_TARGET)
_RULES = {"en": (_SOURCE, _TARGET), "east": (_EASTERN_SOURCE, _EASTERN_TARGET)}


def supports(quote: str, source: str, target: str, language: str = "en") -> bool:
    """Whether the quote says or implies that something goes from `source` to `target`; either may be "".

    `language` is one of `number_words.language_of`.
    """
    read = bare(quote)
    one, other = core_of(source), core_of(target)
    forward = _votes(read, one, other, language)
    return forward > 0 and forward > _votes(read, other, one, language)


def _votes(read: str, source: str, target: str, language: str) -> int:
    sources, targets = _RULES.get(language, _EUROPEAN)
    return _count(read, sources, source, target) + _count(read, targets, target, source)


def _count(read: str, rules: tuple[str, ...], name: str, other: str) -> int:
    if not name:
        return 0
    return sum(len(_rule(rule, name, other).findall(read)) for rule in rules)


@lru_cache(maxsize=4096)
def _rule(rule: str, name: str, other: str) -> re.Pattern[str]:
    """The rule about `name`; a verb belongs to it only where the other party does not stand between."""
    barrier = rf"(?!\b{_named(other)}\b)" if other else ""
    gap = rf"(?:{barrier}[^.;!?。]){{0,60}}?"
    return re.compile(rule.replace("GAP", gap).replace("NAME", _named(name)))


def _named(name: str) -> str:
    """A pattern of a name in any case."""
    stems = ((word, stem_of(word)) for word in name.split())
    return " ".join(re.escape(s) + (r"\w{0,3}" if s != word else "") for word, s in stems)

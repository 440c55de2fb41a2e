"""Classes of acts in prose on ties: who gives, travels, performs, builds, lends staff or honours somebody."""

from __future__ import annotations

import re

PROFESSIONALS = (
    r"(?:engineers?|specialists?|experts?|firefighters?|doctors?|physicians?|surgeons?|nurses?"
    r"|dentists?|technicians?|teachers?|instructors?|lecturers?|professors?|officials?|officers?"
    r"|clerks?|planners?|trainers?|coach(?:es)?|gardeners?|librarians?|weavers?|apprentices?"
    r"|trainees?|interns?|pilots?|fellows?|employees?|staff|judges?|carpenters?|craftsmen|cooks?"
    r"|chefs?|advisers?|advisors?|assistants?)"
)
"""People who are lent, trained or put to work on the other side."""

GUESTS = (
    r"(?:students?|pupils?|youths?|young\s\w+|children|residents?|citizens?|members?|choristers?"
    r"|singers?|musicians?|players?|athletes?|people|persons|families|boys|girls|graduates?"
    r"|teenagers?|\w+-graders?|councill?ors?)"
)
"""People who go to see the other side."""

GROUPS = (
    r"(?:choirs?|bands?|orchestras?|teams?|troupes?|part(?:y|ies)|groups?|class(?:es)?|circles?"
    r"|clubs?|ensembles?|quartets?)"
)
"""What people travel in."""

_MISSION = (
    r"(?:delegations?|(?:trade|economic|business|goodwill|friendship|citizens['’]|fact-finding"
    r"|study) missions?|missions? (?:of|to))"
)
_LETTERS = (
    r"(?:letters?|greetings?|messages?|telegrams?|condolences|invitations?|copy|copies|signal|video"
    r"|notes?|representatives?)"
)
"""What is sent and is no gift."""
_STATED = r"(?:\w[\w'’,.-]*\s){0,5}?"
"""Up to five words of a noun phrase before its noun."""
_HANDED = r"(?:sent|ships?|shipped|air-?lifted|driven|dispatched|delivered|drove|driven|left|brought|forwarded)"
_MONEY = r"(?:[A-Z]{1,3})?[$€£¥]\s?\d|\d[\d,.]*\s(?:million\s)?(?:dollars|euros?|pounds|yen|francs|marks|crowns)"

_GIFTS = (
    r"\b(?:will|would|to) (?:donate|present|give|hand over)\s(?:an?|the|two|three|\d[\d,]*|its"
    r"|their)\s|\bgifts?\b|\bdonat(?:ed|es|ion)\b"
    rf"|\bpresent(?:ed|s)\s(?:the|a|an|it|them|to|by|{_STATED}with)\b"
    rf"|\bgave\s(?!(?:rise|way|up|birth|{_STATED}(?:concerts?|performances?|recitals?|lectures?|talk"
    r"|speech|name|partner))\b)|\b(?:was|were|been)\sgiven\b"
    r"(?!\s(?:support|priority|permission|approval))|\bhanded (?:it |them )?over\b"
    rf"|\bpaid for\b|\b(?:a|as a) present\b|\braised\s(?:{_MONEY}|money|funds)"
    rf"|\bcollected\s(?:{_MONEY}|money|clothes|clothing|books)"
    rf"|\b{_HANDED}\b\s(?!{_STATED}(?:{PROFESSIONALS}|{GUESTS}|{GROUPS}|{_MISSION}"
    rf"|{_LETTERS})\b)(?:(?:an?|two|three|four|five|several|\d[\d,]*)\s|{_STATED}(?:ambulances?"
    r"|generators?|aid|supplies|equipment|bicycles|books|clothing|medicines?|bandages|blankets|masks"
    r"|trucks?|engines?|bus(?:es)?|trams?|bells?|stones?|crosse?s?|statues?|lanterns?|sculptures?"
    r"|saplings?|trees?|fund|relief|vehicles?|computers|instruments|hearing aids|toys|tonnes of"
    rf"|tons of)\b)|\b(?:provided|supplied)\s{_STATED}with\s(?:an?|the|two|three|\d[\d,]*)\s"
    r"|\b(?:ambulances?|generators|supplies|equipment|masks|trucks|engines|bus(?:es)?|hearing aids"
    rf"|blankets|books|medicines|clothing)\b[^.;]{{0,30}}\b(?:was|were)\s(?:\w+\s)?{_HANDED}\b"
    r"|\bsend (?:\w+\s){0,3}(?:ambulances?|generators|aid|supplies|equipment|medicines?)\b"
    r"|\b(?:bell|statue|lantern|crane|saplings|trees|fountain|organ|stone|clock"
    r"|sculpture)\b[^.;]{0,70}?\bcame (?:to\s[^.;]{0,40})?(?:from|by)\b"
)
"""Things and money that one side gives the other, in the active and in the passive."""

_DISPATCH = (
    r"\b(?:was|were|been|be) (?:sent|dispatched|seconded|lent|posted|stationed|attached|loaned)\b"
    rf"|\b(?:seconded|lent|loaned|posted)\s{_STATED}(?:{PROFESSIONALS})\b|\bdispatched\b"
    rf"|\bthe posting of\b|\b(?:sent|send|sends)\s{_STATED}(?:{PROFESSIONALS}|relief)\b"
    rf"|\b(?:{PROFESSIONALS})\b[^.;]{{0,60}}\b(?:trained|taught|worked|helped|served|advised|assisted"
    r"|be trained|be learning|(?:will|would) attend|attended)\b"
    r"|\b(?:welcomed|hosted|received|accepted)\s(?:an?\s|\w+\s)(?:\w+\s){0,3}?(?:fellow|intern"
    r"|trainee|apprentice|lecturer|teacher|engineer|doctor)s?\b"
    rf"|(?<! and )(?<!\w['’]s )\b(?:{PROFESSIONALS})\b[^.;]{{0,30}}\bspent\b|\bmedical team\b"
    r"|\btaught (?:\w+\s){0,3}(?:here|there|in|at)\b"
)
"""People lent to the other side to work, teach or be trained there."""

_VISITS = (
    r"\bexchange (?:of \w+ )?took place\b|\bvisit(?:ed|s|ing)?\b|\btravel(?:l?ed|s)\b"
    r"|\bjourney(?:ed)?\b|\b(?<!on a )trip\b|\bhost(?:ed)?\b|\bwelcom(?:ed|e)\b|\bleave for\b"
    r"|\bleft for\b"
    r"|(?<!idea )(?<!money )(?<!rest )(?<!name )\b(?:came|come)\s(?:\w+\s)?(?:to|from|over|here"
    r"|back from|north|south|for|across|down|up)\b"
    r"|\bwent\s(?:out\s|over\s|down\s)?(?:to|in|there|on)\b|\barriv(?:ed|al)\b"
    r"|\b(?:flew|fly|flies|flown)\b|\btour(?:ed)?\b|\bspent\b|\bstayed\b|\bcrossed the\b"
    r"|\b(?:rode|ride) to\b|\bdrove to\b|\bsailed (?:to|for|into)\b|\bheaded for\b"
    r"|\bset (?:off|out) for\b|\bturned up\b|\breturned\b"
    r"|\breceived (?:a |an )?(?:\w+\s){0,3}(?:visitors?|guests?|students?|pupils?|group|party)\b"
    r"|\bplayed (?:\w+\s){1,2}(?:match(?:es)?|games?)\b|\bwas represented at\b"
    rf"|\bsent\s{_STATED}(?:{GUESTS}|{GROUPS})\b"
    r"|\b(?:took|taken) part in\b(?! (?:\w+\s){0,2}(?:exchanges?|activities|program\w*)\b)"
    r"|\btook a party\b|\bjoined\b|\bstay (?:in|at|here)\b|\b(?:guests?|visitors?) (?:of|from|at)\b"
    r"|\bdrawn? by\b|\bleft\b[^.;]{0,40}\bafter\b"
    r"|\b(?:party|group|delegation)\b[^.;]{0,80}\baway for\b"
)
"""Going, coming and receiving."""

_PERFORMED = (
    r"\bperform(?:ed|ance|s)?\b|\b(?:concerts?|recitals?)\b|\bplay(?:ed)? (?:in|at|to|for|before)\b"
    r"|\bentertained\b|\b(?:sang|sung|to sing)\b|\bdanced (?:in|at|for)\b"
    r"|\b(?:orchestra|choir|band) tour\b"
    r"|\b(?:singers|choir|dancers|pipers|band)\b[^.;]{0,50}\b(?:joined|appeared|took part"
    r"|opened)\b"
)
"""Music, dance and plays before the other side."""

_BUILT = (
    r"\b(?:stone|monument|memorial|statue|plaque)\b[^.;]{0,40}\bwas (?:set up|placed)\b"
    r"|\bprojects?\b|\bcollaborated\b|\bbuil[td]\b|\bdrafting\b|\bunveiled\b|\bconstructed\b"
    r"|\bopened\b|\bopening of an?\b|\bcompleted\b|\b(?:was|were) inaugurated\b|\berected\b"
    r"|\bdedicated (?:in|on|to|by)\b|\blaid out\b|\binstalled\b"
    r"|\bhelped (?:to )?(?:build|design|restore|moderni[sz]e|re-?build|set up)\b|\bmoderni[sz]ed\b"
    r"|\brestored\b|\bran a (?:\w+\s)?(?:pilot|clinic|workshop)\b|\bput on show\b"
)
"""What is made to last."""

_WORKS = (
    r"\braised\b[^.;]*\b(?:to build|for an? new|for the (?:new|re)\w*)\b"
    r"|\bhelping (?:to )?(?:build|drill|restore|repair|plant|construct|dig|renovate)\b"
)
"""Money or help for a work, which is the project rather than the gift."""

_AWARDS = (
    r"\breceived the (?:[\w-]+\s){0,3}(?:key|order|award|prize)\b|\bawarded (?:the title|the)"
    r"|\bhonorary (?:citizen|freem[ae]n)|\bmedals?\b|\bconferred\b"
    r"|\bfreedom of the (?:city|town|borough)\b|\bkeys? (?:to|of) the (?:city|town)\b"
    r"|\b(?:trophy|prize|award)\s(?:was|went|for)\b|\bcommended\b|\bdecorated with\b"
    r"|\bthe order of the\b|\bwon (?:the|an|a)\s(?:\w+\s){0,4}(?:award|prize|trophy)\b"
)
"""Honours for persons of the other side."""

_OTHERS = (
    r"\bexhibition\b|\bexhibited\b|\bplanted (?:an?|the|their|\d+|\w+ trees)\b"
    r"|\b(?:was|were) planted\b"
    r"|\b(?:street|square|park|bridge|avenue|road|garden|plaza|square)\b[^.;]{0,30}\b(?:was"
    r"|were) (?:re)?named\b"
    rf"|\bnamed (?:a|its|their|the)\s{_STATED}(?:street|square|park|bridge|avenue|road|plaza)\b"
    rf"|\bsent\s{_STATED}(?:{_LETTERS})\b|\bfirst letter\b"
    r"|\b(?:service|link|line|flight)\b[^.;]{0,30}\bwas launched\b"
    r"|\b(?:exchanges?|visits|contacts|programmes?|programs?) (?:was|were) (?:suspended"
    r"|interrupted)\b"
)
"""Namings, greetings, exhibitions, new lines and interruptions."""

_TYPES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.I))
    for name, pattern in (
        ("ship", r"\bships? of|\bfriendship ship|\bthe ship\b|\bship of\b|\bvoyage\b"),
        ("proclamation", r"\bproclamation\b|\bproclaimed\b"),
        (
            "anniversary",
            r"\banniversary (?:ceremony|celebrations?|festiv\w+|party|dinner)\b"
            r"|^\W*(?:In \d{4},? )?(?:the|our|its) (?:[\w-]+\s){1,2}anniversary\b(?! delegation)",
        ),
        (
            "grant",
            rf"\bgrants?\b|\b(?:contribut\w+|granted|subsidi[sz]ed)\s(?:\w+\s)?(?:{_MONEY})",
        ),
        ("award", _AWARDS),
        ("other", _OTHERS),
        ("project", _WORKS),
        ("gift", _GIFTS),
        ("seminar", r"\bseminar|\bconference\b|\bsymposium\b|\bforum\b|\bworkshop\b"),
        (
            "delegation",
            rf"\b{_MISSION}|\bmayors?\b[^.;]{{0,90}}\bparty of\b|\bparty of [^.;]{{0,30}}councill?ors",
        ),
        ("dispatch", _DISPATCH),
        ("performance", _PERFORMED),
        ("visit", _VISITS),
        ("project", _BUILT),
        (
            "anniversary",
            r"\banniversary\b|\bturned (?:fifty|forty|thirty|twenty|sixty|twenty-five)\b",
        ),
        (
            "signing",
            r"\bsigning ceremony\b|\bceremony\b|\bwitnessed the sign\w+|\bsign it afresh\b",
        ),
    )
)
_MARKED = re.compile(
    r"\b(?:to |in )?(?:mark(?:ed|ing)?|celebrat(?:e|ed|ing|ion)|commemorat(?:e|ed"
    r"|ing))\b(?:\sof)?\s[^.;]{0,25}?(?:\banniversary\b|\b[\w-]+(?:th|rd|st|nd)\syear\b"
    r"|\b(?:quarter|half)(?: of)? a century\b|\b(?:quarter|half)[- ]century\b|\b(?:ten|twenty|thirty"
    r"|forty|fifty|sixty|\d0) years\b)|\bpartnership turned \w+"
    r"|\bduring the [\w-]+ anniversary (?:celebrations?|ceremony|festivities)\b",
    re.I,
)


def act_in(text: str) -> str | None:
    """The type of event that a clause tells of; None where it tells of none."""
    return next((name for name, pattern in _TYPES if pattern.search(text)), None)


def marked_in(text: str) -> re.Match[str] | None:
    """Where a clause says that an act marks an anniversary ("to celebrate half a century of friendship")."""
    return _MARKED.search(text)

"""The patterns in which English prose names the parties of a tie, each with the weight of what it tells."""

from __future__ import annotations

import re

UP = r"[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪİĶĻŁŃŅŇŌŐŒŘŚŞŠŢŤŪŮŰŹŻŽȌȘȚ]"
_WORD = rf"(?:St\.|Ste\.|Mt\.|Ft\.|{UP}[\w]*(?:['’][\w]{{2,}})?(?:-[\w]+)*)"
LINK = r"(?:de\sla|de\slos|de\slas|de|del|do|da|dos|di|du|la|le|les|am|an\sder|upon|on|sur|ob|bei|im|el|al)"
NAME = rf"{_WORD}(?:\s(?:{LINK}\s)?{_WORD}){{0,3}}"
_PLACED = rf"{NAME}(?:,\s{NAME}|\s\({NAME}\))?"
LEVELS = "city|town|village|prefecture|province|county|port|district|municipality|region|borough|commune|state"
PLURALS = {
    "cities": "city",
    "towns": "city",
    "municipalities": "city",
    "ports": "port",
    "prefectures": "prefecture",
    "provinces": "province",
    "counties": "county",
    "districts": "district",
}
TIE_NOUN = (
    r"(?:(?:sister|twin|twinned|partner|friendship|partnership|friendly|sibling)[- ]?"
    r"(?:city|cities|town|towns|municipality|municipalities|communities|community|port|ports"
    r"|prefecture|province|county)"
    r"|twin)"
)
SOURCES: tuple[tuple[re.Pattern[str], int], ...] = tuple(
    (re.compile(pattern), weight)
    for pattern, weight in (
        (
            rf"\b(?:[Bb]etween|[Bb]oth)\s(?:the\s)?(?:cit(?:y"
            rf"|ies)\sof\s)?({_PLACED})\sand\s(?:the\s)?(?:city\sof\s)?({_PLACED})",
            1,
        ),
        (
            rf"(?<!home\s)(?<!native\s)\b(?:(?i:{LEVELS})"
            rf"|{'|'.join(PLURALS)})(?:\sof)\s({NAME})(?:\sand\s(?:the\s)?(?:(?:city"
            rf"|port)\sof\s)?({NAME}))?",
            2,
        ),
        (rf"\bcities\s({NAME})\sand\s({NAME})", 2),
        (
            rf"\b({NAME})\s(?:City|Prefecture|prefecture|Province|province|pref\.|Pref\.|Town|County)\b",
            2,
        ),
        (
            rf"\b(?:[Tt]winned|[Ss]istered|[Pp]artnered|[Tt]win(?:ning)?|partnership|friendship"
            rf"|alliance|compact|agreement|treaty|ties|links|relations|relationship|partners|pact"
            rf"|accord|charter)\s(?:was\s|on\s[\w\s]+?)?with\s(?:the\s)?(?:(?i:{LEVELS})\sof\s)?(?:its\s|our\s)?({_PLACED})",
            2,
        ),
        (
            rf"(?i:{TIE_NOUN})(?:\s(?:of|in|is|are|was|with|include|includes|including|called)|,"
            rf"|:)?\s({_PLACED})",
            2,
        ),
        (
            rf"\b({NAME})['’]s?\s(?:(?:first|second|third|oldest|newest|other|only|new|German|Japanese"
            rf"|Chinese|French)\s){{0,2}}(?i:{TIE_NOUN})",
            2,
        ),
        (
            rf"\b({NAME})\s(?:Sister|Twin|Twinning|Friendship|Partner)\s?(?:City|Cities|Town|Towns"
            rf"|Association|Committee)",
            2,
        ),
        (
            rf"\b(?:[Ll]inks?|[Ee]xchanges?|[Tt]winning|[Ff]riendship pact|[Ff]riendship"
            rf" agreement)\s(?:between|with)\s(?:the\s)?({_PLACED})(?:\sand\s({NAME}))?",
            2,
        ),
        (rf"\b(?:[Cc]ommittee|[Ff]riends|FRIENDS|[Pp]artners?)\sof\s({NAME})", 2),
        (rf"\b({NAME}),\s(?:our|its|their|the|a)\s(?:\w+\s)?(?i:sister|twin|partner)", 2),
        (
            rf"\b(?:[Tt]ravel(?:s|led|ed)?|[Vv]isit(?:s|ed)?|[Ss]ent|[Ff]lew|[Tt]rips?)\sto\s({NAME})",
            1,
        ),
        (rf"\b({NAME})\scome\sto\sbe\stwinned", 2),
        (
            rf"^(?:[A-Z][A-Z ]{{3,}}\s[–—-]\s)?({NAME})\s(?:and|is|was)\s(?:{NAME}\s)?(?:signed|twinned"
            rf"|celebrate[sd]?|became|form(?:ed)?|established)\b",
            2,
        ),
        (
            rf"\b({NAME})\sand\s({NAME})\s(?:signed|established|formed|became|have been|are|were|have"
            rf" run|run|entered|concluded|agreed|celebrated)\b",
            1,
        ),
        (
            rf"\b(?:mayors?|Mayors?|Lord Mayor|mayoress|lord"
            rf" mayor)\sof\s({NAME})(?:\sand\s(?:the\s)?({NAME}))?",
            2,
        ),
        (
            rf"\b({NAME})(?:['’]s)?\s(?:[Mm]ayor|mayoralty|[Cc]ity [Cc]ouncil|[Tt]own [Cc]ouncil"
            rf"|[Cc]ity [Hh]all)\b",
            2,
        ),
        (
            rf"\b(?:delegations?|delegates|students|visitors|guests|group|choir|band|people|residents"
            rf"|pupils|teachers|party|team)\s(?:\w+\s)?(?:from|to)\s({_PLACED})",
            1,
        ),
        (
            rf"\b({NAME})\s(?:and|has been|is|was|became|have been|had been|signed|formed"
            rf"|entered)\s(?:been\s)?(?:twinned|sister|a sister|a twin|partnered|linked|partners)\b",
            2,
        ),
        (
            rf"\b({NAME})\s(?:has|have|had|maintains?)\s(?:\w+\s){{0,4}}?(?i:{TIE_NOUN})\b",
            2,
        ),
        (
            rf"\b({NAME})\s(?:is|was|has been|have been|are|were)\s(?:not\s|officially\s"
            rf"|formally\s)?(?:twinned|partnered|paired)",
            2,
        ),
        (
            rf"\b(?:[Rr]elations|[Pp]artnerships|[Ll]inks|[Pp]artners|[Tt]owns|[Cc]ities)\sof\s({NAME})$",
            2,
        ),
        (rf"(?:^|[.!?]\s)({NAME})\sand\s({NAME})(?:\s(?:in|of)\s{NAME})?,?\s[a-z]", 1),
        (rf"\b[a-z]{{3,}}s\sfrom\s({_PLACED})", 1),
        (
            rf"\b({NAME})['’]s?\s(?:[a-z]+\s){{0,2}}?(?:connection|links?|delegation|relationship|partnerships?|ties"
            rf"|twins?|partners?|council|mayor|residents|councillors|citizens|cooperation|sister)\b",
            2,
        ),
        (
            rf"\b(?:[Cc]ouncils?|[Pp]eople|[Rr]esidents|[Cc]itizens|[Mm]unicipality)\sof\s({NAME})",
            2,
        ),
        (
            rf"\b({UP}\w+)[–-]({UP}\w+)\s(?:contract|agreement|twinning|partnership|link|exchange|tie|connection)\b",
            2,
        ),
        (rf"^({NAME}),\sin\s(?:the\s)?(?:{UP}|state|province|county)", 2),
    )
)

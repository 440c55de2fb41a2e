"""Whether a clause tells of something that two sides do again and again or keep doing."""

from __future__ import annotations

import re

from kizuna.proposals.rules.discourse import Scene
from kizuna.proposals.rules.grammar.acts import GROUPS, GUESTS, PROFESSIONALS
from kizuna.proposals.rules.grammar.dates import dates_in
from kizuna.proposals.rules.grammar.frequencies import habit_in
from kizuna.proposals.rules.grammar.relative_dates import is_ongoing
from kizuna.proposals.rules.lexicon import fields_in

ACTIVITY = re.compile(
    r"\b(?:exchang(?:e|es|ed|ing)|delegations?|delegates|visits?|visiting|visited|internships?"
    r"|interns?|training|trainees?|stud(?:y|ies|ying)|dispatch|sends?|sent|hosts?|hosting|travels?"
    r"|trips?|seminars?|conferences?|festivals?|concerts?|exhibit(?:s|ions?)?|programmes?|programs?"
    r"|tournaments?|matches|camps?|courses?|homestays?|scholarships?|lectures?|workshops?|ships"
    r"|flights?|races?|meetings?|arrivals?|invites?|summer school|spends?|swaps?|comes?|meets?|met"
    r"|plays?|trains?|trained|teams?|groups?|volunteers|contests?|competitions?|writ(?:e|es|ten)"
    r"|pen ?pals|correspond\w*|joins?|attends?|placements?|swapp?(?:ed|ing)?|(?:trad|chang)(?:e|es"
    r"|ed|ing) places|lend|lends|lent|teach(?:es|ing)?|taught|works?|worked|helps?|helped|helping"
    r"|runs?|gone|goes?|go|compares?|consult|consults|take(?:s|n)? part|taking part|takes? it up"
    r"|answers|cross(?:es|ed)|fly|flies|flown|stays?|performs?|sings?|sung|accept(?:s|ed)|came|went"
    r"|hosted|receives?|study|organi[sz]es|charters|supports?|ship|donates|pays the"
    r"|alternate as hosts|celebrated|exhibitions|travelled|traveled|awards|offers|crews|clinics?"
    r"|homestays?)\b",
    re.I,
)


_CONTINUING = re.compile(
    r"\b(?:(?:have|has) been|continues?|continued to|consists? of|provides? for|includ(?:e|es|ing)"
    r"|are sent|are held|is held|take place|takes place|are exchanged|realized|realised"
    r"|expressed through|there are|goes?|sends?|hosts|exchange|visits by|visits to|each|training"
    r"|the dispatch|maintaining|organi[sz]es?|runs?|invites?|spend|welcomes|receives?|spends|swaps?"
    r"|come|comes|plays|meet|train|take part|takes part|collaborate|study|holds?|supports?|helps?"
    r"|offers?)\b",
    re.I,
)


BEEN_TIED = re.compile(
    r"\bbeen\s(?:twinned|paired|sister|partner|inactive|dormant|on (?:hold|ice)|linked|in force|an? "
    r"|the |friend)|\btwinned since\b",
    re.I,
)
"""A perfect that tells of being tied, not of doing something."""


_HABIT = re.compile(
    r"\bhave (?:so far |already )?taken part in (?:the|this) (?:\w+\s)?(?:exchange|program\w*)\b"
    r"|\bat a time\b|\bin groups of\b|\bback and forth\b"
    r"|\buntil the (?:early |late |mid[- ])?(?:19|20)\d0s\b"
    r"|\b(?:carry|carries|went|goes|go) on (?:every|each|without|to this day)\b"
    r"|\bwhenever (?:we|they) can\b",
    re.I,
)
"""What is told in the plain past or present and yet went on and on."""


_PERIOD = re.compile(
    r"\b(?:came|went|travelled|traveled|visited|trained|studied)\b[^.;]*\bfrom (?P<first>(?:19"
    r"|20)\d\d) (?:to|until) (?P<last>(?:19|20)\d\d)\b",
    re.I,
)


_OWN_SUMS = re.compile(
    r"\b(?:annual|yearly) (?:budget|grant|report|meeting|general meeting|dinner|fee|income|dues"
    r"|subscription)|\b(?:annual|yearly)$",
    re.I,
)


_OWN_AFFAIRS = re.compile(
    r"\b(?:budget|membership|population|tonnes|tons|turnover|sales|income|expenditure)\b"
    r"|\b(?:committee|society|association|council|board|group|we) meets?\b|\bmeets on\b"
    r"|\b(?:known|famous|noted) for\b|\bterms? of (?:two|three|four) years\b|\bterm(?:s)? on the\b",
    re.I,
)
"""What a town or a society does for itself, however often."""


ONCE = re.compile(
    r"\b(?:was|were|had\s\w+|visited|travelled|traveled|arrived|signed|welcomed|hosted|attended|met"
    r"|took|brought|came|went|held|opened|celebrated|donated|presented|awarded|sent|led|organized"
    r"|organised)\b",
    re.I,
)


_IMPERATIVE = re.compile(
    r"^\W*(?:Organize|Organise|Host|Support|Promote|Sponsor|Arrange|Facilitate)\b"
)


SINCE_IT = re.compile(
    r"\bsince (?:it|they|the \w+) (?:began|started|was (?:set up|launched)) in (?P<year>(?:19"
    r"|20)\d\d)\b"
)
"""When an exchange began, told by the way."""


_EXCHANGE_OF = re.compile(
    r"\bexchang(?:e|ing)\s(?:[\w-]+\s){0,3}(?:students|pupils|teachers|staff|apprentices)\b"
    r"|\bexchang(?:es?|ing)\b(?:\s\w+){0,3}?\s(?:of|between|trips|program|programme|visits"
    r"|delegations)\b"
    r"|\b(?:student|youth|school|cultural|teacher|pupil|staff|sports?|art|job"
    r"|music)(?:\s\w+)?\sexchang(?:es?|ing)\b|\bvisits (?:by|to)\b"
    r"|\btraining\b(?:\s\w+){0,3}\s(?:specialists|doctors|\w+s)\b|\bthe dispatch of\b"
    r"|\binternships?\b",
    re.I,
)


_EXCHANGED_PEOPLE = re.compile(
    r"\bexchang(?:e|es|ing)\s(?:of\s)?(?:[\w-]+\s){0,3}delegations\b", re.I
)
"""What is one programme, however many fields the people come from."""


_SAME_AGAIN = re.compile(
    r"\b(?:sends?|dispatch(?:es)?|hosts?|receives?|organi[sz]es?|holds?|funds?)\s(?:these|those|such)\s"
    r"(?:\w+\s)?(?:delegations|exchanges|visits|trips|groups|missions|events)\b",
    re.I,
)
"""More about a programme told before ("the city hosts these visits")."""


_SERVICE = re.compile(
    r"\b(?:flights?|ferr(?:y|ies)|sailings?|(?:air|bus|coach|rail|train|container|shipping)\s(?:services?|lines?|links?"
    r"|routes?))\b[^.;]{0,40}?\s(?:between|connects?|links?|joins?|from\s\w+\sto)\s"
    r"|\b(?:flies|fly|sails?)\b[^.;]{0,40}?\sbetween\s",
    re.I,
)
"""A line that runs between two places."""


def is_service(scene: Scene, clause: str) -> bool:
    """Whether a clause tells in the present of a line of planes, ships, trains or buses that joins both sides."""
    named = {held.party for held in scene.mentions}
    told = scene.pair is not None and set(scene.pair) <= named and _SERVICE.search(clause)
    return bool(told and not ONCE.search(clause) and not _TIED.search(clause))


def recurs(clause: str) -> bool:
    return habit_in(clause) is not None or any(is_ongoing(d, clause) for d in dates_in(clause))


def is_programme(scene: Scene, clause: str, whole: str) -> bool:
    if not _is_doing(clause) or _is_title(scene, clause):
        return False
    if len(set(fields_in(clause))) > 3 and not _EXCHANGED_PEOPLE.search(clause):
        return False
    if (re.search(r"\bwould\b", clause) and not habit_in(clause)) or _SAME_AGAIN.search(clause):
        return False
    if _IMPERATIVE.match(clause) and (scene.numbered or not scene.text.endswith((".", "!"))):
        return True
    if _is_own_affair(clause) or not _is_shared(scene, clause):
        return False
    if _HABIT.search(clause) or SINCE_IT.search(clause) or _goes_on_for_years(clause):
        return True
    told = _told_to_recur(clause)
    if told is None and is_service(scene, clause):
        return True
    return _is_kept_up(scene, clause, whole) if told is None else told


def _is_doing(clause: str) -> bool:
    """Whether a clause names an exchange, or people who do anything again and again."""
    if ACTIVITY.search(clause):
        return True
    kept = habit_in(clause) or (recurs(clause) and re.search(r"\b(?:have|has)\s\w+", clause))
    return bool(kept and _FOLK.search(clause))


def _told_to_recur(clause: str) -> bool | None:
    """Whether a clause with a frequency or a date tells a programme; None where it has neither."""
    dates = dates_in(clause)
    since = sum(is_ongoing(d, clause) for d in dates)
    frequency = habit_in(clause)
    if len(dates) > since and not frequency and not since:
        return _begins(clause)
    if len(dates) > 1 and not since and re.search(r"\b(?:was|were)\b", clause):
        return False
    if frequency:
        return not re.search(r"\bagreements?\b", clause)
    if since:
        tied = _TIED.search(clause) and not _EXCHANGE_OF.search(clause)
        return not tied and not BEEN_TIED.search(clause)
    return None


def _is_kept_up(scene: Scene, clause: str, whole: str) -> bool:
    """Whether a clause without frequency or date tells what is done as a rule."""
    if re.search(r"\b(?:anniversary|ceremony|agreement|signed)\b", whole):
        return False
    if re.search(r"\bexpected to\b", clause):
        return False
    if ONCE.search(clause) and not re.search(r"\b(?:have|has) been\b", clause):
        return False
    return bool(_CONTINUING.search(whole) or scene.topics) and bool(
        _EXCHANGE_OF.search(clause) or (scene.mentions and moves(clause))
    )


def _begins(clause: str) -> bool:
    """Whether a clause tells since when an exchange goes on ("A pupil exchange began in 1958")."""
    rest, begun = _BEGINS.subn("", clause)
    return bool(begun and _EXCHANGE_OF.search(clause) and not ONCE.search(rest))


_BEGINS = re.compile(
    r"\b(?:began|(?:was |were )?(?:started|launched|introduced)|(?:will|is to|are to) (?:begin"
    r"|start))\b",
    re.I,
)


def _is_shared(scene: Scene, clause: str) -> bool:
    """Whether a clause speaks of the other side at all, by name or by what is done together."""
    return bool(
        scene.numbered
        or scene.topics
        or any(
            m.party != scene.home or scene.text[: m.start].endswith("from ") for m in scene.mentions
        )
        or _TOGETHER.search(clause)
        or _side(scene, clause)
    )


def _side(scene: Scene, clause: str) -> bool:
    return any(re.search(rf"\b{demonym}\b", clause) for demonym in scene.sides)


_TOGETHER = re.compile(
    r"\b(?:exchang\w*|swap\w*|places|each other|one another|both|the (?:two|other)|mutual\w*"
    r"|joint\w*|bilateral|partners?|twin\w*|sister|delegat\w*|missions?|in return|(?<!our )guests?"
    r"|host famil\w+|homestays?|there|abroad|correspond|pen (?:friends|pals)|overseas|gone (?:down"
    r"|over|out)|(?:go|come|goes|comes|came) (?:to|over|here|down)|each (?:town|city|side|port"
    r"|school)|sent|sends?|host(?:s|ed)?|our (?:own )?(?:city|town|students|pupils|children|young"
    r"|bakers|apprentices|choir|teachers)|they)\b",
    re.I,
)


def _is_own_affair(clause: str) -> bool:
    """Whether a clause tells of what a town or society does for itself, and of nothing else that recurs."""
    if _OWN_AFFAIRS.search(clause):
        return True
    rest, sums = _OWN_SUMS.subn("", clause)
    return bool(sums and not habit_in(rest))


def _goes_on_for_years(clause: str) -> bool:
    period = _PERIOD.search(clause)
    return bool(period and int(period["last"]) - int(period["first"]) > _LONG)


_LONG = 3
"""The years after which what is told in the past tense is no single event any more."""


_TIED = re.compile(r"\bagreements?\b|\b(?:memorandum|treaty)\b", re.I)


def _is_title(scene: Scene, clause: str) -> bool:
    if not (scene.numbered and scene.first and scene.topics):
        return False
    return (
        scene.text.endswith(clause)
        and len(scene.text.split()) <= 10
        and not re.search(r"\b(?:consist|provide|form of)", scene.text)
    )


def moves(clause: str) -> bool:
    return bool(
        re.search(
            r"\b(?:sends?|hosts?|travels?|visits?|stud(?:y|ies)|exchange|invites?|go through|spend"
            r"|welcomes|receives?|complete|holds?|spends|come|comes|plays|swap|train|pays the)\b",
            _GUESTS_HOSTS.sub("", clause),
            re.I,
        )
        and (_FOLK.search(clause) or _EXCHANGE_OF.search(clause))
    )


_GUESTS_HOSTS = re.compile(r"\b(?:[Oo]ur|[Tt]he|[Tt]heir) hosts\b")


_FOLK = re.compile(
    rf"\b(?:{PROFESSIONALS}|{GUESTS}|{GROUPS}|delegat\w+|mayors?|schools|[a-z]+(?:ers|ists|eers|ians"
    r"|men|women))\b",
    re.I,
)
"""Who may do something; goods and letters do not come or go as a programme."""

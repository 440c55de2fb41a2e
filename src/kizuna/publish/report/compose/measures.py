"""What a tie amounts to: how evenly its fields are used, how long it was silent, and whether it is active."""

from __future__ import annotations

from collections.abc import Iterator

from kizuna.analysis.figures import Derived
from kizuna.analysis.measures import TieMeasures
from kizuna.analysis.measures.activeness import Activeness
from kizuna.publish.report.compose.voice import Voice
from kizuna.publish.report.note import Sentence


def measured(voice: Voice, measures: TieMeasures) -> Iterator[Sentence]:
    """The few measures that the note tells of a tie; those without evidence are left out, but activeness."""
    effective, steady = measures.breadth.shannon, measures.continuity
    if effective is not None:
        count = _between(voice, effective, 1)
        yield voice.sentence("tie-effective", effective.claims, count=count)
    if steady is not None and steady.lived.possible:
        lived = voice.figure(steady.lived)
        yield voice.sentence(
            "tie-lived",
            (*lived.claims, *steady.longest_silence.claims),
            lived=lived.text,
            years=steady.last - steady.first + 1,
            silence=_between(voice, steady.longest_silence, 0),
        )
        if steady.lived.certain != steady.lived.possible:
            yield voice.aside("range")
    yield _active(voice, measures.activeness)


def _active(voice: Voice, alive: Activeness) -> Sentence:
    if not alive.states:
        why = voice.text(f"why-{alive.why}")
        return voice.aside("tie-active-none", why=why)
    first, last = (voice.text(f"state-{state}") for state in (alive.states[0], alive.states[-1]))
    state = first if first == last else voice.text("figure", certain=first, possible=last)
    if not alive.differs or alive.word is None:
        return voice.sentence("tie-active", alive.claims, state=state)
    status = voice.messages.concept("statuses", alive.word.value.status)
    claims = (*alive.claims, *alive.word.claim_ids)
    return voice.sentence("tie-active-otherwise", claims, state=state, status=status)


def _between(voice: Voice, number: Derived, digits: int) -> str:
    """The two bounds, or the one number where they agree, to so many digits."""
    bounds = (voice.messages.number(round(n, digits)) for n in (number.least, number.most))
    return "–".join(dict.fromkeys(bounds))

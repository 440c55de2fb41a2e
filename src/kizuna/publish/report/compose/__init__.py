"""Composes a note: a brief set in one language, section by section, or an answer, with the evidence behind it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime

from kizuna.claims.heads import Head as LedgerHead
from kizuna.languages import Messages
from kizuna.publish.document import Document, Paragraph, Section
from kizuna.publish.report.brief import Brief
from kizuna.publish.report.compose.doubts import doubts
from kizuna.publish.report.compose.economy import aims, economy
from kizuna.publish.report.compose.evidence import Library, cited, evidence
from kizuna.publish.report.compose.main_ties import main_ties
from kizuna.publish.report.compose.overview import overview
from kizuna.publish.report.compose.relations import relations
from kizuna.publish.report.compose.sources import sources
from kizuna.publish.report.compose.summary import summary
from kizuna.publish.report.compose.ties import ties
from kizuna.publish.report.compose.voice import Voice
from kizuna.publish.report.note import HeaderLine, Note, Words
from kizuna.publish.wording import Wording
from kizuna.values import Edtf, day_text

__all__ = ["Head", "Library", "cited", "compose", "note_of"]

_ROOT_DIGITS = 16
"""So many digits of the root are printed: enough that nobody makes another ledger to fit them by chance."""
_SECTIONS = (summary, overview, ties, main_ties, relations, economy, aims, doubts, sources)


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the note besides the question.

    Its sender may set all but the ledger; "" leaves the default (a number from the question, Kizuna as author, no
    restriction, public). `ledger` is the state of the ledger that the note was made from; None leaves it out.
    """

    number: str = ""
    author: str = ""
    distribution: tuple[str, ...] = ()
    access: str = "public"
    ledger: LedgerHead | None = None


def compose(
    brief: Brief,
    messages: Messages,
    library: Library,
    head: Head,
    known_at: datetime | None,
) -> Note:
    """The note on a brief in the language of `messages`."""
    voice = Voice(brief, messages)
    sections = tuple(section(voice) for section in _SECTIONS)
    a, b = voice.name(brief.a.ref), voice.name(brief.b.ref)
    day = messages.date(Edtf.parse(day_text(brief.day)))
    return Note(
        language=messages.tag,
        title=voice.text("title", a=a, b=b),
        subtitle=voice.text("subtitle", day=day),
        header=_header(voice, head, known_at),
        sections=sections,
        evidence=evidence(
            voice.wording, sections, library, brief.disputes, by_row=bool(brief.in_short)
        ),
        words=words_of(voice.wording),
    )


def words_of(wording: Wording) -> Words:
    """The words that renderers set themselves."""
    named = {f.name: wording.text(f"word-{f.name.replace('_', '-')}") for f in fields(Words)}
    return Words(**named)


def note_of(
    document: Document, wording: Wording, library: Library, known_at: datetime | None
) -> Note:
    """An answer as a note: what it says, with the evidence behind it; a lead that states facts opens it."""
    lead = document.lead
    opening = (Section("lead", "", (Paragraph((lead,)),)),) if lead.claims else ()
    sections = (*opening, *document.sections)
    known = _known(wording, known_at)
    lines = {"as-of": wording.day_words(wording.day), "known-at": known} if wording.day else {}
    return Note(
        language=document.language,
        title=document.title,
        subtitle="" if lead.claims else lead.text,
        header=tuple(HeaderLine(wording.text(f"head-{key}"), said) for key, said in lines.items()),
        sections=sections,
        evidence=evidence(wording, sections, library),
        words=words_of(wording),
        one_page=document.one_page,
    )


def _header(voice: Voice, head: Head, known_at: datetime | None) -> tuple[HeaderLine, ...]:
    messages, brief = voice.messages, voice.brief
    number = head.number or "/".join((brief.a.slug, brief.b.slug, day_text(brief.day)))
    lines = {
        "number": number,
        "as-of": messages.date(Edtf.parse(day_text(brief.day))),
        "known-at": _known(voice.wording, known_at),
        "author": head.author or voice.text("author"),
        "distribution": voice.text("cell-separator").join(head.distribution)
        or voice.text("distribution-none"),
        "access": messages.concept("access-levels", head.access),
    }
    if head.ledger is not None:
        root = head.ledger.root.hex()[:_ROOT_DIGITS]
        lines["ledger"] = voice.text("ledger", count=head.ledger.size, root=root)
    return tuple(HeaderLine(voice.text(f"head-{key}"), text) for key, text in lines.items())


def _known(wording: Wording, known_at: datetime | None) -> str:
    """The day as of which the register was known, in words."""
    if known_at is None:
        return wording.text("known-now")
    return wording.messages.date(Edtf.parse(known_at.date().isoformat()))

"""Listing documents: those that claims cite, that are described, or whose texts are
held.
"""

from collections import defaultdict
from dataclasses import dataclass

from kizuna.claims import kinds
from kizuna.publish.document import Document, Sentence, Table
from kizuna.publish.records import Records, columns, row_of
from kizuna.publish.wording import Wording
from kizuna.register.register import Register
from kizuna.store.queries import documents, entities
from kizuna.workflows import ask
from kizuna.workflows.clocks import Times
from kizuna.workflows.question import param, question_class

TIMES = ("known_at",)
_ALL = 10**9


@question_class
class Question:
    """List the documents that claims cite, and whether their texts are held.

    Of those after the document with the id `after`, in order of id, `limit` are listed
    (0: all).
    """

    after: str = param("web-documents-after", is_paging=True, default="")
    limit: int = param("web-documents-limit", "number", is_paging=True, default=0)


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document, empty where nothing is recorded of it, with the numbers of claims
    that cite it and of passages among them, and its texts that are held.
    """

    ref: str
    described: kinds.Document
    claims: int
    passages: int
    held: tuple[documents.TextDigest, ...]


@dataclass(frozen=True, slots=True)
class DocumentsListed:
    """Documents in order of id; `after` is the id after which the list goes on, "" when
    nothing is left.
    """

    register: Register
    documents: tuple[DocumentLine, ...]
    after: str = ""


def answer(question: Question, times: Times) -> DocumentsListed:
    cited = documents.count_citations(known_at=times.known_at)
    held: dict[str, list[documents.TextDigest]] = defaultdict(list)
    for text in documents.held_texts(known_at=times.known_at):
        held[text.document].append(text)
    most = question.limit + 1 if question.limit else _ALL
    described = entities.ids_of_kind("document", after=question.after, limit=most)
    refs = sorted(ref for ref in {*cited, *held, *described} if ref > question.after)
    kept = refs[: question.limit] if question.limit else refs
    register = ask.known_register(times.known_at, kept)
    known = []
    for ref in kept:
        about = register.get(ref, kinds.Document) or kinds.Document(id=ref)
        one = DocumentLine(ref, about, *cited.get(ref, (0, 0)), tuple(held[ref]))
        if one.claims or one.held or (about.id == ref and about.facts()):
            known.append(one)
    return DocumentsListed(
        register, tuple(known), kept[-1] if len(kept) < len(refs) else ""
    )


_OF_TEXTS = ("sha256", "file_sha256", "reader")
COLUMNS = columns(
    "id title date:edtf claims:integer passages:integer held:flag sha256:texts"
    " file_sha256:texts"
    " reader:texts address:texts"
)


def records(found: DocumentsListed, wording: Wording) -> Records:
    """The documents, a row each; `next` is the id after which the list goes on."""
    rows = []
    for one in found.documents:
        title = wording.label(one.ref) if one.described.facts() else None
        texts = {name: [getattr(text, name) for text in one.held] for name in _OF_TEXTS}
        others = {
            "date": one.described.date.value,
            "address": one.described.address.values,
        }
        row = row_of(
            one,
            COLUMNS,
            id=one.ref,
            title=title,
            held=bool(one.held),
            **others,
            **texts,
        )
        rows.append(row)
    return Records("documents", COLUMNS, rows, {"next": found.after or None})


def document(found: DocumentsListed, wording: Wording) -> Document:
    """How many documents there are and how many are held as text, and a line each, the
    most cited first.
    """
    messages, text = wording.messages, wording.messages.text
    held = sum(bool(one.held) for one in found.documents)
    counts = {"count": len(found.documents), "held": held}
    figures = {
        text(f"web-documents-{key}", count=count): count
        for key, count in counts.items()
    }
    rows: list[tuple[Sentence | str, ...]] = []
    for one in sorted(found.documents, key=lambda line: -line.claims):
        date = one.described.date
        when = Sentence.of(
            messages.date(date.value) if date.value else "", date.claim_ids
        )
        numbers = (messages.number(n) if n else "" for n in (one.claims, one.passages))
        is_held = text("web-documents-is-held") if one.held else ""
        rows.append((Sentence((wording.link(one.ref),)), when, *numbers, is_held))
    heads = ("document", "date", "claims", "passages", "text")
    table = Table.of(
        (text(f"web-documents-column-{head}") for head in heads), rows, (2, 3)
    )
    return wording.document("documents", wording.figures(figures), table)

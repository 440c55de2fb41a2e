"""What the register is made of: documents, vocabularies and kinds."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Path, Query, Router

from kizuna.claims import vocabulary
from kizuna.claims.kinds import KINDS
from kizuna.web.api.v1.cursors import after
from kizuna.web.api.v1.parameters import Clocks, Paged
from kizuna.web.api.v1.shapes.answers import Kinds, Vocabularies, Vocabulary
from kizuna.web.api.v1.shapes.lists import Documents
from kizuna.web.api.v1.shown.asked import clocks, listed, wording
from kizuna.web.api.v1.shown.definitions import concept, document, kind, scheme
from kizuna.web.visit import visit
from kizuna.workflows.page_documents import page_documents

router = Router()
SchemeName = Literal[vocabulary.scheme_ids()]  # type: ignore[valid-type]


@router.get("/documents", response=Documents, summary="List documents")
def list_documents(request: HttpRequest, asked: Query[Paged]) -> Any:
    """The documents that the register describes, in order of id, and how many claims cite each."""
    found = page_documents(visit(request).known_at, after(request), asked.limit)
    said = wording(request, found.register)
    return listed(request, (document(said, held) for held in found.documents), found.after)


@router.get("/vocabularies", response=Vocabularies, summary="The controlled vocabularies")
def list_vocabularies(request: HttpRequest, asked: Query[Clocks]) -> Any:
    """Each vocabulary by its id."""
    messages = visit(request).messages
    items = [scheme(vocabulary.scheme(name), messages.tag) for name in vocabulary.scheme_ids()]
    return {**clocks(request), "items": items}


@router.get("/vocabularies/{scheme}", response=Vocabulary, summary="One vocabulary")
def get_vocabulary(request: HttpRequest, scheme: Path[SchemeName], asked: Query[Clocks]) -> Any:
    """Its concepts, with their labels in four languages and what other registers call them."""
    held, tag = vocabulary.scheme(scheme), visit(request).messages.tag
    return {
        **clocks(request),
        "id": held.id,
        "label": held.labels[tag],
        "definition": held.definition,
        "concepts": [concept(one, tag) for one in held.concepts.values()],
    }


@router.get("/kinds", response=Kinds, summary="The kinds of the register")
def list_kinds(request: HttpRequest, asked: Query[Clocks]) -> Any:
    """Each kind with its properties, as its one definition has them."""
    messages = visit(request).messages
    return {**clocks(request), "items": [kind(held, messages) for held in KINDS.values()]}

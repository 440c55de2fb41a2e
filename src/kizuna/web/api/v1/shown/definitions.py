"""Documents, vocabularies and kinds in their shapes."""

from __future__ import annotations

from typing import Any

from kizuna.claims.kinds import Entity, properties_of
from kizuna.claims.vocabulary import Concept, Scheme
from kizuna.languages import Messages
from kizuna.publish.wording import Wording
from kizuna.web.api.v1.shapes.values import dated
from kizuna.web.api.v1.shown.asked import address
from kizuna.web.api.v1.shown.entities import summary
from kizuna.workflows.page_documents import DocumentLine


def document(said: Wording, held: DocumentLine) -> dict[str, Any]:
    """A document with how often it is cited."""
    described = held.document
    return {
        **summary(said, described.id),
        "date": dated(described.date.value) if described.date.value else None,
        "addresses": list(described.address.values),
        "cited": held.cited,
        "passages": held.passages,
        "texts": list(held.texts),
        "claims": address("/claims", document=described.id),
    }


def scheme(held: Scheme, tag: str) -> dict[str, Any]:
    """A vocabulary by its id."""
    return {
        "id": held.id,
        "label": held.labels[tag],
        "definition": held.definition,
        "href": address(f"/vocabularies/{held.id}"),
    }


def concept(held: Concept, tag: str) -> dict[str, Any]:
    """A concept, labelled in the language of a tag."""
    return {
        "id": held.id,
        "label": held.labels[tag],
        "labels": dict(held.labels),
        "definition": held.definition,
        "broader": held.broader,
        "close": dict(held.close),
    }


def kind(held: type[Entity], messages: Messages) -> dict[str, Any]:
    """A kind with its properties."""
    return {
        "kind": held.prefix,
        "label": messages.kind(held.prefix),
        "about": (held.__doc__ or "").partition("\n")[0],
        "href": address(f"/entities/{held.prefix}"),
        "properties": [
            {
                "name": name,
                "label": messages.property(held.prefix, name),
                "type": definition.type.key,
                "of": list(definition.type.detail),
                "many": definition.many,
                "dated": definition.dated,
                "required": definition.required,
            }
            for name, definition in properties_of(held).items()
        ],
    }

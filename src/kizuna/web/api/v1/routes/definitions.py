"""What the register is made of: documents, vocabularies and kinds."""

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Path, Query, Router
from pydantic import Field

from kizuna.claims import vocabulary
from kizuna.claims.kinds import KINDS, properties_of
from kizuna.claims.kinds.property import definition_of
from kizuna.web.api.v1 import shapes
from kizuna.web.rendering import visit
from kizuna.workflows.list_documents import Question, answer, records

definitions = Router()
SchemeName = Literal[vocabulary.scheme_ids()]


class CitedDocument(shapes.Summary):
    """A document that claims cite, or that is described."""

    date: shapes.Dated | None
    addresses: list[str]
    cited: int = Field(ge=0, description="How many claims cite it")
    passages: int = Field(
        ge=0, description="How many of them give a passage of its text"
    )
    texts: list[str] = Field(
        description="The SHA-256 of each of its texts that is held"
    )
    claims: shapes.Address = Field(
        description="Where the claims that cite it are listed"
    )


class Concept(shapes.Shape):
    """A concept of a vocabulary."""

    id: str
    label: str = Field(description="In the language asked for")
    labels: dict[str, str]
    definition: str
    broader: str | None
    close: dict[str, str] = Field(description="What other registers call it")


class VocabularyName(shapes.Shape):
    """A vocabulary by its id."""

    id: str
    label: str
    definition: str
    href: shapes.Address


class Vocabulary(shapes.Asked):
    """A controlled vocabulary: what is no concept of it is refused."""

    id: str
    label: str
    definition: str
    concepts: list[Concept]


class PropertyDefined(shapes.Shape):
    """A property as the kind's one definition has it."""

    name: str
    label: str
    type: str
    of: list[str] = Field(
        description=(
            "The vocabulary, the dimensions, the kinds referred to, or the parts of the"
            " value"
        )
    )
    many: bool = Field(
        description="Several values stand side by side; otherwise they compete"
    )
    dated: bool = Field(description="A value may hold for a span")
    required: bool = Field(description="A gap when nothing is recorded")


class KindDefined(shapes.Shape):
    """A kind of the register."""

    kind: str
    label: str
    about: str
    properties: list[PropertyDefined]
    href: shapes.Address


Documents = shapes.page_of(
    "Documents", CitedDocument, "A page of documents, in order of id."
)
Vocabularies = shapes.page_of(
    "Vocabularies", VocabularyName, "All vocabularies.", shapes.Asked
)
_EVERY = "Every kind of the register, each read off its one definition."
Kinds = shapes.page_of("Kinds", KindDefined, _EVERY, shapes.Asked)


@definitions.get("/documents", response=Documents, summary="List documents")
def list_documents(request: HttpRequest, asked: Query[shapes.Paged]) -> Any:
    """The documents that claims cite or the register describes, in order of id, and how
    many claims cite each.
    """
    found = answer(Question(*shapes.part(request, asked)), visit(request).times)
    said = shapes.wording(request, found.register)
    items = [
        {
            **shapes.summary(said, held.ref),
            "date": held.described.date.value,
            "addresses": row["address"],
            "cited": held.claims,
            "passages": held.passages,
            "texts": row["sha256"],
            "claims": shapes.address("/claims", document=held.ref),
        }
        for held, row in zip(found.documents, records(found, said).rows, strict=True)
    ]
    return shapes.listed(request, items, found.after)


@definitions.get(
    "/vocabularies", response=Vocabularies, summary="The controlled vocabularies"
)
def list_vocabularies(request: HttpRequest, asked: Query[shapes.Clocks]) -> Any:
    """Each vocabulary by its id."""
    tag = visit(request).messages.tag
    items = []
    for held in map(vocabulary.scheme, vocabulary.scheme_ids()):
        href = shapes.address(f"/vocabularies/{held.id}")
        items.append(VocabularyName.read(held, label=held.labels[tag], href=href))
    return {"items": items}


@definitions.get(
    "/vocabularies/{scheme}", response=Vocabulary, summary="One vocabulary"
)
def get_vocabulary(
    request: HttpRequest, scheme: Path[SchemeName], asked: Query[shapes.Clocks]
) -> Any:
    """Its concepts, with their labels in four languages and what other registers call
    them.
    """
    held, tag = vocabulary.scheme(scheme), visit(request).messages.tag
    concepts = [Concept.read(c, label=c.labels[tag]) for c in held.values()]
    about = {"id": held.id, "label": held.labels[tag], "definition": held.definition}
    return {**about, "concepts": concepts}


@definitions.get("/kinds", response=Kinds, summary="The kinds of the register")
def list_kinds(request: HttpRequest, asked: Query[shapes.Clocks]) -> Any:
    """Each kind with its properties, as its one definition has them."""
    messages, items = visit(request).messages, []
    for kind, held in KINDS.items():
        properties = []
        for name, one in properties_of(held).items():
            called = {"name": name, "label": messages.property(kind, name)}
            sort = {"type": one.type.key, "of": one.type.detail}
            properties.append(PropertyDefined.read(one, **called, **sort))
        about = {
            "label": messages.kind(kind),
            "about": definition_of(held),
        }
        href = shapes.address(f"/entities/{kind}")
        items.append({"kind": kind, **about, "href": href, "properties": properties})
    return {"items": items}

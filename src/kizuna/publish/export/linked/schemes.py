"""The controlled vocabularies as SKOS concept schemes (W3C, 2009), and the classes that the kinds are."""

from __future__ import annotations

from collections.abc import Iterator

from kizuna.claims import vocabulary
from kizuna.claims.kinds import KINDS
from kizuna.claims.vocabulary import Concept
from kizuna.publish.export.linked import mapping
from kizuna.publish.export.linked.terms import Iri, Literal, Node, Term, node
from kizuna.publish.export.linked.values import concept

Said = Iterator[tuple[str, Term]]


def scheme_nodes() -> Iterator[Node]:
    """Every scheme followed by its concepts, with labels in four languages."""
    for scheme_id in vocabulary.scheme_ids():
        scheme = vocabulary.scheme(scheme_id)
        said: list[tuple[str, Term]] = [
            *(("skos:prefLabel", Literal(text, tag)) for tag, text in scheme.labels.items()),
            ("skos:definition", Literal(scheme.definition, "en")),
        ]
        tops = [c for c in scheme.concepts.values() if c.broader is None]
        said += (("skos:hasTopConcept", concept(scheme_id, top.id)) for top in tops)
        yield node(f"kzv:{scheme_id}", ("skos:ConceptScheme",), said)
        for held in scheme.concepts.values():
            address = concept(scheme_id, held.id).text
            yield node(address, ("skos:Concept",), _of_concept(scheme_id, held))


def class_nodes() -> Iterator[Node]:
    """The class of every kind, with what it is and the classes of others that it lies in."""
    for kind, held in KINDS.items():
        words = (held.__doc__ or held.__name__).strip().partition("\n")[0]
        said: list[tuple[str, Term]] = [
            ("rdfs:label", Literal(kind, "en")),
            ("rdfs:comment", Literal(words, "en")),
            *(("rdfs:subClassOf", Iri(other)) for other in mapping.CLASSES.get(kind, ())),
        ]
        yield node(f"kz:{held.__name__}", ("rdfs:Class",), said)


def _of_concept(scheme_id: str, held: Concept) -> Said:
    yield "skos:notation", Literal(held.id)
    for tag, text in held.labels.items():
        yield "skos:prefLabel", Literal(text, tag)
    for tag, texts in held.alt.items():
        yield from (("skos:altLabel", Literal(text, tag)) for text in texts)
    yield from (("skos:hiddenLabel", Literal(text)) for text in held.hidden)
    yield "skos:definition", Literal(held.definition, "en")
    yield "skos:inScheme", Iri(f"kzv:{scheme_id}")
    if held.broader:
        yield "skos:broader", concept(scheme_id, held.broader)
    else:
        yield "skos:topConceptOf", Iri(f"kzv:{scheme_id}")
    for register, term in held.close.items():
        if register == "wikidata":
            yield "skos:closeMatch", Iri(f"wd:{term}")
        else:
            yield f"kz:term_of_{register}", Literal(term)

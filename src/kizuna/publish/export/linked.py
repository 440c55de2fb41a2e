"""The register as linked data: its entities, values, claims and vocabularies as nodes, in JSON-LD 1.1 and Turtle.

A node is an object of JSON-LD with short addresses (`tie:osaka-shanghai`); Turtle says the same nodes.

Law: of a thing is said what the register holds on the day - what counts, what may hold then and, where values
compete, the preferred one. All else that sources say, and every denial, is there as a claim alone. A property is
mapped to another vocabulary only where that means the same by it; everything has its own name too.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from itertools import permutations
from typing import Any, BinaryIO

import orjson

from kizuna import values
from kizuna.analysis.scope import Scope
from kizuna.claims import vocabulary
from kizuna.claims.claim import Certainty, Claim
from kizuna.claims.kinds import KINDS, Composite, Entity, Fact, ValueType, properties_of
from kizuna.claims.vocabulary import Concept
from kizuna.errors import BadQuestion
from kizuna.publish.export.subject import BASE, Subject, entities_of, facts_on_day, write_items
from kizuna.publish.records import tie_record
from kizuna.register.status import TieOnDay

OWN = {"kz": "urn:kizuna:terms:", "kzv": "urn:kizuna:vocabulary:"}
"""The classes and properties, and the vocabularies: the same in every register, whatever its base."""

OTHERS = {
    "dcterms": "http://purl.org/dc/terms/",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "gsp": "http://www.opengis.net/ont/geosparql#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "wd": "http://www.wikidata.org/entity/",
    "wdt": "http://www.wikidata.org/prop/direct/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""The vocabularies of others."""

CLASSES: Mapping[str, tuple[str, ...]] = {
    "government": ("schema:AdministrativeArea",),
    "area": ("schema:Place",),
    "organisation": ("schema:Organization",),
    "person": ("schema:Person",),
    "agreement": ("schema:CreativeWork",),
    "programme": ("schema:EventSeries",),
    "exchange": ("schema:Event",),
    "office": ("schema:Organization",),
    "funding": ("schema:Grant",),
    "statistic": ("schema:Observation",),
    "document": ("schema:CreativeWork", "prov:Entity"),
}
"""The classes of others that things of a kind belong to; a tie, a field, an honour and the rest have none."""

_NAMED = ("government", "area", "organisation", "person", "tie", "exchange", "office")
_TITLES = ("agreement.title", "document.title")
_DATES = ("agreement.signed", "exchange.date", "document.date")

PROPERTIES: Mapping[str, Sequence[str]] = {
    "schema:name": (*(f"{kind}.name" for kind in _NAMED), *_TITLES),
    "schema:about": ("agreement.tie", "programme.tie", "exchange.tie"),
    "schema:containedInPlace": ("government.part_of",),
    "schema:funder": ("funding.payer",),
    "schema:fundedItem": ("funding.of",),
    "schema:location": ("organisation.located_in", "exchange.place", "office.host"),
    "schema:observationAbout": ("statistic.scope",),
    "schema:parentOrganization": ("organisation.belongs_to", "office.owner"),
    "schema:superEvent": ("exchange.programme",),
    "schema:translator": ("document.translator",),
    "schema:url": ("document.address",),
    "dcterms:date": _DATES,
    "dcterms:identifier": ("document.number",),
    "dcterms:isPartOf": ("tie.parent",),
    "dcterms:language": ("agreement.language", "document.language"),
    "dcterms:publisher": ("document.issuer",),
    "dcterms:replaces": ("agreement.replaces",),
    "dcterms:rights": ("document.rights",),
    "dcterms:title": _TITLES,
    "wdt:P131": ("government.part_of",),
    "wdt:P571": ("office.opened",),
    "wdt:P576": ("office.closed",),
    "wdt:P585": ("exchange.date",),
    "wdt:P1365": ("government.predecessor",),
    "wdt:P1366": ("government.successor",),
}
"""The properties of others, each with those of our kinds that say the same."""

IDENTIFIERS: Mapping[str, str] = {
    "geonames": "wdt:P1566",
    "iso3166-2": "wdt:P300",
    "gb": "wdt:P442",
    "okato": "wdt:P721",
    "oktmo": "wdt:P764",
}
"""The property of Wikidata for the numbers of a register."""

COUNTRY, POINT, TWINNED = "wdt:P17", "wdt:P625", "wdt:P190"
STARTED, ENDED = "wdt:P580", "wdt:P582"

_OTHERS_OF: dict[str, list[str]] = defaultdict(list)
for _other, _ours in PROPERTIES.items():
    for _name in _ours:
        _OTHERS_OF[_name].append(_other)


@cache
def countries() -> Mapping[str, str]:
    """The item of Wikidata for each country code."""
    from kizuna.claims.wikidata import tables

    # of several items of one country the first
    return {code: f"wd:{item}" for item, code in reversed([*tables()["countries"].items()])}


Term = str | dict[str, str]
"""A text, or an object of JSON-LD: an address, or a value with its language or datatype."""

Node = dict[str, Any]
Said = Iterator[tuple[str, Term]]

_BASE = re.compile(
    r"(?:urn:[a-z0-9][a-z0-9-]{0,30}:|https?://[^\s<>\"{}|\\^`?#]+)[^\s<>\"{}|\\^`?#]*"
)
_UNSAFE = re.compile(r"[\x00-\x20<>\"{}|\\^`]")
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_:-]*[A-Za-z0-9_])?")


def checked_base(address: str) -> str:
    """The base itself; raises BadQuestion for what is not the beginning of an http(s) or urn address."""
    if _BASE.fullmatch(address) is None or address[-1] not in "/:":
        raise BadQuestion(
            f"{address!r} is not the beginning of addresses: "
            'write one that ends with "/" or ":", such as https://register.example.org/'
        )
    return address


def prefixes(base: str = BASE) -> dict[str, str]:
    """Every prefix with what it stands for, sorted; things of each kind, claims and values are under the base."""
    things = {name: f"{base}{name}/" for name in (*KINDS, "claim", "value")}
    return dict(sorted({**things, **OWN, **OTHERS}.items()))


def write_jsonld(subject: Subject, out: BinaryIO) -> None:
    """Write the context and the nodes, one a line."""
    nodes = (
        {name: terms[0] if len(terms) == 1 else terms for name, terms in node.items()}
        for node in nodes_of(subject)
    )
    context = orjson.dumps(prefixes(subject.base))
    write_items(out, b'{"@context":' + context + b',\n"@graph":[', nodes)


def write_turtle(subject: Subject, out: BinaryIO) -> None:
    """Write the prefixes and then node after node."""
    known = prefixes(subject.base)
    out.writelines(f"@prefix {name}: <{at}> .\n".encode() for name, at in known.items())

    @lru_cache(maxsize=1 << 16)
    def address_of(short: str) -> str:
        prefix, _, local = short.partition(":")
        if prefix not in known:
            return f"<{short}>"
        return short if _LOCAL.fullmatch(local) else f"<{known[prefix]}{local}>"

    def word(term: Term) -> str:
        """A term; a text is written as JSON, whose escapes are Turtle's too."""
        if isinstance(term, str):
            return orjson.dumps(term).decode()
        if "@id" in term:
            return address_of(term["@id"])
        quoted = orjson.dumps(term["@value"]).decode()
        if "@language" in term:
            return f"{quoted}@{term['@language']}"
        return f"{quoted}^^{address_of(term['@type'])}"

    for node in nodes_of(subject):
        lines = [f"a {', '.join(map(address_of, node.pop('@type')))}"]
        first = address_of(node.pop("@id"))
        lines += (f"{address_of(name)} {', '.join(map(word, node[name]))}" for name in node)
        said = " ;\n    ".join(lines)
        out.write(f"\n{first} {said} .\n".encode())


def nodes_of(subject: Subject) -> Iterator[Node]:
    """The export itself, everything in it in order of id, the vocabularies, and the classes."""
    said = [("rdfs:label", _text("Ties between local governments", "en"))]
    said.append(("kz:valid_on", _typed(subject.as_of, "xsd:date")))
    if subject.known_at:
        said.append(("kz:known_at", _typed(subject.known_at, "xsd:dateTime")))
    yield _node(f"{subject.base}register", ("schema:Dataset", "prov:Entity"), said)
    ties, twins = {tie.id: tie for tie in subject.scope.ties}, _twins(subject.scope)
    for entity in entities_of(subject):
        yield from _thing(subject, entity, ties.get(entity.id), twins.get(entity.id, ()))
    for scheme in map(vocabulary.scheme, vocabulary.scheme_ids()):
        yield from _scheme_nodes(scheme)
    for kind, defined in KINDS.items():
        words = (defined.__doc__ or defined.__name__).strip().partition("\n")[0]
        said = [("rdfs:label", _text(kind, "en")), ("rdfs:comment", _text(words, "en"))]
        said += (("rdfs:subClassOf", _iri(other)) for other in CLASSES.get(kind, ()))
        yield _node(f"kz:{defined.__name__}", ("rdfs:Class",), said)


def _node(address: str, classes: Iterable[str], said: Iterable[tuple[str, Term]]) -> Node:
    """A node of (property, term) pairs: properties in the order of their first pair, terms sorted, each once."""
    held: dict[str, dict[bytes, Term]] = {}
    for name, term in said:
        held.setdefault(name, {})[orjson.dumps(term)] = term
    terms = {name: [found[key] for key in sorted(found)] for name, found in held.items()}
    return {"@id": address, "@type": [*dict.fromkeys(classes)], **terms}


def _iri(address: str) -> Term:
    return {"@id": address}


def _short(ref: str) -> Term:
    """The short address of an entity: tie:osaka-shanghai of tie/osaka-shanghai."""
    return {"@id": ref.replace("/", ":", 1)}


def _text(words: str, language: str) -> Term:
    return {"@value": words, "@language": language} if language else words


def _typed(words: object, datatype: str) -> Term:
    return {"@value": str(words), "@type": datatype}


def _edtf(words: object) -> Term:
    return _typed(words, "edtf:EDTF")


def _flag(value: bool) -> Term:
    return _typed(str(value).lower(), "xsd:boolean")


def _scheme_nodes(scheme: vocabulary.Scheme) -> Iterator[Node]:
    """A vocabulary as a SKOS concept scheme (W3C, 2009), followed by its concepts."""
    at, concepts = f"kzv:{scheme.id}", scheme.values()
    said = [("skos:prefLabel", _text(words, tag)) for tag, words in scheme.labels.items()]
    said.append(("skos:definition", _text(scheme.definition, "en")))
    tops = (concept.id for concept in concepts if concept.broader is None)
    said += (("skos:hasTopConcept", _iri(f"{at}:{top}")) for top in tops)
    yield _node(at, ("skos:ConceptScheme",), said)
    for concept in concepts:
        yield _node(f"{at}:{concept.id}", ("skos:Concept",), _of_concept(at, concept))


def _of_concept(scheme: str, concept: Concept) -> Said:
    """What is said of a concept of the scheme at an address."""
    yield "skos:notation", concept.id
    yield from (("skos:prefLabel", _text(words, tag)) for tag, words in concept.labels.items())
    for tag, names in concept.alt.items():
        yield from (("skos:altLabel", _text(words, tag)) for words in names)
    yield from (("skos:hiddenLabel", words) for words in concept.hidden)
    yield "skos:definition", _text(concept.definition, "en")
    yield "skos:inScheme", _iri(scheme)
    if concept.broader:
        yield "skos:broader", _iri(f"{scheme}:{concept.broader}")
    else:
        yield "skos:topConceptOf", _iri(scheme)
    for register, term in concept.close.items():
        if register == "wikidata":
            yield "skos:closeMatch", _iri(f"wd:{term}")
        else:
            yield f"kz:term_of_{register}", term


def _thing(
    subject: Subject, entity: Entity, tie: TieOnDay | None, twins: Iterable[str]
) -> Iterator[Node]:
    """The node of an entity, labelled in each language that it has a name in, its values and its claims."""
    names = {tag: name for tag in vocabulary.LANGUAGES if (name := subject.name(entity, tag))}
    known = names or {"en": subject.label(entity.id)}
    said, nodes = [("rdfs:label", _text(n, tag)) for tag, n in known.items()], dict[str, Node]()
    claims: dict[str, tuple[Claim, Fact[Any], Term]] = {}
    for name, definition in properties_of(type(entity)).items():
        shown = {*map(id, facts_on_day(subject, entity, name, definition.many))}
        for fact in entity.stated(name):
            place = (entity.id, name, str(fact.valid or ""))
            term, made = _term(fact.value, definition.type, place)
            if fact.valid is not None and made:
                made[-1]["kz:valid"] = [_edtf(fact.valid)]
            nodes |= {node["@id"]: node for node in made}
            claims |= {claim.id: (claim, fact, term) for claim in (*fact.claims, *fact.denials)}
            said += _fact(f"{entity.prefix}.{name}", fact, term) if id(fact) in shown else ()
    said += _standing(subject, tie) if tie else ()
    said += ((TWINNED, _short(ref)) for ref in twins)
    classes = (f"kz:{KINDS[entity.prefix].__name__}", *CLASSES.get(entity.prefix, ()))
    yield _node(entity.id.replace("/", ":", 1), classes, said)
    yield from nodes.values()
    for ref in sorted(claims):
        classes = ("kz:Claim", "prov:Entity", "rdf:Statement")
        yield _node(f"claim:{ref}", classes, _of_claim(*claims[ref]))


def _twins(scope: Scope) -> dict[str, set[str]]:
    """The partners of each government by ties that certainly stood and that Wikidata's P190 means too."""
    twins: dict[str, set[str]] = defaultdict(set)
    types = vocabulary.scheme("tie-types")
    for tie in scope.in_force():
        kind = tie.tie.type.value
        if kind is not None and types[kind].close.get("wikidata") == "P190":
            sides = (ref for ref in tie.parties if scope.parties[ref].is_government)
            for one, other in permutations(sides, 2):
                twins[one].add(other)
    return twins


def _fact(name: str, fact: Fact[Any], term: Term) -> Said:
    """A fact under its own name (with its kind) and under those that others have for it; one thing under two
    addresses only where a source is certain of it (owl:sameAs), its pages in any case."""
    value = fact.value
    yield f"kz:{name.partition('.')[2]}", term
    yield from ((other, term) for other in _OTHERS_OF.get(name, ()))
    if isinstance(value, values.Identifier):
        scheme, text = value.scheme, value.value
        if scheme in IDENTIFIERS:
            yield IDENTIFIERS[scheme], text
        pages = {"wikidata": f"wd:{text}", "geonames": f"https://sws.geonames.org/{text}/"}
        if address := pages.get(scheme):
            yield "schema:sameAs", _iri(address)
            if fact.certainty is Certainty.CERTAIN:
                yield "owl:sameAs", _iri(address)
    elif name == "government.country" and value in countries():
        yield COUNTRY, _iri(countries()[value])
    elif name == "government.point":
        yield POINT, term


def _standing(subject: Subject, tie: TieOnDay) -> Said:
    """How a tie of the scope stands on the day, and the bounds of its beginning and its end."""
    said, span = tie_record(tie, subject.scope.register, subject.label), tie.span
    yield "kz:standing", str(said["in_force"])
    if said["date"]:
        yield STARTED, _edtf(said["date"])
    for name in ("begins_earliest", "begins_latest", "ends_earliest", "ends_latest"):
        if said[name]:
            yield f"kz:{name}", _typed(str(said[name]).lstrip("+"), "xsd:date")
    least, most = said["ends_earliest"] or "", said["ends_latest"] or ""
    if span and not span.is_open and (least or most):
        yield ENDED, _edtf(least if least == most else f"[{least}..{most}]")
    yield from (("kz:rests_on", _iri(f"claim:{claim}")) for claim in tie.listed)


def _of_claim(claim: Claim, fact: Fact[Any], term: Term) -> Said:
    yield "rdf:subject", _short(claim.subject)
    yield "rdf:predicate", _iri(f"kz:{claim.property}")
    yield "rdf:object", term
    if isinstance(fact.value, values.Name) and fact.value.scheme:
        yield "kz:transliteration", _iri(f"kzv:transliterations:{fact.value.scheme}")
    if claim.valid:
        yield "kz:valid", _edtf(claim.valid)
    yield "prov:wasDerivedFrom", _short(claim.document)
    yield "prov:wasAttributedTo", _short(claim.holder)
    yield "prov:generatedAtTime", _typed(values.moment_text(claim.recorded_at), "xsd:dateTime")
    yield "kz:stance", _iri(f"kzv:stances:{claim.stance}")
    yield "kz:certainty", _iri(f"kzv:certainties:{claim.certainty}")
    yield "kz:method", claim.method
    yield "kz:recorder", _short(claim.recorder)
    if claim.locator:
        yield "kz:locator", claim.locator
    if claim.has_passage:
        yield "kz:digest", claim.sha256
        yield "kz:passage_start", _typed(claim.start, "xsd:integer")
        yield "kz:passage_end", _typed(claim.end, "xsd:integer")


def _term(value: Any, kind: ValueType[Any], place: tuple[str, ...]) -> tuple[Term, list[Node]]:
    """The term of a value, and the nodes that it is made of, its own last.

    `place` says of what it is the value (subject, property, span): a value made of values is a node named by 128
    bits of SHA-256, as claims are, so that equal values in one place have one address.
    """
    if not isinstance(value, Composite | values.Direction | values.Quantity):
        return _simple(value, kind), []
    stated = values.canonical_json([*place, values.canonical_json(kind.write(value))])
    address = "value:" + hashlib.sha256(stated.encode()).hexdigest()[:32]
    nodes: list[Node] = []
    said: list[tuple[str, Term]] = []
    classes = [f"kz:{type(value).__name__}"]
    if isinstance(value, values.Quantity):
        classes.append("schema:QuantitativeValue")
        bounds = {"schema:minValue": value.min, "schema:maxValue": value.max}
        numbers = {n: format(Decimal(str(b)), "f") for n, b in bounds.items() if b is not None}
        said += ((name, _typed(number, "xsd:decimal")) for name, number in numbers.items())
        said += (("schema:unitText", value.unit), ("kz:approximate", _flag(value.approximate)))
    elif isinstance(value, values.Direction):
        ends = {"kz:source": value.source, "kz:target": value.target}
        said += ((name, _short(ref)) for name, ref in ends.items() if ref)
        said.append(("kz:mutual", _flag(value.mutual)))
    else:
        for name, part, held in value.stated_parts():
            for item in held:
                term, made = _term(item, part.type, (address, name))
                said.append((f"kz:{name}", term))
                nodes += made
    return _iri(address), [*nodes, _node(address, classes, said)]


def _simple(value: Any, kind: ValueType[Any]) -> Term:
    match kind.key:
        case "reference":
            return _short(value)
        case "concept":
            return _iri(f"kzv:{kind.detail[0]}:{value}")
        case "address":
            return _iri(_UNSAFE.sub(lambda found: f"%{ord(found[0]):02X}", value))
        case "date":
            return _edtf(value)
        case "integer":
            return _typed(value, "xsd:integer")
        case "name" if value.language and value.scheme and value.script not in value.language:
            return _text(value.text, f"{value.language}-{value.script}")
        case "name" | "text":
            return _text(value.text, value.language)
        case "point":
            # Well-known text has the longitude first (OGC 06-103r4).
            return _typed(f"POINT({value.longitude} {value.latitude})", "gsp:wktLiteral")
        case _:
            return str(value)

"""The register as linked data: its entities, values, claims and vocabularies as nodes,
in JSON-LD 1.1 and Turtle.

A node is an object of JSON-LD with short addresses (`tie:osaka-shanghai`); Turtle says
the same nodes.

Law: of a thing is said what the register holds on the day - what counts, what may hold
then and, where values compete, the preferred one. All else that sources say, and every
denial, is there as a claim alone. A property is mapped to another vocabulary only where
that means the same by it; everything has its own name too.
"""

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
from kizuna.claims import vocabulary
from kizuna.claims.claim import Certainty, Claim
from kizuna.claims.kinds import KINDS, Composite, Entity, Fact, ValueType, properties_of
from kizuna.claims.kinds.property import definition_of
from kizuna.claims.vocabulary import Concept
from kizuna.errors import BadQuestion
from kizuna.publish.export.subject import (
    BASE,
    Subject,
    entities_of,
    facts_on_day,
    write_items,
)
from kizuna.publish.records import tie_record
from kizuna.register.ties import TieOnDay

OWN = {"kz": "urn:kizuna:terms:", "kzv": "urn:kizuna:vocabulary:"}
"""The classes and properties, and the vocabularies: the same in every register,
whatever its base.
"""

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
"""The classes of others that things of a kind belong to; a tie, a field, an honour and
the rest have none.
"""

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
_EDTF = "edtf:EDTF"

_OTHERS_OF: dict[str, list[str]] = defaultdict(list)
for _other, _ours in PROPERTIES.items():
    for _name in _ours:
        _OTHERS_OF[_name].append(_other)


@cache
def countries() -> Mapping[str, str]:
    """The item of Wikidata for each country code."""
    from kizuna.claims.wikidata import tables

    # of several items of one country the first
    return {
        code: f"wd:{item}" for item, code in reversed([*tables()["countries"].items()])
    }


Statement = tuple[str, str, Any]
"""What is said: a property, of what sort the value is ("thing" and "iri" for what has
an address, "@" before the language of words, a datatype, "" for a text), and the value;
None says nothing.
"""

Term = str | dict[str, str]
"""A text, or an object of JSON-LD: an address, or a value with its language or
datatype.
"""

Node = dict[str, Any]

_BASE = re.compile(
    r"(?:urn:[a-z0-9][a-z0-9-]{0,30}:|https?://[^\s<>\"{}|\\^`?#]+)[^\s<>\"{}|\\^`?#]*"
)
_UNSAFE = re.compile(r"[\x00-\x20<>\"{}|\\^`]")
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_:-]*[A-Za-z0-9_])?")


def checked_base(address: str) -> str:
    """The base itself; raises BadQuestion for what is not the beginning of an http(s)
    or urn address.
    """
    if _BASE.fullmatch(address) is None or address[-1] not in "/:":
        raise BadQuestion(
            f"{address!r} is not the beginning of addresses: "
            'write one that ends with "/" or ":", such as https://register.example.org/'
        )
    return address


def prefixes(base: str = BASE) -> dict[str, str]:
    """Every prefix with what it stands for, sorted; things of each kind, claims and
    values are under the base.
    """
    things = {name: f"{base}{name}/" for name in (*KINDS, "claim", "value")}
    return dict(sorted({**things, **OWN, **OTHERS}.items()))


def write_jsonld(subject: Subject, out: BinaryIO) -> None:
    nodes = (
        {name: terms[0] if len(terms) == 1 else terms for name, terms in node.items()}
        for node in nodes_of(subject)
    )
    context = orjson.dumps(prefixes(subject.base))
    write_items(out, b'{"@context":' + context + b',\n"@graph":[', nodes)


def write_turtle(subject: Subject, out: BinaryIO) -> None:
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
        language = term.get("@language")
        return (
            f"{quoted}@{language}"
            if language
            else f"{quoted}^^{address_of(term['@type'])}"
        )

    for node in nodes_of(subject):
        lines = [f"a {', '.join(map(address_of, node.pop('@type')))}"]
        first = address_of(node.pop("@id"))
        lines += (
            f"{address_of(name)} {', '.join(map(word, node[name]))}" for name in node
        )
        said = " ;\n    ".join(lines)
        out.write(f"\n{first} {said} .\n".encode())


def nodes_of(subject: Subject) -> Iterator[Node]:
    """The export itself, everything in it in order of id, the vocabularies, and the
    classes.
    """
    said: list[Statement] = [("rdfs:label", "@en", "Ties between local governments")]
    said.append(("kz:valid_on", "xsd:date", subject.as_of))
    said.append(("kz:known_at", "xsd:dateTime", subject.known_at or None))
    yield _node(f"{subject.base}register", ("schema:Dataset", "prov:Entity"), said)
    ties, types = (
        {tie.id: tie for tie in subject.scope.ties},
        vocabulary.scheme("tie-types"),
    )
    # the partners of each government by ties that certainly stood and that Wikidata's
    # P190 means too
    twins: dict[str, set[str]] = defaultdict(set)
    for tie in subject.scope.in_force():
        if (kind := tie.tie.type.value) and types[kind].close.get("wikidata") == "P190":
            parties = (subject.scope.parties[ref] for ref in tie.parties)
            for one, other in permutations(
                [p.ref for p in parties if p.is_government], 2
            ):
                twins[one].add(other)
    for entity in entities_of(subject):
        yield from _thing(
            subject, entity, ties.get(entity.id), twins.get(entity.id, ())
        )
    for scheme in map(vocabulary.scheme, vocabulary.scheme_ids()):
        at, concepts = f"kzv:{scheme.id}", scheme.values()
        said = [
            ("skos:prefLabel", f"@{tag}", words) for tag, words in scheme.labels.items()
        ]
        said.append(("skos:definition", "@en", scheme.definition))
        tops = (concept.id for concept in concepts if concept.broader is None)
        said += (("skos:hasTopConcept", "iri", f"{at}:{top}") for top in tops)
        yield _node(at, ("skos:ConceptScheme",), said)
        for concept in concepts:
            yield _node(
                f"{at}:{concept.id}", ("skos:Concept",), _of_concept(at, concept)
            )
    for kind, defined in KINDS.items():
        words = definition_of(defined) or defined.__name__
        said = [("rdfs:label", "@en", kind), ("rdfs:comment", "@en", words)]
        said += (("rdfs:subClassOf", "iri", other) for other in CLASSES.get(kind, ()))
        yield _node(f"kz:{defined.__name__}", ("rdfs:Class",), said)


def _node(address: str, classes: Iterable[str], said: Iterable[Statement]) -> Node:
    """A node: properties in the order in which they are first said, terms sorted, each
    once.
    """
    held: dict[str, dict[bytes, Term]] = {}
    for name, sort, value in said:
        if value is not None:
            term = _term(sort, value)
            held.setdefault(name, {})[orjson.dumps(term)] = term
    terms = {
        name: [found[key] for key in sorted(found)] for name, found in held.items()
    }
    return {"@id": address, "@type": [*dict.fromkeys(classes)], **terms}


def _term(sort: str, value: Any) -> Term:
    if sort in ("thing", "iri"):  # tie:osaka-shanghai of tie/osaka-shanghai
        return {"@id": value.replace("/", ":", 1) if sort == "thing" else value}
    if sort in ("", "@"):
        return str(value)
    if sort.startswith("@"):
        return {"@value": value, "@language": sort[1:]}
    return {
        "@value": str(value).lower() if isinstance(value, bool) else str(value),
        "@type": sort,
    }


def _of_concept(scheme: str, concept: Concept) -> Iterator[Statement]:
    """A concept of the scheme at an address, as SKOS (W3C, 2009)."""
    yield "skos:notation", "", concept.id
    for tag, words in concept.labels.items():
        yield "skos:prefLabel", f"@{tag}", words
    for tag, names in concept.alt.items():
        yield from (("skos:altLabel", f"@{tag}", words) for words in names)
    yield from (("skos:hiddenLabel", "", words) for words in concept.hidden)
    yield "skos:definition", "@en", concept.definition
    yield "skos:inScheme", "iri", scheme
    yield (
        "skos:broader",
        "iri",
        f"{scheme}:{concept.broader}" if concept.broader else None,
    )
    yield "skos:topConceptOf", "iri", None if concept.broader else scheme
    for register, term in concept.close.items():
        if register == "wikidata":
            yield "skos:closeMatch", "iri", f"wd:{term}"
        else:
            yield f"kz:term_of_{register}", "", term


def _thing(
    subject: Subject, entity: Entity, tie: TieOnDay | None, twins: Iterable[str]
) -> Iterator[Node]:
    """The node of an entity, labelled in each language that it has a name in, its
    values and its claims.
    """
    names = {
        tag: name for tag in vocabulary.LANGUAGES if (name := subject.name(entity, tag))
    }
    known = names or {"en": subject.label(entity.id)}
    said: list[Statement] = [
        ("rdfs:label", f"@{tag}", name) for tag, name in known.items()
    ]
    nodes, claims = (
        dict[str, Node](),
        dict[str, tuple[Claim, Fact[Any], tuple[str, Any]]](),
    )
    for name, definition in properties_of(type(entity)).items():
        shown = {*map(id, facts_on_day(subject, entity, name, definition.many))}
        for fact in entity.stated(name):
            place = (entity.id, name, str(fact.valid or ""))
            value, made = _value(fact.value, definition.type, place)
            if fact.valid is not None and made:
                made[-1]["kz:valid"] = [_term(_EDTF, fact.valid)]
            nodes |= {node["@id"]: node for node in made}
            claims |= {
                claim.id: (claim, fact, value)
                for claim in (*fact.claims, *fact.denials)
            }
            said += (
                _fact(f"{entity.prefix}.{name}", fact, value)
                if id(fact) in shown
                else ()
            )
    said += _standing(subject, tie) if tie else ()
    said += ((TWINNED, "thing", ref) for ref in twins)
    classes = (f"kz:{KINDS[entity.prefix].__name__}", *CLASSES.get(entity.prefix, ()))
    yield _node(entity.id.replace("/", ":", 1), classes, said)
    yield from nodes.values()
    for ref in sorted(claims):
        classes = ("kz:Claim", "prov:Entity", "rdf:Statement")
        yield _node(f"claim:{ref}", classes, _of_claim(*claims[ref]))


def _fact(name: str, fact: Fact[Any], stated: tuple[str, Any]) -> Iterator[Statement]:
    """A fact under its own name (with its kind) and under those that others have for
    it; one thing under two addresses only where a source is certain of it (owl:sameAs),
    its pages in any case.
    """
    value = fact.value
    for other in (f"kz:{name.partition('.')[2]}", *_OTHERS_OF.get(name, ())):
        yield other, *stated
    if isinstance(value, values.Identifier):
        scheme, text = value.scheme, value.value
        if scheme in IDENTIFIERS:
            yield IDENTIFIERS[scheme], "", text
        pages = {
            "wikidata": f"wd:{text}",
            "geonames": f"https://sws.geonames.org/{text}/",
        }
        if address := pages.get(scheme):
            yield "schema:sameAs", "iri", address
            yield (
                "owl:sameAs",
                "iri",
                address if fact.certainty is Certainty.CERTAIN else None,
            )
    elif name == "government.country":
        yield COUNTRY, "iri", countries().get(value)
    elif name == "government.point":
        yield POINT, *stated


def _standing(subject: Subject, tie: TieOnDay) -> Iterator[Statement]:
    """How a tie of the scope stands on the day, and the bounds of its beginning and its
    end.
    """
    said, span = tie_record(tie, subject.scope.register, subject.label), tie.span
    yield "kz:standing", "", said["in_force"]
    yield STARTED, _EDTF, said["date"]
    for name in ("begins_earliest", "begins_latest", "ends_earliest", "ends_latest"):
        yield f"kz:{name}", "xsd:date", said[name] and said[name].lstrip("+")
    least, most = said["ends_earliest"] or "", said["ends_latest"] or ""
    if span and not span.is_open and (least or most):
        yield ENDED, _EDTF, least if least == most else f"[{least}..{most}]"
    yield from (("kz:rests_on", "iri", f"claim:{claim}") for claim in tie.listed)


def _of_claim(
    claim: Claim, fact: Fact[Any], stated: tuple[str, Any]
) -> Iterator[Statement]:
    yield "rdf:subject", "thing", claim.subject
    yield "rdf:predicate", "iri", f"kz:{claim.property}"
    yield "rdf:object", *stated
    if isinstance(fact.value, values.Name) and fact.value.scheme:
        yield "kz:transliteration", "iri", f"kzv:transliterations:{fact.value.scheme}"
    yield "kz:valid", _EDTF, claim.valid or None
    yield "prov:wasDerivedFrom", "thing", claim.document
    yield "prov:wasAttributedTo", "thing", claim.holder
    yield "prov:generatedAtTime", "xsd:dateTime", values.moment_text(claim.recorded_at)
    yield "kz:stance", "iri", f"kzv:stances:{claim.stance}"
    yield "kz:certainty", "iri", f"kzv:certainties:{claim.certainty}"
    yield "kz:method", "", claim.method
    yield "kz:recorder", "thing", claim.recorder
    yield "kz:locator", "", claim.locator or None
    if claim.has_passage:
        yield "kz:digest", "", claim.sha256
        yield "kz:passage_start", "xsd:integer", claim.start
        yield "kz:passage_end", "xsd:integer", claim.end


def _value(
    value: Any, kind: ValueType[Any], place: tuple[str, ...]
) -> tuple[tuple[str, Any], list[Node]]:
    """A value with its sort, and the nodes that it is made of, its own last.

    `place` says of what it is the value (subject, property, span): a value made of
    values is a node named by 128 bits of SHA-256, as claims are, so that equal values
    in one place have one address.
    """
    if not isinstance(value, Composite | values.Direction | values.Quantity):
        return _simple(value, kind), []
    stated = values.canonical_json([*place, values.canonical_json(kind.write(value))])
    address = "value:" + hashlib.sha256(stated.encode()).hexdigest()[:32]
    nodes, said, classes = (
        list[Node](),
        list[Statement](),
        [f"kz:{type(value).__name__}"],
    )
    if isinstance(value, values.Quantity):
        classes.append("schema:QuantitativeValue")
        for name, bound in (
            ("schema:minValue", value.min),
            ("schema:maxValue", value.max),
        ):
            exact = None if bound is None else format(Decimal(str(bound)), "f")
            said.append((name, "xsd:decimal", exact))
        said.append(("schema:unitText", "", value.unit))
        said.append(("kz:approximate", "xsd:boolean", value.approximate))
    elif isinstance(value, values.Direction):
        ends = (("kz:source", value.source), ("kz:target", value.target))
        said += ((name, "thing", ref or None) for name, ref in ends)
        said.append(("kz:mutual", "xsd:boolean", value.mutual))
    else:
        for name, part, held in value.stated_parts():
            for item in held:
                inner, made = _value(item, part.type, (address, name))
                said.append((f"kz:{name}", *inner))
                nodes += made
    return ("iri", address), [*nodes, _node(address, classes, said)]


def _simple(value: Any, kind: ValueType[Any]) -> tuple[str, Any]:
    match kind.key:
        case "reference":
            return "thing", value
        case "concept":
            return "iri", f"kzv:{kind.detail[0]}:{value}"
        case "address":
            return "iri", _UNSAFE.sub(lambda found: f"%{ord(found[0]):02X}", value)
        case "date":
            return _EDTF, value
        case "integer":
            return "xsd:integer", value
        case "name" if (
            value.language and value.scheme and value.script not in value.language
        ):
            return f"@{value.language}-{value.script}", value.text
        case "name" | "text":
            return f"@{value.language}", value.text
        case "point":
            # Well-known text has the longitude first (OGC 06-103r4).
            return "gsp:wktLiteral", f"POINT({value.longitude} {value.latitude})"
        case _:
            return "", str(value)

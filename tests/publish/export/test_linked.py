"""Linked data: two notations of one graph, which keeps to its shapes and says no more
than is known.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import orjson
import pyshacl
import rdflib
from rdflib import OWL, PROV, RDF, RDFS, SKOS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.plugins.parsers.jsonld import to_rdf

from builders import claim, government, status
from kizuna.claims.claim import Certainty, Stance
from kizuna.claims.kinds import KINDS, properties_of
from kizuna.publish.export import linked
from kizuna.publish.export.subject import BASE, Subject
from kizuna.register.register import fold
from subjects import OSAKA, built_in_subject, cities, subject, subject_of, ties, written

KZ, KZV = Namespace("urn:kizuna:terms:"), Namespace("urn:kizuna:vocabulary:")
WD, WDT = (
    Namespace(f"http://www.wikidata.org/{part}/") for part in ("entity", "prop/direct")
)
SCHEMA = Namespace("https://schema.org/")
EDTF = URIRef("http://id.loc.gov/datatypes/edtf/EDTF")


def _thing(ref: str) -> URIRef:
    return URIRef(BASE + ref)


def _graph(about: Subject) -> Graph:
    return Graph().parse(data=written("turtle", about), format="turtle")


@cache
def _small() -> Graph:
    return _graph(subject())


@cache
def _built_in() -> Graph:
    """The ties of Kobe in the built-in register, with all that hangs on them."""
    return _graph(built_in_subject(of="government/kobe"))


def _conforms(graph: Graph) -> tuple[bool, str]:
    shapes = (
        files("kizuna.publish.export")
        .joinpath("shapes.ttl")
        .read_text(encoding="utf-8")
    )
    ok, _, report = pyshacl.validate(
        graph, shacl_graph=shapes, shacl_graph_format="turtle"
    )
    return ok, report


def _json_graph(about: Subject) -> Any:
    """The graph; rdflib's own way from a file to it warns of rdflib's own old names, at
    every triple.
    """
    return to_rdf(orjson.loads(written("jsonld", about)), Graph())


def test_both_notations_say_the_same_without_a_nameless_node() -> None:
    graph = _built_in()
    assert set(graph) == set(_json_graph(built_in_subject(of="government/kobe")))
    assert not [term for triple in graph for term in triple if isinstance(term, BNode)]


def test_any_text_comes_back_as_it_was() -> None:
    words = "\t\n \"'\\ \u2028 </script> 大阪 \U0001f38f"
    about = subject(
        claim("tie/osaka-shanghai", "motive", {"text": words, "language": "ja"})
    )
    stated = (_thing("tie/osaka-shanghai"), KZ.motive, Literal(words, lang="ja"))
    assert stated in _graph(about)
    assert stated in _json_graph(about)


def test_the_graph_keeps_to_its_shapes_which_refuse_what_is_not_complete() -> None:
    ok, report = _conforms(_built_in() + _graph(replace(subject(), base="urn:small:")))
    assert ok, report
    tie, date = (
        _thing("tie/osaka-shanghai"),
        Literal("1974-04-18", datatype=rdflib.XSD.date),
    )
    label = (
        KZV["tie-types:sister-city"],
        SKOS.prefLabel,
        Literal("姉妹都市", lang="ja"),
    )
    graph = _graph(subject())
    for triple in ((tie, KZ.rests_on, None), (None, PROV.wasDerivedFrom, None), label):
        graph.remove(triple)
    graph.set((tie, WDT.P580, date))  # which is not EDTF
    _, report = _conforms(graph)
    assert (
        "Constraint Violation in OrConstraintComponent" in report
    )  # it rests on no claim
    for path in ("prov:wasDerivedFrom", "skos:prefLabel", "wdt:P580"):
        assert f"Result Path: {path}" in report, report


def test_a_tie_has_its_parties_type_and_date_as_edtf_and_a_twin_only_where_it_is_certain() -> (
    None
):
    graph, tie = _small(), _thing("tie/osaka-san-francisco")
    osaka, *others = (
        _thing(f"government/{n}") for n in ("osaka", "shanghai", "san-francisco")
    )
    assert set(graph.objects(tie, KZ.party)) == {osaka, others[1]}
    assert graph.value(tie, KZ.type) == KZV["tie-types:sister-city"]
    assert graph.value(tie, WDT.P580) == Literal("1957-10", datatype=EDTF)
    assert graph.value(tie, KZ.begins_latest) == Literal(
        "1957-10-31", datatype=rdflib.XSD.date
    )
    undated = _thing("tie/osaka-atlantis")
    assert graph.value(undated, KZ.standing) == Literal("possible")
    assert graph.value(undated, WDT.P580) is None
    ended = _thing("tie/atlantis-shanghai")
    assert graph.value(ended, KZ.standing) == Literal("no")
    assert graph.value(ended, WDT.P582) == Literal(
        "[1979-12-31..1980-12-30]", datatype=EDTF
    )
    # Atlantis may be tied to Osaka, and was tied to Shanghai: neither is said to be
    # twinned
    twins = {pair for other in others for pair in ((osaka, other), (other, osaka))}
    assert set(graph.subject_objects(WDT.P190)) == twins


def test_a_government_is_the_same_as_in_other_registers_where_a_source_is_certain() -> (
    None
):
    graph, osaka = _small(), _thing("government/osaka")
    assert graph.value(osaka, WDT.P17) == WD.Q17
    assert str(graph.value(osaka, WDT.P625)) == f"POINT({OSAKA[1]} {OSAKA[0]})"
    assert graph.value(osaka, WDT.P1566) == Literal("1853909")
    page = URIRef("https://sws.geonames.org/1853909/")
    assert set(graph.objects(osaka, OWL.sameAs)) == {WD.Q35765, page}
    spoken = {label.language for label in graph.objects(osaka, RDFS.label)}
    assert spoken == {"en", "ja", "zh-Hans", "ru"}
    shanghai = _thing("government/shanghai")
    assert graph.value(shanghai, SCHEMA.sameAs) == WD.Q8686
    assert graph.value(shanghai, OWL.sameAs) is None


def test_every_fact_is_found_again_as_what_some_claim_states() -> None:
    graph = _built_in()
    parts, claims = (
        (RDF.subject, RDF.predicate, RDF.object),
        graph.subjects(RDF.type, KZ.Claim),
    )
    stated = {tuple(graph.value(claim, part) for part in parts) for claim in claims}
    of_claims = {predicate for _, predicate, _ in stated}
    kinds = tuple(f"{BASE}{kind}/" for kind in KINDS)
    said = [
        one for one in graph if one[1] in of_claims and str(one[0]).startswith(kinds)
    ]
    assert len(said) > 300
    assert set(said) <= stated


def test_a_claim_says_who_holds_it_and_what_is_planned_or_set_aside_is_a_claim_alone() -> (
    None
):
    """A value carries its span, and an address is one."""
    said_by = {"holder": "organisation/a", "stance": Stance.PLANNED}
    planned = claim("tie/osaka-shanghai", "number", "7", **said_by)
    sure = claim("government/new", "level", "city")
    other = claim("government/new", "level", "town", certainty=Certainty.DOUBTFUL)
    party = claim("tie/osaka-shanghai", "party", "government/new")
    active = status("osaka-shanghai", "active", "1980/..")
    gazette = claim("document/gazette", "address", 'https://example.org/<a>?q="b"|c')
    graph = _graph(subject(planned, sure, other, party, active, gazette))
    osaka, address = _thing("tie/osaka-shanghai"), _thing(f"claim/{planned.id}")
    said = {
        PROV.wasDerivedFrom: _thing("document/gazette"),
        PROV.wasAttributedTo: _thing("organisation/a"),
        PROV.generatedAtTime: Literal(
            "2020-01-01T00:00:00Z", datatype=rdflib.XSD.dateTime
        ),
        KZ.certainty: KZV["certainties:certain"],
        KZ.stance: KZV["stances:planned"],
    }
    assert {name: graph.value(address, name) for name in said} == said
    assert graph.value(osaka, KZ.number) is None
    assert list(graph.objects(_thing("government/new"), KZ.level)) == [
        KZV["levels:city"]
    ]
    assert (_thing(f"claim/{other.id}"), RDF.object, KZV["levels:town"]) in graph
    [value] = graph.objects(osaka, KZ.status)
    assert graph.value(value, KZ.valid) == Literal("1980/..", datatype=EDTF)
    [page] = graph.objects(_thing("document/gazette"), SCHEMA.url)
    assert str(page) == "https://example.org/%3Ca%3E?q=%22b%22%7Cc"


def test_vocabularies_are_concept_schemes_with_matches_in_wikidata() -> None:
    graph, sister = _small(), KZV["tie-types:sister-city"]
    assert Literal("姉妹都市", lang="ja") in set(graph.objects(sister, SKOS.prefLabel))
    assert Literal("hermanamiento", lang="es") in set(
        graph.objects(sister, SKOS.altLabel)
    )
    assert graph.value(sister, SKOS.closeMatch) == WD.P190
    assert graph.value(KZV["fields:students"], SKOS.broader) == KZV["fields:education"]


def test_the_same_question_gives_the_same_bytes_whatever_the_order_of_the_claims() -> (
    None
):
    claims = [*cities(), *ties(), *government("remote")]
    there, back = (subject_of(fold(held, ())) for held in (claims, claims[::-1]))
    assert written("turtle", there) == written("turtle", back)
    assert written("jsonld", there) == written("jsonld", back)


def test_the_mapping_is_of_what_there_is_and_the_page_has_all_of_it() -> None:
    path = Path(__file__).parents[3] / "docs" / "reference" / "linked-data.md"
    page = path.read_text(encoding="utf-8")
    known = {
        f"{kind}.{name}" for kind, held in KINDS.items() for name in properties_of(held)
    }
    assert {name for names in linked.PROPERTIES.values() for name in names} <= known
    assert set(linked.CLASSES) <= set(KINDS)
    terms = {term for terms in linked.CLASSES.values() for term in terms}
    terms |= {
        *linked.PROPERTIES,
        *linked.IDENTIFIERS.values(),
        linked.COUNTRY,
        linked.POINT,
    }
    terms |= {linked.TWINNED, linked.STARTED, linked.ENDED}
    terms |= {f"kz:{held.__name__}" for held in KINDS.values()}
    assert {term for term in terms if f"`{term}`" not in page} == set()

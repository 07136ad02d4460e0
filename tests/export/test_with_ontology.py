"""The terms of the ontology in a file: those that it uses, complete, in every syntax of triples."""

from __future__ import annotations

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from rdflib import OWL, RDF, RDFS

from kg import export, ontology
from kg.errors import ExportError
from kg.export import Wishes
from kg.graph import Graph
from tests.factories import extraction

KG = rdflib.Namespace("https://kg.example/ontology#")
OWN = """
@prefix ex: <https://news.example/terms#> . @prefix kg: <https://kg.example/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
ex:salutes a owl:ObjectProperty ; rdfs:label "salutes"@en ; kg:subjectClass kg:Person ; kg:objectClass kg:Person ;
    kg:eventClass ex:Salute .
ex:Salute a owl:Class ; rdfs:subClassOf kg:Event ; rdfs:label "salute"@en .
"""


def read(graph, **wishes) -> rdflib.Graph:
    return rdflib.Graph().parse(data=export.serialize(graph.store, "turtle", Wishes(**wishes)), format="turtle")


def test_every_term_of_ours_in_the_file_is_told_in_it(graph):
    found = read(graph, with_ontology=True)
    used = {term for triple in found for term in triple if isinstance(term, rdflib.URIRef) and term.startswith(KG)}
    assert len(used) > 50
    untyped = {term for term in used if (term, RDF.type, None) not in found}
    assert not untyped
    assert {term for term in used if not list(found.objects(term, RDFS.isDefinedBy))} == set()
    assert (KG.Meeting, RDFS.subClassOf, KG.Event) in found
    assert str(found.value(KG.meets, RDFS.label)) == "meets"


def test_what_extraction_asks_of_terms_stays_at_home(graph):
    found, without = read(graph, with_ontology=True), read(graph)
    assert not {KG.subjectClass, KG.trait, KG.nationality, KG.trigger} & set(found.predicates())
    assert not set(found.subjects(RDF.type, KG.Frame))
    assert not set(found.subjects(RDF.type, OWL.Ontology)), "a file with some of its terms is not the ontology"
    assert set(without) < set(found)
    assert not set(without.subjects(RDF.type, OWL.Class))


def test_only_what_is_used_is_told(graph):
    found = read(graph, with_ontology=True)
    assert (KG.extradites, None, None) not in found
    assert (KG.Killing, None, None) in found


@pytest.mark.parametrize("name", ["ntriples", "jsonld", "rdfxml"])
def test_every_syntax_tells_the_same(graph, name):
    formats = {"ntriples": ox.RdfFormat.N_TRIPLES, "jsonld": ox.RdfFormat.JSON_LD, "rdfxml": ox.RdfFormat.RDF_XML}
    wishes = Wishes(with_ontology=True, ontology_base="https://news.example/")
    turtle = {quad.triple for quad in ox.parse(export.serialize(graph.store, "turtle", wishes), ox.RdfFormat.TURTLE)}
    assert {quad.triple for quad in ox.parse(export.serialize(graph.store, name, wishes), formats[name])} == turtle
    assert export.serialize(graph.store, name, wishes) == export.serialize(graph.store, name, wishes)


def test_terms_may_have_another_base(graph):
    text = export.serialize(graph.store, "turtle", Wishes(with_ontology=True, ontology_base="https://a.example/v1/"))
    assert b"@prefix kg: <https://a.example/v1/ontology#> ." in text
    assert b"@prefix plover: <https://a.example/v1/plover#> ." in text
    assert b"<https://kg.example/ontology" not in text
    assert b"@prefix : <https://kg.example/id/entity/> ." in text, "entities have the base of the graph"
    assert len(read(graph, ontology_base="https://a.example/v1/")) == len(read(graph))


def test_terms_of_ones_own_are_told_and_keep_their_iris(tmp_path):
    (tmp_path / "own.ttl").write_text(OWN)
    from tests.factories import entity

    with Graph(ontology=ontology.load(tmp_path / "own.ttl")) as graph:
        people = entity(0, "Person", "Ann Lee"), entity(1, "Person", "Bob Ray")
        graph.replace(extraction("a", "Ann Lee saluted Bob Ray.", entities=people, facts=[(0, "salutes", 1)]))
        found = read(graph, with_ontology=True, ontology_base="https://a.example/")
    own = rdflib.Namespace("https://news.example/terms#")
    assert (own.Salute, RDFS.subClassOf, rdflib.URIRef("https://a.example/ontology#Event")) in found
    assert (own.salutes, RDF.type, OWL.ObjectProperty) in found


def test_the_shapes_hold_with_the_ontology_in_the_file(graph, root):
    shapes = rdflib.Graph().parse(root / "ontology" / "shapes.ttl")
    for wishes in ({}, {"with_ontology": True}):
        conforms, _, report = pyshacl.validate(read(graph, **wishes), shacl_graph=shapes)
        assert conforms, report


@pytest.mark.parametrize(
    ("name", "wishes", "words"),
    [
        ("csv", {"with_ontology": True}, "csv has no --with-ontology; leave it out, or use turtle"),
        ("trig", {"ontology_base": "https://a.example/"}, "trig has no --ontology-base"),
        ("turtle", {"ontology_base": "a.example/"}, "no absolute IRI"),
        ("turtle", {"ontology_base": "https://a.example"}, "must end with / or #"),
    ],
)
def test_what_cannot_be_had_is_one_line(graph, name, wishes, words):
    with pytest.raises(ExportError, match=words):
        export.serialize(graph.store, name, Wishes(**wishes))


def test_a_part_tells_the_terms_of_that_part(graph, tmp_path):
    graph.export(tmp_path / "part.ttl", with_ontology=True, relation="kills")
    found = rdflib.Graph().parse(tmp_path / "part.ttl")
    assert (KG.kills, None, None) in found
    assert (KG.meets, None, None) not in found

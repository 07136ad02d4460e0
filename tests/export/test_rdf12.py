"""Facts as reifiers of their triples: the same facts, one triple term each, read back by who knows RDF 1.2."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg import export
from kg.errors import ExportError
from kg.export import Wishes

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
ENDS = {ox.NamedNode(RDF + name) for name in ("subject", "predicate", "object")}
REIFIES = ox.NamedNode(RDF + "reifies")


def read(graph, name: str, **wishes) -> set[ox.Triple]:
    formats = {"turtle": ox.RdfFormat.TURTLE, "ntriples": ox.RdfFormat.N_TRIPLES}
    return {quad.triple for quad in ox.parse(export.serialize(graph.store, name, Wishes(**wishes)), formats[name])}


def test_each_fact_with_two_ends_reifies_its_triple(graph):
    found, before = read(graph, "turtle", rdf12=True), read(graph, "turtle")
    reified = {(t.subject.value, t.object) for t in found if t.predicate == REIFIES}
    wanted = {fact.fact: fact for fact in graph.facts() if fact.subject and fact.object}
    assert {fact for fact, _ in reified} == set(wanted)
    assert all(local(triple.predicate.value) == wanted[fact].relation for fact, triple in reified)
    assert {t for t in before if t.predicate not in ENDS} == {t for t in found if t.predicate != REIFIES}
    assert not [t for t in found if t.predicate in ENDS]


def local(iri: str) -> str:
    return iri.rsplit("#", 1)[-1]


def test_what_did_not_happen_is_reified_and_not_asserted(graph):
    found = read(graph, "turtle", rdf12=True)
    alleged = next(t.object for t in found if t.predicate == REIFIES and "attacks" in t.object.predicate.value)
    assert alleged not in found
    said = next(t.object for t in found if t.predicate == REIFIES and "supports" in t.object.predicate.value)
    assert said in found


def test_both_syntaxes_say_the_same_and_oxigraph_answers(graph):
    found = read(graph, "turtle", rdf12=True)
    assert read(graph, "ntriples", rdf12=True) == found
    store = ox.Store()
    store.extend(ox.Quad(t.subject, t.predicate, t.object) for t in found)
    asked = f"SELECT ?fact ?who {{ ?fact <{RDF}reifies> <<( ?who <https://kg.example/ontology#meets> ?whom )>> }}"
    assert [row["who"].value.rsplit("/", 1)[-1] for row in store.query(asked)] == ["James_Dobbins"]


def test_the_file_says_that_it_is_of_rdf_12(graph):
    assert export.serialize(graph.store, "turtle", Wishes(rdf12=True)).startswith(b'VERSION "1.2"\n@prefix ')
    assert b"VERSION" not in export.serialize(graph.store, "turtle")
    moved = export.serialize(graph.store, "turtle", Wishes(rdf12=True, ontology_base="https://a.example/"))
    assert {quad.triple.predicate.value for quad in ox.parse(moved, ox.RdfFormat.TURTLE)} >= {
        RDF + "reifies",
        "https://a.example/ontology#meets",
    }
    assert b"kg.example/ontology" not in moved


def test_other_formats_have_none(graph):
    with pytest.raises(ExportError, match="jsonld has no --rdf12; leave it out, or use turtle, ntriples"):
        export.serialize(graph.store, "jsonld", Wishes(rdf12=True))

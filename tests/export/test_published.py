"""What is published about a graph, and of it: its description as a data set, and single facts as nanopublications."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from rdflib import DCTERMS, PROV, RDF, RDFS, VOID

from kg import export
from kg.errors import ExportError, QueryError
from kg.export import Wishes
from kg.graph import Graph

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's own
KG = rdflib.Namespace("https://kg.example/ontology#")
NP = rdflib.Namespace("http://www.nanopub.org/nschema#")
ID = rdflib.Namespace("https://kg.example/id/")
BY = "https://creativecommons.org/licenses/by/4.0/"
ME = "https://orcid.org/0000-0002-1825-0097"


def described(graph, **wishes) -> rdflib.Graph:
    return rdflib.Graph().parse(data=export.serialize(graph.store, "void", Wishes(**wishes)), format="turtle")


def test_a_description_is_valid_and_counts_what_the_turtle_has(graph):
    found, turtle = described(graph, license=BY, creator=ME, issued="2021-03-09"), graph.to_rdflib()
    shapes = rdflib.Graph().parse(Path(__file__).parent / "dataset-shapes.ttl")
    conforms, _, report = pyshacl.validate(found, shacl_graph=shapes)
    assert conforms, report
    data = ID.dataset
    counted = {name: found.value(data, VOID[name]).value for name in ("triples", "properties", "distinctSubjects")}
    assert counted == {
        "triples": len(turtle),
        "properties": len(set(turtle.predicates())),
        "distinctSubjects": len(set(turtle.subjects())),
    }
    assert found.value(data, VOID.entities).value == len(list(graph.entities()))
    assert found.value(data, VOID.classes).value == len(set(turtle.objects(None, RDF.type)))


def test_shapes_refuse_a_description_without_its_counts(graph):
    found = described(graph)
    found.remove((ID.dataset, VOID.triples, None))
    shapes = rdflib.Graph().parse(Path(__file__).parent / "dataset-shapes.ttl")
    assert not pyshacl.validate(found, shacl_graph=shapes)[0]


def test_parts_are_those_of_each_class_and_property(graph):
    found, turtle = described(graph), graph.to_rdflib()
    of_class = {found.value(part, VOID["class"]): found.value(part, VOID.entities).value
                for part in found.objects(ID.dataset, VOID.classPartition)}  # fmt: skip
    assert of_class == {cls: len(set(turtle.subjects(RDF.type, cls))) for cls in turtle.objects(None, RDF.type)}
    of_property = {found.value(part, VOID.property): found.value(part, VOID.triples).value
                   for part in found.objects(ID.dataset, VOID.propertyPartition)}  # fmt: skip
    assert of_property == {each: len(list(turtle.triples((None, each, None)))) for each in turtle.predicates()}
    assert sum(of_property.values()) == len(turtle)
    assert rdflib.URIRef("https://kg.example/ontology") in set(found.objects(ID.dataset, VOID.vocabulary))
    assert rdflib.URIRef(str(RDF)) in set(found.objects(ID.dataset, VOID.vocabulary))


def test_nothing_is_said_that_nobody_said(graph):
    found = described(graph)
    for predicate in (DCTERMS.license, DCTERMS.creator, DCTERMS.issued):
        assert not list(found.objects(ID.dataset, predicate))
    assert str(found.value(ID.dataset, DCTERMS.title)) == "Knowledge graph"
    assert export.serialize(graph.store, "void") == export.serialize(graph.store, "void")


def test_the_description_of_a_part_is_of_that_part(graph, tmp_path):
    graph.export(tmp_path / "void.ttl", format="void", relation="kills")
    graph.export(tmp_path / "part.ttl", relation="kills")
    found, part = rdflib.Graph().parse(tmp_path / "void.ttl"), rdflib.Graph().parse(tmp_path / "part.ttl")
    assert found.value(ID.dataset, VOID.triples).value == len(part) < len(graph.to_rdflib())
    said = str(found.value(ID.dataset, DCTERMS.description))
    assert all(count in said for count in ("things (2)", "facts (1)", "documents (1)"))


def test_an_empty_graph_is_described():
    with Graph() as empty:
        assert described(empty).value(ID.dataset, VOID.triples).value == 0


def nanopub(graph, fact: str, tmp_path, **wishes) -> rdflib.Dataset:
    target = tmp_path / "fact.trig"
    graph.export(target, format="nanopub", fact=fact, **wishes)
    assert len(set(ox.parse(target.read_bytes(), ox.RdfFormat.TRIG))) > 20
    return rdflib.Dataset().parse(target, format="trig")


def parts(found: rdflib.Dataset) -> dict[str, rdflib.Graph]:
    """The graphs as the guidelines tell them apart: by what the head says of them."""
    (head,) = (each for each in found.graphs() if (None, RDF.type, NP.Nanopublication) in each)
    node = head.value(None, RDF.type, NP.Nanopublication)
    leads = {"assertion": NP.hasAssertion, "provenance": NP.hasProvenance, "pubinfo": NP.hasPublicationInfo}
    return {"head": head, **{name: found.graph(head.value(node, leads[name])) for name in leads}}


def fact_of(graph, relation: str, status: str = "asserted") -> str:
    return next(fact.fact for fact in graph.facts() if (fact.relation, fact.status) == (relation, status))


@pytest.mark.parametrize(
    ("relation", "status"),
    [("supports", "asserted"), ("meets", "planned"), ("attacks", "alleged"), ("kills", "asserted"),
     ("holdsPosition", "asserted")],
)  # fmt: skip
def test_a_nanopublication_is_well_formed(graph, tmp_path, relation, status):
    found = parts(nanopub(graph, fact_of(graph, relation, status), tmp_path))
    node = found["head"].value(None, RDF.type, NP.Nanopublication)
    assert {each.identifier for each in found.values()} == {
        rdflib.URIRef(f"{node}#{name}") for name in ("Head", "assertion", "provenance", "pubinfo")
    }
    assert len(found["head"]) == 4
    assert len(found["assertion"]) > 0
    assert (found["assertion"].identifier, None, None) in found["provenance"]
    assert (node, None, None) in found["pubinfo"]


def test_the_assertion_is_the_triple_with_when_and_where(graph, tmp_path):
    found = parts(nanopub(graph, fact_of(graph, "supports"), tmp_path))
    officials = ID["document/a.txt/described/U.S._officials_4"]
    assert (officials, KG.supports, ID["entity/James_Dobbins"]) in found["assertion"]
    killed = parts(nanopub(graph, fact_of(graph, "kills"), tmp_path))["assertion"]
    assert (None, KG.place, ID["entity/Nara"]) in killed
    assert [str(day) for day in killed.objects(None, KG.earliest)] == ["2022-07-08"]
    assert not set(killed.predicates()) & {KG.confidence, KG.rule, PROV.wasDerivedFrom}


@pytest.mark.parametrize(("relation", "status"), [("meets", "planned"), ("attacks", "alleged")])
def test_what_is_not_so_is_not_asserted_as_if_it_were(graph, tmp_path, relation, status):
    found = parts(nanopub(graph, fact_of(graph, relation, status), tmp_path))
    assert not list(found["assertion"].triples((None, KG[relation], None)))
    assert (None, KG.status, KG[status.capitalize()]) in found["assertion"]
    node = found["head"].value(None, RDF.type, NP.Nanopublication)
    assert str(found["pubinfo"].value(node, RDFS.label)).endswith(f"({status})")


def test_what_is_over_is_not_asserted_as_if_it_were(graph, tmp_path):
    former = next(fact.fact for fact in graph.facts() if fact.former)
    found = parts(nanopub(graph, former, tmp_path))
    assert not list(found["assertion"].triples((None, KG.holdsPosition, None)))
    assert (None, KG.former, rdflib.Literal(True)) in found["assertion"]


def test_the_provenance_has_sentence_document_rule_and_who_says_so(graph, tmp_path):
    found = parts(nanopub(graph, fact_of(graph, "meets", "planned"), tmp_path))
    asserted, why = found["assertion"].identifier, found["provenance"]
    sentence = why.value(asserted, PROV.wasDerivedFrom)
    assert str(why.value(sentence, KG.text)).startswith("James Dobbins will meet")
    assert str(why.value(why.value(sentence, DCTERMS.isPartOf), DCTERMS.title)) == "Talks"
    assert str(why.value(asserted, KG.attributedTo)) == "Psaki"
    assert float(why.value(asserted, KG.confidence)) == 0.91
    made = why.value(asserted, PROV.wasGeneratedBy)
    assert str(why.value(made, KG.rule)) == "meets/active-with"
    assert str(why.value(made, KG.madeWith)).startswith("kg ")


def test_the_publication_info_has_what_was_given(graph, tmp_path):
    given = {"license": BY, "creator": ME, "issued": "2021-03-09T10:00:00Z", "title": "Who supports whom"}
    found = parts(nanopub(graph, fact_of(graph, "supports"), tmp_path, **given))
    node = found["head"].value(None, RDF.type, NP.Nanopublication)
    assert set(found["pubinfo"].predicate_objects(node)) == {
        (DCTERMS.license, rdflib.URIRef(BY)),
        (DCTERMS.creator, rdflib.URIRef(ME)),
        (DCTERMS.created, rdflib.Literal("2021-03-09T10:00:00Z", datatype=rdflib.XSD.dateTime)),
        (RDFS.label, rdflib.Literal("Who supports whom", lang="en")),
    }


def test_a_fact_is_named_as_lists_print_it(graph, tmp_path):
    iri = fact_of(graph, "kills")
    short = iri.rsplit("/", 1)[-1][:8]
    assert set(nanopub(graph, short, tmp_path).quads()) == set(nanopub(graph, iri, tmp_path).quads())
    with pytest.raises(QueryError, match="no fact"):
        nanopub(graph, "abcdef12", tmp_path)


@pytest.mark.parametrize(
    ("name", "wishes", "words"),
    [
        ("nanopub", {}, "name it with --fact"),
        ("nanopub", {"fact": "https://kg.example/id/fact/none"}, "no fact https"),
        ("trig", {"fact": "https://kg.example/id/fact/none"}, "trig has no --fact; leave it out, or use nanopub"),
        ("void", {"license": "CC BY"}, "no absolute IRI"),
        ("void", {"issued": "9 March"}, "is no day"),
        ("void", {"issued": "2021-03-09T10:00:00"}, "is no day"),
        ("turtle", {"title": "News"}, "turtle has no --title"),
    ],
)
def test_what_cannot_be_published_is_one_line(graph, name, wishes, words):
    with pytest.raises(ExportError, match=words):
        export.serialize(graph.store, name, Wishes(**wishes))


def test_a_nanopublication_is_of_one_fact(graph, tmp_path):
    with pytest.raises(ExportError, match="leave out what chooses"):
        graph.export(tmp_path / "f.trig", format="nanopub", fact=fact_of(graph, "kills"), relation="kills")

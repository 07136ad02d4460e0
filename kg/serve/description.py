"""What the endpoint says of itself (SPARQL 1.1 Service Description, https://www.w3.org/TR/sparql11-service-description/)."""

from __future__ import annotations

import pyoxigraph as ox
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.store import Store

SD, VOID = "http://www.w3.org/ns/sparql-service-description#", "http://rdfs.org/ns/void#"
TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
FORMATS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "Turtle",
           "N-Triples", "RDF_XML", "JSON-LD", "TriG")  # fmt: skip


def description(endpoint: str, store: Store) -> bytes:
    """The triples, as N-Triples; the default graph is the union of all."""
    service, dataset, graph = BlankNode("service"), BlankNode("dataset"), BlankNode("graph")

    def sd(name: str) -> NamedNode:
        return NamedNode(SD + name)

    triples = [
        Triple(service, TYPE, sd("Service")),
        Triple(service, sd("endpoint"), NamedNode(endpoint)),
        Triple(service, sd("supportedLanguage"), sd("SPARQL11Query")),
        Triple(service, sd("feature"), sd("UnionDefaultGraph")),
        Triple(service, sd("defaultDataset"), dataset),
        *(Triple(service, sd("resultFormat"), NamedNode(f"http://www.w3.org/ns/formats/{each}")) for each in FORMATS),
        Triple(dataset, TYPE, sd("Dataset")),
        Triple(dataset, sd("defaultGraph"), graph),
        Triple(graph, TYPE, sd("Graph")),
        Triple(graph, NamedNode(f"{VOID}triples"), Literal(len(store.view().quads))),
    ]
    return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""

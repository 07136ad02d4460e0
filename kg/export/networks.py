"""The graph as a network of entities, for programs that draw and measure networks."""

from __future__ import annotations

import io
import re
from typing import Any

import networkx as nx

from kg.records import Fact
from kg.store import Store

_EDGE = ("relation", "status", "place", "time", "attributed_to", "confidence", "document", "sentence")


def network(store: Store) -> nx.MultiDiGraph[str]:
    """Entities as nodes, facts as edges, in the order of the listings.

    A node's key is its IRI; it has `label`, `type` and `described`, and for literals that facts give it
    (positions) an attribute named by the relation, several joined by `; `. An edge's key is the IRI
    of its fact; it has what the fact says, without what is unknown. Symmetric relations have one edge
    for each time they were found, with `symmetric` true. Negated and hypothetical facts are edges
    too: filter them by `status`.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for entity in store.entities():
        graph.add_node(entity.iri, label=entity.name, type=entity.cls, described=entity.described)
    for fact in store.facts():
        if fact.object_iri is None:
            _add_literal(graph.nodes[fact.subject_iri], fact)
        else:
            known = {name: value for name in _EDGE if (value := getattr(fact, name)) is not None}
            symmetric = store.ontology.relations[fact.relation].symmetric
            graph.add_edge(fact.subject_iri, fact.object_iri, key=fact.fact, symmetric=symmetric, **known)
    return graph


def graphml(store: Store) -> bytes:
    """GraphML, as Gephi, yEd, Cytoscape and igraph read it."""
    stream = io.BytesIO()
    nx.write_graphml_xml(_labelled(store), stream, named_key_ids=True)
    return stream.getvalue()


def gexf(store: Store) -> bytes:
    """GEXF 1.2, as Gephi reads it."""
    stream = io.BytesIO()
    nx.write_gexf(_labelled(store), stream)
    # networkx writes the day on which it wrote; the same graph shall give the same bytes.
    return re.sub(rb' lastmodifieddate="[^"]*"', b"", stream.getvalue())


def _labelled(store: Store) -> nx.MultiDiGraph[str]:
    """Programs show an edge's `label`; for us that is the relation."""
    graph = network(store)
    for _, _, data in graph.edges(data=True):
        data["label"] = data["relation"]
    return graph


def _add_literal(node: dict[str, Any], fact: Fact) -> None:
    held = node.get(fact.relation, "").split("; ") if node.get(fact.relation) else []
    if fact.object not in held and fact.status in {"asserted", "planned"}:
        node[fact.relation] = "; ".join([*held, fact.object])

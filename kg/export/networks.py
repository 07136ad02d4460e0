"""The graph as a network of entities, for programs that draw and measure networks."""

from __future__ import annotations

import io
import re
from typing import Any

import networkx as nx

from kg.ontology import Relation
from kg.records import Fact
from kg.store import Store

_EDGE = ("relation", "status", "former", "place", "time", "attributed_to", "confidence", "support",
         "document", "sentence")  # fmt: skip


def network(store: Store) -> nx.MultiDiGraph[str]:
    """Entities as nodes, facts as edges, in the order of the listings.

    A node's key is its IRI; it has `label`, `type`, `described` and `event`, and for literals that facts give
    it (positions) an attribute named by the relation, several joined by `; `. An edge's key is the IRI
    of its fact; it has what the fact says, without what is unknown. Symmetric relations have one edge
    for each time they were found, with `symmetric` true. Facts that are hypothetical, alleged, negated or
    over are edges too: filter them by `status` and `former`.

    An event with one party is a node of its own, with `event` true, the IRI of its fact and all that it says;
    its edge leads from the agent to the event, or from the event to the patient.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for entity in store.entities():
        graph.add_node(entity.iri, label=entity.name, type=entity.cls, described=entity.described, event=False)
        if entity.count is not None:
            graph.nodes[entity.iri].update(count=entity.count, count_kind=str(entity.count_kind))
    for fact in store.facts():
        relation = store.ontology.relations[fact.relation]
        if fact.subject is None or fact.object is None:
            _add_event(graph, fact, relation)
        elif fact.object_iri is None:
            _add_literal(graph.nodes[fact.subject_iri], fact)
        else:
            graph.add_edge(
                fact.subject_iri, fact.object_iri, key=fact.fact, symmetric=relation.symmetric, **_known(fact)
            )
    return graph


def graphml(store: Store) -> bytes:
    """GraphML, as Gephi, yEd, Cytoscape and igraph read it."""
    stream = io.BytesIO()
    nx.write_graphml_xml(_labelled(store), stream)
    return stream.getvalue()


def gexf(store: Store) -> bytes:
    """GEXF 1.2, as Gephi reads it."""
    graph = _labelled(store)
    for _, _, key, data in graph.edges(keys=True, data=True):
        data["id"] = key
        del data["fact"]
    stream = io.BytesIO()
    nx.write_gexf(graph, stream)
    # networkx adds the key of each edge as an attribute with a name of its own, the day on which it wrote, and a name
    # of the graph, which the format's schema does not know.
    named = stream.getvalue().replace(b' title="networkx_key" ', b' title="fact" ')
    return re.sub(rb' lastmodifieddate="[^"]*"|(?<=mode="static") name=""', b"", named)


def _labelled(store: Store) -> nx.MultiDiGraph[str]:
    """Programs show an edge's `label`, which is the relation; some drop its id, so that it is an attribute, too."""
    graph = network(store)
    for _, _, key, data in graph.edges(keys=True, data=True):
        data.update(label=data["relation"], fact=key)
    return graph


def _known(fact: Fact) -> dict[str, Any]:
    return {name: value for name in _EDGE if (value := getattr(fact, name)) is not None}


def _add_event(graph: nx.MultiDiGraph[str], fact: Fact, relation: Relation) -> None:
    """An event of which one party is known: a node of its own, tied to that party."""
    words = {"object": fact.object} if fact.object and fact.object_iri is None else {}
    cls = relation.event_class or "Event"
    graph.add_node(fact.fact, label=cls, type=cls, described=False, event=True, **_known(fact), **words)
    if fact.subject_iri is not None:
        graph.add_edge(fact.subject_iri, fact.fact, key=fact.fact, symmetric=False, **_known(fact))
    elif fact.object_iri is not None:
        graph.add_edge(fact.fact, fact.object_iri, key=fact.fact, symmetric=False, **_known(fact))


def _add_literal(node: dict[str, Any], fact: Fact) -> None:
    held = node.get(fact.relation, "").split("; ") if node.get(fact.relation) else []
    if fact.object and fact.object not in held and fact.status in {"asserted", "planned"} and not fact.former:
        node[fact.relation] = "; ".join([*held, fact.object])

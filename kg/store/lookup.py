"""Single facts read by their IRI, as `kg.triples.listing.FACTS` reads those of a whole document."""

from __future__ import annotations

from typing import Any

from pyoxigraph import NamedNode

from kg.ontology import local
from kg.store.protocol import Quads
from kg.triples import listing
from kg.triples.said import value

Own = dict[str, Any]


def row(quads: Quads, fact: str, *, knows: NamedNode, says: NamedNode) -> listing.Row:
    """What `listing.fact` reads, of a fact whose document's graphs are known."""
    node = NamedNode(fact)
    known, said = _own(quads, node, knows), _own(quads, node, says)
    passage = _behind(quads, said.get("wasDerivedFrom"), says)
    span = _behind(quads, said.get("time"), says)
    found = {
        "fact": node,
        "subject": known.get("subject", known.get("agent")),
        "object": known.get("object", known.get("patient")),
        "place": known.get("place"),
        "repeats": known.get("repeats"),
        **{
            f"{end}_text": _behind(quads, said.get(f"{end}Words"), says).get("text")
            for end in ("subject", "object", "place")
        },
        "time_text": span.get("timeText"),
        "earliest": span.get("earliest"),
        "latest": span.get("latest"),
        "attributed_to": said.get("attributedTo"),
        **{name: said.get(name) for name in ("relation", "status", "confidence", "rule", "former")},
        **{name: passage.get(name) for name in ("start", "end")},
        "sentence": passage.get("text"),
    }
    return {name: found[name] for name in listing.FACT_COLUMNS}


def _behind(quads: Quads, node: object, graph: NamedNode) -> Own:
    return _own(quads, node, graph) if isinstance(node, NamedNode) else {}


def _own(quads: Quads, node: NamedNode, graph: NamedNode) -> Own:
    """The properties of a node in a graph by local name; of several values any."""
    return {local(value(quad.predicate)): quad.object for quad in quads.quads_for_pattern(node, None, None, graph)}

"""Checks of a whole graph against the SHACL shapes of `ontology/shapes.ttl`.

Claims that break a rule of the ontology never become facts (`kg.triples.rules`); they are reported
here as quarantined. Everything else that is reported here should not be there at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pyshacl
import rdflib
from pyoxigraph import NamedNode, Triple

from kg import resources
from kg.errors import StoreError
from kg.store import Store
from kg.store.selection import LABELS, Selection
from kg.triples.said import value
from kg.triples.terms import kg

SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One broken rule."""

    document: str
    """Id of the document."""
    focus: str
    """IRI of what breaks the rule."""
    message: str
    quarantined: bool = False
    """True for a claim that is kept out of the facts for that reason; the graph itself is sound."""


def validate(store: Store, document_id: str | None = None) -> list[Violation]:
    """All broken rules, by document, or those of one document.

    SHACL is checked document by document, with the entities that each one names: the cost is a
    tenth of a second or more for each, whatever the size of the graph.
    """
    graph = store.at_least(store.least)
    ids = [each.id for each in graph.documents()] if document_id is None else [document_id]
    found = {violation for each in ids for violation in (*_shapes(graph, each), *quarantined(graph, each))}
    return sorted(found)


def quarantined(store: Store, document_id: str | None = None) -> Iterator[Violation]:
    """The claims that break a rule of the ontology and are no facts for that reason, of one document or of all."""
    for each in [each.id for each in store.documents()] if document_id is None else [document_id]:
        for quad in store.quads(store.minter.says(each)):
            if quad.predicate == kg("quarantined"):
                yield Violation(each, value(quad.subject), value(quad.object), quarantined=True)


def _shapes(store: Store, document_id: str) -> Iterator[Violation]:
    own, reader = set(Selection(store).of(document_id)), store.reader
    entities = {term for triple in own for term in (triple.subject, triple.object) if isinstance(term, NamedNode)}
    named = {triple for entity in entities for triple in reader.named(entity) if triple.predicate in LABELS}
    graph = rdflib.Graph().parse(data=_ntriples(own | named), format="nt")
    _, report, _ = pyshacl.validate(graph, shacl_graph=_shacl(), inference="none", advanced=False)
    if not isinstance(report, rdflib.Graph):
        raise StoreError(f"{document_id} cannot be validated: {report}")
    for result in report.subjects(rdflib.RDF.type, SH.ValidationResult):
        focus, message = report.value(result, SH.focusNode), report.value(result, SH.resultMessage)
        value = report.value(result, SH.value)
        yield Violation(document_id, str(focus), f"{message}" + (f" ({value})" if value is not None else ""))


def _ntriples(triples: set[Triple]) -> str:
    return "".join(f"{triple} .\n" for triple in triples)


@cache
def _shacl() -> rdflib.Graph:
    return rdflib.Graph().parse(resources.directory("ontology") / "shapes.ttl", format="turtle")

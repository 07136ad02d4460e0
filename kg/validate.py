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
from pyoxigraph import Triple

from kg import resources
from kg.errors import StoreError
from kg.store import Store
from kg.store.selection import LABELS, Selection

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


def validate(store: Store) -> list[Violation]:
    """All broken rules, by document.

    SHACL is checked document by document, with the entities that each one names: the cost is a
    tenth of a second or more for each.
    """
    labels = {quad.triple for quad in store.quads(store.minter.names) if quad.predicate in LABELS}
    found = [violation for document in store.documents() for violation in _shapes(store, document.id, labels)]
    return sorted(set(found) | set(quarantined(store)))


def quarantined(store: Store) -> Iterator[Violation]:
    """The claims that break a rule of the ontology and are no facts for that reason."""
    query = """SELECT ?claim ?reason ?document WHERE {
      ?claim kg:quarantined ?reason ; prov:wasDerivedFrom/dcterms:isPartOf/dcterms:identifier ?document }"""
    for row in store.query(query):
        yield Violation(row["document"] or "", row["claim"] or "", row["reason"] or "", quarantined=True)


def _shapes(store: Store, document_id: str, labels: set[Triple]) -> Iterator[Violation]:
    own = set(Selection(store).of(document_id))
    entities = {term for triple in own for term in (triple.subject, triple.object)}
    named = {triple for triple in labels if triple.subject in entities}
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

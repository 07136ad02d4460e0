"""The codes of an event in the books that political scientists count by: PLOVER's type and mode, CAMEO's number."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

import kg.triples.terms as terms
from kg.kinds import Status
from kg.ontology import PREFIXES, Ontology

NOTATION = terms.term(PREFIXES["skos"] + "notation")
TYPE, CODE = terms.term(PREFIXES["plover"] + "type"), terms.term(PREFIXES["cameo"] + "code")
"""Datatypes of the two notations, as in `ontology/relations.ttl`."""


def codes(relation: str, status: str, ontology: Ontology) -> tuple[str | None, str | None, str | None]:
    """PLOVER type and mode, and CAMEO code, of an event of a relation; None for what the books do not code.

    What is only planned has the codes of an agreement to it, or of a concession (`kg:plannedNotation`).
    """
    event = ontology.classes.get(ontology.relations[relation].event_class or "")
    if event is None:
        return None, None, None
    planned = status == Status.PLANNED and event.planned
    found = event.planned if planned else event.notations
    plover = next((each for each in found if each.isalpha()), None)
    return plover, None if planned else event.mode, next((each for each in found if each.isdigit()), None)


def notations(fact: NamedNode, relation: str, status: str, ontology: Ontology) -> Iterator[Triple]:
    """The codes of a fact, as notations of the node of the fact."""
    plover, _, cameo = codes(relation, status, ontology)
    if plover:
        yield Triple(fact, NOTATION, Literal(plover, datatype=TYPE))
    if cameo:
        yield Triple(fact, NOTATION, Literal(cameo, datatype=CODE))

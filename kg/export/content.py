"""What a file of triples holds: the selection for readers, and the terms of the ontology if they are asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from pyoxigraph import Literal, NamedNode, Triple

import kg.triples.terms as terms
from kg.export.wishes import NOTHING, Wishes
from kg.ontology import GAZETTEER, KG, PREFIXES, Ontology, statements
from kg.store import Store
from kg.store.selection import Selection
from kg.triples.said import value

_OURS = (KG, GAZETTEER, PREFIXES["plover"], PREFIXES["cameo"])
_HOME = "https://kg.example/"
"""What the namespaces of the ontology that ships with `kg` begin with."""
_AFTER = (2,)
"""Where the ontology's terms stand: behind entities and documents."""


class Content:
    """The triples of a file, its prefixes, and the order of its subjects.

    Args:
        store: the graph.
        wishes: what is asked of the file.
    """

    def __init__(self, store: Store, wishes: Wishes = NOTHING) -> None:
        self._selection = Selection(store)
        found = self._selection.triples()
        self._terms: frozenset[str] = frozenset()
        if wishes.with_ontology:
            told = list(used_terms(store.ontology, found))
            self._terms = frozenset(_renamed(value(triple.subject), wishes) for triple in told)
            found = [*found, *told]
        moved = [_moved(triple, wishes) for triple in found] if wishes.ontology_base else found
        self.triples = reifying(moved) if wishes.rdf12 else moved
        self.prefixes = {prefix: _renamed(iri, wishes) for prefix, iri in store.prefixes.items()}

    def place(self, subject: NamedNode) -> tuple[int | str, ...]:
        """Sort key of a subject; terms of the ontology come last."""
        return _AFTER if subject.value in self._terms else self._selection.place(subject)


def used_terms(ontology: Ontology, triples: Iterable[Triple]) -> Iterator[Triple]:
    """What the ontology tells of the terms in some triples, and of those that it needs to tell it, each once."""
    told = statements(ontology)
    waiting = {iri for triple in triples for iri in _iris(triple)}
    done: set[str] = set()
    while waiting:
        iri = waiting.pop()
        done.add(iri)
        for triple in dict.fromkeys(told.get(iri, ())):
            yield triple
            waiting |= _iris(triple) - done


REIFIES = terms.term(f"{terms.RDF}reifies")
_ENDS = (terms.SUBJECT, terms.PREDICATE, terms.OBJECT)


def reifying(triples: Iterable[Triple]) -> list[Triple]:
    """The same in RDF 1.2: a fact `rdf:reifies` its triple, in place of subject, predicate and object one by one."""
    kept, ends = [], defaultdict[object, dict[NamedNode, Any]](dict)
    for triple in triples:
        if triple.predicate in _ENDS:
            ends[triple.subject][triple.predicate] = triple.object
        else:
            kept.append(triple)
    for fact, parts in ends.items():
        kept.append(Triple(fact, REIFIES, Triple(*(parts[each] for each in _ENDS))))  # type: ignore[arg-type]
    return kept


def _iris(triple: Triple) -> set[str]:
    """The IRIs in a triple, those of datatypes among them."""
    parts = (triple.subject, triple.predicate, triple.object)
    named = {part.value for part in parts if isinstance(part, NamedNode)}
    return named | {part.datatype.value for part in parts if isinstance(part, Literal)}


def _moved(triple: Triple, wishes: Wishes) -> Triple:
    subject, predicate, obj = triple.subject, triple.predicate, triple.object
    if isinstance(subject, NamedNode):
        subject = _node(subject, wishes)
    if isinstance(obj, NamedNode):
        obj = _node(obj, wishes)
    elif isinstance(obj, Literal) and not obj.language:
        obj = Literal(obj.value, datatype=_node(obj.datatype, wishes))
    return Triple(subject, _node(predicate, wishes), obj)


def _node(node: NamedNode, wishes: Wishes) -> NamedNode:
    moved = _renamed(node.value, wishes)
    return node if moved == node.value else terms.term(moved)


def _renamed(iri: str, wishes: Wishes) -> str:
    """The IRI of a term of ours under the base that was asked for; any other as it is."""
    if wishes.ontology_base and (iri.startswith(_OURS) or iri == KG.rstrip("#")):
        return wishes.ontology_base + iri.removeprefix(_HOME)
    return iri

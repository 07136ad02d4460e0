"""The graph in the formats of RDF. Equal graphs give equal bytes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, Quad, Triple

import kg.triples.terms as terms
from kg.export.content import Content
from kg.export.wishes import NOTHING, Wishes
from kg.store import Store
from kg.triples.turtle import Shortener, subjects, write

VERSION = 'VERSION "1.2"\n'
"""How a file says that it has what RDF 1.1 has not (https://www.w3.org/TR/rdf12-turtle/#sec-version)."""


def turtle(store: Store, wishes: Wishes = NOTHING) -> bytes:
    """Entities first, then each document with its sentences, and after each sentence its facts."""
    content = Content(store, wishes)
    version = VERSION if wishes.rdf12 else ""
    return (version + write(content.triples, content.prefixes, key=content.place)).encode()


def ntriples(store: Store, wishes: Wishes = NOTHING) -> bytes:
    """The same triples, one a line, sorted."""
    return "".join(sorted({f"{triple} .\n" for triple in Content(store, wishes).triples})).encode()


def rdfxml(store: Store, wishes: Wishes = NOTHING) -> bytes:
    """The same triples as RDF/XML."""
    content = Content(store, wishes)
    triples = sorted(set(content.triples), key=_by_subject)
    shortener = Shortener(content.prefixes)
    for triple in triples:
        shortener.iri(triple.predicate.value)
    return ox.serialize(triples, format=ox.RdfFormat.RDF_XML, prefixes=shortener.used) or b""


def jsonld(store: Store, wishes: Wishes = NOTHING) -> bytes:
    """The same triples as compact JSON-LD 1.1, one node a line."""
    content = Content(store, wishes)
    shortener = Shortener(
        {prefix: iri for prefix, iri in content.prefixes.items() if prefix}
    )  # JSON-LD has no empty one

    def order(triple: Triple) -> tuple[object, ...]:
        subject = triple.subject
        return (content.place(subject) if isinstance(subject, NamedNode) else (), *_by_subject(triple))

    nodes = [
        json.dumps(_node(list(group), shortener), ensure_ascii=False)
        for _, group in groupby(sorted(set(content.triples), key=order), key=lambda triple: triple.subject)
    ]
    context = dict(sorted(shortener.used.items()))
    body = ",\n".join(nodes)
    return f'{{"@context": {json.dumps(context)},\n"@graph": [\n{body}\n]}}\n'.encode()


def trig(store: Store) -> bytes:
    """Everything, by named graph: the ledger, and both layers of each document."""
    shortener = Shortener(store.prefixes)
    graphs = [
        f"{shortener.term(name)} {{\n\n" + "\n".join(subjects((quad.triple for quad in group), shortener)) + "}\n"
        for name, group in groupby(sorted(store.quads(), key=_by_graph), key=lambda quad: quad.graph_name)
    ]
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in sorted(shortener.used.items()))
    return "\n".join([head, *graphs]).encode()


def nquads(store: Store) -> Iterator[bytes]:
    """Everything, one quad a line, sorted; piece by piece, since there may be more than memory holds."""
    return store.lines()


def _by_subject(triple: Triple) -> tuple[str, str, str]:
    return str(triple.subject), str(triple.predicate), str(triple.object)


def _by_graph(quad: Quad) -> tuple[str, ...]:
    return str(quad.graph_name), *_by_subject(quad.triple)


def _node(triples: list[Triple], shortener: Shortener) -> dict[str, object]:
    node: dict[str, object] = {"@id": _id(triples[0].subject)}
    for predicate, group in groupby(triples, key=lambda triple: triple.predicate):
        is_type = predicate == terms.TYPE
        values = [_name(t.object, shortener) if is_type else _value(t.object, shortener) for t in group]
        node["@type" if is_type else shortener.iri(predicate.value)] = values[0] if len(values) == 1 else values
    return node


def _name(term: object, shortener: Shortener) -> str:
    return shortener.iri(term.value).strip("<>") if isinstance(term, NamedNode) else str(term)


def _id(term: object) -> str:
    if not isinstance(term, NamedNode):
        raise TypeError(f"{type(term).__name__} in a graph that should hold none: {term}")
    return term.value


def _value(term: object, shortener: Shortener) -> object:
    if not isinstance(term, Literal):
        return {"@id": _id(term)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if term.datatype.value == f"{terms.XSD}string":
        return term.value
    return {"@value": term.value, "@type": shortener.iri(term.datatype.value).strip("<>")}

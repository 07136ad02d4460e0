"""The graph described as a data set, for catalogues.

In the words of VoID (https://www.w3.org/TR/void/) and DCAT 3 (https://www.w3.org/TR/vocab-dcat-3/).
What is counted are the triples for readers: those of the Turtle, N-Triples, RDF/XML and JSON-LD of the same graph.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Triple

import kg.triples.terms as terms
from kg.export.wishes import NOTHING, Wishes, moment
from kg.ontology import KG, PREFIXES
from kg.records import Entity
from kg.store import Store
from kg.store.selection import Selection
from kg.triples.said import value
from kg.triples.turtle import Shortener, write

VOID, DCAT = "http://rdfs.org/ns/void#", "http://www.w3.org/ns/dcat#"
ENGLISH = terms.term("http://id.loc.gov/vocabulary/iso639-1/en")
TITLE = "Knowledge graph"
_OURS = (KG, PREFIXES["plover"], PREFIXES["cameo"], PREFIXES["gaz"])


def void(store: Store, wishes: Wishes = NOTHING) -> bytes:
    """The description as Turtle, without blank nodes."""
    prefixes = {**store.prefixes, "void": VOID, "dcat": DCAT}
    data = store.minter.dataset()
    found = Selection(store).triples()
    entities = list(store.entities())
    told = [
        *_published(store, entities, {value(triple.subject) for triple in found}, wishes),
        *_counted(data, found, len(entities)),
        *_parts(store, found, Shortener(prefixes)),
        *(Triple(data, _void("vocabulary"), each) for each in _vocabularies(found, prefixes)),
    ]
    return write(told, prefixes, key=lambda subject: (subject != data,)).encode()


def publication(node: NamedNode, day: NamedNode, wishes: Wishes) -> Iterator[Triple]:
    """Who publishes something, when (as the property `day`) and under which licence, as far as that was said."""
    for predicate, iri in ((_dcterms("license"), wishes.license), (terms.CREATOR, wishes.creator)):
        if iri:
            yield Triple(node, predicate, terms.term(iri))
    if wishes.issued:
        yield Triple(node, day, moment(wishes.issued))


def _void(name: str) -> NamedNode:
    return terms.term(VOID + name)


def _dcat(name: str) -> NamedNode:
    return terms.term(DCAT + name)


def _dcterms(name: str) -> NamedNode:
    return terms.term(terms.DCTERMS + name)


def _published(store: Store, entities: list[Entity], subjects: set[str], wishes: Wishes) -> Iterator[Triple]:
    data, facts = store.minter.dataset(), sum(1 for _ in store.facts())
    documents = [each for each in store.documents() if store.minter.document(each.id) in subjects]
    words = (
        f"What news says of people, organizations, places and things ({len(entities):,}): facts ({facts:,}), each with "
        f"the sentence that says so, from documents ({len(documents):,})."
    )
    yield Triple(data, terms.TYPE, _void("Dataset"))
    yield Triple(data, terms.TYPE, _dcat("Dataset"))
    yield Triple(data, terms.TITLE, terms.words(wishes.title or TITLE))
    yield Triple(data, _dcterms("description"), terms.words(words))
    yield Triple(data, terms.IN_LANGUAGE, ENGLISH)
    yield Triple(data, _void("uriSpace"), terms.plain(store.base))
    for example in sorted(entities, key=lambda entity: entity.described)[:1]:
        yield Triple(data, _void("exampleResource"), terms.term(example.iri))
    yield from publication(data, terms.ISSUED, wishes)
    days = sorted(each.published for each in documents if each.published)
    if days:
        period = store.minter.dataset("period")
        yield Triple(data, _dcterms("temporal"), period)
        yield Triple(period, terms.TYPE, _dcterms("PeriodOfTime"))
        yield Triple(period, _dcat("startDate"), terms.day(days[0]))
        yield Triple(period, _dcat("endDate"), terms.day(days[-1]))


def _counted(data: NamedNode, found: Iterable[Triple], entities: int) -> Iterator[Triple]:
    triples = list(found)
    counts = {
        "triples": len(triples),
        "entities": entities,
        "classes": len({triple.object for triple in triples if triple.predicate == terms.TYPE}),
        "properties": len({triple.predicate for triple in triples}),
        "distinctSubjects": len({triple.subject for triple in triples}),
        "distinctObjects": len({str(triple.object) for triple in triples}),
    }
    for name, count in counts.items():
        yield Triple(data, _void(name), Literal(count))


def _parts(store: Store, found: list[Triple], shortener: Shortener) -> Iterator[Triple]:
    """How many of each class there are, and how many triples each property has."""
    members: dict[str, set[str]] = defaultdict(set)
    for triple in found:
        if triple.predicate == terms.TYPE:
            members[value(triple.object)].add(value(triple.subject))
    uses = Counter(triple.predicate.value for triple in found)
    classes = {iri: len(each) for iri, each in members.items()}
    for kind, counted, counts in (("class", "entities", classes), ("property", "triples", uses)):
        for iri, count in counts.items():
            short = shortener.iri(iri)
            name = terms.digest([iri]) if short.startswith("<") else short.replace(":", "-")
            part = store.minter.dataset(kind, name)
            yield Triple(store.minter.dataset(), _void(f"{kind}Partition"), part)
            yield Triple(part, _void(kind), terms.term(iri))
            yield Triple(part, _void(counted), Literal(count))


def _vocabularies(found: Iterable[Triple], prefixes: dict[str, str]) -> list[NamedNode]:
    """The vocabularies of classes and properties: ours by the ontology's IRI, others by their namespaces."""
    used = {triple.predicate.value for triple in found}
    used |= {value(triple.object) for triple in found if triple.predicate == terms.TYPE}
    spaces = {max((s for s in prefixes.values() if iri.startswith(s)), key=len, default=None) for iri in used}
    named = {KG.rstrip("#") if space in _OURS else space for space in spaces if space}
    return [terms.term(iri) for iri in sorted(named)]

"""The ledger graph: every name that some document uses, and the entities that names stand for.

    <name> kg:folded "james dobbins" ; kg:standsFor :James_Dobbins .
    :James_Dobbins a kg:Person ; skos:prefLabel "James Dobbins"@en ; skos:altLabel "Dobbins"@en ;
        kg:foldedLabel "james dobbins", "dobbins" .

It is a pure function of the set of names in all documents. A name is one node however many
documents use it, so namesakes are read at a cost that does not grow with the number of documents.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

import kg.triples.terms as terms
from kg.identity import Identity, Name, Rulings, most_specific
from kg.names import fold
from kg.ontology import Entry, Ontology
from kg.triples.coordinates import coordinates
from kg.triples.terms import Minter, kg

FOLDED, FOLDED_LABEL = kg("folded"), kg("foldedLabel")
STANDS_FOR, ALIAS_OF = kg("standsFor"), kg("aliasOf")
NAMED_BY = kg("namedBy")


def name_quads(name: Name, minter: Minter) -> Iterator[Quad]:
    """How a name is found: by its lookups, and an alias by its name."""
    node, graph = minter.name(name), minter.names
    if name.alias:
        yield Quad(node, ALIAS_OF, minter.name(name.main), graph)
    for key in name.lookups:
        yield Quad(node, FOLDED, terms.plain(key), graph)


def stands_for(name: Name, entity: NamedNode, minter: Minter) -> Quad:
    """The decision about a name."""
    return Quad(minter.name(name), STANDS_FOR, entity, minter.names)


def entity_quads(
    entity: NamedNode,
    identity: Identity,
    names: Collection[Name],
    *,
    minter: Minter,
    ontology: Ontology,
    rulings: Rulings,
) -> Iterator[Quad]:
    """A named entity: its class, its coarse class, its label and its other labels.

    One that the gazetteer lists has its ISO code, and says whether it is no more; one that a user's own lists is said
    to be the same as that entry. The label is that of the identity, unless people say otherwise; the other labels come
    from the names that stand for it, at least one.
    """
    tail = minter.tail(entity)
    cls = rulings.cls(tail) or most_specific({name.cls for name in names}, lambda c: ontology.classes[c].parents)
    for each in {cls, ontology.coarse(cls)}:
        yield Quad(entity, terms.TYPE, terms.declared(each, ontology), minter.names)
    entry = ontology.gazetteer.entries.get(identity.gazetteer)
    if entry:
        yield from _listed(entity, entry, minter)
    if ontology.has(cls, "town"):
        yield from _located(entity, identity, entry, minter, ontology)
    preferred = rulings.label(tail) or identity.label
    for predicate, label in called(preferred, {identity.label, *(name.alias or name.text for name in names)}):
        yield Quad(entity, predicate, label, minter.names)


def called(preferred: str, others: Iterable[str]) -> Iterator[tuple[NamedNode, Literal]]:
    """How an entity is called, and what it is found by, whatever case and accents its name is asked for in."""
    further = {*others} - {preferred}
    yield terms.PREF_LABEL, terms.words(preferred)
    for label in further:
        yield terms.ALT_LABEL, terms.words(label)
    for folded in {fold(label) for label in (preferred, *further)}:
        yield FOLDED_LABEL, terms.plain(folded)


def _listed(entity: NamedNode, entry: Entry, minter: Minter) -> Iterator[Quad]:
    """What the gazetteer says of an entity."""
    if entry.iri:
        yield Quad(entity, terms.SAME_AS, terms.term(entry.iri), minter.names)
    if entry.code:
        yield Quad(entity, kg("code"), terms.plain(entry.code), minter.names)
    if entry.former:
        yield Quad(entity, kg("former"), Literal(True), minter.names)


def _located(
    entity: NamedNode, identity: Identity, entry: Entry | None, minter: Minter, ontology: Ontology
) -> Iterator[Quad]:
    """Where a city lies, by its country or by its size; of one that a single document knows nothing is said."""
    if identity.document:
        return
    entries = ontology.gazetteer.entries
    country, state = (entries.get(key or "") for key in ((entry.country, entry.part_of) if entry else ("", "")))
    labels = (entry.name.split(",")[0], *entry.aliases) if entry else (identity.name,)
    if found := coordinates(labels, country.code if country else "", state.code if state else ""):
        for predicate, value in zip((terms.LATITUDE, terms.LONGITUDE), found, strict=True):
            yield Quad(entity, predicate, terms.decimal(value), minter.names)

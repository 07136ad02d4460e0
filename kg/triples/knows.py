"""Layer two: an extraction and what its names stand for → the named graph of what we know from it.

Only what depends on the resolution of names is written here: facts between canonical entities,
their direct triples, and the participants without a name. What is less sure than the floor is a `kg:DoubtfulFact`,
with its ends as agent and patient and nothing that a query for facts would find. An event has an agent and a patient,
or one of them; only where both ends are known are there rdf:subject and rdf:object, and perhaps a direct triple.
Status, time, rule and evidence of a fact are what its document says; they stand in layer one, under the
same IRI.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

import kg.triples.terms as terms
from kg.identity import Name
from kg.records import Argument, Claim, LocalEntity, Status, Verdict
from kg.triples.findings import STATEMENT, statement, told
from kg.triples.ledger import called
from kg.triples.rules import Entities, broken_rule
from kg.triples.says import Describer
from kg.triples.terms import kg

DIRECT = frozenset({Status.ASSERTED, Status.PLANNED})
"""Status of the facts that also have a direct triple, unless they are over."""
FLOOR = 0.35
"""Confidence below which a fact is kept as doubtful: it is listed on request, and has no direct triple."""
RESOLVES_TO = kg("resolvesTo")
SHORT_ID, SHORT = kg("shortId"), 8
"""What a fact is found by: so many characters of the hash in its IRI, as lists print it."""
CIRCUMSTANCES = {"place": "place", "on_behalf_of": "onBehalfOf", "at": "at"}

Resolve = Callable[[Name], NamedNode]
"""What a name stands for, over all documents."""


def knows(describer: Describer, resolve: Resolve) -> Iterator[Quad]:
    """All quads of the graph; claims in quarantine, and those that somebody rejected, give none."""
    extraction = describer.extraction
    graph = describer.minter.knows(extraction.document.id)
    local = {entity.chain: entity for entity in extraction.entities}
    names = describer.names
    nodes = {entity.chain: _entity(entity, describer, names, resolve) for entity in extraction.entities}
    for chain, node in nodes.items():
        yield Quad(describer.local(chain), RESOLVES_TO, node, graph)
        if chain not in names:
            for predicate, obj in _description(local[chain], describer, nodes):
                yield Quad(node, predicate, obj, graph)
    for claim in extraction.claims:
        verdict = describer.rulings.verdict(describer.document.id, claim)
        if verdict is Verdict.REJECT or broken_rule(claim, local, describer.ontology):
            continue
        if verdict is Verdict.CONFIRM:
            yield Quad(describer.fact(claim), kg("confirmed"), Literal(True), graph)
        for subject, predicate, obj in _fact(claim, describer, nodes):
            yield Quad(subject, predicate, obj, graph)
        if claim.confidence >= FLOOR:
            ends = [_told(end, nodes, local) for end in (claim.subject, claim.object, claim.at)]
            symmetric = describer.ontology.relations[claim.relation].symmetric
            yield Quad(describer.fact(claim), STATEMENT, statement(claim.relation, *ends, symmetric=symmetric), graph)


def _entity(
    entity: LocalEntity, describer: Describer, names: dict[int, tuple[Name, ...]], resolve: Resolve
) -> NamedNode:
    if own := names.get(entity.chain):
        return resolve(own[0])
    return describer.minter.described(describer.document.id, chain=entity.chain, text=entity.name)


def _description(
    entity: LocalEntity, describer: Describer, nodes: dict[int, NamedNode]
) -> Iterator[tuple[NamedNode, NamedNode | Literal]]:
    """A participant without a name: its words are its label."""
    for cls in {entity.cls, describer.ontology.coarse(entity.cls)}:
        yield terms.TYPE, terms.declared(cls, describer.ontology)
    yield kg("described"), Literal(True)
    yield from called(entity.name, entity.aliases)
    for chain in entity.affiliated_with:
        if chain in nodes:
            yield kg("affiliatedWith"), nodes[chain]
    if entity.count is not None:
        yield kg("count"), Literal(entity.count)
        yield kg("countKind"), terms.plain(entity.count_kind)


def _fact(
    claim: Claim, describer: Describer, nodes: dict[int, NamedNode]
) -> Iterator[tuple[NamedNode, NamedNode, NamedNode | Literal]]:
    fact = describer.fact(claim)
    subject, obj = _end(claim.subject, nodes), _end(claim.object, nodes)
    doubtful = claim.confidence < FLOOR
    yield fact, terms.TYPE, kg("DoubtfulFact" if doubtful else "Fact")
    yield fact, SHORT_ID, terms.plain(short_id(fact.value))
    event = describer.ontology.relations[claim.relation].event_class
    if event or doubtful:
        yield from ((fact, kg(role), end) for role, end in (("agent", subject), ("patient", obj)) if end is not None)
    if event and not doubtful:
        yield fact, terms.TYPE, terms.declared(event, describer.ontology)
    for role, name in CIRCUMSTANCES.items():
        argument: Argument | None = getattr(claim, role)
        if argument and argument.chain is not None:
            yield fact, kg(name), nodes[argument.chain]
    if isinstance(subject, NamedNode) and obj is not None and not doubtful:
        # A subject that is no entity is in quarantine.
        yield fact, terms.SUBJECT, subject
        yield fact, terms.OBJECT, obj
        if claim.status in DIRECT and not claim.former:
            yield subject, terms.declared(claim.relation, describer.ontology), obj


def short_id(iri: str) -> str:
    """The beginning of the hash in the IRI of a fact, or of the hash alone.

    >>> short_id("https://kg.example/id/fact/5d0c2f9ab1e47788")
    '5d0c2f9a'
    """
    return iri.rsplit("/", 1)[-1][:SHORT]


def _told(argument: Argument | None, nodes: dict[int, NamedNode], local: Entities) -> str:
    """Who or what fills a role, so that other documents may mean the same."""
    entity = local.get(argument.chain) if argument and argument.chain is not None else None
    end = _end(argument, nodes)
    if entity is None or not entity.described:
        return told(end)
    return told(end, count=entity.count, kind=entity.count_kind, words=entity.name)


def _end(argument: Argument | None, nodes: dict[int, NamedNode]) -> NamedNode | Literal | None:
    if argument is None:
        return None
    return terms.words(argument.text) if argument.chain is None else nodes[argument.chain]

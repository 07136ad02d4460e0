"""One fact as a nanopublication: what is said, why it is known, who publishes it.

The form is that of https://nanopub.net/guidelines/working_draft/. It has no trusty URI: whoever publishes one signs it
with a key of their own, and software for that gives it its address.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

import kg.triples.terms as terms
from kg.errors import ExportError
from kg.export.void import publication
from kg.export.wishes import NOTHING, Wishes
from kg.kinds import Status
from kg.ontology import PREFIXES
from kg.records import UNSAID, Fact
from kg.store import Store
from kg.store.selection import LABELS, Selection
from kg.triples.said import value
from kg.triples.terms import kg
from kg.triples.turtle import Shortener, subjects

NP = "http://www.nanopub.org/nschema#"
GRAPHS = {"assertion": "hasAssertion", "provenance": "hasProvenance", "pubinfo": "hasPublicationInfo"}
_KNOWN_BY = frozenset({terms.DERIVED_FROM, kg("confidence"), kg("attributedTo"), kg("support")})
"""Of a fact: why it is known. That, the rule and what ties it to other reports are no part of what is asserted."""
_APART = _KNOWN_BY | {kg("rule"), kg("repeats"), kg("confirmedBy")}
_LABEL = terms.term(PREFIXES["rdfs"] + "label")


def nanopub(store: Store, wishes: Wishes = NOTHING) -> bytes:
    """TriG with four graphs: head, assertion, provenance, publication info.

    The direct triple is asserted where the fact holds and has two ends. The node of the fact, with time, place and
    status, always is; what is planned, alleged, denied or over is never asserted as if it were so.

    Raises:
        ExportError: no fact is named, or a part of the graph is asked for beside it.
    """
    if wishes.fact is None:
        raise ExportError("a nanopublication is of one fact; name it with --fact ID, as `kg facts` lists it")
    if store.only is not None:
        raise ExportError("a nanopublication is of one fact; leave out what chooses a part of the graph")
    every = store.at_least(0)
    fact = next(iter(every.reader.named_facts([wishes.fact])), None)
    if fact is None:
        raise ExportError(f"no fact {wishes.fact}; `kg facts --format jsonl` lists their IRIs")
    return _written(_Nanopub(every, fact, wishes), store).encode()


class _Nanopub:
    """The graphs of one nanopublication."""

    def __init__(self, store: Store, fact: Fact, wishes: Wishes) -> None:
        self._store, self._fact, self._wishes = store, fact, wishes
        self.node = store.minter.nanopublication(fact.fact)
        self._of: dict[str, list[Triple]] = {}
        for triple in Selection(store).of(fact.document):
            self._of.setdefault(value(triple.subject), []).append(triple)

    def graph(self, name: str) -> NamedNode:
        """The IRI of one of its graphs."""
        return self._store.minter.nanopublication(self._fact.fact, name)

    def head(self) -> Iterator[Triple]:
        """What belongs together."""
        yield Triple(self.node, terms.TYPE, terms.term(f"{NP}Nanopublication"))
        for name, leads in GRAPHS.items():
            yield Triple(self.node, terms.term(NP + leads), self.graph(name))

    def assertion(self) -> Iterator[Triple]:
        """What is said."""
        own = self._of[self._fact.fact]
        ends = {triple.predicate: triple.object for triple in own}
        subject, obj = ends.get(terms.SUBJECT), ends.get(terms.OBJECT)
        holds = self._fact.status == Status.ASSERTED and not self._fact.former
        if holds and isinstance(subject, NamedNode) and obj is not None:
            yield Triple(subject, terms.declared(self._fact.relation, self._store.ontology), obj)
        yield from (triple for triple in own if triple.predicate not in _APART)
        for triple in own:
            if triple.predicate == kg("time"):
                yield from self._of[value(triple.object)]

    def provenance(self) -> Iterator[Triple]:
        """Why it is known: the sentence, its document, how sure that is, who says so, which rule found it."""
        asserted, found = self.graph("assertion"), self.graph("extraction")
        yield Triple(asserted, terms.term(terms.PROV + "wasGeneratedBy"), found)
        yield Triple(found, terms.TYPE, terms.term(terms.PROV + "Activity"))
        for triple in self._of[self._fact.fact]:
            if triple.predicate in _KNOWN_BY:
                yield Triple(asserted, triple.predicate, triple.object)
            if triple.predicate == kg("rule"):
                yield Triple(found, triple.predicate, triple.object)
            if triple.predicate == terms.DERIVED_FROM:
                yield Triple(found, terms.term(terms.PROV + "used"), triple.object)
                yield from self._of[value(triple.object)]
        document = self._store.minter.document(self._fact.document)
        yield from self._of[document]
        for quad in self._store.quads(self._store.minter.says(self._fact.document)):
            if quad.predicate == kg("madeWith"):
                yield Triple(found, quad.predicate, quad.object)

    def pubinfo(self) -> Iterator[Triple]:
        """What is published, by whom, when and under which licence; and what the entities in it are called."""
        yield Triple(self.node, _LABEL, terms.words(self._wishes.title or self._title()))
        yield from publication(self.node, terms.term(terms.DCTERMS + "created"), self._wishes)
        asserted = set(self.assertion())
        named = {term.value for triple in asserted for term in (triple.subject, triple.object)
                 if isinstance(term, NamedNode)}  # fmt: skip
        for iri in sorted(named - {value(triple.subject) for triple in asserted if triple.predicate == terms.TYPE}):
            told = self._of.get(iri) or self._store.reader.named(terms.term(iri))
            yield from (triple for triple in told if triple.predicate in LABELS)

    def _title(self) -> str:
        fact = self._fact
        limits = [
            each for each in (fact.status if fact.status != Status.ASSERTED else "", fact.former and "over") if each
        ]
        words = (
            fact.subject or UNSAID,
            fact.relation,
            fact.object or UNSAID,
            f"({', '.join(limits)})" if limits else "",
        )
        return " ".join(words).strip()


def _written(made: _Nanopub, store: Store) -> str:
    prefixes = {"np": NP, "sub": f"{made.node.value}#", **store.prefixes}
    shortener = Shortener(prefixes)
    graphs = {"Head": made.head(), "assertion": made.assertion(), "provenance": made.provenance(),
              "pubinfo": made.pubinfo()}  # fmt: skip
    blocks = [
        f"{shortener.term(made.graph(name))} {{\n\n" + "\n".join(subjects(triples, shortener)) + "}\n"
        for name, triples in graphs.items()
    ]
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in sorted(shortener.used.items()))
    return "\n".join([head, *blocks])

"""Layer one: an extraction → the named graph of what its document says.

The graph holds every field of every record, so that `kg.triples.said` gives the extraction back. It
depends on that document, the ontology and the model only.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from pathlib import PurePath

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, Quad

import kg.triples.nquads as nq
import kg.triples.terms as terms
from kg.corroboration import signature
from kg.errors import OntologyError
from kg.identity import Name, Rulings, names_of
from kg.ontology import Ontology
from kg.records import Argument, Claim, Document, Extraction, LocalEntity, Mention, Sentence, Standing, TimeSpan
from kg.triples.rules import broken_rule
from kg.triples.terms import Minter

ROLES = {"subject": "subjectWords", "object": "objectWords", "place": "placeWords",
         "on_behalf_of": "onBehalfOfWords", "at": "atWords"}  # fmt: skip
"""Field of `Claim` → property that leads from the fact to the words that fill the role."""


NO_RULINGS = Rulings()


class Describer:
    """Turns the records of one document into quads; all IRIs below the document come from here."""

    def __init__(
        self, extraction: Extraction, *, minter: Minter, ontology: Ontology, rulings: Rulings = NO_RULINGS
    ) -> None:
        self.extraction = extraction
        self.document = document = extraction.document
        self.minter = minter
        self.ontology = ontology
        self.iri = minter.document(document.id)
        self.node = NamedNode(self.iri)
        self.graph = minter.says(document.id)
        self.rulings = rulings
        self._own, self._end = f"<{self.iri}>", f" {self.graph} .\n"
        self._facts: dict[int, NamedNode] = {}

    def says(self, *, made_with: str) -> Iterator[Quad]:
        """All quads of the graph.

        Raises:
            OntologyError: a class or relation that the ontology does not declare.
        """
        return _parsed(self.lines(made_with=made_with))

    def lines(self, *, made_with: str) -> Iterator[str]:
        """The same as lines of N-Quads; one may come twice.

        Raises:
            OntologyError: a class or relation that the ontology does not declare.
        """
        extraction = self.extraction
        yield from self._document(made_with)
        for sentence in {*extraction.sentences, *(claim.evidence for claim in extraction.claims)}:
            yield from self._sentence(sentence)
        for entity in extraction.entities:
            yield from self._local(entity)
        yield from self._named()
        coarse = {entity.chain: self.ontology.coarse(entity.cls) for entity in extraction.entities}
        for mention, around in _placed(extraction):
            yield from self._mention(mention, around, expected=coarse.get(mention.chain))
        spans = {(m.start, m.end, m.chain): m for m in extraction.mentions}
        entities = {entity.chain: entity for entity in extraction.entities}
        for claim in extraction.claims:
            yield from self._claim(claim, spans)
            reason = broken_rule(claim, entities, self.ontology)
            if reason:
                yield self._line(str(self.fact(claim)), nq.kg("quarantined"), nq.plain(reason))

    def local(self, chain: int) -> NamedNode:
        """What one coreference chain of this document refers to."""
        return NamedNode(f"{self.iri}/local/{chain}")

    def fact(self, claim: Claim) -> NamedNode:
        """The IRI of a claim, and of the fact that it becomes: a hash of what makes it different from others."""
        if id(claim) not in self._facts:  # each is asked for several times, and hashing a claim costs more than its IRI
            self._facts[id(claim)] = self._fact(claim)
        return self._facts[id(claim)]

    def _fact(self, claim: Claim) -> NamedNode:
        roles = [getattr(claim, role) for role in ROLES]
        ends = [part for a in roles for part in ((a.start, a.end, a.chain, a.text) if a else (None,))]
        content = (self.document.id, claim.relation, *ends, claim.evidence.start, claim.evidence.end, claim.rule,
                   claim.status, claim.time.text if claim.time else None, *(claim.trigger or ()),
                   *(["former"] if claim.former else ()))  # fmt: skip
        return NamedNode(f"{self.minter.base}fact/{terms.digest(content)}")

    def _line(self, subject: str, predicate: str, obj: str | NamedNode | Literal) -> str:
        return f"{subject} {predicate} {obj}{self._end}"

    def _document(self, made_with: str) -> Iterator[str]:
        document = self.document
        yield self._line(self._own, nq.TYPE, nq.kg("Document"))
        yield self._line(self._own, nq.IDENTIFIER, nq.plain(document.id))
        if name := PurePath(document.source).name:  # where it lay is no part of what it says
            yield self._line(self._own, nq.SOURCE, nq.plain(name))
        yield self._line(self._own, nq.kg("digest"), nq.plain(document.digest))
        yield self._line(self._own, nq.kg("madeWith"), nq.plain(made_with))
        if signed := signature(document.text):
            yield self._line(self._own, nq.kg("signature"), nq.plain(signed))
        if document.title is not None:
            title = nq.plain(document.title) if document.foreign else nq.words(document.title)
            yield self._line(self._own, nq.TITLE, title)
        if document.published:
            yield self._line(self._own, nq.ISSUED, terms.day(document.published))
        yield from self._sending(document)

    def _sending(self, document: Document) -> Iterator[str]:
        """What its source tells of a document beside title and day."""
        if document.author is not None:
            yield self._line(self._own, nq.CREATOR, nq.plain(document.author))
        if document.language is not None:
            yield self._line(self._own, nq.IN_LANGUAGE, nq.plain(document.language))
        if document.version is not None:
            yield self._line(self._own, nq.kg("version"), nq.number(document.version))
        if document.standing is not Standing.USABLE:
            yield self._line(self._own, nq.kg("standing"), nq.plain(document.standing))

    def _sentence(self, sentence: Sentence) -> Iterator[str]:
        node = self._sentence_node(sentence)
        yield self._line(node, nq.TYPE, nq.kg("Sentence"))
        yield self._line(node, nq.PART_OF, self._own)
        yield from self._span(node, sentence.start, sentence.end, sentence.text)

    def _local(self, entity: LocalEntity) -> Iterator[str]:
        node = self._local_node(entity.chain)
        if entity.cls not in self.ontology.classes:
            raise OntologyError(f"unknown class {entity.cls!r} of {entity.name!r}; declare it in ontology/classes.ttl")
        yield self._line(node, nq.TYPE, nq.kg("LocalEntity"))
        yield self._line(node, nq.kg("localClass"), nq.term(terms.declared(entity.cls, self.ontology)))
        yield self._line(node, nq.kg("localName"), nq.words(entity.name))
        for alias in entity.aliases:
            yield self._line(node, nq.kg("localAlias"), nq.words(alias))
        for chain in entity.affiliated_with:
            yield self._line(node, nq.kg("localAffiliation"), self._local_node(chain))
        if entity.gazetteer:
            yield self._line(node, nq.kg("gazetteerKey"), nq.plain(entity.gazetteer))
        if entity.described:
            yield self._line(node, nq.kg("isDescribed"), nq.TRUE)
        if entity.count is not None:
            yield self._line(node, nq.kg("localCount"), nq.number(entity.count))
            yield self._line(node, nq.kg("localCountKind"), nq.plain(entity.count_kind))

    @cached_property
    def names(self) -> dict[int, tuple[Name, ...]]:
        """The names of each named chain."""
        return names_of(self.extraction, self.ontology, self.rulings.bound(self.document.id))

    def named(self) -> Iterator[Quad]:
        """The part that depends on how names are read: the ledger nodes of each local entity."""
        return _parsed(self._named())

    def _named(self) -> Iterator[str]:
        for chain, names in self.names.items():
            for name in names:
                yield self._line(self._local_node(chain), nq.kg("namedBy"), self.minter.name(name))

    def _mention(self, mention: Mention, sentence: Sentence | None, *, expected: str | None) -> Iterator[str]:
        """A mention; its coarse class is left unsaid where it is that of its chain."""
        node, end = self._mention_node(mention.start, mention.end, mention.chain), self._end
        yield f"{node} {nq.TYPE} {nq.kg('Mention')}{end}"
        yield f"{node} {nq.kg('kind')} {nq.plain(mention.kind)}{end}"
        if mention.type != expected:
            yield self._line(node, nq.kg("mentionClass"), nq.kg(mention.type))
        if mention.why:
            yield self._line(node, nq.kg("mentionReason"), nq.plain(mention.why))
        if sentence:
            yield f"{node} {nq.kg('inSentence')} {self._sentence_node(sentence)}{end}"
        yield from self._referring(node, mention)

    def _claim(self, claim: Claim, spans: dict[tuple[int, int, int], Mention]) -> Iterator[str]:
        fact = str(self.fact(claim))
        if claim.relation not in self.ontology.relations:
            raise OntologyError(f"unknown relation {claim.relation!r}; declare it in ontology/relations.ttl")
        yield self._line(fact, nq.TYPE, nq.kg("Claim"))
        relation = nq.term(terms.declared(claim.relation, self.ontology))
        yield self._line(fact, nq.kg("relation"), relation)
        if claim.subject and claim.object:  # only then is there a triple to speak of
            yield self._line(fact, nq.PREDICATE, relation)
        yield self._line(fact, nq.DERIVED_FROM, self._sentence_node(claim.evidence))
        yield self._line(fact, nq.kg("rule"), nq.plain(claim.rule))
        yield self._line(fact, nq.kg("confidence"), terms.decimal(claim.confidence))
        yield self._line(fact, nq.kg("status"), nq.kg(claim.status.capitalize()))
        for role, predicate in ROLES.items():
            argument: Argument | None = getattr(claim, role)
            if argument:
                node = self._argument_node(argument, spans)
                yield self._line(fact, nq.kg(predicate), node)
                if "/argument/" in node:
                    yield from self._argument(node, argument)
        yield from self._circumstances(fact, claim)

    def _circumstances(self, fact: str, claim: Claim) -> Iterator[str]:
        if claim.former:
            yield self._line(fact, nq.kg("former"), nq.TRUE)
        if claim.attributed_to is not None:
            yield self._line(fact, nq.kg("attributedTo"), nq.words(claim.attributed_to))
        if claim.trigger:
            yield self._line(fact, nq.kg("trigger"), nq.plain(f"{claim.trigger[0]}-{claim.trigger[1]}"))
        if claim.path:
            yield self._line(fact, nq.kg("path"), nq.plain(claim.path))
        if claim.second:
            yield self._line(fact, nq.kg("secondReading"), nq.plain(claim.second))
        if claim.score is not None:
            yield self._line(fact, nq.kg("pairScore"), terms.decimal(round(claim.score, 4)))
        if claim.cues:
            yield self._line(fact, nq.kg("cues"), nq.plain("\n".join(claim.cues)))
        if claim.mends:
            yield self._line(fact, nq.kg("mends"), nq.plain("\n".join(claim.mends)))
        if claim.time:
            node = f"<{self.iri}/time/{terms.digest(_fields(claim.time))}>"
            yield self._line(fact, nq.kg("time"), node)
            yield from self._time(node, claim.time)

    def _time(self, node: str, time: TimeSpan) -> Iterator[str]:
        yield self._line(node, nq.TYPE, nq.kg("TimeSpan"))
        yield self._line(node, nq.kg("timeText"), nq.words(time.text))
        yield self._line(node, nq.kg("precision"), nq.plain(time.precision))
        yield self._line(node, nq.kg("anchor"), nq.plain(time.anchor))
        if time.earliest:
            yield self._line(node, nq.kg("earliest"), terms.day(time.earliest))
        if time.latest:
            yield self._line(node, nq.kg("latest"), terms.day(time.latest))

    def _mention_node(self, start: int, end: int, chain: int) -> str:
        return f"<{self.iri}/mention/{start}-{end}/{chain}>"

    def _sentence_node(self, sentence: Sentence) -> str:
        return f"<{self.iri}/sentence/{sentence.start}-{sentence.end}>"

    def _local_node(self, chain: int) -> str:
        return f"<{self.iri}/local/{chain}>"

    def _argument_node(self, argument: Argument, spans: dict[tuple[int, int, int], Mention]) -> str:
        """The mention that says the same as the argument, or a node of the argument's own."""
        if argument.chain is not None:
            mention = spans.get((argument.start, argument.end, argument.chain))
            if mention and (mention.text, mention.link, mention.confidence) == (
                argument.text, argument.link, argument.confidence,
            ):  # fmt: skip
                return self._mention_node(argument.start, argument.end, argument.chain)
        tail = terms.digest((argument.chain, argument.text, argument.link, argument.confidence), length=8)
        return f"<{self.iri}/argument/{argument.start}-{argument.end}/{tail}>"

    def _argument(self, node: str, argument: Argument) -> Iterator[str]:
        yield self._line(node, nq.TYPE, nq.kg("Argument"))
        yield from self._referring(node, argument)

    def _referring(self, node: str, span: Mention | Argument) -> Iterator[str]:
        """Words, chain and link; a link by name and full confidence are left unsaid."""
        yield from self._span(node, span.start, span.end, span.text)
        if span.chain is not None:
            yield f"{node} {nq.kg('refersTo')} <{self.iri}/local/{span.chain}>{self._end}"
        if span.link != "name":
            yield self._line(node, nq.kg("link"), nq.plain(span.link))
        if span.confidence != 1.0:
            yield self._line(node, nq.kg("linkConfidence"), terms.decimal(span.confidence))

    def _span(self, node: str, start: int, end: int, text: str) -> tuple[str, str, str]:
        return (
            f"{node} {nq.kg('start')} {nq.number(start)}{self._end}",
            f"{node} {nq.kg('end')} {nq.number(end)}{self._end}",
            f"{node} {nq.kg('text')} {nq.words(text)}{self._end}",
        )


def _parsed(lines: Iterator[str]) -> Iterator[Quad]:
    return ox.parse("".join(lines), format=ox.RdfFormat.N_QUADS, lenient=True)


def _placed(extraction: Extraction) -> Iterator[tuple[Mention, Sentence | None]]:
    """Each mention with the sentence in which it begins, if any."""
    sentences = sorted(extraction.sentences)
    starts = [sentence.start for sentence in sentences]
    for mention in extraction.mentions:
        before = bisect_right(starts, mention.start) - 1
        inside = before >= 0 and mention.start < sentences[before].end
        yield mention, sentences[before] if inside else None


def _fields(time: TimeSpan) -> tuple[object, ...]:
    return time.text, time.earliest, time.latest, time.precision, time.anchor

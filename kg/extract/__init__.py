"""A parsed `Doc` -> all that the document says: mentions, entities and claims.

A document goes through the packages in this order, and each imports only what stands above it:

    rules          one mend or guess: its name, and an example
    reading        what flows: `Reading`, `Candidate`, `Mentions`, `Chains`
    time           expressions -> intervals
    grammar        sets of labels, arguments of verbs, slots of triggers
    names          named spans, whole and of one class each
    trees          trees mended around names, offices and clauses
    mentions       names, descriptions, pronouns
    coreference    which mentions mean the same participant
    relations      events and states between words
    circumstances  status, time, place, source
    claims         ends settled, confidence, what follows from other claims
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from kg.extract import claims, coreference, mentions, names, trees
from kg.extract.reading import Reading, Trail
from kg.extract.rules import Rule
from kg.language.grammar import view
from kg.ontology import Frame, Ontology, Pattern, Role
from kg.records import Argument, Claim, Document, Extraction, Mention, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc

Span = TypeVar("Span", Sentence, Mention, Argument)
_ENDS = ("subject", "object", "place", "on_behalf_of", "at")
"""The arguments of a claim."""

__all__ = ["extract", "extraction_of", "reading_of", "rules"]


def extract(doc: Doc, document: Document, ontology: Ontology) -> Extraction:
    """What one document says; depends on nothing but the arguments.

    Args:
        doc: `document.text` as parsed by a spaCy pipeline with tagger, parser and entity recogniser.
        document: The article itself.
        ontology: Classes, relations, frames, roles, cues and gazetteer.

    Raises:
        ModelError: the pipeline set no tags or no dependencies.
    """
    return extraction_of(reading_of(doc, ontology), document)


def extraction_of(reading: Reading, document: Document) -> Extraction:
    """What a document says that has been read up to its chains."""
    made, entities = claims.make(reading, document)
    return _as_written(
        Extraction(
            document=document,
            sentences=tuple(map(reading.sentence, range(len(reading.view.sentences)))),
            mentions=tuple(_mentions(reading)),
            entities=entities,
            claims=made,
        ),
        read=reading.view.text,
    )


def _as_written(extraction: Extraction, *, read: str) -> Extraction:
    """Sentences and mentions with the quotes of the document, where the language model read straight ones."""
    text = extraction.document.text
    if read == text or len(read) != len(text):
        return extraction

    def written(span: Span) -> Span:
        same = read[span.start : span.end] == span.text
        return replace(span, text=text[span.start : span.end]) if same else span

    def claim_written(claim: Claim) -> Claim:
        ends = {name: written(end) for name in _ENDS if (end := getattr(claim, name))}
        return replace(claim, evidence=written(claim.evidence), **ends)

    return replace(
        extraction,
        sentences=tuple(map(written, extraction.sentences)),
        mentions=tuple(map(written, extraction.mentions)),
        claims=tuple(map(claim_written, extraction.claims)),
    )


def reading_of(doc: Doc, ontology: Ontology, *, without: frozenset[str] = frozenset()) -> Reading:
    """A document read up to its chains: names settled, trees mended, mentions found and joined.

    Args:
        doc: As for `extract`.
        ontology: As for `extract`.
        without: Names of mends and guesses that are switched off, to see what they are good for.
    """
    reading = Reading(view(doc), ontology, trail=Trail(without))
    for stage in (trees.mend, mentions.find, coreference.resolve):
        reading = stage(reading)
    return reading


def rules(ontology: Ontology) -> tuple[Rule, ...]:
    """Everything that can be switched off with `without`, in the order in which it acts."""
    declared: tuple[Frame | Role | Pattern, ...] = (*ontology.frames, *ontology.roles, *ontology.patterns)
    in_code = (*trees.MENDS, *names.RULES, *mentions.RULES, *coreference.RULES)
    return *in_code, *(Rule(each.name, _example(each)) for each in declared)


def _example(declared: Frame | Pattern | Role) -> str:
    return declared.examples[0].text if declared.examples else ""


def _mentions(reading: Reading) -> list[Mention]:
    chains = reading.chains
    return [
        Mention(
            start=candidate.start,
            end=candidate.end,
            text=candidate.text,
            kind=candidate.kind,
            type=reading.ontology.coarse(chains.entities[chain].cls),
            chain=chain,
            link=link,
            confidence=candidate.confidence,
            why=candidate.why,
        )
        for candidate, chain, link in zip(reading.mentions.all, chains.of, chains.links, strict=True)
        if chain is not None
    ]

"""What in a document yielded no fact: the sentences, whole or in part, and the names.

A graph keeps no verbs of which nothing was made, so that a sentence counts as told in part by its names alone: one of
them stands in none of its facts, as does Qatar of "release them and bring them to Qatar" when only the release is told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from kg.errors import QueryError
from kg.records import Argument, Claim, Extraction, Kind, Mention, Sentence
from kg.store import Store
from kg.triples import FLOOR


@dataclass(frozen=True, slots=True)
class InPart:
    """A sentence of which facts tell a part."""

    sentence: Sentence
    names: tuple[Mention, ...]
    """Those that stand in none of its facts, each once; none when all its facts are doubtful."""

    @property
    def why(self) -> str:
        """What is missing, in a few words."""
        return f"without {', '.join(name.text for name in self.names)}" if self.names else "only doubtful facts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Blindspots:
    """The silent parts of a document; `str()` of it is for a reader."""

    document: str
    sentences: tuple[Sentence, ...]
    """Sentences of which no fact was made, in text order."""
    in_part: tuple[InPart, ...] = ()
    """Sentences with a fact that have names in none, or only facts below the floor, in text order."""
    names: tuple[Mention, ...]
    """First mention of each named participant that is in no fact, in text order."""
    all_sentences: int
    all_names: int

    def names_of(self, sentence: Sentence) -> tuple[Mention, ...]:
        """The names of `names` that are first mentioned in a sentence."""
        return tuple(name for name in self.names if sentence.start <= name.start < sentence.end)

    def __str__(self) -> str:
        sentences = f"{len(self.sentences)} of {self.all_sentences} sentences"
        names = f"{len(self.names)} of {self.all_names} names"
        partly = f", {len(self.in_part)} more only in part" if self.in_part else ""
        marks = {s.start: ("", s) for s in self.sentences}
        marks |= {each.sentence.start: (f"in part, {each.why}: ", each.sentence) for each in self.in_part}
        lines = [
            f"{self.document}: {sentences} and {names} are in no fact{partly}",
            "",
            *(f"{s.start}–{s.end}  {mark}{' '.join(s.text.split())}" for _, (mark, s) in sorted(marks.items())),
            *(["", "names: " + ", ".join(f"{name.text} ({name.type})" for name in self.names)] if self.names else []),
        ]
        return "\n".join(lines)


def blindspots(source: Extraction | Store, document: str | None = None) -> Blindspots:
    """Find what in a document yielded no fact.

    Args:
        source: what was extracted from it, or the graph that holds it.
        document: its id, when `source` is a graph.

    Raises:
        QueryError: the graph has no such document.
    """
    extraction = source if isinstance(source, Extraction) else _extraction(source, document or "")
    telling = {claim.evidence.start for claim in extraction.claims}
    used = {chain for claim in extraction.claims for chain in _chains(claim)}
    sources = {claim.attributed_to for claim in extraction.claims}
    used |= {entity.chain for entity in extraction.entities if entity.name in sources}
    first: dict[int, Mention] = {}
    for mention in sorted(extraction.mentions, key=lambda m: m.start):
        if mention.kind is Kind.NAME:
            first.setdefault(mention.chain, mention)
    return Blindspots(
        document=extraction.document.id,
        sentences=tuple(sentence for sentence in extraction.sentences if sentence.start not in telling),
        in_part=tuple(_in_part(extraction)),
        names=tuple(mention for chain, mention in first.items() if chain not in used),
        all_sentences=len(extraction.sentences),
        all_names=len(first),
    )


def _in_part(extraction: Extraction) -> Iterator[InPart]:
    names = [mention for mention in extraction.mentions if mention.kind is Kind.NAME]
    for sentence in extraction.sentences:
        claims = [claim for claim in extraction.claims if claim.evidence.start == sentence.start]
        sure = [claim for claim in claims if claim.confidence >= FLOOR]
        own = (name for name in names if sentence.start <= name.start < sentence.end)
        missing = {name.chain: name for name in own if not _is_told(name, sure)}
        if claims and (missing or not sure):
            yield InPart(sentence, tuple(missing.values()) if sure else ())


def _is_told(name: Mention, claims: Collection[Claim]) -> bool:
    """Whether a name stands for an end of a claim, within its words, or for who said it."""
    return any(
        name.chain in _chains(claim)
        or any(end.start <= name.start < end.end for end in _ends(claim))
        or name.text in (claim.attributed_to or "")
        for claim in claims
    )


def _extraction(store: Store, document: str) -> Extraction:
    if store.find(document) is None:
        ids = [each.id for each in store.documents()]
        near = [id_ for id_ in ids if document and document in id_]
        hint = f"did you mean {near[0]!r}?" if near else "`kg query coverage` lists them"
        raise QueryError(f"no document {document!r} in the graph; {hint}")
    return store.extraction(document)


def _chains(claim: Claim) -> Iterator[int]:
    return (end.chain for end in _ends(claim) if end.chain is not None)


def _ends(claim: Claim) -> Iterator[Argument]:
    return (end for end in (claim.subject, claim.object, claim.place, claim.on_behalf_of, claim.at) if end is not None)

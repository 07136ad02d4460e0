"""What in a document yielded no fact: the sentences, and the names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.errors import QueryError
from kg.records import Claim, Extraction, Kind, Mention, Sentence
from kg.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Blindspots:
    """The silent parts of a document; `str()` of it is for a reader."""

    document: str
    sentences: tuple[Sentence, ...]
    """Sentences of which no fact was made, in text order."""
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
        lines = [
            f"{self.document}: {sentences} and {names} are in no fact",
            "",
            *(f"{s.start}–{s.end}  {' '.join(s.text.split())}" for s in self.sentences),
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
        names=tuple(mention for chain, mention in first.items() if chain not in used),
        all_sentences=len(extraction.sentences),
        all_names=len(first),
    )


def _extraction(store: Store, document: str) -> Extraction:
    if store.find(document) is None:
        ids = [each.id for each in store.documents()]
        near = [id_ for id_ in ids if document and document in id_]
        hint = f"did you mean {near[0]!r}?" if near else "`kg query coverage` lists them"
        raise QueryError(f"no document {document!r} in the graph; {hint}")
    return store.extraction(document)


def _chains(claim: Claim) -> Iterator[int]:
    for end in (claim.subject, claim.object, claim.place, claim.on_behalf_of, claim.at):
        if end is not None and end.chain is not None:
            yield end.chain

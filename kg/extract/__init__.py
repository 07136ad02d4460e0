"""A parsed `Doc` -> all that the document says: mentions, entities and claims.

Reading order: `headers`, `spans`, `repair` with `offices` (trees mended around names) -> `unmarked`, `namespans`,
`phrases`, `mentions` -> `coreference` (with `names`, `namesakes`, `descriptions`, `salience`, `speakers`,
`pronouns`) -> `arguments`, `slots` -> `frames`, `roles` (with `bearers`, `ties`, `titles`), `patterns` (with
`neighbours`) -> `status`, `times`, `confidence` -> `ends`, `circumstances`, `derived` -> `claims`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract import claims, coreference, mentions, repair
from kg.extract.ends import Ends
from kg.extract.times import Times
from kg.language.grammar import view
from kg.ontology import Ontology
from kg.records import Document, Extraction, Mention, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["extract"]


def extract(doc: Doc, document: Document, ontology: Ontology) -> Extraction:
    """What one document says; depends on nothing but the arguments.

    Args:
        doc: `document.text` as parsed by a spaCy pipeline with tagger, parser and entity recogniser.
        document: The article itself.
        ontology: Classes, relations, frames, roles, cues and gazetteer.

    Raises:
        ModelError: the pipeline set no tags or no dependencies.
    """
    seen = repair.mend(view(doc), ontology)
    found = mentions.find(seen, ontology)
    chains = coreference.resolve(seen, found, ontology)
    sentences = tuple(Sentence(s.start, s.end, seen.text[s.start : s.end]) for s in seen.sentences)
    ends = Ends(seen, found, chains, ontology, Times(seen, document))
    made = sorted(
        claims.make(ends, sentences), key=lambda c: (c.evidence.start, c.relation, c.subject.start, c.object.start)
    )
    return Extraction(
        document=document,
        sentences=sentences,
        mentions=tuple(_records(found, chains, ontology)),
        entities=tuple(ends.entities()),
        claims=tuple(made),
    )


def _records(found: mentions.Mentions, chains: coreference.Chains, ontology: Ontology) -> list[Mention]:
    out = []
    for candidate, chain, link in zip(found.all, chains.of, chains.links, strict=True):
        if chain is None:
            continue
        cls = chains.entities[chain].cls
        out.append(
            Mention(
                start=candidate.start,
                end=candidate.end,
                text=candidate.text,
                kind=candidate.kind,
                type=ontology.coarse(cls),
                chain=chain,
                link=link,
                confidence=candidate.confidence,
            )
        )
    return out

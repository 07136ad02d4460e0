"""What labelled texts say of single claims: right, wrong, or nothing.

A labelled set judges a claim when it labels some relation that the claim's relation may answer, and both
ends have names. A claim is right when a relation that it answers is labelled between entities that bear
these names (`names.same`, loose). A claim about a name that is not labelled is wrong, too, but not by
fault of its rule (`Judgement.labelled`): the language model took for a name what is none. Everything else
(described participants, titles, most events, nationality told by an adjective) is left alone: the set says
nothing about it.

The bias of that: relations that hold but were not labelled count as wrong, so precision comes out too
low. What a set leaves out more often than not is therefore not in its map: of the places that CoNLL04
names in one sentence and that lie in one another by the gazetteer, it labels 57 %, so that it judges no
`locatedIn` (Re-DocRED labels 89 %); it labels no heads of states, Re-DocRED hardly any residences.
Relations that are nearly the same share a label: membership is thought right where only employment is
labelled, and the other way round; so it comes out too high.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.evaluate.answers import Answers, Map, read_map
from kg.evaluate.gold import GoldText, read_texts
from kg.evaluate.names import any_same
from kg.ontology import Ontology
from kg.records import Argument, Claim, Document, Extraction, Status

Extract = Callable[[Document], Extraction]


@dataclass(frozen=True, slots=True)
class Judgement:
    """One claim that a labelled set has something to say about."""

    rule: str
    confidence: float
    right: bool
    labelled: bool
    """True when both ends are labelled names."""


def labelled(path: Path, mapping: str, *, limit: int | None = None) -> Iterator[tuple[GoldText, Map]]:
    """The texts of a labelled set, each with the map of the set.

    Args:
        path: JSONL of annotated texts.
        mapping: path of a map, or the name of one that travels with the package (`kg.evaluate.answers`).
        limit: so many texts at most.

    Raises:
        InputError: set or map cannot be read, or there is no such map.
    """
    answers = read_map(Path(mapping))
    yield from ((text, answers) for text in read_texts(path)[:limit])


def judge(text: GoldText, extraction: Extraction, answers: Map, ontology: Ontology) -> Iterator[Judgement]:
    """The judgements on the claims of a text that its labels judge."""
    for _, judgement in judged_claims(text, extraction, answers, ontology):
        yield judgement


def judged_claims(
    text: GoldText, extraction: Extraction, answers: Map, ontology: Ontology
) -> Iterator[tuple[Claim, Judgement]]:
    """The claims of a text that its labels judge, each with the judgement."""
    labels = _Labels(text, extraction, answers, ontology)
    for claim in extraction.claims:
        subject, obj, asked = claim.subject, claim.object, labels.asked(claim)
        if subject is None or obj is None or not asked or claim.status is Status.NEGATED:
            continue
        heads, tails = labels.clusters(subject), labels.clusters(obj)
        if any(not found and end.link == "demonym" for end, found in ((subject, heads), (obj, tails))):
            continue
        yield (
            claim,
            Judgement(
                rule=claim.rule,
                confidence=claim.confidence,
                right=any(labels.holds(asked, head, tail) for head in heads for tail in tails),
                labelled=bool(heads and tails),
            ),
        )


class _Labels:
    """What a text's labels say of the names that an extraction uses."""

    def __init__(self, text: GoldText, extraction: Extraction, answers: Map, ontology: Ontology) -> None:
        self._answers = Answers(answers.relations, ontology, either_way=True)
        self._names = text.names()
        self._links = {(link.type, link.head, link.tail) for link in text.links}
        self._named = {entity.chain: entity for entity in extraction.entities if not entity.described}
        self._found: dict[int, frozenset[str]] = {}

    def asked(self, claim: Claim) -> list[tuple[str, bool]]:
        """The labels that would make a claim right, and whether turned round; none when it cannot be judged."""
        if claim.subject is None or claim.object is None:
            return []
        subject, obj = (self._named.get(-1 if end.chain is None else end.chain) for end in claim.ends)
        if subject is None or obj is None:
            return []
        return list(self._answers.to(claim.relation, obj.cls))

    def clusters(self, end: Argument) -> frozenset[str]:
        """The labelled entities that a named end may be."""
        entity = self._named[-1 if end.chain is None else end.chain]
        if entity.chain not in self._found:
            forms = (entity.name, *entity.aliases)
            fitting = (c for c, names in self._names.items() if any_same(forms, names, loose=True))
            self._found[entity.chain] = frozenset(fitting)
        return self._found[entity.chain]

    def holds(self, asked: list[tuple[str, bool]], head: str, tail: str) -> bool:
        """Whether one of the labels stands between two entities."""
        return any(
            (t, tail, head) in self._links if inverse else (t, head, tail) in self._links for t, inverse in asked
        )


def document(text: GoldText) -> Document:
    """A labelled text as the extractor reads it."""
    return Document(id=text.id, text=text.text, source=text.id)


def extractor(ontology: Ontology, model: str | None = None) -> Extract:
    """Document → what it says, by the language model (ours when None)."""
    from kg import language
    from kg.extract import extract

    pipeline = language.load(model)
    return lambda document: extract(pipeline(document.text), document, ontology)


def judge_all(sets: Iterable[tuple[GoldText, Map]], extract: Extract, ontology: Ontology) -> Iterator[Judgement]:
    """The judgements of whole sets, in order."""
    for text, answers in sets:
        yield from judge(text, extract(document(text)), answers, ontology)


def sets(arguments: Iterable[str], *, limit: int | None = None) -> Iterator[tuple[GoldText, Map]]:
    """The texts of sets given as FILE=MAP."""
    for argument in arguments:
        path, _, mapping = argument.rpartition("=")
        yield from labelled(Path(path), mapping, limit=limit)


def command_line(prog: str, description: str) -> argparse.ArgumentParser:
    """The options of every command that reads labelled sets: the sets, how much of them, and the model."""
    parser = argparse.ArgumentParser(prog=f"python -m {prog}", description=description)
    parser.add_argument("sets", nargs="+", metavar="FILE=MAP", help="labelled texts, and the map of their relations")
    parser.add_argument("--limit", type=int, help="so many texts of each set")
    parser.add_argument("--model", help="another spaCy pipeline")
    return parser

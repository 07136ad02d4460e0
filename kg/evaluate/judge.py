"""What labelled texts say of single claims: right, wrong, or nothing.

A labelled set judges a claim when it labels some relation that the claim's relation may answer, and both
ends have names. A claim is right when a relation that it answers is labelled between entities that bear
these names (`names.same`, loose). A claim about a name that is not labelled is wrong, too, but not by
fault of its rule (`Judgement.labelled`): the language model took for a name what is none. Everything else
(described participants, titles, most events, nationality told by an adjective) is left alone: the set says
nothing about it.

The bias of that: relations that hold but were not labelled count as wrong, and both CoNLL04 and Re-DocRED
leave out many, so precision comes out too low. Relations that are nearly the same share a label
(`maps/*.json`): "lives in" is thought right where only citizenship is labelled; so it comes out too high.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import InputError
from kg.evaluate.gold import GoldText, Map, read_map, read_texts
from kg.evaluate.names import any_same
from kg.ontology import Ontology
from kg.records import Document, Extraction, Status

MAPS = Path(__file__).with_name("maps")
"""Which of our relations answer which of theirs; `^` turns one round: (A, P35, B) is answered by (B, leads, A)."""
INVERSE = "^"
BY_NAME = frozenset({"name", "gazetteer", "demonym", "short-name", "acronym"})
"""Links that a name alone makes."""

Extract = Callable[[Document], Extraction]


@dataclass(frozen=True, slots=True)
class Judgement:
    """One claim that a labelled set has something to say about."""

    rule: str
    confidence: float
    links: float
    """Product of the certainties of both links."""
    right: bool
    labelled: bool
    """True when both ends are labelled names."""
    by_name: bool
    """True when both ends are linked by their very names, so that only the rule is judged."""


def labelled(path: Path, mapping: str, *, limit: int | None = None) -> Iterator[tuple[GoldText, Map]]:
    """The texts of a labelled set, each with the map of the set.

    Args:
        path: JSONL of annotated texts.
        mapping: path of a map, or the name of one in `maps`.
        limit: so many texts at most.

    Raises:
        InputError: set or map cannot be read, or there is no such map.
    """
    own = MAPS / f"{mapping}.json"
    if not own.exists() and not Path(mapping).exists():
        known = ", ".join(sorted(each.stem for each in MAPS.glob("*.json")))
        raise InputError(f"no map {mapping!r}; give a file, or one of {known}")
    answers = read_map(own if own.exists() else Path(mapping))
    yield from ((text, answers) for text in read_texts(path)[:limit])


def judge(text: GoldText, extraction: Extraction, answers: Map, ontology: Ontology) -> Iterator[Judgement]:
    """The claims of a text that its labels judge."""
    theirs = _theirs(answers.relations, ontology)
    names = text.names()
    links = {(link.type, link.head, link.tail) for link in text.links}
    canonical = {entity.chain: (entity.name, *entity.aliases) for entity in extraction.entities if not entity.described}

    @cache
    def clusters(chain: int) -> frozenset[str]:
        return frozenset(c for c, forms in names.items() if any_same(canonical[chain], forms, loose=True))

    for claim in extraction.claims:
        if claim.status is Status.NEGATED or claim.relation not in theirs:
            continue
        ends = [(end, end.chain) for end in (claim.subject, claim.object) if end.chain in canonical]
        found = [clusters(chain) for _, chain in ends if chain is not None]
        if len(found) < 2 or any(not own and end.link == "demonym" for (end, _), own in zip(ends, found, strict=True)):
            continue
        right = any(
            (type_, tail, head) in links if turned else (type_, head, tail) in links
            for type_, turned in theirs[claim.relation]
            for head in found[0]
            for tail in found[1]
        )
        by_name = all(end.link in BY_NAME for end, _ in ends)
        certainty = claim.subject.confidence * claim.object.confidence
        yield Judgement(claim.rule, claim.confidence, certainty, right, all(found), by_name)


def _theirs(relations: Mapping[str, tuple[str, ...]], ontology: Ontology) -> dict[str, set[tuple[str, bool]]]:
    """Our relation → their types that it answers, and whether turned round; symmetric ones answer both ways."""
    found: dict[str, set[tuple[str, bool]]] = {}
    for type_, ours in relations.items():
        for each in ours:
            relation, turned = each.removeprefix(INVERSE), each.startswith(INVERSE)
            found.setdefault(relation, set()).add((type_, turned))
            if ontology.relations[relation].symmetric:
                found[relation].add((type_, not turned))
    return found


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

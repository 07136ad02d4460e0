"""Coreference inside documents, measured on the news of the GUM corpus.

Conventions:

* Gold are the clusters of `Entity=` in MISC whose mentions are mostly of the asked types (people,
  organizations and places by default: the product makes no chains of events or abstract things).
* Singletons are left out on both sides, as CoNLL 2012 and CorefUD do, unless asked for.
* `exact`: a predicted mention is a gold mention when both have the same characters.
* `head`: it is also one when it lies within the gold span and holds one of the words that GUM marks
  as its minimal span; the smallest such gold mention counts, each once. GUM spans hold relative
  clauses and appositions, which a product that points at names and heads does not repeat.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.errors import InputError
from kg.evaluate.clusters import Cluster, CoreferenceScore, score
from kg.extract import extract
from kg.language.conllu import Sentence, read_conllu
from kg.ontology import Ontology
from kg.records import Document, Kind, Mention

if TYPE_CHECKING:
    from spacy.language import Language

TYPES: Final = ("person", "organization", "place")
"""GUM's types of what news is about."""

Chains = Callable[[str], Iterable[Mention]]
"""From the text of a document to its mentions, whose `chain` says which corefer."""

_BRACKET: Final = re.compile(r"\((?P<opened>[^()]+)|(?P<closed>[^()]+)?\)")


@dataclass(frozen=True, slots=True)
class GoldMention:
    """One mention of the gold, in characters of the document's text.

    Attributes:
        start: First character.
        end: One past the last character.
        entity: Number of the cluster, as the corpus has it.
        type: GUM's type of the mention.
        heads: Spans of the words that are its minimal span.
    """

    start: int
    end: int
    entity: str
    type: str
    heads: tuple[tuple[int, int], ...] = ()


@dataclass(slots=True)
class GoldDocument:
    """A document of the corpus: its text, rebuilt from the words, and its mentions."""

    id: str
    text: str = ""
    mentions: list[GoldMention] = field(default_factory=list)

    def clusters(self, types: Collection[str] | None = TYPES) -> list[list[GoldMention]]:
        """The mentions by entity, of the entities that are mostly of one of `types` (all for None)."""
        groups: dict[str, list[GoldMention]] = defaultdict(list)
        for mention in self.mentions:
            groups[mention.entity].append(mention)
        return [
            group
            for group in groups.values()
            if types is None or Counter(m.type for m in group).most_common(1)[0][0] in types
        ]


@dataclass(frozen=True, slots=True)
class CoreferenceReport:
    """Scores over all documents, under both ways of telling mentions alike.

    Attributes:
        exact: Mentions with the same characters.
        head: Mentions that share a head; see the module.
        documents: Ids of the documents measured.
        gold_mentions: How many mentions the gold clusters have.
    """

    exact: CoreferenceScore
    head: CoreferenceScore
    documents: tuple[str, ...]
    gold_mentions: int


# --- the gold ------------------------------------------------------------------------------------


def read_gum(path: Path) -> Iterator[GoldDocument]:
    """Read the documents of a CoNLL-U file with GUM's `Entity=` annotation.

    Raises:
        InputError: the file cannot be read, or a bracket closes what was never opened.
    """
    try:
        sentences = list(read_conllu(path))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot read {path}: {error}; give a CoNLL-U file") from error
    group: list[Sentence] = []
    for sentence in sentences:
        if sentence.new_document and group:
            yield _document(group)
            group = []
        group.append(sentence)
    if group:
        yield _document(group)


@dataclass(slots=True)
class _Open:
    start: int
    first_word: int
    fields: list[str]


def _document(sentences: Sequence[Sentence]) -> GoldDocument:
    document = GoldDocument(sentences[0].document)
    spans: list[tuple[int, int]] = []
    pieces: list[str] = []
    length = 0
    waiting: dict[str, list[_Open]] = defaultdict(list)
    for sentence in sentences:
        if pieces:
            pieces.append("\n\n" if sentence.new_paragraph else "\n")
            length += len(pieces[-1])
        for word in sentence.words:
            spans.append((length, length + len(word.form)))
            pieces.append(word.form + (" " if word.space_after and word is not sentence.words[-1] else ""))
            length += len(pieces[-1])
            document.mentions.extend(_brackets(word.misc.get("Entity", ""), spans, waiting))
    document.text = "".join(pieces)
    if any(waiting.values()):
        raise InputError(f"{document.id}: an entity is opened and never closed; check the Entity annotation")
    return document


def _brackets(text: str, spans: Sequence[tuple[int, int]], waiting: dict[str, list[_Open]]) -> Iterator[GoldMention]:
    """Open and close mentions at one word: `(7-person-…-1-coref(8-place…)7)`."""
    last: list[str] = []
    for bracket in _BRACKET.finditer(text):
        if bracket["opened"]:
            fields = bracket["opened"].split("-", 7)
            waiting[fields[0]].append(_Open(spans[-1][0], len(spans) - 1, fields))
            last.append(fields[0])
            continue
        entity = bracket["closed"] or (last.pop() if last else "")
        if not waiting[entity]:
            raise InputError(f"an entity {entity!r} is closed that was never opened; check the Entity annotation")
        opened = waiting[entity].pop()
        yield GoldMention(opened.start, spans[-1][1], entity, opened.fields[1], _heads(opened, spans))


def _heads(opened: _Open, spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    numbers = opened.fields[5].split(",") if len(opened.fields) > 5 else []
    words = [opened.first_word + int(number) - 1 for number in numbers if number.isdigit()]
    return tuple(spans[word] for word in words if word < len(spans))


# --- telling mentions alike ----------------------------------------------------------------------


def align(gold: Sequence[GoldMention], predicted: Sequence[Mention], *, heads: bool) -> dict[int, int]:
    """Pair predicted mentions with gold ones, each used once: positions in `predicted` → in `gold`."""
    free: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, mention in enumerate(gold):
        free[mention.start, mention.end].append(number)
    pairs: dict[int, int] = {}
    for number, found in enumerate(predicted):
        if free[found.start, found.end]:
            pairs[number] = free[found.start, found.end].pop(0)
    if not heads:
        return pairs
    left = sorted((n for numbers in free.values() for n in numbers), key=lambda n: (gold[n].end - gold[n].start, n))
    for number, found in enumerate(predicted):
        if number not in pairs:
            match = next((n for n in left if _within(found, gold[n])), None)
            if match is not None:
                left.remove(match)
                pairs[number] = match
    return pairs


def _within(found: Mention, gold: GoldMention) -> bool:
    inside = gold.start <= found.start and found.end <= gold.end
    return inside and any(found.start <= start and end <= found.end for start, end in gold.heads)


def compare(
    gold: Sequence[Sequence[GoldMention]], predicted: Sequence[Mention], *, heads: bool, singletons: bool = False
) -> CoreferenceScore:
    """Score one document.

    Args:
        gold: The gold clusters.
        predicted: The mentions of the product; those of one `chain` corefer.
        heads: Whether a shared head is enough for two mentions to be the same.
        singletons: Whether clusters of one mention count.
    """
    flat = [mention for cluster in gold for mention in cluster]
    numbers = {id(mention): number for number, mention in enumerate(flat)}
    pairs = align(flat, predicted, heads=heads)
    key: list[Cluster] = [frozenset(numbers[id(m)] for m in cluster) for cluster in gold]
    chains: dict[int, set[object]] = defaultdict(set)
    for number, mention in enumerate(predicted):
        chains[mention.chain].add(pairs.get(number, ("only predicted", number)))
    response: list[Cluster] = [frozenset(chain) for chain in chains.values()]
    least = 1 if singletons else 2
    return score([c for c in key if len(c) >= least], [c for c in response if len(c) >= least])


# --- systems -------------------------------------------------------------------------------------


def product(nlp: Language, ontology: Ontology) -> Chains:
    """The mentions and chains of the product."""

    def chains(text: str) -> Iterable[Mention]:
        document = Document(id="gold", text=text, source="gold")
        return extract(nlp(text), document, ontology).mentions

    return chains


def baseline_name_match(mentions: Sequence[Mention]) -> list[Mention]:
    """The same mentions, with names in one chain when they are the same words, and nothing else linked."""
    fresh = count()
    chain_of: dict[str, int] = {}
    out = []
    for mention in mentions:
        if mention.kind is Kind.NAME:
            words = " ".join(mention.text.casefold().split()).removeprefix("the ")
            if words not in chain_of:
                chain_of[words] = next(fresh)
            chain = chain_of[words]
        else:
            chain = next(fresh)
        out.append(replace(mention, chain=chain))
    return out


def evaluate_coreference(
    path: Path, chains: Chains, *, select: str = "news", types: Collection[str] | None = TYPES, singletons: bool = False
) -> CoreferenceReport:
    """Measure coreference from raw text on the documents of a GUM file.

    Args:
        path: A CoNLL-U file with GUM's `Entity=` annotation.
        chains: What to measure: `product(nlp, ontology)`, or a baseline on top of it.
        select: Part of the document ids to measure on; empty for all.
        types: GUM types of the entities that count; None for all.
        singletons: Whether clusters of one mention count.

    Raises:
        InputError: the file cannot be read, or no document is selected.
    """
    exact = head = CoreferenceScore()
    documents: list[str] = []
    total = 0
    for document in filter(lambda each: select in each.id, read_gum(path)):
        gold = document.clusters(types)
        found = [m for m in chains(document.text) if types is None or m.type != "Thing"]
        exact += compare(gold, found, heads=False, singletons=singletons)
        head += compare(gold, found, heads=True, singletons=singletons)
        documents.append(document.id)
        total += sum(len(cluster) for cluster in gold if singletons or len(cluster) > 1)
    if not documents:
        raise InputError(f"{path} has no document with {select!r} in its id; choose another part")
    return CoreferenceReport(exact, head, tuple(documents), total)

"""Measure predicates and roles against PropBank annotation of a treebank's sentences.

An argument is right if the word that heads it, its predicate's word and its role are. What counts is
what the pipeline says by itself: the arguments of a predicate that it missed are missed, too.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.evaluate.language import Document, gold_doc, gold_documents, prf
from kg.language.conllu import read_conllu
from kg.language.propbank import GoldPredicate, read_predicates

if TYPE_CHECKING:
    from spacy.language import Language

CORE: Final = frozenset({"ARG0", "ARG1", "ARG2"})
"""Who does it, to what or whom it is done, and what else takes part."""

Arguments = set[tuple[int, int, str]]
Figures = dict[str, dict[str, float]]


def evaluate_roles(
    treebank: Path, predicates: Path, nlp: Language, *, modes: Sequence[str] = ("gold", "words")
) -> tuple[Figures, Figures]:
    """Measure a pipeline on the sentences of a treebank whose predicates are annotated.

    Args:
        treebank: CoNLL-U file.
        predicates: JSONL of the predicates of its sentences (`kg.language.propbank.read_predicates`).
        nlp: The pipeline.
        modes: ``gold`` (gold words and sentences are given), ``words`` (gold words are given).

    Returns:
        For each mode the F1 of predicates, the share of right rolesets among the predicates found, the F1 of
        arguments and of ``ARG0`` to ``ARG2``; and for each role of the first mode precision, recall and F1.

    Raises:
        InputError: A file is missing, or the predicates are of other sentences.
    """
    gold = read_predicates(predicates, read_conllu(treebank))
    counts = {mode: _Counts() for mode in modes}
    for document in gold_documents(treebank):
        for mode in modes:
            doc = gold_doc(document, nlp, sentences=mode == "gold")
            for _, pipe in nlp.pipeline:
                doc = pipe(doc)
            counts[mode].add(document, gold, _found(doc))
    by_role = counts[modes[0]].by_role()
    return {mode: each.figures() for mode, each in counts.items()}, by_role


def _found(doc: Any) -> dict[int, tuple[str, tuple[tuple[int, str], ...]]]:
    """Return the predicates of a ``Doc``, words counted without white space."""
    place = {token.i: i for i, token in enumerate(token for token in doc if not token.is_space)}
    return {
        place[p.word]: (p.roleset, tuple((place[word], role) for word, role in p.arguments)) for p in doc._.predicates
    }


class _Counts:
    """Matches and totals of one mode."""

    def __init__(self) -> None:
        self.gold: Counter[str] = Counter()
        self.found: Counter[str] = Counter()
        self.hits: Counter[str] = Counter()

    def add(
        self,
        document: Document,
        gold: Mapping[str, Sequence[GoldPredicate]],
        found: Mapping[int, tuple[str, tuple[tuple[int, str], ...]]],
    ) -> None:
        """Add one document; sentences that nobody annotated do not count."""
        for name, first, end in _sentences(document):
            if name not in gold:
                continue
            right = {first + p.word: p.roleset for p in gold[name]}
            here = {word: told for word, told in found.items() if first <= word < end}
            self._count("predicates", set(right), set(here))
            self.hits["senses"] += sum(right[word] == here[word][0] for word in right.keys() & here.keys())
            arguments = {(first + p.word, first + word, role) for p in gold[name] for word, role in p.arguments}
            told = {(word, other, role) for word, (_, args) in here.items() for other, role in args}
            self._arguments(arguments, told)

    def _arguments(self, gold: Arguments, found: Arguments) -> None:
        for part, counter in ((gold, self.gold), (found, self.found), (gold & found, self.hits)):
            counter.update(f"role {role}" for _, _, role in part)

    def _count(self, name: str, gold: set[int], found: set[int]) -> None:
        self.gold[name] += len(gold)
        self.found[name] += len(found)
        self.hits[name] += len(gold & found)

    def figures(self) -> dict[str, float]:
        roles = [key.removeprefix("role ") for key in self.gold | self.found if key.startswith("role ")]
        predicates = self.hits["predicates"]
        return {
            "predicates": self._f1(["predicates"]),
            "senses": round(self.hits["senses"] / predicates, 4) if predicates else 0.0,
            "arguments": self._f1([f"role {role}" for role in roles]),
            "ARG0-2": self._f1([f"role {role}" for role in CORE]),
        }

    def by_role(self) -> Figures:
        keys = sorted(key for key in self.gold if key.startswith("role "))
        return {k.removeprefix("role "): prf(self.hits[k], self.found[k], self.gold[k]) for k in keys}

    def _f1(self, names: Sequence[str]) -> float:
        sums: defaultdict[str, int] = defaultdict(int)
        for name in names:
            sums["hits"] += self.hits[name]
            sums["found"] += self.found[name]
            sums["gold"] += self.gold[name]
        return prf(sums["hits"], sums["found"], sums["gold"])["f1"]


def _sentences(document: Document) -> Iterator[tuple[str, int, int]]:
    """Yield the id and the words of each sentence."""
    first = [i for i, flag in enumerate(document.start) if flag]
    yield from zip(document.ids, first, [*first[1:], len(document.start)], strict=True)

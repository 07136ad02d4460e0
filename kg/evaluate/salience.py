"""Learns how pronouns choose their antecedents from documents with gold coreference, and writes the weights.

    python -m kg.evaluate.salience GUM_TRAIN.conllu

Maximises the probability that a pronoun's antecedent is one of the mentions that the gold puts into its cluster (or
nobody, when none is in reach), over the rivals that `kg.extract.coreference.rivals` finds, with an L2 penalty.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from kg.evaluate.coreference import GoldDocument, align, read_gum
from kg.extract import mentions, trees
from kg.extract.coreference import chains, pronouns, quotations
from kg.extract.coreference.discourse import Discourse
from kg.extract.coreference.salience import DATA, Rival, features, features_of_nobody, group
from kg.extract.reading import Mentions, Reading
from kg.language.grammar import Node, view
from kg.ontology import Ontology
from kg.records import Kind, Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc

PENALTY, STEPS, RATE = 1.0, 250, 0.05
GENRES = ("news", "interview", "bio", "speech", "voyage", "court")
"""Parts of GUM, as its document ids name them, whose pronouns are like those of news."""
LEAST_SEEN = 3
"""A feature seen less often gets no weight."""


@dataclass(slots=True)
class Case:
    """One pronoun: the features of each rival, of nobody last, and which of them are right."""

    options: list[list[str]]
    right: list[int]
    group: str = ""


@dataclass(slots=True)
class Teacher:
    """Stands in for `pronouns.choose`: knows the gold, and writes down what it saw."""

    entity: dict[int, str]
    nouns: dict[int, str]
    cases: list[Case] = field(default_factory=list)

    def __call__(self, number: int, against: Sequence[Rival], discourse: Discourse) -> int | None:
        """The nearest right mention."""
        pronoun, reading = discourse.context.found[number], discourse.context.reading
        own = self.entity.get(number)
        right = [k for k, rival in enumerate(against) if own is not None and self._of(rival) == own]
        name = group(pronoun)
        options = [features(pronoun, rival, rank, discourse.quotations) for rank, rival in enumerate(against)]
        options.append(features_of_nobody(pronoun, len(against), reading))
        named = [[f"{name} {feature}" for feature in option] for option in options]
        self.cases.append(Case(named, right or [len(against)], name))
        return next((against[k].mention for k in right if against[k].mention is not None), None)

    def _of(self, rival: Rival) -> str | None:
        return self.nouns.get(rival.node.i) if rival.mention is None else self.entity.get(rival.mention)


def cases(doc: Doc, gold: GoldDocument, ontology: Ontology) -> list[Case]:
    """All pronouns of one parsed document, with gold antecedents."""
    reading = mentions.find(trees.mend(Reading(view(doc), ontology)))
    context = chains.before_pronouns(reading)
    teacher = _teacher(reading.view.nodes, reading.mentions, gold)
    pronouns.join(context, quotations.find(reading), choice=teacher)
    return teacher.cases


def _teacher(nodes: Sequence[Node], found: Mentions, gold: GoldDocument) -> Teacher:
    heads = {c.head.i for c in found.all}
    nouns = [n for n in nodes if n.pos == "NOUN" and n.i not in heads and n.i not in found.covering]
    flat = gold.mentions
    spans = [(x.start, x.end) for x in found.all] + [(x.start, x.end) for x in nouns]
    pairs = align(flat, [span_of(*span) for span in spans], heads=True)
    size = len(found.all)
    entity = {i: flat[j].entity for i, j in pairs.items() if i < size}
    return Teacher(entity, {nouns[i - size].i: flat[j].entity for i, j in pairs.items() if i >= size})


def span_of(start: int, end: int) -> Mention:
    """A mention of which only the place counts, to be aligned with gold."""
    return Mention(start=start, end=end, text="", kind=Kind.NOMINAL, type="Thing", chain=0)


def learn(examples: Sequence[Case], *, penalty: float = PENALTY) -> dict[str, float]:
    """Weights of a log-linear model, by Adam on the whole data; deterministic."""
    counts: dict[str, int] = defaultdict(int)
    for case in examples:
        for name in {name for option in case.options for name in option}:
            counts[name] += 1
    numbers = {name: k for k, name in enumerate(sorted(n for n, c in counts.items() if c >= LEAST_SEEN))}
    rows, columns, case_of, right = _flat(examples, numbers)
    weights = np.zeros(len(numbers))
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        gradient = _gradient(weights, rows, columns, case_of, right) - penalty * weights
        first = 0.9 * first + 0.1 * gradient
        second = 0.999 * second + 0.001 * gradient**2
        weights = weights + RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return {name: round(float(weights[k]), 3) for name, k in numbers.items()}


def _flat(examples: Sequence[Case], numbers: dict[str, int]) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    rows: list[int] = []
    columns: list[int] = []
    case_of: list[int] = []
    right: list[bool] = []
    for number, case in enumerate(examples):
        for k, option in enumerate(case.options):
            for name in option:
                if name in numbers:
                    rows.append(len(case_of))
                    columns.append(numbers[name])
            case_of.append(number)
            right.append(k in case.right)
    return np.array(rows), np.array(columns), np.array(case_of), np.array(right)


def _gradient(
    weights: np.ndarray, rows: np.ndarray, columns: np.ndarray, case_of: np.ndarray, right: np.ndarray
) -> np.ndarray:
    scores = np.bincount(rows, weights[columns], minlength=len(case_of))
    tops = np.full(case_of[-1] + 1, -np.inf)
    np.maximum.at(tops, case_of, scores)
    powers = np.exp(scores - tops[case_of])
    model = powers / np.bincount(case_of, powers)[case_of]
    wanted = np.where(right, powers, 0.0)
    wanted = wanted / np.bincount(case_of, wanted)[case_of]
    return np.bincount(columns, (wanted - model)[rows], minlength=len(weights))


def write(weights: dict[str, float], path: Path = DATA, *, source: str = "") -> None:
    """Writes the weights that are not nought, sorted, with where they come from."""
    kept = {name: w for name, w in sorted(weights.items()) if abs(w) >= 0.01}
    path.write_text(json.dumps({"source": source, "weights": kept}, indent=0, ensure_ascii=False) + "\n", "utf-8")


def main(argv: Iterable[str] | None = None) -> None:
    """Learns from a CoNLL-U file with GUM's annotation."""
    from kg import language, ontology

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("treebank", type=Path)
    parser.add_argument("--model")
    options = parser.parse_args(list(argv) if argv is not None else None)
    nlp, known = language.load(options.model, roles=False), ontology.load()
    chosen = [gold for gold in read_gum(options.treebank) if any(f"_{genre}_" in gold.id for genre in GENRES)]
    examples = [case for gold in chosen for case in cases(nlp(gold.text), gold, known)]
    write(learn(examples), source=f"{len(examples)} pronouns of {options.treebank.name} ({', '.join(GENRES)})")


if __name__ == "__main__":
    main()

"""Train the scores of pairs of mentions on the vectors of a finished model. Needs PyTorch.

    python -m kg.language.pair_training --model DIR --states FILE.jsonl --chains FILE.conllu --dev-chains FILE.conllu

The encoder stays as it is: both heads are trained in minutes, and anew whenever it changes.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import spacy
import torch
from torch.nn import functional

from kg.language.chains import ChainText, read_chains
from kg.language.export import Graph, write_graph
from kg.language.pair_head import PairHead
from kg.language.pairs import earlier, head_word, inputs
from kg.language.runtime import Analysis, Model, Words
from kg.language.states import STATES, StateText, read_states
from kg.language.tokenizer import make_tokenizer, word_offsets

WITHIN: Final = 60
"""Words between two mentions beyond which no state is looked for."""

PRONOUNS: Final = frozenset({"PRP", "PRP$", "WP", "WP$", "WDT"})
_NAMES: Final = frozenset({"NNP", "NNPS"})


@dataclass(frozen=True, slots=True)
class Examples:
    """Pairs of word vectors with what holds between them.

    Attributes:
        vectors: All word vectors, ``(words, features)``.
        heads: The word that each word hangs from, ``(words,)``.
        pairs: Two words each, ``(pairs, 2)``.
        targets: Which labels hold, ``(pairs, labels)``.
        known: Of which labels anything is known, ``(pairs, labels)``.
        groups: The number of what each pair belongs to: of coreference, the mention that looks back.
        kinds: A kind of each pair, for the figures.
    """

    vectors: npt.NDArray[np.float16]
    heads: npt.NDArray[np.int64]
    pairs: npt.NDArray[np.int64]
    targets: npt.NDArray[np.bool_]
    known: npt.NDArray[np.bool_]
    groups: npt.NDArray[np.int64]
    kinds: npt.NDArray[np.str_]


@dataclass(slots=True)
class _Collector:
    """Gathers examples of many documents."""

    vectors: list[npt.NDArray[np.float16]]
    heads: list[npt.NDArray[np.int64]]
    rows: list[tuple[int, int, list[bool], list[bool], int, str]]
    words: int = 0

    def add(self, analysis: Analysis, rows: Iterable[tuple[int, int, list[bool], list[bool], int, str]]) -> None:
        base = self.words
        self.rows += [(a + base, b + base, told, known, g, kind) for a, b, told, known, g, kind in rows]
        self.vectors.append(analysis.vectors)
        self.heads.append(analysis.heads + base)
        self.words += len(analysis.vectors)

    def examples(self) -> Examples:
        a, b, told, known, groups, kinds = zip(*self.rows, strict=True)
        pairs = np.array([a, b], dtype=np.int64).T
        words = np.concatenate(self.vectors), np.concatenate(self.heads)
        return Examples(*words, pairs, np.array(told), np.array(known), np.array(groups), np.array(kinds))


def state_examples(model: Model, texts: Iterable[StateText]) -> Examples:
    """Return the pairs of mentions of texts with the states that hold, and those that do not.

    Names and pronouns that nobody annotated are mentions, too: of them nothing holds that was looked for.
    """
    tokenizer = make_tokenizer(spacy.blank("en"))
    collector = _Collector([], [], [])
    for text in texts:
        offsets = word_offsets(tokenizer, text.text)
        glued = [False, *(before[1] == after[0] for before, after in pairwise(offsets))]
        words = Words([text.text[a:b] for a, b in offsets], glued, [i == 0 for i in range(len(offsets))])
        analysis = model.analyse(words, vectors=True)
        collector.add(analysis, _state_rows(text, offsets, analysis, model))
    return collector.examples()


def _state_rows(
    text: StateText, offsets: Sequence[tuple[int, int]], analysis: Analysis, model: Model
) -> Iterator[tuple[int, int, list[bool], list[bool], int, str]]:
    heads = analysis.heads.tolist()
    annotated = {}
    for i, (start, end) in enumerate(text.mentions):
        inside = [w for w, (a, b) in enumerate(offsets) if a < end and b > start]
        if inside:
            annotated[i] = head_word(inside[0], inside[-1] + 1, heads)
    found = {head_word(first, end, heads) for first, end, kind, _ in analysis.names if kind != "Misc"}
    found |= {i for i, tag in enumerate(analysis.tags) if _penn(model, tag) in PRONOUNS}
    states: dict[tuple[int, int], set[str]] = {}
    for a, name, b in text.states:
        if a in annotated and b in annotated:
            states.setdefault((annotated[a], annotated[b]), set()).add(name)
    known = [name in text.annotated for name in STATES]
    every = sorted(found | set(annotated.values()))
    for a in every:
        for b in every:
            if a != b and abs(a - b) <= WITHIN:
                holds = states.get((a, b), set())
                yield a, b, [name in holds for name in STATES], known, 0, "state"


def _penn(model: Model, tag: int) -> str:
    return model.labels.tags[tag].partition("|")[2]


def chain_examples(model: Model, texts: Iterable[ChainText]) -> Examples:
    """Return pairs of a pronoun or description and an earlier mention, and whether they mean the same."""
    collector, number = _Collector([], [], []), 0
    for text in texts:
        glued = [False, *(not space for space in text.spaces[:-1])]
        words = Words(text.words, glued, [i == 0 for i in range(len(text.words))])
        analysis = model.analyse(words, sentences=np.array(text.starts), vectors=True)
        rows = list(_chain_rows(text, analysis, model, number))
        number += len(text.mentions)
        collector.add(analysis, rows)
    return collector.examples()


def _chain_rows(
    text: ChainText, analysis: Analysis, model: Model, number: int
) -> Iterator[tuple[int, int, list[bool], list[bool], int, str]]:
    parents = analysis.heads.tolist()
    heads = [head_word(first, end, parents) for first, end, _ in text.mentions]
    for i, (_, _, chain) in enumerate(text.mentions):
        tag = _penn(model, analysis.tags[heads[i]])
        if tag in _NAMES:
            continue
        kind = "pronouns" if tag in PRONOUNS else "descriptions"
        for j in earlier(text.mentions, i):
            yield heads[j], heads[i], [text.mentions[j][2] == chain], [True], number + i, kind


def fit(examples: Examples, labels: int, *, seed: int, epochs: int = 8, size: int = 512) -> PairHead:
    """Train a head on examples: the cross-entropy of each label that is known, with Adam."""
    torch.manual_seed(seed)
    head = PairHead(examples.vectors.shape[1], labels)
    steps = epochs * -(-len(examples.pairs) // size)
    optimizer = torch.optim.AdamW(head.parameters(), lr=2e-3, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=2e-3, total_steps=steps)
    targets, known = torch.from_numpy(examples.targets), torch.from_numpy(examples.known)
    for _ in range(epochs):
        for rows in torch.split(torch.randperm(len(targets)), size):
            scores = _scored(head, examples, rows.numpy())
            loss = functional.binary_cross_entropy_with_logits(scores, targets[rows].float(), reduction="none")
            optimizer.zero_grad()
            (loss * known[rows]).sum().div(known[rows].sum().clamp_min(1)).backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            schedule.step()
    return head.eval()


def _scored(head: PairHead, examples: Examples, rows: npt.NDArray[np.int64]) -> torch.Tensor:
    read = inputs(examples.vectors, examples.heads, examples.pairs[rows])  # type: ignore[arg-type]
    return head(**{name: torch.from_numpy(array) for name, array in read.items()})  # type: ignore[no-any-return]


@torch.no_grad()
def predicted(head: PairHead, examples: Examples) -> npt.NDArray[np.float32]:
    """Return probabilities ``(pairs, labels)``."""
    every = np.arange(len(examples.pairs))
    parts = [_scored(head, examples, rows).sigmoid().numpy() for rows in np.split(every, every[4096::4096])]
    found: npt.NDArray[np.float32] = np.concatenate(parts)
    return found


def state_figures(probabilities: npt.NDArray[np.float32], examples: Examples) -> dict[str, dict[str, float]]:
    """Return precision, recall and F1 of each state at a probability of one half, and of all."""
    said = (probabilities >= 0.5) & examples.known
    hits, found, gold = (x.sum(0) for x in (said & examples.targets, said, examples.targets & examples.known))
    figures = {name: _prf(hits[i], found[i], gold[i]) for i, name in enumerate(STATES) if gold[i]}
    return figures | {"all": _prf(hits.sum(), found.sum(), gold.sum())}


def _prf(hits: int, found: int, gold: int) -> dict[str, float]:
    p, r = hits / max(found, 1), hits / max(gold, 1)
    return {"p": round(float(p), 3), "r": round(float(r), 3), "f1": round(float(2 * p * r / max(p + r, 1e-9)), 3)}


def chain_figures(probabilities: npt.NDArray[np.float32], examples: Examples) -> dict[str, dict[str, float]]:
    """Return how often the best (and the nearest) earlier mention is right, where any is."""
    figures: dict[str, dict[str, float]] = {}
    for kind in sorted(set(examples.kinds.tolist())):
        best = nearest = total = 0
        for rows in _grouped(examples.groups, np.flatnonzero(examples.kinds == kind)):
            right = examples.targets[rows, 0]
            if right.any():
                total += 1
                best += right[probabilities[rows, 0].argmax()]
                nearest += right[0]
        figures[kind] = {
            "best": round(best / max(total, 1), 3),
            "nearest": round(nearest / max(total, 1), 3),
            "of": total,
        }
    return figures


def _grouped(groups: npt.NDArray[np.int64], rows: npt.NDArray[np.int64]) -> Iterator[npt.NDArray[np.int64]]:
    cuts = np.flatnonzero(np.diff(groups[rows])) + 1
    yield from np.split(rows, cuts)


def _save(head: PairHead, name: str, hidden: int, out: Path) -> None:
    read = inputs(np.zeros((9, hidden), np.float32), np.arange(9), [(0, i) for i in range(1, 5)])
    example = tuple(torch.from_numpy(array) for array in read.values())
    graph = Graph(name, head, example, tuple(read), ("pairs",) * len(read), ("log_odds",))
    write_graph(graph, out / f"{name}.onnx", quantize=False)


def train_pairs(
    folder: Path, states: Sequence[Path], chains: Sequence[Path], dev_chains: Sequence[Path], *, seed: int = 1
) -> dict[str, Any]:
    """Train both heads on a model's vectors and write them beside it.

    Args:
        folder: An exported model.
        states: Texts with relations (`read_states`); what they keep for choosing measures.
        chains: Documents with coreference (`read_chains`).
        dev_chains: Documents that measure the coreference.
        seed: Seed of everything random.

    Returns:
        The figures on what was kept.
    """
    model = Model(folder)
    texts = [text for path in states for text in read_states(path)]
    told, kept = ([t for path in paths for t in read_chains(path)] for paths in (chains, dev_chains))
    learnt, held = (state_examples(model, [t for t in texts if t.dev == dev]) for dev in (False, True))
    head = fit(learnt, len(STATES), seed=seed)
    figures: dict[str, Any] = {"states": state_figures(predicted(head, held), held)}
    _save(head, "states", model.features, folder)
    learnt, held = chain_examples(model, told), chain_examples(model, kept)
    head = fit(learnt, 1, seed=seed, epochs=6, size=1024)
    _save(head, "coreference", model.features, folder)
    return figures | {"coreference": chain_figures(predicted(head, held), held)}


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line."""
    options = argparse.ArgumentParser(description="Train the scores of pairs of mentions.")
    options.add_argument("--model", type=Path, required=True, help="folder of an exported model")
    options.add_argument("--states", type=Path, action="append", default=[], help="texts with relations, JSONL")
    options.add_argument("--chains", type=Path, action="append", default=[], help="coreference, CoNLL-U or JSONL")
    options.add_argument("--dev-chains", type=Path, action="append", default=[], help="coreference to measure with")
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args(arguments)
    figures = train_pairs(given.model, given.states, given.chains, given.dev_chains, seed=given.seed)
    sys.stdout.write(json.dumps(figures, indent=1) + "\n")


if __name__ == "__main__":
    main()

"""Learns what tells the class of a name from data sets of names, and writes the weights.

    python -m kg.evaluate.classes redocred-dev.jsonl wikigold.jsonl …

A case is one name of a text with the evidence that `kg.extract.names` finds; its answers are the coarse classes of the
gold spans that its mentions match to the letter. Maximises their probability with an L2 penalty. The language model has
seen most such sets, and is surer there than on new text: in a part of the cases, therefore, what it says is left out,
and where a text says outright what a name is, the case stands a second time with the model wrong.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from kg.evaluate.gold import GoldText, read_texts
from kg.extract import trees
from kg.extract.names import classes, spans
from kg.extract.names.classes import DATA
from kg.extract.names.trim import trimmed
from kg.extract.reading import Reading
from kg.language.grammar import Name, view
from kg.language.names import TYPES
from kg.ontology import COARSE, Ontology

if TYPE_CHECKING:
    from spacy.tokens import Doc

PENALTY, OF_TELLING = 1.0, 0.03
"""L2 penalties: of all evidence but that which a text tells outright, and of that, which is rare."""
STEPS, RATE = 400, 0.05
LEAST_SEEN = 8
"""A feature of fewer names gets no weight."""
LEAST = 0.05
"""Smaller weights, and features that tell the classes apart by less, are left out."""
UNHEARD = 0.3
"""The share of cases in which the model is not heard."""
MODEL, GAZETTEER = "model: ", "gazetteer: "
OUTRIGHT = ("said of it", "has what", "which", "who", "in brackets behind a Organization", "ends the name of a Person")
"""How the features begin that say what a name is, whatever the model takes it for."""


@dataclass(slots=True)
class Case:
    """One name: feature -> value, and how often the gold gives it each class."""

    values: dict[str, float]
    right: dict[str, int]
    telling: frozenset[str] = frozenset()
    """The features that one mention tells of all."""


def cases(doc: Doc, gold: GoldText, ontology: Ontology) -> Iterator[Case]:
    """The names of one parsed text whose spans the gold has, too."""
    reading = Reading(view(doc), ontology)
    trees.mend_phrases(reading)
    reading = replace(reading, view=replace(reading.view, names=tuple(spans.settle(reading))))
    known = {(span.start, span.end): TYPES.get(span.type.upper()) for span in gold.spans}
    for named in classes.gather(reading):
        right = Counter(cls for cls in (known.get(_place(reading, name)) for name in named.mentions) if cls in COARSE)
        if right:
            telling = frozenset(one.feature for one in named.values if one.telling)
            yield Case({one.feature: value for one, value in named.values.items()}, dict(right), telling)


def _place(reading: Reading, whole: Name) -> tuple[int, int]:
    """Character offsets of the name inside a marked span."""
    name = trimmed(reading, whole) or whole
    return reading.view.nodes[name.first].start, reading.view.nodes[name.last].end


def muted(examples: Sequence[Case]) -> list[Case]:
    """The cases, the model left out of every few of them; which ones depends on their order alone."""
    golden = (5**0.5 - 1) / 2  # multiples of it spread evenly over 0–1
    return [
        replace(case, values={name: value for name, value in case.values.items() if not name.startswith(MODEL)})
        if number * golden % 1 < UNHEARD
        else case
        for number, case in enumerate(examples)
    ]


def turned(examples: Sequence[Case]) -> list[Case]:
    """The cases in which a text says outright what an unknown name is, with a wrong word of the model in each."""
    told = [
        case
        for case in examples
        if any(name.startswith(OUTRIGHT) for name in case.values)
        and not any(name.startswith(GAZETTEER) for name in case.values)
    ]
    return [replace(case, values=_turned(case, number)) for number, case in enumerate(told)]


def _turned(case: Case, number: int) -> dict[str, float]:
    right = max(case.right, key=lambda cls: case.right[cls])
    wrong = [cls for cls in COARSE if cls != right][number % 2]
    return {
        f"{MODEL}{wrong} from {name.split()[-1]}" if name.startswith(MODEL) else name: value
        for name, value in case.values.items()
    }


def learn(examples: Sequence[Case]) -> dict[str, dict[str, float]]:
    """Weights of the multinomial logistic model, by Adam on the whole data; deterministic."""
    seen = Counter(name for case in examples for name in case.values)
    numbers = {name: k for k, name in enumerate(sorted(name for name, count in seen.items() if count >= LEAST_SEEN))}
    data = _flat(examples, numbers)
    telling = frozenset[str]().union(*(case.telling for case in examples))
    penalty = np.array([[_penalty(name, telling)] for name in numbers])
    weights = np.zeros((len(numbers), len(COARSE)))
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        gradient = _gradient(weights, *data) - penalty * weights
        first = 0.9 * first + 0.1 * gradient
        second = 0.999 * second + 0.001 * gradient**2
        weights = weights + RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return {
        name: {cls: round(float(weight), 2) for cls, weight in zip(COARSE, weights[k], strict=True)}
        for name, k in numbers.items()
    }


def _penalty(name: str, telling: frozenset[str]) -> float:
    return OF_TELLING if name in telling else PENALTY


def _flat(
    examples: Sequence[Case], numbers: Mapping[str, int]
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Case, feature and value of everything that is on, and per case the share of each class in the gold."""
    entries = [
        (row, numbers[name], value)
        for row, case in enumerate(examples)
        for name, value in case.values.items()
        if name in numbers
    ]
    rows, columns = (np.array([entry[k] for entry in entries], dtype=np.int64) for k in (0, 1))
    right = np.array([[case.right.get(cls, 0) / sum(case.right.values()) for cls in COARSE] for case in examples])
    return rows, columns, np.array([entry[2] for entry in entries]), right


def _gradient(
    weights: np.ndarray, rows: np.ndarray, columns: np.ndarray, values: np.ndarray, right: np.ndarray
) -> np.ndarray:
    """Of the log-likelihood: cases and features as (row, column, value), `right` and weights one column a class."""
    scores = np.stack([np.bincount(rows, values * w[columns], minlength=len(right)) for w in weights.T], axis=1)
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    missed = right - powers / powers.sum(axis=1, keepdims=True)
    return np.stack([np.bincount(columns, values * m[rows], minlength=len(weights)) for m in missed.T], axis=1)


def write(weights: Mapping[str, Mapping[str, float]], path: Path = DATA, *, source: str = "") -> None:
    """Writes the weights that are not nought, sorted, one feature a line, with where they come from."""
    kept = {
        name: {cls: w for cls, w in by_class.items() if abs(w) >= LEAST}
        for name, by_class in sorted(weights.items())
        if max(by_class.values()) - min(by_class.values()) >= LEAST
    }
    lines = ",\n".join(f"{json.dumps(name, ensure_ascii=False)}: {json.dumps(w)}" for name, w in kept.items())
    path.write_text(f'{{"source": {json.dumps(source)},\n"weights": {{\n{lines}\n}}}}\n', "utf-8")


def main(argv: Iterable[str] | None = None) -> None:
    """Learns from files of annotated texts."""
    from kg import language, ontology

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", type=Path, nargs="+")
    parser.add_argument("--model")
    options = parser.parse_args(list(argv) if argv is not None else None)
    nlp, known = language.load(options.model, roles=False), ontology.load()
    examples = [
        case for path in options.texts for gold in read_texts(path) for case in cases(nlp(gold.text), gold, known)
    ]
    names = ", ".join(path.stem for path in options.texts)
    write(learn([*muted(examples), *turned(examples)]), source=f"{len(examples)} names of {names}")


if __name__ == "__main__":
    main()

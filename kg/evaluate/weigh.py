"""Verdicts on facts → the weights of confidence: `kg/extract/claims/confidence.json`.

    python -m kg.evaluate.weigh verdicts.jsonl
    python -m kg.evaluate.weigh verdicts.jsonl --sets conll04-train.jsonl=conll04 redocred-dev.jsonl=redocred

Logistic regression with an L2 penalty (fitted by Newton's method), over the features of
`kg.extract.claims.confidence`. Claims that labelled sets judge (`kg.evaluate.judge`) may be learnt from as well; since
such sets leave out much that holds, each has a feature of its own that takes up its bias and is then dropped.

What is printed is measured on documents that were held out, in ten parts: the area under the ROC curve (how often a
right fact is trusted more than a wrong one), the expected calibration error, and what a floor keeps.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from kg import ontology as ontologies
from kg.errors import InputError, KgError
from kg.evaluate import verdicts
from kg.evaluate.calibrate import bins_of, expected_error
from kg.evaluate.judge import document, extractor, judged_claims, sets
from kg.evaluate.verdicts import Verdict
from kg.extract.claims.confidence import BIAS, DATA
from kg.ontology import Ontology

Floats = npt.NDArray[np.float64]

LEAST_SEEN = 3
"""A feature seen less often gets no weight."""
PENALTIES = {BIAS: 0.01, "relation": 10.0, "rule": 10.0, "word": 12.0}
"""L2 penalty of a feature, by its first word; of the rare ones a higher one."""
PENALTY = 8.0
PARTS, STEPS = 10, 30
SET = "in "
"""What the feature that takes up the bias of a labelled set begins with."""
FLOORS = (0.0, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85)
EVENT = "an event"


@dataclass(frozen=True, slots=True)
class Held:
    """Predictions for verdicts that were held out."""

    right: Floats
    predicted: Floats
    events: npt.NDArray[np.bool_]


def fit(found: Sequence[Verdict]) -> dict[str, float]:
    """The weights under which the verdicts are likeliest, with the penalty.

    Raises:
        InputError: there is no verdict.
    """
    if not found:
        raise InputError("no verdict to learn from; judge some facts first (docs/judging.md)")
    seen = Counter(name for each in found for name, value in each.features.items() if value)
    names = sorted(name for name, times in seen.items() if times >= LEAST_SEEN)
    matrix, right = _matrix(found, names), np.array([each.right for each in found], dtype=np.float64)
    penalty = np.array([PENALTIES.get(name, PENALTIES.get(name.partition(" ")[0], PENALTY)) for name in names])
    weights = np.zeros(len(names))
    for _ in range(STEPS):
        predicted = _logistic(matrix @ weights)
        slope = matrix.T @ (predicted - right) + penalty * weights
        curve = (matrix * (predicted * (1 - predicted))[:, None]).T @ matrix + np.diag(penalty)
        weights -= np.linalg.solve(curve, slope)
    return dict(zip(names, weights.tolist(), strict=True))


def _matrix(found: Sequence[Verdict], names: Sequence[str]) -> Floats:
    return np.array([[each.features.get(name, 0.0) for name in names] for each in found], dtype=np.float64)


def _logistic(odds: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-odds)), dtype=np.float64)


def held_out(found: Sequence[Verdict], beside: Sequence[Verdict] = ()) -> Held:
    """Predictions for each verdict by the weights of the other documents, in ten parts.

    Args:
        found: the verdicts to predict.
        beside: further ones to learn from.
    """
    groups = sorted({each.group for each in found})
    np.random.default_rng(0).shuffle(groups)
    part = {group: number % PARTS for number, group in enumerate(groups)}
    predicted = np.zeros(len(found))
    for number in range(PARTS):
        weights = fit([each for each in found if part[each.group] != number] + list(beside))
        names = list(weights)
        mine = [i for i, each in enumerate(found) if part[each.group] == number]
        if mine:
            odds = _matrix([found[i] for i in mine], names) @ np.array([weights[name] for name in names])
            predicted[mine] = _logistic(odds)
    return Held(
        np.array([each.right for each in found], dtype=np.float64),
        predicted,
        np.array([EVENT in each.features for each in found]),
    )


def area(right: Floats, predicted: Floats) -> float:
    """The area under the ROC curve: how often a right one is above a wrong one; ties count half. NaN without both.

    >>> area(np.array([1.0, 0.0, 1.0]), np.array([0.9, 0.2, 0.1]))
    0.5
    """
    above, below = predicted[right == 1], predicted[right == 0]
    if not len(above) or not len(below):
        return float("nan")
    pairs = above[:, None] - below[None, :]
    return float((pairs > 0).mean() + (pairs == 0).mean() / 2)


def markdown(held: Held) -> str:
    """What the confidence of held-out facts tells, as tables."""
    parts = (("all", np.ones_like(held.events)), ("events", held.events), ("states", ~held.events))
    rows = ["| facts | judged | right | AUC | calibration error |", "|---|---|---|---|---|"]
    for name, chosen in parts:
        right, predicted = held.right[chosen], held.predicted[chosen]
        if len(right):
            off = expected_error(bins_of(zip(predicted.tolist(), right.tolist(), strict=True)))
            rows.append(f"| {name} | {len(right)} | {right.mean():.3f} | {area(right, predicted):.3f} | {off:.3f} |")
    return "\n".join([*rows, "", *_curve(held), ""])


def _curve(held: Held) -> Iterator[str]:
    yield "| floor | printed | of them right | events printed | of them right | of the right ones kept |"
    yield "|---|---|---|---|---|---|"
    for floor in FLOORS:
        kept = held.predicted >= floor
        events = kept & held.events
        if kept.any() and events.any():
            shares = (kept.mean(), held.right[kept].mean(), events.sum() / held.events.sum(), held.right[events].mean())
            cells = " | ".join(f"{share:.3f}" for share in (*shares, held.right[kept].sum() / held.right.sum()))
            yield f"| {floor:.2f} | {cells} |"


def of_sets(arguments: Iterable[str], ontology: Ontology, model: str | None) -> Iterator[Verdict]:
    """The verdicts of labelled sets given as FILE=MAP, each with a feature that takes up the bias of its set."""
    extract = extractor(ontology, model)
    for argument in arguments:
        for text, answers in sets([argument]):
            extraction = extract(document(text))
            for claim, judgement in judged_claims(text, extraction, answers, ontology):
                if judgement.labelled:
                    named = verdicts.of_claim(claim, extraction, ontology) | {f"{SET}{argument}": 1.0}
                    yield Verdict(text.id, named, judgement.right)


def write(weights: Mapping[str, float], path: Path = DATA) -> None:
    """Write the data file, one feature a line, so that a change of one is a change of one line."""
    kept = {name: round(weight, 3) for name, weight in weights.items() if not name.startswith(SET)}
    lines = (f" {json.dumps(name, ensure_ascii=False)}: {weight}" for name, weight in sorted(kept.items()) if weight)
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit the weights of confidence and print what they tell; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m kg.evaluate.weigh", description="Verdicts → confidence.")
    parser.add_argument("verdicts", type=Path, help="JSONL of `kg.evaluate.verdicts`")
    parser.add_argument("--sets", nargs="*", default=[], metavar="FILE=MAP", help="labelled texts to learn from, too")
    parser.add_argument("--model", help="another spaCy pipeline")
    parser.add_argument("--output", type=Path, default=DATA, help="the file of weights")
    options = parser.parse_args(arguments)
    try:
        found = verdicts.read(options.verdicts)
        beside = list(of_sets(options.sets, ontologies.load(), options.model)) if options.sets else []
        weights = fit([*found, *beside])
    except KgError as error:
        sys.stderr.write(f"error: {error}\n")
        return 1
    write(weights, options.output)
    sys.stdout.write(markdown(held_out(found, beside)))
    return 0


if __name__ == "__main__":
    sys.exit(main())

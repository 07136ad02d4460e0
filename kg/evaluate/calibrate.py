"""Predicted confidence against observed precision: is a fact of confidence 0.8 right eight times in ten?

    python -m kg.evaluate.calibrate conll04-dev.jsonl=conll04 dwie-dev.jsonl=dwie

Use sets that the weights were not measured on. The expected calibration error is the mean distance
between predicted and observed over ten equal bins, weighted by their size (Guo et al. 2017, "On
calibration of modern neural networks").
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg import ontology as ontologies
from kg.errors import KgError
from kg.evaluate.judge import Judgement, command_line, extractor, judge_all, sets

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Claims whose confidence lies in one tenth of the scale."""

    low: float
    high: float
    count: int
    predicted: float
    """Mean confidence."""
    observed: float
    """Share that is right."""


def bins(judgements: Iterable[Judgement]) -> list[Bin]:
    """Ten equal bins over 0–1; those that hold nothing are left out."""
    return bins_of((judgement.confidence, judgement.right) for judgement in judgements)


def bins_of(pairs: Iterable[tuple[float, float]]) -> list[Bin]:
    """The same of pairs: what was predicted, and 1 or 0 for right or wrong."""
    groups: list[list[tuple[float, float]]] = [[] for _ in range(BINS)]
    for pair in pairs:
        groups[min(BINS - 1, int(pair[0] * BINS))].append(pair)
    return [_bin(number, group) for number, group in enumerate(groups) if group]


def _bin(number: int, group: Sequence[tuple[float, float]]) -> Bin:
    predicted, observed = (sum(values) / len(group) for values in zip(*group, strict=True))
    return Bin(number / BINS, (number + 1) / BINS, len(group), predicted, observed)


def expected_error(found: Sequence[Bin]) -> float:
    """Expected calibration error, 0–1; 0 of nothing."""
    total = sum(each.count for each in found)
    return sum(each.count * abs(each.predicted - each.observed) for each in found) / total if total else 0.0


def markdown(found: Sequence[Bin]) -> str:
    """The table of predicted and observed, and the expected calibration error under it."""
    rows = [f"| {b.low:.1f}–{b.high:.1f} | {b.count} | {b.predicted:.3f} | {b.observed:.3f} |" for b in found]
    table = ["| confidence | facts | predicted | observed |", "|---|---|---|---|", *rows]
    return "\n".join([*table, "", f"Expected calibration error: {expected_error(found):.3f}", ""])


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the calibration table of labelled sets; returns the exit code."""
    parser = command_line("kg.evaluate.calibrate", "Predicted against observed.")
    options = parser.parse_args(arguments)
    ontology = ontologies.load()
    try:
        texts = sets(options.sets, limit=options.limit)
        found = bins(judge_all(texts, extractor(ontology, options.model), ontology))
    except KgError as error:
        sys.stderr.write(f"error: {error}\n")
        return 1
    sys.stdout.write(markdown(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())

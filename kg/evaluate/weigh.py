"""Labelled training sets → how often each rule is right: `kg/extract/confidence.json`.

    python -m kg.evaluate.weigh conll04-train.jsonl=conll04 redocred-dev.jsonl=redocred

Only claims between labelled names count, so that an error of name finding or coreference is not charged
to the rule: a claim's confidence is the rule's precision times the certainty of its links. How much of
that certainty shows is fitted afterwards, on all claims that are judged. What the sets can and cannot
judge, and the bias of it, stands in `kg.evaluate.judge`. Sets that measure quality elsewhere (dev sets,
the gold of the sample articles) must not be weighed.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import log
from pathlib import Path

from kg import ontology as ontologies
from kg.errors import KgError
from kg.evaluate.gold import GoldText, Map
from kg.evaluate.judge import Judgement, extractor, judge_all, labelled
from kg.extract.confidence import DATA, Weight

ALL = "*"
"""All rules together: the prior."""

POWERS = tuple(tenth / 10 for tenth in range(11))
"""How much the certainty of links may count: not at all … as it says."""

Weights = dict[str, dict[str, float]]


def weigh(judgements: Iterable[Judgement]) -> Weights:
    """Right and seen for each rule, and for all together with precision and the power of links.

    Args:
        judgements: of the training sets; rules are weighed by those between labelled names.
    """
    judgements = list(judgements)
    seen: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for judgement in judgements:
        if judgement.labelled and judgement.by_name:
            seen[judgement.rule] += 1
            right[judgement.rule] += judgement.right
    total, hits = seen.total(), right.total()
    weights: Weights = {rule: {"right": right[rule], "seen": seen[rule]} for rule in sorted(seen)}
    if total:
        weights[ALL] = {"right": hits, "seen": total, "precision": round(hits / total, 4)}
        weights[ALL]["links"] = fit_links(judgements, weights)
    return weights


def fit_links(judgements: Iterable[Judgement], weights: Weights) -> float:
    """The power of link certainty under which the judgements are likeliest, of `POWERS`."""
    prior = weights[ALL]["precision"]
    cases = []
    for each in judgements:
        found = weights.get(each.rule, {"right": 0.0, "seen": 0.0})
        cases.append((Weight(found["right"], found["seen"], prior).precision, each.links, each.right))

    def loss(power: float) -> float:
        predicted = ((min(max(rule * links**power, 0.001), 0.999), right) for rule, links, right in cases)
        return -sum(log(p if right else 1 - p) for p, right in predicted)

    return min(POWERS, key=lambda power: (loss(power), power))


def write(weights: Weights, path: Path = DATA) -> None:
    """Write the data file, one rule a line, so that a change of one rule is a change of one line."""
    lines = (f" {json.dumps(rule)}: {json.dumps(weight)}" for rule, weight in sorted(weights.items()))
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


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


def main(arguments: Sequence[str] | None = None) -> int:
    """Weigh the rules on labelled sets; returns the exit code."""
    parser = command_line("kg.evaluate.weigh", "Measure how often each rule is right.")
    parser.add_argument("--output", type=Path, default=DATA, help="the data file")
    options = parser.parse_args(arguments)
    ontology = ontologies.load()
    try:
        texts = sets(options.sets, limit=options.limit)
        weights = weigh(judge_all(texts, extractor(ontology, options.model), ontology))
    except KgError as error:
        sys.stderr.write(f"error: {error}\n")
        return 1
    write(weights, options.output)
    sys.stdout.write(f"{len(weights)} rules measured, written to {options.output}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

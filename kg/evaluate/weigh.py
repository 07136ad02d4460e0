"""Labelled training sets → how often each rule is right: `kg/extract/claims/confidence.json`.

    python -m kg.evaluate.weigh conll04-train.jsonl=conll04 redocred-dev.jsonl=redocred

Only claims between labelled names count, so that an error of name finding or coreference is not charged
to the rule: a claim's confidence is the rule's precision times the certainty of its links. How much of
that certainty shows is fitted afterwards, on all claims that are judged; and how far each rule's precision is
drawn towards that of all rules, so that each set is predicted best from the others. What the sets can and cannot
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
from kg.evaluate.answers import Map
from kg.evaluate.gold import GoldText
from kg.evaluate.judge import Judgement, extractor, judge_all, labelled
from kg.extract.claims.confidence import DATA, SHRINK, Weight

ALL = "*"
"""All rules together: the prior."""

POWERS = tuple(tenth / 10 for tenth in range(11))
"""How much the certainty of links may count: not at all … as it says."""

SHRINKS = (5.0, 10.0, 20.0, 40.0, 80.0, 160.0)
"""How many observations the precision of all rules may count for."""

Weights = dict[str, dict[str, float]]


def weigh(*judged: Iterable[Judgement]) -> Weights:
    """Right and seen for each rule, and for all together with precision, the power of links, and the shrinking.

    Args:
        judged: the judgements of each training set; rules are weighed by those between labelled names.
    """
    several = [list(each) for each in judged]
    everything = [each for one in several for each in one]
    weights = _count(everything)
    if weights:
        every = weights[ALL]
        every["links"] = fit_links(everything, weights)
        every["shrink"] = fit_shrink(several, every["links"])
    return weights


def _count(judgements: Iterable[Judgement]) -> Weights:
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
    return weights


def fit_links(judgements: Iterable[Judgement], weights: Weights) -> float:
    """The power of link certainty under which the judgements are likeliest, of `POWERS`."""
    cases = list(judgements)
    return min(POWERS, key=lambda power: (_loss(cases, weights, power, SHRINK), power))


def fit_shrink(judged: Sequence[Sequence[Judgement]], power: float) -> float:
    """The shrinking, of `SHRINKS`, with which the other sets predict each set best; `SHRINK` for a single set."""
    held_out = [(held, _count(each for one in judged if one is not held for each in one)) for held in judged]
    known = [(held, others) for held, others in held_out if others]

    def loss(shrink: float) -> float:
        return sum(_loss(held, others, power, shrink) for held, others in known)

    return min(SHRINKS, key=lambda shrink: (loss(shrink), shrink)) if known else SHRINK


def _loss(judgements: Iterable[Judgement], weights: Weights, power: float, shrink: float) -> float:
    """How unlikely the judgements are under the weights: their negative log-likelihood."""
    prior, total = weights[ALL]["precision"], 0.0
    for each in judgements:
        found = weights.get(each.rule, {"right": 0.0, "seen": 0.0})
        precision = Weight(found["right"], found["seen"], prior, shrink=shrink).precision
        predicted = min(max(precision * each.links**power, 0.001), 0.999)
        total -= log(predicted if each.right else 1 - predicted)
    return total


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
        extract = extractor(ontology, options.model)
        each = ([one] for one in options.sets)
        weights = weigh(*(judge_all(sets(one, limit=options.limit), extract, ontology) for one in each))
    except KgError as error:
        sys.stderr.write(f"error: {error}\n")
        return 1
    write(weights, options.output)
    sys.stdout.write(f"{len(weights)} rules measured, written to {options.output}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

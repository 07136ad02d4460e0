"""Confidence of a claim: how often facts like it were right, by features that a reader understands.

A logistic model: the features of a claim, each times its weight, are summed, and the sum is turned into a share of
facts that are right. The weights stand in `confidence.json`, one a line; they are fitted by
`python -m kg.evaluate.weigh` on facts that strict readers have judged, with a penalty that keeps rare features
near zero.

The features: the relation, the rule that found it and its word; what the second reading says of it; status and the
words that set it; of either end, how it was linked, its class, whether it is named or described, and how far it stands
from the word; the length of the sentence and the mends of its tree.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from math import exp, log, log1p
from pathlib import Path

from kg.ontology import Ontology
from kg.records import Argument, Claim, LocalEntity

DATA = Path(__file__).with_name("confidence.json")
BIAS = "every claim"
"""The feature that all claims have."""
NEAR = 6
"""Characters that count as one step between an end and the word that evokes the relation."""
USUAL = 150
"""Characters of a usual sentence."""
SHORTEST = 20
"""Characters below which a sentence counts as no shorter."""

MILLE = 0.001
"""A score of a pair is taken for no nearer to 0 or 1 than this."""

Lookup = Callable[[Argument], LocalEntity | None]
"""The entity of an end; None for a literal."""


@dataclass(frozen=True, slots=True)
class Term:
    """One feature of a claim: how much of it there is, and what one of it weighs (log-odds)."""

    feature: str
    value: float
    weight: float

    @property
    def share(self) -> float:
        """What it adds to the log-odds."""
        return self.value * self.weight


def rated(claim: Claim, entity: Lookup, ontology: Ontology) -> Claim:
    """The claim with the confidence that its features give, to three places."""
    return replace(claim, confidence=probability(features(claim, entity, ontology)))


def probability(found: Mapping[str, float]) -> float:
    """The share of claims with these features that is right, 0–1, to three places; .5 without any weights."""
    return round(1 / (1 + exp(-sum(term.share for term in terms(found)))), 3)


def terms(found: Mapping[str, float]) -> list[Term]:
    """The features that have a weight, the weightiest first."""
    known = [Term(name, value, _weights()[name]) for name, value in found.items() if value and name in _weights()]
    return sorted(known, key=lambda term: (-abs(term.share), term.feature))


def features(claim: Claim, entity: Lookup, ontology: Ontology) -> dict[str, float]:
    """What there is to say of a claim, by name."""
    happens = ontology.relations[claim.relation].event_class is not None
    named = {
        BIAS: 1.0,
        "an event" if happens else "a state": 1.0,
        f"relation {claim.relation}": 1.0,
        f"rule {claim.rule}": 1.0,
        f"status {claim.status}": 1.0,
        "length of the sentence": log(max(SHORTEST, len(claim.evidence.text)) / USUAL),
        "mends of its tree": float(len(claim.mends)),
        "cues of status": float(len(claim.cues)),
        "told by somebody": float(claim.attributed_to is not None),
    }
    named |= {f"cue {cue.lower()}": 1.0 for cue in claim.cues}
    if claim.score is not None:
        named["score of the pair"] = _odds(claim.score)
    elif not happens:
        named["no score of the pair"] = 1.0
    if claim.second:
        named[f"roles: {claim.second}"] = 1.0
    if claim.trigger is not None:
        named[f"word {_word(claim)}"] = 1.0
    for side, end in (("subject", claim.subject), ("object", claim.object)):
        named |= dict(_of_end(side, end, claim, entity, ontology))
    return named


def _odds(probability: float) -> float:
    """The log-odds of a probability, of which the last per mille tell no more."""
    bounded = min(max(probability, MILLE), 1 - MILLE)
    return log(bounded / (1 - bounded))


def _word(claim: Claim) -> str:
    """The first word of the trigger, as the sentence has it, in small letters."""
    assert claim.trigger is not None
    start, end = (offset - claim.evidence.start for offset in claim.trigger)
    return claim.evidence.text[max(start, 0) : end].lower().partition(" ")[0]


def _of_end(
    side: str, end: Argument | None, claim: Claim, entity: Lookup, ontology: Ontology
) -> Iterator[tuple[str, float]]:
    if end is None:
        yield f"no {side}", 1.0
        return
    found = entity(end)
    if found is not None:
        yield f"{side} is {'described' if found.described else 'named'}", 1.0
        yield f"{side} is a {ontology.coarse(found.cls)}", 1.0
    yield f"{side} linked by {end.link}", 1.0
    yield f"doubt of the {side}", -log(max(end.confidence, 0.05))
    yield f"{side} in small letters", float(end.text[:1].islower())
    if claim.trigger is not None:
        gap = max(0, claim.trigger[0] - end.end, end.start - claim.trigger[1])
        yield f"distance of the {side}", log1p(gap / NEAR)


@cache
def _weights() -> Mapping[str, float]:
    return json.loads(DATA.read_text("utf-8")) if DATA.exists() else {}

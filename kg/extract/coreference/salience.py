"""How likely a pronoun means a mention: a log-linear model over what makes an antecedent salient.

The features are those of the centering literature (Grosz, Joshi and Weinstein 1995) and of mention ranking
(Denis and Baldridge 2008): distance, grammatical role, kind of mention, how often its participant was named,
what governs what. Their weights are data: `salience.json`, learned on treebank documents with gold coreference
(`python -m kg.evaluate.salience`). "Nobody" is a candidate, too: an empty "it" has features of its own.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, log2
from pathlib import Path
from types import MappingProxyType

from kg.extract.coreference.quotations import Quotations
from kg.extract.grammar.labels import ATTRIBUTIVE, CLAUSAL, DIRECT
from kg.extract.reading import Candidate, Reading
from kg.language.grammar import Node, is_verb
from kg.records import Kind

DATA = Path(__file__).with_name("salience.json")


@dataclass(frozen=True, slots=True)
class Rival:
    """What a pronoun may mean: a mention, or (`mention` None) a noun that is none, which no fact needs."""

    node: Node
    mention: int | None
    kind: str
    """`name`, `nominal`, `pronoun` or `noun`."""
    coarse: str
    number: str
    gender: str
    uses: int
    """Mentions of its chain so far."""
    chain: int
    agrees: bool = False
    """True when gender or number is known to agree, and not only free to."""
    back: int = 0
    """Sentences before the pronoun, or before what the pronoun says."""


@cache
def weights() -> Mapping[str, float]:
    """The learned weights: `group feature` -> weight; `group` is `person`, `it` or `they`."""
    return MappingProxyType({str(k): float(v) for k, v in json.loads(DATA.read_text("utf-8"))["weights"].items()})


def group(pronoun: Candidate) -> str:
    """Which set of weights a pronoun uses."""
    return "person" if pronoun.cls == "Person" else "they" if pronoun.number == "plur" else "it"


def probabilities(pronoun: Candidate, rivals: Sequence[Rival], quotations: Quotations, reading: Reading) -> list[float]:
    """Probability of each rival, nearest first, in 0–1; what is missing to 1 is nobody's."""
    learned, name = weights(), group(pronoun)
    scores = [
        sum(learned.get(f"{name} {feature}", 0.0) for feature in features(pronoun, rival, rank, quotations))
        for rank, rival in enumerate(rivals)
    ]
    nobody = sum(learned.get(f"{name} {feature}", 0.0) for feature in features_of_nobody(pronoun, len(rivals), reading))
    return shares(scores, nobody)


def shares(scores: Sequence[float], nobody: float) -> list[float]:
    """Probability of each of several by their scores (log-odds), in 0–1; what is missing to 1 is nobody's."""
    top = max([*scores, nobody])
    powers = [exp(score - top) for score in scores]
    total = sum(powers) + exp(nobody - top)
    return [power / total for power in powers]


def features(pronoun: Candidate, rival: Rival, rank: int, quotations: Quotations) -> list[str]:
    """What speaks for or against one rival, as names of binary features."""
    node, other = pronoun.head, rival.node
    role, own = role_of(other), role_of(node)
    out = [
        f"distance={rival.back}",
        f"rank={min(rank, 8)}",
        f"role={role}",
        f"kind={rival.kind}",
        f"class={rival.coarse} {rival.number}",
        f"kind={rival.kind} role={role} distance={min(rival.back, 2)}",
        f"uses={min(4, int(log2(rival.uses + 1)))}",
        f"roles={own}>{role}",
        f"class={rival.coarse} kind={rival.kind}",
        f"class={rival.coarse} own={own}",
    ]
    if rival.agrees:
        out.append("agrees")
    if rival.back == 0:
        out.append(_relation(node, other))
    here, there = quotations.around(node), quotations.around(other)
    if (here is None) != (there is None):
        out.append("into quotation" if there is None else "out of quotation")
    return out


def features_of_nobody(pronoun: Candidate, rivals: int, reading: Reading) -> list[str]:
    """What speaks for a pronoun that means nobody who could be named."""
    node = pronoun.head
    out = ["nobody", f"nobody rivals={min(rivals, 3)}"]
    if pronoun.cls == "Person":
        return out
    out.append(f"nobody role={role_of(node)}")
    head = node.head
    if head is not None and node.base == "nsubj":
        out.append(f"nobody pos={head.pos}")
        if _announces(head):
            out.append(f"nobody clause pos={head.pos}")
        if head.lemma in reading.words("opinion"):
            out.append("nobody opinion")
        if head.lemma in reading.words("weather"):
            out.append("nobody weather")
        if head.first("cop") is not None:
            out.append("nobody copula")
    if node.base == "expl":
        out.append("nobody expletive")
    return out


def is_empty(node: Node, reading: Reading) -> bool:
    """True for an "it" that announces a clause: "it is time for users to move", "it is clear that …"."""
    head = node.head
    if node.lemma != "it" or head is None or node.base != "nsubj":
        return node.base == "expl"
    return _announces(head) and head.lemma in reading.words("opinion")


def _announces(head: Node) -> bool:
    """True for a predicate with a clause behind it."""
    return any(kid.base in CLAUSAL and kid.i > head.i for kid in head.kids)


def role_of(node: Node) -> str:
    """Which part a word plays in its clause, as features name it."""
    base = node.base
    if base == "nsubj":
        return "subject"
    if node.dep == "obl:agent" or base in DIRECT:
        return "object"
    if node.dep == "nmod:poss":
        return "owner"
    if base == "conj" and node.head is not None:
        return "conjunct"
    if node.dep in ATTRIBUTIVE:
        return "modifier"
    return "oblique" if base in {"obl", "nmod"} else "other"


def _relation(node: Node, other: Node) -> str:
    """How a rival in the same sentence stands to the pronoun in the tree."""
    above = [node, *_first_ancestors(node, 8)]
    if other.base == "nsubj" and other.head is not None:
        for depth, ancestor in enumerate(above):
            if ancestor is other.head:
                return f"subject {min(depth, 4)} up"
    if other in above:
        return "inside"
    governor = next((n for n in above[1:] if is_verb(n)), None)
    return "same clause" if governor is not None and governor in _first_ancestors(other, 8) else "same sentence"


def _first_ancestors(node: Node, most: int) -> list[Node]:
    out: list[Node] = []
    while node.head is not None and len(out) < most:
        node = node.head
        out.append(node)
    return out


def kind_of(candidate: Candidate) -> str:
    """`name`, `pronoun`, or how definite a description is."""
    if candidate.kind is not Kind.NOMINAL:
        return str(candidate.kind)
    return "definite" if any(kid.lemma in {"the", "this", "that"} for kid in candidate.head.of("det")) else "nominal"

"""How likely a definite description means a participant named before it: a log-linear model with readable features.

Who fits the noun, how near it was mentioned, in which role and how often, and whether it is the only one that fits
so well; like `salience` for pronouns. Weights are data: `likeness.json`, learnt by `python -m kg.evaluate.likeness`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from math import log2
from pathlib import Path
from types import MappingProxyType

from kg.extract.coreference.antecedents import FIT, Antecedent
from kg.extract.coreference.context import Context
from kg.extract.coreference.salience import role_of, shares
from kg.extract.grammar.labels import IDENTIFYING
from kg.language.grammar import Node, preposition
from kg.names import fold

DATA = Path(__file__).with_name("likeness.json")
STEPS = (0, 1, 2, 4, 8)
"""Sentences back that count as equally far, each up to the next."""
FAR = 9


@cache
def weights() -> Mapping[str, float]:
    """The learned weights of the features."""
    return MappingProxyType({str(k): float(v) for k, v in json.loads(DATA.read_text("utf-8"))["weights"].items()})


def chances(i: int, against: Sequence[Antecedent], context: Context) -> list[float]:
    """Probability of each antecedent in 0–1; what is missing to 1 is that of a new participant."""
    learned = weights()
    scores = [sum(learned.get(name, 0.0) for name in features(i, other, against, context)) for other in against]
    nobody = sum(learned.get(name, 0.0) for name in features_of_nobody(i, against, context))
    return shares(scores, nobody)


def is_new(head: Node, context: Context) -> bool:
    """True of what nothing before can be: "the next company", "as the party of workers", "the region of Gansu"."""
    new = context.reading.words("other-than-before")
    if head.base == "xcomp" or head.first("cop") is not None or preposition(head) == "as":
        return True
    if any(kid.pos == "PROPN" and preposition(kid) == "of" for kid in head.of("nmod")):
        return True
    modifiers = [kid for kid in head.kids if kid.text.islower()]  # "the First Nation" is called so
    owned = head.first("nmod:poss", "nummod") is not None
    return owned or any(kid.tag == "JJS" or kid.lemma in new for kid in modifiers)


def is_main_subject(node: Node) -> bool:
    """True for the subject of what a sentence says first of all."""
    return node.base == "nsubj" and node.head is not None and node.head.head is None


def features(i: int, other: Antecedent, against: Sequence[Antecedent], context: Context) -> list[str]:
    """What speaks for or against one antecedent, as names of binary features."""
    head, fit = context.found[i].head, other.fit
    alike = [each for each in against if each.fit == fit]
    back = next((step for step in STEPS if other.back <= step), FAR)
    modified = _modified(head, other)
    role = role_of(other.node)
    out = [
        f"fit={fit}",
        f"fit={fit} back={back}",
        f"fit={fit} {_standing(other, alike)}",
        f"fit={fit} rank={min(_rank(other, alike), 3)}",
        f"back={back}",
        f"rank={min(_rank(other, against), 4)}",
        f"better fits={_better(other, against)}",
        f"uses={min(4, int(log2(other.uses + 1)))}",
        f"role={role} back={min(other.back, 2)}",
        f"modified={modified}",
        f"modified={modified} fit={fit}",
    ]
    out += ["early"] if other.early else []
    out += [f"main subject back={min(other.back, 2)}"] if is_main_subject(other.node) else []
    out += ["adjective"] if other.adjective else []
    return [*out, *_relation(head, other)]


def features_of_nobody(i: int, against: Sequence[Antecedent], context: Context) -> list[str]:
    """What speaks for a description that means nobody named before."""
    this = context.found[i]
    head = this.head
    fits = [other.fit for other in against]
    determiner = next((kid.lemma for kid in head.of("det")), "")
    before = [kid for kid in head.kids if kid.dep in IDENTIFYING and kid.i < head.i]
    named = any(kid.text[0].isupper() for kid in before)
    out = [
        "nobody",
        f"nobody class={this.cls}",
        f"nobody noun={head.lemma}",
        f"nobody determiner={determiner}",
        f"nobody modified={'by a name' if named else 'plainly' if before else 'no'}",
        f"nobody role={role_of(head)}",
        *(f"nobody fit={fit} {min(3, fits.count(fit))}" for fit in FIT),
    ]
    out += ["nobody clause behind"] if head.first("acl:relcl", "acl") else []
    out += ["nobody phrase behind"] if head.first("nmod") else []
    return out


def _rank(other: Antecedent, among: Sequence[Antecedent]) -> int:
    """How many others are as near; in the sentence before, of two that are no subjects neither is nearer."""
    return sum(each.order <= other.order for each in among) - 1


def _standing(other: Antecedent, alike: Sequence[Antecedent]) -> str:
    """Whether it is the only one that fits so, or the one spoken of most."""
    if len(alike) == 1:
        return "only"
    most = max(each.uses for each in alike)
    return "most" if other.uses == most and sum(each.uses == most for each in alike) == 1 else "of several"


def _better(other: Antecedent, against: Sequence[Antecedent]) -> int:
    """How many fit better and are no farther, at most two."""
    worth = FIT.index(other.fit)
    return min(2, sum(FIT.index(each.fit) < worth and each.back <= other.back + 1 for each in against))


def _modified(head: Node, other: Antecedent) -> str:
    kids = [kid for kid in head.kids if kid.dep in IDENTIFYING]
    if not kids:
        return "no"
    if all(fold(kid.text) in other.words for kid in kids):
        return "by its words"
    if any(kid.i > head.i for kid in kids):
        return "behind"
    return "by a name" if any(kid.text[0].isupper() for kid in kids) else "plainly"


def _relation(head: Node, other: Antecedent) -> list[str]:
    """How an antecedent in the same sentence stands to the description in the tree."""
    if other.back:
        return []
    if head.head is not None and head.head is other.node.head:
        return ["same verb"]
    if head in other.node.ancestors():
        return ["inside"]
    return ["above"] if other.node in head.ancestors() else []

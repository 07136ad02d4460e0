"""Lemmas that a model cut wrongly ("prais", "ouste", "troops"), known again by the words of the ontology."""

from __future__ import annotations

from kg.language.grammar import Node
from kg.ontology import Ontology

INFLECTED = frozenset({"VBD", "VBN", "VBG", "VBZ"})
ENDINGS = (
    ("ied", "y"),
    ("ies", "y"),
    ("ed", ""),
    ("ed", "e"),
    ("ing", ""),
    ("ing", "e"),
    ("es", ""),
    ("s", ""),
    ("d", ""),
)
"""Regular endings and what stands in their place in the lemma."""
PLURALS = (("men", "man"), ("ies", "y"), ("ves", "f"), ("ves", "fe"), ("es", ""), ("s", ""))
"""Endings of plural nouns and what stands in their place in the singular."""


def settle(node: Node, ontology: Ontology) -> None:
    """Sets the lemma of an inflected word, if the ontology knows it under another one."""
    form = node.text.lower()
    if node.tag in INFLECTED:
        irregular = ontology.irregular.get(form)
        if irregular is not None:
            node.lemma = irregular
        elif node.lemma not in ontology.verbs or node.lemma[:2] != form[:2]:
            node.lemma = _known_lemma(node, ontology.verbs)
    elif node.tag in {"NNS", "NNPS"} and (node.lemma == form or node.lemma not in ontology.known_nouns):
        known = form if form in ontology.known_nouns and node.lemma != form else None  # "police"
        node.lemma = _known_singular(form, ontology.known_nouns) or known or node.lemma


def _known_singular(form: str, nouns: frozenset[str]) -> str | None:
    """The singular of a plural that a model left or cut wrongly ("troops", "serviceme"), if the ontology knows it."""
    for ending, instead in PLURALS:
        singular = form.removesuffix(ending) + instead
        if form.endswith(ending) and singular in nouns:
            return singular
    return None


def _known_lemma(node: Node, verbs: frozenset[str]) -> str:
    """The lemma of a regular verb form that a model cut wrongly ("prais", "ouste"), if the ontology knows it."""
    form = node.text.lower()
    for ending, instead in ENDINGS:
        stem = form.removesuffix(ending)
        if stem == form:
            continue
        doubled = stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] else stem
        for lemma in (stem + instead, doubled + instead):
            if lemma in verbs:
                return lemma
    return node.lemma

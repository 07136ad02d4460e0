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
PLURALS = (("ies", "y"), ("es", ""), ("s", ""))
"""The same for plurals: a model may cut "missionarie"."""


def settle(node: Node, ontology: Ontology) -> None:
    """Sets the lemma of an inflected word, if the ontology knows it under another one."""
    form = node.text.lower()
    if node.tag in INFLECTED:
        irregular = ontology.irregular.get(form)
        if irregular is not None:
            node.lemma = irregular
        elif node.lemma not in ontology.verbs or node.lemma[:2] != form[:2]:
            node.lemma = _known_lemma(node, ontology.verbs)
    elif node.tag == "NNS" and (node.lemma == form or node.lemma not in ontology.known_nouns):
        stems = (form.removesuffix(ending) + instead for ending, instead in PLURALS if form.endswith(ending))
        node.lemma = next((stem for stem in stems if stem in ontology.known_nouns), node.lemma)


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

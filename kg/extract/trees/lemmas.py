"""Lemmas that a model cut wrongly ("prais", "ouste", "troops"), known again by the words of the ontology."""

from __future__ import annotations

from kg.language.grammar import Node
from kg.ontology import Ontology

INFLECTED = frozenset({"VBD", "VBN", "VBG", "VBZ"})
BARE = "VB"
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


def known(node: Node, ontology: Ontology) -> str:
    """The lemma of an inflected word: the model's, or the one under which the ontology knows its form."""
    form = node.text.lower()
    if node.tag == BARE and form in ontology.verbs:
        return form  # "to found a party" is no finding
    if node.tag in INFLECTED:
        irregular = ontology.irregular.get(form)
        if irregular is not None:
            return irregular
        fits = node.lemma in ontology.verbs and node.lemma[:2] == form[:2]
        return node.lemma if fits else _verb(form, ontology.verbs) or node.lemma
    nouns = ontology.known_nouns
    if node.lemma != form and node.lemma in nouns:
        return node.lemma
    itself = form if form in nouns and node.lemma != form else None  # "police"
    return _singular(form, nouns) or itself or node.lemma


def _singular(form: str, nouns: frozenset[str]) -> str | None:
    """The singular of a plural that a model left or cut wrongly ("troops", "serviceme"), if the ontology knows it."""
    for ending, instead in PLURALS:
        singular = form.removesuffix(ending) + instead
        if form.endswith(ending) and singular in nouns:
            return singular
    return None


def _verb(form: str, verbs: frozenset[str]) -> str | None:
    """The lemma of a regular verb form that a model cut wrongly ("prais", "ouste"), if the ontology knows it."""
    for ending, instead in ENDINGS:
        stem = form.removesuffix(ending)
        if stem == form:
            continue
        doubled = stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] else stem
        for lemma in (stem + instead, doubled + instead):
            if lemma in verbs:
                return lemma
    return None

"""Words for relatives: "his wife", "the son of …"; who is introduced by one is known through somebody else."""

from __future__ import annotations

from functools import lru_cache

from kg.language.grammar import Node
from kg.ontology import Ontology


@lru_cache(maxsize=4)
def nouns(ontology: Ontology) -> frozenset[str]:
    """Lemmas of the roles that tie a person to a person and are no position."""
    relations = ontology.relations.values()
    tied = {r.name for r in relations if r.subject_classes == r.object_classes == ("Person",)}
    return frozenset(lemma for role in ontology.roles if role.relation in tied for lemma in role.lemmas)


def of(name: Node, ontology: Ontology) -> Node | None:
    """The word for a relative that a name stands beside: "his [wife], Karen Kjeldsen", "he was the [son] of Felix"."""
    words = nouns(ontology)
    if name.dep == "appos" and name.head is not None and name.head.lemma in words:
        return name.head
    first = name.head if name.dep == "conj" and name.head is not None else name
    if first.dep == "nmod" and first.head is not None and first.head.lemma in words and _says_whose(first.head):
        return first.head
    beside = (kid for kid in name.of("nmod:desc", "appos") if kid.lemma in words)
    return next((kid for kid in beside if all(other.pos != "PROPN" for other in kid.of("nmod"))), None)


def is_owner(name: Node, ontology: Ontology) -> bool:
    """True for whose relative somebody is: "Carl Berg, the grandson of [Emil Berg]"."""
    return name.dep == "nmod" and name.head is not None and name.head.lemma in nouns(ontology)


def _says_whose(relative: Node) -> bool:
    """True for a word that says of somebody whose relative they are, and does not itself take part."""
    return relative.first("cop") is not None or relative.base in {"appos", "conj", "advcl", "acl", "parataxis", "xcomp"}

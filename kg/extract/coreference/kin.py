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
    """The word for a relative that a name stands beside: "his [wife], Karen Kjeldsen", "his [brother] Felix"."""
    words = nouns(ontology)
    if name.dep == "appos" and name.head is not None and name.head.lemma in words:
        return name.head
    return next((kid for kid in name.of("nmod:desc", "appos") if kid.lemma in words), None)

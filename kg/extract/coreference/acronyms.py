"""Capitals in parentheses join the organization in front of them: "Federal Criminal Police (BKA)"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kg.extract.coreference.links import Links
from kg.extract.coreference.namesakes import Names
from kg.extract.reading import Candidate
from kg.names import acronym_of, is_acronym
from kg.ontology import Ontology
from kg.records import Kind


def join(text: str, found: Sequence[Candidate], names: Names, links: Links, ontology: Ontology) -> None:
    """Joins capitals in parentheses to the organization in front of them, whatever language they abbreviate."""
    spoken = [i for i, c in enumerate(found) if c.kind is Kind.NAME]
    for i, j in pairwise(spoken):
        full, short = found[i], found[j]
        before, after = text[full.end : short.start], text[short.end : short.end + 2]
        if before.strip() != "(" or after.strip()[:1] != ")" or links.root(i) == links.root(j):
            continue
        if ontology.coarse(names.classes[i]) != "Organization" or len(full.name.split()) < 2:
            continue
        known = names.entries[j]
        free = known is None or (names.entries[i] is None and ontology.coarse(known.cls) == "Organization")
        if (is_acronym(short.name) and free) or acronym_of(short.name, full.name):
            links.join(j, i, "acronym")

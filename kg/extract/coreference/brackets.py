"""Capitals in parentheses join the organization in front of them: "Federal Criminal Police (BKA)"."""

from __future__ import annotations

from itertools import pairwise

from kg.extract.coreference.context import Context
from kg.names import acronym_of, fold, is_acronym
from kg.records import Kind


def join(context: Context) -> None:
    """Joins capitals in parentheses to the organization in front of them, whatever language they abbreviate."""
    for i, j in pairwise(i for i, c in enumerate(context.found) if c.kind is Kind.NAME):
        if _is_bracketed(i, j, context) and _abbreviates(i, j, context):
            context.join("coreference/acronym-in-brackets", j, i, "acronym")
            if context.allows("coreference/acronym-in-brackets"):
                _disown(i, j, context)


def _is_bracketed(i: int, j: int, context: Context) -> bool:
    text = context.reading.view.text
    full, short = context.found[i], context.found[j]
    return text[full.end : short.start].strip() == "(" and text[short.end : short.end + 2].strip()[:1] == ")"


def _abbreviates(i: int, j: int, context: Context) -> bool:
    full, short = context.found[i], context.found[j]
    if context.links.root(i) == context.links.root(j):
        return False
    if context.coarse(i) != "Organization" or len(full.name.split()) < 2:
        return False
    known, coarse = context.agreed.entries[j], context.reading.ontology.coarse
    free = known is None or (context.agreed.entries[i] is None and coarse(known.cls) == "Organization")
    return (is_acronym(short.name) and free) or acronym_of(short.name, full.name)


def _disown(i: int, j: int, context: Context) -> None:
    """An acronym that the document itself spells out is nobody else's: "Centre for Health Protection (CHP)"."""
    agreed, full = context.agreed, context.found[i].name
    other = agreed.entries[j]
    if other is None or agreed.entries[i] is not None or not acronym_of(context.found[j].name, full):
        return
    words = set(fold(other.name).split())
    if 2 * len(words & set(fold(full).split())) > len(words):
        return
    for k, entry in enumerate(agreed.entries):
        if entry is other and context.found[k].name == context.found[j].name:
            agreed.entries[k], agreed.classes[k] = None, agreed.classes[i]

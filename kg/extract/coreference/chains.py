"""Mentions -> chains: which words of one document mean the same participant.

A cascade of sieves from the surest to the weakest (after Lee et al. 2013, "Deterministic coreference
resolution based on entity-centric, precision-ranked rules"): gazetteer and exact names, short names
and acronyms (`named`), capitals in `brackets`, `appositions` and predicates, `descriptions`, `pronouns`.
Text is never replaced: every mention keeps its own words, and says by which link it joined its chain.
"""

from __future__ import annotations

from dataclasses import replace

from kg.extract.coreference import agreement, appositions, brackets, descriptions, named, pronouns, quotations
from kg.extract.coreference.context import Context
from kg.extract.coreference.described import Described
from kg.extract.coreference.entities import entities_of
from kg.extract.coreference.links import Links
from kg.extract.reading import Candidate, Chains, Reading
from kg.records import Kind

CONFIDENCE = {
    "name": 1.0,
    "gazetteer": 1.0,
    "demonym": 0.98,
    "short-name": 0.95,
    "acronym": 0.95,
    "apposition": 0.93,
    "same-words": 0.85,
    "role": 0.85,
    "definite": 0.8,
    "pronoun": 0.82,
    "speaker": 0.85,
    "described": 1.0,
}
"""How often a link of this kind is right; see docs/quality.md, "Coreference"."""


def resolve(reading: Reading) -> Reading:
    """Chains of one document; chain numbers follow the order of first mentions."""
    context = before_pronouns(reading)
    pronouns.join(context, quotations.find(reading))
    descriptions.join_owned(context)
    return replace(reading, chains=_chains(context))


def before_pronouns(reading: Reading, *, choice: descriptions.Choice = descriptions.choose) -> Context:
    """Names and descriptions joined: what a pronoun finds before it."""
    found = reading.mentions.all
    links = Links(list(range(len(found))), [_first_link(c) for c in found])
    context, described = Context(reading, agreement.agree(reading), links), Described()
    named.join(context)
    brackets.join(context)
    appositions.join(context, described)
    descriptions.join(context, described, choice=choice)
    return context


def _first_link(candidate: Candidate) -> str:
    if candidate.demonym:
        return "demonym"
    return "name" if candidate.kind is Kind.NAME else "described"


def _chains(context: Context) -> Chains:
    links = context.links
    numbers: dict[int, int] = {}
    of: list[int | None] = []
    for i in range(len(context.found)):
        root = links.root(i)
        of.append(None if root in links.loose else numbers.setdefault(root, len(numbers)))
    return Chains(tuple(of), tuple(links.link), entities_of(context, of))

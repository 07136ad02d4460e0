"""Mentions -> chains: which words of one document mean the same participant.

A cascade of sieves from the surest to the weakest (after Lee et al. 2013, "Deterministic coreference
resolution based on entity-centric, precision-ranked rules"): gazetteer and exact names, short names
and acronyms (`namesakes`), appositions, predicates and definite descriptions (`descriptions`), pronouns
(`pronouns`, with `speakers`). Text is never replaced: every mention keeps its own words, and says by which
sieve it joined its chain.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

from kg.extract.coreference import acronyms, descriptions, namesakes, pronouns, quotations
from kg.extract.coreference.links import Links
from kg.extract.coreference.namesakes import Names
from kg.extract.reading import Candidate, Chains, Mentions, Reading
from kg.ontology import Ontology
from kg.records import Kind, LocalEntity

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
    view, mentions, ontology = reading.view, reading.mentions, reading.ontology
    found = mentions.all
    links = Links(list(range(len(found))), [_first_link(c) for c in found])
    names = namesakes.agree(found, ontology)
    namesakes.join(found, names, links, ontology)
    acronyms.join(view.text, found, names, links, ontology)
    descriptions.join(view, mentions, names, links, ontology)
    pronouns.resolve(view, mentions, names, links, quotations.find(view, mentions, ontology), ontology)
    descriptions.join_owned(mentions, links)
    return replace(reading, chains=_chains(mentions, names, links, ontology))


def _first_link(candidate: Candidate) -> str:
    if candidate.demonym:
        return "demonym"
    return "name" if candidate.kind is Kind.NAME else "described"


def _chains(mentions: Mentions, names: Names, links: Links, ontology: Ontology) -> Chains:
    numbers: dict[int, int] = {}
    of: list[int | None] = []
    for i in range(len(mentions.all)):
        root = links.root(i)
        of.append(None if root in links.loose else numbers.setdefault(root, len(numbers)))
    members: dict[int, list[int]] = defaultdict(list)
    for i, chain in enumerate(of):
        if chain is not None:
            members[chain].append(i)
    covering = {i: of[c] for i, c in mentions.covering.items()}
    entities = {n: _entity(n, m, mentions.all, names, covering, ontology) for n, m in members.items()}
    return Chains(tuple(of), tuple(links.link), entities)


# --- entities -------------------------------------------------------------------------------------------------


def _entity(
    number: int,
    members: list[int],
    found: tuple[Candidate, ...],
    names: Names,
    covering: dict[int, int | None],
    ontology: Ontology,
) -> LocalEntity:
    """What the mentions of one chain say together."""
    named = [i for i in members if found[i].kind is Kind.NAME or (found[i].demonym and found[i].entry)]
    entry = next((entry for i in named if (entry := names.entries[i])), None)
    if entry is not None:
        aliases = _distinct((found[i].name for i in named if found[i].kind is Kind.NAME), but=entry.name)
        return LocalEntity(chain=number, cls=entry.cls, name=entry.name, aliases=aliases, gazetteer=entry.key)
    if named:
        best = max((found[i].name for i in named), key=lambda name: (len(name.split()), len(name), name))
        cls = _class([names.classes[i] for i in named], ontology)
        return LocalEntity(
            chain=number, cls=cls, name=best, aliases=_distinct((found[i].name for i in named), but=best)
        )
    nominal = next((found[i] for i in members if found[i].kind is Kind.NOMINAL), found[members[0]])
    inside = {
        chain
        for i in range(nominal.first, nominal.last + 1)
        if (chain := covering.get(i)) is not None and chain != number
    }
    return LocalEntity(
        chain=number, cls=nominal.cls, name=nominal.bare_name, described=True, affiliated_with=tuple(sorted(inside))
    )


def _class(classes: list[str], ontology: Ontology) -> str:
    """The most specific class within the coarse class that most names of a chain have."""
    coarse = Counter(ontology.coarse(cls) for cls in classes)
    main = min(coarse, key=lambda c: (-coarse[c], c))
    return max((c for c in classes if ontology.coarse(c) == main), key=lambda c: (len(ontology.ancestors(c)), c))


def _distinct(names: Iterable[str], *, but: str) -> tuple[str, ...]:
    return tuple(sorted({name for name in names if name != but}))

"""Chains -> what the mentions of each say together: its class, its name, its other names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kg.extract.coreference.context import Context
from kg.extract.mentions.counts import count_of
from kg.names import without_article
from kg.ontology import Ontology
from kg.records import Kind, LocalEntity


def entities_of(context: Context, chain_of: Sequence[int | None]) -> dict[int, LocalEntity]:
    """One entity per chain.

    Args:
        context: After all sieves.
        chain_of: A chain number per candidate.
    """
    members: dict[int, list[int]] = defaultdict(list)
    for i, chain in enumerate(chain_of):
        if chain is not None:
            members[chain].append(i)
    covering = {i: chain_of[c] for i, c in context.reading.mentions.covering.items()}
    return {
        number: _named(number, of_chain, context) or _described(number, of_chain, covering, context)
        for number, of_chain in members.items()
    }


def _named(number: int, members: Sequence[int], context: Context) -> LocalEntity | None:
    """Under the gazetteer's name if it has one, else under the fullest; None for a chain without names."""
    found, agreed = context.found, context.agreed
    named = [i for i in members if found[i].kind is Kind.NAME or (found[i].demonym and found[i].entry)]
    if not named:
        return None
    entry = next((entry for i in named if (entry := agreed.entries[i])), None)
    if entry is not None:
        aliases = _distinct((found[i].name for i in named if found[i].kind is Kind.NAME), but=entry.name)
        return LocalEntity(chain=number, cls=entry.cls, name=entry.name, aliases=aliases, gazetteer=entry.key)
    uses = Counter(found[i].name for i in named)
    best = max(uses, key=lambda name: (len(name.split()), _spelled_out(name), uses[name], len(name), name))
    cls = _class([agreed.classes[i] for i in named], context.reading.ontology)
    aliases = _distinct((found[i].name for i in named), but=best)
    return LocalEntity(chain=number, cls=cls, name=best, aliases=aliases)


def _spelled_out(name: str) -> int:
    """How many words are more than an initial; of two spellings as full, the rarer is the slip."""
    return sum(len(word.strip(".")) > 1 for word in name.split())


def _described(
    number: int, members: Sequence[int], covering: Mapping[int, int | None], context: Context
) -> LocalEntity:
    """Under the words of its first description, with whom these words name."""
    found = context.found
    first = next((found[i] for i in members if found[i].kind is Kind.NOMINAL), found[members[0]])
    inside = {covering.get(i) for i in range(first.first, first.last + 1)} - {number}
    count, kind = count_of(context.reading, first.head)
    return LocalEntity(
        chain=number,
        cls=first.cls,
        name=without_article(first.name),
        described=True,
        affiliated_with=tuple(sorted(chain for chain in inside if chain is not None)),
        count=count,
        count_kind=kind,
    )


def _class(classes: Sequence[str], ontology: Ontology) -> str:
    """The most specific class within the coarse class that most names of a chain have."""
    coarse = Counter(ontology.coarse(cls) for cls in classes)
    main = min(coarse, key=lambda c: (-coarse[c], c))
    return max((c for c in classes if ontology.coarse(c) == main), key=lambda c: (len(ontology.ancestors(c)), c))


def _distinct(names: Iterable[str], *, but: str) -> tuple[str, ...]:
    return tuple(sorted({name for name in names if name != but}))

"""What the explorer looks up in one state of a graph: entities by the words of their names, and which facts join which.

It is read once per published state, in seconds for 50,000 entities; each question then costs what its answer has.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from sys import intern

import pyoxigraph as ox

from kg.kinds import Status
from kg.names import fold
from kg.ontology import PREFIXES, local
from kg.store.protocol import Quads
from kg.store.reading import finest
from kg.triples import terms
from kg.triples.said import value
from kg.view.drawing import FORMER

MOST_PATHS = 8
_FACTS = """
SELECT ?fact ?subject ?object ?agent ?patient ?relation ?status ?former WHERE {
  ?fact a kg:Fact ; kg:relation ?relation ; kg:status ?status .
  OPTIONAL { ?fact rdf:subject ?subject ; rdf:object ?object }
  OPTIONAL { ?fact kg:agent ?agent }
  OPTIONAL { ?fact kg:patient ?patient }
  OPTIONAL { ?fact kg:former ?former }
}"""


@dataclass(frozen=True, slots=True)
class Link:
    """A fact that joins two entities, or names one and lacks the other."""

    fact: str
    ends: tuple[int, ...]
    relation: str
    status: str


@dataclass(slots=True)
class Atlas:
    """Entities by number, and the facts between them."""

    iris: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    facts: list[str] = field(default_factory=list)
    """All facts that are not doubtful, in the order of their IRIs."""
    number: dict[str, int] = field(default_factory=dict)
    beside: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    """Entity → its links."""
    about: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Entity → its facts."""
    tallies: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """How many facts have each status and relation, and lack a party; how many entities of facts have each class."""
    _names: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    _words: list[tuple[str, int]] = field(default_factory=list)
    _described: set[int] = field(default_factory=set)
    """Entities without a name of their own."""

    @classmethod
    def of(cls, quads: Quads) -> Atlas:
        """The atlas of a state."""
        atlas = cls()
        for predicate in (terms.PREF_LABEL, terms.ALT_LABEL):
            for quad in quads.quads_for_pattern(None, predicate, None, None):
                atlas._names[atlas._entity(value(quad.subject))].append(fold(value(quad.object)))
        described = quads.quads_for_pattern(None, terms.kg("described"), None, None)
        atlas._described = {atlas._entity(value(quad.subject)) for quad in described}
        atlas._words = sorted(
            {(word, at) for at, names in atlas._names.items() for name in names for word in name.split()}
        )
        atlas._join(quads)
        atlas._sort(quads)
        return atlas

    def degree(self, entity: int) -> int:
        """How many facts tie an entity to another, or to somebody who is not said."""
        return len(self.beside[entity])

    @property
    def linked(self) -> int:
        """How many entities have such a fact."""
        return sum(1 for links in self.beside.values() if links)

    def search(self, words: Sequence[str], limit: int) -> list[int]:
        """Entities whose names have words that begin like all of these, the likeliest first."""
        found = [self._beginning(word) for word in words]
        if not found:
            return []
        fitting = set.intersection(*found)
        text = " ".join(words)

        def place(entity: int) -> tuple[int, int, int]:
            names = self._names[entity]
            fit = 0 if text in names else 1 if any(name.startswith(text) for name in names) else 2
            return fit, -self.degree(entity), entity

        return sorted(fitting, key=place)[:limit]

    def most_connected(self, limit: int) -> list[int]:
        """Named entities that hang together as far as they can: next is who has most links to those before.

        They are as many as can be drawn without a tangle; the page takes as many of the first as it has room for.
        """
        linked = [at for at in range(len(self.iris)) if self.beside[at]]
        named = [at for at in linked if at not in self._described] or linked
        among = set(named)
        ranked = sorted(named, key=lambda at: (-len(self.neighbours(at) & among), -self.degree(at), at))
        rank = {entity: at for at, entity in enumerate(ranked)}
        chosen: dict[int, None] = {}
        links: dict[int, int] = {}
        lines = 0
        rest = iter(ranked)
        while len(chosen) < limit and (lines <= 2 * limit or len(chosen) < 2):
            entity = min(links, key=lambda at: (-links[at], rank[at]), default=None)
            if entity is None:
                entity = next((at for at in rest if at not in chosen), None)
            if entity is None:
                break
            chosen[entity] = None
            lines += links.pop(entity, 0)
            for other in self.neighbours(entity) & among - chosen.keys():
                links[other] = links.get(other, 0) + 1
        return list(chosen)

    def neighbours(self, entity: int) -> set[int]:
        """All that are one fact away."""
        return {end for link in self.beside[entity] for end in self.links[link].ends} - {entity}

    def between(self, entities: Iterable[int]) -> list[str]:
        """The facts whose ends are all among these."""
        chosen = set(entities)
        links = {link for entity in chosen for link in self.beside[entity] if chosen.issuperset(self.links[link].ends)}
        return [self.links[link].fact for link in sorted(links)]

    def paths(self, start: int, to: int, without: frozenset[str]) -> list[list[int]]:
        """The shortest chains from one to another, over facts whose relation and status are not left out."""
        before: dict[int, list[int]] = {start: []}
        edge = [start]
        while edge and to not in before:
            after: dict[int, list[int]] = defaultdict(list)
            for here in edge:
                for other in sorted(self._steps(here, without)):
                    if other not in before:
                        after[other].append(here)
            before |= after
            edge = list(after)
        return list(_chains(before, start, to)) if to in before and start != to else []

    def _steps(self, entity: int, without: frozenset[str]) -> set[int]:
        open_links = (self.links[link] for link in self.beside[entity])
        return {end for link in open_links if not {link.relation, link.status} & without for end in link.ends} - {
            entity
        }

    def _beginning(self, word: str) -> set[int]:
        found, at = set(), bisect_left(self._words, (word, -1))
        while at < len(self._words) and self._words[at][0].startswith(word):
            found.add(self._words[at][1])
            at += 1
        return found

    def _entity(self, iri: str) -> int:
        if iri not in self.number:
            self.number[iri] = len(self.iris)
            self.iris.append(iri)
        return self.number[iri]

    def _join(self, quads: Quads) -> None:
        """Read the ends of all facts, and what they say."""
        answers = quads.query(_FACTS, prefixes=dict(PREFIXES), use_default_graph_as_union=True)
        assert isinstance(answers, ox.QuerySolutions)
        found = {answer["fact"].value: answer for answer in answers}
        self.facts = sorted(found)
        for fact in self.facts:
            answer = found[fact]
            both = answer["subject"] is not None
            sides = ("subject", "object") if both else ("agent", "patient")
            told = [each.value for side in sides if (each := answer[side]) is not None]
            ends = [self.number[end] for end in dict.fromkeys(told) if end in self.number]
            link = Link(
                fact,
                tuple(ends),
                intern(local(answer["relation"].value)),
                intern(local(answer["status"].value).lower()),
            )
            self._add(link, len(ends) == (2 if both else 1))
            former = answer["former"] is not None and link.status == Status.ASSERTED
            self.tallies["statuses"][FORMER if former else link.status] += 1
            self.tallies["relations"][link.relation] += 1
            self.tallies["incomplete"]["unsaid"] += not both

    def _sort(self, quads: Quads) -> None:
        """Count the entities of facts by their classes; the most specific one counts, as everywhere."""
        classes: dict[int, list[str]] = defaultdict(list)
        for quad in quads.quads_for_pattern(None, terms.TYPE, None, None):
            if (entity := self.number.get(value(quad.subject))) in self.about:
                classes[entity].append(local(value(quad.object)))
        self.tallies["classes"] = Counter(map(finest, classes.values()))
        self.tallies["incomplete"]["described"] = len(self._described & self.about.keys())

    def _add(self, link: Link, joins: bool) -> None:
        for end in link.ends:
            self.about[end].append(link.fact)
            if joins:
                self.beside[end].append(len(self.links))
        if joins:
            self.links.append(link)


def _chains(before: dict[int, list[int]], start: int, to: int) -> Iterator[list[int]]:
    """The chains that lead back from an end, a handful at most."""
    waiting, found = [[to]], 0
    while waiting and found < MOST_PATHS:
        path = waiting.pop()
        if path[0] == start:
            found += 1
            yield path
        else:
            waiting += [[parent, *path] for parent in reversed(before[path[0]])]

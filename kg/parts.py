"""A part of a graph: whose facts, how far around them, on the way between whom, of which documents, relations and days.

A part is a set of facts, with the entities at their ends; it can be listed, drawn and exported like the whole.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypedDict, Unpack

from kg.errors import QueryError
from kg.kinds import Status
from kg.names import fold
from kg.records import Entity, Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What to choose; what is None or empty leaves nothing out."""

    about: str | None = None
    """Who or what, by any name, in any case and with or without accents."""
    hops: int = 1
    """How far around them, in facts."""
    between: tuple[str, str] | None = None
    """Two names: the facts on the shortest ways from one to the other."""
    documents: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = ()
    after: date | None = None
    """Only what may have happened on this day or later; without a time, the day of the document counts."""
    before: date | None = None
    """The same, on this day or earlier."""

    @property
    def whole(self) -> bool:
        """Whether nothing is left out."""
        return self == Part(hops=self.hops)

    def of(self, facts: Iterable[Fact], entities: Iterable[Entity]) -> list[Fact]:
        """The facts that belong to it, in their order.

        Raises:
            QueryError: nothing is called like that, or there is no way between the two.
        """
        chosen = [fact for fact in facts if self._admits(fact)]
        known = list(entities)
        if self.about is not None:
            chosen = _around(chosen, meant(self.about, known), self.hops)
        if self.between is not None:
            one, other = self.between
            chosen = _on_the_way(chosen, meant(one, known), meant(other, known))
            if not chosen:
                raise QueryError(f"no facts lead from {one!r} to {other!r}; `kg query path` looks for chains of three")
        return chosen

    def _admits(self, fact: Fact) -> bool:
        return (
            (not self.documents or fact.document in self.documents)
            and (not self.relations or fact.relation in self.relations)
            and (not self.statuses or fact.status in self.statuses)
            and self._in_time(fact)
        )

    def _in_time(self, fact: Fact) -> bool:
        if self.after is None and self.before is None:
            return True
        low, _, high = (fact.time or f"{fact.published or '..'}/{fact.published or '..'}").partition("/")
        first, last = (None if day == ".." else date.fromisoformat(day) for day in (low, high))
        if first is None and last is None:
            return False
        return not ((self.after and last and last < self.after) or (self.before and first and first > self.before))


class Chosen(TypedDict, total=False):
    """How a part is asked for in a call; see `Part`."""

    about: str
    hops: int
    between: tuple[str, str]
    documents: str | Iterable[str]
    relation: str | Iterable[str]
    status: str | Iterable[str]
    after: str | date
    before: str | date


def chosen(**asked: Unpack[Chosen]) -> Part:
    """The part that is asked for.

    Raises:
        QueryError: a day or a status is none; no day is asked for; there are hops around nobody.
        TypeError: there is no such way to choose.
    """
    if unknown := set(asked) - set(Chosen.__annotations__):
        raise TypeError(
            f"no part is chosen by {', '.join(sorted(unknown))}; there are {', '.join(Chosen.__annotations__)}"
        )
    days = {name: _day(name, asked.get(name)) for name in ("after", "before")}
    if days["after"] and days["before"] and days["after"] > days["before"]:
        raise QueryError(f"no day is after {days['after']} and before {days['before']}; exchange them")
    if "hops" in asked and asked.get("about") is None:
        raise QueryError("hops are counted from somebody; say with about from whom, or leave hops out")
    try:
        statuses = tuple(Status(each) for each in _several(asked.get("status")))
    except ValueError as error:
        raise QueryError(f"{error}; a status is one of {', '.join(Status)}") from error
    return Part(
        about=asked.get("about"),
        hops=asked.get("hops", 1),
        between=asked.get("between"),
        documents=_several(asked.get("documents")),
        relations=_several(asked.get("relation")),
        statuses=statuses,
        **days,
    )


def _several(given: str | Iterable[str] | None) -> tuple[str, ...]:
    return () if given is None else (given,) if isinstance(given, str) else tuple(given)


def _day(name: str, given: object) -> date | None:
    try:
        return given if given is None or isinstance(given, date) else date.fromisoformat(str(given))
    except ValueError as error:
        raise QueryError(f"{name} {given!r} is no day; give one as 2021-03-09") from error


def meant(name: str, entities: Sequence[Entity]) -> frozenset[str]:
    """The IRIs of all that are called by a name.

    Raises:
        QueryError: none is.
    """
    key = fold(name)
    found = frozenset(each.iri for each in entities if key in {fold(label) for label in (each.name, *each.aliases)})
    if not found:
        raise QueryError(f"nothing is called {name!r}; `kg entities` lists names")
    return found


def entities_of(facts: Iterable[Fact], entities: Iterable[Entity]) -> list[Entity]:
    """The entities that facts are about, in the order given."""
    used = {iri for fact in facts for iri in (fact.subject_iri, fact.object_iri, fact.place_iri)}
    return [each for each in entities if each.iri in used]


def _ends(fact: Fact) -> tuple[str, ...]:
    """Entities at the ends of a fact; an event with one party, or a word at its end, has one."""
    return tuple(iri for iri in (fact.subject_iri, fact.object_iri) if iri)


def _around(facts: Sequence[Fact], centre: frozenset[str], hops: int) -> list[Fact]:
    near = _distances(facts, centre)
    return [fact for fact in facts if min((near.get(iri, hops) for iri in _ends(fact)), default=hops) < hops]


def _on_the_way(facts: Sequence[Fact], one: frozenset[str], other: frozenset[str]) -> list[Fact]:
    """The facts that lie on a shortest way: both their ends do, one step apart."""
    here, there = _distances(facts, one), _distances(facts, other)
    length = min((here[iri] for iri in other if iri in here), default=None)
    if length is None:
        return []

    def leads(fact: Fact) -> bool:
        ends = _ends(fact)
        return len(ends) == 2 and any(
            here.get(a, length) + 1 + there.get(b, length) == length for a, b in (ends, ends[::-1])
        )

    return [fact for fact in facts if leads(fact)]


def _distances(facts: Iterable[Fact], centre: Iterable[str]) -> Mapping[str, int]:
    """How many facts away everything is."""
    beside: dict[str, set[str]] = defaultdict(set)
    for fact in facts:
        ends = _ends(fact)
        if len(ends) == 2:
            beside[ends[0]].add(ends[1])
            beside[ends[1]].add(ends[0])
    found = dict.fromkeys(centre, 0)
    waiting = deque(found)
    while waiting:
        each = waiting.popleft()
        for other in beside[each]:
            if other not in found:
                found[other] = found[each] + 1
                waiting.append(other)
    return found

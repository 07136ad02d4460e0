"""Judgements of people, as the decisions of identity read them: a pure function of the set of judgements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from kg.names import fold
from kg.records import Claim, Judgement, Verdict

BESIDE = " @ "
"""Between a name and the document that uses it; no entity is written with spaces."""


PAIRS = frozenset({Verdict.SAME, Verdict.APART})
ENTITIES = PAIRS | {Verdict.RENAME, Verdict.RETYPE}


@dataclass(frozen=True)
class Rulings:
    """What judgements say of entities, names and facts; entities are the part of their IRI behind `entity/`."""

    judgements: tuple[Judgement, ...] = ()

    @classmethod
    def of(cls, judgements: Iterable[Judgement]) -> Rulings:
        """The rulings of judgements, in the order of their time."""
        return cls(tuple(sorted(set(judgements))))

    def final(self, entity: str) -> str:
        """The entity that one is part of, once those that are judged the same are joined."""
        return self._joined.get(entity, entity)

    def joins(self, entity: str) -> frozenset[str]:
        """All that are joined in an entity, itself included."""
        return frozenset({entity, *(one for one, into in self._joined.items() if into == entity)})

    def label(self, entity: str) -> str:
        """The name that somebody gave to an entity; empty for most."""
        return self._told.get((Verdict.RENAME, entity), "")

    def cls(self, entity: str) -> str:
        """The class that somebody gave to an entity; empty for most."""
        return self._told.get((Verdict.RETYPE, entity), "")

    def bound(self, document: str) -> frozenset[str]:
        """The folded names that in a document mean somebody whom no other document speaks of."""
        return self._bound.get(document, frozenset())

    def verdict(self, document: str, claim: Claim) -> Verdict | None:
        """Whether somebody has rejected or confirmed a claim."""
        return self.facts.get((document, fact_key(claim))) if self.facts else None

    @cached_property
    def parted(self) -> frozenset[frozenset[str]]:
        """The pairs of entities that are not the same."""
        apart = (each for each in self.judgements if each.verdict is Verdict.APART and BESIDE not in each.other)
        return frozenset(frozenset({each.target, each.other}) for each in apart)

    @cached_property
    def entities(self) -> frozenset[str]:
        """All entities that some judgement names."""
        named = {each.target for each in self.judgements if each.verdict in ENTITIES}
        pairs = {each.other for each in self.judgements if each.verdict in PAIRS and BESIDE not in each.other}
        return frozenset(named | pairs)

    @cached_property
    def documents(self) -> frozenset[tuple[str, str]]:
        """The documents whose names are bound or whose facts are judged, each with what is judged in it."""
        bound = {(document, name) for document, names in self._bound.items() for name in names}
        return frozenset(bound | {(document, f"{key} {verdict}") for (document, key), verdict in self.facts.items()})

    @cached_property
    def _joined(self) -> Mapping[str, str]:
        """Entity → what it is part of. The first that was named keeps its name; what is parted is never joined."""
        groups: dict[str, list[str]] = {}
        for each in self.judgements:
            if each.verdict is not Verdict.SAME:
                continue
            one, other = (groups.setdefault(end, [end]) for end in (each.target, each.other))
            if one is other or any(frozenset({a, b}) in self.parted for a in one for b in other):
                continue
            one.extend(other)
            groups.update(dict.fromkeys(other, one))
        return {entity: group[0] for entity, group in groups.items()}

    @cached_property
    def _told(self) -> Mapping[tuple[Verdict, str], str]:
        return {(each.verdict, self.final(each.target)): each.other for each in self.judgements}

    @cached_property
    def _bound(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, frozenset[str]] = {}
        for each in self.judgements:
            if each.verdict is Verdict.APART and BESIDE in each.other:
                name, _, document = each.other.partition(BESIDE)
                found[document] = found.get(document, frozenset()) | {fold(name)}
        return found

    @cached_property
    def facts(self) -> Mapping[tuple[str, str], Verdict]:
        """Document and `fact_key` → whether somebody rejected or confirmed it; the last who judged has the say."""
        judged = (each for each in self.judgements if each.verdict in {Verdict.REJECT, Verdict.CONFIRM})
        return {(each.target, each.other): each.verdict for each in judged}


def fact_key(claim: Claim) -> str:
    """What a document says, however it was found: relation, status, and where its ends stand."""
    ends = (f"{end.start}-{end.end}" if end else "-" for end in (claim.subject, claim.object))
    return f"{claim.relation} {' '.join(ends)} {claim.status}" + (" former" if claim.former else "")

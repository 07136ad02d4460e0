"""What people may do with a graph beside reading it: judge, and ask what is worth a judgement."""

from __future__ import annotations

import os

from kg.judging.bench import Bench, iri, read_file
from kg.judging.doubts import Doubt, doubts
from kg.judging.reasons import Reasons, reasons
from kg.records import Entity, Judgement
from kg.store import Store


class Judged:
    """The part of a graph that people decide."""

    store: Store

    def judge(self, *, author: str = "", reason: str = "", time: str = "") -> Bench:
        """Judge entities and facts: `graph.judge(reason="…").same("Parliament (Kenya)", "Bunge")`.

        Args:
            author: who judges; the user of the machine when empty.
            reason: why.
            time: when, ISO 8601; now when empty.
        """
        return Bench(self.store, author=author, reason=reason, time=time)

    def judgements(self) -> list[Judgement]:
        """What people have judged, by time."""
        return self.store.judgements()

    def add_judgements(self, path: str | os.PathLike[str]) -> int:
        """Make the judgements of a file that `kg judgements --export` wrote; how many there are.

        Raises:
            InputError: the file cannot be read, or a line of it is no judgement.
        """
        made = read_file(path)
        self.store.judge(add=made)
        return len(made)

    def doubts(self) -> list[Doubt]:
        """Pairs of entities worth a judgement, best first."""
        return doubts(self.store)

    def why(self, entity: str | Entity) -> Reasons:
        """Why an entity is what it is: its names, who uses them, what joined them.

        Raises:
            QueryError: no entity is called so, or several are.
        """
        return reasons(self.store, self.judge().entity(iri(entity)))

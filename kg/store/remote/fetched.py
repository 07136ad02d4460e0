"""The quads of a server as far as they were fetched, and what is known of them: asked for once, and many at a time.

Each pattern is one round trip, and a change asks for thousands. So a change is worked out on what is known; what it
asks for beyond that is noted, fetched in one go, and the change worked out again, until it asks nothing new. It
depends on nothing but what it reads: the last answer is the one that it would have given beside the quads. Who reads
document after document is given the next ones along with each.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import IO, Any

import pyoxigraph as ox

import kg.triples.terms as terms
from kg.errors import KgError
from kg.store.change import Revision
from kg.store.protocol import Quads
from kg.store.remote.patterns import MOST_GRAPHS, Pattern, count, fetch, graphs
from kg.store.remote.wire import Wire
from kg.triples import Minter
from kg.triples.findings import REPEATS, STATEMENT
from kg.triples.said import value
from kg.triples.terms import kg

ROUNDS = 40
"""So often a change is worked out on what is known; then each pattern is fetched as it is asked for."""
AHEAD = 16
"""So many documents are fetched when the first of them is read."""
ROOM = 400_000
"""Quads that are remembered; what was fetched is forgotten when there are more."""
DOCUMENTS: Pattern = (None, terms.TYPE, kg("Document"), None)
_GRAPH = re.compile(r"GRAPH\s*<([^<>\s]+)>")
_MISREAD = (LookupError, ValueError, TypeError, AttributeError, AssertionError, StopIteration, KgError)
"""What working out a change raises when it was told that there is nothing where there is something."""


class Fetched:
    """The quads of one graph on a server, in the state that they had when they were first asked for; a `Quads`.

    Args:
        wire: to the server.
        minter: for the graphs that are ours.
    """

    def __init__(self, wire: Wire, minter: Minter) -> None:
        self._wire = wire
        self._minter = minter
        self._quads = ox.Store()
        self._known: set[Pattern] = set()
        self._missing: dict[Pattern, None] | None = None  # what is asked for while a change is worked out

    # --- what is asked of quads ------------------------------------------------------------------

    def quads_for_pattern(
        self,
        subject: Any,
        predicate: Any,
        object: Any,  # noqa: A002
        graph_name: Any = None,
        /,
    ) -> Iterator[ox.Quad]:
        """The quads with these terms; None stands for any."""
        pattern: Pattern = (subject, predicate, object, graph_name)
        if pattern == (None, None, None, None):
            return iter(self)
        if not self._knows(pattern):
            wanted = self._around(pattern)
            if self._missing is None:
                self._read(wanted)
            else:
                self._missing.update(dict.fromkeys(wanted))
        return self._quads.quads_for_pattern(subject, predicate, object, graph_name)

    def query(
        self,
        query: str,
        /,
        *,
        prefixes: dict[str, str] | None = None,
        use_default_graph_as_union: bool = False,  # noqa: ARG002
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """Answer a query about the graphs whose IRIs it names; they are fetched first."""
        for graph in _GRAPH.findall(query):
            self.quads_for_pattern(None, None, None, ox.NamedNode(graph))
        return self._quads.query(query, prefixes=prefixes)

    def dump(self, output: IO[bytes] | str | os.PathLike[str], /, format: ox.RdfFormat) -> None:  # noqa: A002
        """Write all quads, in little memory."""
        if isinstance(output, str | os.PathLike):
            with open(output, "wb") as file:  # noqa: PTH123 - as pyoxigraph takes it
                return self.dump(file, format)
        for block in self._blocks():
            block.dump(output, format)
        return None

    def named_graphs(self) -> Iterator[ox.NamedNode | ox.BlankNode]:
        """The graphs that are ours, in order."""
        return (each for each in graphs(self._wire, self._ours) if self._is_ours(each))

    def __contains__(self, quad: ox.Quad) -> bool:
        return next(self.quads_for_pattern(*quad), None) is not None

    def __iter__(self) -> Iterator[ox.Quad]:
        for block in self._blocks():
            yield from block

    def __len__(self) -> int:
        return count(self._wire, f"GRAPH ?g {{ ?s ?p ?o }} {self._ours}")

    # --- changes ---------------------------------------------------------------------------------

    def work_out(self, make: Callable[[Quads], Revision]) -> Revision:
        """A change that `make` works out of what it reads here, in few round trips."""
        self._forget_if_full()
        for _ in range(ROUNDS):
            with self._noting() as missing:
                try:
                    made: Revision | None = make(self)
                except _MISREAD:
                    if not missing:
                        raise
                    made = None
            if made is not None and not missing:
                return made
            self._fetch(missing)
        return make(self)

    def change(self, revision: Revision) -> None:
        """Follow a change that was made on the server."""
        for quad in revision.delete:
            self._quads.remove(quad)
        for graph in revision.drop:
            self._quads.remove_graph(graph)
        self._quads.extend(revision.insert)

    def fetch_all(self) -> None:
        """Fetch everything, for who reads everything."""
        self._fetch([(None, None, None, each) for each in self.named_graphs() if isinstance(each, ox.NamedNode)])
        self._known.add((None, None, None, None))

    @contextmanager
    def _noting(self) -> Iterator[dict[Pattern, None]]:
        self._missing = {}
        try:
            yield self._missing
        finally:
            self._missing = None

    # --- what is known ---------------------------------------------------------------------------

    def _knows(self, pattern: Pattern) -> bool:
        subject, _, _, graph = pattern
        wider: list[Pattern] = [pattern, (None, None, None, None), (subject, None, None, graph)]
        wider += [(subject, None, None, None), (None, None, None, graph)]
        return any(each in self._known for each in wider if any(each) or each != pattern)

    def _around(self, pattern: Pattern) -> list[Pattern]:
        """What to fetch where a pattern is asked for: all of its subject, both graphs of its document, or just that."""
        subject, _, _, graph = pattern
        if subject is not None:
            return [(subject, None, None, graph)]
        document = None if graph is None else self._document(graph)
        if document is not None:
            return [(None, None, None, ox.NamedNode(f"{document}/{layer}")) for layer in ("says", "knows")]
        return [pattern]

    def _document(self, graph: Any) -> str | None:
        """The document whose graph this is."""
        iri = value(graph)
        below = iri.startswith(f"{self._minter.base}document/") and iri.endswith(("/says", "/knows"))
        return iri.rpartition("/")[0] if below else None

    def _read(self, wanted: list[Pattern]) -> None:
        """Fetch for who reads, and what he will ask for next."""
        self._forget_if_full()
        wanted = [*wanted, *self._ahead(wanted[0])]
        found = self._fetch(wanted)
        entities = f"{self._minter.base}entity/"
        named = {quad.object for quad in found if isinstance(quad.object, ox.NamedNode)}
        more = [(each, None, None, self._minter.names) for each in named if each.value.startswith(entities)]
        surest = {quad.object for quad in found if quad.predicate == REPEATS and isinstance(quad.object, ox.NamedNode)}
        self._fetch([*more, *((each, None, None, None) for each in surest)])

    def _ahead(self, pattern: Pattern) -> Iterator[Pattern]:
        """The same of the documents after this one, once they have been listed."""
        subject, _, _, graph = pattern
        document = None if graph is None else self._document(graph)
        if document is None or DOCUMENTS not in self._known or (subject is not None and value(subject) != document):
            return
        after = sorted(
            value(quad.subject) for quad in self._quads.quads_for_pattern(None, terms.TYPE, kg("Document"), None)
        )
        many = AHEAD if subject is None else AHEAD * AHEAD
        for each in [iri for iri in after if iri > document][:many]:
            if subject is not None:
                yield (ox.NamedNode(each), None, None, ox.NamedNode(f"{each}/says"))
            else:
                yield from self._around((None, None, None, ox.NamedNode(f"{each}/says")))

    def _fetch(self, wanted: Iterable[Pattern]) -> list[ox.Quad]:
        """Fetch and remember what is not yet known; of facts that state the same, also what they are compared by."""
        new = [each for each in dict.fromkeys(wanted) if not self._knows(each)]
        found = self._remember(new)
        if any(predicate == STATEMENT and obj is not None for _, predicate, obj, _ in new):
            facts = {quad.subject for quad in found if quad.predicate == STATEMENT}
            told = self._remember(self._unknown(facts))
            below = f"{self._minter.base}document/"
            ends = {quad.object for quad in told if value(quad.object).startswith(below)}
            documents = {ox.NamedNode(str(self._document(quad.graph_name))) for quad in told}
            self._remember(self._unknown(ends | documents))
        return found

    def _is_fact(self, subject: Any) -> bool:
        return value(subject).startswith(f"{self._minter.base}fact/")

    def _unknown(self, subjects: Iterable[Any]) -> list[Pattern]:
        patterns: list[Pattern] = [(each, None, None, None) for each in subjects]
        return [each for each in patterns if not self._knows(each)]

    def _remember(self, patterns: list[Pattern]) -> list[ox.Quad]:
        found = [quad for quad in fetch(self._wire, patterns) if self._is_ours(quad.graph_name)]
        self._quads.extend(found)
        self._known.update(patterns)
        read = {graph for subject, _, _, graph in patterns if subject is None and graph and self._document(graph)}
        facts = {quad.subject for quad in found if quad.graph_name in read and self._is_fact(quad.subject)}
        self._known.update(self._unknown(facts))  # nothing else is said of them elsewhere
        return found

    def _forget_if_full(self) -> None:
        if len(self._quads) > ROOM:
            listed = (
                list(self._quads.quads_for_pattern(None, terms.TYPE, kg("Document"), None))
                if DOCUMENTS in self._known
                else None
            )
            self._quads, self._known = ox.Store(), set()
            if listed is not None:
                self._quads.extend(listed)
                self._known.add(DOCUMENTS)

    # --- all of it -------------------------------------------------------------------------------

    def _blocks(self) -> Iterator[ox.Store]:
        """All quads, those of some graphs at a time."""
        own = [each for each in self.named_graphs() if isinstance(each, ox.NamedNode)]
        for start in range(0, len(own), MOST_GRAPHS):
            block = ox.Store()
            block.extend(fetch(self._wire, [(None, None, None, each) for each in own[start : start + MOST_GRAPHS]]))
            yield block

    def _is_ours(self, graph: Any) -> bool:
        return graph in {self._minter.names, self._minter.judgements} or self._document(graph) is not None

    @property
    def _ours(self) -> str:
        below = f'STRSTARTS(STR(?g), "{self._minter.base}document/")'
        return f"FILTER({below} || ?g = {self._minter.names} || ?g = {self._minter.judgements})"

"""A graph that a SPARQL server keeps, as the rest of `kg` sees it: one writes, many read."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from threading import RLock

import pyoxigraph as ox

from kg.errors import StoreError
from kg.ontology import Source
from kg.store.change import Revision
from kg.store.directory import FORMAT, Manifest
from kg.store.generations import View
from kg.store.pinned import Pinned
from kg.store.protocol import Quads
from kg.store.remote.about import BASE_IS, About, base_of, named
from kg.store.remote.changes import clear, insert, make, steps
from kg.store.remote.fetched import Fetched
from kg.store.remote.wire import Wire
from kg.triples import Minter
from kg.triples.said import value
from kg.triples.terms import kg


class Remote:
    """Quads on a server; what it says of itself is `manifest`.

    Args:
        url: as `Wire` takes it.
        base: base IRI of the graph; the only one there when None.
        create: False to open only what exists.
        derived_with: what a new graph's names are resolved with.
        rebuild: True where an older graph will be emptied anyway.
        read_only: True never to write.

    Raises:
        StoreError: no server, no graph there, one that this kg cannot read, or a server that looks into no graph
            unless it is named.
    """

    def __init__(
        self,
        url: str,
        *,
        base: str | None = None,
        create: bool = True,
        derived_with: str = "",
        rebuild: bool = False,
        read_only: bool = False,
    ) -> None:
        self._wire = Wire(url)
        self._about = About(self._wire, base_of(self._wire, base))
        self._minter = Minter(self._about.base)
        self._read_only = read_only
        self._writer = ""
        self._live: Fetched | None = None
        self._shown: tuple[str, Fetched] | None = None
        self._whole = True
        self._lock = RLock()
        self.manifest = self._opened(create=create and not read_only, derived_with=derived_with, rebuild=rebuild)
        self._probe()

    def _opened(self, *, create: bool, derived_with: str, rebuild: bool) -> Manifest:
        found = self._about.read()
        if found is None:
            if not create:
                raise StoreError(f"no graph at {self.url}; make one with `kg build PATH… --graph {self.url}`")
            found = Manifest(self._about.base, derived_with)
            insert(self._wire, [*self._about.of(found, ()), *self._about.after(derived_with, _mark())])
        if found.format < FORMAT and not rebuild:
            raise StoreError(f"{self.url} was built by an older kg (format {found.format}, this one writes {FORMAT}); "
                             f"build it anew: kg build PATH… --graph {self.url} --rebuild")  # fmt: skip
        return found

    def _probe(self) -> None:
        """Raise where what is known to be there is not seen unless its graph is named: all answers would be empty."""
        if not self._wire.rows(f"SELECT ?o {{ {self._about.manifest} {BASE_IS} ?o }}"):
            raise StoreError(f"{self.url} looks into no named graph by itself; start it with the union of all graphs "
                             "as the default graph (Oxigraph: --union-default-graph)")  # fmt: skip

    @property
    def url(self) -> str:
        """Where the server is."""
        return self._wire.url

    @property
    def requests(self) -> int:
        """How many were sent so far."""
        return self._wire.requests

    # --- reading ---------------------------------------------------------------------------------

    @property
    def whole(self) -> bool:
        """False when a change was cut off here."""
        return self._whole

    @property
    def live(self) -> Fetched:
        """What is written to; from the first time on, others that began to write before are told so, and stop."""
        with self._lock:
            if self._live is None:
                self._begin()
            assert self._live is not None
            return self._live

    def latest(self) -> Fetched:
        """All that was written here, or what is there now."""
        return self._live if self._live is not None else self._now()

    def view(self) -> View:
        """What is there now."""
        return View(self._now(), server=self)

    def still(self) -> AbstractContextManager[object]:
        """Others may change it meanwhile, and cannot be kept from it."""
        return nullcontext()

    def pinned(self) -> Pinned:
        """What is there now, as far as it is fetched."""
        return Pinned(self.view(), self.url)

    def answer(self, query: str, *, prefixes: Mapping[str, str], timeout: float | None) -> tuple[str, bytes]:
        """The answer of the server to a user's query, with its kind.

        Raises:
            SyntaxError: as pyoxigraph says it.
            QueryError: too slow, or refused.
        """
        asked = ox.Store().query(query, prefixes=dict(prefixes))
        kinds = ((ox.QueryTriples, "triples"), (ox.QueryBoolean, "boolean"))
        kind = next((name for each, name in kinds if isinstance(asked, each)), "solutions")
        head = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in prefixes.items())
        return kind, self._wire.answer(head + query, kind=kind, timeout=timeout)

    def _now(self) -> Fetched:
        with self._lock:
            if self._live is not None and self._whole:
                return self._live
            mark = self._about.mark()
            if self._shown is None or not mark or self._shown[0] != mark:
                self._shown = (mark, Fetched(self._wire, self._minter))
            return self._shown[1]

    # --- writing ---------------------------------------------------------------------------------

    def _begin(self) -> None:
        if self._read_only:
            raise StoreError(f"{self.url} was opened only to be read; open it without read_only to change it")
        self._writer = _mark()
        clear(self._wire, [self._about.writer])
        insert(self._wire, [self._about.written_by(self._writer)])
        self._live = Fetched(self._wire, self._minter)
        if not self._about.mark():
            self._whole = False
            self._forget_halves(self._live)

    def _forget_halves(self, quads: Fetched) -> None:
        """Empty the graphs of documents that do not count as read: a change was cut off in the middle of them."""
        counted = {value(quad.graph_name) for quad in quads.quads_for_pattern(None, kg("digest"), None, None)}
        halves = [
            graph
            for graph in quads.named_graphs()
            if value(graph).startswith(f"{self._about.base}document/")
            and f"{value(graph).rpartition('/')[0]}/says" not in counted
        ]
        clear(self._wire, [each for each in halves if isinstance(each, ox.NamedNode)])

    def work_out(self, make: Callable[[Quads], Revision], *, everything: bool = False) -> Revision:
        """A change, worked out in few round trips."""
        live = self.live
        if everything:
            live.fetch_all()
        return live.work_out(make)

    def write(self, revision: Revision) -> None:
        """Make a change; cut off anywhere, it leaves documents fewer, and the next writer puts the rest in order.

        Raises:
            StoreError: the server does not answer or refuses, or another process has begun to write.
        """
        revision = revision.spelled_out()
        with self._lock:
            live = self.live
            if self._about.who_writes() != self._writer:
                raise StoreError(f"another process has begun to write to {self.url}; wait until it has finished, and "
                                 "run the same again")  # fmt: skip
            state = list(self._about.after(self.manifest.derived_with, _mark()))
            change = steps(revision, live, self._minter, state)
            self._whole, self._live = False, None
            make(self._wire, change, state=self._about.state)
            live.change(revision)
            self._whole, self._live = True, live

    def keep(self, manifest: Manifest) -> None:
        """Remember what the graph says of itself."""
        self.manifest = manifest
        self.live  # noqa: B018
        clear(self._wire, [self._about.state])
        insert(self._wire, list(self._about.after(manifest.derived_with, _mark())))
        self._whole = True

    def keep_ontology(self, own: Sequence[Source]) -> Mapping[str, str]:
        """Remember the user's own Turtle, in place of what there was."""
        clear(self._wire, [self._about.manifest])
        insert(self._wire, list(self._about.of(self.manifest, own)))
        names = {name: each.digest for name, each in named(own).items()}
        self.manifest = replace(self.manifest, ontology=names)
        return names

    def lock(self) -> None:
        """Be the one who writes."""
        self.live  # noqa: B018

    def publish(self) -> None:
        """What is written is seen at once."""

    def clear(self) -> None:
        """Take everything out."""
        with self._lock:
            live = self.live
            clear(self._wire, [self._about.state])
            clear(self._wire, [each for each in live.named_graphs() if isinstance(each, ox.NamedNode)])
            self._live, self._whole = Fetched(self._wire, self._minter), True
            insert(self._wire, list(self._about.after(self.manifest.derived_with, _mark())))

    def compact(self) -> None:
        """The server keeps its files in order."""

    def close(self) -> None:
        """Hang up."""
        self._live = self._shown = None
        self._wire.close()


def _mark() -> str:
    """What tells one state from all others."""
    return secrets.token_hex(8)

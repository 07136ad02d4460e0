"""Where the quads of a graph are: in memory, or on disk, where many may read while one writes.

Both are read through a `View`, one state that does not change under its reader, and changed by a `Revision` at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from pathlib import Path
from threading import RLock

import pyoxigraph as ox

from kg.errors import StoreError
from kg.ontology import Source
from kg.store import generations, journal
from kg.store.change import Revision
from kg.store.directory import QUADS, Manifest, keep_ontology, sweep, translated, write_manifest
from kg.store.generations import View
from kg.store.kept_lines import Since
from kg.store.pinned import Pinned
from kg.store.protocol import Quads

LARGE = 10_000
"""So many quads go past the log of the store, in files of their own: twice as fast, and no log to replay."""
MOST_UNPUBLISHED = 200
"""After so many changes of a writer that nobody reads, readers of other processes get to see them."""


class Memory:
    """Quads that are gone with the process."""

    whole = True

    def __init__(self) -> None:
        self._quads = ox.Store()
        self._lock = RLock()

    @property
    def live(self) -> ox.Store:
        """What is written to."""
        return self._quads

    def latest(self) -> ox.Store:
        """All that was written."""
        return self._quads

    def view(self) -> View:
        """All that was written; it changes under its reader, unless that holds it `still`."""
        return View(self._quads)

    def still(self) -> AbstractContextManager[object]:
        """No other thread changes anything meanwhile."""
        return self._lock

    def pinned(self) -> Memory:
        """The same: what is in memory has no states."""
        return self

    def lock(self) -> None:
        """Nobody else can write."""

    def publish(self) -> None:
        """Nobody else reads."""

    def work_out(self, make: Callable[[Quads], Revision], *, everything: bool = False) -> Revision:  # noqa: ARG002
        """A change, worked out of what is here."""
        return make(self._quads)

    def keep(self, manifest: Manifest) -> None:
        """Who holds the graph remembers it."""

    def keep_ontology(self, own: Sequence[Source]) -> Mapping[str, str]:
        """Who holds the graph has it."""
        return {source.name: source.digest for source in own}

    def write(self, revision: Revision) -> None:
        """Make a change."""
        with self._lock:
            if len(revision) >= LARGE:
                journal.make(self._quads, revision, revision.lines)
            else:
                _make(self._quads, revision)

    def clear(self) -> None:
        """Take everything out."""
        self._quads.clear()

    def compact(self) -> None:
        """There are no files to put in order."""

    def close(self) -> None:
        """Nothing has to be done."""


class Disk:
    """Quads in a directory.

    Args:
        path: the directory of the graph.
        read_only: True never to write to it.
    """

    whole = True
    """A change that was cut off is made again before anything is written."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self._path = path
        self._read_only = read_only
        self._live: ox.Store | None = None
        self._view: View | None = None
        self._unpublished = 0
        self._since = Since()
        self._lock = RLock()

    @property
    def live(self) -> ox.Store:
        """What is written to; from the first time on, no other process can write.

        Raises:
            StoreError: another process writes, or the graph was opened only to be read.
        """
        with self._lock, translated(self._path):
            if self._live is None:
                self._live = self._locked()
            return self._live

    def _locked(self) -> ox.Store:
        if self._read_only:
            raise StoreError(f"{self._path} was opened only to be read; open it without read_only to change it")
        quads = ox.Store(str(self._path / QUADS))
        sweep(self._path)
        if cut_off := journal.written_down(self._path):
            journal.make(quads, cut_off, cut_off.lines)
            quads.flush()
            journal.strike_out(self._path)
            generations.fall_behind(self._path)
        if generations.is_behind(self._path) or not generations.newest(self._path):
            generations.publish(self._path, quads)
        return quads

    def recover(self) -> None:
        """Publish what a writer that was killed has written, unless one is writing now."""
        cut_off = generations.is_behind(self._path) or (self._path / journal.JOURNAL).exists()
        if (cut_off or not generations.newest(self._path)) and not self._read_only:
            with suppress(StoreError) if generations.newest(self._path) else translated(self._path):
                self.live  # noqa: B018
                self._live = None

    def latest(self) -> Quads:
        """All that this process has written, or else what is published."""
        if self._live is not None:
            return self._live
        return self.view().quads

    def view(self) -> View:
        """The newest state, published first if this process has written since."""
        with self._lock, translated(self._path):
            if self._unpublished:
                self._publish()
            self._view = generations.view(self._path, known=self._view)
            return self._view

    def still(self) -> AbstractContextManager[object]:
        """A view does not change anyway."""
        return nullcontext()

    def pinned(self) -> Pinned:
        """The newest state, and it alone."""
        return Pinned(self.view(), self._path)

    def lock(self) -> None:
        """Be the one who writes."""
        self.live  # noqa: B018

    def work_out(self, make: Callable[[Quads], Revision], *, everything: bool = False) -> Revision:  # noqa: ARG002
        """A change, worked out of what was written."""
        return make(self.live)

    def keep(self, manifest: Manifest) -> None:
        """Remember what the graph says of itself."""
        write_manifest(self._path, manifest)

    def keep_ontology(self, own: Sequence[Source]) -> Mapping[str, str]:
        """Remember the user's own Turtle in place of what there was."""
        return keep_ontology(self._path, own).ontology

    def write(self, revision: Revision) -> None:
        """Make a change: all of it, or nothing."""
        with self._lock, translated(self._path):
            live = self.live
            if not self._unpublished:
                generations.fall_behind(self._path)
            with self._since.noting(revision, generations.state(self._path, generations.newest(self._path))):
                if len(revision) >= LARGE:
                    lines = revision.lines
                    journal.write_down(self._path, revision, lines)
                    journal.make(live, revision, lines)
                    journal.strike_out(self._path)
                else:
                    _make(live, revision)
            self._unpublished += 1
            if self._unpublished >= MOST_UNPUBLISHED:
                self._publish()

    def publish(self) -> None:
        """Let readers see all that was written."""
        with self._lock, translated(self._path):
            if self._unpublished:
                self._publish()

    def _publish(self) -> None:
        self._view = None  # it is of the past, and can go if nobody else holds it
        generations.publish(self._path, self.live, hand_on=self._since.hand_on)
        self._since, self._unpublished = Since(), 0

    def clear(self) -> None:
        """Take everything out."""
        with self._lock, translated(self._path):
            generations.fall_behind(self._path)
            self._since.lose()
            self.live.clear()
            self._publish()

    def compact(self) -> None:
        """Put the files in order."""
        with self._lock, translated(self._path):
            self.live.optimize()
            self._publish()

    def close(self) -> None:
        """Let readers see all that was written, and another process write."""
        with self._lock:
            self.publish()
            self._live = self._view = None


def _make(quads: ox.Store, revision: Revision) -> None:
    """Make a small change, in one transaction."""
    if revision.delete:
        quads.update(revision.update)
    else:
        quads.extend(revision.spelled_out().insert)

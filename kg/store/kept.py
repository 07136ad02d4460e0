"""What a graph asks of a place for its quads: in memory, on disk, one state of either, or a SPARQL server."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from kg.ontology import Source
from kg.store.change import Revision
from kg.store.directory import Manifest
from kg.store.generations import View
from kg.store.protocol import Quads


class Kept(Protocol):
    """A place for quads: read through views, changed by a `Revision` at a time, by one writer."""

    @property
    def live(self) -> Quads:
        """What is written to; from the first time on nobody else writes. Raises StoreError where that cannot be."""

    @property
    def whole(self) -> bool:
        """False when a change was cut off here, so that the ledger and the second layer have to be made anew."""

    def latest(self) -> Quads:
        """All that was written here, or else what readers see."""

    def view(self) -> View:
        """The newest state, for who reads."""

    def still(self) -> AbstractContextManager[object]:
        """No other thread changes what a view shows meanwhile."""

    def pinned(self) -> Kept:
        """The newest state, and it alone."""

    def work_out(self, make: Callable[[Quads], Revision], *, everything: bool = False) -> Revision:
        """A change, worked out by a function of what is stored and of nothing else.

        Args:
            make: may be called several times; only its last answer counts.
            everything: True when it reads all there is.
        """

    def write(self, revision: Revision) -> None:
        """Make a change."""

    def keep(self, manifest: Manifest) -> None:
        """Remember what the graph says of itself."""

    def keep_ontology(self, own: Sequence[Source]) -> Mapping[str, str]:
        """Remember the user's own Turtle in place of what there was; its names, each with its digest."""

    def lock(self) -> None:
        """Be the one who writes."""

    def publish(self) -> None:
        """Let readers see all that was written."""

    def clear(self) -> None:
        """Take everything out."""

    def compact(self) -> None:
        """Put the files in order, if there are any."""

    def close(self) -> None:
        """Let readers see all that was written, and another process write."""

"""One state of a graph that goes on changing, for who lists all of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext

from kg.errors import StoreError
from kg.ontology import Source
from kg.store.change import Revision
from kg.store.directory import Manifest
from kg.store.generations import View
from kg.store.protocol import Quads


class Pinned:
    """One state of the quads in a directory or on a server, for who lists all of it: it cannot be changed."""

    whole = True

    def __init__(self, view: View, where: object) -> None:
        self._view = view
        self._refusal = StoreError(f"this is one state of {where}, which cannot be changed; change the graph itself")

    @property
    def live(self) -> Quads:
        """Nothing here is written to.

        Raises:
            StoreError: always.
        """
        raise self._refusal

    def latest(self) -> Quads:
        """The state."""
        return self._view.quads

    def view(self) -> View:
        """The state."""
        return self._view

    def still(self) -> AbstractContextManager[object]:
        """It does not change anyway."""
        return nullcontext()

    def pinned(self) -> Pinned:
        """Itself."""
        return self

    def lock(self) -> None:
        """Nothing here is written to."""
        raise self._refusal

    def publish(self) -> None:
        """There is nothing to publish."""

    def work_out(self, make: Callable[[Quads], Revision], *, everything: bool = False) -> Revision:  # noqa: ARG002
        """Nothing here is changed."""
        raise self._refusal

    def keep(self, manifest: Manifest) -> None:  # noqa: ARG002
        """Nothing here is changed."""
        raise self._refusal

    def keep_ontology(self, own: Sequence[Source]) -> Mapping[str, str]:  # noqa: ARG002
        """Nothing here is changed."""
        raise self._refusal

    def write(self, _: Revision) -> None:
        """Nothing here is written to."""
        raise self._refusal

    def clear(self) -> None:
        """Nothing here is written to."""
        raise self._refusal

    def compact(self) -> None:
        """Nothing here is written to."""
        raise self._refusal

    def close(self) -> None:
        """It goes when nobody holds it."""

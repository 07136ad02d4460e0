"""Quads as the rest of `kg` reads them, whoever keeps them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import IO, Any, Protocol

import pyoxigraph as ox


class Quads(Protocol):
    """Quads to be read. A `pyoxigraph.Store` is some; those of a server are others.

    Literals are what `pyoxigraph.Store` makes of them, whoever keeps them: `0.90` is `0.9`, `1` of a boolean is `true`.
    """

    def quads_for_pattern(
        self,
        subject: Any,
        predicate: Any,
        object: Any,  # noqa: A002
        graph_name: Any = None,
        /,
    ) -> Iterator[ox.Quad]:
        """The quads with these terms; None stands for any."""

    def query(
        self, query: str, /, *, prefixes: dict[str, str] | None = None, use_default_graph_as_union: bool = False
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """Answer a query; those of a server answer only one that stands in graphs whose IRIs it names."""

    def dump(self, output: IO[bytes] | str | os.PathLike[str], /, format: ox.RdfFormat) -> bytes | None:  # noqa: A002
        """Write all quads."""

    def named_graphs(self) -> Iterator[ox.NamedNode | ox.BlankNode]:
        """The graphs that there are."""

    def __contains__(self, quad: Any, /) -> bool: ...

    def __iter__(self) -> Iterator[ox.Quad]: ...

    def __len__(self) -> int: ...


class Server(Protocol):
    """Who answers SPARQL over all quads elsewhere, and not in this process or a child of it."""

    def answer(self, query: str, *, prefixes: Mapping[str, str], timeout: float | None) -> tuple[str, bytes]:
        """The kind of the answer, and the answer as SPARQL JSON or N-Triples."""

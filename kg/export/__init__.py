"""Graph → files that other programs read; the mirror of `kg.readers`.

    turtle, ntriples, rdfxml, jsonld    entities, facts, and the sentences they come from
    trig, nquads                        everything, by named graph
    graphml, gexf                       entities and the facts between them, as a network
    csv                                 the facts as a table

The same graph gives the same bytes, whenever and wherever it is written.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import ExportError
from kg.export.files import write_whole
from kg.store import Store

if TYPE_CHECKING:
    import networkx
    import rdflib

__all__ = ["FORMATS", "SUFFIXES", "serialize", "to_networkx", "to_rdflib", "write", "write_whole"]

FORMATS: Mapping[str, str] = {
    "turtle": "kg.export.rdf",
    "trig": "kg.export.rdf",
    "nquads": "kg.export.rdf",
    "ntriples": "kg.export.rdf",
    "jsonld": "kg.export.rdf",
    "rdfxml": "kg.export.rdf",
    "graphml": "kg.export.networks",
    "gexf": "kg.export.networks",
    "csv": "kg.export.tables",
}
"""Name of a format → the module with the function of that name; loaded when it is asked for."""
SUFFIXES: Mapping[str, str] = {
    ".ttl": "turtle",
    ".trig": "trig",
    ".nq": "nquads",
    ".nt": "ntriples",
    ".jsonld": "jsonld",
    ".rdf": "rdfxml",
    ".xml": "rdfxml",
    ".graphml": "graphml",
    ".gexf": "gexf",
    ".csv": "csv",
}


def write(store: Store, path: str | os.PathLike[str], *, format: str | None = None) -> None:  # noqa: A002
    """Writes the graph; the file appears whole or not at all.

    Args:
        store: the graph.
        path: the file.
        format: one of `FORMATS`; told from the suffix of `path` when None.

    Raises:
        ExportError: the format is unknown, or the file cannot be written.
    """
    suffix = Path(path).suffix.lower()
    if format is None and suffix not in SUFFIXES:
        raise ExportError(f"{Path(path).name!r} does not tell its format; use --format {'|'.join(FORMATS)}")
    write_whole(path, serialize(store, format or SUFFIXES[suffix]))


def serialize(store: Store, format: str) -> bytes:  # noqa: A002
    """The graph in a format.

    Raises:
        ExportError: the format is unknown; the message lists those that exist.
    """
    if format not in FORMATS:
        raise ExportError(f"unknown format {format!r}; there are {', '.join(FORMATS)}")
    function: Callable[[Store], bytes] = getattr(import_module(FORMATS[format]), format)
    return function(store)


def to_networkx(store: Store) -> networkx.MultiDiGraph[str]:
    """Entities as nodes and facts as edges; see `kg.export.networks.network`."""
    from kg.export.networks import network

    return network(store)


def to_rdflib(store: Store) -> rdflib.Graph:
    """The triples of the Turtle export in memory, with its prefixes."""
    import rdflib

    graph = rdflib.Graph(bind_namespaces="none")
    for prefix, iri in store.prefixes.items():
        graph.bind(prefix, iri)
    return graph.parse(data=serialize(store, "ntriples"), format="nt")

"""Graph → files that other programs read; the mirror of `kg.readers`.

    turtle, ntriples, rdfxml, jsonld    entities, facts, and the sentences they come from
    trig, nquads                        everything, by named graph
    graphml, gexf                       entities and the facts between them, as a network
    csv                                 the facts as a table
    events, parquet                     the events as a table for those who count
    void                                a description of the graph as a data set (VoID, DCAT 3)
    nanopub                             one fact as a nanopublication

Other packages add formats by an entry point `kg.exporters`, whose name is that of the format and its suffix: a function
from the store (which lists facts, entities, mentions and documents, and answers queries) to bytes.

The same graph gives the same bytes, whenever and wherever it is written.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from kg import plugins
from kg.errors import ExportError, KgError
from kg.export.files import write_whole
from kg.export.wishes import NOTHING, UNDERSTOOD, Options, Wishes
from kg.store import Store

if TYPE_CHECKING:
    import networkx
    import pandas
    import rdflib

__all__ = [
    "FORMATS",
    "SUFFIXES",
    "Options",
    "Wishes",
    "formats",
    "serialize",
    "to_networkx",
    "to_pandas",
    "to_rdflib",
    "write",
    "write_whole",
]

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
    "events": "kg.export.events",
    "parquet": "kg.export.events",
    "void": "kg.export.void",
    "nanopub": "kg.export.nanopub",
}
"""Name of a format → the module with the function of that name; loaded when it is asked for."""
WHOLE = frozenset({"trig", "nquads"})
"""Formats that have everything, how words lead to facts included."""
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
    ".parquet": "parquet",
}


def formats() -> list[str]:
    """The names of all formats, ours first, then those that installed packages add."""
    return [*FORMATS, *(name for name in plugins.names(plugins.EXPORTERS) if name not in FORMATS)]


def write(
    store: Store,
    path: str | os.PathLike[str],
    *,
    format: str | None = None,  # noqa: A002
    wishes: Wishes = NOTHING,
) -> None:
    """Writes the graph; the file appears whole or not at all.

    Args:
        store: the graph.
        path: the file.
        format: one of `formats()`; told from the suffix of `path` when None.
        wishes: what else is asked of the file.

    Raises:
        ExportError: the format is unknown or has not what is asked, or the file cannot be written.
    """
    suffix = Path(path).suffix.lower()
    told = SUFFIXES.get(suffix, suffix.removeprefix("."))
    if format is None and told not in formats():
        raise ExportError(f"{Path(path).name!r} does not tell its format; use --format {'|'.join(formats())}")
    if format == "events" and suffix == ".parquet":
        format = "parquet"  # noqa: A001
    write_whole(path, _content(store, format or told, wishes))


def serialize(store: Store, format: str, wishes: Wishes = NOTHING) -> bytes:  # noqa: A002
    """The graph in a format.

    Raises:
        ExportError: the format is unknown (the message lists those that exist), or has not what is asked.
    """
    content = _content(store, format, wishes)
    return content if isinstance(content, bytes) else b"".join(content)


def _content(store: Store, name: str, wishes: Wishes) -> bytes | Iterable[bytes]:
    """The graph in a format, at once or piece by piece."""
    if name not in formats():
        raise ExportError(f"unknown format {name!r}; there are {', '.join(formats())}")
    wishes.require(name)
    if store.only is not None and name in WHOLE:
        raise ExportError(f"{name} holds the whole graph; write a part as turtle, csv, events, graphml or gexf")
    if name not in FORMATS:
        return _added(store, name)
    function: Callable[..., bytes | Iterable[bytes]] = getattr(import_module(FORMATS[name]), name)
    understands = any(name in formats for formats in UNDERSTOOD.values())
    return function(store, wishes) if understands else function(store)


def _added(store: Store, name: str) -> bytes:
    """The graph in the format of an installed package."""
    exporter = plugins.load(plugins.EXPORTERS, name, error=ExportError)
    try:
        content = exporter(store)
        return content.encode() if isinstance(content, str) else bytes(content)
    except KgError:
        raise
    except Exception as problem:
        raise ExportError(plugins.failed(plugins.EXPORTERS, name, problem)) from problem


def to_networkx(store: Store) -> networkx.MultiDiGraph[str]:
    """Entities as nodes and facts as edges; see `kg.export.networks.network`."""
    from kg.export.networks import network

    return network(store)


def to_pandas(store: Store) -> pandas.DataFrame:
    """The table of events as a data frame; see `kg.export.events`."""
    from kg.export.events import to_pandas as framed

    return framed(store)


def to_rdflib(store: Store) -> rdflib.Graph:
    """The triples of the Turtle export in memory, with its prefixes."""
    import rdflib

    graph = rdflib.Graph(bind_namespaces="none")
    for prefix, iri in store.prefixes.items():
        graph.bind(prefix, iri)
    return graph.parse(data=serialize(store, "ntriples"), format="nt")

"""Every error a caller can meet, as one small tree.

    KgError                 anything `kg` reports on purpose; the message names the next step
    ├── InputError          a document, corpus line or path that cannot be read
    ├── ModelError          a language model that is missing, broken or of the wrong kind
    ├── OntologyError       Turtle that does not say what the ontology needs
    ├── StoreError          a graph directory that is missing, locked, full or damaged
    ├── QueryError          an unknown query, a missing parameter, bad or refused SPARQL
    └── ExportError         an unknown format or an output that cannot be written

Foreign errors are translated once, at the edge of the module that owns the library,
with `raise ... from`, so that the cause stays visible to a developer.
"""

from __future__ import annotations


class KgError(Exception):
    """Base of all errors that `kg` raises on purpose; `str(error)` is one line for a person."""


class InputError(KgError):
    """A document, a corpus line or a path could not be read; the build goes on without it."""


class ModelError(KgError):
    """The language model is missing, broken, or lacks what extraction needs."""


class OntologyError(KgError):
    """A Turtle file of the ontology is malformed or names something that does not exist."""


class StoreError(KgError):
    """The graph directory is missing, in use by another process, full, or damaged."""


class QueryError(KgError):
    """A query is unknown, lacks a parameter, is not valid SPARQL, or asks for what is refused."""


class ExportError(KgError):
    """A format is unknown or the output file cannot be written."""

"""News in, a knowledge graph you can trust out: every fact points at its sentence.

>>> import kg
>>> graph = kg.build("seeds/")
>>> meetings = [fact for fact in graph.facts() if fact.relation == "meets" and fact.subject == "James Dobbins"]
>>> [(fact.object, fact.status, fact.document) for fact in meetings]
[('Taliban', 'planned', '000_7b65b5cdeb3f6ac3.txt')]
>>> "will meet on the U.S.'s behalf with the Taliban" in meetings[0].sentence
True
>>> [row["relation"] for row in graph.query("meetings", name="James Dobbins")]
['meets']
>>> graph.to_networkx().has_edge(meetings[0].subject_iri, meetings[0].object_iri)
True
>>> graph.retract("000_7b65b5cdeb3f6ac3.txt")
True
>>> "James Dobbins" in {entity.name for entity in graph.entities()}
False

Importing `kg` costs nothing: models and libraries are loaded by the first call that needs them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg import ontology, queries
    from kg.errors import ExportError, InputError, KgError, ModelError, OntologyError, QueryError, StoreError
    from kg.explain import Blindspots, Explanation
    from kg.graph import Graph
    from kg.judging import Bench, Doubt, Reasons
    from kg.ontology import Ontology
    from kg.pipeline import Tally, build
    from kg.queries import Parameter, Query
    from kg.readers import Fields, Skipped, Source
    from kg.records import (
        Argument,
        Claim,
        CountKind,
        Document,
        Entity,
        Extraction,
        Fact,
        Judgement,
        Kind,
        LocalEntity,
        Mention,
        Sentence,
        Status,
        TimeSpan,
        Verdict,
    )
    from kg.store import Receipt, Result, StoredDocument
    from kg.triples import LinkedMention
    from kg.validate import Violation

__version__ = "0.2.0"
__all__ = [
    "Argument",
    "Bench",
    "Blindspots",
    "Claim",
    "CountKind",
    "Document",
    "Doubt",
    "Entity",
    "Explanation",
    "ExportError",
    "Extraction",
    "Fact",
    "Fields",
    "Graph",
    "InputError",
    "Judgement",
    "KgError",
    "Kind",
    "LinkedMention",
    "LocalEntity",
    "Mention",
    "ModelError",
    "Ontology",
    "OntologyError",
    "Parameter",
    "Query",
    "QueryError",
    "Reasons",
    "Receipt",
    "Result",
    "Sentence",
    "Skipped",
    "Source",
    "Status",
    "StoreError",
    "StoredDocument",
    "Tally",
    "TimeSpan",
    "Verdict",
    "Violation",
    "__version__",
    "build",
    "ontology",
    "queries",
]

_HOMES = {
    "kg.errors": ("ExportError", "InputError", "KgError", "ModelError", "OntologyError", "QueryError", "StoreError"),
    "kg.records": (
        "Argument",
        "Claim",
        "CountKind",
        "Document",
        "Entity",
        "Extraction",
        "Fact",
        "Judgement",
        "Kind",
        "LocalEntity",
        "Mention",
        "Sentence",
        "Status",
        "TimeSpan",
        "Verdict",
    ),
    "kg.ontology": ("Ontology",),
    "kg.readers": ("Fields", "Skipped", "Source"),
    "kg.triples": ("LinkedMention",),
    "kg.store": ("Receipt", "Result", "StoredDocument"),
    "kg.validate": ("Violation",),
    "kg.queries": ("Parameter", "Query"),
    "kg.explain": ("Blindspots", "Explanation"),
    "kg.judging": ("Bench", "Doubt", "Reasons"),
    "kg.graph": ("Graph",),
    "kg.pipeline": ("Tally", "build"),
}
"""Where the public names live; `ontology` and `queries` are modules."""


def __getattr__(name: str) -> Any:
    """Import what is public when it is first asked for."""
    if name not in __all__:
        raise AttributeError(f"module 'kg' has no attribute {name!r}; it has {', '.join(__all__)}")
    from importlib import import_module

    home = next((module for module, names in _HOMES.items() if name in names), None)
    return getattr(import_module(home), name) if home else import_module(f"kg.{name}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

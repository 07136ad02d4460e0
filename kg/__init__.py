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
    from kg.errors import KgError
    from kg.graph import Graph
    from kg.pipeline import build

__version__ = "0.1.0"
__all__ = ["Graph", "KgError", "__version__", "build"]

_HOMES = {"Graph": "kg.graph", "KgError": "kg.errors", "build": "kg.pipeline"}


def __getattr__(name: str) -> Any:
    """Import what is public when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module 'kg' has no attribute {name!r}; it has {', '.join(__all__)}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

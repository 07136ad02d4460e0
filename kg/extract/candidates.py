"""A mention before coreference."""

from __future__ import annotations

from dataclasses import dataclass

from kg.language.grammar import Node
from kg.ontology import Entry
from kg.records import Kind


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mention before coreference: nodes `first`..`last`, its head node, what is known of its class."""

    first: int
    last: int
    head: Node
    start: int
    end: int
    text: str
    kind: Kind
    cls: str
    name: str
    """The words that identify it: a name without titles and possessive, or the phrase itself."""
    entry: Entry | None = None
    demonym: bool = False
    number: str = ""
    gender: str = ""
    confidence: float = 1.0
    spread: tuple[int, int] | None = None
    """Nodes of the whole span that the model marked, titles and articles included."""

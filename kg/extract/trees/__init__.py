"""Trees as the parser gave them -> trees mended around names, offices and clauses.

In: a `Reading` fresh from the language model. Out: the same document, its names settled and its trees mended in place.

A named span is a stronger witness than a parse: a person's name is one unit, and what stands before it is its title.
Each mend looks for one wrong shape and re-hangs its words as Universal Dependencies would have it. `MENDS` lists them
in the order in which they act, each with a name and an example.
"""

from __future__ import annotations

from dataclasses import replace

from kg.extract.grammar.heads import head_of
from kg.extract.names import classes, spans
from kg.extract.reading import Reading
from kg.extract.rules import Rule
from kg.extract.trees import datelines
from kg.extract.trees.appointed import APPOINTED
from kg.extract.trees.attachments import ATTACHMENTS
from kg.extract.trees.clauses import CLAUSES, ENDS
from kg.extract.trees.commas import COMMAS
from kg.extract.trees.companions import COMPANIONS
from kg.extract.trees.doers import DOERS
from kg.extract.trees.offices import OFFICES
from kg.extract.trees.phrases import PHRASES
from kg.extract.trees.places import NAMES
from kg.extract.trees.predicates import PREDICATES
from kg.extract.trees.registry import Named
from kg.extract.trees.verbs import VERBS

__all__ = ["MENDS", "mend", "mend_phrases"]

MENDS: tuple[Rule, ...] = (
    *PHRASES.mends,
    datelines.DATELINE,
    datelines.TURN,
    *VERBS.mends,
    *OFFICES.mends,
    *APPOINTED.mends,
    *NAMES.mends,
    *COMMAS.mends,
    *ATTACHMENTS.mends,
    *PREDICATES.mends,
    *ENDS.mends,
    *CLAUSES.mends,
    *DOERS.mends,
    *COMPANIONS.mends,
)


def mend(reading: Reading) -> Reading:
    """The same document with its names settled; the trees around them are mended in place."""
    mend_phrases(reading)
    reading = _settled(reading)
    datelines.mend(reading)
    nodes = reading.view.nodes
    VERBS(nodes, reading)
    for name in reading.view.names:
        named = [Named(name, head_of(reading.view, name.first, name.last))]
        OFFICES(named, reading)
        APPOINTED(named, reading)
        NAMES(named, reading)
    for node in nodes:  # a label that one mended is what the other looks at, word by word
        COMMAS((node,), reading)
        ATTACHMENTS((node,), reading)
        PREDICATES((node,), reading)
        ENDS((node,), reading)
        CLAUSES((node,), reading)
        DOERS((node,), reading)
        COMPANIONS((node,), reading)
    return reading


def mend_phrases(reading: Reading) -> None:
    """What must be right before names are settled, mended in place."""
    PHRASES(reading.view.nodes, reading)


def _settled(reading: Reading) -> Reading:
    """The names of the document whole, then each of the class that all its mentions tell."""
    for settle in (spans.settle, classes.settle):
        reading = replace(reading, view=replace(reading.view, names=tuple(settle(reading))))
    return reading

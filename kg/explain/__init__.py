"""Why a fact is in the graph, and what in a document yielded none.

explanation   what is told of a fact: rule, ends, status, time, confidence, each with its reason
fact          a fact of a graph → an `Explanation`
text          an `Explanation` → labels with words, or plain text
blindspots    a document → sentences, whole or in part, and names without a fact
"""

from kg.explain.blindspots import Blindspots, InPart, blindspots
from kg.explain.explanation import End, Explanation
from kg.explain.fact import explain
from kg.explain.text import render, rows

__all__ = ["Blindspots", "End", "Explanation", "InPart", "blindspots", "explain", "render", "rows"]

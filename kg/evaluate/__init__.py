"""Extraction measured against gold: precision, recall, F1, and every miss and false alarm.

scores, gold, names     what is compared, and how
facts, relations, mentions    the three kinds of gold
measure                 a gold file and a graph → `Scores`
report                  `Scores` → tables, a page, lines for programs
weigh, calibrate        labelled sets → how far each rule is to be trusted
induce                  labelled sets → frames that nobody thought of
language                the language model against treebanks and annotated names
"""

from kg.evaluate.measure import evaluate, measure
from kg.evaluate.report import tables, write
from kg.evaluate.scores import Case, Rates, Scores, Section

__all__ = ["Case", "Rates", "Scores", "Section", "evaluate", "measure", "tables", "write"]

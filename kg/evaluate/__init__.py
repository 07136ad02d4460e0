"""Extraction measured against gold: precision, recall, F1, and every miss and false alarm.

gold, names, scores           what is compared, how, and what comes of it
facts, relations, mentions, entities    the kinds of gold
judged                        what people confirmed and rejected, and a graph → precision of what it prints
measure                       a gold file and a graph → `Scores`
report                        `Scores` → tables, a page, lines for programs
judge, weigh, calibrate       labelled sets → how far each rule is to be trusted
shapes, induce                labelled sets → frames that nobody wrote
language                      the language model against treebanks and annotated names
"""

from kg.evaluate.judged import Judged, judged
from kg.evaluate.measure import evaluate, measure
from kg.evaluate.report import tables, write
from kg.evaluate.scores import Case, Rates, Scores, Section

__all__ = ["Case", "Judged", "Rates", "Scores", "Section", "evaluate", "judged", "measure", "tables", "write"]

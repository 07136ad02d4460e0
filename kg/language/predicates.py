"""From word vectors to predicates with their roles, by the exported model."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from kg.language.labels import Labels
from kg.language.paths import paths
from kg.language.propbank import first_roleset
from kg.language.session import open_session

FloatArray = npt.NDArray[np.float32]
IntArray = npt.NDArray[np.int64]

FILES: Final = ("predicates.onnx", "arguments.onnx", "rolesets.json")
"""What a model with roles has beside the others."""

ONCE: Final = tuple(f"ARG{n}" for n in range(6))
"""Roles that a predicate gives to one word at most."""


@dataclass(frozen=True, slots=True)
class Predicate:
    """A word that tells of an event or state, and who takes part in it.

    Attributes:
        word: Index of the word.
        roleset: Its sense in PropBank (``attack.01``), a light verb's ``make.LV``.
        arguments: ``(word, role)``: the words that head its arguments (``ARG0`` … ``ARG5``, ``ARGM-TMP`` …), in order.
    """

    word: int
    roleset: str
    arguments: tuple[tuple[int, str], ...]


class PredicateReader:
    """The part of a model that finds predicates, in memory."""

    def __init__(self, folder: Path, labels: Labels, *, threads: int = 1) -> None:
        self._roles = labels.roles
        self._sense = {sense: i for i, sense in enumerate(labels.senses)}
        self._once = {labels.roles.index(role) for role in ONCE if role in labels.roles}
        self._relations = len(labels.deprels)
        self._rolesets: Mapping[str, Sequence[str]] = json.loads((folder / "rolesets.json").read_text("utf-8"))
        self._predicates = open_session(folder / "predicates.onnx", threads)
        self._arguments = open_session(folder / "arguments.onnx", threads)

    def read(
        self,
        vectors: FloatArray,
        heads: IntArray,
        deprels: IntArray,
        sentences: Iterable[tuple[int, int]],
        lemma: Callable[[int], str],
    ) -> Iterator[Predicate]:
        """Yield the predicates of a window.

        Args:
            vectors: Word vectors; the first stands for the window, the others for its words.
            heads: The head of each word, in rows of ``vectors``; the first row is the root and its own head.
            deprels: The relation of each word, by number.
            sentences: ``(first word, end)`` of the sentences; words are counted from 0.
            lemma: Returns the lemma of a word.
        """
        log_odds, predicate, word = self._predicates.run(None, {"words": vectors})
        at = np.flatnonzero(log_odds[1 : len(heads)] > 0) + 1
        if not len(at):
            return
        feed = {"predicate": predicate[at], "word": word[: len(heads)], "words": vectors[at], "at": at}
        feed["path"] = paths(at, heads, deprels, self._relations)
        roles, margins, senses = self._arguments.run(None, feed)
        number = _numbered(len(heads), sentences)
        roles[number[at][:, None] != number[None, :]] = 0
        assigned = self._assigned(roles, margins)
        for row, here in enumerate((at - 1).tolist()):
            yield Predicate(here, self.roleset(lemma(here), senses[row]), tuple(assigned.get(row, ())))

    def _assigned(self, roles: IntArray, margins: FloatArray) -> dict[int, list[tuple[int, str]]]:
        """Return ``(word, role)`` of each predicate, by its row, for the best roles ``(predicates, words)``."""
        best: dict[tuple[int, int], float] = {}
        rows, columns = roles.nonzero()
        best_roles, best_margins = roles[rows, columns].tolist(), margins[rows, columns].tolist()
        found = list(zip(rows.tolist(), columns.tolist(), best_roles, best_margins, strict=True))
        for row, _, role, margin in found:
            best[row, role] = max(margin, best.get((row, role), margin))
        assigned: dict[int, list[tuple[int, str]]] = {}
        for row, column, role, margin in found:
            if role not in self._once or margin == best[row, role]:
                assigned.setdefault(row, []).append((column - 1, self._roles[role]))
        return assigned

    def roleset(self, lemma: str, scores: FloatArray) -> str:
        """Return the likeliest roleset of a lemma; of a lemma that was not learnt, its first."""
        lemma = lemma.lower()
        known = self._rolesets.get(lemma) or (first_roleset(lemma),)
        learnt = [roleset for roleset in known if roleset in self._sense]
        return max(learnt, key=lambda roleset: float(scores[self._sense[roleset]])) if learnt else known[0]


def _numbered(rows: int, sentences: Iterable[tuple[int, int]]) -> IntArray:
    """Return the number of the sentence of each row, from 1; the first row is of none."""
    number = np.zeros(rows, dtype=np.int64)
    for i, (first, end) in enumerate(sentences, 1):
        number[first + 1 : end + 1] = i
    return number

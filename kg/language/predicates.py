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
        self._once = [labels.roles.index(role) for role in ONCE if role in labels.roles]
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
        log_odds, predicate, word, sense = self._predicates.run(None, {"words": vectors})
        at = np.flatnonzero(log_odds[1 : len(heads)] > 0) + 1
        if not len(at):
            return
        feed = {"predicate": predicate[at], "word": word[: len(heads)], "sense": sense[at], "at": at}
        roles, senses = self._arguments.run(None, feed | {"path": paths(at, heads, deprels, self._relations)})
        found = at - 1
        for first, stop in sentences:
            for row in np.flatnonzero((found >= first) & (found < stop)):
                here = int(found[row])
                scores = roles[row, first + 1 : stop + 1]
                arguments = tuple((first + i, role) for i, role in self._assigned(scores))
                yield Predicate(here, self.roleset(lemma(here), senses[row]), arguments)

    def _assigned(self, scores: FloatArray) -> Iterator[tuple[int, str]]:
        """Yield ``(word, role)`` for log-probabilities ``(words, roles)``."""
        best = scores.argmax(1)
        for role in self._once:
            words = np.flatnonzero(best == role)
            if len(words) > 1:
                best[words[words != words[scores[words, role].argmax()]]] = 0
        for i in np.flatnonzero(best):
            yield int(i), self._roles[best[i]]

    def roleset(self, lemma: str, scores: FloatArray) -> str:
        """Return the likeliest roleset of a lemma; of a lemma that was not learnt, its first."""
        lemma = lemma.lower()
        known = self._rolesets.get(lemma) or (first_roleset(lemma),)
        learnt = [roleset for roleset in known if roleset in self._sense]
        return max(learnt, key=lambda roleset: float(scores[self._sense[roleset]])) if learnt else known[0]

"""Pairs of mentions: which are looked at, and what the exported model says of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from kg.language.session import open_session
from kg.language.states import STATES

FILES: Final = ("states.onnx", "coreference.onnx")
"""What a model with scores of pairs has beside the others."""

FloatArray = npt.NDArray[np.float32]
Vectors = npt.NDArray[np.float16] | npt.NDArray[np.float32]
Pairs = Sequence[tuple[int, int]]


def head_word(first: int, end: int, heads: Sequence[int]) -> int:
    """Return the word of a span whose head lies outside it (the first such; a root counts).

    >>> head_word(0, 2, [1, 2, 2])
    1
    """
    return next((i for i in range(first, end) if heads[i] == i or not first <= heads[i] < end), first)


def inputs(vectors: Vectors, pairs: Pairs) -> dict[str, npt.NDArray[np.float32] | npt.NDArray[np.int64]]:
    """Return what a `PairHead` reads of pairs of words."""
    both = np.asarray(pairs, dtype=np.int64).reshape(-1, 2)
    return {
        "first": vectors[both[:, 0]].astype(np.float32),
        "second": vectors[both[:, 1]].astype(np.float32),
        "apart": both[:, 1] - both[:, 0],
    }


class PairReader:
    """The part of a model that scores pairs of mentions; its files are opened when they are first needed."""

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        self._open = cache(lambda name: open_session(folder / name, threads))

    @staticmethod
    def found(folder: Path) -> bool:
        """Whether a model has such a part."""
        return all((folder / name).is_file() for name in FILES)

    def states(self, vectors: Vectors, pairs: Pairs) -> FloatArray:
        """Return how probable each of `STATES` is of pairs, ``(pairs, len(STATES))``; it tells no facts by itself.

        Args:
            vectors: Word vectors of the document (``Doc.tensor``).
            pairs: Two words each, the subject first; of mentions, the words that head them (`head_word`).
        """
        return self._scores(FILES[0], vectors, pairs, len(STATES))

    def coreference(self, vectors: Vectors, pairs: Pairs) -> FloatArray:
        """Return how probable it is that both mean the same, ``(pairs,)``; the earlier mention comes first."""
        return self._scores(FILES[1], vectors, pairs, 1)[:, 0]

    def _scores(self, name: str, vectors: Vectors, pairs: Pairs, labels: int) -> FloatArray:
        if not len(pairs):
            return np.zeros((0, labels), dtype=np.float32)
        log_odds = self._open(name).run(None, inputs(vectors, pairs))[0]
        found: FloatArray = 1 / (1 + np.exp(-log_odds))
        return found


def earlier(mentions: Sequence[tuple[int, int, str]], at: int, *, words: int = 120) -> Iterator[int]:
    """Yield the mentions that begin before mention ``at``, do not hold it and end at most so many words before it."""
    first = mentions[at][0]
    for i in range(at - 1, -1, -1):
        start, end, _ = mentions[i]
        if first - end > words:
            continue
        if start < first and end <= first:
            yield i

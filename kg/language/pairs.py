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
IntArray = npt.NDArray[np.int64]
Vectors = npt.NDArray[np.float16] | npt.NDArray[np.float32]
Pairs = Sequence[tuple[int, int]]


def head_word(first: int, end: int, heads: Sequence[int]) -> int:
    """Return the word of a span whose head lies outside it (the first such; a root counts).

    >>> head_word(0, 2, [1, 2, 2])
    1
    """
    return next((i for i in range(first, end) if heads[i] == i or not first <= heads[i] < end), first)


def inputs(
    vectors: Vectors, heads: IntArray, pairs: Pairs
) -> dict[str, npt.NDArray[np.float32] | npt.NDArray[np.int64]]:
    """Return what a `PairHead` reads of pairs of words."""
    first, second = np.asarray(pairs, dtype=np.int64).reshape(-1, 2).T
    rows = {"first": first, "second": second, "first_above": heads[first], "second_above": heads[second]}
    return {name: vectors[row].astype(np.float32) for name, row in rows.items()} | {"apart": second - first}


class Asked:
    """What the model says of pairs of words of one document, by the vectors with which it was read."""

    def __init__(self, reader: PairReader, vectors: Vectors, heads: IntArray) -> None:
        self._reader, self._vectors, self._heads = reader, vectors, heads

    def states(self, pairs: Pairs) -> list[dict[str, float]]:
        """Return how probable each state of `STATES` is of each pair; the word that heads its subject comes first."""
        scores = self._reader.states(self._vectors, self._heads, pairs).tolist() if pairs else []
        return [dict(zip(STATES, row, strict=True)) for row in scores]


class PairReader:
    """The part of a model that scores pairs of mentions; its files are opened when they are first needed."""

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        self._open = cache(lambda name: open_session(folder / name, threads))

    @staticmethod
    def found(folder: Path) -> bool:
        """Whether a model has such a part."""
        return all((folder / name).is_file() for name in FILES)

    def states(self, vectors: Vectors, heads: IntArray, pairs: Pairs) -> FloatArray:
        """Return how probable each of `STATES` is of pairs, ``(pairs, len(STATES))``; it tells no facts by itself.

        Args:
            vectors: Word vectors of the document (``Doc.tensor``).
            heads: The head of each word; a root is its own.
            pairs: Two words each, the subject first; of mentions, the words that head them (`head_word`).
        """
        return self._scores(FILES[0], vectors, heads, pairs)

    def coreference(self, vectors: Vectors, heads: IntArray, pairs: Pairs) -> FloatArray:
        """Return how probable it is that both mean the same, ``(pairs,)``; the earlier mention comes first."""
        return self._scores(FILES[1], vectors, heads, pairs)[:, 0]

    def _scores(self, name: str, vectors: Vectors, heads: IntArray, pairs: Pairs) -> FloatArray:
        log_odds = self._open(name).run(None, inputs(vectors, heads, pairs))[0]
        found: FloatArray = 1 / (1 + np.exp(-log_odds))
        return found


def earlier(mentions: Sequence[tuple[int, int, str]], at: int, *, words: int = 80) -> Iterator[int]:
    """Yield the mentions that begin before mention ``at``, do not hold it and end at most so many words before it."""
    first = mentions[at][0]
    for i in range(at - 1, -1, -1):
        start, end, _ = mentions[i]
        if first - end > words:
            continue
        if start < first and end <= first:
            yield i

"""From scores to well-formed answers: one tree per sentence, names without broken sequences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64] | npt.NDArray[np.float32]
IntArray = npt.NDArray[np.intp]

LONGEST_EXACT: Final = 300
"""Words of the longest sentence that is decoded exactly; above, cycles are repaired greedily."""


def decode_tree(scores: FloatArray) -> IntArray:
    """Return the best tree with exactly one root (Chu-Liu/Edmonds; Zmigrod et al. 2020 on roots).

    Args:
        scores: ``(words, 1 + words)``: the score of each head for each word; column 0 is the root.

    Returns:
        For each word the column of its head.
    """
    words = len(scores)
    square = np.full((words + 1, words + 1), -np.inf)
    square[1:] = scores
    np.fill_diagonal(square, -np.inf)
    square[0] = -np.inf
    heads: IntArray = np.argmax(square, axis=1)
    heads[0] = 0
    roots = np.flatnonzero(heads[1:] == 0) + 1
    if len(roots) == 1 and not _cycle(heads):
        return heads[1:]
    if words > LONGEST_EXACT:
        return _repaired(square)[1:]
    free = _edmonds(square)
    roots = np.flatnonzero(free[1:] == 0) + 1
    if len(roots) == 1:
        return free[1:]
    trees = [_edmonds(_with_root(square, int(root))) for root in roots]
    index = np.arange(1, words + 1)
    return max(trees, key=lambda tree: float(square[index, tree[1:]].sum()))[1:]


def _with_root(square: FloatArray, root: int) -> FloatArray:
    forced = square.copy()
    forced[:, 0] = -np.inf
    forced[root] = -np.inf
    forced[root, 0] = 0.0
    return forced


def _cycle(heads: IntArray) -> list[int]:
    """Return the nodes of one cycle, or nothing. Node 0 is the root."""
    state = [0] * len(heads)  # 0 unseen, else the number of the walk that saw it
    state[0] = -1
    links = heads.tolist()
    for start in range(1, len(links)):
        node = start
        while state[node] == 0:
            state[node] = start
            node = links[node]
        if state[node] == start:
            cycle, step = [node], links[node]
            while step != node:
                cycle.append(step)
                step = links[step]
            return cycle
    return []


def _edmonds(square: FloatArray) -> IntArray:
    """Return the maximum spanning arborescence of ``square[dependent, head]`` from node 0."""
    heads: IntArray = np.argmax(square, axis=1)
    heads[0] = 0
    cycle = _cycle(heads)
    if not cycle:
        return heads
    ring = np.array(cycle)
    outside = np.setdiff1d(np.arange(len(square)), ring)
    size = len(outside)
    # Contract the ring to one node, the last of a smaller graph.
    gain = square[np.ix_(ring, outside)] - square[ring, heads[ring]][:, None]
    enter = np.argmax(gain, axis=0)  # which ring node is entered from each outside node
    leave = np.argmax(square[np.ix_(outside, ring)], axis=1)  # which one heads an outside node
    small = np.full((size + 1, size + 1), -np.inf)
    small[:size, :size] = square[np.ix_(outside, outside)]
    small[size, :size] = gain[enter, np.arange(size)]
    small[:size, size] = square[outside, ring[leave]]
    small[0] = -np.inf
    solved = _edmonds(small)
    result = heads.copy()
    for i, node in enumerate(outside):
        if node:
            head = solved[i]
            result[node] = ring[leave[i]] if head == size else outside[head]
    entry = solved[size]
    result[ring[enter[entry]]] = outside[entry]
    return result


def _repaired(square: FloatArray) -> IntArray:
    """Return a tree close to the greedy one: the best root, cycles hung below it."""
    root = int(np.argmax(square[1:, 0])) + 1
    rest = square.copy()
    rest[:, 0] = -np.inf
    heads: IntArray = np.argmax(rest, axis=1)
    heads[0], heads[root] = 0, 0
    while cycle := _cycle(heads):
        ring = np.array(cycle)
        loss = square[ring, heads[ring]] - square[ring, root]
        heads[ring[int(np.argmin(loss))]] = root
    return heads


class NameDecoder:
    """Viterbi over BIO labels: an ``I-`` only after a ``B-`` or ``I-`` of its class."""

    def __init__(self, labels: Sequence[str]) -> None:
        self.labels = tuple(labels)
        kinds = [label.partition("-")[2] for label in labels]
        inside = np.array([label.startswith("I-") for label in labels])
        same = np.array([[bool(a) and a == b for b in kinds] for a in kinds])
        self.allowed = ~inside[None, :] | same  # [before, after]
        self._blocked = np.where(self.allowed, 0.0, -1e6)
        self._first = np.where(inside, -1e6, 0.0)

    def decode(self, scores: FloatArray, starts: npt.NDArray[np.bool_]) -> IntArray:
        """Return the best label of each word.

        Args:
            scores: Log-probabilities ``(words, labels)``.
            starts: Which words begin a sentence; no name reaches across.
        """
        best: IntArray = np.argmax(scores, axis=1)
        if len(best) == 0:
            return best
        before = np.concatenate(([0], best[:-1]))
        valid = self.allowed[before, best] & (~starts | (self._first[best] == 0))
        if valid.all():  # the unconstrained optimum obeys the constraints: nothing beats it
            return best
        return self._viterbi(scores, starts)

    def _viterbi(self, scores: FloatArray, starts: npt.NDArray[np.bool_]) -> IntArray:
        back = np.zeros(scores.shape, dtype=np.int64)
        total = scores[0] + self._first
        for i in range(1, len(scores)):
            paths = total[:, None] + self._blocked
            back[i] = np.argmax(paths, axis=0)
            total = paths[back[i], np.arange(len(total))] + scores[i]
            if starts[i]:
                total = total + self._first
        label = int(np.argmax(total))
        result = np.zeros(len(scores), dtype=np.int64)
        for i in range(len(scores) - 1, -1, -1):
            result[i] = label
            label = int(back[i, label])
        return result

    def spans(self, decoded: IntArray) -> list[tuple[int, int, str]]:
        """Return ``(first word, end, class)`` of the names in a decoded sequence."""
        spans: list[tuple[int, int, str]] = []
        for i in np.flatnonzero(decoded).tolist():
            mark, _, kind = self.labels[int(decoded[i])].partition("-")
            if mark == "I" and spans and spans[-1][1] == i and spans[-1][2] == kind:
                spans[-1] = (spans[-1][0], i + 1, kind)
            else:
                spans.append((i, i + 1, kind))
        return spans

"""How a word stands to a predicate in the tree: the shape of a short path, and the relations on it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

IntArray = npt.NDArray[np.int64]


def path_count(relations: int) -> int:
    """Return the number of different paths for so many relations."""
    return 1 + 2 * relations + 4 * relations**2


def paths(at: IntArray, heads: IntArray, deprels: IntArray, relations: int) -> IntArray:
    """Return the number of the path from each predicate to each word, ``(predicates, words)``.

    The word hangs from the predicate, is its head, hangs from the same word (an object of the verb that
    governs an infinitive), from a word that hangs from the predicate, or from the head of its head, or is that.
    0 is every other path.

    Args:
        at: Which words are predicates.
        heads: The head of each word; word 0 is the root of all and its own head.
        deprels: The relation of each word to its head, by number.
        relations: How many relations there are.
    """
    words = np.arange(len(heads))[None, :]
    predicate, above = at[:, None], heads[at][:, None]
    own, parents = deprels[at][:, None], heads[None, :]
    square, first, found = relations**2, 1 + 2 * relations, np.zeros((len(at), len(heads)), dtype=np.int64)
    each, pair = deprels[None, :], own * relations + deprels[None, :]
    through = deprels[heads][None, :] * relations + each
    # From the farthest to the nearest, which counts.
    for holds, number in (
        ((heads[above] == words) & (words > 0), first + 3 * square + own * relations + deprels[above]),
        ((heads[above] == parents) & (above > 0), first + 2 * square + pair),
        ((heads[parents] == predicate) & (parents > 0), first + square + through),
        ((parents == above) & (words != predicate), first + pair),
        (above == words, 1 + relations + own),
        (parents == predicate, 1 + each),
    ):
        found = np.where(holds, number, found)
    return found

"""Where a word stands to a predicate in the tree."""

from __future__ import annotations

import numpy as np

from kg.language.paths import path_count, paths

# root  They want to help her friends ; relation n of word n is n, so that paths tell which were met.
HEADS = np.array([0, 2, 0, 4, 2, 6, 4])
DEPRELS = np.array([0, 1, 2, 3, 4, 5, 6])
N = 7


def test_each_shape_of_path_has_numbers_of_its_own() -> None:
    (help_,) = paths(np.array([4]), HEADS, DEPRELS, N).tolist()
    first, square = 1 + 2 * N, N * N
    assert help_[6] == 1 + 6  # friends hang from it
    assert help_[2] == 1 + N + 4  # it hangs from "want"
    assert help_[1] == first + 4 * N + 1  # "They" hangs from "want", too
    assert help_[5] == first + square + 6 * N + 5  # her, by way of the friends
    (want,) = paths(np.array([2]), HEADS, DEPRELS, N).tolist()
    assert want[5] == 0  # too far
    (her,) = paths(np.array([5]), HEADS, DEPRELS, N).tolist()
    assert her[4] == first + 3 * square + 5 * N + 6  # two steps up
    assert her[3] == first + 2 * square + 5 * N + 3  # and what hangs there
    assert max(max(help_), max(want), max(her)) < path_count(N)


def test_the_last_path_is_the_last_number() -> None:
    heads, deprels = np.array([0, 0, 1, 2]), np.array([0, 0, N - 1, N - 1])
    assert paths(np.array([3]), heads, deprels, N).max() == path_count(N) - 1

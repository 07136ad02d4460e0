"""Decoding gives well-formed trees and names whatever the scores."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.language import decode
from kg.language.decode import NameDecoder, decode_tree
from kg.language.labels import NAME_LABELS


def depth_reached(heads: np.ndarray) -> bool:
    """Whether every word reaches the root (column 0) by its heads."""
    for start in range(1, len(heads) + 1):
        node, steps = start, 0
        while node and steps <= len(heads):
            node, steps = int(heads[node - 1]), steps + 1
        if node:
            return False
    return True


def best_by_search(scores: np.ndarray) -> float:
    """Return the score of the best tree with one root, by trying all."""
    size = len(scores)
    best = -np.inf
    for heads in product(range(size + 1), repeat=size):
        found = np.array(heads)
        if (found == 0).sum() == 1 and depth_reached(found):
            best = max(best, scores[np.arange(size), found].sum())
    return float(best)


@given(st.integers(1, 40), st.integers(0, 10_000))
def test_trees_have_one_root_and_no_cycle(words: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(words, words + 1)) * 5
    heads = decode_tree(scores)
    assert (heads == 0).sum() == 1
    assert depth_reached(heads)


@given(st.integers(1, 4), st.integers(0, 500))
def test_trees_are_the_best_there_are(words: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(words, words + 1))
    np.fill_diagonal(scores[:, 1:], -np.inf)
    heads = decode_tree(scores)
    assert scores[np.arange(words), heads].sum() == pytest.approx(best_by_search(scores))


def test_long_sentences_are_repaired_into_trees(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decode, "LONGEST_EXACT", 5)
    scores = np.random.default_rng(3).normal(size=(60, 61))
    heads = decode_tree(scores)
    assert (heads == 0).sum() == 1
    assert depth_reached(heads)


@given(st.integers(0, 30), st.integers(0, 10_000))
def test_names_are_never_broken(words: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    scores = rng.normal(size=(words, len(NAME_LABELS)))
    starts = rng.random(words) < 0.2
    decoder = NameDecoder(NAME_LABELS)
    labels = [NAME_LABELS[i] for i in decoder.decode(scores, starts)]
    for i, label in enumerate(labels):
        if label.startswith("I-"):
            assert not starts[i]
            assert labels[i - 1] in {f"B-{label[2:]}", label}


def test_names_take_the_best_allowed_path() -> None:
    labels = ("O", "B-Person", "I-Person", "B-Place", "I-Place")
    scores = np.log([[0.1, 0.5, 0.1, 0.2, 0.1], [0.1, 0.1, 0.3, 0.1, 0.4], [0.8, 0.05, 0.05, 0.05, 0.05]])
    decoder = NameDecoder(labels)
    decoded = decoder.decode(scores, np.array([True, False, False]))
    assert decoder.spans(decoded) == [(0, 2, "Person")]

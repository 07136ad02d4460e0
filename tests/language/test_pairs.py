"""Pairs of mentions: which words stand for them, which come into question, what is read of them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from kg import language
from kg.language.pairs import PairReader, earlier, head_word, inputs
from kg.language.states import STATES


def test_the_head_of_a_span_is_the_word_that_hangs_outside_it() -> None:
    #         the  head of  Acme left
    heads = [1, 4, 3, 1, 4]
    assert head_word(0, 4, heads) == 1
    assert head_word(2, 4, heads) == 3
    assert head_word(0, 5, heads) == 4


def test_mentions_that_hold_the_later_one_or_stand_far_away_do_not_count() -> None:
    mentions = [(0, 2, "a"), (200, 201, "b"), (210, 230, "c"), (220, 221, "d")]
    assert list(earlier(mentions, 3)) == [1]
    assert list(earlier(mentions, 1)) == []
    assert list(earlier(mentions, 1, words=300)) == [0]


def test_inputs_of_pairs_are_their_vectors_and_their_distance() -> None:
    vectors = np.arange(6, dtype=np.float16).reshape(3, 2)
    read = inputs(vectors, np.array([1, 1, 0]), [(0, 2), (2, 1)])
    assert read["first"].tolist() == [[0, 1], [4, 5]]
    assert read["first_above"].tolist() == [[2, 3], [0, 1]]
    assert read["second"].dtype == np.float32
    assert read["apart"].tolist() == [2, -1]


def test_a_model_without_such_a_part_is_known(tmp_path: Path) -> None:
    assert not PairReader.found(tmp_path)


@pytest.mark.model
def test_the_model_scores_states_and_coreference() -> None:
    nlp = language.load()
    reader = nlp.get_pipe("kg_encoder").model.pairs
    assert reader is not None
    doc = nlp("Ann Lee was born in Oslo and works for Reuters. She is married to Bob Roe.")
    at, heads = {token.text: token.i for token in doc}, np.array([token.head.i for token in doc])
    states = reader.states(
        doc.tensor, heads, [(at["Ann"], at["Oslo"]), (at["Ann"], at["Reuters"]), (at["She"], at["Bob"])]
    )
    assert states.shape == (3, len(STATES))
    assert [STATES[i] for i in states.argmax(1)] == ["bornIn", "worksFor", "marriedTo"]
    she = reader.coreference(doc.tensor, heads, [(at["Ann"], at["She"]), (at["Oslo"], at["She"])])
    assert she[0] > 0.5 > she[1]
    assert reader.states(doc.tensor, heads, []).shape == (0, len(STATES))

"""The coreference metrics against figures computed by hand, and against brute force."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.evaluate.clusters import CoreferenceScore, best_assignment, score


def clusters(text: str) -> list[frozenset[str]]:
    return [frozenset(part) for part in text.split()]


def figures(result):
    return tuple(
        (round(ratio.recall, 4), round(ratio.precision, 4)) for ratio in (result.muc, result.b_cubed, result.ceaf)
    )


# The running example of Pradhan et al. 2014 (section 4): a–g in the key, a–d and f–i in the response.
PRADHAN = score(clusters("abc defg"), clusters("ab cd fghi"))


def test_muc_of_the_reference_paper():
    # Recall: abc is in 2 parts, defg in 3: (3-2 + 4-3) / (2+3). Precision: (1 + 0 + 1) / (1+1+3).
    assert (PRADHAN.muc.recall, PRADHAN.muc.precision) == (pytest.approx(2 / 5), pytest.approx(2 / 5))


def test_b_cubed_of_the_reference_paper():
    # Recall: (4+1)/3 for abc, (1+4)/4 for defg, over 7. Precision: 4/2, (1+1)/2, 4/4, over 8.
    assert PRADHAN.b_cubed.recall == pytest.approx((5 / 3 + 5 / 4) / 7)
    assert PRADHAN.b_cubed.precision == pytest.approx(4 / 8)


def test_ceaf_of_the_reference_paper():
    # abc–ab: 2·2/5; defg–fghi: 2·2/8.
    assert PRADHAN.ceaf.recall == pytest.approx((0.8 + 0.5) / 2)
    assert PRADHAN.ceaf.precision == pytest.approx((0.8 + 0.5) / 3)


def test_mentions_of_the_reference_paper():
    assert (PRADHAN.mentions.recall, PRADHAN.mentions.precision) == (pytest.approx(6 / 7), pytest.approx(6 / 8))


def test_conll_is_the_mean_of_three():
    expected = (PRADHAN.muc.f1 + PRADHAN.b_cubed.f1 + PRADHAN.ceaf.f1) / 3
    assert PRADHAN.conll == pytest.approx(expected)


@pytest.mark.parametrize(
    ("key", "response", "expected"),
    [
        # What is right, and what is nothing at all.
        ("abc de", "abc de", ((1, 1), (1, 1), (1, 1))),
        ("abc", "", ((0, 0), (0, 0), (0, 0))),
        ("", "abc", ((0, 0), (0, 0), (0, 0))),
        ("abc", "xyz", ((0, 0), (0, 0), (0, 0))),
        # All in one chain: perfect recall; precision 3/4 of the links.
        ("abc de", "abcde", ((1, 0.75), (1, 0.52), (0.375, 0.75))),
        # Everything alone: no links; each mention sees itself. CEAF pairs each cluster with one of its mentions.
        ("abc de", "a b c d e", ((0, 0), (0.4, 1), (0.5833, 0.2333))),
        # Luo 2005: twelve mentions in key clusters of 5, 2 and 5; the response joins the last two.
        ("12345 67 89ABC", "12345 6789ABC", ((1, 0.9), (1, 0.7619), (0.6111, 0.9167))),
    ],
)
def test_by_hand(key, response, expected):
    assert figures(score(clusters(key), clusters(response))) == tuple(
        (pytest.approx(a, abs=1e-4), pytest.approx(b, abs=1e-4)) for a, b in expected
    )


def test_documents_are_summed_before_dividing():
    one, two = score(clusters("ab"), clusters("ab")), score(clusters("abcd"), clusters(""))
    assert (one + two).muc.recall == pytest.approx(1 / 4)
    assert (CoreferenceScore() + one).conll == 1


MATRICES = st.integers(1, 4).flatmap(
    lambda rows: st.integers(rows, 5).flatmap(
        lambda columns: st.lists(
            st.lists(st.integers(0, 9).map(float), min_size=columns, max_size=columns), min_size=rows, max_size=rows
        )
    )
)


@given(MATRICES)
@settings(max_examples=200, deadline=None)
def test_assignment_is_the_best_of_all(matrix):
    every = permutations(range(len(matrix[0])), len(matrix))
    assert best_assignment(matrix) == pytest.approx(
        max(sum(r[c] for r, c in zip(matrix, p, strict=True)) for p in every)
    )


PARTITIONS = st.lists(st.integers(0, 4), min_size=8, max_size=8)


@given(PARTITIONS, PARTITIONS)
@settings(max_examples=200, deadline=None)
def test_swapping_key_and_response_swaps_recall_and_precision(one, two):
    key, response = (
        [frozenset(i for i, c in enumerate(numbers) if c == n) for n in set(numbers)] for numbers in (one, two)
    )
    forth, back = score(key, response), score(response, key)
    for a, b in ((forth.muc, back.muc), (forth.b_cubed, back.b_cubed), (forth.ceaf, back.ceaf)):
        assert (a.recall, a.precision) == (pytest.approx(b.precision), pytest.approx(b.recall))
        assert 0 <= a.f1 <= 1 + 1e-9
    assert score(key, key).b_cubed.f1 == pytest.approx(1)

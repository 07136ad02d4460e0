"""Paragraphs are seen where a reader sees them; windows cover the words once, in order."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.language.windows import fitting, paragraph_starts, paragraph_windows


def starting_words(text: str) -> list[str]:
    offsets = [match.span() for match in re.finditer(r"\S+", text)]
    flags = paragraph_starts(text, offsets)
    return [text[a:b] for (a, b), flag in zip(offsets, flags, strict=True) if flag]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One two. Three.", ["One"]),
        ("One two.\n\nthree four", ["One", "three"]),
        ("One two.\r\n \r\nThree", ["One", "Three"]),
        ("A headline\nThe first sentence.", ["A", "The"]),
        ("it goes\non here", ["it"]),
        ("It ends.\nthen more", ["It", "then"]),
        ("", []),
        ("\n\n word", ["word"]),
    ],
)
def test_paragraphs(text: str, expected: list[str]) -> None:
    assert starting_words(text) == expected


def test_hard_wrapped_text_is_one_paragraph() -> None:
    lines = [
        "Officials from both sides are expected to meet in the capital on",
        "Thursday for a first round of talks, said a spokesman for the",
        "Foreign Ministry, adding that nobody should expect results from",
        "President Lee before the week is over.",
    ]
    assert starting_words("\n".join(lines)) == ["Officials"]


@given(st.lists(st.lists(st.integers(1, 8), min_size=1, max_size=60), max_size=12), st.integers(8, 60))
def test_windows_cover_all_words_in_order(paragraphs: list[list[int]], most: int) -> None:
    sizes = [size for paragraph in paragraphs for size in paragraph]
    ends = [sum(len(p) for p in paragraphs[: i + 1]) for i in range(len(paragraphs))]
    bounds = list(zip([0, *ends[:-1]], ends, strict=False)) if ends else []
    windows = list(paragraph_windows(bounds, sizes, most=most))
    assert [i for start, end in windows for i in range(start, end)] == list(range(len(sizes)))
    for start, end in windows:
        whole = (start, end) in bounds
        assert whole or sum(sizes[start:end]) <= most


@given(st.lists(st.integers(1, 8), min_size=1, max_size=80), st.integers(8, 60))
def test_a_window_takes_what_fits(sizes: list[int], most: int) -> None:
    stop = fitting(sizes, 0, len(sizes), most=most)
    assert 1 <= stop <= len(sizes)
    assert sum(sizes[:stop]) <= most
    assert stop == len(sizes) or sum(sizes[: stop + 1]) > most

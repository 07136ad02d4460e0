"""Where paragraphs begin, and how a document is cut into windows that the encoder can read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

MAX_PIECES: Final = 198
"""Word pieces of the longest window, without ``[CLS]`` and ``[SEP]``."""

_NEWLINE = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_BLANK = re.compile(r"(?:\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029])\s*?(?:\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029])")
_SENTENCE_END: Final = tuple('.!?:;"”’)')
_WRAP_WIDTH = range(45, 121)
_WRAP_SLACK = 25


def paragraph_starts(text: str, offsets: Sequence[tuple[int, int]]) -> list[bool]:
    """Tell which words begin a paragraph.

    A blank line always ends one. A single line break does unless the text is hard-wrapped (lines
    of much the same length) or the next line goes on in lower case.

    Args:
        text: The whole text.
        offsets: The ``(start, end)`` characters of its words.

    Returns:
        One flag per word; the first is true.
    """
    starts = [True] * bool(offsets) + [False] * (len(offsets) - 1)
    block: list[tuple[int, int]] = []  # (word that begins the line, characters of the line before)
    line_start = offsets[0][0] if offsets else 0
    for i, ((_, end), (start, _)) in enumerate(pairwise(offsets), 1):
        gap = text[end:start]
        if not gap or not _NEWLINE.search(gap):
            continue
        if _BLANK.search(gap):
            _mark_lines(text, offsets, block, starts)
            block = []
            starts[i] = True
        else:
            block.append((i, end - line_start))
        line_start = start
    _mark_lines(text, offsets, block, starts)
    return starts


def _mark_lines(
    text: str, offsets: Sequence[tuple[int, int]], block: list[tuple[int, int]], starts: list[bool]
) -> None:
    """Mark the line starts of one block that begin paragraphs of their own."""
    widths = [width for _, width in block]
    if len(widths) > 1 or (widths and widths[0] >= 60):
        even = max(widths) - min(widths) <= _WRAP_SLACK and all(w in _WRAP_WIDTH for w in widths)
        ended = sum(text[offsets[i - 1][1] - 1] in ".!?" for i, _ in block)
        # Lines of one width that seldom end with a full stop were broken by a machine.
        if even and ended <= len(block) / 2:
            return
    for i, _ in block:
        last, first = text[offsets[i - 1][1] - 1], text[offsets[i][0]]
        if not first.islower() or last in _SENTENCE_END:
            starts[i] = True


def paragraph_windows(
    paragraphs: Sequence[tuple[int, int]], sizes: Sequence[int], *, most: int = MAX_PIECES
) -> Iterator[tuple[int, int]]:
    """Pack whole paragraphs into windows; a paragraph that is too long stands alone.

    Args:
        paragraphs: ``(first word, end)`` of each paragraph, without gaps.
        sizes: The number of pieces of each word.
        most: Pieces a window may have.

    Yields:
        ``(first word, end)`` of each window.
    """
    start = end = size = 0
    for first, last in paragraphs:
        length = sum(sizes[first:last])
        if end > start and size + length > most:
            yield start, end
            start, size = first, 0
        end, size = last, size + length
    if end > start:
        yield start, end


def fitting(sizes: Sequence[int], start: int, end: int, *, most: int = MAX_PIECES) -> int:
    """Return how far a window from ``start`` can reach, at least one word and at most ``end``."""
    total, stop = sizes[start], start + 1
    while stop < end and total + sizes[stop] <= most:
        total += sizes[stop]
        stop += 1
    return stop

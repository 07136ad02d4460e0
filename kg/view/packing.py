"""Putting the parts of a picture that no line joins beside each other, without wasting paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.view.geometry import Box, Pair, Point, hits

_GAP = 40.0
_GRID = 24.0
_SHAPE = 1.5
"""Width to height of a picture that fills a page well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One placed component: what it holds, and the straight lines in it."""

    members: tuple[int, ...]
    places: tuple[Point, ...]
    pairs: tuple[Pair, ...]
    """Lines, by position in `members`."""


def pack(blocks: Sequence[Block], boxes: Sequence[Box]) -> list[Point]:
    """Centres of all boxes, with the largest block first and the others where they fit best.

    A small block may stand in a gap of a large one, as long as it keeps away from its boxes and lines.
    """
    centres: list[Point] = [(0.0, 0.0)] * len(boxes)
    taken: list[tuple[Point, Box]] = []
    lines: list[tuple[Point, Point]] = []
    extent = Box(width=0.0, height=0.0)
    for block in blocks:
        sizes = [boxes[i] for i in block.members]
        places, size = _from_corner(block.places, sizes)
        shift = _best(size, extent, taken, lines)
        places = [(x + shift[0], y + shift[1]) for x, y in places]
        for i, at, box in zip(block.members, places, sizes, strict=True):
            centres[i] = (round(at[0], 1), round(at[1], 1))
            taken.append((at, box))
        lines += [(places[a], places[b]) for a, b in block.pairs]
        extent = Box(width=max(extent.width, shift[0] + size.width), height=max(extent.height, shift[1] + size.height))
    return centres


def _from_corner(places: Sequence[Point], sizes: Sequence[Box]) -> tuple[list[Point], Box]:
    left = min(x - box.width / 2 for (x, _), box in zip(places, sizes, strict=True))
    top = min(y - box.height / 2 for (_, y), box in zip(places, sizes, strict=True))
    right = max(x + box.width / 2 for (x, _), box in zip(places, sizes, strict=True))
    bottom = max(y + box.height / 2 for (_, y), box in zip(places, sizes, strict=True))
    return [(x - left, y - top) for x, y in places], Box(width=right - left, height=bottom - top)


def _best(size: Box, extent: Box, taken: Sequence[tuple[Point, Box]], lines: Sequence[tuple[Point, Point]]) -> Point:
    """The free corner at which the whole picture stays smallest and nearest to its best shape."""
    if not taken:
        return (0.0, 0.0)
    best: tuple[float, float, float] | None = None
    for x, y in _corners(extent):
        width, height = max(extent.width, x + size.width), max(extent.height, y + size.height)
        cost = max(width, height * _SHAPE) + 0.5 * (width + height) + 0.01 * (x + y)
        if (best is None or cost < best[0]) and _is_free(x, y, size, taken, lines):
            best = (cost, x, y)
    assert best is not None  # the corner under everything is always free
    return best[1], best[2]


def _corners(extent: Box) -> Iterator[Point]:
    for row in range(int((extent.height + _GAP) / _GRID) + 2):
        for column in range(int((extent.width + _GAP) / _GRID) + 2):
            yield column * _GRID, row * _GRID


def _is_free(
    x: float, y: float, size: Box, taken: Sequence[tuple[Point, Box]], lines: Sequence[tuple[Point, Point]]
) -> bool:
    centre = (x + size.width / 2, y + size.height / 2)
    for (other_x, other_y), box in taken:
        if (
            abs(centre[0] - other_x) < (size.width + box.width) / 2 + _GAP
            and abs(centre[1] - other_y) < (size.height + box.height) / 2 + _GAP
        ):
            return False
    return not any(hits(a, b, centre, size.width + 2 * _GAP, size.height + 2 * _GAP) for a, b in lines)

"""Points, boxes, and how they meet. Only `+ - * /` and square roots, which all machines round alike."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

Point = tuple[float, float]
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """Width and height of what is to be placed, in pixels."""

    width: float
    height: float

    def reach(self, direction: Point) -> float:
        """Distance from the centre to the rim in a direction of length 1."""
        return min(self.width / 2 / max(abs(direction[0]), 1e-6), self.height / 2 / max(abs(direction[1]), 1e-6))


def middle(a: Point, b: Point) -> Point:
    """The point half-way."""
    return ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)


def length(a: Point, b: Point) -> float:
    """Distance of two points."""
    return sqrt((a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1]))


def overlap(a: Point, box: Box, b: Point, other: Box, margin: float) -> float:
    """How deep two boxes lie in each other: 0 when they are `margin` pixels apart, 1 and more when badly."""
    x = (box.width + other.width) / 2 + margin - abs(a[0] - b[0])
    if x <= 0:
        return 0.0
    y = (box.height + other.height) / 2 + margin - abs(a[1] - b[1])
    return 0.25 + min(x, y) / 24 if y > 0 else 0.0


def shared(a: Point, box: Box, b: Point, other: Box) -> float:
    """Area that two boxes share, in square pixels."""
    x = min(a[0] + box.width / 2, b[0] + other.width / 2) - max(a[0] - box.width / 2, b[0] - other.width / 2)
    y = min(a[1] + box.height / 2, b[1] + other.height / 2) - max(a[1] - box.height / 2, b[1] - other.height / 2)
    return round(x * y, 3) if x > 0 and y > 0 else 0.0


def hits(start: Point, end: Point, centre: Point, width: float, height: float) -> bool:
    """Whether a line runs through a box (Liang and Barsky's clipping)."""
    if abs(start[0] + end[0] - 2 * centre[0]) > abs(start[0] - end[0]) + width:
        return False  # most lines pass far away, and the layout asks a million times
    if abs(start[1] + end[1] - 2 * centre[1]) > abs(start[1] - end[1]) + height:
        return False
    low, high = 0.0, 1.0
    for axis, half in ((0, width / 2), (1, height / 2)):
        step, offset = end[axis] - start[axis], start[axis] - centre[axis]
        if abs(step) < 1e-9:
            if abs(offset) > half:
                return False
            continue
        near, far = (-half - offset) / step, (half - offset) / step
        low, high = max(low, min(near, far)), min(high, max(near, far))
        if low > high:
            return False
    return True


def cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Whether the lines a-b and c-d cross."""
    return _side(a, b, c) * _side(a, b, d) < 0 and _side(c, d, a) * _side(c, d, b) < 0


def _side(p: Point, q: Point, r: Point) -> float:
    return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

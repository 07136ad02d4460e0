"""Where the boxes of a still picture go: the same input gives the same places on every machine.

Three steps, each using only `+ - * /` and square roots (which all machines round alike) and a seeded generator:

1. *Stress majorization* [1] per connected component: the distance drawn follows the distance in the graph.
2. *Improvement by small steps*: a box moves when that lessens crossings, overlaps and lines through boxes.
3. *Packing*: components in rows, the largest first.

[1] Gansner, Koren, North: Graph Drawing by Stress Majorization (2004), in its Gauss-Seidel form.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

Point = tuple[float, float]
Pair = tuple[int, int]
_STARTS = 6
_ROUNDS = 70
_MARGIN = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """Width and height of what is to be placed, in pixels."""

    width: float
    height: float


def place(boxes: Sequence[Box], edges: Sequence[tuple[int, int, Box]], *, width: float) -> list[Point]:
    """Centres of the boxes.

    Args:
        boxes: What is to be placed.
        edges: Pairs of positions in `boxes`, each pair once, with the size of the label between them.
        width: How wide the rows of components may become, in pixels.

    Returns:
        One `(x, y)` per box; the smallest coordinates of any box edge are 0.
    """
    centres: list[Point] = [(0.0, 0.0)] * len(boxes)
    blocks = []
    for members in _components(len(boxes), [(a, b) for a, b, _ in edges]):
        local = {old: new for new, old in enumerate(members)}
        inner = [(local[a], local[b], label) for a, b, label in edges if a in local]
        component = _Component([boxes[i] for i in members], inner)
        blocks.append((members, component.solve()))
    _pack(blocks, boxes, centres, width)
    return centres


class _Component:
    """One connected component while its places are being found."""

    def __init__(self, boxes: Sequence[Box], edges: Sequence[tuple[int, int, Box]]) -> None:
        self.boxes = boxes
        self.pairs: list[Pair] = [(a, b) for a, b, _ in edges]
        self.labels = [label for _, _, label in edges]
        self.incident: list[list[int]] = [[] for _ in boxes]
        for number, (a, b) in enumerate(self.pairs):
            self.incident[a].append(number)
            self.incident[b].append(number)
        self.ideal = [(boxes[a].width + boxes[b].width) * 0.3 + label.width * 0.75 + 34 for a, b, label in edges]
        self.at: list[Point] = []

    def solve(self) -> list[Point]:
        """The best of a few seeded starts."""
        best: tuple[float, list[Point]] | None = None
        for seed in range(_STARTS if len(self.boxes) > 3 else 1):
            generator = random.Random(seed)  # noqa: S311  (a layout, not a secret)
            self._majorize(generator)
            self._improve(generator, _ROUNDS if len(self.boxes) <= 60 else _ROUNDS // 3)
            cost = sum(self._cost(i, self.at[i]) for i in range(len(self.boxes)))
            if best is None or cost < best[0]:
                best = (cost, list(self.at))
        assert best is not None
        return best[1]

    def _majorize(self, generator: random.Random) -> None:
        distances = self._distances()
        spread = 40.0 * sqrt(len(self.boxes)) + 1
        self.at = [(generator.uniform(-2, 2) * spread, generator.uniform(-1, 1) * spread) for _ in self.boxes]
        for _ in range(120):
            for i, row in enumerate(distances):
                self.at[i] = self._towards(i, row)
        # Words are wide: lines that run level have room for their labels.
        self.at = [(x * 1.25, y * 0.85) for x, y in self.at]

    def _towards(self, i: int, row: Sequence[float]) -> Point:
        x, y = self.at[i]
        sum_x = sum_y = total = 0.0
        for j, wanted in enumerate(row):
            if i == j:
                continue
            other_x, other_y = self.at[j]
            dx, dy = x - other_x, y - other_y
            scale = wanted / (sqrt(dx * dx + dy * dy) or 1e-9)
            weight = 1.0 / (wanted * wanted)
            sum_x += weight * (other_x + dx * scale)
            sum_y += weight * (other_y + dy * scale)
            total += weight
        return (sum_x / total, sum_y / total) if total else (x, y)

    def _distances(self) -> list[list[float]]:
        """Lengths of the shortest ways (Floyd and Warshall)."""
        size = len(self.boxes)
        rows = [[0.0 if i == j else 1e9 for j in range(size)] for i in range(size)]
        for (a, b), length in zip(self.pairs, self.ideal, strict=True):
            rows[a][b] = rows[b][a] = min(rows[a][b], length)
        for k, through in enumerate(rows):
            for row in rows:
                base = row[k]
                if base < 1e9:
                    for j in range(size):
                        row[j] = min(row[j], base + through[j])
        return rows

    def _improve(self, generator: random.Random, rounds: int) -> None:
        for turn in range(rounds):
            reach = 150.0 * (1 - turn / rounds) + 8
            for i in range(len(self.boxes)):
                here = self.at[i]
                x = here[0] + generator.uniform(-1, 1) * reach
                y = here[1] + generator.uniform(-1, 1) * reach
                if self._cost(i, (x, y)) < self._cost(i, here):
                    self.at[i] = (x, y)

    def _cost(self, i: int, here: Point) -> float:
        """How ugly the surroundings of box `i` are when it stands `here`."""
        self.at[i], before = here, self.at[i]
        cost = self._crowding(i)
        for number in self.incident[i]:
            cost += self._line_cost(number)
        box = self.boxes[i]
        for number, (a, b) in enumerate(self.pairs):
            if a != i and b != i:
                cost += 260.0 * _hits(self.at[a], self.at[b], here, box.width + 8, box.height + 8)
                cost += 60.0 * _overlap(here, box, _middle(self.at[a], self.at[b]), self.labels[number], 2.0)
        self.at[i] = before
        return cost

    def _crowding(self, i: int) -> float:
        x, y = self.at[i]
        cost = 0.0
        for j, (other_x, other_y) in enumerate(self.at):
            if i != j:
                cost += 400.0 * _overlap((x, y), self.boxes[i], (other_x, other_y), self.boxes[j], _MARGIN)
                dx, dy = (x - other_x) / 1.4, y - other_y
                cost += 60000.0 / (dx * dx + dy * dy + 400.0)
        return cost

    def _line_cost(self, number: int) -> float:
        a, b = self.pairs[number]
        start, end = self.at[a], self.at[b]
        off = (_length(start, end) - self.ideal[number]) / 10
        cost = off * off * (1.0 if off > 0 else 2.5)
        middle, label = _middle(start, end), self.labels[number]
        for j, box in enumerate(self.boxes):
            if j not in (a, b):
                cost += 260.0 * _hits(start, end, self.at[j], box.width + 8, box.height + 8)
            cost += 60.0 * _overlap(middle, label, self.at[j], box, 2.0)
        for other, (c, d) in enumerate(self.pairs):
            if other != number:
                if c not in (a, b) and d not in (a, b):
                    cost += 180.0 * _cross(start, end, self.at[c], self.at[d])
                cost += 40.0 * _overlap(middle, label, _middle(self.at[c], self.at[d]), self.labels[other], 2.0)
        return cost


def _components(size: int, pairs: Sequence[Pair]) -> list[list[int]]:
    """Connected components, the largest first."""
    leader = list(range(size))

    def find(i: int) -> int:
        while leader[i] != i:
            leader[i] = leader[leader[i]]
            i = leader[i]
        return i

    for a, b in pairs:
        leader[max(find(a), find(b))] = min(find(a), find(b))
    groups: dict[int, list[int]] = {}
    for i in range(size):
        groups.setdefault(find(i), []).append(i)
    return sorted(groups.values(), key=lambda members: (-len(members), members))


def _pack(
    blocks: list[tuple[list[int], list[Point]]], boxes: Sequence[Box], centres: list[Point], width: float
) -> None:
    """Rows from the top, each as high as its highest block."""
    gap = 46.0
    left = top = row_height = 0.0
    for members, places in blocks:
        low_x = min(x - boxes[i].width / 2 for i, (x, _) in zip(members, places, strict=True))
        high_x = max(x + boxes[i].width / 2 for i, (x, _) in zip(members, places, strict=True))
        low_y = min(y - boxes[i].height / 2 for i, (_, y) in zip(members, places, strict=True))
        high_y = max(y + boxes[i].height / 2 for i, (_, y) in zip(members, places, strict=True))
        if left and left + high_x - low_x > width:
            left, top, row_height = 0.0, top + row_height + gap, 0.0
        for i, (x, y) in zip(members, places, strict=True):
            centres[i] = (round(left + x - low_x, 1), round(top + y - low_y, 1))
        left += high_x - low_x + gap
        width = max(width, left - gap)
        row_height = max(row_height, high_y - low_y)


def _middle(a: Point, b: Point) -> Point:
    return ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)


def _length(a: Point, b: Point) -> float:
    return sqrt((a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1]))


def _overlap(a: Point, box: Box, b: Point, other: Box, margin: float) -> float:
    """How deep two boxes lie in each other, from 0 (apart) to 1 and more."""
    x = (box.width + other.width) / 2 + margin - abs(a[0] - b[0])
    y = (box.height + other.height) / 2 + margin - abs(a[1] - b[1])
    return 0.25 + min(x, y) / 24 if x > 0 and y > 0 else 0.0


def _hits(start: Point, end: Point, centre: Point, width: float, height: float) -> bool:
    """Whether a line runs through a box (Liang and Barsky)."""
    low, high = 0.0, 1.0
    for axis, half in ((0, width / 2), (1, height / 2)):
        step, offset = end[axis] - start[axis], start[axis] - centre[axis]
        if abs(step) < 1e-9:
            if abs(offset) > half:
                return False
            continue
        near, far = sorted(((-half - offset) / step, (half - offset) / step))
        low, high = max(low, near), min(high, far)
        if low > high:
            return False
    return True


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    def side(p: Point, q: Point, r: Point) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0

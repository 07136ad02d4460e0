"""Where the boxes go that lines join: the same input gives the same places on every machine.

Two steps, with arithmetic that all machines round alike and a seeded generator:

1. *Stress majorization* [1]: the distance drawn follows the distance in the graph.
2. *Improvement by small steps*: a box moves when that lessens crossings, overlaps and lines through boxes.

[1] Gansner, Koren, North: Graph Drawing by Stress Majorization (2004), in its Gauss-Seidel form.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from math import inf, sqrt

from kg.view.geometry import Box, Pair, Point, cross, hits, length, middle, overlap
from kg.view.packing import Block, pack

_STARTS = 3
_ROUNDS = 110
_WORK = 2_400_000
"""Comparisons of lines with lines and boxes that may be made in all: about three seconds."""
_HEAT = 60.0
_MARGIN = 20.0
_ARROW = 36.0
"""Pixels of a line that should be seen beside its label."""


def place(boxes: Sequence[Box], edges: Sequence[tuple[int, int, Box]]) -> list[Point]:
    """Centres of the boxes.

    Args:
        boxes: What is to be placed.
        edges: Pairs of positions in `boxes`, each pair once, with the size of the label between them.

    Returns:
        One `(x, y)` per box; the smallest coordinates of any box edge are 0.
    """
    blocks = []
    for members in _components(len(boxes), [(a, b) for a, b, _ in edges]):
        local = {old: new for new, old in enumerate(members)}
        inner = [(local[a], local[b], label) for a, b, label in edges if a in local]
        places = _Component([boxes[i] for i in members], inner).solve()
        pairs = tuple((a, b) for a, b, _ in inner)
        blocks.append(Block(members=tuple(members), places=tuple(places), pairs=pairs))
    return pack(blocks, boxes)


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
        self.at: list[Point] = []

    def solve(self) -> list[Point]:
        """The best of a few seeded starts."""
        if len(self.boxes) < 3:  # side by side, the first end of the line on the left
            self.at = [(0.0, 0.0)] * len(self.boxes)
            for _, b in self.pairs:
                self.at[b] = (self._ideal(0, (1.0, 0.0)), 0.0)
            return self.at
        best: tuple[float, list[Point]] | None = None
        starts, rounds = self._effort()
        for seed in range(starts):
            generator = random.Random(seed)  # noqa: S311  (a layout, not a secret)
            self._majorize(generator)
            self._improve(generator, rounds)
            cost = sum(self._cost(i, self.at[i]) for i in range(len(self.boxes))) + self._extent()
            if best is None or cost < best[0]:
                best = (cost, list(self.at))
        assert best is not None
        return best[1]

    def _extent(self) -> float:
        """How much paper it takes, a tall sheet counting more than a wide one."""
        across, down = [x for x, _ in self.at], [y for _, y in self.at]
        return max(across) - min(across) + 1.5 * (max(down) - min(down))

    def _effort(self) -> tuple[int, int]:
        """How many starts, and rounds of improvement in each: less for what is large and tangled."""
        work = 2 * len(self.pairs) * (len(self.pairs) + len(self.boxes)) + 1
        starts = max(1, min(_STARTS, _WORK // (work * 40)))
        return starts, max(6, min(_ROUNDS, _WORK // (work * starts)))

    def _ideal(self, number: int, direction: Point) -> float:
        """Length, centre to centre, that leaves room for the label of a line in this direction."""
        a, b = self.pairs[number]
        return (
            self.boxes[a].reach(direction)
            + self.boxes[b].reach(direction)
            + 2 * self.labels[number].reach(direction)
            + _ARROW
        )

    def _majorize(self, generator: random.Random) -> None:
        distances = self._distances()
        spread = 40.0 * sqrt(len(self.boxes)) + 1
        self.at = [(generator.uniform(-2, 2) * spread, generator.uniform(-1, 1) * spread) for _ in self.boxes]
        for _ in range(100):
            for i, row in enumerate(distances):
                self.at[i] = self._towards(i, row)
        self.at = [(x * 0.9, y * 0.9) for x, y in self.at]  # room to spread

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
        """Lengths of the shortest ways (Floyd and Warshall), for lines half-way between level and upright."""
        size = len(self.boxes)
        rows = [[0.0 if i == j else 1e9 for j in range(size)] for i in range(size)]
        for number, (a, b) in enumerate(self.pairs):
            rows[a][b] = rows[b][a] = min(rows[a][b], self._ideal(number, (0.8, 0.6)))
        for k, through in enumerate(rows):
            for row in rows:
                base = row[k]
                if base < 1e9:
                    for j in range(size):
                        row[j] = min(row[j], base + through[j])
        return rows

    def _improve(self, generator: random.Random, rounds: int) -> None:
        for turn in range(rounds):
            left = 1 - turn / rounds
            reach, heat = 160.0 * left + 6, _HEAT * left * left
            for i in range(len(self.boxes)):
                here = self.at[i]
                there = self._proposal(i, generator, reach)
                # Early rounds may go uphill, so that a crowd finds its way apart (simulated annealing).
                limit = self._cost(i, here) + heat * generator.random()
                if self._cost(i, there, enough=limit) < limit:
                    self.at[i] = there

    def _proposal(self, i: int, generator: random.Random, reach: float) -> Point:
        """Somewhere near; or, for a box on few lines, somewhere around one of its neighbours."""
        dx, dy = generator.uniform(-1, 1), generator.uniform(-1, 1)
        if len(self.incident[i]) > 3 or generator.random() < 0.5:
            return (self.at[i][0] + dx * reach, self.at[i][1] + dy * reach)
        number = generator.choice(self.incident[i])
        a, b = self.pairs[number]
        x, y = self.at[b if a == i else a]
        far = sqrt(dx * dx + dy * dy) or 1.0
        direction = (dx / far, dy / far)
        ideal = self._ideal(number, direction) * generator.uniform(1.0, 1.3)
        return (x + direction[0] * ideal, y + direction[1] * ideal)

    def _cost(self, i: int, here: Point, *, enough: float = inf) -> float:
        """How ugly the surroundings of box `i` are when it stands `here`; counting stops at `enough`."""
        self.at[i], before = here, self.at[i]
        cost = self._crowding(i)
        for number in self.incident[i]:
            if cost >= enough:
                break
            cost += self._line_cost(number)
        else:
            cost += self._disturbance(i, here)
        self.at[i] = before
        return cost

    def _disturbance(self, i: int, here: Point) -> float:
        """What box `i` costs the lines of others."""
        box, cost = self.boxes[i], 0.0
        width, height = box.width + 10, box.height + 10
        for number, (a, b) in enumerate(self.pairs):
            if a != i and b != i:
                start, end = self.at[a], self.at[b]
                cost += 260.0 * hits(start, end, here, width, height)
                cost += 60.0 * overlap(here, box, middle(start, end), self.labels[number], 2.0)
        return cost

    def _crowding(self, i: int) -> float:
        x, y = self.at[i]
        box = self.boxes[i]
        cost = 0.0
        for j, (other_x, other_y) in enumerate(self.at):
            if i != j:
                cost += 400.0 * overlap((x, y), box, (other_x, other_y), self.boxes[j], _MARGIN)
                dx, dy = (x - other_x) / 1.4, y - other_y
                cost += 60000.0 / (dx * dx + dy * dy + 400.0)
        return cost

    def _line_cost(self, number: int) -> float:
        a, b = self.pairs[number]
        start, end = self.at[a], self.at[b]
        at, label = middle(start, end), self.labels[number]
        cost = self._length_cost(number, start, end)
        for j, box in enumerate(self.boxes):
            if j not in (a, b):
                cost += 260.0 * hits(start, end, self.at[j], box.width + 10, box.height + 10)
            cost += 60.0 * overlap(at, label, self.at[j], box, 2.0)
        for other, (c, d) in enumerate(self.pairs):
            if other != number:
                if c not in (a, b) and d not in (a, b):
                    cost += 180.0 * cross(start, end, self.at[c], self.at[d])
                cost += 40.0 * overlap(at, label, middle(self.at[c], self.at[d]), self.labels[other], 2.0)
        return cost

    def _length_cost(self, number: int, start: Point, end: Point) -> float:
        """Lines should be as long as their label needs, rather too long than too short."""
        far = length(start, end) or 1e-6
        direction = ((end[0] - start[0]) / far, (end[1] - start[1]) / far)
        off = (far - self._ideal(number, direction)) / 10
        if off < 0:
            return 3.0 * off * off
        return 0.8 * off * off if off < 5 else 20 + 5 * (off - 5)  # rather a long way than one through others


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

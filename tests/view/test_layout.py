"""Places: apart, inside, the same every time."""

from __future__ import annotations

import itertools

import pytest

from kg.view.geometry import Box, cross, hits, overlap
from kg.view.layout import place
from kg.view.packing import Block, pack

BOX, LABEL = Box(width=100, height=30), Box(width=50, height=16)


def apart(places, boxes):
    return all(
        overlap(a, box, b, other, 0) == 0
        for (a, box), (b, other) in itertools.combinations(zip(places, boxes, strict=True), 2)
    )


@pytest.mark.parametrize(
    ("size", "pairs"),
    [
        (0, []),
        (1, []),
        (2, [(0, 1)]),
        (9, [(0, i) for i in range(1, 9)]),  # a star
        (8, [(i, (i + 1) % 8) for i in range(8)]),  # a ring
        (12, [(i, i + 1) for i in range(0, 12, 2)]),  # six pairs
        (6, list(itertools.combinations(range(6), 2))),  # everyone with everyone
    ],
)
def test_boxes_stand_apart_and_in_the_picture(size, pairs):
    boxes = [BOX] * size
    places = place(boxes, [(a, b, LABEL) for a, b in pairs])
    assert len(places) == size
    assert apart(places, boxes)
    assert all(x >= BOX.width / 2 and y >= BOX.height / 2 for x, y in places)


def test_the_same_input_gives_the_same_places():
    edges = [(0, i, LABEL) for i in range(1, 7)] + [(1, 2, LABEL), (3, 4, LABEL)]
    assert place([BOX] * 7, edges) == place([BOX] * 7, edges)


def test_a_ring_has_no_crossing():
    places = place([BOX] * 8, [(i, (i + 1) % 8, LABEL) for i in range(8)])
    lines = [(places[i], places[(i + 1) % 8]) for i in range(8)]
    assert not any(cross(*first, *second) for first, second in itertools.combinations(lines, 2))


def test_parts_that_nothing_joins_do_not_meet():
    blocks = [Block(members=(i,), places=((0.0, 0.0),), pairs=()) for i in range(7)]
    assert apart(pack(blocks, [BOX] * 7), [BOX] * 7)


def test_a_line_hits_a_box_only_where_it_runs_through():
    assert hits((0, 0), (100, 0), (50, 5), 20, 20)
    assert not hits((0, 0), (100, 0), (50, 25), 20, 20)
    assert not hits((0, 0), (30, 0), (50, 0), 20, 20)

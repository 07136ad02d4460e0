"""The drawing on paper: how large each name and label is, and where it goes. Page and pictures share it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from kg.view import layout, text
from kg.view.drawing import Drawing, Edge, Node
from kg.view.geometry import Box, Point

DOT = 11.0
"""Width of the dot that stands for whoever the text does not say, in pixels."""
LABEL_SIZE = 11.0
"""Type size of an edge's label, in pixels."""
SPREAD = 27.0
"""How far the middles of two lines between the same two entities are apart, in pixels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement:
    """Names, labels and places; `names`, `boxes` and `at` go with `Drawing.nodes`, `labels` with its edges."""

    names: tuple[tuple[str, ...], ...]
    """The name of each entity, broken into rows."""
    boxes: tuple[Box, ...]
    at: tuple[Point, ...]
    """Centre of each box; the top left corner of all is (0, 0)."""
    labels: tuple[tuple[str, ...], ...]
    """The relations of each edge, broken into rows."""
    bundles: tuple[tuple[int, ...], ...]
    """Edges, by position, that join the same two entities."""


def arrange(drawing: Drawing) -> Arrangement:
    """Measure and place all entities of a drawing. Time grows with the square of their number: 40 take a second."""
    names = tuple(name_rows(node) for node in drawing.nodes)
    boxes = tuple(_name_box(node, rows) for node, rows in zip(drawing.nodes, names, strict=True))
    labels = tuple(_label_rows(drawing, edge) for edge in drawing.edges)
    pairs: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, edge in enumerate(drawing.edges):
        pairs[min(edge.source, edge.target), max(edge.source, edge.target)].append(number)
    bundles = tuple(tuple(bundle) for bundle in pairs.values())
    lines = []
    for bundle in bundles:
        sizes = [label_box(labels[number]) for number in bundle]
        height = sum(size.height + 8 for size in sizes) + 22 * (len(bundle) - 1)  # bent lines should be seen bending
        room = Box(width=max(size.width for size in sizes), height=height)
        lines.append((drawing.edges[bundle[0]].source, drawing.edges[bundle[0]].target, room))
    return Arrangement(names=names, boxes=boxes, at=tuple(layout.place(boxes, lines)), labels=labels, bundles=bundles)


def name_rows(node: Node) -> tuple[str, ...]:
    """The name as it is drawn: shortened, in at most two rows."""
    return tuple(text.lines(text.shorten(node.name, 46), 24, 2)) or ("",)


def type_size(node: Node) -> float:
    """Type size of an entity's name in pixels: it grows with the number of facts."""
    return 11.5 if node.described else round(min(12.5 + 0.9 * sqrt(node.degree), 17.0), 1)


def label_box(rows: Sequence[str]) -> Box:
    """Size of an edge's label."""
    width = max(text.width(row, LABEL_SIZE) for row in rows)
    return Box(width=width + 6, height=len(rows) * LABEL_SIZE * 1.2 + 3)


def _name_box(node: Node, rows: Sequence[str]) -> Box:
    if node.unsaid:
        return Box(width=DOT, height=DOT)
    size = type_size(node)
    width = max(text.width(row, size) for row in rows)
    return Box(width=round(width + 1.7 * size, 1), height=round((len(rows) * 1.2 + 0.9) * size, 1))


def _label_rows(drawing: Drawing, edge: Edge) -> tuple[str, ...]:
    names = [text.words(relation) for relation in drawing.relations(edge)]
    more = f" +{len(names) - 3}" if len(names) > 3 else ""
    return tuple(text.lines(", ".join(names[:3]) + more, 26, 2))

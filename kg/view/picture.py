"""Still pictures: SVG drawn here, without a browser, and PNG made from it by resvg."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import sqrt
from xml.sax.saxutils import escape, quoteattr

import resvg_py

from kg.errors import ExportError
from kg.records import Entity, Fact
from kg.view import layout, text
from kg.view.colors import STATUS_COLORS, color, mix, rank
from kg.view.curve import Curve
from kg.view.drawing import STATUSES, Drawing, Edge, Node, draw, most_connected, printable, shorten, words
from kg.view.interactive import bundled
from kg.view.layout import Box, Point

MOST = 36
"""Entities in a picture unless the caller says otherwise: more cannot be read at the width of a page."""
_FONT = "Inter, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"
_INK, _SOFT, _PAPER = "#1b2330", "#5a6577", "#ffffff"
_DASHES = {"planned": "7 4", "hypothetical": "1.5 4"}
_PAD = 30.0
_ROW = 22.0
_LABEL = 11.0


def svg(
    facts: Iterable[Fact], entities: Iterable[Entity] = (), *, title: str = "Knowledge graph", most: int = MOST
) -> str:
    """A picture of the most connected entities as SVG 1.1 text; the same content gives the same text.

    Args:
        facts: The facts to draw, in any order.
        entities: What is known of the entities, in any order.
        title: Stands above the picture.
        most: How many entities to draw at most.
    """
    whole = draw(facts, entities)
    part = most_connected(whole, most)
    return _Picture(part, title=title, left_out=len(whole.nodes) - len(part.nodes)).render()


def png(
    facts: Iterable[Fact],
    entities: Iterable[Entity] = (),
    *,
    title: str = "Knowledge graph",
    most: int = MOST,
    scale: float = 2.0,
) -> bytes:
    """The same picture as PNG bytes, `scale` pixels for each of the SVG's.

    Raises:
        ExportError: the font was not bundled when `kg` was installed, or the picture cannot be rendered.
    """
    fonts = [str(bundled(name)) for name in ("Inter-Regular.ttf", "Inter-SemiBold.ttf")]
    markup = svg(facts, entities, title=title, most=most)
    try:
        return bytes(resvg_py.svg_to_bytes(svg_string=markup, zoom=scale, font_files=fonts, font_family="Inter"))
    except ValueError as error:
        raise ExportError(f"cannot render the picture: {error}; write .svg instead") from error


class _Picture:
    """One SVG while it is being drawn."""

    def __init__(self, drawing: Drawing, *, title: str, left_out: int) -> None:
        self.drawing, self.title, self.left_out = drawing, printable(title), left_out
        self.names = [text.lines(shorten(node.name, 46), 24, 2) for node in drawing.nodes]
        self.boxes = [self._box(node, name) for node, name in zip(drawing.nodes, self.names, strict=True)]
        self.bundles = self._bundles()
        self.labels = {edge: _label(drawing, edge) for edge in drawing.edges}
        self.at = self._places()
        self.taken = list(zip(self.at, self.boxes, strict=True))

    def render(self) -> str:
        width = max([x + box.width / 2 for (x, _), box in self.taken], default=0.0) + _PAD
        width = max(width, 640.0)
        height = max([y + box.height / 2 for (_, y), box in self.taken], default=60.0) + _PAD
        curves = [(edge, curve) for bundle in self.bundles for edge, curve in self._curves(bundle)]
        body = [_line(edge, curve) for edge, curve in curves]
        body += [self._edge_label(edge, curve) for edge, curve in curves]
        body += [self._node(position) for position in range(len(self.boxes))]
        legend, bottom = self._legend(width, height)
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{bottom:.0f}" '
            f'viewBox="0 0 {width:.0f} {bottom:.0f}" role="img" font-family="{escape(_FONT)}">\n'
            f"<title>{escape(self.title)}</title>\n"
            f'<rect width="100%" height="100%" fill="{_PAPER}"/>\n'
        )
        heading = _text(_PAD, 32, self.title, size=16, weight=600)
        return head + "\n".join([heading, *body, *legend]) + "\n</svg>\n"

    def _box(self, node: Node, name: Sequence[str]) -> Box:
        size = _type_size(node)
        return Box(
            width=max(text.width(row, size) for row in name) + 1.7 * size, height=len(name) * size * 1.2 + 0.9 * size
        )

    def _bundles(self) -> list[list[Edge]]:
        """Edges by the pair of entities that they join."""
        pairs: dict[tuple[int, int], list[Edge]] = defaultdict(list)
        for edge in self.drawing.edges:
            pairs[min(edge.source, edge.target), max(edge.source, edge.target)].append(edge)
        return list(pairs.values())

    def _places(self) -> list[Point]:
        edges = []
        for bundle in self.bundles:
            sizes = [_label_box(self.labels[edge]) for edge in bundle]
            label = Box(width=max(size.width for size in sizes), height=sum(size.height + 6 for size in sizes))
            edges.append((bundle[0].source, bundle[0].target, label))
        area = sum((box.width + 90) * (box.height + 90) for box in self.boxes)
        places = layout.place(self.boxes, edges, width=max(760.0, 1.5 * sqrt(area)))
        return [(x + _PAD, y + 58) for x, y in places]

    def _curves(self, bundle: list[Edge]) -> Iterable[tuple[Edge, Curve]]:
        """One curve per edge; several between the same two entities bend apart."""
        first = bundle[0]
        for number, edge in enumerate(bundle):
            bend = (number - (len(bundle) - 1) / 2) * 27.0
            # A bend is to the left of the way: edges that run against the first one bend the other way.
            bend = bend if (edge.source, edge.target) == (first.source, first.target) else -bend
            ends = [(self.at[end], self.boxes[end]) for end in (edge.source, edge.target)]
            yield edge, Curve.between(*ends[0], *ends[1], bend=bend)

    def _edge_label(self, edge: Edge, curve: Curve) -> str:
        rows = self.labels[edge]
        box = _label_box(rows)
        spots = [curve.point(share / 100) for share in (50, 44, 56, 38, 62, 32, 68, 26, 74, 20, 80)]
        x, y = min(spots, key=lambda spot: sum(_covers(spot, box, at, other) for at, other in self.taken))
        self.taken.append(((x, y), box))
        fill = mix(STATUS_COLORS[edge.status], _INK, 0.25)
        parts = [
            f'<rect x="{x - box.width / 2:.1f}" y="{y - box.height / 2:.1f}" width="{box.width:.1f}" '
            f'height="{box.height:.1f}" rx="4" fill="{_PAPER}" fill-opacity="0.92"/>'
        ]
        for number, row in enumerate(rows):
            baseline = y + (number - (len(rows) - 1) / 2) * _LABEL * 1.2 + _LABEL * 0.36
            parts.append(_text(x, baseline, row, size=_LABEL, fill=fill, anchor="middle"))
        return "".join(parts)

    def _node(self, position: int) -> str:
        node, (x, y), box = self.drawing.nodes[position], self.at[position], self.boxes[position]
        size, tone = _type_size(node), color(node.cls)
        dashes = ' stroke-dasharray="3 3"' if node.described else ""
        fill = mix(tone, _PAPER, 0.93 if node.described else 0.80)
        parts = [
            f"<g><title>{escape(printable(node.name))}, {escape(words(node.cls))}</title>"
            f'<rect x="{x - box.width / 2:.1f}" y="{y - box.height / 2:.1f}" width="{box.width:.1f}" '
            f'height="{box.height:.1f}" rx="{min(box.height / 2, 15):.1f}" fill="{fill}" stroke="{tone}" '
            f'stroke-width="{1 if node.described else 1.6}"{dashes}/>'
        ]
        rows = self.names[position]
        for number, row in enumerate(rows):
            baseline = y + (number - (len(rows) - 1) / 2) * size * 1.2 + size * 0.36
            ink, weight = (_SOFT, 400) if node.described else (mix(tone, _INK, 0.72), 600)
            parts.append(_text(x, baseline, row, size=size, fill=ink, weight=weight, anchor="middle"))
        return "".join(parts) + "</g>"

    def _legend(self, width: float, top: float) -> tuple[list[str], float]:
        """What the colours and lines mean, in rows under the drawing; and where the picture ends."""
        classes = sorted({node.cls for node in self.drawing.nodes}, key=rank)
        statuses = [status for status in STATUSES if any(edge.status == status for edge in self.drawing.edges)]
        signs = [(_swatch(cls), words(cls)) for cls in classes] + [(_stroke(status), status) for status in statuses]
        parts, x, y = [f'<path d="M{_PAD} {top:.1f}H{width - _PAD:.1f}" stroke="#e1e5eb"/>'], _PAD, top + _ROW
        for sign, label in signs:
            step = 50 + text.width(label, 12)
            if x > _PAD and x + step - 20 > width - _PAD:
                x, y = _PAD, y + _ROW
            parts.append(
                f'<g transform="translate({x:.1f} {y:.1f})">{sign}{_text(28, 4, label, size=12, fill=_SOFT)}</g>'
            )
            x += step
        if self.left_out:
            y += _ROW
            note = f"The {len(self.drawing.nodes)} most connected entities; {self.left_out} more are in the graph."
            parts.append(_text(_PAD, y + 4, note, size=12, fill=_SOFT))
        return parts, y + _ROW


def _type_size(node: Node) -> float:
    return 11.5 if node.described else min(12.5 + 0.9 * sqrt(node.degree), 17.0)


def _label(drawing: Drawing, edge: Edge) -> list[str]:
    names = [words(relation) for relation in drawing.relations(edge)]
    more = f" +{len(names) - 3}" if len(names) > 3 else ""
    return text.lines(", ".join(names[:3]) + more, 26, 2)


def _label_box(rows: Sequence[str]) -> Box:
    return Box(width=max(text.width(row, _LABEL) for row in rows) + 6, height=len(rows) * _LABEL * 1.2 + 3)


def _line(edge: Edge, curve: Curve) -> str:
    tone = STATUS_COLORS[edge.status]
    dashes = f' stroke-dasharray="{_DASHES[edge.status]}"' if edge.status in _DASHES else ""
    cap = ' stroke-linecap="round"' if edge.status == "hypothetical" else ""
    return (
        f'<path d="{curve.path()}" fill="none" stroke="{tone}" stroke-width="1.5"{dashes}{cap}/>'
        f'<path d="{curve.arrow()}" fill="{tone}"/>'
    )


def _swatch(cls: str) -> str:
    return f'<rect x="3" y="-6" width="18" height="12" rx="6" fill={quoteattr(mix(color(cls), _PAPER, 0.8))} stroke="{color(cls)}" stroke-width="1.6"/>'


def _stroke(status: str) -> str:
    dashes = f' stroke-dasharray="{_DASHES[status]}"' if status in _DASHES else ""
    return f'<path d="M0 0H23" stroke="{STATUS_COLORS[status]}" stroke-width="2"{dashes}/>'


def _text(
    x: float, y: float, content: str, *, size: float, fill: str = _INK, weight: int = 400, anchor: str = "start"
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:.1f}" font-weight="{weight}" fill="{fill}" '
        f'text-anchor="{anchor}">{escape(content)}</text>'
    )


def _covers(a: Point, box: Box, b: Point, other: Box) -> float:
    """Area that two boxes share, in square pixels."""
    x = min(a[0] + box.width / 2, b[0] + other.width / 2) - max(a[0] - box.width / 2, b[0] - other.width / 2)
    y = min(a[1] + box.height / 2, b[1] + other.height / 2) - max(a[1] - box.height / 2, b[1] - other.height / 2)
    return round(x * y, 3) if x > 0 and y > 0 else 0.0

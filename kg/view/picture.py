"""Still pictures: SVG drawn here, without a browser, and PNG made from it by resvg."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from xml.sax.saxutils import escape

import resvg_py

from kg import ontology as ontologies
from kg.errors import ExportError
from kg.ontology import Ontology
from kg.records import Entity, Fact
from kg.view import text
from kg.view.arrangement import DOT, LABEL_SIZE, SPREAD, arrange, label_box, type_size
from kg.view.colors import STATUS_COLORS, UNSAID_COLOR, color, mix, rank
from kg.view.curve import Curve
from kg.view.drawing import STATUSES, Drawing, Edge, Node, draw, most_connected
from kg.view.geometry import shared
from kg.view.interactive import bundled

MOST = 36
"""Entities in a picture unless the caller says otherwise: more cannot be read at the width of a page."""
_FONT = "Inter, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"
_INK, _SOFT, _PAPER, _RULE = "#1b2330", "#5a6577", "#ffffff", "#e1e5eb"
_DASHES = {"planned": "7 4", "hypothetical": "1.5 4", "alleged": "7 3 1.5 3", "former": "3 3"}
_PAD = 30.0
_TOP = 58.0
_ROW = 22.0
_REGULAR = 0.966
"""Width of words in Inter regular, next to the same in semi-bold."""


def svg(
    facts: Iterable[Fact],
    entities: Iterable[Entity] = (),
    *,
    title: str = "Knowledge graph",
    ontology: Ontology | None = None,
    most: int = MOST,
) -> str:
    """A picture of the most connected entities as SVG 1.1 text; the same content gives the same text.

    Args:
        facts: The facts to draw, in any order.
        entities: What is known of the entities, in any order.
        title: Stands above the picture.
        ontology: Knows classes and symmetric relations; the one that `kg` ships unless given.
        most: How many entities to draw at most, with at most twice as many lines.
    """
    terms = ontology or ontologies.load()
    whole = draw(facts, entities, terms)
    part = most_connected(whole, most, lines=2 * most)
    return _Picture(part, terms, title=title, left_out=len(_named(whole)) - len(_named(part))).render()


def png(
    facts: Iterable[Fact],
    entities: Iterable[Entity] = (),
    *,
    title: str = "Knowledge graph",
    ontology: Ontology | None = None,
    most: int = MOST,
    scale: float = 2.0,
) -> bytes:
    """The same picture as PNG bytes, with `scale` pixels for each of the SVG's.

    Raises:
        ExportError: the font was not bundled when `kg` was installed, or the picture cannot be rendered.
    """
    fonts = [str(bundled(name)) for name in ("Inter-Regular.ttf", "Inter-SemiBold.ttf")]
    markup = svg(facts, entities, title=title, ontology=ontology, most=most)
    try:
        return bytes(resvg_py.svg_to_bytes(svg_string=markup, zoom=scale, font_files=fonts, font_family="Inter"))
    except ValueError as error:
        raise ExportError(f"cannot render the picture: {error}; write .svg instead") from error


class _Picture:
    """One SVG while it is being drawn."""

    def __init__(self, drawing: Drawing, ontology: Ontology, *, title: str, left_out: int) -> None:
        self.drawing, self.ontology = drawing, ontology
        self.title, self.left_out = text.printable(title), left_out
        self.paper = arrange(drawing)
        self.at = [(x + _PAD, y + _TOP) for x, y in self.paper.at]
        self.taken = list(zip(self.at, self.paper.boxes, strict=True))

    def render(self) -> str:
        width = max([x + box.width / 2 for (x, _), box in self.taken], default=0.0) + _PAD
        width = max(width, 640.0)
        height = max([y + box.height / 2 for (_, y), box in self.taken], default=_TOP) + _PAD
        curves = [pair for bundle in self.paper.bundles for pair in self._curves(bundle)]
        body = [_line(self.drawing.edges[number], curve) for number, curve in curves]
        body += [self._edge_label(number, curve) for number, curve in curves]
        body += [self._node(position) for position in range(len(self.at))]
        legend, bottom = self._legend(width, height)
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{bottom:.0f}" '
            f'viewBox="0 0 {width:.0f} {bottom:.0f}" role="img" font-family="{escape(_FONT)}">\n'
            f"<title>{escape(self.title)}</title>\n"
            f'<rect width="100%" height="100%" fill="{_PAPER}"/>\n'
        )
        heading = _text(_PAD, 32, self.title, size=16, weight=600)
        return head + "\n".join([heading, *body, *legend]) + "\n</svg>\n"

    def _curves(self, bundle: Sequence[int]) -> Iterator[tuple[int, Curve]]:
        """One curve per edge; several between the same two entities bend apart."""
        first = self.drawing.edges[bundle[0]]
        for place, number in enumerate(bundle):
            edge = self.drawing.edges[number]
            bend = (place - (len(bundle) - 1) / 2) * SPREAD
            # A bend is to one side of the way: edges that run against the first one bend to the other.
            bend = bend if (edge.source, edge.target) == (first.source, first.target) else -bend
            start, end = ((self.at[i], self.paper.boxes[i]) for i in (edge.source, edge.target))
            yield number, Curve.between(*start, *end, bend=bend)

    def _edge_label(self, number: int, curve: Curve) -> str:
        rows, edge = self.paper.labels[number], self.drawing.edges[number]
        box = label_box(rows)
        spots = [curve.point(share / 100) for share in (50, 44, 56, 38, 62, 32, 68, 26, 74, 20, 80)]
        x, y = min(spots, key=lambda spot: sum(shared(spot, box, at, other) for at, other in self.taken))
        self.taken.append(((x, y), box))
        fill = mix(STATUS_COLORS[edge.status], _INK, 0.25)
        ground = (
            f'<rect x="{x - box.width / 2:.1f}" y="{y - box.height / 2:.1f}" width="{box.width:.1f}" '
            f'height="{box.height:.1f}" rx="4" fill="{_PAPER}" fill-opacity="0.92"/>'
        )
        return ground + _rows(x, y, rows, size=LABEL_SIZE, fill=fill)

    def _node(self, position: int) -> str:
        node, (x, y), box = self.drawing.nodes[position], self.at[position], self.paper.boxes[position]
        if node.unsaid:
            return f"<g><title>not said</title>{_dot(x, y)}</g>"
        tone = color(node.cls, self.ontology)
        dashes = ' stroke-dasharray="3 3"' if node.described else ""
        fill = mix(tone, _PAPER, 0.93 if node.described else 0.80)
        ink, weight = (_SOFT, 400) if node.described else (mix(tone, _INK, 0.72), 600)
        shape = (
            f'<rect x="{x - box.width / 2:.1f}" y="{y - box.height / 2:.1f}" width="{box.width:.1f}" '
            f'height="{box.height:.1f}" rx="{min(box.height / 2, 15):.1f}" fill="{fill}" stroke="{tone}" '
            f'stroke-width="{1 if node.described else 1.6}"{dashes}/>'
        )
        words = _rows(x, y, self.paper.names[position], size=type_size(node), fill=ink, weight=weight)
        title = f"{text.printable(node.name)}, {text.words(node.cls)}"
        return f"<g><title>{escape(title)}</title>{shape}{words}</g>"

    def _legend(self, width: float, top: float) -> tuple[list[str], float]:
        """What the colours and lines mean, in rows under the drawing; and where the picture ends."""
        classes = sorted({node.cls for node in _named(self.drawing)}, key=rank)
        statuses = [status for status in STATUSES if any(edge.status == status for edge in self.drawing.edges)]
        signs = [(_swatch(color(cls, self.ontology)), text.words(cls)) for cls in classes]
        signs += [(_stroke(status), status) for status in statuses]
        if len(_named(self.drawing)) < len(self.drawing.nodes):
            signs.append((_dot(12, 0), "not said"))
        parts, x, y = [f'<path d="M{_PAD} {top:.1f}H{width - _PAD:.1f}" stroke="{_RULE}"/>'], _PAD, top + _ROW
        for sign, label in signs:
            step = 50 + text.width(label, 12)
            if x > _PAD and x + step - 20 > width - _PAD:
                x, y = _PAD, y + _ROW
            words = _text(28, 4, label, size=12, fill=_SOFT)
            parts.append(f'<g transform="translate({x:.1f} {y:.1f})">{sign}{words}</g>')
            x += step
        if self.left_out:
            y += _ROW
            note = f"The {len(_named(self.drawing))} most connected entities; the graph has {self.left_out} more."
            parts.append(_text(_PAD, y + 4, note, size=12, fill=_SOFT))
        return parts, y + _ROW


def _line(edge: Edge, curve: Curve) -> str:
    tone = STATUS_COLORS[edge.status]
    cap = ' stroke-linecap="round"' if edge.status == "hypothetical" else ""
    head = "" if edge.mutual else f'<path d="{curve.arrow()}" fill="{tone}"/>'
    way = curve.path(arrow=not edge.mutual)
    return f'<path d="{way}" fill="none" stroke="{tone}" stroke-width="1.5"{_dashes(edge.status)}{cap}/>{head}'


def _dashes(status: str) -> str:
    return f' stroke-dasharray="{_DASHES[status]}"' if status in _DASHES else ""


def _named(drawing: Drawing) -> list[Node]:
    """The entities of a drawing, without the dots for whoever is not said."""
    return [node for node in drawing.nodes if not node.unsaid]


def _dot(x: float, y: float) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{DOT / 2:.1f}" fill="{_PAPER}" stroke="{UNSAID_COLOR}"/>'


def _swatch(tone: str) -> str:
    fill = mix(tone, _PAPER, 0.8)
    return f'<rect x="3" y="-6" width="18" height="12" rx="6" fill="{fill}" stroke="{tone}" stroke-width="1.6"/>'


def _stroke(status: str) -> str:
    return f'<path d="M0 0H23" stroke="{STATUS_COLORS[status]}" stroke-width="2"{_dashes(status)}/>'


def _rows(x: float, y: float, rows: Sequence[str], *, size: float, fill: str, weight: int = 400) -> str:
    """Lines of text, the middle of all at (x, y)."""
    first = y - (len(rows) - 1) / 2 * size * 1.2 + size * 0.36  # a baseline lies under the middle of its letters
    return "".join(
        _text(x, first + number * size * 1.2, row, size=size, fill=fill, weight=weight, anchor="middle")
        for number, row in enumerate(rows)
    )


def _text(
    x: float, y: float, content: str, *, size: float, fill: str = _INK, weight: int = 400, anchor: str = "start"
) -> str:
    # A reader without Inter gets another font, squeezed to the room there is. Other scripts were only estimated.
    wide = text.width(content, size) * (1 if weight == 600 else _REGULAR)
    fitted = f' textLength="{wide:.1f}" lengthAdjust="spacingAndGlyphs"' if content.isascii() and content else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:.1f}" font-weight="{weight}" fill="{fill}" '
        f'text-anchor="{anchor}"{fitted}>{escape(content)}</text>'
    )

"""Draws `docs/images/imports.svg` from the imports in `kg/`: which part uses which, and which libraries it touches.

    python docs/draw_imports.py            # write the picture anew (`make docs` does so, too)
    python docs/draw_imports.py --check    # exit code 1 when it is out of date

What is used stands above who uses it. An arrow that follows from others (a → c where a → b → c) is left out,
so that the picture shows the order and not every line of code. Long arrows run through empty places of the rows
between, which are ordered by the mean place of what they are joined to (Sugiyama, Tagawa and Toda 1981).
"""

from __future__ import annotations

import argparse
import ast
import sys
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs" / "images" / "imports.svg"
FREE = {"numpy"}
"""Libraries that every part may use; they tell nothing."""

Graph = dict[str, set[str]]
"""Part → the parts that it imports."""
Rows = list[list[str]]

BOX, GAP, ROW, MARGIN, TITLE = 132, 16, 84, 24, 34
"""Width of a box, gap between boxes, height of a row, margin and height of a title, in pixels."""
LOW = 42
"""Height of a box."""
EMPTY = 20
"""Width of an empty place that a long arrow runs through."""
SWEEPS = 12


# --- what imports what -----------------------------------------------------------------------------


def imported(path: Path) -> Iterator[str]:
    """Every module that a file imports, `from package import module` written out."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def read(package: Path, name: str, *, folders_only: bool = False) -> tuple[Graph, dict[str, set[str]]]:
    """The parts of a package (its modules and sub-packages), what they import of each other, and foreign libraries.

    Args:
        package: its folder.
        name: its name in imports, as `kg` or `kg.extract`.
        folders_only: whether sub-packages alone count as parts.
    """
    files = {path: path.relative_to(package).parts[0].removesuffix(".py") for path in sorted(package.rglob("*.py"))}
    parts = {part for path, part in files.items() if not part.startswith("__")}
    if folders_only:
        parts = {part for part in parts if (package / part).is_dir()}
    graph: Graph = {part: set() for part in sorted(parts)}
    foreign: dict[str, set[str]] = {part: set() for part in graph}
    for path, part in files.items():
        for module in imported(path) if part in graph else ():
            other = module.removeprefix(f"{name}.").split(".")[0]
            if module.startswith(f"{name}.") and other in graph and other != part:
                graph[part].add(other)
            elif (library := module.split(".")[0]) not in {"kg", *FREE, *sys.stdlib_module_names}:
                foreign[part].add(library)
    return graph, foreign


def reduced(graph: Graph) -> Graph:
    """The graph without the arrows that follow from others."""
    reach: dict[str, set[str]] = {}

    def reached(part: str) -> set[str]:
        if part not in reach:
            reach[part] = set(graph[part]).union(*map(reached, graph[part]))
        return reach[part]

    return {part: {t for t in uses if not any(t in reached(other) for other in uses)} for part, uses in graph.items()}


# --- where it stands -------------------------------------------------------------------------------


def layered(graph: Graph) -> tuple[Rows, list[tuple[str, str]]]:
    """Rows of parts, each below all that it uses, with empty places (`a>b>2`) for long arrows; and short arrows."""
    depth: dict[str, int] = {}

    def level(part: str) -> int:
        if part not in depth:
            depth[part] = 1 + max(map(level, graph[part]), default=-1)
        return depth[part]

    rows: Rows = [[] for _ in range(1 + max(map(level, graph)))]
    for part in graph:
        rows[depth[part]].append(part)
    arrows = []
    for part, uses in graph.items():
        for used in sorted(uses):
            way = [used, *(f"{part}>{used}>{row}" for row in range(depth[used] + 1, depth[part])), part]
            for row, place in enumerate(way[1:-1], depth[used] + 1):
                rows[row].append(place)
            arrows.extend(zip(way[1:], way, strict=False))
    return rows, arrows


def arranged(rows: Rows, arrows: list[tuple[str, str]]) -> dict[str, float]:
    """The middle of each place: rows sorted, up and down by turns, by the mean of what they are joined to."""
    joined: dict[str, set[str]] = {}
    for one, other in arrows:
        joined.setdefault(one, set()).add(other)
        joined.setdefault(other, set()).add(one)
    middles = _middles(rows)
    for sweep in range(SWEEPS):
        for row in rows if sweep % 2 == 0 else reversed(rows):
            row.sort(key=lambda part: (_mean(part, joined, middles), part))
            middles = _middles(rows)
    return middles


def _mean(part: str, joined: Mapping[str, set[str]], middles: Mapping[str, float]) -> float:
    others = sorted(middles[other] for other in joined.get(part, ()))
    return sum(others) / len(others) if others else middles[part]


def _width(part: str) -> int:
    return EMPTY if ">" in part else BOX


def _middles(rows: Rows) -> dict[str, float]:
    middles = {}
    for row in rows:
        left = -(sum(map(_width, row)) + GAP * (len(row) - 1)) / 2
        for part in row:
            middles[part] = left + _width(part) / 2
            left += _width(part) + GAP
    return middles


# --- how it looks ----------------------------------------------------------------------------------


def drawn(graph: Graph, foreign: Mapping[str, set[str]], title: str, top: float) -> tuple[str, float, float]:
    """One drawing: its SVG around x = 0, from `top` on; its width, and where it ends."""
    rows, arrows = layered(reduced(graph))
    middle = arranged(rows, arrows)
    height = {part: top + TITLE + ROW * number for number, row in enumerate(rows) for part in row}
    low = min(middle[part] - _width(part) / 2 for part in middle)
    lines = [f'<text x="{low:.0f}" y="{top + 14:.0f}" class="title">{escape(title)}</text>']
    lines += (_arrow(one, other, middle, height) for one, other in arrows)
    lines += (_box(part, sorted(foreign[part]), middle[part], height[part]) for part in graph)
    return "\n".join(lines), -2 * low, top + TITLE + ROW * (len(rows) - 1) + LOW


def _arrow(one: str, other: str, middle: Mapping[str, float], height: Mapping[str, float]) -> str:
    """From the part that uses up to what it uses; through an empty place it goes straight on."""
    start, end = height[one], height[other] + (0 if ">" in other else LOW)
    x, y = middle[one], middle[other]
    bend = (start - end) / 2
    head = "" if ">" in other else ' marker-end="url(#head)"'
    tail = f"M{x:.0f} {start + LOW:.0f}V{start:.0f}" if ">" in one else f"M{x:.0f} {start:.0f}"
    turn = end if ">" in other else end + 5
    if ">" in other:
        turn, bend = end + LOW, (start - end - LOW) / 2
    return f'<path d="{tail}C{x:.0f} {start - bend:.0f} {y:.0f} {turn + bend:.0f} {y:.0f} {turn:.0f}"{head}/>'


def _box(part: str, libraries: list[str], x: float, y: float) -> str:
    shown = ", ".join(libraries[:2]) + (" …" if len(libraries) > 2 else "")
    name = f'<text x="{x:.0f}" y="{y + (19 if shown else 26):.0f}" class="name">{escape(part)}</text>'
    below = f'<text x="{x:.0f}" y="{y + 34:.0f}" class="small">{escape(shown)}</text>' if shown else ""
    return f'<rect x="{x - BOX / 2:.0f}" y="{y:.0f}" width="{BOX}" height="{LOW}" rx="6"/>{name}{below}'


STYLE = """<style>
text{font-family:Inter,'Segoe UI','Helvetica Neue',Arial,sans-serif;fill:#1b2330;text-anchor:middle}
.title{font-size:15px;font-weight:600;text-anchor:start}.name{font-size:14px;font-weight:600}.small{font-size:10px;fill:#5b6575}
rect{fill:#eef2f8;stroke:#8fa3c4}path{fill:none;stroke:#8b93a1;stroke-width:1.3}marker path{fill:#8b93a1;stroke:none}
</style>
<defs><marker id="head" viewBox="0 0 8 8" refX="3" refY="4" markerWidth="7" markerHeight="7" orient="auto">\
<path d="M0 0L8 4L0 8Z"/></marker></defs>"""


def picture(package: Path = ROOT / "kg") -> str:
    """The whole picture: `kg`, and below it `kg/extract` once it has packages of its own."""
    drawings = [("kg: what is used stands above who uses it", *read(package, "kg"))]
    inner = read(package / "extract", "kg.extract", folders_only=True)
    if len(inner[0]) > 2:
        drawings.append(("kg/extract: its packages", *inner))
    pieces, widest, end = [], 0.0, float(MARGIN)
    for title, graph, foreign in drawings:
        piece, width, end = drawn(graph, foreign, title, end)
        pieces.append(piece)
        widest, end = max(widest, width), end + MARGIN * 1.5
    width = widest + 2 * MARGIN
    box = f"{-width / 2:.0f} 0 {width:.0f} {end:.0f}"
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" width="{width:.0f}" height="{end:.0f}" role="img">'
    sheet = f'<rect x="{-width / 2:.0f}" width="{width:.0f}" height="{end:.0f}" style="fill:#fff;stroke:none"/>'
    name = "<title>The parts of kg and what they import</title>"
    return "\n".join([head, name, STYLE, sheet, *pieces, "</svg>"]) + "\n"


def main() -> int:
    """Write or check the picture; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; say whether the picture is that of today")
    if parser.parse_args().check:
        fresh = PICTURE.exists() and PICTURE.read_text(encoding="utf-8") == picture()
        sys.stdout.write("" if fresh else "docs/images/imports.svg is out of date; run `make docs`\n")
        return 0 if fresh else 1
    PICTURE.write_text(picture(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""The boxes of a web page as its paragraphs: tables that lay it out are none, and text between paragraphs is one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_INLINE = frozenset("a abbr acronym b big cite code em font i mark q s small span strike strong sub sup u".split())
_LEAST = 40
"""Characters of text that is no link: what is shorter is a label."""


def flatten_layout(tree: Any) -> None:
    """Turn the tables that only lay a page out, in place, into plain boxes."""
    for table in list(tree.iter("table")):
        cells = [cell for row in table.iter("tr") for cell in row.iter("td", "th")]
        long = any(next(cell.iter("p", "h1", "h2", "br", "table"), None) is not None for cell in cells)
        if long or len(cells) <= 1:
            for element in table.iter("table", "tbody", "thead", "tfoot", "tr", "td", "th"):
                element.tag = "div"


def wrap_bare_text(tree: Any) -> None:
    """Make paragraphs, in place, of text that stands beside paragraphs and is in none: it is lost otherwise."""
    for box in {paragraph.getparent(): None for paragraph in tree.iter("p")}:
        if box is not None and isinstance(box.tag, str) and box.tag not in _INLINE:
            for before, run in list(_runs(box)):
                _wrap(box, before, run)


def _runs(box: Any) -> Iterator[tuple[Any, list[Any]]]:
    """Yield the pieces of bare text in a box: the element before it, None at the beginning, and those inside it."""
    before, run = None, []
    text = box.text or ""
    for child in box:
        if child.tag in _INLINE:
            run.append(child)
            text += ("" if child.tag == "a" else "".join(child.itertext())) + (child.tail or "")
            continue
        if len(text.strip()) >= _LEAST:
            yield before, run
        before, run, text = child, [], child.tail or ""
    if len(text.strip()) >= _LEAST:
        yield before, run


def _wrap(box: Any, before: Any, run: list[Any]) -> None:
    paragraph = box.makeelement("p")
    if before is None:
        paragraph.text, box.text = box.text, None
        box.insert(0, paragraph)
    else:
        paragraph.text, before.tail = before.tail, None
        before.addnext(paragraph)
    paragraph.extend(run)  # each takes along the text behind it

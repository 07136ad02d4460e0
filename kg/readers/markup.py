"""Markup inside news items: HTML, XHTML and NITF become paragraphs, without what a reader would not see as text."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from lxml import etree

Element = Any
"""An element of lxml, which has no types."""

_BLOCKS = frozenset(
    "p div h1 h2 h3 h4 h5 h6 hl1 hl2 li ul ol dl dt dd tr td th table blockquote bq section article header footer main "
    "pre hr body body.content address center block".split()
)
_UNSEEN = frozenset(
    "head script style template noscript iframe object svg form button select textarea nav "
    "figure figcaption caption audio video media note fn".split()
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|mso-hide\s*:\s*all", re.I)
_TAG = re.compile(r"</?(?:p|br|div|span|a|b|i|u|em|strong|ul|ol|li|h[1-6]|table|img|blockquote|html)\b[^<>]*>", re.I)
_TWICE = re.compile(r"&(?:#\d{1,6}|#x[0-9a-f]{1,5}|quot|apos|nbsp|amp);", re.I)
"""Escaped twice, as agencies do: no reader was to see it."""
_BREAK = "\x1e"
"""Ends a paragraph, until all blanks are put in order."""


def local(element: Element) -> str:
    """The name of an element without its namespace, in which samples of one format differ."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def paragraphs(root: Element, *, unseen: frozenset[str] = frozenset()) -> str:
    """Return the text of an element, paragraphs apart by a blank line.

    Args:
        root: an element of HTML, XHTML or NITF.
        unseen: elements and classes to leave out, besides pictures, scripts and what is hidden.
    """
    pieces: list[str] = []
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        name = local(element)
        if event == "start":
            pieces.append(_BREAK if name in _BLOCKS else "\n" if name == "br" else "")
            if _left_out(element, name, unseen):
                walk.skip_subtree()
            else:
                pieces.append(_blank(element.text))
        else:
            pieces.append(_BREAK if name in _BLOCKS else "")
            pieces.append(_blank(element.tail) if element is not root else "")
    text = _TWICE.sub(lambda match: unescape(match[0]), "".join(pieces))
    return "\n\n".join(filter(None, map(_paragraph, text.split(_BREAK))))


def _left_out(element: Element, name: str, unseen: frozenset[str]) -> bool:
    return (
        name in _UNSEEN
        or name in unseen
        or "hidden" in element.attrib
        or bool(_HIDDEN.search(element.get("style") or ""))
        or not unseen.isdisjoint([*(element.get("class") or "").split(), element.get("id") or ""])
    )


def _blank(text: str | None) -> str:
    """Line ends in markup are blanks."""
    return re.sub(r"[\s\x1e]+", " ", text or "")


def _paragraph(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(filter(None, lines))


def html(fragment: str, *, unseen: frozenset[str] = frozenset()) -> str:
    """Return the text of a piece of HTML, as `paragraphs` does; plain text stays, with its entities read."""
    data = fragment.encode("utf-8", "replace").replace(b"\x00", b"")
    if not data.strip():
        return ""
    try:
        root = etree.fromstring(data, etree.HTMLParser(encoding="utf-8", no_network=True))
    except etree.LxmlError:  # nothing but a comment, for instance
        return ""
    return "" if root is None else paragraphs(root, unseen=unseen)


def is_markup(text: str) -> bool:
    """Whether a text that is called plain has tags of HTML."""
    return bool(_TAG.search(text))

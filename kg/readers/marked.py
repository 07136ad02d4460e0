"""The elements of a web page whose attributes tell what they are: classes, microdata, RDFa."""

from __future__ import annotations

import re
from typing import Any

_RDFA = frozenset("datepublished schemadatepublished dcdate dcdateissued dcissued dctermsissued dctermsdate".split())
"""Properties, by RDFa, of what shows the day of publication; of their names only the letters."""
_TELLING = frozenset({"class", "itemprop", "property", "rel"})


class Marked:
    """The elements of a page whose attributes tell what they are, looked through once: pages have thousands.

    Args:
        tree: the page, an element of lxml.
    """

    def __init__(self, tree: Any) -> None:
        self.classes: list[tuple[Any, str]] = []
        """Those that have classes, with what these are."""
        self._properties: list[tuple[Any, str]] = []
        self.shown: list[Any] = []
        """Those that are said to show the day of publication, by RDFa or as HTML has it."""
        self.authors: list[Any] = []
        """Those that link to the author."""
        for element in tree.iter("*"):
            for name, value in element.items():  # asked for one by one, they take three times as long
                if name in _TELLING and value:
                    self._mark(element, name, value)
        self.shown.extend(element for element in tree.iter("time") if "pubdate" in element.attrib)

    def _mark(self, element: Any, name: str, value: str) -> None:
        if name == "class":
            self.classes.append((element, value))
        elif name == "itemprop":
            self._properties.append((element, value))
        elif name == "rel":
            if value == "author":
                self.authors.append(element)
        elif element.tag != "meta" and plain(value) in _RDFA:
            self.shown.append(element)

    def property(self, name: str) -> list[Any]:
        """Those that are this property of an item."""
        return [element for element, found in self._properties if found == name]

    def classed(self, name: str) -> list[Any]:
        """Those that have this class."""
        return [element for element, kind in self.classes if name in kind and name in kind.split()]


def plain(name: str) -> str:
    """The letters of a name: `DC.date.issued` is `dcdateissued`."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


def text_of(element: Any) -> str:
    """All text in an element, in one line; nothing of None."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""

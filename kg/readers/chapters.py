"""The words of a chapter in XHTML. A book has no navigation around its text, as a web page has: all of it counts."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_BLOCKS = set(
    "address article aside blockquote body caption center dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 "
    "header hr li main ol p pre section table td th tr ul".split()
)
_LEFT_OUT = set("head nav rp rt script style svg math template".split())
_HEADINGS = {"h1", "h2", "h3"}
_BLANKS = re.compile(r"[ \t\r\n\f]+")


def chapter(markup: str) -> tuple[str | None, str]:
    r"""Return the first heading, else the title, and the paragraphs.

    >>> chapter("<html><body><h1>Talks</h1><p>Obama met<br/> Karzai.</p></body></html>")
    ('Talks', 'Talks\n\nObama met\nKarzai.')
    """
    words = _Words()
    words.feed(markup)
    words.close()
    words.end()
    return words.heading or words.title or None, "\n\n".join(words.paragraphs)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.paragraphs: list[str] = []
        self.heading = self.title = ""
        self._now: list[str] = []
        self._out: list[str] = []
        """The elements around that are left out, outermost first."""
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "title":
            self._in_title = True
        elif self._out:
            self._out.extend([tag] if tag == self._out[0] else [])
        elif tag in _LEFT_OUT or "noteref" in (dict(attrs).get("epub:type") or "").split():
            self._out.append(tag)
        elif tag == "br":
            self._now.append("\0")
        elif tag in _BLOCKS:
            self.end()

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Read on behind a section of a kind that there is not, as browsers do; Python's parser gives up."""
        try:
            return super().parse_marked_section(i, report)
        except AssertionError:
            return self.rawdata.find(">", i) + 1 or -1

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False
        elif self._out:
            if tag == self._out[0]:
                self._out.pop()
            elif tag == "html":
                self._out.clear()
        elif tag in _BLOCKS:
            self.end(heading=tag in _HEADINGS)

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title = _BLANKS.sub(" ", self.title + data).strip()
        elif not self._out:
            self._now.append(data.replace("\0", ""))

    def end(self, *, heading: bool = False) -> None:
        """A paragraph ends."""
        lines = _BLANKS.sub(" ", "".join(self._now)).split("\0")
        words = "\n".join(filter(None, (line.strip() for line in lines)))
        self._now = []
        if words:
            self.paragraphs.append(words)
            if heading and not self.heading:
                self.heading = words.replace("\n", " ")

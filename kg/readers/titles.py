"""Titles as people wrote them: without the name of the site behind them, and none where a program made one up."""

from __future__ import annotations

import re
from collections.abc import Iterable

_MADE_UP = re.compile(
    r"""untitled(?:[\s\d._-].*)?|(?:new\s)?(?:document|page|presentation|dokument|doc)[\s_-]?\d*|index|home(?:page)?|title
    |(?:microsoft\s)?(?:word|powerpoint|excel)\s-\s.*|.*\.(?:exe|docx?|dotx?|rtf|odt|pdf|html?|indd|qxp?|qxd|txt|pptx?|xlsx?
    |tmp|ps|tex|pages|wpd|pmd|dvi|eps|jpe?g|tiff?)|[\W\d_]*|\(?(?:no|kein)\s(?:title|titel|subject)\)?|https?://\S*""",
    re.IGNORECASE | re.VERBOSE,
)
_MARK = re.compile(r"\s+(?P<mark>[|»·•‹›:]{1,2}|[-–—]{1,3})\s+")
_SITE = re.compile(
    r"""(?:the\s)?(?:[\w.&']+\s){0,4}(?:news|times|post|herald|tribune|journal|gazette|guardian|daily|weekly|press|radio|tv
    |magazine|review|chronicle|observer|mail|express|telegraph|politics|online|international|network|media)
    |\S+\.(?:com|org|net|co\.uk|info|eu|news|example|tv|de|fr|ie|in|ca|au|com\.au)""",
    re.IGNORECASE | re.VERBOSE,
)
_LABEL = re.compile(r"(?:\w+\s){1,3}[|»]\s")
"""What kind of story it is, before a title: "Opinion | "."""
_LONGEST_TAIL = 5
"""Words: what stands behind a bar and is longer belongs to the title."""


def usable(title: str | None) -> str | None:
    r"""Return a title in one line, or None when a program made it up.

    >>> usable(" Talks\nin Doha "), usable("10811.exe"), usable("untitled"), usable("Microsoft Word - Talks.docx")
    ('Talks in Doha', None, None, None)
    """
    words = " ".join((title or "").split())
    return None if not words or _MADE_UP.fullmatch(words) else words


def without_site(title: str, sites: Iterable[str] = (), heading: str | None = None) -> str:
    """Cut the name of the site, or of a part of it, from the end of a title, and from its beginning a label.

    Args:
        title: as the page declares it.
        sites: how the page calls its site.
        heading: the first heading of the page.

    >>> without_site("Rivals meet | CNN Politics"), without_site("Rivals meet - The Duravik Star", ["Duravik Star"])
    ('Rivals meet', 'Rivals meet')
    >>> without_site("Opinion | Rivals meet", heading="Rivals meet")
    'Rivals meet'
    >>> without_site("Rivals meet - and part again")
    'Rivals meet - and part again'
    """
    if heading and title != heading and title.startswith(heading) and _MARK.match(title, len(heading)):
        return heading
    if heading and _LABEL.fullmatch(title.removesuffix(heading)):
        return heading
    known = {_plain(site) for site in sites} - {""}
    while True:
        marks = list(_MARK.finditer(title))
        if not marks or not _is_tail(title[marks[-1].end() :], marks[-1]["mark"], known):
            return title
        title = title[: marks[-1].start()]


def _is_tail(tail: str, mark: str, known: set[str]) -> bool:
    plain = _plain(tail)
    if plain in known or any(len(site) > len("abc") and plain.startswith(site) for site in known):
        return True
    if mark[0] in "|»·•‹›:" and mark != ":":
        return len(tail.split()) <= _LONGEST_TAIL
    return bool(mark != ":" and _SITE.fullmatch(tail))


def _plain(name: str) -> str:
    return re.sub(r"^the(?=.)|[\W_]", "", " ".join(name.casefold().split()).replace("the ", "", 1))

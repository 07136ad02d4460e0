r"""Rich Text Format: the text without headers, footnotes, pictures, deleted and hidden words.

The date in a file is when it was made, not when the news came out: it is not used.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from striprtf import striprtf

from kg.errors import InputError
from kg.readers import text
from kg.readers.source import Source, told
from kg.records import Document

_TITLE = re.compile(r"\{\\title\s((?:[^{}\\]|\\[^{}]|\\[{}])*)\}")
_CODE_PAGE = re.compile(r"\\ansicpg\d+")
_BINARY = re.compile(r"\\bin(\d{1,9}) ?")
_HIGH = re.compile(r"[\x80-\xff]")
_CELL = re.compile(r"(?<!\\)\\(?:nest)?(?:cell|row)(?![a-z0-9])")
_SWITCHED = re.compile(r"(?<!\\)\\(?P<word>v|deleted)(?![a-z0-9])[^{}]{0,2000}?\\(?P=word)0(?![0-9])[ ]?")
_UNSEEN = re.compile(r"(?<!\\)\\(v|deleted)(?![a-z0-9])")
_LINK = re.compile(r"(\\fldinst\b[^}]{0,500}?)HYPERLINK\b")
_LONGEST_FONT = 5000
"""Characters up to a semicolon: the library's time grows with the square of it."""
_HYPHENS = {0xAD: None, 0x2011: "-"}
"""Where a word may be broken; where it may not."""


def read(source: Source) -> Iterator[Document]:
    """Read an RTF file as one document."""
    data = source.data()
    if not data.lstrip().startswith(b"{\\rtf"):
        raise InputError("is not RTF; save it again as .rtf, or give it the suffix of its format")
    markup = _seen(data.decode("latin-1"))
    if any(len(font) > _LONGEST_FONT for font in _font_table(markup).split(";")):
        raise InputError("has a list of fonts that is broken; save it again")
    try:
        words = _text(markup)
        title = _title(markup)
    except (ValueError, LookupError, TypeError, AttributeError, RuntimeError, ArithmeticError) as error:
        raise InputError(
            f"is not RTF that can be read ({type(error).__name__}: {told(error)}); save it again"
        ) from error
    paragraphs = (line.strip() for line in words.splitlines())
    yield text.document(source, "\n\n".join(filter(None, paragraphs)), title=title)


def _seen(markup: str) -> str:
    """The markup without what no reader of the page sees; the library would give deleted and hidden words as text."""
    markup = _HIGH.sub(lambda match: f"\\'{ord(match[0]):02x}", _without_binary(markup))
    markup = _SWITCHED.sub("", markup)
    markup = _UNSEEN.sub(r"\\*\\\1", markup)  # a group that begins so may be passed over
    markup = _LINK.sub(r"\1LINK", markup)  # else the address of a link is made part of the text
    return _CELL.sub(r"\\par", markup)  # each cell is a paragraph


def _font_table(markup: str) -> str:
    """The group of the fonts, or all that follows where it has no end."""
    start, depth = markup.find("{\\fonttbl"), 0
    for brace in re.finditer("[{}]", markup[start:]) if start >= 0 else ():
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return markup[start : start + brace.end()]
    return markup[start:] if start >= 0 else ""


def _without_binary(markup: str) -> str:
    """The markup without pictures in binary, whose bytes may look like anything."""
    parts, at = [], 0
    while match := _BINARY.search(markup, at):
        parts.append(markup[at : match.start()])
        at = match.end() + int(match[1])
    return "".join((*parts, markup[at:]))


def _text(markup: str) -> str:
    convert: Callable[..., str] = striprtf.rtf_to_text
    words = convert(markup, errors="replace")
    paired = words.encode("utf-16", "surrogatepass").decode("utf-16", "replace")  # RTF has emoji in two halves
    return paired.translate(_HYPHENS)


def _title(markup: str) -> str | None:
    if not (match := _TITLE.search(markup)):
        return None
    page = _CODE_PAGE.search(markup)
    return " ".join(_text(f"{{\\rtf1\\ansi{page[0] if page else ''} {match[1]}}}").split()) or None

"""The encoding of a web page, found as browsers find it (WHATWG HTML, "determining the character encoding").

A byte order mark, then what the page declares in its head, then what all its bytes are: UTF-8 if they are valid and
not just ASCII, else windows-1252, as browsers take for pages that declare nothing. The labels are those of the WHATWG
Encoding Standard, where `iso-8859-1` is a name of windows-1252.

One thing is asked that browsers need not ask: a saved page has lost the header of its transfer, which stood above what
the page declares. So a page that says windows-1252, or another encoding of one byte a character, but whose bytes are
valid UTF-8, and not just ASCII, is UTF-8.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16le"), (codecs.BOM_UTF16_BE, "utf-16be"))
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_SCRIPT = re.compile(rb"<(script|style)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_HIDING = re.compile(rb"<!--|<s(?:cript|tyle)\b", re.IGNORECASE)
"""What begins a part in which no declaration counts."""
_XML = re.compile(rb"""\s*<\?xml\b[^>]*?\bencoding\s*=\s*["']\s*([^"'\s>]+)""")
_META = re.compile(rb"<meta[\s/]([^>]*)>", re.IGNORECASE)
_CHARSET = re.compile(rb"""(?:^|[\s;"'/])charset\s*=\s*["']?\s*([^"'\s;/>]+)""", re.IGNORECASE)
_HEAD = 65536
"""Bytes: the standard looks at 1,024 and reads the page again when a declaration stands behind them."""
_USUAL = "windows-1252"
_ONE_BYTE = ("windows-", "iso-8859-", "koi8-", "ibm866", "macintosh", "x-mac-")
"""What the names of encodings of one byte a character begin with."""
_HIGH = re.compile(rb"[\xc0-\xff]")
_LETTER = re.compile(rb"[A-Za-z\xc0-\xff]")
_TAG = re.compile(rb"<[^>]*>")
_FEW, _FOREIGN_SHARE = 10, 0.4
"""Of all letters: no language of Western Europe has so many with accents."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a page, and what is to be said of its encoding."""

    text: str
    encoding: str
    doubt: str | None = None
    """One line, when characters may be wrong."""


def decode(data: bytes) -> Decoded:
    r"""Return the text of a page; bytes that its encoding does not have become U+FFFD, and `doubt` tells.

    >>> decode(b'<meta charset="iso-8859-1"><p>Norway\x92s').text[-2:]
    '’s'
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], name)
    declared = _declared(data)
    name = declared or _USUAL
    if name.startswith(_ONE_BYTE) and not data.isascii() and _is_utf8(data):
        name = "utf-8"
    return _decoded(data, name)


def _declared(data: bytes) -> str | None:
    """The canonical name of the encoding that the head declares, None when it declares none that is known."""
    head = data[:_HEAD]
    plain = head[: match.start()] if (match := _HIDING.search(head)) else head
    return _label(plain) or (None if plain == head else _label(_SCRIPT.sub(b"", _COMMENT.sub(b"", head))))


def _label(head: bytes) -> str | None:
    from webencodings import lookup

    labels = [match[1] for match in [_XML.match(head)] if match]
    labels += [found[1] for meta in _META.finditer(head) if (found := _CHARSET.search(meta[1]))]
    for label in labels:
        if encoding := lookup(label.decode("ascii", "replace")):
            name = str(encoding.name)
            # Whoever could read the label has no UTF-16, says the standard.
            return "utf-8" if name.startswith("utf-16") else _USUAL if name == "x-user-defined" else name
    return None


def _decoded(data: bytes, name: str) -> Decoded:
    from webencodings import lookup

    text = lookup(name).codec_info.decode(data, "replace")[0] if name != _USUAL else _windows_1252(data)
    wrong = text.count("\ufffd")
    if wrong and name == "utf-8":
        wrong -= data.count(b"\xef\xbf\xbd")
    doubt = f"{wrong:,} places are not {name}, as the page says it is, and read �; save it again" if wrong > 0 else None
    if name == _USUAL and _looks_foreign(data):
        doubt = f"is read as {name}, and by its letters it is something else; save it again as UTF-8"
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Decoded(text, name, doubt)


def _looks_foreign(data: bytes) -> bool:
    words = _TAG.sub(b" ", _SCRIPT.sub(b" ", data[:_HEAD]))
    return len(_HIGH.findall(words)) > max(_FEW, _FOREIGN_SHARE * len(_LETTER.findall(words)))


def _windows_1252(data: bytes) -> str:
    """Every byte has a character in the standard; Python knows none for five of them."""
    return data.decode("cp1252", _HOLES)


_HOLES = "kg-windows-1252-holes"


def _hole(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error(_HOLES, _hole)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True

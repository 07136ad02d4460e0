r"""Plain text, and the decoding that all formats share.

Here, and only here, line ends become `\n` and a byte order mark goes: from then on a document's
text never changes, and every offset counts its characters. Control, zero-width and bidirectional
characters stay where they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.errors import InputError
from kg.readers.dates import in_address
from kg.readers.decoding import MARKS
from kg.readers.source import MAX_CHARACTERS, OnSkip, Skipped, Source
from kg.records import Document

_ADDRESS = re.compile(r"(?:(?:source|url|link|from)\s*:\s*)?<?https?://\S+", re.IGNORECASE)
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = dict.fromkeys(set(range(32)) - set(b"\t\n\v\f\r\x1b"))
_BINARY_SHARE = 0.02
BINARY = "is binary data, not text; give it the suffix of its format, or leave it out"


def read(source: Source, on_skip: OnSkip | None = None) -> Iterator[Document]:
    """Read a plain text file as one document.

    A web address in its first line, as some put there where they have an article from, may name the day.

    Args:
        source: the file.
        on_skip: told of a day that comes from an address, for an address is a hint only.
    """
    text = decode(source.data())
    first = text.lstrip().partition("\n")[0].strip()
    day = in_address(first) if _ADDRESS.fullmatch(first) else None
    if day and on_skip:
        reason = f"with the day of publication of the address in its first line ({day.isoformat()})"
        on_skip(Skipped(str(source.path), reason, error=False, read=True))
    yield document(source, text, published=day)


def document(source: Source, text: str, **metadata: object) -> Document:
    """Make the document of a file, once its text is known.

    Args:
        source: the file.
        text: all its text.
        metadata: `title` and `published`, where the format carries them.

    Raises:
        InputError: the text is blank or too long.
    """
    return Document(id=source.id, text=checked(text), source=str(source.path), **metadata)  # type: ignore[arg-type]


def checked(text: str) -> str:
    """Return `text`, whose characters all offsets will count.

    Raises:
        InputError: it is blank, or longer than `MAX_CHARACTERS`.
    """
    if not text.strip():
        raise InputError("has no text; there is nothing to read")
    if len(text) > MAX_CHARACTERS:
        limit = MAX_CHARACTERS // 10**6
        raise InputError(f"has {len(text):,} characters, more than {limit} million; split it into several documents")
    return text


def carried(text: str) -> str:
    r"""Return `text` with U+FFFD for each lone surrogate, which no encoding can carry.

    >>> carried("one\ud800") == "one\ufffd"
    True
    """
    return _SURROGATE.sub("\ufffd", text)


def decode(data: bytes) -> str:
    r"""Return the text of `data`: UTF-8, or UTF-16/32 when a byte order mark says so.

    Raises:
        InputError: it is not text, or not in these encodings.

    >>> decode(b"\xef\xbb\xbfone\r\ntwo\rthree")
    'one\ntwo\nthree'
    """
    encoding = next((name for mark, name in MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(_undecodable(data, error)) from error
    if is_binary(text):
        raise InputError(BINARY)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _undecodable(data: bytes, error: UnicodeDecodeError) -> str:
    if error.encoding == "utf-8" and b"\x00" in data[:4096]:
        return BINARY
    line = data.count(b"\n", 0, error.start) + 1
    return (
        f"is not valid {error.encoding.upper()} (line {line}, byte {error.start}); "
        "convert it first, e.g. `iconv -f windows-1252 -t utf-8`"
    )


def is_binary(text: str) -> bool:
    """Whether so many characters are control characters that nobody wrote this for people."""
    head = text[:65536]
    return len(head) - len(head.translate(_CONTROL)) > _BINARY_SHARE * len(head)

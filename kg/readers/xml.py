"""XML: the root element decides which format it is. No entity of a file's own is expanded, and nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5

from lxml import etree

from kg.errors import InputError
from kg.readers import feeds, items, newsml, nitf
from kg.readers.markup import Element, local
from kg.readers.source import OnSkip, Source
from kg.records import Document

_FORMATS = {
    "rss": feeds.read_rss,
    "rdf": feeds.read_rss,
    "feed": feeds.read_atom,
    "newsmessage": newsml.read,
    "newsitem": newsml.read,
    "packageitem": newsml.read,
    "nitf": nitf.read,
}
_OWN_ENTITIES = re.compile(rb"<!DOCTYPE[^\[>]*\[.*?<!ENTITY", re.DOTALL)
_NAMED = re.compile(rb"&([A-Za-z][A-Za-z0-9]*);")
_XML_NAMES = {b"amp", b"lt", b"gt", b"quot", b"apos"}
_FORBIDDEN = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]|&#(?:(\d+)|x([\da-fA-F]+));")
"""Characters that XML may not have, and references, some of which are to such characters."""
_STRAY = re.compile(rb"(<!\[CDATA\[.*?(?:\]\]>|\Z))|\]\]>|&(?!#?\w+;)", re.DOTALL)


def read(source: Source, on_skip: OnSkip) -> Iterator[Document]:
    """Read the items of a feed, of NewsML-G2 or of NITF."""
    root = parse(source.data())
    reader = _FORMATS.get(local(root))
    if reader is None:
        raise InputError(
            f"is XML with the root <{etree.QName(root).localname}>, which kg does not know; "
            "it reads RSS, Atom, NewsML-G2 and NITF; save the text as .txt or .html"
        )
    yield from reader(root, source, on_skip)


def parse(data: bytes) -> Element:
    """Return the root of an XML file.

    Names of HTML (`&nbsp;`) are read although XML does not know them; ampersands and control characters that make a
    file ill-formed are mended when it cannot be read otherwise.

    Raises:
        InputError: it is not well-formed, or declares entities of its own.
    """
    if (start := data.find(b"<!DOCTYPE")) >= 0 and _OWN_ENTITIES.match(data, start):
        raise InputError("declares entities of its own, which news never needs; take the <!ENTITY …> lines out")
    data = _NAMED.sub(_numeric, data.lstrip())
    try:
        return _checked(data)
    except etree.XMLSyntaxError as problem:
        mended = _STRAY.sub(_escaped, _FORBIDDEN.sub(_allowed, data))
        try:
            if mended != data:
                return _checked(mended)
        except etree.XMLSyntaxError:
            pass  # the first problem is the one that its author can see
        reason = items.shown(problem.msg or problem)
        raise InputError(
            f"is not well-formed XML ({reason}); get the file again, or save its text as .txt"
        ) from problem


def _checked(data: bytes) -> Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(data, parser)
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and next(declared.iterentities(), None) is not None:
        raise InputError("declares entities of its own, which news never needs; take the <!ENTITY …> lines out")
    if (unknown := next(root.iter(etree.Entity), None)) is not None:
        raise InputError(f"uses {unknown.text}, which only its document type would explain; replace it by its text")
    return root


def _numeric(match: re.Match[bytes]) -> bytes:
    characters = "" if match[1] in _XML_NAMES else html5.get(f"{match[1].decode()};", "")
    return "".join(f"&#{ord(character)};" for character in characters).encode() or match[0]


def _escaped(match: re.Match[bytes]) -> bytes:
    """What stands outside of a CDATA section and means no markup, as XML writes it."""
    return match[1] or (b"&amp;" if match[0] == b"&" else b"]]&gt;")


def _allowed(match: re.Match[bytes]) -> bytes:
    """A reference to a character that XML may have; nothing in place of all others."""
    code = int(match[1] or b"0") if len(match[1] or b"") < len("1114111 ") else 0
    code = int(match[2], 16) if match[2] and len(match[2]) < len("10ffff ") else code
    allowed = code in {9, 10, 13} or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000
    return match[0] if allowed else b""

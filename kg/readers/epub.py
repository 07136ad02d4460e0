"""EPUB (ISO/IEC 23736): each chapter is a document, in the order of the spine; a magazine has an article in each.

What is left out: chapters beside the reading order, tables of contents, marks of footnotes, pictures.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from kg.errors import InputError
from kg.readers import text
from kg.readers.chapters import chapter
from kg.readers.dates import published
from kg.readers.items import line
from kg.readers.source import OnSkip, Skipped, Source, told
from kg.readers.zipped import BROKEN, check_size, part, xml
from kg.records import Document

_CONTAINER = "META-INF/container.xml"
_LOCKED = "META-INF/encryption.xml"
_PAGES = {"application/xhtml+xml", "text/html"}
_DC = "{http://purl.org/dc/elements/1.1/}"
_EVENT = "{http://www.idpf.org/2007/opf}event"


def read(source: Source, on_skip: OnSkip) -> Iterator[Document]:
    """Read each chapter that has text as a document; one that is damaged is reported, and the rest is read."""
    file = io.BytesIO(source.data())
    with _opened(file) as book:
        try:
            package, home = _package(book)
            names = list(_spine(package, home))
            locked = _locked(book)
        except BROKEN as error:
            raise _damaged(error) from error
        known = _metadata(package)
        any_text = False
        for name in names:
            inner = replace(source, path=Path(f"{source.path}/{name}"), id=f"{source.id}/{name}")
            try:
                document = _chapter(inner, book, name, known, locked=name in locked)
            except InputError as error:
                on_skip(Skipped(str(inner.path), str(error)))
                any_text = True  # or would have
                continue
            if document is not None:
                any_text = True
                yield document
        if not any_text:
            raise InputError("has no chapter with text; there is nothing to read")


def _opened(file: io.BytesIO) -> zipfile.ZipFile:
    try:
        check_size(file)
        return zipfile.ZipFile(file)
    except BROKEN as error:
        raise _damaged(error) from error


def _package(book: zipfile.ZipFile) -> tuple[ET.Element, str]:
    """The package document, which lists all chapters, and the folder that its names count from."""
    place = next((node.get("full-path") for node in _all(xml(book, _CONTAINER), "rootfile")), None)
    if not place:
        raise InputError("names no package document; it is no EPUB, or damaged")
    return xml(book, place), dirname(place)


def _spine(package: ET.Element, home: str) -> Iterator[str]:
    items = {item.get("id"): item for item in _all(package, "item")}
    for reference in _all(package, "itemref"):
        item = items.get(reference.get("idref"))
        if item is None or reference.get("linear") == "no" or item.get("media-type") not in _PAGES:
            continue
        if "nav" not in item.get("properties", "").split():
            yield normpath(join(home, unquote(item.get("href", ""))))


def _locked(book: zipfile.ZipFile) -> set[str]:
    """The files that only those can read who have the key."""
    if _LOCKED not in book.namelist():
        return set()
    return {unquote(node.get("URI", "")) for node in _all(xml(book, _LOCKED), "CipherReference")}


def _metadata(package: ET.Element) -> Mapping[str, object]:
    def first(name: str) -> str | None:
        return next((words for node in package.iter(_DC + name) if (words := line(node.text))), None)

    days = [node for node in package.iter(f"{_DC}date") if node.get(_EVENT, "publication") == "publication"]
    authors = [words for node in package.iter(f"{_DC}creator") if (words := line(node.text))]
    return {
        "title": first("title"),
        "published": next(filter(None, (published(node.text) for node in days)), None),
        "author": ", ".join(authors) or None,
        "language": first("language"),
    }


def _chapter(
    source: Source, book: zipfile.ZipFile, name: str, known: Mapping[str, object], *, locked: bool
) -> Document | None:
    if locked:
        raise InputError("is encrypted, as shops sell books; only its own reader can open it")
    try:
        data = part(book, name)
    except BROKEN as error:
        raise _damaged(error) from error
    title, words = chapter(text.decode(data))
    return text.document(source, words, **{**known, "title": line(title) or known["title"]}) if words else None


def _all(node: ET.Element, name: str) -> Iterator[ET.Element]:
    """All elements of a name below, of whatever namespace."""
    return (child for child in node.iter() if isinstance(child.tag, str) and child.tag.rpartition("}")[2] == name)


def _damaged(error: Exception) -> InputError:
    return InputError(f"is not an EPUB that can be read ({told(error)}); fetch it again")

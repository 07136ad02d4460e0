"""OpenDocument texts (ISO 26300, as LibreOffice writes): the paragraphs of the body, tables included.

Left out are deleted text of tracked changes, comments, footnotes and tables of contents. The dates of a file are not
the day of publication: they are not used.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from kg.errors import InputError
from kg.readers import text
from kg.readers.items import line
from kg.readers.source import Source, told
from kg.readers.zipped import BROKEN, check_size, xml
from kg.records import Document

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TITLE = f"{_OFFICE}meta/{{http://purl.org/dc/elements/1.1/}}title"
_PARAGRAPHS = {f"{_TEXT}p", f"{_TEXT}h"}
_LEFT_OUT = {
    *(f"{_OFFICE}annotation", f"{_OFFICE}annotation-end", f"{_TEXT}tracked-changes", f"{_TEXT}note"),
    *(f"{_TEXT}table-of-content", f"{_TEXT}alphabetical-index", f"{_TEXT}hidden-text"),
}
_BLANKS = re.compile(r"[ \t\r\n]+")


def read(source: Source) -> Iterator[Document]:
    """Read an OpenDocument text as one document."""
    try:
        file = io.BytesIO(source.data())
        check_size(file)
        with zipfile.ZipFile(file) as archive:
            body = xml(archive, "content.xml").find(f"{_OFFICE}body/{_OFFICE}text")
            meta = xml(archive, "meta.xml") if "meta.xml" in archive.namelist() else None
        if body is None:
            raise InputError("is no text but another document; save it as .odt")
        paragraphs = list(_paragraphs(body))
    except BROKEN as error:
        raise InputError(
            f"is not an OpenDocument text that can be read ({told(error)}); save it again as .odt"
        ) from error
    title = meta.findtext(_TITLE) if meta is not None else None
    yield text.document(source, "\n\n".join(paragraphs), title=line(title))


def _paragraphs(node: ET.Element) -> Iterator[str]:
    for child in node:
        if child.tag in _LEFT_OUT:
            continue
        if child.tag in _PARAGRAPHS and (words := "".join(_run(child)).strip()):
            yield words
        yield from _paragraphs(child)  # a frame in a paragraph has paragraphs of its own


def _run(node: ET.Element) -> Iterator[str]:
    yield _BLANKS.sub(" ", node.text or "")
    for child in node:
        if child.tag == f"{_TEXT}s":
            yield " " * min(int(child.get(f"{_TEXT}c", "1")), 100)
        elif child.tag == f"{_TEXT}tab":
            yield "\t"
        elif child.tag == f"{_TEXT}line-break":
            yield "\n"
        elif child.tag not in _LEFT_OUT | _PARAGRAPHS:
            yield from _run(child)
        yield _BLANKS.sub(" ", child.tail or "")

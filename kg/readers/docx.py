"""Word documents (Office Open XML, ECMA-376): the paragraphs of the body, tables included.

Deleted text of tracked changes is left out. The creation date of a file is not the day of
publication: it is not used.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from kg.errors import InputError
from kg.readers import text, titles
from kg.readers.source import Source, told
from kg.readers.zipped import BROKEN, check_size, xml
from kg.records import Document

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_BLANKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


def read(source: Source) -> Iterator[Document]:
    """Read a Word document as one document."""
    try:
        file = io.BytesIO(source.data())
        check_size(file)
        with zipfile.ZipFile(file) as archive:
            body = xml(archive, "word/document.xml")
            core = xml(archive, "docProps/core.xml") if "docProps/core.xml" in archive.namelist() else None
            paragraphs = list(_paragraphs(body))
    except BROKEN as error:
        raise InputError(f"is not a Word document that can be read ({told(error)}); save it again as .docx") from error
    title = titles.usable(core.findtext(_TITLE)) if core is not None else None
    yield text.document(source, "\n\n".join(paragraphs), title=title)


def _paragraphs(body: ET.Element) -> Iterator[str]:
    for paragraph in _walk(body, f"{_W}p"):
        words = "".join(_run(paragraph)).strip()
        if words:
            yield words


def _walk(node: ET.Element, tag: str) -> Iterator[ET.Element]:
    for child in node:
        if child.tag == tag:
            yield child
        if child.tag != _FALLBACK:  # the same text once more, for older programs
            yield from _walk(child, tag)


def _run(node: ET.Element) -> Iterator[str]:
    for child in node:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _BLANKS:
            yield _BLANKS[child.tag]
        elif child.tag not in {_FALLBACK, f"{_W}p"}:  # a paragraph in a text box is a paragraph of its own
            yield from _run(child)

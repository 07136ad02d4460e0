"""PDF: the text layer, with the lines of a page joined to paragraphs again.

The creation date of a PDF is when the file was made, not when the news came out: it is not used.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import Any

from kg.errors import InputError
from kg.names import LIGATURES
from kg.readers import layout, text, titles
from kg.readers.source import Source, told
from kg.records import Document


def read(source: Source) -> Iterator[Document]:
    """Read a PDF as one document."""
    pages, title = _pages(source.data())
    if not any(page.strip() for page in pages):
        raise InputError(f"has no text in its {len(pages)} pages; it may be a scan: run OCR first, e.g. `ocrmypdf`")
    pages = layout.without_running_lines(pages)
    words = layout.words_of(pages)
    yield text.document(source, layout.reflow(layout.together(pages), words).translate(LIGATURES), title=title)


def _pages(data: bytes) -> tuple[list[str], str | None]:
    from pypdf import PdfReader  # slow to import: only for those who read PDF

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it logs what we report ourselves
    try:
        pdf = PdfReader(io.BytesIO(data))
        if pdf.is_encrypted and not pdf.decrypt(""):
            raise InputError("is encrypted; remove the password first, e.g. `qpdf --decrypt`")
        title = titles.usable(str(pdf.metadata.title)) if pdf.metadata and pdf.metadata.title else None
        return [_text(page) for page in pdf.pages], title
    except InputError:
        raise
    except Exception as error:  # a damaged PDF raises nearly anything; the build goes on
        raise InputError(f"is not a PDF that can be read ({type(error).__name__}: {told(error)})") from error


def _text(page: Any) -> str:
    """The text of a page; of two columns that were written across, one after the other."""
    fragments: list[layout.Fragment] = []

    def visit(piece: str, _: Any, place: Any, *__: Any) -> None:
        if words := piece.strip():
            fragments.append((float(place[4]), float(place[5]), words))

    whole: str = page.extract_text(visitor_text=visit)
    return layout.columns(fragments, float(page.mediabox.width)) or whole

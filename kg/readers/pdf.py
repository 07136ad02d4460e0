"""PDF: the text layer, with the lines of a page joined to paragraphs again.

The creation date of a PDF is when the file was made, not when the news came out: it is not used.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from statistics import quantiles

from kg.errors import InputError
from kg.readers import text
from kg.readers.source import Source
from kg.records import Document

_HYPHEN = re.compile(r"(?<=[a-z])[-\u00ad]$")
_SHORT_LINE = 0.8
"""A line that ends a sentence below this share of the usual width ends a paragraph."""


def read(source: Source) -> Iterator[Document]:
    """Read a PDF as one document."""
    pages, title = _pages(source.data())
    if not any(page.strip() for page in pages):
        raise InputError(f"has no text in its {len(pages)} pages; it may be a scan: run OCR first, e.g. `ocrmypdf`")
    yield text.document(source, "\n\n".join(reflow(page) for page in pages if page.strip()), title=title)


def _pages(data: bytes) -> tuple[list[str], str | None]:
    from pypdf import PdfReader  # slow to import: only for those who read PDF

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it logs what we report ourselves
    try:
        pdf = PdfReader(io.BytesIO(data))
        if pdf.is_encrypted and not pdf.decrypt(""):
            raise InputError("is encrypted; remove the password first, e.g. `qpdf --decrypt`")
        title = str(pdf.metadata.title).strip() if pdf.metadata and pdf.metadata.title else None
        return [page.extract_text() for page in pdf.pages], title or None
    except InputError:
        raise
    except Exception as error:  # a damaged PDF raises nearly anything; the build goes on
        raise InputError(f"is not a PDF that can be read ({type(error).__name__}: {error})") from error


def reflow(page: str) -> str:
    r"""Join the printed lines of a page to paragraphs and undo hyphenation at line ends.

    >>> reflow("The govern-\nment met the\nrebels in a town.\nTalks end.\nA new paragraph starts here.")
    'The government met the rebels in a town.\n\nTalks end.\n\nA new paragraph starts here.'
    """
    lines = [line.strip() for line in page.splitlines()]
    lengths = [len(line) for line in lines if line]
    width = quantiles(lengths, n=4)[2] if len(lengths) > 1 else 0
    paragraphs = [""]
    for line in lines:
        last = paragraphs[-1]
        if not line:
            paragraphs.append("")
        elif _HYPHEN.search(last) and line[0].islower():
            paragraphs[-1] = last[:-1] + line
        else:
            paragraphs[-1] = f"{last} {line}" if last else line
        if line.endswith((".", "!", "?", "”", '"')) and len(line) < _SHORT_LINE * width:
            paragraphs.append("")
    return "\n\n".join(filter(None, paragraphs))

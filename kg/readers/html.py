"""HTML: the article without navigation, comments and boilerplate."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

from kg.errors import InputError
from kg.readers import text
from kg.readers.dates import published
from kg.readers.source import Source
from kg.records import Document

# Only dates that the page declares: a date found in running text may be about anything.
_DATES = {"extensive_search": False, "original_date": True}


def read(source: Source) -> Iterator[Document]:
    """Read a web page as one document, with the title and date that its metadata declare."""
    import trafilatura  # takes half a second: only for those who read HTML

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it logs what we report ourselves
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    data = source.data()
    try:
        page: Any = trafilatura.bare_extraction(
            data, include_comments=False, with_metadata=True, date_extraction_params=_DATES
        )
        fields = page.as_dict() if page else {"text": trafilatura.html2txt(data)}
    except Exception as error:  # whatever a parser meets in a broken page, the build goes on
        raise InputError(f"is not HTML that can be read ({type(error).__name__}: {error})") from error
    body = fields["text"] or ""
    if not body.strip():
        raise InputError("has no article text; save the page with its text, or as .txt")
    paragraphs = "\n\n".join(line for line in body.splitlines() if line.strip())
    yield text.document(source, paragraphs, title=fields.get("title"), published=published(fields.get("date")))

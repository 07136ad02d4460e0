"""HTML: the article without navigation, comments, other stories and boilerplate."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from copy import deepcopy
from functools import lru_cache
from typing import Any

from kg.errors import InputError
from kg.readers import article, boxes, encodings, markup, metadata, text
from kg.readers.source import OnSkip, Skipped, Source, told
from kg.records import Document

_LONG, _MOST = 80, 0.8
"""Characters of a block that is no link or label, and how much of all such blocks an article has on a plain page."""
_SHOWN = 0.5
"""A page that shows a smaller share of the text that it declares is filled in by a script, or stands behind a wall."""


def read(source: Source, on_skip: OnSkip | None = None) -> Iterator[Document]:
    """Read a web page as one document, with what its metadata declare.

    Args:
        source: the file.
        on_skip: told of a day that is declared and not understood, and of characters that may be wrong.
    """
    decoded = encodings.decode(source.data())
    if text.is_binary(decoded.text):
        raise InputError(text.BINARY)
    try:
        about, paragraphs = _page(decoded.text)
    except Exception as error:  # whatever a parser meets in a broken page, the build goes on
        raise InputError(f"is not HTML that can be read ({type(error).__name__}: {told(error)})") from error
    if not paragraphs:
        raise InputError("has no article text; save the page with its text, or as .txt")
    if on_skip and decoded.doubt:
        on_skip(Skipped(str(source.path), decoded.doubt))
    if on_skip and about.problem:
        on_skip(Skipped(str(source.path), about.problem))
    yield text.document(
        source,
        "\n\n".join(paragraphs),
        title=about.title,
        published=about.published,
        author=about.author,
        language=about.language,
    )


def _page(html: str) -> tuple[metadata.Metadata, list[str]]:
    tree = _parsed(html)
    if tree is None:
        return metadata.Metadata(), []
    about = metadata.read(tree)
    if about.live:
        article.join_stories(tree)
    elif article.prune_stories(tree, about.title):
        about = metadata.read(tree)
    article.prune_surroundings(tree)
    boxes.flatten_layout(tree)
    boxes.wrap_bare_text(tree)
    shown = list(article.blocks(tree))
    lines = _found(tree, shown)
    declared = _declared(about.body)
    if article.share_shown("".join(declared), shown) < _SHOWN:
        return about, declared
    return about, list(article.paragraphs(lines, shown))


def _found(tree: Any, shown: list[str]) -> list[str]:
    """The lines of the article; a second opinion is asked only where the first leaves much of the page out."""
    from trafilatura import bare_extraction  # takes half a second: only for those who read HTML

    long = sum(len(block) for block in shown if len(block) > _LONG)
    for fast, page in ((True, deepcopy(tree)), (False, tree)):  # which is changed as it is read
        found: Any = bare_extraction(page, options=_asked(fast))
        text = found.text or "" if found else ""
        if len(text) >= _MOST * long > 0 and next(tree.iter("p"), None) is not None:
            break
    return text.splitlines() if found else shown


@lru_cache(maxsize=2)
def _asked(fast: bool) -> Any:
    """What is asked of trafilatura, put together once."""
    from trafilatura.settings import Extractor

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it logs what we report ourselves
    return Extractor(output_format="python", fast=fast, comments=False)


def _declared(body: str | None) -> list[str]:
    """The paragraphs of a text in the metadata, which may be marked up."""
    text = markup.html(body) if body and markup.is_markup(body) else body or ""
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def _parsed(html: str) -> Any:
    from lxml.etree import ElementDefaultClassLookup
    from lxml.html import HtmlComment, HtmlElement, HTMLParser, document_fromstring

    data = html.replace("\x00", "").encode("utf-8", "replace")
    if not data.strip():
        return None
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    # One class for all elements, as forms need no other here: lxml.html asks a function in Python for each.
    parser.set_element_class_lookup(ElementDefaultClassLookup(element=HtmlElement, comment=HtmlComment))
    return document_fromstring(data, parser=parser)

"""NITF 3, the News Industry Text Format of the IPTC. A file is one story, and may withdraw another."""

from __future__ import annotations

from collections.abc import Iterator

from kg.readers import items, markup
from kg.readers.markup import Element, local
from kg.readers.source import OnSkip, Source
from kg.records import Document, Standing


def read(root: Element, source: Source, on_skip: OnSkip) -> Iterator[Document]:
    """Read the story of a NITF file, and the withdrawal of another that it may carry."""
    return items.newest([root], lambda story: _story(story, source, on_skip), source, on_skip)


def _story(root: Element, source: Source, on_skip: OnSkip) -> Iterator[Document]:
    data = find(root, "head", "docdata")
    release = _norm(data, "date.release") or None
    issued = _norm(data, "date.issue") or _norm(find(root, "body", "body.head", "dateline"), "story.date")
    if killed := _withdrawn(data, source, on_skip):
        yield killed
    status = _attribute(data, "management-status")
    yield items.document(
        source,
        on_skip,
        id=_attribute(find(data, "doc-id"), "id-string"),
        text=lambda: body(root),
        title=_title(root),
        published=issued or _attribute(find(root, "head", "pubdata"), "date.publication"),
        version=_attribute(find(data, "du-key"), "version") or None,
        standing=items.standing(status, source, on_skip, embargo=release, since=issued),
        author=_author(find(root, "body", "body.head")),
        language=root.get("baselang") or root.get("{http://www.w3.org/XML/1998/namespace}lang"),
    )


def body(root: Element) -> str:
    """Return the text of a story: of `body/body.content` and no other, for an editors' note has one too."""
    content = find(root, "body", "body.content")
    return "" if content is None else markup.paragraphs(content)


def find(parent: Element | None, *path: str) -> Element | None:
    """Return the first element at a path of names, whatever their namespace; None when there is none."""
    for name in path:
        parent = next((child for child in parent if local(child) == name), None) if parent is not None else None
    return parent


def _withdrawn(data: Element | None, source: Source, on_skip: OnSkip) -> Document | None:
    """The other document that this one takes back."""
    other = items.line(_attribute(data, "management-doc-idref"))
    status = items.standing(_attribute(data, "management-idref-status"), source, on_skip)
    return items.withdrawn(source, other) if other and status is Standing.WITHDRAWN else None


def _title(root: Element) -> str | None:
    headline = find(root, "body", "body.head", "hedline", "hl1")
    chosen = headline if headline is not None else find(root, "head", "title")
    return None if chosen is None else "".join(chosen.itertext())


def _author(head: Element | None) -> str | None:
    """The names in the bylines, without what their bearers are."""
    lines = [child for child in head if local(child) == "byline"] if head is not None else []
    names = []
    for line in lines:
        people = [items.line("".join(child.itertext())) for child in line.iter() if local(child) == "person"]
        names += people or [items.byline(markup.paragraphs(line, unseen=frozenset({"byttl"})))]
    return ", ".join(filter(None, names))


def _norm(parent: Element | None, name: str) -> str:
    return _attribute(find(parent, name), "norm")


def _attribute(element: Element | None, name: str) -> str:
    return (element.get(name) or "").strip() if element is not None else ""

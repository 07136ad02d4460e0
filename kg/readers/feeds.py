"""Feeds: RSS (0.9 to 2.0), Atom (RFC 4287) and JSON Feed; each entry is a document.

An Atom entry is sent again under its id: its `updated` is its version, in seconds since 1970. A tombstone (RFC 6721)
withdraws it. RSS has no versions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial

from lxml import etree

from kg.readers import items, markup
from kg.readers.markup import Element, local
from kg.readers.source import OnSkip, Skipped, Source
from kg.records import Document

_DC = "http://purl.org/dc/elements/1.1/"
_DC_TERMS = "http://purl.org/dc/terms/"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_ADDRESS = re.compile(r"\S+@\S+\s*\((.+)\)$")
_LONGEST_AUTHOR = 300
_WORDPRESS = "http://wordpress.org/export/"
_BLANK_LINE = re.compile(r"\r?\n[ \t]*\r?\n")
_TRAILER = re.compile(r"\n\nThe post [^\n]+ appeared first on [^\n]+$")
"""What WordPress adds below each entry."""


def read_rss(root: Element, source: Source, on_skip: OnSkip) -> Iterator[Document]:
    """Read the items of an RSS channel."""
    channel = next((child for child in root if local(child) == "channel"), root)
    language = _own(channel, "language") or _text(channel, _DC, "language") or channel.get(_LANGUAGE)
    entries = [child for parent in dict.fromkeys((channel, root)) for child in parent if local(child) == "item"]

    def make(entry: Element) -> Iterator[Document]:
        if draft := _draft(entry):
            on_skip(Skipped(str(source.path), f"left out: no article that was published ({draft})", error=False))
            return
        content = _text(entry, _CONTENT, "encoded") or _own(entry, "description") or ""
        author = _text(entry, _DC, "creator") or _own(entry, "author") or ""
        yield items.document(
            source,
            on_skip,
            id=_own(entry, "guid")
            or entry.get("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about")
            or _own(entry, "link"),
            text=partial(_body, content),
            title=markup.html(_own(entry, "title") or ""),
            published=_own(entry, "pubDate") or _text(entry, _DC, "date") or _text(entry, _DC_TERMS, "created"),
            author=(match[1] if (match := _ADDRESS.match(author[:_LONGEST_AUTHOR])) else author),
            language=_text(entry, _DC, "language") or language,
        )

    return items.newest(entries, make, source, on_skip)


def read_atom(root: Element, source: Source, on_skip: OnSkip) -> Iterator[Document]:
    """Read the entries of an Atom feed, and its tombstones."""
    entries = [child for child in root if local(child) in {"entry", "deleted-entry"}]

    def make(entry: Element) -> Iterator[Document]:
        if local(entry) == "deleted-entry":
            yield items.withdrawn(source, items.line(entry.get("ref")) or source.id, _seconds(entry.get("when")))
            return
        content = _child(entry, "content")
        if content is None or content.get("src"):
            content = _child(entry, "summary")
        yield items.document(
            source,
            on_skip,
            id=_own(entry, "id"),
            text=lambda: "" if content is None else _construct(content),
            title=_construct(_child(entry, "title")),
            published=_own(entry, "published") or _own(entry, "updated"),
            version=_seconds(_own(entry, "updated")),
            author=_authors(entry, root),
            language=next(
                (e.get(_LANGUAGE) for e in (content, entry, root) if e is not None and e.get(_LANGUAGE)), None
            ),
        )

    return items.newest(entries, make, source, on_skip)


def read_json(feed: Mapping[str, object], source: Source, on_skip: OnSkip) -> Iterator[Document]:
    """Read the items of a JSON Feed."""

    def make(entry: Mapping[str, object]) -> Iterator[Document]:
        authors = entry.get("authors") or entry.get("author") or feed.get("authors") or feed.get("author")
        people = [authors] if isinstance(authors, dict) else authors if isinstance(authors, list) else []
        text, content = (_string(entry.get(name)) for name in ("content_text", "content_html"))
        yield items.document(
            source,
            on_skip,
            id=_string(entry.get("id")) or _string(entry.get("url")),
            text=lambda: text or _body(content) or _string(entry.get("summary")),
            title=_string(entry.get("title")),
            published=entry.get("date_published"),
            author=", ".join(_string(person.get("name")) for person in people if isinstance(person, dict)),
            language=_string(entry.get("language")) or _string(feed.get("language")),
        )

    found = feed.get("items")
    entries = [entry for entry in found if isinstance(entry, dict)] if isinstance(found, list) else []
    return items.newest(entries, make, source, on_skip)


def _body(content: str) -> str:
    """The text of a piece of HTML, where a blank line parts paragraphs if no tag does, as WordPress writes."""
    if "<p" not in content.lower():
        content = _BLANK_LINE.sub("<p>", content)
    return _TRAILER.sub("", markup.html(content))


def _draft(entry: Element) -> str:
    """What an item of a WordPress export is when it is no published article: exports are RSS with all there is."""
    told = {
        local(child): child.text or "" for child in entry if (etree.QName(child).namespace or "").startswith(_WORDPRESS)
    }
    kind, status = told.get("post_type", "post"), told.get("status", "publish")
    return "" if kind in {"post", "page"} and status == "publish" else items.shown(f"{kind}, {status}")


def _construct(element: Element | None) -> str:
    """The text of an Atom construct, whose `type` says what it holds."""
    if element is None:
        return ""
    kind = (element.get("type") or "text").lower()
    if kind == "xhtml" or len(element):
        return markup.paragraphs(element)
    text = element.text or ""
    return _body(text) if "html" in kind else text.strip()


def _authors(entry: Element, root: Element) -> str | None:
    source = _child(entry, "source")
    for place in (entry, source, root):
        people = [child for child in place if local(child) == "author"] if place is not None else []
        if names := [name for person in people if (name := _own(person, "name"))]:
            return ", ".join(names)
    return None


def _seconds(value: str | None) -> int | None:
    """A moment as a number that grows; one without an offset cannot be compared."""
    found = items.moment(value or "")
    return int(found.timestamp()) if found is not None and found.tzinfo is not None else None


def _child(parent: Element, name: str) -> Element | None:
    """The first child of the parent's own namespace: `title`, not `media:title`."""
    space = etree.QName(parent).namespace
    return next((c for c in parent if local(c) == name.lower() and etree.QName(c).namespace == space), None)


def _own(parent: Element, name: str) -> str | None:
    child = _child(parent, name)
    return None if child is None else "".join(child.itertext()).strip() or None


def _text(parent: Element, space: str, name: str) -> str | None:
    return (parent.findtext(f"{{{space}}}{name}") or "").strip() or None


def _string(value: object) -> str:
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""

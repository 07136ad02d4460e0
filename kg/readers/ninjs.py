"""JSON: ninjs of the IPTC (1, 2 and 3, whose names differ in case), and JSON Feed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from kg.errors import InputError
from kg.readers import corpus, feeds, items, markup
from kg.readers.newsml import published
from kg.readers.source import OnSkip, Skipped, Source
from kg.readers.text import decode
from kg.records import Document

Item = Mapping[str, object]

_MARKS = {"pubstatus", "headlines", "headline", "bodies", "body_text", "body_html", "body_xhtml", "versioncreated"}
_BEGIN = 65536
"""Bytes in which a file of news items shows that it is one."""
_KINDS = ("html", "plain", "text", "nitf")
"""Renditions of one story, the best first: a plain one may repeat headline and desk above the story."""


def read(source: Source, on_skip: OnSkip) -> Iterator[Document]:
    """Read the items of a JSON file: one, a list of them, or a feed around them; other JSON as a corpus."""
    found = _parsed(source)
    if found == []:
        raise InputError("is an empty list; there is nothing to read")
    if not _is_news(found):
        return corpus.read_json(source, on_skip)
    if isinstance(found, dict) and "jsonfeed.org" in str(found.get("version")):
        return feeds.read_json(found, source, on_skip)
    return items.newest(_items(found), lambda item: _document(item, source, on_skip), source, on_skip)


def _parsed(source: Source) -> object:
    """What is in a file that may hold news items, if it is one piece of JSON; all others are read as they come."""
    with source.open() as file:
        begin = file.read(_BEGIN).lower()
    marks = (b"jsonfeed.org", *(f'"{mark}"'.encode() for mark in _MARKS))
    if len(begin) > len("[ ]") and not any(mark in begin for mark in marks):
        return None
    data = source.data()
    try:
        return json.loads(decode(data))
    except (ValueError, RecursionError, InputError):
        return None


def _is_news(found: object) -> bool:
    return (isinstance(found, dict) and "jsonfeed.org" in str(found.get("version"))) or bool(_items(found))


def _items(found: object) -> list[Item]:
    if isinstance(found, dict):
        inner = next((found[name] for name in ("item", "items") if isinstance(found.get(name), list)), [found])
    else:
        inner = found if isinstance(found, list) else []
    named: list[Item] = [
        {str(name).lower(): value for name, value in item.items()} for item in inner if isinstance(item, dict)
    ]
    return [item for item in named if _id(item) and not _MARKS.isdisjoint(item)]


def _document(item: Item, source: Source, on_skip: OnSkip) -> Iterator[Document]:
    kind = _string(item.get("type")) or "text"
    if kind != "text":
        on_skip(
            Skipped(str(source.path), f"left out: no text ({items.shown(kind)} {items.shown(_id(item))})", error=False)
        )
        return
    body = _best(_list(item, "bodies", "body"), _KINDS)
    language = _string((body or {}).get("language")) or _string(item.get("language"))
    first, made, content = (_string(item.get(name)) for name in ("firstcreated", "versioncreated", "contentcreated"))
    ends = item.get("embargoeduntil", item.get("embargoed"))
    yield items.document(
        source,
        on_skip,
        id=_id(item),
        text=lambda: _words(body),
        title=_string((_headline(item, language) or {}).get("value")),
        published=published(item.get("version"), first, made, content),
        version=item.get("version"),
        standing=items.standing(
            _string(item.get("pubstatus")),
            source,
            on_skip,
            embargo=_string(ends) or None,
            since=made or first,
        ),
        author=items.byline(_string(item.get("by")) or _string(item.get("byline"))),
        language=language,
    )


def _id(item: Item) -> str:
    return _string(item.get("uri")) or _string(item.get("guid"))


def _list(item: Item, name: str, single: str) -> list[Item]:
    """The list of a field: as such since ninjs 2, before as `headline`, `headline_short`, `body_html` …"""
    found = item.get(name)
    listed: list[Item] = [e for e in found if isinstance(e, dict)] if isinstance(found, list) else []
    old: list[Item] = [
        {"role": key.partition("_")[2], "value": value}
        for key, value in item.items()
        if isinstance(value, str) and (key == single or key.startswith(f"{single}_"))
    ]
    filled = [e for e in [*listed, *old] if _string(e.get("value")).strip()]
    return [e for e in filled if items.english(_string(e.get("language")))] or filled


def _headline(item: Item, language: str) -> Item | None:
    found = _list(item, "headlines", "headline")
    ours = [e for e in found if _string(e.get("language")) in {"", language}] or found
    return next((e for e in ours if _string(e.get("role")) in {"main", ""}), ours[0] if ours else None)


def _best(bodies: list[Item], kinds: tuple[str, ...]) -> Item | None:
    """One of the renditions, by what their type or else their role says."""
    for kind in kinds:
        for body in bodies:
            told = f"{_string(body.get('contenttype')) or _string(body.get('role'))}".lower()
            if kind in told and ("nitf" not in told or kind == "nitf"):
                return body
    return bodies[0] if bodies else None


def _words(body: Item | None) -> str:
    text = _string((body or {}).get("value"))
    return markup.html(text) if markup.is_markup(text) else text.strip()


def _string(value: object) -> str:
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""

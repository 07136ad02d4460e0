"""NewsML-G2 of the IPTC: a news item, or a message with several; packages and other items are left out.

Paths go from child to child: a package carries status and headline of other items, and a page inside an item
has a title.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.readers import items, markup, nitf
from kg.readers.markup import Element, local
from kg.readers.nitf import find
from kg.readers.source import OnSkip, Skipped, Source
from kg.records import Document, Standing

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_TEXT = {"text", ""}


def read(root: Element, source: Source, on_skip: OnSkip) -> Iterator[Document]:
    """Read the news items of a file."""
    found = [e for e in root.iter() if local(e).endswith("item") and local(e) in {"newsitem", "packageitem"}]
    return items.newest(found, lambda item: _item(item, source, on_skip), source, on_skip)


def _item(item: Element, source: Source, on_skip: OnSkip) -> Iterator[Document]:
    meta, content = find(item, "itemmeta"), find(item, "contentmeta")
    kind = _code(find(meta, "itemclass"))
    if local(item) != "newsitem" or kind.rpartition(":")[2] not in _TEXT:
        name = "package" if local(item) != "newsitem" else kind
        on_skip(
            Skipped(
                str(source.path),
                f"left out: no text ({items.shown(name)} {items.shown(item.get('guid'))})",
                error=False,
            )
        )
        return
    made = _text(meta, "versioncreated")
    body = _body(item)
    tag = _tag(body, content, item)
    yield items.document(
        source,
        on_skip,
        id=item.get("guid"),
        text=lambda: "" if body is None else _words(body),
        title=_headline(content, tag) or _text(meta, "title"),
        published=published(item.get("version"), _text(meta, "firstcreated"), made, _text(content, "contentcreated")),
        version=item.get("version"),
        standing=_standing(meta, source, on_skip),
        author=_author(content),
        language=tag,
    )


def _standing(meta: Element | None, source: Source, on_skip: OnSkip) -> Standing:
    """Status and embargo; an empty embargo has no end."""
    until = "".join(element.itertext()) if (element := find(meta, "embargoed")) is not None else None
    since = _text(meta, "versioncreated") or _text(meta, "firstcreated")
    return items.standing(_code(find(meta, "pubstatus")), source, on_skip, embargo=until, since=since)


def published(version: object, first: str, made: str, content: str) -> str:
    """Choose the date of publication: that of the first version, else the content's; a correction's own comes last."""
    original = made if str(version or 1).strip() in {"0", "1"} else ""
    return first or original or content or made


def _body(item: Element) -> Element | None:
    """One of the bodies, which are one story in several languages or renditions: the English one, else the first."""
    holder = find(item, "contentset")
    bodies = [e for e in holder if local(e) in {"inlinexml", "inlinedata"}] if holder is not None else []
    full = [e for e in bodies if "".join(e.itertext()).strip()]
    return next((e for e in full if items.english(_declared(e))), full[0] if full else None)


def _declared(body: Element) -> str | None:
    """The language of a body, said on it or on the page or story inside."""
    inside = next(iter(body), None)
    return body.get(_LANGUAGE) or (inside.get(_LANGUAGE) or inside.get("lang") if inside is not None else None)


def _tag(body: Element | None, content: Element | None, item: Element) -> str | None:
    declared = _declared(body) if body is not None else None
    return declared or (_attribute(find(content, "language"), "tag")) or item.get(_LANGUAGE)


def _words(body: Element) -> str:
    story = next((e for e in body.iter() if local(e) == "nitf"), None)
    if story is not None:
        return nitf.body(story)
    if len(body):
        return markup.paragraphs(body)
    text = body.text or ""
    return markup.html(text) if markup.is_markup(text) else text.strip()


def _headline(content: Element | None, tag: str | None) -> str | None:
    """The main headline in the language of the body; one in any language is better than none."""
    found = [e for e in content if local(e) == "headline"] if content is not None else []
    ours = [e for e in found if _same(e.get(_LANGUAGE), tag)] or found
    main = [e for e in ours if "sub" not in (e.get("role") or "").lower()]
    return next((text for e in main if (text := "".join(e.itertext()).strip())), None)


def _same(one: str | None, other: str | None) -> bool:
    return not one or not other or one.lower().partition("-")[0] == other.lower().partition("-")[0]


def _author(content: Element | None) -> str | None:
    creators = [e for e in content if local(e) == "creator"] if content is not None else []
    by = [e for e in content if local(e) == "by"] if content is not None else []
    names = [items.byline("".join(e.itertext())) for e in by]
    names = [*filter(None, names)] or [_text(e, "name") or _attribute(e, "literal") for e in creators]
    return ", ".join(filter(None, names))


def _code(element: Element | None) -> str:
    return _attribute(element, "qcode") or _attribute(element, "uri").rpartition("/")[2]


def _text(parent: Element | None, name: str) -> str:
    found = find(parent, name)
    return "".join(found.itertext()).strip() if found is not None else ""


def _attribute(element: Element | None, name: str) -> str:
    return (element.get(name) or "").strip() if element is not None else ""

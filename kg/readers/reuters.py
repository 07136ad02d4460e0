"""Reuters-21578 as its SGML files: each story with its dateline; the terms of use stand in the collection's readme."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from kg.errors import InputError
from kg.readers import items
from kg.readers.source import OnSkip, Skipped, Source
from kg.records import Document

_STORY = re.compile(r"<REUTERS\b([^<>]*)>(.*?)(</REUTERS>|(?=<REUTERS\b)|\Z)", re.DOTALL)
_ID = re.compile(r'\bNEWID="(\d+)"')
_CONTROL = re.compile(r"&#(?:[0-8]|1[124-9]|2\d|3[01]);|[\x00-\x08\x0b\x0c\x0e-\x1f]")
_DATE = re.compile(r"\s*(\d{1,2})-([A-Z]{3})-(\d{4})\b")
_MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()
_END = re.compile(r"\s*\bReuter\s*$", re.IGNORECASE)
_AGENCY = re.compile(r",\s*Reuters?$", re.IGNORECASE)
_UNPARTED = '<TEXT TYPE="UNPROC">'
_PARAGRAPH = re.compile(r"\n(?=[ \t]{2,}\S)")


def read(source: Source, on_skip: OnSkip) -> Iterator[Document]:
    """Read the stories of a file; those that are a headline alone are left out."""
    data = source.data()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("latin-1")  # the collection has a few such bytes
    found = list(_STORY.finditer(text))
    if not found:
        raise InputError("has no <REUTERS> story; .sgm is read as Reuters-21578, save other text as .txt")
    stories = [story for story in found if story[3]]
    yield from items.newest(stories, lambda story: _story(story, source, on_skip), source, on_skip)
    if cut := len(found) - len(stories):
        on_skip(Skipped(str(source.path), f"has {cut} stories without an end, which are left out; get the file again"))


def _story(story: re.Match[str], source: Source, on_skip: OnSkip) -> Iterator[Document]:
    attributes, inner, _ = story.groups()
    number = _ID.search(attributes)
    text = _body(inner)
    if not text.strip():
        name = number[1] if number else "a story"
        on_skip(Skipped(str(source.path), f"left out: a headline without text ({name})", error=False))
        return
    yield items.document(
        source,
        on_skip,
        id=f"reuters21578-{number[1]}" if number else None,
        text=lambda: text,
        title=_field(inner, "TITLE"),
        published=_date(_field(inner, "DATE")),
        author=_AGENCY.sub("", items.byline(_field(inner, "AUTHOR")) or ""),
    )


def _field(inner: str, name: str) -> str:
    text, end, _ = inner.partition(f"<{name}>")[2].partition(f"</{name}>")
    return unescape(_CONTROL.sub("", text)).strip("\n") if end else ""


def _body(inner: str) -> str:
    """The body behind its dateline, as the wire had it; a story that was not taken apart is text without fields."""
    body = _field(inner, "BODY") or (_field(inner.replace(_UNPARTED, "<TEXT>"), "TEXT") if _UNPARTED in inner else "")
    paragraphs = (" ".join(part.split()) for part in _PARAGRAPH.split(_END.sub("", body)))
    text = "\n\n".join(filter(None, paragraphs))
    return " ".join(filter(None, (_field(inner, "DATELINE").strip(), text))) if text else ""


def _date(value: str) -> str:
    """The day in ISO 8601; what is not written as the collection does stays as it is."""
    match = _DATE.match(value)
    if not match or match[2] not in _MONTHS:
        return value
    return f"{match[3]}-{_MONTHS.index(match[2]) + 1:02}-{int(match[1]):02}"

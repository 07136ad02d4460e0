"""Markdown: the prose without its markup; code blocks and raw HTML are left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from kg.readers import dates, items, text, titles
from kg.readers.source import OnSkip, Skipped, Source
from kg.records import Document

_FRONT_MATTER = re.compile(r"\A---\n(.*?\n)---\n", re.DOTALL)
_FIELD = re.compile(r"^(title|date|published|author|authors|lang|language)\s*:\s*(.+)$", re.MULTILINE | re.IGNORECASE)

_BRACKETS = re.compile(r"\[{50,}")
"""So many are no links; the library looks for the end of each, which takes half a minute for a megabyte of them."""


def read(source: Source, on_skip: OnSkip | None = None) -> Iterator[Document]:
    """Read a Markdown file as one document; title, day, author and language may stand in its front matter.

    Args:
        source: the file.
        on_skip: told of a day that is not understood.
    """
    markup = text.decode(source.data())
    fields, markup = _front_matter(markup)
    markup = _BRACKETS.sub(lambda run: "\\[" * len(run[0]), markup)
    tokens = MarkdownIt("commonmark").enable("table").parse(markup)
    day = fields.get("published") or fields.get("date")
    if on_skip and (problem := dates.problem(day)):
        on_skip(Skipped(str(source.path), problem))
    author = fields.get("author") or fields.get("authors") or ""
    yield text.document(
        source,
        "\n\n".join(_blocks(tokens)),
        title=titles.usable(fields.get("title")) or _heading(tokens),
        published=dates.published(day),
        author=items.line(author.strip("[]").replace('"', "")),
        language=items.line(fields.get("lang") or fields.get("language")),
    )


def _front_matter(markup: str) -> tuple[dict[str, str], str]:
    match = _FRONT_MATTER.match(markup)
    if not match:
        return {}, markup
    fields = {name.lower(): value.strip().strip("\"'") for name, value in _FIELD.findall(match[1])}
    return fields, markup[match.end() :]


def _heading(tokens: list[Token]) -> str | None:
    first = next((i for i, token in enumerate(tokens) if token.type == "heading_open" and token.tag == "h1"), None)
    return None if first is None else items.line(_inline(tokens[first + 1].children or ()))


def _blocks(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "inline" and (words := _inline(token.children or ()).strip()):
            yield words


def _inline(children: Iterable[Token]) -> str:
    parts = []
    for child in children:
        if child.type in {"softbreak", "hardbreak"}:
            parts.append("\n")
        elif child.type in {"text", "code_inline"}:
            parts.append(child.content)
    return "".join(parts)

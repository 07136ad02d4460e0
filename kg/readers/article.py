"""The article of a web page and nothing else: no other story, no teaser, no link to more; paragraphs stay apart."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate
from typing import Any

from kg.readers.surroundings import CAPTIONS, OTHERS, WALLS, is_beside

_BLOCKS = frozenset(
    """address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td tfoot th thead time tr ul
    """.split()
)
"""Elements that begin and end a paragraph; `time` too, for the day beside a heading is no part of it."""
_INLINE_TIME = frozenset("p li td blockquote dd span a em strong b i".split())
"""Inside these a `time` is a part of a sentence."""
_UNSEEN = frozenset(
    "head script style noscript template svg math iframe object select button textarea audio video".split()
)
_SURROUNDING = ("div", "section", "aside", "ul", "ol", "nav", "p", "span", "figure", "footer", "h2", "h3")
_LINKED = frozenset({"p", "ul", "ol"})
"""Elements that may be one link and nothing else."""
_NOTHING = (False, False, False)
_LINES = frozenset({"p", "span", "h2", "h3"})
"""Elements that are a line: a first paragraph that is called teaser belongs to its article."""
_MOST = 0.3
"""What holds a larger share of the page's paragraphs is no surroundings, whatever it is called."""
_MOST_OF_STUB = 0.6
"""The same of what asks for money behind the first paragraphs of a story."""
_PIECE = 60
"""Letters by which a text is known again, wherever it is cut into paragraphs."""
_STORY = 100
"""Characters of paragraphs that make a story, beside a heading of its own."""
_WORD = re.compile(r"[^\W_]")
_BULLET = re.compile(r"^(?:[-*•·▪]\s+)+(?=\S)")


# --- pruning ------------------------------------------------------------------------------------------------


def prune_stories(tree: Any, title: str | None) -> bool:
    """Take out of a page, in place, the other stories that hang below or beside its article; tell if there were any.

    Args:
        tree: the page, an element of lxml.
        title: what the page declares; the story whose heading it is, stays, else the first.
    """
    headings = [heading for heading in tree.iter("h1") if _text(heading)]
    stories = [story for story in tree.iter("article") if _own_heading(story) is not None]
    heads = headings if len(headings) > 1 else [_own_heading(story) for story in stories]
    main = next((head for head in heads if title and _same(_text(head), title)), None)
    if main is None:
        main = next((head for head in heads if len(_paragraphs(_whole(head, heads))) >= _STORY), None)
    if main is None:
        return False
    before = sum(1 for _ in tree.iter("h1", "article"))
    after = heads[heads.index(main) + 1 :]
    for head in after:
        if (story := _whole(head, [main])) is not None and len(_paragraphs(story)) >= _STORY:
            _drop(story)
    for story in [story for story in stories if story.tag == "article"]:
        if main not in story.iter() and not _holds(main, story) and _attached(story, tree):
            _drop(story)
    return sum(1 for _ in tree.iter("h1", "article")) < before


def join_stories(tree: Any) -> None:
    """Make one story of the entries of a blog, in place."""
    for entry in list(tree.iter("article")):
        entry.tag = "div"


def prune_surroundings(tree: Any) -> None:
    """Take out of a page, in place, what is called like teasers and forms, and paragraphs that are one link."""
    total, gone = len(_paragraphs(tree)), set()
    titled = {element for heading in tree.iter("h1") for element in (heading, *heading.iterancestors())}
    for element in list(tree.iter(*_SURROUNDING)):
        if element in gone or element in titled:
            continue
        tag, kind, name = element.tag, element.get("class"), element.get("id")
        caption, other, wall = _called(f"{kind or ''} {name or ''}") if kind or name else _NOTHING
        named = caption or (other and tag not in _LINES)
        most = _MOST_OF_STUB if not named and wall and _asks(element) else _MOST if named else 0
        if (most and len(_paragraphs(element)) <= most * total) or (tag in _LINKED and _is_link(element)):
            gone.update(element.iter())
            _drop(element)
    for paragraph in tree.iter("p"):
        paragraph.attrib.clear()  # what is left is text, whatever others think of its name


@lru_cache(maxsize=4096)
def _called(names: str) -> tuple[bool, bool, bool]:
    """Whether names in the markup are those of captions, of other surroundings, of walls; most of them come again."""
    caption, other, wall = (pattern.search(names) is not None for pattern in (CAPTIONS, OTHERS, WALLS))
    return caption, other, wall


def _asks(element: Any) -> bool:
    """Whether there is something to press or to fill in: what stands behind a wall has the wall's name, too."""
    return next(element.iter("button", "form", "input"), None) is not None


def _own_heading(story: Any) -> Any:
    return next(story.iter("h1", "h2"), None)


def _whole(head: Any, others: Iterable[Any]) -> Any:
    """The largest element around a heading that has none of the other headings in it; None when there is none."""
    others = [other for other in others if other is not head]
    whole = None
    for element in (head, *head.iterancestors()):
        if any(_holds(other, element) for other in others) or element.tag in {"body", "html"}:
            break
        whole = element
    return whole


def _holds(inner: Any, outer: Any) -> bool:
    return inner is outer or any(element is outer for element in inner.iterancestors())


def _attached(element: Any, tree: Any) -> bool:
    """Whether an element still hangs in the page, and has not gone with what was around it."""
    return element is not tree and element.getparent() is not None and _holds(element, tree)


def _paragraphs(element: Any) -> str:
    """The words of all paragraphs below an element."""
    return " ".join(_text(paragraph) for paragraph in element.iter("p")) if element is not None else ""


def _is_link(element: Any) -> bool:
    """Whether a paragraph or list is one link and nothing else, as headlines of other stories are."""
    linked = sum(len(_text(link)) for link in element.iter("a"))
    words = _text(element) if linked else ""
    return bool(words) and not words.endswith((".", "?", "!", "”", '"')) and linked >= len(words) - 1


def _same(heading: str, title: str) -> bool:
    a, b = (re.sub(r"[\W_]", "", words).casefold() for words in (heading, title))
    return bool(a) and (a == b or b.startswith(a) or a.startswith(b))


def _drop(element: Any) -> None:
    """Take an element out, and keep the text behind it."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _text(element: Any) -> str:
    return " ".join(("".join(element.itertext()) if len(element) else element.text or "").split())


# --- paragraphs ---------------------------------------------------------------------------------------------


def blocks(tree: Any) -> Iterator[str]:
    """Yield the paragraphs of a page as a browser shows them, each in one line."""
    words: list[str] = []
    for element, begins in _walk(tree):
        tag = element.tag if isinstance(element.tag, str) else "script"
        if words and tag in _BLOCKS and (tag != "time" or _stands_apart(element)) and (line := _line(words)):
            yield line
        if begins:
            if element.text and tag not in _UNSEEN:
                words.append(element.text)
            continue
        if tag == "br":
            words.append(" ")
            if _double_break(element) and (line := _line(words)):
                yield line
        if element.tail:
            words.append(element.tail)
    if line := _line(words):
        yield line


def _walk(tree: Any) -> Iterator[tuple[Any, bool]]:
    """Yield elements as they begin and as they end; not by recursion, for pages nest deeper than Python calls."""
    around: list[tuple[Any, Iterator[Any]]] = []
    children: Iterator[Any] = iter((tree,))
    while True:
        for element in children:
            yield element, True
            if len(element) and element.tag not in _UNSEEN:
                around.append((element, children))
                children = iter(element)
                break
            yield element, False
        else:
            if not around:
                return
            element, children = around.pop()
            yield element, False


def _line(words: list[str]) -> str:
    """What has come since the last paragraph, which it empties."""
    line = " ".join("".join(words).split())
    words.clear()
    return line


def _stands_apart(time: Any) -> bool:
    """Whether a `time` is a line of its own."""
    parent = time.getparent()
    return parent is None or parent.tag not in _INLINE_TIME


def _double_break(element: Any) -> bool:
    """Whether a line break follows another one, which makes a paragraph."""
    before = element.getprevious()
    return before is not None and before.tag == "br" and not (before.tail or "").strip()


def paragraphs(lines: Iterable[str], shown: Iterable[str]) -> Iterator[str]:
    """Yield the paragraphs of an article: lines that run several of them together are cut where the page cuts them.

    Args:
        lines: the text that was found to be the article.
        shown: the paragraphs of the page, see `blocks`.

    >>> list(paragraphs(["Rivals meet May 7, 2024 Dana met Ilya."], ["Rivals meet", "May 7, 2024", "Dana met Ilya."]))
    ['Rivals meet', 'May 7, 2024', 'Dana met Ilya.']
    """
    page = list(shown)
    whole, cuts = frozenset(page), None
    for line in lines:
        if line not in whole:
            cuts = cuts or _cuts(page)
        for part in [line] if line in whole or not cuts else _cut(line, *cuts):
            words = _BULLET.sub("", part.strip()).strip(" |")
            if _WORD.search(words) and not is_beside(words):
                yield words


def _cuts(page: Iterable[str]) -> tuple[str, list[int]]:
    """All letters of a page, and after how many of them its paragraphs end."""
    letters = [_letters(block) for block in page]
    return "".join(letters), list(accumulate(map(len, letters)))


def _cut(line: str, letters: str, ends: list[int]) -> Iterator[str]:
    own = _letters(line)
    start = letters.find(own) if own else -1
    if start < 0:
        yield from line.split(" | ") if line.startswith("|") else [line]
        return
    begin, seen = 0, 0
    inside = [end - start for end in ends[bisect_right(ends, start) : bisect_left(ends, start + len(own))]]
    if not inside:
        yield line
        return
    for position, character in enumerate(line):
        if inside and seen == inside[0]:
            yield line[begin:position]
            begin = position
            while inside and inside[0] == seen:
                inside.pop(0)
        seen += not (character.isspace() or character in "|")
    yield line[begin:]


def share_shown(text: str, shown: Iterable[str]) -> float:
    """Return how much of a text a page shows, 0–1; 1 of a text that is too short to tell.

    Args:
        text: what the page declares as its article.
        shown: the paragraphs of the page, see `blocks`.
    """
    own = _letters(text)
    pieces = [own[start : start + _PIECE] for start in range(0, len(own) - _PIECE, _PIECE)]
    if len(pieces) <= 1:
        return 1.0
    page = "".join(map(_letters, shown))
    return sum(piece in page for piece in pieces) / len(pieces)


def _letters(text: str) -> str:
    return "".join(text.replace("|", " ").split())

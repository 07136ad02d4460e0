"""What a web page declares of itself: title, day of publication, author, language.

The day is the one that the page declares as that of publication; what it calls modified, revised or updated is none,
and neither is a day in its text. Only where nothing is declared, its address may tell.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from kg.readers import dates, titles
from kg.readers.marked import Marked, plain, text_of

_PUBLISHED = "articlepublishedtime ogarticlepublishedtime articlepublished ogpublishedtime ogpublished".split()
_ALSO_PUBLISHED = """
    datepublished dcdateissued dctermsissued dctermsdateissued dcissued dcdatepublished originalpublicationdate
    publicationdate publishdate publisheddate publishedat publishtime publishedtime publishedon pubdate pubtime
    firstpublished firstpublicationdate articledateoriginal articlepublicationdate articlepubdate rnewsdatepublished
    parselypubdate cxenseparserecspublishtime cxenseparsepublishtime btpubdate mediatorpublishedtime
    citationpublicationdate citationonlinedate citationdate displaydate issuedate dateissued releasedate ptime pdate
    sailthrudate dcdatecreated dctermscreated dctermsdate dcdate date datecreated creationdate created
""".split()
"""Names of meta elements, letters only, the surest first."""
_AUTHOR = (
    "author articleauthor byl byline dccreator dctermscreator parselyauthor sailthruauthor cxenseparseauthor".split()
)
_SHOWING = ("dateline", "pubdate", "pub-date", "publish", "timestamp", "datestamp", "datetime")
_TIMES = (
    "//time[contains(@class, 'publi')]",
    "//time[contains(@class, 'entry-date')]",
    "//time[contains(@class, 'datestamp')]",
    "//time[contains(@data-testid, 'timestamp')]",
    "//article//time[@datetime]",
    "//main//time[@datetime]",
    "//header//time[@datetime]",
)
"""Where pages show the day of publication, the surest first."""
_CLASSES = ("dt-published", "published")
"""Names in `class` that are surer than those."""
_BOXES = frozenset({"span", "p", "div", "abbr"})
"""Elements that may show it, when their class says so by one of `_SHOWING`."""
_TIMED = ("datetime", "data-datetime", "data-timestamp", "data-publishtime", "data-published", "data-date", "title")
"""Attributes that say in figures which day an element shows."""
_CHANGED = re.compile(r"updat|modif|revis|edit", re.IGNORECASE)
_OF_READERS = re.compile(r"comment|reply", re.IGNORECASE)
"""Names of what shows when a reader wrote."""
_ARTICLE = re.compile(r"Article|Posting|Report|Review|NewsItem")
_INSIDE = ("@graph", "mainEntity", "mainEntityOfPage")
_JSON_DATE = re.compile(r'"datePublished"\s*:\s*"([^"]{4,40})"')
_BY = re.compile(r"^(?:written\s|reported\s|story\s)?by:?\s+", re.IGNORECASE)
_BEHIND = re.compile(r"\s+[|–—·•-]\s.*")
"""What stands behind a name: an office, an agency, an hour."""
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_LONGEST_AUTHOR = 200


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page declares; None where it declares nothing."""

    title: str | None = None
    published: date | None = None
    author: str | None = None
    language: str | None = None
    body: str | None = None
    """The text of the article, which pages that a script fills in declare and do not show."""
    live: bool = False
    """Whether it is a blog that goes on, whose entries are one story."""
    problem: str | None = None
    """One line on a day that is declared and not understood, when no other is."""


def read(tree: Any) -> Metadata:
    """Read what a page declares.

    Args:
        tree: the page, an element of lxml.
    """
    metas, nodes, marked = _metas(tree), list(_json_ld(tree)), Marked(tree)
    day, problem = _day(tree, metas, nodes, marked)
    return Metadata(
        title=_title(tree, metas, nodes),
        published=day,
        author=_author(marked, metas, nodes),
        language=_language(tree, metas),
        body=next((str(node["articleBody"]) for node in nodes if isinstance(node.get("articleBody"), str)), None),
        live=any("LiveBlog" in str(node.get("@type")) for node in nodes),
        problem=problem,
    )


def _metas(tree: Any) -> Mapping[str, list[str]]:
    """Contents by name; of a name only its letters count: `DC.date.issued` is `dcdateissued`."""
    found: dict[str, list[str]] = defaultdict(list)
    for element in tree.iter("meta"):
        content = (element.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop"):
            name = plain(element.get(attribute) or "")
            if name and content:
                found[name].append(content)
    return found


# --- JSON-LD ------------------------------------------------------------------------------------------------


def _json_ld(tree: Any) -> Iterator[Mapping[str, Any]]:
    """The articles that the page is about; one whose JSON is broken still gives its day."""
    for script in _every("//script[contains(@type, 'ld+json')]", tree):
        text = (script.text or "").strip().removeprefix("<!--").removesuffix("-->")
        try:
            yield from _articles(json.loads(text.strip().rstrip(";"), strict=False))
        except (ValueError, RecursionError):
            if match := _JSON_DATE.search(text):
                yield {"datePublished": match[1]}


def _articles(node: Any) -> Iterator[Mapping[str, Any]]:
    for item in node if isinstance(node, list) else [node]:
        if not isinstance(item, dict):
            continue
        kinds = item.get("@type")
        if any(_ARTICLE.search(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds])):
            yield item
        for name in _INSIDE:
            yield from _articles(item.get(name))


# --- the day ------------------------------------------------------------------------------------------------


def _day(
    tree: Any, metas: Mapping[str, list[str]], nodes: Iterable[Mapping[str, Any]], marked: Marked
) -> tuple[date | None, str | None]:
    problem = None
    for value in _declared(marked, metas, nodes):
        if day := dates.published(value):
            return day, None
        problem = problem or dates.problem(value)
    shown = (day for element in _shown(tree, marked) if (day := _shown_day(element)))
    day = next(shown, None) or next(filter(None, map(dates.in_address, _addresses(tree, metas))), None)
    return day, None if day else problem


def _declared(
    marked: Marked, metas: Mapping[str, list[str]], nodes: Iterable[Mapping[str, Any]]
) -> Iterator[str | int | float]:
    for name in _PUBLISHED:
        yield from metas.get(name, ())
    for node in nodes:
        value = node.get("datePublished")
        if isinstance(value, str | int | float):
            yield value
    for element in (*marked.property("datePublished"), *marked.shown):
        if element.tag != "meta":
            yield element.get("content") or element.get("datetime") or text_of(element)
    for name in _ALSO_PUBLISHED:
        yield from metas.get(name, ())
    for content in metas.get("parselypage", ()):
        if match := re.search(r'"pub_date"\s*:\s*"([^"]+)"', content):
            yield match[1]


def _shown(tree: Any, marked: Marked) -> Iterator[Any]:
    timed = next(tree.iter("time"), None) is not None
    for name in _CLASSES:
        yield from marked.classed(name)
    for path in _TIMES if timed else ():
        yield from _every(path, tree)
    boxes = [(element, kind) for element, kind in marked.classes if element.tag in _BOXES]
    for name in _SHOWING:
        yield from (element for element, kind in boxes if name in kind)
    for element, kind in marked.classes:
        if "byline" in kind:
            yield from element.iter("abbr")


def _shown_day(element: Any) -> date | None:
    """The day in an element that shows one, unless it says when the page was changed."""
    marks = " ".join(filter(None, (element.get("class"), element.get("itemprop"), text_of(element.getparent())[:40])))
    if _CHANGED.search(marks) or _OF_READERS.search(element.get("class") or ""):
        return None
    figures = (day for name in _TIMED if (day := dates.published(element.get(name))))
    return next(figures, None) or dates.published(text_of(element))


def _addresses(tree: Any, metas: Mapping[str, list[str]]) -> Iterator[str]:
    yield from (str(link) for link in _every("//link[@rel='canonical']/@href", tree))
    yield from metas.get("ogurl", ())


# --- title, author, language --------------------------------------------------------------------------------


def _title(tree: Any, metas: Mapping[str, list[str]], nodes: list[Mapping[str, Any]]) -> str | None:
    headings = [text for element in tree.iter("h1") if (text := titles.usable(text_of(element)))]
    sites = [*metas.get("ogsitename", ()), *metas.get("applicationname", ()), *map(_publisher, nodes)]
    headings = [text for text in headings if text not in sites]
    declared = [
        *metas.get("ogtitle", ()),
        *(node["headline"] for node in nodes if isinstance(node.get("headline"), str)),
        *metas.get("twittertitle", ()),
        *headings[:1],
        *(text_of(element) for element in tree.iter("title")),
    ]
    for candidate in filter(None, map(titles.usable, declared)):
        heading = next((text for text in headings if candidate.startswith(text) or candidate.endswith(text)), None)
        title = titles.usable(titles.without_site(candidate, sites, heading))
        if title and title not in sites:
            return title
    return None


def _publisher(node: Mapping[str, Any]) -> str:
    publisher = node.get("publisher")
    return str(publisher.get("name") or "") if isinstance(publisher, dict) else ""


def _author(marked: Marked, metas: Mapping[str, list[str]], nodes: Iterable[Mapping[str, Any]]) -> str | None:
    groups = [
        *([str(name) for name in _names(node.get("author"))] for node in nodes),
        *(metas.get(name, []) for name in _AUTHOR),
        [text_of(element) for element in marked.property("author")[:5]],
        [text_of(element) for element in marked.authors[:5]],
        [text_of(element) for element, kind in marked.classes if "byline" in kind][:1],
    ]
    for group in groups:
        names = dict.fromkeys(filter(None, map(_person, group)))
        if names:
            return ", ".join(names)
    return None


def _names(value: Any) -> Iterator[Any]:
    for item in value if isinstance(value, list) else [value]:
        yield (item.get("name") or "") if isinstance(item, dict) else item or ""


def _person(text: str) -> str | None:
    words = _BY.sub("", _BEHIND.sub("", " ".join(text.split()))).strip(" ,;|")
    return words if words and len(words) <= _LONGEST_AUTHOR and not re.search(r"://|@|\d{3}", words) else None


def _language(tree: Any, metas: Mapping[str, list[str]]) -> str | None:
    """The BCP 47 tag that the page declares."""
    declared = [tree.get("lang"), tree.get("{http://www.w3.org/XML/1998/namespace}lang"), *metas.get("oglocale", ())]
    for value in filter(None, declared):
        if _TAG.fullmatch(value.strip()):
            return str(value).strip().replace("_", "-")
    return None


@lru_cache(maxsize=64)
def _compiled(path: str) -> Any:
    from lxml.etree import XPath

    return XPath(path)


def _every(path: str, tree: Any) -> list[Any]:
    """What an XPath finds in a page."""
    return list(_compiled(path)(tree))

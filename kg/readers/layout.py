"""From the printed lines of pages to paragraphs: no running heads, no hyphens of line ends, columns one by one."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from statistics import quantiles

_SHORT_LINE = 0.8
"""A line that ends a sentence below this share of the usual width ends a paragraph."""
_ROW = 0.55
"""A line below this share of the usual width is a heading or a row of a table, if the next one begins anew."""
_END = (".", "!", "?", "”", '"', ".’", ":")
_EDGE = 3
"""So many lines of a page, above and below, may be its running head and foot."""
_NUMBER = re.compile(r"\W*(?:page|p\.|seite)?\s*\d{1,4}(?:\s*(?:of|/|von|-)\s*\d{1,4})?\W*", re.IGNORECASE)
_BROKEN = re.compile(r"([^\W_][\w’']*(?:-[\w’']+)*)[-\u00ad\u2010]$")
_HYPHENS = ("-", "\u00ad", "\u2010")
_BEGINS_ANEW = re.compile(r"[A-Z0-9•▪·*–—\"“(-]")
_WORD = re.compile(r"[^\W_][\w’']*(?:-[\w’']+)*")
_FIRST = frozenset(
    """well self ex non pro anti vice half all cross high low long short first second third fourth two three four five
    six seven eight nine ten twenty thirty forty fifty hard soft old new co so then north south east west far near
    middle right left""".split()
)
"""Words that usually keep their hyphen before another word."""
_SECOND = re.compile(
    r"""(?:back|bas|styl|controll|own|run|own|lin|support|appoint|occupi|fund|sponsor|train|allied|nam|head|elect)ed
    |led|based|born|style|old|wide|made|held|run|era|bound|like|free|long|year|month|week|day|hour|in|up|off|out|to|of|the
    |general|elect|chief|fire|minded|ranking|speaking|language|born|related|winning|making|standing|thirds?|scale|term|level""",
    re.VERBOSE,
)
"""Words that usually keep their hyphen behind another word."""
_PARTICIPLE = re.compile(r"[a-z]{2,}(?:ed|ing)")


def reflow(page: str, words: Collection[str] = ()) -> str:
    r"""Join the printed lines of a page to paragraphs and undo hyphenation at line ends.

    Args:
        page: lines, with a blank one between what surely are paragraphs.
        words: those of the whole document, with and without hyphens; they tell which hyphens are real.

    >>> reflow("The govern-\nment met Norway-\nbacked rebels.\nA new paragraph starts here.")
    'The government met Norway-backed rebels.\n\nA new paragraph starts here.'
    """
    lines = [line.strip() for line in page.splitlines()] or [""]
    lengths = [len(line) for line in lines if line]
    width = quantiles(lengths, n=4)[2] if len(lengths) > 1 else 0
    paragraphs = [""]
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        last = paragraphs[-1]
        if not line:
            paragraphs.append("")
        else:
            paragraphs[-1] = _joined(last, line, words) if last else line
        ended = line.endswith(_END) and len(line) < _SHORT_LINE * width
        row = len(line) < _ROW * width and _BEGINS_ANEW.match(following) and not _broken(line)
        if ended or row:
            paragraphs.append("")
    return "\n\n".join(filter(None, paragraphs))


def words_of(pages: Iterable[str]) -> frozenset[str]:
    """The words of a document that stand within lines, where every hyphen is real."""
    return frozenset(
        word for page in pages for line in page.splitlines() for word in _WORD.findall(line.rstrip("-\u00ad"))
    )


def _joined(before: str, line: str, words: Collection[str]) -> str:
    """Two lines of a paragraph as one."""
    broken = _broken(before)
    if not broken or not line[0].isalpha():
        return f"{before} {line}"
    first, second = broken[1], _WORD.match(line)
    kept = before[-1] != "\u00ad" and _is_hyphened(first, second[0] if second else "", words)
    return (before[:-1] + "-" if kept else before[:-1]) + line


def _broken(line: str) -> re.Match[str] | None:
    """The word that a hyphen at the end of a line breaks; most lines are told by their last character."""
    return _BROKEN.search(line) if line.endswith(_HYPHENS) else None


def _is_hyphened(first: str, second: str, words: Collection[str]) -> bool:
    """Whether a hyphen at the end of a line belongs to the word: "Norway-/backed", not "govern-/ment"."""
    if second[:1].isupper() or first[-1].isdigit():
        return True
    if f"{first}{second}" in words:
        return False
    last = first.rpartition("-")[2]
    if f"{first}-{second}" in words or "-" in second or last.lower() in _FIRST or _SECOND.fullmatch(second):
        return True
    return last[0].isupper() and (_PARTICIPLE.fullmatch(second) is not None or second in words)


def without_running_lines(pages: Sequence[str]) -> list[str]:
    """Take the running heads, feet and page numbers from the edges of pages.

    What stands on two pages out of five, and on two at least, at the same edge and but for its numbers the same, runs.
    """
    split = [[line.strip() for line in page.splitlines() if line.strip()] for page in pages]
    heads, feet = Counter[str](), Counter[str]()
    for lines in split:
        heads.update({_plain(line) for line in lines[:_EDGE]})
        feet.update({_plain(line) for line in lines[-_EDGE:]})
    least = max(2, round(0.4 * len(pages)))
    return ["\n".join(_trimmed(lines, heads, feet, least)) for lines in map(_kept_blank, pages)]


def _kept_blank(page: str) -> list[str]:
    return [line.strip() for line in page.strip().splitlines()]


def _trimmed(lines: list[str], heads: Counter[str], feet: Counter[str], least: int) -> list[str]:
    def runs(line: str, seen: Counter[str]) -> bool:
        return not line or seen[_plain(line)] >= least or _NUMBER.fullmatch(line) is not None

    low, high = 0, len(lines)
    while low < high and runs(lines[low], heads):
        low += 1
    while high > low and runs(lines[high - 1], feet):
        high -= 1
    return lines[low:high]


def _plain(line: str) -> str:
    return " ".join(re.sub(r"\d+", "#", line).casefold().split())


def together(pages: Iterable[str]) -> str:
    """One text of all pages: a sentence that is not over goes on at the top of the next page."""
    text = ""
    for page in filter(None, pages):
        text += ("\n\n" if text.endswith(_END) else "\n" if text else "") + page
    return text


Fragment = tuple[float, float, str]
"""Where a piece of text begins, from the left and from below, and the piece."""


def columns(fragments: Sequence[Fragment], width: float) -> str | None:
    """Return the text of a page in two columns that were written line by line across both; None when it is not.

    Args:
        fragments: the pieces of the page, in the order in which they were written.
        width: of the page, in the same unit.
    """
    begins = Counter(round(x / 4) for x, _, _ in fragments)
    if len(begins) < 2 or len(fragments) < 2 * _EDGE:
        return None
    (one, many), (two, some) = begins.most_common(2)
    left, right = sorted((4.0 * one, 4.0 * two))
    rows = defaultdict(set)
    for x, y, _ in fragments:
        rows[round(y)].add(x > right - 4)
    shared = sum(len(sides) == 2 for sides in rows.values())
    if right - left < width / 4 or many + some < 0.7 * len(fragments) or shared < 0.6 * some:
        return None
    sides = [[piece for piece in fragments if (piece[0] > right - 4) is side] for side in (False, True)]
    return "\n\n".join("\n".join(_lines(side)) for side in sides)


def _lines(fragments: Iterable[Fragment]) -> list[str]:
    """The lines of a column from above, each from the left."""
    rows: dict[int, list[Fragment]] = defaultdict(list)
    for fragment in fragments:
        rows[round(fragment[1])].append(fragment)
    return [" ".join(text for _, _, text in sorted(rows[y])) for y in sorted(rows, reverse=True)]

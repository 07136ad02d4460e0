"""Words in a picture: how they read, how they break, and how wide they are without asking a browser."""

from __future__ import annotations

import re
import unicodedata

# Advance widths of Inter semi-bold in thousandths of the type size, from the font's own table: space to tilde.
_ASCII = (
    252, 321, 523, 644, 650, 1004, 663, 326, 373, 373, 540, 673, 319, 465, 319, 379,
    660, 423, 623, 636, 666, 612, 640, 576, 640, 640, 319, 329, 673, 673, 673, 543,
    999, 728, 659, 737, 722, 605, 588, 749, 746, 277, 580, 703, 565, 922, 759, 769,
    645, 773, 652, 650, 660, 736, 728, 1020, 720, 713, 652, 373, 379, 373, 481, 469,
    351, 574, 624, 583, 624, 591, 389, 625, 612, 262, 262, 569, 262, 900, 612, 609,
    624, 624, 397, 549, 353, 612, 587, 839, 569, 588, 566, 455, 359, 455, 673,
)  # fmt: skip


def width(text: str, size: float) -> float:
    """Width in pixels of `text` at `size` pixels; other scripts are estimated on the wide side."""
    return sum(_advance(character) for character in text) * size / 1000


def _advance(character: str) -> int:
    code = ord(character) - 32
    if 0 <= code < len(_ASCII):
        return _ASCII[code]
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return 0
    return 1000 if unicodedata.east_asian_width(character) in "WF" else 660


def lines(text: str, limit: int, count: int) -> list[str]:
    """Break text at spaces into at most `count` lines of about `limit` characters; the last one may end in `…`."""
    rows: list[str] = [""]
    for word in text.split():
        joined = f"{rows[-1]} {word}".strip()
        if len(joined) <= limit or not rows[-1]:
            rows[-1] = joined
        else:
            rows.append(word)
    if len(rows) > count:
        rows = [*rows[: count - 1], rows[count - 1].rstrip(" ,;:") + "…"]
    return [row if len(row) <= limit * 1.5 else row[: limit - 1] + "…" for row in rows]


def words(name: str) -> str:
    """`negotiatesWith` → `negotiates with`, `ArmedGroup` → `armed group`: a term as a reader says it."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name).lower()


def shorten(text: str, width: int) -> str:
    """One line of at most `width` characters, cut at a word where possible."""
    line = " ".join(printable(text).split())
    if len(line) <= width:
        return line
    cut = line[: width - 1]
    head, _, _ = cut.rpartition(" ")
    return (head if len(head) > width // 2 else cut).rstrip(" ,;:-") + "…"


def printable(text: str) -> str:
    """Text without what XML forbids or what turns a line around: controls, surrogates, bidi marks."""
    return "".join("�" if _is_unprintable(character) else character for character in text if not _is_turning(character))


def _is_unprintable(character: str) -> bool:
    code = ord(character)
    return (
        (code < 0x20 and character not in "\t\n\r")
        or 0x7F <= code < 0xA0
        or unicodedata.category(character) == "Cs"
        or code in (0xFFFE, 0xFFFF)
    )


def _is_turning(character: str) -> bool:
    return "\u202a" <= character <= "\u202e" or "\u2066" <= character <= "\u2069" or character in "\u200e\u200f\u061c"

"""Tables for people, lines for programs.

Text from documents is shown, never interpreted: control characters, which could drive a terminal,
and invisible ones are taken out of tables and messages; JSON, CSV and TSV keep them.
"""

from __future__ import annotations

import csv
import json
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

PIPED_WIDTH = 160
"""Columns of a table that no terminal limits."""

LONGEST_WORD = 16
"""A longer word may be broken to fit a column."""

Row = Mapping[str, object]


class Format(StrEnum):
    """How a listing is printed."""

    TABLE = "table"
    JSONL = "jsonl"
    JSON = "json"
    CSV = "csv"
    TSV = "tsv"


def listing(rows: Iterable[Row], *, columns: Sequence[str], format: Format, shown: Sequence[str] = ()) -> None:
    """Print records as a table or for a program.

    Args:
        rows: the records.
        columns: the names of all their fields, in order.
        format: how to print them.
        shown: the fields that fit a table, if not all do.
    """
    if format is Format.TABLE:
        table(shown or columns, ([_cell(row[name]) for name in shown or columns] for row in rows))
    elif format is Format.JSONL:
        for row in rows:
            sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
    elif format is Format.JSON:
        sys.stdout.write(json.dumps(list(rows), ensure_ascii=False, indent=1) + "\n")
    else:
        ends = {"delimiter": "\t"} if format is Format.TSV else {}
        writer = csv.DictWriter(sys.stdout, columns, lineterminator="\n", extrasaction="ignore", **ends)  # type: ignore[arg-type]
        writer.writeheader()
        writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)


def _cell(value: object) -> object:
    return " | ".join(map(str, value)) if isinstance(value, list) else value


def table(columns: Sequence[str], rows: Iterable[Sequence[object]], *, title: str | None = None) -> None:
    """Print a table on standard output, folded to the width of the screen; nothing is cut off."""
    headings = [name.replace("_", " ") for name in columns]
    cells = [[plain(value) for value in row] for row in rows]
    screen = console()
    result = Table(
        *(
            Column(name, width=width, overflow="fold")
            for name, width in zip(headings, widths([headings, *cells], screen.width), strict=True)
        ),
        title=plain(title) or None,
        title_justify="left",
        title_style="bold",
        box=box.SIMPLE_HEAD,
        pad_edge=False,
    )
    for row in cells:
        result.add_row(*map(Text, row))
    screen.print(result)


def widths(rows: Sequence[Sequence[str]], screen: int) -> list[int]:
    """Share a screen among columns: short ones keep their width, long ones share what is left.

    The share of a column grows with the root of its longest cell, so that a sentence gets more
    room than a name, but not ten times as much. Words are broken only when they are very long.

    >>> widths([["Doha", "x" * 25, "word " * 20]], 60)
    [4, 16, 31]
    """
    columns = list(zip(*rows, strict=True))
    natural = [max(map(cell_len, cells)) for cells in columns]
    least = [max(_longest_word(cell) for cell in cells) for cells in columns]
    room = screen - 3 * len(natural)
    left = set(range(len(natural)))
    while left:
        weight = sum(natural[i] ** 0.5 for i in left)
        share = {i: max(int(room * natural[i] ** 0.5 / weight), least[i]) for i in left}
        short = {i for i in left if natural[i] <= share[i]}
        if not short:
            return [_fitting(share[i], i, share, room) if i in left else width for i, width in enumerate(natural)]
        room -= sum(natural[i] for i in short)
        left -= short
    return natural


def _fitting(width: int, column: int, share: Mapping[int, int], room: int) -> int:
    """What is too much altogether, the widest column gives up."""
    widest = max(share, key=lambda i: share[i])
    return max(width - max(sum(share.values()) - room, 0), LONGEST_WORD) if column == widest else width


def _longest_word(cell: str) -> int:
    return min(max(map(cell_len, cell.split()), default=0), LONGEST_WORD)


def console() -> Console:
    """Return a console for standard output, wide enough when that is no terminal."""
    piped = not sys.stdout.isatty() and "COLUMNS" not in os.environ
    return _Console(width=PIPED_WIDTH if piped else None, highlight=False, markup=False, emoji=False)


class _Console(Console):
    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def plain(value: object) -> str:
    r"""Return `value` as one line of printable characters.

    >>> plain("a\x1b[31m b\u202e\nc")
    'a[31m b c'
    """
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        value = " | ".join(map(str, value))
    if isinstance(value, float):
        return f"{value:.2f}"
    return printable(" ".join(str(value).split()))


def printable(text: str) -> str:
    """Return `text` without characters that could drive a terminal or hide something."""
    return "".join(filter(str.isprintable, text))

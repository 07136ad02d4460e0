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

PIPED_WIDTH = 1 << 20
"""Columns of a table that no terminal limits: each row is a line."""

LONGEST_WORD = len("2024-05-06/2024-05-06")
"""A longer word may be broken to fit a column; a day and a day is not."""

GAP = 2
"""Columns between two columns of a table."""

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
    """Print a table on standard output, folded to the width of the screen; nothing is cut off.

    Where not even the words of all columns fit beside each other, each row is a list of its own.
    """
    headings = [name.replace("_", " ") for name in columns]
    cells = [[plain(value) for value in row] for row in rows]
    screen = console()
    fitting = widths([headings, *cells], screen.width)
    with screen.capture() as printed:
        if title:
            screen.print(Text(plain(title), style="bold"), soft_wrap=True)
        screen.print(_beside(headings, cells, fitting) if fitting else _below(headings, cells, screen.width))
    sys.stdout.write("".join(f"{line.rstrip()}\n" for line in printed.get().rstrip().split("\n")) + "\n")


def _beside(headings: Sequence[str], cells: Iterable[Sequence[str]], widths: Sequence[int]) -> Table:
    columns = (Column(name, width=width, overflow="fold") for name, width in zip(headings, widths, strict=True))
    result = Table(*columns, box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, GAP - 1, 0, 0))
    for row in cells:
        result.add_row(*map(Text, row))
    return result


def _below(headings: Sequence[str], cells: Iterable[Sequence[str]], screen: int) -> Table:
    """Each row as lines of heading and value, without what is empty."""
    widest = max(map(cell_len, headings))
    result = Table.grid(Column(width=widest), Column(width=max(screen - widest - GAP, LONGEST_WORD), overflow="fold"),
                        padding=(0, GAP, 0, 0))  # fmt: skip
    for row in cells:
        for heading, value in zip(headings, row, strict=True):
            if value:
                result.add_row(heading, Text(value))
        result.add_row("", "")
    return result


def widths(rows: Sequence[Sequence[str]], screen: int) -> list[int]:
    """Share a screen among columns: short ones keep their width, long ones share what is left.

    The share of a column grows with the root of its longest cell, so that a sentence gets more
    room than a name, but not ten times as much. No word is broken, unless it is very long.

    Returns:
        The width of each column; none where the words do not fit.

    >>> widths([["Doha", "x" * 18, "word " * 20]], 60)
    [4, 18, 34]
    >>> widths([["Doha", "x" * 18, "word " * 20]], 28)
    []
    """
    columns = list(zip(*rows, strict=True))
    natural = [max(map(cell_len, cells)) for cells in columns]
    least = [max(_longest_word(cell) for cell in cells) for cells in columns]
    room = screen - GAP * (len(natural) - 1)
    if sum(natural) <= room:
        return natural
    if sum(least) > room:
        return []
    return _shared(natural, least, room)


def _shared(natural: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """First settle what has to have more than its share, then what needs less: so nothing gets less than it must."""
    given: dict[int, int] = {}
    for needed in (least, natural):
        settled = True
        while settled:
            shares = _shares({i: width for i, width in enumerate(natural) if i not in given}, room)
            over = {i for i, share in shares.items() if share < needed[i]}
            settled = bool(chosen := over if needed is least else shares.keys() - over)
            given |= {i: needed[i] for i in chosen}
            room -= sum(needed[i] for i in chosen)
    given |= shares
    return [given[i] for i in range(len(natural))]


def _shares(natural: Mapping[int, int], room: int) -> dict[int, int]:
    weight = sum(width**0.5 for width in natural.values())
    return {i: int(room * width**0.5 / weight) for i, width in natural.items()}


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

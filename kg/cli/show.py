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
from itertools import zip_longest

from rich import box
from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

PIPED_WIDTH = 160
"""Columns of a table that no terminal limits."""

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


def table(
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    title: str | None = None,
    ratios: Sequence[int | None] = (),
) -> None:
    """Print a table on standard output.

    Args:
        columns: the headings.
        rows: the cells.
        title: what stands above.
        ratios: with these, the table is as wide as the screen, and columns share it so; None is as
            wide as its cells.
    """
    result = Table(
        *(Column(name.replace("_", " "), ratio=ratio) for name, ratio in zip_longest(columns, ratios[: len(columns)])),
        expand=bool(ratios),
        title=plain(title) or None,
        title_justify="left",
        title_style="bold",
        box=box.SIMPLE_HEAD,
        pad_edge=False,
    )
    for row in rows:
        result.add_row(*(Text(plain(value)) for value in row))
    console().print(result)


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
    if isinstance(value, float):
        return f"{value:.2f}"
    return "".join(character for character in " ".join(str(value).split()) if character.isprintable())

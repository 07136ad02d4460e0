"""Scores → tables for people, one page of misses and false alarms, or lines for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Final

from kg.errors import ExportError
from kg.evaluate.scores import Case, Rates, Scores, Section, Share

COLUMNS: Final = ("precision", "recall", "f1", "gold", "found", "predicted", "right")
STYLE: Final = (
    "body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem;color:#1c1e21}"
    "table{border-collapse:collapse;margin:1rem 0}"
    "td,th{padding:.2rem .8rem;text-align:right;border-bottom:1px solid #ddd}"
    "td:first-child,th:first-child{text-align:left}summary{cursor:pointer;font-weight:600;margin:.6rem 0}"
    "article{margin:.6rem 0;padding:.4rem .8rem;border-left:3px solid #bbb}article.missed{border-color:#b3261e}"
    "article p{margin:.1rem 0}small{color:#5f6368}mark{background:#fff2b3;padding:0 .1em}"
)


@dataclass(frozen=True, slots=True)
class Table:
    """A title, column names, and rows of text."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def tables(scores: Scores) -> list[Table]:
    """One table of all figures and one by relation or type for each section."""
    result = [Table("all", ("", "", *COLUMNS), tuple(_totals(scores.sections)))]
    if shares := tuple(_share_rows(scores.sections)):
        result.append(Table("of those asked for", ("", "", "share", "right", "asked"), shares))
    for section in scores.sections:
        mode = "loose" if section.loose else "strict"
        rows = tuple((name, *_figures(rates)) for name, rates in section.rows)
        result.append(Table(f"{section.what}, {mode}", ("relation" if section.loose else "type", *COLUMNS), rows))
    return result


def write(scores: Scores, path: Path) -> None:
    """Write all misses and false alarms: a page (.html) or one JSON object a line (.jsonl).

    Raises:
        ExportError: another suffix, or the file cannot be written.
    """
    forms = {".html": page, ".jsonl": lines}
    if path.suffix not in forms:
        raise ExportError(f"cannot write misses as {path.suffix or 'a file without suffix'}; use .html or .jsonl")
    try:
        path.write_text(forms[path.suffix](scores), encoding="utf-8", errors="replace")
    except OSError as error:
        raise ExportError(f"{path}: {error.strerror}; check the folder and the disk") from error


def lines(scores: Scores) -> str:
    """Every case as a JSON object on a line of its own."""
    return "".join(json.dumps(asdict(case), ensure_ascii=False) + "\n" for case in scores.cases)


def page(scores: Scores) -> str:
    """One HTML page without scripts or links; all words of documents are escaped."""
    title = escape(f"Misses and false alarms: {Path(scores.gold).name}")
    body = "".join(_html_table(table) for table in tables(scores))
    cases = sorted(scores.cases, key=lambda c: (c.what, c.verdict, c.relation))
    body += "".join(
        _html_group(f"{what}: {verdict}, {relation}", list(group))
        for (what, verdict, relation), group in groupby(cases, key=lambda c: (c.what, str(c.verdict), c.relation))
    )
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{STYLE}</style></head><body><h1>{title}</h1>{body}</body></html>\n"
    )


# --- figures --------------------------------------------------------------------------------------


def _totals(sections: Iterable[Section]) -> Iterable[tuple[str, ...]]:
    for section in sections:
        yield (section.what, "strict", *_figures(section.strict))
        if section.loose is not None:
            yield (section.what, "loose", *_figures(section.loose))


def _figures(rates: Rates) -> tuple[str, ...]:
    figures = tuple(f"{value:.3f}" for value in (rates.precision, rates.recall, rates.f1))
    counts = (rates.gold, rates.found, rates.predicted, rates.right)
    return (*figures, *(str(count) if isinstance(count, int) else f"{count:.1f}" for count in counts))


def _share_rows(sections: Iterable[Section]) -> Iterable[tuple[str, ...]]:
    for section in sections:
        for mode, shares in (("strict", section.strict_shares), ("loose", section.loose_shares)):
            yield from ((name, mode, *_share(share)) for name, share in shares.items())


def _share(share: Share) -> tuple[str, ...]:
    return f"{share.rate:.3f}", str(share.right), str(share.asked)


# --- page -----------------------------------------------------------------------------------------


def _html_table(table: Table) -> str:
    head = "".join(f"<th>{escape(column)}</th>" for column in table.columns)
    rows = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in table.rows)
    return f"<h2>{escape(table.title)}</h2><table><tr>{head}</tr>{rows}</table>"


def _html_group(title: str, cases: Sequence[Case]) -> str:
    return f"<details><summary>{escape(title)} ({len(cases)})</summary>{''.join(map(_html_case, cases))}</details>"


def _html_case(case: Case) -> str:
    said = " ".join(filter(None, (case.subject, case.relation, case.object)))
    notes = " · ".join(filter(None, (case.document, case.rule, "core" if case.core else "")))
    kind = "missed" if case.verdict == "missed" else "extra"
    return (
        f'<article class="{kind}"><p><b>{escape(said)}</b></p>'
        f"<p>{_marked(case.text, case.marks)}</p><small>{escape(notes)}</small></article>"
    )


def _marked(text: str, marks: Iterable[tuple[int, int]]) -> str:
    out, at = [], 0
    for start, end in sorted(set(marks)):
        if start >= at and end > start:
            out.append(f"{escape(text[at:start])}<mark>{escape(text[start:end])}</mark>")
            at = end
    return "".join(out) + escape(text[at:])

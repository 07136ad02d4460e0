"""What people see of the endpoint: a form, and a table of the answer. No scripts, nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

STYLE = """
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { margin: 2rem auto; max-width: 70rem; padding: 0 1rem; }
label { display: block; font-weight: 600; }
textarea { box-sizing: border-box; font: 0.9rem/1.4 ui-monospace, monospace; width: 100%; }
button { font: inherit; margin: 0.5rem 0; padding: 0.4rem 1.2rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; }
th, td { border-bottom: 1px solid #8886; padding: 0.3rem 0.8rem 0.3rem 0; text-align: left; vertical-align: top; }
td { overflow-wrap: anywhere; }
"""
EXAMPLE = """SELECT ?name (COUNT(?fact) AS ?facts) {
  ?fact rdf:subject ?who . ?who skos:prefLabel ?name
}
GROUP BY ?name ORDER BY DESC(?facts) LIMIT 20"""
MOST = 1000
"""Rows that a person is shown."""


def form(title: str, query: str = EXAMPLE, told: str = "") -> str:
    """A page with a form for a query, and below it what came of one."""
    return (
        "<!doctype html>\n<html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'>"
        f"<title>{escape(title)}</title><link rel=stylesheet href=style.css>"
        f"<main><h1>{escape(title)}</h1><form method=get action=sparql><label for=query>SPARQL</label>"
        f"<textarea id=query name=query rows=10 spellcheck=false>{escape(query)}</textarea>"
        f"<button>Ask</button></form>{told}</main></html>"
    )


def table(columns: Sequence[str], rows: Iterable[Sequence[str | None]], count: int) -> str:
    """The answer as a table."""
    head = "".join(f"<th scope=col>{escape(column)}" for column in columns)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell or '')}" for cell in row) for row in rows)
    shown = f"{count:,} rows" if count <= MOST else f"the first {MOST:,} of {count:,} rows"
    return f"<p role=status>{shown}</p><div class=wide tabindex=0><table><thead><tr>{head}<tbody>{body}</table></div>"


def trouble(message: str) -> str:
    """What went wrong."""
    return f"<p role=alert>{escape(message)}</p>"

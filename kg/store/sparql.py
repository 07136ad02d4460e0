"""Questions put to the graph: refused, run within a time limit, and answered as a `Result`."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

import pyoxigraph as ox

from kg.errors import QueryError
from kg.ontology import PREFIXES, Ontology
from kg.store.directory import scratch
from kg.store.generations import View
from kg.store.patterns import check_patterns
from kg.store.tokens import check, holds, may_ask_for, undeclared
from kg.store.worker import count_once, evaluate, repeats
from kg.triples.turtle import write

Cell = str | None
MOST_SHOWN = 100
"""Rows of an answer that a notebook shows."""
FORMATS = ("json", "csv", "tsv", "xml", "turtle", "ntriples")
_RESULTS = {"json": ox.QueryResultsFormat.JSON, "csv": ox.QueryResultsFormat.CSV,
            "tsv": ox.QueryResultsFormat.TSV, "xml": ox.QueryResultsFormat.XML}  # fmt: skip
_TRIPLES = ("turtle", "ntriples")


@dataclass(frozen=True, slots=True)
class Result:
    """The answer to a query: a table, a yes or no, or triples.

    `columns` and `rows` are always there (triples have the columns subject, predicate, object), with
    literals as their text, IRIs whole, and None where a variable is unbound.
    """

    kind: str
    """`solutions`, `boolean` or `triples`."""
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    prefixes: Mapping[str, str] = field(default_factory=dict, repr=False)
    payload: bytes = field(default=b"", repr=False)
    """SPARQL results JSON; N-Triples, sorted, when the kind is `triples`."""

    def __iter__(self) -> Iterator[dict[str, Cell]]:
        """The rows as dictionaries."""
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __bool__(self) -> bool:
        """The answer to ASK; whether there is any row otherwise."""
        return self.rows == (("true",),) if self.kind == "boolean" else bool(self.rows)

    def _repr_html_(self) -> str:
        """The table in a notebook; what documents contain stays text."""
        head = "".join(f"<th>{escape(column)}</th>" for column in self.columns)
        shown = self.short_rows[:MOST_SHOWN]
        rows = "".join("<tr>" + "".join(f"<td>{escape(cell or '')}</td>" for cell in row) + "</tr>" for row in shown)
        more = f"<p>the first {len(shown):,} of {len(self):,} rows</p>" if len(shown) < len(self) else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{more}"

    @property
    def short_rows(self) -> list[tuple[Cell, ...]]:
        """The rows for people: IRIs as `kg:meets` where a prefix fits."""
        return [tuple(_shorten(cell, self.prefixes) for cell in row) for row in self.rows]

    def serialize(self, syntax: str = "json") -> str:
        """The whole result as text.

        Args:
            syntax: json, csv, tsv or xml as SPARQL 1.1 defines them; turtle or ntriples for CONSTRUCT and DESCRIBE.

        Raises:
            QueryError: it is unknown, or does not fit the kind of query.
        """
        if self.kind == "triples":
            if syntax not in _TRIPLES:
                raise QueryError(f"triples cannot be written as {syntax}; use {' or '.join(_TRIPLES)}")
            if syntax == "ntriples":
                return self.payload.decode("utf-8")
            return write(_triples(self.payload), self.prefixes)
        wanted = _RESULTS.get(syntax)
        if wanted is None:
            raise QueryError(f"a table cannot be written as {syntax}; use {', '.join(_RESULTS)}")
        parsed = ox.parse_query_results(self.payload, format=ox.QueryResultsFormat.JSON)
        return (parsed.serialize(format=wanted) or b"").decode("utf-8")


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, the prefixes that it need not declare, and the predicates of triples that it could count twice."""

    query: str
    prefixes: Mapping[str, str]
    repeatable: Sequence[str]

    @property
    def apart(self) -> bool:
        """Whether it asks graphs one by one."""
        return holds(self.query, {"GRAPH", "FROM"})

    def request(self) -> dict[str, object]:
        """What is sent to the process that answers it."""
        return {
            "query": self.query,
            "prefixes": dict(self.prefixes),
            "repeatable": list(self.repeatable),
            "apart": self.apart,
        }


def run(view: View, query: str, *, ontology: Ontology, base: str, timeout: float | None = None) -> Result:
    """Answers a query over the union of all graphs, in which a triple counts once however many documents state it.

    Args:
        view: the graph.
        query: SPARQL 1.1; the prefixes need no declaration.
        ontology: what the graph can say.
        base: base IRI of what is in the graph.
        timeout: seconds; a query to a graph on disk then runs in a process of its own, and is killed at the limit.
            A graph in memory cannot be given to another process.

    Raises:
        QueryError: bad SPARQL (with line and column), a refused word, or too slow.
    """
    asked = checked(query, ontology, prefixes_of(ontology, base))
    try:
        kind, payload = _answer(view, asked, timeout=timeout)
    except SyntaxError as error:
        raise QueryError(bad_syntax(query, str(error), asked.prefixes)) from error
    except (ValueError, RuntimeError) as error:
        raise QueryError(f"the query cannot be answered: {_first_line(str(error))}") from error
    return result_of(kind, payload, asked.prefixes)


def checked(query: str, ontology: Ontology, prefixes: Mapping[str, str]) -> Asked:
    """A query that may be run.

    Raises:
        QueryError: a word in it is refused, or a pattern matches nothing.
    """
    check(query)
    check_patterns(query)
    return Asked(query, prefixes, _repeatable(query, ontology, prefixes))


def _repeatable(query: str, ontology: Ontology, prefixes: Mapping[str, str]) -> list[str]:
    """The predicates of triples that a query may see and that may stand in several graphs.

    Only direct triples between entities do: all else is about a node of one document, or stands in the ledger.
    """
    predicates = {ontology.iri(name) for name in ontology.relations}
    return sorted(predicates) if may_ask_for(query, predicates, prefixes) else []


def _answer(view: View, asked: Asked, *, timeout: float | None) -> tuple[str, bytes]:
    if view.server is not None:
        return view.server.answer(asked.query, prefixes=asked.prefixes, timeout=timeout)
    if view.folder is None or (timeout is None and not asked.repeatable):
        assert isinstance(view.quads, ox.Store)
        return _here(view.quads, asked)
    with scratch(view.folder.parent.parent) as room:
        return _in_a_child(view.folder, asked, room=room, timeout=timeout)


def _here(store: ox.Store, asked: Asked) -> tuple[str, bytes]:
    union = True
    if again := repeats(store, asked.repeatable):
        quads = store.dump(format=ox.RdfFormat.N_QUADS)
        store = ox.Store()
        store.bulk_load(quads, format=ox.RdfFormat.N_QUADS)
        union = count_once(store, again, apart=asked.apart)
    return evaluate(store, asked.query, dict(asked.prefixes), union=union)


def _in_a_child(state: Path, asked: Asked, *, room: Path, timeout: float | None) -> tuple[str, bytes]:
    worker = Path(__file__).with_name("worker.py")
    paths = {"path": str(state.resolve()), "scratch": str(room.resolve())}
    request = json.dumps({**asked.request(), **paths})
    try:
        done = subprocess.run(
            [sys.executable, "-P", str(worker)],
            input=request.encode("utf-8", "surrogatepass"),
            capture_output=True,
            timeout=timeout,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise QueryError(f"no answer within {timeout:g} s; narrow the query, or give it a longer limit") from error
    if done.returncode:
        raise QueryError(f"the query was ended by the system (code {done.returncode}); it may need too much memory")
    head, payload = done.stdout.split(b"\n", 1)
    header = json.loads(head)
    if header["kind"] == "error":
        raise SyntaxError(header["message"]) if header["type"] == "SyntaxError" else RuntimeError(header["message"])
    return header["kind"], payload


def result_of(kind: str, payload: bytes, prefixes: Mapping[str, str]) -> Result:
    """An answer as a table: of SPARQL results JSON, or of N-Triples."""
    if kind == "triples":
        lines = b"".join(sorted(set(payload.splitlines(keepends=True))))
        rows: tuple[tuple[Cell, ...], ...] = tuple(
            (_cell(t.subject), _cell(t.predicate), _cell(t.object)) for t in _triples(lines)
        )
        return Result(kind, ("subject", "predicate", "object"), rows, prefixes, lines)
    parsed = ox.parse_query_results(payload, format=ox.QueryResultsFormat.JSON)
    if isinstance(parsed, ox.QueryBoolean):
        return Result(kind, ("answer",), ((str(bool(parsed)).lower(),),), prefixes, payload)
    columns = tuple(variable.value for variable in parsed.variables)
    rows = tuple(tuple(_cell(solution[name]) for name in columns) for solution in parsed)
    return Result(kind, columns, rows, prefixes, payload)


def _triples(payload: bytes) -> Iterator[ox.Triple]:
    return (quad.triple for quad in ox.parse(payload, format=ox.RdfFormat.N_TRIPLES))


def _cell(term: object) -> Cell:
    if isinstance(term, (ox.NamedNode, ox.Literal)):
        return term.value
    return None if term is None else str(term)


def _shorten(cell: Cell, prefixes: Mapping[str, str]) -> Cell:
    for prefix, iri in prefixes.items():
        rest = cell.removeprefix(iri) if cell and cell.startswith(iri) else ""
        if rest and not set(rest) & set("/#? "):
            return f"{prefix}:{rest}"
    return cell


def bad_syntax(query: str, message: str, prefixes: Mapping[str, str]) -> str:
    """What is wrong with a query, with line and column, by what pyoxigraph says of it."""
    unknown = undeclared(query, prefixes)
    if unknown:
        return f"{unknown}; declare it, or use one of {', '.join(f'{prefix}:' for prefix in sorted(prefixes))}"
    found = re.match(r"error at (\d+):(\d+): (.*)", message, re.DOTALL)
    if not found:
        return f"not valid SPARQL: {_first_line(message)}"
    line, column = int(found[1]), int(found[2])
    lines = query.split("\n")
    rest = "\n".join(lines[line - 1 :])[column - 1 :].split()
    near = f"near {rest[0][:30]!r}" if rest else "at the end"
    reason = _first_line(found[3])
    detail = "" if reason.startswith("expected") else f": {reason[:120]}"
    return f"line {line}, column {column}: SPARQL syntax error {near}{detail}"


def _first_line(text: str) -> str:
    return text.splitlines()[0] if text else "unknown reason"


def prefixes_of(ontology: Ontology, base: str) -> dict[str, str]:
    """The prefixes that queries of a graph need not declare."""
    own = {"": f"{base}entity/", "fact": f"{base}fact/", "doc": f"{base}document/"}
    return {**ontology.prefixes, **PREFIXES, **own}

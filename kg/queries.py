"""Bundled queries: `.rq` files with a header that says what they answer and what they ask for.

    # title: Who met whom
    # description: Meetings, talks and negotiations …
    # param name (name, ""): only those of this person, organization or country

A parameter stands in the query as `$name`. Its value is put there as a serialised RDF term in the
place of that token, so whatever a user types stays a value. One without a default must be given.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from pyoxigraph import NamedNode

import kg.triples.terms as terms
from kg import ontology as ontologies
from kg import resources
from kg.errors import QueryError
from kg.names import fold
from kg.ontology.namespaces import KG
from kg.store import Result, Store
from kg.store.binding import bind
from kg.store.tokens import iris, parameters

__all__ = ["Parameter", "Query", "Result", "find", "names", "read", "run", "unknown"]

_HEADER = re.compile(r"#\s*(title|description|param)\b:?\s*(.*)")
_PARTS = {
    part: re.compile(rf"^ *# {part}\b.*^ *# end of {part}\n", re.MULTILINE | re.DOTALL) for part in ("pairs", "rows")
}
"""What stands between two marks of a query."""
FEW = 400
"""A name with more facts is a hub, whose pairs are as many as the square of them."""
_DECLARED = re.compile(r"^kg:(\w+) a ", re.MULTILINE)
_PARAM = re.compile(r"(?P<name>\w+)\s*\((?P<type>\w+)(?:\s*,\s*(?P<default>[^)]*))?\)\s*:\s*(?P<help>.+)")


def _number(text: str) -> str:
    return str(int(text))


TYPES: Mapping[str, Callable[[str], str]] = {
    "name": lambda text: str(terms.plain(fold(" ".join(text.split())))),
    "text": lambda text: str(terms.plain(text)),
    "integer": _number,
    "number": lambda text: str(terms.decimal(float(text))),
    "date": lambda text: str(terms.day(date.fromisoformat(text))),
    "iri": lambda text: str(NamedNode(text)),
}
"""Type of a parameter → its value as a term in SPARQL; ValueError when it is none."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a query asks for."""

    name: str
    type: str
    help: str
    default: str | None = None

    def term(self, value: object) -> str:
        """A value as an RDF term.

        Raises:
            QueryError: it is not of the type.
        """
        text = value.isoformat() if isinstance(value, date) else str(value)
        try:
            return TYPES[self.type](text)
        except ValueError as error:
            raise QueryError(f"{self.name} must be {_article(self.type)}, not {text!r}") from error


@dataclass(frozen=True, slots=True)
class Query:
    """A query with its header."""

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    sparql: str

    def bind(self, values: Mapping[str, object]) -> str:
        """SPARQL with all parameters put in; None stands for the default.

        Raises:
            QueryError: a parameter is unknown, missing, or of the wrong type.
        """
        given = {name: value for name, value in values.items() if value is not None}
        known = [parameter.name for parameter in self.parameters]
        for name in given:
            if name not in known:
                raise QueryError(f"{self.name} has no parameter {name!r}; it has {', '.join(known) or 'none'}")
        return bind(self.sparql, {parameter.name: self._term(parameter, given) for parameter in self.parameters})

    def in_order(self, values: Sequence[str]) -> dict[str, str]:
        """Values by the names of the parameters, in their order; `least` is only given by name.

        Raises:
            QueryError: there are more values than parameters.

        >>> find("path").in_order(["Obama", "Taliban"])
        {'from': 'Obama', 'to': 'Taliban'}
        """
        asked = [parameter.name for parameter in self.parameters if parameter.name != "least"]
        if len(values) > len(asked):
            takes = f"{', '.join(asked)} and no more values" if asked else "no values"
            raise QueryError(f"{self.name} takes {takes}; what is {values[len(asked)]!r}?")
        return dict(zip(asked, values, strict=False))

    def _term(self, parameter: Parameter, given: Mapping[str, object]) -> str:
        value = given.get(parameter.name, parameter.default)
        if value is None:
            raise QueryError(f"{self.name} needs --param {parameter.name}=…: {parameter.help}")
        return parameter.term(value)


def names() -> list[str]:
    """The names of all bundled queries."""
    return sorted(_bundled())


def find(name: str) -> Query:
    """A bundled query.

    Raises:
        QueryError: there is none of that name; the message lists those that exist.
    """
    try:
        return _bundled()[name]
    except KeyError:
        near = get_close_matches(name.lower(), names())
        hint = f"did you mean {' or '.join(near)}?" if near else f"there are {', '.join(names())}"
        raise QueryError(f"no query {name!r}; {hint}") from None


def read(path: str | Path) -> Query:
    """A query of the user's own; the header may be missing.

    Raises:
        QueryError: the file cannot be read, or its header and its parameters do not agree.
    """
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise QueryError(f"{path} is not UTF-8 text; save it as UTF-8") from error
    except OSError as error:
        raise QueryError(f"cannot read {path}: {error.strerror}; check the path") from error
    return _parse(path.stem, text, origin=str(path))


def run(store: Store, query: Query | str, values: Mapping[str, object], *, timeout: float | None = None) -> Result:
    """Answers a query.

    Args:
        store: the graph.
        query: a bundled query's name, or a query.
        values: by parameter name; text, numbers or dates.
        timeout: seconds, for a graph on disk.

    Raises:
        QueryError: unknown query or parameter, missing or wrong value, bad SPARQL, too slow.
    """
    chosen = find(query) if isinstance(query, str) else query
    answer = _OTHERWISE.get(chosen.name)
    if answer is not None and chosen == _bundled()[chosen.name]:
        return answer(store, chosen, values, timeout)
    return store.query(chosen.bind(values), timeout=timeout)


def _disagree(store: Store, query: Query, values: Mapping[str, object], timeout: float | None) -> Result:
    """What the query asks; of a name with few facts in three steps.

    The engine joins with all facts whatever another query gives it, but looks up what `VALUES` list. So the pairs are
    asked for by themselves, then what is told of them, and the rest is asked of those alone. For a name with many
    facts the pairs are found by joining all facts at once, as the query itself says.
    """
    asked = query
    if values.get("name") and not _is_hub(store, values["name"], timeout):
        pairs = store.query(_begun(query.name).bind({"name": values["name"]}), timeout=timeout)
        asked = replace(asked, sparql=_PARTS["pairs"].sub(lambda _: _listed(pairs), asked.sparql))
        first = _PARTS["rows"].search(asked.sparql)
        if first is None:
            raise QueryError(f"{query.name}.rq lacks the marks of its rows; restore it")
        rows = store.query(replace(asked, sparql=first[0]).bind(values), timeout=timeout)
        asked = replace(asked, sparql=_PARTS["rows"].sub(lambda _: _listed(rows), asked.sparql))
    return store.query(asked.bind(values), timeout=timeout)


def _is_hub(store: Store, name: object, timeout: float | None) -> bool:
    """Whether a name has more than `FEW` facts."""
    told = "rdf:subject|rdf:object|kg:agent|kg:patient|kg:at|kg:place"
    of_name = f"?end kg:foldedLabel {TYPES['name'](str(name))} . ?fact {told} ?end"
    return len(store.query(f"SELECT ?fact {{ {of_name} }} LIMIT {FEW + 1}", timeout=timeout).rows) > FEW


def _listed(found: Result) -> str:
    """Rows as `VALUES`; what is no IRI is plain text."""
    rows = (
        " ".join(f"<{term}>" if "://" in str(term) else str(terms.plain(str(term))) for term in row)
        for row in found.rows
    )
    listed = "\n".join(f"({row})" for row in rows)
    return f"VALUES ({' '.join(f'?{column}' for column in found.columns)}) {{\n{listed}\n}}\n"


def _path(store: Store, query: Query, values: Mapping[str, object], timeout: float | None) -> Result:
    """What the query asks, searched from both ends."""
    query.bind(values)  # refuses what is wrong with them
    given = {
        each.name: each.default if values.get(each.name) is None else values[each.name] for each in query.parameters
    }
    start, to = (fold(" ".join(str(given[name]).split())) for name in ("from", "to"))
    return store.paths(start, to, float(str(given["least"])), timeout=timeout)


_OTHERWISE: Mapping[str, Callable[[Store, Query, Mapping[str, object], float | None], Result]] = {
    "path": _path,
    "disagree": _disagree,
}
"""Bundled queries that are answered by more than their own text."""


def unknown(store: Store, sparql: str) -> list[str]:
    """What is to be said of each term under `kg:` in a query that is not declared: it can match nothing."""
    terms_of_ours = {store.ontology.iri(name): name for name in (*store.ontology.classes, *store.ontology.relations)}
    used = {iri: token.text for token, iri in iris(sparql, store.prefixes) if iri.startswith(KG)}
    if odd := sorted(used.keys() - terms_of_ours.keys()):
        terms_of_ours |= {KG + name: name for name in _declared()}
    said = []
    for iri in odd:
        if iri not in terms_of_ours:
            near = get_close_matches(iri.removeprefix(KG), terms_of_ours.values(), n=1)
            hint = f"did you mean kg:{near[0]}?" if near else "`kg ontology` lists what there is"
            said.append(f"{used[iri]} is not declared and matches nothing; {hint}")
    return said


@cache
def _declared() -> frozenset[str]:
    """The local names under `kg:` that the bundled files declare, those that no ontology interprets included."""
    texts = (path.read_text(encoding="utf-8") for path in ontologies.bundled())
    return frozenset(name for text in texts for name in _DECLARED.findall(text))


@cache
def _begun(name: str) -> Query:
    """What a bundled query begins with where it is asked about a name."""
    return read(resources.directory("queries") / "begun" / f"{name}.rq")


@cache
def _bundled() -> dict[str, Query]:
    paths = resources.directory("queries").glob("*.rq")
    return {path.stem: read(path) for path in sorted(paths)}


def _parse(name: str, text: str, *, origin: str) -> Query:
    found: dict[str, str] = {}
    params: list[Parameter] = []
    for line in text.splitlines():
        header = _HEADER.match(line)
        if header and header[1] == "param":
            params.append(_parameter(header[2], origin))
        elif header:
            found[header[1]] = header[2]
    declared = {parameter.name for parameter in params}
    if declared and declared != parameters(text):  # without a header, $x is a variable, as SPARQL has it
        odd = ", ".join(sorted(declared ^ parameters(text)))
        raise QueryError(f"{origin}: {odd} must stand both in a `# param` line and in the query as $name")
    return Query(name, found.get("title", name), found.get("description", ""), tuple(params), text)


def _parameter(text: str, origin: str) -> Parameter:
    found = _PARAM.fullmatch(text.strip())
    if not found or found["type"] not in TYPES:
        raise QueryError(f"{origin}: cannot read '# param {text}'; write '# param name (type, default): help' "
                         f"with one of the types {', '.join(TYPES)}")  # fmt: skip
    default = found["default"]
    return Parameter(found["name"], found["type"], found["help"], default.strip().strip('"') if default else default)


def _article(kind: str) -> str:
    return {"integer": "a whole number", "date": "a day such as 2013-06-18", "iri": "an IRI"}.get(kind, f"a {kind}")

"""Files of Turtle → one set of triples: the bundled ones, and what a user adds to them or puts in their place.

A subject that a file of the user's declares (`a kg:Frame`, `a owl:Class` …) stands in the place of the bundled one of
the same IRI; a subject without a type only adds to it. `kg:replaces "frames-*.ttl"` leaves out bundled files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from kg.errors import OntologyError
from kg.ontology.namespaces import KG, OWL, RDF

TYPE = RDF + "type"
REPLACES = KG + "replaces"
Term = ox.NamedNode | ox.BlankNode | ox.Literal
Triples = list[tuple[str, str, Term]]


@dataclass(frozen=True, slots=True)
class TurtleFile:
    """One file as read."""

    path: Path
    data: bytes
    triples: Triples
    prefixes: Mapping[str, str]
    bundled: bool

    @property
    def replaces(self) -> list[str]:
        """Names of bundled files, perhaps with `*`, that this one stands in for."""
        return [term_id(obj) for _, predicate, obj in self.triples if predicate == REPLACES]

    def short(self, iri: str) -> str:
        """`ex:meets`, with the prefixes of this file; the whole IRI where none fits."""
        fitting = [(len(space), name) for name, space in self.prefixes.items() if space and iri.startswith(space)]
        if not fitting:
            return iri
        length, name = max(fitting)
        return f"{name}:{iri[length:]}"

    def line(self, subject: str, term: str | None = None) -> int | None:
        """The line where a subject is declared, or where a term stands in that declaration.

        The parser gives no lines, so they are looked for in the text: the first line that begins with the subject, and
        from there on the first with the term.
        """
        lines = self.data.decode("utf-8", "replace").splitlines()
        own = self._written(subject)
        begins = (number for number, line in enumerate(lines) if own.match(line.strip()))
        named = (number for number, line in enumerate(lines) if own.search(line))
        start = next(begins, next(named, None))
        if term is None:
            return None if start is None else start + 1
        wanted = self._written(term)
        after = (number for number in range(start or 0, len(lines)) if wanted.search(lines[number]))
        found = next(after, start)
        return None if found is None else found + 1

    def _written(self, term: str) -> re.Pattern[str]:
        """The ways in which a term may be written: `<IRI>`, `prefix:local`, or within quotation marks."""
        ways = [f"<{term}>", f'"{term}"', f"'{term}'"]
        ways += [f"{name}:{term[len(space) :]}" for name, space in self.prefixes.items() if term.startswith(space)]
        ways += ["a"] if term == TYPE else []
        return re.compile(r"(?<![\w:-])(?:" + "|".join(map(re.escape, ways)) + r")(?![\w-])")


def read_file(path: Path, *, bundled: bool) -> TurtleFile:
    """Read one file.

    Raises:
        OntologyError: it cannot be read, or is no Turtle.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise OntologyError(f"cannot read {path}: {error.strerror}; check --ontology") from error
    return parse_file(path, data, bundled=bundled)


def parse_file(path: Path, data: bytes, *, bundled: bool) -> TurtleFile:
    """Parse what stands in a file.

    Raises:
        OntologyError: it is no Turtle; the message has the line.
    """
    try:
        # Blank node labels are local to a file; renaming keeps those of two files apart.
        parser = ox.parse(data, format=ox.RdfFormat.TURTLE, base_iri="file:", rename_blank_nodes=True)
        triples = [_triple(quad, path) for quad in parser]
    except SyntaxError as error:
        line = f":{error.lineno}" if error.lineno else ""
        problem = error.msg.partition(": ")[2] or error.msg
        raise OntologyError(f"{path.name}{line}: not valid Turtle: {problem}; mend that line") from error
    return TurtleFile(path, data, triples, parser.prefixes, bundled)


def _triple(quad: ox.Quad, path: Path) -> tuple[str, str, Term]:
    subject, obj = quad.subject, quad.object
    if isinstance(subject, ox.Triple) or isinstance(obj, ox.Triple):
        raise OntologyError(f"{path.name}: quoted triples are not part of the ontology; remove them")
    return term_id(subject), quad.predicate.value, obj


def term_id(term: Term) -> str:
    """The IRI, the text, or the label of a blank node."""
    return str(term) if isinstance(term, ox.BlankNode) else term.value


def local(iri: str) -> str:
    """The last part of an IRI, behind its last `#` or `/`: `meets` of `kg:meets`."""
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


class Merged:
    """The triples of all files, by subject, and where each subject comes from."""

    def __init__(self, files: Sequence[TurtleFile]) -> None:
        own = [file for file in files if not file.bundled]
        patterns = [pattern for file in own for pattern in file.replaces]
        self.left_out = {file.path.name for file in files if file.bundled and _matches(file.path.name, patterns)}
        self.files = [file for file in files if not file.bundled or file.path.name not in self.left_out]
        self.patterns = {pattern: {f.path.name for f in files if f.bundled and fnmatch(f.path.name, pattern)}
                         for pattern in patterns}  # fmt: skip
        self.own = own
        self.of: dict[str, dict[str, list[Term]]] = {}
        self.home: dict[str, TurtleFile] = {}
        """Subject → the file that declares it, or the last that speaks of it."""
        replaced = self._declared()
        for file in self.files:
            for subject, predicate, obj in file.triples:
                if not (file.bundled and subject in replaced):
                    self.of.setdefault(subject, {}).setdefault(predicate, []).append(obj)
                if not (file.bundled and subject in self.home):
                    self.home[subject] = replaced.get(subject, file)

    def _declared(self) -> dict[str, TurtleFile]:
        """The subjects that the user's files declare; each may be declared once among ours and once among theirs."""
        found: dict[bool, dict[str, TurtleFile]] = {True: {}, False: {}}
        for file in self.files:
            seen: set[tuple[str, str]] = set()
            for subject, predicate, obj in file.triples:
                if predicate != TYPE or subject.startswith("_:") or term_id(obj) == OWL + "Ontology":
                    continue
                other = found[file.bundled].setdefault(subject, file)
                if other is not file or (subject, term_id(obj)) in seen:
                    also = "in this file" if other is file else f"also in {_where(other, other.line(subject))}"
                    raise OntologyError(f"{_where(file, file.line(subject))}: {file.short(subject)} is declared twice, "
                                        f"{also}; keep one")  # fmt: skip
                seen.add((subject, term_id(obj)))
        return found[False]

    def error(self, subject: str, problem: str, term: str | None = None) -> OntologyError:
        """An error with file and line: those of a term in the declaration of a subject."""
        file = self._speaking(subject, term)
        return OntologyError(f"{_where(file, file.line(subject, term))}: {problem}" if file else problem)

    def _speaking(self, subject: str, term: str | None) -> TurtleFile | None:
        """The file to show: of several that speak of a subject, the last that has the term."""
        if term is not None:
            for file in reversed(self.files):
                if any(s == subject and term in {p, term_id(o)} for s, p, o in file.triples):
                    return file
        return self.home.get(subject)

    def short(self, iri: str) -> str:
        """An IRI as the user would write it."""
        for file in (*self.own, *self.files):
            if (short := file.short(iri)) != iri:
                return short
        return iri

    def subjects(self, kind: str) -> list[str]:
        """What is declared as a `kg:` kind and not switched off, sorted."""
        return [subject for subject in self._by_type.get(KG + kind, ()) if not self.disabled(subject)]

    @cached_property
    def _by_type(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for subject in sorted(self.of):
            for kind in self.types(subject):
                found.setdefault(kind, []).append(subject)
        return found

    def types(self, subject: str) -> set[str]:
        """The classes of a subject."""
        return {term_id(obj) for obj in self.of.get(subject, {}).get(TYPE, ())}

    def disabled(self, subject: str) -> bool:
        """Whether a declaration is switched off, or the relation that it evokes."""
        own = self.of.get(subject, {})
        if any(term_id(obj) == "true" for obj in own.get(KG + "disabled", ())):
            return True
        return any(self.disabled(term_id(relation)) for relation in own.get(KG + "evokes", ()))

    def spoken_of(self) -> Iterator[str]:
        """The subjects with a name that the user's files speak of, sorted."""
        yield from sorted({s for file in self.own for s, _, _ in file.triples if not s.startswith("_:")})


def _matches(name: str, patterns: Iterable[str]) -> bool:
    return any(fnmatch(name, pattern) for pattern in patterns)


def _where(file: TurtleFile, line: int | None) -> str:
    return file.path.name + (f":{line}" if line else "")

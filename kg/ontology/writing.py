"""An ontology as one file of Turtle, without what was replaced or switched off: a start for one of the user's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pyoxigraph as ox

from kg.ontology.files import REPLACES, TYPE, Merged, Term, parse_file, read_file, term_id
from kg.ontology.model import Ontology
from kg.ontology.namespaces import KG, OWL, RDFS
from kg.ontology.vocabulary import KINDS, OF_ALL, OF_TERMS

_LOCAL = re.compile(r"[A-Za-z_](?:[\w-]*\w)?")
"""Local names that need no escapes."""


def turtle(ontology: Ontology, *, bundled: Iterable[Path]) -> bytes:
    """Turtle that, read beside the bundled files, stands in the place of all of them.

    The same ontology gives the same bytes; the order is that of its files.
    """
    return _Writer(_merged(ontology, bundled)).text().encode()


IRI = ox.NamedNode(KG.rstrip("#"))
"""The ontology itself."""
_HINTS = frozenset(KG + name for name in (OF_TERMS - {"eventClass"}) | OF_ALL)
"""What extraction asks of classes and relations; it means nothing to readers of a graph."""
_DEFINED_BY = ox.NamedNode(RDFS + "isDefinedBy")


def statements(ontology: Ontology, *, bundled: Iterable[Path]) -> Mapping[str, list[ox.Triple]]:
    """IRI of each class, property, datatype and status → what readers are told of it; no frames, words and names.

    The ontology itself is among them, without being called an `owl:Ontology`: whoever holds some of its terms holds
    some of its terms.
    """
    merged = _merged(ontology, bundled)
    unread = {KG + kind for kind in KINDS}
    names = {term for term in merged.of if not term.startswith("_:") and not merged.types(term) & unread}
    entries = {term for term in names if _is_entry(merged, term)}
    return {term: list(_told(merged, term)) for term in sorted(names - entries)}


def _is_entry(merged: Merged, term: str) -> bool:
    """Whether it is a name that the gazetteer knows: an instance of one of the classes, and no status."""
    return any(OWL + "Class" in merged.types(each) and each != KG + "Status" for each in merged.types(term))


def _told(merged: Merged, term: str) -> Iterator[ox.Triple]:
    subject = ox.NamedNode(term)
    for predicate, objects in merged.of[term].items():
        for each in objects:
            header = predicate == TYPE and term_id(each) == OWL + "Ontology"
            if predicate not in _HINTS and not header and not isinstance(each, ox.BlankNode):
                yield ox.Triple(subject, ox.NamedNode(predicate), each)
    if term.startswith(KG):
        yield ox.Triple(subject, _DEFINED_BY, IRI)


def _merged(ontology: Ontology, bundled: Iterable[Path]) -> Merged:
    files = [read_file(path, bundled=True) for path in bundled]
    files += [parse_file(Path(source.name), source.data, bundled=False) for source in ontology.own]
    return Merged(files)


class _Writer:
    """Writes merged triples, subject by subject."""

    def __init__(self, merged: Merged) -> None:
        self._merged = merged
        own = {name: space for file in (*merged.own, *merged.files) for name, space in file.prefixes.items() if name}
        self._prefixes = dict(sorted(own.items()))

    def text(self) -> str:
        head = "".join(f"@prefix {name}: <{space}> .\n" for name, space in self._prefixes.items())
        body = "\n".join(self._subject(subject) for subject in self._written())
        return f'{head}\n<{KG.rstrip("#")}> kg:replaces "*.ttl" .\n\n{body}'

    def _written(self) -> Iterator[str]:
        """The subjects to write; examples stand within their frames."""
        kinds = {KG + kind for kind in KINDS}
        for subject in self._merged.of:
            off = self._merged.disabled(subject) and bool(kinds & self._merged.types(subject))
            if not subject.startswith("_:") and not off and set(self._merged.of[subject]) != {REPLACES}:
                yield subject

    def _subject(self, subject: str) -> str:
        return f"{self._iri(subject)} " + " ;\n    ".join(self._properties(subject)) + " .\n"

    def _properties(self, subject: str) -> Iterator[str]:
        own = self._merged.of[subject]
        for predicate in sorted(own, key=lambda each: each != TYPE):  # the type first, then as the file has it
            if predicate != REPLACES:
                values = dict.fromkeys(map(self._term, own[predicate]))
                yield ("a" if predicate == TYPE else self._iri(predicate)) + " " + ", ".join(values)

    def _term(self, term: Term) -> str:
        if isinstance(term, ox.BlankNode):
            return "[ " + " ; ".join(self._properties(term_id(term))) + " ]"
        if isinstance(term, ox.NamedNode):
            return self._iri(term.value)
        if term.datatype.value.endswith("#boolean") and term.value in {"true", "false"}:
            return term.value
        if term.language or term.datatype.value.endswith("#string"):
            return str(term)
        return f"{ox.Literal(term.value)}^^{self._iri(term.datatype.value)}"

    def _iri(self, iri: str) -> str:
        fitting = [(len(space), name) for name, space in self._prefixes.items() if iri.startswith(space)]
        if fitting and _LOCAL.fullmatch(iri[max(fitting)[0] :]):
            length, name = max(fitting)
            return f"{name}:{iri[length:]}"
        return str(ox.NamedNode(iri))

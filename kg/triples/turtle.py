"""Triples → Turtle that a person reads: grouped by subject, short names, always the same bytes.

pyoxigraph writes valid Turtle, but its prefixes come in any order and its subjects without space between.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby

from pyoxigraph import Literal, NamedNode, Triple

import kg.triples.terms as terms

_BASE_CHARS = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_START = rf"(?:[{_BASE_CHARS}_0-9]|%[0-9A-F]{{2}}|[!$&'()*+,~])"
_INSIDE = rf"(?:{_START}|[-.\u00b7\u0300-\u036f\u203f\u2040])"
_LOCAL = re.compile(rf"{_START}(?:{_INSIDE}*(?:{_START}|[-\u00b7\u0300-\u036f\u203f\u2040]))?")
"""Local names of the Turtle grammar (https://www.w3.org/TR/turtle/#grammar-production-PN_LOCAL), before escaping."""
_ESCAPED = re.compile(r"([!$&'()*+,~])")
_BARE = {
    terms.XSD + "integer": r"[+-]?\d+",
    terms.XSD + "decimal": r"[+-]?\d*\.\d+",
    terms.XSD + "boolean": "true|false",
}
"""Datatypes whose literals may stand without quotation marks, and when."""

Node = NamedNode | Literal
Key = Callable[[NamedNode], tuple[object, ...]]


class Shortener:
    """Writes terms with prefixes, and remembers which prefixes it used."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._prefixes = sorted(prefixes.items(), key=lambda item: (-len(item[1]), item[0]))
        self.used: dict[str, str] = {}

    def iri(self, iri: str) -> str:
        """`kg:meets`, or `<https://…>` where no prefix fits."""
        for prefix, namespace in self._prefixes:
            if iri.startswith(namespace) and _LOCAL.fullmatch(local := iri[len(namespace) :]):
                self.used[prefix] = namespace
                return prefix + ":" + _ESCAPED.sub(r"\\\1", local)
        return f"<{iri}>"

    def term(self, term: object) -> str:
        """A node, a literal, or a triple term of RDF 1.2.

        Raises:
            TypeError: for anything else, which `kg` never writes.
        """
        if isinstance(term, NamedNode):
            return self.iri(term.value)
        if isinstance(term, Triple):
            return f"<<( {self.term(term.subject)} {self.term(term.predicate)} {self.term(term.object)} )>>"
        if not isinstance(term, Literal):
            raise TypeError(f"cannot write {type(term).__name__} {term}")
        datatype = term.datatype.value
        if datatype in _BARE and re.fullmatch(_BARE[datatype], term.value):
            return term.value
        text = str(term)
        if text.endswith(f"^^<{datatype}>"):
            return f"{text[: -len(datatype) - 4]}^^{self.iri(datatype)}"
        return text


def write(triples: Iterable[Triple], prefixes: Mapping[str, str], *, key: Key | None = None) -> str:
    """Turtle of some triples.

    Args:
        triples: in any order; repeated ones are written once.
        prefixes: those that are used are declared.
        key: what subjects are sorted by; by their IRI when None.
    """
    shortener = Shortener(prefixes)
    body = "\n".join(subjects(triples, shortener, key=key))
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in sorted(shortener.used.items()))
    return f"{head}\n{body}" if body else head


def subjects(triples: Iterable[Triple], shortener: Shortener, *, key: Key | None = None) -> Iterator[str]:
    """The same, subject by subject, without the declarations of prefixes."""

    def by_subject(triple: Triple) -> tuple[object, ...]:
        subject = triple.subject
        if not isinstance(subject, NamedNode):
            raise TypeError(f"cannot write {type(subject).__name__} {subject}")
        return (key(subject), subject.value) if key else (subject.value,)

    for _, group in groupby(sorted(set(triples), key=by_subject), key=by_subject):
        yield _subject(list(group), shortener)


def _subject(triples: list[Triple], shortener: Shortener) -> str:
    """One subject: its classes first, then properties and values in order."""
    properties: dict[str, list[str]] = {}
    for triple in sorted(triples, key=_order):
        predicate = "a" if triple.predicate == terms.TYPE else shortener.iri(triple.predicate.value)
        properties.setdefault(predicate, []).append(shortener.term(triple.object))
    lines = [f"{predicate} {', '.join(values)}" for predicate, values in properties.items()]
    return f"{shortener.term(triples[0].subject)} " + " ;\n    ".join(lines) + " .\n"


_SEQUENCE = (
    *(terms.TYPE, terms.PREF_LABEL, terms.ALT_LABEL, terms.SUBJECT, terms.PREDICATE, terms.OBJECT),
    *(terms.IDENTIFIER, terms.TITLE),
    *(terms.kg(name) for name in ("agent", "relation", "patient")),
    *(
        terms.kg(name)
        for name in ("place", "at", "onBehalfOf", "time", "status", "former", "attributedTo", "confidence", "rule")
    ),
    *(terms.DERIVED_FROM, terms.kg("start"), terms.kg("end"), terms.kg("text")),
    *(terms.kg("timeText"), terms.kg("earliest"), terms.kg("latest")),
)
_RANK = {predicate: rank for rank, predicate in enumerate(_SEQUENCE)}
"""The order in which a person would tell the properties of a subject; others follow by IRI."""


def _order(triple: Triple) -> tuple[object, ...]:
    return _RANK.get(triple.predicate, len(_RANK)), triple.predicate.value, str(triple.object)

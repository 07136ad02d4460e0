"""What may be asked of an export beside its format, and which formats have it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime

from pyoxigraph import Literal

import kg.triples.terms as terms
from kg.errors import ExportError
from kg.parts import Chosen
from kg.records import Fact

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]+")


def _require_iri(name: str, value: str | None) -> None:
    if value is not None and not _IRI.fullmatch(value):
        raise ExportError(f"--{name.replace('_', '-')} {value!r} is no absolute IRI; give one as https://example.org/…")


def moment(text: str) -> Literal:
    """A day as `xsd:date`, or a time with its zone as `xsd:dateTime`.

    Raises:
        ExportError: it is neither.
    """
    try:
        if len(text) == len("2021-03-09"):
            return terms.day(date.fromisoformat(text))
        if datetime.fromisoformat(text).tzinfo is not None:
            return Literal(text, datatype=terms.term(f"{terms.XSD}dateTime"))
    except ValueError:
        pass
    raise ExportError(f"--issued {text!r} is no day; give one as 2021-03-09, or a time as 2021-03-09T12:00:00Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What was asked for."""

    with_ontology: bool = False
    """Whether the terms of the ontology that the file uses are told in it."""
    ontology_base: str | None = None
    """What stands in the place of `https://kg.example/` in the IRIs of the ontology's terms."""

    rdf12: bool = False
    """Whether facts are reifiers of their triples, as in RDF 1.2."""
    fact: str | None = None
    """IRI of the fact that is published."""
    title: str | None = None
    license: str | None = None
    """IRI of the licence under which it is published."""
    creator: str | None = None
    """IRI of who publishes it: an ORCID, a page."""
    issued: str | None = None
    """When it is published: a day, or a time with its zone, ISO 8601."""

    def __post_init__(self) -> None:
        for name in ("ontology_base", "license", "creator"):
            _require_iri(name, getattr(self, name))
        if self.issued is not None:
            moment(self.issued)
        if self.ontology_base and self.ontology_base[-1] not in "/#":
            raise ExportError(f"--ontology-base {self.ontology_base} must end with / or #; add one")

    def require(self, format_: str) -> None:
        """Raise where a format has no use for what was asked.

        Raises:
            ExportError: it has none; the message names the formats that do.
        """
        for field in fields(self):
            if getattr(self, field.name) != field.default and format_ not in UNDERSTOOD[field.name]:
                option = "--" + field.name.replace("_", "-")
                raise ExportError(
                    f"{format_} has no {option}; leave it out, or use {', '.join(UNDERSTOOD[field.name])}"
                )


NOTHING = Wishes()
READABLE = ("turtle", "ntriples", "jsonld", "rdfxml")
PUBLISHED = ("void", "nanopub")
UNDERSTOOD: Mapping[str, tuple[str, ...]] = {
    "with_ontology": READABLE,
    "ontology_base": READABLE,
    "rdf12": ("turtle", "ntriples"),
    "fact": ("nanopub",),
    "title": PUBLISHED,
    "license": PUBLISHED,
    "creator": PUBLISHED,
    "issued": PUBLISHED,
}
"""What may be asked → the formats that have it."""


class Options(Chosen, total=False):
    """Keywords of `Graph.export`: which part, and what of `Wishes`."""

    with_ontology: bool
    ontology_base: str | None
    rdf12: bool
    fact: str | Fact | None
    title: str | None
    license: str | None
    creator: str | None
    issued: str | None

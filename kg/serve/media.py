"""Which form of an answer somebody wants, and what it looks like in that form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from kg.store.answering import Answer

RESULTS: Mapping[str, ox.QueryResultsFormat] = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "application/xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
GRAPHS: Mapping[str, ox.RdfFormat] = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "text/plain": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/json": ox.RdfFormat.JSON_LD,
    "application/trig": ox.RdfFormat.TRIG,
}
FORMS: Mapping[str, Sequence[str]] = {
    "solutions": [*RESULTS, "text/html"],
    "boolean": ["application/sparql-results+json", "application/json", "application/sparql-results+xml",
                "application/xml", "text/csv", "text/tab-separated-values", "text/html"],
    "triples": list(GRAPHS),
}  # fmt: skip
"""The forms of each kind of answer, the one that is meant when none is asked for first."""


@dataclass(frozen=True, slots=True)
class Range:
    """One part of an `Accept` header (RFC 9110, 12.5.1)."""

    media: str
    quality: float

    def fits(self, form: str) -> bool:
        """Whether it admits a form."""
        return self.media in {form, "*/*"} or (self.media.endswith("/*") and form.startswith(self.media[:-1]))


def chosen(accept: str, forms: Sequence[str]) -> str | None:
    """The form that is wanted most, of equals the first of ours; None if none of them is wanted.

    >>> chosen("text/csv;q=0.5, application/*", ["text/csv", "application/json"])
    'application/json'
    """
    ranges = [_range(part) for part in accept.split(",") if part.strip()] or [Range("*/*", 1)]
    weighed = [(_weight(form, ranges), -place, form) for place, form in enumerate(forms)]
    quality, _, form = max(weighed)
    return form if quality > 0 else None


def _range(text: str) -> Range:
    media, *parameters = (part.strip().lower() for part in text.split(";"))
    given = dict(part.split("=", 1) for part in parameters if "=" in part)
    try:
        return Range(media, float(given.get("q", "1")))
    except ValueError:
        return Range(media, 0)


def _weight(form: str, ranges: Sequence[Range]) -> float:
    """That of the most exact range which admits it."""
    fitting = [(each.media != "*/*", not each.media.endswith("/*"), each.quality) for each in ranges if each.fits(form)]
    return max(fitting)[2] if fitting else 0


def as_it_is(answer: Answer, form: str) -> bool:
    """Whether an answer is in a form already."""
    return answer.kind != "triples" and RESULTS.get(form) == ox.QueryResultsFormat.JSON


def written(answer: Answer, form: str, prefixes: Mapping[str, str]) -> bytes:
    """An answer in a form."""
    if answer.kind == "triples":
        triples = ox.parse(answer.payload, format=ox.RdfFormat.N_TRIPLES)
        known = {name: iri for name, iri in prefixes.items() if name}
        return ox.serialize(triples, format=GRAPHS[form], prefixes=known) or b""
    if as_it_is(answer, form):
        return answer.payload
    results = ox.parse_query_results(answer.payload, format=ox.QueryResultsFormat.JSON)
    return results.serialize(format=RESULTS[form]) or b""

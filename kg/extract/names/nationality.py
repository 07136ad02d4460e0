"""The country of a word of nationality; of one that several countries share, the one that the document names."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.reading import Reading
from kg.ontology import Entry


def country_of(reading: Reading, word: str) -> Entry | None:
    """The country or region of "Afghan"; that of "Dominican" only where the document names it or a place in it."""
    gazetteer = reading.ontology.gazetteer
    entry = gazetteer.demonym(word)
    if entry is not None or not gazetteer.sharing(word):
        return entry
    around = set(_named(reading))
    found = [each for each in gazetteer.sharing(word) if each.key in around]
    return found[0] if len(found) == 1 else None


def _named(reading: Reading) -> Iterator[str]:
    """The keys of the countries whose name, or that of a place in them, the document has."""
    for name in reading.view.names:
        entry = reading.ontology.gazetteer.find(reading.text_of(name.first, name.last))
        if entry is not None and reading.ontology.is_a(entry.cls, "Place"):
            yield entry.country or entry.key

"""The country of a word of nationality; of one that several countries share, the one that the document names."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.reading import Reading
from kg.language.grammar import Node
from kg.ontology import Entry

HYPHEN, PREFIXED = "-", 2


def country_of(reading: Reading, word: str) -> Entry | None:
    """The country or region of "Afghan"; that of "Dominican" only where the document names it or a place in it."""
    gazetteer = reading.ontology.gazetteer
    entry = gazetteer.demonym(word)
    if entry is not None or not gazetteer.sharing(word):
        return entry
    around = set(_named(reading))
    found = [each for each in gazetteer.sharing(word) if each.key in around]
    return found[0] if len(found) == 1 else None


def is_other(reading: Reading, word: Node) -> bool:
    """True for an adjective of nationality that says something else: of descent, of a language, against a country.

    "the ethnic [Albanian] province", "an [Indian]-American scientist", "the [French] language school", "non-[British]".
    """
    nodes, words = reading.view.nodes, reading.words
    if word.lemma.lower() in words("compass"):
        return True  # "the [Western] District of New York"
    if word.i and nodes[word.i - 1].lemma in words("of-descent"):
        return True
    if word.i >= PREFIXED and nodes[word.i - 1].text == HYPHEN and nodes[word.i - 2].lemma in words("against-prefix"):
        return True
    behind = nodes[word.i + 1 : word.i + 3]
    if behind and behind[0].text == HYPHEN:
        return behind[-1].text in words("settlers") or behind[-1].lemma in words("of-language")
    return bool(behind) and behind[0].lemma in words("of-language")


def _named(reading: Reading) -> Iterator[str]:
    """The keys of the countries whose name, or that of a place in them, the document has."""
    for name in reading.view.names:
        entry = reading.ontology.gazetteer.find(reading.text_of(name.first, name.last))
        if entry is not None and reading.ontology.is_a(entry.cls, "Place"):
            yield entry.country or entry.key

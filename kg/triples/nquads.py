"""Terms as they stand in N-Quads. A document has a thousand quads, and each costs far less as text than as an object.

What is written here is what `kg.triples.terms` makes, letter for letter.
"""

from __future__ import annotations

import re
from functools import cache

from pyoxigraph import NamedNode

import kg.triples.terms as terms

_BARE = re.compile(r'[^\x00-\x1f"\\\x7f-\x9f\ud800-\udfff\ufffe\uffff]*')
"""What stands in a string as it is."""


def plain(text: str) -> str:
    r"""A code, key or identifier.

    >>> plain('"Doha"')
    '"\\"Doha\\""'
    """
    return f'"{text}"' if _BARE.fullmatch(text) else str(terms.plain(text))


def words(text: str) -> str:
    """Words of a document, tagged with their language."""
    return f"{plain(text)}@{terms.LANGUAGE}"


def number(value: int) -> str:
    """A whole number.

    >>> number(12)
    '"12"^^<http://www.w3.org/2001/XMLSchema#integer>'
    """
    return f'"{value}"^^<{terms.XSD}integer>'


@cache
def kg(name: str) -> str:
    """The term `kg:name` of the ontology."""
    return str(terms.kg(name))


@cache
def term(node: NamedNode) -> str:
    """One of few terms, such as a property or a class."""
    return str(node)


TRUE = str(terms.TRUE)
TYPE, PREDICATE = str(terms.TYPE), str(terms.PREDICATE)
DERIVED_FROM, PART_OF = str(terms.DERIVED_FROM), str(terms.PART_OF)
IDENTIFIER, TITLE, ISSUED = str(terms.IDENTIFIER), str(terms.TITLE), str(terms.ISSUED)
SOURCE, CREATOR, IN_LANGUAGE = str(terms.SOURCE), str(terms.CREATOR), str(terms.IN_LANGUAGE)

"""Turtle in `ontology/` -> one frozen `Ontology`: all that the extractor knows about the world.

    classes.ttl     classes of participants, facts and documents
    relations.ttl   relations with domain, range, event class, PLOVER and CAMEO notations
    frames*.ttl     how words evoke relations: trigger lemmas and grammatical slots
    roles.ttl       nouns that tie a person or organization to another: president, spokesman, wife
    lexicon.ttl     status cues, reporting verbs, nouns of persons, groups and places
    gazetteer.ttl   countries, cities, organizations: names, demonyms, what lies where

Nothing here knows spaCy or any text; the extractor interprets what stands in these files.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from kg import resources
from kg.ontology.gazetteer import Entry, Gazetteer, fold_name
from kg.ontology.model import (
    BASE,
    COARSE,
    GAZETTEER,
    KG,
    PREFIXES,
    Cue,
    Echo,
    Example,
    Frame,
    Ontology,
    Pattern,
    Role,
)
from kg.ontology.schema import OntologyClass, Relation
from kg.ontology.turtle import local, read

__all__ = [
    "BASE",
    "COARSE",
    "GAZETTEER",
    "KG",
    "PREFIXES",
    "Cue",
    "Echo",
    "Entry",
    "Example",
    "Frame",
    "Gazetteer",
    "Ontology",
    "OntologyClass",
    "Pattern",
    "Relation",
    "Role",
    "fold_name",
    "load",
    "local",
    "read",
]

VOCABULARY = ("shapes.ttl",)
"""Files beside the ontology that are not part of it."""


def load(paths: Sequence[Path] | None = None) -> Ontology:
    """Reads the ontology (the bundled one when `paths` is None); the result is cached.

    Raises:
        OntologyError: a file is missing or malformed, or names something that is not declared.
    """
    return _load(tuple(paths) if paths is not None else bundled())


def bundled() -> tuple[Path, ...]:
    """The ontology files that ship with `kg`, sorted."""
    files = resources.directory("ontology").glob("*.ttl")
    return tuple(sorted(path for path in files if path.name not in VOCABULARY))


@cache
def _load(paths: tuple[Path, ...]) -> Ontology:
    return read(paths)

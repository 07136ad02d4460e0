"""Turtle in `ontology/` -> one frozen `Ontology`: all that the extractor knows about the world.

    classes.ttl     classes of participants, facts and documents
    relations.ttl   relations with domain, range, event class, PLOVER and CAMEO notations
    frames*.ttl     how words evoke relations: trigger lemmas and grammatical slots
    roles.ttl       nouns that tie a person or organization to another: president, spokesman, wife
    lexicon.ttl     status cues, reporting verbs, nouns of persons, groups and places
    gazetteer.ttl   countries, cities, organizations: names, demonyms, what lies where

A user's own files add to these or stand in their place: see `files`. Nothing here
knows spaCy or any text; the extractor interprets what stands in these files.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg import plugins, resources
from kg.errors import OntologyError
from kg.ontology.files import local, read_file
from kg.ontology.gazetteer import Entry, Gazetteer, fold_name
from kg.ontology.model import (
    COARSE,
    Cue,
    Echo,
    Example,
    Frame,
    Ontology,
    Pattern,
    Role,
    Source,
)
from kg.ontology.namespaces import BASE, GAZETTEER, KG, PREFIXES, SKOS
from kg.ontology.schema import OntologyClass, Relation
from kg.ontology.turtle import read
from kg.ontology.writing import statements as _statements
from kg.ontology.writing import turtle as _turtle

if TYPE_CHECKING:
    from pyoxigraph import Triple

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
    "Source",
    "bundled",
    "chosen",
    "fold_name",
    "load",
    "local",
    "packs",
    "read",
    "statements",
    "turtle",
]

VOCABULARY = ("shapes.ttl",)
"""Files beside the ontology that are not part of it."""


Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]


BUNDLED = "bundled"
"""What to write for the ontology that ships with `kg`, and nothing else."""


def load(own: Paths = (), *, gazetteer: Paths = ()) -> Ontology:
    """Reads the bundled ontology, with what a user adds to it; the result is cached.

    Args:
        own: files of Turtle, folders of them, names of packs (`packs`) or of installed ontologies (entry points
            `kg.ontologies`), or one of these; `bundled` adds nothing.
        gazetteer: the same, for files that list names.

    Raises:
        OntologyError: a file is missing or malformed, or names something that is not declared.
    """
    ours = bundled()
    found = dict.fromkeys(path for each in (*_listed(own), *_listed(gazetteer)) for path in _found(each))
    for path in (path for each in _listed(gazetteer) for path in _found(each)):
        if not any(predicate == SKOS + "prefLabel" for _, predicate, _ in read_file(path, bundled=False).triples):
            raise OntologyError(f"{path.name} lists no names; give each entry a class and a skos:prefLabel")
    return _load(ours, tuple((path, path.stat().st_mtime_ns) for path in found if path not in ours))


def chosen(ontology: Ontology | Paths | None, gazetteer: Paths) -> Ontology | None:
    """The ontology that was asked for, by itself or by its files; None if nothing was.

    Raises:
        OntologyError: a gazetteer beside an ontology that is read already, or what `load` raises.
    """
    if isinstance(ontology, Ontology):
        if gazetteer:
            raise OntologyError("give the gazetteer where the ontology is loaded: kg.ontology.load(…, gazetteer=…)")
        return ontology
    if ontology is None and not gazetteer:
        return None
    return load(ontology or (), gazetteer=gazetteer)


def turtle(ontology: Ontology) -> bytes:
    """The whole ontology as one file of Turtle, to be edited and read in place of the bundled one."""
    return _turtle(ontology, bundled=bundled())


def statements(ontology: Ontology) -> Mapping[str, list[Triple]]:
    """IRI of each class, property, datatype and status → what the ontology tells readers of it."""
    return _statements(ontology, bundled=bundled())


def bundled() -> tuple[Path, ...]:
    """The ontology files that ship with `kg`, sorted."""
    files = resources.directory("ontology").glob("*.ttl")
    return tuple(sorted(path for path in files if path.name not in VOCABULARY))


def packs() -> dict[str, Path]:
    """Ontologies that ship with `kg` for special texts, by name: `broadcasts` for monitored press and radio."""
    return {path.stem: path for path in sorted((resources.directory("ontology") / "packs").glob("*.ttl"))}


@lru_cache(maxsize=16)
def _load(ours: tuple[Path, ...], own: tuple[tuple[Path, int], ...]) -> Ontology:
    """The time of its last change stands beside each file: one that was edited is read again."""
    return read([path for path, _ in own], bundled=ours)


def _listed(paths: Paths) -> list[str | os.PathLike[str]]:
    return [paths] if isinstance(paths, str | os.PathLike) else list(paths)


def _found(given: str | os.PathLike[str]) -> list[Path]:
    """The files behind a path or the name of an installed ontology."""
    path = Path(given)
    if str(given) == BUNDLED and not path.exists():
        return []
    if not path.exists() and str(given) in packs():
        path = packs()[str(given)]
    elif not path.exists() and str(given) in plugins.names(plugins.ONTOLOGIES):
        path = _installed(str(given))
    if path.is_dir():
        files = sorted(file for file in path.glob("*.ttl") if file.name not in VOCABULARY)
        if not files:
            raise OntologyError(f"{path} holds no .ttl files; name a folder or file of Turtle")
        return [file.resolve() for file in files]
    if not path.is_file():
        known = ", ".join([*packs(), *plugins.names(plugins.ONTOLOGIES)])
        raise OntologyError(f"no ontology at {path}; name a .ttl file, a folder, or one that is installed ({known})")
    return [path.resolve()]


def _installed(name: str) -> Path:
    """The folder or file of an installed ontology: that of a package, or the path that it names."""
    offered = plugins.load(plugins.ONTOLOGIES, name, error=OntologyError)
    if isinstance(offered, str | os.PathLike):
        return Path(offered)
    if file := getattr(offered, "__file__", None):
        return Path(file).parent
    raise OntologyError(f"the installed ontology {name!r} is neither a package nor a path; tell its authors")

"""Turtle files -> `Ontology`; every name that a file uses must be declared in one of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import MappingProxyType

from kg.errors import OntologyError
from kg.ontology import declarations
from kg.ontology.checks import check
from kg.ontology.files import Merged, TurtleFile, local, read_file
from kg.ontology.gazetteer import Entry, Gazetteer, HeldName
from kg.ontology.model import Ontology, Source
from kg.ontology.namespaces import GAZETTEER, KG, OWL, PREFIXES
from kg.ontology.schema import OntologyClass, Relation
from kg.ontology.terms import Turtle


def read(paths: Sequence[Path], *, bundled: Iterable[Path] = ()) -> Ontology:
    """Reads and checks files.

    Args:
        paths: the user's files, or all there are.
        bundled: those that ship with `kg`; the others add to them, or stand in their place.

    Raises:
        OntologyError: a file is missing or malformed, or names something that is not declared.
    """
    files = [read_file(path, bundled=True) for path in bundled] + [read_file(path, bundled=False) for path in paths]
    if not files:
        raise OntologyError("no ontology files found; reinstall kg or pass the folder that holds them")
    merged = Merged(files)
    turtle = Turtle(merged)
    check(merged, classes=turtle.classes, relations=turtle.relations, entries=turtle.entries)
    return _ontology(turtle, merged)


def _ontology(turtle: Turtle, merged: Merged) -> Ontology:
    classes = {c.name: c for c in (_class(turtle, s) for s in turtle.classes)}
    own = tuple(Source(file.path.name, file.data) for file in merged.own)
    return Ontology(
        classes=MappingProxyType(classes),
        relations=MappingProxyType({r.name: r for r in (_relation(turtle, s) for s in turtle.relations)}),
        frames=tuple(declarations.frame(turtle, s) for s in merged.subjects("Frame")),
        roles=tuple(declarations.role(turtle, s) for s in merged.subjects("Role")),
        patterns=tuple(declarations.pattern(turtle, s) for s in merged.subjects("Pattern")),
        cues=tuple(declarations.cue(turtle, s) for s in merged.subjects("Cue")),
        echoes=tuple(declarations.echo(turtle, s) for s in merged.subjects("Echo")),
        words=MappingProxyType(declarations.words(turtle)),
        gazetteer=Gazetteer(MappingProxyType({e.key: e for e in (_entry(turtle, s, classes) for s in turtle.entries)})),
        version=next((turtle.one(s, "versionInfo") for s in merged.of if turtle.values(s, "versionInfo")), "0"),
        digest=_digest(merged.files),
        own=own,
        iris=MappingProxyType(
            {local(iri): iri for iri in (*turtle.classes, *turtle.relations) if not iri.startswith(KG)}
        ),
        prefixes=MappingProxyType(_prefixes(merged)),
    )


def _digest(files: Iterable[TurtleFile]) -> str:
    """It depends on what the files say, not on how they are called or how their lines end."""
    digests = sorted(Source(file.path.name, file.data).digest for file in files)
    return hashlib.sha256("\n".join(digests).encode()).hexdigest()


def _prefixes(merged: Merged) -> dict[str, str]:
    """The prefixes of the user's files for namespaces that have none; a name that is taken stays what it is."""
    taken = {space for file in merged.files if file.bundled for space in file.prefixes.values()}
    taken.update(PREFIXES.values())
    found: dict[str, str] = {}
    for file in merged.own:
        for name, space in file.prefixes.items():
            if name and name not in {*PREFIXES, "fact", "doc"} and space not in taken:
                found.setdefault(name, space)
    return found


def _class(turtle: Turtle, s: str) -> OntologyClass:
    parents = tuple(local(v) for v in turtle.values(s, "subClassOf") if v in turtle.classes)
    return OntologyClass(
        local(s),
        turtle.one(s, "label"),
        turtle.one(s, "comment"),
        parents,
        tuple(turtle.values(s, "notation")),
        tuple(turtle.values(s, "trait")),
        nationality=local(turtle.one(s, "nationality")) or None,
        home=local(turtle.one(s, "home")) or None,
        position=local(turtle.one(s, "positionRelation")) or None,
        belonging=local(turtle.one(s, "belonging")) or None,
        planned=tuple(turtle.values(s, "plannedNotation")),
        mode=turtle.one(s, "ploverMode") or None,
    )


def _relation(turtle: Turtle, s: str) -> Relation:
    types = turtle.merged.types(s)
    event, domain, range_ = turtle.one(s, "eventClass"), turtle.one(s, "domain"), turtle.one(s, "range")
    literal = OWL + "DatatypeProperty" in types
    subjects, objects = turtle.locals(s, "subjectClass"), turtle.locals(s, "objectClass")
    return Relation(
        name=local(s),
        label=turtle.one(s, "label") or local(s),
        comment=turtle.one(s, "comment"),
        domain=local(domain) or (subjects[0] if len(subjects) == 1 else "Entity"),
        range=local(range_) or ("" if literal else (objects[0] if len(objects) == 1 else "Entity")),
        subject_classes=subjects or (local(domain) or "Entity",),
        object_classes=objects or (() if literal else (local(range_) or "Entity",)),
        symmetric=OWL + "SymmetricProperty" in types,
        counterpart=turtle.one(s, "counterpart") == "true",
        literal_object=literal,
        event_class=local(event) if event else None,
        parents=tuple(local(v) for v in turtle.values(s, "subPropertyOf") if v in turtle.relations),
        notations=tuple(turtle.values(event, "notation")) if event else (),
        below=local(turtle.one(s, "below")) or None,
        origin=turtle.one(s, "origin") == "true",
        widens=turtle.one(s, "widens") == "true",
        at_home=turtle.one(s, "atHome") == "true",
        unnamed=turtle.one(s, "unnamed") == "true",
        place_relation=local(turtle.one(s, "placeRelation")) or None,
        least_score=float(turtle.one(s, "leastScore", "inf")),
    )


def _entry(turtle: Turtle, s: str, classes: dict[str, OntologyClass]) -> Entry:
    cls = next(local(t) for t in turtle.values(s, "type") if local(t) in classes)

    def other(predicate: str) -> str | None:
        iri = turtle.one(s, predicate)
        return turtle.keys.get(iri, local(iri)) or None

    key = turtle.keys[s]
    return Entry(
        key=key,
        cls=cls,
        name=turtle.one(s, "prefLabel"),
        aliases=tuple(turtle.values(s, "altLabel")),
        hidden=tuple(turtle.values(s, "hiddenLabel")),
        demonyms=tuple(turtle.values(s, "demonym") + turtle.values(s, "demonymPlural")),
        country=other("country"),
        part_of=other("partOf") or other("locatedIn"),
        capital=other("capital"),
        shared=frozenset(turtle.values(s, "sharedName")),
        clues=tuple(turtle.values(s, "clue")),
        held=tuple(sorted((_held(turtle, node) for node in turtle.values(s, "heldName")), key=str)),
        code=turtle.one(s, "code"),
        letter=turtle.one(s, "partyLetter"),
        former=turtle.one(s, "former") == "true",
        since=_year(turtle, s, "since"),
        until=_year(turtle, s, "until"),
        iri=None if s == GAZETTEER + key else s,
    )


def _held(turtle: Turtle, node: str) -> HeldName:
    return HeldName(turtle.one(node, "name"), _year(turtle, node, "since"), _year(turtle, node, "until"))


def _year(turtle: Turtle, s: str, predicate: str) -> int | None:
    text = turtle.one(s, predicate)
    try:
        return int(text) if text else None
    except ValueError as error:
        problem = f'{turtle.merged.short(s)} has kg:{predicate} {text!r}, which is no year; write "2021"^^xsd:gYear'
        raise turtle.merged.error(s, problem, text) from error

"""Turtle files -> `Ontology`; every name that a file uses must be declared in one of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from kg.errors import OntologyError
from kg.ontology.checks import below_entity, check
from kg.ontology.files import Merged, TurtleFile, local, read_file, term_id
from kg.ontology.gazetteer import Entry, Gazetteer
from kg.ontology.model import (
    GAZETTEER,
    KG,
    OWL,
    PREFIXES,
    RDF,
    RDFS,
    ROLE_PREPOSITIONS,
    SKOS,
    Cue,
    Echo,
    Example,
    Frame,
    Ontology,
    Pattern,
    Role,
    Source,
)
from kg.ontology.schema import OntologyClass, Relation

PREDICATES = {
    "label": RDFS + "label",
    "comment": RDFS + "comment",
    "domain": RDFS + "domain",
    "range": RDFS + "range",
    "subClassOf": RDFS + "subClassOf",
    "subPropertyOf": RDFS + "subPropertyOf",
    "type": RDF + "type",
    "notation": SKOS + "notation",
    "prefLabel": SKOS + "prefLabel",
    "altLabel": SKOS + "altLabel",
    "hiddenLabel": SKOS + "hiddenLabel",
    "versionInfo": OWL + "versionInfo",
}
"""Short names of the predicates that are not ours; all others are looked up under `kg:`."""


class _Turtle:
    """The merged triples, asked by the local names of properties."""

    def __init__(self, merged: Merged) -> None:
        self.merged = merged
        self.classes = sorted(s for s in merged.of if OWL + "Class" in merged.types(s) and not s.startswith("_:"))
        self.relations = sorted(_relations(merged))
        entries = (s for s in merged.of if self.values(s, "prefLabel") and not merged.disabled(s))
        below = below_entity(merged, self.classes)
        self.entries = [s for s in entries if not s.startswith("_:") and merged.types(s) & below]
        self.keys = _keys(merged, {s: self.values(s, "prefLabel")[0] for s in self.entries})

    def values(self, subject: str, predicate: str) -> list[str]:
        found = self.merged.of.get(subject, {}).get(PREDICATES.get(predicate, KG + predicate), [])
        return sorted({term_id(o) for o in found})

    def locals(self, subject: str, predicate: str) -> tuple[str, ...]:
        return tuple(local(value) for value in self.values(subject, predicate))

    def one(self, subject: str, predicate: str, default: str = "") -> str:
        found = self.values(subject, predicate)
        if len(found) > 1:
            name = self.merged.short(subject)
            raise self.merged.error(
                subject, f"{name} has {len(found)} values of {local(predicate)}; keep one", found[1]
            )
        return found[0] if found else default


def _relations(merged: Merged) -> set[str]:
    """Relations are the properties that declare what the extractor accepts, or that something evokes."""
    evoked = {term_id(o) for po in merged.of.values() for o in po.get(KG + "evokes", ())}
    properties = {OWL + "ObjectProperty", OWL + "DatatypeProperty", OWL + "SymmetricProperty"}
    return {
        s
        for s, po in merged.of.items()
        if merged.types(s) & properties and (KG + "subjectClass" in po or s in evoked) and not s.startswith("_:")
    }


def _keys(merged: Merged, names: Mapping[str, str]) -> dict[str, str]:
    """IRI of a gazetteer entry → its key: the local name of a bundled one, the name itself of a user's."""
    keys = {iri: local(iri) for iri in names if merged.home[iri].bundled}
    taken = set(keys.values())
    for iri, name in names.items():
        if iri not in keys:
            readable = local(iri).replace("_", " ").split(" (")[0].rstrip(".") == name.rstrip(".")
            key = local(iri) if readable else name.replace(" ", "_")
            keys[iri] = key if key not in taken else f"{key}_({local(iri)})"
            taken.add(keys[iri])
    return keys


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
    turtle = _Turtle(merged)
    check(merged, classes=turtle.classes, relations=turtle.relations, entries=turtle.entries)
    return _ontology(turtle, merged)


def _ontology(turtle: _Turtle, merged: Merged) -> Ontology:
    classes = {c.name: c for c in (_class(turtle, s) for s in turtle.classes)}
    own = tuple(Source(file.path.name, file.data) for file in merged.own)
    return Ontology(
        classes=MappingProxyType(classes),
        relations=MappingProxyType({r.name: r for r in (_relation(turtle, s) for s in turtle.relations)}),
        frames=tuple(_frame(turtle, s) for s in merged.subjects("Frame")),
        roles=tuple(_role(turtle, s) for s in merged.subjects("Role")),
        patterns=tuple(_pattern(turtle, s) for s in merged.subjects("Pattern")),
        cues=tuple(_cue(turtle, s) for s in merged.subjects("Cue")),
        echoes=tuple(_echo(turtle, s) for s in merged.subjects("Echo")),
        words=MappingProxyType(_words(turtle)),
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


def _class(turtle: _Turtle, s: str) -> OntologyClass:
    parents = tuple(local(v) for v in turtle.values(s, "subClassOf") if v in turtle.classes)
    return OntologyClass(
        local(s),
        turtle.one(s, "label"),
        turtle.one(s, "comment"),
        parents,
        tuple(turtle.values(s, "notation")),
        tuple(turtle.values(s, "trait")),
        *(local(turtle.one(s, name)) or None for name in ("nationality", "home", "positionRelation", "belonging")),
    )


def _relation(turtle: _Turtle, s: str) -> Relation:
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
    )


def _frame(turtle: _Turtle, s: str) -> Frame:
    status = turtle.one(s, "sets")
    return Frame(
        name=local(s),
        relation=local(turtle.one(s, "evokes")),
        pos=turtle.one(s, "pos"),
        triggers=tuple(turtle.values(s, "trigger")),
        subject=turtle.one(s, "subject"),
        object=turtle.one(s, "object"),
        reciprocal=turtle.one(s, "reciprocal") == "true",
        status=local(status).lower() if status else None,
        subject_classes=turtle.locals(s, "subjectClass"),
        object_classes=turtle.locals(s, "objectClass"),
        named=turtle.one(s, "namedObject") == "true",
        requires=tuple(turtle.values(s, "requires")),
        named_subject=turtle.one(s, "namedSubject") == "true",
        one_party=turtle.one(s, "oneParty") == "true",
        agent_alone=turtle.one(s, "agentAlone") == "true",
        examples=_examples(turtle, s),
    )


def _role(turtle: _Turtle, s: str) -> Role:
    relation = turtle.one(s, "evokes")
    prepositions = tuple(turtle.one(s, "prepositions").split())
    return Role(
        name=local(s),
        lemmas=tuple(turtle.values(s, "lemma")),
        relation=local(relation) if relation else None,
        inverse=turtle.one(s, "inverse") == "true",
        bearer=local(turtle.one(s, "bearer", KG + "Person")),
        position=turtle.one(s, "position", "true") == "true",
        prepositions=prepositions or ROLE_PREPOSITIONS,
        classes=turtle.locals(s, "objectClass"),
        examples=_examples(turtle, s),
        generic=turtle.one(s, "generic") == "true",
    )


def _pattern(turtle: _Turtle, s: str) -> Pattern:
    return Pattern(
        name=local(s),
        relation=local(turtle.one(s, "evokes")),
        link=turtle.one(s, "link"),
        subject_classes=turtle.locals(s, "subjectClass"),
        object_classes=turtle.locals(s, "objectClass"),
        examples=_examples(turtle, s),
        nests=turtle.one(s, "nests") == "true",
    )


def _examples(turtle: _Turtle, s: str) -> tuple[Example, ...]:
    nodes = turtle.values(s, "example")
    return tuple(sorted((Example(turtle.one(e, "text"), tuple(turtle.values(e, "expects"))) for e in nodes), key=str))


def _cue(turtle: _Turtle, s: str) -> Cue:
    return Cue(tuple(turtle.values(s, "word")), turtle.one(s, "scope"), local(turtle.one(s, "sets")).lower())


def _echo(turtle: _Turtle, s: str) -> Echo:
    return Echo(
        words=tuple(turtle.values(s, "word")),
        relation=local(turtle.one(s, "evokes")),
        announced=turtle.locals(s, "whenAnnounced"),
        yields=local(turtle.one(s, "yieldsTo")) or None,
    )


def _words(turtle: _Turtle) -> dict[str, frozenset[str]]:
    """Word classes: `kg:Words` nodes name a class of the ontology or a grammatical set in `kg:of`."""
    words: dict[str, set[str]] = {}
    for s in turtle.merged.subjects("Words"):
        for name in turtle.values(s, "of"):
            words.setdefault(local(name), set()).update(turtle.values(s, "word"))
    return {name: frozenset(found) for name, found in words.items()}


def _entry(turtle: _Turtle, s: str, classes: dict[str, OntologyClass]) -> Entry:
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
        iri=None if s == GAZETTEER + key else s,
    )

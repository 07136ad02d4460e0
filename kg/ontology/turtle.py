"""Turtle files -> `Ontology`; every name that a file uses must be declared in one of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import MappingProxyType

import pyoxigraph as ox

from kg.errors import OntologyError
from kg.ontology.gazetteer import Entry, Gazetteer
from kg.ontology.model import (
    GAZETTEER,
    KG,
    OWL,
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
)
from kg.ontology.schema import OntologyClass, Relation, undeclared

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
    "versionInfo": OWL + "versionInfo",
}
"""Short names of the predicates that are not ours; all others are looked up under `kg:`."""

STATUSES = ("asserted", "planned", "hypothetical", "negated")


class _Turtle:
    """The triples of several files, indexed by subject."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self.of: dict[str, dict[str, list[ox.NamedNode | ox.BlankNode | ox.Literal]]] = {}
        for path in paths:
            self._read(path)

    def _read(self, path: Path) -> None:
        try:
            data = path.read_bytes()
            # Blank node labels are local to a file; renaming keeps those of two files apart.
            for quad in ox.parse(data, format=ox.RdfFormat.TURTLE, rename_blank_nodes=True):
                subject, obj = quad.subject, quad.object
                if isinstance(subject, ox.Triple) or isinstance(obj, ox.Triple):
                    raise OntologyError(f"{path.name}: quoted triples are not part of the ontology; remove them")
                self.of.setdefault(_id(subject), {}).setdefault(quad.predicate.value, []).append(obj)
        except OSError as error:
            raise OntologyError(f"cannot read {path}: {error.strerror}; check --ontology") from error
        except SyntaxError as error:
            raise OntologyError(f"{path.name} is not valid Turtle: {error}; mend that line") from error

    def subjects(self, cls: str) -> list[str]:
        return sorted(s for s, po in self.of.items() if any(_id(o) == KG + cls for o in po.get(RDF + "type", ())))

    def values(self, subject: str, predicate: str) -> list[str]:
        found = self.of.get(subject, {}).get(PREDICATES.get(predicate, KG + predicate), [])
        return sorted({_id(o) for o in found})

    def locals(self, subject: str, predicate: str) -> tuple[str, ...]:
        return tuple(local(value) for value in self.values(subject, predicate))

    def one(self, subject: str, predicate: str, default: str = "") -> str:
        found = self.values(subject, predicate)
        if len(found) > 1:
            raise OntologyError(f"{local(subject)} has {len(found)} values of {local(predicate)}; keep one")
        return found[0] if found else default


def _id(term: ox.NamedNode | ox.BlankNode | ox.Literal) -> str:
    return str(term) if isinstance(term, ox.BlankNode) else term.value


def local(iri: str) -> str:
    """The last part of an IRI, behind its last `#` or `/`: `meets` of `kg:meets`."""
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def read(paths: Sequence[Path]) -> Ontology:
    """Reads and checks the files.

    Raises:
        OntologyError: a file is missing or malformed, or names something that is not declared.
    """
    if not paths:
        raise OntologyError("no ontology files found; reinstall kg or pass the folder that holds them")
    turtle = _Turtle(paths)
    classes = {c.name: c for c in (_class(turtle, s) for s in _owl_classes(turtle))}
    relations = {r.name: r for r in (_relation(turtle, s) for s in _properties(turtle))}
    ontology = Ontology(
        classes=MappingProxyType(classes),
        relations=MappingProxyType(relations),
        frames=tuple(_frame(turtle, s) for s in turtle.subjects("Frame")),
        roles=tuple(_role(turtle, s) for s in turtle.subjects("Role")),
        patterns=tuple(_pattern(turtle, s) for s in turtle.subjects("Pattern")),
        cues=tuple(_cue(turtle, s) for s in turtle.subjects("Cue")),
        echoes=tuple(_echo(turtle, s) for s in turtle.subjects("Echo")),
        words=MappingProxyType(_words(turtle)),
        gazetteer=Gazetteer(MappingProxyType(_gazetteer(turtle, classes))),
        version=next((turtle.one(s, "versionInfo") for s in turtle.of if turtle.values(s, "versionInfo")), "0"),
        digest=hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest(),
    )
    _check(ontology)
    return ontology


def _owl_classes(turtle: _Turtle) -> list[str]:
    return sorted(s for s in turtle.of if s.startswith(KG) and OWL + "Class" in turtle.values(s, "type"))


def _properties(turtle: _Turtle) -> list[str]:
    """Relations are the properties that declare what the extractor accepts as subject."""
    return sorted(s for s in turtle.of if s.startswith(KG) and turtle.values(s, "subjectClass"))


def _class(turtle: _Turtle, s: str) -> OntologyClass:
    parents = tuple(local(v) for v in turtle.values(s, "subClassOf") if v.startswith(KG))
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
    types = turtle.values(s, "type")
    event = turtle.one(s, "eventClass")
    return Relation(
        name=local(s),
        label=turtle.one(s, "label"),
        comment=turtle.one(s, "comment"),
        domain=local(turtle.one(s, "domain")),
        range=local(turtle.one(s, "range")),
        subject_classes=turtle.locals(s, "subjectClass"),
        object_classes=turtle.locals(s, "objectClass"),
        symmetric=OWL + "SymmetricProperty" in types,
        counterpart=turtle.one(s, "counterpart") == "true",
        literal_object=OWL + "DatatypeProperty" in types,
        event_class=local(event) if event else None,
        parents=tuple(local(v) for v in turtle.values(s, "subPropertyOf") if v.startswith(KG)),
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
    for s in turtle.subjects("Words"):
        for name in turtle.values(s, "of"):
            words.setdefault(local(name), set()).update(turtle.values(s, "word"))
    return {name: frozenset(found) for name, found in words.items()}


def _gazetteer(turtle: _Turtle, classes: dict[str, OntologyClass]) -> dict[str, Entry]:
    entries = (
        _entry(turtle, s, classes) for s in turtle.of if s.startswith(GAZETTEER) and turtle.values(s, "prefLabel")
    )
    return {entry.key: entry for entry in entries}


def _entry(turtle: _Turtle, s: str, classes: dict[str, OntologyClass]) -> Entry:
    cls = next((local(t) for t in turtle.values(s, "type") if local(t) in classes), "")
    if not cls:
        raise OntologyError(f"gazetteer entry {local(s)} has no class of the ontology; give it one")

    def other(predicate: str) -> str | None:
        return local(turtle.one(s, predicate)) or None

    return Entry(
        key=local(s),
        cls=cls,
        name=turtle.one(s, "prefLabel"),
        aliases=tuple(turtle.values(s, "altLabel")),
        demonyms=tuple(turtle.values(s, "demonym") + turtle.values(s, "demonymPlural")),
        country=other("country"),
        part_of=other("partOf") or other("locatedIn"),
    )


def _check(ontology: Ontology) -> None:
    """Every frame, role and cue must name things that exist."""
    for frame in ontology.frames:
        _need(frame.relation in ontology.relations, f"frame {frame.name} evokes unknown relation {frame.relation!r}")
        _need(frame.pos in {"verb", "noun", "adjective"}, f"frame {frame.name} has part of speech {frame.pos!r}")
        _need(bool(frame.triggers and frame.subject), f"frame {frame.name} lacks a trigger or a subject slot")
        _need(frame.status in {None, *STATUSES}, f"frame {frame.name} sets unknown status {frame.status!r}")
    for role in ontology.roles:
        _need(role.relation in {None, *ontology.relations}, f"role {role.name} evokes unknown {role.relation!r}")
        _need(bool(role.lemmas), f"role {role.name} has no lemma")
    for pattern in ontology.patterns:
        _need(pattern.relation in ontology.relations, f"pattern {pattern.name} evokes unknown {pattern.relation!r}")
        _need(bool(pattern.link), f"pattern {pattern.name} has no link")
    for echo in ontology.echoes:
        for name in (echo.relation, *echo.announced, *([echo.yields] if echo.yields else [])):
            _need(name in ontology.relations, f"an echo of {echo.words[:1]} names unknown relation {name!r}")
    for cue in ontology.cues:
        _need(cue.status in STATUSES and bool(cue.words), f"a cue with scope {cue.scope!r} lacks words or a status")
    for problem in undeclared(ontology.classes, ontology.relations):
        _need(condition=False, problem=problem)


def _need(condition: bool, problem: str) -> None:
    if not condition:
        raise OntologyError(f"{problem}; declare it in ontology/ or mend the name")

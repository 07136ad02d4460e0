"""What is wrong in a user's Turtle, in one line: file, line, what is unknown, and the nearest name that is known."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from difflib import get_close_matches
from functools import cached_property
from itertools import chain

from kg.errors import OntologyError
from kg.ontology import vocabulary
from kg.ontology.files import TYPE, Merged, local, term_id
from kg.ontology.model import COARSE
from kg.ontology.namespaces import KG, OWL, RDFS, SKOS

CLASS, RELATION, STATUS = "class", "relation", "status"
REFERENCES = {
    "evokes": RELATION,
    "exceptOf": RELATION,
    "whenAnnounced": RELATION,
    "whenSuffered": RELATION,
    "yieldsTo": RELATION,
    "below": RELATION,
    "nationality": RELATION,
    "home": RELATION,
    "positionRelation": RELATION,
    "belonging": RELATION,
    "subjectClass": CLASS,
    "objectClass": CLASS,
    "eventClass": CLASS,
    "bearer": CLASS,
    "sets": STATUS,
    "holdsAs": STATUS,
}
"""Properties of ours whose values are terms of the ontology, and of which kind."""
STATUSES = frozenset(KG + status.capitalize() for status in vocabulary.STATUSES)
NEEDED = frozenset({*COARSE, "Agent", "Entity", "Thing", "Country", "Facility", "Event"})
"""Classes that extraction and storing speak of; whoever replaces `classes.ttl` declares them anew."""
NEEDED_RELATIONS = frozenset({"holdsPosition"})


def check(merged: Merged, *, classes: list[str], relations: list[str], entries: list[str]) -> None:
    """Check all declarations.

    Args:
        merged: the triples.
        classes: IRIs of the classes.
        relations: IRIs of the relations.
        entries: IRIs of the gazetteer entries.

    Raises:
        OntologyError: for the first mistake.
    """
    _Checks(merged, frozenset(classes), frozenset(relations), frozenset(entries)).run()


def below_entity(merged: Merged, classes: Iterable[str]) -> frozenset[str]:
    """The classes whose members can have a name: `kg:Entity` and all below."""
    above = {cls: {term_id(obj) for obj in merged.of[cls].get(RDFS + "subClassOf", ())} for cls in classes}
    found = {KG + "Entity"}
    while more := {cls for cls, parents in above.items() if cls not in found and parents & found}:
        found |= more
    return frozenset(found)


class _Checks:
    """The checks of one set of files; each raises for the first mistake that it finds."""

    def __init__(
        self, merged: Merged, classes: frozenset[str], relations: frozenset[str], entries: frozenset[str]
    ) -> None:
        self.merged = merged
        self.terms = {CLASS: classes, RELATION: relations, STATUS: STATUSES}
        self.entries = entries
        self.properties = {KG + name for name in vocabulary.PROPERTIES}
        self.properties |= {s for s in merged.of if merged.types(s) & _PROPERTY_TYPES}
        self.kinds = {KG + kind for kind in vocabulary.KINDS} | classes
        self.kinds |= {s for s in merged.of if RDFS + "Class" in merged.types(s)}
        self.named = below_entity(merged, classes)
        self.spoken_of = frozenset(merged.spoken_of())

    def run(self) -> None:
        for pattern, found in self.merged.patterns.items():
            if not found:
                shipped = ", ".join(sorted(file.path.name for file in self.merged.files if file.bundled))
                raise OntologyError(f"kg:replaces {pattern!r} names no file that ships with kg; there are {shipped}")
        self._needed()
        self._one_namespace_a_name()
        for subject in sorted(self.merged.of):
            self._known(subject)
        for kind in vocabulary.KINDS:
            for subject in self.merged.subjects(kind):
                self._declaration(kind, subject)
        for subject in sorted(self.terms[RELATION] | self.terms[CLASS]):
            self._term(subject)

    def _needed(self) -> None:
        """Only whoever replaces bundled files can lack what code speaks of."""
        for kind, names in ((CLASS, NEEDED), (RELATION, NEEDED_RELATIONS)):
            for name in sorted(names):
                if KG + name not in self.terms[kind] and self.merged.left_out:
                    files = ", ".join(sorted(self.merged.left_out))
                    raise OntologyError(f"the {kind} kg:{name} is needed and went with {files}; declare it anew")

    def _one_namespace_a_name(self) -> None:
        """Facts, rules and options speak of terms by their local names; so one name is one term."""
        kinds: list[Iterable[str]] = [chain(self.terms[CLASS], self.terms[RELATION]), self.entries]
        kinds += [self.merged.subjects(kind) for kind in ("Frame", "Role", "Pattern")]
        for kind in kinds:
            seen: dict[str, str] = {}
            for iri in sorted(set(kind), key=lambda iri: (not self.merged.home[iri].bundled, iri)):
                if "#" not in iri and "/" not in iri:
                    raise self.merged.error(iri, f"{iri} has no local name; use a namespace that ends in # or /")
                other = seen.setdefault(local(iri), iri)
                if other != iri:
                    problem = f"{self.merged.short(iri)} has the same name as {self.merged.short(other)}"
                    raise self.merged.error(iri, f"{problem}; give it another, or use that one")

    def _known(self, subject: str) -> None:
        """Every type and property in namespaces that we know to the last term is one of them."""
        own = self.merged.of[subject]
        for kind in self.merged.types(subject):
            if kind.startswith((KG, OWL)) and kind not in self.kinds | _OWL_TYPES:
                problem = f"{self._name(subject)} has the unknown type {self.merged.short(kind)!r}"
                raise self._unknown(subject, problem, kind, self.kinds | _OWL_TYPES)
        for predicate in own:
            for space, names in ((KG, self.properties), *_FOREIGN):
                if predicate.startswith(space) and predicate not in names:
                    problem = f"{self._name(subject)} has the unknown property {self.merged.short(predicate)!r}"
                    raise self._unknown(subject, problem, predicate, names)
        if subject in self.spoken_of and TYPE not in own and not self._heads(subject):
            declared = [s for s in self.merged.of if self.merged.types(s)]
            such = "kg:City" if SKOS + "prefLabel" in own else "kg:Frame"
            problem = f"{self.merged.short(subject)} is declared nowhere: give it a type, such as `a {such}`"
            raise self._unknown(subject, problem, subject, declared, or_else="")
        if subject in self.spoken_of:
            self._entry(subject)

    def _entry(self, subject: str) -> None:
        """What has a name is an entry of the gazetteer, and needs a class that is declared."""
        own, types = self.merged.of[subject], self.merged.types(subject)
        name = self.merged.short(subject)
        if types & self.named and SKOS + "prefLabel" not in own:
            raise self.merged.error(subject, f"{name} has no skos:prefLabel; give it its name")
        nameless = (types & self.terms[CLASS]) - self.named - {KG + "Status"}
        if SKOS + "prefLabel" in own and nameless:
            cls = self.merged.short(min(nameless))
            raise self.merged.error(subject, f"{name} is a {cls}, which is no kind of entity; give {cls} a class above")
        speaks = SKOS + "prefLabel" in own or any(predicate.startswith(KG) for predicate in own)
        if types and speaks and not types & (self.kinds | _META):
            wrong = min(types)
            problem = f"{name} has the unknown type {self.merged.short(wrong)!r}"
            raise self._unknown(subject, problem, wrong, self.kinds)

    def _heads(self, subject: str) -> bool:
        """Whether it is the file itself, which may say what it replaces."""
        return KG + "replaces" in self.merged.of[subject]

    def _declaration(self, kind: str, subject: str) -> None:
        name = self._name(subject)
        own = self.merged.of[subject]
        allowed = vocabulary.KINDS[kind] | vocabulary.OF_ALL
        for predicate in own:
            if predicate.startswith(KG) and local(predicate) not in allowed:
                problem = f"{name} has {self.merged.short(predicate)!r}, which a {kind.lower()} has not"
                known = {KG + each for each in allowed}
                raise self._unknown(
                    subject, problem, predicate, known, or_else=f"; it may have {', '.join(sorted(allowed))}"
                )
        self._single(subject)
        self._references(subject)
        self._closed(subject, kind)
        for need in vocabulary.REQUIRED[kind]:
            if KG + need not in own:
                raise self.merged.error(subject, f"{name} lacks a {need}; give it kg:{need}")
        if kind == "Frame":
            self._ends(subject, name)
        self._examples(subject)

    def _ends(self, frame: str, name: str) -> None:
        """A frame has slots for both ends, unless one party is enough or several fill one slot."""
        lacking = [end for end in ("subject", "object") if KG + end not in self.merged.of[frame]]
        if "object" in lacking and "true" in self._values(frame, "reciprocal"):
            lacking.remove("object")
        if len(lacking) == 2 or (lacking and "true" not in self._values(frame, "oneParty")):
            other = "kg:reciprocal true" if lacking[0] == "object" else "kg:oneParty true with kg:object"
            raise self.merged.error(frame, f"{name} lacks a {lacking[0]} slot; give it kg:{lacking[0]} or {other}")

    def _single(self, subject: str) -> None:
        for name in sorted(vocabulary.SINGLE):
            values = self._values(subject, name)
            if len(values) > 1:
                problem = f"{self._name(subject)} has {len(values)} values of {name}"
                raise self.merged.error(subject, f"{problem}; keep one", values[1])
        for name in sorted(vocabulary.TRUTHS):
            for value in self._values(subject, name):
                if value not in {"true", "false"}:
                    problem = f"{self._name(subject)}: kg:{name} is true or false, not {value!r}"
                    raise self.merged.error(subject, problem, value)
        for name in sorted(vocabulary.SHARES):
            for value in self._values(subject, name):
                if not vocabulary.is_share(value):
                    problem = f"{self._name(subject)}: kg:{name} is a number from 0 to 1, not {value!r}"
                    raise self.merged.error(subject, problem, value)

    def _references(self, subject: str) -> None:
        """Every term that a declaration speaks of is declared."""
        for name, kind in REFERENCES.items():
            for value in self._values(subject, name):
                if value not in self.terms[kind]:
                    verb = {"evokes": "evokes", "sets": "sets"}.get(name, f"names in kg:{name} the")
                    problem = f"{self._name(subject)} {verb} unknown {kind} {local(value)!r}"
                    raise self._unknown(subject, problem, value, self.terms[kind])

    def _closed(self, subject: str, kind: str) -> None:
        """Values from closed lists: parts of speech, slots, links, scopes, sets of words."""
        for name, fits, known in self._lists(kind):
            for value in self._values(subject, name):
                for word in value.split() if name in vocabulary.LISTS else [value]:
                    if not fits(word):
                        problem = f"{self._name(subject)} has in kg:{name} the unknown {_CALLED[name]} {word!r}"
                        raise self._unknown(subject, problem, value, known, wrong=word)

    def _lists(self, kind: str) -> Iterator[tuple[str, Callable[[str], bool], Collection[str]]]:
        yield from vocabulary.closed(kind)
        if kind == "Words" and not self.merged.left_out and len(self.merged.own) < len(self.merged.files):
            yield "of", self._word_sets.__contains__, self._word_sets

    @cached_property
    def _word_sets(self) -> set[str]:
        """The classes, their generic nouns and ends of names, and the sets of the bundled lexicon."""
        found = {start + local(cls) for cls in self.terms[CLASS] for start in vocabulary.WORD_SETS}
        found |= self.terms[CLASS]
        for subject in self.merged.subjects("Words"):
            if self.merged.home[subject].bundled:
                found.update(self._values(subject, "of"))
        return found

    def _examples(self, subject: str) -> None:
        for example in self._values(subject, "example"):
            if not self._values(example, "text"):
                raise self.merged.error(subject, f"an example of {self._name(subject)} has no kg:text; give it one")
            for line in self._values(example, "expects"):
                parts = [part.strip() for part in line.split("|")]
                names = {local(relation) for relation in self.terms[RELATION]} | {"affiliatedWith"}
                if len(parts) not in {3, 4} or not all(parts):
                    problem = f"an example expects {line!r}; write subject | relation | object | key=value …"
                    raise self.merged.error(example, problem, line)
                if parts[1] not in names:
                    problem = f"an example of {self._name(subject)} expects unknown relation {parts[1]!r}"
                    raise self._unknown(example, problem, line, names, wrong=parts[1])

    def _term(self, subject: str) -> None:
        self._single(subject)
        self._references(subject)
        for predicate in ("domain", "range", "subClassOf"):
            for value in map(term_id, self.merged.of[subject].get(RDFS + predicate, ())):
                if value.startswith(KG) and value not in self.terms[CLASS]:
                    problem = f"{self._name(subject)} has in rdfs:{predicate} the unknown class {local(value)!r}"
                    raise self._unknown(subject, problem, value, self.terms[CLASS])

    def _values(self, subject: str, name: str) -> list[str]:
        return sorted({term_id(obj) for obj in self.merged.of.get(subject, {}).get(KG + name, ())})

    def _name(self, subject: str) -> str:
        """`frame ex:f_1`, `the relation ex:teaches`."""
        if subject.startswith("_:"):
            return "an example"
        kinds = [kind for kind in vocabulary.KINDS if KG + kind in self.merged.types(subject)]
        kinds += [kind for kind in (RELATION, CLASS) if subject in self.terms[kind]]
        return " ".join([*(kind.lower() for kind in kinds[:1]), self.merged.short(subject)])

    def _unknown(
        self,
        subject: str,
        problem: str,
        term: str,
        known: Iterable[str],
        *,
        wrong: str | None = None,
        or_else: str = "; declare it, or mend the name",
    ) -> OntologyError:
        """An error that names the nearest of the known names, if any is near."""
        names = {local(iri): iri for iri in sorted(known)}
        near = get_close_matches(wrong or local(term), names, n=1, cutoff=0.6)
        same = [iri for name, iri in names.items() if name == local(term) and iri != term]
        likely = vocabulary.MEANT.get(term.removeprefix(KG)) or (near[0] if near else None)
        chosen = self.merged.short(same[0]) if same else likely
        return self.merged.error(subject, problem + (f"; did you mean {chosen!r}?" if chosen else or_else), term)


_CALLED = {"pos": "part of speech", "subject": "slot", "object": "slot", "requires": "slot", "link": "link",
           "scope": "scope", "of": "class or set of words", "agentRole": "role", "patientRole": "role"}  # fmt: skip
_PROPERTY_TYPES = {OWL + kind for kind in ("ObjectProperty", "DatatypeProperty", "AnnotationProperty",
                                           "SymmetricProperty", "TransitiveProperty")}  # fmt: skip
_FOREIGN = [(space, {space + name for name in names}) for space, names in vocabulary.FOREIGN.items()]
_OWL_TYPES = {OWL + name for name in vocabulary.OWL_TYPES}
_META = _PROPERTY_TYPES | {OWL + kind for kind in ("Class", "Ontology", "NamedIndividual")} | {RDFS + "Class"}
"""Types of declarations that extraction does not interpret."""

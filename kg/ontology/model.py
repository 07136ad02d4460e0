"""What the ontology can declare, as frozen records; see the package for the files."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from kg.errors import OntologyError
from kg.ontology.gazetteer import Gazetteer
from kg.ontology.namespaces import KG
from kg.ontology.schema import OntologyClass, Relation

COARSE = ("Person", "Organization", "Place")
"""The classes that benchmarks see; everything else is a `Thing`."""


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence and the facts expected of it, each `subject | relation | object | key=value …`."""

    text: str
    expects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """How trigger words evoke a relation, and which grammatical slot fills which role.

    A slot string names alternatives in order of preference, separated by spaces; the first that is
    filled wins. `kg/ontology/vocabulary.py` lists the slots.
    """

    name: str
    relation: str
    pos: str
    """`verb`, `noun` or `adjective`."""
    triggers: tuple[str, ...]
    """Lemmas; `hand over` asks for a dependent `over` of `hand`."""
    subject: str
    object: str
    reciprocal: bool = False
    """True when several fillers of the subject slot stand in the relation to each other."""
    status: str | None = None
    subject_classes: tuple[str, ...] = ()
    object_classes: tuple[str, ...] = ()
    named: bool = False
    """True when the object must have a name: "received Xi", but not "received 110,000 migrants"."""
    requires: tuple[str, ...] = ()
    """Slots that must be filled by anything for the frame to hold; `!slot` must stay empty."""
    named_subject: bool = False
    """True when the subject must have a name: "Federer beat Nadal", but not "officers beat a man"."""
    described_subject: bool = False
    """True when it must have none: "gunmen attacked", not "Trump attacked"."""
    described_object: bool = False
    holds_as: tuple[str, ...] = ()
    """The statuses with which the frame holds; empty: any."""
    one_party: bool = False
    """True when one end is enough: "X was convicted". Such a frame may lack a slot for the other end."""
    agent_alone: bool = False
    """True when that one end may also be who does it: "X resigned", "workers protested in Lima"."""
    topical: bool = False
    """True when the object slot holds what the event is about, and no party: "demanded a truce"."""
    afterwards: bool = False
    """True when the trigger tells of what has happened by what follows it: who pleads guilty on Monday was charged."""
    rolesets: tuple[str, ...] = ()
    """PropBank senses that mean the relation, whatever their word: `kill.01` of "kill", "killing" and "killer"."""
    agent_role: str = ""
    """Roles of such a sense that are the subject, in order of preference: `ARG0`."""
    patient_role: str = ""
    """The same for the object: `ARG4 ARG2`."""
    said: str = ""
    """The verbs of saying by which telling it is the act itself: who said that Kim lied, accuses Kim."""
    counterpart: bool = True
    """False when it says nothing of who stands behind the object: to block a request is to reject no one."""
    examples: tuple[Example, ...] = ()

    @property
    def rule(self) -> str:
        """`meets/active-with`, as facts print it."""
        return f"{self.relation}/{self.name.split('_', 1)[-1]}"


ROLE_PREPOSITIONS = ("of", "for", "at", "in", "to")
"""What ties a role noun to its other end, unless the role says otherwise."""


@dataclass(frozen=True, slots=True)
class Role:
    """A noun that ties its bearer to someone or something: `president` (leads), `wife` (marriedTo)."""

    name: str
    lemmas: tuple[str, ...]
    relation: str | None
    inverse: bool = False
    """True when the relation runs from the other end to the bearer (`son of X`: X parentOf bearer)."""
    bearer: str = "Person"
    position: bool = True
    """True when the noun is a title that `holdsPosition` reports."""
    prepositions: tuple[str, ...] = ROLE_PREPOSITIONS
    classes: tuple[str, ...] = ()
    """Classes that the other end may have; empty: whatever the relation accepts."""
    examples: tuple[Example, ...] = ()
    generic: bool = False
    """True for the role of every noun for a person that has none of its own."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """How two names that stand side by side are related: "Doha, Qatar", "Russia's Gazprom"."""

    name: str
    relation: str
    link: str
    """`possessor`, `modifier`, `demonym`, `comma`, `parenthesis` or `oblique:P`;
    listed in `kg.extract.relations.patterns`."""
    subject_classes: tuple[str, ...]
    object_classes: tuple[str, ...]
    examples: tuple[Example, ...] = ()
    except_classes: tuple[str, ...] = ()
    """Classes below those of the object for which it does not hold."""
    inverse: bool = False
    """True when the subject hangs from the object: "[Nakasone]'s Liberal Democratic Party"."""
    nests: bool = False
    """True when the object lies around the subject, and so around all that the sentence places there."""

    @property
    def rule(self) -> str:
        """`locatedIn/comma`, as facts print it."""
        return f"{self.relation}/{self.name.split('_', 1)[-1]}"


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that set the status of what stands in their scope."""

    words: tuple[str, ...]
    scope: str
    status: str


@dataclass(frozen=True, slots=True)
class Echo:
    """Words that make the event they govern an act of their own: who promises to visit, also promises."""

    words: tuple[str, ...]
    relation: str
    announced: tuple[str, ...] = ()
    """Relations whose announcement is such an act, too: to say that one will attack is to threaten."""
    yields: str | None = None
    """The echo that takes over what it lists itself: who vows to attack, threatens and does not promise."""
    but: tuple[str, ...] = ()
    """Relations that it makes nothing of: who refuses to free somebody does not turn them away."""
    suffered: tuple[str, ...] = ()
    """Relations of which to tell as the one who suffered it is such an act: who said that police beat her, accuses."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file of Turtle that does not ship with `kg`."""

    name: str
    data: bytes

    @property
    def digest(self) -> str:
        """SHA-256 (hex) of its text; it does not depend on how lines end."""
        return hashlib.sha256(self.data.replace(b"\r\n", b"\n")).hexdigest()


@dataclass(frozen=True, eq=False)
class Ontology:
    """All declarations, frozen; hashed by identity, so that what is derived from it can be cached."""

    classes: Mapping[str, OntologyClass]
    relations: Mapping[str, Relation]
    frames: tuple[Frame, ...]
    roles: tuple[Role, ...]
    patterns: tuple[Pattern, ...]
    cues: tuple[Cue, ...]
    echoes: tuple[Echo, ...]
    words: Mapping[str, frozenset[str]]
    """Word classes of `lexicon.ttl`: `support-verb`, `reporting-verb`, `Person` nouns …"""
    gazetteer: Gazetteer
    version: str
    digest: str = ""
    """SHA-256 of the files read: facts depend on it."""
    own: tuple[Source, ...] = ()
    """The files that do not ship with `kg`."""
    iris: Mapping[str, str] = field(default_factory=dict)
    """Local name -> IRI of the classes and relations in other namespaces than `kg:`."""
    prefixes: Mapping[str, str] = field(default_factory=dict)
    """Those of `own`, for namespaces that `kg` has no prefix for."""
    _ancestors: dict[str, frozenset[str]] = field(default_factory=dict, compare=False, repr=False)
    _coarse: dict[str, str] = field(default_factory=dict, compare=False, repr=False)

    def iri(self, name: str) -> str:
        """The IRI of a class or relation."""
        return self.iris.get(name, KG + name)

    @property
    def own_digests(self) -> tuple[str, ...]:
        """What tells the user's own files from others, whatever they are called; sorted."""
        return tuple(sorted(source.digest for source in self.own))

    def ancestors(self, cls: str) -> frozenset[str]:
        """`cls` and all classes above it.

        Raises:
            OntologyError: for an unknown class.
        """
        if cls not in self._ancestors:
            if cls not in self.classes:
                raise OntologyError(f"unknown class {cls!r}; declare it in ontology/classes.ttl")
            above = [self.ancestors(parent) for parent in self.classes[cls].parents]
            self._ancestors[cls] = frozenset({cls}.union(*above))
        return self._ancestors[cls]

    def is_a(self, cls: str, ancestor: str) -> bool:
        """True when `cls` is `ancestor` or lies below it."""
        return ancestor in self.ancestors(cls)

    def has(self, cls: str, *traits: str) -> bool:
        """True when `cls`, or a class above it, has one of the traits; False for a class that no file declares."""
        return not self._traits.get(cls, frozenset()).isdisjoint(traits)

    @cached_property
    def _traits(self) -> Mapping[str, frozenset[str]]:
        return {cls: frozenset(t for c in self.ancestors(cls) for t in self.classes[c].traits) for cls in self.classes}

    def coarse(self, cls: str) -> str:
        """`Person`, `Organization`, `Place` or `Thing`; a Country is a Place.

        Raises:
            OntologyError: for an unknown class.
        """
        known = self._coarse.get(cls)
        if known is None:
            above = self.ancestors(cls)  # extraction asks a hundred times a sentence
            known = self._coarse[cls] = next((name for name in COARSE if name in above), "Thing")
        return known

    @cached_property
    def noun_classes(self) -> Mapping[str, str]:
        """Lemma -> the most specific class whose nouns list it."""
        found: dict[str, str] = {}
        for cls in sorted(self.classes, key=lambda cls: (len(self.ancestors(cls)), cls)):
            found.update(dict.fromkeys(self.nouns(cls), cls))
        return MappingProxyType(found)

    @cached_property
    def verbs(self) -> frozenset[str]:
        """Lemmas that the ontology knows as verbs: main words of verb frames, cues, and verb classes."""
        found = {trigger.split()[0] for frame in self.frames if frame.pos == "verb" for trigger in frame.triggers}
        for name in ("support-verb", "reporting-verb", "role-verb"):
            found |= self.words.get(name, frozenset())
        return frozenset(found.union(*(cue.words for cue in self.cues)))

    @cached_property
    def known_nouns(self) -> frozenset[str]:
        """Lemmas that the ontology knows as nouns: of participants, roles, and the triggers of noun frames."""
        found = set(self.noun_classes) | self.role_nouns
        for frame in self.frames:
            for trigger in frame.triggers:
                found.update(trigger.split() if frame.pos == "noun" else trigger.split()[1:])
        return frozenset(found)

    @cached_property
    def deeds(self) -> frozenset[str]:
        """Nouns of what is done by somebody: the triggers of noun frames whose doer stands behind "by"."""
        done = [frame for frame in self.frames if frame.pos == "noun" and "oblique:by" in frame.subject.split()]
        return frozenset(trigger.split()[0] for frame in done for trigger in frame.triggers)

    @cached_property
    def happenings(self) -> frozenset[str]:
        """The nouns that are triggers."""
        nouns = (frame for frame in self.frames if frame.pos == "noun")
        return frozenset(trigger.split()[0] for frame in nouns for trigger in frame.triggers)

    @cached_property
    def done_with(self) -> frozenset[str]:
        """Verbs of two words that do something to their object: "clear blame", who is cleared of it."""
        verbs = (frame for frame in self.frames if frame.pos == "verb" and frame.object == "object")
        return frozenset(trigger for frame in verbs for trigger in frame.triggers if trigger.count(" ") == 1)

    @cached_property
    def irregular(self) -> Mapping[str, str]:
        """Irregular verb forms -> lemma."""
        return MappingProxyType(dict(pair.split() for pair in self.words.get("irregular", frozenset())))

    @cached_property
    def role_nouns(self) -> frozenset[str]:
        """Every noun that can be a title or an office."""
        return frozenset(lemma for role in self.roles for lemma in role.lemmas) | self.words.get("title", frozenset())

    def nouns(self, cls: str) -> frozenset[str]:
        """Lemmas of nouns that describe members of a class (`Person`: official, soldier …)."""
        return self.words.get(cls, frozenset())

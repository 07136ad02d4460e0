"""What can be said: classes of participants, and relations between them."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf


@dataclass(frozen=True, slots=True)
class OntologyClass:
    """One class: its local name, label, comment and the local names of its `kg:` parents."""

    name: str
    label: str
    comment: str
    parents: tuple[str, ...]
    notations: tuple[str, ...] = ()
    traits: tuple[str, ...] = ()
    """What rules ask of a class, inherited by those below: `sovereign`, `area`, `town` …; see `Ontology.has`."""
    nationality: str | None = None
    """The relation of a bearer of a role noun to the country beside it: "an Afghan lawmaker"."""
    home: str | None = None
    """The same for any other place: "a Bavarian lawyer"."""
    position: str | None = None
    """The relation that reports a role noun as the title of its bearer."""
    belonging: str | None = None
    """The relation to a member of this class of whoever is at the head of something else: "a Labour minister"."""
    planned: tuple[str, ...] = ()
    """Of a class of events, the notations of those that are only planned; empty where they are no others."""
    mode: str | None = None
    """Of a class of events, the PLOVER mode that all of them have."""


@dataclass(frozen=True, slots=True)
class Relation:
    """One relation; `subject_classes` and `object_classes` are what the extractor accepts."""

    name: str
    label: str
    comment: str
    domain: str
    range: str
    subject_classes: tuple[str, ...]
    object_classes: tuple[str, ...]
    symmetric: bool
    counterpart: bool
    """True when the event also holds between the subject and whoever stands behind a thing: to reject a U.S.
    offer is to reject the United States."""
    literal_object: bool
    event_class: str | None
    parents: tuple[str, ...]
    notations: tuple[str, ...]
    below: str | None = None
    """What is left of being at the head for a deputy, or for the head of a section."""
    origin: bool = False
    """True when with a country or a place as its object it only says where its subject is from."""
    widens: bool = False
    """True when it also holds towards whatever lies around its object in the sentence."""
    at_home: bool = False
    """True when a mission abroad does not stand in it to its own state."""
    unnamed: bool = False
    """True when its object may be a body without a name of its own, if a name inside says whose: "the Danish army"."""
    place_relation: str | None = None
    """Of an event, the state in which whom it befell stands to where it happened: who died in Lima, died there."""
    least_score: float = inf
    """Score of two mentions (0–1) from which the language model alone may propose the state; infinite for never."""

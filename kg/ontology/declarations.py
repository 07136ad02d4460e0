"""What extraction interprets, read from Turtle: frames, roles, patterns, cues, echoes and word classes."""

from __future__ import annotations

from kg.ontology.files import local
from kg.ontology.model import ROLE_PREPOSITIONS, Cue, Echo, Example, Frame, Pattern, Role
from kg.ontology.namespaces import KG
from kg.ontology.terms import Turtle


def frame(turtle: Turtle, s: str) -> Frame:
    """A frame: words that evoke a relation, and what fills its ends."""
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
        described_object=turtle.one(s, "describedObject") == "true",
        holds_as=tuple(local(status).lower() for status in turtle.locals(s, "holdsAs")),
        described_subject=turtle.one(s, "describedSubject") == "true",
        one_party=turtle.one(s, "oneParty") == "true",
        agent_alone=turtle.one(s, "agentAlone") == "true",
        topical=turtle.one(s, "topical") == "true",
        afterwards=turtle.one(s, "afterwards") == "true",
        rolesets=tuple(turtle.values(s, "roleset")),
        agent_role=turtle.one(s, "agentRole"),
        patient_role=turtle.one(s, "patientRole"),
        said=turtle.one(s, "said"),
        counterpart=turtle.one(s, "counterpart") != "false",
        examples=_examples(turtle, s),
    )


def role(turtle: Turtle, s: str) -> Role:
    """A role noun."""
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


def pattern(turtle: Turtle, s: str) -> Pattern:
    """A pattern of two names side by side."""
    return Pattern(
        name=local(s),
        relation=local(turtle.one(s, "evokes")),
        link=turtle.one(s, "link"),
        subject_classes=turtle.locals(s, "subjectClass"),
        object_classes=turtle.locals(s, "objectClass"),
        examples=_examples(turtle, s),
        except_classes=turtle.locals(s, "exceptClass"),
        inverse=turtle.one(s, "inverse") == "true",
        nests=turtle.one(s, "nests") == "true",
    )


def _examples(turtle: Turtle, s: str) -> tuple[Example, ...]:
    nodes = turtle.values(s, "example")
    return tuple(sorted((Example(turtle.one(e, "text"), tuple(turtle.values(e, "expects"))) for e in nodes), key=str))


def cue(turtle: Turtle, s: str) -> Cue:
    """The words that set a status."""
    return Cue(tuple(turtle.values(s, "word")), turtle.one(s, "scope"), local(turtle.one(s, "sets")).lower())


def echo(turtle: Turtle, s: str) -> Echo:
    """What it amounts to, to promise or to refuse something."""
    return Echo(
        words=tuple(turtle.values(s, "word")),
        relation=local(turtle.one(s, "evokes")),
        announced=turtle.locals(s, "whenAnnounced"),
        but=turtle.locals(s, "exceptOf"),
        yields=local(turtle.one(s, "yieldsTo")) or None,
        suffered=turtle.locals(s, "whenSuffered"),
    )


def words(turtle: Turtle) -> dict[str, frozenset[str]]:
    """Word classes: `kg:Words` nodes name a class of the ontology or a grammatical set in `kg:of`."""
    words: dict[str, set[str]] = {}
    for s in turtle.merged.subjects("Words"):
        for name in turtle.values(s, "of"):
            words.setdefault(local(name), set()).update(turtle.values(s, "word"))
    return {name: frozenset(found) for name, found in words.items()}

"""Reading + senses of predicates -> events: the second reading, by who does what to whom.

The language model says of a predicate its PropBank sense and the words that head its arguments with their roles,
whatever the grammar between them. Which senses mean which relation, and which roles are its ends, stands in
`ontology/rolesets.ttl`; this module only interprets it. A pipeline without roles has no such reading.

Source of senses and roles: Palmer, Gildea and Kingsbury 2005, *The Proposition Bank*.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations

from kg.extract.grammar.arguments import antecedent
from kg.extract.grammar.labels import TITLE
from kg.extract.grammar.triggers import Trigger
from kg.extract.reading import Reading
from kg.extract.relations import supports
from kg.extract.relations.frames import Event, Second, holds
from kg.language.grammar import Node, Roles, conjuncts
from kg.language.nodes import NOMINAL
from kg.ontology import Frame, Ontology

RULE = "roles"
"""The name with which the whole reading is switched off."""

Fillers = tuple[str, list[Node]]
"""A role and the words that fill it."""


@lru_cache(maxsize=4)
def _index(ontology: Ontology, without: frozenset[str]) -> dict[str, tuple[Frame, ...]]:
    """Sense -> the frames that it evokes."""
    index: dict[str, list[Frame]] = defaultdict(list)
    for frame in ontology.frames:
        for sense in frame.rolesets if frame.name not in without else ():
            index[sense].append(frame)
    return {sense: tuple(frames) for sense, frames in index.items()}


def find(reading: Reading) -> Iterator[Event]:
    """Every event that the roles of a predicate tell, in text order of the predicates."""
    if RULE in reading.trail.without:
        return
    index = _index(reading.ontology, reading.trail.without)
    for node in reading.view.nodes:
        if node.roles is not None and not _is_phrasal(node, node.roles):
            for frame in index.get(_sense(node, node.roles), ()):
                yield from _fill(frame, node, node.roles, reading)


def _is_phrasal(node: Node, roles: Roles) -> bool:
    """True for a verb whose particle its sense does not know of: to "kill off" is not to kill."""
    return "_" not in roles.roleset and any(kid.dep == "compound:prt" for kid in node.kids)


def _sense(node: Node, roles: Roles) -> str:
    """The sense of a predicate; of a lemma that the model had cut ("kidnapp") and that was mended since, its first."""
    lemma = roles.roleset.rpartition(".")[0].partition("_")[0]
    return f"{node.lemma}.01" if node.pos == "VERB" and lemma != node.lemma else roles.roleset


def _fill(frame: Frame, node: Node, roles: Roles, reading: Reading) -> Iterator[Event]:
    trigger = Trigger(node, (), supports.of_noun(node, reading), reading.ontology.words)
    if not all(holds(slot, trigger) for slot in frame.requires):
        return
    role, agents = _filled(frame.agent_role, roles, node)
    other, patients = _filled(frame.patient_role, roles, node)
    mutual = reading.ontology.relations[frame.relation].symmetric
    for agent, patient in _ends(frame, agents, patients, mutual=mutual):
        ways = (role if agent else "", (other or role) if patient else "")
        yield Event(frame, trigger, agent, patient, *ways, roles.roleset, Second.ALONE)


def _ends(
    frame: Frame, agents: list[Node], patients: list[Node], *, mutual: bool
) -> Iterator[tuple[Node | None, Node | None]]:
    """Agent and patient of each event; of what both sides share, agents alone; one end where that is enough."""
    yield from ((agent, patient) for agent in agents for patient in patients if agent is not patient)
    if mutual and not patients:
        yield from combinations(agents, 2)
    if frame.one_party and not agents:
        yield from ((None, patient) for patient in patients)
    if frame.agent_alone and not patients:
        yield from ((agent, None) for agent in agents)


def _filled(wanted: str, roles: Roles, predicate: Node) -> Fillers:
    """The first of several roles that nominals fill, with these and those coordinated with them."""
    for role in wanted.split():
        found = [antecedent(_named(node), predicate) or node for node in roles.of(role)]
        nominal = [member for node in found for member in conjuncts(node) if member.pos in NOMINAL]
        if nominal:
            return role, list({node.i: node for node in nominal}.values())
    return "", []


def _named(node: Node) -> Node:
    """The name behind a title that a role was given to: "[politician] Ana Ruiz"."""
    return node.head if node.dep == TITLE and node.head is not None else node

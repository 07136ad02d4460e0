"""The second reading: events by the roles of predicates, compared with those by slots; states by scores of pairs."""

from __future__ import annotations

import pytest

from kg import ontology
from kg.extract import extract, extraction_of, reading_of
from kg.language.component import PAIRS, PREDICATES
from kg.language.predicates import Predicate
from kg.records import Document
from tests.extract.parses import parsed

ATTACK = "Mali|NNP|2|nsubj attacked=attack|VBD|0|root Gabon|NNP|2|obj .|.|2|punct"
STRANGE = "Mali|NNP|2|dep attacked=attack|VBD|0|root Gabon|NNP|2|dep .|.|2|punct"
NAMES = {"Mali": "Place", "Gabon": "Place"}


def told(tree: str, *predicates: Predicate, without: frozenset[str] = frozenset()):
    doc = parsed(tree, names=NAMES)
    setattr(doc._, PREDICATES, predicates)
    reading = reading_of(doc, ontology.load(), without=without)
    claims = extraction_of(reading, Document(id="d", text=doc.text, source="d")).claims
    return [(c.relation, c.subject and c.subject.text, c.object and c.object.text, c.rule, c.second) for c in claims]


def attack(*arguments: tuple[int, str], sense: str = "attack.01") -> Predicate:
    return Predicate(1, sense, arguments)


@pytest.mark.parametrize(
    ("predicates", "second"),
    [
        ([attack((0, "ARG0"), (2, "ARG1"))], "agrees"),
        ([attack((2, "ARG0"), (0, "ARG1"))], "differs"),
        ([], "silent"),
        ([attack((0, "ARG0"), (2, "ARG1"), sense="attack.99")], "silent"),
    ],
)
def test_what_the_roles_say_of_an_event_of_the_slots(predicates, second):
    assert told(ATTACK, *predicates) == [("attacks", "Mali", "Gabon", "attacks/attack", second)]


def test_roles_alone_tell_to_whom_it_was_done():
    assert told(STRANGE, attack((2, "ARG1"))) == [("attacks", None, "Gabon", "attacks/roles", "alone")]


def test_roles_alone_name_no_doer():
    assert told(STRANGE, attack((0, "ARG0"), (2, "ARG1"))) == []


def test_the_reading_can_be_switched_off():
    assert told(STRANGE, attack((2, "ARG1")), without=frozenset({"roles"})) == []


class Scores:
    """Stands in for the scores of a model: the same for every pair."""

    def __init__(self, **states: float) -> None:
        self._states = states

    def states(self, pairs):
        return [self._states for _ in pairs]


def scored(**states: float):
    doc = parsed(
        "Ana|NNP|2|nsubj likes=like|VBZ|0|root Nordbank|NNP|2|obj .|.|2|punct",
        names={"Ana": "Person", "Nordbank": "Organization"},
    )
    setattr(doc._, PAIRS, Scores(**states))
    claims = extract(doc, Document(id="d", text=doc.text, source="d"), ontology.load()).claims
    return {(c.relation, c.rule, c.score) for c in claims if c.rule.endswith("/pair")}


def test_a_high_score_proposes_a_state_between_mentions_of_its_classes():
    assert scored(studiedAt=0.97, bornIn=0.99) == {("studiedAt", "studiedAt/pair", 0.97)}


def test_what_scores_low_or_may_never_be_proposed_is_not():
    assert scored(studiedAt=0.3, leads=0.99, worksFor=0.99) == set()

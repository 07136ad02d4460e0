"""Every example in the ontology is a test of the product: its sentence yields the facts beside it.

Names are compared loosely here (the example may say "Morsi"); the golden rules are strict.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg.extract.grammar import slots
from kg.ontology import Example, Frame, Pattern, Role
from tests.extract.facts import Found, Said, declared, found, matches, read, said

WRONG: dict[str, str] = {
    "Dobbins departs Tuesday for Ankara.": "the model sees no name in a bare surname at the start",
    "Soldiers shot at protesters in Khartoum.": "the model takes “shot” for a participle of the soldiers",
    "Merkel insisted that Russia was to blame for the crash.": "the model reads “blame” as a verb",
    "Kennedy assassin Lee Oswald worked in Dallas.": "the model sees no name in a bare surname at the start",
}
"""Example sentences that the product does not understand yet, each with what is wrong."""


def declarations() -> list[Frame | Role | Pattern]:
    """All that carries examples."""
    return [*declared().frames, *declared().roles, *declared().patterns]


def examples() -> Iterator[object]:
    for declaration in declarations():
        for number, example in enumerate(declaration.examples):
            reason = WRONG.get(example.text)
            marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
            name = f"{type(declaration).__name__.lower()}-{declaration.name}-{number}"
            yield pytest.param(example, id=name, marks=marks)


def close(expected: Said, fact: Found) -> bool:
    """True when ends, relation and qualifiers agree, names loosely."""
    if not matches(expected, fact, loose=True):
        return False
    wanted = expected.qualifiers
    return all(any(_in(value, name) for name in fact.qualifiers.get(key, ())) for key, value in wanted.items())


def _in(value: str, name: str) -> bool:
    return value.casefold() in name.casefold()


@pytest.mark.model
@pytest.mark.parametrize("example", examples())
def test_example(example: Example):
    facts = found(read(example.text))

    missing = [line for line in example.expects if not any(close(said(line), fact) for fact in facts)]

    listing = "\n  ".join(map(str, facts)) or "nothing"
    assert not missing, f"{example.text}\nmissing: {missing}\nfound:\n  {listing}"


def test_every_slot_of_a_frame_is_known():
    for frame in declared().frames:
        required = [slot.removeprefix("!") for slot in frame.requires]
        for slot in (*frame.subject.split(), *frame.object.split(), *required):
            assert slots.known(slot), f"{frame.name}: there is no slot {slot!r}"


def test_every_relation_can_be_found():
    evoked = {declaration.relation for declaration in declarations()} | {"holdsPosition"}

    assert set(declared().relations) <= evoked


def test_every_frame_of_an_event_has_an_example_that_expects_it():
    evoked = {said(line).relation for d in declarations() for example in d.examples for line in example.expects}

    frames = declared().frames
    two_ended = {frame.relation for frame in frames if frame.subject and (frame.object or frame.reciprocal)}
    events = {name for name, relation in declared().relations.items() if relation.event_class}

    assert events & two_ended <= evoked


def test_known_mistakes_are_examples():
    assert set(WRONG) <= {example.text for d in declarations() for example in d.examples}

"""The examples of an ontology, run: does its sentence give the facts that stand beside it?

    kg:example [ kg:text "Curie taught Perrin in Paris." ; kg:expects "Curie | teaches | Perrin | place=Paris" ]

Names are compared loosely: an example may say "Curie" where the graph says "Marie Curie". A dash stands for
whoever an event does not name: `– | kills | Abe`; `former=true` for a state that is over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from kg import language
from kg import ontology as ontologies
from kg.extract import extract
from kg.ontology import Example, Frame, Ontology, Pattern, Role
from kg.records import UNSAID, Argument, Document, Extraction

Declaration = Frame | Role | Pattern
_PAIR = re.compile(r"(\w+)=(.*?)(?=\s+\w+=|$)")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one example."""

    declaration: str
    text: str
    missing: tuple[str, ...]
    """The expected facts that were not found."""
    found: tuple[str, ...]
    """All facts that were found, as an example would write them."""


def own(ontology: Ontology) -> list[Declaration]:
    """The frames, roles and patterns that differ from those that ship with `kg`."""
    shipped = ontologies.load()
    ours = set(declarations(shipped))
    return [each for each in declarations(ontology) if each not in ours]


def declarations(ontology: Ontology) -> Iterator[Declaration]:
    """All that carries examples."""
    yield from ontology.frames
    yield from ontology.roles
    yield from ontology.patterns


def run(ontology: Ontology, *, model: str | None = None) -> Iterator[Outcome]:
    """Run the examples of a user's declarations, in order.

    Raises:
        ModelError: the language model cannot be loaded.
    """
    parse = language.load(model)

    def read(text: str) -> Extraction:
        return extract(parse(text), Document(id="example", text=text, source="example"), ontology)

    for declaration in own(ontology):
        for example in declaration.examples:
            yield _outcome(declaration.name, example, read, ontology)


def _outcome(name: str, example: Example, read: Callable[[str], Extraction], ontology: Ontology) -> Outcome:
    facts = list(_facts(read(example.text), ontology))
    missing = tuple(line for line in example.expects if not any(fact.answers(line) for fact in facts))
    return Outcome(name, example.text, missing, tuple(map(str, facts)))


@dataclass(frozen=True, slots=True)
class _Found:
    """A fact as found: the names and the words of its ends, and what else is known of it."""

    subject: tuple[str, str]
    relation: str
    object: tuple[str, str]
    more: Mapping[str, str]
    symmetric: bool

    def __str__(self) -> str:
        more = " ".join(f"{key}={value}" for key, value in self.more.items() if value)
        return f"{self.subject[0] or UNSAID} | {self.relation} | {self.object[0] or UNSAID} | {more}"

    def answers(self, line: str) -> bool:
        """Whether it is the expected fact, as far as the line says."""
        subject, relation, obj, *more = (part.strip() for part in line.split("|"))
        wanted = dict(_PAIR.findall(more[0] if more else ""))
        if relation != self.relation or not all(_in(value, self.more.get(key, "")) for key, value in wanted.items()):
            return False
        ends = [(self.subject, self.object)] + ([(self.object, self.subject)] if self.symmetric else [])
        return any(_in(subject, *first) and _in(obj, *second) for first, second in ends)


def _in(wanted: str, *names: str) -> bool:
    if wanted == UNSAID:
        return not any(names)
    return any(wanted.casefold() in name.casefold() for name in names)


def _facts(extraction: Extraction, ontology: Ontology) -> Iterator[_Found]:
    names = {entity.chain: entity.name for entity in extraction.entities}

    def end(argument: Argument | None) -> tuple[str, str]:
        if argument is None:
            return "", ""
        return names.get(argument.chain, argument.text) if argument.chain is not None else argument.text, argument.text

    for claim in extraction.claims:
        more = {
            "status": claim.status.value,
            "place": end(claim.place)[0],
            "time": (claim.time.interval or claim.time.text) if claim.time else "",
            "at": end(claim.at)[0],
            "behalf": end(claim.on_behalf_of)[0],
            "source": claim.attributed_to or "",
            "former": "true" if claim.former else "",
        }
        symmetric = ontology.relations[claim.relation].symmetric
        yield _Found(end(claim.subject), claim.relation, end(claim.object), more, symmetric)

"""What the tables of this folder share: the product itself, and facts as people write them down.

Haqqani network | detains | Bowe Bergdahl | status=asserted place=Kabul time=2009-06 source=officials
– | kills | Shinzo Abe | place=Nara
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from kg import language, ontology
from kg.extract import extract
from kg.ontology import Ontology
from kg.records import UNSAID, Argument, Document, Extraction
from kg.triples import FLOOR

ARTICLES = ("the ", "a ", "an ")
AFFILIATED = "affiliatedWith"
"""No relation of the ontology, but what a described participant has instead of facts of its own."""
QUALIFIERS = ("status", "place", "time", "at", "behalf", "source", "former")
ANYTHING = "*"


@cache
def declared() -> Ontology:
    """The ontology that ships."""
    return ontology.load()


@cache
def _parser():  # type: ignore[no-untyped-def]
    return language.load()


def read(text: str, *, published: date | None = None) -> Extraction:
    """Everything that the product takes from a text."""
    return extracted(Document(id="golden", text=text, source="golden.txt", published=published))


def extracted(document: Document) -> Extraction:
    """What the product takes from a document: all that grammar reads, and what it proposes beside, if not doubtful."""
    made = extract(_parser()(document.text), document, declared())
    proposed = [claim for claim in made.claims if claim.rule.endswith(("/roles", "/pair")) and claim.confidence < FLOOR]
    return replace(made, claims=tuple(claim for claim in made.claims if claim not in proposed))


@dataclass(frozen=True)
class Said:
    """A fact that somebody wrote into a table."""

    subject: str
    relation: str
    object: str
    qualifiers: Mapping[str, str]

    def __str__(self) -> str:
        more = " ".join(f"{key}={value}" for key, value in self.qualifiers.items())
        return " | ".join(part for part in (self.subject, self.relation, self.object, more) if part)


def said(line: str) -> Said:
    """Read `subject | relation | object | key=value …`; values may contain spaces.

    Raises:
        ValueError: the line is no fact, or names a relation or qualifier that does not exist.
    """
    parts = [part.strip() for part in line.split("|")]
    if len(parts) not in {3, 4} or not all(parts):
        raise ValueError(f"{line!r} is no fact: write subject | relation | object | key=value …")
    subject, relation, obj = parts[:3]
    if relation not in declared().relations and relation != AFFILIATED:
        raise ValueError(f"{line!r}: there is no relation {relation!r} in ontology/relations.ttl")
    pairs = re.findall(r"(\w+)=(.*?)(?=\s+\w+=|$)", parts[3]) if len(parts) == 4 else []
    if unknown := [key for key, _ in pairs if key not in QUALIFIERS]:
        raise ValueError(f"{line!r}: unknown qualifier {unknown[0]!r}; there are {', '.join(QUALIFIERS)}")
    return Said(subject, relation, obj, dict(pairs))


@dataclass(frozen=True)
class Found:
    """A fact as the product found it, with all names under which its ends are known."""

    subject: tuple[str, ...]
    relation: str
    object: tuple[str, ...]
    qualifiers: Mapping[str, tuple[str, ...]]
    rule: str
    event: bool
    symmetric: bool
    words: tuple[tuple[str, ...], tuple[str, ...]]
    """What stands in the text for subject and object."""

    def __str__(self) -> str:
        more = " ".join(f"{key}={values[0]}" for key, values in self.qualifiers.items())
        return f"{self.subject[0]} | {self.relation} | {self.object[0]} | {more}  ({self.rule})"


def found(extraction: Extraction) -> list[Found]:
    """All facts of an extraction."""
    entities = {entity.chain: entity for entity in extraction.entities}

    def names(argument: Argument | None) -> tuple[str, ...]:
        if argument is None:
            return ()
        entity = entities.get(argument.chain) if argument.chain is not None else None
        if entity is None:
            return (argument.text,)
        return (entity.name, argument.text) if entity.described else (entity.name,)

    facts = []
    for claim in extraction.claims:
        relation = declared().relations[claim.relation]
        qualifiers = {
            "status": (claim.status.value,),
            "place": names(claim.place),
            "at": names(claim.at),
            "behalf": names(claim.on_behalf_of),
            "time": (claim.time.interval or claim.time.text, claim.time.text) if claim.time else (),
            "source": (claim.attributed_to,) if claim.attributed_to else (),
            "former": ("true",) if claim.former else (),
        }
        given = {key: values for key, values in qualifiers.items() if values}
        event = relation.event_class is not None
        ends = names(claim.subject) or (UNSAID,), names(claim.object) or (UNSAID,)
        subject, obj = ((end.text,) if end is not None else () for end in (claim.subject, claim.object))
        facts.append(
            Found(ends[0], claim.relation, ends[1], given, claim.rule, event, relation.symmetric, (subject, obj))
        )
    return facts


def affiliations(extraction: Extraction) -> list[Found]:
    """Whom described participants belong to: "U.S. officials" to the United States."""
    names = {entity.chain: entity.name for entity in extraction.entities}
    return [
        Found((entity.name,), AFFILIATED, (names[chain],), {}, "description", False, False, ((), ()))
        for entity in extraction.entities
        if entity.described
        for chain in entity.affiliated_with
    ]


def matches(expected: Said, fact: Found, *, loose: bool = False) -> bool:
    """True when a fact has the ends and relation of `expected`; qualifiers are another question.

    Args:
        expected: as written in a table.
        fact: as found.
        loose: the written name may be part of the found one ("Morsi" for "Mohamed Morsi"), or stand in the text.
    """
    if fact.relation != expected.relation:
        return False
    ends = (fact.subject + fact.words[0], fact.object + fact.words[1]) if loose else (fact.subject, fact.object)
    orders = [ends, ends[::-1]] if fact.symmetric else [ends]
    return any(_same(expected.subject, s, loose) and _same(expected.object, o, loose) for s, o in orders)


def qualified(expected: Said, fact: Found) -> bool:
    """True when a fact has all qualifiers that `expected` names; `place=none` wants none."""
    return all(_qualifier(key, value, fact.qualifiers.get(key, ())) for key, value in expected.qualifiers.items())


def _qualifier(key: str, wanted: str, values: tuple[str, ...]) -> bool:
    if wanted == "none":
        return not values
    if key == "time":
        return bool(set(_interval(wanted)) & set(values))
    return _same(wanted, values, loose=False)


def _same(wanted: str, names: tuple[str, ...], loose: bool) -> bool:
    folded = [_fold(name) for name in names]
    return wanted == ANYTHING or _fold(wanted) in folded or (loose and any(_fold(wanted) in name for name in folded))


def _fold(name: str) -> str:
    text = " ".join(name.replace("’", "'").split()).casefold()
    for article in ARTICLES:
        text = text.removeprefix(article)
    return text


def _interval(wanted: str) -> Iterator[str]:
    """`2014`, `2014-05` and `2014-05-06` stand for their first and last day."""
    yield wanted
    if re.fullmatch(r"\d{4}", wanted):
        yield f"{wanted}-01-01/{wanted}-12-31"
    elif re.fullmatch(r"\d{4}-\d\d", wanted):
        year, month = map(int, wanted.split("-"))
        yield f"{wanted}-01/{wanted}-{monthrange(year, month)[1]:02}"
    elif re.fullmatch(r"\d{4}-\d\d-\d\d", wanted):
        yield f"{wanted}/{wanted}"

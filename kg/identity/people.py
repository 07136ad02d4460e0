"""Persons of one full name: which of them are one, by what documents say of them.

A full name is one person unless something speaks against it: lives that do not fit, offices in different fields or
countries that nothing ties together. Those that could be either of two stay by themselves.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from kg.identity.names import Name

YEARS = 3
"""By which two reckonings of a year of birth may differ."""
AGES = 20
"""By which the ages in two articles without a date may differ."""
TIES = ("country", "with", "at", "office")


@dataclass(slots=True)
class Person:
    """One of those who bear a name: all that documents say of them."""

    names: list[Name] = field(default_factory=list)
    told: dict[str, set[str]] = field(default_factory=dict)

    def add(self, name: Name) -> None:
        """Count a name in."""
        self.names.append(name)
        for item in name.context:
            kind, _, value = item.partition(" ")
            self.told.setdefault(kind, set()).add(value)

    def of(self, kind: str) -> set[str]:
        """What is said of one kind."""
        return self.told.get(kind, set())


@lru_cache(maxsize=1024)
def persons(names: frozenset[Name]) -> tuple[tuple[frozenset[Name], str], ...]:
    """The bearers of one full name, each with the words that tell them apart; a single one needs none.

    Those of whom most is said come first, and a name joins the only person that it does not contradict; of several,
    the only one that something ties it to. What fits several is one more, without words.
    """
    found: list[Person] = []
    loose = Person()
    for name in sorted(names, key=lambda each: (-len(each.context), each)):
        fits = [person for person in found if not contradict(person, _alone(name))]
        if len(fits) > 1:
            fits = [person for person in fits if tied(person, _alone(name))]
            (fits[0] if len(fits) == 1 else loose).add(name)
            continue
        if not fits:
            found.append(Person())
        (fits or found[-1:])[0].add(name)
    if loose.names:
        found.append(loose)
    words = [""] * len(found) if len(found) == 1 else _words(found, plain=loose)
    return tuple((frozenset(person.names), word) for person, word in zip(found, words, strict=True))


def contradict(one: Person, other: Person) -> bool:
    """Whether two bearers of a full name cannot, or need not, be one person."""
    return any(against(one, other))


def against(one: Person, other: Person) -> Iterable[str]:
    """What speaks against two bearers of a full name being one, in words."""
    if _far(one.of("born"), other.of("born"), YEARS) or _far(one.of("age"), other.of("age"), AGES):
        yield "their ages differ"
    if one.of("with") & other.of("with"):
        return
    countries = one.of("country"), other.of("country")
    shared = bool(countries[0] & countries[1])
    if all(countries) and not shared:
        yield f"{_one(countries[0])} is not {_one(countries[1])}"
    places = one.of("at"), other.of("at")
    if all(places) and not places[0] & places[1] and one.of("office") & other.of("office"):
        yield f"{_one(places[0])} is not {_one(places[1])}"
    if places[0] & places[1]:
        return
    fields = one.of("field"), other.of("field")
    if all(fields) and not fields[0] & fields[1] and not shared:
        yield f"{_one(one.of('office') or fields[0])} is not {_one(other.of('office') or fields[1])}"


def tied(one: Person, other: Person) -> bool:
    """Whether something ties two bearers of a name: a country, an office, an organization."""
    return any(one.of(kind) & other.of(kind) for kind in TIES)


def _alone(name: Name) -> Person:
    person = Person()
    person.add(name)
    return person


def alone(name: Name) -> Person:
    """A person of whom one name is all that is said."""
    return _alone(name)


def _far(ones: set[str], others: set[str], most: int) -> bool:
    """Whether no two numbers are near each other; of nothing, nothing is far."""
    return bool(ones and others) and all(abs(int(one) - int(other)) > most for one in ones for other in others)


def _one(values: set[str]) -> str:
    return min(values).replace("_", " ")


def _words(found: list[Person], *, plain: Person) -> list[str]:
    """What to call each in brackets: an office, a country, a place, a year, or a number where nothing is different."""
    words: list[str] = []
    for person in found:
        kinds = ("office", "country", "with", "at", "field", "born", "age")
        told = [_one(person.of(kind)) for kind in kinds if person.of(kind)]
        free = [word for word in (*told, ", ".join(told)) if word not in words]
        words.append("" if person is plain else free[0] if free else str(len(words) + 1))
    return words

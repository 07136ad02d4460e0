"""Pairs of entities that may be one, or pairs of documents that may mean two: best first, for a person to judge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from kg.identity import Name, Rulings
from kg.identity.people import against, alone, tied
from kg.names import acronyms, fold, surname
from kg.records import Verdict
from kg.store import Store

MOST_ALIKE = 40
"""Names of one kind that are compared with each other; of more, no pair is worth a person's time."""
LIKELY, OPEN, UNLIKELY = 0.8, 0.5, 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Two entities that somebody should look at."""

    score: float
    """How worthwhile a judgement is, from 0 to 1: likely pairs in many documents first."""
    one: str
    """An entity, as its IRI ends."""
    other: str
    names: tuple[str, str]
    """What documents call them."""
    reason: str


def doubts(store: Store) -> list[Doubt]:
    """The pairs worth a judgement, best first; what has been judged already is left out."""
    rulings = Rulings.of(store.judgements())
    tail = store.minter.base + "entity/"
    named = [(name, iri.removeprefix(tail)) for name, iri in store.reader.names()]
    best: dict[frozenset[str], Doubt] = {}
    for doubt in _pairs(named):
        pair = frozenset({doubt.one, doubt.other})
        if len(pair) < 2 or pair in rulings.parted or _judged(pair, rulings):
            continue
        if pair not in best or _order(doubt) < _order(best[pair]):
            best[pair] = doubt
    return sorted(best.values(), key=_order)


def _judged(pair: frozenset[str], rulings: Rulings) -> bool:
    return any(each.verdict is Verdict.SAME and {each.target, each.other} == pair for each in rulings.judgements)


def _order(doubt: Doubt) -> tuple[float, str, str]:
    return -doubt.score, doubt.one, doubt.other


Named = tuple[Name, str]


def _pairs(named: Iterable[Named]) -> Iterator[Doubt]:
    families: dict[str, list[Named]] = defaultdict(list)
    letters: dict[str, list[Named]] = defaultdict(list)
    bodies: dict[str, list[Named]] = defaultdict(list)
    for name, entity in sorted(named):
        if name.coarse == "Person" and not name.gazetteer:
            families[surname(name.text)].append((name, entity))
        elif name.coarse == "Organization":
            for key in {fold(name.text)} if name.acronym else {*acronyms(name.text)}:
                letters[key].append((name, entity))
            for core in name.told("body"):
                bodies[core].append((name, entity))
    yield from _alike(families, _people)
    yield from _alike(letters, _initials)
    yield from _alike(bodies, _same_body)


def _alike(groups: Mapping[str, list[Named]], compare: object) -> Iterator[Doubt]:
    for key in sorted(groups):
        entities = dict.fromkeys(entity for _, entity in groups[key])
        if not 2 <= len(entities) <= MOST_ALIKE:
            continue
        for (one, a), (other, b) in combinations(groups[key], 2):
            if a != b and (found := compare(one, other, len(entities))):  # type: ignore[operator]
                score, reason = found
                yield Doubt(score=round(score, 3), one=a, other=b, names=(one.text, other.text), reason=reason)


def _people(one: Name, other: Name, bearers: int) -> tuple[float, str] | None:
    """A surname and a full name; an initial; two who bear one full name."""
    a, b = fold(one.text), fold(other.text)
    short = one.short_person or other.short_person
    same = bool(one.spelled) and one.spelled == other.spelled
    initial = a == other.initialled or b == one.initialled
    if not (short or same or initial):
        return None
    contrary = list(against(alone(one), alone(other)))
    score = OPEN if same else LIKELY if initial else OPEN
    if tied(alone(one), alone(other)):
        score += 0.15
    if contrary:
        score -= 0.3
    words = "one full name" if same else "an initial" if initial else f"one surname, {bearers} bearers"
    return score * (1 if same else 2 / bearers), f"{words}; {contrary[0]}" if contrary else words


def _initials(one: Name, other: Name, bearers: int) -> tuple[float, str] | None:
    """An acronym and a name with its initials."""
    if one.acronym == other.acronym and not (one.acronym and other.acronym):
        return None
    shared = set(one.told("named")) & set(other.told("named"))
    words = "one acronym in two countries" if one.acronym and other.acronym else "an acronym and its letters"
    return ((LIKELY if shared else OPEN) * 2 / bearers), words


def _same_body(one: Name, other: Name, bearers: int) -> tuple[float, str] | None:
    """A public body of nobody knows where, and that of a country."""
    if bool(one.told("of")) == bool(other.told("of")):
        return None
    return UNLIKELY * 2 / bearers, "one kind of body, of which a document does not say whose"

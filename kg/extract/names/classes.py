"""The class of a name, decided once for all its mentions of a document: a log-linear model over readable evidence.

A model that meets a name for the first time guesses its class, and often guesses "Person". The gazetteer, the words of
the name, what it owns, what it is called and its namesakes know more. What each is worth is data: `classes.json`,
learned on open data sets of names (`python -m kg.evaluate.classes`). The probability of a class is the softmax of the
sums of its weights (multinomial logistic regression, Berger, Della Pietra and Della Pietra 1996).

The finer class, Company or City, follows from the gazetteer and the words of the name (`finer`).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise
from math import exp
from pathlib import Path
from types import MappingProxyType

from kg.extract.names import evidence, namesakes
from kg.extract.names.evidence import Evidence
from kg.extract.names.trim import trimmed
from kg.extract.reading import Reading
from kg.extract.rules import Rule
from kg.language.grammar import Name
from kg.names import fold
from kg.ontology import COARSE, Entry

DATA = Path(__file__).with_name("classes.json")
NO_PERSON = Rule("names/which", "[Sonabel], which is based in Oslo, sued")
PLACE_OF_BODY = Rule("names/place-of-body", "[Phoenix] police chief Ruben Ortega")
APPOINTED = Rule("names/appointed", "They named [Ana Ruiz] finance director")
RULES = (NO_PERSON, PLACE_OF_BODY, APPOINTED)
SHOWN = 4
"""Most pieces of evidence that `why` names."""
LEAST_SHOWN = 0.3
"""A weight below decides nothing."""


@dataclass(slots=True)
class Named:
    """All mentions of one name of a document."""

    mentions: list[Name] = field(default_factory=list)
    """As marked; titles and determiners are still in the spans."""
    texts: list[str] = field(default_factory=list)
    values: dict[Evidence, float] = field(default_factory=dict)
    """Evidence -> the share of the mentions that have it; 1 for what one mention tells of all."""

    @property
    def is_guessed(self) -> bool:
        """True where the model marked no mention: what made them names told their class, too."""
        return all(name.why for name in self.mentions)


def settle(reading: Reading) -> Iterator[Name]:
    """The names of a document, each of the class that its evidence tells; demonyms stay what they are."""
    decided: dict[int, Name] = {}
    for named in gather(reading):
        if named.is_guessed:
            continue
        odds = probabilities(named.values)
        label = _decided(reading, named, odds)
        reasons = why(label, odds, named.values)
        for name in named.mentions:
            decided[name.first] = replace(name, label=label, why=reasons)
    yield from (decided.get(name.first, name) for name in reading.view.names)


def _decided(reading: Reading, named: Named, odds: Mapping[str, float]) -> str:
    """The likeliest class, but for the mistakes that grammar rules out."""
    features = {one.feature for one in named.values}
    likeliest = sorted(COARSE, key=lambda cls: -odds[cls])
    clubs = {f"gazetteer: {cls}" for cls in reading.words("class-of-clubs")}
    sent = reading.view.nodes[named.mentions[0].first].sent
    if likeliest[0] == "Person" and evidence.WHICH in features and reading.trail.acts(NO_PERSON.name, sent):
        return likeliest[1]
    if likeliest[0] != "Person" and evidence.APPOINTED in features and reading.trail.acts(APPOINTED.name, sent):
        return "Person"
    before = not features.isdisjoint({evidence.BEFORE_BODY, evidence.BEFORE_SEAT})
    body = likeliest[0] == "Organization" and before and not clubs.isdisjoint(features)
    return "Place" if body and reading.trail.acts(PLACE_OF_BODY.name, sent) else likeliest[0]


def gather(reading: Reading) -> list[Named]:
    """The names of a document with all that is known of them; namesakes of two classes stand apart."""
    around = namesakes.around(reading)
    found: dict[tuple[str, str], Named] = defaultdict(Named)
    pieces: dict[tuple[str, str], list[list[Evidence]]] = defaultdict(list)
    for whole in reading.view.names:
        name = trimmed(reading, whole) if whole.label in COARSE else None
        if name is None:
            continue
        text = reading.text_of(name.first, name.last)
        key = (fold(text), whole.label if around.is_shared(text) else "")
        found[key].mentions.append(whole)
        found[key].texts.append(text)
        pieces[key].append([*evidence.of_mention(reading, name, whole), *around.evidence(text)])
    for key, named in found.items():
        named.values = _shares(pieces[key])
    return list(found.values())


def _shares(pieces: list[list[Evidence]]) -> dict[Evidence, float]:
    values: dict[Evidence, float] = defaultdict(float)
    for piece in pieces:
        for one in dict.fromkeys(piece):
            values[one] = 1.0 if one.telling else values[one] + 1.0 / len(pieces)
    return dict(values)


# --- the decision --------------------------------------------------------------------------------------------


@cache
def weights() -> Mapping[str, Mapping[str, float]]:
    """The learned weights: feature -> coarse class -> weight."""
    return MappingProxyType(json.loads(DATA.read_text("utf-8"))["weights"])


def probabilities(values: Mapping[Evidence, float]) -> dict[str, float]:
    """The probability of each coarse class, in 0–1."""
    features: dict[str, float] = {}
    for one, value in values.items():
        features[one.feature] = max(value, features.get(one.feature, 0.0))
    learned = weights()
    scores = {
        cls: sum(value * learned[name].get(cls, 0.0) for name, value in features.items() if name in learned)
        for cls in COARSE
    }
    top = max(scores.values())
    powers = {cls: exp(score - top) for cls, score in scores.items()}
    total = sum(powers.values())
    return {cls: power / total for cls, power in powers.items()}


def why(label: str, odds: Mapping[str, float], values: Mapping[Evidence, float]) -> str:
    """What decided for a class: "Organization .97: said of it: Organization (company), model: Person below 0.6"."""
    rival = max((cls for cls in COARSE if cls != label), key=lambda cls: odds[cls])
    learned = weights()
    gains = {
        one: value * (learned[one.feature].get(label, 0.0) - learned[one.feature].get(rival, 0.0))
        for one, value in values.items()
        if one.feature in learned
    }
    chosen = sorted((one for one in gains if gains[one] >= LEAST_SHOWN), key=lambda one: (-gains[one], one.feature))
    return f"{label} {odds[label]:.2f}: {', '.join(map(str, chosen[:SHOWN])) or 'nothing else'}"


# --- the finer class -----------------------------------------------------------------------------------------


def finer(reading: Reading, text: str, label: str) -> tuple[str, Entry | None]:
    """The finest class of a name of a coarse class, and its gazetteer entry.

    Args:
        reading: Any.
        text: The name without titles and possessive.
        label: Its coarse class.
    """
    entry = _entry(reading, text, label)
    return (entry.cls, entry) if entry is not None else (_by_words(reading, text, label), None)


def _entry(reading: Reading, text: str, label: str) -> Entry | None:
    """The entry of the decided class; of groups and places also another, but a city that acts is its club."""
    every = reading.ontology.gazetteer.find_all(text)
    found = [e for e in every if reading.ontology.coarse(e.cls) == label]
    if not found and label != "Person":
        found = [e for e in every if label == "Place" or e.cls not in reading.words("class-of-clubs")]
    has = reading.ontology.has
    return min(found, key=lambda e: (not has(e.cls, "sovereign"), not has(e.cls, "town"), e.key), default=None)


def _by_words(reading: Reading, text: str, label: str) -> str:
    """A finer class from the words of the name, two together first: "Ministry of …" is a GovernmentBody."""
    words = text.split()
    words[-1] = words[-1].capitalize() if words[-1].islower() else words[-1]  # "Sankuru province"
    classes = [cls for cls in sorted(reading.ontology.classes) if reading.ontology.coarse(cls) == label]
    for part in (*(" ".join(pair) for pair in pairwise(words)), *_head_first(words)):
        for cls in classes:
            if part in reading.words(f"name-of-{cls}"):
                return cls
    return label


def _head_first(words: Sequence[str]) -> list[str]:
    """The words of a name, its head first: the "National Resistance [Council]", the "[Bank] of Italy"."""
    head = next((i for i, word in enumerate(words) if word in {"of", "for"} and i), len(words)) - 1
    return [words[head], *(word for i, word in reversed(list(enumerate(words))) if i != head)]

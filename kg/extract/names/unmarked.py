"""Names that a model left unmarked, known again by the gazetteer, by the words they end in, or by what stands around.

Models miss names where several capitalised words meet: "[North Carolina] Gov. Jim Martin", "[Maricopa County Superior
Court] Judge Lindsay Ellis". A run of capitalised words is taken for a name when all of it is known, or when what a
person's title begins with is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from kg.extract.grammar.labels import FINITE, PROPER
from kg.extract.names import evidence
from kg.extract.reading import Reading
from kg.extract.rules import Rule
from kg.extract.time.words import MONTHS, WEEKDAYS
from kg.language.grammar import Name, Node, View
from kg.names import is_acronym
from kg.ontology import Ontology

HYPHENS = frozenset({"-", "/"})
ELSEWHERE = frozenset({"Person", "Organization"})
LEAST = 3
"""Letters of the first word of such a name."""
DAYS = frozenset({*WEEKDAYS, *MONTHS})
SURE = 0.8
"""Least certainty of a name that makes the same words a name elsewhere in the document."""


@dataclass(frozen=True, slots=True)
class Around:
    """What is known of the names of a document when a run of capitals is judged."""

    elsewhere: Mapping[tuple[str, ...], str]
    """The names by their words, each with the class that most of its uses have."""
    persons: Collection[int]
    """First nodes of names of persons."""


Guess = Callable[[Reading, list[Node], Around], Name | None]


def find(reading: Reading, covered: Collection[int]) -> Iterator[Name]:
    """Names in runs of capitalised words that no name covers."""
    around = _around(reading.view)
    for found in _runs(reading, covered):
        run = found
        while len(run) > 1 and reading.ontology.gazetteer.demonym(f"{run[0].text} {run[1].text}") is not None:
            run = run[2:]  # a "[Western Australian] Justice" is none of the newspaper
        for rule, guess in GUESSES if run else ():
            name = guess(reading, run, around) if rule.name not in reading.trail.without else None
            if name is not None:
                reading.trail.note(rule.name, run[0].sent)
                yield replace(name, why=rule.name)
                break


def _around(view: View) -> Around:
    votes: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for name in view.names:
        if name.label in ELSEWHERE and name.confidence >= SURE:
            votes[tuple(node.text for node in view.nodes[name.first : name.last + 1])][name.label] += 1
    elsewhere = {words: min(found, key=lambda label: (-found[label], label)) for words, found in votes.items()}
    return Around(elsewhere, {name.first for name in view.names if name.label == "Person"})


# --- runs of capitalised words -------------------------------------------------------------------------------


def _runs(reading: Reading, covered: Collection[int]) -> Iterator[list[Node]]:
    view = reading.view
    for sentence in view.sentences:
        nodes = view.nodes[sentence.first : sentence.last + 1]
        if _is_headline(nodes):
            continue
        run: list[Node] = []
        for node in nodes:
            if node.i not in covered and node.tag in PROPER and node.text[0].isupper():
                run.append(node)
            elif run:
                if reading.ontology.gazetteer.demonym(f"{run[-1].text} {node.text}") is not None:
                    run.pop()  # "[West] German" is one word of two
                yield from [run] if run else ()
                run = []
        if run:
            yield run


def _is_headline(nodes: tuple[Node, ...] | list[Node]) -> bool:
    """True where most words are capitalised, and verbs as well, so that capitals say nothing."""
    if any(node.tag in FINITE and node.text[0].islower() for node in nodes):
        return False
    words = [node for node in nodes if len(node.text) > 3 and node.text.isalpha()]
    return len(words) > 3 and sum(node.text[0].isupper() for node in words) > 0.8 * len(words)


def _beside_hyphen(view: View, run: list[Node]) -> bool:
    around = [view.nodes[i] for i in (run[0].i - 1, run[-1].i + 1) if 0 <= i < len(view.nodes)]
    return any(node.text in HYPHENS for node in around)


def _is_paired(reading: Reading, run: list[Node]) -> bool:
    """True for one of two states that a hyphen joins: "the [Iran]-Iraq war"."""
    nodes, spelled, has = reading.view.nodes, reading.ontology.gazetteer.spelled, reading.ontology.has
    own = spelled(reading.text_of(run[0].i, run[-1].i))
    sides = ((run[0].i - 1, run[0].i - 2), (run[-1].i + 1, run[-1].i + 2))
    beside = (nodes[other].text for mark, other in sides if 0 <= other < len(nodes) and nodes[mark].text in HYPHENS)
    states = (entry for entry in (own, *map(spelled, beside)) if entry is not None and has(entry.cls, "sovereign"))
    return sum(1 for _ in states) > 1


def _all(run: list[Node], label: str) -> Name:
    return Name(run[0].i, run[-1].i, label, 1.0)


# --- guesses -------------------------------------------------------------------------------------------------


def _again(reading: Reading, run: list[Node], around: Around) -> Name | None:
    """A run that the document names elsewhere."""
    label = around.elsewhere.get(tuple(node.text for node in run))
    if label is None or len(run[0].text) < LEAST or run[0].lemma in DAYS or _beside_hyphen(reading.view, run):
        return None
    return _all(run, label)


def _known(reading: Reading, run: list[Node], around: Around | None = None) -> Name | None:
    """A run that the gazetteer knows; right before a person it is no place, but part of the name: "Md Rafiq Islam"."""
    entry = reading.ontology.gazetteer.spelled(reading.text_of(run[0].i, run[-1].i))
    if entry is None or (_beside_hyphen(reading.view, run) and not _is_paired(reading, run)):
        return None
    label = reading.ontology.coarse(entry.cls)
    if label == "Place" and around is not None and run[-1].i + 1 in around.persons:
        return None
    return _all(run, label)


def _kind(reading: Reading, run: list[Node], around: Around) -> Name | None:  # noqa: ARG001
    """The last word says that it is an organization."""
    ends = len(run) > 1 and run[-1].text in _heads(reading.ontology)
    return _all(run, "Organization") if ends and not _beside_hyphen(reading.view, run) else None


def _before_title(reading: Reading, run: list[Node], around: Around) -> Name | None:
    """What a person's title begins with."""
    roles = reading.ontology.role_nouns
    if run[-1].i + 1 not in around.persons or (run[-1].lemma not in roles and run[-1].text.lower() not in roles):
        return None
    for length in range(len(run) - 1, 0, -1):
        part = run[:length]
        known = _known(reading, part)
        if known is None and length > 1 and part[-1].text in _heads(reading.ontology):
            known = _all(part, "Organization")
        if known is not None:
            return known
    return None


def _after_title(reading: Reading, run: list[Node], around: Around) -> Name | None:  # noqa: ARG001
    """The one name behind the title of a noble."""
    noble = len(run) == 2 and run[0].text.lower() in reading.words("noble")
    return _all(run[1:], "Person") if noble and not _beside_hyphen(reading.view, run) else None


def _owns_title(reading: Reading, run: list[Node], around: Around) -> Name | None:
    """What stands before a title and the person who bears it."""
    if run[-1].i + 2 not in around.persons:
        return None
    title = reading.view.nodes[run[-1].i + 1].lemma
    if len(run) == 1:
        owns = is_acronym(run[0].text) and title in reading.ontology.role_nouns
    else:
        owns = title in reading.words("of-organization")
    return _all(run, "Organization") if owns else None


def _owns(reading: Reading, run: list[Node], around: Around) -> Name | None:  # noqa: ARG001
    """What has shareholders, or was founded."""
    if run[-1].head is not None and f"{run[-1].lemma} {run[-1].head.lemma}".lower() in reading.words("of-company"):
        return None  # a "Chief Executive" is nobody's
    return _all(run, "Organization") if evidence.owns(run[-1], reading.words("of-company")) else None


def _named_by_noun(reading: Reading, run: list[Node], around: Around) -> Name | None:  # noqa: ARG001
    """The noun before it says what it is."""
    noun = reading.view.nodes[run[0].i - 1] if run[0].i else None
    if noun is None or noun.tag != "NN" or not any(node.head is noun and node.dep == "appos" for node in run):
        return None
    cls = reading.noun_class(noun)
    coarse = reading.ontology.coarse(cls) if cls is not None else ""
    return _all(run, coarse) if coarse in {"Organization", "Place"} else None


@lru_cache(maxsize=4)
def _heads(ontology: Ontology) -> frozenset[str]:
    """Words that names of organizations end in."""
    classes = (cls for cls in ontology.classes if ontology.is_a(cls, "Organization"))
    return frozenset().union(*(ontology.words.get(f"name-of-{cls}", frozenset()) for cls in classes))


GUESSES: tuple[tuple[Rule, Guess], ...] = (
    (Rule("names/again", "[Petroandina] spokesman Luis Vega said"), _again),
    (Rule("names/known", "[North Carolina] Gov. Jim Martin"), _known),
    (Rule("names/kind", "the [Butler Township Fire Department] came"), _kind),
    (Rule("names/before-title", "[Texas] Agriculture Commissioner Jim Hightower"), _before_title),
    (Rule("names/noble", "Prince [Claus] visited Tuzla"), _after_title),
    (Rule("names/with-title", "[KAL] attorney George Tompkins"), _owns_title),
    (Rule("names/possessor", "[Norvik] shareholders met"), _owns),
    (Rule("names/named-by-noun", "the opposition newspaper [La Prensa]"), _named_by_noun),
)
"""Each guess at an unmarked run, the first that holds."""
RULES = tuple(rule for rule, _ in GUESSES)

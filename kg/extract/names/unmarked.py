"""Names that a model left unmarked, known again by the gazetteer, by the words they end in, or by what stands around.

Models miss names where several capitalised words meet: "[North Carolina] Gov. Jim Martin", "[Maricopa County Superior
Court] Judge Lindsay Ellis". A run of capitalised words is taken for a name when all of it is known, or when what a
person's title begins with is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping

from kg.extract.names import classes
from kg.extract.time.words import MONTHS, WEEKDAYS
from kg.language.grammar import Name, Node, View
from kg.names import is_acronym
from kg.ontology import Ontology

PROPER = frozenset({"NNP", "NNPS"})
HYPHENS = frozenset({"-", "/"})
ELSEWHERE = frozenset({"Person", "Organization"})
LEAST = 3
"""Letters of the first word of such a name."""
DAYS = frozenset({*WEEKDAYS, *MONTHS})
SURE = 0.8
"""Least certainty of a name that makes the same words a name elsewhere in the document."""


def find(view: View, covered: Collection[int], ontology: Ontology) -> Iterator[Name]:
    """Names in runs of capitalised words that no name covers."""
    persons = {name.first for name in view.names if name.label == "Person"}
    heads = _heads(ontology)
    elsewhere = _elsewhere(view)
    for run in _runs(view, covered):
        known = _again(view, run, elsewhere) or _known(view, run, ontology) or _kind(view, run, heads)
        if known is None and run[-1].i + 1 in persons:
            known = _before_title(view, run, ontology, heads)
        titled = run[-1].i + 2 in persons and _owns_title(view, run, ontology)
        if known is None and (titled or classes.owns(run[-1], ontology)):
            known = Name(run[0].i, run[-1].i, "Organization", 1.0)
        known = known or _named_by_noun(view, run, ontology)
        if known is not None:
            yield known


def _elsewhere(view: View) -> dict[tuple[str, ...], str]:
    """The names of a document by their words, each with the class that most of its uses have."""
    votes: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for name in view.names:
        if name.label in ELSEWHERE and name.confidence >= SURE:
            votes[tuple(node.text for node in view.nodes[name.first : name.last + 1])][name.label] += 1
    return {words: min(found, key=lambda label: (-found[label], label)) for words, found in votes.items()}


def _again(view: View, run: list[Node], elsewhere: Mapping[tuple[str, ...], str]) -> Name | None:
    """As in "[Petroandina] spokesman Luis Vega": a run that the document names elsewhere."""
    label = elsewhere.get(tuple(node.text for node in run))
    if label is None or len(run[0].text) < LEAST or run[0].lemma in DAYS or _beside_hyphen(view, run):
        return None
    return Name(run[0].i, run[-1].i, label, 1.0)


def _runs(view: View, covered: Collection[int]) -> Iterator[list[Node]]:
    for sentence in view.sentences:
        nodes = view.nodes[sentence.first : sentence.last + 1]
        if _is_headline(nodes):
            continue
        run: list[Node] = []
        for node in nodes:
            if node.i not in covered and node.tag in PROPER and node.text[0].isupper():
                run.append(node)
            elif run:
                yield run
                run = []
        if run:
            yield run


def _is_headline(nodes: tuple[Node, ...] | list[Node]) -> bool:
    """True where most words are capitalised, so that capitals say nothing."""
    words = [node for node in nodes if len(node.text) > 3 and node.text.isalpha()]
    return len(words) > 3 and sum(node.text[0].isupper() for node in words) > 0.8 * len(words)


def _known(view: View, run: list[Node], ontology: Ontology) -> Name | None:
    entry = ontology.gazetteer.spelled(_text(view, run))
    if entry is None or _beside_hyphen(view, run):
        return None
    return Name(run[0].i, run[-1].i, ontology.coarse(entry.cls), 1.0)


def _kind(view: View, run: list[Node], heads: frozenset[str]) -> Name | None:
    """As in "Butler Township Fire Department": the last word says that it is an organization."""
    if len(run) < 2 or run[-1].text not in heads or _beside_hyphen(view, run):
        return None
    return Name(run[0].i, run[-1].i, "Organization", 1.0)


def _beside_hyphen(view: View, run: list[Node]) -> bool:
    around = [view.nodes[i] for i in (run[0].i - 1, run[-1].i + 1) if 0 <= i < len(view.nodes)]
    return any(node.text in HYPHENS for node in around)


def _before_title(view: View, run: list[Node], ontology: Ontology, heads: frozenset[str]) -> Name | None:
    """As in "[Texas] Agriculture Commissioner", "[U.S. District Court] Judge": what a person's title begins with."""
    if run[-1].lemma not in ontology.role_nouns and run[-1].text.lower() not in ontology.role_nouns:
        return None
    for length in range(len(run) - 1, 0, -1):
        part = run[:length]
        known = _known(view, part, ontology)
        if known is not None:
            return known
        if length > 1 and part[-1].text in heads:
            return Name(part[0].i, part[-1].i, "Organization", 1.0)
    return None


def _owns_title(view: View, run: list[Node], ontology: Ontology) -> bool:
    """As in "[KAL] attorney George Tompkins", "[Civic Platform] chairman Jan Nowak"."""
    title = view.nodes[run[-1].i + 1].lemma
    if len(run) == 1:
        return is_acronym(run[0].text) and title in ontology.role_nouns
    return title in ontology.words.get("of-organization", frozenset())


def _named_by_noun(view: View, run: list[Node], ontology: Ontology) -> Name | None:
    """As in "the opposition newspaper [La Prensa]", "the bank [Ostrava]": the noun before it says what it is."""
    noun = view.nodes[run[0].i - 1] if run[0].i else None
    if noun is None or noun.tag != "NN" or not any(node.head is noun and node.dep == "appos" for node in run):
        return None
    cls = ontology.noun_classes.get(noun.lemma)
    coarse = ontology.coarse(cls) if cls is not None else ""
    return Name(run[0].i, run[-1].i, coarse, 1.0) if coarse in {"Organization", "Place"} else None


def _heads(ontology: Ontology) -> frozenset[str]:
    """Words that names of organizations end in."""
    classes = (cls for cls in ontology.classes if ontology.is_a(cls, "Organization"))
    return frozenset().union(*(ontology.words.get(f"name-of-{cls}", frozenset()) for cls in classes))


def _text(view: View, run: list[Node]) -> str:
    return view.text[run[0].start : run[-1].end]

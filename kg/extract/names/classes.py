"""Unknown names take the class that the words around them tell: a person has no shareholders, a company is no lawyer.

A model that meets a name for the first time guesses its class, and often guesses "Person". What the name owns, what
it is called in an apposition or a predicate, and a "which" behind it know better. Names that the gazetteer knows, and
persons with a known given name, keep their class.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from kg.extract.grammar.heads import head_of
from kg.language.grammar import Name, Node, View
from kg.names import fold, given_gender, words_of
from kg.ontology import COARSE, Ontology

FORCES = frozenset({"MilitaryForce", "Facility"})
"""Classes whose nouns are said of anybody: "the boxer, a force in the ring"."""


def settle(view: View, ontology: Ontology) -> Iterator[Name]:
    """The names of a document, each of the class that its surroundings, or those of its namesakes, tell."""
    told: dict[int, str] = {}
    by_text: dict[str, set[str]] = defaultdict(set)
    borne: set[str] = set()
    for name in view.names:
        text = _text(view, name)
        if name.label == "Person":
            borne.update(words[-1:] if len(words := words_of(text, person=True)) > 1 else ())
        label = _told(view, name, text, ontology)
        if label is not None:
            told[name.first] = label
            by_text[fold(text)].add(label)
    for name in view.names:
        label = told.get(name.first)
        if label is None and name.label in COARSE:
            key = fold(_text(view, name))
            others = by_text.get(key, set())
            label = next(iter(others)) if len(others) == 1 and key not in borne else None
        yield replace(name, label=label) if label is not None else name


def _text(view: View, name: Name) -> str:
    return view.text[view.nodes[name.first].start : view.nodes[name.last].end]


def _told(view: View, name: Name, text: str, ontology: Ontology) -> str | None:
    """The class that the surroundings of one name tell, if they tell any."""
    if name.label not in COARSE or ontology.gazetteer.find_all(text) or ontology.gazetteer.demonym(text):
        return None
    if name.label == "Person" and given_gender(text, ontology.words):
        return None
    head = head_of(view, name.first, name.last)
    if _is_seat(view, name, ontology):
        return "Place"
    if owns(head, ontology) or (name.label == "Person" and _is_a_thing(head)):
        return "Organization"
    return next((label for noun in _said_of(head) if (label := _kind(noun, ontology))), None)


def _is_seat(view: View, name: Name, ontology: Ontology) -> bool:
    """True for "[Delft]-based Lumen"."""
    behind = view.nodes[name.last + 1 : name.last + 3]
    return len(behind) == 2 and behind[0].text == "-" and behind[1].text in ontology.words.get("at-place", frozenset())


def owns(head: Node, ontology: Ontology) -> bool:
    """True for "[Norvik]'s chief executive Ingrid Haugen", "[Norvik], headquartered in …", "[Norvik] was founded"."""
    words = ontology.words.get("of-company", frozenset())
    if head.dep == "nsubj:pass" and head.head is not None:
        return head.head.text in words
    if head.dep in {"nmod:poss", "compound"} and head.head is not None:
        owned = [head.head, *(kid for kid in head.head.of("nmod:desc") if kid.i > head.i)]
        return any(lemma in words for noun in owned for lemma in _phrases(noun))
    return any(kid.text in words for kid in head.of("acl", "acl:relcl") if kid.tag == "VBN")


def _phrases(noun: Node) -> Iterator[str]:
    """A noun alone, and with each word before it: "executive", "chief executive"."""
    yield noun.lemma
    yield from (f"{kid.lemma} {noun.lemma}" for kid in noun.of("amod", "compound"))


def _is_a_thing(head: Node) -> bool:
    """True for "[Norvik], which makes tyres, said": behind a subject, "which" can mean nothing else."""
    relative = (kid for verb in head.of("acl:relcl") for kid in verb.of("nsubj", "nsubj:pass"))
    return head.base == "nsubj" and any(kid.lemma == "which" for kid in relative)


def _said_of(head: Node) -> Iterator[Node]:
    """Nouns that say what a name is: "Norvik, a [company]", "the [company] Norvik", "Norvik is a [company]"."""
    for kid in head.of("appos"):
        if kid.tag == "NN" and any(det.lemma in {"a", "an"} for det in kid.of("det")):
            yield kid
    above = head.head
    if above is None or above.tag != "NN":
        return
    named = head.dep == "appos" and above.i == head.i - 1
    predicate = head.dep == "nsubj" and above.first("cop") is not None and above.first("case") is None
    if named or (predicate and any(det.lemma in {"a", "an"} for det in above.of("det"))):
        yield above


def _kind(noun: Node, ontology: Ontology) -> str | None:
    if noun.lemma in ontology.words.get("company-part", frozenset()):
        return "Organization"
    cls = ontology.noun_classes.get(noun.lemma)
    if cls is None or cls in FORCES or noun.lemma in ontology.words.get("any-agent", frozenset()):
        return None
    coarse = ontology.coarse(cls)
    return coarse if coarse in COARSE else None

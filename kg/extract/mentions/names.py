"""Marked spans -> names: cleaned of titles, looked up in the gazetteer, with the finest class that is known.

A demonym ("Afghan", "Qatari") points at its country. The country that an organization's name begins with, and
the state behind a legislator's party, are mentions too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.extract.grammar.heads import head_of
from kg.extract.mentions import phrases
from kg.extract.names import unmarked
from kg.extract.reading import Candidate
from kg.extract.time.words import WEEKDAYS
from kg.language.grammar import Name, Node, View
from kg.names import is_acronym
from kg.ontology import Entry, Ontology
from kg.records import Kind

NO_SURNAME = frozenset({"ArmedGroup", "InternationalOrganization", "Country", "PoliticalParty"})
"""Classes whose gazetteer names nobody bears as a surname."""
PARTY = re.compile(r"\b[A-Z]{1,3}-([A-Z][a-z]*\.?(?:[A-Z]\.)?(?: [A-Z][a-z]+\.?)?)(?=[,.)\s])")
"""Party and constituency of a legislator, as American newspapers write them: `D-N.C.`, `R-Texas`."""
MODIFYING = frozenset({"amod", "compound", "nmod:desc", "nmod"})
TITLE_WINDOW = 3
"""Words before a name that may tell the gender of its bearer."""


def find(view: View, ontology: Ontology) -> Iterator[Candidate]:
    """Every name of a document, and the demonyms and constituencies that the model left unmarked."""
    covered: set[int] = set()
    for marked in view.names:
        whole = _owner_of_role(view, marked, ontology)
        name = _trim(view, whole, ontology)
        if name is not None and covered.isdisjoint(range(name.first, name.last + 1)):
            covered.update(range(name.first, name.last + 1))
            covered.update(range(whole.first, name.first))
            candidate = _name(view, name, whole, ontology)
            if candidate.demonym:
                yield from _people(view, candidate.head, ontology)
            yield candidate
            yield from _inside(view, candidate, ontology)
    yield from _constituencies(view, covered, ontology)
    for name in unmarked.find(view, covered, ontology):
        covered.update(range(name.first, name.last + 1))
        yield _name(view, name, name, ontology)
    # A model without demonyms leaves "Afghan" unmarked; the gazetteer knows it.
    for node in view.nodes:
        if node.i not in covered and node.pos in {"ADJ", "PROPN", "NOUN"} and node.text[0].isupper():
            entry = ontology.gazetteer.demonym(node.text)
            if entry is not None:
                yield from _people(view, node, ontology)
                yield _demonym(view, Name(node.i, node.i, "Demonym", 1.0), entry)


def _owner_of_role(view: View, span: Name, ontology: Ontology) -> Name:
    """What is marked as a person, but has natives or employees: "Modesto native", "Healy president", "KAL attorney"."""
    if span.label != "Person" or span.last + 1 >= len(view.nodes):
        return span
    head, noun = view.nodes[span.last], view.nodes[span.last + 1]
    if head.dep not in {"compound", "nmod:desc", "nmod"} or noun.tag not in {"NN", "NNS"}:
        return span
    if noun.lemma in ontology.words.get("of-place", frozenset()):
        return replace(span, label="Place")
    capitals = is_acronym(head.text) and noun.lemma in ontology.role_nouns
    if span.first == span.last and (capitals or noun.lemma in ontology.words.get("of-organization", frozenset())):
        return replace(span, label="Organization")
    return span


def _inside(view: View, name: Candidate, ontology: Ontology) -> Iterator[Candidate]:
    """The country that an organization's name begins with, "Chinese Foreign Ministry", or the place that it ends in."""
    yield from _at_end(view, name, ontology)
    first = view.nodes[name.first]
    if (
        name.first == name.last
        or name.head is first
        or not name.head.text[0].isupper()  # "the Afghan government" says no more than its name
        or ontology.coarse(name.cls) != "Organization"
    ):
        return
    entry = ontology.gazetteer.demonym(first.text) or ontology.gazetteer.find(first.text)
    if entry is not None and ontology.is_a(entry.cls, "Country"):
        yield _demonym(view, Name(name.first, name.first, "Demonym", name.confidence), entry)


def _at_end(view: View, name: Candidate, ontology: Ontology) -> Iterator[Candidate]:
    """The place at the end of an organization's longer name: "Federal Home Loan Bank of San Francisco"."""
    of = next((n for n in range(name.last - 1, name.first + 1, -1) if view.nodes[n].lemma == "of"), None)
    if of is None or ontology.coarse(name.cls) != "Organization" or name.entry is not None:
        return
    entry = ontology.gazetteer.find(view.text[view.nodes[of + 1].start : name.end])
    if entry is not None and ontology.is_a(entry.cls, "Place"):
        yield _demonym(view, Name(of + 1, name.last, "Demonym", name.confidence), entry)


def _constituencies(view: View, covered: set[int], ontology: Ontology) -> Iterator[Candidate]:
    """The state in "D-N.C." or "R-Texas", which no tokenizer cuts out; the gazetteer must know it."""
    starts = {node.start: node for node in view.nodes}
    for match in PARTY.finditer(view.text):
        node = starts.get(match.start()) or starts.get(match.start(1))
        name = next((t for t in (match[1], match[1] + ".", match[1].split()[0]) if ontology.gazetteer.find(t)), None)
        entry = ontology.gazetteer.find(name) if name else None
        if node is None or entry is None or name is None or not view.text.startswith(name, match.start(1)):
            continue
        nodes = [n for n in view.nodes[node.i : node.i + 8] if n.start < match.start(1) + len(name)]
        if covered.isdisjoint(n.i for n in nodes):
            covered.update(n.i for n in nodes)
            start = match.start(1)
            yield Candidate(
                nodes[0].i, nodes[-1].i, nodes[-1], start, start + len(name), name, Kind.NAME, entry.cls, name, entry
            )


def _trim(view: View, span: Name, ontology: Ontology) -> Name | None:
    """Drops what does not belong to a name: determiners, titles before a person, a trailing 's."""
    first, last = span.first, span.last
    titles = ontology.words.get("title", frozenset())
    while (
        first < last
        and not _is_tied(view, first)
        and (
            view.nodes[first].pos in {"DET", "PUNCT"}
            or (span.label == "Person" and view.nodes[first].lemma in titles)
            or (view.nodes[first].lemma in ontology.noun_classes and view.nodes[first].text == view.nodes[first].lemma)
        )
    ):
        first += 1
    while last > first and (
        view.nodes[last].text in {"'s", "’s", "'", "’"}
        or view.nodes[last].text in "([,;:"
        or view.nodes[last].pos == "ADP"
        or (span.label == "Person" and view.nodes[last].lemma in WEEKDAYS)  # "Yasser Arafat Wednesday rejected"
    ):
        last -= 1
    text = view.text[view.nodes[first].start : view.nodes[last].end]
    if not any(ch.isalnum() for ch in text) or (first == last and view.nodes[first].pos == "PRON"):
        return None
    return Name(first, last, span.label, span.confidence)


def _is_tied(view: View, first: int) -> bool:
    """True for the first word of "All-Japan Auto Workers' Union": a hyphen makes it a part of the name."""
    word, hyphen = view.nodes[first], view.nodes[first + 1]
    return hyphen.text == "-" and word.end == hyphen.start


def _name(view: View, span: Name, whole: Name, ontology: Ontology) -> Candidate:
    start, end = view.nodes[span.first].start, view.nodes[span.last].end
    text = view.text[start:end]
    head = head_of(view, whole.first, span.last)
    demonym = ontology.gazetteer.demonym(text)
    entry = None if span.label == "Demonym" and demonym else _entry(text, span.label, ontology)
    if entry is None and (
        span.label == "Demonym"
        or (span.label == "Place" and demonym)
        or (span.label != "Person" and demonym and head.pos == "ADJ")
    ):
        return _demonym(view, span, demonym)
    cls = entry.cls if entry else _class_by_words(view, span, ontology)
    return Candidate(
        span.first,
        span.last,
        head,
        start,
        end,
        text,
        Kind.NAME,
        cls,
        _clean(text),
        entry,
        number="sing",
        gender=_title_gender(view, span, ontology),
        confidence=span.confidence,
        spread=(whole.first, span.last),
    )


def _demonym(view: View, span: Name, entry: Entry | None) -> Candidate:
    start, end = view.nodes[span.first].start, view.nodes[span.last].end
    text = view.text[start:end]
    node = view.nodes[span.last]
    if node.tag in {"NN", "NNP"} and node.first("det") is not None and node.dep not in MODIFYING:
        # "the South African, who joined in 2010" is a person, not the country.
        return Candidate(span.first, span.last, node, start, end, text, Kind.NOMINAL, "Person", text, number="sing")
    return Candidate(
        span.first,
        span.last,
        head_of(view, span.first, span.last),
        start,
        end,
        text,
        Kind.NOMINAL,
        entry.cls if entry else "Place",
        entry.name if entry else text,
        entry,
        demonym=True,
        number="sing",
        confidence=span.confidence,
    )


def _people(view: View, node: Node, ontology: Ontology) -> Iterator[Candidate]:
    """As in "three Israelis": people of a country, whom nobody should take for the country itself."""
    if node.tag in {"NNS", "NNPS"} and node.dep not in MODIFYING - {"nmod"}:
        yield phrases.described(view, node, "Person", ontology)


def _entry(text: str, label: str, ontology: Ontology) -> Entry | None:
    """The gazetteer entry that agrees with the model's coarse class; the text decides between them."""
    found = [e for e in ontology.gazetteer.find_all(_clean(text)) if ontology.coarse(e.cls) == label]
    if not found:
        # "Pentagon" or "Gaza" may be marked with the other class: what acts and what lies somewhere is one name. And
        # what is marked as a person but can only be a group ("al-Qaida") is that group.
        found = [e for e in ontology.gazetteer.find_all(_clean(text)) if label != "Person" or e.cls in NO_SURNAME]
    return min(found, key=lambda e: (e.cls != "Country", e.cls != "City", e.key), default=None)


def _class_by_words(view: View, span: Name, ontology: Ontology) -> str:
    """A finer class from the words of the name: "Ministry of …" is a GovernmentBody."""
    if span.label == "Person":
        return "Person"
    words = [view.nodes[i].text for i in range(span.first, span.last + 1)]
    words[-1] = words[-1].capitalize() if words[-1].islower() else words[-1]  # "Sankuru province"
    for cls in sorted(ontology.classes):
        if ontology.coarse(cls) == span.label and not ontology.words.get(f"name-of-{cls}", frozenset()).isdisjoint(
            words
        ):
            return cls
    return span.label


def _clean(text: str) -> str:
    name = " ".join(text.split()).replace("’", "'")
    return name[:-2] if name.endswith("'s") else name


def _title_gender(view: View, span: Name, ontology: Ontology) -> str:
    if span.label != "Person":
        return "n"
    around = [view.nodes[i].lemma.rstrip(".") for i in range(max(0, span.first - TITLE_WINDOW), span.first)]
    for gender in ("m", "f"):
        if not ontology.words.get(f"gender-{gender}", frozenset()).isdisjoint(around):
            return gender
    return ""

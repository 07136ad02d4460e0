"""Named spans as the model marked them -> names as the text has them: whole, and one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extract.names import headers
from kg.language.grammar import Name, View
from kg.ontology import Ontology


def settle(view: View, ontology: Ontology) -> Iterator[Name]:
    """The names of a document: cut short ones widened, two taken for one divided."""
    given = list(headers.find(view, ontology))
    taken = {i for header in given for i in range(header.place[0], header.medium[1] + 1)}
    names = [name for name in view.names if taken.isdisjoint(range(name.first, name.last + 1))]
    names += [Name(*header.place, "Place", 1.0) for header in given]
    names += [Name(*header.medium, "Organization", 1.0) for header in given]
    persons = {name.first: name.last for name in names if name.label == "Person"}
    last = -1
    for name in sorted(names, key=lambda name: name.first):
        if name.first > last:  # else it was the second half of a name with a slash
            whole = _slashed(view, name, names)
            last = whole.last
            yield from _divided(view, _widen(view, whole, persons, ontology), ontology)


def _widen(view: View, span: Name, persons: dict[int, int], ontology: Ontology) -> Name:
    """As in "Haqqani" becomes "Haqqani network" where the gazetteer knows the longer name."""
    if span.label == "Person":
        return _whole_person(view, _from_title(view, span, ontology), persons)
    if span.first >= 2 and view.nodes[span.first - 1].text == "-" and _prefixed(view, span.first):
        span = replace(span, first=span.first - 2)
    start = view.nodes[span.first].start
    for last in range(min(span.last + 2, len(view.nodes) - 1), span.last, -1):
        if view.nodes[last].sent == view.nodes[span.first].sent:
            text = view.text[start : view.nodes[last].end]
            entry = ontology.gazetteer.spelled(text)
            if entry is not None:
                return Name(span.first, last, ontology.coarse(entry.cls), span.confidence)
    return span


def _slashed(view: View, span: Name, names: list[Name]) -> Name:
    """As in "Nordlys", "Nordlys A" or "Nordlys A/": a slash that stands tight between two words cuts no name."""
    nodes = view.nodes
    slash = next((i for i in range(span.last, min(span.last + 3, len(nodes) - 1)) if nodes[i].text == "/"), span.first)
    if slash == span.first:
        return span
    before, after = nodes[slash - 1], nodes[slash + 1]
    tight = before.end == nodes[slash].start and nodes[slash].end == after.start
    if slash == span.last and not tight:
        return replace(span, last=slash - 1)
    if tight and len(before.text) == len(after.text) == 1 and before.text.isupper() and slash - 1 > span.first:
        return replace(span, last=after.i, label="Organization")  # the legal form of a company: "A/S"
    if slash == span.last and span.label != "Person":
        last = next((name.last for name in names if name.first == after.i and name.label != "Person"), after.i)
        return replace(span, last=last)
    return span


def _whole_person(view: View, span: Name, persons: dict[int, int]) -> Name:
    """A person's name goes on as long as the tree says so: "Mullah -flat-> Omar"."""
    last = span.last
    while last + 1 < len(view.nodes):
        if last + 1 in persons and view.nodes[last + 1].sent == view.nodes[last].sent:
            last = persons[last + 1]  # two persons side by side are one
            continue
        after = view.nodes[last + 1]
        if after.dep != "flat" or after.pos != "PROPN" or after.head is None or not span.first <= after.head.i <= last:
            break
        last += 1
    return span if last == span.last else Name(span.first, last, span.label, span.confidence)


def _from_title(view: View, span: Name, ontology: Ontology) -> Name:
    """As in "Mullah [Omar]": a title that the gazetteer counts to the name."""
    if span.first == 0 or view.nodes[span.first - 1].sent != view.nodes[span.first].sent:
        return span
    text = view.text[view.nodes[span.first - 1].start : view.nodes[span.last].end]
    return replace(span, first=span.first - 1) if ontology.gazetteer.spelled(text) else span


def _prefixed(view: View, first: int) -> bool:
    """As in "All-Japan Auto Workers' Union": a hyphen ties a capitalised word that is no name to the one before."""
    before, hyphen, word = view.nodes[first - 2 : first + 1]
    tied = before.end == hyphen.start and hyphen.end == word.start
    return tied and before.text[0].isupper() and before.pos in {"DET", "ADJ", "ADV"}


def _divided(view: View, span: Name, ontology: Ontology) -> list[Name]:
    """As in "Bosnia and Slovenia" and "Libyan Tripoli" marked as one: two names, if the gazetteer knows both."""
    if span.label == "Place" and span.first < span.last and ontology.gazetteer.demonym(view.nodes[span.first].text):
        whole, rest = (view.text[view.nodes[n].start : view.nodes[span.last].end] for n in (span.first, span.first + 1))
        if ontology.gazetteer.find(rest) and not ontology.gazetteer.find(whole):
            return [replace(span, last=span.first, label="Demonym"), replace(span, first=span.first + 1)]
    joint = next((n for n in range(span.first + 1, span.last) if view.nodes[n].dep == "cc"), None)
    if joint is None:
        return [span]
    halves = [
        Name(span.first, joint - 1, span.label, span.confidence),
        Name(joint + 1, span.last, span.label, span.confidence),
    ]
    texts = [view.text[view.nodes[half.first].start : view.nodes[half.last].end] for half in halves]
    return halves if all(ontology.gazetteer.find(text) for text in texts) else [span]

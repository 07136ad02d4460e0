"""Who is of which party: a word before a name ("Republican Wade Harlan"), letters behind it ("T. Valentine, D-N.C.").

The letter is looked up among the parties of the gazetteer (`kg:partyLetter`), the constituency among its places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.grammar.heads import head_of
from kg.extract.grammar.labels import INDEFINITE
from kg.extract.reading import Candidate, Reading
from kg.extract.rules import Rule
from kg.language.grammar import Name, Node, preposition
from kg.ontology import Entry
from kg.records import Kind

PARTY = re.compile(r"\b([A-Z]{1,3})-([A-Z]{2}|[A-Z][a-z]*\.?(?:[A-Z]\.)?(?: [A-Z][a-z]+\.?)?)(?=[,.)\s])")
"""Party and constituency of a legislator, as American newspapers write them: `D-N.C.`, `R-Texas`."""
ALONE = re.compile(r"(?<=\()([A-Z])(?=\))")
"""A party alone: `Gov. Wade Harlan (R)`."""
CONSTITUENCY = Rule("mentions/constituency", "Rep. Tim Valentine, D-[N.C.]")
LETTER = Rule("mentions/party-letter", "Rep. Tim Valentine, [D]-N.C.")
PARTISAN = Rule("mentions/partisan", "Texas [Republican] Wade Harlan")
SINGULAR = frozenset({"NN", "NNP", "JJ"})
MEMBER = Rule("mentions/party-member", "Mark Warner, a Virginia [Democrat]")
RULES = (CONSTITUENCY, LETTER, PARTISAN, MEMBER)


def find(reading: Reading, covered: set[int]) -> Iterator[Candidate]:
    """The parties and constituencies that are mentions by this; the gazetteer must know them."""
    yield from _behind_names(reading, covered)
    yield from _before_names(reading, covered)
    yield from _said_of_names(reading, covered)


def is_one_of(name: Candidate) -> bool:
    """True for "a moderate Democrat", who is one of a party, and not the party."""
    return any(kid.lemma in INDEFINITE for kid in name.head.of("det"))


def is_said_of(reading: Reading, name: Candidate) -> bool:
    """True for the apposition "a Virginia [Democrat]", "[Republican] of Maine", behind the name of one of them."""
    if _is_cut(reading, reading.view.nodes[name.first]):
        return False
    of = any(preposition(kid) == "of" for kid in name.head.of("nmod"))
    return of or is_one_of(name)


def is_told_by(text: str, mention: Candidate) -> bool:
    """True for the party or the constituency of such a word."""
    matches = PARTY.finditer(text, max(0, mention.start - 4), mention.end + 20)
    return any(mention.start in (match.start(1), match.start(2)) for match in matches)


def _behind_names(reading: Reading, covered: set[int]) -> Iterator[Candidate]:
    """The parties and places that letters name."""
    starts = {node.start: node for node in reading.view.nodes}
    for match in PARTY.finditer(reading.view.text):
        node = starts.get(match.start(2)) or starts.get(match.start())
        name, entry = _constituency(reading, match[2])
        if node is None or entry is None or not reading.view.text.startswith(name, match.start(2)):
            continue
        yield from _mention(reading, covered, CONSTITUENCY, node, match.start(2), name, entry)
        yield from _letter(reading, covered, starts.get(match.start()), match[1])
    bearers = {name.last for name in reading.view.names if name.label == "Person"}
    for match in ALONE.finditer(reading.view.text):
        node = starts.get(match.start())
        if node is not None and node.i - 2 in bearers:
            yield from _letter(reading, covered, node, match[1])


def _letter(reading: Reading, covered: set[int], node: Node | None, letter: str) -> Iterator[Candidate]:
    """The party of a letter that is a word of its own."""
    entry = reading.ontology.gazetteer.party(letter)
    if node is not None and node.text == letter and entry is not None:
        yield from _mention(reading, covered, LETTER, node, node.start, letter, entry)


def _mention(
    reading: Reading, covered: set[int], rule: Rule, node: Node, start: int, name: str, entry: Entry
) -> Iterator[Candidate]:
    end = start + len(name)
    nodes = [n for n in reading.view.nodes[node.i : node.i + 8] if n.start < end]
    if covered.isdisjoint(n.i for n in nodes) and reading.trail.acts(rule.name, node.sent):
        covered.update(n.i for n in nodes)
        yield Candidate(nodes[0].i, nodes[-1].i, nodes[-1], start, end, name, Kind.NAME, entry.cls, name, entry)


def _constituency(reading: Reading, text: str) -> tuple[str, Entry | None]:
    """The longest form of a state that the gazetteer knows: "N.C.", "Texas", "New Mexico" or "New"."""
    for name in (text, text + ".", text.split()[0]):
        entry = reading.ontology.gazetteer.find(name)
        if entry is not None:
            return name, entry
    return "", None


def _before_names(reading: Reading, covered: set[int]) -> Iterator[Candidate]:
    """The party before the name of its member, which looks like an adjective: "Texas Republican Wade Harlan"."""
    for name in reading.view.names:
        node = _before_titles(reading, name) if name.label == "Person" else None
        if node is None or node.i in covered or not node.text[0].isupper():
            continue
        entry = reading.ontology.gazetteer.find(node.text)
        if entry is not None and reading.ontology.is_a(entry.cls, "Organization"):
            yield from _member(reading, covered, PARTISAN, node, entry)


def _said_of_names(reading: Reading, covered: set[int]) -> Iterator[Candidate]:
    """The party in a name's apposition: "Susan Collins, Republican of Maine,", "Bob Ray, the Republican governor"."""
    for name in reading.view.names:
        head = head_of(reading.view, name.first, name.last) if name.label == "Person" else None
        said = head.of("appos") if head is not None else ()
        for node in (*said, *(kid for noun in said for kid in noun.of("amod"))):
            entry = _party_of(reading, node) if node.i not in covered else None
            if entry is not None:
                yield from _member(reading, covered, MEMBER, node, entry)


def _member(reading: Reading, covered: set[int], rule: Rule, node: Node, entry: Entry) -> Iterator[Candidate]:
    """The party of a word for one of its members."""
    if reading.trail.acts(rule.name, node.sent):
        covered.add(node.i)
        ends = (node.start, node.end, node.text)
        yield Candidate(node.i, node.i, node, *ends, Kind.NAME, entry.cls, node.text, entry, number="sing")


def _party_of(reading: Reading, node: Node) -> Entry | None:
    """The party that a word for one of its members names; a Christian Democrat is of another than a Democrat."""
    known = node.text[0].isupper() and node.tag in SINGULAR and not _is_cut(reading, node)
    entry = reading.ontology.gazetteer.find(node.text) if known else None
    return entry if entry is not None and reading.ontology.classes[entry.cls].belonging is not None else None


def _is_cut(reading: Reading, first: Node) -> bool:
    """True for the end of a longer name: a Christian [Democrat], but not for a Virginia [Democrat]."""
    before = reading.view.nodes[first.i - 1]
    return before.text[0].isupper() and reading.ontology.gazetteer.find(before.text) is None


def _before_titles(reading: Reading, name: Name) -> Node | None:
    """The word before a name, and before a title between them: "[Republican] state Sen. Wade Harlan"."""
    nodes, i = reading.view.nodes, name.first - 1
    if i > 0 and nodes[i].lemma in reading.ontology.role_nouns:
        i -= 1
        if i > 0 and nodes[i].text in reading.words("of-chamber"):
            i -= 1
    return nodes[i] if i >= 0 and nodes[i].sent == nodes[name.first].sent else None

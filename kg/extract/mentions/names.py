"""Settled names -> mentions: cleaned of titles, with gazetteer entry and the finest class that is known.

A demonym ("Afghan", "Qatari") points at its country. The country that an organization's name begins with, and
the state behind a legislator's party, are mentions too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from kg.extract.grammar.heads import head_of
from kg.extract.grammar.labels import HYPHENS, MODIFYING
from kg.extract.mentions import partisans, phrases
from kg.extract.names.classes import finer
from kg.extract.names.nationality import country_of
from kg.extract.names.spans import shared
from kg.extract.names.trim import trimmed
from kg.extract.reading import Candidate, Reading
from kg.extract.rules import Rule
from kg.language.grammar import Name, Node
from kg.names import acronym_of, fold, without_article
from kg.ontology import Entry
from kg.records import Kind

TITLE_WINDOW = 3
"""Words before a name that may tell the gender of its bearer."""
SMALL = 3
"""Letters of the longest word that says nothing in a name."""
DEFINED = Rule("mentions/defined", "the Centre for Health Protection ([CHP])")
DEMONYM = Rule("mentions/demonym", "[Afghan] police")
BEARER = Rule("mentions/demonym-person", "the [South African], who joined in 2010")
PEOPLE = Rule("mentions/people", "three [Israelis]")
INSIDE = Rule("mentions/inside", "the [Chinese] Foreign Ministry")
AT_END = Rule("mentions/at-end", "the Federal Home Loan Bank of [San Francisco]")
TITLE_GENDER = Rule("mentions/title-gender", "Mrs. [Clinton]")
PARTISANS = Rule("mentions/partisans", "many [Republicans]")
RULES = (DEFINED, *partisans.RULES, PARTISANS, DEMONYM, BEARER, PEOPLE, INSIDE, AT_END, TITLE_GENDER)


def find(reading: Reading) -> Iterator[Candidate]:
    """Every name of a document, and the demonyms and constituencies that the model left unmarked."""
    covered: set[int] = set()
    meant = dict(_defined(reading))
    for whole in reading.view.names:
        name = trimmed(reading, whole, noted=True)
        if name is not None and covered.isdisjoint(range(name.first, name.last + 1)):
            covered.update(range(whole.first, name.last + 1))
            yield from _with_places(reading, name, whole, meant)
    yield from partisans.find(reading, covered)
    yield from _demonyms(reading, covered)


def _defined(reading: Reading) -> Iterator[tuple[str, str]]:
    """Capitals in brackets that stand for the name before them, and not for what the gazetteer has under them."""
    nodes = reading.view.nodes
    for full, short in pairwise(reading.view.names):
        behind = short.last + 1
        if full.last + 2 != short.first or nodes[full.last + 1].text != "(" or nodes[behind : behind + 1] == ():
            continue
        known = reading.ontology.gazetteer.find(acronym := reading.text_of(short.first, short.last))
        name = reading.text_of(full.first, full.last)
        if known is None or nodes[behind].text != ")" or not acronym_of(acronym, without_article(name)):
            continue
        if reading.ontology.gazetteer.find(name) is not None:
            continue
        if _content(name).isdisjoint(_content(known.name)) and reading.trail.acts(
            DEFINED.name, nodes[short.first].sent
        ):
            yield acronym, without_article(name)


def _content(name: str) -> set[str]:
    """The words of a name, but for its small ones."""
    return {word for word in fold(name).split() if len(word) > SMALL}


def _with_places(reading: Reading, name: Name, whole: Name, meant: Mapping[str, str]) -> Iterator[Candidate]:
    """A name with the people of a demonym before it, and the places inside it after."""
    candidate = _name(reading, name, whole)
    if candidate.text in meant and candidate.kind is Kind.NAME:
        candidate = replace(candidate, cls=finer(reading, meant[candidate.text], name.label)[0], entry=None)
    if candidate.demonym:
        yield from _people(reading, candidate.head)
    if _is_of_some(reading, candidate):
        yield phrases.described(reading, candidate.head, "Person")
        candidate = replace(candidate, kind=Kind.NOMINAL, demonym=True)
    yield candidate
    if reading.ontology.coarse(candidate.cls) == "Organization":
        yield from _at_end(reading, candidate)
        yield from _inside(reading, candidate)


def _is_of_some(reading: Reading, name: Candidate) -> bool:
    """True for "many [Republicans]", who are not the party."""
    head, plural = name.head, name.first == name.last and name.head.tag in {"NNS", "NNPS"}
    if not plural or not reading.ontology.is_a(name.cls, "Organization"):
        return False
    some = any(kid.lemma in reading.words("partial") for kid in head.of("det", "amod", "advmod"))
    return (some or bool(head.of("nummod"))) and reading.trail.acts(PARTISANS.name, head.sent)


def _of_family(reading: Reading, first: int, second: Name) -> str | None:
    """The whole name of the first of two of one family: "[Joe] and Hunter Biden"."""
    nodes = reading.view.nodes
    if second.label != "Person" or second.last == second.first or nodes[first + 1].dep != "cc":
        return None
    if nodes[first].text.lower() not in reading.words("given-m") | reading.words("given-f"):
        return None
    return f"{nodes[first].text} {reading.text_of(second.first + 1, second.last)}"


def _name(reading: Reading, span: Name, whole: Name) -> Candidate:
    text = reading.text_of(span.first, span.last)
    head = head_of(reading.view, whole.first, span.last)
    demonym = country_of(reading, text)
    marked = span.label == "Demonym"
    behind = reading.view.name_at(span.last + 2) if span.first == span.last else None
    whose = shared if span.label != "Person" else _of_family
    spelled = (whose(reading, span.last, behind) if behind is not None else None) or text  # "North and South Korea"
    cls, entry = (span.label, None) if marked and demonym else finer(reading, _clean(spelled), span.label)
    attribute = bool(demonym) and span.label != "Person" and (head.pos == "ADJ" or head.dep == "amod")
    if entry is None and (marked or attribute or (span.label == "Place" and demonym)):
        return _demonym(reading, span, demonym)
    return Candidate(
        span.first,
        span.last,
        head,
        reading.view.nodes[span.first].start,
        reading.view.nodes[span.last].end,
        text,
        Kind.NAME,
        cls,
        _clean(spelled),
        entry,
        number="sing",
        gender=_title_gender(reading, span) if span.label == "Person" else "n",
        confidence=span.confidence,
        spread=(whole.first, span.last),
        why=span.why,
    )


def _title_gender(reading: Reading, span: Name) -> str:
    """The gender that a title before a person tells: "Mr. Clinton"."""
    if TITLE_GENDER.name in reading.trail.without:
        return ""
    around = [node.lemma.rstrip(".") for node in reading.view.nodes[max(0, span.first - TITLE_WINDOW) : span.first]]
    for gender in ("m", "f"):
        if not reading.words(f"gender-{gender}").isdisjoint(around):
            reading.trail.note(TITLE_GENDER.name, reading.view.nodes[span.first].sent)
            return gender
    return ""


def _clean(text: str) -> str:
    name = " ".join(text.split()).replace("’", "'")
    return name[:-2] if name.endswith("'s") else name


# --- words of nationality ------------------------------------------------------------------------------------


def _demonyms(reading: Reading, covered: set[int]) -> Iterator[Candidate]:
    """A model without demonyms leaves "Afghan" unmarked; the gazetteer knows it."""
    for node in reading.view.nodes:
        if node.i not in covered and node.pos in {"ADJ", "PROPN", "NOUN"} and node.text[0].isupper():
            first = _first_half(reading, node)
            entry = country_of(reading, reading.text_of(first, node.i))
            if entry is not None and reading.trail.acts(DEMONYM.name, node.sent):
                yield from _people(reading, node)
                yield _demonym(reading, Name(first, node.i, "Demonym", 1.0), entry)


def _first_half(reading: Reading, node: Node) -> int:
    """Where a demonym begins that ends at a word: "[West] German" has two, but not "in the north-west German city"."""
    before = node.i - 1
    two = before >= 0 and reading.view.nodes[before].text[0].isupper()
    two = two and country_of(reading, reading.text_of(before, node.i)) is not None
    return before if two else node.i


def _demonym(reading: Reading, span: Name, entry: Entry | None) -> Candidate:
    start, end = reading.view.nodes[span.first].start, reading.view.nodes[span.last].end
    text = reading.view.text[start:end]
    node = reading.view.nodes[span.last]
    one = any(kid.lemma in reading.words("indefinite") for kid in node.of("det"))  # "another [Palestinian] was killed"
    alone = node.first("det", "nummod") is not None and (node.tag in {"NN", "NNP"} or one) and node.dep not in MODIFYING
    if alone and reading.trail.acts(BEARER.name, node.sent):  # a person, not the country
        return Candidate(span.first, span.last, node, start, end, text, Kind.NOMINAL, "Person", text, number="sing")
    return Candidate(
        span.first,
        span.last,
        head_of(reading.view, span.first, span.last),
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


def _people(reading: Reading, node: Node) -> Iterator[Candidate]:
    """As in "three Israelis": people of a country, whom nobody should take for the country itself."""
    plural = node.tag in {"NNS", "NNPS"} and node.dep not in MODIFYING - {"nmod"}
    if plural and reading.trail.acts(PEOPLE.name, node.sent):
        yield phrases.described(reading, node, "Person")


# --- places inside names -------------------------------------------------------------------------------------


def _inside(reading: Reading, name: Candidate) -> Iterator[Candidate]:
    """The country that an organization's name begins with: "Chinese Foreign Ministry"."""
    first = reading.view.nodes[name.first]
    if name.first == name.last or name.head is first or not name.head.text[0].isupper():
        return  # "the Afghan government" says no more than its name
    if reading.view.nodes[name.first + 1].text in HYPHENS:
        return  # the "Saudi-Greek Council" is that of neither alone
    gazetteer = reading.ontology.gazetteer
    entry = gazetteer.demonym(first.text) or gazetteer.find(first.text)
    if (
        entry is not None
        and reading.ontology.has(entry.cls, "sovereign")
        and reading.trail.acts(INSIDE.name, first.sent)
    ):
        yield _demonym(reading, Name(name.first, name.first, "Demonym", name.confidence), entry)


def _at_end(reading: Reading, name: Candidate) -> Iterator[Candidate]:
    """The place at the end of an organization's longer name."""
    nodes = reading.view.nodes
    of = next((n for n in range(name.last - 1, name.first + 1, -1) if nodes[n].lemma == "of"), None)
    if of is None or name.entry is not None:
        return
    entry = reading.ontology.gazetteer.find(reading.text_of(of + 1, name.last))
    if (
        entry is not None
        and reading.ontology.is_a(entry.cls, "Place")
        and reading.trail.acts(AT_END.name, nodes[of].sent)
    ):
        yield _demonym(reading, Name(of + 1, name.last, "Demonym", name.confidence), entry)

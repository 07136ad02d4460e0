"""Named spans as the model marked them -> names as the text has them: whole, and one by one."""

from __future__ import annotations

from calendar import day_name
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from kg.extract.grammar.labels import HYPHENS
from kg.extract.names import headers, series, unmarked
from kg.extract.reading import Reading
from kg.extract.rules import Rule
from kg.language.grammar import Name, Node

PROPER = frozenset({"NNP", "NNPS", "JJ"})
"""Tags of the first words of names: "North"."""
MAX_BRACKET = 5
"""Words behind an opening bracket among which the closing one is looked for."""


@dataclass(frozen=True, slots=True)
class Marked:
    """The names of a document by their first node."""

    names: Mapping[int, Name]

    def last_of(self, first: int, *, person: bool) -> int | None:
        """The last node of the name that begins at a node and is, or is not, a person's."""
        name = self.names.get(first)
        return name.last if name is not None and (name.label == "Person") is person else None


Mend = Callable[[Reading, Name, Marked], list[Name]]
"""The names that one marked span stands for; the span itself where nothing is wrong."""


def settle(reading: Reading) -> list[Name]:
    """The names of a document: cut short ones widened, two taken for one divided, those left unmarked found."""
    marked = tuple(_marked(reading))
    covered = {i for name in marked for i in range(name.first, name.last + 1)}
    known = replace(reading, view=replace(reading.view, names=marked))
    found = sorted((*marked, *unmarked.find(known, covered)), key=lambda name: name.first)
    return [name for name in found if not _is_measure(reading, name)]


def _marked(reading: Reading) -> Iterator[Name]:
    found = series.joined(reading, _with_shared(reading, list(_with_headers(reading))))
    names = sorted(found, key=lambda name: name.first)
    marked = Marked({name.first: name for name in names})
    last = -1
    for name in names:
        if name.first > last:  # else it was the second half of a name
            for whole in _mended(reading, name, marked):
                last = whole.last
                yield whole


def _mended(reading: Reading, name: Name, marked: Marked) -> list[Name]:
    """The name after every mend that is not switched off, in the order of `MENDS`."""
    spans = [name]
    for rule, mend in MENDS:
        if rule.name not in reading.trail.without:
            made = [part for span in spans for part in mend(reading, span, marked)]
            if made != spans:
                reading.trail.note(rule.name, reading.view.nodes[name.first].sent)
            spans = made
    return spans


def _with_headers(reading: Reading) -> Iterator[Name]:
    """The marked names, but for those in headers of broadcasts, whose parts say what they are."""
    given = list(headers.find(reading.view, reading.ontology)) if HEADER.name not in reading.trail.without else []
    taken = {i for header in given for i in range(header.place[0], header.medium[1] + 1)}
    yield from (name for name in reading.view.names if taken.isdisjoint(range(name.first, name.last + 1)))
    for header in given:
        reading.trail.note(HEADER.name, reading.view.nodes[header.place[0]].sent)
        yield Name(*header.place, "Place", 1.0)
        yield Name(*header.medium, "Organization", 1.0)


def _with_shared(reading: Reading, names: list[Name]) -> list[Name]:
    """The names, with those that share their last word one by one: "[North] and [South Korea]"."""
    nodes, given = reading.view.nodes, list[Name]()
    for joint in nodes[1:-2] if SHARED.name not in reading.trail.without else ():
        if joint.dep == "cc" and nodes[joint.i - 1].tag in PROPER and nodes[joint.i + 1].tag in PROPER:
            second = Name(joint.i + 1, joint.i + 2, "Place", 1.0)
            if shared(reading, joint.i - 1, second) is not None:
                given += [Name(joint.i - 1, joint.i - 1, "Place", 1.0), second]
                reading.trail.note(SHARED.name, joint.sent)
    taken = {i for name in given for i in range(name.first, name.last + 1)}
    return [name for name in names if taken.isdisjoint(range(name.first, name.last + 1))] + given


# --- names of companies ----------------------------------------------------------------------------------


def _slash(reading: Reading, span: Name) -> int | None:
    """The slash behind the first word, in or right behind a span."""
    nodes = reading.view.nodes
    reach = range(span.last, min(span.last + 3, len(nodes) - 1))
    return next((i for i in reach if i > span.first and nodes[i].text == "/"), None)


def _is_tight(before: Node, slash: Node, after: Node) -> bool:
    return before.end == slash.start and slash.end == after.start


def _legal_form(reading: Reading, span: Name, marked: Marked) -> list[Name]:  # noqa: ARG001
    """One letter on each side of a slash."""
    slash = _slash(reading, span)
    if slash is None or slash - 1 <= span.first:
        return [span]
    before, mark, after = reading.view.nodes[slash - 1 : slash + 2]
    if _is_tight(before, mark, after) and len(before.text) == len(after.text) == 1 and before.text.isupper():
        return [replace(span, last=after.i, label="Organization")]
    return [span]


def _bracketed(reading: Reading, span: Name, marked: Marked) -> list[Name]:  # noqa: ARG001
    """The legal form of a company behind its name, and a place in brackets between the two."""
    nodes, opens = reading.view.nodes, span.last + 1
    if opens < len(nodes) and nodes[opens].text in reading.words("legal-form-alone"):
        return [replace(span, last=opens, label="Organization")]  # "Unilever plc"
    if span.label != "Organization" or opens + 3 >= len(nodes) or nodes[opens].text != "(":
        return [span]
    closes = next((i for i in range(opens + 2, min(opens + MAX_BRACKET, len(nodes) - 1)) if nodes[i].text == ")"), None)
    if closes is None or nodes[closes + 1].text not in reading.words("legal-form"):
        return [span]
    return [replace(span, last=closes + 1)]


# --- names of persons --------------------------------------------------------------------------------------


def _flat(reading: Reading, span: Name, marked: Marked) -> list[Name]:
    """A person's name goes on as long as the tree says so: "Mullah -flat-> Omar"."""
    nodes, last = reading.view.nodes, span.last
    while span.label == "Person" and last + 1 < len(nodes):
        second = marked.last_of(last + 1, person=True)
        after = nodes[last + 1]
        if second is not None and after.sent == nodes[last].sent:
            last = second  # two persons side by side are one
            continue
        if after.dep != "flat" or after.pos != "PROPN" or after.head is None or not span.first <= after.head.i <= last:
            break
        last += 1
    return [replace(span, last=last)]


def _hyphened(reading: Reading, span: Name, marked: Marked) -> list[Name]:
    """A name that ends in a hyphen goes on in the name right behind it."""
    last = reading.view.nodes[span.last]
    second = next((end for person in (True, False) if (end := marked.last_of(span.last + 1, person=person))), None)
    tight = last.text in HYPHENS and second is not None and reading.view.nodes[span.last + 1].start == last.end
    return [replace(span, last=second, label=marked.names[span.last + 1].label)] if second and tight else [span]


def _titled(reading: Reading, span: Name, marked: Marked) -> list[Name]:
    """What ends in an office right before a person is a title: "U.S. Trade [Representative] Clayton Yeutter"."""
    office = reading.view.nodes[span.last].lemma.lower() in reading.ontology.role_nouns
    if span.label != "Organization" or not office or marked.last_of(span.last + 1, person=True) is None:
        return [span]
    for last in range(span.last - 1, span.first - 1, -1):
        entry = reading.ontology.gazetteer.find(reading.text_of(span.first, last))
        if entry is not None:
            return [replace(span, last=last, label=reading.ontology.coarse(entry.cls))]
    return []


def _compass(reading: Reading, span: Name, marked: Marked) -> list[Name]:  # noqa: ARG001
    """The demonym of a state of two words, of which only the first was taken for a place: "[West German] leader"."""
    nodes = reading.view.nodes
    if span.first != span.last or span.label == "Person":
        return [span]
    for first, last in ((span.first, span.last + 1), (span.first - 1, span.last)):
        if first < 0 or last == len(nodes) or nodes[first].text.islower():
            continue  # "the north-west German city"
        if reading.ontology.gazetteer.demonym(reading.text_of(first, last)):
            return [replace(span, first=first, last=last, label="Demonym")]
    return [span]


def _single(reading: Reading, span: Name, marked: Marked) -> list[Name]:  # noqa: ARG001
    """A name of one word with the title that it is never without: "Omar" alone is anybody."""
    if span.label != "Person" or span.first != span.last or span.first == 0:
        return [span]
    before, own = reading.view.nodes[span.first - 1 : span.first + 1]
    fits = before.sent == own.sent and before.text.istitle() and before.text.lower() in reading.words("title-of-name")
    return [replace(span, first=before.i)] if fits else [span]


# --- names of groups and places ------------------------------------------------------------------------------


def _widened(reading: Reading, span: Name, marked: Marked) -> list[Name]:  # noqa: ARG001
    """The longer name that the gazetteer knows."""
    nodes = reading.view.nodes
    if span.label == "Person":
        return [span]
    for last in range(min(span.last + 2, len(nodes) - 1), span.last, -1):
        within = nodes[last].sent == nodes[span.first].sent and all(n.text != "," for n in nodes[span.last + 1 : last])
        if within:  # "Alexandria, Va." are two names
            entry = reading.ontology.gazetteer.spelled(reading.text_of(span.first, last))
            if entry is not None:
                return [replace(span, last=last, label=reading.ontology.coarse(entry.cls))]
    return [span]


def _after_demonym(reading: Reading, span: Name, marked: Marked) -> list[Name]:  # noqa: ARG001
    """A nationality before a place, marked as one."""
    gazetteer = reading.ontology.gazetteer
    if span.label != "Place" or span.first == span.last:
        return [span]
    if not gazetteer.demonym(reading.view.nodes[span.first].text):
        return [span]
    if gazetteer.find(reading.text_of(span.first, span.last)):
        return [span]
    if not gazetteer.find(reading.text_of(span.first + 1, span.last)):
        return [span]
    return [replace(span, last=span.first, label="Demonym"), replace(span, first=span.first + 1)]


def _adjective(reading: Reading, span: Name, marked: Marked) -> list[Name]:  # noqa: ARG001
    """What an adjective says of aid is not the name of who gives it: "[U.S.] military aid"."""
    last = reading.view.nodes[span.last]
    given = last.head
    if span.label != "Organization" or span.first == span.last or last.dep != "amod" or given is None:
        return [span]
    if given.i != span.last + 1 or given.lemma not in reading.words("of-aid"):
        return [span]
    before, gazetteer = reading.text_of(span.first, span.last - 1), reading.ontology.gazetteer
    label = "Demonym" if gazetteer.demonym(before) else "Place" if gazetteer.find(before) else ""
    return [replace(span, last=span.last - 1, label=label)] if label else [span]


def _divided(reading: Reading, span: Name, marked: Marked) -> list[Name]:  # noqa: ARG001
    """Two names marked as one, if the gazetteer knows both."""
    nodes = reading.view.nodes
    joint = next((n for n in range(span.first + 1, span.last) if nodes[n].dep == "cc"), None)
    if joint is None:
        return [span]
    halves = [replace(span, last=joint - 1), replace(span, first=joint + 1)]
    known = all(reading.ontology.gazetteer.find(reading.text_of(half.first, half.last)) for half in halves)
    return halves if known else [span]


def shared(reading: Reading, first: int, second: Name) -> str | None:
    """The name that a word has with the last words of the one behind "and", if the gazetteer knows both."""
    gazetteer = reading.ontology.gazetteer
    if second.last == second.first or second.first != first + 2 or reading.view.nodes[first + 1].dep != "cc":
        return None
    whole = f"{reading.view.nodes[first].text} {reading.text_of(second.first + 1, second.last)}"
    known = gazetteer.spelled(whole) and gazetteer.spelled(reading.text_of(second.first, second.last))
    return whole if known else None


def _day(reading: Reading, name: Name, _: Marked) -> list[Name]:
    """No name is the name of a day, and no person is called by one: "[Wednesday]'s attack", "[Kim] Wednesday said"."""
    last = name.last
    while last >= name.first and reading.view.nodes[last].text.capitalize() in day_name:
        last -= 1
    if last < name.first:
        return []
    return [name if last == name.last or name.label != "Person" else replace(name, last=last)]


def _is_measure(reading: Reading, name: Name) -> bool:
    """True for what is measured or traded, and is nobody: "the [Shanghai Composite] fell", "[U.S. Treasury] yields"."""
    nodes, words = reading.view.nodes, reading.words
    if name.label != "Organization" or MEASURE.name in reading.trail.without:
        return False
    last, behind = nodes[name.last], nodes[name.last + 1 : name.last + 2]
    traded = any(node.lemma in words("security") for node in behind) and last.text in words("issuer")
    counted = any(node.pos == "NUM" or node.lemma in words("measure") for node in (last, *behind))
    index = counted and not words("index-name").isdisjoint(node.text for node in nodes[name.first : name.last + 1])
    if not (traded or index or last.lemma.lower() in words("measure")):
        return False
    reading.trail.note(MEASURE.name, nodes[name.first].sent)
    return True


SHARED = Rule("names/shared-word", "[North] and [South Korea] met")
MEASURE = Rule("names/measure", "the [Shanghai Composite] fell")
HEADER = Rule("names/header", "[Havana] [Radio Reloj Network] in Spanish 2100 GMT")
MENDS: tuple[tuple[Rule, Mend], ...] = (
    (Rule("names/legal-form", "[Nordlys A/S] was fined"), _legal_form),
    (Rule("names/bracketed", "[Unilever (Ghana) Ltd] sells soap"), _bracketed),
    (Rule("names/hyphened", "[Ben-][Gurion University] called him"), _hyphened),
    (Rule("names/compass", "the [West German] leader spoke"), _compass),
    (Rule("names/flat", "[Ahmed] [Wali Karzai] as one name"), _flat),
    (Rule("names/day", "[Wednesday]'s attack"), _day),
    (Rule("names/single", "[Mullah Omar] fled"), _single),
    (Rule("names/widened", "the [Haqqani network] attacked"), _widened),
    (Rule("names/after-demonym", "in [Libyan] [Tripoli]"), _after_demonym),
    (Rule("names/titled", "U.S. Trade [Representative] Clayton Yeutter"), _titled),
    (Rule("names/adjective", "[U.S.] military aid to Mali"), _adjective),
    (Rule("names/divided", "in [Bosnia] and [Slovenia]"), _divided),
)
"""Each mend of a span, in the order in which they act."""
RULES = (HEADER, SHARED, MEASURE, *series.RULES, *(rule for rule, _ in MENDS))

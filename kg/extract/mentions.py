"""View -> mentions: names, described participants and pronouns, each at its head word.

A name is what the language model marked, cleaned and looked up in the gazetteer. A nominal is a noun
phrase whose head noun the lexicon knows (person, group, place). A demonym ("Afghan", "Qatari") points at
its country. Everything else becomes a `Thing` only when a frame asks for it (`thing`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.repair import head_of
from kg.language.grammar import Name, Node, View, preposition
from kg.ontology import Entry, Ontology
from kg.records import Kind

INSIDE_PHRASE = frozenset(
    {"det", "det:predet", "amod", "compound", "nummod", "nmod:poss", "nmod:desc", "flat", "fixed", "advmod", "case"}
)
"""Dependents left of a head noun that belong to the words of its phrase."""
NO_MENTION = frozenset({"compound", "flat", "fixed", "goeswith", "nmod:desc"})
"""Dependents that are words of another mention, or its title."""
NO_SURNAME = frozenset({"ArmedGroup", "InternationalOrganization", "Country", "PoliticalParty"})
"""Classes whose gazetteer names nobody bears as a surname."""
MAX_PHRASE = 12
"""Words; a longer description stops at its head noun."""
PRONOUNS = {
    "he": ("Person", "sing", "m"),
    "him": ("Person", "sing", "m"),
    "his": ("Person", "sing", "m"),
    "himself": ("Person", "sing", "m"),
    "she": ("Person", "sing", "f"),
    "her": ("Person", "sing", "f"),
    "hers": ("Person", "sing", "f"),
    "herself": ("Person", "sing", "f"),
    "i": ("Person", "sing", "speaker"),
    "me": ("Person", "sing", "speaker"),
    "my": ("Person", "sing", "speaker"),
    "they": ("Entity", "plur", ""),
    "them": ("Entity", "plur", ""),
    "their": ("Entity", "plur", ""),
    "it": ("Entity", "sing", "n"),
    "its": ("Entity", "sing", "n"),
    "itself": ("Entity", "sing", "n"),
    "we": ("Entity", "plur", "speaker"),
    "us": ("Entity", "plur", "speaker"),
    "our": ("Entity", "plur", "speaker"),
}
"""Pronoun -> class, number, gender; a closed class of English, not a trigger list."""


PARTY = re.compile(r"\b[A-Z]{1,3}-([A-Z][a-z]*\.?(?:[A-Z]\.)?(?: [A-Z][a-z]+\.?)?)(?=[,.)\s])")
"""Party and constituency of a legislator, as American newspapers write them: `D-N.C.`, `R-Texas`."""


TIED = frozenset({"of", "to", "for", "with", "about", "against", "from", "by", "between", "regarding", "over", "concerning"})
"""Prepositions of complements that say which thing is meant; phrases of place and time do not."""
MAX_COMPLEMENT = 8
"""Words of a complement that still belong to the name of a thing."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mention before coreference: nodes `first`..`last`, its head node, what is known of its class."""

    first: int
    last: int
    head: Node
    start: int
    end: int
    text: str
    kind: Kind
    cls: str
    name: str
    """The words that identify it: a name without titles and possessive, or the phrase itself."""
    entry: Entry | None = None
    demonym: bool = False
    number: str = ""
    gender: str = ""
    confidence: float = 1.0
    spread: tuple[int, int] | None = None
    """Nodes of the whole span that the model marked, titles and articles included."""


@dataclass(frozen=True, slots=True)
class Mentions:
    """All candidates of a document in text order, and which one covers each node."""

    all: tuple[Candidate, ...]
    covering: dict[int, int]
    """Node index -> index of the smallest name, nominal or pronoun headed by or containing it."""
    headed: dict[int, int]
    """Head node index -> candidate index."""
    sentences: dict[int, tuple[int, ...]]
    """Sentence number -> its candidates, in text order."""

    def in_sentence(self, number: int) -> tuple[int, ...]:
        """Candidates of a sentence."""
        return self.sentences.get(number, ())

    def at(self, node: Node) -> int | None:
        """Index of the candidate headed by `node`, or of the name that contains it."""
        found = self.headed.get(node.i)
        return found if found is not None else self.covering.get(node.i)


def find(view: View, ontology: Ontology) -> Mentions:
    """All mentions of a document, in text order."""
    names = list(_names(view, ontology))
    taken = {i for name in names for i in range(name.first, name.last + 1)}
    others = (_other(view, node, taken, ontology) for node in view.nodes if node.i not in taken)
    found = sorted([*names, *(other for other in others if other)], key=lambda c: (c.start, -c.end))
    headed = {candidate.head.i: index for index, candidate in enumerate(found)}
    sentences: dict[int, list[int]] = {}
    for index, candidate in enumerate(found):
        sentences.setdefault(candidate.head.sent, []).append(index)
    covering = {
        i: index
        for index, candidate in enumerate(found)
        if candidate.kind is Kind.NAME or candidate.demonym
        for i in range((candidate.spread or (candidate.first, 0))[0], candidate.last + 1)
    }
    return Mentions(tuple(found), covering, headed, {number: tuple(ids) for number, ids in sentences.items()})


# --- names ------------------------------------------------------------------------------------------


def _names(view: View, ontology: Ontology) -> Iterator[Candidate]:
    covered: set[int] = set()
    for whole in view.names:
        name = _trim(view, whole, ontology)
        if name is not None and covered.isdisjoint(range(name.first, name.last + 1)):
            covered.update(range(name.first, name.last + 1))
            covered.update(range(whole.first, name.first))
            candidate = _name(view, name, whole, ontology)
            yield candidate
            yield from _inside(view, candidate, ontology)
    yield from _constituencies(view, covered, ontology)
    # A model without demonyms leaves "Afghan" unmarked; the gazetteer knows it.
    for node in view.nodes:
        if node.i not in covered and node.pos in {"ADJ", "PROPN", "NOUN"} and node.text[0].isupper():
            entry = ontology.gazetteer.demonym(node.text)
            if entry is not None:
                yield _demonym(view, Name(node.i, node.i, "Demonym", 1.0), entry)


def _inside(view: View, name: Candidate, ontology: Ontology) -> Iterator[Candidate]:
    """The country that an organization's name begins with: "Chinese Foreign Ministry"."""
    first = view.nodes[name.first]
    if (
        name.first == name.last
        or name.entry is not None
        or name.head is first
        or ontology.coarse(name.cls) != "Organization"
    ):
        return
    entry = ontology.gazetteer.demonym(first.text) or ontology.gazetteer.find(first.text)
    if entry is not None and ontology.is_a(entry.cls, "Country"):
        yield _demonym(view, Name(name.first, name.first, "Demonym", name.confidence), entry)


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
    while first < last and (
        view.nodes[first].pos in {"DET", "PUNCT"} or (span.label == "Person" and view.nodes[first].lemma in titles)
    ):
        first += 1
    while last > first and (view.nodes[last].text in {"'s", "’s", "'", "’"} or view.nodes[last].text in "([,;:"):
        last -= 1
    text = view.text[view.nodes[first].start : view.nodes[last].end]
    if not any(ch.isalnum() for ch in text) or (first == last and view.nodes[first].pos == "PRON"):
        return None
    return Name(first, last, span.label, span.confidence)


def _name(view: View, span: Name, whole: Name, ontology: Ontology) -> Candidate:
    start, end = view.nodes[span.first].start, view.nodes[span.last].end
    text = view.text[start:end]
    head = head_of(view, whole.first, span.last)
    demonym = ontology.gazetteer.demonym(text)
    entry = None if span.label == "Demonym" and demonym else _entry(text, span.label, ontology)
    if entry is None and (span.label == "Demonym" or (span.label == "Place" and demonym) or (span.label != "Person" and demonym and head.pos == "ADJ")):
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
    around = [view.nodes[i].lemma.rstrip(".") for i in range(max(0, span.first - 3), span.first)]
    for gender in ("m", "f"):
        if not ontology.words.get(f"gender-{gender}", frozenset()).isdisjoint(around):
            return gender
    return ""


# --- pronouns and described participants ----------------------------------------------------------------


def _other(view: View, node: Node, taken: set[int], ontology: Ontology) -> Candidate | None:
    if node.pos in {"PRON", "DET"} and node.lemma in PRONOUNS and node.dep != "expl":
        cls, number, gender = PRONOUNS[node.lemma]
        return Candidate(
            node.i,
            node.i,
            node,
            node.start,
            node.end,
            node.text,
            Kind.PRONOUN,
            cls,
            node.text,
            number=number,
            gender=gender,
        )
    if node.pos not in {"NOUN", "PROPN"} or node.dep in NO_MENTION:
        return None
    cls = noun_class(node, ontology)
    return described(view, node, cls, taken, ontology) if cls else None


def noun_class(node: Node, ontology: Ontology) -> str | None:
    """The class that the lexicon gives a head noun; the most specific one that lists it."""
    return ontology.noun_classes.get(node.lemma)


def described(view: View, node: Node, cls: str, taken: set[int], ontology: Ontology) -> Candidate:
    """The noun phrase around a head noun, without relative clauses, appositions and most complements."""
    first, last = phrase(node, taken)
    while first < node.i and (
        view.nodes[first].pos in {"CCONJ", "PUNCT"} or view.nodes[first].dep in {"cc", "punct", "mark"}
    ):
        first += 1
    start, end = view.nodes[first].start, view.nodes[last].end
    number = "plur" if node.tag in {"NNS", "NNPS"} else "sing"
    gender = next((g for g in ("m", "f") if node.lemma in ontology.words.get(f"gender-{g}", frozenset())), "")
    text = view.text[start:end]
    return Candidate(
        first, last, node, start, end, text, Kind.NOMINAL, cls, " ".join(text.split()), number=number, gender=gender
    )


def phrase(node: Node, taken: set[int] | None = None) -> tuple[int, int]:
    """First and last node of the core noun phrase: determiners and modifiers on the left, "of …" on the right."""
    first = last = node.i
    for kid in reversed(node.kids):
        if kid.i < node.i and kid.dep in INSIDE_PHRASE and kid.dep != "case":
            low = min(n.i for n in kid.subtree())
            if first - low <= MAX_PHRASE and node.i - low <= MAX_PHRASE:
                first = min(first, low)
    for kid in node.kids:
        if kid.i > node.i and kid.dep in {"nmod", "flat", "compound"} and _is_of(kid) and not _deep(kid):
            last = max(last, max(n.i for n in kid.subtree()))
    return first, last


def _is_of(kid: Node) -> bool:
    return kid.dep != "nmod" or any(case.lemma == "of" for case in kid.of("case"))


def _deep(kid: Node) -> bool:
    nodes = list(kid.subtree())
    return len(nodes) > 6 or any(n.base in {"acl", "advcl", "appos", "conj", "punct"} for n in nodes)


def thing(view: View, node: Node) -> Candidate | None:
    """A participant of no known class (a decision, talks, a bomb), made when a frame asks for it.

    Its words reach over what says which one is meant: "the decision to hold talks", "the announcement regarding …".
    """
    if node.pos not in {"NOUN", "PROPN"}:
        return None
    first, last = phrase(node)
    for kid in node.kids:
        words = list(kid.subtree())
        low = min(n.i for n in words)
        tied = (kid.dep == "nmod" and preposition(kid) in TIED) or (kid.dep == "acl" and (kid.tag == "VB" or kid.lemma in {"regard", "concern", "involve"}))
        if low == last + 1 and tied and len(words) <= MAX_COMPLEMENT:
            last = max(n.i for n in words)
    while last > node.i and view.nodes[last].pos == "PUNCT":
        last -= 1
    start, end = view.nodes[first].start, view.nodes[last].end
    text = view.text[start:end]
    return Candidate(first, last, node, start, end, text, Kind.NOMINAL, "Thing", " ".join(text.split()))

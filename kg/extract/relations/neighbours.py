"""Which names stand beside a name, and how: the links that `patterns` reads.

The links are listed in `patterns`. A name is also found inside a phrase that only says what it is ("the
Minox company", "the state of Connecticut") or where in it something lies ("the south of England").
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.mentions.names import PARTY
from kg.extract.reading import Candidate, Mentions
from kg.language.grammar import Node, View, conjuncts, preposition
from kg.ontology import Ontology
from kg.records import Kind

DASHES = frozenset({"-", "--", "–", "—", "_", "---"})
BEARING = frozenset({"of", "at"})
"""Prepositions before a name that tie what follows to it rather than to the verb."""
PLACING = frozenset({"of", "at", "in", "near", "outside", "around", "from", "to"})
"""Prepositions before a place that another place may follow, in which it lies."""
MAX_LOCATION = 6
"""Words between "in" and a place: "in the far south of England"."""
ORIGIN = frozenset({"of", "from"})
"""Prepositions that say where somebody is from."""
HYPHENS = frozenset({"-", "–", "/"})
MOST_NESTED = 4
"""Names in a row that may still lie in one another: a district, its city, state and country."""
MAX_DATELINE = 12
"""Words before the agency of a dateline."""


def find(view: View, i: int, mentions: Mentions, ontology: Ontology) -> Iterator[tuple[str, int]]:
    """The names beside the name `i`, each with its link."""
    subject = mentions.all[i]
    for link, node in _beside(subject, ontology):
        obj = _meant(node, mentions, ontology)
        if obj is None or obj == i:
            continue
        other = mentions.all[obj]
        if other.demonym and (
            link not in {"modifier", "possessor"} or (other.end <= subject.end and other.start >= subject.start)
        ):
            continue  # "Radio Reloj in Spanish"; inside a name is a link of its own
        if link == "modifier" and any(view.nodes[n].text in HYPHENS for n in range(other.last + 1, subject.first)):
            continue  # "U.S.-Taliban talks"
        if link == "modifier" and subject.cls == "Person" and view.nodes[other.last].tag == "NNPS":
            continue  # "[…] and the Nazis | Burgi Kühnemann"
        international = ontology.is_a(subject.cls, "InternationalOrganization")
        if link == "possessor" and international and ontology.is_a(other.cls, "Country"):
            continue  # "Finland's EU negotiations"
        if other.demonym and ontology.is_a(subject.cls, "Place") and other.last != subject.first - 1:
            continue  # "the Israeli-occupied West Bank"
        yield ("demonym" if other.demonym and link == "modifier" else link), obj
    yield from _after(view, i, subject, mentions, ontology)
    yield from _by_gazetteer(subject, mentions)
    if subject.cls == "Person":
        yield from _party(view, subject, mentions)
    else:
        yield from _inside(i, subject, mentions)
        yield from _dateline(view, subject, mentions)


def _meant(node: Node, mentions: Mentions, ontology: Ontology) -> int | None:
    """The name or nationality that a word stands for: its own, or the one inside a phrase that adds nothing to it."""
    i = mentions.at(node)
    found = mentions.all[i] if i is not None else None
    if found is not None and (found.kind is Kind.NAME or found.demonym):
        return i
    words = ontology.words
    if node.lemma in words.get("apposed", frozenset()) and mentions.covering.get(node.i - 1) is not None:
        inner = mentions.covering[node.i - 1]
        return inner if not mentions.all[inner].demonym else None
    kind = ontology.noun_classes.get(node.lemma, "")
    if node.lemma in words.get("place-part", frozenset()) or kind in {"City", "Region"}:
        of = next((kid for kid in node.of("nmod") if preposition(kid) == "of"), None)
        j = mentions.at(of) if of is not None else None
        return j if j is not None and mentions.all[j].kind is Kind.NAME else None
    return None


def _beside(subject: Candidate, ontology: Ontology) -> Iterator[tuple[str, Node]]:
    """Words that hang from a name, from the noun behind it that says what it is, or from the title in front of it."""
    head = subject.head
    yield from _dependents(head)
    what = head.head
    if what is not None and head.dep == "compound" and what.i == subject.last + 1:
        kind = ontology.noun_classes.get(what.lemma, subject.cls)
        apposed = what.lemma in ontology.words.get("apposed", frozenset())
        if apposed and ontology.coarse(kind) == ontology.coarse(subject.cls):
            yield from ((link, node) for link, node in _dependents(what) if node is not head)
    if subject.cls == "Person":
        for title in head.of("nmod:desc", "compound"):
            if title.tag == "NN" and title.i == subject.first - 1 and _is_agent(title, ontology):
                yield from (("modifier", kid) for kid in title.of("amod"))
    case = "from" if subject.cls == "Person" else "in"
    if head.base == "nsubj" and what is not None and what.first("cop") is not None and preposition(what) == case:
        yield f"oblique:{case}", what


def _is_agent(title: Node, ontology: Ontology) -> bool:
    """True for a noun in front of a person's name that is no role of its own: "Swedish challenger Jan Berg"."""
    return title.lemma not in ontology.role_nouns and ontology.noun_classes.get(title.lemma) in {None, "Person"}


def _dependents(head: Node) -> Iterator[tuple[str, Node]]:
    """Names that hang from the head of a name; coordinated names share what stands before the first."""
    owner = head.head if head.dep == "conj" and head.head is not None else None
    for kid in head.kids:
        if kid.dep == "nmod:poss":
            yield "possessor", kid
        elif kid.dep in {"amod", "compound", "nmod:desc", "nmod:unmarked"} and kid.i < head.i:
            yield "modifier", kid
        elif kid.dep == "nmod" and (prep := preposition(kid)):
            yield from ((f"oblique:{prep}", member) for member in conjuncts(kid))
    if owner is not None and head.first("nmod:poss") is None:
        yield from (("possessor", kid) for kid in owner.kids if kid.dep == "nmod:poss" and kid.i < owner.i)


def _after(view: View, i: int, subject: Candidate, mentions: Mentions, ontology: Ontology) -> Iterator[tuple[str, int]]:
    """The name right behind a comma or an opening bracket."""
    comma = subject.last + 1
    if comma < len(view.nodes) and view.nodes[comma].lemma in ontology.words.get("apposed", frozenset()):
        comma += 1  # "the Najd plateau in Arabia"
    if comma + 1 >= len(view.nodes) or view.nodes[comma].sent != subject.head.sent:
        return
    mark = view.nodes[comma].text
    if mark == "in" and _is_seated(subject, ontology):
        yield from _located(view, comma, subject, mentions, ontology)
    yield from _behind_comma(view, subject, mentions)
    before = view.nodes[subject.first - 1] if subject.first else None
    if mark == "," and before is not None and before.lemma == "by" and before.i == _first(view, before):
        j = mentions.covering.get(comma + 1, mentions.covering.get(comma + 2))
        if j is not None:
            yield "byline", j
    follower = mentions.covering.get(comma + 1)
    if mark not in {",", "(", "["} or follower is None or follower == i:
        return
    other = mentions.all[follower]
    if other.first != comma + 1 or other.demonym:
        return
    if mark == "," and other.head.base == "nsubj":
        return  # "In New York, Chile accused Peru": the second name begins the clause
    if mark == "," and (_listed(i, follower, view, mentions) or not _ends_there(other, view)):
        return
    yield ("comma" if mark == "," else "parenthesis"), follower


def _is_seated(subject: Candidate, ontology: Ontology) -> bool:
    """True when "in" behind a name says where that one is: "at Drexel Inc. in New York", "near Swanwick in England"."""
    case = preposition(subject.head)
    if ontology.is_a(subject.cls, "Place"):
        return case in PLACING
    seats = ontology.words.get("seated", frozenset())
    return case in BEARING or any(word in seats for word in subject.name.split())


def _located(
    view: View, case: int, subject: Candidate, mentions: Mentions, ontology: Ontology
) -> Iterator[tuple[str, int]]:
    """The name behind "in", unless it hangs from the subject and is found there."""
    parts = ontology.words.get("place-part", frozenset())
    n = case + 1
    while n < len(view.nodes) - 1 and n not in mentions.covering and n < case + MAX_LOCATION:
        node = view.nodes[n]
        if node.pos not in {"DET", "ADJ"} and node.lemma not in parts and node.lemma != "of":
            return
        n += 1
    j = mentions.covering.get(n)
    if j is None or mentions.all[j].head.head is subject.head or mentions.all[j].kind is not Kind.NAME:
        return
    large = any(ontology.is_a(mentions.all[j].cls, cls) for cls in ("Country", "Region"))
    if (
        (large or subject.cls == "Facility")
        if ontology.is_a(subject.cls, "Place")
        else not ontology.is_a(subject.cls, "Country")
    ):
        yield "oblique:in", j


def _behind_comma(view: View, subject: Candidate, mentions: Mentions) -> Iterator[tuple[str, int]]:
    """As in "his widow, Norma Viscomi, of Niagara Falls" or "Ann Lee, 24, of Tempe", whatever "of" hangs from."""
    n = subject.last + 1
    if subject.cls != "Person" or view.nodes[n].text != ",":
        return
    words = view.nodes[n + 1 : n + 4]
    if len(words) == 3 and words[0].pos == "NUM" and words[1].text == ",":
        words = view.nodes[n + 3 : n + 5]
    if len(words) >= 2 and words[0].lemma in ORIGIN and words[1].sent == subject.head.sent:
        j = mentions.covering.get(words[1].i)
        if j is not None and not mentions.all[j].demonym:
            yield f"oblique:{words[0].lemma}", j


def _by_gazetteer(subject: Candidate, mentions: Mentions) -> Iterator[tuple[str, int]]:
    """Names of the same sentence that the gazetteer knows to contain the subject.

    True, but not always what the sentence says: in the training part of CoNLL04, 73 % of such pairs are annotated when
    the inner name comes first, 17 % when it comes last. The rule's name tells where the fact is from.
    """
    if subject.entry is None:
        return
    around = {subject.entry.country, subject.entry.part_of} - {None}
    for j in mentions.in_sentence(subject.head.sent):
        other = mentions.all[j]
        if other is not subject and other.kind is Kind.NAME and other.entry is not None and other.entry.key in around:
            yield "gazetteer", j


def _inside(i: int, subject: Candidate, mentions: Mentions) -> Iterator[tuple[str, int]]:
    """A nationality or country that is a word of an organization's name."""
    for j in mentions.in_sentence(subject.head.sent):
        other = mentions.all[j]
        if j != i and subject.start <= other.start and other.end <= subject.end and other.demonym:
            yield ("inside" if other.first == subject.first else "inside-of"), j


def _dateline(view: View, subject: Candidate, mentions: Mentions) -> Iterator[tuple[str, int]]:
    """The city before an agency in brackets at the start of a paragraph: "BANGKOK, Thailand (AP) --"."""
    first = next((n for n in range(subject.first, -1, -1) if view.nodes[n].sent != subject.head.sent), -1) + 1
    before, after = subject.first - 1, subject.last + 1
    if not first < before <= first + MAX_DATELINE or view.nodes[before].text != "(":
        return
    if after >= len(view.nodes) or view.nodes[after].text != ")":
        return
    closes = after + 1 >= len(view.nodes) or view.nodes[after + 1].sent != subject.head.sent
    if closes or view.nodes[after + 1].text in DASHES:
        places = (j for j in mentions.in_sentence(subject.head.sent) if mentions.all[j].last < before)
        yield from (("dateline", j) for j in places if _opens(view, mentions.all[j]))


def _opens(view: View, place: Candidate) -> bool:
    """True for a city of a dateline: it stands first, or behind a slash, and no comma ties it to one before."""
    return not place.demonym and (place.first == 0 or view.nodes[place.first - 1].text != ",")


def _party(view: View, subject: Candidate, mentions: Mentions) -> Iterator[tuple[str, int]]:
    """As in "Rep. Tim Valentine, D-N.C.,": the constituency two or three words behind the name."""
    for n in range(subject.last + 2, min(subject.last + 5, len(view.nodes))):
        j = mentions.covering.get(n)
        if j is not None and PARTY.match(view.text, mentions.all[j].start - 2):
            yield "party", j
            return


def _listed(i: int, j: int, view: View, mentions: Mentions) -> bool:
    """True for a list of peers ("in France, Germany and Italy", "Tijuana, Puebla, Merida, Leon")."""
    subject, other = mentions.all[i], mentions.all[j]
    if subject.entry is not None and other.entry is not None:
        around = {subject.entry.country, subject.entry.part_of}
        peers = subject.cls == other.cls or other.cls == "City" or _row(i, view, mentions) > MOST_NESTED
        return other.entry.key not in around and peers
    if _row(i, view, mentions) > MOST_NESTED:
        return True
    if other.cls in {"Country", "Region"} and subject.cls not in {"Country", "Region"}:
        return False
    following = view.nodes[other.last + 1] if other.last + 1 < len(view.nodes) else None
    if other.head.dep == "conj" or (following is not None and following.lemma in {"and", "or", "&"}):
        return True
    # Three or more names in a row, none of them a country or region, are a list.
    return any(
        k is not None and mentions.all[k].cls == other.cls for k in (_next(j, view, mentions), _last(i, view, mentions))
    )


def _row(i: int, view: View, mentions: Mentions) -> int:
    """How many names stand in a row with this one, commas between them; no more are counted than matter."""
    length = 1
    for step in (_next, _last):
        at = step(i, view, mentions)
        while at is not None and length <= MOST_NESTED:
            length, at = length + 1, step(at, view, mentions)
    return length


def _next(i: int, view: View, mentions: Mentions) -> int | None:
    """The name behind the comma behind a name."""
    comma = mentions.all[i].last + 1
    return mentions.covering.get(comma + 1) if comma < len(view.nodes) and view.nodes[comma].text == "," else None


def _last(i: int, view: View, mentions: Mentions) -> int | None:
    """The name before the comma before a name."""
    comma = mentions.all[i].first - 1
    return mentions.covering.get(comma - 1) if comma > 0 and view.nodes[comma].text == "," else None


def _first(view: View, node: Node) -> int:
    """Index of the first word of a node's sentence."""
    return view.sentences[node.sent].first


def _ends_there(other: Candidate, view: View) -> bool:
    """As in "Doha, Qatar," closes with punctuation, a verb or a function word, not with more of a noun phrase."""
    if other.last + 1 >= len(view.nodes):
        return True
    following = view.nodes[other.last + 1]
    return following.pos not in {"NOUN", "PROPN", "NUM"} and following.tag != "POS"

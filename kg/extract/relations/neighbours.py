"""Which names stand beside a name, and how; `patterns` lists the links.

A name is also found inside a phrase that only says what it is ("the Minox company", "the state of Connecticut") or
where in it something lies ("the south of England").
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.grammar.labels import HYPHENS, PREMODIFIERS, PRESENT
from kg.extract.mentions import partisans
from kg.extract.names import nationality
from kg.extract.reading import Candidate, Reading
from kg.extract.relations import followers
from kg.language.grammar import Node, conjuncts, preposition
from kg.records import Kind

OBJECTS_TOLD = frozenset({"obj", "iobj", "obl"})
"""Labels of who is told something."""
NATIONAL = frozenset({"modifier", "possessor"})
"""Links of a nationality that says something of the name."""


def find(reading: Reading, i: int) -> Iterator[tuple[str, int]]:
    """The names beside the name `i`, each with its link."""
    subject = reading.mentions.all[i]
    for link, node in _beside(reading, subject):
        obj = _meant(reading, node)
        if link == "possessor" and is_party(reading, subject):
            if _is_shared(subject, node):
                continue  # "her CDU and the SPD"
            owner = reading.mentions.at(node) if obj is None else None  # "his Christian Democrats"
            obj = owner if owner is not None and reading.chains.of[owner] is not None else obj
        if obj is None or obj == i or _says_nothing(reading, subject, link, reading.mentions.all[obj]):
            continue
        demonym = link == "modifier" and reading.mentions.all[obj].demonym
        yield ("demonym" if demonym else link), obj
    yield from followers.find(reading, i)
    yield from _by_gazetteer(reading, subject)
    if subject.cls == "Person":
        yield from _called(reading, subject)
        yield from _party(reading, subject)
        yield from _partisan(reading, subject)
    else:
        yield from _inside(reading, i)


def _is_shared(name: Candidate, owner: Node) -> bool:
    """True for what stands before the first of several names."""
    return name.head.dep == "conj" and owner not in name.head.kids


def is_party(reading: Reading, name: Candidate) -> bool:
    """True for the name of what people belong to without an office of it."""
    return reading.ontology.classes[name.cls].belonging is not None


def _is_told(reading: Reading, subject: Candidate, place: Candidate) -> bool:
    """True for who is told something in a place, "told Reuters in Lomasa", and for any medium in a town."""
    verb = subject.head.head
    told = verb is not None and verb.lemma in reading.words("reporting-verb") and subject.head.base in OBJECTS_TOLD
    seated = not reading.words("seated").isdisjoint(subject.name.split())
    medium = subject.cls in reading.words("class-of-media") and not seated
    return told or (medium and not reading.ontology.has(place.cls, "sovereign"))


def _says_nothing(reading: Reading, subject: Candidate, link: str, other: Candidate) -> bool:
    """True for a link that ties two names in the tree, but not in what the text says."""
    ontology = reading.ontology
    if other.demonym:
        if nationality.is_other(reading, reading.view.nodes[other.last]):
            return True
        within = subject.start <= other.start and other.end <= subject.end
        if link not in NATIONAL or within:
            return True  # "Radio Reloj in Spanish"; inside a name is a link of its own
        if ontology.is_a(subject.cls, "Place") and other.last != subject.first - 1:
            return True  # "the Israeli-occupied West Bank"
    if link.startswith("oblique"):
        return _is_loose(reading, subject, link, other)
    if link == "possessor":  # "Finland's EU negotiations"
        return ontology.has(subject.cls, "body of states") and ontology.has(other.cls, "sovereign")
    if link == "modifier" and is_party(reading, subject) and not ontology.has(other.cls, "sovereign"):
        return True  # "the Montana Republicans", who are a part of the party
    return link == "modifier" and _only_precedes(reading, subject, other)


def _is_loose(reading: Reading, subject: Candidate, link: str, other: Candidate) -> bool:
    """True for a phrase with a preposition that says nothing of the name before it."""
    if link == "oblique:in" and (_is_told(reading, subject, other) or _only_meets(reading, subject.head)):
        return True
    if is_party(reading, subject) and subject.head.dep == "appos":
        return True  # "Susan Collins, Republican of Maine"
    return _is_cut(reading, other) or (subject.cls == "Person" and _is_of_pupils(reading, other))


def _only_meets(reading: Reading, body: Node) -> bool:
    """True for a meeting of the committee in Washington."""
    of = body.head if body.dep == "nmod" and preposition(body) == "of" else None
    return of is not None and of.lemma in reading.words("of-body-met")


def _only_precedes(reading: Reading, subject: Candidate, other: Candidate) -> bool:
    """True for a modifier that is that of something else, or half of one."""
    nodes = reading.view.nodes
    member = reading.mentions.at(subject.head.head) if subject.head.head is not None else None
    party = not other.demonym and is_party(reading, subject)
    if party and member is not None and reading.mentions.all[member].cls == "Person":
        return True  # "Texas Republican Wade Harlan": the party is not that of Texas
    title = subject.head.head if subject.head.dep in PREMODIFIERS else None
    if is_party(reading, subject) and title is not None and title.lemma in reading.ontology.role_nouns:
        return True  # "Kentucky GOP Gov. Matt Bevin"
    if any(node.text in {*HYPHENS, ","} for node in nodes[other.last + 1 : subject.first]):
        return True  # "U.S.-Taliban talks", "US, Taliban to meet"
    if other.demonym and subject.cls != "Person" and other.first and nodes[other.first - 1].text in HYPHENS:
        return True  # "the Saudi-Greek Partnership Council", but not a Cuban-American
    return subject.cls == "Person" and nodes[other.last].tag == "NNPS"  # "[…] and the Nazis | Burgi Kühnemann"


def _is_cut(reading: Reading, other: Candidate) -> bool:
    """True for "soldiers of the Brigade in [U.S.]-issued fatigues"."""
    behind = reading.view.nodes[other.last + 1 : other.last + 2]
    return any(node.text == "-" and node.start == other.end for node in behind)


def _is_of_pupils(reading: Reading, school: Candidate) -> bool:
    """True for who is "from Al Massa School", not for who is from a law school."""
    words = school.name.split()
    return words[-1] in reading.words("pupils") and reading.words("graduate-school").isdisjoint(words)


def _meant(reading: Reading, node: Node) -> int | None:
    """The name or nationality that a word stands for: its own, or the one inside a phrase that adds nothing to it."""
    mentions = reading.mentions
    i = mentions.at(node)
    found = mentions.all[i] if i is not None else None
    if found is not None and (found.kind is Kind.NAME or found.demonym):
        return i
    inner = mentions.covering.get(node.i - 1)
    if inner is not None and node.lemma in reading.words("apposed"):
        return inner if not mentions.all[inner].demonym else None
    if node.lemma in reading.words("place-part") or _is_part_of_state(reading, node.lemma):
        whole = (kid for kid in node.of("nmod", "nmod:poss") if kid.dep == "nmod:poss" or preposition(kid) == "of")
        of = next(whole, None)  # "the north of Sydney", "Sydney's north"
        j = mentions.at(of) if of is not None else None
        return j if j is not None and mentions.all[j].kind is Kind.NAME else None
    return None


def _is_part_of_state(reading: Reading, noun: str) -> bool:
    """True for "city", "province"."""
    cls, has = reading.ontology.noun_classes.get(noun, ""), reading.ontology.has
    return has(cls, "town", "area") and not has(cls, "sovereign")


# --- in the tree -----------------------------------------------------------------------------------------------


def _beside(reading: Reading, subject: Candidate) -> Iterator[tuple[str, Node]]:
    """Words that hang from a name, from the noun behind it that says what it is, or from the title in front of it."""
    head = subject.head
    yield from _dependents(head)
    what = head.head
    if what is not None and head.dep == "compound" and what.i == subject.last + 1 and _is_class(reading, what, subject):
        yield from ((link, node) for link, node in _dependents(what) if node is not head)
    if subject.cls == "Person":
        for title in head.of("nmod:desc", "compound"):
            if title.tag == "NN" and title.i == subject.first - 1 and _is_agent(reading, title):
                yield from (("modifier", kid) for kid in title.of("amod"))
    case = "from" if subject.cls == "Person" else "in"
    if head.base == "nsubj" and what is not None and what.first("cop") is not None and preposition(what) == case:
        yield f"oblique:{case}", what


def _is_class(reading: Reading, noun: Node, subject: Candidate) -> bool:
    """True for a noun behind a name that only says what it is the name of: "the Minox company"."""
    coarse = reading.ontology.coarse
    cls = reading.ontology.noun_classes.get(noun.lemma, subject.cls)
    return noun.lemma in reading.words("apposed") and coarse(cls) == coarse(subject.cls)


def _is_agent(reading: Reading, title: Node) -> bool:
    """True for a noun in front of a person's name that is no role of its own: "Swedish challenger Jan Berg"."""
    ontology = reading.ontology
    return title.lemma not in ontology.role_nouns and ontology.noun_classes.get(title.lemma) in {None, "Person"}


def _dependents(head: Node) -> Iterator[tuple[str, Node]]:
    """Names that hang from the head of a name; coordinated names share what stands before the last that has it."""
    for kid in head.kids:
        if kid.dep == "nmod:poss":
            yield "possessor", kid
        elif kid.dep in PREMODIFIERS and kid.i < head.i:
            yield "modifier", kid
        elif kid.dep == "nmod" and (prep := preposition(kid)):
            yield from ((f"oblique:{prep}", member) for member in conjuncts(kid))
    first = head.head if head.dep == "conj" else None
    if first is not None:  # "Penrith, Liverpool and Bankstown in Sydney"
        last = max(kid.i for kid in first.of("conj"))
        behind = (kid for kid in first.of("nmod") if kid.i > last and preposition(kid) == "in")
        yield from (("oblique:in", kid) for kid in behind)
    if first is not None and head.first("nmod:poss") is None:
        before = (member for member in (first, *first.of("conj")) if member.i < head.i)
        owned = [member for member in before if (owner := member.first("nmod:poss")) is not None and owner.i < member.i]
        yield from (("possessor", kid) for member in owned[-1:] for kid in member.of("nmod:poss"))


# --- elsewhere in the sentence ------------------------------------------------------------------------------------


def _by_gazetteer(reading: Reading, subject: Candidate) -> Iterator[tuple[str, int]]:
    """Names of the same sentence that the gazetteer knows to contain the subject.

    True, but not always what the sentence says: in the training part of CoNLL04, 73 % of such pairs are annotated when
    the inner name comes first, 17 % when it comes last. The rule's name tells where the fact is from.
    """
    if subject.entry is None or len(subject.text) == 1:
        return  # the party of "D-Minn." is not told of
    around = {subject.entry.country, subject.entry.part_of} - {None}
    for j in reading.mentions.in_sentence(subject.head.sent):
        other = reading.mentions.all[j]
        if other is not subject and other.kind is Kind.NAME and other.entry is not None and other.entry.key in around:
            yield "gazetteer", j


def _called(reading: Reading, subject: Candidate) -> Iterator[tuple[str, int]]:
    """The nationality that somebody is said to be of: "Ana Ruiz is Kenyan", "Ana Ruiz, who is Kenyan"."""
    clauses = [subject.head.head] if subject.head.dep == "nsubj" else []
    for adjective in (*clauses, *subject.head.of("acl:relcl")):
        j = reading.mentions.at(adjective) if adjective is not None and adjective.pos == "ADJ" else None
        copula = adjective.first("cop") if adjective is not None else None
        plain = copula is not None and copula.tag in PRESENT and not adjective.of("advmod", "mark")
        if j is not None and plain and reading.mentions.all[j].demonym:
            yield "demonym", j


def _inside(reading: Reading, i: int) -> Iterator[tuple[str, int]]:
    """A nationality or country that is a word of an organization's name."""
    mentions, subject = reading.mentions, reading.mentions.all[i]
    for j in mentions.in_sentence(subject.head.sent):
        other = mentions.all[j]
        if j != i and subject.start <= other.start and other.end <= subject.end and other.demonym:
            yield ("inside" if other.first == subject.first else "inside-of"), j


def _party(reading: Reading, subject: Candidate) -> Iterator[tuple[str, int]]:
    """As in "Rep. Tim Valentine, D-N.C.,": the party right behind the name, and the constituency behind it."""
    for n in range(subject.last + 2, subject.last + 5):
        j = reading.mentions.covering.get(n)
        if j is not None and partisans.is_told_by(reading.view.text, reading.mentions.all[j]):
            yield "party", j


def _partisan(reading: Reading, subject: Candidate) -> Iterator[tuple[str, int]]:
    """As in "Mark Warner, a Virginia Democrat,": a name of a party for one of it."""
    for node in subject.head.of("appos"):
        j = reading.mentions.at(node)
        if j is None or not is_party(reading, reading.mentions.all[j]):
            continue
        if partisans.is_said_of(reading, reading.mentions.all[j]):
            yield "party", j

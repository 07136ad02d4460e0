"""Trees around a person's office mended: title, name, and the institution between them.

"Secretary of State John Kerry" and "the head of the Commission, José Barroso" have one person and one office each;
parsers hang the name from whatever stands next to it.
"""

from __future__ import annotations

from functools import lru_cache

from kg.extract.grammar.heads import head_of
from kg.extract.grammar.labels import ONE
from kg.extract.reading import Reading
from kg.extract.trees.registry import Named, of_names
from kg.language.grammar import Node, move
from kg.ontology import Ontology

OFFICES = of_names()
MAX_BRACKETS = 4
"""Words between brackets behind a name: an abbreviation."""


@lru_cache(maxsize=4)
def borne_by_persons(ontology: Ontology) -> frozenset[str]:
    """The lemmas of all offices of persons, of one word or two."""
    return frozenset(lemma for role in ontology.roles if role.bearer == "Person" for lemma in role.lemmas)


def _replace(old: Node, new: Node, dep: str) -> None:
    """`new` takes the place of `old` in the tree; `old` hangs below it as `dep`."""
    head, label = old.head, old.dep
    if new.head is not None:
        new.head.kids.remove(new)
        new.head = None
    if head is None:
        new.dep = label
    else:
        move(new, head, label)
    keep = {"amod", "compound", "det", "nmod", "nmod:poss", "nmod:desc", "nmod:unmarked"}
    for kid in list(old.kids):
        if kid is not new and (kid.dep not in keep or kid.i > new.i):
            move(kid, new, kid.dep)
    move(old, new, dep)


@OFFICES.mend("title-as-head", "[Ambassador] James Dobbins left.", "Person")
def _title_as_head(named: Named, reading: Reading) -> bool:
    """The name is the head, and the title hangs from it."""
    head = named.head
    title = head.head
    if title is None or head.dep not in {"flat", "appos"} or title.i != named.name.first - 1:
        return False
    if title.lemma not in reading.ontology.role_nouns or any(kid.dep == "det" for kid in title.kids):
        return False
    _replace(title, head, "nmod:desc")
    return True


@OFFICES.mend("appointee", "They appointed [Omar Haddad] ambassador.", "Person")
def _appointee(named: Named, reading: Reading) -> bool:
    """Who is named and what he is named are two ends of the verb."""
    head, nodes = named.head, reading.view.nodes
    office = head.head
    verb = office.head if office is not None else None
    if office is None or verb is None or head.dep not in {"compound", "nmod:desc"} or office.i < named.name.last:
        return False
    if verb.lemma not in reading.words("role-verb") or office.dep not in {"xcomp", "obj"} or verb.i > named.name.first:
        return False
    between = nodes[named.name.last + 1 : office.i]
    if not _is_office(office, reading) or any(node.pos not in {"NOUN", "ADJ"} for node in between):
        return False
    if verb.of("obj") not in ([], [office]):
        return False
    move(head, verb, "obj")
    office.dep = "xcomp"
    return True


def _is_office(noun: Node, reading: Reading) -> bool:
    """True for a noun for an office, of one word or two: "speaker", "chief executive"."""
    two = f"{reading.view.nodes[noun.i - 1].lemma} {noun.lemma}"
    return noun.lemma in reading.ontology.role_nouns or two in borne_by_persons(reading.ontology)


@OFFICES.mend("second-object", "They elected [Omar Haddad] speaker.", "Person")
def _second_object(named: Named, reading: Reading) -> bool:
    """Of two objects, the office is what the other one is named."""
    head, verb = named.head, named.head.head
    if head.dep != "obj" or verb is None or verb.lemma not in reading.words("role-verb"):
        return False
    office = next((kid for kid in verb.of("obj") if kid is not head and kid.i > named.name.last), None)
    if office is None or office.of("det", "nmod:poss") or not _is_office(office, reading):
        return False
    office.dep = "xcomp"
    return True


@OFFICES.mend("second-title", "California [Democrat] Omar Haddad left.", "Person")
def _second_title(named: Named, reading: Reading) -> bool:
    """A noun right before a name that stands in the same place says what that person is."""
    head, first = named.head, named.name.first
    before = reading.view.nodes[first - 1] if first else None
    if before is None or before.head is None or before.head is not head.head or before.dep != head.dep:
        return False
    if before.base != "nsubj" or before.pos not in {"NOUN", "PROPN"}:
        return False
    move(before, head, "nmod:desc")
    return True


@OFFICES.mend("office-of-person", "Secretary [of State] John Kerry left.", "Person")
def _office_of_person(named: Named, reading: Reading) -> bool:
    """What stands between a title and a name is the title's, and the name is the head."""
    head, nodes = named.head, reading.view.nodes
    title, inner = head.head, nodes[named.name.first - 1]
    if title is None or head.dep not in {"nmod", "nmod:unmarked", "appos"} or title.i >= named.name.first:
        return False
    if head.dep == "appos" and inner is title:
        return False
    if title.lemma not in reading.ontology.role_nouns or inner.pos not in {"NOUN", "PROPN"} or title.of("det"):
        return False
    if inner is not title and inner.lemma in borne_by_persons(reading.ontology) | reading.words("title"):
        return False  # "supporters of President Ben Bella", "historians including Professor Wolsza"
    case = head.first("case")
    if case is not None:
        if case.i >= inner.i or inner is title:
            return False  # "spokesman for Kerry"
        move(case, inner, "case")
    _replace(title, head, "nmod:desc")
    if inner is not title:
        move(inner, title, "nmod")
    return True


@OFFICES.mend("shared-office", "representative to Afghanistan and [Pakistan] Ambassador James Dobbins", "Person")
def _shared_office(named: Named, reading: Reading) -> bool:
    """Two countries, one person."""
    head, name, nodes = named.head, named.name, reading.view.nodes
    office = head.head
    if office is None or head.dep not in {"conj", "appos"} or office.lemma not in reading.ontology.role_nouns:
        return False
    first = next((kid for kid in office.of("nmod") if office.i < kid.i < name.first), None)
    if first is None or office.of("det"):
        return False
    joint = nodes[max(n.i for n in first.subtree()) + 1]
    if joint.dep != "cc" or joint.i + 1 >= name.first:
        return False
    second = nodes[joint.i + 1]
    if second.i >= name.first or second.pos != first.pos:
        return False
    move(second, first, "conj")
    move(joint, second, "cc")
    _replace(office, head, "nmod:desc")
    return True


@OFFICES.mend("several-titles", "[Chairman], founder and chief executive Ana Ruiz resigned.", "Person")
def _several_titles(named: Named, reading: Reading) -> bool:
    """Bare offices of one body before a name with another are all that person's."""
    head, officers = named.head, reading.words("officer")
    first = head.head
    own = [title for title in head.of("nmod:desc") if title.i < head.i and title.lemma in officers]
    if first is None or head.dep != "conj" or not own or first.tag != "NN" or first.lemma not in officers:
        return False
    offices = [first, *(kid for kid in first.of("conj") if kid is not head)]
    roles = borne_by_persons(reading.ontology)
    bare = all(office.lemma in roles and not office.of("det", "appos") for office in offices)
    if not bare or max(office.i for office in offices) > own[0].i:
        return False
    _replace(first, head, "nmod:desc")
    for office in offices[1:]:
        move(office, head, "nmod:desc")
    return True


@OFFICES.mend("office-with-title", "[Undersecretary] for Fisheries Mr. Torben Riis resigned.", "Person")
def _office_with_title(named: Named, reading: Reading) -> bool:
    """An office and a name with a title right behind it are one subject."""
    head, first = named.head, named.name.first
    verb = head.head
    if verb is None or head.base != "nsubj":
        return False
    start, offices = min(node.i for node in head.subtree()), borne_by_persons(reading.ontology)
    for office in verb.of("nsubj", "nsubj:pass"):
        words = [node.i for node in office.subtree()]
        if office is not head and max(words) + 1 == start <= first and office.lemma in offices:
            move(office, head, "nmod:desc")
            return True
    return False


@OFFICES.mend("listed-office", "They met Ana Ruiz, Tom Berg, [Secretary] of State Jo Lee and others.", "Person")
def _listed_office(named: Named, reading: Reading) -> bool:
    """An office of several words and the name right behind it are one member of a list."""
    head, first = named.head, named.name.first
    if head.dep != "conj" or head.head is None:
        return False
    for office in head.head.of("conj"):
        words = [node.i for node in office.subtree()]
        beside = office is not head and max(words) + 1 == min(node.i for node in head.subtree()) == first
        if beside and office.lemma in borne_by_persons(reading.ontology) and office.first("det") is None:
            move(office, head, "nmod:desc")
            return True
    return False


@OFFICES.mend("beside-office", "the head of the Commission, [José Barroso]", "Person")
def _beside_office(named: Named, reading: Reading) -> bool:
    """The person stands beside the office, and not beside its institution; a rank may stand before the name."""
    head = named.head
    first = min((named.name.first, *(kid.i for kid in head.of("nmod:desc"))))
    beside = head.head
    if beside is None or head.dep not in {"appos", "conj", "nmod"} or reading.view.nodes[first - 1].text != ",":
        return False
    if head.first("cc", "case") is not None:
        return False
    roles = borne_by_persons(reading.ontology)
    if head.dep == "nmod" and beside.lemma in roles and not beside.of("appos"):
        head.dep = "appos"
        return True
    office: Node | None = beside
    while office is not None and office.lemma not in roles:
        office = office.head if office.dep == "nmod" else None
    if office is None or office is beside or office.i >= first or office.of("appos"):
        return False
    one = office.head if office.tag == "NNS" and office.dep == "nmod" else None
    move(head, one if one is not None and one.lemma == ONE else office, "appos")  # "one of the founders of Fiat, Kim"
    return True


@OFFICES.mend("behind-brackets", "Palestine Liberation Organization (PLO) [Chairman] Yasser Arafat", "Person")
def _behind_brackets(named: Named, reading: Reading) -> bool:
    """The title behind an abbreviation in brackets is that of the organization."""
    head, nodes, first = named.head, reading.view.nodes, named.name.first
    if first < MAX_BRACKETS:
        return False
    title, closing = nodes[first - 1], nodes[first - 2]
    if closing.text != ")" or title.lemma not in reading.ontology.role_nouns or title.sent != head.sent:
        return False
    opening = next((i for i in range(closing.i - 1, closing.i - MAX_BRACKETS, -1) if nodes[i].text == "("), 0)
    whole = next((n for n in reading.view.names if n.last == opening - 1 and n.label == "Organization"), None)
    if whole is None or title.head is not head:
        return False
    body = head_of(reading.view, whole.first, whole.last)
    if body in head.ancestors():
        _replace(body, head, "nmod:desc")
    move(body, title, "compound")
    return True


@OFFICES.mend("body-before-title", "Federal Reserve Bank of Kansas City [President] Thomas Hoenig left.", "Person")
def _body_before_title(named: Named, reading: Reading) -> bool:
    """The body whose name ends where a title begins is what the title is one of."""
    head, nodes, title = named.head, reading.view.nodes, reading.view.nodes[named.name.first - 1]
    if named.name.first < MAX_BRACKETS or title not in head.of("nmod:desc") or title.sent != nodes[title.i - 1].sent:
        return False
    whole = next((n for n in reading.view.names if n.last == title.i - 1 and n.label == "Organization"), None)
    if whole is None or title.lemma not in borne_by_persons(reading.ontology):
        return False
    body = head_of(reading.view, whole.first, whole.last)
    if body.head in {title, head} or body in head.ancestors() or body.head is not head.head or body.dep != head.dep:
        return False
    move(body, title, "compound")
    return True


@OFFICES.mend("marked-title", "the widow [of] the lawmaker Ehsan Jafri", "Person")
def _marked_title(named: Named, reading: Reading) -> bool:
    """The preposition before a title marks the person."""
    head = named.head
    marks = [case for title in head.of("nmod:desc") for case in title.of("case") if case.i < title.i < head.i]
    for case in marks:
        move(case, head, "case")
    before = reading.view.nodes[marks[0].i - 1] if marks and marks[0].i else None
    if head.dep == "appos" and before is not None and before.pos == "NOUN" and before.sent == head.sent:
        move(head, before, "nmod")  # staffers from the office [of] the minister are not the minister
    return bool(marks)


@OFFICES.mend("acting-title", "[Ana Ruiz], acting head of Oxfam, left.", "Person")
def _acting_title(named: Named, reading: Reading) -> bool:
    """A participle between a name and an office belongs to the office, which stands beside the name."""
    nodes, comma = reading.view.nodes, named.name.last + 1
    if comma + 2 >= len(nodes) or nodes[comma].text != "," or nodes[comma + 2].sent != named.head.sent:
        return False
    acting, office = nodes[comma + 1], nodes[comma + 2]
    if acting.text not in reading.words("title-participle") or office.head is not acting:
        return False
    if office.lemma not in reading.ontology.role_nouns or acting in named.head.ancestors():
        return False
    move(office, named.head, "appos")
    move(acting, office, "amod")
    return True

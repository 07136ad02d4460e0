"""Who bears a role noun: by title, apposition, predicate, "of" ("the Qatari capital of Doha") or verb ("became")."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.grammar.arguments import agents, is_reflexive, subjects
from kg.extract.grammar.labels import ADJUNCTS, APPOSED, ONE, TITLE, TITLED
from kg.extract.grammar.lists import is_listed
from kg.extract.reading import Candidate, Mentions, Reading
from kg.extract.relations.states import LEAVING
from kg.language.grammar import Node, conjuncts, is_passive, preposition
from kg.ontology import Role
from kg.records import Kind

COLON, THE = ":", "the"
SUPERLATIVE = "JJS"


def find(reading: Reading, noun: Node) -> Iterator[tuple[str, Node]]:
    """Pairs of how and who; a plural noun is borne by all coordinated names."""
    mentions, nodes = reading.mentions, reading.view.nodes
    if noun.pos == "ADJ":
        if noun.head is not None:
            yield "modified", noun.head
        return
    if [node.text for node in nodes[noun.i + 1 : noun.i + 3]] == ["such", "as"]:
        return  # "critics such as the economist Marta Liepa", who is not all of them
    if noun.dep == "nmod" and noun.head is not None and noun.head.lemma in reading.words("aspirant"):
        return  # "his pick for secretary of state, Rex Tillerson"
    found = list(_near(reading, noun)) or list(before(reading, noun))
    if not found and noun.dep == "conj" and noun.head is not None and _shares(noun, noun.head, mentions):
        # "chairman and chief executive of X, John Smith": the second noun shares the bearer of the first.
        found = list(_near(reading, noun.head))
    found += [("of", kid) for kid in noun.of("nmod") if preposition(kid) == "of" and mentions.is_name(kid)]
    found += [("compound", kid) for kid in noun.of("compound") if kid.i == noun.i - 1 and mentions.is_name(kid)]
    for how, bearer in found:
        several = [each for each in conjuncts(bearer) if each is bearer or not _has_own(each)]
        yield from ((how, member) for member in (several if noun.tag.endswith("S") else [bearer]))


def _has_own(name: Node) -> bool:
    """True for "writer Ana Ruiz" behind "actors Tom Berg and Jan Holm"; "Mr" and "Dr" are no office."""
    return any(title.text.islower() and title.tag == "NN" for title in name.of(TITLE))


def _shares(noun: Node, first: Node, mentions: Mentions) -> bool:
    """True for "chairman and chief executive"; not for "his doctor, Mamadou Barry, and two nurses"."""
    return not mentions.is_name(first) and noun.tag.endswith("S") == first.tag.endswith("S")


def before(reading: Reading, noun: Node) -> Iterator[tuple[str, Node]]:
    """A role noun right before a person's name is its title, whatever the parser made of it."""
    following = reading.mentions.covering.get(noun.i + 1)
    if following is not None:
        candidate = reading.mentions.all[following]
        beside = candidate.first == noun.i + 1 and not _is_parted(reading, noun, candidate)
        beside = beside and not _is_told(noun, candidate.head) and not _is_of_clause(noun, candidate.head)
        if beside and candidate.cls == "Person" and candidate.kind is Kind.NAME:
            yield "title", candidate.head


def _is_told(noun: Node, name: Node) -> bool:
    """True for "told reporters Kim had left": those whom something is told of somebody."""
    clause = name.head
    return noun.base in {"obj", "iobj"} and clause is not None and clause.base == "ccomp" and clause.head is noun.head


def _is_of_clause(noun: Node, name: Node) -> bool:
    """True for "a wealthy hotelier Trump tapped": who does something to somebody, not who that is."""
    clause = name.head
    return name.base == "nsubj" and clause is not None and clause.dep == "acl:relcl" and clause.head is noun


def _is_parted(reading: Reading, noun: Node, name: Candidate) -> bool:
    """True for the last word of a headline before the first name of a paragraph."""
    gap = reading.view.text[noun.end : name.start]
    return "\n\n" in gap or ("\n" in gap and noun.sent != name.head.sent)


def _near(reading: Reading, noun: Node) -> Iterator[tuple[str, Node]]:
    head, is_name = noun.head, reading.mentions.is_name
    if head is not None and noun.dep in TITLED and is_name(head) and noun.i < head.i:
        yield "title", head
    if head is not None and noun.dep in APPOSED and not _are_others(reading, noun, head):
        bearer = _last_before(reading, noun, _first_borne(reading, head))
        yield from () if any(before(reading, noun)) else [("apposition", bearer)]
    yield from _behind(reading, noun)
    if noun.first("cop") is not None:
        for subject in subjects(noun):
            named = [] if is_name(subject) else [kid for kid in subject.of("appos") if is_name(kid)]
            yield from (("predicate", bearer) for bearer in named or [subject])
    yield from _identified(reading, noun)
    yield from _one_of(reading, noun)
    yield from _becoming(reading, noun)
    yield from _made(reading, noun)


def _identified(reading: Reading, noun: Node) -> Iterator[tuple[str, Node]]:
    """As in "the president of Ghana is Ana Ruiz", "whose mother is the novelist Ana Ruiz"."""
    predicate = noun.head
    if predicate is None or noun.dep != "nsubj" or noun.tag != "NN" or predicate.first("cop") is None:
        return
    known = noun.of("nmod:poss") or any(kid.lemma == THE for kid in noun.of("det"))
    ranked = any(kid.tag == SUPERLATIVE for kid in noun.subtree())  # "the largest French-speaking city is Kinshasa"
    if not known or ranked or predicate.of("case") or predicate.first("aux") is not None:
        return
    is_name = reading.mentions.is_name
    named = [predicate] if is_name(predicate) else [kid for kid in predicate.of("appos") if is_name(kid)]
    yield from (("identified", bearer) for bearer in named)


def _first_borne(reading: Reading, beside: Node) -> Node:
    """Who bears the first of several titles: "Thorn, executive vice president, chief financial [officer]"."""
    above = beside.head
    listed = beside.dep == "appos" and above is not None and beside.lemma in reading.ontology.role_nouns
    named = listed and above is not None and reading.mentions.is_name(above) and not reading.mentions.is_name(beside)
    return above if named and above is not None else beside


def _last_before(reading: Reading, noun: Node, named: Node) -> Node:
    """The last of a list, which one noun behind it is about: "by Suralco and [Billiton], a Shell subsidiary"."""
    if noun.tag.endswith("S") or noun.dep != "appos":
        return named
    names = [member for member in conjuncts(named) if member.i < noun.i and reading.mentions.is_name(member)]
    return names[-1] if names else named


def _one_of(reading: Reading, noun: Node) -> Iterator[tuple[str, Node]]:
    """As in "Berg, one of four members of the board", "one of the founders, Berg", "Berg is one of the founders"."""
    one = noun.head if noun.dep == "nmod" and preposition(noun) == "of" else None
    if one is None or one.lemma != ONE or noun.tag != "NNS":
        return
    if one.dep in APPOSED and one.head is not None and reading.mentions.is_name(one.head):
        yield ONE, one.head
    elif beside := [kid for kid in one.of("appos") if reading.mentions.is_name(kid)]:
        yield ONE, beside[0]
    elif one.first("cop") is not None:
        yield from ((ONE, subject) for subject in subjects(one))


def _are_others(reading: Reading, noun: Node, name: Node) -> bool:
    """True for "Prime Minister Ana Ruiz, government officials and guests": several are not one person."""
    i = reading.mentions.at(name)
    person = i is not None and reading.mentions.all[i].cls == "Person" and reading.mentions.is_name(name)
    return person and noun.tag == "NNS" and name.dep != "conj" and not name.of("conj")


def _behind(reading: Reading, noun: Node) -> Iterator[tuple[str, Node]]:
    """The name behind a role noun, or behind another noun for the same: "her son, the novelist Tomás Echeverría"."""
    is_name = reading.mentions.is_name
    for kid in noun.kids:
        if kid.dep == "flat" and is_name(kid):
            yield "title", kid
        elif kid.dep == "appos" and not (is_listed(kid, noun) or _is_next(kid, noun) or _is_one(reading, kid, noun)):
            yield "apposition", kid
            if not is_name(kid):
                named = (name for name in kid.of("appos") if is_name(name) and not _is_labelled(reading, noun, name))
                yield from (("apposition", name) for name in named)


def _is_one(reading: Reading, name: Node, noun: Node) -> bool:
    """True for a single name behind a plural and no comma: "drivers from the office of Ana Ruiz"."""
    apart = any(node.pos == "PUNCT" for node in reading.view.nodes[noun.i + 1 : name.i])
    return noun.tag == "NNS" and name.pos == "PROPN" and name.i > noun.i + 2 and not apart and not name.of("conj")


def _is_next(name: Node, noun: Node) -> bool:
    """True for a name right behind another noun with its own article: "the driver and the conductor Ana Ruiz"."""
    return any(other.first("det") is not None and noun.i < other.i == name.i - 1 for other in noun.of("conj"))


def _is_labelled(reading: Reading, noun: Node, name: Node) -> bool:
    """True in "Author: Ana Ruiz Editor: Tom Berg" for Berg, whom another label than "Author" is put before."""
    nodes, labels = reading.view.nodes, range(noun.i + 1, name.i)
    return len(labels) > 1 and nodes[noun.i + 1].text == COLON and any(nodes[i].text == COLON for i in labels[1:])


def _becoming(reading: Reading, noun: Node) -> Iterator[tuple[str, Node]]:
    """As in "became president", "served as mayor", "was named chairman", "considered an element"."""
    verb = noun.head
    if verb is not None and (holder := _taken(reading, noun, verb)) is not None:
        yield from (("taking", subject) for subject in subjects(holder))
    if verb is not None and _is_in_front(noun, verb):
        yield from (("apposition", subject) for subject in subjects(verb))
    if verb is None or not _makes(reading, verb):
        return
    if noun.base in {"xcomp", "obj"} or (noun.base in ADJUNCTS and preposition(noun) == "as"):
        verbs = reading.words("role-verb")
        how = LEAVING if _with_particles(verb) in reading.words("leaving-office") else "becoming"
        objects = [kid for kid in (verb.of("obj") or verb.of("xcomp")) if kid is not noun]
        objects = [kid for kid in objects if f"{verb.lemma} {kid.lemma}" not in verbs]  # "took office as"
        whose = noun.base == "obj" and noun.of("det", "nmod:poss")  # who "appointed his adviser" does not become one
        if objects and noun.base != "obj" and verb.lemma not in reading.words("succeeding"):
            yield from ((how, obj) for obj in objects)
        elif (not objects or noun.base != "obj") and not whose:
            left = verb.lemma in reading.words("succeeding") and is_passive(verb)  # "was succeeded by Kim as mayor"
            yield from ((LEAVING if left else how, subject) for subject in subjects(verb))
            yield from (("becoming", agent) for agent in (agents(verb) if left else ()))


def _with_particles(verb: Node) -> str:
    return " ".join((verb.lemma, *(kid.lemma for kid in verb.of("compound:prt"))))


def _is_in_front(noun: Node, verb: Node) -> bool:
    """As in "As [chairman] of the bank, Kim opposed the plan"."""
    subject = verb.first("nsubj")
    front = noun.base in ADJUNCTS and preposition(noun) == "as" and subject is not None
    return front and noun.i < subject.i < verb.i


def _taken(reading: Reading, noun: Node, post: Node) -> Node | None:
    """The verb of who takes or holds an office that is called one: "took up the post of chief executive"."""
    verb = post.head
    if noun.dep != "nmod" or preposition(noun) != "of" or post.lemma not in reading.words("post") or verb is None:
        return None
    return verb if post.dep == "obj" and verb.lemma in reading.words("taking") and noun.tag == "NN" else None


def _made(reading: Reading, noun: Node) -> Iterator[tuple[str, Node]]:
    """As in "the appointment of Ana Ruiz as minister"."""
    deed = noun.head
    made = deed is not None and deed.lemma in reading.words("making")
    if deed is None or not made or noun.base != "nmod" or preposition(noun) != "as":
        return
    named = (kid for kid in deed.of("nmod") if preposition(kid) == "of" and reading.mentions.is_name(kid))
    yield from (("becoming", kid) for kid in named)


def _makes(reading: Reading, verb: Node) -> bool:
    """True for a verb that ties a role to its bearer; to call oneself a newspaper does, to call him a terrorist not."""
    if verb.lemma in reading.words("calling"):
        return any(map(is_reflexive, verb.of("obj", "xcomp", "iobj")))
    if verb.lemma in reading.words("appointing") and verb.of("obj"):
        return True  # "made her minister"
    verbs = reading.words("role-verb")
    return verb.lemma in verbs or any(f"{verb.lemma} {kid.lemma}" in verbs for kid in verb.of("compound:prt", "obj"))


def fits(reading: Reading, how: str, bearer: Node, role: Role) -> bool:
    """True when the mention at a word is a name of the class that bears the role."""
    i = reading.mentions.at(bearer)
    candidate = reading.mentions.all[i] if i is not None else None
    if candidate is None or candidate.demonym or candidate.kind is Kind.NOMINAL:
        return False
    if how == "compound" and not (role.bearer == "Place" and role.inverse):
        return False  # of "his Iowa hometown" the name in front is the place, and not what the place belongs to
    coarse = reading.ontology.coarse
    return candidate.cls == "Entity" or coarse(candidate.cls) == coarse(role.bearer)

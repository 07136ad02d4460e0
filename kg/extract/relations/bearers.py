"""Who bears a role noun: by title, apposition, predicate, "of" ("the Qatari capital of Doha") or verb ("became")."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.grammar.arguments import subjects
from kg.extract.reading import Mentions
from kg.language.grammar import Node, View, conjuncts, preposition
from kg.ontology import Ontology, Role
from kg.records import Kind


def find(view: View, noun: Node, mentions: Mentions, ontology: Ontology) -> Iterator[tuple[str, Node]]:
    """Pairs of how and who; a plural noun is borne by all coordinated names."""
    if noun.pos == "ADJ":
        if noun.head is not None:
            yield "modified", noun.head
        return
    if [node.text for node in view.nodes[noun.i + 1 : noun.i + 3]] == ["such", "as"]:
        return  # "critics such as the economist Marta Liepa", who is not all of them
    found = list(_near(view, noun, mentions, ontology)) or list(before(view, noun, mentions))
    if not found and noun.dep == "conj" and noun.head is not None and _shares(noun, noun.head, mentions):
        # "chairman and chief executive of X, John Smith": the second noun shares the bearer of the first.
        found = list(_near(view, noun.head, mentions, ontology))
    found += [("of", kid) for kid in noun.of("nmod") if preposition(kid) == "of" and mentions.is_name(kid)]
    found += [("compound", kid) for kid in noun.of("compound") if kid.i == noun.i - 1 and mentions.is_name(kid)]
    for how, bearer in found:
        for member in conjuncts(bearer) if noun.tag.endswith("S") else [bearer]:
            yield how, member


def _shares(noun: Node, first: Node, mentions: Mentions) -> bool:
    """True for "chairman and chief executive"; not for "his doctor, Mamadou Barry, and two nurses"."""
    return not mentions.is_name(first) and noun.tag.endswith("S") == first.tag.endswith("S")


def before(view: View, noun: Node, mentions: Mentions) -> Iterator[tuple[str, Node]]:
    """A role noun right before a person's name is its title, whatever the parser made of it."""
    following = mentions.covering.get(noun.i + 1)
    if following is not None and noun.i + 1 < len(view.nodes):
        candidate = mentions.all[following]
        if candidate.first == noun.i + 1 and candidate.cls == "Person" and candidate.kind is Kind.NAME:
            yield "title", candidate.head


def _near(view: View, noun: Node, mentions: Mentions, ontology: Ontology) -> Iterator[tuple[str, Node]]:
    head = noun.head
    if head is not None and noun.dep in {"nmod:desc", "compound"} and mentions.is_name(head) and noun.i < head.i:
        yield "title", head
    if head is not None and noun.dep in {"appos", "parataxis", "list"} and not any(before(view, noun, mentions)):
        yield "apposition", head
    for kid in noun.kids:
        if kid.dep == "flat" and mentions.is_name(kid):
            yield "title", kid
        elif kid.dep == "appos" and not _is_listed(view, noun, kid):
            yield "apposition", kid
            if not mentions.is_name(kid):  # "her son, the novelist Tomás Echeverría"
                yield from (("apposition", name) for name in kid.of("appos") if mentions.is_name(name))
    if noun.first("cop") is not None:
        for subject in subjects(noun):
            named = [] if mentions.is_name(subject) else [kid for kid in subject.of("appos") if mentions.is_name(kid)]
            yield from (("predicate", bearer) for bearer in named or [subject])
    yield from _becoming(noun, ontology)


def _is_listed(view: View, noun: Node, kid: Node) -> bool:
    """True for the second of a list: "the Greek government, the Commission, the Fund and the Bank"."""
    comma = any(node.text == "," for node in view.nodes[noun.i + 1 : kid.i])
    return comma and noun.tag in {"NN", "NNP"} and bool(kid.of("conj"))


def _becoming(noun: Node, ontology: Ontology) -> Iterator[tuple[str, Node]]:
    """As in "became president", "served as mayor", "was named chairman", "considered an element"."""
    verb = noun.head
    if verb is None or not _makes(verb, ontology):
        return
    if noun.base in {"xcomp", "obj"} or (noun.base in {"obl", "advcl"} and preposition(noun) == "as"):
        objects = [kid for kid in (verb.of("obj") or verb.of("xcomp")) if kid is not noun]
        whose = noun.base == "obj" and noun.of("det", "nmod:poss")  # who "appointed his adviser" does not become one
        if objects and noun.base != "obj":
            yield from (("becoming", obj) for obj in objects)
        elif not objects and not whose:
            yield from (("becoming", subject) for subject in subjects(verb))


def _makes(verb: Node, ontology: Ontology) -> bool:
    """True for a verb that ties a role to its bearer; to call oneself a newspaper does, to call him a terrorist not."""
    if verb.lemma in ontology.words.get("calling", frozenset()):
        return any(kid.lemma.endswith(("self", "selves")) for kid in verb.of("obj", "xcomp", "iobj"))
    return verb.lemma in ontology.words.get("role-verb", frozenset())


def fits(how: str, bearer: Node, role: Role, mentions: Mentions, ontology: Ontology) -> bool:
    """True when the mention at a word is a name of the class that bears the role."""
    i = mentions.at(bearer)
    if i is None:
        return False
    candidate = mentions.all[i]
    if candidate.demonym or candidate.kind is Kind.NOMINAL or (how == "compound" and not _is_place_of_owner(role)):
        return False
    return candidate.cls == "Entity" or ontology.coarse(candidate.cls) == ontology.coarse(role.bearer)


def _is_place_of_owner(role: Role) -> bool:
    """True for "his Iowa hometown": the name in front is the place, and not what the place belongs to."""
    return role.bearer == "Place" and role.inverse

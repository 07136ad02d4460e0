"""What stands around a role noun and may be its other end: "the [Taliban]'s leader", "chairman of [Siemens]".

In front of the noun or of its bearer, or behind a preposition; coordinated nouns share what stands at one of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.coreference import kin
from kg.extract.grammar.arguments import subjects
from kg.extract.grammar.labels import APPOSED, OWNERS, PREMODIFIERS, TITLED
from kg.extract.names import nationality
from kg.extract.reading import Reading
from kg.extract.relations.states import Holding
from kg.language.grammar import Node, conjuncts, preposition
from kg.ontology import Ontology, Role
from kg.records import Kind

SIDES = frozenset({"modifier", "possessive"})
"""Links of what stands in front of a role noun."""
NESTED = "nested"
"""A name inside an unnamed end: "member of the board of Siemens"; used only when the end itself has no name."""
BEFORE_NAMES = frozenset({"title", "modified"})
"""Ways to bear a role in which the noun stands before the name."""
OF, BEHIND, ROW = "of", "behind", "row"
SHARED = "modifier:shared"
"""What stands before the first of several officers, of whom the others lead nothing."""
MAX_APART = 4
"""Words between two coordinated role nouns of one person."""


def find(reading: Reading, held: Holding) -> list[tuple[str, Node]]:
    """Candidates for the other end, each with its link: mentions that are not the bearer."""
    mentions = reading.mentions
    having = reading.words("having") if held.noun.lemma in kin.nouns(reading.ontology) else frozenset()
    beside = _beside(held) if held.how in BEFORE_NAMES else ()
    every = [*_ends(held.noun, held.role, reading.ontology, having), *beside, *_in_row(reading, held)]
    if held.noun.dep == "conj":  # "Israeli Prime Minister A and the Palestinian leader, B"
        own = (kid.i for kid in held.noun.of(*PREMODIFIERS) if kid.i < held.noun.i and mentions.at(kid) is not None)
        first = min(own, default=0)
        every = [each for each in every if each[0] != "modifier" or each[1].i >= first]
    ends = [
        (link, end)
        for link, end in every
        if mentions.at(end) not in {None, mentions.at(held.bearer)}
        and not (held.how == "of" and link.startswith("oblique"))
        and not (link == "modifier" and nationality.is_other(reading, end))
    ]
    if any(link == "possessive" and _is_body(reading, end) for link, end in ends):
        ends = [
            (link, end) for link, end in ends if link != "oblique:for" or not _is_body(reading, end)
        ]  # "Volvo's director for Truck Sales"
    if held.noun.lemma in reading.words("envoys"):
        ends = _of_sender(reading, ends)
    return _outermost(ends or list(_of_first(reading, held)), reading)


def _of_sender(reading: Reading, ends: list[tuple[str, Node]]) -> list[tuple[str, Node]]:
    """Without whom an envoy is sent to: "Pakistan's U.N. ambassador", "the UN's Kenya envoy"."""
    owners = [end for link, end in ends if link == "possessive"]
    if any(_is_state(reading, owner) for owner in owners):
        return [each for each in ends if each[0] != "modifier" or not _takes_envoys(reading, each[1])]
    if any(_takes_envoys(reading, owner) for owner in owners):
        return [each for each in ends if each[0] != "modifier" or not _is_state(reading, each[1])]
    return ends


def _is_state(reading: Reading, end: Node) -> bool:
    return any(reading.ontology.has(cls, "sovereign") for cls in _class_of(reading, end))


def _takes_envoys(reading: Reading, end: Node) -> bool:
    """True for what a state sends somebody to: "Pakistan's [U.N.] ambassador"."""
    return not reading.words("class-of-envoys").isdisjoint(_class_of(reading, end))


def _is_body(reading: Reading, end: Node) -> bool:
    return any(reading.ontology.coarse(cls) == "Organization" for cls in _class_of(reading, end))


def _class_of(reading: Reading, end: Node) -> tuple[str, ...]:
    """The class of the mention at a word, if it is one."""
    i = reading.mentions.at(end)
    return () if i is None else (reading.mentions.all[i].cls,)


def _of_first(reading: Reading, held: Holding) -> Iterator[tuple[str, Node]]:
    """Whose the first of several officers is, they all are: "[Norvik] president Ana Ruiz and director Tom Berg"."""
    first = held.bearer.head if held.bearer.dep == "conj" else None
    officers = reading.words("officer")
    if held.how != "title" or first is None or held.noun.lemma not in officers or len(held.noun.kids) > 0:
        return
    for title in first.of(*TITLED):
        if title.lemma in officers and title.first("det") is None:
            yield from ((SHARED, kid) for kid in title.kids if kid.i < title.i and _is_body(reading, kid))


def _ends(
    noun: Node, role: Role, ontology: Ontology, having: frozenset[str] = frozenset()
) -> Iterator[tuple[str, Node]]:
    """Candidates for the other end, each with its link; coordination and nesting ("member of the board of X")."""
    for kid in noun.kids:
        if kid.dep == "nmod:poss":
            yield from (("possessive", member) for member in conjuncts(_whose(kid, noun)))
        elif kid.dep in PREMODIFIERS and kid.i < noun.i:
            yield from (("modifier", member) for member in conjuncts(kid))
            yield from (("modifier", inner) for inner in kid.kids if inner.dep in OWNERS)
        elif kid.dep == "nmod" and preposition(kid) in {*role.prepositions, "from"}:
            yield from _phrase(kid, role) if _shares(role, _between(noun, kid), ontology) else ()
    yield from (("possessive", owner) for owner in _having(noun, having))
    if not noun.of("nmod", "nmod:poss"):
        yield from _shared(noun, role, ontology)


def _having(noun: Node, having: frozenset[str]) -> list[Node]:
    """Whose somebody is by a verb: "Theo has a sister, Camille", "is survived by a sister", "came with wife Ana"."""
    verb = noun.head
    if having and _is_company(noun):
        name = noun if noun.dep == "obl" else noun.head
        return list(subjects(name.head)) if name is not None and name.head is not None else []
    behind = noun.dep == "obl" and preposition(noun) == BEHIND  # "leaves behind a sister, Camille"
    if verb is None or verb.lemma not in having or not (behind or noun.dep in {"obj", "obl:agent"}):
        return []
    return [owner for subject in subjects(verb) for owner in conjuncts(subject)] if noun.of("appos") else []


def _is_company(noun: Node) -> bool:
    """True for "with wife Ana Ruiz": a word for kin without an article says whose by who is there with her."""
    name = noun if noun.dep == "obl" else noun.head
    bare = not noun.of("det", "nmod:poss", "amod", "compound", "nmod", "nummod")
    return bare and name is not None and name.dep == "obl" and preposition(name) == "with" and noun.tag == "NN"


def _whose(owner: Node, noun: Node) -> Node:
    """The owner of a noun; for "Ocoró, whose brother Wilmar is in prison", who the clause is about."""
    if owner.tag != "WP$":
        return owner
    return next((verb.head for verb in noun.ancestors() if verb.dep == "acl:relcl" and verb.head is not None), owner)


def _shared(noun: Node, role: Role, ontology: Ontology) -> Iterator[tuple[str, Node]]:
    """What a coordinated noun has: the first has it all, the second what stands behind it ("and chief of Siemens")."""
    first = noun.head if noun.dep == "conj" else _first_title(noun)
    if first is not None and not any(kid.text == ";" for kid in noun.kids):
        ends = _ends(first, role, ontology)
        yield from (each for each in ends if each[1].i > noun.i or _shares(role, first, ontology))
    for kid in noun.of("conj"):
        near = kid.pos == noun.pos and not kid.of("conj") and kid.i - noun.i <= MAX_APART
        if near and _shares(role, kid, ontology):
            for phrase in kid.of("nmod"):
                if (prep := preposition(phrase)) in role.prepositions:
                    yield from ((f"oblique:{prep}", member) for member in conjuncts(phrase))


def _first_title(noun: Node) -> Node | None:
    """The first of two titles of one name, which the tree hangs above it: "[founder] and CEO Ana Ruiz"."""
    name = noun.head if noun.dep in TITLED else None
    first = name.head if name is not None and name.dep == "appos" else None
    return first if first is not None and first.i == noun.i - 2 and noun.of("cc") else None


def _between(noun: Node, phrase: Node) -> Node | None:
    """The last of the nouns beside a noun that stand between it and a phrase of all of them."""
    return max((kid for kid in noun.of("conj") if kid.i < phrase.i), key=lambda kid: kid.i, default=None)


def _shares(role: Role, other: Node | None, ontology: Ontology) -> bool:
    """False for "a trader and member of the guild", who need not trade for the guild."""
    if other is None:
        return True
    relation = ontology.relations.get(role.relation or "")
    roles = [each for each in ontology.roles if other.lemma in each.lemmas and each.bearer == role.bearer]
    said = {each.relation for each in roles if each.relation}
    if relation is None or not relation.origin or not said:
        return True
    return any(name == relation.name or not ontology.relations[name].origin for name in said)


def _beside(held: Holding) -> Iterator[tuple[str, Node]]:
    """As in "US President Bill Clinton", "President Bill Clinton of the US": what hangs from the name itself."""
    for kid in held.bearer.kids:
        if kid.i < held.noun.i and kid.dep in {*PREMODIFIERS, "nmod:poss"}:
            yield ("possessive" if kid.dep == "nmod:poss" else "modifier"), kid
        elif kid.i > held.noun.i and kid.dep == "nmod" and preposition(kid) == OF and OF in held.role.prepositions:
            yield BEHIND, kid


def _in_row(reading: Reading, held: Holding) -> Iterator[tuple[str, Node]]:
    """The body that stands behind an office and a comma: "Ana Ruiz, Chief Economist, [Norvik Bank]"."""
    nodes, comma = reading.view.nodes, held.noun.i + 1
    if held.how != "apposition" or held.noun.of("det") or comma + 1 >= len(nodes) or nodes[comma].text != ",":
        return
    i = reading.mentions.covering.get(comma + 1)
    body = reading.mentions.all[i] if i is not None else None
    if body is None or body.kind is not Kind.NAME or body.first != comma + 1 or not _is_body(reading, body.head):
        return
    end = body.head
    listed = end.dep == "conj" and not any(other.of("cc") for other in conjuncts(held.bearer))
    if end.head in {held.bearer, held.noun} and (end.dep in APPOSED or listed):
        yield ROW, end


def _outermost(ends: list[tuple[str, Node]], reading: Reading) -> list[tuple[str, Node]]:
    """Without what only says where an organization is from: "[US] State Department spokesman"."""
    mentions, coarse = reading.mentions, reading.ontology.coarse
    bodies = [
        end.i
        for link, end in ends
        if link in SIDES and coarse(mentions.all[mentions.at(end) or 0].cls) == "Organization"
    ]
    last = max(bodies, default=-1)
    return [(link, end) for link, end in ends if link not in SIDES or end.i >= last or end.i in bodies]


def _phrase(kid: Node, role: Role) -> Iterator[tuple[str, Node]]:
    """A phrase behind the noun: its words, the name that stands beside them, and names inside ("the board of X")."""
    link = f"oblique:{preposition(kid)}"
    shared = [kid, *(each for each in conjuncts(kid) if each is not kid and each.tag == "NN" and not each.of("det"))]
    yield from ((link, member) for member in conjuncts(kid))
    yield from ((link, named) for named in kid.of("appos") if kid.pos == "NOUN")
    for inner in (each for member in shared for each in member.kids):
        whose = inner.dep in OWNERS and inner.head is kid
        if whose or (inner.dep == "nmod" and preposition(inner) in {*role.prepositions, "at"}):
            yield f"{NESTED}:{preposition(inner)}", inner

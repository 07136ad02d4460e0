"""What stands around a role noun and may be its other end: "the [Taliban]'s leader", "chairman of [Siemens]".

In front of the noun or of its bearer, or behind a preposition; coordinated nouns share what stands at one of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.reading import Mentions
from kg.language.grammar import Node, View, conjuncts, preposition
from kg.ontology import Ontology, Role

SIDES = frozenset({"modifier", "possessive"})
"""Links of what stands in front of a role noun."""
MAX_APART = 4
"""Words between two coordinated role nouns of one person."""


def find(
    view: View, noun: Node, role: Role, how: str, bearer: Node, mentions: Mentions, ontology: Ontology
) -> list[tuple[str, Node]]:
    """Candidates for the other end, each with its link: mentions that are not the bearer."""
    every = [*_ends(noun, role), *(_beside(noun, bearer) if how in {"title", "modified"} else ())]
    ends = [
        (link, end)
        for link, end in every
        if mentions.at(end) not in {None, mentions.at(bearer)}
        and not (how == "of" and link.startswith("oblique"))
        and not (link == "modifier" and _is_opposed(view, end, ontology))
    ]
    return _outermost(ends, mentions, ontology)


def _ends(noun: Node, role: Role) -> Iterator[tuple[str, Node]]:
    """Candidates for the other end, each with its link; coordination and nesting ("member of the board of X")."""
    for kid in noun.kids:
        if kid.dep == "nmod:poss":
            yield from (("possessive", member) for member in conjuncts(_whose(kid, noun)))
        elif kid.dep in {"compound", "amod", "nmod:desc", "nmod:unmarked"} and kid.i < noun.i:
            yield from (("modifier", member) for member in conjuncts(kid))
            yield from (("modifier", inner) for inner in kid.kids if inner.dep in {"compound", "amod", "nmod:poss"})
        elif kid.dep == "nmod" and (preposition(kid) in role.prepositions or preposition(kid) == "from"):
            yield from _phrase(kid, role)
    if any(kid.dep in {"nmod", "nmod:poss"} for kid in noun.kids):
        return
    if noun.dep == "conj" and noun.head is not None:
        yield from _ends(noun.head, role)
    for kid in noun.of("conj"):  # "chairman and chief executive of Siemens"
        if kid.pos == noun.pos and not kid.of("conj") and kid.i - noun.i <= MAX_APART:
            yield from _behind(kid, role)


def _whose(owner: Node, noun: Node) -> Node:
    """The owner of a noun; for "Ocoró, whose brother Wilmar is in prison", who the clause is about."""
    if owner.tag != "WP$":
        return owner
    return next((verb.head for verb in noun.ancestors() if verb.dep == "acl:relcl" and verb.head is not None), owner)


def _behind(noun: Node, role: Role) -> Iterator[tuple[str, Node]]:
    """Phrases behind the second of two coordinated nouns, which the first shares."""
    for kid in noun.of("nmod"):
        if preposition(kid) in role.prepositions:
            yield from ((f"oblique:{preposition(kid)}", member) for member in conjuncts(kid))


def _beside(noun: Node, bearer: Node) -> Iterator[tuple[str, Node]]:
    """As in "US President Bill Clinton": what stands before a title may hang from the name itself."""
    for kid in bearer.kids:
        if kid.i < noun.i and kid.dep in {"compound", "amod", "nmod:desc", "nmod:unmarked", "nmod:poss"}:
            yield ("possessive" if kid.dep == "nmod:poss" else "modifier"), kid


def _outermost(ends: list[tuple[str, Node]], mentions: Mentions, ontology: Ontology) -> list[tuple[str, Node]]:
    """Without what only says where an organization is from: "[US] State Department spokesman"."""
    bodies = [
        end.i
        for link, end in ends
        if link in SIDES and ontology.coarse(mentions.all[mentions.at(end) or 0].cls) == "Organization"
    ]
    last = max(bodies, default=-1)
    return [(link, end) for link, end in ends if link not in SIDES or end.i >= last or end.i in bodies]


def _is_opposed(view: View, end: Node, ontology: Ontology) -> bool:
    """True for "non-British directors", "pro-Russian leader"."""
    hyphened = end.i >= 2 and view.nodes[end.i - 1].text == "-"
    return hyphened and view.nodes[end.i - 2].lemma in ontology.words.get("against-prefix", frozenset())


def _phrase(kid: Node, role: Role) -> Iterator[tuple[str, Node]]:
    """A phrase behind the noun: its words, the name that stands beside them, and names inside ("the board of X")."""
    link = f"oblique:{preposition(kid)}"
    yield from ((link, member) for member in conjuncts(kid))
    yield from ((link, named) for named in kid.of("appos") if kid.pos == "NOUN")
    for inner in kid.kids:
        if inner.dep in {"nmod", "nmod:poss", "compound", "amod"} and (
            inner.dep != "nmod" or preposition(inner) in role.prepositions
        ):
            yield f"nested:{preposition(inner)}", inner

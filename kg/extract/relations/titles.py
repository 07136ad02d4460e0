"""The words of a position: "deputy prime minister", "Secretary of State", "secretary-general"."""

from __future__ import annotations

from kg.extract.reading import Mentions
from kg.language.grammar import Node, View, preposition
from kg.ontology import Ontology

MODIFYING = frozenset({"amod", "compound", "punct"})
IN_LAW = "-in-law"
WHEN = frozenset({"since", "until", "till", "during", "after", "before", "from"})
"""Prepositions that say when, and not of what, somebody is "climate minister since May"."""
MAX_COMPLEMENT = 8
"""Words between a title and its name, or behind it."""


def lemma(view: View, node: Node) -> str:
    """The lemma of a role noun; a hyphenated one, which tokenizers cut in three, is one at its last part."""
    nodes = view.nodes
    behind = "".join(n.text for n in nodes[node.i + 1 : node.i + 5])
    if behind == IN_LAW:
        return node.lemma + IN_LAW
    if node.i + 2 < len(nodes) and nodes[node.i + 1].text == "-" and nodes[node.i + 2].pos in {"NOUN", "PROPN"}:
        return ""
    if node.i >= 2 and nodes[node.i - 1].text == "-" and nodes[node.i - 2].pos in {"NOUN", "PROPN"}:
        return f"{nodes[node.i - 2].lemma}-{node.lemma}"
    return node.lemma


SECTION, BODY = "section", "body"
"""What a title can be narrowed to."""


def scope(noun: Node, mentions: Mentions, ontology: Ontology) -> str:
    """To what common nouns narrow a title: "research director" to a section, "police chief" to a body, else empty."""
    if noun.lemma not in ontology.words.get("sectional", frozenset()):
        return ""
    for kid in noun.kids:
        before = kid.dep == "compound" and kid.i < noun.i and kid.tag in {"NN", "NNS"}
        behind = kid.dep == "nmod" and preposition(kid) == "of" and kid.tag in {"NN", "NNS"}
        if (before or behind) and not mentions.is_name(kid) and not (behind and _has_name(kid, mentions)):
            cls = ontology.noun_classes.get(kid.lemma)
            if cls is None or not ontology.is_a(cls, "Organization"):
                return "" if cls == "Person" or (cls == "Country" and behind) else SECTION
            return BODY if before else ""
    return ""


def _has_name(noun: Node, mentions: Mentions) -> bool:
    """True for "head of the board of Siemens" and "of the Siemens board", who does not lead a section."""
    owners = [kid for kid in noun.kids if kid.dep in {"compound", "nmod:poss"} or preposition(kid) == "of"]
    return any(mentions.is_name(kid) for kid in owners)


def words(view: View, noun: Node, mentions: Mentions, *, name: int | None) -> tuple[int, int]:
    """First and last node of the words of a position, without the names around it.

    Args:
        view: The document.
        noun: The role noun.
        mentions: Names and descriptions of the document.
        name: First node of the name that follows when the noun is a title, else None.
    """
    first = noun.i
    while first > view.sentences[noun.sent].first and _modifies(view.nodes[first - 1], mentions):
        first -= 1
    while view.nodes[first].text == "-":
        first += 1
    last = _before_name(view, noun, name) if name is not None else noun.i
    for kid in noun.kids:
        inside = list(kid.subtree())
        when = preposition(kid) in WHEN
        complement = kid.i > last and kid.dep == "nmod" and not when and min(n.i for n in inside) == last + 1
        if complement and len(inside) <= MAX_COMPLEMENT and not any(mentions.is_name(n) for n in inside):
            last = max(n.i for n in inside)
    return first, last


def _modifies(node: Node, mentions: Mentions) -> bool:
    if node.text == "-":
        return True
    kind = node.pos in {"ADJ", "NOUN", "PROPN"} or node.tag == "VBG"  # "chief operating officer"
    return kind and node.dep in MODIFYING and mentions.at(node) is None


def _before_name(view: View, noun: Node, name: int) -> int:
    """Last word of a title whose complement stands between it and the name: "Secretary of State John Kerry"."""
    between = view.nodes[noun.i + 1 : name]
    if (
        not between
        or between[0].pos != "ADP"
        or len(between) > MAX_COMPLEMENT
        or any(n.pos == "PUNCT" for n in between)
    ):
        return noun.i
    # A second title closes the first: "representative to Afghanistan and Pakistan | Ambassador James Dobbins".
    closing = (n.i for n in between if n.dep == "nmod:desc" and n.pos in {"NOUN", "PROPN"} and n.i > noun.i + 2)
    stop = next(closing, name)
    return stop - 1 if view.nodes[stop - 1].pos in {"NOUN", "PROPN"} else noun.i

"""The words of a position: "deputy prime minister", "Secretary of State", "secretary-general"."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.grammar.labels import COMMON, NOUNS, OWNERS, TITLE_WORDS
from kg.extract.reading import Mentions, Reading
from kg.language.grammar import Node, View, preposition

IN_LAW = "-in-law"
EX = "ex-"
TO = "to"
YEARED = frozenset({"nmod", "obl", "conj"})
"""How words hang between a title and its years: "mayor of Bergen from 1990 to 1995"."""
MAX_COMPLEMENT = 8
"""Words between a title and its name, or behind it."""
SECTION, BODY = "section", "body"
"""What a title can be narrowed to."""


def lemma(view: View, node: Node) -> str:
    """The lemma of a role noun; a hyphenated one, which tokenizers cut in three, is one at its last part."""
    nodes = view.nodes
    behind = "".join(n.text for n in nodes[node.i + 1 : node.i + 5])
    if behind == IN_LAW:
        return node.lemma + IN_LAW
    if node.i + 2 < len(nodes) and nodes[node.i + 1].text == "-" and nodes[node.i + 2].pos in NOUNS:
        return ""
    if node.i >= 2 and nodes[node.i - 1].text == "-" and nodes[node.i - 2].pos in NOUNS:
        return f"{nodes[node.i - 2].lemma}-{node.lemma}"
    return node.lemma


def plain(lemma: str) -> str:
    """A lemma without the prefix of what is over: "ex-president"."""
    return lemma.removeprefix(EX)


def scope(reading: Reading, noun: Node) -> str:
    """To what common nouns narrow a title: "research director" to a section, "police chief" to a body, else empty."""
    mentions = reading.mentions
    if noun.lemma not in reading.words("sectional"):
        return ""
    for kid in noun.kids:
        before = kid.dep == "compound" and kid.i < noun.i and kid.tag in COMMON
        behind = kid.dep == "nmod" and preposition(kid) == "of" and kid.tag in COMMON
        if (before or behind) and not mentions.is_name(kid) and not (behind and _has_name(kid, mentions)):
            return _scope_of(kid, reading, before=before)
    return ""


def is_over(reading: Reading, noun: Node, bearer: Node) -> bool:
    """True for an office that somebody had: "former mayor", "ex-chief executive", "once the ambassador"."""
    nodes, over = reading.view.nodes, reading.words("former")
    for node in (noun, bearer):
        before = [kid for kid in node.kids if kid.i < noun.i]
        if any(kid.lemma in over or kid.lemma != plain(kid.lemma) for kid in before):
            return True
    if noun.lemma != plain(noun.lemma):
        return True
    first = min([noun.i, *(kid.i for kid in noun.kids if kid.dep in TITLE_WORDS)])
    if any(f"{preposition(kid)} {kid.lemma}" in reading.words("back-then") for kid in noun.of("nmod", "obl")):
        return True
    if first < 1:
        return False
    then = nodes[first - 1].lemma in reading.words("then-title") and nodes[first].start == nodes[first - 1].end + 1
    return then or _has_ended(reading, noun) or _is_prefixed(nodes[max(0, first - 2) : first], over, noun)


def _has_ended(reading: Reading, noun: Node) -> bool:
    """As in "mayor until 2011", "mayor from 1990 to 1995"."""
    years = [node for node in noun.subtree() if node.pos == "NUM" and node.i > noun.i and _is_nominal(node, noun)]
    markers = {preposition(year) for year in years}
    since = bool(markers & reading.words("time-preposition"))
    return bool(markers & reading.words("until")) or (since and TO in markers)


def _is_nominal(node: Node, noun: Node) -> bool:
    """True for a word below a noun that no clause parts from it."""
    above = node.head
    while above is not None and above is not noun and above.base in YEARED:
        above = above.head
    return above is noun


def _is_prefixed(before: Sequence[Node], over: frozenset[str], noun: Node) -> bool:
    """True for "ex-" and "then-" right before a title, whatever they hang from, and for "former" before it."""
    words = [node.lemma for node in before if node.sent == noun.sent and node.text != "-"]
    return bool(words) and words[-1] in over and (before[-1].text == "-" or before[-1].pos == "ADJ")


def _scope_of(narrowing: Node, reading: Reading, *, before: bool) -> str:
    """What a noun before or behind a title narrows it to; not "head of the nation", "director of people"."""
    cls, ontology = reading.ontology.noun_classes.get(narrowing.lemma, ""), reading.ontology
    if cls and ontology.is_a(cls, "Organization"):
        return BODY if before else ""
    return "" if cls == "Person" or (ontology.has(cls, "sovereign") and not before) else SECTION


def _has_name(noun: Node, mentions: Mentions) -> bool:
    """True for "head of the board of Siemens" and "of the Siemens board", who does not lead a section."""
    owners = [kid for kid in noun.kids if kid.dep in OWNERS or preposition(kid) == "of"]
    return any(mentions.is_name(kid) for kid in owners)


def words(reading: Reading, noun: Node, *, name: int | None) -> tuple[int, int]:
    """First and last node of the words of a position, without the names around it.

    Args:
        reading: The document.
        noun: The role noun.
        name: First node of the name that follows when the noun is a title, else None.
    """
    nodes, mentions = reading.view.nodes, reading.mentions
    first = noun.i
    while first > reading.view.sentences[noun.sent].first and _modifies(nodes[first - 1], mentions):
        first -= 1
    while nodes[first].text == "-":
        first += 1
    last = _before_name(reading.view, noun, name) if name is not None else noun.i
    for kid in noun.of("nmod"):
        if kid.i > last and preposition(kid) not in reading.words("time-preposition"):
            last = _through(kid, last, mentions)
    return first, last


def _through(complement: Node, last: int, mentions: Mentions) -> int:
    """The last word of a short complement right behind a title, if it names nobody; else what was the last word."""
    inside = list(complement.subtree())
    if min(n.i for n in inside) != last + 1 or len(inside) > MAX_COMPLEMENT or any(map(mentions.is_name, inside)):
        return last
    return max(n.i for n in inside)


def _modifies(node: Node, mentions: Mentions) -> bool:
    if node.text == "-":
        return True
    kind = node.pos in {"ADJ", *NOUNS} or node.tag == "VBG"  # "chief operating officer"
    return kind and node.dep in TITLE_WORDS and mentions.at(node) is None


def _before_name(view: View, noun: Node, name: int) -> int:
    """Last word of a title whose complement stands between it and the name: "Secretary of State John Kerry"."""
    between = view.nodes[noun.i + 1 : name]
    complement = bool(between) and between[0].pos == "ADP" and len(between) <= MAX_COMPLEMENT
    if not complement or any(n.pos == "PUNCT" for n in between):
        return noun.i
    # A second title closes the first: "representative to Afghanistan and Pakistan | Ambassador James Dobbins".
    closing = (n.i for n in between if n.dep == "nmod:desc" and n.pos in NOUNS and n.i > noun.i + 2)
    stop = next(closing, name)
    return stop - 1 if view.nodes[stop - 1].pos in NOUNS else noun.i

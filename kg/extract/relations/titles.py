"""The words of a position: "deputy prime minister", "Secretary of State", "secretary-general"."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.grammar.labels import COMMON, HYPHENS, NOUNS, OWNERS, PAST, TITLE_WORDS
from kg.extract.reading import Mentions, Reading
from kg.language.grammar import Node, View, preposition

IN_LAW = "-in-law"
EX = "ex-"
UNDER = "Under"
"""The first word of an Under Secretary, which parsers take for a preposition."""
OF, TO = "of", "to"
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
    any_noun = noun.lemma in reading.words("sectional")
    if not any_noun and noun.lemma not in reading.words("presiding"):
        return ""
    for kid in noun.kids:
        if not any_noun and kid.lemma not in reading.words("section-noun"):
            continue
        if kid.text.lower() in reading.words("title-participle"):
            continue  # a "Managing Director" manages no section
        named = kid.tag == "NNP" and kid.lemma.lower() in reading.words(
            "section-noun"
        )  # "its Statistics Unit director"
        before = kid.dep == "compound" and kid.i < noun.i and (kid.tag in COMMON or named)
        behind = kid.dep == "nmod" and preposition(kid) == "of" and kid.tag in COMMON
        if (before or behind) and not mentions.is_name(kid) and not (behind and _has_name(kid, mentions)):
            return _scope_of(kid, reading, before=before)
    return ""


def is_over(reading: Reading, noun: Node, bearer: Node) -> bool:
    """True for an office that somebody had: "former mayor", "ex-chief executive", "once the ambassador"."""
    nodes, over = reading.view.nodes, reading.words("former")
    for node in (noun, bearer):
        before = [kid for kid in node.kids if kid.i < noun.i]
        if any(_is_of_past(kid, over) or _joined(nodes, kid) in over for kid in before):
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


def _is_of_past(word: Node, over: frozenset[str]) -> bool:
    """True for "former", "ex-president" and "ousted", which is a verb to some parsers."""
    return word.lemma in over or word.text.lower() in over or word.lemma != plain(word.lemma)


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


def _joined(nodes: Sequence[Node], word: Node) -> str:
    """A word with the one that a hyphen ties to it, which tokenizers cut off: "one-time"."""
    return "".join(node.text.lower() for node in nodes[max(0, word.i - 2) : word.i + 1])


def _is_prefixed(before: Sequence[Node], over: frozenset[str], noun: Node) -> bool:
    """True for "ex-" and "then-" right before a title, whatever they hang from, and for "former" before it."""
    words = [node.lemma for node in before if node.sent == noun.sent and node.text != "-"]
    return bool(words) and words[-1] in over and (before[-1].text == "-" or before[-1].pos == "ADJ")


def _scope_of(narrowing: Node, reading: Reading, *, before: bool) -> str:
    """What a noun before or behind a title narrows it to; not "head of the nation", "director of people"."""
    if narrowing.lemma in reading.words("section-noun"):
        return SECTION
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
    first = _leftmost(reading, noun, drop=_is_called_so(noun, name))
    joint = _joint(reading, noun) if first < noun.i else None
    if joint is not None and all(_joins(node, mentions) for node in nodes[joint.i + 1 : first]):
        first = _leftmost(reading, joint, drop=False)
    last = _before_name(reading.view, noun, name) if name is not None else noun.i
    first, last = _whole_rank(reading, _with_deputy(reading, noun, first), last)
    for kid in noun.of("nmod"):
        if kid.i > last and kid.pos != "ADP" and preposition(kid) not in reading.words("time-preposition"):
            last = _through(kid, last, mentions)
    return first, last


def _with_deputy(reading: Reading, noun: Node, first: int) -> int:
    """The deputy before the institution, without whom the title would be that of another: "[Deputy] Fed Governor"."""
    i = first - 1
    while i > 0 and reading.mentions.is_name(reading.view.nodes[i]):
        i -= 1
    word = reading.view.nodes[i]
    deputy = i < first - 1 and word.head is noun and word.lemma in reading.words("junior")
    return i if deputy else first


def _whole_rank(reading: Reading, first: int, last: int) -> tuple[int, int]:
    """A rank with the ranks and their parts beside it, wherever they hang: "Staff [Sgt.]", "[Lt.] Gen."."""
    nodes, mentions, ranks = reading.view.nodes, reading.mentions, reading.words("rank")
    if nodes[last].lemma not in ranks or mentions.is_name(nodes[last]):
        return first, last
    parts = ranks | reading.words("rank-part")
    while first > 0 and nodes[first - 1].lemma in parts and not _apart(nodes, first - 1, mentions):
        first -= 1
    while last + 1 < len(nodes) and nodes[last + 1].lemma in ranks and not _apart(nodes, last, mentions):
        last += 1
    return first, last


def _apart(nodes: Sequence[Node], i: int, mentions: Mentions) -> bool:
    """True where a word or the next is of a name, or something stands between them."""
    return any(map(mentions.is_name, nodes[i : i + 2])) or nodes[i + 1].start - nodes[i].end != 1


def _leftmost(reading: Reading, noun: Node, *, drop: bool) -> int:
    """Where the words before a role noun begin that belong to it; a hyphenated one is whole, or left out."""
    nodes, opens = reading.view.nodes, reading.view.sentences[noun.sent].first
    first = at = _prefixed(reading, noun)
    while at > opens:
        start = _whole_word(reading.view, at - 1)
        word = nodes[start:at]
        if not _modifies(word, reading) or (drop and nodes[start].text.islower()):
            break
        at = start
        first = first if _is_joint(word[-1]) else start
    return first


def _prefixed(reading: Reading, noun: Node) -> int:
    """Where a role noun itself begins: "[Under-]Secretary", but not "ex-minister" or "Meridian-owner"."""
    first = _whole_word(reading.view, noun.i)
    if first == noun.i > 0 and reading.view.nodes[first - 1].text == UNDER and noun.text[0].isupper():
        return first - 1
    front = reading.view.nodes[first : noun.i]
    if any(reading.mentions.at(node) is not None or node.lemma in reading.words("former") for node in front):
        return noun.i
    return first


def _whole_word(view: View, i: int) -> int:
    """The first part of a hyphenated word, which tokenizers cut: "two-time", "18-year-old"."""
    nodes, opens = view.nodes, view.sentences[view.nodes[i].sent].first
    while i - 2 >= opens and nodes[i - 1].text in HYPHENS and nodes[i - 2].end == nodes[i - 1].start:
        if nodes[i - 1].end != nodes[i].start:
            break
        i -= 2
    return i


def _is_called_so(noun: Node, name: int | None) -> bool:
    """True for "a subdued Prime Minister Ana Ruiz", where what stands before the title says how she was that day."""
    return name is not None and noun.text[0].isupper() and any(kid.lemma in {"a", "an"} for kid in noun.of("det"))


def _joint(reading: Reading, noun: Node) -> Node | None:
    """What shares a title by "and": "[planning] and science manager", unless it is somebody, or stands for itself."""
    other = noun.head if noun.dep == "conj" else None
    if other is None or other.tag not in COMMON or noun.of("det") or reading.mentions.is_name(other):
        return None
    return None if _is_somebody(reading, other) else other


def _is_somebody(reading: Reading, noun: Node) -> bool:
    """True for a noun for a person, which has its own name or none: "a philologist and critic"."""
    if reading.ontology.noun_classes.get(noun.lemma) == "Person":
        return True
    borne = any(noun.lemma in role.lemmas for role in reading.ontology.roles if role.bearer == "Person")
    return borne or noun.lemma.endswith(tuple(reading.words("agent-ending")))


def _joins(node: Node, mentions: Mentions) -> bool:
    """True for a word between the two parts of a joined title."""
    return not mentions.is_name(node) and (node.text == "," or node.pos in {"ADJ", "CCONJ", *NOUNS})


def _through(complement: Node, last: int, mentions: Mentions) -> int:
    """The last word of a short complement right behind a title, as far as it names nobody; else what was the last word.

    Of "chief of staff of the Israeli army" that is "staff".
    """
    inside = list(complement.subtree())
    if min(n.i for n in inside) != last + 1 or len(inside) > MAX_COMPLEMENT:
        return last
    if not any(map(mentions.is_name, inside)):
        return max(n.i for n in inside)
    own = [n for n in inside if n.i <= complement.i]
    bare = preposition(complement) == OF and not complement.of("det", "nmod:poss", "conj")
    return complement.i if bare and not any(map(mentions.is_name, own)) else last


def _modifies(word: Sequence[Node], reading: Reading) -> bool:
    """True for a word before a role noun that belongs to the title; a name does not, nor does an age."""
    last = word[-1]
    if any(reading.mentions.at(node) is not None for node in word) or last.lemma in reading.words("aged"):
        return False
    if "".join(node.text for node in word).lower() in reading.words("epithet"):
        return False
    if len(word) > 1 and word[0].lemma in reading.words("former"):
        return False
    if _is_joint(last):
        return last.head is not None and _is_of_title(last.head)
    if len(word) > 1:
        return last.tag not in PAST and last.pos in {"ADJ", "VERB", *NOUNS} and _is_of_title(last)
    kind = last.pos in {"ADJ", *NOUNS} or last.tag == "VBG"  # "chief operating officer"
    return kind and _is_of_title(last)


def _is_of_title(word: Node) -> bool:
    """True for a word before a role noun, alone or one of two: "[planning] and [science] manager"."""
    first = word.head if word.dep == "conj" else word
    return first is not None and first.dep in TITLE_WORDS


def _is_joint(word: Node) -> bool:
    """True for what joins two words of a title."""
    return word.text == "," or word.dep == "cc"


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

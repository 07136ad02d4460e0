"""A label-neutral view of a parsed `Doc`: light nodes that speak Universal Dependencies.

The extractor never sees spaCy. `view(doc)` turns any parsed `Doc` into `Node`s whose labels are UD
(`nsubj:pass`, `obj`, `obl`, `nmod:poss` …), whether the parser speaks UD or ClearNLP (`dobj`, `prep` +
`pobj`, `nsubjpass`, `attr` …). ClearNLP trees are re-hung: an object of a preposition hangs from the
word that the preposition modifies, and the predicate of "be" becomes the head of its clause.

Sources of the labels: https://universaldependencies.org/u/dep/ and the ClearNLP guidelines (Choi 2012).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.errors import ModelError
from kg.language.clearnlp import CLEARNLP_ONLY, from_clearnlp
from kg.language.nodes import Node, Roles, flatten_conjunct, move

if TYPE_CHECKING:
    from spacy.strings import StringStore
    from spacy.tokens import Doc

    from kg.language.pairs import Asked

__all__ = [
    "Name",
    "Node",
    "Roles",
    "SentenceView",
    "View",
    "auxiliaries",
    "conjuncts",
    "is_passive",
    "is_verb",
    "move",
    "preposition",
    "verb_above",
    "view",
]

ATTRIBUTES: list[int | str] = ["ORTH", "IDX", "LEMMA", "TAG", "POS", "DEP", "HEAD", "SENT_START", "IS_SPACE"]
"""What a node takes from a token."""
BELOW = 2**63
"""Distances to heads come as unsigned numbers; from here on they stand for negative ones."""
ENTITY_LABELS = {
    "Person": "Person",
    "PERSON": "Person",
    "PER": "Person",
    "Organization": "Organization",
    "ORG": "Organization",
    "Place": "Place",
    "GPE": "Place",
    "LOC": "Place",
    "FAC": "Place",
    "Demonym": "Demonym",
    "NORP": "Demonym",
}
"""Entity labels of our model, OntoNotes and CoNLL-2003 pipelines; all others are left out."""


@dataclass(frozen=True, slots=True)
class Name:
    """A named span: node indices `first`..`last` inclusive; `why`: what made it a name, or decided its class."""

    first: int
    last: int
    label: str
    confidence: float
    why: str = ""


@dataclass(frozen=True, slots=True)
class SentenceView:
    """One sentence: character offsets and the range of its nodes."""

    start: int
    end: int
    first: int
    last: int


class Pairs:
    """Scores of pairs of nodes, by their indices; a pipeline's own scores behind it speak of tokens."""

    def __init__(self, asked: Asked, tokens: Sequence[int]) -> None:
        self._asked, self._tokens = asked, tokens

    def states(self, pairs: Sequence[tuple[int, int]]) -> Sequence[Mapping[str, float]]:
        """How probable each state is of each pair, by the name of its relation; the subject comes first."""
        return self._asked.states([(self._tokens[first], self._tokens[second]) for first, second in pairs])


@dataclass(frozen=True, slots=True)
class View:
    """A whole document: nodes, sentences and names; offsets are characters of `text`."""

    text: str
    nodes: tuple[Node, ...]
    sentences: tuple[SentenceView, ...]
    names: tuple[Name, ...]
    pairs: Pairs | None = field(default=None, compare=False)
    """What the language model says of pairs of words; None where it cannot say."""

    def name_at(self, i: int) -> Name | None:
        """The name that covers a node, if one does; names are in text order and do not overlap."""
        at = bisect_right(self.names, i, key=lambda name: name.first) - 1
        return self.names[at] if at >= 0 and i <= self.names[at].last else None

    def word_at(self, start: int) -> Node:
        """The last node that begins no later than a character."""
        return self.nodes[bisect_right(self.nodes, start, key=lambda node: node.start) - 1]


def view(doc: Doc) -> View:
    """The neutral view of a parsed `Doc`.

    Raises:
        ModelError: the pipeline set no sentences, tags or dependencies.
    """
    if len(doc) and not (doc.has_annotation("DEP") and doc.has_annotation("TAG")):
        raise ModelError("this spaCy pipeline has no tagger or parser; pass --model with one that has both")
    nodes, position, sentences = _words(doc)
    if any(node.dep in CLEARNLP_ONLY for node in nodes):
        from_clearnlp(nodes)
    for node in nodes:
        if node.dep == "conj":
            flatten_conjunct(node)
    _give_roles(doc, nodes, position)
    return View(doc.text, tuple(nodes), tuple(sentences), tuple(_names(doc, position)), _pairs(doc, position))


def _pairs(doc: Doc, position: dict[int, int]) -> Pairs | None:
    asked = doc._.pairs if doc.has_extension("pairs") else None
    return Pairs(asked, list(position)) if asked is not None else None


def _words(doc: Doc) -> tuple[list[Node], dict[int, int], list[SentenceView]]:
    """The words that are no white space, the index of each by its token's, and the sentences.

    Read from one array: a `Token` object for each look at a word costs several times as much.
    """
    nodes: list[Node] = []
    position: dict[int, int] = {}
    sentences: list[SentenceView] = []
    heads: list[int] = []
    first = 0
    names = _Strings(doc.vocab.strings)
    for i, (orth, start, lemma, tag, pos, dep, head, begins, space) in enumerate(doc.to_array(ATTRIBUTES).tolist()):
        if begins == 1 and len(nodes) > first:
            sentences.append(SentenceView(nodes[first].start, nodes[-1].end, first, len(nodes) - 1))
            first = len(nodes)
        if not space:
            position[i] = len(nodes)
            text = names[orth]
            heads.append(i + (head if head < BELOW else head - 2 * BELOW))
            root = (names[lemma] or text).lower()
            nodes.append(Node(len(nodes), start, text, root, names[tag], names[pos], names[dep], len(sentences)))
    if len(nodes) > first:
        sentences.append(SentenceView(nodes[first].start, nodes[-1].end, first, len(nodes) - 1))
    for node, over in zip(nodes, heads, strict=True):
        index = position.get(over)
        if index is not None and index != node.i:
            node.head = nodes[index]
            nodes[index].kids.append(node)
    return nodes, position, sentences


class _Strings(dict[int, str]):
    """Strings by their hash, each looked up once."""

    def __init__(self, store: StringStore) -> None:
        self._store = store

    def __missing__(self, key: int) -> str:
        self[key] = found = str(self._store[key])
        return found


def _give_roles(doc: Doc, nodes: list[Node], position: dict[int, int]) -> None:
    for predicate in doc._.predicates if doc.has_extension("predicates") else ():
        told = ((nodes[position[word]], role) for word, role in predicate.arguments if word in position)
        nodes[position[predicate.word]].roles = Roles(predicate.roleset, tuple(told))


def _names(doc: Doc, position: dict[int, int]) -> Iterator[Name]:
    # Our own model says how sure it is of each name, in the order of `doc.ents`; others say nothing.
    confidence: list[float] = doc.user_data.get("kg_name_confidence", [])
    sure = confidence if len(confidence) == len(doc.ents) else [1.0] * len(doc.ents)
    for ent, probability in zip(doc.ents, sure, strict=True):
        label = ENTITY_LABELS.get(ent.label_)
        words = [position[token.i] for token in ent if token.i in position]
        if label and words:
            yield Name(words[0], words[-1], label, round(float(probability), 4))


# --- questions that rules ask -----------------------------------------------------------------------


def conjuncts(node: Node) -> list[Node]:
    """The node and everything coordinated below it, in text order: A -> [A, B, C]."""
    return [node, *(kid for kid in node.kids if kid.dep == "conj")]


def preposition(node: Node) -> str:
    """What marks a nominal, as lemmas: `with`, `out of`, `on behalf of`; empty when nothing does."""
    words: list[str] = []
    last = -1
    for kid in node.kids:
        if kid.dep == "case" and kid.i < node.i:
            if words and kid.i > last + 1:
                break  # one inside the phrase, "at the [University of] Leeds"
            parts = [kid, *(part for part in kid.kids if part.dep == "fixed")]
            words += [part.lemma for part in parts]
            last = max(part.i for part in parts)
    return " ".join(words)


def is_passive(verb: Node) -> bool:
    """True for a passive clause and for a participle that modifies what it happened to ("held by")."""
    if any(kid.dep in {"nsubj:pass", "aux:pass", "csubj:pass"} for kid in verb.kids):
        return True
    if verb.tag != "VBN" or any(kid.dep in {"aux", "nsubj"} for kid in verb.kids):
        return False
    return verb.dep in {"acl", "advcl", "amod"} or (
        verb.dep == "conj" and verb.head is not None and is_passive(verb.head)
    )


def auxiliaries(verb: Node) -> list[Node]:
    """Auxiliaries of a clause, also of a copular one."""
    return [kid for kid in verb.kids if kid.base == "aux"]


def verb_above(node: Node) -> Node | None:
    """The nearest verb above a word."""
    return next((above for above in node.ancestors() if is_verb(above)), None)


def is_verb(node: Node) -> bool:
    """True for a word that heads a clause as a verb (auxiliaries stand below it)."""
    return node.pos == "VERB" or (node.pos == "AUX" and node.base not in {"aux", "cop"})

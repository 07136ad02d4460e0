"""A label-neutral view of a parsed `Doc`: light nodes that speak Universal Dependencies.

The extractor never sees spaCy. `view(doc)` turns any parsed `Doc` into `Node`s whose labels are UD
(`nsubj:pass`, `obj`, `obl`, `nmod:poss` …), whether the parser speaks UD or ClearNLP (`dobj`, `prep` +
`pobj`, `nsubjpass`, `attr` …). ClearNLP trees are re-hung: an object of a preposition hangs from the
word that the preposition modifies, and the predicate of "be" becomes the head of its clause.

Sources of the labels: https://universaldependencies.org/u/dep/ and the ClearNLP guidelines (Choi 2012).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import ModelError
from kg.language.node import Node as Node
from kg.language.node import Roles as Roles

if TYPE_CHECKING:
    from spacy.tokens import Doc

CLEARNLP_ONLY = frozenset({"dobj", "pobj", "nsubjpass", "prep", "poss", "relcl", "auxpass", "attr", "prt"})
"""Any of these labels in a tree shows that its parser speaks ClearNLP."""

CLEARNLP_TO_UD = {
    "dobj": "obj",
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj:pass",
    "auxpass": "aux:pass",
    "poss": "nmod:poss",
    "relcl": "acl:relcl",
    "prt": "compound:prt",
    "neg": "advmod",
    "dative": "iobj",
    "oprd": "xcomp",
    "npadvmod": "obl:unmarked",
    "quantmod": "advmod",
    "preconj": "cc:preconj",
    "predet": "det:predet",
    "intj": "discourse",
    "meta": "dep",
    "nn": "compound",
    "attr": "obj",
    "acomp": "xcomp",
}
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X"})
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
    """A named span as the model found it: node indices `first`..`last` inclusive."""

    first: int
    last: int
    label: str
    confidence: float


@dataclass(frozen=True, slots=True)
class SentenceView:
    """One sentence: character offsets and the range of its nodes."""

    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class View:
    """A whole document: nodes, sentences and names; offsets are characters of `text`."""

    text: str
    nodes: tuple[Node, ...]
    sentences: tuple[SentenceView, ...]
    names: tuple[Name, ...]

    def name_at(self, i: int) -> Name | None:
        """The name that covers a node, if one does; names are in text order and do not overlap."""
        at = bisect_right(self.names, i, key=lambda name: name.first) - 1
        return self.names[at] if at >= 0 and i <= self.names[at].last else None


def view(doc: Doc) -> View:
    """The neutral view of a parsed `Doc`.

    Raises:
        ModelError: the pipeline set no sentences, tags or dependencies.
    """
    if len(doc) and not (doc.has_annotation("DEP") and doc.has_annotation("TAG")):
        raise ModelError("this spaCy pipeline has no tagger or parser; pass --model with one that has both")
    nodes: list[Node] = []
    position: dict[int, int] = {}
    sentences: list[SentenceView] = []
    for sent in doc.sents:
        first = len(nodes)
        for token in sent:
            if not token.is_space:
                position[token.i] = len(nodes)
                lemma = (token.lemma_ or token.text).lower()
                nodes.append(
                    Node(len(nodes), token.idx, token.text, lemma, token.tag_, token.pos_, token.dep_, len(sentences))
                )
        if len(nodes) > first:
            sentences.append(SentenceView(nodes[first].start, nodes[-1].end, first, len(nodes) - 1))
    _hang(doc, nodes, position)
    if any(node.dep in CLEARNLP_ONLY for node in nodes):
        _from_clearnlp(nodes)
    for node in nodes:
        if node.dep == "conj":
            _flatten_conjunct(node)
    _give_roles(doc, nodes, position)
    return View(doc.text, tuple(nodes), tuple(sentences), tuple(_names(doc, position)))


def _hang(doc: Doc, nodes: list[Node], position: dict[int, int]) -> None:
    for token in doc:
        index = position.get(token.i)
        head = position.get(token.head.i)
        if index is None or head is None or head == index:
            continue
        nodes[index].head = nodes[head]
        nodes[head].kids.append(nodes[index])


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


# --- ClearNLP -------------------------------------------------------------------------------------


def _from_clearnlp(nodes: list[Node]) -> None:
    """Re-labels and re-hangs a ClearNLP tree in place."""
    for node in nodes:
        if node.dep == "prep" or (node.dep == "agent" and node.pos == "ADP"):
            _lift_object(node)
    for node in nodes:
        if node.lemma == "be" and (predicate := node.first("attr", "acomp")) and not node.first("aux:pass"):
            _invert_copula(node, predicate)
    for node in nodes:
        node.dep = "mark" if node.dep == "aux" and node.tag == "TO" else CLEARNLP_TO_UD.get(node.dep, node.dep)


def _lift_object(prep: Node) -> None:
    """`verb -prep-> in -pobj-> Doha` becomes `verb -obl-> Doha -case-> in`."""
    obj = prep.first("pobj", "pcomp")
    head = prep.head
    if obj is None or head is None:
        return
    if head.dep in {"case", "prep"} and head.head is not None and not head.first("pobj"):
        head = head.head
    if obj.dep == "pcomp":
        dep = "advcl"
    elif prep.dep == "agent":
        dep = "obl:agent"
    else:
        dep = "nmod" if head.pos in NOMINAL else "obl"
    marker = "mark" if dep == "advcl" else "case"
    move(obj, head, dep)
    move(prep, obj, marker)
    for kid in list(prep.kids):
        move(kid, obj, kid.dep)


def _invert_copula(verb: Node, predicate: Node) -> None:
    """`is -attr-> leader` becomes `leader -cop-> is`, and leader takes the subject and the rest."""
    head, dep = verb.head, verb.dep
    for kid in [kid for kid in verb.kids if kid is not predicate]:
        move(kid, predicate, kid.dep)
    if head is None:
        verb.kids.remove(predicate)
        predicate.head, predicate.dep = None, "root"
    else:
        move(predicate, head, dep)
    move(verb, predicate, "cop")


def _flatten_conjunct(node: Node) -> None:
    """A chain of conjuncts (A -> B -> C), as ClearNLP has it and parsers err: all hang from the first, as in UD."""
    head = node.head
    while head is not None and head.dep == "conj" and head.head is not None and head.pos in NOMINAL:
        head = head.head
    if head is not None and head is not node.head:
        move(node, head, "conj")


def move(node: Node, head: Node, dep: str) -> None:
    """Re-hangs `node` below `head` under a label; the order of dependents stays that of the text."""
    if node.head is not None:
        node.head.kids.remove(node)
    node.head, node.dep = head, dep
    head.kids.append(node)
    head.kids.sort(key=lambda kid: kid.i)


# --- questions that rules ask -----------------------------------------------------------------------


def conjuncts(node: Node) -> list[Node]:
    """The node and everything coordinated below it, in text order: A -> [A, B, C]."""
    return [node, *(kid for kid in node.kids if kid.dep == "conj")]


def preposition(node: Node) -> str:
    """What marks a nominal, as lemmas: `with`, `out of`, `on behalf of`; empty when nothing does."""
    words: list[str] = []
    for kid in node.kids:
        if kid.dep == "case" and kid.i < node.i:
            words.append(kid.lemma)
            words.extend(part.lemma for part in kid.kids if part.dep == "fixed")
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


def is_verb(node: Node) -> bool:
    """True for a word that heads a clause as a verb (auxiliaries stand below it)."""
    return node.pos == "VERB" or (node.pos == "AUX" and node.base not in {"aux", "cop"})

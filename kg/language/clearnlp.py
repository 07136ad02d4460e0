"""Trees of ClearNLP as Universal Dependencies: `verb -prep-> in -pobj-> Doha` is `verb -obl-> Doha -case-> in`.

Source of the labels: the ClearNLP guidelines (Choi 2012).
"""

from __future__ import annotations

from kg.language.nodes import NOMINAL, Node, move

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


def from_clearnlp(nodes: list[Node]) -> None:
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

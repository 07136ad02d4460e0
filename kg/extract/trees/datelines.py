"""What stands before a sentence and is no word of it: "NAIROBI, Kenya, March 4 (AP) —", "Kalnina:"."""

from __future__ import annotations

from kg.extract.grammar.labels import DASHES, MAX_DATELINE
from kg.extract.reading import Reading
from kg.extract.rules import Rule
from kg.extract.trees import turns
from kg.language.grammar import Node, SentenceView, View, move

DATELINE = Rule("trees/dateline", "[NAIROBI, Kenya, March 4 (AP) —] Kenya signed the treaty.")
TURN = Rule("trees/turn", "[Kalnina:] Its leader, Janis Ozols, agreed.")


def mend(reading: Reading) -> None:
    """Cuts datelines and the speakers of an interview off the sentences behind them."""
    trail = reading.trail
    if DATELINE.name not in trail.without:
        for number, sentence in enumerate(reading.view.sentences):
            if _dateline(reading.view, sentence):
                trail.note(DATELINE.name, number)
    if TURN.name not in trail.without:
        for label in turns.find(reading.view):
            turns.cut(reading.view, label)
            trail.note(TURN.name, reading.view.nodes[label.first].sent)


def _dateline(view: View, sentence: SentenceView) -> bool:
    first, nodes = sentence.first, view.nodes
    end = min(sentence.last, first + MAX_DATELINE)
    dash = next((n for n in range(first, end) if nodes[n].text in DASHES), None)
    if dash is None or not nodes[first].text.isupper() or len(nodes[first].text) < 3:
        return False
    inside = nodes[first : dash + 1]
    top = next((n for n in inside if n.head is None or not first <= n.head.i <= dash), None)
    if top is None:
        return False
    followers = [kid for n in inside for kid in n.kids if kid.i > dash]
    if followers:
        _inherit(top, followers)
    elif top.head is not None:
        top.dep = "dep"
    return True


def _inherit(top: Node, followers: list[Node]) -> None:
    """The first word behind a dateline takes the place of its top; all others hang from that word."""
    heir = followers[0]
    if top.head is not None:
        move(heir, top.head, top.dep)
    else:
        if heir.head is not None:
            heir.head.kids.remove(heir)
        heir.head, heir.dep = None, "root"
    for other in followers[1:]:
        move(other, heir, other.dep)
    move(top, heir, "dep")

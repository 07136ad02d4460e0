"""What stands before a sentence and is no word of it: "NAIROBI, Kenya, March 4 (AP) —", "Kalnina:"."""

from __future__ import annotations

from kg.extract.grammar.labels import CUT_OFF, DASHES, MAX_DATELINE, MAX_DATELINE_PLACE
from kg.extract.reading import Reading
from kg.extract.rules import Rule
from kg.extract.time.words import MONTHS
from kg.extract.trees import turns
from kg.language.grammar import Node, SentenceView, View, move

DATELINE = Rule("trees/dateline", "[NAIROBI, Kenya, March 4 (AP) —] Kenya signed the treaty.")
MIN_CITY = 3
"""Letters of the shortest city that a dateline begins with."""
QUOTES = frozenset("“\"‘'")
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
    last = _dash(view, sentence) or _agency(view, sentence) or _colon(view, sentence)
    if last is None:
        return False
    inside = nodes[first : last + 1]
    top = next((n for n in inside if n.head is None or not first <= n.head.i <= last), None)
    if top is None:
        return False
    for other in inside:
        if other is not top and other.head is not None and other.head.i > last:
            move(other, top, CUT_OFF)
    followers = [kid for n in inside for kid in n.kids if kid.i > last]
    if followers:
        _inherit(top, followers)
    elif top.head is not None:
        top.dep = CUT_OFF
    return True


def _dash(view: View, sentence: SentenceView) -> int | None:
    """The dash that ends a dateline: "NAIROBI, Kenya, March 4 (AP) —", "March 4 (AP) -"."""
    first, nodes = sentence.first, view.nodes
    city = nodes[first].text.isupper() and len(nodes[first].text) >= MIN_CITY
    day = nodes[first].text.rstrip(".").lower() in MONTHS and turns.begins_line(view, first)
    if not city and not day:
        return None
    end = min(sentence.last, first + MAX_DATELINE)
    dash = next((n for n in range(first, end) if nodes[n].text in DASHES and not _is_hyphen(view, n)), None)
    return dash if city or (dash is not None and nodes[dash - 1].text == ")") else None


def _is_hyphen(view: View, n: int) -> bool:
    """True between two words without a space: "U.N. Secretary-General"."""
    start, end = view.nodes[n].start, view.nodes[n].end
    return view.text[start - 1 : start].isalnum() and view.text[end : end + 1].isalnum()


def _agency(view: View, sentence: SentenceView) -> int | None:
    """The bracket or dash behind an agency: "Atlanta (CNN)Police arrested him", "Paris (AFP) - Kim left"."""
    first, nodes = sentence.first, view.nodes
    place = view.name_at(first)
    if place is None or not turns.begins_line(view, first):
        return None
    end = min(sentence.last, first + MAX_DATELINE_PLACE)
    opens = next((n for n in range(first, end) if nodes[n].text == "("), None)
    if opens is None or opens + 3 > sentence.last or nodes[opens + 2].text != ")":
        return None
    before, behind = nodes[first:opens], nodes[opens + 3]
    named = all(node.pos == "PUNCT" or node.text[0].isupper() or node.text[0].isdigit() for node in before)
    agency, start = nodes[opens + 1].text, behind.text[0]
    glued = nodes[opens + 2].end == behind.start and agency.isupper()
    if not named or not agency[0].isupper() or not (place.label == "Place" or glued):
        return None
    if behind.text in DASHES and opens + 3 < sentence.last:
        return opens + 3
    return opens + 2 if start.isupper() or start in QUOTES else None


def _colon(view: View, sentence: SentenceView) -> int | None:
    """The colon behind a place that begins a line: "Muscat: Intending to help, the bank …"."""
    place = view.name_at(sentence.first)
    if place is None or place.label != "Place" or not turns.begins_line(view, sentence.first):
        return None
    colon = place.last + 1
    if colon >= sentence.last or view.nodes[colon].text != ":" or turns.begins_line(view, colon + 1):
        return None
    start = view.nodes[colon + 1].text[0]
    return colon if start.isupper() or start in QUOTES else None


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
    move(top, heir, CUT_OFF)

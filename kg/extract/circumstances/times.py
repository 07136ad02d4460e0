"""Time expressions of a document, attached to the events they belong to."""

from __future__ import annotations

from bisect import bisect_right

from kg.extract.grammar.heads import head_of
from kg.extract.grammar.labels import PAST
from kg.extract.reading import Reading
from kg.extract.time import Anchor, TimeMention, anchor_of, find
from kg.language.grammar import Node, is_verb
from kg.records import Document, TimeSpan

MAX_BRACKETS = 40
"""Words between brackets behind a person's name."""


class Times:
    """The time expressions of one document, by sentence."""

    def __init__(self, reading: Reading, document: Document) -> None:
        self._anchor: Anchor | None = anchor_of(document.text, document.published)
        self._reading, view = reading, reading.view
        self._published = document.published
        self._found: dict[int, list[tuple[Node, TimeMention]]] = {}
        self._covered: set[int] = set()
        starts = [node.start for node in view.nodes]
        for number, sentence in enumerate(view.sentences):
            for mention in find(reading.sentence(number).text, anchor=self._anchor):
                first = bisect_right(starts, sentence.start + mention.start) - 1
                last = bisect_right(starts, sentence.start + mention.end - 1) - 1
                head = head_of(view, max(first, sentence.first), min(last, sentence.last))
                self._covered.update(range(first, last + 1))
                self._found.setdefault(number, []).append((head, mention))

    def covers(self, node: Node) -> bool:
        """True for a word of a time expression."""
        return node.i in self._covered

    def is_ahead(self, time: TimeSpan | None) -> bool:
        """True for a time that begins after the document was published."""
        begins = time.earliest if time is not None else None
        return begins is not None and self._published is not None and begins > self._published

    def of(self, trigger: Node, clause: Node, *, planned: bool) -> TimeSpan | None:
        """When the event of a trigger happens: the time that hangs from it, its verb, or the verb above."""
        for head, mention in self._found.get(trigger.sent, ()):
            if _governs(head, trigger, clause) and not self._is_of_life(head, trigger):
                # What "has been appointed, effective 1 July" tells of begins after it was done.
                ahead = planned or mention.span.text.split()[0].lower() in self._reading.words("onward")
                tense = "future" if ahead else "past" if clause.tag in PAST else None
                return self._resolved(mention, trigger, tense)
        return None

    def _is_of_life(self, time: Node, trigger: Node) -> bool:
        """True for a time in brackets behind a person's name: "Noor Rahimi (1931–2009) visited Norway"."""
        view, depth = self._reading.view, 0
        for n in range(time.i - 1, max(0, time.i - MAX_BRACKETS), -1):
            depth += {")": 1, "(": -1}.get(view.nodes[n].text, 0)
            if depth < 0:
                name = view.name_at(n - 1)
                return name is not None and name.label == "Person" and not n < trigger.i < time.i
        return False

    def _resolved(self, mention: TimeMention, trigger: Node, tense: str | None) -> TimeSpan:
        if self._anchor is None or tense is None:
            return mention.span
        again = find(self._reading.sentence(trigger.sent).text, anchor=self._anchor, tense=tense)
        return next((m.span for m in again if m.start == mention.start), mention.span)


def _governs(time: Node, trigger: Node, clause: Node) -> bool:
    """True when the first verb or trigger above a time expression is the event's own."""
    own = {trigger.i, clause.i}
    below = time
    for above in time.ancestors():
        if below.dep == "dep":
            return False  # the date of a dateline is that of the report, not of the event
        if above.i in own:
            return True
        below = above
        if above.pos == "NOUN":
            return False  # "the size of a post-2014 force" dates the force
        if is_verb(above):
            # "plans to meet Tuesday" may hang the day on "plans"; an infinitive shares it.
            return clause.base == "xcomp" and clause.head is above
    return False

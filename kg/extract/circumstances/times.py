"""Time expressions of a document, attached to the events they belong to."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace

from kg.extract.circumstances.lending import Lender, lenders
from kg.extract.grammar.heads import head_of
from kg.extract.grammar.labels import CIRCUMSTANCES, PAST
from kg.extract.reading import Reading
from kg.extract.time import Anchor, TimeMention, anchor_of, find
from kg.extract.time.words import MODERN_YEAR
from kg.language.grammar import Node, is_verb, preposition
from kg.records import Document, Status, TimeSpan

MAX_BRACKETS = 40
"""Words between brackets behind a person's name."""
WITHIN_NAME = frozenset({"compound", "nummod", "amod"})
"""Labels of a year inside a name."""
WHEN, FROM = "when", frozenset({"from", "since", "by", "until", "till", "before", "after"})
YEAR = 366
"""Days."""
MAX_NESTING = 3
"""Nouns between a time and the verb that its phrase depends on."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A time expression at its words."""

    head: Node
    first: int
    last: int
    mention: TimeMention


class Times:
    """The time expressions of one document, by sentence."""

    def __init__(self, reading: Reading, document: Document) -> None:
        self._anchor: Anchor | None = anchor_of(document.text, document.published)
        self._reading, view = reading, reading.view
        self._published = document.published
        self._found: dict[int, list[Placed]] = {}
        self._covered: set[int] = set()
        starts = [node.start for node in view.nodes]
        for number, sentence in enumerate(view.sentences):
            for mention in find(reading.sentence(number).text, anchor=self._anchor):
                first = max(bisect_right(starts, sentence.start + mention.start) - 1, sentence.first)
                last = min(bisect_right(starts, sentence.start + mention.end - 1) - 1, sentence.last)
                head = head_of(view, first, last)
                self._covered.update(range(first, last + 1))
                self._found.setdefault(number, []).append(Placed(head, first, last, mention))

    def covers(self, node: Node) -> bool:
        """True for a word of a time expression."""
        return node.i in self._covered

    def is_ahead(self, time: TimeSpan | None) -> bool:
        """True for a time that begins after the document was published."""
        begins = time.earliest if time is not None else None
        return begins is not None and self._published is not None and begins > self._published

    def of(self, trigger: Node, clause: Node, status: Status) -> TimeSpan | None:
        """When the event of a trigger happens.

        That is the time that hangs from it, its verb or the verb above, that of a noun in its clause, or that of a
        clause which lends its own.
        """
        planned = status is Status.PLANNED
        times = [time for time in self._found.get(trigger.sent, ()) if self._dates(time, trigger)]
        times.sort(key=_is_within_name)  # "was awarded the 2024 Nobel Prize on Thursday"
        for time in times:
            if self._opens(time, clause):
                return self._last_point(time)
            own = _governs(time.head, {trigger.i, clause.i})
            if own or (_is_shared(time, clause) and (status is Status.ASSERTED or time.last > clause.i)):
                return self._resolved(time, trigger, clause, planned=planned)
        for time in times:
            if self._is_of_noun(time, trigger, clause):
                return self._resolved(time, trigger, clause, planned=planned)
        for lender in lenders(self._reading, clause) if times else ():
            for time in times:
                if self._is_lent(time, lender):
                    past = next((each for each in (lender.clause, clause) if each.tag in PAST), clause)
                    return self._resolved(time, trigger, past, planned=planned and past is not lender.clause)
        return None

    def ends_before(self, span: TimeSpan | None, clause: Node) -> bool:
        """True for a time that says until when: "served until 2011", "from 1999 to 2003", and that is over."""
        if span is None or span.latest is None or not self._is_term(span):
            return False
        return span.latest < self._anchor.date if self._anchor is not None else clause.tag in PAST

    def long_past(self, verb: Node) -> TimeSpan | None:
        """The time right below a verb, if it is of a year that is named and more than a year before the article."""
        for time in self._found.get(verb.sent, ()):
            span = time.mention.span
            if time.head.head is not verb or span.latest is None or MODERN_YEAR.search(span.text) is None:
                continue
            if self._anchor is None or (self._anchor.date - span.latest).days > YEAR:
                return self._resolved(time, verb, verb, planned=False)
        return None

    def _is_term(self, span: TimeSpan) -> bool:
        words = self._reading.words("term-preposition")
        several = span.earliest is not None and span.latest is not None and span.earliest.year < span.latest.year
        return span.text.split()[0].lower() in words or (span.text[0].isdigit() and several)

    def _dates(self, time: Placed, trigger: Node) -> bool:
        """False for what says how long it lasts or what is known by when, and for the years of a life."""
        reading, mention = self._reading, time.mention
        lasts = mention.floating and mention.span.text.split()[0].lower() in reading.words("duration-preposition")
        known = preposition(time.head) in reading.words("reckoning-preposition")
        return not lasts and not known and not self._is_of_life(time.head, trigger)

    def _is_of_life(self, time: Node, trigger: Node) -> bool:
        """True for a time in brackets behind a person's name: "Noor Rahimi (1931–2009) visited Norway"."""
        view, depth = self._reading.view, 0
        for n in range(time.i - 1, max(0, time.i - MAX_BRACKETS), -1):
            depth += {")": 1, "(": -1}.get(view.nodes[n].text, 0)
            if depth < 0:
                name = view.name_at(n - 1)
                return name is not None and name.label == "Person" and not n < trigger.i < time.i
        return False

    def _opens(self, time: Placed, clause: Node) -> bool:
        """True for the time right before a clause with "when": "a drop from 1999 when 1,740 died"."""
        nodes = self._reading.view.nodes
        first = clause.head if clause.dep == "conj" and clause.head is not None else clause
        when = next((kid.i for kid in first.of("advmod") if kid.lemma == WHEN), 0)
        comma = when and nodes[when - 1].text == ","
        return bool(when) and time.last == when - (2 if comma else 1)

    def _last_point(self, time: Placed) -> TimeSpan:
        """The day or year that "when" speaks of: 2020 in "from 2017 to 2020, when she resigned"."""
        words = time.mention.span.text.split()
        open_ended = words[0].lower() in self._reading.words("term-preposition") | self._reading.words("onward") | FROM
        point = " ".join(words[1:]).split(" to ")[-1] if open_ended and len(words) > 1 else ""
        spans = (mention.span for mention in find(point, anchor=self._anchor) if mention.span.text == point)
        return next(spans, time.mention.span)

    def _is_of_noun(self, time: Placed, trigger: Node, clause: Node) -> bool:
        """True for the time of a noun: "a 2016 strike killed him", "at the 2015 summit", "an attack in May that"."""
        if clause.dep == "acl:relcl" and clause.head is not None:
            between = clause.head.i < time.first and time.last < min(kid.i for kid in (clause, *clause.kids))
            if between and (self._is_thing(clause.head) or time.head is clause.head):
                return True
            if clause.head.i in range(time.first, time.last + 1):
                return True  # "on July 8, when he shot him"
        own = {trigger.i, clause.i}
        noun = time.head
        for _ in range(MAX_NESTING):
            below, above = noun, noun.head
            if above is None or is_verb(above) or below.dep == "dep":
                return False
            noun = above
            if not self._may_happen(noun, time):
                return False
            if noun.head is not None and noun.head.i in own:
                return self._happens_with(noun, time)
        return False

    def _may_happen(self, noun: Node, time: Placed) -> bool:
        """False for a name before a date, as in a dateline, and for what the rest only comes before or after."""
        words = self._reading.words
        apart = words("time-preposition") | words("past-preposition")
        named = noun.pos == "PROPN" and noun.i < time.first
        if noun.lemma in words("time-behind"):
            return False
        return not named and (preposition(noun) not in apart - words("occasion-preposition"))

    def _happens_with(self, noun: Node, time: Placed) -> bool:
        """True for a subject that happens, and for the occasion on which something does; not for what is done to."""
        if noun.base == "nsubj" and noun.dep != "nsubj:pass":
            return self._is_thing(noun) or (noun.i < time.first and preposition(time.head) != "of")
        if noun.head is not None and noun.head.lemma in self._reading.words("charging"):
            return False  # "charged in connection with the May bombing"
        return noun.base in CIRCUMSTANCES and preposition(noun) in self._reading.words("occasion-preposition")

    def _is_thing(self, noun: Node) -> bool:
        return self._reading.mentions.at(noun) is None

    def _is_lent(self, time: Placed, lender: Lender) -> bool:
        clause = lender.clause
        if lender.bygone and not self._reading.words("bygone").intersection(time.mention.span.text.lower().split()):
            return False
        own = _governs(time.head, {clause.i}) or self._is_of_noun(time, clause, clause)
        return own and lender.lends(time.head)

    def _resolved(self, time: Placed, trigger: Node, clause: Node, *, planned: bool) -> TimeSpan:
        mention, above = time.mention, time.head.head
        since = above is not None and above.pos == "NOUN" and preposition(above) in self._reading.words("since")
        if since and above is not trigger and mention.span.text[0].isdigit():  # "since independence in 1980"
            return replace(mention.span, text=f"{preposition(above)} {mention.span.text}", latest=None)
        # What "has been appointed, effective 1 July" tells of begins after it was done.
        ahead = planned or mention.span.text.split()[0].lower() in self._reading.words("onward")
        tense = "future" if ahead else "past" if clause.tag in PAST else None
        if self._anchor is None or tense is None:
            return mention.span
        again = find(self._reading.sentence(trigger.sent).text, anchor=self._anchor, tense=tense)
        return next((m.span for m in again if m.start == mention.start), mention.span)


def _is_within_name(time: Placed) -> bool:
    above = time.head.head
    return above is not None and above.pos == "PROPN" and time.head.base in WITHIN_NAME


def _governs(time: Node, own: set[int]) -> bool:
    """True when the first verb or trigger above a time expression is one of these words."""
    below = time
    for above in time.ancestors():
        if below.dep == "dep":
            return False  # the date of a dateline is that of the report, not of the event
        if above.i in own:
            return True
        below = above
        if above.pos == "NOUN" or is_verb(above):
            return False  # "the size of a post-2014 force" dates the force
    return False


def _is_shared(time: Placed, clause: Node) -> bool:
    """True for the day in "plans to meet Tuesday", which may hang from "plans": an infinitive shares it.

    But in "agreed on Monday to withdraw" it is not that of what is to come.
    """
    return clause.base == "xcomp" and clause.head is not None and _governs(time.head, {clause.head.i})

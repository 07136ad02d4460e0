"""An explanation as plain text: what a skeptic reads beside the sentence."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from typing import Final

from kg.explain.explanation import End, Explanation
from kg.records import Fact, Sentence, Status, TimeSpan

WIDTH: Final = 100
LABEL: Final = 13
"""Columns of the labels on the left."""

LINKS: Final = {
    "name": "by name",
    "gazetteer": "a name of the gazetteer",
    "demonym": "a word of nationality or origin",
    "short-name": "a short form of the name",
    "acronym": "the initials of the name",
    "apposition": "set beside the name",
    "same-words": "the same words as before",
    "role": "a role that was told before",
    "definite": "a description of what was named before",
    "pronoun": "a pronoun",
    "speaker": "whoever speaks the quotation",
    "proxy": "who stands behind those words",
    "home": "the country that the article is about; the title alone names none",
    "described": "described, not named",
}
"""How a mention was tied to its chain, in words."""
ANCHORS: Final = {
    "text": "as the words themselves say",
    "metadata": "counted from the document's date",
    "dateline": "counted from the dateline",
    "byline": "counted from the byline",
    "context": "counted from a date in the text around",
    "none": "with nothing to count from",
}
READINGS: Final = {
    "agrees": "the roles of the predicate give the same ends",
    "differs": "the roles of the predicate give other ends",
    "silent": "the roles of the predicate say nothing of it",
    "alone": "the roles of the predicate alone tell it; no slot of grammar does",
}
"""What the second reading of an event says beside the first, in words."""
MOST_TERMS: Final = 9
"""Terms of a confidence that are shown one by one."""
MOST_REPORTS: Final = 5
"""Other reports of the same that are shown."""
UNSAID_ENDS: Final = {
    "subject": "not said: the sentence does not say who did it, and nobody is invented",
    "object": "not said: the sentence does not say to whom or what, and nobody is invented",
}


def render(explanation: Explanation) -> str:
    """All of an explanation, wrapped for a terminal."""
    told = (line for label, words in rows(explanation) for line in _row(label, words))
    return "\n".join([explanation.fact.statement, "", *told])


def rows(explanation: Explanation) -> list[tuple[str, str]]:
    """An explanation as labels, each with its words."""
    fact = explanation.fact
    return [
        ("sentence", marked(explanation.claim.evidence, _spans(explanation))),
        ("document", f"{fact.document}, characters {fact.start}–{fact.end}"),
        ("rule", _rule(explanation)),
        *_ends(explanation),
        *_second(explanation),
        ("status", _status(explanation)),
        *_circumstances(explanation),
        *_mends(explanation),
        ("confidence", _confidence(explanation)),
        *_sources(explanation),
        ("fact", fact.fact),
    ]


def marked(sentence: Sentence, spans: Iterable[tuple[str, int, int]]) -> str:
    """A sentence with its spans in brackets: `[James Dobbins | subject] will [meet | trigger] …`.

    Args:
        sentence: the passage.
        spans: label, start and end in characters of the document; those outside the passage are left out.
    """
    inside = [s for s in spans if sentence.start <= s[1] < s[2] <= sentence.end]
    events: list[tuple[int, int, int, str]] = []
    for label, start, end in inside:
        # At one offset inner spans close first, and outer ones open first.
        events.append((end - sentence.start, 0, -start, f" | {label}]"))
        events.append((start - sentence.start, 1, -end, "["))
    out, at = [], 0
    for offset, _, _, mark in sorted(events):
        out += [sentence.text[at:offset], mark]
        at = offset
    return "".join([*out, sentence.text[at:]])


def _spans(explanation: Explanation) -> Iterator[tuple[str, int, int]]:
    for end in explanation.ends:
        yield end.role, end.argument.start, end.argument.end
    if explanation.claim.trigger:
        yield "trigger", *explanation.claim.trigger


def _row(label: str, words: str) -> list[str]:
    return textwrap.wrap(
        " ".join(words.split()),
        width=WIDTH,
        initial_indent=label.ljust(LABEL),
        subsequent_indent=" " * LABEL,
        break_long_words=False,
        break_on_hyphens=False,
    )


# --- rows -----------------------------------------------------------------------------------------


def _rule(explanation: Explanation) -> str:
    claim = explanation.claim
    parts = [claim.rule]
    if claim.trigger:
        start, end = (offset - claim.evidence.start for offset in claim.trigger)
        parts.append(f"trigger “{claim.evidence.text[start:end]}”")
    if claim.path:
        parts.append(f"path {claim.path}")
    return ", ".join(parts)


def _ends(explanation: Explanation) -> Iterable[tuple[str, str]]:
    """Subject and object, also one that is not said, and the circumstances that are participants."""
    return {**UNSAID_ENDS, **{end.role: _end(end) for end in explanation.ends}}.items()


def _end(end: End) -> str:
    words = f"“{end.argument.text}”"
    if end.local is None:
        return f"{words}: words of the sentence, no participant"
    parts = [f"{words} → {end.name} ({end.cls})", LINKS.get(end.argument.link, end.argument.link)]
    if end.antecedent is not None:
        parts.append(f"“{end.antecedent.text}”{_where(end)}")
    elif end.local.name not in {end.name, end.argument.text}:
        parts.append(f"this document calls it {end.local.name}")
    if end.local.gazetteer:
        parts.append(f"gazetteer entry {end.local.gazetteer}")
    if end.why:
        parts.append(f"class by {end.why}")
    return f"{'; '.join(parts)}; certainty {end.argument.confidence:.2f}"


def _where(end: End) -> str:
    sentence = end.antecedent_sentence
    if sentence is None or end.antecedent is None:
        return ""
    if sentence.start <= end.argument.start < sentence.end:
        return " in the same sentence"
    shown = marked(sentence, [(end.role, end.antecedent.start, end.antecedent.end)])
    return f" in: {textwrap.shorten(shown, 160, placeholder=' …')}"


def _status(explanation: Explanation) -> str:
    claim = explanation.claim
    over = ", and over" if claim.former else ""
    if claim.cues:
        return f"{claim.status}{over}, because of {', '.join(f'“{cue}”' for cue in claim.cues)}"
    return f"{claim.status}{over}{': nothing says otherwise' if claim.status is Status.ASSERTED else ', by the rule'}"


def _second(explanation: Explanation) -> Iterator[tuple[str, str]]:
    if explanation.claim.second:
        yield "2nd reading", READINGS.get(explanation.claim.second, explanation.claim.second)


def _mends(explanation: Explanation) -> Iterator[tuple[str, str]]:
    if explanation.claim.mends:
        yield "mended", ", ".join(explanation.claim.mends)


def _circumstances(explanation: Explanation) -> Iterator[tuple[str, str]]:
    if explanation.claim.time is not None:
        yield "time", _time(explanation.claim.time)
    if explanation.claim.attributed_to is not None:
        yield "said by", explanation.claim.attributed_to


def _time(time: TimeSpan) -> str:
    if time.interval is None:
        return f"“{time.text}”, not resolved: {ANCHORS.get(time.anchor, time.anchor)}"
    return f"“{time.text}” → {time.interval} ({time.precision}), {ANCHORS.get(time.anchor, time.anchor)}"


def _sources(explanation: Explanation) -> Iterator[tuple[str, str]]:
    """Who else reports it, and who reports a plan as done."""
    if reports := explanation.reports:
        support = explanation.fact.support
        told = f"{support} independent sources" if support > 1 else "one source"
        shown = "; ".join(map(_source, reports[:MOST_REPORTS]))
        more = f"; and {len(reports) - MOST_REPORTS:,} more" if len(reports) > MOST_REPORTS else ""
        yield "reported by", f"{told}; besides this sentence: {shown}{more}"
    if explanation.confirmed_by:
        yield "done", f"as reported in {_source(explanation.confirmed_by)}"


def _source(fact: Fact) -> str:
    return f"{fact.document}: “{textwrap.shorten(fact.sentence, 160, placeholder=' …')}”"


def _confidence(explanation: Explanation) -> str:
    shown = explanation.terms[:MOST_TERMS]
    rest = sum(term.share for term in explanation.terms[MOST_TERMS:])
    parts = [f"{term.feature} {term.share:+.2f}" for term in shown] + ([f"all else {rest:+.2f}"] if rest else [])
    made = f"by what was right of facts like it, as log-odds: {', '.join(parts)}" if parts else "nothing was measured"
    told = explanation.claim.confidence
    if abs(explanation.recomputed - told) > 0.0015:  # both are rounded to three places
        return f"{told:.2f} when the graph was built; today {explanation.recomputed:.2f}, {made}"
    return f"{told:.2f} {made}"

"""Mentions by name against annotated names: right means the very span and the right coarse class."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.evaluate.gold import GoldText, document_name
from kg.evaluate.scores import Case, Rates, Section, Verdict
from kg.records import Kind
from kg.triples import LinkedMention

AROUND = 60
"""Characters of text that a case is shown with, before and after the name."""

Typed = tuple[int, int, str]
"""Start, end, coarse class."""


def score(gold: Sequence[GoldText], mentions: Iterable[LinkedMention], classes: Mapping[str, str | None]) -> Section:
    """Score mentions by name.

    Args:
        gold: annotated texts.
        mentions: of their documents; descriptions and pronouns are passed over.
        classes: their type → our coarse class, or None for what is not judged.
    """
    wanted = {cls for cls in classes.values() if cls}
    spans_of: dict[str, set[Typed]] = defaultdict(set)
    for mention in mentions:
        if mention.kind == Kind.NAME and mention.type in wanted:
            spans_of[document_name(mention.document)].add((mention.start, mention.end, mention.type))
    rows: dict[str, Rates] = dict.fromkeys(sorted(wanted), Rates())
    cases: list[Case] = []
    for text in gold:
        right = {(s.start, s.end, cls) for s in text.spans if (cls := classes.get(s.type))}
        found = spans_of[document_name(text.id)]
        for cls in wanted:
            rows[cls] += _rates({s for s in right if s[2] == cls}, {s for s in found if s[2] == cls})
        cases.extend(_cases(text, right - found, Verdict.MISSED))
        cases.extend(_cases(text, found - right, Verdict.FALSE_ALARM))
    return Section(what="mentions", strict=sum(rows.values(), Rates()), rows=tuple(rows.items()), cases=tuple(cases))


def _rates(right: set[Typed], found: set[Typed]) -> Rates:
    both = len(right & found)
    return Rates(len(right), both, len(found), both)


def _cases(text: GoldText, spans: set[Typed], verdict: Verdict) -> Iterator[Case]:
    for start, end, cls in sorted(spans):
        low = max(0, start - AROUND)
        yield Case(
            verdict=verdict,
            what="mention",
            document=text.id,
            relation=cls,
            subject=text.text[start:end],
            text=text.text[low : end + AROUND],
            marks=((start - low, end - low),),
        )

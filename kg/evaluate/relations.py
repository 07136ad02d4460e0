"""Facts against relations annotated between names.

A gold relation is found when a fact of a relation that answers it joins the same two entities; an
entity is known by any of its names, a fact by its words or its canonical names. What answers what is
said by a map (`kg.evaluate.answers`), in the direction that it writes. Denied facts do not
count, nor do events with one party, which relate nobody to anybody. Facts
of a document that say the same (their relations answer the same types, and their canonical names are
the same) count once; the last of them is judged.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.evaluate.answers import Answers
from kg.evaluate.facts import extra
from kg.evaluate.gold import GoldText, Link, document_name
from kg.evaluate.names import Key, any_same, key
from kg.evaluate.scores import Case, Rates, Section, Verdict
from kg.records import Fact, Status

AROUND = 90
"""Characters of text that a missed relation is shown with, before and after its ends."""


@dataclass(frozen=True, slots=True)
class _Judged:
    """One text: its gold relations, the facts that might answer them, and what answered what."""

    text: GoldText
    gold: frozenset[Link]
    facts: tuple[Fact, ...]
    hits: frozenset[tuple[Link, int]]
    distinct: tuple[int, ...]
    """Indices of the facts that count."""

    @property
    def found(self) -> frozenset[Link]:
        return frozenset(link for link, _ in self.hits)

    @property
    def right(self) -> frozenset[int]:
        return frozenset(j for _, j in self.hits)

    @property
    def rates(self) -> Rates:
        right = self.right
        return Rates(len(self.gold), len(self.found), len(self.distinct), sum(j in right for j in self.distinct))


def score(gold: Sequence[GoldText], facts: Iterable[Fact], answers: Answers) -> Section:
    """Score facts against annotated relations.

    Args:
        gold: annotated texts.
        facts: the facts of their documents; those of other documents are passed over.
        answers: types that are not in it are not judged, nor are facts that answer none.
    """
    strict = list(_judge(gold, facts := list(facts), answers, loose=False))
    loose = list(_judge(gold, facts, answers, loose=True))
    return Section(
        what="relations",
        strict=sum((each.rates for each in strict), Rates()),
        loose=sum((each.rates for each in loose), Rates()),
        rows=tuple(_rows(loose, answers)),
        cases=tuple(case for each in loose for case in _cases(each)),
    )


def _judge(gold: Sequence[GoldText], facts: Iterable[Fact], answers: Answers, *, loose: bool) -> Iterator[_Judged]:
    by_document: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        both = fact.subject is not None and fact.object is not None
        if both and fact.status != Status.NEGATED and _types(fact, answers):
            by_document[document_name(fact.document)].append(fact)
    for text in gold:
        own = tuple(by_document[document_name(text.id)])
        links = frozenset(link for link in text.links if link.type in answers.types)
        hits = frozenset(_hits(links, own, text.names(), answers, loose=loose))
        yield _Judged(text, links, own, hits, tuple(_distinct(own, answers).values()))


def _hits(
    links: frozenset[Link],
    facts: Sequence[Fact],
    names: Mapping[str, tuple[str, ...]],
    answers: Answers,
    *,
    loose: bool,
) -> Iterator[tuple[Link, int]]:
    for j, fact in enumerate(facts):
        answered = set(answers.to(fact.relation, fact.object_type))
        for link in links:
            for head, tail, turned in ((link.head, link.tail, False), (link.tail, link.head, True)):
                if (
                    (link.type, turned) in answered
                    and any_same((fact.subject_text, fact.subject), names[head], loose=loose)
                    and any_same((fact.object_text, fact.object), names[tail], loose=loose)
                ):
                    yield link, j


def _distinct(facts: Sequence[Fact], answers: Answers) -> dict[tuple[tuple[str, ...], Key, Key], int]:
    """What is said → the index of the last fact that says so."""
    return {(_types(fact, answers), key(fact.subject), key(fact.object)): j for j, fact in enumerate(facts)}


def _types(fact: Fact, answers: Answers) -> tuple[str, ...]:
    return tuple(sorted({type_ for type_, _ in answers.to(fact.relation, fact.object_type)}))


def _rows(judged: Sequence[_Judged], answers: Answers) -> list[tuple[str, Rates]]:
    """By gold type. A fact counts for the types that it answers; a wrong one for all that it might have."""
    rows: dict[str, Rates] = dict.fromkeys(answers.types, Rates())
    for each in judged:
        for link in each.gold:
            rows[link.type] += Rates(gold=1, found=int(link in each.found))
        hit: dict[int, set[str]] = defaultdict(set)
        for link, j in each.hits:
            hit[j].add(link.type)
        for j in each.distinct:
            for type_ in hit[j] or _types(each.facts[j], answers):
                rows[type_] += Rates(predicted=1, right=int(bool(hit[j])))
    return sorted((type_, rates) for type_, rates in rows.items() if rates != Rates())


def _cases(judged: _Judged) -> Iterator[Case]:
    found, right = judged.found, judged.right
    for link in sorted(judged.gold - found, key=lambda link: (link.type, link.head, link.tail)):
        yield _missed(judged.text, link)
    yield from (extra(judged.facts[j], Verdict.FALSE_ALARM) for j in judged.distinct if j not in right)


def _missed(text: GoldText, link: Link) -> Case:
    heads = [span for span in text.spans if span.cluster == link.head]
    tails = [span for span in text.spans if span.cluster == link.tail]
    head, tail = min(((h, t) for h in heads for t in tails), key=lambda pair: abs(pair[0].start - pair[1].start))
    low = max(0, min(head.start, tail.start) - AROUND)
    high = min(len(text.text), max(head.end, tail.end) + AROUND)
    return Case(
        verdict=Verdict.MISSED,
        what="relation",
        document=text.id,
        relation=link.type,
        subject=head.text,
        object=tail.text,
        text=text.text[low:high],
        marks=tuple((span.start - low, span.end - low) for span in (head, tail)),
    )

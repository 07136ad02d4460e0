"""Facts against gold facts with alternatives: what must be found, and with which status and place.

Such gold says what must be found, not all that is true: a fact outside it may well be right. So its
precision is a lower bound, and its extras are listed as "not in gold".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from kg.evaluate.gold import GoldFact, document_name
from kg.evaluate.names import any_same
from kg.evaluate.scores import Case, Rates, Section, Share, Verdict
from kg.records import Fact, Status

Matches = list[list[int]]
"""For each gold fact, the indices of the facts that it accepts."""
Forms = tuple[str | None, str | None]
"""The canonical name of an end, and its words; both None where the fact has no such end."""


def score(gold: Sequence[GoldFact], facts: Sequence[Fact], *, symmetric: frozenset[str]) -> Section:
    """Score facts against gold facts.

    Args:
        gold: what must be found, and with `optional` what may be.
        facts: all facts extracted from the documents of the gold.
        symmetric: relations that hold both ways; their ends may be swapped.
    """
    strict = _matches(gold, facts, symmetric, loose=False)
    loose = _matches(gold, facts, symmetric, loose=True)
    return Section(
        what="facts",
        strict=_rates(gold, facts, strict),
        loose=_rates(gold, facts, loose),
        rows=tuple(_rows(gold, facts, loose)),
        strict_shares=_shares(gold, facts, strict),
        loose_shares=_shares(gold, facts, loose),
        cases=tuple(_cases(gold, facts, loose)),
    )


def accepts(gold: GoldFact, fact: Fact, *, symmetric: frozenset[str], loose: bool) -> bool:
    """Whether a fact answers a gold fact; place and status do not matter here."""
    if document_name(fact.document) != gold.document or fact.relation not in gold.relation:
        return False
    subject, obj = (fact.subject, fact.subject_text), (fact.object, fact.object_text)

    def ends(one: Forms, other: Forms) -> bool:
        return _same(one, gold.subject, loose=loose) and _same(other, gold.object, loose=loose or gold.literal)

    return ends(subject, obj) or ((gold.either_direction or fact.relation in symmetric) and ends(obj, subject))


def _same(forms: Forms, accepted: tuple[str, ...] | None, *, loose: bool) -> bool:
    return accepted is None or any_same(forms, accepted, loose=loose)


def _matches(gold: Sequence[GoldFact], facts: Sequence[Fact], symmetric: frozenset[str], *, loose: bool) -> Matches:
    by_document: dict[str, list[int]] = defaultdict(list)
    for j, fact in enumerate(facts):
        by_document[document_name(fact.document)].append(j)
    return [
        [j for j in by_document[each.document] if accepts(each, facts[j], symmetric=symmetric, loose=loose)]
        for each in gold
    ]


def _rates(gold: Sequence[GoldFact], facts: Sequence[Fact], matches: Matches) -> Rates:
    must = [bool(found) for each, found in zip(gold, matches, strict=True) if not each.optional]
    used = {j for found in matches for j in found}
    return Rates(gold=len(must), found=sum(must), predicted=len(facts), right=len(used))


def _shares(gold: Sequence[GoldFact], facts: Sequence[Fact], matches: Matches) -> dict[str, Share]:
    pairs = [(each, [facts[j] for j in found]) for each, found in zip(gold, matches, strict=True)]
    core = [bool(found) for each, found in pairs if each.core]
    place = [any(any_same([f.place], g.place, loose=True) for f in found) for g, found in pairs if found and g.place]
    status = [any(f.status in _statuses(g) for f in found) for g, found in pairs if found and g.status]
    shares = {"core": core, "place": place, "status": status}
    return {name: Share(sum(hits), len(hits)) for name, hits in shares.items() if hits}


def _statuses(gold: GoldFact) -> set[str]:
    """What is alleged is a kind of what may be, for gold that knows no better."""
    return {*gold.status, *([Status.ALLEGED] if Status.HYPOTHETICAL in gold.status else [])}


def _rows(gold: Sequence[GoldFact], facts: Sequence[Fact], matches: Matches) -> Iterable[tuple[str, Rates]]:
    """By relation of the fact; a gold fact with several relations counts for the first."""
    rows: dict[str, Rates] = defaultdict(Rates)
    for each, found in zip(gold, matches, strict=True):
        if not each.optional:
            rows[each.relation[0]] += Rates(gold=1, found=int(bool(found)))
    used = {j for found in matches for j in found}
    for j, fact in enumerate(facts):
        rows[fact.relation] += Rates(predicted=1, right=int(j in used))
    return sorted(rows.items())


def _cases(gold: Sequence[GoldFact], facts: Sequence[Fact], matches: Matches) -> Iterable[Case]:
    for each, found in zip(gold, matches, strict=True):
        if not found and not each.optional:
            yield Case(
                verdict=Verdict.MISSED,
                what="fact",
                document=each.document,
                relation=each.relation[0],
                subject=each.subject[0] if each.subject else "",
                object=each.object[0] if each.object else "",
                text=each.evidence,
                core=each.core,
            )
    used = {j for found in matches for j in found}
    yield from (extra(fact, Verdict.NOT_IN_GOLD) for j, fact in enumerate(facts) if j not in used)


def extra(fact: Fact, verdict: Verdict) -> Case:
    """The case of a fact that the gold does not have."""
    return Case(
        verdict=verdict,
        what="fact" if verdict is Verdict.NOT_IN_GOLD else "relation",
        document=fact.document,
        relation=fact.relation,
        subject=_both(fact.subject, fact.subject_text),
        object=_both(fact.object, fact.object_text),
        text=fact.sentence,
        marks=tuple(_found(fact.sentence, words) for words in (fact.subject_text, fact.object_text)),
        rule=fact.rule,
    )


def _both(name: str | None, words: str | None) -> str:
    return (name or "") if name == words else f"{name} ({words})"


def _found(sentence: str, words: str | None) -> tuple[int, int]:
    if not words:
        return 0, 0
    at = max(sentence.find(words), 0)
    return (at, at + len(words)) if sentence[at : at + len(words)] == words else (0, 0)

"""What several documents tell together: which facts are one, how well it is supported, what became of a plan.

    <fact> kg:statement "9f3a…" .                      relation and ends, whatever the status, time and source
    <fact> kg:repeats <surer> .                        the surest fact of those that report the same
    <surer> kg:support 3 ; kg:confirmedBy <done> .     independent sources, if there are several; who reports it done

All of it stands in the graphs of what is known from the documents of the facts. The statement follows from the names
of one document; the rest is derived from all facts of a statement, and from nothing else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from pyoxigraph import Literal, NamedNode, Quad

import kg.triples.terms as terms
from kg.corroboration import Report, confirmations, findings
from kg.names import fold
from kg.triples.terms import Minter, kg

STATEMENT, REPEATS, SUPPORT, CONFIRMED_BY = kg("statement"), kg("repeats"), kg("support"), kg("confirmedBy")
DERIVED = (REPEATS, SUPPORT, CONFIRMED_BY)
"""What follows from the facts of several documents."""
TELLING = 3
"""How many people or things without a name another document can tell again; one or two may be any."""


def statement(relation: str, subject: str, obj: str, at: str, *, symmetric: bool) -> Literal:
    """What is said of whom, in a word: facts that differ in it are never compared."""
    ends = sorted((subject, obj)) if symmetric else (subject, obj)
    return terms.plain(terms.digest((relation, *ends, at)))


def told(end: NamedNode | Literal | None, *, count: int | None = None, kind: str = "", words: str = "") -> str:
    """Who or what fills a role, so that other documents may mean the same.

    Args:
        end: the entity or the words; None if nobody is named.
        count: how many they are, of a participant without a name.
        kind: whether that is exact.
        words: what they are called.
    """
    if count is not None and count >= TELLING:
        return f"{count} {kind} {fold(words.split()[-1])}"
    if isinstance(end, Literal):
        return f'"{fold(end.value)}"'
    return "" if end is None else end.value


def derived(reports: Collection[Report], minter: Minter) -> Iterator[Quad]:
    """What follows from the reports of one statement."""
    found = findings(reports)
    for finding in found:
        surest = finding.surest
        for report in finding.reports[1:]:
            yield _quad(report, REPEATS, NamedNode(surest.fact), minter)
        if finding.support > 1:
            yield _quad(surest, SUPPORT, Literal(finding.support), minter)
    for plan, done in confirmations(found):
        yield _quad(plan.surest, CONFIRMED_BY, NamedNode(done.surest.fact), minter)


def _quad(report: Report, predicate: NamedNode, obj: NamedNode | Literal, minter: Minter) -> Quad:
    return Quad(NamedNode(report.fact), predicate, obj, minter.knows(report.document))

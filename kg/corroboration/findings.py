"""Reports of one statement → findings: those that tell one fact, with the number of its independent sources.

A report never joins two findings together. Reports of an event belong together when there is a day that all of them
allow, and their places lie in each other; one that says less (no time, no place) joins where there is one finding only
that it can belong to, and is one of its own otherwise. A wrong join makes a false fact; a missing one counts too low.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kg.corroboration.reports import Interval, Report
from kg.corroboration.texts import copies, folded

Dated = tuple[Report, Interval]
"""A report and the days on which it may have happened."""


@dataclass(frozen=True)
class Finding:
    """One fact with all that report it, the surest report first."""

    reports: tuple[Report, ...]

    @property
    def surest(self) -> Report:
        """The report that stands for the fact."""
        return self.reports[0]

    @cached_property
    def support(self) -> int:
        """How many independent sources report it.

        All that one document says is one source. Documents with nearly the same text are one, and so are those that
        report it in the very same sentence.
        """
        documents = {report.document: report.signature for report in self.reports}
        if len(documents) == 1:
            return 1
        same = copies(documents)
        told: dict[str, str] = {}
        for report in self.reports:
            first = told.setdefault(folded(report.sentence), report.document)
            same.append((first, report.document))
        return _components(documents, same)


def findings(reports: Collection[Report]) -> list[Finding]:
    """All findings of the reports of one statement, by their surest report."""
    found = []
    for side in _by(reports, lambda report: (report.status, report.former)).values():
        for together in _by_time(side):
            for group in _by_place(together) if together[0].event else [together]:
                found.append(Finding(tuple(sorted(group, key=lambda report: report.order))))  # noqa: PERF401
    return sorted(found, key=lambda finding: finding.surest.order)


def _by_time(side: Sequence[Report]) -> Iterator[list[Report]]:
    """Reports of one status, parted where their times do not allow one and the same fact."""
    if not side[0].event:
        yield from _states(side)
        return
    told, near, others = [], [], []
    for report in side:
        if report.apart:
            others.append(report)
        elif days := _told(report, side):
            told.append((report, days))
        elif not report.stated and (days := report.near):
            near.append((report, days))
        else:  # a long time ("in 2013") tells no events apart: only who names the very same means the same
            others.append(report)
    yield from _dated(told, near)
    yield from _by(others, _alike).values()


def _dated(told: Sequence[Dated], near: Sequence[Dated]) -> Iterator[list[Report]]:
    """Events whose day is told, with those that are told without a day and can be one of them only."""
    groups = list(_cliques(told))
    joining: list[tuple[list[Report], Report]] = []
    loose = []
    for report, (first, last) in near:
        fitting = [group for day, group in groups if first <= day <= last]
        if len(fitting) == 1:
            joining.append((fitting[0], report))
        else:
            loose.append((report, (first, last)))
    for group, report in joining:
        group.append(report)
    yield from (group for _, group in (*groups, *_cliques(loose)))


def _alike(report: Report) -> Hashable:
    """What two reports of an event must have in common that no day tells apart from others."""
    if report.apart:
        return report.document, report.stated
    return report.stated or report.document


def _states(side: Sequence[Report]) -> Iterator[list[Report]]:
    timed = [group for _, group in _cliques([(report, report.stated) for report in side if report.stated])]
    untimed = [report for report in side if not report.stated]
    if len(timed) == 1:
        timed[0] += untimed
    elif untimed:
        timed.append(untimed)
    yield from timed


def _told(report: Report, side: Sequence[Report]) -> Interval | None:
    """The few days that an event is told to have happened in, by its sentence or by the rest of the document."""
    if report.stated:
        return report.clear
    own = {other.clear for other in side if other.document == report.document and other.stated}
    return own.pop() if len(own) == 1 else None


def _cliques(dated: Sequence[Dated]) -> Iterator[tuple[date, list[Report]]]:
    """The fewest groups such that the intervals of each have a day in common: the first that ends, and so on."""
    rest = list(dated)
    while rest:
        day = min(last for _, (_, last) in rest)
        yield day, [report for report, (first, _) in rest if first <= day]
        rest = [(report, days) for report, days in rest if days[0] > day]


def _by_place(together: Collection[Report]) -> Iterator[list[Report]]:
    """Reports of one time, parted where their places do not lie in each other."""
    paths = {report.place for report in together}
    narrow = [path for path in paths if not any(len(path) < len(p) and p[: len(path)] == path for p in paths)]

    def home(report: Report) -> tuple[str, ...]:
        fitting = [path for path in narrow if path[: len(report.place)] == report.place]
        return fitting[0] if len(fitting) == 1 else report.place

    yield from _by(together, home).values()


def _by(reports: Collection[Report], key: Callable[[Report], Hashable]) -> Mapping[Hashable, list[Report]]:
    groups: dict[Hashable, list[Report]] = defaultdict(list)
    for report in reports:
        groups[key(report)].append(report)
    return groups


def _components(nodes: Collection[str], edges: Collection[tuple[str, str]]) -> int:
    """How many groups are left when all that are tied are one."""
    above = {node: node for node in nodes}

    def top(node: str) -> str:
        while above[node] != node:
            node = above[node]
        return node

    for one, other in edges:
        above[top(one)] = top(other)
    return sum(1 for node, parent in above.items() if node == parent)

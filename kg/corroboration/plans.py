"""Findings of one statement → which plan a later document reports as done.

The two stay two facts, with a status each: a plan that came true was still a plan when it was told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from kg.corroboration.findings import Finding
from kg.corroboration.reports import Interval, Report, length, overlap, places_agree
from kg.records import Status

BOUNDED = timedelta(days=31)
"""A plan for a longer time than this is one without a time."""
AHEAD = timedelta(days=14)
"""A plan without a time came true if that happened at most so long after it was told."""


def confirmations(found: Sequence[Finding]) -> Iterator[tuple[Finding, Finding]]:
    """Pairs of a plan and the first finding that confirms it.

    Args:
        found: the findings of one statement.
    """
    done = [finding for finding in found if finding.surest.status is Status.ASSERTED and finding.surest.event]
    for plan in found:
        if plan.surest.status is not Status.PLANNED or plan.surest.apart:
            continue
        fitting = [finding for finding in done if any(_confirms(report, plan) for report in finding.reports)]
        if fitting:
            yield plan, min(fitting, key=lambda finding: (_first_told(finding) or date.max, finding.surest.order))


def _confirms(report: Report, plan: Finding) -> bool:
    """Whether a report of another document, after the plan was told, says that it came true, then and there."""
    if any(
        report.document == planned.document or not places_agree(report.place, planned.place) for planned in plan.reports
    ):
        return False
    told, after = _first_told(plan), report.published
    days, meant = report.clear, _meant(plan)
    if told is None or after is None:  # nobody knows which was written first, but the day may be the same
        return bool(days and meant and overlap(days, meant))
    if after < told or (report.stated and not days):
        return False
    if days is None:  # what was reported as done on the day of the plan may be another event
        near = report.near or (after, after)
        return after > told and (overlap(near, meant) if meant else after <= told + AHEAD)
    return days[0] >= told and (overlap(days, meant) if meant else days[1] <= told + AHEAD)


def _meant(plan: Finding) -> Interval | None:
    """The time for which it was planned, if that is told and bounded."""
    times = [days for report in plan.reports if (days := report.stated) and length(days) <= BOUNDED]
    return (max(first for first, _ in times), min(last for _, last in times)) if times else None


def _first_told(finding: Finding) -> date | None:
    return min((report.published for report in finding.reports if report.published), default=None)

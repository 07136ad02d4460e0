"""Which reports tell one fact, how many sources it has, and which plan came true."""

from __future__ import annotations

from datetime import date

import pytest

from kg.corroboration import Report, confirmations, findings, signature
from kg.records import Status


def report(document: str, day: int | None = None, **more) -> Report:
    """A report of an event, published on a day of June 2013; `time` is its first and last day, in June as well."""
    time = more.pop("time", (None, None))
    earliest, latest = (each and date(2013, 6, each) for each in time)
    text = more.pop("text", f"what {document} says of it")
    told = {"sentence": text, "start": 0, "confidence": 0.9, "status": Status.ASSERTED, "event": True} | more
    return Report(
        fact=f"urn:{document}:{told['start']}", document=document, published=day and date(2013, 6, day),
        earliest=earliest, latest=latest, signature=signature(text), **told,
    )  # fmt: skip


def groups(*reports: Report) -> list[str]:
    return sorted("".join(sorted(each.document for each in finding.reports)) for finding in findings(reports))


def support(*reports: Report) -> int:
    (finding,) = findings(reports)
    return finding.support


KABUL, AFGHANISTAN, HERAT = ("Afghanistan", "Kabul"), ("Afghanistan",), ("Afghanistan", "Herat")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (report("a", 18), report("b", 18), True),
        (report("a", 18), report("b", 21), True),
        (report("a", 18), report("b", 22), False),
        (report("a", None), report("b", None), False),
        (report("a", 18, time=(17, 17)), report("b", 28, time=(17, 17)), True),
        (report("a", 18, time=(17, 17)), report("b", 18, time=(18, 18)), False),
        (report("a", 18, time=(17, 17)), report("b", 18, time=(16, 22)), True),
        (report("a", 18, time=(17, 17)), report("b", 19), True),
        (report("a", 18, time=(10, 10)), report("b", 18), False),
        (report("a", 18, time=(1, 30)), report("b", 18, time=(17, 17)), False),
        (report("a", 18, time=(1, 30)), report("b", 9, time=(1, 30)), True),
        (report("a", 18), report("b", 18, status=Status.ALLEGED), False),
        (report("a", 18), report("b", 18, status=Status.PLANNED), False),
        (report("a", 18, place=KABUL), report("b", 18, place=AFGHANISTAN), True),
        (report("a", 18, place=KABUL), report("b", 18), True),
        (report("a", 18, place=KABUL), report("b", 18, place=HERAT), False),
        (report("a", 18, agent_only=True), report("b", 18, agent_only=True), False),
        (report("a", 18, described=True), report("b", 18, described=True), False),
        (report("a", 18, time=(17, 17), described=True, place=KABUL),
         report("b", 19, time=(17, 17), described=True, place=KABUL), True),
        (report("a", event=False), report("b", event=False), True),
        (report("a", event=False), report("b", event=False, former=True), False),
        (report("a", event=False, time=(1, 5)), report("b", event=False), True),
        (report("a", event=False, time=(1, 5)), report("b", event=False, time=(6, 9)), False),
        (report("a", event=False, time=(1, None)), report("b", event=False, time=(6, 9)), True),
    ],
)  # fmt: skip
def test_two_reports_of_one_fact(one, other, same):
    assert groups(one, other) == groups(other, one) == (["ab"] if same else ["a", "b"])


def test_no_report_joins_two_that_do_not_go_together():
    assert groups(report("a", 10), report("b", 13), report("c", 16)) == ["ab", "c"]
    assert groups(report("a", 18, time=(17, 17)), report("b", 18, time=(18, 18)), report("c", 18)) == ["a", "b", "c"]
    assert groups(report("a", 18, place=KABUL), report("b", 18), report("c", 18, place=HERAT)) == ["a", "b", "c"]
    assert groups(report("a", event=False, time=(1, 2)), report("b", event=False),
                  report("c", event=False, time=(4, 5))) == ["a", "b", "c"]  # fmt: skip


def test_a_sentence_without_a_time_has_that_of_its_document():
    lead, body = report("a", 18, start=0), report("a", 18, time=(9, 9), start=50)
    assert groups(lead, body, report("b", 18)) == ["aa", "b"]
    assert groups(lead, body, report("b", 11, time=(9, 9))) == ["aab"]


def test_the_surest_report_stands_for_the_fact():
    (finding,) = findings([report("a", 18, confidence=0.5), report("b", 19), report("c", 18)])
    assert [each.document for each in finding.reports] == ["c", "b", "a"]


def test_sources_are_counted_and_not_sentences():
    assert support(report("a", 18), report("a", 18, start=40)) == 1
    assert support(report("a", 18), report("b", 18)) == 2
    assert support(report("a", 18), report("b", 18), report("b", 18, start=40), report("c", 19)) == 3


def test_copies_are_one_source():
    wire = "Ann Lee met Bob Ray in Doha, where the two had not been seen together for a year."
    assert support(report("a", 18, text=wire), report("b", 18, text=wire), report("c", 18)) == 2
    assert support(report("a", 18, text=wire), report("b", 18, text=wire.upper() + " (more to come)")) == 1


def test_the_same_sentence_in_another_article_is_no_second_source():
    one, other = report("a", 18), report("b", 18, text="quite another text about something else")
    assert support(one, other) == 2
    assert support(one, Report(**{**fields(other), "sentence": one.sentence.upper()})) == 1


def fields(of: Report) -> dict[str, object]:
    return {name: getattr(of, name) for name in Report.__dataclass_fields__}


def confirmed(*reports: Report) -> list[tuple[str, str]]:
    found = findings(reports)
    return [(plan.surest.document, done.surest.document) for plan, done in confirmations(found)]


PLAN = {"status": Status.PLANNED}


@pytest.mark.parametrize(
    ("plan", "done", "came"),
    [
        (report("a", 4, time=(12, 12), **PLAN), report("b", 13, time=(12, 12)), True),
        (report("a", 4, time=(12, 12), **PLAN), report("b", 13), True),
        (report("a", 4, time=(12, 12), **PLAN), report("b", 25), False),
        (report("a", 4, time=(12, 12), **PLAN), report("b", 13, time=(13, 13)), False),
        (report("a", 4, time=(11, 17), **PLAN), report("b", 13, time=(12, 12)), True),
        (report("a", 4, **PLAN), report("b", 13, time=(12, 12)), True),
        (report("a", 4, **PLAN), report("b", 13), True),
        (report("a", 4, **PLAN), report("b", 25), False),
        (report("a", 4, **PLAN), report("b", 4), False),
        (report("a", 4, **PLAN), report("b", 5, time=(3, 3)), False),
        (report("a", 4, **PLAN), report("b", 3), False),
        (report("a", None, **PLAN), report("b", 5), False),
        (report("a", None, time=(12, 12), **PLAN), report("b", None, time=(12, 12)), True),
        (report("a", None, time=(12, 12), **PLAN), report("b", None, time=(13, 13)), False),
        (report("a", 4, **PLAN), report("b", 9, status=Status.ALLEGED), False),
        (report("a", 4, **PLAN), report("b", 9, status=Status.NEGATED), False),
        (report("a", 4, place=KABUL, **PLAN), report("b", 9, place=HERAT), False),
        (report("a", 4, place=KABUL, **PLAN), report("b", 9, place=AFGHANISTAN), True),
        (report("a", 4, agent_only=True, **PLAN), report("b", 9, agent_only=True), False),
        (report("a", 4, event=False, **PLAN), report("b", 9, event=False), False),
    ],
)
def test_a_plan_came_true(plan, done, came):
    assert confirmed(plan, done) == confirmed(done, plan) == ([("a", "b")] if came else [])


def test_a_document_does_not_confirm_itself():
    assert confirmed(report("a", 4, **PLAN), report("a", 4, start=50, time=(4, 4))) == []


def test_the_first_report_that_it_was_done_counts():
    assert confirmed(report("a", 4, **PLAN), report("b", 16, time=(16, 16)), report("c", 9, time=(9, 9))) == [
        ("a", "c")
    ]

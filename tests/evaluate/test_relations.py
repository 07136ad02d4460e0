"""Facts against relations annotated between names."""

from __future__ import annotations

from kg.evaluate import evaluate
from kg.evaluate.answers import Map
from kg.evaluate.scores import Rates, Verdict
from tests.evaluate.records import annotated, fact, write_lines

MAP = Map(relations={"Work_For": ("worksFor", "leads"), "Live_In": ("livesIn", "leads")}, entities={})
TEXT = "John Smith of Reuters lives in Paris."
GOLD = annotated(
    "d1",
    TEXT,
    {"John Smith": "Peop", "Reuters": "Org", "Paris": "Loc"},
    [("John Smith", "Work_For", "Reuters"), ("John Smith", "Live_In", "Paris")],
)


def section_of(tmp_path, facts, gold=(GOLD,), mapping=MAP):
    section = evaluate(write_lines(tmp_path / "gold.jsonl", gold), facts, [], mapping=mapping).section("relations")
    assert section is not None
    return section


def test_strict_and_loose(tmp_path):
    section = section_of(
        tmp_path, [fact("d1", "John Smith", "worksFor", "Reuters"), fact("d1", "Smith", "livesIn", "Paris")]
    )
    assert section.strict == Rates(gold=2, found=1, predicted=2, right=1)
    assert section.loose == Rates(gold=2, found=2, predicted=2, right=2)
    assert section.cases == ()


def test_direction_matters_and_a_denied_fact_does_not_count(tmp_path):
    facts = [
        fact("d1", "Reuters", "worksFor", "John Smith"),
        fact("d1", "John Smith", "livesIn", "Paris", status="negated"),
        fact("d1", "John Smith", "meets", "Paris"),
    ]
    assert section_of(tmp_path, facts).loose == Rates(gold=2, found=0, predicted=1, right=0)


def test_the_same_said_twice_counts_once(tmp_path):
    facts = [fact("d1", "John Smith", "worksFor", "Reuters"), fact("d1", "John Smith", "worksFor", "Reuters", start=9)]
    assert section_of(tmp_path, facts).strict == Rates(gold=2, found=1, predicted=1, right=1)


def test_another_name_of_the_cluster_will_do(tmp_path):
    gold = {**GOLD, "entities": [{**e, "cluster": 0 if e["text"] != "Paris" else 1} for e in GOLD["entities"]]}
    gold["relations"] = [{"type": "Live_In", "head": 1, "tail": 2}]
    assert section_of(tmp_path, [fact("d1", "John Smith", "livesIn", "Paris")], [gold]).strict.found == 1


def test_a_wrong_fact_counts_for_every_type_that_it_might_answer(tmp_path):
    facts = [fact("d1", "John Smith", "leads", "Reuters"), fact("d1", "John Smith", "leads", "Kabul")]
    rows = dict(section_of(tmp_path, facts).rows)
    assert rows["Work_For"] == Rates(gold=1, found=1, predicted=2, right=1)
    assert rows["Live_In"] == Rates(gold=1, found=0, predicted=1, right=0)


def test_cases_show_the_passage_and_the_sentence(tmp_path):
    section = section_of(tmp_path, [fact("d1", "Smith", "worksFor", "Paris", sentence="Smith of Paris.")])
    missed = [case for case in section.cases if case.verdict is Verdict.MISSED]
    assert [case.relation for case in missed] == ["Live_In", "Work_For"]
    assert [missed[0].text[a:b] for a, b in missed[0].marks] == ["John Smith", "Paris"]
    (alarm,) = (case for case in section.cases if case.verdict is Verdict.FALSE_ALARM)
    assert [alarm.text[a:b] for a, b in alarm.marks] == ["Smith", "Paris"]
    assert alarm.rule == "worksFor/test"


def test_without_a_map_our_names_are_meant_and_lower_relations_answer_higher_ones(tmp_path):
    gold = annotated(
        "d1", TEXT, {"John Smith": "Person", "Reuters": "Company"}, [("John Smith", "worksFor", "Reuters")]
    )
    facts = [fact("d1", "John Smith", "spokespersonFor", "Reuters"), fact("d1", "John Smith", "livesIn", "Paris")]
    section = section_of(tmp_path, facts, [gold], None)
    assert section.loose == Rates(gold=1, found=1, predicted=1, right=1)


def test_an_event_with_one_party_relates_nobody(tmp_path):
    facts = [fact("d1", None, "worksFor", "Reuters"), fact("d1", "John Smith", "livesIn", None)]
    assert section_of(tmp_path, facts).loose == Rates(gold=2, found=0, predicted=0, right=0)

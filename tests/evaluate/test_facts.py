"""Facts against gold facts with alternatives."""

from __future__ import annotations

from kg.evaluate import evaluate
from kg.evaluate.scores import Rates, Share, Verdict
from tests.evaluate.records import fact, write_lines

GOLD = [
    {
        "document": "a.txt",
        "subject": ["United States", "U.S."],
        "relation": ["meets", "negotiatesWith"],
        "object": ["Taliban"],
        "place": ["Doha", "Qatar"],
        "status": ["planned"],
        "core": True,
        "evidence": "U.S. and Taliban will meet",
    },
    {
        "document": "a.txt",
        "subject": ["James Dobbins"],
        "relation": ["holdsPosition"],
        "object": ["special representative to Afghanistan"],
        "literal": True,
        "core": True,
    },
    {
        "document": "b.txt",
        "subject": ["Obama"],
        "relation": ["visits"],
        "object": ["Kabul"],
        "evidence": "Obama in Kabul",
    },
    {"document": "b.txt", "subject": ["Obama"], "relation": ["leads"], "object": ["U.S."], "optional": True},
]


def test_counts_what_must_and_what_may_be_found(tmp_path):
    facts = [
        fact("a.txt", "Taliban", "meets", "the United States", place="Doha", status="asserted"),
        fact("a.txt", "James Dobbins", "holdsPosition", "special representative"),
        fact("b.txt", "Obama", "leads", "U.S."),
        fact("b.txt", "Karzai", "visits", "Kabul"),
    ]
    section = evaluate(write_lines(tmp_path / "gold.jsonl", GOLD), facts, []).section("facts")
    assert section is not None
    assert section.strict == Rates(gold=3, found=2, predicted=4, right=3)
    assert section.loose_shares == {"core": Share(2, 2), "place": Share(1, 1), "status": Share(0, 1)}
    assert [(c.verdict, c.subject, c.relation) for c in section.cases] == [
        (Verdict.MISSED, "Obama", "visits"),
        (Verdict.NOT_IN_GOLD, "Karzai", "visits"),
    ]
    assert dict(section.rows)["visits"] == Rates(gold=1, found=0, predicted=1, right=0)


def test_a_loose_name_and_a_pronoun_with_its_canonical_name(tmp_path):
    gold = write_lines(tmp_path / "gold.jsonl", GOLD)
    facts = [
        fact("b.txt", "Barack Obama", "visits", "Kabul"),
        fact("a.txt", "James Dobbins", "holdsPosition", "special representative to Afghanistan", subject_text="he"),
    ]
    section = evaluate(gold, facts, []).section("facts")
    assert section is not None
    assert (section.strict.found, section.loose.found) == (1, 2)


def test_ends_are_swapped_only_where_the_relation_allows_it(tmp_path):
    gold = [
        {"document": "a", "subject": ["A"], "relation": ["visits"], "object": ["B"]},
        {"document": "a", "subject": ["C"], "relation": ["visits"], "object": ["D"], "either_direction": True},
    ]
    facts = [fact("a", "B", "visits", "A"), fact("a", "D", "visits", "C")]
    section = evaluate(write_lines(tmp_path / "gold.jsonl", gold), facts, []).section("facts")
    assert section is not None
    assert section.strict.found == 1


def test_a_document_is_known_by_the_last_part_of_its_id(tmp_path):
    gold = write_lines(
        tmp_path / "gold.jsonl", [{"document": "a", "subject": ["A"], "relation": "meets", "object": "B"}]
    )
    section = evaluate(gold, [fact("folder/a", "A", "meets", "B"), fact("other/b", "A", "meets", "B")], []).section(
        "facts"
    )
    assert section is not None
    assert section.strict == Rates(1, 1, 2, 1)


def test_an_end_that_the_gold_leaves_open_is_not_judged(tmp_path):
    killed = {
        "document": "a.txt",
        "subject": None,
        "relation": ["kills"],
        "object": ["Abe"],
        "status": ["hypothetical"],
    }
    attacked = {"document": "a.txt", "subject": ["Fuji"], "relation": ["attacks"], "object": None}
    for killer, victim in ((None, None), ("Bob", "Kabul")):
        facts = [fact("a.txt", killer, "kills", "Abe", status="alleged"), fact("a.txt", "Fuji", "attacks", victim)]
        section = evaluate(write_lines(tmp_path / "gold.jsonl", [killed, attacked]), facts, []).section("facts")
        assert section is not None
        assert section.strict == Rates(gold=2, found=2, predicted=2, right=2)
        assert section.loose_shares["status"] == Share(1, 1)


def test_a_fact_without_an_end_that_the_gold_names_is_wrong(tmp_path):
    gold = [{"document": "a.txt", "subject": ["Bob"], "relation": ["kills"], "object": ["Abe"]}]
    found = evaluate(write_lines(tmp_path / "gold.jsonl", gold), [fact("a.txt", None, "kills", "Abe")], [])
    section = found.section("facts")
    assert section is not None
    assert section.strict == Rates(gold=1, found=0, predicted=1, right=0)
    assert [(case.subject, case.object) for case in section.cases] == [("Bob", "Abe"), ("", "Abe")]

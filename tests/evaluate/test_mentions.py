"""Mentions against annotated names."""

from __future__ import annotations

from kg.evaluate import evaluate
from kg.evaluate.answers import Map
from kg.evaluate.scores import Rates
from tests.evaluate.records import annotated, mention, write_lines

TEXT = "John Smith of Reuters lives in Paris."
GOLD = [annotated("d1", TEXT, {"John Smith": "Peop", "Reuters": "Org", "Paris": "Other"})]


def test_span_and_class_must_be_right_and_only_names_count(tmp_path):
    mapping = Map(relations={}, entities={"Peop": "Person", "Org": "Organization", "Other": None})
    mentions = [
        mention("d1", 0, 10, "Person"),
        mention("d1", 14, 21, "Person"),
        mention("d1", 31, 36, "Place"),
        mention("d1", 0, 10, "Person", kind="pronoun"),
        mention("d1", 22, 27, "Person", kind="nominal"),
        mention("d2", 0, 10, "Person"),
    ]
    scores = evaluate(write_lines(tmp_path / "gold.jsonl", GOLD), [], mentions, mapping=mapping)
    section = scores.section("mentions")
    assert section is not None
    assert scores.section("relations") is None
    assert section.strict == Rates(gold=2, found=1, predicted=2, right=1)
    assert dict(section.rows) == {"Organization": Rates(gold=1), "Person": Rates(1, 1, 2, 1)}
    assert [(str(c.verdict), c.subject, c.relation) for c in section.cases] == [
        ("missed", "Reuters", "Organization"),
        ("false alarm", "Reuters", "Person"),
    ]


def test_without_a_map_usual_labels_and_our_classes_are_known(tmp_path):
    gold = [annotated("d1", TEXT, {"John Smith": "PER", "Reuters": "NewsOrganization", "Paris": "Town"})]
    scores = evaluate(
        write_lines(tmp_path / "gold.jsonl", gold),
        [],
        [mention("d1", 0, 10, "Person"), mention("d1", 14, 21, "Organization"), mention("d1", 31, 36, "Place")],
    )
    section = scores.section("mentions")
    assert section is not None
    assert section.strict == Rates(2, 2, 2, 2)
    assert scores.unmapped == ("Town",)

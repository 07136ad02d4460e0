"""Judgements → weights of rules, calibration."""

from __future__ import annotations

import json

import pytest

from kg import ontology
from kg.evaluate import calibrate, weigh
from kg.evaluate.judge import Judgement
from kg.extract.claims import confidence
from kg.records import Argument


def judgements(rule: str, right: int, wrong: int, *, sure: float = 0.9, links: float = 1.0, by_name: bool = True):
    return [Judgement(rule, sure, links, number < right, True, by_name) for number in range(right + wrong)]


def test_weights_count_claims_between_labelled_names():
    found = weigh.weigh(
        [
            *judgements("meets/a", 3, 1),
            *judgements("meets/b", 0, 4),
            *judgements("meets/a", 0, 9, by_name=False),
            Judgement("meets/a", 0.9, 1.0, False, False, True),
        ]
    )
    assert found["meets/a"] == {"right": 3, "seen": 4}
    assert found["meets/b"] == {"right": 0, "seen": 4}
    assert (found["*"]["right"], found["*"]["seen"], found["*"]["precision"]) == (3, 8, 0.375)


def test_nothing_judged_gives_no_weights():
    assert weigh.weigh([]) == {}


@pytest.mark.parametrize(("sure_right", "power"), [(True, 1.0), (False, 0.0)])
def test_links_count_as_far_as_they_tell(sure_right, power):
    """Where unsure links are wrong the certainty counts in full; where they are right all the same, not at all."""
    unsure = judgements("a", 0, 100, links=0.01) if sure_right else judgements("a", 100, 0, links=0.01)
    found = weigh.weigh([*judgements("a", 100, 0), *unsure])
    assert found["*"]["links"] == power


@pytest.mark.parametrize(("agree", "shrink"), [(True, 5.0), (False, 160.0)])
def test_rules_are_trusted_as_far_as_one_set_predicts_the_other(agree, shrink):
    """Rules that are good in one set and bad in the other say little; those that agree say all they can."""
    one = [*judgements("a", 90, 10), *judgements("b", 10, 90)]
    other = one if agree else [*judgements("a", 10, 90), *judgements("b", 90, 10)]
    assert weigh.weigh(one, list(other))["*"]["shrink"] == shrink


def test_the_file_has_a_rule_a_line_and_is_what_confidence_reads(tmp_path, monkeypatch):
    weights = weigh.weigh([*judgements("meets/a", 30, 0), *judgements("meets/b", 0, 10)])
    weigh.write(weights, tmp_path / "confidence.json")
    lines = (tmp_path / "confidence.json").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 5
    assert json.loads("".join(lines)) == weights
    monkeypatch.setattr(confidence, "_table", lambda: weights)
    confidence.weight.cache_clear()
    try:
        assert confidence.weight("meets/a").precision == pytest.approx((30 + 10 * 0.75) / 40)
        assert confidence.weight("never/seen").precision == 0.75
        unsure = Argument(text="A", start=0, end=1, confidence=0.5)
        power = weights["*"]["links"]
        assert confidence.of("meets/a", unsure) == round((37.5 / 40) * 0.5**power, 3)
    finally:
        confidence.weight.cache_clear()


def test_ten_bins_and_the_expected_error():
    found = calibrate.bins(
        [*judgements("a", 9, 1, sure=0.95), *judgements("b", 1, 3, sure=0.5), *judgements("c", 1, 0, sure=1.0)]
    )
    assert [(b.low, b.high, b.count) for b in found] == [(0.5, 0.6, 4), (0.9, 1.0, 11)]
    assert found[0].observed == 0.25
    assert calibrate.expected_error(found) == pytest.approx((4 * 0.25 + 11 * abs(10.5 / 11 - 10 / 11)) / 15)
    assert "| 0.5–0.6 | 4 | 0.500 | 0.250 |" in calibrate.markdown(found)
    assert calibrate.expected_error([]) == 0.0


@pytest.mark.parametrize("main", [weigh.main, calibrate.main])
def test_a_missing_set_is_one_line(main, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(weigh, "extractor", lambda *_: None)
    monkeypatch.setattr(calibrate, "extractor", lambda *_: None)
    assert main([f"{tmp_path / 'none.jsonl'}=conll04"]) == 1
    assert capsys.readouterr().err.startswith("error: ")


@pytest.mark.skipif(not confidence.DATA.exists(), reason="rules have not been weighed")
def test_the_shipped_weights_are_whole():
    weights = json.loads(confidence.DATA.read_text(encoding="utf-8"))
    every = weights.pop(weigh.ALL)
    assert {rule.split("/")[0] for rule in weights} <= set(ontology.load().relations)
    assert all(0 <= weight["right"] <= weight["seen"] for weight in weights.values())
    assert sum(weight["seen"] for weight in weights.values()) == every["seen"]
    assert sum(weight["right"] for weight in weights.values()) == every["right"]
    assert every["links"] in weigh.POWERS
    assert 0.5 < every["precision"] < 1

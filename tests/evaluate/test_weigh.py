"""Verdicts → weights of confidence, and how well these tell."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest

from kg import ontology
from kg.errors import InputError
from kg.evaluate import calibrate, verdicts, weigh
from kg.evaluate.judge import Judgement
from kg.evaluate.verdicts import Verdict
from kg.extract.claims import confidence
from kg.extract.claims.confidence import BIAS
from tests.factories import dobbins


def judgements(rule: str, right: int, wrong: int, *, sure: float = 0.9):
    return [Judgement(rule, sure, number < right, True) for number in range(right + wrong)]


def some(feature: str, right: int, wrong: int, *, group: str = ""):
    """Verdicts on facts that have one feature; each of a document of its own unless a group is given."""
    return [
        Verdict(group or f"{feature} {number}", {BIAS: 1.0, feature: 1.0}, number < right)
        for number in range(right + wrong)
    ]


def test_what_is_right_more_often_weighs_more():
    weights = weigh.fit([*some("rule good", 38, 2), *some("rule bad", 4, 36)])
    assert weights["rule good"] > 0.5 > -0.5 > weights["rule bad"]


def test_rare_features_weigh_nothing_and_few_facts_little():
    weights = weigh.fit([*some("rule often", 60, 20), *some("rule few", 0, 3), *some("rule once", 1, 0)])
    assert "rule once" not in weights
    assert -1.5 < weights["rule few"] < 0


def test_nothing_judged_is_a_clear_error():
    with pytest.raises(InputError, match="judge some facts first"):
        weigh.fit([])


def test_a_document_is_never_predicted_by_itself():
    """All that is right about a feature stands in one document: held out, it cannot be known."""
    held = weigh.held_out([*some("rule a", 30, 0, group="one"), *some("rule b", 15, 15)])
    own = held.predicted[:30]
    assert own.max() < 0.75


def test_the_area_counts_pairs_in_order():
    right = np.array([1.0, 1.0, 0.0, 0.0])
    assert weigh.area(right, np.array([0.9, 0.8, 0.2, 0.1])) == 1.0
    assert weigh.area(right, np.array([0.5, 0.5, 0.5, 0.5])) == 0.5
    assert math.isnan(weigh.area(right[:2], right[:2]))


def test_the_file_has_a_feature_a_line_without_the_bias_of_sets(tmp_path, monkeypatch):
    weigh.write({BIAS: 1.25, "rule a/b": -0.5, "in set.jsonl=map": 3.0}, tmp_path / "confidence.json")
    lines = (tmp_path / "confidence.json").read_text("utf-8").splitlines()
    assert len(lines) == 4
    monkeypatch.setattr(confidence, "_weights", lambda: json.loads("".join(lines)))
    assert confidence.probability({BIAS: 1.0}) == round(1 / (1 + math.exp(-1.25)), 3)
    assert [term.feature for term in confidence.terms({"rule a/b": 1.0, BIAS: 1.0})] == [BIAS, "rule a/b"]


def test_verdicts_are_found_again_by_document_ends_and_status(tmp_path):
    said = dobbins("a.txt")
    claim = said.claims[0]
    fact = {
        "document": "a.txt", "relation": claim.relation, "start": claim.evidence.start, "status": str(claim.status),
        "subject_text": claim.subject.text, "object_text": claim.object.text,
    }  # fmt: skip
    for verdict, right in (("true", True), ("part", True), ("false", False)):
        found = list(verdicts.verdicts([fact | {"verdict": verdict}], [said], ontology.load()))
        assert [each.right for each in found] == [right]
    assert found[0].features[f"relation {claim.relation}"] == 1.0
    assert not list(verdicts.verdicts([fact | {"status": "negated", "verdict": "true"}], [said], ontology.load()))
    assert verdicts.write(found, tmp_path / "v.jsonl") == 1
    assert verdicts.read(tmp_path / "v.jsonl")[0].right is False
    assert claim.evidence.text not in (tmp_path / "v.jsonl").read_text("utf-8")


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
    monkeypatch.setattr(calibrate, "extractor", lambda *_: None)
    assert main([f"{tmp_path / 'none.jsonl'}"]) == 1
    assert capsys.readouterr().err.startswith("error: ")


def test_the_shipped_weights_speak_of_what_there_is():
    weights = json.loads(confidence.DATA.read_text(encoding="utf-8"))
    relations = {name.partition(" ")[2] for name in weights if name.startswith("relation ")}
    rules = {name.partition(" ")[2].partition("/")[0] for name in weights if name.startswith("rule ")}
    assert BIAS in weights
    assert relations | rules <= set(ontology.load().relations)
    assert "roles: agrees" in weights

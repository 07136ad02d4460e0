"""Quality cannot slip: what was measured on the gold that ships is a floor from then on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import kg
from kg import evaluate
from kg.evaluate import Section

HERE = Path(__file__).parent
FLOORS: dict[str, Any] = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))["seeds"]

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def measured(seeds: Path) -> Section:
    with kg.build(seeds) as graph:
        section = evaluate.measure(HERE / "gold" / "seeds.jsonl", graph=graph).section("facts")
    assert section is not None
    return section


def test_every_fact_of_the_gold_is_found(measured):
    assert measured.loose is not None
    assert measured.loose.recall >= FLOORS["recall_loose"]
    assert measured.strict.recall >= FLOORS["recall_strict"]


@pytest.mark.parametrize("what", ["core", "status", "place"])
def test_what_the_gold_asks_for_is_right(measured, what):
    assert measured.loose_shares[what].rate >= FLOORS[what]


def test_recall_is_not_bought_with_noise(measured):
    """The gold does not list all that is true, so this is a bound on noise, not a precision."""
    assert measured.loose is not None
    assert measured.loose.predicted <= FLOORS["facts_at_most"]
    assert measured.loose.precision >= FLOORS["in_gold"]

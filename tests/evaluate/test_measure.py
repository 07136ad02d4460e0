"""A gold file and a graph → scores; the figures of the benchmark's own scorer, where it is at hand."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.evaluate import evaluate, measure
from kg.evaluate.scores import Rates
from kg.graph import Graph
from kg.records import Fact
from kg.triples import LinkedMention
from tests.evaluate.records import annotated, write_lines

SHARED = Path(os.environ.get("KG_SHARED", Path(__file__).parents[3] / "shared"))
SCORER = SHARED / "tools" / "score.py"
TEXT = "James Dobbins met Mullah Omar in Doha."
GOLD = annotated(
    "a", TEXT, {"James Dobbins": "Person", "Mullah Omar": "Person"}, [("James Dobbins", "meets", "Mullah Omar")]
)


@pytest.mark.usefixtures("simple")
def test_the_gold_s_own_texts_are_extracted_without_a_graph(tmp_path):
    scores = measure(write_lines(tmp_path / "gold.jsonl", [GOLD]))
    assert [section.strict for section in scores.sections] == [Rates(1, 1, 1, 1), Rates(2, 2, 2, 2)]


@pytest.mark.usefixtures("simple")
def test_of_a_graph_only_the_gold_s_documents_count(tmp_path, articles):
    from kg.pipeline import build

    gold = write_lines(tmp_path / "gold.jsonl", [{**GOLD, "id": "a.txt"}])
    with build(articles, graph=tmp_path / "graph") as graph:
        assert measure(gold, graph=graph).sections[0].strict == Rates(1, 1, 1, 1)
    assert measure(gold, graph=tmp_path / "graph").sections[1].strict == Rates(2, 2, 2, 2)


def test_facts_have_no_texts_and_an_empty_graph_no_documents(tmp_path):
    gold = [{"document": "a", "subject": "A", "relation": "meets", "object": "B"}]
    path = write_lines(tmp_path / "gold.jsonl", gold)
    with pytest.raises(InputError, match="pass --graph"):
        measure(path)
    with Graph() as graph, pytest.raises(InputError, match="none of the documents"):
        measure(path, graph=graph)


# --- against the benchmark's scorer, on real sets -------------------------------------------------


@pytest.mark.model
@pytest.mark.slow
@pytest.mark.skipif(not SCORER.exists(), reason="needs the benchmark beside the checkout, or KG_SHARED")
@pytest.mark.parametrize(
    ("gold", "mapping", "limit"),
    [("data/relations/conll04-dev.jsonl", "conll04", 60), ("data/relations/dwie-dev.jsonl", "dwie", 3)],
)
def test_the_figures_are_those_of_the_benchmark(tmp_path, gold, mapping, limit):
    from kg.pipeline import build

    lines = (SHARED / gold).read_text(encoding="utf-8").splitlines()[:limit]
    path = write_lines(tmp_path / "gold.jsonl", map(json.loads, lines))
    answers = SHARED / "tools" / "maps" / f"{mapping}.json"
    with build(path) as graph:
        facts, mentions = list(graph.facts()), list(graph.mentions())
    same_figures(path, facts, mentions, answers, tmp_path)


def same_figures(gold: Path, facts: list[Fact], mentions: list[LinkedMention], answers: Path, folder: Path) -> None:
    """Both scorers, side by side, on what relates two parties; the other one counts an event of one as a mistake."""
    facts = [fact for fact in facts if fact.subject is not None and fact.object is not None]
    ours = evaluate(gold, facts, mentions, mapping=answers)
    relations = theirs("relations", gold, write_lines(folder / "facts.jsonl", map(asdict, facts)), answers)
    for section in ours.sections[:1]:
        for mode, rates in (("strict", section.strict), ("loose", section.loose)):
            assert rates is not None
            assert relations[mode] == {**figures(rates), "gold": rates.gold, "pred": rates.predicted}
        assert relations["recall_per_type"] == {name: f"{r.found}/{r.gold}" for name, r in section.rows if r.gold}
    names = theirs("mentions", gold, write_lines(folder / "mentions.jsonl", map(asdict, mentions)), answers)
    assert names["all"] == figures(ours.sections[1].strict)
    assert {name: figures(rates) for name, rates in ours.sections[1].rows} | {"all": names["all"]} == names


def figures(rates: Rates) -> dict[str, float]:
    return {"p": round(rates.precision, 3), "r": round(rates.recall, 3), "f1": round(rates.f1, 3)}


def theirs(what: str, gold: Path, found: Path, mapping: Path | None = None) -> dict:
    command = [sys.executable, str(SCORER), what, str(gold), str(found)]
    output = subprocess.run(
        [*command, *(["--map", str(mapping)] if mapping else [])], capture_output=True, text=True, check=True
    ).stdout
    return json.loads(output.splitlines()[-1])

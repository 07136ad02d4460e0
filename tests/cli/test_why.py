"""`kg explain` and `kg blindspots`, and what `kg evaluate` prints of gold."""

from __future__ import annotations

import json


def test_explain_by_number(run, built):
    out = run("explain", "1", "-g", built).out
    assert out.splitlines()[0] == "James Dobbins meets Mullah Omar"
    assert "[James Dobbins | subject] met [Mullah Omar | object] in [Doha | place]." in out
    assert "meets/stand-in" in out


def test_explain_what_is_not_there(run, built):
    result = run("explain", "4711", "-g", built)
    assert result.code == 2
    assert result.err.startswith("error: no fact '4711'")
    assert len(result.err.splitlines()) == 1


def test_blindspots(run, built):
    out = run("blindspots", "a.txt", "-g", built).out
    assert out.splitlines()[0] == "a.txt: 1 of 2 sentences and 0 of 3 names are in no fact"
    assert "It rained." in out


def test_blindspots_of_an_unknown_document(run, built):
    result = run("blindspots", "none", "-g", built)
    assert (result.code, len(result.err.splitlines())) == (2, 1)


def test_evaluate_a_graph(run, built, tmp_path):
    gold = tmp_path / "gold.jsonl"
    fact = {"document": "a.txt", "subject": "James Dobbins", "relation": "meets", "object": "Mullah Omar"}
    gold.write_text(json.dumps(fact) + "\n", encoding="utf-8")
    result = run("evaluate", gold, "-g", built, "--misses", tmp_path / "misses.html")
    assert result.code == 0
    assert "facts   strict   1.000" in result.out
    assert (tmp_path / "misses.html").read_text(encoding="utf-8").startswith("<!doctype html>")

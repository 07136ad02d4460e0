"""`kg explain` and `kg blindspots`."""

from __future__ import annotations

import json

import pytest


def test_a_fact_is_explained_by_the_id_that_the_table_shows(run, built):
    fact = json.loads(run("facts", "-g", built, "--format", "jsonl").out.splitlines()[0])["fact"]
    shown = run("facts", "-g", built).out
    short = fact.rpartition("/")[2][:8]
    assert short in shown
    for wanted in (fact, short, "1"):
        ran = run("explain", wanted, "-g", built)
        assert ran.code == 0
        assert "meets/stand-in" in ran.out
        assert "James Dobbins met Mullah Omar in Doha" in ran.out.replace("[", "").replace(" | subject]", "").replace(
            " | object]", ""
        ).replace(" | place]", "")


def test_an_explanation_says_what_decided_the_class_of_each_end(run, built):
    out = " ".join(run("explain", "1", "-g", built).out.split())
    assert out.count("class by Person 0.90: words: 2") == 2


def test_blindspots_are_the_silent_sentences(run, built):
    out = run("blindspots", "a.txt", "-g", built).out
    assert "It rained." in out
    assert "Dobbins met" not in out


@pytest.mark.parametrize("arguments", [["explain", "ffffffff"], ["blindspots", "nope.txt"]])
def test_what_is_not_there_is_one_line(run, built, arguments):
    ran = run(*arguments, "-g", built)
    assert (ran.code, ran.out) == (2, "")
    assert len(ran.err.splitlines()) == 1

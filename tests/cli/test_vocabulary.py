"""`kg ontology`, and the options of `kg build` that change it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import examples, ontology

MINE = """@prefix kg: <https://kg.example/ontology#> .
@prefix ex: <https://example.org/mine#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .

ex:teaches a owl:ObjectProperty ; rdfs:comment "Gives lessons to."@en ;
    kg:subjectClass kg:Person ; kg:objectClass kg:Person .
ex:teaches_active a kg:Frame ; kg:evokes ex:teaches ; kg:pos "verb" ; kg:trigger "teach" ;
    kg:subject "subject" ; kg:object "object" ;
    kg:example [ kg:text "Kim taught Lee." ; kg:expects "Kim | teaches | Lee" ] .
"""


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    path = tmp_path / "mine.ttl"
    path.write_text(MINE)
    return path


def test_it_lists_classes_and_relations_with_codes(run):
    ran = run("ontology")
    assert ran.code == 0
    (meets,) = [line.split() for line in ran.out.splitlines() if line.startswith("meets ")]
    assert "CONSULT" in meets
    assert int(meets[-1]) > 5
    assert "ArmedGroup" in ran.out
    assert f"{len(ontology.load().gazetteer.entries):,} names in the gazetteer" in ran.out


def test_it_shows_a_relation_with_rules_and_examples(run):
    out = run("ontology", "meets").out
    for piece in ("https://kg.example/ontology#meets", "CONSULT", "meets/active", "shake hand", "oblique:with", " → "):
        assert piece in out
    assert "City" in run("ontology", "Place").out


def test_a_misspelt_name_gets_the_nearest(run):
    ran = run("ontology", "meetz")
    assert (ran.code, ran.out) == (2, "")
    assert "no class or relation 'meetz'; did you mean meets?" in ran.err


def test_it_shows_what_a_user_adds_and_what_a_graph_was_built_with(run, mine, articles, tmp_path, simple):
    assert "https://example.org/mine#teaches" in run("ontology", "teaches", "--ontology", mine).out
    assert run("build", articles, "-g", tmp_path / "g", "--ontology", mine).code == 0
    assert "https://example.org/mine#teaches" in run("ontology", "teaches", "-g", tmp_path / "g").out
    assert run("facts", "-g", tmp_path / "g", "--relation", "teaches").code == 0
    assert "no graph at" in run("ontology", "-g", tmp_path / "none").err
    assert "give either --graph or" in run("ontology", "-g", tmp_path / "g", "--ontology", mine).err


def test_building_with_another_ontology_says_what_to_run(run, mine, articles, built, simple):
    ran = run("build", articles, "-g", built, "--ontology", mine)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        f"error: {built} was built with the ontology that ships with kg, not with mine.ttl; leave out --ontology and "
        f"--gazetteer, or build it anew: kg build PATH… --graph {built} --rebuild\n"
    )
    assert run("build", articles, "-g", built, "--ontology", mine, "--rebuild").code == 0
    assert run("build", articles, "-g", built).code == 0


def test_a_gazetteer_is_added(run, articles, tmp_path, simple):
    names = tmp_path / "names.ttl"
    head = MINE.partition("ex:teaches")[0] + "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
    names.write_text(head + 'ex:Q1 a kg:City ; skos:prefLabel "Xan" .')
    assert run("build", articles, "-g", tmp_path / "g", "--gazetteer", names).code == 0
    known = len(ontology.load().gazetteer.entries) + 1
    assert f"{known:,} names in the gazetteer" in run("ontology", "-g", tmp_path / "g").out


def test_the_whole_is_written_as_one_file(run, mine, tmp_path):
    ran = run("ontology", "--ontology", mine, "--export", tmp_path / "all.ttl")
    assert (ran.code, ran.out) == (0, f"written {tmp_path / 'all.ttl'}\n")
    assert ontology.load(tmp_path / "all.ttl").frames == ontology.load(mine).frames


def test_mistakes_are_one_line(run, mine, articles, tmp_path):
    mine.write_text(MINE.replace("kg:trigger", "kg:triger"))
    ran = run("build", articles, "-g", tmp_path / "g", "--ontology", mine)
    assert (ran.code, ran.out) == (1, "")
    problem = "frame ex:teaches_active has the unknown property 'kg:triger'; did you mean 'trigger'?"
    assert ran.err == f"error: mine.ttl:8: {problem}\n"
    assert not (tmp_path / "g").exists()


def test_examples_are_checked(run, mine, monkeypatch):
    said = [examples.Outcome("teaches_active", "Kim taught Lee.", ("Kim | teaches | Lee",), ())]
    monkeypatch.setattr(examples, "run", lambda terms: iter(said))
    ran = run("ontology", "--check", mine)
    assert (ran.code, ran.out) == (1, "1 examples of your own; 1 failed\n")
    assert "teaches_active: 'Kim taught Lee.' does not give 'Kim | teaches | Lee'; found: nothing" in ran.err


def test_a_query_is_printed(run, root):
    ran = run("query", "--show", "meetings")
    assert (ran.code, ran.out) == (0, (root / "queries" / "meetings.rq").read_text())

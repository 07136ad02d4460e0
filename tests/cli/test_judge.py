"""`kg why`, `kg doubts`, `kg judgements` and the six verdicts."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from kg.graph import Graph
from tests.factories import entity, extraction


def entities(run, built):
    return {
        each["name"]: each
        for each in map(json.loads, run("entities", "-g", built, "--format", "jsonl").out.splitlines())
    }


def hash_of(run, built):
    return json.loads(run("receipt", "-g", built, "--json").out)["hash"]


def test_people_have_the_last_word_and_can_take_it_back(run, built, tmp_path):
    before = hash_of(run, built)
    assert run("same", "Mullah Omar", "James Dobbins", "--reason", "a test", "--author", "Ann", "-g", built).code == 0
    assert "James Dobbins" not in entities(run, built)
    assert run("rename", "Mullah Omar", "Omar", "-g", built).code == 0
    assert run("retype", "Omar", "Organization", "-g", built).out == "judged retype Mullah_Omar Organization\n"
    assert entities(run, built)["Omar"]["cls"] == "Organization"
    assert "judged same Mullah_Omar James_Dobbins by Ann" in run("why", "Omar", "-g", built).out
    kept = tmp_path / "judgements.jsonl"
    assert run("judgements", "--export", kept, "-g", built).code == 0
    after = hash_of(run, built)
    for _ in range(3):
        assert run("judgements", "--undo", "1", "-g", built).code == 0
    assert hash_of(run, built) == before
    assert run("judgements", "--import", kept, "-g", built).out == "judged 3\n"
    assert hash_of(run, built) == after


def test_a_rejected_fact_is_gone_and_a_confirmed_one_stays(run, built):
    facts = run("facts", "-g", built, "--format", "jsonl").out.splitlines()
    assert run("confirm", "1", "-g", built).code == 0
    assert run("reject", json.loads(facts[0])["fact"], "-g", built).code == 0
    assert run("facts", "-g", built, "--format", "jsonl").out.splitlines() == facts[1:]
    for fact in (json.loads(facts[0])["fact"], json.loads(facts[0])["fact"].rsplit("/", 1)[1][:8]):
        ran = run("reject", fact, "-g", built)
        assert ran.code == 2
        assert "has been rejected already; `kg judgements --undo 2` brings it back" in ran.err
    assert run("judgements", "--undo", "2", "-g", built).code == 0
    assert run("facts", "-g", built, "--format", "jsonl").out.splitlines() == facts


def test_what_a_document_says_is_set_apart(run, built):
    document = json.loads(run("mentions", "-g", built, "--format", "jsonl").out.splitlines()[0])["document"]
    ran = run("apart", "James Dobbins", f"James Dobbins@{document}", "-g", built)
    assert (ran.code, ran.out) == (0, f"judged apart James_Dobbins James Dobbins @ {document}\n")
    assert "somebody has set it apart" in run("why", f"James_Dobbins@{document}", "-g", built).out


@pytest.mark.parametrize(
    "arguments",
    [
        ["same", "Nobody", "James Dobbins"],
        ["same", "James Dobbins", "James Dobbins"],
        ["apart", "James Dobbins", "James Dobbins"],
        ["retype", "James Dobbins", "Wizard"],
        ["rename", "James Dobbins", " "],
        ["reject", "ffffffff"],
        ["why", "Nobody"],
        ["judgements", "--undo", "7"],
    ],
)
def test_what_cannot_be_judged_is_one_line(run, built, arguments):
    ran = run(*arguments, "-g", built)
    assert (ran.code, ran.out) == (2, "")
    assert len(ran.err.splitlines()) == 1


def test_doubts_are_listed(run, built):
    assert run("doubts", "-g", built).code == 0
    assert run("doubts", "-g", built, "--format", "jsonl").out == ""


def test_a_file_that_holds_no_judgements_is_one_line(run, built, tmp_path):
    (tmp_path / "x.jsonl").write_text("{}\n")
    for name in ("x.jsonl", "none.jsonl"):
        ran = run("judgements", "--import", tmp_path / name, "-g", built)
        assert (ran.code, len(ran.err.splitlines())) == (1, 1)


def test_what_was_judged_is_gold(run, built, tmp_path):
    assert run("evaluate", "--judgements", built).err.count("no fact is judged") == 1
    assert run("confirm", "1", "-g", built).code == 0
    assert run("reject", "2", "-g", built).code == 0
    kept = tmp_path / "judgements.jsonl"
    run("judgements", "--export", kept, "-g", built)
    of_graph = run("evaluate", "--judgements", built)
    assert of_graph.code == 0
    assert [line.split()[:2] for line in of_graph.out.splitlines() if "CONSULT" in line] == [["CONSULT", "0.500"]]
    assert run("evaluate", "--judgements", kept, "-g", built).out == of_graph.out
    ran = run("evaluate", "--judgements", kept)
    assert (ran.code, ran.out, len(ran.err.splitlines())) == (2, "", 1)
    assert "give --graph" in ran.err


def test_what_one_document_has_as_one_is_not_set_apart(run, built):
    document = json.loads(run("mentions", "-g", built, "--format", "jsonl").out.splitlines()[0])["document"]
    ran = run("apart", f"James Dobbins@{document}", f"James Dobbins@{document}", "-g", built)
    assert ran.code == 2
    assert "reject what is wrong of it" in ran.err


def test_a_name_of_one_document_is_not_set_apart_from_another_of_it(run, tmp_path):
    def told(number, one):
        people = entity(0, "Person", "Ephraim Brightwell", aliases=("Brightwell",)), entity(1, "Person", one)
        text = f"Ephraim Brightwell met {one}.", "Brightwell left."
        made = extraction(f"{number}.txt", *text, entities=people, facts=[(0, "meets", 1)])
        at = len(text[0]) + 1
        short = replace(made.mentions[0], start=at, end=at + len("Brightwell"), text="Brightwell")
        return replace(made, mentions=(*made.mentions, short))

    with Graph(tmp_path / "g") as graph:
        graph.replace(told(1, "Ann Lee"))
    asked = "apart", "Ephraim Brightwell", "Brightwell@1.txt", "-g", tmp_path / "g"
    ran = run(*asked)
    assert (ran.code, ran.out) == (2, "")
    assert "1.txt has 'Ephraim Brightwell' and 'Brightwell@1.txt' as one; reject what is wrong of it" in ran.err
    with Graph(tmp_path / "g") as graph:
        graph.replace(told(2, "Bob Ray"))
    assert run(*asked).code == 0  # now there is another to set it apart from
    with Graph(tmp_path / "g", create=False) as graph:
        assert [each.name for each in graph.entities()].count("Ephraim Brightwell") == 2


def test_an_entity_becomes_no_event(run, built):
    ran = run("retype", "James Dobbins", "Meeting", "-g", built)
    assert ran.code == 2
    assert "no class of entities" in ran.err

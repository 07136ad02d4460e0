"""`kg facts`, `kg mentions`, `kg entities`, `kg query`, `kg sparql`."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import MISSING, fields, replace

import pytest

from kg.cli.ask import show_facts
from kg.records import Fact

MENTION = ["document", "start", "end", "text", "kind", "type", "entity", "entity_iri"]


def records(out: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.splitlines()]


def test_facts_as_jsonl_follow_the_contract(run, built):
    first, second = records(run("facts", "-g", built, "--format", "jsonl").out)
    assert list(first) == [field.name for field in fields(Fact)]
    assert {
        name: first[name] for name in ("subject", "relation", "object", "place", "status", "document", "start", "end")
    } == {
        "subject": "James Dobbins",
        "relation": "meets",
        "object": "Mullah Omar",
        "place": "Doha",
        "status": "asserted",
        "document": "a.txt",
        "start": 0,
        "end": 38,
    }
    assert first["sentence"] == "James Dobbins met Mullah Omar in Doha."
    assert first["time"] is None
    assert second["document"] == "b.txt"


def test_facts_as_a_table(run, built):
    out = run("facts", "-g", built).out
    row = next(line for line in out.splitlines() if "Dobbins" in line)
    assert row.split()[1:4] == ["James", "Dobbins", "meets"]
    assert "Doha" in row


def test_how_sure_a_fact_is_stands_in_a_narrow_column(capsys, monkeypatch):
    """At 100 columns the sentence still has more than a quarter of them, with the number of sources beside it."""
    monkeypatch.setenv("COLUMNS", "100")
    words = "Senior officials of the State Department said on Tuesday that James Dobbins would meet Omar in Doha."
    told = {
        "fact": "id:fact/7e4b31a66042dcaa", "document": "a.txt", "subject": "Senior administration officials",
        "relation": "communicatesWith", "object": "James Dobbins", "place": "Doha", "status": "hypothetical",
        "sentence": words, "support": 3, "confidence": 1.0, "start": 0, "end": len(words),
    }  # fmt: skip
    fact = Fact(**{**dict.fromkeys((each.name for each in fields(Fact) if each.default is MISSING), None), **told})
    show_facts(replace(fact, confidence=confidence) for confidence in (0.866, 1.0, 0.4))
    heading, *rows = (line for line in capsys.readouterr().out.splitlines() if re.match("id|7e4b31a6", line))
    at = heading.index("sure")
    assert [row[at : at + 6] for row in rows] == [".87   ", "1.00  ", ".40   "]
    assert 100 - heading.index("sentence") >= 26


@pytest.mark.parametrize(
    ("options", "documents"),
    [
        (["--relation", "meets"], ["a.txt", "b.txt"]),
        (["--relation", "visits"], []),
        (["--status", "planned"], []),
        (["--about", "karzai"], ["b.txt"]),
        (["--document", "a.txt"], ["a.txt"]),
        (["--document", "a.txt", "--about", "obama"], []),
    ],
)
def test_facts_can_be_chosen(run, built, options, documents):
    out = run("facts", "-g", built, "--format", "jsonl", *options).out
    assert [record["document"] for record in records(out)] == documents


@pytest.mark.parametrize(
    "arguments", [["facts", "--relation", "meetz"], ["facts", "--status", "maybe"], ["entities", "--type", "Persn"]]
)
def test_a_misspelt_name_is_an_error_that_lists_the_names(run, built, arguments):
    ran = run(*arguments, "-g", built)
    assert (ran.code, ran.out) == (2, "")
    assert any(name in ran.err for name in ("meets", "planned", "Person"))


def test_mentions_as_jsonl_follow_the_contract(run, built):
    found = records(run("mentions", "-g", built, "--format", "jsonl").out)
    assert list(found[0]) == MENTION
    assert [record["text"] for record in found if record["document"] == "b.txt"] == [
        "Barack Obama",
        "Hamid Karzai",
        "Washington",
    ]
    assert found[0]["entity"] == "James Dobbins"
    assert found[0]["type"] == "Person"


@pytest.mark.parametrize("kind", ["jsonl", "json", "csv", "table"])
def test_mentions_say_why_when_asked(run, built, kind):
    asked = run("mentions", "-g", built, "--format", kind, "--why").out
    assert "Person 0.90: words: 2" in " ".join(asked.split())
    assert "words: 2" not in run("mentions", "-g", built, "--format", kind).out


def test_entities_by_class(run, built):
    found = records(run("entities", "-g", built, "--format", "jsonl", "--type", "Person").out)
    assert [record["name"] for record in found] == ["Barack Obama", "Hamid Karzai", "James Dobbins", "Mullah Omar"]
    places = records(run("entities", "-g", built, "--format", "jsonl", "--type", "Place").out)
    assert [record["name"] for record in places] == ["Doha", "Washington"]


@pytest.mark.parametrize(("name", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_csv_and_tsv_can_be_read_back(run, built, name, delimiter):
    out = run("facts", "-g", built, "--format", name).out
    rows = list(csv.DictReader(io.StringIO(out), delimiter=delimiter))
    assert [row["object"] for row in rows] == ["Mullah Omar", "Hamid Karzai"]


def test_json_is_one_array(run, built):
    assert len(json.loads(run("entities", "-g", built, "--format", "json").out)) == 6


# --- queries --------------------------------------------------------------------------------------


def test_bundled_queries_are_listed(run):
    out = run("query", "--list").out
    assert "meetings" in out
    assert "name=" in out


def test_a_bundled_query_with_a_parameter(run, built):
    out = run("query", "meetings", "--param", "name=hamid karzai", "-g", built, "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [row["object"] for row in rows] == ["Hamid Karzai"]


@pytest.mark.parametrize("name", ["json", "csv", "tsv", "table"])
def test_results_in_all_formats(run, built, name):
    ran = run("sparql", "SELECT ?p ?q { ?p kg:meets ?q }", "-g", built, "--format", name)
    assert ran.code == 0
    assert "Karzai" in ran.out


def test_json_results_are_those_of_the_w3c(run, built):
    out = run("sparql", "SELECT ?p { ?p kg:meets ?q }", "-g", built, "--format", "json").out
    assert json.loads(out)["head"] == {"vars": ["p"]}
    assert json.loads(run("sparql", "ASK { ?p kg:meets ?q }", "-g", built, "--format", "json").out)["boolean"] is True


def test_every_form_that_is_advised_can_be_had(run, built):
    for query in ("SELECT ?s { ?s a kg:Fact }", "CONSTRUCT WHERE { ?s a kg:Fact }"):
        wrong = "turtle" if "SELECT" in query else "csv"
        ran = run("sparql", query, "-g", built, "--format", wrong)
        assert ran.code == 2
        forms = ran.err.partition("; use ")[2].replace(",", "").replace(" or ", " ").split()
        assert len(forms) > 1
        for form in forms:
            ran = run("sparql", query, "-g", built, "--format", form)
            assert (ran.code, ran.err) == (0, "")
            assert "/fact/" in ran.out


def test_construct_gives_turtle(run, built):
    for options in ([], ["--format", "turtle"]):
        out = run("sparql", "CONSTRUCT { ?p kg:meets ?q } WHERE { ?p kg:meets ?q }", "-g", built, *options).out
        assert "kg:meets" in out
        assert "@prefix" in out


def test_a_query_from_a_file_and_from_standard_input(run, built, tmp_path, monkeypatch):
    (tmp_path / "q.rq").write_text("SELECT ?p { ?p kg:meets ?q }")
    assert "Karzai" not in run("query", "-f", tmp_path / "q.rq", "-g", built).out
    assert "Barack_Obama" in run("query", "-f", tmp_path / "q.rq", "-g", built).out
    monkeypatch.setattr("sys.stdin", io.StringIO("SELECT ?q { ?p kg:meets ?q }"))
    assert "Hamid_Karzai" in run("sparql", "-", "-g", built).out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["query", "meetingz"], "meetings"),
        (["query", "about"], "name"),
        (["query", "meetings", "--param", "nonsense=1"], "no parameter 'nonsense'"),
        (["query", "meetings", "--param", "nonsense"], "NAME=VALUE"),
        (["query"], "--list"),
        (["query", "meetings", "-f", "x.rq"], "--list"),
        (["query", "-f", "missing.rq"], "missing.rq"),
        (["query", "about", "Obama", "Doha"], "about takes name and no more values; what is 'Doha'?"),
        (["query", "coverage", "Doha"], "takes no values"),
        (["query", "about", "Dobins"], "nothing is called 'Dobins'; did you mean James Dobbins?"),
        (["query", "document", "c.txt"], "no document 'c.txt'; did you mean"),
        (["query", "entities", "Persn"], "class Persn does not exist; did you mean Person?"),
        (["query", "meetings", "Barack Obama", "plannd"], "status plannd does not exist; did you mean planned?"),
        (["why", "Dobins"], "no entity is called 'Dobins'; did you mean James Dobbins?"),
        (["facts", "--about", "Nobody"], "nothing is called 'Nobody'; `kg entities` lists them"),
        (["facts", "--relation", "meet"], "--relation meet does not exist; did you mean meets"),
        (["facts", "--type", "persn"], "did you mean Person?"),
        (["entities", "--type", "xyzzy"], "there are Abduction, "),
        (["sparql", "SELECT * {"], "line 1, column 11"),
        (["sparql", "SELECT * { SERVICE <http://x> { ?s ?p ?o } }"], "SERVICE"),
        (["sparql", "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", "--format", "csv"], "turtle"),
        (["sparql", "SELECT ?s { ?s ?p ?o }", "--format", "turtle"], "csv"),
    ],
)
def test_a_bad_question_is_one_line_and_exit_code_2(run, built, arguments, words):
    ran = run(*arguments, "-g", built)
    assert (ran.code, ran.out) == (2, "")
    (line,) = ran.err.splitlines()
    assert line.startswith("error: ")
    assert words in line


def test_a_query_that_takes_too_long_is_ended(run, built):
    cross = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?s{i} ?p{i} ?o{i} ." for i in range(6)) + " }"
    ran = run("sparql", cross, "-g", built, "--timeout", "1")
    assert ran.code == 2
    assert "within 1 s" in ran.err


def test_events_with_one_party_are_listed(run, tmp_path):
    from kg.graph import Graph
    from tests.factories import shooting

    with Graph(tmp_path / "g") as graph:
        graph.replace(shooting())
    first, killing, *_ = records(run("facts", "-g", tmp_path / "g", "--format", "jsonl").out)
    assert (first["former"], killing["former"], killing["published"]) == (True, False, "2022-07-09")
    assert [killing[f"subject{part}"] for part in ("", "_text", "_iri", "_type", "_count")] == [None] * 5
    assert "– kills Shinzo" in run("facts", "-g", tmp_path / "g", "--relation", "kills").out
    assert run("facts", "-g", tmp_path / "g", "--about", "none", "--format", "jsonl").out == ""
    assert len(records(run("facts", "-g", tmp_path / "g", "--status", "alleged", "--format", "jsonl").out)) == 1
    for shown in ("csv", "tsv", "json"):
        assert "Shinzo Abe" in run("facts", "-g", tmp_path / "g", "--format", shown).out
    for command in (["explain", "2"], ["blindspots", "nara.txt"], ["receipt"], ["validate"], ["query", "relations"],
                    ["entities", "--described", "--format", "jsonl"], ["view", "-o", tmp_path / "x.html"],
                    ["export", "-o", tmp_path / "x.gexf"]):  # fmt: skip
        ran = run(*command, "-g", tmp_path / "g")
        assert (ran.code, ran.err) == (0, ""), command


def test_what_several_sources_report_has_their_number(run, tmp_path):
    from kg.graph import Graph
    from tests.factories import entity, extraction

    people = entity(0, "Person", "Ann Lee"), entity(1, "Organization", "Acme")
    texts = ("Ann Lee is at the head of Acme, it says.", "The boss of Acme is Ann Lee.", "Ann Lee runs Acme as ever.")
    with Graph(tmp_path / "g") as graph:
        graph.replace(extraction("a.txt", texts[0], entities=people, facts=[(0, "leads", 1)]))
        assert "sources" not in run("facts", "-g", tmp_path / "g").out
    with Graph(tmp_path / "g") as graph:
        for name, text in zip("bc", texts[1:], strict=True):
            graph.replace(extraction(f"{name}.txt", text, entities=people, facts=[(0, "leads", 1)]))
        first, *others = graph.facts()
        assert [fact.fact for fact in graph.reports(others[1])] == [fact.fact for fact in (first, *others)]
        assert graph.reports("no fact") == graph.reports("https://kg.example/id/fact/0") == []
    out = run("facts", "-g", tmp_path / "g").out
    assert out.count("sources") == 3
    listed = records(run("facts", "-g", tmp_path / "g", "--format", "jsonl").out)
    assert [(each["support"], each["repeats"]) for each in listed] == [(3, None), (3, first.fact), (3, first.fact)]
    (once,) = records(run("facts", "-g", tmp_path / "g", "--once", "--format", "jsonl").out)
    assert once["fact"] == first.fact
    assert run("facts", "-g", tmp_path / "g", "--format", "csv").out.splitlines()[0].endswith(",support,repeats")
    assert "3 independent sources" in " ".join(run("explain", "1", "-g", tmp_path / "g").out.split())
    assert run("validate", "-g", tmp_path / "g").code == 0
    ran = run("query", "corroborated", "-g", tmp_path / "g", "--format", "csv")
    assert ran.out.splitlines()[1].startswith("3,Ann Lee,leads,Acme,")


def test_who_or_what_is_not_there_is_said(run, built):
    ran = run("facts", "--about", "Jame Dobbins", "-g", built)
    assert (ran.code, ran.out) == (2, "")
    assert "nothing is called 'Jame Dobbins'; did you mean James Dobbins?" in ran.err
    ran = run("facts", "--document", "nowhere.txt", "-g", built)
    assert ran.code == 2
    assert "no document 'nowhere.txt'" in ran.err
    assert run("mentions", "--document", "nowhere.txt", "-g", built).code == 2


def test_classes_and_relations_are_known_in_any_case(run, built):
    for name in ("city", "City", "PLACE"):
        assert names_of(run("entities", "--type", name, "-g", built, "--format", "jsonl").out) == ["Doha", "Washington"]
    facts = records(run("facts", "--type", "person", "--relation", "MEETS", "-g", built, "--format", "jsonl").out)
    assert {fact["relation"] for fact in facts} == {"meets"}
    assert not records(run("facts", "--type", "armedgroup", "-g", built, "--format", "jsonl").out)


def names_of(out):
    return [record["name"] for record in records(out)]


def test_values_stand_behind_the_name_of_a_query(run, built):
    by_name = run("query", "about", "--param", "name=dobbins", "-g", built, "--format", "csv").out
    assert run("query", "about", "dobbins", "-g", built, "--format", "csv").out == by_name
    assert run("query", "path", "James Dobbins", "Mullah Omar", "-g", built).code == 0


def test_a_term_that_is_not_declared_is_noted(run, built):
    ran = run("sparql", "SELECT ?a { ?a kg:meetz ?b ; a kg:Fact ; kg:status kg:Asserted }", "-g", built)
    assert ran.code == 0
    assert ran.err == "note: kg:meetz is not declared and matches nothing; did you mean kg:meets?\n"
    iri = "SELECT ?a { ?a <https://kg.example/ontology#xyzzy> ?b }"
    assert "`kg ontology` lists what there is" in run("sparql", iri, "-g", built, "--format", "csv").err
    assert run("sparql", "SELECT ?a { ?a kg:meets ?b ; a kg:Person }", "-g", built).err == ""


def test_a_name_is_found_whole(run, built):
    assert "James Dobbins" in run("facts", "--about", "dobbins", "-g", built).out
    assert run("facts", "--about", "obbin", "-g", built).code == 2

"""`kg export`, `kg view`, `kg receipt`."""

from __future__ import annotations

import json

import pytest
import rdflib


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("g.ttl", "kg:meets"),
        ("g.trig", "kg:meets"),
        ("g.nq", "meets"),
        ("g.nt", "meets"),
        ("g.jsonld", "kg:meets"),
        ("g.rdf", "rdf:RDF"),
        ("g.graphml", "graphml"),
        ("g.gexf", "gexf"),
        ("g.csv", "James Dobbins"),
        ("g.html", "James Dobbins"),
        ("g.svg", "James Dobbins"),
    ],
)
def test_every_format_is_written_and_said(run, built, tmp_path, name, words):
    command = "view" if name.endswith(("html", "svg", "png")) else "export"
    ran = run(command, "-o", tmp_path / name, "-g", built)
    assert (ran.code, ran.out, ran.err) == (0, f"written {tmp_path / name}\n", "")
    assert words in (tmp_path / name).read_text(encoding="utf-8")


def test_the_format_may_be_named(run, built, tmp_path):
    assert run("export", "-o", tmp_path / "out.txt", "--format", "turtle", "-g", built).code == 0
    assert len(rdflib.Graph().parse(tmp_path / "out.txt", format="turtle")) > 50


def test_what_is_asked_beside_the_format_stands_in_the_file(run, built, tmp_path):
    given = ("--license", "https://a.example/by", "--issued", "2021-03-09", "--title", "Talks in Doha")
    assert run("export", "-o", tmp_path / "void.ttl", "--format", "void", *given, "-g", built).code == 0
    text = (tmp_path / "void.ttl").read_text(encoding="utf-8")
    assert all(words in text for words in ("<https://a.example/by>", '"2021-03-09"^^xsd:date', '"Talks in Doha"@en'))
    fact = ("--fact", "1", "--creator", "https://a.example/ann")
    assert run("export", "-o", tmp_path / "f.trig", "--format", "nanopub", *fact, "-g", built).code == 0
    assert "dcterms:creator <https://a.example/ann>" in (tmp_path / "f.trig").read_text(encoding="utf-8")
    terms = ("--with-ontology", "--ontology-base", "https://a.example/")
    assert run("export", "-o", tmp_path / "g.ttl", *terms, "-g", built).code == 0
    assert "kg:meets a owl:ObjectProperty" in (tmp_path / "g.ttl").read_text(encoding="utf-8")


def test_the_same_graph_gives_the_same_bytes(run, built, tmp_path):
    for name in ("a.ttl", "b.ttl", "a.html", "b.html"):
        run("view" if name.endswith("html") else "export", "-o", tmp_path / name, "-g", built)
    assert (tmp_path / "a.ttl").read_bytes() == (tmp_path / "b.ttl").read_bytes()
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["export", "-o", "g.xyz"], "turtle"),
        (["export", "-o", "g.ttl", "--format", "yaml"], "turtle"),
        (["export", "-o", "no/such/folder/g.ttl"], "no/such/folder"),
        (["export", "-o", "g.csv", "--with-ontology"], "use turtle, ntriples, jsonld, rdfxml"),
        (["export", "-o", "g.trig", "--format", "nanopub"], "--fact"),
        (["export", "-o", "void.ttl", "--format", "void", "--license", "CC"], "https://example.org/"),
        (["view", "-o", "g.bmp"], ".svg"),
        (["view", "-o", "no/such/folder/g.html"], "no/such/folder"),
    ],
)
def test_what_cannot_be_written_is_one_line(run, built, tmp_path, monkeypatch, arguments, words):
    monkeypatch.chdir(tmp_path)
    ran = run(*arguments, "-g", built)
    assert (ran.code, ran.out) == (1, "")
    (line,) = ran.err.splitlines()
    assert line.startswith("error: ")
    assert words in line


def test_a_sound_graph_is_valid(run, built):
    ran = run("validate", "-g", built)
    assert ran.code == 0
    assert ran.out.endswith("rules broken: 0; claims kept out of the facts: 0\n")
    assert run("validate", "-g", built, "--format", "json").out == "[]\n"


def test_broken_rules_are_listed_and_tell_in_the_exit_code(run, built, monkeypatch):
    from kg.validate import Violation

    found = [
        Violation("a.txt", "urn:x", "a person is no place", quarantined=True),
        Violation("b.txt", "urn:y", "no label"),
    ]
    monkeypatch.setattr("kg.graph.Graph.validate", lambda graph, document=None: found)
    ran = run("validate", "-g", built)
    assert ran.code == 1
    assert "a person is no place" in ran.out
    assert "rules broken: 1; claims kept out of the facts: 1" in ran.out


def test_a_page_has_the_title_that_is_given(run, built, tmp_path):
    assert run("view", "-o", tmp_path / "g.html", "--title", "Doha <talks>", "-g", built).code == 0
    assert "<title>Doha &lt;talks&gt;</title>" in (tmp_path / "g.html").read_text(encoding="utf-8")


def test_equal_graphs_have_equal_receipts(run, built, articles, tmp_path):
    for name in ("b.txt", "a.txt"):
        run("build", articles / name, "-g", tmp_path / "other")
    first, second = (json.loads(run("receipt", "--json", "-g", g).out) for g in (built, tmp_path / "other"))
    assert first == second
    assert (first["documents"], first["facts"]) == (2, 2)
    assert first["hash"] in run("receipt", "-g", built).out


@pytest.mark.usefixtures("simple")
def test_parts_on_the_command_line(run, articles, tmp_path):
    assert run("build", articles, "-g", tmp_path / "g").code == 0
    out = tmp_path / "part.csv"
    assert run("export", "-g", tmp_path / "g", "-o", out, "--about", "Mullah Omar").code == 0
    assert ("James Dobbins" in out.read_text(), "Obama" in out.read_text()) == (True, False)
    assert run("view", "-g", tmp_path / "g", "-o", tmp_path / "p.svg", "--document", "b.txt").code == 0
    assert "Dobbins" not in (tmp_path / "p.svg").read_text()
    ran = run("view", "-g", tmp_path / "g", "-o", out, "--between", "Mullah Omar", "Nobody")
    assert (ran.code, "nothing is called 'Nobody'" in ran.err) == (2, True)
    assert run("export", "-g", tmp_path / "g", "-o", out, "--relation", "meetz").code == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["export", "-o", "g.ttl", "--hops", "2"], "hops are counted from somebody"),
        (["view", "-o", "g.html", "--after", "2025-01-01", "--before", "2024-01-01"], "no day is after 2025-01-01"),
        (["export", "-o", "g.ttl", "--after", "foo"], "after 'foo' is no day; give one as 2021-03-09"),
        (
            ["export", "-o", "g.ttl", "--between", "Ann", "--least", "0"],
            "given --least for one; see `kg export --help`",
        ),
        (["export", "-o", "g.ttl", "--between", "Ann"], "requires 2 arguments; see `kg export --help`"),
        (["export", "-o", "-"], "add --format, as in --format turtle; see `kg export --help`"),
        (["serve", "--cors", "foo bar"], "'foo bar' is no origin; give one as https://example.org"),
        (["serve", "--cors", "https://example.org/page"], "without a path"),
    ],
)
def test_what_would_do_nothing_is_refused(run, built, tmp_path, monkeypatch, arguments, words):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KG_GRAPH", str(built))
    monkeypatch.setattr("kg.serve.serve", lambda *_, **__: pytest.fail("it went on"))
    ran = run(arguments[0], *arguments[1:])
    assert (ran.code, ran.out) == (2, "")
    (line,) = ran.err.splitlines()
    assert words in line
    assert not list(tmp_path.glob("g.*"))


def test_an_export_goes_to_standard_output(run, built, tmp_path):
    assert run("export", "-o", tmp_path / "g.ttl", "-g", built).code == 0
    ran = run("export", "-o", "-", "--format", "turtle", "-g", built)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (tmp_path / "g.ttl").read_text()

"""What users hold, from end to end, with hand-made extractions."""

from __future__ import annotations

import pytest

from kg import queries
from kg.errors import ExportError, QueryError, StoreError
from kg.graph import Graph
from tests.factories import dobbins


@pytest.fixture
def graph(tmp_path):
    with Graph(tmp_path / "graph") as opened:
        opened.replace(dobbins("a.txt"))
        opened.replace(dobbins("b.txt"))
        yield opened


def test_it_lists_what_it_holds(graph):
    assert [document.id for document in graph.documents()] == ["a.txt", "b.txt"]
    assert [document.title for document in graph.documents()] == ["Talks", "Talks"]
    assert len(list(graph.facts())) == 6
    assert {fact.document for fact in graph.facts("b.txt")} == {"b.txt"}
    assert {mention.document for mention in graph.mentions("a.txt")} == {"a.txt"}
    assert [each.name for each in graph.entities() if not each.described] == [
        "Doha", "James Dobbins", "Taliban", "United States",
    ]  # fmt: skip


def test_it_answers_queries_by_name_and_from_files(graph, tmp_path):
    assert [row["object"] for row in graph.query("meetings", name="dobbins")] == ["Taliban", "Taliban"]
    assert graph.query("path", {"from": "Taliban", "to": "James Dobbins"}).rows[0][0] == "1"
    (tmp_path / "mine.rq").write_text("ASK { ?s kg:meets ?o }")
    assert graph.query(queries.read(tmp_path / "mine.rq"))
    with pytest.raises(QueryError, match="no query 'x'"):
        graph.query("x")


def test_it_answers_sparql(graph):
    assert graph.sparql("SELECT ?s WHERE { ?s kg:meets :Taliban }").short_rows[0] == (":James_Dobbins",)
    with pytest.raises(QueryError, match="line 1, column"):
        graph.sparql("SELECT ?s WHERE { ?s kg:meets }")


def test_it_explains_a_fact_by_its_claim(graph):
    fact = next(graph.facts())
    document, claim = graph.claim(fact.fact)
    assert (document, claim.rule, claim.cues, claim.path) == (
        "a.txt", "meets/active-with", ("will",), "nsubj ← meet → obl:with",
    )  # fmt: skip
    assert graph.claim("https://example.org/none") is None
    assert graph.claim("no iri at all") is None


def test_retracting_takes_everything_back(graph):
    with Graph() as alone:
        alone.replace(dobbins("a.txt"))
        assert graph.receipt().hash != alone.receipt().hash
        assert graph.retract("b.txt")
        assert graph.receipt().hash == alone.receipt().hash
    assert not graph.retract("b.txt")


def test_a_receipt_counts_and_names_versions(graph):
    receipt = graph.receipt()
    assert (receipt.documents, receipt.facts, receipt.entities) == (2, 6, 6)
    assert len(receipt.hash) == 64
    (made_with,) = receipt.made_with
    assert made_with.startswith("kg 0.")
    assert "ontology" in made_with


def test_another_model_asks_for_documents_again(tmp_path):
    with Graph(tmp_path / "graph", model="one") as graph:
        graph.replace(dobbins())
        assert graph.has(dobbins().document)
    with Graph(tmp_path / "graph", model="two") as graph:
        assert not graph.has(dobbins().document)


def test_it_is_sound(graph):
    assert graph.validate() == []


def test_it_is_exported_and_drawn(graph, tmp_path):
    graph.export(tmp_path / "graph.ttl")
    assert ":James_Dobbins" in (tmp_path / "graph.ttl").read_text()
    graph.view(tmp_path / "graph.svg")
    assert "James Dobbins" in (tmp_path / "graph.svg").read_text()
    with pytest.raises(ExportError):
        graph.view(tmp_path / "graph.doc")


def test_a_closed_graph_is_closed(graph):
    graph.close()
    with pytest.raises(StoreError, match="has been closed"):
        list(graph.facts())


def test_in_memory_and_on_disk_are_the_same(graph):
    with Graph() as memory:
        memory.replace(dobbins("b.txt"))
        memory.replace(dobbins("a.txt"))
        assert memory.receipt() == graph.receipt()
        assert list(memory.facts()) == list(graph.facts())


def test_a_notebook_shows_a_picture_and_tables_in_which_text_stays_text(graph):
    shown = graph._repr_html_()
    assert "2 documents · 6 facts" in shown
    assert "<svg" in shown
    assert "James Dobbins" in shown
    odd = graph.sparql('SELECT ?x { VALUES ?x { "<script>alert(1)</script>" kg:meets UNDEF } }')._repr_html_()
    assert "&lt;script&gt;" in odd
    assert "<script" not in odd
    assert "<td>kg:meets</td>" in odd
    assert "the first 100 of" in graph.sparql("SELECT * { ?s ?p ?o } LIMIT 120")._repr_html_()


def test_an_empty_graph_can_be_shown():
    assert "0 documents" in Graph()._repr_html_()

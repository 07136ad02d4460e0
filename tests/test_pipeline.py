"""`kg.build`: from files to a graph, whatever the files are like."""

from __future__ import annotations

import logging

import pytest

import kg
from kg.errors import InputError, ModelError, StoreError
from kg.graph import Graph
from kg.ontology import BASE
from kg.workers import alone

pytestmark = pytest.mark.usefixtures("simple")


def lines(graph: Graph) -> list[tuple[str, str, str, str | None, str]]:
    return [(fact.subject, fact.relation, fact.object, fact.place, fact.document) for fact in graph.facts()]


def test_a_folder_becomes_a_graph_in_memory(articles):
    assert lines(kg.build(articles)) == [
        ("James Dobbins", "meets", "Mullah Omar", "Doha", "a.txt"),
        ("Barack Obama", "meets", "Hamid Karzai", "Washington", "b.txt"),
    ]


def test_one_path_or_several(articles):
    assert len(lines(kg.build(str(articles / "a.txt")))) == 1
    assert len(lines(kg.build([articles / "a.txt", str(articles / "b.txt")]))) == 2


def test_a_graph_on_disk_is_there_again(articles, tmp_path):
    with kg.build(articles, graph=tmp_path / "g") as graph:
        expected = lines(graph)
    with Graph(tmp_path / "g", create=False) as graph:
        assert lines(graph) == expected


def test_an_open_graph_is_added_to_and_stays_open(articles):
    with Graph() as graph:
        assert kg.build(articles / "a.txt", graph=graph) is graph
        kg.build(articles / "b.txt", graph=graph)
        assert len(lines(graph)) == 2


def test_building_again_changes_nothing_and_needs_no_model(articles, tmp_path, monkeypatch):
    kg.build(articles, graph=tmp_path / "g").close()
    monkeypatch.setattr(alone.language, "load", lambda model, **_: pytest.fail("no document needs the model"))
    tallies = []
    kg.build(articles, graph=tmp_path / "g", progress=tallies.append).close()
    assert (tallies[-1].documents, tallies[-1].unchanged, tallies[-1].facts) == (0, 2, 0)


def test_a_changed_file_replaces_its_old_version(articles, tmp_path):
    kg.build(articles, graph=tmp_path / "g").close()
    (articles / "a.txt").write_text("James Dobbins met Jen Psaki in Ankara.")
    with kg.build(articles, graph=tmp_path / "g") as graph:
        assert ("James Dobbins", "meets", "Jen Psaki", "Ankara", "a.txt") in lines(graph)
        assert "Mullah Omar" not in {entity.name for entity in graph.entities()}


def test_the_tally_counts(articles):
    tallies = []
    kg.build(articles, progress=tallies.append)
    assert [tally.documents for tally in tallies] == [1, 2]
    last = tallies[-1]
    assert (last.words, last.sentences, last.mentions, last.facts, last.skipped) == (16, 3, 6, 2, ())


def test_bad_documents_are_reported_and_the_rest_is_built(articles, caplog):
    (articles / "empty.txt").write_bytes(b"")
    (articles / "latin.txt").write_bytes(b"caf\xe9")
    (articles / "bomb.txt").write_text("It was unspeakable.")
    (articles / "photo.jpg").write_bytes(b"\xff\xd8")
    tallies = []
    with caplog.at_level(logging.WARNING, logger="kg"):
        graph = kg.build([articles, articles / "nope.txt"], progress=tallies.append)
    assert len(lines(graph)) == 2
    reasons = {skipped.path.rpartition("/")[2]: skipped.reason for skipped in tallies[-1].failed}
    assert set(reasons) == {"empty.txt", "latin.txt", "bomb.txt", "nope.txt"}
    assert "RuntimeError: the stand-in was told to fail" in reasons["bomb.txt"]
    assert len(tallies[-1].skipped) == 5
    assert sorted(record.levelname for record in caplog.records) == ["WARNING"] * 4


def test_nothing_to_read_is_an_error_and_makes_no_graph(tmp_path):
    with pytest.raises(InputError, match="does not exist"):
        kg.build(tmp_path / "typo.txt", graph=tmp_path / "g")
    with pytest.raises(InputError, match="no documents"):
        kg.build(tmp_path, graph=tmp_path / "g")
    assert not (tmp_path / "g").exists()


def test_a_model_that_does_not_load_stops_the_build_and_frees_the_graph(articles, tmp_path, monkeypatch):
    def broken(model, **_):
        raise ModelError("no such model")

    monkeypatch.setattr(alone.language, "load", broken)
    with pytest.raises(ModelError):
        kg.build(articles, graph=tmp_path / "g")
    Graph(tmp_path / "g").close()


def test_a_graph_in_use_is_an_error(articles, tmp_path):
    with Graph(tmp_path / "g") as other:
        other.store.lock()
        with pytest.raises(StoreError, match="in use"):
            kg.build(articles, graph=tmp_path / "g")


def test_the_base_iri_can_be_chosen(articles):
    graph = kg.build(articles, base="https://news.example/")
    assert all(fact.fact.startswith("https://news.example/") for fact in graph.facts())
    assert all(fact.fact.startswith(BASE) for fact in kg.build(articles).facts())


def test_long_documents_are_not_refused_by_the_pipeline(articles, monkeypatch):
    class Measured:
        max_length = 10

        def __call__(self, text):
            assert len(text) <= self.max_length
            return text

    monkeypatch.setattr(alone.language, "load", lambda model, **_: Measured())
    assert lines(kg.build(articles))

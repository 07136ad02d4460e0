"""Other packages add readers, formats and ontologies; `tests/packages` holds one, as pip would install it."""

from __future__ import annotations

import importlib
import sys

import pytest

import kg
from kg import export, ontology, readers
from kg.errors import ExportError, InputError, OntologyError
from kg.graph import Graph
from tests.factories import dobbins


@pytest.fixture(autouse=True)
def installed(root, monkeypatch):
    """Let the package be found."""
    monkeypatch.syspath_prepend(str(root / "tests" / "packages"))
    importlib.invalidate_caches()
    yield
    sys.modules.pop("kg_foo", None)


def test_a_reader_is_found_by_its_suffix(tmp_path):
    (tmp_path / "a.foo").write_text("one: James Dobbins met Mullah Omar.\ntwo: It rained.\n")
    (tmp_path / "b.txt").write_text("It rained.")
    skipped: list[readers.Skipped] = []
    found = list(readers.read(tmp_path, on_skip=skipped.append))
    assert [document.id for document in found] == ["one", "two", "b.txt"]
    assert skipped == []
    assert ".foo" in readers.suffixes()


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("a.foo", "'foo' of the package kg-foo failed (ValueError: boom); tell its authors"),
        ("a.bad", "'bad' of the package kg-foo cannot be loaded (AttributeError: "),
    ],
)
def test_a_broken_reader_is_one_line_and_the_rest_is_read(tmp_path, name, says):
    (tmp_path / name).write_text("bomb: It ticked.\n")
    (tmp_path / "b.txt").write_text("It rained.")
    skipped: list[readers.Skipped] = []
    assert [document.id for document in readers.read(tmp_path, on_skip=skipped.append)] == ["b.txt"]
    (problem,) = skipped
    assert says in problem.reason
    assert "\n" not in problem.reason


def test_a_reader_may_refuse_a_file_in_its_own_words(tmp_path):
    (tmp_path / "a.foo").write_text("no colon here\n")
    with pytest.raises(InputError, match="write id: text"):
        kg.build(tmp_path / "a.foo")


def test_a_format_is_found_by_its_name_and_suffix(tmp_path):
    with Graph() as graph:
        graph.replace(dobbins())
        graph.export(tmp_path / "a.foo")
        graph.export(tmp_path / "b.txt", format="foo")
    assert "James Dobbins meets Taliban" in (tmp_path / "a.foo").read_text().splitlines()
    assert (tmp_path / "b.txt").read_bytes() == (tmp_path / "a.foo").read_bytes()


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("broken", r"'broken' of the package kg-foo failed \(RuntimeError: no such luck\)"),
        ("lost", r"'lost' of the package kg-foo cannot be loaded \(ModuleNotFoundError"),
        ("none", r"there are turtle, .*csv, events, parquet, void, nanopub, broken, foo, lost"),
    ],
)
def test_a_broken_format_is_one_line_and_others_work(tmp_path, name, says):
    with Graph() as graph:
        with pytest.raises(ExportError, match=says):
            graph.export(tmp_path / "a.x", format=name)
        assert export.serialize(graph.store, "csv")


def test_an_ontology_is_found_by_its_name(tmp_path):
    terms = ontology.load("foo")
    assert terms.iri("teaches") == "https://foo.example/teaches"
    with Graph(tmp_path / "g", ontology="foo") as graph:
        assert "teaches" in graph.ontology.relations
    with pytest.raises(OntologyError, match=r"no ontology at bar; .* installed \(broadcasts, foo\)"):
        ontology.load("bar")


def test_two_packages_of_one_name_are_told_apart(tmp_path, monkeypatch):
    other = tmp_path / "kg_bar-1.0.dist-info"
    other.mkdir()
    (other / "METADATA").write_text("Metadata-Version: 2.1\nName: kg-bar\nVersion: 1.0\n")
    (other / "entry_points.txt").write_text("[kg.ontologies]\nfoo = kg_bar\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(OntologyError, match="kg-bar and kg-foo both offer 'foo'"):
        ontology.load("foo")

"""Rules have a version: what other rules made is made anew, documents and names alike."""

from __future__ import annotations

import ast
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import kg
from kg import ruleset
from kg.extract import trees
from kg.graph import Graph
from kg.identity import Identity
from kg.store import Store, ledger, revision, whole
from tests.factories import dobbins, entity, extraction

PACKAGE = Path(kg.__file__).parent


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the package, as a wheel would install it."""
    return shutil.copytree(PACKAGE, tmp_path / "kg", ignore=shutil.ignore_patterns("__pycache__", "model", "bundle"))


def test_a_copy_has_the_same_digest_whatever_its_line_ends(copied):
    assert ruleset.digest(copied) == ruleset.digest()
    path = next(iter(ruleset.files(copied)))
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    ruleset.digest.cache_clear()
    assert ruleset.digest(copied) == ruleset.digest()


@pytest.mark.parametrize("part", ["extract", "identity", "ontology", "triples", "language/grammar.py"])
def test_every_rule_counts(copied, part):
    before = ruleset.digest(copied)
    path = next(path for path in ruleset.files(copied) if path.relative_to(copied).as_posix().startswith(part))
    path.write_text(path.read_text("utf-8") + "\n# changed\n", encoding="utf-8")
    ruleset.digest.cache_clear()
    assert ruleset.digest(copied) != before


def test_weights_count_and_training_does_not(copied):
    counted = {path.relative_to(copied).as_posix() for path in ruleset.files(copied)}
    assert any(name.startswith("extract/") and name.endswith(".json") for name in counted)
    assert "language/runtime.py" in counted
    assert "language/train.py" not in counted
    assert not [name for name in counted if "__pycache__" in name]


def reached(module: str, seen: set[str]) -> Iterator[str]:
    """The modules of `kg.language` that a module imports, directly or by others."""
    path = PACKAGE.parent.joinpath(*module.split(".")).with_suffix(".py")
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        name = node.module if isinstance(node, ast.ImportFrom) else None
        if name and name.startswith("kg.language.") and name not in seen:
            seen.add(name)
            yield name
            yield from reached(name, seen)


@pytest.mark.parametrize("module", ["kg.language.component", "kg.language.grammar"])
def test_nothing_that_annotates_is_left_out(module):
    counted = {path.relative_to(PACKAGE).as_posix() for path in ruleset.files()}
    needed = {module, *reached(module, {module})}
    assert {"/".join(name.split(".")[1:]) + ".py" for name in needed} <= counted


def test_what_made_a_document_names_the_rules():
    with Graph() as graph:
        assert f"rules {ruleset.digest()[:16]}; ontology {graph.ontology.digest[:16]}" in graph.store.made_with


@pytest.mark.usefixtures("simple")
def test_changed_rules_read_documents_anew(articles, tmp_path, monkeypatch):
    kg.build(articles, graph=tmp_path / "g").close()
    before = Graph(tmp_path / "g").receipt().made_with
    monkeypatch.setattr(ruleset, "digest", lambda: "another" * 9)
    tallies = []
    with kg.build(articles / "a.txt", graph=tmp_path / "g", progress=tallies.append) as graph:
        assert (tallies[-1].documents, tallies[-1].unchanged, tallies[-1].outdated) == (1, 0, 1)
        assert len(graph.receipt().made_with) == 2
    with kg.build(articles, graph=tmp_path / "g", progress=tallies.append) as graph:
        assert (tallies[-1].documents, tallies[-1].unchanged, tallies[-1].outdated) == (1, 1, 0)
        (made_with,) = graph.receipt().made_with
        assert made_with not in before


def two(document: str, name: str) -> object:
    return extraction(document, f"{name} met Kim.", entities=[entity(0, "Person", name), entity(1, "Person", "Kim")],
                      facts=[(0, "meets", 1)])  # fmt: skip


def test_making_the_second_layer_anew_by_the_same_rules_changes_nothing(tmp_path):
    documents = [
        two("a", "James Dobbins"),
        two("b", "Dobbins"),
        two("c", "Jane Dobbins"),
        two("d", "Lee"),
        dobbins("e"),
    ]
    with Store(tmp_path / "g", derived_with="one") as store:
        for each in documents:
            store.replace(each)
        before = set(store.quads())
    with Store(tmp_path / "g", derived_with="two") as store:
        assert not store.retract("nothing")
        assert set(store.quads()) == before


def test_other_rules_of_identity_name_everything_anew(tmp_path, monkeypatch):
    with Store(tmp_path / "g", derived_with="one") as store:
        for each in (two("a", "James Dobbins"), two("b", "JAMES DOBBINS")):
            store.replace(each)
        assert {fact.subject for fact in store.facts()} == {"James Dobbins"}
    for module in (ledger, whole):
        monkeypatch.setattr(module, "resolve", lambda name, _: Identity(name.text))
    with Store(tmp_path / "g", derived_with="two") as store:
        store.retract("nothing")
        assert {fact.subject for fact in store.facts()} == {"James Dobbins", "JAMES DOBBINS"}
    with Store(tmp_path / "g", derived_with="two") as store:
        monkeypatch.setattr(revision, "whole_ledger", None)
        store.retract("a")
        assert {fact.subject for fact in store.facts()} == {"JAMES DOBBINS"}


def test_every_mend_has_a_name_of_its_own():
    """Else who switches one off switches off another, and who asks why a fact is there reads of the wrong one."""
    names = [mend.name for mend in trees.MENDS]
    assert sorted(names) == sorted(set(names))

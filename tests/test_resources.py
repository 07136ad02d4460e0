"""Bundled data are found in a checkout; `tests/test_wheel.py` looks at an installed wheel."""

from __future__ import annotations

import pytest

from kg import resources
from kg.errors import KgError, ModelError


@pytest.mark.parametrize("name", ["ontology", "queries", "seeds"])
def test_bundled_data_are_those_of_the_checkout(root, name):
    assert resources.directory(name) == root / name


def test_missing_data_say_what_to_do(monkeypatch, tmp_path):
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "kg")
    with pytest.raises(KgError, match=r"no queries/ directory .* reinstall kg"):
        resources.directory("queries")
    with pytest.raises(ModelError, match="reinstall kg or pass --model"):
        resources.directory("model")


def test_an_installed_wheel_comes_first(monkeypatch, tmp_path):
    (tmp_path / "kg/_data/queries").mkdir(parents=True)
    (tmp_path / "queries").mkdir()
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "kg")
    assert resources.directory("queries") == tmp_path / "kg/_data/queries"

"""A model is told apart from another without being loaded."""

from __future__ import annotations

import json

import pytest

from kg.language.fingerprint import version


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "encoder.onnx").write_bytes(b"weights")
    (tmp_path / "labels.json").write_text("{}")
    (tmp_path / "MODEL_CARD.md").write_text("about")
    return tmp_path


def test_our_own_model_is_told_by_what_decides_its_results(folder):
    first = version(folder)
    (folder / "MODEL_CARD.md").write_text("more about")
    assert version(folder) == version(folder, str(folder)) == first
    (folder / "encoder.onnx").write_bytes(b"other weights")
    assert version(folder) != first


def test_a_pipeline_of_spacy_is_told_by_name_and_version(folder, tmp_path):
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "meta.json").write_text(json.dumps({"lang": "en", "name": "news", "version": "3.8.0"}))
    assert version(folder, str(tmp_path / "theirs")) == "en_news 3.8.0"


def test_an_installed_package_is_told_by_its_version(folder):
    assert version(folder, "spacy").startswith("spacy 3.")

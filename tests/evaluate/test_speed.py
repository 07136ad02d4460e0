"""Two pipelines are compared in turns, text by text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import spacy

from kg.errors import InputError
from kg.evaluate.speed import compare, memory, read_texts


@pytest.fixture
def blank(tmp_path: Path) -> str:
    spacy.blank("en").to_disk(tmp_path / "blank")
    return str(tmp_path / "blank")


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    path = tmp_path / "texts.jsonl"
    path.write_text(json.dumps({"text": "Ann left Oslo. " * 20}) + "\n\n", "utf-8")
    return path


def test_a_pipeline_is_about_as_fast_as_itself(blank: str, texts: Path) -> None:
    figures = compare([blank, blank], read_texts(texts), rounds=5)
    assert figures["first"] > 0
    assert 0.2 < figures["median"] < 5


def test_memory_is_that_of_a_process_of_its_own(blank: str, texts: Path) -> None:
    assert 10_000 < memory(blank, texts) < 2_000_000


def test_a_missing_file_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="give texts in JSONL"):
        read_texts(tmp_path / "none.jsonl")

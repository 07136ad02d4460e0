"""Data sets are brought under one guideline."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.language.conllu import Sentence, Word
from kg.language.gum import gum_names
from kg.language.names import NameSample, demonym_spans, read_names, trim, unify
from kg.language.samples import allowed_names


@pytest.mark.parametrize(
    ("words", "kind", "kept"),
    [
        ("the Netherlands", "Place", "Netherlands"),
        ("President Hamid Karzai", "Person", "Hamid Karzai"),
        ("Mr. Karzai", "Person", "Karzai"),
        ("Prime Minister Shinzo Abe", "Person", "Shinzo Abe"),
        ("Karzai 's", "Person", "Karzai"),
        ("General Motors", "Organization", "General Motors"),
        ("King", "Person", "King"),
    ],
)
def test_spans_are_trimmed(words: str, kind: str, kept: str) -> None:
    split = words.split()
    start, end = trim(split, 0, len(split), kind)
    assert " ".join(split[start:end]) == kept


def test_demonyms_are_found_and_lower_case_is_not() -> None:
    words = "South Korean and German envoys met afghan leaders".split()
    assert list(demonym_spans(words)) == [(0, 2), (3, 4)]


def test_nationalities_become_demonyms_whatever_the_set_calls_them() -> None:
    words = "German officials met in Bonn with the Swiss National Bank".split()
    spans = [(0, 1, "Misc"), (4, 5, "Place"), (7, 10, "Organization")]
    sample = unify(NameSample(words, [True] * len(words), spans))
    assert sample.spans == [(0, 1, "Demonym"), (4, 5, "Place"), (7, 10, "Organization")]


def test_a_set_without_works_leaves_capitals_open() -> None:
    sample = NameSample(["He", "read", "Hamlet", "aloud"], [True] * 4, [], open_misc=True)
    allowed = allowed_names(sample)
    assert allowed[2].sum() > 1
    assert allowed[1].sum() == 1


def test_reading_a_file_maps_labels_and_ignores_others(tmp_path: Path) -> None:
    text = "Ms Ann Lee left Oslo in 1999."
    entities = [
        {"start": 0, "end": 10, "text": "Ms Ann Lee", "type": "PER"},
        {"start": 16, "end": 20, "text": "Oslo", "type": "LOC"},
        {"start": 24, "end": 28, "text": "1999", "type": "TIME"},
    ]
    path = tmp_path / "names.jsonl"
    path.write_text(json.dumps({"id": "1", "text": text, "entities": entities}) + "\n", "utf-8")
    offsets = [(0, 2), (3, 6), (7, 10), (11, 15), (16, 20), (21, 23), (24, 28), (28, 29)]
    (sample,) = read_names(path, lambda _: offsets)
    assert sample.spans == [(1, 3, "Person"), (4, 5, "Place")]


def test_names_are_read_from_nested_mentions() -> None:
    def word(form: str, xpos: str, entity: str = "") -> Word:
        misc = {"Entity": entity} if entity else {}
        return Word(form, form, "PROPN" if xpos == "NNP" else "NOUN", xpos, -1, "dep", True, misc)

    words = [
        word("President", "NNP", "(1-person-new-cf1-2,3-coref"),
        word("Ann", "NNP"),
        word("Lee", "NNP"),
        word("of", "IN"),
        word("Norway", "NNP", "(2-place-new-cf2-1-coref)1)"),
    ]
    sample = gum_names(Sentence(words))
    assert sample is not None
    assert sample.spans == [(1, 3, "Person"), (4, 5, "Place")]

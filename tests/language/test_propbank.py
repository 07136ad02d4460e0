"""Annotated spans become head words; what continues an argument belongs to it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.errors import InputError
from kg.language.conllu import Sentence, read_conllu
from kg.language.labels import Labels
from kg.language.propbank import (
    GoldPredicate,
    lemma_rolesets,
    listed_rolesets,
    read_predicates,
    role_labels,
    span_head,
    write_rolesets,
)

TREE = """# sent_id = one
1	rebels	rebel	NOUN	NNS	_	5	nsubj	_	_
2	who	who	PRON	WP	_	3	nsubj	_	_
3	attacked	attack	VERB	VBD	_	1	acl:relcl	_	_
4	Kabul	Kabul	PROPN	NNP	_	3	obj	_	_
5	fled	flee	VERB	VBD	_	0	root	_	_
6	yesterday	yesterday	NOUN	NN	_	5	obl:unmarked	_	_

# sent_id = two
1	He	he	PRON	PRP	_	2	nsubj	_	_
2	ran	run	VERB	VBD	_	0	root	_	_

"""
ATTACKED = [["V", 2, 2], ["ARG1", 3, 3], ["ARG0", 0, 0], ["R-ARG0", 1, 1]]


def read(folder: Path, *predicates: dict[str, Any]) -> dict[str, tuple[GoldPredicate, ...]]:
    """What is read of predicates of the first sentence."""
    (folder / "tree.conllu").write_text(TREE, "utf-8")
    words = ["rebels", "who", "attacked", "Kabul", "fled", "yesterday"]
    record = {"id": "one", "words": words, "predicates": predicates}
    (folder / "predicates.jsonl").write_text(json.dumps(record) + "\n", "utf-8")
    return read_predicates(folder / "predicates.jsonl", read_conllu(folder / "tree.conllu"))


@pytest.mark.parametrize(
    ("spans", "arguments"),
    [
        (ATTACKED, ((0, "ARG0"), (3, "ARG1"))),  # "who" stands for the rebels
        ([["R-ARG0", 1, 1]], ((1, "ARG0"),)),  # unless nothing else does
        ([["ARG0", 0, 3]], ((0, "ARG0"),)),  # the head of the whole span
        ([["ARG1", 3, 3], ["C-ARG1", 4, 5]], ((4, "ARG1"),)),  # in two parts
        ([["C-ARG1", 3, 3]], ()),  # nothing to continue
        ([["ARG1-DSP", 3, 3]], ((3, "ARG1"),)),
    ],
)
def test_spans_become_head_words(tmp_path: Path, spans: list[Any], arguments: tuple[tuple[int, str], ...]) -> None:
    found = read(tmp_path, {"i": 2, "roleset": "attack.01", "args": spans})
    assert found == {"one": (GoldPredicate(2, "attack.01", arguments),)}


def test_a_span_of_two_trees_is_headed_by_the_higher_one(tmp_path: Path) -> None:
    words = sentences(tmp_path)[0].words
    assert span_head({2, 3}, words) == 2
    assert span_head({3, 5}, words) == 5


def sentences(folder: Path) -> list[Sentence]:
    """Return the sentences of the tree."""
    (folder / "tree.conllu").write_text(TREE, "utf-8")
    return list(read_conllu(folder / "tree.conllu"))


def test_wrong_files_are_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read_predicates(tmp_path / "none.jsonl", [])
    read(tmp_path)
    with pytest.raises(InputError, match="give the treebank that it annotates"):
        read_predicates(tmp_path / "predicates.jsonl", [])


def test_rare_roles_are_not_learnt() -> None:
    often = [GoldPredicate(0, "run.01", ((1, "ARG0"),))] * 20
    assert role_labels([*often, GoldPredicate(0, "run.01", ((1, "ARG5"),))]) == ("", "ARG0")


def test_rolesets_are_told_by_lemma_the_frequent_first(tmp_path: Path) -> None:
    told = [GoldPredicate(1, roleset, ()) for roleset in ("run.02", "run.02", "run.01")]
    rolesets = lemma_rolesets(sentences(tmp_path), {"two": told, "one": [GoldPredicate(4, "flee.01", ())]})
    assert rolesets == {"flee": ("flee.01",), "run": ("run.02", "run.01")}
    labels = Labels(("X",), ("k|0|",), ("root",)).with_roles(("", "ARG0"), rolesets)
    assert labels.senses == ("run.01", "run.02")
    assert labels.roles == ("", "ARG0")
    # A lemma whose one sense is its first needs no entry.
    write_rolesets(rolesets, tmp_path / "rolesets.json")
    assert json.loads((tmp_path / "rolesets.json").read_text("utf-8")) == {"run": ["run.02", "run.01"]}


def test_the_lexicon_tells_the_first_sense_of_a_lemma(tmp_path: Path) -> None:
    entries = [
        {"id": "run.01", "aliases": [["run", "n"]]},
        {"id": "run.02", "aliases": [["run", "v"], ["run_up", "v"]]},
        {"id": "decide.01", "aliases": [["decide", "v"], ["decision", "n"]]},
    ]
    (tmp_path / "lexicon.jsonl").write_text("".join(json.dumps(entry) + "\n" for entry in entries), "utf-8")
    listed = listed_rolesets(tmp_path / "lexicon.jsonl")
    assert listed == {"decide": ("decide.01",), "decision": ("decide.01",), "run": ("run.02",)}
    with pytest.raises(InputError, match="PropBank's rolesets"):
        listed_rolesets(tmp_path / "none.jsonl")

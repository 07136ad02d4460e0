"""Mentions and their chains are read from GUM's annotation and from LitBank's, in one form."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.language.chains import read_chains

TREE = """# newdoc id = one
1	Ann	Ann	PROPN	NNP	_	2	nsubj	_	Entity=(1-person-new-cf1-1-coref)
2	left	leave	VERB	VBD	_	0	root	_	_
3	today	today	NOUN	NN	_	2	obl	_	Entity=(3-time-new-cf2-1-sgl)|SpaceAfter=No
4	.	.	PUNCT	.	_	2	punct	_	_

1	She	she	PRON	PRP	_	2	nsubj	_	Entity=(1-person-giv:act-cf1-1-ana)
2	left	leave	VERB	VBD	_	0	root	_	_
3	the	the	DET	DT	_	4	det	_	Entity=(2-place-new-cf2-2-sgl
4	town	town	NOUN	NN	_	2	obj	_	Entity=2)

"""


def test_mentions_of_a_treebank_count_through_the_document(tmp_path: Path) -> None:
    (tmp_path / "tree.conllu").write_text(TREE, "utf-8")
    (text,) = read_chains(tmp_path / "tree.conllu")
    assert text.mentions == [(0, 1, "1"), (4, 5, "1"), (6, 8, "2")]
    assert text.starts == [True, False, False, False, True, False, False, False]
    assert text.spaces[2] is False


def test_mentions_of_sentences_in_json(tmp_path: Path) -> None:
    record = {"sentences": [["Ann", "left", "."], ["She", "ran"]], "mentions": [[3, 3, 5], [0, 0, 5]]}
    (tmp_path / "chains.jsonl").write_text(json.dumps(record) + "\n", "utf-8")
    (text,) = read_chains(tmp_path / "chains.jsonl")
    assert text.mentions == [(0, 1, "5"), (3, 4, "5")]
    assert text.spaces == [True, False, True, True, True]
    assert text.starts == [True, False, False, True, False]


def test_a_missing_file_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        list(read_chains(tmp_path / "none.conllu"))

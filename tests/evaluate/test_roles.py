"""Figures of predicates and roles are right on a pipeline whose mistakes are known."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

from kg.evaluate.roles import evaluate_roles
from kg.language.component import PREDICATES
from kg.language.predicates import Predicate

TREE = """# newdoc id = one
# newpar
# sent_id = a
1	Ann	Ann	PROPN	NNP	_	2	nsubj	_	_
2	left	leave	VERB	VBD	_	0	root	_	_
3	Oslo	Oslo	PROPN	NNP	_	2	obj	_	_

# newpar
# sent_id = b
1	Bob	Bob	PROPN	NNP	_	2	nsubj	_	_
2	waits	wait	VERB	VBZ	_	0	root	_	_

# sent_id = unknown
1	Ann	Ann	PROPN	NNP	_	2	nsubj	_	_
2	waits	wait	VERB	VBZ	_	0	root	_	_

"""
GOLD = [
    {
        "id": "a",
        "words": ["Ann", "left", "Oslo"],
        "predicates": [{"i": 1, "roleset": "leave.01", "args": [["ARG0", 0, 0], ["V", 1, 1], ["ARG1", 2, 2]]}],
    },
    {
        "id": "b",
        "words": ["Bob", "waits"],
        "predicates": [{"i": 1, "roleset": "wait.01", "args": [["ARG1", 0, 0], ["V", 1, 1]]}],
    },
]


def annotate(doc: Doc) -> Doc:
    """Answer all but for a sense, a role and a predicate too many."""
    at = {token.text: token.i for token in reversed(doc)}
    assert Doc.has_extension(PREDICATES)
    doc._.predicates = (
        Predicate(at["left"], "leave.02", ((at["Ann"], "ARG0"), (at["Oslo"], "ARGM-LOC"))),
        Predicate(at["waits"], "wait.01", ((at["Bob"], "ARG1"),)),
        Predicate(at["Oslo"], "oslo.01", ()),
        Predicate(len(doc) - 1, "wait.01", ()),  # in a sentence that nobody annotated
    )
    return doc


@pytest.fixture
def nlp() -> spacy.language.Language:
    nlp = spacy.blank("en")
    spacy.language.Language.component("known_roles", func=annotate)
    nlp.add_pipe("known_roles")
    return nlp


def test_predicates_senses_and_arguments_are_counted(nlp: spacy.language.Language, tmp_path: Path) -> None:
    (tmp_path / "tree.conllu").write_text(TREE, "utf-8")
    (tmp_path / "gold.jsonl").write_text("".join(json.dumps(record) + "\n" for record in GOLD), "utf-8")
    figures, by_role = evaluate_roles(tmp_path / "tree.conllu", tmp_path / "gold.jsonl", nlp)
    # Two of two found, and one too many; one of two senses; two of three arguments, three proposed.
    assert figures["gold"] == {"predicates": 0.8, "senses": 0.5, "arguments": 0.6667, "ARG0-2": 0.8}
    assert figures["words"] == figures["gold"]
    assert by_role["ARG0"]["f1"] == 1.0
    assert by_role["ARG1"] == {"p": 1.0, "r": 0.5, "f1": 0.6667, "gold": 2}

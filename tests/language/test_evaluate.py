"""Figures are right on pipelines whose mistakes are known."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

spacy = pytest.importorskip("spacy")

from spacy.tokens import Doc, Span  # noqa: E402

from kg.errors import InputError  # noqa: E402
from kg.evaluate.language import evaluate_names, evaluate_treebank, report  # noqa: E402

TREE = """# newdoc id = one
# newpar
1	Ann	Ann	PROPN	NNP	_	2	nsubj	_	_
2	left	leave	VERB	VBD	_	0	root	_	SpaceAfter=No
3	.	.	PUNCT	.	_	2	punct	_	_

# newpar
1	Oslo	Oslo	PROPN	NNP	_	0	root	_	_
2	waits	wait	VERB	VBZ	_	1	parataxis	_	_

"""


def annotate(doc: Doc) -> Doc:
    """Answer as the gold tree does, but for one relation and one tag."""
    for token in doc:
        token.tag_, token.pos_, token.lemma_, token.dep_ = "NNP", "PROPN", token.text, "punct"
        token.head = token
    rows = {
        "Ann": ("NNP", "PROPN", "Ann", "obj", "left"),
        "left": ("VBD", "VERB", "leave", "root", "left"),
        ".": (".", "PUNCT", ".", "punct", "left"),
        "Oslo": ("NNP", "PROPN", "Oslo", "root", "Oslo"),
        "waits": ("NNS", "NOUN", "wait", "parataxis", "Oslo"),
    }
    where = {token.text: token for token in doc}
    for token in doc:
        if token.text in rows:
            token.tag_, token.pos_, token.lemma_, token.dep_, head = rows[token.text]
            token.head = where[head]
        elif token.i:
            token.head = doc[token.i - 1]
    if "Ann" in where:
        doc.set_ents([Span(doc, where["Ann"].i, where["Ann"].i + 1, label="Person")])
    return doc


@pytest.fixture
def nlp() -> spacy.language.Language:
    nlp = spacy.blank("en")
    spacy.language.Language.component("known_answers", func=annotate)
    nlp.add_pipe("known_answers")
    return nlp


def test_trees(nlp: spacy.language.Language, tmp_path: Path) -> None:
    path = tmp_path / "tree.conllu"
    path.write_text(TREE, "utf-8")
    figures = evaluate_treebank(path, nlp, modes=("words", "raw"))
    for mode in ("words", "raw"):
        assert figures[mode]["words"] == 1.0
        assert figures[mode]["uas"] == 1.0
        assert figures[mode]["las"] == 0.8
        assert figures[mode]["upos"] == 0.8
        assert figures[mode]["lemmas"] == 1.0
        assert figures[mode]["sentences"] == 1.0
    assert "las" in report(figures)


def test_names(nlp: spacy.language.Language, tmp_path: Path) -> None:
    path = tmp_path / "names.jsonl"
    entities = [{"start": 0, "end": 3, "type": "PER"}, {"start": 12, "end": 16, "type": "LOC"}]
    path.write_text(json.dumps({"text": "Ann left. / Oslo", "entities": entities}) + "\n", "utf-8")
    figures = evaluate_names(path, nlp)
    assert figures["Person"] == {"p": 1.0, "r": 1.0, "f1": 1.0, "gold": 1}
    assert figures["Place"]["r"] == 0.0
    assert figures["all"]["p"] == 1.0


def test_a_missing_file_is_one_clear_error(nlp: spacy.language.Language, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        evaluate_treebank(tmp_path / "none", nlp)
    with pytest.raises(InputError, match="no such file"):
        evaluate_names(tmp_path / "none", nlp)

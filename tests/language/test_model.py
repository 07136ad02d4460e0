"""What the shipped model promises: the same answer everywhere, and no failure on odd input."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import pytest

from kg import language
from kg.errors import ModelError

spacy = pytest.importorskip("spacy")
pytestmark = pytest.mark.model

ARTICLE = """Envoys fly to Doha

DOHA, Qatar (AP) — Special envoy Ann Lee of the U.S. State Department met Taliban negotiators on Tuesday. President
Hamid Karzai's spokesman, Aimal Faizi, said Kabul would not attend. "We were not told," he said.

The German foreign minister had been asked to host the talks in Berlin. He declined.
"""


@pytest.fixture(scope="module")
def nlp() -> Any:
    return language.load()


def facts(doc: Any) -> list[Any]:
    """Everything the model says of a document, exactly."""
    tokens = [(t.idx, t.text, t.tag_, t.pos_, t.lemma_, t.dep_, t.head.i, t.is_sent_start) for t in doc]
    names = [(e.start_char, e.end_char, e.label_) for e in doc.ents]
    predicates = [(p.word, p.roleset, p.arguments) for p in doc._.predicates]
    return [tokens, names, doc.user_data.get("kg_name_confidence"), predicates]


def test_names_and_grammar_of_an_article(nlp: Any) -> None:
    doc = nlp(ARTICLE)
    names = {(ent.text, ent.label_) for ent in doc.ents}
    assert {("Ann Lee", "Person"), ("Hamid Karzai", "Person"), ("Aimal Faizi", "Person")} <= names
    assert {("Doha", "Place"), ("Kabul", "Place"), ("Berlin", "Place"), ("German", "Demonym")} <= names
    assert ("Taliban", "Organization") in names
    met = next(t for t in doc if t.lower_ == "met")
    assert met.lemma_ == "meet"
    assert {child.dep_ for child in met.children} >= {"nsubj", "obj"}
    assert next(t for t in doc if t.lower_ == "minister").dep_ == "nsubj:pass"
    assert [sent.text.split()[0] for sent in doc.sents][:2] == ["Envoys", "DOHA,"]


def test_trees_are_well_formed(nlp: Any) -> None:
    doc = nlp(ARTICLE)
    for sent in doc.sents:
        assert sum(token.head is token or token.head.i == token.i for token in sent) == 1
        assert all(token.head.i in range(sent.start, sent.end) for token in sent)
        assert all(token.sent == sent for token in sent)
    assert "\n\n" not in "".join(sent.text_with_ws.strip() for sent in doc.sents)


def test_an_address_is_no_name(nlp: Any) -> None:
    doc = nlp("Write to Ann.Lee@example.org. Ann Lee of Reuters will answer.")
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("Ann Lee", "Person"), ("Reuters", "Organization")]


def test_alone_or_among_others_the_answer_is_the_same(nlp: Any) -> None:
    alone = facts(nlp(ARTICLE))
    others = [f"Report {n}: the minister of place {n} left for Oslo.\n" * (n % 7 + 1) for n in range(500)]
    others.insert(250, ARTICLE)
    together = list(nlp.pipe(others))
    assert facts(together[250]) == alone


def test_threads_and_reloading_do_not_matter(nlp: Any) -> None:
    assert facts(language.load(threads=2)(ARTICLE)) == facts(nlp(ARTICLE))


def test_a_child_process_agrees(nlp: Any) -> None:
    code = (
        "import json, sys; from kg import language; from tests.language.test_model import facts;"
        "print(json.dumps(facts(language.load()(sys.stdin.read()))))"
    )
    run = subprocess.run([sys.executable, "-c", code], input=ARTICLE, capture_output=True, text=True, check=True)
    assert json.loads(run.stdout) == json.loads(json.dumps(facts(nlp(ARTICLE))))


def odd_texts() -> Iterator[tuple[str, str]]:
    yield "nothing", ""
    yield "white space", " \n\n \t\r\n"
    yield "empty paragraphs", "One.\n\n\n \n\nTwo.\n"
    yield "emoji", "😀😀 Ann Lee 👩‍👩‍👧 went to 🇶🇦 Doha 😀"
    yield "control characters", "A\x00nn\x07 Lee\x1b[0m met\x0cBob\x85Jones.\u2028He left."
    yield "zero width", "Ann\u200b Lee\ufeff met \u200d Bob."
    yield "scripts", "التقى الوزير 你好世界 Владимир Путин ประเทศไทย שלום"
    yield "one long word", "x" * 100_000
    yield "symbols", "!?" * 3000
    yield "private use and unassigned", "\ue000 \U000e0001 \ufffe"


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in odd_texts()])
def test_odd_input_is_no_failure(nlp: Any, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    assert all(token.dep_ for token in doc if not token.is_space)


def test_what_nobody_sees_is_no_part_of_a_lemma(nlp: Any) -> None:
    assert [token.lemma_ for token in nlp("Ann Lee visited\u200b Ki\u00adev.")][2:4] == ["visit", "Kiev"]


def test_a_sentence_of_ten_thousand_words(nlp: Any) -> None:
    doc = nlp("and the envoy of the minister " * 1667)
    assert len(list(doc.sents)) >= 1
    assert all(token.lemma_ for token in doc)


@pytest.mark.slow
def test_time_is_linear_in_length(nlp: Any) -> None:
    paragraph = ARTICLE.replace("\n", " ")

    def seconds(times: int) -> float:
        begun = time.process_time()
        nlp(paragraph * times)
        return time.process_time() - begun

    seconds(2)
    assert seconds(160) < 8 * 2 * seconds(20) + 1


def test_gold_sentences_are_kept(nlp: Any) -> None:
    doc = spacy.tokens.Doc(nlp.vocab, words=["He", "left", "She", "came"], sent_starts=[True, False, True, False])
    for _, pipe in nlp.pipeline:
        doc = pipe(doc)
    assert [sent.text for sent in doc.sents] == ["He left ", "She came "] or len(list(doc.sents)) == 2


def test_the_card_names_data_and_licences() -> None:
    card = language.card()
    for word in ("EWT", "GUM", "CC BY-SA 4.0", "MiniLM", "Apache-2.0"):
        assert word in card


@pytest.mark.parametrize("model", ["no_such_package", "./no/such/folder"])
def test_a_missing_model_is_one_clear_error(model: str) -> None:
    with pytest.raises(ModelError, match="install it"):
        language.load(model)


def test_a_broken_model_is_one_clear_error(tmp_path: Any) -> None:
    (tmp_path / "encoder.onnx").write_bytes(b"not a model")
    with pytest.raises(ModelError, match=r"lacks relations\.onnx"):
        language.load(str(tmp_path))
    for name in ("relations.onnx", "labels.json", "lexicon.json", "tokenizer.json"):
        (tmp_path / name).write_text("{}", encoding="utf-8")
    with pytest.raises(ModelError, match="cannot be read"):
        language.load(str(tmp_path))


def test_importing_kg_language_loads_no_heavy_library() -> None:
    code = "import sys, kg.language; print({'spacy', 'onnxruntime', 'torch', 'tokenizers'} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"

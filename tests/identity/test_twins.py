"""Small sets of documents, read by the model: which of their names are one entity, and which are not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg import language, ontology
from kg.extract import extract
from kg.names import fold
from kg.records import Document
from kg.store import Store

pytestmark = pytest.mark.model
SETS = [json.loads(line) for line in Path(__file__).with_name("twins.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def built():
    known, parse = ontology.load(), language.load(None)

    def build(texts):
        store = Store(ontology=known)
        for name, text in texts.items():
            store.replace(extract(parse(text), Document(id=name, text=text, source=name), known))
        return store

    return build


def meant(store, at):
    """The entities that a document calls so, or, if none, those whose mention holds the words."""
    words, _, document = at.rpartition("@")
    mentions = list(store.mentions(document))
    exact = {each.entity_iri for each in mentions if fold(each.text) == fold(words)}
    return exact or {each.entity_iri for each in mentions if f" {fold(words)} " in f" {fold(each.text)} "}


@pytest.mark.parametrize("case", SETS, ids=lambda case: case["kind"])
def test_who_is_who(built, case):
    store = built(case["documents"])
    for kind in ("same", "apart"):
        for one, other in case.get(kind, ()):
            assert meant(store, one), one
            assert meant(store, other), other
            assert bool(meant(store, one) & meant(store, other)) is (kind == "same"), (kind, one, other)

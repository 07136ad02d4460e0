"""What the model says of predicates reaches the document, and is read back from the neutral view."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg import language
from kg.language.component import PREDICATES
from kg.language.grammar import view
from kg.language.predicates import Predicate


def parsed(words: str, *predicates: Predicate) -> Doc:
    """A parsed document of words that all hang from the first."""
    forms = words.split()
    heads, tags = [0] * len(forms), ["X"] * len(forms)
    deps = ["root", *["dep"] * (len(forms) - 1)]
    doc = Doc(Vocab(), words=forms, heads=heads, deps=deps, tags=tags, pos=tags, lemmas=forms)
    doc._.predicates = predicates
    return doc


def test_a_document_of_another_pipeline_has_no_predicates() -> None:
    doc = Doc(Vocab(), words=["They", "left"])
    assert doc.has_extension(PREDICATES)
    assert doc._.predicates == ()


def test_nodes_tell_the_roles_of_their_arguments() -> None:
    told = Predicate(2, "attack.01", ((0, "ARG0"), (4, "ARG1"), (5, "ARGM-TMP")))
    nodes = view(parsed("rebels who attacked all Kabul yesterday", told)).nodes
    roles = nodes[2].roles
    assert roles is not None
    assert roles.roleset == "attack.01"
    assert [node.text for node in roles.of("ARG0", "ARG1")] == ["rebels", "Kabul"]
    assert roles.of("ARG4") == []
    assert nodes[0].roles is None


def test_white_space_does_not_shift_roles() -> None:
    vocab, tags = spacy.blank("en").vocab, ["_SP", "X", "X"]
    doc = Doc(vocab, words=["\n", "They", "left"], heads=[1, 2, 2], deps=["dep", "nsubj", "root"], tags=tags)
    doc._.predicates = (Predicate(2, "leave.01", ((1, "ARG0"),)),)
    nodes = view(doc).nodes
    roles = nodes[1].roles
    assert roles is not None
    assert roles.of("ARG0") == [nodes[0]]


@pytest.mark.model
def test_the_model_knows_who_attacked_whom() -> None:
    doc = language.load()("The rebels attacked Kabul on Monday.\n\nIt was destroyed by them. They ran a shop.")
    found = {doc[p.word].text: (p.roleset, [(doc[i].text, role) for i, role in p.arguments]) for p in doc._.predicates}
    assert found["attacked"] == ("attack.01", [("rebels", "ARG0"), ("Kabul", "ARG1"), ("Monday", "ARGM-TMP")])
    assert found["destroyed"] == ("destroy.01", [("It", "ARG1"), ("them", "ARG0")])
    assert found["ran"][0] == "run.01"

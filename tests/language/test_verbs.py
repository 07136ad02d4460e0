"""Verb forms come to the verb they are a form of, whatever the model cut off."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.language.verbs import Verbs, irregular, write_verbs

VERBS = Verbs(frozenset("expel indict plan plane hope hop rescue bar insist deny found find free lend".split()))


@pytest.mark.parametrize(
    ("form", "tag", "guess", "lemma"),
    [
        ("expelled", "VBD", "expell", "expel"),
        ("Indicted", "VBN", "indicte", "indict"),
        ("rescued", "VBN", "rescu", "rescue"),
        ("barring", "VBG", "barr", "bar"),
        ("denies", "VBZ", "deni", "deny"),
        ("freed", "VBN", "fre", "free"),
        ("planned", "VBD", "plann", "plan"),
        ("hoped", "VBD", "hopp", "hope"),
        ("lent", "VBD", "le", "lend"),
        ("fled", "VBD", "flead", "flee"),
        ("found", "VBD", "find", "find"),
        ("founded", "VBD", "found", "found"),
        ("tweeted", "VBD", "tweet", "tweet"),
        ("expelled", "NN", "expell", "expell"),
    ],
)
def test_a_verb_form_comes_to_its_verb(form: str, tag: str, guess: str, lemma: str) -> None:
    assert VERBS.lemma(form, tag, guess) == lemma


def test_without_a_list_the_guess_stands(tmp_path: Path) -> None:
    assert Verbs.read(tmp_path).lemma("expelled", "VBD", "expell") == "expell"


def test_irregular_forms_have_one_verb() -> None:
    assert irregular()["struck"] == "strike"
    assert irregular()["lay"] == "lie"
    assert irregular()["left"] == "leave"


def test_the_list_is_propbanks_verbs_of_one_word(tmp_path: Path) -> None:
    rolesets = tmp_path / "rolesets.jsonl"
    rolesets.write_text('{"id": "a.01", "aliases": [["act", "v"], ["action", "n"], ["act_up", "v"]]}\n', "utf-8")
    write_verbs(rolesets, tmp_path / "verbs.json")
    assert Verbs.read(tmp_path).lemma("acted", "VBD", "acte") == "act"
    assert Verbs.read(tmp_path).lemma("actioned", "VBD", "actio") == "actio"

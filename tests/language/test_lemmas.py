"""Edit scripts turn forms into lemmas and back into nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.language.lemmas import KEEP, apply_script, make_script, one_of_men

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="|\n"), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("form", "lemma", "script"),
    [
        ("talks", "talk", "l|1|"),
        ("Talks", "talk", "l|1|"),
        ("was", "be", "l|=|be"),
        ("studied", "study", "l|3|y"),
        ("Doha", "Doha", KEEP),
        ("the", "the", "l|0|"),
        ("IRAQ", "Iraq", "t|0|"),
    ],
)
def test_scripts_of_common_words(form: str, lemma: str, script: str) -> None:
    assert make_script(form, lemma) == script
    assert apply_script(form, script) == lemma


@pytest.mark.parametrize(
    ("form", "tag", "lemma"),
    [("Congressmen", "NNS", "congressman"), ("women", "NNS", "woman"), ("omen", "NN", ""), ("specimens", "NNS", "")],
)
def test_one_of_men_is_a_man(form: str, tag: str, lemma: str) -> None:
    assert one_of_men(form, tag) == lemma


@given(WORDS, WORDS)
def test_a_script_gives_the_lemma_it_was_made_from(form: str, lemma: str) -> None:
    assert apply_script(form, make_script(form, lemma)) == lemma


@given(WORDS, WORDS, WORDS)
def test_a_script_never_fails_on_another_word(form: str, lemma: str, other: str) -> None:
    assert apply_script(other, make_script(form, lemma))

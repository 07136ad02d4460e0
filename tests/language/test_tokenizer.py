"""The tokenizer follows Universal Dependencies and keeps names reachable."""

from __future__ import annotations

import pytest

spacy = pytest.importorskip("spacy")

from kg.language.tokenizer import make_tokenizer, word_offsets  # noqa: E402


@pytest.fixture(scope="module")
def tokenizer() -> object:
    return make_tokenizer(spacy.blank("en"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("don't", "do n't"),
        ("can`t, won´t", "ca n`t , wo n´t"),
        ("‘Cause", "‘ Cause"),
        ("cannot", "can not"),
        ("on Wed 18 June, on Wed.", "on Wed 18 June , on Wed ."),
        ("Wed Smith and Hed Lee wed at the feast of Id", "Wed Smith and Hed Lee wed at the feast of Id"),
        ("We'd, he’d", "We 'd , he ’d"),
        ("Karzai's", "Karzai 's"),
        ("U.S.-Taliban talks", "U.S. - Taliban talks"),
        ("al-Qaida-linked", "al - Qaida - linked"),
        ("anti-Taliban", "anti - Taliban"),
        ("a pre-war e-mail", "a pre-war e-mail"),
        ("LONDON (Reuters)-The", "LONDON ( Reuters ) - The"),
        ("and/or", "and / or"),
        ("wow!!", "wow !!"),
        ("=====", "====="),
        ("Paris,France", "Paris , France"),
        ("Sen. Lee of W.Va.", "Sen. Lee of W.Va."),
        ("713-664-7478", "713-664-7478"),
    ],
)
def test_words(tokenizer: object, text: str, words: str) -> None:
    assert [text[a:b] for a, b in word_offsets(tokenizer, text)] == words.split()

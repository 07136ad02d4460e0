"""When two names are the same to a scorer."""

from __future__ import annotations

import pytest

from kg.evaluate.names import key, same


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("The U.S.", "us"),
        ("Mr. José Álvarez", "jose alvarez"),
        ("President Obama", "obama"),
        ("the the", "the"),
        ("Karzai's", "karzai"),
        ("al-Qaida", "al qaida"),
        ("", ""),
        (None, ""),
        ("Москва", ""),
    ],
)
def test_key(name, words):
    assert key(name) == tuple(words.split())


@pytest.mark.parametrize(
    ("name", "accepted", "strict", "loose"),
    [
        ("the Taliban", ["Taliban"], True, True),
        ("Taliban", ["U.S.", "Taliban"], True, True),
        ("Dobbins", ["James Dobbins"], False, True),
        ("James Dobbins", ["Dobbins"], False, True),
        ("Omar", ["Mullah Mohammed Omar"], False, True),
        ("Omar", ["Mullah Mohammed Hassan Omar"], False, False),
        ("House of Lords", ["the House of Lords of the United Kingdom of Great Britain"], False, False),
        ("Bank England", ["Bank of England"], False, False),
        ("", ["Dobbins"], False, False),
        ("Dobbins", [], False, False),
        ("Dobbins", [""], False, False),
    ],
)
def test_same(name, accepted, strict, loose):
    assert same(name, accepted, loose=False) is strict
    assert same(name, accepted, loose=True) is loose

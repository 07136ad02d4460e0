"""Names in forms that can be compared."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.names import fold, initials, is_acronym, surname

SAME = [
    ("The Taliban", "taliban"), ("al-Qaeda", "Al Qaeda"), ("U.S.", "US"),
    ("Recep Tayyip Erdoğan", "RECEP TAYYIP ERDOGAN"), ("O’Neil", "O'Neil"),
    ("Jean-Claude Juncker", "Jean Claude Juncker"), ("Taliban's", "Taliban"), ("Łódź", "Lodz"),
    ("Søren Kierkegaard", "Soren Kierkegaard"), ("Straße", "Strasse"),
    ("Ｔｏｋｙｏ", "Tokyo"), ("São  Paulo", "Sao Paulo"),
    ("عبد الله", "عبد الله"), ("AT&T", "AT & T"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_name_fold_to_the_same(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Iran", "Iraq"), ("The", "Then"), ("习近平", "习仲勋"), ("Ann Lee", "Anna Lee")]
)
def test_other_names_do_not(one, other):
    assert fold(one) != fold(other)


@settings(deadline=None)
@given(st.text(min_size=1))
def test_folding_is_stable_and_never_empty(text):
    assert fold(text)
    assert fold(text) == fold(text)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("James Dobbins", "dobbins"),
        ("Martin Luther King Jr.", "king"),
        ("Dobbins", "dobbins"),
        ("John Paul II", "paul"),
    ],
)
def test_surname(name, expected):
    assert surname(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("The Associated Press", "ap"),
        ("International Atomic Energy Agency", "iaea"),
        ("Bank of England", "be"),
        ("AP", "ap"),
    ],
)
def test_initials(name, expected):
    assert initials(name) == expected


@pytest.mark.parametrize(("name", "expected"), [("AP", True), ("U.N.", True), ("G7", True), ("Reuters", False),
                                                ("A", False), ("ABCDEFGHI", False), ("", False)])  # fmt: skip
def test_acronyms(name, expected):
    assert is_acronym(name) is expected


def test_a_name_is_seen_without_ligatures():
    from kg.names import tidy

    assert tidy("Jeﬀ Griﬃthsen") == "Jeff Griffithsen"

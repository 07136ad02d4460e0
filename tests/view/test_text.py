"""Words in a picture."""

from __future__ import annotations

import pytest

from kg.view import text


@pytest.mark.parametrize(
    ("name", "said"),
    [("negotiatesWith", "negotiates with"), ("ArmedGroup", "armed group"), ("meets", "meets")],
)
def test_terms_read_as_words(name, said):
    assert text.words(name) == said


def test_long_names_are_cut_at_a_word():
    assert text.shorten("the decision to hold talks with them", 20) == "the decision to…"
    assert text.shorten("x" * 40, 10) == "x" * 9 + "…"
    assert text.shorten("a\n b\t c", 10) == "a b c"


def test_what_xml_forbids_or_turns_the_line_is_gone():
    nasty = "a\x00b\x1bc\ud800d\ufffee\u202ef\u2066g"
    assert text.printable(nasty) == "a�b�c�d�efg"
    assert text.printable("Ωмع字😀") == "Ωмع字😀"


def test_wider_words_measure_wider():
    assert text.width("WWW", 10) > text.width("iii", 10) * 3
    assert text.width("字", 10) == pytest.approx(10)
    assert text.width("", 10) == 0


def test_lines_break_at_spaces_and_end_with_an_ellipsis():
    assert text.lines("Government of Afghanistan", 14, 2) == ["Government of", "Afghanistan"]
    assert text.lines("one two three four", 4, 2) == ["one", "two…"]
    assert text.lines("short", 24, 2) == ["short"]
    assert len(text.lines("x" * 200, 24, 2)[0]) <= 24

"""Names that a model proposes are learnt only where the gold tree agrees."""

from __future__ import annotations

from kg.language.conllu import Word
from kg.language.teach import agreed, tree_names


def words(*rows: tuple[str, str, int, str]) -> list[Word]:
    return [Word(form, form, "X" if xpos == "X" else "", xpos, head, rel) for form, xpos, head, rel in rows]


ADDRESS = words(
    ("San", "NNP", 1, "compound"),
    ("Rafael", "NNP", 3, "obl"),
    ("Ca", "NNP", 1, "appos"),
    ("went", "VBD", -1, "root"),
)


def test_the_tree_tells_one_name_from_two() -> None:
    assert tree_names(ADDRESS) == [(0, 2), (2, 3)]


def test_a_proposal_across_two_names_is_split() -> None:
    spans, _ = agreed(ADDRESS, [(0, 3, "Place", 0.9)])
    assert spans == [(0, 2, "Place"), (2, 3, "Place")]


def test_a_border_inside_a_name_is_left_open() -> None:
    spans, open_words = agreed(ADDRESS, [(0, 1, "Place", 0.9)])
    assert spans == []
    assert {0, 1, 2} <= open_words


def test_an_unsure_proposal_is_left_open() -> None:
    spans, open_words = agreed(ADDRESS, [(0, 2, "Place", 0.3)])
    assert spans == []
    assert {0, 1} <= open_words

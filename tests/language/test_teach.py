"""What a model proposes is learnt: names where the gold tree agrees, trees where it sees one sentence."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from kg.language.conllu import Word
from kg.language.names import NameSample
from kg.language.runtime import Model
from kg.language.teach import agreed, taught_trees, tree_names


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


def sample(text: str, *, source: str = "wiki") -> NameSample:
    return NameSample(text.split(), [True] * len(text.split()), [], source=source, document=source)


@pytest.mark.model
def test_a_model_teaches_the_tree_of_one_sentence_and_of_no_tweet() -> None:
    model = Model(Path(str(files("kg.language").joinpath("model"))))
    one, two, tweet = taught_trees(
        [sample("Obama met Karzai in Kabul ."), sample("They met . He left ."), sample("Obama left .", source="btc")],
        model,
    )
    assert [model.labels.deprels[i] for i in one["deprels"]] == ["nsubj", "root", "obj", "case", "obl", "punct"]
    assert one["heads"] == [2, 0, 2, 5, 2, 2]
    assert set(one["lemmas"]) == {-100}
    assert two == {}
    assert tweet == {}

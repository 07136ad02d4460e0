"""What the learner of descriptions takes from gold clusters and from judged articles."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg import language, ontology
from kg.errors import InputError
from kg.evaluate.coreference import GoldDocument, GoldMention
from kg.evaluate.likeness import cases_of_gold, cases_of_judged, read_judged, reading_of

JUDGED = Path(__file__).parents[1] / "gold" / "descriptions.jsonl"
TEXT = "Novatek bought Yamal Gas. The company left."
THE_COMPANY = TEXT.index("The company")


@pytest.fixture(scope="module")
def reading():
    return reading_of(language.load(None)(TEXT), ontology.load())


def named(case, options):
    """The numbers of the options that have every one of the features."""
    return [k for k, each in enumerate(case.options) if options <= set(each)]


@pytest.mark.model
def test_a_judged_name_is_the_right_option(reading):
    (case,) = cases_of_judged(reading, {THE_COMPANY: ["Novatek"]})
    assert case.right == named(case, {"main subject back=1"})
    assert len(case.right) == 1
    assert "nobody" in case.options[-1]


@pytest.mark.model
def test_what_was_not_judged_to_mean_a_name_means_nobody(reading):
    (case,) = cases_of_judged(reading, {})
    assert case.right == [len(case.options) - 1]


@pytest.mark.model
def test_gold_clusters_say_which_option_is_right(reading):
    def gold(text, entity):
        start = TEXT.index(text)
        return GoldMention(start, start + len(text), entity, "organization", ((start, start + len(text)),))

    document = GoldDocument("d", TEXT, [gold("Novatek", "1"), gold("Yamal Gas", "2"), gold("The company", "2")])
    (case,) = cases_of_gold(reading, document)
    assert case.right == named(case, {"role=object back=1"})
    assert len(case.right) == 1


@pytest.mark.model
def test_a_description_outside_the_gold_is_no_case(reading):
    assert cases_of_gold(reading, GoldDocument("d", TEXT, [])) == []


def test_the_judged_articles_must_be_there(tmp_path):
    articles = tmp_path / "articles.jsonl"
    articles.write_text(json.dumps({"id": "unheard-of", "text": "Nothing."}) + "\n")
    with pytest.raises(InputError, match="give the file that was judged"):
        list(read_judged(articles, JUDGED))


def test_judged_names_are_read_by_their_first_character(tmp_path):
    judged, articles = tmp_path / "judged.jsonl", tmp_path / "articles.jsonl"
    judged.write_text(json.dumps({"document": "a", "means": [{"start": 7, "names": ["Siemens"]}]}) + "\n")
    articles.write_text(json.dumps({"id": "a", "text": "Text."}) + "\n")
    assert list(read_judged(articles, judged)) == [("Text.", {7: ["Siemens"]})]

"""Pronouns join whom they clearly mean, and stay open otherwise; "I" is who speaks."""

from __future__ import annotations

import pytest

from kg.extract.coreference.links import Links
from tests.extract.parses import chains, said

DOBBINS = {"James Dobbins": "Person", "Dobbins": "Person"}


def clause(subject: str, tag: str, verb: str, obj: str = "", obj_tag: str = "NNP") -> str:
    """`subject verb object.`"""
    middle = f"{obj}|{obj_tag}|2|obj " if obj else ""
    return f"{subject}|{tag}|2|nsubj {verb}|VBD|0|root {middle}.|.|2|punct"


HE_LEFT = clause("He=he", "PRP", "left=leave")
SHE_LEFT = clause("She=she", "PRP", "left=leave")


def test_he_is_the_subject_of_the_sentence_before():
    assert chains(said("James Dobbins"), HE_LEFT, names=DOBBINS) == {"James Dobbins = He"}


def test_she_is_no_james():
    assert chains(said("James Dobbins"), SHE_LEFT, names=DOBBINS) == set()


def test_given_names_decide_between_two():
    names = {"James Dobbins": "Person", "Hillary Clinton": "Person"}
    met = "James|NNP|3|nsubj Dobbins|NNP|1|flat met=meet|VBD|0|root Hillary|NNP|3|obj Clinton|NNP|4|flat .|.|3|punct"
    assert chains(met, SHE_LEFT, names=names) == {"Hillary Clinton = She"}
    assert chains(met, HE_LEFT, names=names) == {"James Dobbins = He"}


def test_who_is_met_is_not_who_meets():
    names = {"James Dobbins": "Person"}
    met_him = "James|NNP|3|nsubj Dobbins|NNP|1|flat met=meet|VBD|0|root him|PRP|3|obj .|.|3|punct"
    assert chains(met_him, names=names) == set()


def test_himself_is_the_subject():
    names = {"James Dobbins": "Person", "Hamid Karzai": "Person"}
    met = "Hamid|NNP|3|nsubj Karzai|NNP|1|flat defended=defend|VBD|0|root himself|PRP|3|obj .|.|3|punct"
    assert chains(said("James Dobbins"), met, names=names) == {"Hamid Karzai = himself"}


def test_his_follows_he():
    his = "He=he|PRP|2|nsubj took=take|VBD|0|root his=his|PRP$|4|nmod:poss hat|NN|2|obj .|.|2|punct"
    assert chains(said("James Dobbins"), his, names=DOBBINS) == {"James Dobbins = He = his"}


def test_nobody_is_found_out_of_reach():
    far = [clause("Rain=rain", "NN", "fell=fall")] * 6
    assert chains(said("James Dobbins"), *far, HE_LEFT, names=DOBBINS) == set()


@pytest.mark.parametrize("verb", ["is=be|VBZ|3|cop clear|JJ|0|root", "is=be|VBZ|3|cop time|NN|0|root"])
def test_an_empty_it_means_nothing(verb):
    it = f"It=it|PRP|3|nsubj {verb} that|IN|6|mark he|PRP|6|nsubj left=leave|VBD|3|ccomp .|.|3|punct"
    found = chains(clause("Siemens", "NNP", "paid=pay"), it, names={"Siemens": "Organization"})
    assert found == set()


def test_it_means_no_person():
    it = clause("It=it", "PRP", "failed=fail")
    assert chains(said("James Dobbins"), it, names=DOBBINS) == set()


def test_they_are_no_single_person():
    they = clause("They=they", "PRP", "left=leave")
    assert chains(said("James Dobbins"), they, names=DOBBINS) == set()


# --- quotations -------------------------------------------------------------------------------------------

QUOTE = "“|``|3|punct I=i|PRP|3|nsubj agree=agree|VBP|{verb}|ccomp ,|,|3|punct ”|''|3|punct"


def test_i_is_the_subject_of_the_verb_of_saying():
    sentence = QUOTE.format(verb=8) + " James|NNP|8|nsubj Dobbins|NNP|6|flat said=say|VBD|0|root .|.|8|punct"
    assert chains(sentence, names=DOBBINS) == {"I = James Dobbins"}


def test_i_outside_a_quotation_is_the_author():
    assert chains(said("James Dobbins"), clause("I=i", "PRP", "agreed=agree"), names=DOBBINS) == set()


def test_a_second_quotation_goes_on():
    first = QUOTE.format(verb=7) + " Dobbins|NNP|7|nsubj said=say|VBD|0|root .|.|7|punct"
    second = "“|``|3|punct My=my|PRP$|3|nmod:poss work|NN|4|nsubj ended=end|VBD|0|root .|.|4|punct ”|''|4|punct"
    assert chains(first, second, names=DOBBINS) == {"I = Dobbins = My"}


def test_a_quotation_after_a_colon_is_said_by_the_subject_before_it():
    sentence = (
        "Dobbins|NNP|2|nsubj defended=defend|VBD|0|root Qatar|NNP|2|obj :|:|2|punct “|``|7|punct I=i|PRP|7|nsubj "
        "agree=agree|VBP|2|parataxis .|.|7|punct ”|''|7|punct"
    )
    assert chains(sentence, names={**DOBBINS, "Qatar": "Place"}) == {"Dobbins = I"}


def test_we_is_no_single_person():
    quote = QUOTE.replace("I=i", "We=we")
    sentence = quote.format(verb=7) + " Dobbins|NNP|7|nsubj said=say|VBD|0|root .|.|7|punct"
    assert chains(sentence, names=DOBBINS) == set()


def test_he_in_a_quotation_is_not_who_speaks():
    quote = QUOTE.replace("I=i", "He=he").replace("agree=agree|VBP", "agrees=agree|VBZ")
    sentence = (
        "Dobbins|NNP|2|nsubj said=say|VBD|0|root :|:|2|punct "
        "“|``|6|punct He=he|PRP|6|nsubj agrees=agree|VBZ|2|ccomp .|.|6|punct ”|''|6|punct"
    )
    assert chains(sentence, names=DOBBINS) == set()
    assert "Dobbins = He" not in chains(
        quote.format(verb=7) + " Dobbins|NNP|7|nsubj said=say|VBD|0|root", names=DOBBINS
    )


def test_who_speaks_of_somebody_is_somebody_else():
    said_so = (
        "He=he|PRP|2|nsubj said=say|VBD|0|root ,|,|2|punct “|``|6|punct Dobbins|NNP|6|nsubj agrees=agree|VBZ|2|ccomp "
        ".|.|6|punct ”|''|6|punct"
    )
    assert chains(said("James Dobbins"), said_so, names=DOBBINS) == {"James Dobbins = Dobbins"}


# --- the union-find ---------------------------------------------------------------------------------------


def test_the_earliest_mention_is_the_root_of_a_chain():
    links = Links(list(range(4)), ["name"] * 4)
    links.join(3, 1, "short-name")
    links.join(1, 0, "acronym")
    assert [links.root(i) for i in range(4)] == [0, 0, 2, 0]
    assert links.link == ["name", "acronym", "name", "short-name"]


def test_a_description_does_not_make_two_names_one():
    links = Links(list(range(4)), ["name"] * 4, named={0, 1})
    links.describe(2, 0, "apposition")
    links.describe(2, 1, "apposition")
    assert [links.root(i) for i in range(4)] == [0, 1, 0, 3]

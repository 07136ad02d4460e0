"""Clauses, wrong as parsers of news get them, come out as Universal Dependencies would have them."""

from __future__ import annotations

from tests.extract.test_trees import edges, mended


def test_the_subject_of_a_fronted_clause_is_given_back():
    seen = mended(
        "Rebels=rebel|NNS|6|nsubj freed=free|VBD|6|ccomp Omar|NNP|2|obj ,|,|6|punct officials=official|NNS|6|nsubj "
        "said=say|VBD|0|root",
        Omar="Person",
    )
    assert {"Rebels nsubj freed", "officials nsubj said"} <= edges(seen)


def test_the_subject_of_a_passive_clause_is_a_passive_one():
    seen = mended(
        "Omar|NNP|6|nsubj was=be|VBD|3|aux:pass freed=free|VBN|6|ccomp ,|,|6|punct officials=official|NNS|6|nsubj "
        "said=say|VBD|0|root",
        Omar="Person",
    )
    assert "Omar nsubj:pass freed" in edges(seen)


def test_who_says_keeps_a_single_subject():
    seen = mended("Officials=official|NNS|2|nsubj said=say|VBD|0|root rebels=rebel|NNS|4|nsubj fled=flee|VBD|2|ccomp")
    assert {"Officials nsubj said", "rebels nsubj fled"} <= edges(seen)


def test_a_day_behind_said_is_the_day_of_saying():
    seen = mended(
        "They|PRP|2|nsubj fled=flee|VBD|5|ccomp ,|,|5|punct officials=official|NNS|5|nsubj said=say|VBD|0|root "
        "on|IN|7|case Monday|NNP|2|obl"
    )
    assert "Monday obl said" in edges(seen)


def test_a_noun_behind_a_verb_that_nothing_marks_is_its_object():
    seen = mended(
        "Peru|NNP|2|nsubj denounced=denounce|VBD|0|root as|IN|5|case a|DT|5|det crime|NN|2|obl the|DT|7|det "
        "arrest|NN|2|obl",
        Peru="Place",
    )
    assert {"arrest obj denounced", "crime obl denounced"} <= edges(seen)


def test_an_object_behind_a_preposition_is_none():
    seen = mended(
        "Spain|NNP|2|nsubj pulled=pull|VBD|0|root out|IN|2|compound:prt of|IN|5|case Iraq|NNP|2|obj",
        Spain="Place", Iraq="Place",
    )  # fmt: skip
    assert "Iraq obl pulled" in edges(seen)


def test_the_doer_of_a_murder_is_not_lost_to_who_condemns_it():
    seen = mended(
        "Peru|NNP|2|nsubj condemned=condemn|VBD|0|root the|DT|4|det murder|NN|2|obj of|IN|6|case nuns=nun|NNS|4|nmod "
        "by|IN|8|case soldiers=soldier|NNS|2|obl",
        Peru="Place",
    )
    assert "soldiers nmod murder" in edges(seen)


def test_a_statement_condemns_for_who_issues_it():
    seen = mended(
        "Peru|NNP|2|nsubj issued=issue|VBD|0|root a|DT|4|det statement|NN|2|obj condemning=condemn|VBG|4|acl "
        "Iran|NNP|5|obj",
        Peru="Place", Iran="Place",
    )  # fmt: skip
    assert "condemning advcl issued" in edges(seen)


def test_who_stands_right_before_a_participle_does_it():
    seen = mended(
        "Police=police|NNS|2|nsubj dispersed=disperse|VBD|0|root demonstrators=demonstrator|NNS|2|obj "
        "protesting=protest|VBG|2|advcl the|DT|6|det law|NN|4|obj"
    )
    assert "protesting acl demonstrators" in edges(seen)


def test_a_thing_before_a_participle_does_nothing():
    seen = mended(
        "Police=police|NNS|2|nsubj raided=raid|VBD|0|root homes=home|NNS|2|obj arresting=arrest|VBG|2|advcl "
        "ten|CD|6|nummod men=man|NNS|4|obj"
    )
    assert "arresting advcl raided" in edges(seen)


def test_who_did_it_is_not_lost_to_where_it_was_done():
    seen = mended(
        "Omar|NNP|3|nsubj:pass was=be|VBD|3|aux:pass shot=shoot|VBN|0|root in|IN|6|case the|DT|6|det house|NN|3|obl "
        "by|IN|8|case Ali|NNP|6|nmod:poss",
        Omar="Person", Ali="Person",
    )  # fmt: skip
    assert "Ali obl:agent shot" in edges(seen)

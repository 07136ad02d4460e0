"""Trees around names, wrong as parsers get them, come out as Universal Dependencies would have them."""

from __future__ import annotations

import pytest

from kg import ontology
from kg.extract import trees
from kg.extract.reading import Reading
from kg.language.grammar import View, view
from tests.extract.parses import parsed


def mended(sentence: str, **names: str) -> View:
    doc = parsed(sentence, names={k.replace("_", " "): v for k, v in names.items()})
    return trees.mend(Reading(view(doc), ontology.load())).view


def edges(seen: View) -> set[str]:
    return {f"{n.text} {n.dep} {n.head.text if n.head else '-'}" for n in seen.nodes}


def test_a_title_hangs_from_the_name():
    seen = mended("Ambassador|NNP|3|nsubj Dobbins|NNP|1|flat left=leave|VBD|0|root", Dobbins="Person")
    assert {"Dobbins nsubj left", "Ambassador nmod:desc Dobbins"} <= edges(seen)


def test_an_office_keeps_its_complement():
    seen = mended(
        "Secretary|NNP|5|nsubj of|IN|3|case State|NNP|1|nmod Kerry|NNP|1|nmod left=leave|VBD|0|root", Kerry="Person"
    )
    assert {"Kerry nsubj left", "Secretary nmod:desc Kerry", "State nmod Secretary"} <= edges(seen)


def test_two_countries_are_no_second_person():
    seen = mended(
        "representative|NN|8|nsubj to|IN|3|case Iraq|NNP|1|nmod and|CC|7|cc Iran|NNP|6|compound "
        "Ambassador|NNP|7|nmod:desc Dobbins|NNP|1|conj left=leave|VBD|0|root",
        Dobbins="Person", Iraq="Place", Iran="Place",
    )  # fmt: skip
    assert {"Dobbins nsubj left", "representative nmod:desc Dobbins", "Iran conj Iraq"} <= edges(seen)


def test_a_country_behind_its_city_is_no_second_goal():
    seen = mended(
        "He|PRP|2|nsubj flew=fly|VBD|0|root to|IN|4|case Ankara|NNP|2|obl ,|,|6|punct Turkey|NNP|4|conj",
        Ankara="Place", Turkey="Place",
    )  # fmt: skip
    assert "Turkey appos Ankara" in edges(seen)


def test_peers_stay_peers():
    seen = mended(
        "He|PRP|2|nsubj flew=fly|VBD|0|root to|IN|4|case Ankara|NNP|2|obl ,|,|6|punct Paris|NNP|4|conj",
        Ankara="Place", Paris="Place",
    )  # fmt: skip
    assert "Paris conj Ankara" in edges(seen)


def test_a_participle_behind_a_name_is_about_that_name():
    seen = mended(
        "release=release|NN|0|root of|IN|3|case Bergdahl|NNP|1|nmod ,|,|5|punct held=hold|VBN|1|acl by|IN|7|case "
        "rebels=rebel|NNS|5|obl:agent",
        Bergdahl="Person",
    )
    assert "held acl Bergdahl" in edges(seen)


def test_a_name_before_an_auxiliary_is_the_missing_subject():
    seen = mended("envoy=envoy|NN|4|obl Dobbins|NNP|1|appos will=will|MD|4|aux meet=meet|VB|0|root", Dobbins="Person")
    assert "Dobbins nsubj meet" in edges(seen)


def test_a_second_subject_behind_the_verb_is_its_object():
    seen = mended("She|PRP|2|nsubj urged=urge|VBD|0|root Iran|NNP|2|nsubj", Iran="Place")
    assert "Iran obj urged" in edges(seen)


def test_a_dateline_takes_no_part_in_the_sentence():
    seen = mended(
        "NAIROBI|NNP|4|nsubj —|:|1|punct Kenya|NNP|1|conj signed=sign|VBD|0|root", NAIROBI="Place", Kenya="Place"
    )
    assert {"Kenya nsubj signed", "NAIROBI dep Kenya"} <= edges(seen)


@pytest.mark.parametrize(
    ("form", "wrong", "lemma"),
    [
        ("praised", "prais", "praise"),
        ("ousting", "ouste", "oust"),
        ("shot", "take", "shoot"),
        ("denied", "deni", "deny"),
    ],
)
def test_lemmas_cut_wrongly_are_known_again(form, wrong, lemma):
    tag = "VBG" if form.endswith("ing") else "VBD"
    (node,) = mended(f"{form}={wrong}|{tag}|0|root").nodes
    assert node.lemma == lemma


def test_names_are_settled_whole():
    seen = mended("Mullah|NNP|3|nsubj Omar|NNP|1|flat left=leave|VBD|0|root", Mullah="Person")
    assert [(name.first, name.last) for name in seen.names] == [(0, 1)]


def test_two_countries_marked_as_one_are_two():
    seen = mended("Kenya|NNP|4|nsubj and|CC|3|cc Somalia|NNP|1|conj signed=sign|VBD|0|root", Kenya_and_Somalia="Place")
    assert [(name.first, name.last) for name in seen.names] == [(0, 0), (2, 2)]


def test_a_name_alone_is_left_alone():
    assert edges(mended("Omar|NNP|0|root", Omar="Person")) == {"Omar root -"}

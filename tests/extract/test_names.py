"""Names as strings, and which names of one document are one participant's."""

from __future__ import annotations

import pytest

from kg.names import (
    acronym_of,
    fold,
    given_gender,
    is_short_form,
    same_person,
    shortens,
    skeleton,
)
from tests.extract.parses import chains, said


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("The U.S.", "us"),
        ("Müller's", "muller"),
        ("al-Qaida", "al qaida"),
        ("Côte d’Ivoire", "cote divoire"),
        ("The Hague", "hague"),
        ("The", "the"),
        ("OBAMA", "obama"),
    ],
)
def test_folding_evens_out_how_a_name_is_written(name, folded):
    assert fold(name) == folded


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Dobbins", "James Dobbins"),
        ("Hillary", "Hillary Clinton"),
        ("bin Laden", "Osama bin Laden"),
        ("Sisi", "Abdel Fattah al-Sisi"),
        ("el-Sisi", "Abdel Fattah al-Sisi"),
        ("Kim", "Kim Jong Un"),
        ("Xi", "Xi Jinping"),
        ("Bush", "George Bush Jr."),
        ("Pena Nieto", "Enrique Pena Nieto"),
        ("Barack Obama", "Barack Hussein Obama"),
    ],
)
def test_short_forms_of_persons(short, full):
    assert is_short_form(short, full, person=True)


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("James Dobbins", "Dobbins"),
        ("James Dobbins", "James Dobbins"),
        ("bin", "Osama bin Laden"),
        ("al", "Bashar al Assad"),
        ("Jo", "James Jo Dobbins"),
        ("Karzai", "James Dobbins"),
        ("Hans Riegel", "Hans-Riegel-Strasse"),
    ],
)
def test_what_is_no_short_form_of_a_person(short, full):
    assert not is_short_form(short, full, person=True)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mahmud Abbas", "Mahmoud Abbas"),
        ("Phillipp Vorndran", "Philip Vorndran"),
        ("Giorgio Vassari", "Giorgio Vasari"),
        ("J. Smith", "John Smith"),
        ("Burgi Kühneman", "Burgi Kühnemann"),
    ],
)
def test_two_spellings_of_one_person(one, other):
    assert same_person(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Martin Smith", "Martina Smith"),
        ("Daniel Smith", "Danielle Smith"),
        ("Paul Desmarais Jr.", "Paul Desmarais Sr."),
        ("Jon Smith", "Jan Smith"),
        ("John Smith", "James Smith"),
        ("Paul Ryan", "Paul Rand"),
        ("Bill Clinton", "Hillary Clinton"),
        ("Smith", "Smyth"),
    ],
)
def test_two_persons(one, other):
    assert not same_person(one, other)


KINDS = frozenset({"network", "bank", "group", "church", "party", "council"})


@pytest.mark.parametrize(
    ("short", "full", "holds"),
    [
        ("Brotherhood", "Muslim Brotherhood", True),
        ("Haqqani", "Haqqani network", True),
        ("Council", "Council of Europe", True),
        ("Party", "Communist Party", True),
        ("Goldman", "Goldman Bank Group", True),
        ("Google", "Google Ventures", False),
        ("Europe", "Council of Europe", True),
        ("UN", "UN Council", False),
        ("Muslim", "Muslim Brotherhood", False),
    ],
)
def test_one_word_for_an_organization(short, full, holds):
    assert shortens(short, full, KINDS) is holds


@pytest.mark.parametrize(
    ("short", "full", "holds"),
    [
        ("AP", "The Associated Press", True),
        ("U.N.", "United Nations", True),
        ("WHO", "World Health Organisation", True),
        ("OSCE", "Organization for Security and Co-operation in Europe", False),
        ("FBI", "Federal Bureau of Investigation", True),
        ("Ap", "Associated Press", False),
        ("AP", "Associated", False),
    ],
)
def test_acronyms(short, full, holds):
    assert acronym_of(short, full) is holds


def test_skeletons_and_given_names():
    assert skeleton("mahmoud") == skeleton("mahmud") == "mhmd"
    given = {"given-m": frozenset({"james", "kim"}), "given-f": frozenset({"hillary", "kim"})}
    found = [given_gender(name, given) for name in ("James Dobbins", "Hillary Clinton", "Kim Novak", "James", "Xi Li")]
    assert found == ["m", "f", "", "", ""]


# --- in a document ----------------------------------------------------------------------------------------

PERSON = {"James Dobbins": "Person", "Dobbins": "Person"}


def test_a_surname_joins_its_full_name():
    assert chains(said("James Dobbins"), said("Dobbins"), names=PERSON) == {"James Dobbins = Dobbins"}


def test_capitals_of_a_headline_are_the_same_name():
    names = {"DOBBINS": "Person", **PERSON}
    assert chains(said("DOBBINS"), said("James Dobbins"), names=names) == {"DOBBINS = James Dobbins"}


def test_an_initial_joins_the_only_full_name_that_fits():
    names = {"John Smith": "Person", "James Smith": "Person", "J. Smith": "Person"}
    assert chains(said("John Smith"), said("J. Smith"), names=names) == {"John Smith = J. Smith"}
    assert chains(said("John Smith"), said("James Smith"), said("J. Smith"), names=names) == set()


def test_a_surname_of_two_is_who_was_named_last():
    names = {"Bill Clinton": "Person", "Hillary Clinton": "Person", "Clinton": "Person"}
    found = chains(said("Bill Clinton"), said("Clinton"), said("Hillary Clinton"), said("Clinton"), names=names)
    assert found == {"Bill Clinton = Clinton", "Hillary Clinton = Clinton"}


def test_a_title_says_which_of_two():
    names = {"Bill Clinton": "Person", "Hillary Clinton": "Person", "Clinton": "Person"}
    mr = "Mr.=mr|NNP|2|nmod:desc Clinton|NNP|3|nsubj left=leave|VBD|0|root .|.|3|punct"
    found = chains(said("Bill Clinton"), said("Hillary Clinton"), mr, names=names)
    assert "Bill Clinton = Clinton" in found


def test_a_surname_that_the_model_took_for_something_else_joins_its_bearer():
    names = {"Benjamin Netanyahu": "Person", "Netanyahu": "Organization"}
    assert chains(said("Benjamin Netanyahu"), said("Netanyahu"), names=names, sure=0.7) == {
        "Benjamin Netanyahu = Netanyahu"
    }


def test_the_gazetteer_overrules_a_person():
    names = {"al-Qaida": "Person", "Taliban": "Organization"}
    assert chains(said("al-Qaida"), said("al-Qaida"), said("Taliban"), names=names) == {"al-Qaida = al-Qaida"}


def test_one_name_has_one_class():
    names = {"James Dobbins": "Person", "DW": "Organization"}
    assert chains(said("DW"), said("James Dobbins"), said("DW"), names=names) == {"DW = DW"}


def test_capitals_in_parentheses_join_whatever_they_abbreviate():
    paren = (
        "Federal|NNP|3|compound Criminal|NNP|3|compound Police|NNP|7|nsubj (|-LRB-|5|punct BKA|NNP|3|appos "
        ")|-RRB-|5|punct spoke=speak|VBD|0|root"
    )
    names = {"Federal Criminal Police": "Organization", "BKA": "Organization"}
    assert chains(paren, said("BKA"), names=names) == {"Federal Criminal Police = BKA = BKA"}


def test_an_acronym_of_two_organizations_joins_neither():
    names = {"Green Farm Alliance": "Organization", "Grey Fox Agency": "Organization", "GFA": "Organization"}
    assert chains(said("Green Farm Alliance"), said("Grey Fox Agency"), said("GFA"), names=names) == set()


def test_what_the_gazetteer_knows_is_no_acronym_of_something_else():
    names = {"Upper Nile": "Place", "UN": "Organization"}
    assert chains(said("Upper Nile"), said("UN"), names=names) == set()


def test_two_full_names_with_one_surname_stay_two():
    names = {"John Smith": "Person", "Jack Smith": "Person"}
    assert chains(said("John Smith"), said("Jack Smith"), names=names) == set()

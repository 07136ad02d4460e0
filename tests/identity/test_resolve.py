"""Who is who: the decision about a name, given all names."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.identity import Identity, Name, affected, most_specific, resolve


@dataclass(frozen=True)
class Plain:
    """A set of names held in memory."""

    names: frozenset[Name]

    def block(self, block):
        return [name for name in self.names if name.block == block]

    def namesakes(self, folded):
        return [name for name in self.names if folded in name.lookups]

    def given(self, word):
        return [name for name in self.names if name.given == word]


def person(text, key=""):
    return Name("Person", "Person", text, key)


def group(text, key=""):
    return Name("Organization", "Organization", text, key)


def place(text, key=""):
    return Name("Place", "City", text, key)


def stands_for(name, *others):
    return resolve(name, Plain(frozenset({name, *others})))


def test_a_name_stands_for_itself():
    assert stands_for(person("James Dobbins")) == Identity("James Dobbins")


def test_spellings_are_one_entity_under_the_best_one():
    names = [person("JAMES DOBBINS"), person("James Dobbins"), person("james dobbins")]
    assert {stands_for(name, *names) for name in names} == {Identity("James Dobbins")}
    accents = [person("Recep Tayyip Erdogan"), person("Recep Tayyip Erdoğan")]
    assert {stands_for(name, *accents) for name in accents} == {Identity("Recep Tayyip Erdoğan")}
    assert stands_for(group("The Taliban"), group("Taliban")) == Identity("Taliban")


def test_a_bare_surname_is_the_only_full_name():
    assert stands_for(person("Dobbins"), person("James Dobbins")) == Identity("James Dobbins")


def test_a_surname_of_two_people_stays_alone():
    assert stands_for(person("Dobbins"), person("James Dobbins"), person("Ann Dobbins")) == Identity("Dobbins")


def test_a_first_name_is_no_surname():
    jonathan, president = person("Jonathan"), person("Goodluck Jonathan")
    assert stands_for(jonathan, president) == Identity("Goodluck Jonathan")
    assert stands_for(jonathan, president, person("Jonathan Smith")) == Identity("Jonathan")


def test_spellings_of_a_person_are_one_entity():
    abbas = [person("Mahmud Abbas"), person("Mahmoud Abbas"), person("Mahmood Abbas")]
    assert {stands_for(name, *abbas) for name in abbas} == {Identity("Mahmood Abbas")}
    assert stands_for(person("Abbas"), *abbas) == Identity("Mahmood Abbas")
    assert stands_for(group("Mahmud Abbas"), *abbas) == Identity("Mahmud Abbas", qualifier="Organization")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("John Martin", "John Morton"),
        ("Daniel Smith", "Danielle Smith"),
        ("Peter Hansen", "Peter Hanson"),
        ("Martin Luther King Jr.", "Martin Luther King III"),
        ("John D. Rockefeller", "John D. Rockefeller III"),
        ("Ana Lee", "Ann Lee"),
        ("George Bush", "George W. Bush"),
    ],
)
def test_who_is_spelled_nearly_alike_is_somebody_else(one, other):
    assert stands_for(person(one), person(other)) == Identity(one)


def test_an_initial_is_the_only_full_name_that_fits():
    short, john, jane = person("J. Smith"), person("John Smith"), person("Jane Smith")
    assert stands_for(short, john, person("Adam Smith")) == Identity("John Smith")
    assert stands_for(short, john, jane) == Identity("J. Smith")
    assert stands_for(person("Smith"), short, john) == Identity("John Smith")
    assert stands_for(person("Smith"), short, john, jane) == Identity("Smith")


def test_a_surname_does_not_cross_classes():
    assert stands_for(person("Dobbins"), group("James Dobbins")) == Identity("Dobbins")


@pytest.mark.parametrize("text", ["AP", "A.P."])
def test_an_acronym_is_the_only_organization_with_these_initials(text):
    press, airline = group("The Associated Press"), group("Air Peru")
    assert stands_for(group(text), press) == Identity("The Associated Press")
    assert stands_for(group(text), press, airline) == Identity(text)


def test_a_word_that_is_no_acronym_stays():
    assert stands_for(group("Who"), group("World Health Organization")) == Identity("Who")


def test_places_have_no_short_names():
    assert stands_for(place("York"), place("New York")) == Identity("York")


def test_the_gazetteer_decides_first():
    keyed = Name("Place", "Country", "America", "United_States")
    assert stands_for(keyed) == Identity("United States", gazetteer="United_States")
    assert stands_for(place("America"), keyed) == Identity("United States", gazetteer="United_States")
    assert stands_for(place("United States"), keyed) == Identity("United States", gazetteer="United_States")


def test_a_name_of_two_entries_is_neither():
    names = place("Georgia", "Georgia"), place("Georgia", "Georgia_(U.S._state)")
    assert stands_for(place("Georgia"), *names) == Identity("Georgia", qualifier="Place")


def test_namesakes_of_other_classes_are_told_apart():
    names = person("Washington"), place("Washington"), group("Washington")
    assert [stands_for(name, *names).qualifier for name in names] == ["Person", "Place", "Organization"]


def test_the_gazetteer_keeps_the_bare_name():
    city = place("Washington", "Washington")
    assert stands_for(city, person("Washington")).qualifier == ""
    assert stands_for(person("Washington"), city) == Identity("Washington", qualifier="Person")


def test_an_acronym_can_be_an_entry_of_the_gazetteer():
    united = Name("Organization", "InternationalOrganization", "United Nations", "United_Nations")
    assert stands_for(group("UN"), united) == Identity("United Nations", gazetteer="United_Nations")


POOL = [
    person(t)
    for t in (
        "James Dobbins",
        "Dobbins",
        "Ann Dobbins",
        "JAMES DOBBINS",
        "Washington",
        "Zoë Washington",
        "Dobbins Lee",
        "Lee",
        "J. Dobbins",
        "Jameson Dobbins",
        "James Dobins",
        "J. Dobins",
        "Dobins",
        "J",
        "Mahmud Dobbins",
        "Mahmoud Dobbins",
        "M. Dobbins",
    )
]
POOL += [group(t) for t in ("AP", "A.P.", "Associated Press", "Air Peru", "Dobbins", "Washington")]
POOL += [group("Mahmud Dobbins"), place("J. Dobbins"), person("Mahmood Dobbins", "Mahmud_Dobbins")]
POOL += [place("Washington"), place("Washington", "Washington"), group("UN"), group("United Nations", "United_Nations"),
         place("America", "United_States"), place("United States"), person("United States")]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.frozensets(st.sampled_from(POOL)), st.frozensets(st.sampled_from(POOL), max_size=3))
def test_only_affected_names_can_change(before, changed):
    """What the store relies on when it looks at nothing else."""
    after = before ^ changed
    moved = {name for name in before & after if resolve(name, Plain(before)) != resolve(name, Plain(after))}
    assert moved | (after - before) <= affected(before ^ after, Plain(after))


@settings(deadline=None)
@given(st.frozensets(st.sampled_from(POOL), min_size=1))
def test_two_entities_never_want_one_iri(names):
    decided = {resolve(name, Plain(names)) for name in names}
    readable = [(d.gazetteer.replace("_", " ") or d.name, d.qualifier) for d in decided]
    assert len(set(readable)) == len(decided)


def test_the_most_specific_class_wins():
    parents = {"ArmedGroup": ["Organization"], "Company": ["Organization"], "Organization": ["Entity"], "Entity": []}
    assert most_specific(["Organization", "ArmedGroup"], parents.__getitem__) == "ArmedGroup"
    assert most_specific(["Company", "ArmedGroup"], parents.__getitem__) == "ArmedGroup"
    assert most_specific(["Organization"], parents.__getitem__) == "Organization"

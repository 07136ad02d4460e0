"""Terms: IRIs that can be read by people and read back, literals in canonical form."""

from __future__ import annotations

import math

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import ontology
from kg.identity import Identity, Name
from kg.triples import Minter, terms

MINTER = Minter("https://kg.example/id/")


@settings(deadline=None)
@given(st.text(min_size=1))
def test_a_document_id_is_read_back_from_every_iri_below_it(document_id):
    for node in (MINTER.says(document_id), MINTER.knows(document_id),
                 MINTER.described(document_id, chain=3, text="five / commanders")):  # fmt: skip
        assert MINTER.document_id(node.value) == document_id
    assert MINTER.document_id(MINTER.document(document_id)) == document_id


@settings(deadline=None)
@given(st.text(min_size=1), st.text(), st.text())
def test_a_name_is_read_back_from_its_node(text, key, alias):
    name = Name("Organization", "ArmedGroup", text, key, alias)
    assert MINTER.read_name(MINTER.name(name).value, ontology.load()) == name


@settings(deadline=None)
@given(st.text())
def test_any_text_gives_a_literal_of_the_same_length(text):
    literal = terms.words(text)
    assert len(literal.value) == len(text)
    line = f"<urn:a> <urn:b> {literal} .\n"
    (quad,) = ox.parse(line, format=ox.RdfFormat.N_TRIPLES)
    assert quad.object == literal


@pytest.mark.parametrize(
    ("identity", "expected"),
    [
        (Identity("James Dobbins"), "James_Dobbins"),
        (Identity("United States", gazetteer="United_States"), "United_States"),
        (Identity("Washington", qualifier="Person"), "Washington_(Person)"),
        (Identity("Recep Tayyip Erdoğan"), "Recep_Tayyip_Erdoğan"),
        (Identity("O’Neil & Söhne, Inc."), "O’Neil_&_Söhne,_Inc."),
        (Identity('a/b?c#d<e>"f"'), "a%2Fb%3Fc%23d%3Ce%3E%22f%22"),
        (Identity("e\u0301"), "é"),
        (Identity("😀"), "%F0%9F%98%80"),
    ],
)
def test_entities_have_readable_iris(identity, expected):
    assert MINTER.entity(identity).value == f"https://kg.example/id/entity/{expected}"


def test_a_very_long_name_has_an_iri_of_bearable_length():
    one, other = (MINTER.entity(Identity("x" * 5000 + tail)).value for tail in "ab")
    assert one != other
    assert len(one) < 150


@settings(deadline=None)
@given(st.floats(0, 1))
def test_decimals_are_exact_and_survive_the_store(value):
    literal = terms.decimal(value)
    assert math.isclose(float(literal.value), value, rel_tol=0, abs_tol=0)
    store, quad = ox.Store(), ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), literal)
    store.add(quad)
    assert quad in set(store)


def test_characters_that_no_format_holds_are_replaced_one_by_one():
    assert terms.clean("a\x00b\ud800c\ufffed\te\n") == "a\ufffdb\ufffdc\ufffdd\te\n"

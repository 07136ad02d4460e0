"""What is written as text is what the terms would be, whatever stands in it."""

from __future__ import annotations

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st

from kg import ontology
from kg.store import Store
from kg.store.lines import lines_of, sorted_lines
from kg.triples import Describer, Minter, nquads, said, terms
from tests.factories import dobbins

ONTOLOGY = ontology.load()
ODD = st.text(st.characters(exclude_categories=()) | st.sampled_from('"\\\n\r\t\x00\x85\u2028\ud800 .'))


@given(ODD)
def test_a_string_is_written_as_its_literal_prints_itself(text):
    assert nquads.plain(text) == str(terms.plain(text))
    assert nquads.words(text) == str(terms.words(text))


@given(st.integers(-(2**63), 2**63 - 1))
def test_a_number_is_written_as_its_literal_prints_itself(value):
    assert nquads.number(value) == str(ox.Literal(value))


def test_a_document_is_read_back_from_its_lines():
    describer = Describer(dobbins("a b.txt"), minter=Minter(), ontology=ONTOLOGY)
    lines = set(describer.lines(made_with="today"))
    assert {f"{quad} .\n" for quad in describer.says(made_with="today")} == lines
    again = said(describer.says(made_with="today"), document_id="a b.txt", minter=Minter(), ontology=ONTOLOGY)
    assert set(again.mentions) == set(describer.extraction.mentions)


def test_lines_of_a_store_are_those_that_were_written():
    with Store() as store:
        store.replace(dobbins("a.txt"))
        describer = Describer(dobbins("a.txt"), minter=store.minter, ontology=store.ontology)
        written = sorted(set(describer.lines(made_with=store.made_with)))
        assert sorted(lines_of(store.latest(), describer.graph)) == written


def test_all_lines_of_a_store_are_sorted_those_of_no_graph_among_them():
    with Store() as store:
        store.replace_all([dobbins("a.txt"), dobbins("b.txt")])
        store._live.add(ox.Quad(terms.kg("a"), terms.kg("b"), ox.Literal(" .\n")))
        lines = b"".join(sorted_lines(store.latest())).splitlines(keepends=True)
        assert lines == sorted(lines)
        assert lines == sorted(store.latest().dump(format=ox.RdfFormat.N_QUADS).splitlines(keepends=True))

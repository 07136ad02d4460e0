"""The Turtle writer against two readers."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Triple

from kg.triples.turtle import write

XSD = "http://www.w3.org/2001/XMLSchema#"
PREFIXES = {"": "https://e.x/", "kg": "https://e.x/o#", "xsd": XSD, "unused": "https://un.used/"}
LOCALS = ["a", "a.b", "a.", ".a", "-a", "a-", "1", "a(b)", "é", "a,b", "a'b", "a/b", "a%20b", "a;b", "a’b", "", "a~b",
          "·a", "a:b", "@a", "a&b=c", "&"]  # fmt: skip

nodes = st.sampled_from([NamedNode(ns + name) for ns in PREFIXES.values() for name in LOCALS])
literals = st.one_of(
    st.text(st.characters(exclude_categories=["Cs", "Cc"])).map(lambda t: Literal(t, language="en")),
    st.sampled_from(['"', '"""', "\\", "a\nb\r\tc", "'", "x\\u0041"]).map(Literal),
    st.integers().map(Literal),
    st.booleans().map(Literal),
    st.sampled_from(["0.5", "1", "-2.50", "1.", ".5"]).map(lambda t: Literal(t, datatype=NamedNode(XSD + "decimal"))),
    st.just(Literal("2013-06-18", datatype=NamedNode(XSD + "date"))),
)
triples = st.builds(Triple, nodes, nodes, nodes | literals)


@settings(max_examples=200, deadline=None)
@given(st.lists(triples, max_size=8))
def test_what_is_written_is_read_back(made):
    text = write(made, PREFIXES)
    assert {quad.triple for quad in ox.parse(text, format=ox.RdfFormat.TURTLE)} == set(made)


@pytest.mark.parametrize("name", LOCALS)
def test_rdflib_reads_every_local_name(name):
    node = NamedNode(PREFIXES[""] + name)
    read = rdflib.Graph().parse(data=write([Triple(node, node, node)], PREFIXES), format="turtle")
    assert [str(s) for s in read.subjects()] == [node.value]


def test_only_used_prefixes_are_declared_in_order():
    node, other = NamedNode("https://e.x/a"), NamedNode("https://e.x/o#b")
    assert write([Triple(node, other, Literal(3)), Triple(node, other, Literal(3))], PREFIXES) == (
        "@prefix : <https://e.x/> .\n@prefix kg: <https://e.x/o#> .\n\n:a kg:b 3 .\n"
    )


def test_blank_nodes_raise():
    with pytest.raises(TypeError, match="BlankNode"):
        write([Triple(ox.BlankNode(), NamedNode("urn:a"), Literal(1))], {})
    with pytest.raises(TypeError, match="BlankNode"):
        write([Triple(NamedNode("urn:a"), NamedNode("urn:a"), ox.BlankNode())], {})

"""What users ask for in SPARQL: answered, refused, or stopped."""

from __future__ import annotations

import csv
import io
import json
import re
import time

import pyoxigraph as ox
import pytest

from kg import queries
from kg.errors import QueryError
from kg.store import Store
from kg.store.tokens import may_ask_for, pieces, telling, tokens, words
from tests.factories import dobbins, entity, extraction

NAMES = "SELECT ?name WHERE { ?s a kg:Fact ; rdf:subject/skos:prefLabel ?name } ORDER BY ?name"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with Store(tmp_path_factory.mktemp("sparql") / "graph") as opened:
        opened.replace(dobbins())
        yield opened


@pytest.mark.parametrize("timeout", [None, 30])
def test_rows_are_the_same_here_and_in_a_child(store, timeout):
    result = store.query(NAMES, timeout=timeout)
    assert result.columns == ("name",)
    assert result.rows == (("James Dobbins",), ("James Dobbins",), ("U.S. officials",))
    assert next(iter(result)) == {"name": "James Dobbins"}


def test_results_are_written_as_sparql_1_1_defines(store):
    result = store.query("SELECT ?s ?n ?none WHERE { ?s kg:meets ?o ; skos:prefLabel ?n }")
    (binding,) = json.loads(result.serialize("json"))["results"]["bindings"]
    assert binding["n"] == {"type": "literal", "value": "James Dobbins", "xml:lang": "en"}
    assert list(csv.reader(io.StringIO(result.serialize("csv")))) == [
        ["s", "n", "none"], ["https://kg.example/id/entity/James_Dobbins", "James Dobbins", ""],
    ]  # fmt: skip
    assert result.serialize("tsv").splitlines()[1].split("\t")[1] == '"James Dobbins"@en'
    assert result.short_rows == [(":James_Dobbins", "James Dobbins", None)]
    with pytest.raises(QueryError, match="cannot be written as turtle; use json, csv, tsv, xml"):
        result.serialize("turtle")


def test_ask_and_construct(store):
    assert store.query("ASK { :James_Dobbins kg:meets :Taliban }")
    assert not store.query("ASK { :Taliban kg:kills ?x }", timeout=30)
    triples = store.query("CONSTRUCT WHERE { ?s kg:meets ?o }", timeout=30)
    assert triples.rows == ((f"{store.base}entity/James_Dobbins", "https://kg.example/ontology#meets",
                             f"{store.base}entity/Taliban"),)  # fmt: skip
    assert triples.serialize("turtle").endswith("\n:James_Dobbins kg:meets :Taliban .\n")
    assert triples.serialize("ntriples").startswith("<https://kg.example/id/entity/James_Dobbins> ")


REFUSED = [
    ("SELECT * {\n SERVICE <http://example.org/> { ?s ?p ?o } }", "line 2, column 2: SERVICE"),
    ("SELECT * { service silent <http://example.org/> {} }", "line 1, column 12: SERVICE"),
    ("SELECT * { SERV\\u0049CE <http://example.org/> {} }", "line 1, column 16: '\\\\u'"),
    ("LOAD <http://example.org/>", "line 1, column 1: LOAD"),
    ("PREFIX a: <b:>\nINSERT DATA { a:a a:b a:c }", "line 2, column 1: INSERT"),
    ("# SELECT\nDROP ALL", "line 2, column 1: DROP"),
    ("CLEAR DEFAULT", "CLEAR"),
    ("", "begin it with SELECT"),
    ("what is new?", "begin it with SELECT"),
    ("SELECT * WHERE {\n  ?s ?p\n", "line 3, column 1: SPARQL syntax error at the end"),
    ("SELECT * WHERE { ?s foo:bar ?o }", "line 1, column 21: unknown prefix foo:; declare it, or use one of :, cameo:"),
    ("SELECT * WHERE { ?s ?p ?o . }}", "line 1, column 31: SPARQL syntax error at the end"),
]


@pytest.mark.parametrize(("query", "problem"), REFUSED)
@pytest.mark.parametrize("timeout", [None, 30])
def test_refused_in_one_line(store, query, problem, timeout):
    before = set(store.quads())
    with pytest.raises(QueryError, match=re.escape(problem)) as caught:
        store.query(query, timeout=timeout)
    assert "\n" not in str(caught.value)
    assert set(store.quads()) == before


PATTERNS = [
    ('REGEX(?n, "a(?=b)", "i")', "look-ahead or look-behind"),
    ('!regex(STR(?n), """^(?!James)""")', "look-ahead or look-behind"),
    ('REPLACE(?n, "(?<!a)b", "x") = "b"', "look-ahead or look-behind"),
    (r"REGEX(?n, '(a)\\1')", "a back-reference"),
    ('REGEX(CONCAT("(", ?n), "(")', '"(" is no regular expression that can be read; check brackets and escapes'),
    ('REGEX(?n, ?r)', 'line 1, column 24: "(?<=x)y" has look-ahead or look-behind, which would match nothing; write'),
]  # fmt: skip


@pytest.mark.parametrize(("test", "problem"), PATTERNS)
def test_a_pattern_that_would_match_nothing_is_refused(store, test, problem):
    with pytest.raises(QueryError, match=re.escape(problem)) as caught:
        store.query(f'SELECT * {{ VALUES ?r {{ "(?<=x)y" }} ?s skos:prefLabel ?n FILTER({test}) }}')
    assert "\n" not in str(caught.value)


def test_patterns_and_strings_that_only_look_odd_are_answered(store):
    query = r"""SELECT ?n { ?s skos:prefLabel ?n FILTER(REGEX(?n, "^(?:James|J\\.)\\s") && ?n != "(?=x)")
                FILTER(REPLACE(?n, "(o)b", "$1") != "b" && REGEX(?n, CONCAT("^", "J"))) }"""
    with pytest.raises(QueryError, match=r'"\(\?=x\)" has look-ahead'):
        store.query(query)  # what is put together may be made of any string
    assert store.query(query.replace("(?=x)", "x")).rows == (("James Dobbins",),)
    assert len(store.query(r'SELECT ?n { ?s skos:prefLabel ?n FILTER(REGEX(?n, "^J") && ?n != "(?=x)") }')) == 1


def test_words_that_only_look_forbidden_are_answered(store):
    query = """
    PREFIX load: <https://drop.example/insert#> # SERVICE <http://x/> { }
    SELECT ?service ?clear WHERE {
      ?service a kg:Fact ; kg:rule ?clear .
      FILTER(?clear != "SERVICE" && ?clear != 'it\\'s LOAD' && ?clear != load:delete)
    }"""
    assert len(store.query(query)) == 3


def test_a_query_that_takes_too_long_is_killed(store):
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o }"
    began = time.monotonic()
    with pytest.raises(QueryError, match="no answer within 1 s"):
        store.query(endless, timeout=1)
    assert time.monotonic() - began < 10
    assert store.replace(dobbins("later.txt"))
    store.retract("later.txt")


def test_a_snapshot_is_left_alone_by_later_changes(store):
    with store.snapshot() as copy:
        before = set(store.quads())
        store.replace(dobbins("b.txt"))
        assert {each.id for each in store.documents()} == {"a.txt", "b.txt"}
        store.replace(dobbins("c.txt"))
        assert len(list(store.documents())) == 3
        assert set(ox.Store.read_only(str(copy))) == before
    store.retract("b.txt")
    store.retract("c.txt")
    list(store.documents())
    assert not copy.exists(), "what nobody reads any more is removed"


def test_tokens_join_to_the_query_again():
    query = 'SELECT $a ?b { <a:b#c> \'x\\\'y\' """a"b""" @en :a\\,b . ex:c. 1.5e3 \\u0041 # end\n}'
    assert "".join(token.text for token in tokens(query)) == query
    kinds = {token.text: token.kind for token in tokens(query)}
    assert kinds | {"<a:b#c>": "iri", "$a": "parameter", "?b": "variable", '"""a"b"""': "string", ":a\\,b": "name",
                    "ex:c": "name", "# end": "comment", "\\u": "other"} == kinds  # fmt: skip


# --- what several documents state -------------------------------------------------------------------


def lee(document, *sentences, facts):
    people = entity(0, "Person", "Ann Lee"), entity(1, "Person", "Bob Ray"), entity(2, "Country", "Kenya")
    return extraction(document, *sentences, entities=people, facts=facts)


@pytest.fixture(scope="module", params=["on disk", "in memory"])
def twice(request, tmp_path_factory):
    """Two documents of three say that Ann Lee met Bob Ray."""
    path = tmp_path_factory.mktemp("twice") / "graph" if request.param == "on disk" else None
    with Store(path) as opened:
        for name in ("a.txt", "b.txt"):
            opened.replace(lee(name, "Ann Lee met Bob Ray in Kenya.", facts=[(0, "meets", 1)]))
        opened.replace(lee("c.txt", "Ann Lee threatened Bob Ray. Ann Lee met Kenya.", facts=[(0, "threatens", 1)]))
        yield opened


COUNTED = [
    ("SELECT (COUNT(*) AS ?n) { ?s kg:meets ?o }", "1"),
    ("SELECT (COUNT(*) AS ?n) { ?s <https://kg.example/ontology#meets> ?o }", "1"),
    ("PREFIX k: <https://kg.example/ontology#> SELECT (COUNT(*) AS ?n) { ?s k:meets ?o }", "1"),
    ("BASE <https://kg.example/ontology> SELECT (COUNT(*) AS ?n) { ?s <#meets> ?o }", "1"),
    ("SELECT (COUNT(*) AS ?n) { :Ann_Lee ?p :Bob_Ray }", "2"),
    ("SELECT (COUNT(*) AS ?n) { :Ann_Lee !kg:threatens :Bob_Ray }", "1"),
    ("SELECT (COUNT(*) AS ?n) { :Ann_Lee kg:meets+ ?o }", "1"),
    ("SELECT (SUM(?one) AS ?n) { ?s kg:meets ?o BIND(1 AS ?one) }", "1"),
    ("SELECT (COUNT(?p) AS ?n) { :Ann_Lee ?p ?o . ?o skos:prefLabel ?name } GROUP BY ?o", "2"),
    ("SELECT ?n { :Ann_Lee kg:meets/skos:prefLabel ?n }", "Bob Ray"),
    ("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s kg:meets ?o } }", "2"),
    ("SELECT (COUNT(*) AS ?n) { ?s kg:meets ?o . GRAPH ?g { ?s kg:meets ?o } }", "2"),
    ("SELECT (COUNT(*) AS ?n) { :Ann_Lee ?p :Bob_Ray . GRAPH ?g { ?d a kg:Document } }", "6"),
    ("SELECT (COUNT(*) AS ?n) { ?fact kg:relation kg:meets }", "2"),
    ("SELECT (COUNT(*) AS ?n) { ?s kg:meets :Bob_Ray . ?f kg:relation kg:meets FILTER(?f != :x) }", "2"),
    ("SELECT (COUNT(*) AS ?n) { :Ann_Lee (kg:meets) ?o ; a kg:Person }", "1"),
    ("SELECT (COUNT(*) AS ?n) { ?o ^kg:meets :Ann_Lee }", "1"),
    ("SELECT (COUNT(*) AS ?n) { VALUES ?p { kg:meets } ?s ?p ?o }", "1"),
    ("SELECT (COUNT(*) AS ?n) { VALUES ?p { kg:threatens } ?s kg:meets ?o }", "1"),
]


@pytest.mark.parametrize(("query", "answer"), COUNTED)
@pytest.mark.parametrize("timeout", [None, 30])
def test_a_triple_of_several_documents_counts_once(twice, query, answer, timeout):
    before = set(twice.quads())
    assert twice.query(query, timeout=timeout).rows == ((answer,),)
    assert set(twice.quads()) == before, "only a copy is changed"


def test_only_direct_triples_stand_in_several_graphs(twice):
    graphs = {}
    for quad in twice.quads():
        graphs.setdefault(quad.triple, []).append(quad.graph_name)
    again = {triple.predicate.value for triple, names in graphs.items() if len(names) > 1}
    assert again == {twice.ontology.iri("meets")}


ASKING = [
    ("CONSTRUCT { ?a ?r ?b } WHERE { ?a kg:place ?b . ?a kg:relation ?r }", False),
    ("CONSTRUCT { ?a ?r ?b } { ?a ?r ?b }", True),
    ("construct Where { ?a ?r ?b }", True),
    ("CONSTRUCT {} { ?a ?r ?b }", True),
    ("SELECT ?a ?b ?c { ?a kg:place ?b , ?c ; a kg:Fact }", False),
    ("SELECT * { { SELECT ?a ?b ?c { ?a kg:place ?b } GROUP BY ?a ?b ?c } ?x kg:place ?y }", False),
    ("SELECT * { ?x kg:place ?y ; ?p ?o }", True),
    ("SELECT * { [] ?p 'x' }", True),
    ("SELECT * { ?f kg:relation kg:meets , kg:kills ; kg:place ?p FILTER(?f IN (kg:meets, kg:kills)) }", False),
    ("SELECT * { VALUES ?p { kg:meets kg:kills } ?f kg:relation ?p }", False),
    ("SELECT * { VALUES ?p { kg:place } ?f kg:relation ?p ; kg:meets ?o }", True),
    ("SELECT * { VALUES (?a ?b ?c) { (1 2 3) } ?a kg:place ?b }", False),
    ("SELECT * { VALUES (?a ?b ?c) { (1 2 3) } ?a ?b ?c }", True),
    ("SELECT * { ?a (kg:place|kg:meets)* ?b }", True),
    ("SELECT ('kg:meets' AS ?x) { # ?a ?b ?c\n ?a kg:place <urn:?x> }", False),
]


@pytest.mark.parametrize(("query", "may"), ASKING)
def test_what_a_query_may_ask_for_is_told_from_its_words(store, query, may):
    relations = {store.ontology.iri(name) for name in store.ontology.relations}
    assert may_ask_for(query, relations, store.prefixes) is may


ODD_TOKENS = ("SELECT * { ?x kg:a.b :c.d. ?y true.:p _:b }", "# c <a \"x\nASK { 'a#b' ?x \"\\\"\" } # end",
              "SELECT\u00a0?é { é:ü ^<http://a#b>/!(kg:x|^a) '''it's'''@en-GB }", "x \\u0041 $p a:\\~b %20 1.5e3 <", "",
              "  # only a comment")  # fmt: skip


@pytest.mark.parametrize("query", [*ODD_TOKENS, *(queries.find(name).sparql for name in queries.names())])
def test_pieces_are_the_text_of_the_tokens_that_tell(query):
    assert list(pieces(query)) == [token.text for token in telling(query)]
    assert words(query) == {token.text.upper() for token in tokens(query) if token.kind == "word"}
    assert "".join(token.text for token in tokens(query)) == query


def test_queries_that_see_no_direct_triple_pay_nothing(store):
    seen = {store.ontology.iri(name) for name in store.ontology.relations}
    free = {name for name in queries.names() if not may_ask_for(queries.find(name).sparql, seen, store.prefixes)}
    assert free == {*queries.names()}

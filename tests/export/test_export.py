"""Exports: readable, the same bytes every time, and read by other programs without loss."""

from __future__ import annotations

import ast
import csv
import hashlib
import io
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib

from kg import export
from kg.errors import ExportError
from kg.graph import Graph
from kg.records import Status
from tests.factories import dobbins, entity, extraction, shooting

ODD = 'Zoë “O’Neil” שלום "q" \\ <b>&amp; a\x00b\x1b\u200b😀\u202e\ud800\n\ttail'


WRITTEN = tuple(name for name in export.FORMATS if name != "nanopub")  # which is of one fact
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's own


@pytest.fixture(scope="module")
def graph():
    people = entity(0, "Person", ODD), entity(1, "City", "N'Djamena, (Chad)"), entity(2, "Organization", "a.b.")
    with Graph() as made:
        made.replace(dobbins())
        made.replace(extraction("odd name ä/;.txt", f"{ODD} did not visit N'Djamena, (Chad).", entities=people,
                                facts=[(0, "visits", 1), (0, "worksFor", 2), (0, "holdsPosition", ODD)],
                                status=Status.NEGATED))  # fmt: skip
        yield made


@pytest.fixture(scope="module")
def triples(graph):
    text = export.serialize(graph.store, "ntriples")
    return {quad.triple for quad in ox.parse(text, format=ox.RdfFormat.N_TRIPLES)}


@pytest.mark.parametrize(
    ("name", "rdf"),
    [("turtle", ox.RdfFormat.TURTLE), ("rdfxml", ox.RdfFormat.RDF_XML), ("jsonld", ox.RdfFormat.JSON_LD)],
)
def test_every_syntax_says_the_same(graph, triples, name, rdf):
    assert {quad.triple for quad in ox.parse(export.serialize(graph.store, name), format=rdf)} == triples


@pytest.mark.parametrize(("name", "reader"), [("turtle", "turtle"), ("rdfxml", "xml"), ("jsonld", "json-ld"),
                                              ("ntriples", "nt")])  # fmt: skip
def test_rdflib_reads_as_many_triples(graph, triples, name, reader):
    read = rdflib.Graph().parse(data=export.serialize(graph.store, name), format=reader)
    assert len(read) == len(triples)


@pytest.mark.parametrize(("name", "rdf"), [("trig", ox.RdfFormat.TRIG), ("nquads", ox.RdfFormat.N_QUADS)])
def test_trig_and_nquads_have_everything(graph, name, rdf):
    content = export.serialize(graph.store, name)
    assert set(ox.parse(content, format=rdf)) == set(graph.store.quads())
    assert len(list(rdflib.Dataset().parse(data=content, format=name).quads())) == len(set(graph.store.quads()))


def test_turtle_reads_like_the_article(graph):
    text = export.serialize(graph.store, "turtle").decode()
    assert ':James_Dobbins a kg:Person ;\n    skos:prefLabel "James Dobbins"@en ;' in text
    assert "    kg:meets :Taliban .\n" in text
    fact = text[text.index("a kg:Fact, kg:Meeting") :]
    assert fact.startswith(
        "a kg:Fact, kg:Meeting ;\n    rdf:subject :James_Dobbins ;\n    rdf:predicate kg:meets ;\n"
        "    rdf:object :Taliban ;\n    kg:agent :James_Dobbins ;\n    kg:relation kg:meets ;\n"
        "    kg:patient :Taliban ;\n    kg:place :Doha ;\n    kg:onBehalfOf :United_States ;\n"
    )
    order = [":Doha a", ":James_Dobbins a", "doc:a.txt a", "sentence/0-101> a", "kg:Meeting", "kg:TimeSpan",
             "sentence/102-157> a", "kg:Support"]  # fmt: skip
    assert [text.index(each) for each in order] == sorted(text.index(each) for each in order)


def test_readers_are_spared_the_bookkeeping(triples):
    text = "".join(map(str, triples))
    for name in ("mention/", "local/", "/name/", "resolvesTo", "namedBy", "digest", "kg:Claim", "subjectWords"):
        assert name not in text


def test_a_sentence_without_facts_is_left_out():
    with Graph() as graph:
        graph.replace(extraction("a", "Nothing happened.", "Nobody came."))
        assert b"Nobody came" not in export.serialize(graph.store, "turtle")
        assert b"Nobody came" in export.serialize(graph.store, "trig")


def test_a_negated_fact_is_exported_without_a_direct_triple(graph, triples):
    predicates = {triple.predicate.value.rsplit("#")[-1] for triple in triples}
    assert "visits" not in predicates
    assert "Negated" in export.serialize(graph.store, "turtle").decode()


def test_graphml_is_a_network_of_entities_and_facts(graph):
    network = nx.parse_graphml(export.serialize(graph.store, "graphml").decode())
    assert {data["label"] for _, data in network.nodes(data=True)} == {each.name for each in graph.entities()}
    (meeting,) = (data for _, _, data in network.edges(data=True) if data["relation"] == "meets")
    assert meeting | {"label": "meets", "status": "planned", "place": "Doha", "symmetric": True} == meeting
    assert network.nodes["https://kg.example/id/entity/James_Dobbins"]["holdsPosition"] == "special representative"


def test_the_ids_of_facts_come_through_to_other_programs(tmp_path):
    with Graph() as graph:
        graph.replace(dobbins())
        graph.replace(shooting())
        for name in ("graphml", "gexf"):
            graph.export(tmp_path / f"graph.{name}")
        wanted = sorted(key for _, _, key in graph.to_networkx().edges(keys=True))
    for edges in (nx.read_graphml(tmp_path / "graph.graphml").edges, nx.read_gexf(tmp_path / "graph.gexf").edges):
        assert sorted(data["fact"] for _, _, data in edges(data=True)) == wanted
    ids = re.findall(r'<key id="([^"]*)"', (tmp_path / "graph.graphml").read_text("utf-8"))
    assert len(set(ids)) == len(ids), "one id of a key for nodes and edges alike would be no valid XML"
    page = (tmp_path / "graph.gexf").read_text("utf-8")
    assert sorted(re.findall(r'<edge [^>]*\bid="([^"]*)"', page)) == wanted
    assert "networkx_key" not in page


def test_igraph_reads_the_ids_of_facts(graph, tmp_path):
    igraph = pytest.importorskip("igraph")
    graph.export(tmp_path / "graph.graphml")
    read = igraph.Graph.Read_GraphML(str(tmp_path / "graph.graphml"))
    assert sorted(read.es["fact"]) == sorted(key for _, _, key in graph.to_networkx().edges(keys=True))


def test_an_event_with_one_party_is_a_node_of_its_own():
    with Graph() as graph:
        graph.replace(shooting())
        network = graph.to_networkx()
        events = {node: data for node, data in network.nodes(data=True) if data["event"]}
        by_relation = {data["relation"]: node for node, data in events.items()}
        assert set(by_relation) == {"kills", "injures", "visits"}
        abe, kishida = (f"{graph.store.base}entity/{name}" for name in ("Shinzo_Abe", "Fumio_Kishida"))
        assert list(network.out_edges(by_relation["kills"])) == [(by_relation["kills"], abe)]
        assert list(network.in_edges(by_relation["visits"])) == [(kishida, by_relation["visits"])]
        killing = events[by_relation["kills"]]
        assert killing | {"label": "Killing", "type": "Killing", "place": "Nara", "status": "asserted"} == killing
        assert "holdsPosition" not in network.nodes[abe]  # he held it
        (injured,) = (data for _, data in network.nodes(data=True) if data.get("count"))
        assert (injured["label"], injured["count"], injured["count_kind"]) == ("twelve civilians", 12, "atLeast")
        assert len(nx.parse_graphml(export.serialize(graph.store, "graphml").decode())) == len(network)
        assert len(ET.fromstring(export.serialize(graph.store, "gexf")).findall(".//{*}node")) == len(network)


def test_a_table_leaves_empty_what_is_not_said():
    with Graph() as graph:
        graph.replace(shooting())
        rows = {
            row["relation"]: row for row in csv.DictReader(io.StringIO(export.serialize(graph.store, "csv").decode()))
        }
    killing = rows["kills"]
    assert [killing[f"subject{part}"] for part in ("", "_text", "_iri", "_type", "_count")] == [""] * 5
    assert killing["object"] == "Shinzo Abe"
    assert rows["injures"]["object_count"] == "12"


def test_gexf_is_xml_that_gephi_reads(graph):
    tree = ET.fromstring(export.serialize(graph.store, "gexf"))
    assert len(tree.findall(".//{*}node")) == len(list(graph.entities()))
    assert len(tree.findall(".//{*}edge")) == sum(1 for fact in graph.facts() if fact.object_iri)


GEXF = {
    "gexf": ({"version"}, set(), {"meta", "graph"}),
    "meta": (set(), {"lastmodifieddate"}, {"creator", "keywords", "description"}),
    "creator": (set(), set(), set()),
    "graph": (
        set(),
        {"defaultedgetype", "idtype", "mode", "start", "end", "timeformat"},
        {"attributes", "nodes", "edges"},
    ),
    "attributes": ({"class"}, {"mode", "start", "end"}, {"attribute"}),
    "attribute": ({"id", "title", "type"}, set(), {"default", "options"}),
    "nodes": (set(), {"count"}, {"node"}),
    "node": ({"id"}, {"label", "pid", "start", "end"}, {"attvalues", "spells", "parents", "nodes", "edges"}),
    "edges": (set(), {"count"}, {"edge"}),
    "edge": ({"id", "source", "target"}, {"label", "type", "weight", "start", "end"}, {"attvalues", "spells"}),
    "attvalues": (set(), set(), {"attvalue"}),
    "attvalue": ({"for", "value"}, {"start", "end"}, set()),
}
"""What the schema of GEXF 1.2 has of each element that we write: attributes that it needs, others, and children."""
READ_AS = {
    "string": str,
    "double": float,
    "long": int,
    "integer": int,
    "boolean": lambda text: {"true": True, "false": False}[text],
}


def test_gexf_keeps_the_rules_of_its_schema(graph):
    tree = ET.fromstring(export.serialize(graph.store, "gexf"))
    assert (tree.tag, tree.get("version")) == ("{http://www.gexf.net/1.2draft}gexf", "1.2")
    for element in tree.iter():
        needed, free, children = GEXF[element.tag.rpartition("}")[2]]
        has = {name for name in element.attrib if not name.startswith("{")}
        assert needed <= has <= needed | free, element.tag
        assert {child.tag.rpartition("}")[2] for child in element} <= children, element.tag
    nodes = [each.get("id") for each in tree.iterfind(".//{*}node")]
    edges = [each.get("id") for each in tree.iterfind(".//{*}edge")]
    assert len(set(nodes)) == len(nodes)
    assert len(set(edges)) == len(edges)
    assert {each.get(end) for each in tree.iterfind(".//{*}edge") for end in ("source", "target")} <= set(nodes)
    for kind in ("node", "edge"):
        declared = {each.get("id"): each.get("type") for each in tree.iterfind(f".//{{*}}attributes[@class='{kind}']/")}
        values = tree.findall(f".//{{*}}{kind}/{{*}}attvalues/{{*}}attvalue")
        assert values
        for each in values:
            READ_AS[declared[each.get("for")]](each.get("value"))


def test_csv_has_the_fields_of_the_contract(graph):
    rows = list(csv.DictReader(io.StringIO(export.serialize(graph.store, "csv").decode(), newline="")))
    assert [row["fact"] for row in rows] == [fact.fact for fact in graph.facts()]
    assert rows[0]["place"] == "Doha"
    assert rows[-1]["place"] == ""


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_same_graph_gives_the_same_bytes(root, tmp_path, seed):
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from kg import export; from kg.graph import Graph; from tests.factories import dobbins\n"
        "g = Graph(); [g.replace(dobbins(n)) for n in ('b', 'a', 'c')]\n"
        f"import hashlib; print({{f: hashlib.sha256(export.serialize(g.store, f)).hexdigest() for f in {WRITTEN}}})"
    )
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    said = subprocess.check_output([sys.executable, "-c", code, str(root)], env=environment, text=True)
    with Graph(tmp_path / "graph") as here:
        for name in ("c", "a", "b"):
            here.replace(dobbins(name))
        assert ast.literal_eval(said) == {
            f: hashlib.sha256(export.serialize(here.store, f)).hexdigest() for f in WRITTEN
        }


def test_the_suffix_tells_the_format(graph, tmp_path):
    for suffix in export.SUFFIXES:
        graph.export(tmp_path / f"graph{suffix}")
    assert (tmp_path / "graph.ttl").read_bytes() == export.serialize(graph.store, "turtle")
    graph.export(tmp_path / "any", format="csv")
    assert (tmp_path / "any").read_text().startswith("fact,subject,")


def test_an_unknown_format_lists_those_there_are(graph, tmp_path):
    with pytest.raises(ExportError, match="unknown format 'pdf'; there are turtle, trig"):
        graph.export(tmp_path / "graph.pdf", format="pdf")
    with pytest.raises(ExportError, match=r"'graph.pdf' does not tell its format; use --format turtle\|trig"):
        graph.export(tmp_path / "graph.pdf")
    assert not list(tmp_path.iterdir())


def test_a_file_that_cannot_be_written_is_one_line(graph, tmp_path):
    with pytest.raises(ExportError, match=r"cannot write .*No such file") as caught:
        graph.export(tmp_path / "none" / "graph.ttl")
    assert "\n" not in str(caught.value)
    (tmp_path / "folder.ttl").mkdir()
    with pytest.raises(ExportError, match="cannot write"):
        graph.export(tmp_path / "folder.ttl")
    assert [path.name for path in tmp_path.iterdir()] == ["folder.ttl"]


def test_rdflib_gets_the_readable_triples(graph, triples):
    loaded = graph.to_rdflib()
    assert len(loaded) == len(triples)
    assert dict(loaded.namespaces())["kg"] == rdflib.URIRef("https://kg.example/ontology#")
    answer = loaded.query("ASK { :James_Dobbins kg:meets :Taliban }")
    assert answer.askAnswer


def test_networkx_gets_entities_and_facts(graph):
    network = graph.to_networkx()
    assert isinstance(network, nx.MultiDiGraph)
    path = nx.shortest_path(network.to_undirected(), graph.store.base + "entity/Taliban",
                            f"{graph.store.base}document/a.txt/described/U.S._officials_4")  # fmt: skip
    assert [network.nodes[iri]["label"] for iri in path] == ["Taliban", "James Dobbins", "U.S. officials"]


def test_an_empty_graph_can_be_exported():
    with Graph() as empty:
        assert all(isinstance(export.serialize(empty.store, name), bytes) for name in WRITTEN)


def met(document_id: str, text: str, day: int, status: Status, confidence: float):
    """A document of a day in June 2013 that says when two people meet; each document in words of its own."""
    people = entity(0, "Person", "Ann Lee"), entity(1, "Person", "Bob Ray")
    made = extraction(document_id, text, entities=people, facts=[(0, "meets", 1)], status=status,
                      published=date(2013, 6, day))  # fmt: skip
    return replace(made, claims=tuple(replace(claim, confidence=confidence) for claim in made.claims))


def test_what_documents_report_together_is_exported_as_far_as_its_facts_are():
    with Graph() as made:
        made.replace(met("a.txt", "Ann Lee is to meet Bob Ray.", 4, Status.PLANNED, 0.9))
        made.replace(met("b.txt", "A meeting of Bob Ray with Ann Lee was announced.", 5, Status.PLANNED, 0.6))
        made.replace(met("c.txt", "It took place: Ann Lee and Bob Ray spoke for an hour.", 9, Status.ASSERTED, 0.5))
        plan, again, done = (fact.fact for fact in made.facts())
        links = {
            ("support", plan, "2"),
            ("repeats", again, plan),
            ("confirmedBy", plan, done),
        }
        assert told(made, 0.0) == links
        assert told(made, 0.55) == links - {("confirmedBy", plan, done)}
        assert told(made, 0.8) == {("support", plan, "2")}
        rows = list(csv.DictReader(io.StringIO(export.serialize(made.store, "csv").decode())))
        assert [(row["support"], row["repeats"]) for row in rows] == [("2", ""), ("2", plan), ("1", "")]
        assert [data["support"] for _, _, data in made.to_networkx().edges(data=True)] == [2, 2, 1]
        assert made.validate() == []
        for line in ("kg:statement", "kg:signature"):
            assert line not in export.serialize(made.store, "turtle").decode()


def told(graph: Graph, least: float) -> set[tuple[str, str, str]]:
    """The links between facts in an export."""
    lines = ox.parse(export.serialize(graph.store.at_least(least), "ntriples"), format=ox.RdfFormat.N_TRIPLES)
    wanted = {"support", "repeats", "confirmedBy"}
    found = ((quad.predicate.value.rsplit("#")[-1], quad.subject.value, quad.object.value) for quad in lines)
    return {each for each in found if each[0] in wanted}

"""The endpoint, case by case as SPARQL 1.1 Protocol, Graph Store Protocol and Service Description have them."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from urllib.parse import quote

import pytest
import rdflib
from starlette.testclient import TestClient

from kg.serve import Limits, application
from kg.store import Store
from kg.store.answering import Answering
from tests.factories import entity, extraction

ODD = "<img src=x onerror=alert(1)><script>alert(2)</script>"
COUNT = "SELECT (COUNT(*) AS ?n) { ?fact a kg:Fact }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o }"
LIMITS = Limits(timeout=2, body=10_000, answer=200_000, processes=2)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    people = entity(0, "Person", "Ann Lee"), entity(1, "Person", ODD)
    with Store(tmp_path_factory.mktemp("served") / "graph") as made:
        for name in ("a.txt", "b.txt"):
            made.replace(extraction(name, f"Ann Lee met {ODD}.", entities=people, facts=[(0, "meets", 1)], title=ODD))
        yield made


@pytest.fixture(scope="module")
def client(store):
    answering = Answering(store, count=LIMITS.processes, timeout=LIMITS.timeout, most=LIMITS.answer)
    app = application(store, answering, hosts=("localhost",), cors=("https://other.test",), limits=LIMITS)
    with TestClient(app, base_url="http://localhost") as made:
        yield made
    answering.close()


def number(response) -> int:
    assert response.status_code == 200, response.text
    return int(response.json()["results"]["bindings"][0]["n"]["value"])


def test_a_query_by_get_by_form_and_by_itself(client):
    assert number(client.get("/sparql", params={"query": COUNT})) == 2
    assert number(client.post("/sparql", data={"query": COUNT})) == 2
    direct = client.post("/sparql", content=COUNT, headers={"content-type": "application/sparql-query; charset=utf-8"})
    assert number(direct) == 2


def test_a_triple_counts_once_in_the_union_and_graphs_can_be_chosen(client, store):
    query = "SELECT (COUNT(*) AS ?n) { ?one kg:meets ?other }"
    knows = str(store.minter.knows("a.txt").value)
    assert number(client.get("/sparql", params={"query": query})) == 1
    assert number(client.get("/sparql", params={"query": query, "default-graph-uri": knows})) == 1
    says = store.minter.says("a.txt").value
    assert number(client.get("/sparql", params={"query": query, "default-graph-uri": says})) == 0
    both = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?one kg:meets ?other } }"
    assert number(client.get("/sparql", params={"query": both, "named-graph-uri": knows})) == 1
    assert number(client.post("/sparql?named-graph-uri=" + quote(says, safe=""), data={"query": both})) == 0


@pytest.mark.parametrize(
    ("accept", "form"),
    [("", "application/sparql-results+json"), ("*/*", "application/sparql-results+json"),
     ("application/sparql-results+xml", "application/sparql-results+xml"), ("text/csv", "text/csv"),
     ("text/tab-separated-values", "text/tab-separated-values"), ("application/json", "application/json"),
     ("text/csv;q=0.3, application/sparql-results+xml;q=0.8", "application/sparql-results+xml"),
     ("image/png, text/*;q=0.1", "text/csv"), ("text/html,application/xhtml+xml;q=0.9,*/*;q=0.8", "text/html")],
)  # fmt: skip
def test_the_form_that_is_wanted(client, accept, form):
    answer = client.get("/sparql", params={"query": COUNT}, headers={"accept": accept})
    assert (answer.status_code, answer.headers["content-type"].split(";")[0]) == (200, form)


@pytest.mark.parametrize(
    ("accept", "form"),
    [("text/turtle", "turtle"), ("application/n-triples", "nt"), ("application/rdf+xml", "xml"),
     ("application/ld+json", "json-ld"), ("application/trig", "trig")],
)  # fmt: skip
def test_triples_in_all_forms(client, accept, form):
    query = "CONSTRUCT { ?one kg:meets ?other } WHERE { ?one kg:meets ?other }"
    answer = client.get("/sparql", params={"query": query}, headers={"accept": accept})
    assert answer.headers["content-type"].split(";")[0] == accept
    assert len(rdflib.Dataset().parse(data=answer.text, format=form) if form == "trig"
               else rdflib.Graph().parse(data=answer.text, format=form)) >= 1  # fmt: skip
    assert client.get("/sparql", params={"query": query}, headers={"accept": "image/png"}).status_code == 406


def test_yes_and_no(client):
    answer = client.get("/sparql", params={"query": "ASK { ?fact a kg:Fact }"})
    assert answer.json()["boolean"] is True


@pytest.mark.parametrize(
    ("query", "message"),
    [("SELECT ?s {", "line 1, column"), ("SELECT ?s {\n ?s ex:p ?o }", "line 2, column 5: unknown prefix ex:"),
     ("SELECT * { SERVICE <http://x.test/> { ?s ?p ?o } }", "SERVICE"), ("LOAD <http://x.test/>", "LOAD"),
     ("INSERT DATA { <a:a> <a:a> <a:a> }", "INSERT")],
)  # fmt: skip
def test_a_bad_query_says_where(client, query, message):
    answer = client.get("/sparql", params={"query": query})
    assert (answer.status_code, answer.text.count("\n")) == (400, 1)
    assert message in answer.text


def test_what_is_no_request_of_the_protocol(client):
    assert client.get("/sparql", params=[("query", COUNT), ("query", COUNT)]).status_code == 400
    assert client.post("/sparql", data={"x": "y"}).status_code == 400
    assert client.post("/sparql", content=COUNT, headers={"content-type": "text/plain"}).status_code == 415
    assert (
        client.post("/sparql", content=b"\xff", headers={"content-type": "application/sparql-query"}).status_code == 400
    )
    long = f"{COUNT} #" + "x" * LIMITS.body
    assert client.post("/sparql", content=long, headers={"content-type": "application/sparql-query"}).status_code == 413
    assert client.put("/sparql").status_code == 405
    assert client.get("/sparql", params={"query": COUNT}, headers={"accept": "image/png"}).status_code == 406
    assert client.get("/sparql", params={"query": COUNT, "default-graph-uri": "no iri"}).status_code == 400
    update = client.post("/sparql", content="CLEAR ALL", headers={"content-type": "application/sparql-update"})
    assert (update.status_code, "kg build" in update.text) == (403, True)
    form = client.post("/sparql", data={"update": "CLEAR ALL"})
    assert (form.status_code, "kg build" in form.text) == (403, True)


def test_a_query_that_takes_too_long_is_killed_while_others_go_on(client):
    slow: list[object] = []
    thread = threading.Thread(target=lambda: slow.append(client.get("/sparql", params={"query": ENDLESS})))
    began = time.monotonic()
    thread.start()
    assert number(client.get("/sparql", params={"query": COUNT})) == 2
    assert time.monotonic() - began < LIMITS.timeout + 1
    thread.join()
    assert (slow[0].status_code, slow[0].headers["retry-after"]) == (503, "5")
    assert "no answer within 2 s" in slow[0].text
    for _ in range(4):
        assert number(client.get("/sparql", params={"query": COUNT})) == 2


def test_an_answer_that_is_too_large_says_so(client):
    answer = client.get("/sparql", params={"query": "SELECT * { ?a ?b ?c . ?d ?e ?f }"})
    assert (answer.status_code, "add LIMIT" in answer.text) == (400, True)


def test_all_of_a_graph(client, store):
    says = store.minter.says("a.txt").value
    answer = client.get("/data", params={"graph": says}, headers={"accept": "application/n-triples"})
    wanted = store.latest().quads_for_pattern(None, None, None, store.minter.says("a.txt"))
    assert len(answer.text.splitlines()) == len(list(wanted))
    whole = client.get("/data?default", headers={"accept": "application/n-triples"})
    assert len(set(whole.text.splitlines())) == len({quad.triple for quad in store.quads()})
    assert client.get("/data", params={"graph": "a:b> } INSERT {"}).status_code == 404
    assert client.get("/data").status_code == 400
    assert client.head("/data?default").status_code == 200


def test_what_it_says_of_itself(client):
    graph = rdflib.Graph().parse(data=client.get("/sparql", headers={"accept": "text/turtle"}).text, format="turtle")
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    (service,) = graph.subjects(rdflib.RDF.type, sd.Service)
    assert graph.value(service, sd.endpoint) == rdflib.URIRef("http://localhost/sparql")
    assert (service, sd.feature, sd.UnionDefaultGraph) in graph


def test_what_documents_contain_stays_text(client):
    query = "SELECT ?title { ?d dcterms:title ?title }"
    answer = client.get("/sparql", params={"query": query + "#" + ODD}, headers={"accept": "text/html"})
    assert "<script" not in answer.text
    assert "<img" not in answer.text
    assert "&lt;script&gt;" in answer.text
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    wrong = client.get("/sparql", params={"query": f"SELECT {ODD}"}, headers={"accept": "text/html"})
    assert (wrong.status_code, "<script" in wrong.text) == (400, False)


def test_only_the_names_of_this_machine(client):
    assert client.get("/sparql", params={"query": COUNT}, headers={"host": "evil.test"}).status_code == 400
    assert client.get("/", headers={"host": "localhost:7878"}).status_code == 200


def test_pages_of_others_ask_only_if_they_may(client):
    allowed = client.get("/sparql", params={"query": COUNT}, headers={"origin": "https://other.test"})
    assert allowed.headers["access-control-allow-origin"] == "https://other.test"
    other = client.get("/sparql", params={"query": COUNT}, headers={"origin": "https://evil.test"})
    assert "access-control-allow-origin" not in other.headers


def test_what_is_built_meanwhile_is_seen(client, store):
    store.replace(
        extraction(
            "c.txt",
            "Ann Lee met Bob.",
            entities=[entity(0, "Person", "Ann Lee"), entity(1, "Person", "Bob")],
            facts=[(0, "meets", 1)],
        )
    )
    assert number(client.get("/sparql", params={"query": COUNT})) == 3
    store.retract("c.txt")
    assert number(client.get("/sparql", params={"query": COUNT})) == 2


def test_too_many_at_once_are_told_to_wait(store):
    answering = Answering(store, count=1, timeout=2, waiting=0)
    try:
        with TestClient(application(store, answering, hosts=("*",))) as client:
            thread = threading.Thread(target=lambda: client.get("/sparql", params={"query": ENDLESS}))
            thread.start()
            time.sleep(0.5)
            answer = client.get("/sparql", params={"query": COUNT})
            thread.join()
            later = client.get("/sparql", params={"query": COUNT})
        assert (answer.status_code, "ask again later" in answer.text) == (503, True)
        assert later.status_code == 200
    finally:
        answering.close()


def test_json_is_json(client):
    answer = client.get("/sparql", params={"query": "SELECT ?l { ?e skos:prefLabel ?l }"})
    assert ODD in {row["l"]["value"] for row in json.loads(answer.text)["results"]["bindings"]}


def test_a_client_that_hangs_up_while_it_sends_leaves_no_traceback(store):
    answering = Answering(store, count=1, timeout=2)
    app = application(store, answering, hosts=("*",))
    headers = [(b"host", b"localhost"), (b"content-type", b"application/sparql-query"), (b"content-length", b"5000")]
    scope = {"type": "http", "method": "POST", "path": "/sparql", "raw_path": b"/sparql", "query_string": b""}
    scope |= {"headers": headers, "scheme": "http", "server": ("localhost", 80), "http_version": "1.1"}
    sent = []

    async def receive() -> dict[str, object]:
        return {"type": "http.disconnect"}

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    try:
        asyncio.run(app(scope, receive, send))
    finally:
        answering.close()
    assert sent[0]["status"] == 400

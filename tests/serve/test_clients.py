"""The endpoint as `kg serve` starts it, asked by programs that people use."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time

import httpx
import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, TURTLE, SPARQLWrapper

from kg.serve.app import _listening
from kg.store import Store
from tests.factories import dobbins

COUNT = "PREFIX kg: <https://kg.example/ontology#> SELECT (COUNT(?fact) AS ?n) { ?fact a kg:Fact }"


@pytest.fixture(scope="module")
def address(tmp_path_factory, root):
    path = tmp_path_factory.mktemp("served") / "graph"
    with Store(path) as store:
        store.replace(dobbins())
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "kg", "serve", "--graph", str(path), "--port", str(port)]
    process = subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    for _ in range(200):
        try:
            httpx.get(f"http://127.0.0.1:{port}/")
            break
        except httpx.TransportError:
            assert process.poll() is None, process.stderr.read()
            time.sleep(0.1)
    yield f"http://127.0.0.1:{port}/sparql"
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert out == f"http://127.0.0.1:{port}/ answers until Ctrl-C\n"
    assert "Traceback" not in err
    assert not list(path.glob(".query-*")), "nothing is left behind"


def test_sparqlwrapper(address):
    wrapper = SPARQLWrapper(address)
    wrapper.setQuery(COUNT)
    wrapper.setReturnFormat(JSON)
    assert wrapper.queryAndConvert()["results"]["bindings"][0]["n"]["value"] == "3"
    wrapper.setMethod("POST")
    wrapper.setReturnFormat(CSV)
    assert wrapper.queryAndConvert().split() == [b"n", b"3"]
    wrapper.setQuery("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 5")
    wrapper.setReturnFormat(TURTLE)
    assert len(rdflib.Graph().parse(data=wrapper.queryAndConvert(), format="turtle")) == 5


def test_rdflib(address):
    graph = rdflib.Graph(SPARQLStore(address))
    (row,) = graph.query(COUNT)
    assert int(row.n) == 3


@pytest.mark.skipif(not shutil.which("curl"), reason="needs curl")
def test_curl(address):
    command = [
        "curl",
        "--silent",
        "--fail",
        "--data-urlencode",
        f"query={COUNT}",
        "--header",
        "Accept: text/csv",
        address,
    ]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout.split() == ["n", "3"]


def test_a_query_longer_than_a_pipe_holds(address):
    names = " ".join(f'"{number}"' for number in range(30_000))
    asked = f"SELECT (COUNT(?x) AS ?n) (SAMPLE(?x) AS ?one) {{ VALUES ?x {{ {names} }} }}"
    found = httpx.post(address, data={"query": asked}, timeout=60).json()["results"]["bindings"][0]
    assert found["n"]["value"] == "30000"
    whole = httpx.post(address, data={"query": f"SELECT ?x {{ VALUES ?x {{ {names} }} }}"}, timeout=60).json()
    assert len(whole["results"]["bindings"]) == 30_000


def test_the_body_of_an_answer_does_not_wait_for_its_head_to_be_confirmed():
    with _listening("127.0.0.1", 0) as listening, socket.create_connection(listening.getsockname()) as there:
        here, _ = listening.accept()
        with here:
            assert here.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
            assert there.getpeername() == listening.getsockname()


def test_a_second_server_on_the_port_is_one_line(address, root, tmp_path):
    port = address.split(":")[2].split("/")[0]
    Store(tmp_path / "g").close()
    command = [sys.executable, "-m", "kg", "serve", "--graph", str(tmp_path / "g"), "--port", port]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert f"port {port}" in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("source", ["sparql", ""], ids=["as an endpoint", "found out"])
def test_comunica(address, source):
    program = os.environ.get("COMUNICA") or shutil.which("comunica-sparql")
    if program is None:
        pytest.skip(
            "no Comunica: npm install @comunica/query-sparql, and name node_modules/.bin/comunica-sparql in COMUNICA"
        )
    asked = [program, f"{source}@{address}" if source else address]

    def said(query: str, form: str) -> str:
        done = subprocess.run([*asked, query, "-t", form], capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    rows = json.loads(said(COUNT, "application/sparql-results+json"))["results"]["bindings"]
    assert [row["n"]["value"] for row in rows] == ["3"]
    names = (
        "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> SELECT ?name { ?who skos:prefLabel ?name } ORDER BY ?name"
    )
    listed = [
        row["name"]["value"]
        for row in json.loads(said(names, "application/sparql-results+json"))["results"]["bindings"]
    ]
    assert "James Dobbins" in listed
    assert listed == sorted(listed)
    made = said("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 5", "application/n-triples")
    assert len(rdflib.Graph().parse(data=made, format="nt")) == 5
    assert said("PREFIX kg: <https://kg.example/ontology#> ASK { ?fact a kg:Fact }", "simple").strip() == "true"

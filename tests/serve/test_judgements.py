"""Judgements over HTTP: who may, what is refused, and that they are those of the command line."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from kg.errors import InputError
from kg.graph import Graph
from kg.serve import Writing, application
from kg.store import Store
from kg.store.answering import Answering
from tests.factories import entity, extraction

TOKEN = "a-token-of-some-length"
AUTH = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def path(tmp_path):
    people = entity(0, "Person", "Ann Lee"), entity(1, "Person", "Bob Ray")
    with Graph(tmp_path / "g") as made:
        made.replace(extraction("a.txt", "Ann Lee met Bob Ray.", entities=people, facts=[(0, "meets", 1)]))
    return tmp_path / "g"


def served(path, *, writable: bool = True):
    writing = Writing(TOKEN, lambda: Graph(path, create=False).store) if writable else None
    store = Store(path, create=False)
    answering = Answering(store, count=1)
    app = application(store, answering, hosts=("localhost",), cors=("https://other.test",), writing=writing)
    return TestClient(app, base_url="http://localhost"), answering


@pytest.fixture
def client(path):
    made, answering = served(path)
    with made:
        yield made
    answering.close()


def test_a_fact_is_rejected_and_listed_as_from_the_command_line(client, path):
    with Graph(path, create=False) as graph:
        (fact,) = graph.facts()
    told = {"verdict": "reject", "fact": fact.fact, "author": "Eve", "reason": "they did not"}
    made = client.post("/judgements", json=told, headers=AUTH)
    assert made.status_code == 201
    assert made.json()["verdict"] == "reject"
    (listed,) = client.get("/judgements").json()["judgements"]
    assert listed == {"number": 1, **made.json()}
    assert (listed["author"], listed["reason"], listed["target"]) == ("Eve", "they did not", "a.txt")
    with Graph(path, create=False) as graph:
        assert list(graph.facts()) == []
        assert len(graph.judgements()) == 1
    ask = {"query": "ASK { ?fact a kg:Fact }"}
    assert client.get("/sparql", params=ask).json()["boolean"] is False


def test_entities_are_joined_and_what_is_one_already_is_told(client, path):
    joined = {"verdict": "same", "entity": "Ann Lee", "other": "Bob Ray"}
    assert client.post("/judgements", json=joined, headers=AUTH).status_code == 201
    again = client.post("/judgements", json=joined, headers=AUTH)
    assert again.status_code == 409
    assert "one entity already" in again.json()["error"]
    apart = {"verdict": "apart", "entity": "Ann Lee", "other": "Nobody Here"}
    assert client.post("/judgements", json=apart, headers=AUTH).status_code == 409
    with Graph(path, create=False) as graph:
        assert sum(each.cls == "Person" for each in graph.entities()) == 1


@pytest.mark.parametrize(
    ("headers", "status", "challenge"),
    [({}, 401, "Bearer"), ({"Authorization": "Basic YTpi"}, 401, "Bearer"),
     ({"Authorization": "Bearer wrong"}, 401, 'Bearer error="invalid_token"'),
     ({"Authorization": "Bearer ünfit".encode("latin-1")}, 401, 'Bearer error="invalid_token"')],
)  # fmt: skip
def test_who_has_no_token_may_not_judge(client, path, headers, status, challenge):
    refused = client.post("/judgements", json={"verdict": "confirm", "fact": "x"}, headers=headers)
    assert (refused.status_code, refused.headers["www-authenticate"]) == (status, challenge)
    assert TOKEN not in refused.text
    assert client.get("/judgements").json() == {"judgements": []}


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [(b"{}", "application/json", 400), (b"[" * 5000, "application/json", 400), (b"not JSON", "application/json", 400),
     (b'{"verdict": "rename", "entity": "a", "other": "b"}', "application/json", 400),
     (b'{"verdict": ["reject"], "fact": "x"}', "application/json", 400), (b'"reject"', "application/json", 400),
     (b'{"verdict": "reject"}', "application/json", 400),
     (b'{"verdict": "reject", "fact": 1}', "application/json", 400),
     (b'{"verdict": "reject", "fact": "x", "more": "y"}', "application/json", 400),
     (b'{"verdict": "reject", "fact": "0000beef"}', "application/json; charset=utf-8", 409),
     (b'{"verdict": "reject", "fact": "x"}', "text/plain", 415), (b"verdict=reject", "", 415),
     (b" " * 20_000, "application/json", 413)],
)  # fmt: skip
def test_what_is_no_judgement_is_refused(client, body, kind, status):
    refused = client.post("/judgements", content=body, headers={**AUTH, "Content-Type": kind})
    assert refused.status_code == status, refused.text
    assert refused.json()["error"]
    assert client.get("/judgements").json() == {"judgements": []}


def test_a_token_in_an_address_is_refused_and_a_build_is_waited_for(client, path):
    told = {"verdict": "same", "entity": "Ann Lee", "other": "Bob Ray"}
    assert client.post(f"/judgements?access_token={TOKEN}", json=told).status_code == 400
    assert client.put("/judgements", json=told, headers=AUTH).status_code == 405
    with Graph(path) as building:
        building.store.lock()
        busy = client.post("/judgements", json=told, headers=AUTH)
    assert (busy.status_code, busy.headers["retry-after"]) == (409, "10")
    assert client.post("/judgements", json=told, headers=AUTH).status_code == 201


def test_pages_of_elsewhere_cannot_send_a_token(client):
    asked = {"Origin": "https://other.test", "Access-Control-Request-Method": "POST",
             "Access-Control-Request-Headers": "authorization"}  # fmt: skip
    assert client.options("/judgements", headers=asked).status_code == 400
    assert client.get("/judgements", headers={"host": "evil.test"}).status_code == 400


def test_a_graph_that_is_not_writable_lists_and_makes_none(path):
    client, answering = served(path, writable=False)
    with client:
        refused = client.post("/judgements", json={"verdict": "confirm", "fact": "x"}, headers=AUTH)
        assert refused.status_code == 403
        assert client.get("/judgements").status_code == 200
    answering.close()


@pytest.mark.parametrize("token", ["", "short", "with some spaces in it", "längerer-schlüssel"])
def test_a_token_that_is_no_good_is_refused(token):
    with pytest.raises(InputError, match="token needs 16"):
        Writing(token, Store)
    assert "a-token" not in repr(Writing(TOKEN, Store))

"""A graph that a SPARQL server keeps is the one that lies in memory, whatever the server is and whatever goes wrong."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

import pytest

from kg import ontology, queries
from kg.cli import main
from kg.errors import StoreError
from kg.records import Judgement, Verdict
from kg.store import Store, checkup
from kg.store.remote import changes, patterns, wire
from tests.factories import dobbins, entity, extraction, shooting
from tests.servers import Oxigraph, Proxy, Virtuoso
from tests.store.test_interrupted import corpus

NUMBERS = count()
SAME = Judgement(time="2026-01-31T12:00:00+00:00", verdict=Verdict.SAME, target="Lee", other="James_Dobbins")


@pytest.fixture(scope="module", params=[Oxigraph, Virtuoso], ids=lambda each: each.__name__)
def server(request, tmp_path_factory):
    started = request.param(tmp_path_factory.mktemp(request.param.__name__))
    started.start()
    yield started
    started.kill()


@pytest.fixture(scope="module")
def oxigraph(tmp_path_factory):
    started = Oxigraph(tmp_path_factory.mktemp("plain"))
    started.start()
    yield started
    started.kill()


@pytest.fixture
def proxy(oxigraph, monkeypatch):
    monkeypatch.setattr(wire, "PAUSE", 0.01)
    with Proxy(oxigraph.url) as between:
        yield between


@pytest.fixture(autouse=True)
def state(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.delenv(wire.HEADER, raising=False)


@pytest.fixture
def base():
    """A base of its own for each test: graphs on one server are told apart by it."""
    return f"https://kg.example/{next(NUMBERS)}/"


def long() -> object:
    """A document of more quads than a server gives at once, with characters that need care."""
    sentences = [f'Zoë\t"Žižek" said \\ {i}: 東京 and 𝒳 are “there”.' for i in range(64)]
    people = [entity(0, "Person", "Zoë"), entity(1, "City", "東京")]
    return extraction("long ü/1.txt", *sentences, entities=people, facts=[(0, "visits", 1)])


def history(store: Store) -> None:
    """Documents come, change and go, alone and together; judgements are made and undone."""
    documents = list(corpus())
    store.replace_all([*documents[:5], long(), shooting("s1"), shooting("s2")])
    store.judge(add=(each for each in [SAME]))
    for each in [*documents[5:], dobbins()]:
        store.replace(each)
    store.replace(replace(documents[1], document=replace(documents[1].document, title="New")))
    store.retract("03.txt")
    store.replace_all(
        [replace(dobbins(), claims=dobbins().claims[:1], document=replace(dobbins().document, title="N"))]
    )
    store.judge(drop=[SAME], add=[replace(SAME, verdict=Verdict.RENAME, other="Mr Lee")])


def told(store: Store) -> list[object]:
    """All that a store tells of what it holds."""
    kept = [replace(store.receipt(), made_with=()), *store.documents(), *store.facts(), *store.entities()]
    return [*kept, *store.mentions(), *store.judgements(), *store.reports(next(iter(store.facts("s1"))).fact)]


def test_a_history_leads_to_the_same_graph(server, base):
    with Store(base=base) as here, Store(server.url, base=base) as there:
        for store in (here, there):
            history(store)
        wanted = told(here)
        assert told(there) == wanted
        with Store(server.url, base=base, create=False, read_only=True) as reader:
            assert told(reader) == wanted, "nothing of it was only remembered"
            assert b"".join(reader.lines()) == b"".join(here.lines())
            assert set(reader.quads()) == set(here.quads())
            assert reader.extraction("long ü/1.txt") == here.extraction("long ü/1.txt")


def test_queries_have_the_same_answers(server, base):
    with Store(base=base) as here, Store(server.url, base=base) as there:
        for store in (here, there):
            store.replace_all([dobbins(), shooting()])
        for name, values in (("meetings", {"name": "James Dobbins"}), ("victims", {}), ("timeline", {"name": "Abe"})):
            if name in queries.names():
                wanted = queries.run(here, name, values)
                found = queries.run(there, name, values)
                own = tuple(row for row in found.rows if any(str(cell).startswith(base) for cell in row))
                assert (found.columns, own) == (wanted.columns, wanted.rows)
        count_ = f'SELECT (COUNT(*) AS ?n) {{ ?each a kg:Document FILTER(STRSTARTS(STR(?each), "{base}")) }}'
        assert there.query(count_).rows == (("2",),)
        assert there.query("ASK { ?each a kg:Document }")
        assert not there.query("ASK { ?each a kg:Nothing }")
        triples = f"CONSTRUCT {{ ?d a kg:Document }} {{ ?d a kg:Document FILTER(STRSTARTS(STR(?d), '{base}')) }}"
        assert there.query(triples).rows == here.query(triples).rows


def test_round_trips_do_not_grow_with_the_batch(server, base):
    with Store(server.url, base=base) as store:
        store.replace(next(iter(corpus())))
        before = store._quads.requests
        store.replace_all(list(corpus())[1:])
        assert store._quads.requests - before <= len(list(corpus())) + 30, "one to see whether each is there"
        before = store._quads.requests
        store.replace(shooting())
        assert store._quads.requests - before <= 15
    with Store(server.url, base=base) as store:
        before = store._quads.requests
        list(store.facts())
        assert store._quads.requests - before <= (8 if isinstance(server, Oxigraph) else 60), "halved, and halved again"


@pytest.mark.parametrize("after", [0, 1, 2, 3, 5, 8, 13, 21, 34])
def test_a_writer_that_is_cut_off_leaves_documents_fewer(oxigraph, base, after, monkeypatch):
    """Whatever request is its last, what counts as read is whole, and the next build completes the rest."""
    monkeypatch.setattr(changes, "CHUNK", 150)
    with Store(base=base) as here:
        history(here)
        wanted = here.receipt()
    whole = {}
    with Store(base=base) as here:
        here.replace_all([*corpus(), shooting("s1")])
        whole = {each.id: set(here.quads(here.minter.says(each.id))) for each in here.documents()}
    with Store(oxigraph.url, base=base) as there:
        there.replace_all(list(corpus())[:4])
        with monkeypatch.context() as cut:
            _cut_off_after(after, cut)
            with pytest.raises(StoreError, match="cut off"):
                there.replace_all([*list(corpus())[1:], shooting("s1")])
    with Store(oxigraph.url, base=base, create=False, read_only=True) as reader:
        for each in reader.documents():
            assert set(reader.quads(reader.minter.says(each.id))) == whole[each.id]
    with Store(oxigraph.url, base=base) as there:
        history(there)
        for each in set(whole) - {each.document.id for each in corpus()} - {"s1"}:
            there.retract(each)
        assert there.receipt() == wanted


def _cut_off_after(requests: int, monkeypatch: pytest.MonkeyPatch) -> None:
    real, left = wire.Wire.update, count()

    def update(self, text):
        if next(left) >= requests:
            raise StoreError("cut off")
        real(self, text)

    monkeypatch.setattr(wire.Wire, "update", update)


@pytest.mark.parametrize("after", [2, 5])
def test_a_server_that_is_killed_and_started_again(server, base, after, monkeypatch):
    monkeypatch.setattr(changes, "CHUNK", 400)
    monkeypatch.setattr(wire, "PAUSE", 0.01)
    real, left = wire.Wire.update, count()

    def update(self, text):
        if next(left) == after + 4:  # the first four open the graph
            server.kill()
        real(self, text)

    with Store(base=base) as here:
        history(here)
        wanted = here.receipt()
    monkeypatch.setattr(wire.Wire, "update", update)
    with Store(server.url, base=base) as there, pytest.raises(StoreError, match=r"does not answer.*run the same again"):
        history(there)
    monkeypatch.setattr(wire.Wire, "update", real)
    server.start()
    with Store(server.url, base=base) as there:
        history(there)
        assert there.receipt() == wanted


@pytest.mark.parametrize("fault", ["broken off", "500", "cut off inside", "hang"])
def test_what_fails_in_passing_is_sent_again(proxy, base, fault, monkeypatch):
    monkeypatch.setattr(wire, "SECONDS", 1.0)
    with Store(base=base) as here, Store(proxy.url, base=base) as there:
        proxy.faults = [fault, fault] if fault != "hang" else [fault]
        there.replace(dobbins())
        proxy.faults = [fault]
        here.replace(dobbins())
        assert there.receipt() == here.receipt()
        assert not proxy.faults, "it happened"


def test_what_fails_for_good_is_one_line(proxy, base):
    with Store(proxy.url, base=base) as there:
        proxy.faults = ["500"] * 100
        with pytest.raises(StoreError, match="status 500") as error:
            there.replace(dobbins())
        assert "\n" not in str(error.value)
        proxy.faults = []
        there.replace(dobbins())
        assert [each.id for each in there.documents()] == ["a.txt"]


def test_no_server_is_one_line(monkeypatch):
    monkeypatch.setattr(wire, "PAUSE", 0.01)
    with pytest.raises(StoreError, match=r"does not answer.*start the server") as error:
        Store("http://me:secret@127.0.0.1:9/", ontology=ontology.load())
    assert "secret" not in str(error.value)


def test_a_server_that_takes_little_gets_little(proxy, base):
    proxy.most = 30_000
    with Store(base=base) as here, Store(proxy.url, base=base) as there:
        for store in (here, there):
            store.replace(long())
        assert there.receipt() == here.receipt()


def test_rows_that_are_left_out_are_asked_for(server, base, monkeypatch):
    """Virtuoso is started with a limit of a thousand rows; the answer is whole all the same."""
    with Store(server.url, base=base) as there:
        there.replace(long())
        assert len(set(there.quads(there.minter.says("long ü/1.txt")))) > patterns.SURE
        assert len(list(there.latest())) == len(there.latest())


def test_a_server_that_looks_into_no_graph_is_found_out(proxy, base):
    proxy.union = False
    with pytest.raises(StoreError, match="union of all graphs"):
        Store(proxy.url, base=base)


def test_who_writes_is_told_when_another_begins(oxigraph, base):
    with Store(oxigraph.url, base=base) as first, Store(oxigraph.url, base=base) as second:
        first.replace(dobbins())
        second.replace(shooting())
        with pytest.raises(StoreError, match="another process"):
            first.retract("a.txt")
        assert sorted(each.id for each in first.documents()) == ["a.txt", "nara.txt"]


def test_other_rules_of_identity_make_the_second_layer_anew(oxigraph, base):
    with Store(oxigraph.url, base=base, derived_with="old") as there:
        there.replace_all(list(corpus())[:3])
    with Store(oxigraph.url, base=base, derived_with="new") as there, Store(base=base) as here:
        assert there._manifest.derived_with == "old"
        for store in (here, there):
            store.replace_all([*list(corpus())[:3], dobbins()])
        assert there.receipt() == here.receipt()
    with Store(oxigraph.url, base=base) as there:
        assert there._manifest.derived_with == "new"


def test_a_graph_keeps_its_ontology(oxigraph, base, tmp_path):
    own = tmp_path / "own.ttl"
    own.write_text("@prefix kg: <https://kg.example/ontology#> .\n"
                   "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
                   'kg:Robot a rdfs:Class ; rdfs:subClassOf kg:Organization ; rdfs:label "robot"@en .\n'
                   + "# a long remark\n" * 500)  # fmt: skip
    loaded = ontology.load([own])
    with Store(oxigraph.url, base=base, ontology=loaded) as there:
        there.replace(dobbins())
    from kg.store.remote import ontology_at

    assert ontology_at(oxigraph.url, base).own_digests == loaded.own_digests
    with pytest.raises(StoreError, match=r"was built with own-.*\.ttl, not with"):
        Store(oxigraph.url, base=base, ontology=ontology.load(), made_with="another")
    with Store(oxigraph.url, base=base, ontology=ontology.load(), made_with="another", rebuild=True) as there:
        assert list(there.documents()) == []
        assert there.query(f"ASK {{ <{base}document/a.txt> ?p ?o }}").rows == (("false",),)


def test_a_password_that_is_wrong(tmp_path_factory, server):
    if "dba" not in server.url:
        return
    with pytest.raises(StoreError, match="does not let us in") as error:
        Store(server.url.replace("dba:dba", "dba:wrong"), ontology=ontology.load())
    assert "wrong" not in str(error.value)


def test_a_whole_graph_is_found_whole(oxigraph, base):
    with Store(oxigraph.url, base=base) as there:
        there.replace_all([dobbins(), shooting()])
        assert list(checkup.faults(there)) == []


def test_what_is_not_there_is_not_made(oxigraph, base):
    with pytest.raises(StoreError, match="no graph at http"):
        Store(oxigraph.url, base=base, create=False, ontology=ontology.load())


def test_commands_take_an_address(tmp_path, capsys):
    """A server of its own: commands have no base to tell graphs apart by."""
    started = Oxigraph(tmp_path)
    started.start()
    try:
        with Store(started.url) as there:
            there.replace_all([dobbins(), shooting()])
            wanted = there.receipt().hash
        for command in ("receipt", "facts", "entities", "mentions", "judgements"):
            assert main([command, "--store", started.url]) == 0, command
        assert wanted in capsys.readouterr().out
        assert main(["export", "--graph", started.url, "--output", str(tmp_path / "all.nq")]) == 0
        assert main(["sparql", "SELECT ?d { ?d a kg:Document }", "--graph", started.url]) == 0
        assert "nara.txt" in capsys.readouterr().out
        assert main(["retract", "a.txt", "--graph", started.url]) == 0
        assert main(["compact", "--graph", started.url]) == 2
        assert "looks after" in capsys.readouterr().err
    finally:
        started.kill()

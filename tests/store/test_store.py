"""The store on disk: replace, retract, list, and what users do to directories."""

from __future__ import annotations

import dataclasses
import json
import shutil

import pytest

from kg.errors import StoreError
from kg.graph import Graph
from kg.ontology import PREFIXES
from kg.records import Status
from kg.store import Store
from tests.factories import dobbins, entity, extraction, shooting


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "graph") as opened:
        yield opened


def test_a_fact_is_listed_as_the_contract_says(store):
    assert store.replace(dobbins()) is True
    fact = next(store.facts())
    line = json.loads(json.dumps(dataclasses.asdict(fact)))
    assert list(line) == [
        "fact", "subject", "subject_text", "subject_iri", "subject_type", "relation", "object", "object_text",
        "object_iri", "object_type", "subject_count", "object_count", "former", "published", "place", "place_iri",
        "time", "time_text", "status", "attributed_to", "confidence", "rule", "document", "start", "end", "sentence",
        "support", "repeats",
    ]  # fmt: skip
    assert line | {
        "subject": "James Dobbins", "subject_text": "James Dobbins", "subject_type": "Person", "relation": "meets",
        "object": "Taliban", "object_text": "the Taliban", "object_type": "ArmedGroup", "place": "Doha",
        "time": "2013-06-18/2013-06-25", "time_text": "in the coming days", "status": "planned",
        "attributed_to": "Psaki", "confidence": 0.91, "rule": "meets/active-with", "document": "a.txt",
        "start": 0, "end": 101, "subject_count": None, "object_count": None, "former": False, "published": "2013-06-18",
        "place_iri": "https://kg.example/id/entity/Doha", "subject_iri": "https://kg.example/id/entity/James_Dobbins",
        "object_iri": "https://kg.example/id/entity/Taliban",
    } == line  # fmt: skip
    assert fact.sentence.startswith("James Dobbins will meet")


def test_a_literal_object_has_neither_iri_nor_type(store):
    store.replace(dobbins())
    (position,) = (fact for fact in store.facts() if fact.relation == "holdsPosition")
    assert (position.object, position.object_iri, position.object_type) == ("special representative", None, None)
    assert position.subject_text == "Dobbins"
    assert position.subject == "James Dobbins"


def test_facts_are_ordered_by_document_start_relation_and_object(store):
    store.replace(dobbins("b.txt"))
    store.replace(dobbins("a.txt"))
    keys = [(fact.document, fact.start, fact.relation, fact.object) for fact in store.facts()]
    assert keys == sorted(keys)
    assert len(keys) == 6


def test_mentions_are_listed_with_their_canonical_entity(store):
    store.replace(dobbins())
    first, *rest = store.mentions()
    assert dataclasses.asdict(first) == {
        "document": "a.txt", "start": 0, "end": 13, "text": "James Dobbins", "kind": "name", "type": "Person",
        "entity": "James Dobbins", "entity_iri": "https://kg.example/id/entity/James_Dobbins", "why": "",
    }  # fmt: skip
    assert {mention.type for mention in rest} == {"Person", "Organization", "Place"}


def test_things_take_part_in_facts_but_are_no_mentions_of_the_contract(store):
    things = entity(0, "Person", "Karzai"), entity(1, "Thing", "the decision", described=True)
    store.replace(extraction("a.txt", "Karzai praised the decision.", entities=things, facts=[(0, "supports", 1)]))
    assert [fact.object_type for fact in store.facts()] == ["Thing"]
    assert [mention.text for mention in store.mentions()] == ["Karzai"]


def test_a_described_participant_stays_in_its_document(store):
    store.replace(dobbins("a.txt"))
    store.replace(dobbins("b.txt"))
    described = [each for each in store.entities() if each.described]
    assert len(described) == 2
    assert all("/document/" in each.iri and each.name == "U.S. officials" for each in described)


def test_a_claim_comes_back_with_all_its_detail(store):
    made = dobbins()
    store.replace(made)
    by_iri = [store.claim(fact.fact) for fact in store.facts()]
    assert {document for document, _ in by_iri} == {"a.txt"}
    assert {claim.rule: claim for _, claim in by_iri} == {claim.rule: claim for claim in made.claims}
    assert store.claim("https://kg.example/id/fact/none") is None


def test_the_same_document_again_changes_nothing(store):
    store.replace(dobbins())
    before = set(store.quads())
    assert store.has(dobbins().document)
    assert store.replace(dobbins()) is False
    assert set(store.quads()) == before


def test_other_versions_of_model_or_ontology_ask_for_the_document_again(tmp_path):
    with Store(tmp_path / "graph", made_with="model 1") as store:
        store.replace(dobbins())
    with Store(tmp_path / "graph", made_with="model 2") as store:
        assert not store.has(dobbins().document)


def test_a_changed_document_replaces_its_old_version(tmp_path):
    people = entity(0, "Person", "Ann Lee"), entity(1, "Person", "Bob Ray")
    with Store(tmp_path / "graph") as store, Store() as fresh:
        store.replace(dobbins("a.txt"))
        changed = extraction("a.txt", "Ann Lee met Bob Ray.", entities=people, facts=[(0, "meets", 1)])
        assert store.replace(changed) is True
        fresh.replace(changed)
        assert set(store.quads()) == set(fresh.quads())


def test_only_asserted_and_planned_facts_have_a_direct_triple():
    people = entity(0, "Person", "Ann Lee"), entity(1, "Person", "Bob Ray")
    direct = {}
    for status in Status:
        with Store() as store:
            store.replace(
                extraction("a.txt", "Ann Lee met Bob Ray.", entities=people, facts=[(0, "meets", 1)], status=status)
            )
            predicates = [quad.predicate.value for quad in store.quads() if "/entity/" in str(quad.subject)]
            direct[status] = "https://kg.example/ontology#meets" in predicates
            assert [fact.status for fact in store.facts()] == [status]
    assert direct == {"asserted": True, "planned": True, "hypothetical": False, "alleged": False, "negated": False}


def test_a_graph_is_found_again_with_its_base(tmp_path):
    with Store(tmp_path / "graph", base="https://news.test/") as store:
        store.replace(dobbins())
    with Store(tmp_path / "graph") as store:
        assert store.base == "https://news.test/"
        assert next(store.facts()).subject_iri == "https://news.test/entity/James_Dobbins"
    with pytest.raises(StoreError, match=r"was built with --base https://news\.test/"):
        Store(tmp_path / "graph", base="https://other.test/")


def test_one_writes_and_many_read(tmp_path):
    with Store(tmp_path / "graph") as writer, Store(tmp_path / "graph", read_only=True) as reader:
        writer.replace(dobbins())
        assert not list(reader.documents()), "what is not published is not seen"
        writer.publish()
        assert [document.id for document in reader.documents()] == ["a.txt"]
        listing = reader.facts()
        first = next(listing)
        writer.retract("a.txt")
        writer.publish()
        assert [first, *listing], "a listing goes on in the state that it began in"
        assert not list(reader.documents())
        with pytest.raises(StoreError, match="opened only to be read"):
            reader.replace(dobbins())


def test_a_second_writer_is_refused_in_one_line(tmp_path):
    with Store(tmp_path / "graph") as writer, Store(tmp_path / "graph") as other:
        writer.lock()
        for change in (lambda: other.replace(dobbins()), other.lock, lambda: Store(tmp_path / "graph", rebuild=True)):
            with pytest.raises(StoreError, match="in use by another process; wait until it has finished") as caught:
                change()
            assert "\n" not in str(caught.value)
    with Store(tmp_path / "graph") as other:
        assert other.replace(dobbins())


def test_one_state_cannot_be_changed(tmp_path):
    with Store(tmp_path / "graph") as store:
        store.replace(dobbins())
        state = store.at_least(0)
        store.retract("a.txt")
        assert list(state.facts()), "it is listed as it was"
        for change in (lambda: state.retract("a.txt"), state.lock):
            with pytest.raises(StoreError, match="change the graph itself"):
                change()


def test_a_missing_graph_says_how_to_make_one(tmp_path):
    with pytest.raises(StoreError, match=r"no graph at .*kg build"):
        Store(tmp_path / "graph", create=False)
    assert not (tmp_path / "graph").exists()


def test_a_directory_of_something_else_is_left_alone(tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(StoreError, match="is not a graph"):
        Store(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]
    with pytest.raises(StoreError, match="is not a graph"):
        Store(tmp_path / "thesis.txt")


@pytest.mark.parametrize("manifest", ["", "[]", '{"format": 1}', '{"format": "2", "base": "https://x/"}'])
def test_a_damaged_manifest_is_one_line(tmp_path, manifest):
    with Store(tmp_path / "graph") as store:
        store.replace(dobbins())
    (tmp_path / "graph" / "kg.json").write_text(manifest)
    with pytest.raises(StoreError, match="build the graph anew"):
        Store(tmp_path / "graph")


@pytest.mark.parametrize("manifest", ["{", '{"format": 3, "base": "no iri"}', None])
def test_a_graph_that_no_longer_says_what_it_is_can_be_built_anew(tmp_path, manifest):
    mine = tmp_path / "mine.ttl"
    prefixes = "".join(f"@prefix {name}: <{PREFIXES[name]}> . " for name in ("kg", "owl", "rdfs"))
    mine.write_text(f'{prefixes} kg:Dyke a owl:Class ; rdfs:subClassOf kg:Facility ; rdfs:label "dyke"@en .')
    with Graph(tmp_path / "g", base="https://news.test/", ontology=mine) as graph:
        graph.replace(dobbins())
    (tmp_path / "g" / "kg.json").unlink()
    if manifest is not None:
        (tmp_path / "g" / "kg.json").write_text(manifest)
    for create in (True, False):
        with pytest.raises(StoreError, match=r"kg.json is (damaged|missing); .* kg build PATH… --graph .*g --rebuild"):
            Graph(tmp_path / "g", create=create)
    with Graph(tmp_path / "g", rebuild=True) as graph:
        assert not list(graph.documents())
        graph.replace(dobbins())
    with Graph(tmp_path / "g", create=False) as graph:
        assert graph.store.base == "https://news.test/"  # that of the quads
        assert "Dyke" in graph.ontology.classes
        assert [document.id for document in graph.documents()] == ["a.txt"]


@pytest.mark.parametrize("base", ["not an iri", "news", "", "https://x.test/a b/", "https://x.test"])
def test_a_base_that_no_iri_can_begin_with_leaves_nothing_behind(tmp_path, base):
    for path in (tmp_path / "g", None, "http://127.0.0.1:9/"):
        with pytest.raises(
            StoreError, match=r"^--base .*(is no absolute IRI; give one|must end with / or #)"
        ) as caught:
            Graph(path, base=base)
        assert "\n" not in str(caught.value)
    assert not (tmp_path / "g").exists()


def test_a_graph_of_an_older_kg_is_built_anew_or_left_alone(tmp_path):
    with Store(tmp_path / "graph", base="https://news.test/") as store:
        store.replace(dobbins())
    manifest = tmp_path / "graph" / "kg.json"
    old = json.loads(manifest.read_text()) | {"format": 1}
    manifest.write_text(json.dumps(old))
    for create in (True, False):
        with pytest.raises(StoreError, match=r"by an older kg .*: kg build PATH… --graph .*graph --rebuild") as caught:
            Store(tmp_path / "graph", create=create)
        assert "\n" not in str(caught.value)
    assert json.loads(manifest.read_text()) == old
    with Store(tmp_path / "graph", rebuild=True) as store:
        assert not list(store.documents())
        store.replace(shooting())
    with Store(tmp_path / "graph") as store:
        assert store.base == "https://news.test/"
        assert [document.id for document in store.documents()] == ["nara.txt"]


def test_a_graph_of_a_later_kg_is_left_alone(tmp_path):
    Store(tmp_path / "graph").close()
    (tmp_path / "graph" / "kg.json").write_text('{"format": 99, "base": "https://x/"}')
    for rebuild in (True, False):
        with pytest.raises(StoreError, match="by a later kg"):
            Store(tmp_path / "graph", rebuild=rebuild)


@pytest.mark.parametrize("create", [True, False])
@pytest.mark.parametrize("left", [[], ["LOG"]])
def test_missing_quads_are_no_empty_graph(tmp_path, create, left):
    with Store(tmp_path / "graph", derived_with="rules") as store:
        store.replace(dobbins())
    shutil.rmtree(tmp_path / "graph" / "quads")
    for name in left:
        (tmp_path / "graph" / "quads").mkdir()
        (tmp_path / "graph" / "quads" / name).touch()
    with pytest.raises(
        StoreError, match=r"quads is missing or empty; restore it, or build the graph anew: .* --rebuild"
    ):
        Store(tmp_path / "graph", create=create, derived_with="rules")
    with Store(tmp_path / "graph", rebuild=True, derived_with="rules") as store:
        assert store.replace(dobbins())


def test_a_graph_that_was_killed_before_its_first_document_is_begun_again(tmp_path):
    Store(tmp_path / "graph", derived_with="rules").close()
    shutil.rmtree(tmp_path / "graph" / "quads")
    with Store(tmp_path / "graph", derived_with="rules") as store:
        assert store.replace(dobbins())


@pytest.mark.parametrize("base", ["https://other.example/", "https://kg.example/", "https://kg.example/id/x/"])
def test_a_foreign_base_is_no_empty_graph(tmp_path, base):
    with Store(tmp_path / "graph") as store:
        store.replace(dobbins())
        before = set(store.quads())
    manifest = tmp_path / "graph" / "kg.json"
    right = manifest.read_text()
    manifest.write_text(right.replace("https://kg.example/id/", base))
    with pytest.raises(StoreError, match=f"--base {base}, but it was with https://kg.example/id/; put that there"):
        Store(tmp_path / "graph")
    manifest.write_text(right)
    with Store(tmp_path / "graph") as store:
        assert set(store.quads()) == before


def test_damaged_files_are_one_line(tmp_path):
    with Store(tmp_path / "graph") as store:
        store.replace(dobbins())
    damage(tmp_path / "graph" / "quads")
    with Store(tmp_path / "graph") as store:  # what was published is whole, and can be read
        assert [document.id for document in store.documents()] == ["a.txt"]
        with pytest.raises(StoreError, match="damaged") as caught:
            store.replace(shooting())
    assert "\n" not in str(caught.value)
    damage(tmp_path / "graph" / "generations" / "1")
    damage(tmp_path / "graph" / "generations" / "2")
    with pytest.raises(StoreError, match="damaged") as caught, Store(tmp_path / "graph") as store:
        list(store.documents())
    assert "\n" not in str(caught.value)


def damage(folder):
    for path in folder.glob("*"):
        if path.name.startswith(("MANIFEST", "CURRENT")):
            path.write_bytes(b"garbage\n")


def test_a_closed_graph_says_so():
    store = Store()
    store.close()
    store.close()
    with pytest.raises(StoreError, match="has been closed"):
        list(store.facts())


def test_odd_characters_survive(store):
    name, odd = "Zoë “O’Neil” שלום", 'a\x00b\x1b\u200b😀\u202e\ud800 <x> "q" \\ {y}'
    people = entity(0, "Person", name), entity(1, "Person", odd)
    store.replace(extraction("dir/a b;?#.txt", f"{name} met {odd}.", entities=people, facts=[(0, "meets", 1)]))
    (fact,) = store.facts()
    assert fact.document == "dir/a b;?#.txt"
    assert fact.subject == name
    assert fact.object == 'ab😀 <x> "q" \\ {y}'
    assert fact.object_text == odd.replace("\x00", "\ufffd").replace("\x1b", "\ufffd").replace("\ud800", "\ufffd")
    assert fact.sentence[fact.sentence.index("a\ufffdb") :] == f"{fact.object_text}."
    assert store.retract("dir/a b;?#.txt") is True
    assert not list(store.quads())


def test_a_retracted_document_leaves_no_empty_graph(store):
    store.replace(dobbins("a.txt"))
    store.replace(dobbins("b.txt"))
    assert store.retract("a.txt") is True
    assert store.retract("a.txt") is False
    assert not [row for row in store.query("SELECT DISTINCT ?g { GRAPH ?g {} }") if "a.txt" in row["g"]]


def test_what_a_killed_process_left_is_swept(tmp_path):
    (tmp_path / "graph").mkdir()
    (tmp_path / "graph" / ".kg.json.123").write_text("{")
    (tmp_path / "graph" / "mine").mkdir()
    with pytest.raises(StoreError, match="is not a graph"):
        Store(tmp_path / "graph")
    (tmp_path / "graph" / "mine").rmdir()
    Store(tmp_path / "graph").close()
    (tmp_path / "graph" / "generations" / ".7" / "lock").mkdir(parents=True)
    with Store(tmp_path / "graph") as store:
        assert store.replace(dobbins())
    assert [each.name for each in (tmp_path / "graph" / "generations").iterdir()] == ["2"]
    for _ in range(3):
        with Store(tmp_path / "graph") as store:
            store.lock()
    assert not list((tmp_path / "graph" / "quads").glob("LOG.old.*"))


def test_an_empty_document_is_kept_as_read(store):
    store.replace(extraction("empty.txt"))
    assert [document.id for document in store.documents()] == ["empty.txt"]
    assert not list(store.facts())

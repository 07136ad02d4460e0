"""Events of which the text names one party only, numbers, and states that are over: in RDF, and read back."""

from __future__ import annotations

import dataclasses

import pytest
from pyoxigraph import Literal

from kg.records import Claim, Sentence, Status
from kg.store import Store
from kg.triples import terms
from kg.triples.terms import kg
from tests.factories import argument, dobbins, entity, extraction, shooting


@pytest.fixture(params=["memory", "disk"])
def store(request, tmp_path):
    with Store(tmp_path / "graph" if request.param == "disk" else None) as opened:
        opened.replace(shooting())
        yield opened


def of(store, relation):
    """The fact of a relation, and its properties in all graphs."""
    fact = next(fact for fact in store.facts() if fact.relation == relation)
    return fact, {(q.predicate, q.object) for q in store.quads() if getattr(q.subject, "value", "") == fact.fact}


def test_nobody_is_invented(store):
    killing, _ = of(store, "kills")
    line = dataclasses.asdict(killing)
    assert {name for name in line if name.startswith("subject") and line[name] is not None} == set()
    assert (killing.object, killing.object_text, killing.object_type) == ("Shinzo Abe", "Shinzo Abe", "Person")
    assert (killing.place, killing.time, killing.published) == ("Nara", "2022-07-08/2022-07-08", "2022-07-09")
    visit, _ = of(store, "visits")
    assert visit.subject == "Fumio Kishida"
    assert {name for name in dataclasses.asdict(visit) if name.startswith("object") and getattr(visit, name)} == set()
    assert killing.statement == "– kills Shinzo Abe"
    assert visit.statement == "Fumio Kishida visits –"


def test_every_event_has_agent_and_patient_as_far_as_they_are_said(store):
    abe, attacker = (terms.term(f"{store.base}entity/{name}") for name in ("Shinzo_Abe", "Tetsuya_Yamagami"))
    _, killing = of(store, "kills")
    assert {(terms.TYPE, kg("Killing")), (kg("relation"), kg("kills")), (kg("patient"), abe)} <= killing
    assert not {p for p, _ in killing} & {terms.SUBJECT, terms.PREDICATE, terms.OBJECT, kg("agent")}
    _, attack = of(store, "attacks")
    assert {(kg("agent"), attacker), (terms.SUBJECT, attacker), (kg("patient"), abe), (terms.OBJECT, abe),
            (kg("relation"), kg("attacks")), (terms.PREDICATE, kg("attacks"))} <= attack  # fmt: skip
    _, state = of(store, "holdsPosition")
    assert not {p for p, _ in state} & {kg("agent"), kg("patient")}
    assert (kg("relation"), kg("holdsPosition")) in state


def test_only_what_holds_between_two_has_a_direct_triple(store):
    direct = [q for q in store.quads() if str(q.subject).startswith(f"<{store.base}entity/")]
    assert {q.predicate for q in direct} <= {terms.TYPE, terms.PREF_LABEL, terms.ALT_LABEL, kg("foldedLabel")}


def test_what_is_over_says_so(store):
    position, properties = of(store, "holdsPosition")
    assert position.former
    assert position.status == Status.ASSERTED
    assert (kg("former"), Literal(True)) in properties
    assert [fact.former for fact in store.facts() if fact.relation != "holdsPosition"] == [False] * 4
    assert position.statement.endswith("(former)")


def test_a_number_stands_at_the_participant_and_in_the_listing(store):
    injury, _ = of(store, "injures")
    assert (injury.object, injury.object_count, injury.subject_count) == ("twelve civilians", 12, None)
    (civilians,) = (each for each in store.entities() if each.described)
    assert (civilians.count, civilians.count_kind) == (12, "atLeast")
    assert {q.object for q in store.quads() if q.predicate == kg("count")} == {Literal(12)}


def test_all_of_it_is_read_back(store):
    made = shooting()
    back = store.extraction("nara.txt")
    assert set(back.claims) == set(made.claims)
    assert back.entities == made.entities


def test_facts_without_an_object_come_first():
    ends = [entity(chain, "Person", name) for chain, name in enumerate(("Ann Lee", "Bob Ray"))]
    facts = [(0, "attacks", 1), (0, "attacks", None), (None, "attacks", 1), (1, "attacks", None)]
    with Store() as store:
        store.replace(extraction("a.txt", "Ann Lee and Bob Ray.", entities=ends, facts=facts))
        found = list(store.facts())
        assert [(fact.subject, fact.object) for fact in found] == [
            ("Ann Lee", None), ("Bob Ray", None), (None, "Bob Ray"), ("Ann Lee", "Bob Ray"),
        ]  # fmt: skip
        assert len({fact.fact for fact in found}) == len(facts)


def test_iris_of_facts_with_two_ends_are_what_they_were():
    with Store() as store:
        store.replace(dobbins())
        assert [fact.fact.rsplit("/", 1)[1] for fact in store.facts()] == [
            "c5938dc6d509170c", "2e224a8df4d7c552", "ad78b23816d5975a",
        ]  # fmt: skip


def test_words_may_be_the_patient(tmp_path):
    turtle = tmp_path / "laws.ttl"
    turtle.write_text(
        "@prefix kg: <https://kg.example/ontology#> .\n@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        'kg:Enactment a owl:Class ; rdfs:subClassOf kg:Event ; rdfs:label "enactment"@en .\n'
        'kg:enacts a owl:DatatypeProperty ; kg:eventClass kg:Enactment ; rdfs:label "enacts"@en ;\n'
        "    kg:subjectClass kg:Organization .\n"
    )
    from kg import ontology
    from kg.graph import Graph

    with Graph(ontology=ontology.load(turtle)) as graph:
        house = entity(0, "Organization", "Curia"), entity(1, "City", "Rome")
        made = extraction("a.txt", "The Curia passed a law in Rome.", entities=house,
                          facts=[(0, "enacts", "a law"), (None, "enacts", "a law")])  # fmt: skip
        both, one = made.claims
        graph.replace(dataclasses.replace(made, claims=(both, dataclasses.replace(one, place=argument("Rome", "", 1)))))
        assert [(f.subject, f.object, f.object_iri, f.place) for f in graph.facts()] == [
            (None, "a law", None, "Rome"), ("Curia", "a law", None, None),
        ]  # fmt: skip
        assert graph.validate() == []
        assert graph.sparql('ASK { ?fact kg:patient "a law"@en ; kg:agent :Curia }').rows == (("true",),)
        network = graph.to_networkx()
        (event,) = (data for _, data in network.nodes(data=True) if data["event"])
        assert event["object"] == "a law"


def test_a_claim_has_an_end():
    with pytest.raises(ValueError, match="neither subject nor object"):
        Claim(relation="kills", subject=None, object=None, evidence=Sentence(0, 1, "x"), rule="x", confidence=0.5)

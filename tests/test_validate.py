"""Shapes catch what should not be in a graph; rules of the ontology keep claims out of it."""

from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox
import pytest
import rdflib

from kg import ontology, validate
from kg.export import serialize
from kg.records import TimeSpan
from kg.store import Store
from kg.triples import terms
from kg.triples.rules import broken_rule
from kg.triples.terms import kg
from tests.factories import dobbins, entity, extraction, shooting

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's own


@pytest.fixture
def store():
    with Store() as opened:
        opened.replace(dobbins())
        yield opened


def test_a_built_graph_keeps_all_rules(store):
    assert validate.validate(store) == []


def test_every_shape_is_about_a_declared_class(root):
    shapes = rdflib.Graph().parse(root / "ontology" / "shapes.ttl")
    classes = {str(cls).split("#")[1] for cls in shapes.objects(None, validate.SH.targetClass)}
    assert classes <= set(ontology.load().classes)
    assert {"Fact", "Person", "Organization", "Place", "Sentence", "Document", "TimeSpan"} <= classes


def fact(store):
    return next(q.subject for q in store.quads() if q.object == kg("Meeting"))


ENDS = [terms.SUBJECT, terms.OBJECT, terms.PREDICATE, kg("relation"), kg("agent"), kg("patient")]
BROKEN = [
    ("no status", lambda q: q.predicate == kg("status"), [], "asserted, planned, hypothetical, alleged or negated"),
    ("no sentence", lambda q: q.predicate == terms.DERIVED_FROM, [], "points at the sentence"),
    ("no label", lambda q: q.predicate == terms.PREF_LABEL, [], "has one label"),
    ("no subject", lambda q: q.predicate == terms.SUBJECT, [], "has one subject"),
    (
        "confidence",
        lambda q: q.predicate == kg("confidence"),
        [(kg("confidence"), terms.decimal(1.5))],
        "between 0 and 1",
    ),
    ("place", None, [(kg("place"), "James_Dobbins")], "at most one place"),
    ("no relation", lambda q: q.predicate == kg("relation"), [], "has one relation"),
    ("two agents", None, [(kg("agent"), "Doha")], "is one entity with a label"),
    ("no ends", lambda q: q.predicate in ENDS, [], "an event with an agent or a patient"),
    ("no patient", lambda q: q.predicate in {*ENDS[:4], kg("patient")}, [(terms.SUBJECT, "Doha")], "or is an event"),
    ("two objects", None, [(terms.OBJECT, "Doha")], "one object"),
]


@pytest.mark.parametrize(("gone", "added", "message"), [b[1:] for b in BROKEN], ids=[b[0] for b in BROKEN])
def test_what_breaks_a_shape_is_reported(store, gone, added, message):
    node, quads = fact(store), store._live
    for quad in list(store.quads()):
        if gone and gone(quad):
            quads.remove(quad)
    for predicate, value in added:
        obj = ox.NamedNode(f"{store.base}entity/{value}") if isinstance(value, str) else value
        quads.add(ox.Quad(node, predicate, obj, store.minter.knows("a.txt")))
    found = validate.validate(store)
    assert any(message in violation.message for violation in found)
    assert {violation.document for violation in found} == {"a.txt"}


def test_the_shapes_hold_for_the_turtle_that_users_get(store, root):
    import pyshacl

    conforms, _, text = pyshacl.validate(
        serialize(store, "turtle").decode(), shacl_graph=str(root / "ontology/shapes.ttl"), data_graph_format="turtle"
    )
    assert conforms, text


QUARANTINED = [
    ("City", "Person", (0, "bornIn", 1), "the subject 'Kabul' is a City; the ontology asks for Person"),
    ("Person", "Person", (0, "meets", "the Taliban"), "the object 'the Taliban' of meets must be an entity"),
    ("Person", "City", (0, "holdsPosition", 1), "the object 'Bob' of holdsPosition must be words"),
    ("Person", "Person", (0, "bornIn", 1), "the object 'Bob' is a Person; the ontology asks for"),
]


@pytest.mark.parametrize(("subject", "obj", "claimed", "reason"), QUARANTINED)
def test_a_claim_against_the_ontology_is_no_fact(subject, obj, claimed, reason):
    ends = entity(0, subject, "Kabul"), entity(1, obj, "Bob")
    with Store() as store:
        made = extraction("a.txt", "Kabul did something with Bob.", entities=ends, facts=[claimed])
        store.replace(made)
        assert not list(store.facts())
        (violation,) = validate.validate(store)
        assert violation.quarantined
        assert violation.message.startswith(reason)
        assert store.claim(violation.focus) == ("a.txt", made.claims[0])
        assert violation.focus not in serialize(store, "turtle").decode()
        assert "Kabul did something" not in serialize(store, "turtle").decode()


def test_events_with_one_party_keep_all_rules():
    with Store() as store:
        store.replace(shooting())
        assert len([fact for fact in store.facts() if fact.subject is None or fact.object is None]) == 3
        assert validate.validate(store) == []


ONE_ENDED = [
    ("attacks", {}, None),
    ("attacks", {"cls": "Country", "described": True}, "no subject, and no named participant, place, time or number"),
    ("attacks", {"described": True, "count": 3}, None),
    ("attacks", {"described": True, "place": True}, None),
    ("attacks", {"described": True, "time": True}, None),
    ("leads", {}, "leads is no event and needs both ends; the subject is missing"),
]


@pytest.mark.parametrize(("relation", "has", "reason"), ONE_ENDED)
def test_an_event_with_one_party_must_be_worth_keeping(relation, has, reason):
    has = dict(has)
    place, time = has.pop("place", False), has.pop("time", False)
    ends = entity(0, has.pop("cls", "Person"), "Bob", **has), entity(1, "City", "Kabul")
    made = extraction("a.txt", "Bob in Kabul then.", entities=ends, facts=[(1, "attacks", 0)])
    claim = replace(
        made.claims[0],
        relation=relation,
        subject=None,
        place=made.claims[0].subject if place else None,
        time=TimeSpan(text="then") if time else None,
    )
    with Store() as store:
        store.replace(replace(made, claims=(claim,)))
        assert [violation.message for violation in validate.validate(store) if not violation.quarantined] == []
        told = [violation.message for violation in validate.quarantined(store)]
        assert len(list(store.facts())) == (reason is None)
        assert [reason in message for message in told if reason] == [True] * len(told)
        assert bool(told) == bool(reason)


def test_a_city_may_stand_for_its_government():
    ends = entity(0, "City", "Moscow"), entity(1, "Person", "Bob")
    with Store() as store:
        store.replace(extraction("a.txt", "Moscow criticized Bob.", entities=ends, facts=[(0, "criticizes", 1)]))
        assert [fact.subject for fact in store.facts()] == ["Moscow"]
        assert validate.validate(store) == []


def test_a_claim_about_nobody_is_kept_out(store):
    made = dobbins()
    claim = made.claims[0]
    assert broken_rule(claim, {e.chain: e for e in made.entities}, store.ontology) is None
    assert "which the document does not describe" in (broken_rule(claim, {}, store.ontology) or "")


def test_planned_meetings_keep_their_direct_triple(store):
    assert store.query("ASK { :James_Dobbins kg:meets :Taliban }")


def test_one_document_is_checked_alone():
    with Store() as store:
        store.replace(dobbins("a.txt"))
        ends = entity(0, "City", "Kabul"), entity(1, "Person", "Bob")
        store.replace(extraction("b.txt", "Kabul was born in Bob.", entities=ends, facts=[(0, "bornIn", 1)]))
        assert [found.document for found in validate.validate(store)] == ["b.txt"]
        assert not validate.validate(store, "a.txt")
        assert validate.validate(store, "b.txt") == validate.validate(store)

"""What is drawn: nodes, merged edges, the part that a picture holds, marked sentences."""

from __future__ import annotations

import random

import pytest

from kg import ontology
from kg.records import Entity
from kg.view.drawing import draw, marked, most_connected


@pytest.fixture(scope="module")
def terms():
    return ontology.load()


def names(drawing):
    return [node.name for node in drawing.nodes]


def test_order_of_facts_and_entities_does_not_matter(facts, entities, terms):
    shuffled, others = list(facts), list(entities)
    random.Random(1).shuffle(shuffled)
    random.Random(2).shuffle(others)
    assert draw(shuffled, others, terms) == draw(facts, entities, terms)


def test_parallel_facts_of_one_status_are_one_edge(make_fact, terms):
    drawing = draw(
        [
            make_fact(0, relation="visits"),
            make_fact(1, relation="supports"),
            make_fact(2, relation="supports", start=20),
            make_fact(3, relation="visits", status="planned"),
        ],
        [],
        terms,
    )
    assert [(edge.status, len(edge.facts)) for edge in drawing.edges] == [("asserted", 3), ("planned", 1)]
    assert drawing.relations(drawing.edges[0]) == ("supports", "visits")  # the most frequent first


def test_symmetric_facts_share_a_line_in_both_directions(make_fact, terms):
    meeting, back = make_fact(0), make_fact(1, subject="Bob", object="Ann")
    (edge,) = draw([meeting, back], [], terms).edges
    assert edge.mutual
    assert len(edge.facts) == 2
    attack = make_fact(2, subject="Bob", object="Ann", relation="attacks")
    (edge,) = draw([meeting, attack], [], terms).edges
    assert not edge.mutual
    assert draw([meeting, attack], [], terms).nodes[edge.source].name == "Bob"


def test_a_literal_or_oneself_is_no_edge(make_fact, terms):
    title = make_fact(0, relation="holdsPosition", object="spokesman", object_iri=None)
    oneself = make_fact(1, object="Ann")
    drawing = draw([title, oneself], [], terms)
    assert drawing.edges == ()
    assert names(drawing) == ["Ann"]
    assert drawing.nodes[0].degree == 0


def test_entities_tell_more_than_facts(make_fact, terms):
    ann = Entity(iri=make_fact().subject_iri, cls="Country", name="Annland", aliases=("Ann",), described=True)
    drawing = draw([make_fact()], [ann], terms)
    assert {(node.name, node.cls, node.described) for node in drawing.nodes} == {
        ("Annland", "Country", True),
        ("Bob", "Person", False),
    }


def test_a_picture_keeps_the_most_connected_and_drops_who_is_left_alone(facts, entities, terms):
    part = most_connected(draw(facts, entities, terms), 10)
    assert {"United States", "Taliban", "James Dobbins"} <= set(names(part))
    assert len(part.nodes) <= 10
    ends = {end for edge in part.edges for end in (edge.source, edge.target)}
    assert ends == set(range(len(part.nodes)))


def test_named_entities_are_kept_before_described_ones(make_fact, terms):
    crowd = Entity(iri=make_fact(object="officials").object_iri, cls="Person", name="officials", described=True)
    facts = [make_fact(i, subject=name, object="officials") for i, name in enumerate(("Ann", "Bob", "Cid"))]
    facts += [make_fact(9, subject="Ann", object="Bob")]
    assert names(most_connected(draw(facts, [crowd], terms), 3)) == ["Ann", "Bob"]


@pytest.mark.parametrize(
    ("subject", "target", "sentence", "pieces"),
    [
        ("Ann", "Bob", "Ann met Bob.", [("Ann", "subject"), (" met ", ""), ("Bob", "object"), (".", "")]),
        ("Bob", "Ann", "Ann met Bob.", [("Ann", "object"), (" met ", ""), ("Bob", "subject"), (".", "")]),
        ("us", "Bob", "Focus: Us and Bob", [("Focus: ", ""), ("Us", "subject"), (" and ", ""), ("Bob", "object")]),
        ("He", "Bob", "They met.", [("They met.", "")]),
        ("a.b", "", "aXb a.b", [("aXb ", ""), ("a.b", "subject")]),
        ("Ann", "Ann", "Ann, Ann", [("Ann", "subject"), (", ", ""), ("Ann", "object")]),
        ("😀", "Bob", "😀 Bob", [("😀", "subject"), (" ", ""), ("Bob", "object")]),
    ],
)
def test_subject_and_object_are_marked_in_the_sentence(make_fact, subject, target, sentence, pieces):
    fact = make_fact(subject_text=subject, object_text=target, sentence=sentence)
    assert marked(fact) == pieces
    assert "".join(text for text, _ in marked(fact)) == sentence


def one_party(make_fact, number, **fields):
    """An event with one end."""
    missing = "subject" if "object" in fields else "object"
    absent = dict.fromkeys((missing, f"{missing}_text", f"{missing}_iri", f"{missing}_type"))
    return make_fact(number, **absent, **fields)


def test_a_dot_stands_for_whoever_is_not_said(make_fact, terms):
    facts = [
        one_party(make_fact, 0, object="Ann", relation="kills"),
        one_party(make_fact, 1, object="Ann", relation="detains", status="alleged"),
        one_party(make_fact, 2, subject="Ann", relation="attacks"),
    ]
    drawing = draw(facts, [], terms)
    dots = [node for node in drawing.nodes if node.unsaid]
    assert [(node.name, node.degree) for node in dots] == [("", 2), ("", 1)]  # one for agents, one for patients
    (ann,) = (number for number, node in enumerate(drawing.nodes) if not node.unsaid)
    assert drawing.nodes[ann].degree == 3
    into = [edge.status for edge in drawing.edges if edge.target == ann]
    assert sorted(into) == ["alleged", "asserted"]
    assert [edge.status for edge in drawing.edges if edge.source == ann] == ["asserted"]
    assert marked(facts[0])[0] == ("Ann", "object")
    whole = most_connected(drawing, 10)
    assert len(whole.nodes) == 3
    assert len(most_connected(drawing, 1).edges) == 3  # a dot takes no entity's room


def test_entities_are_drawn_before_dots(make_fact, terms):
    facts = [make_fact(0), *(one_party(make_fact, n, object="Ann", relation="kills", start=n) for n in range(1, 9))]
    (edge,) = (drawing := most_connected(draw(facts, [], terms), 10, lines=1)).edges
    assert {drawing.nodes[edge.source].name, drawing.nodes[edge.target].name} == {"Ann", "Bob"}


def test_what_is_over_has_a_line_of_its_own(make_fact, terms):
    facts = [make_fact(0, relation="leads", former=True), make_fact(1, relation="meets")]
    assert [edge.status for edge in draw(facts, [], terms).edges] == ["asserted", "former"]

"""B³ of entities, against figures computed by hand and against the coreference scorer."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.evaluate import evaluate
from kg.evaluate.clusters import score as coreference
from kg.evaluate.entities import ACROSS, INSIDE, Named, b_cubed
from kg.evaluate.scores import Verdict
from tests.evaluate.records import mention, write_lines

# (document, start) → type, cluster, link, our entity; "" where we have no such name, or the gold has none.
NAMES = [
    ("a", 0, "Person", 0, "Q1", "ann"),
    ("a", 10, "Person", 0, "Q1", "ann"),
    ("a", 20, "Person", 1, "Q2", "ann"),  # another Lee, taken for her
    ("a", 30, "City", 2, "", "doha"),  # nobody says which Doha: left out across articles
    ("b", 0, "Person", 0, "Q1", "ann-of-b"),  # the same Ann Lee, split
    ("b", 10, "Person", 0, "Q1", ""),  # not found: not counted
]


def gold(tmp_path, without=""):
    rows = []
    for document in ("a", "b"):
        entities = [
            {"start": at, "end": at + 5, "text": "Words", "type": cls, "cluster": cluster, "link": link}
            for name, at, cls, cluster, link, _ in NAMES
            if name == document
        ]
        kept = [{key: value for key, value in each.items() if key != without} for each in entities]
        rows.append({"id": f"{document}.txt", "text": "Words of" * 6, "entities": kept})
    return write_lines(tmp_path / "gold.jsonl", rows)


def found():
    named = [
        replace(mention(f"x/{document}.txt", at, at + 5, "Person"), entity_iri=f"urn:{ours}")
        for document, at, _, _, _, ours in NAMES
        if ours
    ]
    he = mention("x/b.txt", 10, 15, "Person", kind="pronoun")
    return [
        *named,
        he,
        replace(mention("x/b.txt", 40, 45, "Person"), entity_iri="urn:ann"),
    ]  # the gold has no such name


def figures(section):
    return section.strict.gold, round(section.strict.recall, 4), round(section.strict.precision, 4)


def test_by_hand(tmp_path):
    scores = evaluate(gold(tmp_path), [], found())
    # Inside: recall 1 of all. Precision 2/3, 2/3 and 1/3 of the three that are Ann to us, 1 of Doha and of b.
    assert figures(scores.section(INSIDE)) == (5, 1.0, round((2 / 3 + 2 / 3 + 1 / 3 + 2) / 5, 4))
    # Across: Q1 has three names found, two of them Ann to us; her entity has three, two of them Q1.
    assert figures(scores.section(ACROSS)) == (
        4,
        round((2 / 3 + 2 / 3 + 1 + 1 / 3) / 4, 4),
        round((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4, 4),
    )
    rows = dict(scores.section(INSIDE).rows)
    assert {cls: rates.gold for cls, rates in rows.items()} == {"Person": 4, "Place": 1}
    assert rows["Place"].precision == 1


def test_what_is_split_and_what_is_joined_is_listed(tmp_path):
    inside, across = (evaluate(gold(tmp_path), [], found()).section(what).cases for what in (INSIDE, ACROSS))
    assert [(case.verdict, case.document, case.marks) for case in inside] == [
        (Verdict.FALSE_ALARM, "a.txt", ((20, 25),))
    ]
    assert [(case.verdict, case.document) for case in across] == [
        (Verdict.MISSED, "b.txt"),
        (Verdict.FALSE_ALARM, "a.txt"),
    ]
    assert across[0].object.endswith("(a.txt)")  # where the larger part of the cluster stands


@pytest.mark.parametrize(("without", "left"), [("link", [INSIDE]), ("cluster", [])])
def test_only_what_the_gold_has_is_measured(tmp_path, without, left):
    sections = [section.what for section in evaluate(gold(tmp_path, without), [], found()).sections]
    assert sections == ["mentions", *left]


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=9))
def test_it_is_the_b_cubed_of_the_coreference_scorer(pairs):
    names = [
        Named(("a", at, at + 1), "Person", str(entity), str(cluster)) for at, (entity, cluster) in enumerate(pairs)
    ]
    clusters, entities = defaultdict(set), defaultdict(set)
    for name in names:
        clusters[name.cluster].add(name.at)
        entities[name.entity].add(name.at)
    wanted = coreference(map(frozenset, clusters.values()), map(frozenset, entities.values())).b_cubed
    recall, precision = (sum(values) / len(names) for values in zip(*b_cubed(names), strict=True))
    assert (recall, precision) == (pytest.approx(wanted.recall), pytest.approx(wanted.precision))

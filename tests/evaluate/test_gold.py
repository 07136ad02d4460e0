"""Gold files and maps that cannot be used say why, in one line."""

from __future__ import annotations

import json

import pytest

from kg import ontology
from kg.errors import InputError
from kg.evaluate import evaluate
from kg.evaluate.answers import read_map
from kg.evaluate.gold import read_gold, read_texts
from tests.evaluate.records import annotated, fact, write_lines


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("", "is empty"),
        ("not json\n", ":1: not JSON"),
        ("[1]\n", "not a JSON object"),
        ('{"id": "a"}\n', "neither 'entities'"),
        ('{"id": "a", "entities": []}\n', "lacks 'text'"),
        ('{"relation": ["meets"], "document": "a"}\n', "lacks 'subject'"),
        ('{"id": "a", "text": "x", "entities": [], "relations": [{"type": "t", "head": 0, "tail": 1}]}\n', "malformed"),
    ],
)
def test_bad_gold(tmp_path, content, problem):
    path = tmp_path / "gold.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError) as error:
        read_gold(path)
    assert problem in str(error.value)
    assert "\n" not in str(error.value)


def test_missing_or_binary_gold(tmp_path):
    with pytest.raises(InputError, match="No such file"):
        read_gold(tmp_path / "none.jsonl")
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="not UTF-8"):
        read_gold(tmp_path / "binary")


@pytest.mark.parametrize("content", ["[]", "{", '{"relations": 3}', '{"relations": {"a": 3}}'])
def test_bad_map(tmp_path, content):
    (tmp_path / "map.json").write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match="is no map"):
        read_map(tmp_path / "map.json")


def test_a_map_may_only_name_what_the_ontology_has(tmp_path):
    gold = write_lines(tmp_path / "gold.jsonl", [annotated("a", "A B", {"A": "P", "B": "P"}, [("A", "r", "B")])])
    (tmp_path / "map.json").write_text('{"relations": {"r": ["meet"]}}', encoding="utf-8")
    with pytest.raises(InputError, match="meet"):
        evaluate(gold, [], [], mapping=tmp_path / "map.json")


def test_gold_that_no_map_fits(tmp_path):
    gold = write_lines(tmp_path / "gold.jsonl", [annotated("a", "A B", {"A": "P", "B": "P"}, [("A", "r", "B")])])
    with pytest.raises(InputError, match="no map for P, r; pass --map"):
        evaluate(gold, [fact("a", "A", "meets", "B")], [])


def test_facts_are_no_texts(tmp_path):
    gold = write_lines(tmp_path / "gold.jsonl", [{"document": "a", "subject": "A", "relation": "meets", "object": "B"}])
    with pytest.raises(InputError, match="annotated texts"):
        read_texts(gold)


def test_the_symmetric_relations_are_those_of_the_contract():
    symmetric = {name for name, relation in ontology.load().relations.items() if relation.symmetric}
    assert symmetric == {
        "meets", "negotiatesWith", "communicatesWith", "agreesWith", "cooperatesWith", "exchangesWith",
        "alliedWith", "marriedTo", "siblingOf", "relativeOf", "exercisesWith", "fightsWith",
    }  # fmt: skip


def test_participants_of_an_event_are_related(tmp_path):
    spans = [{"start": i, "end": i + 1, "text": t, "type": "PER"} for i, t in enumerate("ABC")]
    roles = [("Killer", 0), ("Victim", 1), ("Victim", 2)]
    event = {"type": "Life.Die", "args": [{"role": role, "entity": i} for role, i in roles]}
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"id": "a", "text": "ABC", "entities": spans, "events": [event]}), encoding="utf-8")
    links = {(link.type, link.head, link.tail) for text in read_texts(path) for link in text.links}
    assert ("Life.Die:Killer>Victim", "m0", "m1") in links
    assert ("Life.Die:Killer>Victim", "m0", "m2") in links
    assert ("Life.Die:Victim>Victim", "m1", "m2") in links
    assert not {("Life.Die:Victim>Victim", "m2", "m1"), ("Life.Die:Killer>Victim", "m1", "m0")} & links

"""One dialect of maps for measuring and for weighing."""

from __future__ import annotations

import pytest

from kg import ontology
from kg.errors import InputError
from kg.evaluate import evaluate
from kg.evaluate.answers import MAPS, Answer, Answers, Map, read_map
from kg.evaluate.scores import Rates
from tests.evaluate.records import annotated, fact, write_lines

KNOWN = ontology.load()


def answered(
    relation: str, object_class: str | None, *written: str, either_way: bool = False
) -> list[tuple[str, bool]]:
    return list(Answers({"theirs": written}, KNOWN, either_way=either_way).to(relation, object_class))


@pytest.mark.parametrize(
    ("written", "answer"),
    [
        ("leads", Answer("leads", False, None)),
        ("^leads", Answer("leads", True, None)),
        ("leads/Organization", Answer("leads", False, "Organization")),
        ("^leads/Place", Answer("leads", True, "Place")),
    ],
)
def test_what_a_map_writes(written, answer):
    assert Answer.read(written) == answer


def test_a_class_is_that_of_the_object_and_of_all_below_it():
    assert answered("leads", "Country", "leads/Place") == [("theirs", False)]
    assert answered("leads", "Company", "leads/Place") == []
    assert answered("leads", None, "leads/Place") == []
    assert answered("leads", None, "leads") == [("theirs", False)]
    assert answered("meets", "Person", "leads") == []


def test_symmetric_relations_answer_either_way_where_asked_to():
    assert answered("meets", "Person", "meets") == [("theirs", False)]
    assert answered("meets", "Person", "meets", "^meets") == [("theirs", False), ("theirs", True)]
    assert answered("meets", "Person", "meets", either_way=True) == [("theirs", False), ("theirs", True)]
    assert answered("leads", "Person", "leads", either_way=True) == [("theirs", False)]


@pytest.mark.parametrize("written", ["meet", "meets/Human"])
def test_a_map_may_only_name_what_the_ontology_has(written):
    with pytest.raises(InputError, match="the ontology has not"):
        Answers({"theirs": (written,)}, KNOWN, either_way=False)


def test_a_measurement_reads_all_of_it(tmp_path):
    text = "Ann Lee leads Acme, Bo Roe leads Peru, and Peru has Cy Doe."
    names = {"Ann Lee": "P", "Acme": "O", "Bo Roe": "P", "Peru": "L", "Cy Doe": "P"}
    gold = annotated("d", text, names, [("Ann Lee", "Work_For", "Acme"), ("Peru", "P35", "Bo Roe")])
    mapping = Map(relations={"Work_For": ("leads/Organization",), "P35": ("^leads/Place",)}, entities={})
    facts = [
        fact("d", "Ann Lee", "leads", "Acme", object_type="Company"),
        fact("d", "Bo Roe", "leads", "Peru", object_type="Country"),
        fact("d", "Cy Doe", "leads", "Peru", object_type="Country"),
        fact("d", "Cy Doe", "leads", "Bo Roe", object_type="Person"),  # of such the map says nothing
    ]
    scores = evaluate(write_lines(tmp_path / "gold.jsonl", [gold]), facts, [], mapping=mapping)
    section = scores.section("relations")
    assert section is not None
    assert section.strict == Rates(gold=2, found=2, predicted=3, right=2)
    assert dict(section.rows) == {"Work_For": Rates(1, 1, 1, 1), "P35": Rates(1, 1, 2, 1)}


@pytest.mark.parametrize("path", sorted(MAPS.glob("*.json")), ids=lambda path: path.stem)
def test_the_maps_that_travel_along_can_be_read_by_name_and_by_path(path, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert read_map(path) == read_map(type(path)(path.stem))
    assert Answers(read_map(path).relations, KNOWN, either_way=False).types


def test_a_map_that_is_not_there_lists_those_that_are(tmp_path):
    with pytest.raises(InputError, match="one of conll04, conll04-wide, dwie, redocred"):
        read_map(tmp_path / "nothing.json")

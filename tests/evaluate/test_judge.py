"""What labelled texts say of single claims."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg import ontology
from kg.errors import InputError
from kg.evaluate.answers import MAPS, Answer, Map, read_map
from kg.evaluate.gold import read_texts
from kg.evaluate.judge import Judgement, document, judge, judge_all, labelled
from kg.records import Extraction, Status
from tests.evaluate.records import annotated, write_lines
from tests.factories import entity, extraction

TEXT = "Barack Obama leads America, and Michelle Obama of Chicago sees its capital Washington."
MAP = Map(relations={"P35": ("^leads",), "P26": ("marriedTo",), "Live_In": ("livesIn",)}, entities={})
GOLD = annotated(
    "d",
    TEXT,
    {"Barack Obama": "P", "America": "L", "Michelle Obama": "P", "Chicago": "L", "Washington": "L"},
    [
        ("America", "P35", "Barack Obama"),
        ("Michelle Obama", "P26", "Barack Obama"),
        ("Michelle Obama", "Live_In", "Chicago"),
    ],
)
ENTITIES = (
    entity(0, "Person", "Barack Obama"),
    entity(1, "Country", "America"),
    entity(2, "Person", "Michelle Obama"),
    entity(3, "City", "Chicago"),
    entity(4, "Person", "Somebody"),
    entity(5, "Person", "the man", described=True),
)


def said(*facts: tuple[int, str, int | str]) -> Extraction:
    return extraction("d", TEXT, entities=ENTITIES, facts=facts)


def judged(tmp_path, made: Extraction) -> list[Judgement]:
    (text,) = read_texts(write_lines(tmp_path / "gold.jsonl", [GOLD]))
    return list(judge(text, made, MAP, ontology.load()))


@pytest.mark.parametrize(
    ("fact", "right"),
    [
        ((0, "leads", 1), True),  # their head and tail are the other way round
        ((1, "leads", 0), False),
        ((0, "marriedTo", 2), True),  # symmetric
        ((2, "livesIn", 3), True),
        ((0, "livesIn", 3), False),
    ],
)
def test_right_and_wrong(tmp_path, fact, right):
    (judgement,) = judged(tmp_path, said(fact))
    assert (judgement.right, judgement.labelled) == (right, True)
    assert judgement.rule == f"{fact[1]}/test"


def test_of_these_the_labels_say_nothing(tmp_path):
    assert judged(tmp_path, said((0, "meets", 2), (5, "livesIn", 3), (0, "holdsPosition", "president"))) == []
    made = said((0, "leads", 1))
    assert judged(tmp_path, replace(made, claims=(replace(made.claims[0], status=Status.NEGATED),))) == []


def test_a_class_of_the_object_can_be_asked_for(tmp_path):
    (text,) = read_texts(write_lines(tmp_path / "gold.jsonl", [GOLD]))
    for written, count in (("^leads/Place", 1), ("^leads/Organization", 0)):
        answers = Map(relations={"P35": (written,)}, entities={})
        assert len(list(judge(text, said((0, "leads", 1)), answers, ontology.load()))) == count


def test_a_name_that_is_not_labelled_is_wrong_but_not_by_fault_of_the_rule(tmp_path):
    (judgement,) = judged(tmp_path, said((4, "livesIn", 3)))
    assert (judgement.right, judgement.labelled) == (False, False)


def test_nationality_by_adjective_is_left_alone_when_the_country_is_not_labelled(tmp_path):
    made = said((4, "livesIn", 3))
    claim = made.claims[0]
    by_adjective = replace(claim, subject=replace(claim.subject, link="demonym"))
    assert judged(tmp_path, replace(made, claims=(by_adjective,))) == []


def test_sets_with_their_maps(tmp_path):
    path = write_lines(tmp_path / "gold.jsonl", [GOLD, GOLD])
    ((text, answers),) = labelled(path, "redocred", limit=1)
    assert "P17" in answers.relations
    assert document(text).text == TEXT
    found = list(judge_all(labelled(path, "conll04"), lambda _: said((2, "livesIn", 3)), ontology.load()))
    assert [judgement.right for judgement in found] == [True, True]
    with pytest.raises(InputError, match="one of conll04, conll04-wide, dwie, redocred"):
        list(labelled(path, "nothing"))


@pytest.mark.parametrize("path", sorted(MAPS.glob("*.json")), ids=lambda path: path.stem)
def test_maps_name_relations_and_classes_that_exist(path):
    known = ontology.load()
    answers = read_map(path)
    ours = [Answer.read(name) for names in answers.relations.values() for name in names]
    assert {answer.relation for answer in ours} <= set(known.relations)
    assert {answer.object_class for answer in ours} <= {None, "Person", "Organization", "Place"}
    assert {cls for cls in answers.entities.values() if cls} <= {"Person", "Organization", "Place"}

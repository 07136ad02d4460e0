"""What people confirmed and rejected as gold, against figures counted by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.errors import InputError
from kg.evaluate import judged
from kg.evaluate.judged import tables
from kg.evaluate.scores import Share
from kg.graph import Graph
from kg.identity import fact_key
from kg.judging import write_file
from kg.records import Judgement, Verdict
from tests.factories import entity, extraction

ANN, BEA, CID, TOWN = (entity(0, "Person", "Ann Lee"), entity(1, "Person", "Bea Moss"),
                       entity(2, "Person", "Cid Noor"), entity(3, "City", "Doha"))  # fmt: skip
TOLD = extraction(
    "a",
    "Ann Lee met Bea Moss, attacked Cid Noor and lives in Doha; Cid Noor resigned.",
    entities=(ANN, BEA, CID, TOWN),
    facts=[(0, "meets", 1), (0, "attacks", 2), (0, "livesIn", 3), (1, "meets", 2), (0, "elects", 1), (2, "meets", 0)],
)


def verdict(number: int, right: bool, *, document: str = "a", minute: int = 0) -> Judgement:
    kind = Verdict.CONFIRM if right else Verdict.REJECT
    time = f"2026-01-31T12:{minute:02}:00+00:00"
    return Judgement(time=time, verdict=kind, target=document, other=fact_key(TOLD.claims[number]))


def graph(told=TOLD) -> Graph:
    made = Graph()
    made.replace(told)
    return made


def test_precision_of_what_is_printed_in_all_and_by_family():
    made = [verdict(0, True), verdict(1, False), verdict(2, True), verdict(3, True), verdict(4, False)]
    found = judged(made, graph())
    assert dict(found.rows) == {
        "all": Share(3, 5),
        "events": Share(2, 4),
        "states": Share(1, 1),
        "ASSAULT": Share(0, 1),
        "CONSULT": Share(2, 2),
        "other events": Share(0, 1),
    }
    assert (found.kept, found.repeated) == (Share(3, 3), Share(2, 2))
    assert (found.doubtful, found.gone, found.elsewhere) == (0, 0, 0)


def test_a_rejected_fact_counts_in_the_graph_that_holds_the_judgement_too():
    made = graph()
    made.store.judge(add=[verdict(0, True), verdict(1, False)])
    assert not any(fact.relation == "attacks" for fact in made.facts())
    assert judged(made.judgements(), made).precision == Share(1, 2)


def test_what_is_not_printed_is_counted_and_said():
    doubtful, broken = (replace(TOLD.claims[0], confidence=0.1), replace(TOLD.claims[2], relation="bornIn"))
    born_of_nobody = replace(broken, object=replace(broken.object, chain=1))  # a person is no place of birth
    made = [verdict(0, True), verdict(1, False), verdict(3, False), verdict(3, True, document="elsewhere")]
    key = Judgement(time="2026-01-31", verdict=Verdict.CONFIRM, target="a", other=fact_key(born_of_nobody))
    found = judged([*made, key], graph(replace(TOLD, claims=(doubtful, TOLD.claims[1], born_of_nobody))))
    assert found.precision == Share(0, 1)
    assert (found.doubtful, found.gone, found.elsewhere) == (2, 1, 1)
    assert (found.kept, found.repeated) == (Share(0, 3), Share(1, 2))
    fate = dict(tables(found)[1].rows)
    assert (fate["confirmed, printed"], fate["no longer extracted"]) == ("0 of 3", "1")


def test_the_last_who_judged_has_the_say_and_another_rule_does_not_matter():
    found = judged([verdict(0, False), verdict(0, True, minute=1)],
                   graph(replace(TOLD, claims=(replace(TOLD.claims[0], rule="meets/other"),))))  # fmt: skip
    assert found.precision == Share(1, 1)


def test_judgements_come_from_a_file_or_a_graph(tmp_path):
    with Graph(tmp_path / "g") as made:
        made.replace(TOLD)
        made.store.judge(add=[verdict(0, True), verdict(2, False)])
        write_file(tmp_path / "made.jsonl", made.judgements())
    assert judged(tmp_path / "made.jsonl", tmp_path / "g") == judged(tmp_path / "g", tmp_path / "g")
    assert judged(tmp_path / "g", graph()).precision == Share(1, 2)


def test_where_no_fact_is_judged_it_says_what_to_do():
    same = Judgement(time="2026-01-31", verdict=Verdict.SAME, target="Ann_Lee", other="Bea_Moss")
    with pytest.raises(InputError, match="no fact is judged; `kg confirm FACT`"):
        judged([same], graph())


@pytest.mark.parametrize(
    ("right", "asked", "expected"),
    # By hand: z² = 3.8415. 8 of 10: (.8 + .19207 ± 1.96·√(.016 + .009604)) / 1.38415.
    [(8, 10, (0.4902, 0.9433)), (0, 10, (0.0, 0.2775)), (10, 10, (0.7225, 1.0)), (0, 0, (0.0, 1.0))],
)
def test_the_interval_of_wilson(right, asked, expected):
    assert Share(right, asked).interval == pytest.approx(expected, abs=1e-4)

"""Who parses and extracts: several processes give what one gives, in the same order, and may die."""

from __future__ import annotations

import json
import os
import signal
import time

import pytest

import kg
from kg import ontology
from kg.errors import KgError, ModelError
from kg.records import Document
from kg.workers import FEW, Alone, Defeat, Team, workers

COUNT = 2 * FEW


def documents() -> list[Document]:
    people = ("James Dobbins", "Ann Lee", "Dobbins", "Hamid Karzai", "Karzai")
    return [
        Document(
            id=f"{n:02}", text=f"{people[n % 5]} met {people[(n + 3) % 5]} in Doha on {n + 1} May 2014.", source=""
        )
        for n in range(COUNT)
    ]


@pytest.fixture
def team():
    made: list[Team] = []

    def make(model: str | None = None, known: ontology.Ontology | None = None) -> Team:
        known = known or ontology.load()
        made.append(Team(2, Alone(model, known), model=model, ontology=known))
        return made[-1]

    yield make
    for each in made:
        each.close()


def test_none_beside_this_process():
    assert isinstance(workers(0, model=None, ontology=ontology.load()), Alone)
    assert isinstance(workers(2, model=None, ontology=ontology.load()), Team)


@pytest.mark.model
def test_a_few_documents_are_read_here(team):
    several = team()
    for each in documents()[:FEW]:
        several.give(each)
    assert several._members == []
    assert [several.take()[0].id for _ in range(FEW)] == [f"{n:02}" for n in range(FEW)]
    assert several._members == []


@pytest.mark.model
def test_several_give_what_one_gives_in_the_same_order(team):
    several, alone = team(), Alone(None, ontology.load())
    taken = []
    for each in documents():
        several.give(each)
        while several.busy:
            taken.append(several.take())
    while several.waiting:
        taken.append(several.take())
    assert 1 <= len(several._members) <= 2
    assert taken == [(each, alone.read(each)) for each in documents()]


@pytest.mark.model
def test_a_worker_that_dies_costs_one_document(team):
    several = team()
    for each in documents():
        several.give(each)
    taken = [several.take()]
    time.sleep(0.2)
    os.kill(several._members[0].pid, signal.SIGKILL)
    while several.waiting:
        taken.append(several.take())
    lost = [said for _, said in taken if isinstance(said, Defeat)]
    assert [document.id for document, _ in taken] == [f"{n:02}" for n in range(COUNT)]
    assert len(lost) <= 1
    assert all("its worker ended with code -9" in each.reason for each in lost)


@pytest.mark.model
def test_the_users_own_names_are_known_to_all(team, tmp_path):
    (tmp_path / "own.ttl").write_text(
        "@prefix kg: <https://kg.dev/ontology#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        "@prefix gz: <https://kg.dev/gazetteer#> .\n"
        'gz:Zyx_Group a kg:Company ; skos:prefLabel "Zyx" .\n'.replace(
            "https://kg.dev/", ontology.KG.split("ontology")[0]
        )
    )
    several = team(known=ontology.load(gazetteer=tmp_path / "own.ttl"))
    for each in documents():
        several.give(each)
    assert not any(isinstance(several.take()[1], Defeat) for _ in range(COUNT))


def test_an_ontology_made_by_a_program_says_so(team, monkeypatch):
    known = ontology.load()
    several = team(known=known)
    monkeypatch.setattr("kg.workers._written", lambda known, folder: ())
    several._digest = "another"
    for each in documents()[: FEW + 1]:
        several.give(each)
    with pytest.raises(KgError, match="build with workers=0"):
        several.take()


def test_a_model_that_cannot_be_loaded_stops_everything(team):
    several = team(model="no_such_model")
    for each in documents():
        several.give(each)
    with pytest.raises(ModelError):
        several.take()


@pytest.mark.model
def test_one_worker_two_workers_and_none_build_one_graph(tmp_path):
    with (tmp_path / "c.jsonl").open("w") as file:
        for each in documents():
            file.write(json.dumps({"id": each.id, "text": each.text, "date": "2014-05-30"}) + "\n")
    hashes = set()
    for count in (0, 1, 2):
        with kg.build(tmp_path / "c.jsonl", graph=tmp_path / str(count), workers=count) as graph:
            assert len(list(graph.documents())) == COUNT
            hashes.add(graph.receipt().hash)
    assert len(hashes) == 1

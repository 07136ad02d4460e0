"""`kg facts`, `kg mentions`, `kg entities`, `kg query`, `kg sparql`."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import fields

import pytest

from kg.records import Fact

MENTION = ["document", "start", "end", "text", "kind", "type", "entity", "entity_iri"]


def records(out: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.splitlines()]


def test_facts_as_jsonl_follow_the_contract(run, built):
    first, second = records(run("facts", "-g", built, "--format", "jsonl").out)
    assert list(first) == [field.name for field in fields(Fact)]
    assert {
        name: first[name] for name in ("subject", "relation", "object", "place", "status", "document", "start", "end")
    } == {
        "subject": "James Dobbins",
        "relation": "meets",
        "object": "Mullah Omar",
        "place": "Doha",
        "status": "asserted",
        "document": "a.txt",
        "start": 0,
        "end": 38,
    }
    assert first["sentence"] == "James Dobbins met Mullah Omar in Doha."
    assert first["time"] is None
    assert second["document"] == "b.txt"


def test_facts_as_a_table(run, built):
    out = run("facts", "-g", built).out
    row = next(line for line in out.splitlines() if "Dobbins" in line)
    assert row.split()[1:4] == ["James", "Dobbins", "meets"]
    assert "Doha" in row


@pytest.mark.parametrize(
    ("options", "documents"),
    [
        (["--relation", "meets"], ["a.txt", "b.txt"]),
        (["--relation", "visits"], []),
        (["--status", "planned"], []),
        (["--about", "karzai"], ["b.txt"]),
        (["--document", "a.txt"], ["a.txt"]),
        (["--document", "a.txt", "--about", "obama"], []),
    ],
)
def test_facts_can_be_chosen(run, built, options, documents):
    out = run("facts", "-g", built, "--format", "jsonl", *options).out
    assert [record["document"] for record in records(out)] == documents


def test_mentions_as_jsonl_follow_the_contract(run, built):
    found = records(run("mentions", "-g", built, "--format", "jsonl").out)
    assert list(found[0]) == MENTION
    assert [record["text"] for record in found if record["document"] == "b.txt"] == [
        "Barack Obama",
        "Hamid Karzai",
        "Washington",
    ]
    assert found[0]["entity"] == "James Dobbins"
    assert found[0]["type"] == "Person"


def test_entities_by_class(run, built):
    found = records(run("entities", "-g", built, "--format", "jsonl", "--type", "Person").out)
    assert [record["name"] for record in found] == ["Barack Obama", "Hamid Karzai", "James Dobbins", "Mullah Omar"]
    places = records(run("entities", "-g", built, "--format", "jsonl", "--type", "Place").out)
    assert [record["name"] for record in places] == ["Doha", "Washington"]


@pytest.mark.parametrize(("name", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_csv_and_tsv_can_be_read_back(run, built, name, delimiter):
    out = run("facts", "-g", built, "--format", name).out
    rows = list(csv.DictReader(io.StringIO(out), delimiter=delimiter))
    assert [row["object"] for row in rows] == ["Mullah Omar", "Hamid Karzai"]


def test_json_is_one_array(run, built):
    assert len(json.loads(run("entities", "-g", built, "--format", "json").out)) == 6

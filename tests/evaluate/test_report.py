"""Tables, the page and the lines."""

from __future__ import annotations

import json

import pytest

from kg.errors import ExportError
from kg.evaluate import evaluate, tables, write
from tests.evaluate.records import annotated, fact, mention, write_lines

TEXT = "John <b>Smith</b> of R&D lives in Paris."


@pytest.fixture
def scores(tmp_path):
    gold = [annotated("d1", TEXT, {"Smith": "Person", "R&D": "Organization"}, [("Smith", "worksFor", "R&D")])]
    facts = [fact("d1", "<script>", "worksFor", "Paris", sentence="<script> of Paris")]
    return evaluate(write_lines(tmp_path / "gold.jsonl", gold), facts, [mention("d1", 8, 13, "Person")])


def test_tables(scores):
    every, relations, mentions = tables(scores)
    assert [row[:2] for row in every.rows] == [("relations", "strict"), ("relations", "loose"), ("mentions", "strict")]
    assert every.rows[2] == ("mentions", "strict", "1.000", "0.500", "0.667", "2", "1", "1", "1")
    assert relations.title == "relations, loose"
    assert relations.rows == (("worksFor", "0.000", "0.000", "0.000", "1", "0", "1", "0"),)
    assert {row[0] for row in mentions.rows} == {"Organization", "Person"}
    assert all(len(row) == len(table.columns) for table in tables(scores) for row in table.rows)


def test_the_page_is_self_contained_and_escaped(scores, tmp_path):
    write(scores, tmp_path / "out.html")
    page = (tmp_path / "out.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;</mark> of <mark>Paris</mark>" in page
    assert "John &lt;b&gt;<mark>Smith</mark>&lt;/b&gt; of <mark>R&amp;D</mark> lives" in page
    assert "http" not in page


def test_lines(scores, tmp_path):
    write(scores, tmp_path / "out.jsonl")
    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["verdict"] for row in rows] == ["missed", "false alarm", "missed"]
    assert rows[0]["text"] == TEXT


def test_other_suffixes_and_folders_that_are_not_there(scores, tmp_path):
    with pytest.raises(ExportError, match=r"use \.html or \.jsonl"):
        write(scores, tmp_path / "out.pdf")
    with pytest.raises(ExportError, match="No such file"):
        write(scores, tmp_path / "none" / "out.html")

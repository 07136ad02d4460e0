"""Corpora keep their text exactly: offsets of annotated data count its characters."""

from __future__ import annotations

import json
from datetime import date

import pytest

from kg.readers import corpus


def lines(*records: object) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)


def test_fields_of_jsonl(one):
    record = {"id": 7, "text": "Obama met Karzai.", "title": "Talks", "published": "2013-06-18T10:00:00Z", "more": [1]}
    document = one("c.jsonl", lines(record))
    assert document.id == "7"
    assert document.text == "Obama met Karzai."
    assert document.title == "Talks"
    assert document.published == date(2013, 6, 18)


@pytest.mark.parametrize("text", ["a\r\nb\rc", " \u2028a ", "\ufeffa", "a\x00b\x1b", "a\u200b\u202eb", "🕊"])
def test_text_is_kept_exactly(one, text):
    assert one("c.jsonl", lines({"id": "x", "text": text})).text == text


def test_csv_text_is_kept_exactly(one):
    assert one("c.csv", 'id,text\r\nx,"a\r\nb, ""c"""\r\n').text == 'a\r\nb, "c"'


def test_lone_surrogates_become_one_replacement_character(one):
    document = one("c.jsonl", '{"id": "x", "text": "a\\ud800b"}\n')
    assert document.text == "a\ufffdb"
    document.digest.encode()


def test_a_bad_line_is_reported_and_the_rest_is_read(tmp_path, reading):
    path = tmp_path / "c.jsonl"
    path.write_bytes(
        b'{"id": "1", "text": "one"}\n'
        b'{broken\n[1]\n{"id": "4"}\n\n{"id": "6", "text": " "}\n{"id": "7", "text": "caf\xe9"}\n'
        b'{"id": "8", "text": "eight"}'
    )
    documents, skipped = reading(path)
    assert [document.id for document in documents] == ["1", "8"]
    assert [problem.path.rpartition(":")[2] for problem in skipped] == ["2", "3", "4", "6", "7"]
    assert [problem.reason.split(" (")[0].split(";")[0] for problem in skipped] == [
        "is not JSON",
        "is a JSON list, not an object with `text`",
        "has no field `text` with a string",
        "has no text",
        "is not valid UTF-8",
    ]


def test_a_line_without_id_is_named_by_its_number(tmp_path, reading):
    (tmp_path / "c.jsonl").write_text(lines({"text": "one"}, {"text": "two"}))
    assert [document.id for document in reading(tmp_path)[0]] == ["c.jsonl:1", "c.jsonl:2"]


def test_an_id_used_twice_is_reported(tmp_path, reading):
    (tmp_path / "c.jsonl").write_text(lines({"id": "x", "text": "one"}, {"id": "x", "text": "two"}))
    documents, skipped = reading(tmp_path)
    assert [document.text for document in documents] == ["one"]
    assert "'x' was already used" in skipped[0].reason


def test_a_line_that_is_too_long_is_reported_and_the_rest_is_read(tmp_path, reading, monkeypatch):
    monkeypatch.setattr(corpus, "MAX_BYTES", 1000)
    (tmp_path / "c.jsonl").write_text(lines({"id": "1", "text": "x" * 5000}, {"id": "2", "text": "two"}))
    documents, skipped = reading(tmp_path)
    assert [document.id for document in documents] == ["2"]
    assert skipped[0].path.endswith("c.jsonl:1")


def test_csv_and_tsv(tmp_path, reading):
    (tmp_path / "a.csv").write_text('\ufeffid,title,text,published\n1,T,"Obama, met\nKarzai",2013-06-18\n2,,,\n')
    (tmp_path / "b.tsv").write_text('id\ttext\n3\tHe said "no"\n')
    documents, skipped = reading(tmp_path)
    assert [(document.id, document.text) for document in documents] == [
        ("1", "Obama, met\nKarzai"),
        ("3", 'He said "no"'),
    ]
    assert documents[0].published == date(2013, 6, 18)
    assert [problem.path.rpartition(":")[2] for problem in skipped] == ["4"]


def test_csv_without_text_says_what_it_has(refused):
    assert "no field `text` with a string (it has: id, words)" in refused("a.csv", "id,words\n1,x\n")


def test_an_empty_corpus_is_no_error_but_no_document(tmp_path, reading):
    (tmp_path / "c.jsonl").write_text("")
    documents, (note,) = reading(tmp_path)
    assert (documents, note.reason, note.error) == ([], "holds no document", False)

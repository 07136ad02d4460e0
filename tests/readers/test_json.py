"""JSON in all shapes that services and dumps have."""

from __future__ import annotations

import json

import pytest

from kg.readers import corpus

A = {"id": "a", "text": "Obama met Karzai."}
B = {"id": "b", "text": "They left."}


@pytest.mark.parametrize(
    "content",
    [
        json.dumps([A, B]),
        json.dumps([A, B], indent=2),
        "\ufeff" + json.dumps([A, B]),
        json.dumps(A) + "\n" + json.dumps(B) + "\n",
        json.dumps(A, indent=2) + json.dumps(B, indent=2),
        json.dumps({"status": "ok", "totalResults": 2, "articles": [A, B]}),
        json.dumps({"articles": [A, B], "next": {"page": 2}}, indent=1),
        json.dumps({"response": {"numFound": 2, "docs": [A, B]}}),
        json.dumps({"hits": {"total": 2, "hits": [{"_id": "a", "_source": {"text": A["text"]}}, {"_source": B}]}}),
        json.dumps({"data": [A, B]}),
    ],
)  # fmt: skip
def test_shapes(tmp_path, reading, content):
    (tmp_path / "a.json").write_text(content)
    documents, skipped = reading(tmp_path)
    assert not skipped
    assert [(document.id, document.text) for document in documents] == [
        ("a", A["text"]),
        ("b", B["text"]),
    ]


def test_a_list_inside_an_article_is_no_list_of_articles(one):
    assert one("a.json", json.dumps({"text": "x", "items": [{"text": "y"}], "data": {"text": "z"}})).text == "x"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32"])
@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_utf16_and_utf32(one, encoding, name):
    assert one(name, json.dumps({"text": "Café"}, ensure_ascii=False).encode(encoding)).text == "Café"


@pytest.mark.parametrize("size", [1, 7, 64])
def test_values_are_whole_however_the_file_is_cut(tmp_path, reading, monkeypatch, size):
    monkeypatch.setattr(corpus, "_CHUNK", size)
    records = [
        {"id": number, "text": 'a "b" \\ é [{' * number, "n": 12345, "more": {"x": [1.5, None]}}
        for number in range(1, 9)
    ]
    (tmp_path / "a.json").write_text(json.dumps({"n": 12345, "articles": records}, ensure_ascii=False))
    documents, skipped = reading(tmp_path)
    assert not skipped
    assert [document.text for document in documents] == [record["text"] for record in records]


def test_bad_articles_are_told_with_their_number(tmp_path, reading):
    (tmp_path / "a.json").write_text('[1, {"text": "one"}, {"text": ""}, {"title": "x"}, {"text": "two"}]')
    documents, skipped = reading(tmp_path)
    assert [document.id for document in documents] == ["a.json:2", "a.json:5"]
    assert [problem.path.rpartition(":")[2] for problem in skipped] == ["1", "3", "4"]


@pytest.mark.parametrize(
    "content",
    ['[{"text": "one"}, {"te', '[{"text": "one"} {}', '{"articles": [{"text": "one"}]', '[{"text": "one"}, nul]'],
)
def test_what_comes_before_the_damage_is_read(tmp_path, reading, content):
    (tmp_path / "a.json").write_text(content)
    documents, (problem,) = reading(tmp_path)
    assert [document.text for document in documents] == ["one"]
    assert "is not JSON after 1 documents (" in problem.reason


@pytest.mark.parametrize(
    "content", [b"[" * 100_000, b'{"a":' * 100_000, b"nope", b'"x"', b'[{"text": "caf\xe9"}]', b"\x80"]
)
def test_what_is_no_json_of_articles_gets_one_line(refused, content):
    assert "; the rest is left out" in (reason := refused("a.json", content)) or "not an object with `text`" in reason


def test_an_article_that_is_too_long_ends_the_reading(refused, monkeypatch):
    monkeypatch.setattr(corpus, "MAX_BYTES", 1000)
    monkeypatch.setattr(corpus, "_CHUNK", 100)
    assert "longer than" in refused("a.json", json.dumps([{"text": "x" * 5000}]))

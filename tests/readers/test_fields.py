"""Fields are found by their usual names in any spelling, or named by the user."""

from __future__ import annotations

import json
from datetime import date

import pytest

from kg.readers.rows import PATIENCE
from kg.records import Standing


@pytest.mark.parametrize(
    ("record", "title", "day", "author", "language", "name"),
    [
        (
            {"maintext": "x", "text": None, "title": "T", "authors": ["A B", "C"],
             "date_publish": "2024-05-07 08:00:00", "date_download": "2024-06-01", "language": "en", "url": "https://n.example/1"},
            *("T", date(2024, 5, 7), "A B, C", "en", "https://n.example/1"),
        ),  # news-please
        (
            {"source": {"id": None}, "author": "A", "title": "T", "url": "u", "publishedAt": "2024-05-07T08:00:00Z",
             "content": "x"},
            *("T", date(2024, 5, 7), "A", None, "u"),
        ),  # NewsAPI
        (
            {"id": 7, "title": "T", "publish_date": "2024-05-07", "indexed_date": "2024-06-01", "language": "en_GB",
             "text": "x"},
            *("T", date(2024, 5, 7), None, "en-GB", "7"),
        ),  # Media Cloud, with the text fetched
        (
            {"@type": "NewsArticle", "headline": "T", "datePublished": "2024-05-07", "dateModified": "2024-06-01",
             "author": [{"name": "A"}, {"name": "B"}], "articleBody": "x"},
            *("T", date(2024, 5, 7), "A, B", None, "a.json:1"),
        ),  # schema.org
        (
            {"BODY": "x", "Pub Date": "2024-05-07", "LANG": "English", "GUID": "g"},
            *(None, date(2024, 5, 7), None, "en", "g"),
        ),
        ({"text": "x", "published": 1715068800}, None, date(2024, 5, 7), None, None, "a.json:1"),
        ({"text": "x", "published": 1715068800000}, None, date(2024, 5, 7), None, None, "a.json:1"),
        ({"text": "x", "date": "None", "title": "nan", "language": "Klingon"}, None, None, None, None, "a.json:1"),
    ],
)  # fmt: skip
def test_usual_names(one, record, title, day, author, language, name):
    document = one("a.json", json.dumps(record))
    assert document.text == "x"
    assert (document.title, document.published, document.author) == (title, day, author)
    assert (document.language, document.id) == (language, name)


def test_the_first_field_of_text_that_is_not_blank_counts(one):
    assert one("a.json", '{"text": " ", "maintext": null, "body": "Talks."}').text == "Talks."


def test_paragraphs_in_a_list_are_one_text(one):
    assert one("a.json", '{"body": ["One.", "Two."]}').text == "One.\n\nTwo."


def test_a_kill_is_read_with_nothing_but_its_id_and_version(one):
    document = one("a.jsonl", '{"id": "1", "version": "2", "pubstatus": "stat:canceled", "text": ""}')
    assert (document.id, document.version, document.standing) == ("1", 2, Standing.WITHDRAWN)
    assert one("b.jsonl", '{"text": "x", "status": "withheld"}').standing is Standing.WITHDRAWN
    assert one("c.jsonl", '{"text": "x", "status": "ok", "version": "1.0"}').standing is Standing.USABLE


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.jsonl", '{"Story": "S.", "text": "x", "Kopf": "K", "Tag": "2024-05-07", "Nr": 3}'),
     ("a.csv", "Story;text;Kopf;Tag;Nr\nS.;x;K;2024-05-07;3\n")],
)  # fmt: skip
def test_the_user_names_the_fields(tmp_path, reading, name, content):
    (tmp_path / name).write_text(content)
    (document,), skipped = reading(tmp_path, text="story", title="Kopf", date="Tag", id="Nr")
    assert not skipped
    assert (document.text, document.title, document.published, document.id) == ("S.", "K", date(2024, 5, 7), "3")


def test_a_point_leads_into_an_object(tmp_path, reading):
    (tmp_path / "a.json").write_text('{"fields": {"bodyText": "x"}}')
    assert [document.text for document in reading(tmp_path, text="fields.bodyText")[0]] == ["x"]


@pytest.mark.parametrize(
    ("name", "content"), [("a.jsonl", '{"id": 1, "title": "T", "text": "x"}'), ("a.csv", "id,title,text\n1,T,x\n")]
)
@pytest.mark.parametrize("field", ["text", "title", "date", "id"])
def test_a_field_that_is_not_there_is_told_with_those_that_are(tmp_path, reading, name, content, field):
    (tmp_path / name).write_text(content)
    documents, (problem,) = reading(tmp_path, **{field: "titel"})
    assert not documents
    assert problem.reason == "has no field `titel` (it has: id, title, text); did you mean `title`?"


def test_a_file_without_texts_is_told_once(refused):
    listed = {"articles": [{"url": f"u{number}", "title": "T", "seendate": "20240507T080000Z"} for number in range(3)]}
    reason = refused("gdelt.json", json.dumps(listed))
    assert "none of its 3 documents" in reason
    assert "(it has: url, title, seendate); `--text-field NAME`" in reason
    long = json.dumps({"url": "u"}) + "\n"
    assert f"none of its first {PATIENCE} documents" in refused("a.jsonl", long * 3 * PATIENCE)


def test_dates_that_are_not_understood_are_told_in_one_line(tmp_path, reading):
    days = ["2024-05-07", "last summer", "in May", None]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps({"text": "x", "published": day}) + "\n" for day in days))
    documents, (problem,) = reading(tmp_path)
    assert [document.published for document in documents] == [date(2024, 5, 7), None, None, None]
    assert problem.path.endswith("a.jsonl:2")
    assert problem.reason.startswith("published 'last summer' is no day that kg understands, so the date is left out;")
    assert problem.reason.endswith("; 1 more documents have one that is not understood")

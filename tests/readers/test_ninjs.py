"""ninjs 1, 2 and 3: names differ in case, bodies are renditions of one story."""

from __future__ import annotations

import json
from datetime import date

import pytest

from kg.records import Standing

TWO = {
    "uri": "urn:x:1",
    "type": "text",
    "version": "10",
    "firstcreated": "2026-03-02T23:10:00-05:00",
    "pubstatus": "usable",
    "language": "en",
    "by": "By Hanne Volk",
    "headlines": [{"role": "short", "value": "Talks"}, {"role": "main", "value": "Brack meets Fell"}],
    "bodies": [
        {"role": "text", "contenttype": "text/plain", "value": "Brack meets Fell\n\nMayor Brack met Fell."},
        {"role": "html", "contenttype": "text/html", "value": "<p>Mayor Brack &amp; Fell met.</p>"},
        {"role": "ttnitf", "contenttype": "application/nitf+xml", "value": "<body><p>Third.</p></body>"},
    ],
}


def test_fields_and_one_of_the_renditions(one):
    document = one("a.json", json.dumps(TWO))
    assert (document.id, document.version, document.standing) == ("urn:x:1", 10, Standing.USABLE)
    assert (document.title, document.author, document.language) == ("Brack meets Fell", "Hanne Volk", "en")
    assert (document.text, document.published) == ("Mayor Brack & Fell met.", date(2026, 3, 2))


def test_ninjs_1(one):
    item = {
        "guid": "tag:x:1",
        "headline": "Talks",
        "byline": "Eve Lot",
        "body_html": "<p>One.</p><p>Two.</p>",
        "version": 4,
    }
    document = one("a.ninjs.json", json.dumps(item | {"versioncreated": "2026-03-02T10:00:00+0000"}))
    assert (document.id, document.title, document.author) == ("tag:x:1", "Talks", "Eve Lot")
    assert (document.text, document.published) == ("One.\n\nTwo.", date(2026, 3, 2))


def test_ninjs_3_has_other_names(one):
    item = TWO | {
        "versionCreated": "2026-03-02T09:00:00Z",
        "pubStatus": "usable",
        "embargoedUntil": "2026-03-03T09:00:00Z",
    }
    item = {name: value for name, value in item.items() if name not in {"pubstatus"}}
    assert one("a.json", json.dumps(item)).standing is Standing.HELD
    item["pubStatus"] = "canceled"
    assert one("b.json", json.dumps(item)).standing is Standing.WITHDRAWN


@pytest.mark.parametrize(
    "bodies", [[], [{"role": "text", "value": "Please kill the story slugged TALKS."}], TWO["bodies"]]
)
def test_a_kill_needs_no_text_and_its_notice_is_no_news(one, bodies):
    document = one("a.json", json.dumps(TWO | {"pubstatus": "canceled", "bodies": bodies}))
    assert (document.standing, document.text, document.version) == (Standing.WITHDRAWN, "", 10)


def test_an_embargo_that_is_null_is_none(one):
    assert one("a.json", json.dumps(TWO | {"embargoed": None})).standing is Standing.USABLE


@pytest.mark.parametrize("wrap", [lambda items: items, lambda items: {"item": items}, lambda items: {"items": items}])
def test_several_items_of_which_the_highest_version_counts(tmp_path, reading, wrap):
    other = TWO | {"uri": "urn:x:2"}
    (tmp_path / "a.json").write_text(json.dumps(wrap([TWO, TWO | {"version": "9", "by": "Old"}, other])))
    documents, skipped = reading(tmp_path / "a.json")
    assert [(document.id, document.version) for document in documents] == [("urn:x:1", 10), ("urn:x:2", 10)]
    assert not skipped


def test_english_is_chosen(one):
    bodies = [{"language": "fr", "value": "Le maire."}, {"language": "en-GB", "value": "The mayor."}]
    headlines = [{"language": "fr", "value": "Maire"}, {"language": "en-GB", "value": "Mayor"}]
    document = one("a.json", json.dumps(TWO | {"bodies": bodies, "headlines": headlines}))
    assert (document.text, document.title, document.language) == ("The mayor.", "Mayor", "en-GB")


def test_what_is_no_text_is_left_out(tmp_path, reading):
    (tmp_path / "a.json").write_text(json.dumps([TWO | {"type": "event"}, TWO | {"uri": "urn:x:2"}]))
    (document,), (note,) = reading(tmp_path / "a.json")
    assert document.id == "urn:x:2"
    assert "no text (event urn:x:1)" in note.reason


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (json.dumps(TWO)[:-40], "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        ('{"name": "kg"}', "no field `text`"),
        ("[]", "is an empty list"),
        ("3", "is a JSON int"),
        (b"", "is empty"),
        (b'{"uri": "caf\xe9", "headline": "x"}', "is not valid UTF-8"),
        ('{"uri": "x", "headline": "x", "body_text": " "}', "has no text"),
    ],
)
def test_what_cannot_be_read_is_refused(refused, content, reason):
    assert reason in refused("a.json", content)

"""Items with the traps of real ones, invented names; what each must give stands in `news/cases.jsonl`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.records import Standing

NEWS = Path(__file__).parent / "news"
CASES = [json.loads(line) for line in (NEWS / "cases.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['file']}-{case['id']}")
def test_case(case, reading):
    documents, skipped = reading(NEWS / case["file"])
    assert not skipped
    told = [document for document in documents if document.standing is not Standing.WITHDRAWN]
    assert len(told) == case["want_documents"]
    (document,) = (document for document in documents if document.id == case["id"])
    day = case["want_published"] and case["want_published"][:10]
    assert (document.title, document.author) == (case["want_title"], case["want_author"])
    assert (document.published and document.published.isoformat()) == day
    assert document.version == case.get("version")
    assert all(words in document.text for words in case["want_text_contains"])
    assert not [words for words in case["not_text_contains"] if words in document.text]


def test_a_killed_item_keeps_only_its_id_and_version(reading):
    ((document,), _) = reading(NEWS / "01-killed.ninjs.json")
    assert (document.standing, document.text, document.version) == (Standing.WITHDRAWN, "", 3)


def test_a_story_may_kill_another_and_be_held_itself(reading):
    (killed, story), _ = reading(NEWS / "05-note.nitf.xml")
    assert (killed.id, killed.standing) == ("orla.551.a", Standing.WITHDRAWN)
    assert (story.id, story.standing, story.language) == ("orla.551.b", Standing.HELD, "en-US")

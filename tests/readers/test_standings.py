"""A status means the same in every format, and within a file the same stands that stands across files."""

from __future__ import annotations

import itertools
import json

import pytest

from kg.records import Standing
from tests.readers.test_newsml import META, item
from tests.readers.test_ninjs import TWO
from tests.readers.test_nitf import nitf

WORDS = {
    "usable": Standing.USABLE,
    "embargoed": Standing.HELD,
    **dict.fromkeys(
        ["withheld", "canceled", "cancelled", "killed", "kill", "withdrawn", "deleted", "retracted"], Standing.WITHDRAWN
    ),
}


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("scheme", ["", "stat:", "http://cv.iptc.org/newscodes/pubstatusg2/"])
def test_every_format_says_the_same_with_a_status(one, word, scheme):
    status = f"{scheme}{word}"
    row = json.dumps({"id": "1", "text": "Ada met Bo.", "status": status})
    read = [
        one("a.jsonl", row),
        one("b.json", row),
        one("c.csv", f"id,text,status\n1,Ada met Bo.,{status}\n"),
        one("d.json", json.dumps(TWO | {"pubstatus": status})),
        one("e.xml", item(META.replace("stat:usable", status))),
        one("f.xml", nitf(f"<docdata management-status='{status.upper()}'/>")),
    ]
    assert {document.standing for document in read} == {WORDS[word]}


VERSIONS = [
    TWO | {"version": "2"},
    TWO | {"version": "3", "headlines": [{"value": "Later"}]},
    {"uri": "urn:x:1", "pubstatus": "canceled", "headline": "Kill notice", "body_text": "Please kill this story."},
]


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_a_withdrawal_without_a_version_is_of_all_versions(one, order):
    document = one("a.json", json.dumps([VERSIONS[each] for each in order]))
    assert (document.standing, document.text) == (Standing.WITHDRAWN, "")


@pytest.mark.parametrize("order", list(itertools.permutations(range(2))))
def test_an_item_without_a_version_is_below_all_others(one, order):
    unversioned = {name: value for name, value in TWO.items() if name != "version"} | {"headlines": [{"value": "Old"}]}
    items = [unversioned, TWO | {"version": "0"}]
    document = one("a.json", json.dumps([items[each] for each in order]))
    assert (document.version, document.title) == (0, "Brack meets Fell")

"""The documentation lists every format, with what reads it."""

from __future__ import annotations

import re
from pathlib import Path

from kg.readers import READERS
from tests.test_architecture import OWNERS

PAGE = (Path(__file__).parents[2] / "docs" / "cli.md").read_text(encoding="utf-8")
ROWS = [row for row in PAGE.splitlines() if re.match(r"\| .*\.\w+`", row)]
CALLED = {"markdown_it": "markdown-it-py"}


def test_every_suffix_has_a_row():
    named = set(re.findall(r"(\.\w+)`", " ".join(row.split(" | ")[0] for row in ROWS)))
    assert READERS.keys() <= named


def test_every_library_that_only_readers_use_is_named():
    libraries = {CALLED.get(name, name) for name, owners in OWNERS.items() if owners == {"readers"}}
    assert {name for name in libraries if name not in PAGE} == set()


def test_every_row_says_what_is_read_and_what_is_not():
    assert all(len(row.replace(r"\|", "").strip("|").split("|")) == 4 for row in ROWS)
    assert len(ROWS) >= 20

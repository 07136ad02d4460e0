"""Texts that break off or make no sense, as captions, feeds and scanned pages do, are read like any other."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from tests.extract.facts import read

GOLDEN = Path(__file__).parent / "golden"


def _texts() -> list[list[str]]:
    """The texts of the golden rules, as words."""
    lines = (line for path in sorted(GOLDEN.glob("*.txt")) for line in path.read_text("utf-8").splitlines())
    return [line.split() for line in lines if line and not line.startswith((" ", "#"))]


@pytest.mark.model
def test_words_in_any_order_are_read():
    random = Random(7)
    for words in _texts():
        random.shuffle(words)
        text = " ".join(words)
        assert read(text).document.text == text


@pytest.mark.model
def test_a_text_that_breaks_off_anywhere_is_read():
    random = Random(8)
    for words in _texts():
        start = random.randrange(len(words))
        text = " ".join(words[start : start + random.randint(1, 5)])
        assert read(text).document.text == text

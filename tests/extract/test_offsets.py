"""The words of every end of a claim stand where it says they stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.facts import read

ARTICLES = Path(__file__).parents[1] / "articles"
LITERAL = "North Korea launched a test missile. The Conservative party passed the bill on Monday."


@pytest.mark.model
@pytest.mark.parametrize("text", [LITERAL, *(path.read_text("utf-8") for path in sorted(ARTICLES.glob("*.txt"))[:6])])
def test_ends_are_cut_from_the_text(text: str) -> None:
    ends = [end for claim in read(text).claims for end in (claim.subject, claim.object, claim.place) if end is not None]
    assert ends
    for end in ends:
        assert " ".join(text[end.start : end.end].split()) == " ".join(end.text.split()), end

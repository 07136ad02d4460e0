"""How many a description speaks of, and how the number is meant."""

from __future__ import annotations

import pytest

from kg.records import CountKind
from tests.extract.facts import read

COUNTS = {
    "A total of 40 soldiers were killed in Herat.": (40, CountKind.EXACT),
    "Both soldiers were killed in Herat.": (2, CountKind.EXACT),
    "Half a million people fled Mali.": (500_000, CountKind.EXACT),
    "Between 10 and 20 soldiers were killed in Herat.": (10, CountKind.AT_LEAST),
    "At least 30 soldiers were killed in Herat.": (30, CountKind.AT_LEAST),
    "Two dozen soldiers were killed in Herat.": (24, CountKind.EXACT),
}


@pytest.mark.model
@pytest.mark.parametrize("text", COUNTS)
def test_a_description_says_how_many(text):
    """The first description of several, as its sentence has it."""
    told = [(entity.count, entity.count_kind) for entity in read(text).entities if entity.count is not None]
    assert told == [COUNTS[text]]

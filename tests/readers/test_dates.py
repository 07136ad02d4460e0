"""A publication date that is not understood is no date."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from kg.readers.dates import published

DAY = date(2013, 6, 18)


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2013-06-18", DAY),
        (" 2013-06-18T23:59:59+02:00", DAY),
        ("20130618", DAY),
        ("20130618T120000Z", DAY),
        ("2013-06-18 10:00", DAY),
        ("Tue, 18 Jun 2013 16:20:00 GMT", DAY),
        ("18 Jun 2013 16:20:00 +0000", DAY),
        (DAY, DAY),
        (datetime(2013, 6, 18, 12, tzinfo=UTC), DAY),
        ("2013", None),
        ("2013-06", None),
        ("2013-13-40", None),
        ("201306181", None),
        ("18.06.2013", None),
        ("last summer, perhaps: yes", None),
        ("", None),
        (None, None),
        (20130618, DAY),
        ([], None),
    ],
)
def test_published(value, day):
    assert published(value) == day

"""A publication date that is not understood is no date."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from kg.readers.dates import in_address, problem, published

DAY = date(2013, 6, 18)


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2013-06-18", DAY),
        (" 2013-06-18T23:59:59+02:00", DAY),
        ("2013-06-18T23:59:59-11:00", DAY),
        ("2013-06-18T00:10:00+1400", DAY),
        ("20130618", DAY),
        ("20130618T120000Z", DAY),
        ("20130618120000", DAY),
        ("2013061812", DAY),
        ("2013-06-18 10:00", DAY),
        ("2013/06/18", DAY),
        ("2013/6/18 10:00", DAY),
        ("2013.06.18", DAY),
        ("Tue, 18 Jun 2013 16:20:00 GMT", DAY),
        ("18 Jun 2013 16:20:00 +0000", DAY),
        ("Tuesday, 18-Jun-13 16:20:00 GMT", DAY),
        ("Tue Jun 18 16:20:00 2013", DAY),
        ("June 18, 2013", DAY),
        ("june 18th 2013", DAY),
        ("Tuesday, June 18, 2013, 4:20 p.m. EDT", DAY),
        ("Jun. 18, 2013", DAY),
        ("18 June 2013", DAY),
        ("18th of June, 2013", DAY),
        ("18-JUN-2013", DAY),
        ("Published 18 June 2013, updated 20 June 2013", DAY),
        ("Updated June 20, 2013; published June 18, 2013", DAY),
        ("Updated June 20, 2013", None),
        (1371572400, DAY),
        (1712010954, date(2024, 4, 1)),
        ("1371572400", DAY),
        (1371572400000, DAY),
        (1371572400.5, DAY),
        (DAY, DAY),
        (datetime(2013, 6, 18, 12, tzinfo=UTC), DAY),
        ("18/06/2013", DAY),
        ("06/18/2013", DAY),
        ("06/06/2013", date(2013, 6, 6)),
        ("07/05/2024", None),
        ("07-05-2024", None),
        ("18.06.2013", DAY),
        ("7. 5. 2024", date(2024, 5, 7)),
        ("1987-03-04T10:00:00Z", date(1987, 3, 4)),
        ("March 4, 1923", date(1923, 3, 4)),
        ("2013", None),
        ("2013-06", None),
        ("2013-13-40", None),
        ("June 31, 2013", None),
        ("201306181", None),
        ("last summer, perhaps: yes", None),
        ("9999999999", None),
        ("", None),
        (None, None),
        (True, None),
        (20130618, DAY),
        ([], None),
        ("2013-06-18 " * 50, None),
    ],
)
def test_published(value, day):
    assert published(value) == day


@pytest.mark.parametrize("value", ["07/05/2024", "7-5-2024", "05/07/2024 10:00"])
def test_two_readings_are_told_in_one_line(value):
    told = problem(value)
    assert told is not None
    assert "published" in told
    assert "write 2024-05-07 or 2024-07-05" in told
    assert "\n" not in told


@pytest.mark.parametrize("value", ["last summer", "2013", "x" * 5000, ["a"], "a\nb"])
def test_what_is_no_day_is_told_in_one_short_line(value):
    told = problem(value)
    assert told is not None
    assert "no day" in told
    assert "\n" not in told
    assert len(told) < 200


@pytest.mark.parametrize("value", [None, "", "  ", "2013-06-18", "18/06/2013", DAY])
def test_nothing_is_told_of_days_and_of_nothing(value):
    assert problem(value) is None


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://news.example/2024/05/07/world/rivals-meet.html", date(2024, 5, 7)),
        ("https://news.example/world/2024/may/07/rivals-meet", date(2024, 5, 7)),
        ("https://news.example/world-2024-05-07/", date(2024, 5, 7)),
        ("https://news.example/a/20240507.html", date(2024, 5, 7)),
        ("https://news.example/1987/3/4/a", date(1987, 3, 4)),
        ("https://news.example/a?from=2024-05-07", None),
        ("https://news.example/2024/05/rivals", None),
        ("https://news.example/a-202405071234567", None),
        ("https://news.example/2024/13/45/", None),
        ("https://news.example/article/201912", None),
    ],
)
def test_days_in_addresses(address, day):
    assert in_address(address) == day

"""Publication dates as metadata write them. A date that is not understood is no date."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

_ISO_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?!\d)")


def published(value: object) -> date | None:
    """Return the day that `value` names, or None.

    Understood are dates, ISO 8601 days and times (also `20130618`), and the dates of mail and
    RSS (RFC 2822). A year or a month alone is no day.

    >>> published("2013-06-18T16:20:00Z")
    datetime.date(2013, 6, 18)
    >>> published("Tue, 18 Jun 2013 16:20:00 GMT")
    datetime.date(2013, 6, 18)
    >>> published("last summer")
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(value or "").strip()
    try:
        if match := _ISO_DAY.match(text):
            return date(*map(int, match.groups()))
        return parsedate_to_datetime(text).date() if "," in text or ":" in text else None
    except (ValueError, TypeError):
        return None

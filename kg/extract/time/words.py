"""The words of the calendar, and the pieces of patterns made from them.

All quantifiers are bounded, so that every pattern built here runs in linear time.
"""

from __future__ import annotations

import re
from calendar import day_name, month_name
from collections.abc import Mapping
from typing import Final

MONTHS: Final[Mapping[str, int]] = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun",
            "july jul", "august aug", "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
"""Month names and abbreviations, lower case and without a dot → 1–12."""

WEEKDAYS: Final[Mapping[str, int]] = {
    name: number
    for number, names in enumerate(
        ("monday", "tuesday tues", "wednesday wed", "thursday thurs thur", "friday fri", "saturday", "sunday")
    )
    for name in names.split()
}
"""Weekday names and abbreviations, lower case and without a dot → 0 (Monday) to 6."""

SEASONS: Final[Mapping[str, int]] = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""Season → its first month (meteorological, northern hemisphere)."""

_UNITS = "one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first"
).split()

NUMBERS: Final[Mapping[str, int]] = {
    "a": 1,
    "an": 1,
    "couple": 2,
    "dozen": 12,
    **{word: number for number, word in enumerate((*_UNITS, *_TEENS), start=1)},
    **{word: 10 * number for number, word in enumerate(_TENS, start=2)},
}
ORDINALS: Final[Mapping[str, int]] = {word: number for number, word in enumerate(_ORDINALS, start=1)}
DECADES: Final[Mapping[str, int]] = {
    word: 10 * number
    for number, word in enumerate("twenties thirties forties fifties sixties seventies eighties nineties".split(), 2)
}

S: Final = r"\s{1,3}"
"""The space between two words; a line may break there."""

YEAR: Final = r"(?:1\d|2[01])\d\d(?!\d|[,.]\d|\s?(?:hours|hrs|(?:[ECMP][SD]T|GMT|gmt|UTC|BST|CET|IST)\b))"
DATE_NAMES: Final = frozenset({*day_name, *month_name})
"""Days and months by their whole names."""
MODERN_YEAR: Final = re.compile(r"1[89]\d\d|20\d\d")
"""A whole word that is a year; as a number of things it is rare."""
_MONTH_NAMES = "January|February|March|April|May|June|July|August|September|October|November|December"
_MONTH_SHORT = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?"
MONTH: Final = rf"(?:{_MONTH_NAMES}|{_MONTH_SHORT})"
WEEKDAY: Final = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Tues?|Wed|Thurs?|Fri)\."
    r"|(?<=\b[Oo]n\s)(?:Tues?|Wed|Thurs?|Fri)\b(?!\s{1,3}[A-Z]|[-'’]))"
)
"""A short one needs its point, or "on" before it; Mon, Sat and Sun are too much else."""
DATED_WEEKDAY: Final = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\b\.?)"
DAY: Final = r"(?:0?[1-9]|[12]\d|3[01])"
NO_COUNT: Final = r"(?!\d|[:%]|[.,]\d)"
"""After a day of a month: not the beginning of 10:30, 5.5 or 2,000."""
PART_OF_DAY: Final = r"(?i:morning|afternoon|evening|night)"
UNIT: Final = r"(?:minute|hour|day|week|fortnight|month|year|decade)"
_SPELT = "|".join((*_TEENS, *(rf"{ten}(?:[- ](?:{'|'.join(_UNITS)}))?" for ten in _TENS), *_UNITS))
NUMBER: Final = rf"(?:\d{{1,4}}|a{S}couple{S}of|a{S}dozen|{_SPELT}|an?)"
VAGUE: Final = rf"(?:several|a{S}few|few|some|many|numerous|a{S}number{S}of|countless)"
ABOUT: Final = rf"(?:about|around|roughly|some|nearly|almost|just{S}over|at{S}least|just|only|up{S}to|approximately)"


def number(text: str) -> int | None:
    """Read "18", "two", "twenty-three", "a couple of"; None for other words.

    >>> number("a couple of"), number("twenty-three"), number("18"), number("several")
    (2, 23, 18, None)
    """
    if text.isdigit():
        return int(text)
    words = text.lower().replace("-", " ").split()
    if len(words) > 1 and words[0] in {"a", "an"}:
        words = words[1:]
    found = [NUMBERS[word] for word in words if word in NUMBERS]
    return sum(found) if found and len(found) == len([w for w in words if w != "of"]) else None


def month(text: str) -> int:
    """Read "June" or "Sept."."""
    return MONTHS[text.lower().rstrip(".")]


def weekday(text: str) -> int:
    """Read "Tuesday" or "Tues.": 0 is Monday."""
    name = text.lower().rstrip(".")
    return next(number for full, number in WEEKDAYS.items() if full.startswith(name))

"""What a source says of an item as a whole, in one table for all formats."""

from __future__ import annotations

import re

from kg.kinds import Standing

_WORDS = {
    "usable": Standing.USABLE,
    "embargoed": Standing.HELD,
    **dict.fromkeys(
        ("canceled", "cancelled", "killed", "kill", "withdrawn", "deleted", "retracted", "withheld"), Standing.WITHDRAWN
    ),
}
"""NewsCodes `pubstatusg2` of the IPTC, and what vendors write instead. Of what is withheld until further notice
the IPTC asks that all versions be taken back."""
_SCHEME = re.compile(r".*[:/#]", re.DOTALL)


def code(status: object) -> str:
    """Return the code of a status without the vocabulary before it.

    >>> code("stat:Canceled"), code("http://cv.iptc.org/newscodes/pubstatusg2/withheld")
    ('canceled', 'withheld')
    """
    return _SCHEME.sub("", str(status)).strip().casefold()


def named(status: object) -> Standing | None:
    """Return the standing that a status stands for; None for one that is not known.

    >>> str(named("stat:canceled")), str(named("embargoed")), named("draft")
    ('withdrawn', 'held', None)
    """
    return _WORDS.get(code(status))

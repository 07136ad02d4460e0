"""Names compared as a scorer compares them: generously about form, strictly about words.

The definitions are those of the benchmark that the project is measured by, so that figures agree to
the last digit; `kg.names` has its own, for other ends.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

LEADING: Final = frozenset({"the", "a", "an", "mr", "mrs", "ms", "dr", "president", "sen", "rep"})
"""Articles and titles that do not tell two names apart."""
MOST_WORDS_MORE: Final = 2
"""So many words more may a longer form have, however short the shorter: "Obama", "President Barack H. Obama"."""

Key = tuple[str, ...]


@lru_cache(maxsize=200_000)
def key(name: str | None) -> Key:
    """The words of a name without case, accents, punctuation, leading article or title.

    >>> key("The U.S.'s")
    ('us',)
    """
    decomposed = unicodedata.normalize("NFKD", name or "")
    plain = decomposed.encode("ascii", "ignore").decode("ascii").lower()
    words = re.findall(r"[a-z0-9]+", re.sub(r"'s\b", "", plain).replace(".", ""))
    first = 0
    while first < len(words) - 1 and words[first] in LEADING:
        first += 1
    return tuple(words[first:])


def same(name: str | None, accepted: Iterable[str], *, loose: bool) -> bool:
    """Whether a predicted name is one of the accepted.

    Args:
        name: what was predicted.
        accepted: forms of the right name.
        loose: also when the words of one are a run within the other, which may be at most twice as
            long or two words longer.
    """
    own = key(name)
    if not own:
        return False
    others = (key(form) for form in accepted)
    return any(own == other or (loose and bool(other) and _within(own, other)) for other in others)


def any_same(names: Iterable[str | None], accepted: Iterable[str], *, loose: bool) -> bool:
    """Whether one of several forms of a predicted name is accepted."""
    forms = tuple(accepted)
    return any(same(name, forms, loose=loose) for name in names)


def _within(one: Key, other: Key) -> bool:
    short, long = sorted((one, other), key=len)
    if len(long) > 2 * len(short) and len(long) - len(short) > MOST_WORDS_MORE:
        return False
    return any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))

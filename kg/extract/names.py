"""Names compared as strings: folding, short forms, acronyms. Pure, and the same for one or all documents."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

SKIPPED_IN_ACRONYMS = frozenset({"of", "the", "and", "for", "in", "on", "to", "de", "la", "a"})
PARTICLES = frozenset({"al", "bin", "ibn", "van", "von", "de", "der", "da", "di", "du", "el", "abu", "ur", "ul", "bint"})
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


@lru_cache(maxsize=100_000)
def fold(name: str) -> str:
    """Case, accents, dots, hyphens and a leading article evened out: `The U.S.` -> `us`."""
    text = unicodedata.normalize("NFKD", name.replace("’", "'"))
    text = "".join(ch for ch in text if not unicodedata.combining(ch)).casefold()
    text = text.removesuffix("'s").replace(".", "").replace("-", " ").replace("'", "")
    words = text.split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in {"the", "a", "an"} else words)


def is_short_form(short: str, full: str, *, person: bool) -> bool:
    """True when `short` can stand for `full` in one article: "Dobbins" for "James Dobbins"."""
    a, b = fold(short).split(), fold(full).split()
    if not a or len(a) >= len(b):
        return False
    if person:
        b = [w for w in b if w not in SUFFIXES]
        if len(a) == 1:
            return a[0] == b[-1] or (a[0] in b and a[0] not in PARTICLES and len(a[0]) > 2)
        return a == b[-len(a) :] or (a[0] == b[0] and a[-1] == b[-1])
    # "State Department" for "U.S. State Department", "Haqqani" is no short form of "Haqqani network".
    return len(a) >= 2 and a == b[-len(a) :]


def acronym_of(short: str, full: str, *, person: bool = False) -> bool:
    """True when `short` is made of the initials of `full`: "AP" of "The Associated Press"."""
    letters = short.replace(".", "").strip()
    if person or not (2 <= len(letters) <= 8) or not letters.isupper() or " " in letters:
        return False
    words = [w for w in fold(full).split() if w]
    initials = "".join(w[0] for w in words if w not in SKIPPED_IN_ACRONYMS)
    every = "".join(w[0] for w in words)
    return len(words) > 1 and letters.casefold() in {initials, every}

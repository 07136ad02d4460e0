"""Names compared as strings: folding, short forms, spellings, acronyms. Pure, and the same for one or all documents."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache

SKIPPED_IN_ACRONYMS = frozenset({"of", "the", "and", "for", "in", "on", "to", "de", "la", "a", "&"})
PARTICLES = frozenset("al bin ibn van von de der da di du el abu ur ul bint la le dos".split())
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
VOWELS = str.maketrans("", "", "aeiouy")
LONGEST_ACRONYM = 8


@lru_cache(maxsize=100_000)
def fold(name: str) -> str:
    """Case, accents, dots, hyphens and a leading article evened out: `The U.S.` -> `us`."""
    text = unicodedata.normalize("NFKD", name.replace("’", "'"))
    text = "".join(ch for ch in text if not unicodedata.combining(ch)).casefold()
    text = text.removesuffix("'s").replace(".", "").replace("-", " ").replace("'", "")
    words = text.split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in {"the", "a", "an"} else words)


def without_article(phrase: str) -> str:
    """A description as it is listed: `the president` -> `president`."""
    words = phrase.split()
    return " ".join(words[1:] if len(words) > 1 and words[0].lower() in {"the", "a", "an"} else words)


def words_of(name: str, *, person: bool) -> list[str]:
    """The folded words that count; a person's without "Jr." and with one spelling of the Arabic article."""
    words = fold(name).split()
    if not person or len(words) < 2:
        return words
    return ["al" if w == "el" else w for w in words if w not in SUFFIXES] or words


# --- persons -----------------------------------------------------------------------------------------------


def is_short_form(short: str, full: str, *, person: bool) -> bool:
    """True when `short` can stand for `full` in one article: "Dobbins" for "James Dobbins"."""
    a, b = words_of(short, person=person), words_of(full, person=person)
    if not a or len(a) >= len(b) or (person and " " not in full.strip()):
        return False  # "Hans-Riegel-Strasse" is nobody
    if not person:
        # "State Department" for "U.S. State Department"; one word is too little, see `shortens`.
        return len(a) >= 2 and a == b[-len(a) :]
    if len(a) == 1:
        return a[0] == b[-1] or (a[0] in b and a[0] not in PARTICLES and (len(a[0]) > 2 or a[0] == b[0]))
    return a in (b[-len(a) :], b[: len(a)]) or (a[0] == b[0] and a[-1] == b[-1]) or a == [b[0], *b[-len(a) + 1 :]]


def by_surname(short: str, full: str) -> bool:
    """True when a person's short form ends as the full name does; "Hillary" and "Kim" begin it instead."""
    return words_of(short, person=True)[-1] == words_of(full, person=True)[-1]


def same_person(one: str, other: str) -> bool:
    """True for two spellings of one full name: "Mahmud Abbas", "Mahmoud Abbas"; "J. Smith", "John Smith"."""
    a, b = words_of(one, person=True), words_of(other, person=True)
    if len(a) != len(b) or len(a) < 2:
        return False
    pairs = list(zip(a, b, strict=True))
    unequal = [(x, y) for x, y in pairs if x != y]
    if len(unequal) > 1:
        return False
    return all(_alike(x, y) or ((x, y) == pairs[0] and _initial(x, y)) for x, y in unequal)


def _initial(x: str, y: str) -> bool:
    return min(len(x), len(y)) == 1 and x[0] == y[0]


def _alike(x: str, y: str) -> bool:
    """The same consonants, but neither "Mario" for "Maria" nor "Martin" for "Martina"."""
    bones = skeleton(x)
    return x[0] == y[0] and len(bones) >= 3 and bones == skeleton(y) and x.endswith("a") == y.endswith("a")


def skeleton(word: str) -> str:
    """The consonants of a word, doubled ones once: `vassari` -> `vsr`, `mahmoud` -> `mhmd`."""
    bones = word[:1] + word[1:].translate(VOWELS)
    return "".join(ch for i, ch in enumerate(bones) if i == 0 or ch != bones[i - 1])


def given_gender(name: str, given: Mapping[str, frozenset[str]]) -> str:
    """`m` or `f` when the first word of a full name is a given name of one gender only, else empty."""
    words = fold(name).split()
    if len(words) < 2:
        return ""
    found = [gender for gender in ("m", "f") if words[0] in given.get(f"given-{gender}", frozenset())]
    return found[0] if len(found) == 1 else ""


# --- organizations -----------------------------------------------------------------------------------------


def shortens(short: str, full: str, kinds: frozenset[str]) -> bool:
    """True when one word can stand for an organization: "Brotherhood", "Haqqani" of "Haqqani network".

    Args:
        short: A name of one word.
        full: The fuller name.
        kinds: Folded words that say what kind of organization a name is of (`network`, `bank`).
    """
    a, b = words_of(short, person=False), words_of(full, person=False)
    if len(a) != 1 or len(b) < 2 or len(a[0]) < 4:
        return False
    if a[0] == b[-1]:
        return True
    rest = [w for w in b[1:] if w not in SKIPPED_IN_ACRONYMS]
    if a[0] == b[0]:
        return all(w in kinds for w in rest) or (a[0] in kinds and b[1] in {"of", "for"})
    return False


def acronym_of(short: str, full: str, *, person: bool = False) -> bool:
    """True when `short` is made of the initials of `full`: "AP" of "The Associated Press"."""
    return not person and is_acronym(short) and short.replace(".", "").casefold() in initials(full)


def is_acronym(name: str) -> bool:
    """True for two to eight capitals in one word."""
    letters = name.replace(".", "").strip()
    return 2 <= len(letters) <= LONGEST_ACRONYM and letters.isupper() and letters.isalpha()


def initials(full: str) -> Sequence[str]:
    """The acronyms that a name of several words can have, folded: with and without its small words."""
    words = fold(full).split()
    if len(words) < 2:
        return ()
    return (
        "".join(w[0] for w in words if w not in SKIPPED_IN_ACRONYMS),
        "".join(w[0] for w in words if w != "&"),
    )
